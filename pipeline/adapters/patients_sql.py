"""The patient index as a table of blocking keys: the same SQLAlchemy Core code on SQLite and PostgreSQL.

A chart is one row of `patients` (its body as JSON) and some fifteen rows of `patient_keys`. The body holds all that a
comparison needs, so a look-up is three short statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from itertools import islice

import msgspec
import sqlalchemy as sa

from pipeline.adapters.database import translated
from pipeline.adapters.patients_memory import tally
from pipeline.matching import keys as blocking
from pipeline.matching.aliases import settled
from pipeline.matching.shortlist import BLOCK, ranked
from pipeline.ports import Changed, PatientChange, Shortlist
from pipeline.records import Patient

metadata = sa.MetaData()
_RowId = sa.BigInteger().with_variant(sa.Integer, "sqlite")
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
# Two facts live among the terms: how many charts there are (nobody counts a million rows), and the recipe of the keys.
_SIZE = blocking.key64("charts in the index")
_RECIPE = blocking.key64("version of the keys")
_BATCH = 2000  # changes that are in memory at once
_IMPORT_CACHE = "PRAGMA cache_size=-200000"  # KiB: keys come in random order, so the pages stay at hand
_USUAL_CACHE = "PRAGMA cache_size=-8000"

_Chart = tuple[int, Patient]  # its row number, and what it says
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Patient).decode


class SqlPatientIndex:
    """A `PatientIndex` in the database of `engine`. Connects, and makes its tables, at first use."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._ready = False

    def apply(self, changes: Iterable[PatientChange]) -> Changed:
        total: Counter[str] = Counter()
        with self._writing() as connection:
            row = _last_row(connection)
            for batch in _batches(changes):
                changed, row = _write(connection, batch, row)
                total.update(asdict(changed))
        return Changed(**total)

    def candidates(self, keys: Sequence[int], limit: int) -> Shortlist:
        with self._reading() as connection:
            size = _facts(connection, (_SIZE,)).get(_SIZE, 0)
            blocks: dict[int, list[int]] = {}
            if keys:
                asked = {f"key{n}": key for n, key in enumerate(keys)}
                for key, row in connection.execute(_blocks(len(keys)), asked):
                    blocks.setdefault(key, []).append(row)
            best, crowded = ranked(blocks, size, limit)
            found = {row[0]: row[1] for row in connection.execute(_BODIES, {"rows": best})} if best else {}
        return Shortlist(
            patients=tuple(_decode(found[row]) for row in best if row in found), size=size, crowded=crowded
        )

    def frequencies(self, terms: Sequence[int]) -> Mapping[int, int]:
        with self._reading() as connection:
            return _facts(connection, terms)

    def get(self, patient_id: str) -> Patient | None:
        with self._reading() as connection:
            body = connection.scalar(_ONE, {"id": patient_id})
        return None if body is None else _decode(body)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated():
            self._prepare()
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translated():
            self._prepare()
            with self._engine.begin() as connection, _roomy(connection):
                _lock(connection)
                yield connection

    def _prepare(self) -> None:
        if self._ready:
            return
        metadata.create_all(self._engine)
        with self._engine.connect() as connection:
            current = _is_current(connection)
        if not current:  # only then write: a reader should not wait for an import that holds the lock
            with self._engine.begin() as connection:
                _note(connection, {_SIZE: 0, _RECIPE: 0})
                _lock(connection)
                if not _is_current(connection):
                    _rebuild(connection)
        self._ready = True


_BODIES = sa.select(patients.c.row, patients.c.body).where(patients.c.row.in_(sa.bindparam("rows", expanding=True)))
_ONE = sa.select(patients.c.body).where(patients.c.patient_id == sa.bindparam("id"))
_NAMED = sa.select(patients.c.row, patients.c.body).where(
    patients.c.patient_id.in_(sa.bindparam("ids", expanding=True))
)
_FACTS = sa.select(patient_terms.c.term, patient_terms.c.charts).where(
    patient_terms.c.term.in_(sa.bindparam("terms", expanding=True)), patient_terms.c.charts > 0
)


@cache
def _blocks(keys: int) -> sa.TextClause:
    """For each of so many keys, its rows up to one more than are looked at: one statement, one walk each."""
    one = "SELECT * FROM (SELECT key, row FROM patient_keys WHERE key = :key{n} LIMIT {limit}) AS block{n}"
    return sa.text(" UNION ALL ".join(one.format(n=n, limit=BLOCK + 1) for n in range(keys)))


def _facts(connection: sa.Connection, terms: Sequence[int]) -> dict[int, int]:
    return {row[0]: row[1] for row in connection.execute(_FACTS, {"terms": list(terms)})}


def _is_current(connection: sa.Connection) -> bool:
    return _facts(connection, (_RECIPE,)).get(_RECIPE, 0) == blocking.VERSION


def _note(connection: sa.Connection, counts: Mapping[int, int]) -> None:
    """Add to the counts of terms."""
    statement = (
        "INSERT INTO patient_terms (term, charts) VALUES ({0}, {0})"
        " ON CONFLICT (term) DO UPDATE SET charts = patient_terms.charts + excluded.charts"
    )
    _many(connection, statement, sorted(counts.items()))


def _lock(connection: sa.Connection) -> None:
    """One writer at a time: whoever holds the row of the size. On SQLite this begins the transaction."""
    connection.execute(
        sa.update(patient_terms).where(patient_terms.c.term == _SIZE).values(charts=patient_terms.c.charts)
    )


@contextmanager
def _roomy(connection: sa.Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql(_IMPORT_CACHE)
    try:
        yield
    finally:
        connection.exec_driver_sql(_USUAL_CACHE)


def _last_row(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(sa.func.max(patients.c.row))) or 0


def _batches(changes: Iterable[PatientChange]) -> Iterator[tuple[PatientChange, ...]]:
    rest = iter(changes)
    while batch := tuple(islice(rest, _BATCH)):
        yield batch


def _write(connection: sa.Connection, batch: Sequence[PatientChange], last: int) -> tuple[Changed, int]:
    """Make a batch of changes; what changed, and the last row number given out."""
    named = {one.gone for one in batch if one.gone} | {one.patient.patient_id for one in batch if one.patient}
    stored = {
        (chart := _decode(body)).patient_id: (row, chart)
        for row, body in connection.execute(_NAMED, {"ids": sorted(named)})
    }
    before = {name: chart for name, (_, chart) in stored.items()}
    after = settled(((one.patient, one.gone) for one in batch), before)
    old = [(row, chart) for name, (row, chart) in stored.items() if after[name] != chart]
    new = []
    for name, wanted in after.items():
        if wanted is not None and wanted != before.get(name):
            last += name not in stored
            new.append((stored[name][0] if name in stored else last, wanted))
    _replace(connection, old, new)
    return tally(before, after), last


def _replace(connection: sa.Connection, old: Sequence[_Chart], new: Sequence[_Chart]) -> None:
    """Take the old charts out and put the new ones in, with their keys and counts."""
    counts: Counter[int] = Counter({_SIZE: len(new) - len(old)})
    _many(connection, "DELETE FROM patients WHERE row = {0}", [(row,) for row, _ in old])
    _many(connection, "DELETE FROM patient_keys WHERE key = {0} AND row = {0}", _keyed(old, counts.subtract))
    bodies = [(row, chart.patient_id, _encode(_said(chart))) for row, chart in new]
    _many(connection, "INSERT INTO patients (row, patient_id, body) VALUES ({0}, {0}, {0})", bodies)
    _add_keys(connection, new, counts)


def _add_keys(connection: sa.Connection, charts: Sequence[_Chart], counts: Counter[int]) -> None:
    _many(connection, "INSERT INTO patient_keys (key, row) VALUES ({0}, {0})", _keyed(charts, counts.update))
    _note(connection, {term: count for term, count in counts.items() if count})


def _keyed(charts: Sequence[_Chart], count: Callable[[Iterable[int]], None]) -> list[tuple[int, int]]:
    """(key, row) of charts in the order of the index; their terms are counted on the way."""
    pairs = []
    for row, chart in charts:
        keys, terms = blocking.of_patient(chart)
        count(terms)
        pairs += [(key, row) for key in keys]
    return sorted(pairs)


def _many(connection: sa.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """One statement for many rows, past SQLAlchemy's compiler, which costs more than the database. {0} is a value."""
    if rows:
        mark = "%s" if connection.dialect.name == "postgresql" else "?"
        connection.exec_driver_sql(statement.format(mark), list(rows))


def _said(chart: Patient) -> dict[str, object]:
    said: dict[str, object] = {name: value for name in _TEXTS if (value := getattr(chart, name))}
    if chart.aliases:
        said["aliases"] = [_said(alias) for alias in chart.aliases]
    return {"patient_id": chart.patient_id, **said}


_TEXTS = tuple(name for name in Patient.__slots__ if name != "aliases")


def _rebuild(connection: sa.Connection) -> None:
    """Make keys and counts anew from the charts: they were made by another version of the recipe, or there are none."""
    connection.execute(sa.delete(patient_keys))
    connection.execute(sa.delete(patient_terms))
    _note(connection, {_SIZE: 0, _RECIPE: blocking.VERSION})
    seen = 0
    while True:
        page = sa.select(patients.c.row, patients.c.body).where(patients.c.row > seen).order_by(patients.c.row)
        charts = [(row, _decode(body)) for row, body in connection.execute(page.limit(_BATCH))]
        if not charts:
            return
        _add_keys(connection, charts, Counter({_SIZE: len(charts)}))
        seen = charts[-1][0]
