"""What people said documents are: rows that are only added; taking one back marks it and keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from pipeline.adapters.tables import confirmations
from pipeline.items import Confirmation

_NAMES = tuple(Confirmation.__dataclass_fields__)
GOLD = 5  # one in so many layouts is kept for judging models


def confirm(connection: sa.Connection, said: Sequence[Confirmation]) -> None:
    """Add people's words in the caller's transaction; the same actor's earlier word on a document is taken back."""
    for one in said:
        earlier = (confirmations.c.document_id == one.document_id) & (confirmations.c.actor == one.actor)
        _take_back(connection, earlier, at=one.confirmed_at)
        values = {name: getattr(one, name) for name in _NAMES} | {"gold": _gold(connection, one)}
        connection.execute(sa.insert(confirmations).values(values))


def drawn(document_id: str) -> bool:
    """Whether the layout that this document is the first of is kept for judging models."""
    return int(hashlib.sha256(document_id.encode()).hexdigest()[:8], 16) % GOLD == 0


def _gold(connection: sa.Connection, one: Confirmation) -> bool:
    """As the first word on the document, on its layout or on its sender was; else drawn. Undone words count too."""
    columns = confirmations.c
    for column, key in ((columns.document_id, one.document_id), (columns.document_id, one.near),
                        (columns.sender, one.sender)):  # fmt: skip
        query = sa.select(columns.document_id, columns.gold).where(column == key).order_by(columns.confirmation_id)
        if key and (row := connection.execute(query.limit(1)).first()):
            return drawn(row.document_id) if row.gold is None else bool(row.gold)
    return drawn(one.document_id)


def unconfirm(connection: sa.Connection, document_ids: Sequence[str], *, at: str) -> None:
    """Take back every standing word on these documents in the caller's transaction."""
    for document_id in document_ids:
        _take_back(connection, confirmations.c.document_id == document_id, at=at)


def standing(connection: sa.Connection) -> Iterator[Confirmation]:
    """Words that were not taken back, oldest first."""
    columns = [confirmations.c[name] for name in _NAMES]
    query = sa.select(*columns).where(confirmations.c.undone_at.is_(None)).order_by(confirmations.c.confirmation_id)
    with connection.execution_options(yield_per=1000).execute(query) as rows:
        for row in rows.mappings():
            yield Confirmation(**{**row, "gold": drawn(row["document_id"]) if row["gold"] is None else row["gold"]})


def tally(connection: sa.Connection) -> tuple[int, int]:
    """How many words were ever said, and how many of them taken back."""
    row = connection.execute(
        sa.select(sa.func.count(confirmations.c.confirmation_id), sa.func.count(confirmations.c.undone_at))
    ).one()
    return int(row[0]), int(row[1])


def _take_back(connection: sa.Connection, which: sa.ColumnElement[bool], *, at: str) -> None:
    connection.execute(sa.update(confirmations).where(which, confirmations.c.undone_at.is_(None)).values(undone_at=at))
