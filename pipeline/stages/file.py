"""file: the untouched original, the searchable PDF and the index record, put where they stay. The index comes last.

Keys hold ids only: `originals/<sha256>`, `documents/<document_id>/document.pdf` and `.../index.json`. A document is
filed when its index exists. Running this again changes nothing: what is there is checked and used, above all the PDF,
whose bytes differ from one making to the next. Objects are never overwritten: what a reviewer files otherwise, or takes
back, is another revision (`index-2.json`, `document-2.pdf`), and the newest one counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.desk_records import Order
from pipeline.errors import IntegrityError
from pipeline.items import IndexEntry
from pipeline.ports import BlobStore, Reader
from pipeline.records import Field, Filing, Outcome, Page

VERSION = "1"
_FORMAT = 1  # of index.json
_INDEX = "index.json"
_DATES = ("collected_date", "document_date", "signed_date", "effective_date", "reported_date")  # the document's own


def file(
    outcome: Outcome,
    *,
    document_id: str,
    patient_id: str | None,
    original: Path,
    sha256: str,
    media_type: str,
    pages: Sequence[Page],
    receipt_ids: Sequence[str],
    filed_at: str,
    versions: Mapping[str, str],
    order: Order | None = None,
    store: BlobStore,
    reader: Reader,
) -> Filing:
    """Put the document where it stays. `original` is the file it came in, `sha256` its hash, `pages` its own pages.

    `filed_at` is UTC text and `versions` names each stage's and model's version; both are kept as given. `order` is the
    reviewer's, whose words go into the index record. Raises
    IntegrityError when the original's bytes have changed or the document was filed otherwise before; as the store and
    `reader.searchable` raise.
    """
    original_key = f"originals/{sha256}"
    revision = _next_revision(store, document_id, filed_at, order)
    pdf_key, index_key = (_key(document_id, name, revision) for name in ("document.pdf", _INDEX))
    store.put(original_key, original, sha256=sha256, media_type=media_type)
    with TemporaryDirectory(prefix="chartdrop-") as folder:
        pdf_sha256 = _put_pdf(store, pdf_key, pages, original, Path(folder), reader)
        record = _record(outcome, document_id, patient_id, sha256, receipt_ids, filed_at, versions, pdf_sha256)
        record |= {"status": "current", "revision": revision, **_reviewed(order)}
        _put_index(store, index_key, record, Path(folder))
    return Filing(
        original_key=original_key,
        original_sha256=sha256,
        pdf_key=pdf_key,
        pdf_sha256=pdf_sha256,
        index_key=index_key,
        revision=revision,
    )


def retract(store: BlobStore, document_id: str, *, actor: str, at: str, reason: str) -> str:
    """Mark the newest index record as entered in error, in a revision of its own; its key. Again changes nothing.

    A record filed at `at` is the one that replaces it, and stays. Raises KeyError when the document was never filed,
    and as the store raises.
    """
    newest = _newest(store, document_id)
    if newest is None:
        raise KeyError(document_id)
    revision, record = newest
    if record.get("status") == "entered-in-error" or record.get("filed_at") == at:
        return _key(document_id, _INDEX, revision)
    taken = {"by": actor, "at": at, "reason": reason, "replaces": revision}
    record = record | {"status": "entered-in-error", "revision": revision + 1, "taken_back": taken}
    key = _key(document_id, _INDEX, revision + 1)
    with TemporaryDirectory(prefix="chartdrop-") as folder:
        _put_index(store, key, record, Path(folder))
    return key


def _key(document_id: str, name: str, revision: int) -> str:
    stem, _, ending = name.partition(".")
    return f"documents/{document_id}/{name if revision == 1 else f'{stem}-{revision}.{ending}'}"


def _newest(store: BlobStore, document_id: str) -> tuple[int, dict[str, Any]] | None:
    """The newest index record of a document and its revision."""
    revision = 0
    while store.exists(_key(document_id, _INDEX, revision + 1)):
        revision += 1
    return (revision, json.loads(store.open(_key(document_id, _INDEX, revision)))) if revision else None


def _next_revision(store: BlobStore, document_id: str, filed_at: str, order: Order | None) -> int:
    """The revision to write: the one that this very filing began already, or one more; only a reviewer files anew."""
    newest = _newest(store, document_id)
    if newest is None:
        return 1
    revision, record = newest
    ours = order is None or record.get("filed_at") == filed_at
    return revision if ours and record.get("status", "current") == "current" else revision + 1


def _reviewed(order: Order | None) -> dict[str, Any]:
    """Who filed it, and what that person said."""
    if order is None:
        return {}
    said = [
        {"field": one.field, "before": one.before, "after": one.after, "by": one.actor, "at": one.at}
        for one in order.corrections
    ]
    return {"review": {"by": order.actor, "at": order.at, "corrections": said}}


def read_index(store: BlobStore) -> Iterator[dict[str, Any]]:
    """The newest index record of every document that is filed: all that is needed to find the documents again."""
    for key in store.list("documents/"):
        if key.endswith("/" + _INDEX):
            newest = _newest(store, key.split("/")[-2])
            if newest is not None and newest[1].get("status") != "entered-in-error":
                yield newest[1]


def entry_of(record: Mapping[str, Any]) -> IndexEntry:
    """The ledger's row for an index record."""
    dates = (record["fields"].get(name, {}).get("value", "") for name in _DATES)
    return IndexEntry(
        document_id=record["document_id"],
        patient_id=record["patient_id"] or "",
        type=record["type"],
        document_date=next((str(date) for date in dates if date), ""),
        filed_at=record["filed_at"],
        body=json.dumps(record, ensure_ascii=False, sort_keys=True).encode(),
    )


def _put_pdf(store: BlobStore, key: str, pages: Sequence[Page], original: Path, folder: Path, reader: Reader) -> str:
    if store.exists(key):
        return hashlib.sha256(store.open(key)).hexdigest()
    made = folder / "document.pdf"
    reader.searchable(original, pages, made)
    sha256 = hashlib.sha256(made.read_bytes()).hexdigest()
    store.put(key, made, sha256=sha256, media_type="application/pdf")
    return sha256


def _put_index(store: BlobStore, key: str, record: dict[str, Any], folder: Path) -> None:
    if store.exists(key):
        if _essence(json.loads(store.open(key))) != _essence(record):
            raise IntegrityError("This document was filed before, otherwise.")
        return
    path = folder / _INDEX
    data = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True).encode()
    path.write_bytes(data)
    store.put(key, path, sha256=hashlib.sha256(data).hexdigest(), media_type="application/json")


def _essence(record: Mapping[str, Any]) -> dict[str, Any]:
    """What makes a filing another one; when it happened and who had sent it by then do not."""
    return {name: record.get(name) for name in ("document_id", "patient_id", "type", "pages", "original", "pdf")} | {
        "status": record.get("status", "current")
    }


def _record(
    outcome: Outcome,
    document_id: str,
    patient_id: str | None,
    sha256: str,
    receipt_ids: Sequence[str],
    filed_at: str,
    versions: Mapping[str, str],
    pdf_sha256: str,
) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "document_id": document_id,
        "patient_id": patient_id,
        "type": outcome.classification.type,
        "type_confidence": outcome.classification.confidence,
        "pages": list(outcome.pages),
        "fields": {name: _field(field) for name, field in outcome.extraction.fields.items()},
        "original": {"sha256": sha256},
        "pdf": {"sha256": pdf_sha256},
        "receipts": sorted(receipt_ids),
        "filed_at": filed_at,
        "versions": {**versions, "file": VERSION},
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "value": list(field.value) if isinstance(field.value, tuple) else field.value,
        "raw": field.raw,
        "page": field.page,
        "box": field.box.as_list(),
        "confidence": field.confidence,
    }
