"""What a reviewer's decision says of the program's own conclusion: pure functions."""

from __future__ import annotations

from pipeline import corrections as said
from pipeline.desk_case import Case
from pipeline.desk_records import Verdict


def differs(case: Case) -> tuple[str, ...]:
    """What a reviewer said of a sample otherwise than the program had filed it."""
    changed = [
        name
        for name, one in said.latest(case.standing.corrections).items()
        if one.before != one.after and name != "patient_id" and not name.startswith("rotation.")
    ]
    if case.patient_id != case.item.patient_id:
        changed.append("patient_id")
    return tuple(sorted(changed))


def verdict(case: Case, actor: str, kind: str, other: tuple[str, ...] = ()) -> Verdict:
    """The decision as figures are made of it: what was said and how surely, and what of it the reviewer let stand.

    Of documents that are not filed only the decision itself is kept: nobody looked at their fields. `other` names
    what else is wrong with a sample.
    """
    filed = kind in ("file", "confirm_sample")
    words = said.latest(case.standing.corrections)
    seen, first = case.machine.classification, next(iter(case.machine.match.candidates), None)
    spoken = words.get("type")
    machine_type = str(spoken.before) if spoken else seen.type
    fields = case.machine.extraction.fields
    return Verdict(
        deed_id="", item_id=case.item.item_id, at="", actor=actor, kind=kind, sampled=case.sampled,
        differs=tuple(sorted({*differs(case), *other})) if case.sampled else (),
        machine_type=machine_type, type=case.outcome.classification.type,
        type_confidence=seen.probabilities.get(machine_type, seen.confidence),
        chart="" if not filed else "none" if first is None else "first" if first.patient_id == case.patient_id
        else "other",
        probability=first.probability if first else 0.0,
        fields=tuple(
            (name, round(found.confidence, 3), name not in words or words[name].after == found.value)
            for name, found in fields.items() if filed
        ),
        missed=tuple(
            name for name, one in words.items()
            if filed and name not in fields and one.after is not None and name not in ("type", "patient_id")
            and not name.startswith("rotation.")
        ),
    )  # fmt: skip
