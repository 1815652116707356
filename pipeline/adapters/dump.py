"""Our tables as lines of JSON and back: the same from SQLite and PostgreSQL, so that a backup can change the database.

The work engine's tables are left out: the reconciler asks again for the work of what is not at rest.
"""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from pipeline.adapters.audit import START
from pipeline.adapters.database import create_engine, translated
from pipeline.adapters.migrations import METADATA, migrate
from pipeline.adapters.tables import events

TABLES = tuple(table for metadata in METADATA for table in metadata.sorted_tables)
_ROWS = 500  # in one statement


def dump(engine: sa.Engine, folder: Path) -> dict[str, int]:
    """Write each table to `folder`/NAME.jsonl.gz as it was at one moment; rows by table."""
    with translated(), _still(engine) as connection:
        return {table.name: _dump(connection, table, folder / f"{table.name}.jsonl.gz") for table in TABLES}


def load(engine: sa.Engine, folder: Path) -> dict[str, int]:
    """Fill the empty tables of `engine` in one transaction; rows by table. Raises ValueError when they are not empty.

    Tables that the backup does not know stay empty: they are newer than it.
    """
    migrate(engine)
    with translated(), engine.begin() as connection:
        for table in TABLES:
            if table.name not in ("patient_terms",) and connection.execute(sa.select(table).limit(1)).first():
                raise ValueError(table.name)
        connection.execute(sa.delete(METADATA[1].tables["patient_terms"]))
        return {table.name: _load(connection, table, folder / f"{table.name}.jsonl.gz") for table in TABLES}


def newest_event(folder: Path) -> str:
    """The chain value of the last line of the audit in a dump; that of an empty audit when there is none."""
    last = ""
    with gzip.open(folder / f"{events.name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            last = line
    return str(json.loads(last)["chain"]) if last else START


@contextmanager
def _still(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection that sees one moment, and keeps no writer waiting."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
            yield connection
        return
    with TemporaryDirectory(prefix="chartdrop-") as folder:
        with engine.connect() as live, closing(sqlite3.connect(f"{folder}/copy.db")) as target:
            source = live.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(target)
        copy = create_engine(f"sqlite:///{folder}/copy.db")
        try:
            with copy.connect() as connection:
                yield connection
        finally:
            copy.dispose()


def _dump(connection: sa.Connection, table: sa.Table, path: Path) -> int:
    number = 0
    rows = connection.execution_options(yield_per=_ROWS).execute(sa.select(table).order_by(*table.primary_key))
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=3) as out, rows:
        for row in rows:
            values = {name: _plain(value) for name, value in row._mapping.items()}
            out.write(json.dumps(values, ensure_ascii=False) + "\n")
            number += 1
    return number


def _load(connection: sa.Connection, table: sa.Table, path: Path) -> int:
    if not path.exists():
        return 0
    number, binary = 0, {column.name for column in table.columns if isinstance(column.type, sa.LargeBinary)}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        while rows := [_row(json.loads(line), binary) for line in islice(lines, _ROWS)]:
            connection.execute(sa.insert(table), rows)
            number += len(rows)
    return number


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes | memoryview) else value


def _row(values: dict[str, Any], binary: set[str]) -> dict[str, Any]:
    return {
        name: base64.b64decode(value) if name in binary and value is not None else value
        for name, value in values.items()
    }
