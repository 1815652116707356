"""Charts as a person looks for them, in the tables of the patient index: three or four short statements."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import sqlalchemy as sa

from pipeline.adapters.patients_tables import charts_of, patient_keys, patient_spellings, patients
from pipeline.matching.search import (
    Sought,
    beginnings,
    best,
    birth_keys,
    near_words,
    number_keys,
    sought,
    spelling_keys,
)
from pipeline.records import Patient

_MOST = 400  # charts that are looked at
_OF_KEY = 60  # of one key
_OF_NAME = 50  # of one beginning
_AFTER = "\U0010ffff"  # sorts after every letter
_SPELT = (
    sa.select(patient_spellings.c.word)
    .where(patient_spellings.c.key.in_(sa.bindparam("keys", expanding=True)))
    .distinct()
)
_KEYED = sa.select(patient_keys.c.row).where(patient_keys.c.key == sa.bindparam("key")).limit(_OF_KEY)
_CALLED = sa.select(patients.c.row).where(patients.c.patient_id.in_(sa.bindparam("ids", expanding=True)))


def search(connection: sa.Connection, text: str, limit: int) -> tuple[Patient, ...]:
    """Charts that fit what was typed, best first."""
    plain = "".join(c for c in text if c.isprintable())
    asked = sought(plain)
    rows: dict[int, None] = {}
    _add(rows, connection.scalars(_CALLED, {"ids": [plain.strip(), *plain.split()[:5]]}))
    for key in (*number_keys(asked), *birth_keys(asked)):
        _add(rows, connection.scalars(_KEYED, {"key": key}))
    if not asked.birth and not asked.numbers:  # a date or number finds charts by itself; names only rank them
        _add(rows, _by_name(connection, asked))
    return best(asked, charts_of(connection, tuple(rows)), limit)


def _by_name(connection: sa.Connection, asked: Sought) -> Iterable[int]:
    near = [_near(connection, word) for word in asked.words]
    wanted = beginnings(asked, near)
    if not wanted:
        return ()
    values: dict[str, str] = {}
    for n, (first, rest) in enumerate(wanted):
        start = f"{first} {rest}" if rest else first
        values |= {f"from{n}": start, f"to{n}": start + _AFTER}
    return tuple(connection.scalars(_ranges(len(wanted)), values))


def _near(connection: sa.Connection, word: str) -> tuple[str, ...]:
    if len(word) < 4:
        return ()
    return near_words(word, tuple(connection.scalars(_SPELT, {"keys": sorted(spelling_keys(word))})))


@cache
def _ranges(count: int) -> sa.TextClause:
    """One statement for so many beginnings, one walk each."""
    one = (
        "SELECT * FROM (SELECT row FROM patient_names WHERE name >= :from{n} AND name < :to{n}"
        " ORDER BY name, row LIMIT {limit}) AS names{n}"
    )
    return sa.text(" UNION ALL ".join(one.format(n=n, limit=_OF_NAME) for n in range(count)))


def _add(rows: dict[int, None], found: Iterable[int]) -> None:
    for row in found:
        if len(rows) < _MOST:
            rows.setdefault(row)
