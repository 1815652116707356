"""The patient index in memory: for `inspect --patients` and for tests. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from pipeline.matching import keys as blocking
from pipeline.matching.aliases import settled
from pipeline.matching.search import best, sought
from pipeline.matching.shortlist import BLOCK, ranked
from pipeline.ports import Changed, PatientChange, Shortlist
from pipeline.records import Patient


class MemoryPatientIndex:
    """A `PatientIndex` and `PatientSearch` of dicts."""

    def __init__(self, patients: Iterable[Patient] = ()) -> None:
        self._charts: dict[str, Patient] = {}
        self._blocks: dict[int, dict[str, None]] = {}
        self._terms: Counter[int] = Counter()
        self.apply(PatientChange(patient=patient) for patient in patients)

    def apply(self, changes: Iterable[PatientChange]) -> Changed:
        asked = tuple(changes)
        named = {one.gone for one in asked} | {one.patient.patient_id for one in asked if one.patient}
        before = {name: chart for name in named if (chart := self._charts.get(name)) is not None}
        after = settled(((one.patient, one.gone) for one in asked), before)
        for patient_id, new in after.items():
            old = before.get(patient_id)
            if old != new:
                self._replace(old, new)
        return tally(before, after)

    def candidates(self, keys: Sequence[int], limit: int) -> Shortlist:
        size = len(self._charts)
        blocks = {key: tuple(islice(self._blocks[key], BLOCK + 1)) for key in keys if key in self._blocks}
        best, crowded = ranked(blocks, size, limit)
        return Shortlist(patients=tuple(self._charts[one] for one in best), size=size, crowded=crowded)

    def frequencies(self, terms: Sequence[int]) -> Mapping[int, int]:
        return {term: count for term in terms if (count := self._terms.get(term, 0))}

    def get(self, patient_id: str) -> Patient | None:
        return self._charts.get(patient_id)

    def search(self, text: str, limit: int) -> tuple[Patient, ...]:
        return best(sought(text), tuple(self._charts.values()), limit) if text.strip() else ()

    def _replace(self, old: Patient | None, new: Patient | None) -> None:
        if old is not None:
            del self._charts[old.patient_id]
            keys, terms = blocking.of_patient(old)
            self._terms.subtract(terms)
            for key in keys:
                self._blocks[key].pop(old.patient_id)
        if new is not None:
            self._charts[new.patient_id] = new
            keys, terms = blocking.of_patient(new)
            self._terms.update(terms)
            for key in keys:
                self._blocks.setdefault(key, {})[new.patient_id] = None


def tally(before: Mapping[str, Patient], after: Mapping[str, Patient | None]) -> Changed:
    """What became of the charts that changes named."""
    counts = Counter(_outcome(before.get(name), new) for name, new in after.items())
    return Changed(**{name: count for name, count in counts.items() if name})


def _outcome(old: Patient | None, new: Patient | None) -> str:
    if old == new:
        return "unchanged" if new else ""
    return "added" if old is None else "changed" if new else "removed"
