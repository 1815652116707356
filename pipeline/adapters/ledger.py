"""The ledger on SQLAlchemy Core: receipts, items, stage results, audit and index, on SQLite or PostgreSQL.

Every change is one transaction that also carries the jobs it asks for, so that nothing is recorded without its work
and no work exists without its record.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import sqlalchemy as sa

from pipeline.adapters.arrivals import MAY_CONTINUE_S, arrival, callers, linked
from pipeline.adapters.audit import append_events, is_keyed, verify
from pipeline.adapters.audit_head import Head
from pipeline.adapters.confirmations import confirm, standing, tally, unconfirm
from pipeline.adapters.database import translated
from pipeline.adapters.desk_ledger import put_desk
from pipeline.adapters.migrations import migrate
from pipeline.adapters.tables import calls, entries, item_of, items, receipts, results
from pipeline.errors import StaleItem
from pipeline.items import Change, Confirmation, Event, IndexEntry, Item, Job, StageResult
from pipeline.records import Receipt, evolve

log = logging.getLogger("chartdrop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many receipts there are, items by state, the oldest that waits (UTC text), and what holds work up."""

    receipts: int
    states: Mapping[str, int]
    oldest: str | None
    waits_for: Mapping[str, int]

    @property
    def oldest_s(self) -> float:
        """Seconds that the oldest has waited by now; 0 when nothing waits."""
        began = datetime.fromisoformat(self.oldest) if self.oldest else None
        return round((datetime.now(UTC) - began).total_seconds(), 1) if began else 0.0


_HEAD = "audit head"  # where a transaction keeps its newest line until it is committed
Enqueue = Callable[[sa.Connection, Job], None]


def now() -> str:
    """UTC, ISO 8601, milliseconds: sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class SqlLedger:
    """`pipeline.ports.Ledger` and `pipeline.ports.ReceiptLog` over an SQLAlchemy engine.

    `enqueue` is called with the open connection for each job of a change; `audit_key` keys the audit's chain.
    """

    def __init__(self, engine: sa.Engine, *, enqueue: Enqueue, audit_key: bytes, head: Head | None = None) -> None:
        self.engine = engine
        self._enqueue = enqueue
        self._audit_key = audit_key
        self._head = head

    def create(self) -> None:
        """Make the tables that are missing, and change those of an older version."""
        migrate(self.engine)

    # --- receipts

    def record(self, receipt: Receipt) -> bool:
        """Commit a receipt; bytes not seen before become a file item with its job. True when they are new."""
        with self._transaction() as connection:
            file_id = connection.scalar(
                sa.select(items.c.file_id).where(items.c.sha256 == receipt.sha256, items.c.kind == "file")
            )
            if known := file_id is not None:
                change = Change()
            else:
                file_id = "f-" + receipt.receipt_id.removeprefix("r-")
                change = arrival(receipt, file_id)
                if receipt.source == "fax":
                    change = linked(change, receipt, _recent_faxes(connection, receipt))
            if receipt.source == "fax":
                _put_calls(connection, receipt)
            connection.execute(
                sa.insert(receipts),
                {
                    "receipt_id": receipt.receipt_id,
                    "file_id": file_id,
                    "identity": receipt.identity,
                    "received_at": receipt.received_at,
                    "body": msgspec.json.encode(receipt),
                },
            )
            action = "received again" if known else "received"
            event = Event(actor=f"source:{receipt.source}", action=action, item_id=file_id, detail=receipt.receipt_id)
            self._apply(connection, evolve(change, events=(event,)))
            return not known

    def seen(self, identity: str) -> bool:
        """Whether an arrival of this identity was recorded."""
        with translated(), self.engine.connect() as connection:
            return connection.scalar(sa.select(sa.exists().where(receipts.c.identity == identity))) or False

    def receipts_from(self, source: str, since: str = "") -> tuple[Receipt, ...]:
        """Arrivals from a source since a time (UTC text), first first."""
        with translated(), self.engine.connect() as connection:
            return tuple(msgspec.json.decode(row.body, type=Receipt) for row in _arrived(connection, source, since))

    def receipts_of(self, file_id: str) -> tuple[Receipt, ...]:
        """The arrivals of a file, first first."""
        query = sa.select(receipts.c.body).where(receipts.c.file_id == file_id).order_by(receipts.c.received_at)
        with translated(), self.engine.connect() as connection:
            return tuple(msgspec.json.decode(body, type=Receipt) for body in connection.scalars(query))

    def file_of(self, receipt: Receipt) -> str:
        """The id of the file that a receipt arrived with."""
        query = sa.select(receipts.c.file_id).where(receipts.c.receipt_id == receipt.receipt_id)
        with translated(), self.engine.connect() as connection:
            return str(connection.execute(query).scalar_one())

    # --- items and results

    def item(self, item_id: str) -> Item:
        """Raises KeyError when there is none."""
        with translated(), self.engine.connect() as connection:
            row = connection.execute(sa.select(items).where(items.c.item_id == item_id)).mappings().first()
        if row is None:
            raise KeyError(item_id)
        return item_of(row)

    def touched(self, item_id: str) -> str:
        """When an item last changed, UTC text. Raises KeyError when there is none."""
        with translated(), self.engine.connect() as connection:
            at = connection.scalar(sa.select(items.c.touched_at).where(items.c.item_id == item_id))
        if at is None:
            raise KeyError(item_id)
        return str(at)

    def find(self, *, states: tuple[str, ...] = (), file_id: str = "", limit: int = 1000) -> tuple[Item, ...]:
        """Items in any of `states`, or of a file: most urgent first, then oldest."""
        query = sa.select(items).order_by(items.c.priority, items.c.received_at, items.c.item_id).limit(limit)
        if states:
            query = query.where(items.c.state.in_(states))
        if file_id:
            query = query.where(items.c.file_id == file_id)
        with translated(), self.engine.connect() as connection:
            return tuple(item_of(row) for row in connection.execute(query).mappings())

    def counts(self) -> Counts:
        """What is where, in one look."""
        with translated(), self.engine.connect() as connection:
            arrived = connection.scalar(sa.select(sa.func.count()).select_from(receipts)) or 0
            rows = connection.execute(sa.select(items.c.state, sa.func.count()).group_by(items.c.state))
            by_state = {row[0]: row[1] for row in rows}
            oldest = connection.scalar(
                sa.select(sa.func.min(items.c.received_at)).where(items.c.state.in_(("working", "review")))
            )
            waits = connection.execute(
                sa.select(items.c.waits_for, sa.func.count())
                .where(items.c.waits_for != "", items.c.state == "working")
                .group_by(items.c.waits_for)
            )
            return Counts(receipts=arrived, states=by_state, oldest=oldest, waits_for={row[0]: row[1] for row in waits})

    def unfinished(self, limit: int) -> tuple[Item, ...]:
        """Items that are not at rest, longest untouched first."""
        query = sa.select(items).where(items.c.state == "working").order_by(items.c.touched_at).limit(limit)
        with translated(), self.engine.connect() as connection:
            return tuple(item_of(row) for row in connection.execute(query).mappings())

    def result(self, item_id: str, stage: str) -> bytes | None:
        """The newest stored result of a stage, or None."""
        query = (
            sa.select(results.c.body)
            .where(results.c.item_id == item_id, results.c.stage == stage)
            .order_by(results.c.made_at.desc())
            .limit(1)
        )
        with translated(), self.engine.connect() as connection:
            body = connection.scalar(query)
        return zlib.decompress(body) if body is not None else None

    def stages(self, item_id: str) -> frozenset[str]:
        """The stages that have a stored result."""
        query = sa.select(results.c.stage).where(results.c.item_id == item_id)
        with translated(), self.engine.connect() as connection:
            return frozenset(connection.scalars(query))

    def note(self, event: Event) -> None:
        """Write one line of the audit."""
        self.commit(Change(events=(event,)))

    def has_audit_key(self) -> bool:
        """Whether the audit was written with this machine's key: all machines of a site have one."""
        with translated():
            return is_keyed(self.engine, self._audit_key)

    def verify_audit(self, *, by_head: bool = True) -> tuple[int, int | None, str]:
        """Events that fit, the first that does not (None: all do), and the newest chain value.

        Without `by_head` a cut tail does not show: for a restored site, which has no head yet.
        """
        with translated():
            return verify(self.engine, self._audit_key, self._head if by_head else None)

    def entry(self, document_id: str) -> IndexEntry | None:
        """The index row of a filed document."""
        with translated(), self.engine.connect() as connection:
            row = connection.execute(sa.select(entries).where(entries.c.document_id == document_id)).mappings().first()
        return IndexEntry(**row) if row else None

    def confirmations(self) -> Iterator[Confirmation]:
        """What people said documents are and did not take back, oldest first."""
        with translated(), self.engine.connect() as connection:
            yield from standing(connection)

    def confirmed(self) -> tuple[int, int]:
        """How many such words were ever said, and how many taken back."""
        with translated(), self.engine.connect() as connection:
            return tally(connection)

    def commit(self, change: Change) -> None:
        """All of `change` in one transaction. Raises StaleItem when an item has moved on meanwhile."""
        with self._transaction() as connection:
            self._apply(connection, change)

    # --- inside a transaction

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with translated(), self.engine.begin() as connection:
            connection.info.pop(_HEAD, None)
            yield connection
            newest = connection.info.pop(_HEAD, None)
        if newest and self._head:
            try:
                self._head.advance(*newest)
            except OSError as error:  # the commit stands; the head stays behind, and the next one catches up
                log.warning("audit head: %s", error.strerror)

    def _apply(self, connection: sa.Connection, change: Change) -> None:
        for item in change.items:
            _put_item(connection, item)
        for result in change.results:
            _put_result(connection, result)
        for item_id, stage in change.dropped:
            connection.execute(sa.delete(results).where(results.c.item_id == item_id, results.c.stage == stage))
        for entry in change.entries:
            _put_entry(connection, entry)
        unconfirm(connection, change.unconfirmed, at=now())
        confirm(connection, change.confirmations)
        if change.withdrawn:
            connection.execute(sa.delete(entries).where(entries.c.document_id.in_(change.withdrawn)))
        if change.desk is not None:
            put_desk(connection, change.desk)
        for job in change.jobs:
            self._enqueue(connection, job)
        # last: on PostgreSQL every other writer waits from here to the commit
        if newest := append_events(connection, change.events, key=self._audit_key, at=now()):
            connection.info[_HEAD] = newest


def _arrived(connection: sa.Connection, source: str, since: str) -> sa.CursorResult[tuple[str, bytes]]:
    return connection.execute(
        sa.select(receipts.c.file_id, receipts.c.body)
        .where(receipts.c.identity >= f"{source}:", receipts.c.identity < f"{source};", receipts.c.received_at >= since)
        .order_by(receipts.c.received_at)
    )


def _recent_faxes(connection: sa.Connection, receipt: Receipt) -> Iterator[tuple[Receipt, tuple[Item, ...]]]:
    """Earlier faxes that may belong together with this one, each with the items of its file."""
    since = datetime.fromisoformat(receipt.received_at) - timedelta(seconds=MAY_CONTINUE_S)
    called = sa.select(calls.c.receipt_id).where(
        calls.c.caller.in_(callers(receipt.sender)), calls.c.received_at >= since.isoformat(timespec="milliseconds")
    )
    if not receipt.flags:  # one of the two must be incomplete
        called = called.where(calls.c.flagged)
    found = sa.select(receipts.c.file_id, receipts.c.body).where(receipts.c.receipt_id.in_(called))
    for row in connection.execute(found.order_by(receipts.c.received_at)).all():
        own = connection.execute(sa.select(items).where(items.c.file_id == row.file_id)).mappings()
        yield msgspec.json.decode(row.body, type=Receipt), tuple(map(item_of, own))


def _put_calls(connection: sa.Connection, receipt: Receipt) -> None:
    row = {"received_at": receipt.received_at, "receipt_id": receipt.receipt_id, "flagged": bool(receipt.flags)}
    if rows := [{"caller": caller, **row} for caller in callers(receipt.sender)]:
        connection.execute(sa.insert(calls), rows)


def _put_item(connection: sa.Connection, item: Item) -> None:
    values = {name: getattr(item, name) for name in Item.__dataclass_fields__}
    values["pages"] = msgspec.json.encode(item.pages).decode()
    values["reasons"] = msgspec.json.encode(item.reasons).decode()
    values["touched_at"] = now()
    if item.version == 0:
        connection.execute(sa.insert(items), values | {"version": 1})
        return
    changed = connection.execute(
        sa.update(items)
        .where(items.c.item_id == item.item_id, items.c.version == item.version)
        .values(values | {"version": item.version + 1})
    )
    if changed.rowcount != 1:
        raise StaleItem


def _put_result(connection: sa.Connection, result: StageResult) -> None:
    key = (
        (results.c.item_id == result.item_id)
        & (results.c.stage == result.stage)
        & (results.c.version == result.version)
        & (results.c.digest == result.digest)
    )
    connection.execute(sa.delete(results).where(key))
    connection.execute(
        sa.insert(results).values(
            item_id=result.item_id,
            stage=result.stage,
            version=result.version,
            digest=result.digest,
            made_at=now(),
            body=zlib.compress(result.body, 6),
        )
    )


def _put_entry(connection: sa.Connection, entry: IndexEntry) -> None:
    connection.execute(sa.delete(entries).where(entries.c.document_id == entry.document_id))
    connection.execute(
        sa.insert(entries).values({name: getattr(entry, name) for name in IndexEntry.__dataclass_fields__})
    )
