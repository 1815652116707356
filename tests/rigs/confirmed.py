"""Documents of the shipped training text, put into a ledger as if they had been read and confirmed at the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import msgspec

from classifiers import material, store
from classifiers.material import Document
from classifiers.tokens import TokenPage
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.items import Change, Confirmation, Item, StageResult
from pipeline.records import TYPES, Box, Page, Reading, Word


@cache
def families(skip: int = 0, per_type: int = 1_000, documents: int = 100) -> tuple[tuple[Document, ...], ...]:
    """Families of the shipped text: of each type, `per_type` from the `skip`-th, the first `documents` of each."""
    found: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for one in material.read(store.newest() / "training.jsonl.xz"):
        found[one.type, one.family].append(one)
    chosen = []
    for name in TYPES:
        own = sorted(key for key in found if key[0] == name)[skip : skip + per_type]
        chosen += [tuple(found[key][:documents]) for key in own]
    return tuple(chosen)


def page_of(seen: TokenPage, number: int) -> Page:
    words = tuple(
        Word(text=t.text, box=Box(left=t.left, top=t.top, right=max(t.left, t.right), bottom=max(t.top, t.bottom)),
             confidence=t.confidence)
        for t in seen.tokens
    )  # fmt: skip
    return Page(number=number, width=seen.width, height=seen.height, dpi=200, kind="scan", words=words)


def read(ledger: SqlLedger, documents: Mapping[str, Document]) -> None:
    """Documents on the desk by their ids, each with its file's reading; one transaction."""
    items, results = [], []
    for document_id, document in documents.items():
        pages = tuple(page_of(seen, number) for number, seen in enumerate(document.pages, 1))
        reading = Reading(media_type="image/tiff", pages=pages)
        item = Item(item_id=document_id, kind="document", file_id=f"f-{document_id}", sha256=document_id, name="x",
                    received_at=now(), state="review", pages=tuple(page.number for page in pages))  # fmt: skip
        body = msgspec.json.encode(reading)
        results.append(StageResult(item_id=item.file_id, stage="read", version="1", digest="x", body=body))
        items.append(item)
    ledger.commit(Change(items=tuple(items), results=tuple(results)))


def word(document_id: str, kind: str, actor: str = "ana", *, sender: str = "", near: str = "") -> Confirmation:
    """What a person said a document is."""
    return Confirmation(
        document_id=document_id, type=kind, actor=actor, confirmed_at=now(), sender=sender, near=near
    )  # fmt: skip
