"""One SQLAlchemy engine for the ledger, the patient index and the work queue, so that one transaction spans them."""

from __future__ import annotations

import fcntl
import hashlib
import os
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


# No statement of ours takes a minute, and a lock or a transaction that stays open so long is a fault. The keepalives
# (seconds) tell the server of a machine that lost its power: its locks go, and its work is adopted.
_LIMITS = " ".join(
    f"-c {name}={value}"
    for name, value in (
        ("statement_timeout", "60s"), ("lock_timeout", "30s"), ("idle_in_transaction_session_timeout", "300s"),
        ("tcp_keepalives_idle", 5), ("tcp_keepalives_interval", 5), ("tcp_keepalives_count", 2),
    )
)  # fmt: skip
_KEEPALIVE = {"keepalives_idle": 5, "keepalives_interval": 5, "keepalives_count": 3}


def create_engine(url: str, *, pool: int = 10) -> sa.Engine:
    """An engine on `url` (sqlite:///file or postgresql+psycopg://...). Connects at first use, not here.

    `pool` connections are kept on PostgreSQL, and as many more opened when all are busy.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=pool, max_overflow=pool, pool_timeout=30,
            connect_args={"connect_timeout": 5, "options": _LIMITS, **_KEEPALIVE},
        )  # fmt: skip
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
    # FULL does not sync the folder after the rollback journal's removal, which is the commit: a power cut brings the
    # journal back, and the last commit is gone (1 of 471, tests/lab/lab_power.py). EXTRA does.
    connection.execute("PRAGMA synchronous=EXTRA")


def lock_number(name: str) -> int:
    """The number of a PostgreSQL advisory lock: 64 bits of the name's hash, signed."""
    return int.from_bytes(hashlib.sha256(f"chartdrop {name}".encode()).digest()[:8], "big", signed=True)


@contextmanager
def alone(engine: sa.Engine, name: str) -> Iterator[None]:
    """One process at a time on this database: an advisory lock of PostgreSQL, or of a file beside SQLite's."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            number = {"number": lock_number(name)}
            connection.execute(sa.text("SET lock_timeout = '60s'"))
            connection.execute(sa.text("SELECT pg_advisory_lock(:number)"), number)
            try:
                yield
            finally:
                connection.execute(sa.text("SELECT pg_advisory_unlock(:number)"), number)
                connection.execute(sa.text("SET lock_timeout = '30s'"))
        return
    descriptor = os.open(f"{engine.url.database}.{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


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
