"""What the quality page counts in the ledger, within an account's limits."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from pipeline.accounts import Limits
from pipeline.adapters.database import translated
from pipeline.adapters.desk_ledger import joined, sample_of, waits, within
from pipeline.adapters.desk_tables import deeds, glances, places, samples, verdicts
from pipeline.adapters.ledger import Counts
from pipeline.adapters.tables import items, receipts
from pipeline.desk_records import Sample, Verdict
from pipeline.quality import Arrived, Material

MOST = 20_000  # verdicts and waiting documents that are looked at, newest first


def material(engine: sa.Engine, limits: Limits, since: str) -> Material:
    """What arrived, was decided and drawn since (UTC text), and what waits now. Raises LedgerUnavailable."""
    with translated(), engine.connect() as connection:
        return Material(
            arrived=_arrived(connection, limits, since),
            verdicts=_verdicts(connection, limits, since),
            samples=_samples(connection, limits, since),
            waiting=_waiting(connection, limits),
        )


def counted(engine: sa.Engine, limits: Limits) -> Counts:
    """`SqlLedger.counts` of the documents within limits; receipts are those of their files."""
    joint = _with_glances(items)
    mine = [items.c.kind == "document", items.c.state != "replaced", *within(limits)]

    def grouped(column: sa.Column[str], *more: sa.ColumnElement[bool]) -> Any:
        return sa.select(column, sa.func.count()).select_from(joint).where(*mine, *more).group_by(column)

    with translated(), engine.connect() as connection:
        arrived = sa.select(sa.func.count()).where(
            receipts.c.file_id.in_(sa.select(items.c.file_id).select_from(joint).where(*mine))
        )
        oldest = sa.select(sa.func.min(items.c.received_at)).select_from(joint)
        held_up = grouped(items.c.waits_for, items.c.waits_for != "", items.c.state == "working")
        return Counts(
            receipts=connection.scalar(arrived) or 0,
            states={row[0]: row[1] for row in connection.execute(grouped(items.c.state))},
            oldest=connection.scalar(oldest.where(*mine, items.c.state.in_(("working", "review")))),
            waits_for={row[0]: row[1] for row in connection.execute(held_up)},
        )


def _with_glances(table: sa.FromClause) -> sa.FromClause:
    """Items with what `within` looks at, where there is any."""
    return table.outerjoin(glances, glances.c.item_id == items.c.item_id)


def _stands() -> sa.ColumnElement[bool]:
    """A verdict that was not undone."""
    return verdicts.c.deed_id.not_in(sa.select(deeds.c.undoes).where(deeds.c.undoes != ""))


def _arrived(connection: sa.Connection, limits: Limits, since: str) -> tuple[Arrived, ...]:
    day = sa.func.substr(items.c.received_at, 1, 10)
    sender = sa.func.coalesce(glances.c.sender, "")
    decided = sa.select(verdicts.c.deed_id).where(
        verdicts.c.item_id == items.c.item_id, verdicts.c.sampled.is_(False), _stands()
    )
    person = sa.case((sa.exists(decided), 1), else_=0)
    query = (
        sa.select(day, sender, items.c.state, person, sa.func.count())
        .select_from(_with_glances(items))
        .where(items.c.kind == "document", items.c.state != "replaced", items.c.received_at >= since, *within(limits))
        .group_by(day, sender, items.c.state, person)
    )
    return tuple(
        Arrived(day=row[0], sender=row[1], state=row[2], by_person=bool(row[3]), number=row[4])
        for row in connection.execute(query)
    )


def _verdicts(connection: sa.Connection, limits: Limits, since: str) -> tuple[Verdict, ...]:
    query = (
        sa.select(verdicts.c.body)
        .select_from(_with_glances(verdicts.join(items, items.c.item_id == verdicts.c.item_id)))
        .where(verdicts.c.at >= since, _stands(), *within(limits))
        .order_by(verdicts.c.at.desc())
        .limit(MOST)
    )
    decoder = msgspec.json.Decoder(Verdict)
    return tuple(decoder.decode(body) for body in connection.scalars(query))


def _samples(connection: sa.Connection, limits: Limits, since: str) -> tuple[Sample, ...]:
    query = (
        sa.select(samples)
        .select_from(_with_glances(samples.join(items, items.c.item_id == samples.c.item_id)))
        .where(samples.c.drawn_at >= since, *within(limits))
    )
    return tuple(sample_of(row) for row in connection.execute(query).mappings())


def _waiting(connection: sa.Connection, limits: Limits) -> tuple[str, ...]:
    listed = sa.func.coalesce(places.c.list, "") == ""
    query = sa.select(items.c.received_at).select_from(joined()).where(waits(), listed, *within(limits)).limit(MOST)
    return tuple(connection.scalars(query))
