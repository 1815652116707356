"""file: the untouched original, the searchable PDF and the index record, put where they stay. The index comes last.

Keys hold ids only: `originals/<sha256>`, `documents/<document_id>/document.pdf` and `.../index.json`. A document is
filed when its index exists. Running this again changes nothing: what is there is checked and used, above all the PDF,
whose bytes differ from one making to the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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
    store: BlobStore,
    reader: Reader,
) -> Filing:
    """Put the document where it stays. `original` is the file it came in, `sha256` its hash, `pages` its own pages.

    `filed_at` is UTC text and `versions` names each stage's and model's version; both are kept as given. Raises
    IntegrityError when the original's bytes have changed or the document was filed otherwise before; as the store and
    `reader.searchable` raise.
    """
    original_key = f"originals/{sha256}"
    pdf_key, index_key = (f"documents/{document_id}/{name}" for name in ("document.pdf", _INDEX))
    store.put(original_key, original, sha256=sha256, media_type=media_type)
    with TemporaryDirectory(prefix="chartdrop-") as folder:
        pdf_sha256 = _put_pdf(store, pdf_key, pages, original, Path(folder), reader)
        record = _record(outcome, document_id, patient_id, sha256, receipt_ids, filed_at, versions, pdf_sha256)
        _put_index(store, index_key, record, Path(folder))
    return Filing(
        original_key=original_key,
        original_sha256=sha256,
        pdf_key=pdf_key,
        pdf_sha256=pdf_sha256,
        index_key=index_key,
    )


def read_index(store: BlobStore) -> Iterator[dict[str, Any]]:
    """Every index record in the store, by key: all that is needed to find the documents again."""
    for key in store.list("documents/"):
        if key.endswith("/" + _INDEX):
            yield json.loads(store.open(key))


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
    return {name: record.get(name) for name in ("document_id", "patient_id", "type", "pages", "original", "pdf")}


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
