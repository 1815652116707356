"""The desk's side of the ledger: what a change writes, claims, and the questions the desk's pages ask."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from pipeline.accounts import Limits
from pipeline.adapters.database import translated
from pipeline.adapters.desk_tables import (
    corrections,
    deeds,
    glances,
    leases,
    notes,
    places,
    samples,
    seen,
    verdicts,
)
from pipeline.adapters.tables import item_of, items
from pipeline.desk_records import (
    Correction,
    Deed,
    DeskChange,
    Figures,
    Glance,
    Lease,
    Note,
    Place,
    Sample,
    Standing,
    Wanted,
)
from pipeline.items import Item
from pipeline.records import Value

DECISIONS = ("file", "keep", "reject", "new_chart", "send", "aside", "confirm_sample")


def put_desk(connection: sa.Connection, change: DeskChange) -> None:
    """Write the desk's part of a change in the caller's transaction."""
    _add(connection, change)
    for look in change.seen:
        key = (seen.c.item_id == look.item_id) & (seen.c.actor == look.actor) & (seen.c.page == look.page)
        _replace(connection, seen, key, _values(look))
    for place in change.places:
        _replace(connection, places, places.c.item_id == place.item_id, _values(place))
    for sample in change.samples:
        values = _values(sample) | {"differs": json.dumps(sample.differs)}
        _replace(connection, samples, samples.c.item_id == sample.item_id, values)
    for glance in change.glances:
        _replace(connection, glances, glances.c.item_id == glance.item_id, _values(glance))
    for lease in change.claimed:
        _replace(connection, leases, leases.c.item_id == lease.item_id, _values(lease))
    if change.released:
        connection.execute(sa.delete(leases).where(leases.c.item_id.in_(change.released)))


def _add(connection: sa.Connection, change: DeskChange) -> None:
    """What is only ever added to."""
    for correction in change.corrections:
        values = _values(correction)
        values |= {name: _json(getattr(correction, name)) for name in ("before", "after")}
        connection.execute(sa.insert(corrections).values(values))
    for note in change.notes:
        connection.execute(sa.insert(notes).values(_values(note)))
    for deed in change.deeds:
        names = ("deed_id", "item_id", "actor", "at", "kind", "seconds", "undoes")
        values = {name: getattr(deed, name) for name in names}
        connection.execute(sa.insert(deeds).values(**values, body=msgspec.json.encode(deed)))
    for verdict in change.verdicts:
        values = {name: getattr(verdict, name) for name in ("deed_id", "item_id", "at", "sampled")}
        connection.execute(sa.insert(verdicts).values(**values, body=msgspec.json.encode(verdict)))


class SqlDesk:
    """Implements `ports.DeskLedger` on the ledger's engine."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def claim(self, lease: Lease) -> Lease:
        """Take or extend a lease, unless another actor holds it at `lease.since`; whoever holds it afterwards."""
        with translated():
            try:
                return self._claim(lease)
            except sa.exc.IntegrityError:  # somebody else was quicker with the first lease of this document
                return self._claim(lease)

    def _claim(self, lease: Lease) -> Lease:
        with self._engine.begin() as connection:
            free = (leases.c.actor == lease.actor) | (leases.c.until < lease.since)
            mine = leases.c.item_id == lease.item_id
            held = connection.execute(sa.select(leases).where(mine).with_for_update()).mappings().first()
            if held is None:
                connection.execute(sa.insert(leases).values(_values(lease)))
                return lease
            since = held["since"] if held["actor"] == lease.actor and held["until"] >= lease.since else lease.since
            changed = connection.execute(
                sa.update(leases).where(mine, free).values(actor=lease.actor, since=since, until=lease.until)
            )
            if changed.rowcount:
                return Lease(item_id=lease.item_id, actor=lease.actor, since=since, until=lease.until)
            return Lease(**held)

    def standing(self, item_id: str) -> Standing:
        """Everything the desk knows of one document."""
        with translated(), self._engine.connect() as connection:

            def rows(table: sa.Table) -> Sequence[sa.RowMapping]:
                query = sa.select(table).where(table.c.item_id == item_id)
                if "seq" in table.c:
                    query = query.order_by(table.c.seq)
                return connection.execute(query).mappings().all()

            place, lease, sample = (next(iter(rows(table)), None) for table in (places, leases, samples))
            return Standing(
                place=Place(**place) if place else Place(item_id=item_id),
                lease=Lease(**lease) if lease else None,
                corrections=tuple(_correction(row) for row in rows(corrections)),
                notes=tuple(Note(**_without_seq(row)) for row in rows(notes)),
                pages_seen=frozenset((row["actor"], row["page"]) for row in rows(seen)),
                sample=sample_of(sample) if sample else None,
            )

    def siblings(self, file_id: str) -> tuple[Item, ...]:
        """The documents of a file, in order of their ids, replaced ones too."""
        query = sa.select(items).where(items.c.file_id == file_id, items.c.kind == "document").order_by(items.c.item_id)
        with translated(), self._engine.connect() as connection:
            return tuple(item_of(row) for row in connection.execute(query).mappings())

    def waiting(self, wanted: Wanted) -> tuple[tuple[Item, Glance | None, Place, Lease | None], ...]:
        """Documents that wait at the desk, most urgent first, then oldest."""
        columns = [*items.c, *(column.label(f"g_{column.name}") for column in glances.c)]
        columns += [*(column.label(f"p_{column.name}") for column in places.c)]
        columns += [*(column.label(f"l_{column.name}") for column in leases.c)]
        query = sa.select(*columns).select_from(joined()).where(waits(), *_filters(wanted))
        query = query.order_by(items.c.priority, items.c.received_at, items.c.item_id).limit(wanted.limit)
        with translated(), self._engine.connect() as connection:
            return tuple(_row(row) for row in connection.execute(query).mappings())

    def figures(self, actor: str, since: str, wanted: Wanted | None = None) -> Figures:
        """Numbers over what of the queue an account may see; `since` is when the day began."""
        with translated(), self._engine.connect() as connection:
            listed = sa.func.coalesce(places.c.list, "").label("list")
            query = (
                sa.select(listed, sa.func.count(), sa.func.min(items.c.received_at))
                .select_from(joined())
                .where(waits(), *within(wanted or Wanted()))
                .group_by(listed)
            )
            counted = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
            took = connection.scalars(
                sa.select(deeds.c.seconds).where(
                    deeds.c.actor == actor, deeds.c.at >= since, deeds.c.kind.in_(DECISIONS)
                )
            ).all()
        waiting, oldest = counted.get("", (0, ""))
        return Figures(
            waiting=waiting,
            oldest=oldest,
            done_today=len(took),
            median_s=statistics.median(took) if took else 0.0,
            lists=tuple(sorted((name, number) for name, (number, _) in counted.items())),
        )

    def last_deed(self, actor: str, since: str) -> Deed | None:
        """The newest thing an actor did since, that was neither an undoing nor undone."""
        undone = sa.select(deeds.c.undoes).where(deeds.c.undoes != "")
        query = (
            sa.select(deeds.c.body)
            .where(deeds.c.actor == actor, deeds.c.at >= since, deeds.c.undoes == "", deeds.c.deed_id.not_in(undone))
            .order_by(deeds.c.seq.desc())
            .limit(1)
        )
        with translated(), self._engine.connect() as connection:
            body = connection.scalar(query)
        return msgspec.json.decode(body, type=Deed) if body else None


def joined() -> sa.FromClause:
    """Items with what the desk knows of them beside them."""
    joined: sa.FromClause = items
    for table in (glances, places, leases, samples):
        joined = joined.outerjoin(table, table.c.item_id == items.c.item_id)
    return joined


def waits() -> sa.ColumnElement[bool]:
    """On the desk; or filed, and drawn as a sample or on the list of what came with a document taken back."""
    sampled = (items.c.state == "filed") & (samples.c.reviewed_at == "")
    again = (items.c.state == "filed") & (places.c.list == "same_fax")
    return (items.c.kind == "document") & ((items.c.state == "review") | sampled | again)


def within(limits: Wanted | Limits) -> list[sa.ColumnElement[bool]]:
    """Conditions on items and glances that keep to an account's limits."""
    where: list[sa.ColumnElement[bool]] = []
    if limits.types:
        where.append(items.c.type.in_(limits.types))
    if limits.sites:
        where.append(glances.c.site.in_(limits.sites))
    return where


def _filters(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    where = [sa.func.coalesce(places.c.list, "") == wanted.list, *within(wanted)]
    if wanted.type:
        where.append(items.c.type == wanted.type)
    if wanted.source:
        where.append(glances.c.source == wanted.source)
    if wanted.queue:
        where.append(glances.c.queue == wanted.queue)
    if wanted.reason:
        where.append(items.c.reasons.contains(f'"code":"{wanted.reason}"', autoescape=True))
    if wanted.assignee:
        where.append(places.c.assignee == wanted.assignee)
    for word in wanted.text.lower().split():
        where.append(glances.c.words.contains(word, autoescape=True))
    if wanted.free_for:
        mine = sa.or_(leases.c.actor.is_(None), leases.c.actor == wanted.free_for, leases.c.until < wanted.at)
        name = wanted.free_for.removeprefix("user:")
        where += [mine, sa.func.coalesce(places.c.assignee, "").in_(("", name))]
    return where


def _row(row: sa.RowMapping) -> tuple[Item, Glance | None, Place, Lease | None]:
    def part(mark: str) -> dict[str, Any]:
        return {name.removeprefix(mark): value for name, value in row.items() if name.startswith(mark)}

    item = item_of(row)
    glance, place, lease = part("g_"), part("p_"), part("l_")
    return (
        item,
        Glance(**glance) if glance["item_id"] else None,
        Place(**place) if place["item_id"] else Place(item_id=item.item_id),
        Lease(**lease) if lease["item_id"] else None,
    )


def _values(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _replace(connection: sa.Connection, table: sa.Table, key: sa.ColumnElement[bool], values: dict[str, Any]) -> None:
    connection.execute(sa.delete(table).where(key))
    connection.execute(sa.insert(table).values(values))


def _without_seq(row: sa.RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "seq"}


def _json(value: Value | None) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _correction(row: sa.RowMapping) -> Correction:
    values = _without_seq(row)
    for name in ("before", "after"):
        values[name] = None if values[name] is None else msgspec.json.decode(values[name], type=Value)
    return Correction(**values)


def sample_of(row: sa.RowMapping) -> Sample:
    """The sample that a row holds."""
    return Sample(**{**row, "differs": tuple(json.loads(row["differs"]))})
