"""Accounts, sessions, keys and idempotency keys in one table: a kind, a key, a version and a body."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import sqlalchemy as sa

from pipeline.accounts import Kept
from pipeline.adapters.database import translated
from pipeline.adapters.tables import access
from pipeline.errors import StaleItem

K = TypeVar("K", bound=Kept)


class SqlAccessStore:
    """`pipeline.ports.AccessStore` over an SQLAlchemy engine."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def get(self, kind: type[K], key: str) -> tuple[K, int] | None:
        """The record and its version, or None."""
        query = sa.select(access.c.body, access.c.version).where(_at(kind, key))
        with translated(), self._engine.connect() as connection:
            row = connection.execute(query).first()
        return (msgspec.json.decode(row.body, type=kind), row.version) if row else None

    def put(self, record: Kept, version: int) -> None:
        """Write a record that has this version now, 0 for a new one. Raises StaleItem when it has another."""
        body = msgspec.json.encode(record)
        kind = type(record)
        with translated(), self._engine.begin() as connection:
            if version:
                statement = sa.update(access).where(_at(kind, record.key), access.c.version == version)
                if connection.execute(statement.values(version=version + 1, body=body)).rowcount != 1:
                    raise StaleItem
                return
            values = {"kind": kind.__name__, "key": record.key, "version": 1, "body": body}
            try:
                connection.execute(sa.insert(access).values(values))
            except sa.exc.IntegrityError:
                raise StaleItem from None

    def all(self, kind: type[K]) -> tuple[K, ...]:
        """Every record of a kind, by key."""
        query = sa.select(access.c.body).where(access.c.kind == kind.__name__).order_by(access.c.key)
        with translated(), self._engine.connect() as connection:
            return tuple(msgspec.json.decode(body, type=kind) for body in connection.scalars(query))

    def remove(self, kind: type[Kept], key: str) -> None:
        """Forget a record; one that is not there is left alone."""
        with translated(), self._engine.begin() as connection:
            connection.execute(sa.delete(access).where(_at(kind, key)))


def _at(kind: type[object], key: str) -> sa.ColumnElement[bool]:
    return (access.c.kind == kind.__name__) & (access.c.key == key)


class MemoryAccessStore:
    """The same in memory."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[bytes, int]] = {}

    def get(self, kind: type[K], key: str) -> tuple[K, int] | None:
        found = self._kept.get((kind.__name__, key))
        return (msgspec.json.decode(found[0], type=kind), found[1]) if found else None

    def put(self, record: Kept, version: int) -> None:
        at = type(record).__name__, record.key
        if self._kept.get(at, (b"", 0))[1] != version:
            raise StaleItem
        self._kept[at] = msgspec.json.encode(record), version + 1

    def all(self, kind: type[K]) -> tuple[K, ...]:
        held = sorted(at for at in self._kept if at[0] == kind.__name__)
        return tuple(msgspec.json.decode(self._kept[at][0], type=kind) for at in held)

    def remove(self, kind: type[Kept], key: str) -> None:
        self._kept.pop((kind.__name__, key), None)
