"""The patient index as a table of blocking keys: the same SQLAlchemy Core code on SQLite and PostgreSQL.

A chart is one row of `patients` (its body as JSON) and some fifteen rows of `patient_keys`. The body holds all that a
comparison needs, so a look-up is three short statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

import sqlalchemy as sa

from pipeline.adapters import patients_search
from pipeline.adapters.database import translated
from pipeline.adapters.patients_tables import (
    RECIPE,
    SIZE,
    charts_of,
    decode,
    facts,
    metadata,
    patient_terms,
    patients,
)
from pipeline.adapters.patients_write import Writer, note
from pipeline.matching import keys as blocking
from pipeline.matching.shortlist import BLOCK, ranked
from pipeline.ports import Changed, PatientChange, Shortlist
from pipeline.records import Patient

_IMPORT_CACHE = "PRAGMA cache_size=-200000"  # KiB: a run of keys touches every page once, names and counts less often
_USUAL_CACHE = "PRAGMA cache_size=-8000"
_ONE = sa.select(patients.c.body).where(patients.c.patient_id == sa.bindparam("id"))


class SqlPatientIndex:
    """A `PatientIndex` and `PatientSearch` in the database of `engine`. Makes its tables at first use."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._ready = False

    def apply(self, changes: Iterable[PatientChange]) -> Changed:
        with translated():
            self._prepare()
            with self._engine.begin() as connection, _roomy(connection):
                _lock(connection)
                return Writer(connection).apply(changes)

    def candidates(self, keys: Sequence[int], limit: int) -> Shortlist:
        with self._reading() as connection:
            size = facts(connection, (SIZE,)).get(SIZE, 0)
            blocks: dict[int, list[int]] = {}
            if keys:
                asked = {f"key{n}": key for n, key in enumerate(keys)}
                for key, row in connection.execute(_blocks(len(keys)), asked):
                    blocks.setdefault(key, []).append(row)
            best, crowded = ranked(blocks, size, limit)
            return Shortlist(patients=charts_of(connection, best), size=size, crowded=crowded)

    def frequencies(self, terms: Sequence[int]) -> Mapping[int, int]:
        with self._reading() as connection:
            return facts(connection, terms)

    def get(self, patient_id: str) -> Patient | None:
        with self._reading() as connection:
            body = connection.scalar(_ONE, {"id": patient_id})
        return None if body is None else decode(body)

    def search(self, text: str, limit: int) -> tuple[Patient, ...]:
        with self._reading() as connection:
            return patients_search.search(connection, text, limit)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated():
            self._prepare()
            with self._engine.connect() as connection:
                yield connection

    def _prepare(self) -> None:
        if self._ready:
            return
        metadata.create_all(self._engine)
        with self._engine.connect() as connection:
            current = _is_current(connection)
        if not current:  # only then write: a reader should not wait for an import that holds the lock
            with self._engine.begin() as connection:
                note(connection, SIZE)
                note(connection, RECIPE)
                _lock(connection)
                if not _is_current(connection):
                    Writer(connection).rebuild()
        self._ready = True


@cache
def _blocks(keys: int) -> sa.TextClause:
    """For each of so many keys, its rows up to one more than are looked at: one statement, one walk each."""
    one = "SELECT * FROM (SELECT key, row FROM patient_keys WHERE key = :key{n} LIMIT {limit}) AS block{n}"
    return sa.text(" UNION ALL ".join(one.format(n=n, limit=BLOCK + 1) for n in range(keys)))


def _is_current(connection: sa.Connection) -> bool:
    return facts(connection, (RECIPE,)).get(RECIPE, 0) == blocking.VERSION


def _lock(connection: sa.Connection) -> None:
    """One writer at a time: whoever holds the row of the size. On SQLite this begins the transaction."""
    connection.execute(
        sa.update(patient_terms).where(patient_terms.c.term == SIZE).values(charts=patient_terms.c.charts)
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
