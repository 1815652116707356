"""The audit finds every change: of a line, its removal, its place, and a cut tail."""

from __future__ import annotations

import shutil

import pytest

from pipeline.items import Event
from pipeline.wiring import App


@pytest.fixture
def kept(app: App) -> App:
    for number in range(5):
        app.ledger.note(Event(actor="user:ana", action="viewed", item_id=f"d-{number}"))
    assert app.ledger.verify_audit()[1] is None
    return app


def spoil(app: App, statement: str) -> None:
    with app.database.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET detail = 'x' WHERE seq = 3",
        "UPDATE events SET actor = 'user:ben' WHERE seq = 5",
        "DELETE FROM events WHERE seq = 2",
        "UPDATE events SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN 2 ELSE seq END",
        "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
        "DELETE FROM events WHERE seq > 2",
        "DELETE FROM events",
    ],
)
def test_what_was_done_to_the_table_shows(kept: App, statement: str) -> None:
    spoil(kept, statement)
    assert kept.ledger.verify_audit()[1] is not None


def test_a_head_that_is_missing_forged_or_anothers_shows(kept: App) -> None:
    head = kept.settings.site / "audit.head"
    text = head.read_text()
    head.unlink()
    assert kept.ledger.verify_audit()[1] is not None
    seq, chain, signed = text.split()
    head.write_text(f"{int(seq) - 1} {chain} {signed}\n")
    assert kept.ledger.verify_audit()[1] is not None
    head.write_text(text)
    assert kept.ledger.verify_audit()[1] is None


def test_a_head_that_is_behind_is_no_alarm_and_catches_up(kept: App) -> None:
    """A crash between commit and file leaves the file behind."""
    head = kept.settings.site / "audit.head"
    older = head.read_text()
    kept.ledger.note(Event(actor="user:ana", action="viewed", item_id="d-9"))
    shutil.copy(head, head.with_suffix(".kept"))
    head.write_text(older)
    assert kept.ledger.verify_audit()[1] is None
    kept.ledger.note(Event(actor="user:ana", action="viewed", item_id="d-10"))
    assert int(head.read_text().split()[0]) > int(head.with_suffix(".kept").read_text().split()[0])


def test_the_head_never_goes_back(kept: App) -> None:
    from pipeline.adapters.audit_head import Head

    head = Head(kept.settings.site / "audit.head", kept.secret)
    newest = head.read()
    head.advance(1, "0" * 64)
    assert head.read() == newest
