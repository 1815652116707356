"""Blocking keys: signed 64-bit integers under which a chart is stored and a page looks for it.

A page and its chart must share one key although some of the page is missing, misread or out of date; which keys reach
that is in MEASURED.md ("Patient match"). Change `VERSION` when a chart's keys change: an index made under another
version is built again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import product
from struct import Struct

from pipeline.matching import normal
from pipeline.matching.evidence import Profile, profiles_of
from pipeline.records import Patient

VERSION = 2
_as_number = Struct(">q").unpack
# Keys that only one person should have many of: when such a block is cut short, a better chart may be out of sight.
IDENTITY = frozenset({"mrn", "birth+initial", "name+birth", "ssn+initial", "member"})


def key64(kind: str, *parts: str) -> int:
    """A stable hash of the kind and its parts (blake2b, 8 bytes, signed as SQL's BIGINT)."""
    text = "\x1f".join((kind, *parts))
    number: int = _as_number(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())[0]
    return number


_repeated = lru_cache(1 << 17)(key64)  # for names and dates, which many charts share


@lru_cache(1 << 17)
def term(field: str, value: str) -> int:
    """The number under which the frequency of a value is counted."""
    return key64("term", field, value)


def of_profiles(profiles: tuple[Profile, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """All keys of a chart, and the terms that are counted of it so that a rare name says more than a common one."""
    stored = {parts for profile in profiles for parts in _stored(profile)}
    counted = {pair for profile in profiles for pair in countable(profile)}
    keys = frozenset(_repeated(*parts) if parts[0] == "name" else key64(*parts) for parts in stored)
    return keys, frozenset(term(*pair) for pair in counted)


def of_patient(patient: Patient) -> tuple[frozenset[int], frozenset[int]]:
    """Keys and counted terms of a chart, aliases included."""
    return of_profiles(profiles_of(patient))


def of_query(profile: Profile) -> dict[int, str]:
    """The keys a page looks under, each with its kind."""
    asked = (*_stored(profile), *_misread(profile))
    return {key64(*parts): parts[0] for parts in asked}


def countable(profile: Profile) -> Iterator[tuple[str, str]]:
    """The (field, value) pairs whose frequency matters."""
    yield from (("family_name", part) for part in {profile.surname, *profile.parts} - {""})
    values = {
        "given_name": profile.given,
        "birth_date": profile.birth,
        "phone": profile.phone[-7:],
        "member_id": profile.member,
        "address": f"{profile.house} {profile.street} {profile.postal}" if profile.house and profile.street else "",
    }
    yield from ((name, value) for name, value in values.items() if value)


def _stored(profile: Profile) -> Iterator[tuple[str, ...]]:
    yield from _identifiers(profile)
    yield from _births(profile, profile.birth)
    sounds = _sounds(profile)
    yield from (("name", sound, full) for sound, full in product(sounds, normal.canonical(profile.given)[:4]) if full)
    if profile.family and profile.given:
        yield "folded+initial", normal.confusable(profile.surname), profile.given[0]
    if born := profile.birth:
        for sound in sounds:
            yield "name+birth", sound, "ym", born[:6]
            yield "name+birth", sound, "md", born[4:]
            yield "name+birth", sound, "yd", born[:4] + born[6:]
        if profile.family:
            yield "folded+year", normal.confusable(profile.surname), born[:4]
    if profile.house:
        if profile.street:
            yield "house+street", profile.house, normal.confusable(profile.street)
        if profile.postal:
            yield "house+zip", profile.house, profile.postal


def _identifiers(profile: Profile) -> Iterator[tuple[str, ...]]:
    if profile.mrn:
        yield "mrn", normal.code_as_digits(profile.mrn)
    if len(profile.phone) >= 7:
        yield "phone", profile.phone[-7:]
    if profile.member:
        yield "member", normal.code_as_digits(profile.member)
        if len(profile.member) > 9:  # without the two digits that tell one household member from another
            yield "household", normal.code_as_digits(profile.member[:-2])
        else:
            yield "household", normal.code_as_digits(profile.member)
    if profile.ssn and profile.given:
        yield "ssn+initial", profile.ssn, profile.given[0]


def _births(profile: Profile, born: str) -> Iterator[tuple[str, ...]]:
    if born:
        yield from (("birth+initial", born, name[0]) for name in (profile.given, profile.surname) if name)


def _sounds(profile: Profile) -> frozenset[str]:
    """How the surname sounds: whole, and each part of a double one."""
    return frozenset(normal.phonetic(name) for name in (profile.surname, *profile.parts) if name)


def _misread(profile: Profile) -> Iterable[tuple[str, ...]]:
    """Keys only a page asks for: day and month exchanged, first and last name exchanged."""
    yield from _births(profile, normal.swapped(profile.birth))
    if profile.given and profile.family:
        sound = normal.phonetic(profile.given)
        yield from (("name", sound, full) for full in normal.canonical(profile.family[0])[:2])
        if profile.birth:
            yield "name+birth", sound, "ym", profile.birth[:6]
