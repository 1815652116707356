"""The tables of the patient index, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from pipeline.matching import keys as blocking
from pipeline.records import Patient

metadata = sa.MetaData()
_RowId = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_Bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")  # so that a beginning is a range
patients = sa.Table(
    "patients",
    metadata,
    sa.Column("row", _RowId, primary_key=True, autoincrement=False),
    sa.Column("patient_id", sa.Text, nullable=False, unique=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
# The primary key is the index that look-ups use; SQLite keeps the rows in it, without a second copy.
patient_keys = sa.Table(
    "patient_keys",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("row", _RowId, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
patient_terms = sa.Table(
    "patient_terms",
    metadata,
    sa.Column("term", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("charts", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
# For people who search: names by their beginning, and the words of names by how they may be misspelt.
patient_names = sa.Table(
    "patient_names",
    metadata,
    sa.Column("name", _Bytewise, primary_key=True),
    sa.Column("row", _RowId, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
patient_spellings = sa.Table(
    "patient_spellings",
    metadata,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("word", _Bytewise, primary_key=True),
    sqlite_with_rowid=False,
)
# Two facts live among the terms: how many charts there are (nobody counts a million rows), and the recipe of the keys.
SIZE = blocking.key64("charts in the index")
RECIPE = blocking.key64("version of the keys")

Chart = tuple[int, Patient]  # its row number, and what it says
decode = msgspec.json.Decoder(Patient).decode
_encode = msgspec.json.Encoder().encode
_TEXTS = tuple(name for name in Patient.__slots__ if name != "aliases")
_FACTS = sa.select(patient_terms.c.term, patient_terms.c.charts).where(
    patient_terms.c.term.in_(sa.bindparam("terms", expanding=True)), patient_terms.c.charts > 0
)
_BODIES = sa.select(patients.c.row, patients.c.body).where(patients.c.row.in_(sa.bindparam("rows", expanding=True)))


def encode(chart: Patient) -> bytes:
    """The body of a chart: JSON without what is empty."""
    return _encode(_said(chart))


def facts(connection: sa.Connection, terms: Sequence[int]) -> dict[int, int]:
    """How many charts have each term."""
    return {row[0]: row[1] for row in connection.execute(_FACTS, {"terms": list(terms)})}


def charts_of(connection: sa.Connection, rows: Sequence[int]) -> tuple[Patient, ...]:
    """The charts in these rows, in this order."""
    if not rows:
        return ()
    found = {row[0]: row[1] for row in connection.execute(_BODIES, {"rows": list(rows)})}
    return tuple(decode(found[row]) for row in rows if row in found)


def many(connection: sa.Connection, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
    """One statement for many rows, past SQLAlchemy's compiler, which costs more than the database. {0} is a value."""
    if listed := list(rows):
        mark = "%s" if connection.dialect.name == "postgresql" else "?"
        connection.exec_driver_sql(statement.format(mark), listed)


def _said(chart: Patient) -> dict[str, object]:
    said: dict[str, object] = {name: value for name in _TEXTS if (value := getattr(chart, name))}
    if chart.aliases:
        said["aliases"] = [_said(alias) for alias in chart.aliases]
    return {"patient_id": chart.patient_id, **said}
