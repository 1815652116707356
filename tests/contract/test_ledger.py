"""One suite over the ledger's databases: SQLite in a file, and PostgreSQL where its server is installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.adapters.database import WAL_IS_SOUND, create_engine
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.adapters.memory_engine import MemoryEngine
from pipeline.adapters.tables import confirmations
from pipeline.errors import LedgerUnavailable, StaleItem
from pipeline.items import Change, Confirmation, Event, IndexEntry, Item, StageResult
from pipeline.records import Doubt, Receipt, Sender, evolve


def database_url(request: pytest.FixtureRequest, folder: Path) -> str:
    if "postgresql" in request.param:
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{folder / 'ledger.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlLedger]:
    engine = create_engine(database_url(request, tmp_path))
    work = MemoryEngine()
    made = SqlLedger(engine, enqueue=work.enqueue, audit_key=b"key")
    made.create()
    made.work = work  # type: ignore[attr-defined]  # for the tests to look at
    yield made
    engine.dispose()


def receipt(number: int = 1, *, sha256: str = "", flags: tuple[str, ...] = ()) -> Receipt:
    return Receipt(
        receipt_id=f"r-{number}",
        sha256=sha256 or f"{number:064d}",
        size=10,
        name="scan.pdf",
        source="folder",
        identity=f"folder:{number}",
        received_at=now(),
        flags=flags,
    )


def test_a_new_file_is_recorded_with_its_work(ledger: SqlLedger) -> None:
    assert ledger.record(receipt(1)) is True
    (item,) = ledger.unfinished(10)
    assert (item.kind, item.state, item.sha256) == ("file", "working", f"{1:064d}")
    assert ledger.work.alive(item.job())  # type: ignore[attr-defined]
    assert ledger.seen("folder:1") and not ledger.seen("folder:2")


def test_the_same_bytes_again_are_a_second_receipt_of_one_file(ledger: SqlLedger) -> None:
    ledger.record(receipt(1, sha256="a" * 64))
    assert ledger.record(receipt(2, sha256="a" * 64)) is False
    assert len(ledger.unfinished(10)) == 1
    counts = ledger.counts()
    assert counts.receipts == 2
    assert [r.receipt_id for r in ledger.receipts_of(ledger.unfinished(1)[0].file_id)] == ["r-1", "r-2"]


def test_a_flag_of_the_fax_line_becomes_a_doubt(ledger: SqlLedger) -> None:
    ledger.record(receipt(1, flags=("incomplete",)))
    assert [doubt.code for doubt in ledger.unfinished(1)[0].reasons] == ["incomplete"]


def fax(number: int, *, caller: str = "5550100", flags: tuple[str, ...] = ()) -> Receipt:
    sender = Sender(number=caller)
    return evolve(
        receipt(number, flags=flags), source="fax", identity=f"fax:{number}", name=f"fax{number:09d}.tif", sender=sender
    )


def test_an_incomplete_fax_names_the_one_that_may_go_on_and_no_other_callers(ledger: SqlLedger) -> None:
    for one in (fax(1, flags=("incomplete",)), fax(2, caller="5550101"), fax(3)):
        ledger.record(one)
    reasons = {item.item_id: [doubt.code for doubt in item.reasons] for item in ledger.unfinished(10)}
    assert reasons == {"f-1": ["incomplete", "continuation"], "f-2": [], "f-3": ["continuation"]}


def test_recording_a_fax_costs_the_same_after_many_of_its_sender(ledger: SqlLedger) -> None:
    statements: list[str] = []
    sa.event.listen(ledger.engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
    asked = []
    for number in range(1, 20):
        statements.clear()
        ledger.record(fax(number))
        asked.append(len(statements))
    assert asked[-1] == asked[1]


def test_a_machine_with_another_key_is_told_before_it_writes(ledger: SqlLedger) -> None:
    def other(key: bytes) -> SqlLedger:
        return SqlLedger(ledger.engine, enqueue=lambda *_: None, audit_key=key)

    assert other(b"any").has_audit_key()  # nothing was written yet
    for number in range(1, 4):
        ledger.record(receipt(number))
        assert other(b"key").has_audit_key() and not other(b"any").has_audit_key()
    other(b"any").note(Event(actor="user:ana", action="broke it", item_id=""))
    assert not ledger.has_audit_key()


def test_a_change_is_one_transaction(ledger: SqlLedger) -> None:
    ledger.record(receipt(1))
    (item,) = ledger.unfinished(1)
    stale = evolve(item, version=item.version + 7)
    before = ledger.verify_audit()
    with pytest.raises(StaleItem):
        ledger.commit(
            Change(
                items=(stale,),
                results=(StageResult(item_id=item.item_id, stage="read", version="1", digest="x", body=b"{}"),),
                events=(Event(actor="test", action="nothing", item_id=item.item_id),),
            )
        )
    assert ledger.verify_audit() == before
    assert ledger.item(item.item_id) == item


def test_results_are_found_by_stage_newest_first(ledger: SqlLedger) -> None:
    result = StageResult(item_id="d-1", stage="read", version="1", digest="x", body=b"one")
    ledger.commit(Change(results=(result,)))
    assert ledger.result("d-1", "read") == b"one"
    ledger.commit(Change(results=(evolve(result, body=b"again"),)))
    assert ledger.result("d-1", "read") == b"again"
    assert ledger.result("d-1", "file") is None


def test_items_keep_their_pages_and_reasons(ledger: SqlLedger) -> None:
    item = Item(
        item_id="d-1", kind="document", file_id="f-1", sha256="a" * 64, name="x", received_at=now(), state="review",
        pages=(2, 3), type="consent", patient_id="P1", reasons=(Doubt(code="weak", says="Hard to read."),), priority=2,
    )  # fmt: skip
    ledger.commit(Change(items=(item,)))
    assert ledger.item("d-1") == evolve(item, version=1)
    assert ledger.find(states=("review",)) == (evolve(item, version=1),)
    with pytest.raises(KeyError):
        ledger.item("d-2")


def test_the_desk_sees_the_most_urgent_first(ledger: SqlLedger) -> None:
    for number, priority in ((1, 5), (2, 0), (3, 2)):
        item = Item(item_id=f"d-{number}", kind="document", file_id="f", sha256=str(number), name="x",
                    received_at=now(), state="review", priority=priority)  # fmt: skip
        ledger.commit(Change(items=(item,)))
    assert [item.item_id for item in ledger.find(states=("review",))] == ["d-2", "d-3", "d-1"]


def test_index_rows_replace_themselves(ledger: SqlLedger) -> None:
    entry = IndexEntry(
        document_id="d-1", patient_id="P1", type="consent", document_date="2026-01-02", filed_at=now(), body=b"{}"
    )
    ledger.commit(Change(entries=(entry, evolve(entry, patient_id="P2"))))
    assert ledger.entry("d-1") == evolve(entry, patient_id="P2")


def word(document: str, kind: str, actor: str, minute: int) -> Confirmation:
    return Confirmation(
        document_id=document,
        type=kind,
        actor=actor,
        confirmed_at=f"2026-01-02T03:{minute:02d}:00.000Z",
        sender="5550100",
    )


def test_what_people_said_documents_are_stands_until_taken_back(ledger: SqlLedger) -> None:
    first, second = word("d-1", "consent", "ana", 1), word("d-2", "records_request", "ben", 2)
    ledger.commit(Change(confirmations=(first, second)))
    assert list(ledger.confirmations()) == [first, second]
    ledger.commit(Change(unconfirmed=("d-1", "d-9")))
    assert list(ledger.confirmations()) == [second]


def test_the_same_persons_later_word_replaces_the_earlier_and_others_words_stand(ledger: SqlLedger) -> None:
    other = word("d-1", "other", "ben", 2)
    corrected = word("d-1", "referral", "ana", 3)
    ledger.commit(Change(confirmations=(word("d-1", "consent", "ana", 1), other)))
    ledger.commit(Change(confirmations=(corrected,)))
    assert list(ledger.confirmations()) == [other, corrected]
    ledger.commit(Change(unconfirmed=("d-1",), confirmations=(evolve(corrected, actor="cleo"),)))
    assert list(ledger.confirmations()) == [evolve(corrected, actor="cleo")]


def test_no_confirmation_is_ever_removed(ledger: SqlLedger) -> None:
    ledger.commit(Change(confirmations=(word("d-1", "consent", "ana", 1),)))
    ledger.commit(Change(unconfirmed=("d-1",)))
    ledger.commit(Change(unconfirmed=("d-1",), confirmations=(word("d-1", "other", "ana", 2),)))
    with ledger.engine.connect() as connection:
        rows = connection.execute(sa.select(confirmations).order_by(confirmations.c.confirmation_id)).all()
    assert [(row.type, row.undone_at is None) for row in rows] == [("consent", False), ("other", True)]


def test_a_confirmation_falls_with_its_change(ledger: SqlLedger) -> None:
    ledger.record(receipt(1))
    (item,) = ledger.unfinished(1)
    with pytest.raises(StaleItem):
        ledger.commit(
            Change(confirmations=(word("d-1", "consent", "ana", 1),), items=(evolve(item, version=item.version + 7),))
        )
    assert list(ledger.confirmations()) == []


def test_the_audit_shows_any_change(ledger: SqlLedger) -> None:
    for number in range(1, 6):
        ledger.note(Event(actor="test", action="looked", item_id=f"d-{number}"))
    assert ledger.verify_audit()[:2] == (5, None)
    for damage, first in (
        ("UPDATE events SET actor='other' WHERE seq=2", 2),
        ("DELETE FROM events WHERE seq=3", 2),
        ("UPDATE events SET seq=99 WHERE seq=1", 1),
    ):
        with ledger.engine.begin() as connection:
            connection.execute(sa.text(damage))
        assert ledger.verify_audit()[1] == first


def test_a_database_that_is_gone_is_said_without_its_statement(tmp_path: Path) -> None:
    ledger = SqlLedger(
        create_engine(f"sqlite:///{tmp_path / 'no' / 'ledger.db'}"), enqueue=MemoryEngine().enqueue, audit_key=b"k"
    )
    with pytest.raises(LedgerUnavailable) as caught:
        ledger.record(evolve(receipt(1), name="CANARY"))
    assert "CANARY" not in str(caught.value) and "INSERT" not in str(caught.value)


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 3
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    assert journal == ("wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete")
    assert (journal == "wal") == WAL_IS_SOUND
    engine.dispose()
