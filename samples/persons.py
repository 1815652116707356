"""Invented people, places and payers, and how names, dates and phones are written. Phones are 555-01xx (reserved for fiction)."""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass
from datetime import date

import institutions
import namelists as lists

BASE_DAY = date(2026, 11, 20)  # documents are dated in the two years before it

DATE_STYLES = {
    "us": lambda d: f"{d:%m/%d/%Y}",
    "us_bare": lambda d: f"{d.month}/{d.day}/{d.year}",
    "us_short": lambda d: f"{d:%m/%d/%y}",
    "us_dash": lambda d: f"{d:%m-%d-%Y}",
    "iso": lambda d: d.isoformat(),
    "dmony": lambda d: f"{d.day:02d}-{calendar.month_abbr[d.month].upper()}-{d.year}",
    "dmony_blank": lambda d: f"{d.day:02d} {calendar.month_abbr[d.month]} {d.year}",
    "mon": lambda d: f"{calendar.month_abbr[d.month]} {d.day}, {d.year}",
    "long": lambda d: f"{calendar.month_name[d.month]} {d.day}, {d.year}",
}
DATE_WEIGHTS = {
    "us": 10,
    "us_bare": 4,
    "us_dash": 2,
    "iso": 1,
    "dmony": 1,
    "dmony_blank": 0.6,
    "mon": 1.5,
    "long": 1,
    "us_short": 1,
}
NAME_STYLES = (
    "last_first",
    "last_first",
    "LAST_FIRST",
    "LAST,FIRST",
    "first_last",
    "first_middle_last",
    "last_suffix_first",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Anyone with a name; `credential` for providers ("MD"), `role` for relatives ("mother")."""

    family: str
    given: str
    middle: str = ""
    suffix: str = ""
    sex: str = ""
    phone: str = ""
    credential: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient(Person):
    patient_id: str
    mrn: str
    birth_date: date
    address: str
    city: str
    state: str
    zip: str
    ssn4: str
    member_id: str
    payer: str
    maiden: str = ""
    nickname: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Person):
    npi: str
    specialty: str
    fax: str = ""

    @property
    def printed(self) -> str:
        """ "Ana M. Ruiz, MD", the normal form of a provider's name."""
        return full_name(self) + f", {self.credential}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A practice, hospital or laboratory. `kind` is "practice", "hospital" or "lab"."""

    name: str
    kind: str
    address: str
    city: str
    state: str
    zip: str
    phone: str
    fax: str
    specialty: str = ""
    clia: str = ""
    npi: str = ""

    @property
    def city_line(self) -> str:
        return f"{self.city}, {self.state} {self.zip}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    name: str
    payer_id: str
    plans: tuple[str, ...]
    rx_bin: str
    rx_pcn: str
    rx_group: str
    phone: str
    address: str


def luhn_npi(first_nine: str) -> str:
    """The ten-digit NPI whose first nine digits are given (CMS: Luhn over 80840 + NPI)."""
    digits = [int(c) for c in "80840" + first_nine]
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(reversed(digits)))
    return first_nine + str(-total % 10)


def full_name(p: Person, middle: str = "initial") -> str:
    """Given, middle ("initial" | "full" | "none"), family, suffix."""
    mid = {"initial": f"{p.middle[:1]}." if p.middle else "", "full": p.middle, "none": ""}[middle]
    return " ".join(x for x in (p.given, mid, p.family, p.suffix) if x)


def fmt_phone(digits: str, style: str = "paren") -> str:
    a, b, c = digits[:3], digits[3:6], digits[6:]
    return {
        "paren": f"({a}) {b}-{c}",
        "dash": f"{a}-{b}-{c}",
        "dot": f"{a}.{b}.{c}",
        "slash": f"{a}/{b}-{c}",
        "plain": digits,
    }[style]


def _weighted(rng: random.Random, weights: dict[str, float]) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def invent_person(rng: random.Random, sex: str = "", background: str = "") -> Person:
    background = background or _weighted(rng, {k: lists.BACKGROUND_WEIGHT.get(k, 2) for k in lists.FAMILY})
    sex = sex or rng.choice("FM")
    pool = lists.GIVEN_F if sex == "F" else lists.GIVEN_M
    own = lists.BACKGROUND_GIVEN.get(background, "general")
    given = rng.choice(lists.words(pool[own if own in pool and rng.random() < 0.6 else "general"]))
    family = rng.choice(lists.words(lists.FAMILY[background]))
    if background in ("hispanic", "portuguese") and rng.random() < 0.2:
        family += rng.choice((" ", "-", " ")) + rng.choice(lists.words(lists.FAMILY[background]))
    elif sex == "F" and rng.random() < 0.05:
        family += "-" + rng.choice(lists.words(lists.FAMILY["english"]))
    middle = rng.choice(lists.words(pool["general"])) if rng.random() < 0.65 else ""
    middle = "" if middle == given else middle
    return Person(family=family, given=given, middle=middle[:1] if middle and rng.random() < 0.3 else middle, sex=sex)


def invent_address(rng: random.Random) -> tuple[str, str, str, str, str]:
    """Street line, city, state, ZIP, area code."""
    city, state, zips, area = rng.choice(lists.CITIES)
    direction = rng.choice(("", "", "", "", "N ", "S ", "E ", "W ", "NW ", "SE "))
    street = f"{rng.randint(1, 9999)} {direction}{rng.choice(lists.STREETS)} {rng.choice(lists.STREET_KINDS)}"
    if rng.random() < 0.08:
        street = f"{rng.randint(1, 9999)} {rng.choice(('1st', '2nd', '3rd', '4th', '5th', '8th', '12th', '23rd'))} {rng.choice(('St', 'Ave'))}"
    if rng.random() < 0.06:
        street = f"{rng.choice(('PO Box', 'P.O. Box'))} {rng.randint(10, 9999)}"
    elif rng.random() < 0.2:
        unit = rng.choice(
            (
                f"Apt {rng.randint(1, 40)}",
                f"#{rng.randint(1, 300)}",
                f"Unit {rng.randint(1, 20)}{rng.choice('ABCD')}",
                f"Apt {rng.choice('ABCDEF')}",
                f"Lot {rng.randint(1, 60)}",
            )
        )
        street += " " + unit
    return street, city, state, rng.choice(zips), area


def invent_phone(rng: random.Random, area: str) -> str:
    return f"{area}55501{rng.randint(0, 99):02d}"


def invent_member_id(rng: random.Random, payer: str) -> str:
    d = lambda n: "".join(rng.choice("0123456789") for _ in range(n))  # noqa: E731
    a = lambda n: "".join(rng.choice("ABCDEFGHJKMNPQRTUVWXY") for _ in range(n))  # noqa: E731
    if payer == "Medicare":  # MBI: C A AN N A AN N A A N N, letters without S L O I B Z
        m = lambda: rng.choice("ACDEFGHJKMNPQRTUVWXY")  # noqa: E731
        return f"{rng.randint(1, 9)}{m()}{rng.choice('0123456789ACDEF')}{d(1)}{m()}{rng.choice('0123456789GHJK')}{d(1)}{m()}{m()}{d(2)}"
    return random.Random(payer).choice(
        (
            lambda: a(3) + d(9),
            lambda: d(9) + "-0" + d(1),
            lambda: a(1) + d(8),
            lambda: d(10),
            lambda: a(2) + d(7) + a(1),
            lambda: a(3) + "-" + d(4) + "-" + d(3),
        )
    )()


def payer_names() -> list[str]:
    return [" ".join(n.split()) for n in institutions.PAYER_NAMES.split("|")]
