"""One SQLAlchemy engine for the ledger, the patient index and the work queue, so that one transaction spans them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError

from pipeline.errors import DiskFull, LedgerUnavailable

# SQLite before 3.51.3 can corrupt at a WAL reset (sqlite.org/wal.html); the rollback journal is not affected.
WAL_IS_SOUND = sqlite3.sqlite_version_info >= (3, 51, 3)


def create_engine(url: str) -> sa.Engine:
    """An engine on `url` (sqlite:///file or postgresql+psycopg://...). Connects at first use, not here."""
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=10, connect_args={"connect_timeout": 5}
        )
    # hide_parameters: a statement's values can be patient data and must not reach an exception text
    engine = sa.create_engine(
        url, hide_parameters=True, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=20
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"  # writers queue up at BEGIN instead of failing at COMMIT
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA journal_mode={'WAL' if WAL_IS_SOUND else 'DELETE'}")
    connection.execute("PRAGMA synchronous=FULL")


@contextmanager
def translated() -> Iterator[None]:
    """What the database cannot do now stops here, as DiskFull or LedgerUnavailable, without the statement.

    Errors of our own making (a constraint, a wrong statement) go on: trying again would not help.
    """
    try:
        yield
    except (OperationalError, InterfaceError, TimeoutError) as error:
        cause = getattr(error, "orig", error)
        if getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            raise DiskFull from None
        raise LedgerUnavailable(f"({type(cause).__name__})") from None
