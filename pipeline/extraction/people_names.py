"""The patient's name over all its places, and whose a label's value is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extraction import names
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Fused, Sighting, fuse
from pipeline.extraction.labels import NAMES, PERSONAL, Found
from pipeline.extraction.layout import Sheet
from pipeline.extraction.mentions import NameSeen
from pipeline.extraction.names import Name
from pipeline.extraction.pairing import Paired, Parse, beneath, candidates, value_of

UNSAID = 0.86  # a label that names no role, among the patient's particulars


LONE = 0.7  # the same with nothing else of the patient near it


STRONG, ELSEWHERE = 0.7, 0.55  # scores from which a name, or one alone on its page, is of a patient of its own
NEAR = 7  # rows within which particulars are one person's


_NAME_PARTS: dict[str, Parse[str]] = {
    "family_name": names.parse_family,
    "given_name": names.parse_given,
    "middle_name": names.parse_initial,
    "suffix": names.parse_suffix,
}


def roles(context: Context) -> tuple[str, ...]:
    """Roles that mean the patient: on a card the subscriber is the member it is about; a laboratory's client is not."""
    if context.type == "insurance_card":
        return ("patient", "subscriber")
    return ("patient",) if context.type == "lab_result" else ("patient", "client")


def weight(context: Context, sheet: Sheet, found: Found) -> float:
    """How surely a label's value is the patient's: 0 where another role owns it."""
    if found.role in roles(context):
        return 1.0
    if found.role == "" and found.field in (*PERSONAL, *NAMES):
        return UNSAID if _among_particulars(context, sheet, found) else LONE
    if found.role == "":
        return UNSAID if _among_particulars(context, sheet, found) else 0.0
    if found.field == "mrn" and found.label.role in ("ordering", "facility", "referring", "client"):
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
            if other.role == "" and other.field in NAMES and line >= found.line - 2:
                return True
            if other.field in ("fax", "work_phone") and line >= found.line - 1 and other.role == "":
                return False
    if found.field not in (*PERSONAL, *NAMES):
        return False  # a letterhead's phone stands over the patient's particulars
    below = (o for at in range(found.line + 1, found.line + 4) for o in context.found_on(sheet.number, at))
    return any(o.role in own or (o.role == "" and o.field in PERSONAL) for o in below)


def labelled_names(context: Context) -> Iterator[NameSeen]:
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


def assembled_names(context: Context) -> Iterator[NameSeen]:
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


def clusters_of(people: Sequence[NameSeen]) -> list[list[NameSeen]]:
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


def name_fields(group: Sequence[NameSeen], people: Sequence[NameSeen]) -> dict[str, Fused]:
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


def count_patients(clusters: Sequence[Sequence[NameSeen]], births: Sequence[Sighting]) -> int:
    """Different patients named: by labels, by pages that name only another, by birth dates no misreading joins."""
    if not clusters:
        return min(len(_different(births)), 2) if births else 0
    labelled = [g for g in clusters if g[0].score >= STRONG and g[0].labelled]
    main = {seen.page for seen in clusters[0]}
    elsewhere = [g for g in clusters[1:] if any(s.score >= ELSEWHERE and s.page not in main for s in g)]
    return max(1, len(labelled), 1 + bool(elsewhere), min(len(_different(births)), 2))


def _different(births: Sequence[Sighting]) -> list[str]:
    """Well supported birth dates that differ in more than one digit."""
    found: list[str] = []
    for sighting in births:
        day = str(sighting.value)
        if sighting.score >= STRONG and all(sum(a != b for a, b in zip(day, f, strict=True)) > 1 for f in found):
            found.append(day)
    return found
