"""One document as its page shows it: plain values for the template, what may not be seen yet left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline import corrections as said
from pipeline.desk import TAKEN_BACK
from pipeline.desk_case import Case, warnings
from pipeline.records import TYPES, Candidate, Doubt, Field, Patient, Value, evolve
from pipeline.stages.route import NAMES, REQUIRED

WEAK = 0.8  # below this a field is shown as doubtful
TYPE_NAMES = {
    "lab_result": "Lab result", "referral": "Referral", "consent": "Consent", "insurance_card": "Card",
    "other": "Other",
}  # fmt: skip
COMPARED = (
    ("family_name", "Family name"), ("given_name", "Given name"), ("middle_name", "Middle"), ("suffix", "Suffix"),
    ("birth_date", "Born"), ("sex", "Sex"), ("mrn", "MRN"), ("phone", "Phone"), ("member_id", "Member ID"),
)  # fmt: skip
OWN: Mapping[str, tuple[str, ...]] = {
    "lab_result": ("collected_date", "reported_date", "ordering_provider", "performing_lab", "accession_number",
                   "result_status", "abnormal"),
    "referral": ("document_date", "referring_provider", "referring_npi", "referred_to_provider",
                 "referred_to_specialty", "diagnosis_codes", "urgency", "authorization_number"),
    "consent": ("consent_type", "signed", "signed_date", "signer_name", "signer_relationship"),
    "insurance_card": ("payer_name", "plan_name", "member_id", "member_name", "group_number", "rx_bin", "rx_pcn",
                       "rx_group", "effective_date", "payer_phone"),
    "other": (),
}  # fmt: skip
PERSON = ("family_name", "given_name", "birth_date", "mrn", "middle_name", "suffix", "sex", "phone", "member_id")
SHOWN = 3  # charts side by side
WORTH = 0.001  # probability from which a chart beside the best one is worth the place


def label(name: str) -> str:
    return (NAMES.get(name) or name.replace("_", " ")).capitalize().replace("Mrn", "MRN").replace("Npi", "NPI")


def text_of(value: Value | None) -> str:
    """A value as a person reads and types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else value


def view(case: Case, actor: str, patient: Callable[[str], Patient | None]) -> dict[str, Any]:
    """Everything `_case.html` prints."""
    reasons = _reasons(case)
    fields = [_field(case, name) for name in _order(case)]
    first = case.receipts[0] if case.receipts else None
    sender = (first.sender.name or first.sender.number or first.sender.subscriber_id) if first else ""
    return {
        "id": case.item.item_id,
        "version": case.item.version,
        "title": f"{'Fax' if first and first.source == 'fax' else 'Document'}{f' from {sender}' if sender else ''}",
        "received": case.item.received_at,
        "kind": case.reading.pages[0].kind.replace("_", " ") if case.reading.pages else "",
        "belongs": _belongs(case),
        "urgent": {0: "STAT", 2: "Urgent or abnormal"}.get(case.item.priority, ""),
        "state": "review" if case.sampled else case.item.state,
        "list": case.standing.place.list,
        "taken_back": TAKEN_BACK in case.item.reasons,
        "reasons": [{"says": doubt.says, "field": _about(doubt)} for doubt in reasons],
        "types": [_type(case, number, name) for number, name in enumerate(TYPES, 1)],
        "cover": case.item.cover,
        "fields": [field for field in fields if field["doubt"]],
        "sure_fields": [field for field in fields if not field["doubt"]],
        "more_fields": [(name, label(name)) for name in _all(case) if name not in {field["name"] for field in fields}],
        **_patients(case, patient),
        "strip": _strip(case, actor),
        "others": [
            {"id": one.item_id, "pages": _range(one.pages)}
            for one in case.siblings
            if one.item_id != case.item.item_id and one.state == "review"
        ],
        "notes": [{"by": note.actor.removeprefix("user:"), "text": note.text} for note in case.standing.notes],
        "warnings": warnings(case),
        "evidence": _evidence(case),
    }


def _belongs(case: Case) -> list[str]:
    """Where the site's rules say that its sender's documents belong, and what they usually are."""
    places = [receipt.destination for receipt in case.receipts]
    words = [word for place in places for word in (place.site, place.queue) if word]
    words += [f"expected: {TYPE_NAMES[place.expects].lower()}" for place in places if place.expects]
    return list(dict.fromkeys(words))


def _reasons(case: Case) -> list[Doubt]:
    """Why it is here; a sample looks like any other doubtful document."""
    if not case.sampled:
        return list(case.item.reasons)
    fields = [(found.confidence, name) for name, found in case.machine.extraction.fields.items()]
    weakest = min(fields, default=None)
    doubts = [Doubt(code="match_unsure", says="What these pages say is not enough to be sure of the chart.")]
    if weakest:
        doubts.append(Doubt(code=f"weak_{weakest[1]}", says=f"The {label(weakest[1]).lower()} is hard to read."))
    return doubts


def _about(doubt: Doubt) -> str:
    """What on the page a reason is about: a field's name, "type", "patient" or "pages"."""
    code = doubt.code
    for mark in ("weak_", "missing_"):
        if code.startswith(mark):
            return code.removeprefix(mark)
    if code.endswith("_disputed"):
        return code.removesuffix("_disputed")
    if code.startswith("type") or code in ("cover", "hardly_readable"):
        return "type"
    return "pages" if code in ("boundary", "incomplete", "interrupted", "regrouped") else "patient"


def _type(case: Case, number: int, name: str) -> dict[str, Any]:
    outcome = case.outcome.classification
    probability = outcome.probabilities.get(name)
    person = "type" in said.latest(case.standing.corrections)
    return {
        "key": number,
        "name": name,
        "label": TYPE_NAMES[name],
        "chosen": outcome.type == name,
        "share": "" if probability is None or person or case.sampled else f"{probability:.0%}",
        "doubt": outcome.type == name and any(doubt.code.startswith("type") for doubt in outcome.doubts),
    }


def _all(case: Case) -> list[str]:
    own = OWN[case.outcome.classification.type]
    return [*own, *(name for name in PERSON if name not in own)]


def _order(case: Case) -> list[str]:
    """Fields to show: those found, those asked for; the type's own first, the patient's then."""
    fields = case.outcome.extraction.fields
    wanted = {group[0] for group in REQUIRED[case.outcome.classification.type] if not any(n in fields for n in group)}
    cleared = {n for n, one in said.latest(case.standing.corrections).items() if one.after is None and n in NAMES}
    names = _all(case)
    names += [name for name in fields if name not in names]
    return [name for name in names if name in fields or name in wanted or name in cleared]


def _field(case: Case, name: str) -> dict[str, Any]:
    found = case.outcome.extraction.fields.get(name)
    hidden = name in case.to_type
    told = said.latest(case.standing.corrections).get(name)
    codes = {doubt.code for doubt in case.machine.extraction.doubts}
    weak = found is None or found.confidence < WEAK or f"{name}_disputed" in codes or hidden
    doubt = weak and told is None
    return {
        "name": name,
        "label": label(name),
        "value": "" if hidden or found is None else text_of(found.value),
        "raw": "" if hidden or found is None else found.raw,
        "page": found.page if found else 0,
        "box": _box(case, found),
        "hidden": hidden,
        "doubt": doubt,
        "said": told is not None,
        "sure": "confirmed" if told else "not found" if found is None else f"{found.confidence:.0%}",
        "choices": said.choices(name),
    }


def _box(case: Case, found: Field | None) -> str:
    """The box in pixels of the page as it is shown, or empty."""
    if found is None or not found.box.width:
        return ""
    page = next((one for one in case.reading.pages if one.number == found.page), None)
    turn = said.rotations(case.standing.corrections).get(found.page, 0)
    box = said.turned_box(found.box, evolve(page, words=()), turn) if page and turn else found.box
    return ",".join(map(str, box.as_list()))


def _patients(case: Case, patient: Callable[[str], Patient | None]) -> dict[str, Any]:
    """The page and the charts, side by side; a chosen chart that was not compared comes first."""
    chosen = case.patient_id
    ranked = case.machine.match.candidates[:SHOWN]
    candidates = [
        one for place, one in enumerate(ranked) if place == 0 or one.probability >= WORTH or one.patient_id == chosen
    ]
    if chosen and chosen not in {one.patient_id for one in candidates}:
        candidates = [Candidate(patient_id=chosen, probability=0.0), *candidates[: SHOWN - 1]]
    charts = [(one, chart) for one in candidates if (chart := patient(one.patient_id)) is not None]
    fields = case.outcome.extraction.fields
    rows = []
    for name, heading in COMPARED:
        hidden = name in case.to_type
        page = text_of(fields[name].value) if name in fields else ""
        values = [getattr(chart, name) for _, chart in charts]
        if not hidden and not page and (name not in ("birth_date", "mrn") or not any(values)):
            continue
        cells = [
            {"pieces": () if hidden else said.differences(page, value) if page and value else ((value, True),),
             "differs": bool(page and value and not hidden and page.casefold() != value.casefold())}
            for value in values
        ]  # fmt: skip
        rows.append({"label": heading, "hidden": hidden, "page": page or "–", "cells": cells})
    return {
        "compared": rows,
        "charts": [_chart(case, number, one, chart, chosen) for number, (one, chart) in enumerate(charts)],
        "chosen": chosen,
    }


def _chart(case: Case, number: int, one: Candidate, chart: Patient, chosen: str | None) -> dict[str, Any]:
    bits = [] if case.sampled else [(weight.field, weight.level, weight.bits) for weight in one.weights]
    return {
        "key": "abc"[number],
        "id": one.patient_id,
        "name": f"{chart.given_name} {chart.family_name}".strip(),
        "chosen": one.patient_id == chosen,
        "share": "" if case.sampled or not one.weights else f"{one.probability:.1%}",
        "vetoes": [veto.says for veto in one.vetoes],
        "weights": [
            {"field": field.replace("_", " "), "level": level, "bits": f"{bit:+.1f}",
             "width": round(min(abs(bit), 16) * 5), "x": 80 if bit >= 0 else 80 - round(min(abs(bit), 16) * 5),
             "against": bit < 0}
            for field, level, bit in bits
        ],
    }  # fmt: skip


def _strip(case: Case, actor: str) -> list[dict[str, Any]]:
    """Every page of the file, with the document it is in."""
    owner = {page: one for one in case.siblings for page in one.pages}
    unseen = case.unseen(actor)
    pages = []
    for number, page in enumerate(page.number for page in case.reading.pages):
        one = owner.get(page)
        before = owner.get(case.reading.pages[number - 1].number) if number else None
        mine = one is not None and one.item_id == case.item.item_id
        pages.append(
            {
                "number": page,
                "mine": mine,
                "begins": number > 0 and one is not before,
                "unseen": mine and page in unseen,
                "says": "blank" if one is None else "cover" if one.cover else "",
                "owner": one.item_id if one else "",
                "rotation": case.pages[number].rotation,
            }
        )
    return pages


def _evidence(case: Case) -> list[dict[str, Any]]:
    """Words that spoke for the type, with their places."""
    if case.sampled:
        return []
    found = [one for one in case.machine.classification.evidence if one.box is not None and one.weight > 0][:8]
    return [{"page": one.page, "box": ",".join(map(str, one.box.as_list()))} for one in found if one.box]


def _range(pages: tuple[int, ...]) -> str:
    return str(pages[0]) if len(pages) == 1 else f"{pages[0]} to {pages[-1]}"
