"""What people said documents are: rows that are only added; taking one back marks it and keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from pipeline.adapters.tables import confirmations
from pipeline.items import Confirmation

_NAMES = tuple(Confirmation.__dataclass_fields__)


def confirm(connection: sa.Connection, said: Sequence[Confirmation]) -> None:
    """Add people's words in the caller's transaction; the same actor's earlier word on a document is taken back."""
    for one in said:
        earlier = (confirmations.c.document_id == one.document_id) & (confirmations.c.actor == one.actor)
        _take_back(connection, earlier, at=one.confirmed_at)
        connection.execute(sa.insert(confirmations).values({name: getattr(one, name) for name in _NAMES}))


def unconfirm(connection: sa.Connection, document_ids: Sequence[str], *, at: str) -> None:
    """Take back every standing word on these documents in the caller's transaction."""
    for document_id in document_ids:
        _take_back(connection, confirmations.c.document_id == document_id, at=at)


def standing(connection: sa.Connection) -> Iterator[Confirmation]:
    """Words that were not taken back, oldest first."""
    columns = [confirmations.c[name] for name in _NAMES]
    query = sa.select(*columns).where(confirmations.c.undone_at.is_(None)).order_by(confirmations.c.confirmation_id)
    for row in connection.execution_options(yield_per=1000).execute(query).mappings():
        yield Confirmation(**row)


def tally(connection: sa.Connection) -> tuple[int, int]:
    """How many words were ever said, and how many of them taken back."""
    row = connection.execute(
        sa.select(sa.func.count(confirmations.c.confirmation_id), sa.func.count(confirmations.c.undone_at))
    ).one()
    return int(row[0]), int(row[1])


def _take_back(connection: sa.Connection, which: sa.ColumnElement[bool], *, at: str) -> None:
    connection.execute(sa.update(confirmations).where(which, confirmations.c.undone_at.is_(None)).values(undone_at=at))
