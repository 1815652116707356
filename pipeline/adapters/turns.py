"""Connections of SQLite whose writers of one process take turns.

SQLite lets one write at a time and makes the others sleep and look again, up to 100 ms at a time: under load an arrival
waited for several of these. Here whoever wants to write waits for a lock that is handed over at once. Writers of other
processes still meet at SQLite's own lock, and so does whoever waited here in vain.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from typing import Any

LONGEST_S = 30.0  # of waiting, here and then at SQLite's lock
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "BEGIN")  # before the first four its driver begins a transaction


def connections() -> Callable[..., sqlite3.Connection]:
    """A maker of connections that take turns with each other, for `sqlite3.connect(factory=...)`."""
    turn = threading.Lock()

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        made = _Connection(*arguments, **options)
        made.turn = turn
        return made

    return connect


class _Connection(sqlite3.Connection):
    """Has the turn from the first write of a transaction to its end. Used by one thread at a time."""

    turn: threading.Lock
    _mine = False

    def cursor(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override]
        return super().cursor(_Cursor)

    def take_turn(self, statement: str) -> None:
        if not self._mine and not self.in_transaction and statement.lstrip()[:7].upper().startswith(_WRITES):
            self._mine = self.turn.acquire(timeout=LONGEST_S)

    def give_turn(self) -> None:
        if self._mine and not self.in_transaction:
            self._mine = False
            self.turn.release()

    def commit(self) -> None:
        try:
            super().commit()
        finally:
            self.give_turn()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self.give_turn()

    def close(self) -> None:
        super().close()
        if self._mine:
            self._mine = False
            self.turn.release()


class _Cursor(sqlite3.Cursor):
    connection: _Connection

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        self.connection.take_turn(statement)
        try:
            return super().execute(statement, *values)
        finally:
            self.connection.give_turn()

    def executemany(self, statement: str, *values: Any) -> sqlite3.Cursor:
        self.connection.take_turn(statement)
        try:
            return super().executemany(statement, *values)
        finally:
            self.connection.give_turn()
