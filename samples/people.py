"""The world of one synthetic document, and the people of a practice.

`make_patients(n, seed)` invents the people of `patients.csv`, with the traps a matcher meets. `World(rng, patient)` is what a
content function gets. Helpers that print a value of the truth return `Span`s, or a `Line` of spans where several fields
stand in one run; splice a line with `*` or use it as a value of `Fields`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import institutions
import namelists as lists
from blocks import Line, Span
from crowd import make_patient, make_patients, twist
from persons import (
    BASE_DAY,
    DATE_STYLES,
    DATE_WEIGHTS,
    NAME_STYLES,
    Patient,
    Payer,
    Person,
    Place,
    Provider,
    fmt_phone,
    full_name,
    invent_address,
    invent_person,
    invent_phone,
    luhn_npi,
    payer_names,
)

T = TypeVar("T")
RELATIVES = {
    "mother": "F", "father": "M", "spouse": "", "wife": "F", "husband": "M", "daughter": "F", "son": "M", "sister": "F",
    "brother": "M", "grandmother": "F", "guardian": "", "parent": "", "aunt": "F", "uncle": "M", "friend": "",
}  # fmt: skip
PRINTED_NAME = {  # how a name is written; family, given, middle, suffix stand for their spans
    "last_first": "{family} {suffix}, {given} {middle}",
    "LAST_FIRST": "{family} {suffix}, {given} {middle}",
    "LAST,FIRST": "{family} {suffix},{given} {middle}",
    "last_suffix_first": "{family}, {given} {middle} {suffix}",
    "first_last": "{given} {middle.} {family} {suffix}",
    "first_middle_last": "{given} {middle} {family} {suffix}",
    "first_last_plain": "{given} {family} {suffix}",
}


class World:
    """One patient, one seeded source of chance, and one way of writing dates, names and phones for the document."""

    def __init__(self, rng: random.Random, patient: Patient, today: date | None = None) -> None:
        self.rng = rng
        self.patient = patient
        youngest = patient.birth_date + timedelta(days=140)
        drawn = BASE_DAY - timedelta(days=rng.randint(0, 700))
        self.today = max(today or drawn, min(youngest, BASE_DAY))
        self.date_style = rng.choices(list(DATE_WEIGHTS), weights=list(DATE_WEIGHTS.values()))[0]
        self.name_style = rng.choice(NAME_STYLES)
        self.phone_style = rng.choice(("paren", "paren", "dash", "dash", "dot", "slash"))

    # -- chance ---------------------------------------------------------------------------------------------------------
    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)

    def sample(self, options: Sequence[T], k: int) -> list[T]:
        """k different options in random order (all of them if there are fewer)."""
        return self.rng.sample(list(options), min(k, len(options)))

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def number(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def code(self, pattern: str) -> str:
        """`#` becomes a digit and `@` a capital letter: code("@##-#####")."""
        make = {"#": "0123456789", "@": "ABCDEFGHJKLMNPRSTUVWXYZ"}
        return "".join(self.rng.choice(make[c]) if c in make else c for c in pattern)

    # -- dates ----------------------------------------------------------------------------------------------------------
    def date(self, after: date | int | None = None, before: date | int | None = None) -> date:
        """A day from `after` to `before`, both included; an int counts days from today (default: the last 60 days)."""

        def day(x: date | int | None, default: date) -> date:
            return default if x is None else self.today + timedelta(days=x) if isinstance(x, int) else x

        low, high = day(after, self.today - timedelta(days=60)), day(before, self.today)
        return low + timedelta(days=self.rng.randint(0, max(0, (high - low).days)))

    def fmt_date(self, d: date, style: str | None = None) -> str:
        return DATE_STYLES[style or self.date_style](d)

    def time(self, start: int = 6, end: int = 18) -> str:
        h, m = self.rng.randint(start, end), self.rng.randint(0, 59)
        return (
            f"{h:02d}:{m:02d}" if self.rng.random() < 0.5 else f"{(h - 1) % 12 + 1}:{m:02d} {'AM' if h < 12 else 'PM'}"
        )

    def date_span(self, field: str, d: date, style: str | None = None, hand: bool = False) -> Span:
        """A date of the truth, e.g. date_span("collected_date", d); the value is ISO."""
        return Span(self.fmt_date(d, style), field, d.isoformat(), hand)

    def dated(self, field: str, d: date, style: str | None = None) -> Line:
        """A date span, at times with the hour after it."""
        return (
            (self.date_span(field, d, style), f" {self.time()}")
            if self.chance(0.4)
            else (self.date_span(field, d, style),)
        )

    # -- the patient ----------------------------------------------------------------------------------------------------
    def name_span(self, style: str | None = None, hand: bool = False) -> Line:
        """The patient's whole name: spans family_name, given_name, middle_name, suffix in the printed order."""
        style, p = style or self.name_style, self.patient
        upper = style in ("LAST_FIRST", "LAST,FIRST")
        initial = p.middle[:1] if "." in PRINTED_NAME[style] or self.patient_middle_short else p.middle
        values = {
            "family_name": p.family,
            "given_name": p.given,
            "middle_name": initial if "middle" in PRINTED_NAME[style] else "",
            "suffix": p.suffix,
        }
        out: list[str | Span] = []
        for _i, part in enumerate(PRINTED_NAME[style].split(" ")):
            bare = part.split("}")[0].strip("{").rstrip(".")
            pieces = [bare]
            if part == "{suffix},{given}":
                pieces = ["suffix", "given"]
            for piece in pieces:
                field = {"family": "family_name", "given": "given_name", "middle": "middle_name"}.get(piece, piece)
                comma = "," if part.endswith("},") or (piece == "suffix" and part.startswith("{suffix},")) else ""
                value = values[field]
                if not value:
                    if comma and out:
                        out.append(comma)
                    continue
                if out and not (style == "LAST,FIRST" and piece == "given"):
                    out.append(" ")
                dot = "." if part == "{middle.}" else ""
                out.append(Span((value.upper() if upper else value) + dot, field, value, hand))
                if comma:
                    out.append(comma)
        return tuple(out)

    @property
    def patient_middle_short(self) -> bool:
        """Whether this document prints the middle initial only (steady within a document)."""
        return (len(self.patient.given) + len(self.date_style)) % 2 == 0

    def family_span(self, hand: bool = False) -> Span:
        return Span(self.patient.family, "family_name", self.patient.family, hand)

    def given_span(self, hand: bool = False) -> Span:
        return Span(self.patient.given, "given_name", self.patient.given, hand)

    def middle_span(self, hand: bool = False) -> Span | str:
        """The middle name, or "" where there is none (a box left empty)."""
        p = self.patient
        middle = p.middle[:1] if self.patient_middle_short else p.middle
        return Span(middle, "middle_name", middle, hand) if middle else ""

    def suffix_span(self, hand: bool = False) -> Span | str:
        return Span(self.patient.suffix, "suffix", self.patient.suffix, hand) if self.patient.suffix else ""

    def dob_span(self, style: str | None = None, hand: bool = False) -> Span:
        return self.date_span("birth_date", self.patient.birth_date, style, hand)

    def sex_span(self, style: str = "word", hand: bool = False) -> Span:
        """style: "word" (Female), "letter" (F)."""
        sex = self.patient.sex
        return Span({"F": "Female", "M": "Male"}[sex] if style == "word" else sex, "sex", sex, hand)

    def phone_span(self, style: str | None = None, hand: bool = False) -> Span:
        return Span(fmt_phone(self.patient.phone, style or self.phone_style), "phone", self.patient.phone, hand)

    def mrn_span(self, hand: bool = False) -> Span:
        return Span(self.patient.mrn, "mrn", self.patient.mrn, hand)

    def member_span(self, hand: bool = False) -> Span:
        return Span(self.patient.member_id, "member_id", self.patient.member_id, hand)

    def ssn_span(self, style: str = "masked") -> Span:
        """style: "masked" (***-**-1234, XXX-XX-1234) or "last4" (1234)."""
        mask = self.pick(("***-**-", "XXX-XX-", "xxx-xx-")) if style == "masked" else ""
        return Span(mask + self.patient.ssn4, "ssn_last4", self.patient.ssn4)

    def street_span(self, hand: bool = False) -> Span:
        return Span(self.patient.address, "address_line", self.patient.address, hand)

    def city_span(self, hand: bool = False) -> Span:
        return Span(self.patient.city, "city", self.patient.city, hand)

    def state_span(self, hand: bool = False) -> Span:
        return Span(self.patient.state, "state", self.patient.state, hand)

    def zip_span(self, hand: bool = False) -> Span:
        return Span(self.patient.zip, "postal_code", self.patient.zip, hand)

    def city_line(self, hand: bool = False) -> Line:
        """Albany, NY 12203"""
        return (self.city_span(hand), ", ", self.state_span(hand), " ", self.zip_span(hand))

    def address_span(self, hand: bool = False) -> Line:
        """1 Elm St, Albany, NY 12203 in one line."""
        return (self.street_span(hand), ", ", *self.city_line(hand))

    def age(self, on: date | None = None) -> int:
        d, b = on or self.today, self.patient.birth_date
        return d.year - b.year - ((d.month, d.day) < (b.month, b.day))

    # -- other people and places: never the truth's demographics --------------------------------------------------------------
    def fmt_name(self, person: Person, style: str = "first_last") -> str:
        """style: first_last, first_middle_last, last_first, LAST_FIRST, credential ("Ana M. Ruiz, MD"), dr ("Dr. Ana Ruiz")."""
        if style == "credential":
            return full_name(person) + (f", {person.credential}" if person.credential else "")
        if style == "dr":
            return f"Dr. {person.given} {person.family}"
        if style in ("last_first", "LAST_FIRST"):
            text = f"{person.family}{' ' + person.suffix if person.suffix else ''}, {person.given} {person.middle[:1]}".strip()
            return text.upper() if style == "LAST_FIRST" else text
        return full_name(person, "full" if style == "first_middle_last" else "initial")

    def person(self, sex: str = "") -> Person:
        p = invent_person(self.rng, sex)
        return replace(p, phone=self.phone())

    def relative(self, role: str) -> Person:
        """A relative who fits the role (see RELATIVES); mostly shares the family name, and at times the phone."""
        p = self.patient
        sex = RELATIVES.get(role, "") or (("F" if p.sex == "M" else "M") if role == "spouse" else self.pick("FM"))
        other = invent_person(self.rng, sex)
        family = other.family if role == "friend" or self.chance(0.2) else p.family
        return replace(other, family=family, role=role, phone=p.phone if self.chance(0.4) else self.phone())

    def phone(self, area: str | None = None) -> str:
        """Ten digits, 555-01xx, not the patient's."""
        while (digits := invent_phone(self.rng, area or self.pick(lists.CITIES)[3])) == self.patient.phone:
            continue
        return digits

    def fmt_phone(self, digits: str, style: str | None = None) -> str:
        return fmt_phone(digits, style or self.phone_style)

    def provider(self, specialty: str | None = None) -> Provider:
        """A provider with a valid NPI; without a specialty a primary care provider."""
        p = invent_person(self.rng)
        creds = (
            institutions.SPECIALTIES[specialty][1]
            if specialty in institutions.SPECIALTIES
            else institutions.PRIMARY_CREDENTIALS
        )
        npi = luhn_npi(self.pick("12") + self.code("########"))
        return Provider(
            family=p.family, given=p.given, middle=p.middle, sex=p.sex, phone=self.phone(), fax=self.phone(), npi=npi,
            credential=self.pick(creds), specialty=specialty or self.pick(list(institutions.PRACTICE_KINDS)),
        )  # fmt: skip

    def specialty(self) -> str:
        return self.pick(list(institutions.SPECIALTIES))

    def diagnoses(self, specialty: str, k: int = 1) -> list[tuple[str, str]]:
        """(ICD-10-CM code, words) that a patient is sent to this specialty for."""
        return self.sample(institutions.SPECIALTIES[specialty][2], k)

    def place(self, kind: str = "practice", specialty: str | None = None) -> Place:
        """kind: practice, lab, hospital. A practice without a specialty is primary care."""
        street, city, state, zip_code, area = invent_address(self.rng)
        if "PO Box" in street or "P.O. Box" in street:
            street = f"{self.number(100, 9900)} {self.pick(lists.STREETS)} {self.pick(lists.STREET_KINDS)}, Suite {self.number(100, 480)}"
        word = self.pick(lists.words(institutions.PLACE_WORDS))
        if kind == "lab":
            name = f"{self.pick(lists.words(institutions.LAB_WORDS))} {self.pick(institutions.LAB_KINDS)}"
        elif kind == "hospital":
            name = f"{self.pick((word, city, 'St. ' + self.pick(('Brigid', 'Casimir', 'Odile', 'Anselm', 'Ita'))))} {self.pick(institutions.HOSPITAL_KINDS)}"
        else:
            specialty = specialty or self.pick(list(institutions.PRACTICE_KINDS))
            ends = institutions.PRACTICE_KINDS.get(specialty) or institutions.SPECIALTIES[specialty][0]
            name = f"{self.pick((word, word, word, city))} {self.pick(ends)}"
        return Place(
            name=name, kind=kind, address=street, city=city, state=state, zip=zip_code, phone=self.phone(area), fax=self.phone(area),
            specialty=specialty or "", clia=self.code("##D#######"), npi=luhn_npi("1" + self.code("########")),
        )  # fmt: skip

    def practice(self, specialty: str | None = None) -> Place:
        return self.place("practice", specialty)

    def lab(self) -> Place:
        return self.place("lab")

    def payer(self, name: str | None = None) -> Payer:
        """The patient's payer by default (an invented one where the patient has none); plans and numbers belong to its name."""
        name = name or self.patient.payer or self.pick(payer_names())
        own = random.Random("payer " + name)
        digits = lambda n: "".join(own.choice("0123456789") for _ in range(n))  # noqa: E731
        street, city, state, zip_code, _ = invent_address(own)
        short = "".join(w[0] for w in name.split()).upper()
        return Payer(
            name=name, payer_id=own.choice((digits(5), short[:2] + digits(3))), plans=tuple(own.sample(institutions.PLAN_WORDS, 4)),
            rx_bin="0" + digits(5), rx_pcn=own.choice(("ADV", "MEDDPRIME", "A4", "RX" + digits(4), short + "RX", "9999")),
            rx_group=own.choice((f"RX{digits(4)}", f"{short}{digits(4)}", f"RX{short}", digits(8))), phone=f"80055501{digits(2)}",
            address=f"{street}, {city}, {state} {zip_code}",
        )  # fmt: skip


__all__ = ["World", "make_patient", "make_patients", "payer_names", "twist"]
