"""The append-only audit: an HMAC chains each event to the one before, so that a change, removal or reordering shows.

A cut tail shows by the head kept beside the database (`audit_head.py`, which says what remains possible).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

import sqlalchemy as sa

from pipeline.adapters.audit_head import Head
from pipeline.adapters.tables import events
from pipeline.items import Event

_COLUMNS = ("seq", "at", "actor", "action", "item_id", "detail", "chain")
START = "0" * 64  # what the first event is chained to


def chain(key: bytes, before: str, values: Sequence[object]) -> str:
    """HMAC-SHA256, hex, over the chain value before and an event's own values."""
    message = "\x1f".join([before, *map(str, values)]).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def append_events(
    connection: sa.Connection, happened: Sequence[Event], *, key: bytes, at: str
) -> tuple[int, str] | None:
    """Add events in the caller's transaction; the newest line's number and chain value, None without events.

    Writers are serialised: SQLite at BEGIN, PostgreSQL by the table lock.
    """
    if not happened:
        return None
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("LOCK TABLE events IN EXCLUSIVE MODE"))
    elif not connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # the driver begins at the first write, which is after the look
    last = connection.execute(sa.select(events.c.seq, events.c.chain).order_by(events.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq, last.chain) if last else (0, START)
    rows = []
    for event in happened:
        seq += 1
        values = (seq, at, event.actor, event.action, event.item_id, event.detail)
        before = chain(key, before, values)
        rows.append(dict(zip(_COLUMNS, (*values, before), strict=True)))
    connection.execute(sa.insert(events), rows)
    return seq, before


def is_keyed(engine: sa.Engine, key: bytes) -> bool:
    """Whether the first and the newest line were written with this key; of an empty audit, any key is right."""
    with engine.connect() as connection:
        newest = connection.scalar(sa.select(sa.func.max(events.c.seq))) or 0
        rows = {
            row.seq: row
            for row in connection.execute(sa.select(events).where(events.c.seq.in_({1, newest - 1, newest})))
        }
    for number in {1, newest} & rows.keys():
        row, before = rows[number], rows.get(number - 1)
        values = (row.seq, row.at, row.actor, row.action, row.item_id, row.detail)
        if number > 1 and before is None:
            return False
        if not hmac.compare_digest(row.chain, chain(key, before.chain if before else START, values)):
            return False
    return True


def verify(engine: sa.Engine, key: bytes, head: Head | None = None) -> tuple[int, int | None, str]:
    """How many events fit, the number of the first one that does not (None when all do), the last good chain value."""
    before, expected = START, 0
    kept = head.read() if head else None
    at_head = START
    with (
        engine.connect() as connection,
        connection.execution_options(yield_per=1000).execute(sa.select(events).order_by(events.c.seq)) as rows,
    ):
        for row in rows:
            expected += 1
            values = (row.seq, row.at, row.actor, row.action, row.item_id, row.detail)
            if row.seq != expected or not hmac.compare_digest(row.chain, chain(key, before, values)):
                return expected - 1, expected, before
            before = row.chain
            if kept and kept[0] == expected:
                at_head = before
    # the table must hold the line that the head names: a missing or forged head is a cut tail too
    if head and (expected or kept) and (kept is None or kept[1] != at_head):
        return expected, expected + 1, before
    return expected, None, before
