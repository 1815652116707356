"""How changes get into the patient index: charts at once, their keys in long sorted runs.

A key is a hash, so fifteen of them land on fifteen pages of the index; a million charts one after another would touch
every page hundreds of times. They are therefore gathered and put in by order, each page once a run.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import islice

import numpy as np
import sqlalchemy as sa

from pipeline.adapters.patients_memory import tally
from pipeline.adapters.patients_tables import (
    RECIPE,
    SIZE,
    Chart,
    decode,
    encode,
    many,
    patient_keys,
    patient_names,
    patient_spellings,
    patient_terms,
    patients,
)
from pipeline.matching import keys as blocking
from pipeline.matching import search
from pipeline.matching.aliases import settled
from pipeline.matching.evidence import Profile, profiles_of
from pipeline.ports import Changed, PatientChange
from pipeline.records import Patient

BATCH = 2000  # changes that are in memory at once
_RUN = 5_000_000  # keys that are gathered before they are put in: of some 300,000 charts, in about 400 MB
_AT_ONCE = 100_000
_NAMED = sa.select(patients.c.row, patients.c.body).where(
    patients.c.patient_id.in_(sa.bindparam("ids", expanding=True))
)
_ADD_KEY = "INSERT INTO patient_keys (key, row) VALUES ({0}, {0})"
_ADD_NAME = "INSERT INTO patient_names (name, row) VALUES ({0}, {0})"
_ADD_SPELLING = "INSERT INTO patient_spellings (key, word) VALUES ({0}, {0}) ON CONFLICT DO NOTHING"
_COUNT = (
    "INSERT INTO patient_terms (term, charts) VALUES ({0}, {0})"
    " ON CONFLICT (term) DO UPDATE SET charts = patient_terms.charts + excluded.charts"
)


class Writer:
    """Makes changes within the caller's transaction; the index is whole after `finish`."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._last = connection.scalar(sa.select(sa.func.max(patients.c.row))) or 0
        self._keys, self._rows = array("q"), array("q")  # packed: 16 bytes a key, where two objects take 120
        self._names: list[tuple[str, int]] = []
        self._counts: Counter[int] = Counter()
        self._words: set[str] = set()
        self._spelt: set[str] = set()

    def apply(self, changes: Iterable[PatientChange]) -> Changed:
        """Make all changes in order."""
        total: Counter[str] = Counter()
        for batch in _batches(changes):
            total.update(asdict(self._batch(batch)))
        self.finish()
        return Changed(**total)

    def rebuild(self) -> None:
        """Make keys, names and counts anew: another version of the recipe made them, or there are none."""
        for made in (patient_keys, patient_terms, patient_names, patient_spellings):
            self._connection.execute(sa.delete(made))
        self._counts.update({SIZE: 0, RECIPE: blocking.VERSION})
        seen = 0
        while True:
            page = sa.select(patients.c.row, patients.c.body).where(patients.c.row > seen).order_by(patients.c.row)
            charts = [(row, decode(body)) for row, body in self._connection.execute(page.limit(BATCH))]
            if not charts:
                break
            self._counts[SIZE] += len(charts)
            for row, chart in charts:
                self._put_in(row, _Marks(chart), None)
            seen = charts[-1][0]
        self.finish()

    def finish(self) -> None:
        """Put in what was gathered, each table in its own order."""
        self._put_in_keys()
        many(self._connection, _ADD_NAME, sorted(self._names))
        spellings = ((key, word) for word in self._words for key in search.spelling_keys(word))
        many(self._connection, _ADD_SPELLING, sorted(spellings))
        many(self._connection, _COUNT, sorted(self._counts.items()))
        self._spelt |= self._words
        for gathered in (self._names, self._counts, self._words):
            gathered.clear()

    def _put_in_keys(self) -> None:
        keys, rows = np.array(self._keys, np.int64), np.array(self._rows, np.int64)
        self._keys, self._rows = array("q"), array("q")
        order = np.lexsort((rows, keys))
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            many(self._connection, _ADD_KEY, zip(keys[part].tolist(), rows[part].tolist(), strict=True))

    def _batch(self, batch: Sequence[PatientChange]) -> Changed:
        named = {one.gone for one in batch if one.gone} | {one.patient.patient_id for one in batch if one.patient}
        stored = {
            (chart := decode(body)).patient_id: (row, chart)
            for row, body in self._connection.execute(_NAMED, {"ids": sorted(named)})
        }
        before = {name: chart for name, (_, chart) in stored.items()}
        after = settled(((one.patient, one.gone) for one in batch), before)
        old = [(row, chart) for name, (row, chart) in stored.items() if after[name] != chart]
        new: list[Chart] = []
        for name, wanted in after.items():
            if wanted is not None and wanted != before.get(name):
                self._last += name not in stored
                new.append((stored[name][0] if name in stored else self._last, wanted))
        self._replace(old, new)
        if len(self._keys) > _RUN:
            self.finish()
        return tally(before, after)

    def _replace(self, old: Sequence[Chart], new: Sequence[Chart]) -> None:
        """Take the old charts out and put the new ones in; of a changed chart only what differs."""
        if old:
            self.finish()  # what is taken out may still be among what was gathered
        many(self._connection, "DELETE FROM patients WHERE row = {0}", [(row,) for row, _ in old])
        bodies = [(row, chart.patient_id, encode(chart)) for row, chart in new]
        many(self._connection, "INSERT INTO patients (row, patient_id, body) VALUES ({0}, {0}, {0})", bodies)
        self._counts[SIZE] += len(new) - len(old)
        marks = {row: _Marks(chart) for row, chart in old}
        coming = {row for row, _ in new}
        gone = [(key, row) for row, one in marks.items() if row not in coming for key in one.keys]
        lost = [(name, row) for row, one in marks.items() if row not in coming for name in one.names]
        for row, chart in new:
            now, was = _Marks(chart), marks.get(row)
            self._put_in(row, now, was)
            if was is not None:
                gone += [(key, row) for key in was.keys - now.keys]
                lost += [(name, row) for name in was.names - now.names]
        for one in marks.values():
            self._counts.subtract(one.terms)
        many(self._connection, "DELETE FROM patient_keys WHERE key = {0} AND row = {0}", sorted(gone))
        many(self._connection, "DELETE FROM patient_names WHERE name = {0} AND row = {0}", sorted(lost))

    def _put_in(self, row: int, now: _Marks, was: _Marks | None) -> None:
        keys = now.keys - was.keys if was else now.keys
        self._keys.extend(keys)
        self._rows.extend([row] * len(keys))
        names = now.names - was.names if was else now.names
        self._names += [(name, row) for name in names]
        self._counts.update(now.terms)
        for name in names:
            self._words.update(word for word in name.split(" ") if word not in self._spelt)


class _Marks:
    """Everything under which a chart is found or counted."""

    __slots__ = ("keys", "names", "terms")

    def __init__(self, chart: Patient) -> None:
        profiles: tuple[Profile, ...] = profiles_of(chart)
        self.keys, self.terms = blocking.of_profiles(profiles)
        self.names = frozenset(name for one in profiles for name in search.names_of(one))


def note(connection: sa.Connection, term: int) -> None:
    """Make sure that a count exists, as 0."""
    many(connection, _COUNT, [(term, 0)])


def _batches(changes: Iterable[PatientChange]) -> Iterator[tuple[PatientChange, ...]]:
    rest = iter(changes)
    while batch := tuple(islice(rest, BATCH)):
        yield batch
