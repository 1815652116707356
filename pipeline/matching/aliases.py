"""How a chart changes: what it said before is kept as an alias, because pages go on saying it for years. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.matching.placeholders import without_placeholders
from pipeline.records import Patient, evolve

KEPT = 20  # aliases of one chart, newest first
_GROUPS = (
    ("family_name", "given_name", "middle_name", "suffix"),
    ("phone",),
    ("address_line", "city", "state", "postal_code"),
    ("mrn",),
    ("member_id", "payer"),
)
_NAMES = tuple(name for group in _GROUPS for name in group)


def updated(old: Patient, new: Patient) -> Patient:
    """The chart as `new` says, with what `old` said otherwise among its aliases.

    A birth date, sex or social security number that changes was wrong before: it is not kept.
    """
    earlier = (_only(old, group) for group in _GROUPS if _says(old, group) and not _agree(old, new, group))
    return _with_aliases(new, (*new.aliases, *earlier, *old.aliases))


def merged(survivor: Patient, gone: Patient) -> Patient:
    """The surviving chart, with all of the other one as an alias."""
    return _with_aliases(survivor, (evolve(gone, aliases=()), *gone.aliases, *survivor.aliases))


def settled(changes: Iterable[tuple[Patient | None, str]], now: Mapping[str, Patient]) -> dict[str, Patient | None]:
    """How the charts stand after changes made in order: (new or changed patient, id of the chart that is gone).

    `now` has the charts the changes name, as far as they exist; the result all they name, None where it is gone.
    """
    after: dict[str, Patient | None] = dict(now)
    for patient, gone in changes:
        lost = after.get(gone) if gone else None
        if gone:
            after[gone] = None
        if patient is None:
            continue
        said = without_placeholders(patient)
        old = after.get(said.patient_id)
        fresh = updated(old, said) if old else _with_aliases(said, said.aliases)
        after[said.patient_id] = merged(fresh, lost) if lost and gone != said.patient_id else fresh
    return after


def _says(patient: Patient, group: tuple[str, ...]) -> bool:
    return any(getattr(patient, name) for name in group)


def _agree(a: Patient, b: Patient, group: tuple[str, ...]) -> bool:
    return all(getattr(a, name) == getattr(b, name) for name in group)


def _only(patient: Patient, group: tuple[str, ...]) -> Patient:
    return Patient(patient_id=patient.patient_id, **{name: getattr(patient, name) for name in group})


def _with_aliases(patient: Patient, aliases: Iterable[Patient]) -> Patient:
    """The patient with these aliases, once each, without those that say only what the patient says."""
    said = (without_placeholders(one) for one in aliases)
    kept = dict.fromkeys(one for one in said if _adds(one, patient))
    wanted = tuple(kept)[:KEPT]
    return patient if wanted == patient.aliases else evolve(patient, aliases=wanted)


def _adds(alias: Patient, patient: Patient) -> bool:
    whole = alias.patient_id != patient.patient_id or alias.birth_date
    return bool(whole) or any(getattr(alias, name) not in ("", getattr(patient, name)) for name in _NAMES)
