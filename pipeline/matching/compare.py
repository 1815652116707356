"""How far two identities agree: one named level for each field, best first.

A missing value is neutral, never a difference. The levels of a field are ordered; a comparison
takes the best that holds between the page and any of the chart's own or earlier values. What a level is
worth is in `weights.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz.distance import OSA

from pipeline.matching import normal
from pipeline.matching.evidence import FIELDS, Profile
from pipeline.records import Private

MISSING = "missing"
LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "family_name": ("exact", "part", "swapped", "near", "sounds alike", "different"),
        "given_name": ("exact", "nickname", "swapped", "middle", "near", "initial", "different"),
        "middle_name": ("exact", "initial", "near", "different"),
        "suffix": ("exact", "on one side", "different"),
        "birth_date": ("exact", "day and month exchanged", "one digit off", "same day of the year", "different"),
        "sex": ("exact", "different"),
        "mrn": ("exact", "one character off", "different"),
        "phone": ("exact", "one digit off", "different"),
        "address": ("exact", "house and zip", "street misread", "zip", "different"),
        "ssn_last4": ("exact", "one digit off", "different"),
        "member_id": ("own number", "exact", "one character off", "same family", "different"),
    }
)
_RANK = {name: {level: rank for rank, level in enumerate((*levels, MISSING))} for name, levels in LEVELS.items()}


# A Medicare number belongs to one person, not to a family (cms.gov, "Understanding the MBI format").
_MEDICARE = re.compile(
    r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d\d"
)


@dataclass(frozen=True, slots=True, repr=False)
class Level(Private):
    """The level reached, and the value that agreed (its frequency is what an agreement is worth)."""

    name: str
    value: str = ""


Levels = Mapping[str, Level]
_NOTHING = Level(MISSING)


def compare(page: Profile, chart: tuple[Profile, ...]) -> Levels:
    """The level of every field between a page and a chart with its aliases.

    First, middle and last name and suffix are taken from the one identity that agrees best, so that names of two
    identities are not mixed; other fields each from whichever agrees best.
    """
    names = min((_names(page, one) for one in chart), key=_name_order)
    rest = {
        field: min((test(page, one) for one in chart), key=lambda level, f=field: _RANK[f][level.name])  # type: ignore[misc]
        for field, test in _TESTS.items()
    }
    levels = {**names, **rest}
    return {field: levels[field] for field in FIELDS}


def near(a: str, b: str) -> bool:
    """Whether OCR could have made one of the other: confusable characters cost nothing, other slips one each."""
    x, y = normal.confusable(a), normal.confusable(b)
    if x == y:
        return True
    allowed = 0 if min(len(x), len(y)) < 4 else 1 if min(len(x), len(y)) < 8 else 2
    return bool(allowed) and OSA.distance(x, y, score_cutoff=allowed) <= allowed


def _name_order(levels: Levels) -> tuple[int, ...]:
    return tuple(_RANK[field][levels[field].name] for field in ("given_name", "family_name", "suffix", "middle_name"))


def _names(page: Profile, chart: Profile) -> dict[str, Level]:
    if _exchanged(page, chart):
        names = {"family_name": Level("swapped", chart.surname), "given_name": Level("swapped", chart.given)}
    else:
        names = {"family_name": _family(page, chart), "given_name": _given(page, chart)}
    return {**names, "middle_name": _middle(page, chart), "suffix": _suffix(page, chart)}


def _exchanged(page: Profile, chart: Profile) -> bool:
    """First and last name in each other's place, and not alike to begin with."""
    same = page.given == chart.surname and page.surname == chart.given
    return bool(same and page.given and page.surname and page.given != page.surname)


def _family(page: Profile, chart: Profile) -> Level:
    a, b = page.surname, chart.surname
    if not a or not b:
        return _NOTHING
    if a == b:
        return Level("exact", b)
    shared = {a, *page.parts} & {b, *chart.parts}
    if shared:
        return Level("part", max(shared, key=len))
    if near(a, b):
        return Level("near", b)
    return Level("sounds alike", b) if normal.phonetic(a) == normal.phonetic(b) else Level("different")


def _given(page: Profile, chart: Profile) -> Level:
    a, b = page.given, chart.given
    if not a or not b:
        return _NOTHING
    if a == b or _joined(page, chart):
        return Level("exact", b)
    if len(a) == 1 or len(b) == 1:
        return Level("initial" if a[0] == b[0] else "different", b)
    if a in normal.canonical(b) or b in normal.canonical(a):
        return Level("nickname", b)
    if a in chart.middle.split() or b in page.middle.split():
        return Level("middle", b)
    return Level("near", b) if near(a, b) else Level("different", b)


def _joined(page: Profile, chart: Profile) -> bool:
    """ "Mary Ann" and "Maryann"."""
    a, b = page.given + page.middle.replace(" ", ""), chart.given + chart.middle.replace(" ", "")
    return page.given == b or chart.given == a


def _middle(page: Profile, chart: Profile) -> Level:
    a, b = page.middle, chart.middle
    if not a or not b or a == chart.given or b == page.given:
        return _NOTHING
    if a == b:
        return Level("exact", b)
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return Level("initial", b)
    if set(a.split()) & set(b.split()) or near(a, b):
        return Level("near", b)
    return Level("different")


def _suffix(page: Profile, chart: Profile) -> Level:
    """Jr on one side only says little, but where it does, there is another of that name."""
    return Level("on one side") if bool(page.suffix) != bool(chart.suffix) else _plain(page.suffix, chart.suffix)


def _plain(a: str, b: str) -> Level:
    if not a or not b:
        return _NOTHING
    return Level("exact", b) if a == b else Level("different")


def _birth(page: Profile, chart: Profile) -> Level:
    a, b = page.birth, chart.birth
    if not a or not b:
        return _NOTHING
    if a == b:
        return Level("exact", b)
    if normal.swapped(a) == b:
        return Level("day and month exchanged", b)
    if _slips(a, b) == 1:
        return Level("one digit off", b)
    return Level("same day of the year" if a[4:] == b[4:] else "different", b)


def _slips(a: str, b: str) -> int:
    """Positions in which two texts of one length differ; many when the lengths differ."""
    return sum(x != y for x, y in zip(a, b, strict=True)) if len(a) == len(b) else len(a) + len(b)


def _mrn(page: Profile, chart: Profile) -> Level:
    return _identifier(page.mrn, chart.mrn)


def _identifier(a: str, b: str) -> Level:
    if not a or not b:
        return _NOTHING
    if a == b or normal.code_as_digits(a) == normal.code_as_digits(b):
        return Level("exact", b)
    return Level("one character off" if OSA.distance(a, b, score_cutoff=1) <= 1 else "different", b)


def _member(page: Profile, chart: Profile) -> Level:
    level = _identifier(page.member, chart.member)
    a, b = sorted((page.member, chart.member), key=len)
    if level.name == "exact":
        return Level("own number", chart.member) if _MEDICARE.fullmatch(chart.member) else level
    if len(a) < 6:
        return level
    if b.startswith(a) and len(b) - len(a) <= 3:  # printed with or without the person's suffix
        return Level("same family", chart.member)
    return Level("same family", chart.member) if len(a) == len(b) > 9 and a[:-2] == b[:-2] else level


def _number(a: str, b: str) -> Level:
    if not a or not b:
        return _NOTHING
    if a == b:
        return Level("exact", b)
    return Level("one digit off" if _slips(a, b) == 1 else "different", b)


def _phone(page: Profile, chart: Profile) -> Level:
    a, b = page.phone, chart.phone
    short = len(a) == 7 or len(b) == 7
    level = _number(a[-7:], b[-7:]) if short else _number(a, b)
    return Level(level.name, b[-7:])


def _ssn(page: Profile, chart: Profile) -> Level:
    return _number(page.ssn, chart.ssn)


def _sex(page: Profile, chart: Profile) -> Level:
    return _plain(page.sex, chart.sex)


def _address(page: Profile, chart: Profile) -> Level:
    house = page.house == chart.house
    if page.house and chart.house and page.street and chart.street:
        zips = not page.postal or not chart.postal or page.postal == chart.postal
        if house and page.street == chart.street and zips:
            return Level("exact", f"{chart.house} {chart.street} {chart.postal}")
        if house and page.postal and page.postal == chart.postal:
            return Level("house and zip")
        if near(page.street, chart.street) and (house or _slips(page.house, chart.house) == 1):
            return Level("street misread")
    if not page.postal or not chart.postal:
        return Level("different") if page.street and chart.street else _NOTHING
    return Level("zip" if page.postal == chart.postal else "different")


_TESTS: Mapping[str, Callable[[Profile, Profile], Level]] = {
    "birth_date": _birth,
    "sex": _sex,
    "mrn": _mrn,
    "phone": _phone,
    "address": _address,
    "ssn_last4": _ssn,
    "member_id": _member,
}
