"""From a drop in the hot folder to objects in an S3 store and back, byte for byte, and the index rebuilt from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.adapters.blobs_folder import FolderBlobStore
from pipeline.adapters.blobs_s3 import S3BlobStore
from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import IntegrityError, StoreUnavailable
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.spool import Spool
from pipeline.ports import BlobStore
from pipeline.records import (
    Box,
    Classification,
    Extraction,
    Field,
    Filing,
    Match,
    Outcome,
    Page,
    Reading,
    Receipt,
    Routing,
)
from pipeline.stages import file
from rigs import s3

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


class PaperReader:
    """Makes a searchable PDF that differs each time, as real ones do."""

    made = 0

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        return Reading(media_type="application/pdf", pages=())

    def count(self, path: Path) -> int:
        return 0

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        self.made += 1
        out.write_bytes(path.read_bytes() + b"%% %d" % self.made)

    def close(self) -> None:
        pass


def outcome() -> Outcome:
    name = Field(value="GARCIA", raw="Garcia", page=1, box=Box(left=1, top=2, right=3, bottom=4), confidence=0.98)
    codes = Field(value=("E11.9",), raw="E11.9", page=1, box=Box(left=1, top=2, right=3, bottom=4), confidence=0.9)
    return Outcome(
        pages=(1,),
        classification=Classification(type="referral", confidence=0.97, probabilities={"referral": 0.97}, model="m-1"),
        extraction=Extraction(fields={"family_name": name, "diagnosis_codes": codes}),
        match=Match(decision="match", patient_id="P000001", probability=0.9999),
        routing=Routing(route="file"),
    )


@dataclass
class Office:
    """A hot folder, its spool, and a store to file to."""

    root: Path
    store: BlobStore
    reader: PaperReader
    log: MemoryReceiptLog

    def receive(self, data: bytes) -> Receipt:
        inbox = self.root / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / "scan.pdf").write_bytes(data)
        self.spool = Spool(self.root / "spool")
        clock = iter(range(0, 9**9, 60))
        source = FolderSource(
            inbox,
            self.spool,
            self.log,
            self.root / "done",
            FolderOptions(polling=True),
            clock=lambda: float(next(clock)),
        )
        (receipt,) = [receipt for _ in range(3) for receipt in source.arrivals()]
        return receipt

    def file(self, receipt: Receipt, *, patient_id: str = "P000001", filed_at: str = "2026-03-04T05:06:07Z") -> Filing:
        return file.file(
            outcome(),
            document_id="d-1",
            patient_id=patient_id,
            original=self.spool.path_of(receipt.sha256),
            sha256=receipt.sha256,
            media_type="application/pdf",
            pages=(),
            receipt_ids=[receipt.receipt_id],
            filed_at=filed_at,
            versions={"read": "1", "model": "m-1"},
            store=self.store,
            reader=self.reader,
        )


@pytest.fixture(scope="module")
def mock_s3() -> Iterator[str]:
    with s3.mock_s3("charts") as endpoint:
        yield endpoint


@pytest.fixture(params=["folder", "s3"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    store: BlobStore = FolderBlobStore(tmp_path / "objects")
    if request.param == "s3":
        endpoint = request.getfixturevalue("mock_s3")
        s3 = S3BlobStore(endpoint, "charts", "key", "secret", secure=False, prefix=tmp_path.name, retries=0)
        s3.probe()
        store = s3
    yield Office(root=tmp_path, store=store, reader=PaperReader(), log=MemoryReceiptLog())
    if isinstance(store, S3BlobStore):
        store.close()


def test_a_dropped_file_is_filed_and_comes_back_byte_for_byte(office: Office) -> None:
    receipt = office.receive(PDF)
    filing = office.file(receipt)
    assert office.store.open(filing.original_key) == PDF
    assert hashlib.sha256(office.store.open(filing.pdf_key)).hexdigest() == filing.pdf_sha256
    assert list(office.store.list("")) == [
        "documents/d-1/document.pdf",
        "documents/d-1/index.json",
        f"originals/{receipt.sha256}",
    ]


def test_filing_again_changes_nothing(office: Office) -> None:
    receipt = office.receive(PDF)
    first = office.file(receipt)
    assert office.file(receipt, filed_at="2027-01-01T00:00:00Z") == first and office.reader.made == 1
    assert json.loads(office.store.open(first.index_key))["filed_at"] == "2026-03-04T05:06:07Z"


def test_a_crash_between_the_objects_is_gone_on_from(office: Office) -> None:
    receipt = office.receive(PDF)

    class Dies:
        """Stops after so many puts."""

        def __init__(self, store: BlobStore, left: int) -> None:
            self.store, self.left = store, left

        def __getattr__(self, name: str) -> object:
            return getattr(self.store, name)

        def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:
            if self.left == 0:
                raise StoreUnavailable
            self.left -= 1
            self.store.put(key, path, sha256=sha256, media_type=media_type)

    whole = office.store
    for puts in range(3):
        office.store = Dies(whole, puts)  # type: ignore[assignment]
        with pytest.raises(StoreUnavailable):
            office.file(receipt)
        assert list(file.read_index(whole)) == []
    office.store = whole
    assert office.file(receipt).pdf_sha256 == next(file.read_index(whole))["pdf"]["sha256"]
    assert office.reader.made == 2


def test_a_document_is_never_filed_in_two_charts(office: Office) -> None:
    receipt = office.receive(PDF)
    office.file(receipt)
    with pytest.raises(IntegrityError):
        office.file(receipt, patient_id="P000002")
    assert [record["patient_id"] for record in file.read_index(office.store)] == ["P000001"]


def test_the_index_is_read_back_from_the_objects(office: Office) -> None:
    receipt = office.receive(PDF)
    office.file(receipt)
    (record,) = file.read_index(office.store)
    assert record["document_id"] == "d-1" and record["original"] == {"sha256": receipt.sha256}
    assert record["receipts"] == [receipt.receipt_id] and record["versions"]["file"] == file.VERSION
    assert record["fields"]["family_name"] == {
        "value": "GARCIA", "raw": "Garcia", "page": 1, "box": [1, 2, 3, 4], "confidence": 0.98,
    }  # fmt: skip
    assert record["fields"]["diagnosis_codes"]["value"] == ["E11.9"]


def test_keys_hold_ids_only(office: Office) -> None:
    office.file(office.receive(PDF))
    assert not any("garcia" in key.lower() or "scan" in key.lower() for key in office.store.list(""))
