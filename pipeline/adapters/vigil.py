"""Who of several working processes lives, on PostgreSQL: each holds an advisory lock as long as its session lasts.

A process that dies, loses its machine or its network loses its session, and with it the lock: whoever gets that lock
knows that its holder is dead. Keepalives (database.py) end the session of a machine that fell silent within 15 s.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from pipeline.adapters.database import lock_number

_TRY = sa.text("SELECT pg_try_advisory_lock(:number)")
_FREE = sa.text("SELECT pg_advisory_unlock(:number)")


class Vigil:
    """The life of the process `name`, and the death of others. Used by one thread at a time."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self._engine, self.name = engine, name
        self._held: sa.Connection | None = None

    def hold(self) -> bool:
        """Take the lock, again after the server was away; whether it is held. Never waits for another holder."""
        try:
            if self._held is not None:
                self._held.execute(sa.text("SELECT 1"))
                return True
            self._held = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._held.detach()  # its own for good: the pool must neither count nor reset it
            if self._held.scalar(_TRY, {"number": lock_number(self.name)}):
                return True
        except DBAPIError:
            pass  # the server is away, or the session was lost with it
        self.release()
        return False

    def release(self) -> None:
        """End the session: from now on this process counts as dead."""
        held, self._held = self._held, None
        if held is not None:
            with contextlib.suppress(DBAPIError):
                held.close()

    @contextlib.contextmanager
    def _dead(self, name: str) -> Iterator[bool]:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            number = {"number": lock_number(name)}
            dead = bool(connection.scalar(_TRY, number))
            try:
                yield dead
            finally:
                if dead:
                    connection.execute(_FREE, number)

    def adopt(self, names: Iterable[str], take: Callable[[str], None]) -> int:
        """Call `take` for each of `names` that is dead, one process at a time; how many there were."""
        adopted = 0
        for name in names:
            with self._dead(name) as dead:
                if dead:
                    take(name)
                    adopted += 1
        return adopted
