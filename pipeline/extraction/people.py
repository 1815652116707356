"""Whose document it is: the patient's demographics, each with its evidence, and how many patients the pages name.

A value counts for the patient only where the page says so: by a label of the patient's own, by a label without a role
that stands among the patient's particulars, or in the forms of `mentions`, `asides` and `letters`. What belongs to a
provider, a guarantor, a relative, the sender or a letterhead is left alone: a wrong role is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction import addresses, names, parsers
from pipeline.extraction.asides import particulars, sticker_names
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Fused, Sighting, fuse
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Sheet
from pipeline.extraction.letters import Block, blocks
from pipeline.extraction.mentions import NameSeen, mentions
from pipeline.extraction.pairing import Paired, Parse, candidates, value_of
from pipeline.extraction.people_names import (
    assembled_names,
    clusters_of,
    count_patients,
    labelled_names,
    name_fields,
    weight,
)
from pipeline.records import Doubt, Field, Private, evolve

_SIMPLE: dict[str, Parse[str]] = {
    "birth_date": parsers.parse_birth_date,
    "sex": parsers.parse_sex,
    "mrn": parsers.parse_mrn,
    "phone": parsers.parse_phone,
    "ssn_last4": parsers.parse_ssn_last4,
    "member_id": parsers.parse_member_id,
}
_PLACES: dict[str, Parse[str]] = {
    "city": addresses.parse_city,
    "state": addresses.parse_state,
    "postal_code": addresses.parse_zip,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Person(Private):
    """The patient's fields by name, the number of different patients named, and what is doubtful about them."""

    fields: dict[str, Field]
    patients: int
    doubts: tuple[Doubt, ...]


def find_patient(context: Context) -> Person:
    """The patient of a document, as its pages say."""
    seen = [*_sightings(context), *particulars(context)]
    sent = tuple(blocks(context))
    people = [*labelled_names(context), *assembled_names(context), *mentions(context)]
    people += [*sticker_names(context)]
    people += [block.name for block in sent if block.greeted and block.name]
    if not people:
        people = [evolve(block.name, score=block.name.score * 0.6) for block in sent[:1] if block.name]
    clusters = clusters_of(people)
    seen += [s for block in sent if _is_own(block, clusters) for s in block.address]
    fused = {name: result for name in _fields(seen) if (result := fuse([s for s in seen if s.field == name]))}
    if clusters:
        fused.update(name_fields(clusters[0], people))
    count = count_patients(clusters, [s for s in seen if s.field == "birth_date"])
    return Person(fields={n: f.field for n, f in fused.items()}, patients=count, doubts=tuple(_doubts(fused, count)))


def _is_own(block: Block, clusters: Sequence[Sequence[NameSeen]]) -> bool:
    """Whether an address without labels is the patient's: by what stands over it, or by the name it is under."""
    return block.own or (block.name is not None and bool(clusters) and names.like(clusters[0][0].name, block.name.name))


def _fields(seen: Iterable[Sighting]) -> list[str]:
    return list(dict.fromkeys(s.field for s in seen))


def _sightings(context: Context) -> Iterator[Sighting]:
    for sheet, found in context.labels(*_SIMPLE, *_PLACES):
        parse = _SIMPLE.get(found.field) or _PLACES[found.field]
        share = _member_weight(found) if found.field == "member_id" else weight(context, sheet, found)
        if share and (pair := value_of(context, sheet, found, parse)):
            yield _sighting(found.field, pair, share)
    for sheet, found in context.labels("address", "city_line"):
        share = weight(context, sheet, found)
        if share:
            yield from _address(context, sheet, found, share)
    for sheet, found in context.labels("patient_id", "name", role="payer"):
        pair = value_of(context, sheet, found, _insured)
        if pair:
            yield _sighting("member_id", pair, 0.8)
    for sheet, found in context.labels("patient_id"):
        pair = value_of(context, sheet, found, parsers.parse_mrn)
        if pair and context.type != "insurance_card":
            yield from _chart_number(context, sheet, found, pair)


def _chart_number(context: Context, sheet: Sheet, found: Found, pair: Paired[str]) -> Iterator[Sighting]:
    """A plain "ID": the patient's where the label says so, or, for digits alone, among the patient's particulars."""
    letters = len(pair.value.strip("0123456789"))
    if re.fullmatch(r"\d{9}-\d{2}", pair.value):
        return  # a plan's number with its dependant's
    if found.label.role == "patient" or (found.role == "patient" and letters < 2):
        yield _sighting("mrn", pair, 0.7)
    elif found.role == "" and not letters and len(pair.value) >= 5 and weight(context, sheet, found):
        yield _sighting("mrn", pair, 0.6)


def _insured(text: str) -> tuple[str, float] | None:
    """A member number, alone or after its plan's name, that is long enough to be no plan's code."""
    parsed = parsers.parse_member_id(text)
    return parsed if parsed and sum(c.isdigit() for c in parsed[0]) >= 7 else None


def _member_weight(found: Found) -> float:
    """Insurance numbers are the patient's cover, whoever holds the policy; a provider's number is not."""
    return 1.0 if found.role in ("", "payer", "patient", "subscriber", "guarantor", "parent") else 0.0


def _sighting(field: str, pair: Paired[str], share: float) -> Sighting:
    return Sighting(
        field=field,
        value=pair.value,
        raw=pair.raw,
        page=pair.candidate.page,
        box=pair.candidate.box,
        score=pair.score * share * (_certain(pair) if field == "mrn" else 1.0),
    )


def _certain(pair: Paired[str]) -> float:
    """A misread number is another chart's: the least sure of its words speaks for all of it."""
    return min(1.0, 0.5 + 0.5 * min(word.confidence for word in pair.candidate.words) / 0.9)


def _address(context: Context, sheet: Sheet, found: Found, share: float) -> Iterator[Sighting]:
    """The parts of an address from its label's value, or that and the row below it together."""
    lines = list(candidates(context, sheet, found))[:3]
    for number, candidate in enumerate(lines):
        text = candidate.text
        if not addresses.parse_street(text) and not addresses.parse_address(text):
            continue
        parts = addresses.parse_address(text) or {}
        if "city" not in parts and number + 1 < len(lines):
            follow = addresses.parse_address(lines[number + 1].text) or {}
            parts |= {k: v for k, v in follow.items() if k != "address_line" and k not in parts}
        ocr = 0.4 + 0.6 * candidate.confidence
        for name, (value, quality) in parts.items():
            score = quality * ocr * candidate.geometry * found.score * share
            yield Sighting(field=name, value=value, raw=text, page=sheet.number, box=candidate.box, score=score)
        return


def _doubts(fused: dict[str, Fused], patients: int) -> Iterator[Doubt]:
    for name, result in fused.items():
        if result.disputed:
            label = name.replace("_", " ")
            yield Doubt(code=f"{name}_disputed", says=f"The pages give more than one {label}.")
    if patients > 1:
        yield Doubt(code="several_patients", says="The pages name more than one patient.")
