"""Whose document it is: the patient's demographics, each with its evidence, and how many patients the pages name.

A value counts for the patient only where the page says so: by a label of the patient's own, by a label without a role that
stands among the patient's particulars, or in the free text forms of `mentions`. What belongs to a provider, a guarantor,
a relative, the sender or a letterhead is left alone: a value of the wrong role is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction import addresses, names, parsers
from pipeline.extraction.asides import particulars, sticker_names
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Fused, Sighting, fuse
from pipeline.extraction.labels import NAMES, PERSONAL, Found
from pipeline.extraction.layout import Sheet
from pipeline.extraction.letters import Block, blocks
from pipeline.extraction.mentions import NameSeen, mentions
from pipeline.extraction.names import Name
from pipeline.extraction.pairing import Paired, Parse, beneath, candidates, value_of
from pipeline.records import Doubt, Field, Private

UNSAID = 0.86  # a label that names no role, among the patient's particulars
LONE = 0.7  # the same with nothing else of the patient near it
NEAR = 7  # rows within which particulars are one person's

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
_NAME_PARTS: dict[str, Parse[str]] = {
    "family_name": names.parse_family,
    "given_name": names.parse_given,
    "middle_name": names.parse_initial,
    "suffix": names.parse_suffix,
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
    people = [*_labelled_names(context), *_assembled_names(context), *mentions(context)]
    people += [*sticker_names(context)]
    people += [block.name for block in sent if block.greeted and block.name]
    clusters = _clusters(people)
    seen += [s for block in sent if _is_own(block, clusters) for s in block.address]
    fused = {name: result for name in _fields(seen) if (result := fuse([s for s in seen if s.field == name]))}
    if clusters:
        fused.update(_name_fields(clusters[0], people))
    count = _patients(clusters, [s for s in seen if s.field == "birth_date"])
    return Person(fields={n: f.field for n, f in fused.items()}, patients=count, doubts=tuple(_doubts(fused, count)))


def _is_own(block: Block, clusters: Sequence[Sequence[NameSeen]]) -> bool:
    """Whether an address without labels is the patient's: by what stands over it, or by the name it is under."""
    return block.own or (block.name is not None and bool(clusters) and names.like(clusters[0][0].name, block.name.name))


def roles(context: Context) -> tuple[str, ...]:
    """Roles that mean the patient: on a card the subscriber is the member it is about."""
    return ("patient", "subscriber") if context.type == "insurance_card" else ("patient",)


def _fields(seen: Iterable[Sighting]) -> list[str]:
    return list(dict.fromkeys(s.field for s in seen))


def weight(context: Context, sheet: Sheet, found: Found) -> float:
    """How surely a label's value is the patient's: 0 where another role owns it."""
    if found.role in roles(context):
        return 1.0
    if found.role == "" and found.field in (*PERSONAL, *NAMES):
        return UNSAID if _among_particulars(context, sheet, found) else LONE
    if found.role == "":
        return UNSAID if _among_particulars(context, sheet, found) else 0.0
    if found.field == "mrn" and found.label.role in ("ordering", "facility", "referring"):
        return 0.8  # "client MRN": the number in the chart of whom the report goes to
    return 0.0


def _among_particulars(context: Context, sheet: Sheet, found: Found) -> bool:
    """Whether other labels of the patient stand within a few rows, before another person's begin."""
    own = roles(context)
    for line in range(found.line, max(found.line - NEAR, -1), -1):
        for other in reversed(context.found_on(sheet.number, line)):
            if other is found or (line == found.line and other.start > found.start and other.role not in (*own, "")):
                continue
            if other.role in own or (other.role == "" and other.field in PERSONAL):
                return True
            if other.field in ("fax", "work_phone") and line >= found.line - 1 and other.role == "":
                return False
    if found.field not in (*PERSONAL, *NAMES):
        return False  # a letterhead's phone stands over the patient's particulars
    below = (o for at in range(found.line + 1, found.line + 4) for o in context.found_on(sheet.number, at))
    return any(o.role in own or (o.role == "" and o.field in PERSONAL) for o in below)


def _sightings(context: Context) -> Iterator[Sighting]:
    for sheet, found in context.labels(*_SIMPLE, *_PLACES):
        parse = _SIMPLE.get(found.field) or _PLACES[found.field]
        share = _member_weight(context, found) if found.field == "member_id" else weight(context, sheet, found)
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
        own = found.label.role == "patient" or (
            found.role == "patient" and len(pair.value.strip("0123456789")) < 2 if pair else False
        )
        if pair and own and context.type != "insurance_card":
            yield _sighting("mrn", pair, 0.7)


def _insured(text: str) -> tuple[str, float] | None:
    """A member number, alone or after its plan's name, that is long enough to be no plan's code."""
    parsed = parsers.parse_member_id(text)
    return parsed if parsed and sum(c.isdigit() for c in parsed[0]) >= 7 else None


def _member_weight(context: Context, found: Found) -> float:
    """Insurance numbers are the patient's cover, whoever holds the policy; a provider's number is not."""
    return 1.0 if found.role in ("", "payer", "patient", "subscriber", "guarantor", "parent") else 0.0


def _sighting(field: str, pair: Paired[str], share: float) -> Sighting:
    return Sighting(
        field=field,
        value=pair.value,
        raw=pair.raw,
        page=pair.candidate.page,
        box=pair.candidate.box,
        score=pair.score * share,
    )


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


def _labelled_names(context: Context) -> Iterator[NameSeen]:
    """Names at labels that name the patient, or nobody."""
    for sheet, found in context.labels("name"):
        share = weight(context, sheet, found)
        pair = value_of(context, sheet, found, names.parse_name) if share else None
        if pair and names.is_clinician(pair.raw):
            share *= 0.25  # a patient's name bears no credentials
        if pair:
            yield NameSeen(
                name=pair.value, raw=pair.raw, page=sheet.number, box=pair.candidate.box, score=pair.score * share
            )
    for sheet, found in context.labels("section"):
        if found.role in roles(context):
            yield from _headed_name(context, sheet, found)


def _headed_name(context: Context, sheet: Sheet, heading: Found) -> Iterator[NameSeen]:
    """The first unlabelled line under a heading of the patient's, or the words beside it."""
    for candidate in (*candidates(context, sheet, heading), *beneath(context, sheet, heading, rows=3)):
        parsed = names.parse_name(candidate.text)
        if parsed:
            score = 0.9 * parsed[1] * candidate.geometry * (0.4 + 0.6 * candidate.confidence)
            yield NameSeen(name=parsed[0], raw=candidate.text, page=sheet.number, box=candidate.box, score=score)
            return


def _assembled_names(context: Context) -> Iterator[NameSeen]:
    """Names printed in parts ("Last name", "First name", "MI") that stand near each other."""
    parts: list[tuple[Found, Paired[str], float]] = []
    for sheet, found in context.labels(*_NAME_PARTS):
        share = weight(context, sheet, found)
        pair = value_of(context, sheet, found, _NAME_PARTS[found.field]) if share else None
        if pair:
            parts.append((found, pair, share))
    for found, family, share in parts:
        if found.field == "family_name":
            name = _assembled(found, family, share, parts)
            if name:
                yield name


def _assembled(
    found: Found, family: Paired[str], share: float, parts: Sequence[tuple[Found, Paired[str], float]]
) -> NameSeen | None:
    near = {
        other.field: pair
        for other, pair, _ in reversed(parts)
        if pair.candidate.page == family.candidate.page
        and abs(other.line - found.line) <= 4
        and other.role == found.role
    }
    given = near.get("given_name")
    if given is None:
        return None
    suffix, middle = near.get("suffix"), near.get("middle_name")
    last, tail = _without_suffix(family.value)
    first, rest = given.value, given.raw.split()[1:2]
    inner = middle.value if middle else rest[0] if rest and rest[0].strip(".").isalpha() else ""
    return NameSeen(
        name=Name(family=last, given=first, middle=inner.strip("."), suffix=suffix.value if suffix else tail),
        raw=f"{family.raw}, {given.raw}",
        page=family.candidate.page,
        box=family.candidate.box.union(given.candidate.box),
        score=min(family.score, given.score) * share,
    )


def _without_suffix(family: str) -> tuple[str, str]:
    words = family.split()
    tail = names.parse_suffix(words[-1]) if len(words) > 1 else None
    return (" ".join(words[:-1]), tail[0]) if tail else (family, "")


def _clusters(people: Sequence[NameSeen]) -> list[list[NameSeen]]:
    """Sightings of names grouped by person, the best supported first."""
    groups: list[list[NameSeen]] = []
    for seen in sorted(people, key=lambda n: -n.score):
        home = next((g for g in groups if names.like(g[0].name, seen.name)), None)
        if home is None:
            groups.append([seen])
        else:
            home.append(seen)
    return sorted(groups, key=lambda g: -sum(s.score for s in _distinct(g)) - g[0].score)


def _distinct(group: Sequence[NameSeen]) -> list[NameSeen]:
    places: dict[tuple[int, int], NameSeen] = {}
    for seen in group:
        places.setdefault((seen.page, seen.box.top // 20), seen)
    return list(places.values())


def _name_fields(group: Sequence[NameSeen], people: Sequence[NameSeen]) -> dict[str, Fused]:
    """The parts of the best supported name, each fused over its sightings."""
    support = sum(s.score for s in _distinct(group))
    rival = max((s.score for s in people if s not in group), default=0.0)
    share = 0.6 if rival >= 0.9 * group[0].score and support < 2 * rival else 1.0
    found: dict[str, Fused] = {}
    for field, part in (
        ("family_name", "family"),
        ("given_name", "given"),
        ("middle_name", "middle"),
        ("suffix", "suffix"),
    ):
        sightings = [
            Sighting(field=field, value=getattr(s.name, part), raw=s.raw, page=s.page, box=s.box, score=s.score * share)
            for s in group
            if getattr(s.name, part)
        ]
        fused = fuse(sightings)
        if fused:
            found[field] = fused
    return found


def _patients(clusters: Sequence[Sequence[NameSeen]], births: Sequence[Sighting]) -> int:
    """Different patients named: a second one needs a strong name of its own."""
    strong = [g for g in clusters if g[0].score >= 0.7 and g[0].labelled]
    if not clusters:
        return 1 if births else 0
    return max(1, len(strong))


def _doubts(fused: dict[str, Fused], patients: int) -> Iterator[Doubt]:
    for name, result in fused.items():
        if result.disputed:
            label = name.replace("_", " ")
            yield Doubt(code=f"{name}_disputed", says=f"The pages give more than one {label}.")
    if patients > 1:
        yield Doubt(code="several_patients", says="The pages name more than one patient.")
