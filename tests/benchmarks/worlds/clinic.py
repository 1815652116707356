"""Invented people and pages for `match_scale.py`, written apart from the world in `match.py` and from the weights.

`match.py` slips once in a field, at one of two rates; here a page goes through what pages go through. A clinic's
register has errors of its own (typing at the front desk, swapped dates, charts made twice, numbers left out). A page
of one of five kinds loses, confuses, drops and adds characters one by one at the rate of its kind, loses whole fields,
or gives another role's value (the provider's name, the guarantor's birth date). Households are parents with
children, sometimes grandparents or somebody unrelated at the address; a share of each has no chart. Names come from the
`nicknames` table (given) and from syllables (family) with a long tail. Every number here is an assumption, none is
fitted.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, replace
from itertools import accumulate

from nicknames import name_triplets

from pipeline.records import Box, Extraction, Field, Patient

BOX = Box(left=0, top=0, right=1, bottom=1)
KINDS = {  # share of pages, errors per character, fields lost, mean confidence of a clean field
    "born_digital": (0.35, 0.0, 0.01, 0.985),
    "scan": (0.25, 0.002, 0.03, 0.97),
    "fine_fax": (0.20, 0.006, 0.05, 0.95),
    "standard_fax": (0.14, 0.025, 0.12, 0.86),
    "photo_or_hand": (0.06, 0.05, 0.2, 0.75),
}
TYPES = {  # share, and how often each field stands on a page of this type
    "lab_result": (0.45, {"mrn": 0.35, "sex": 0.8, "phone": 0.25, "address_line": 0.3, "birth_date": 0.98}),
    "referral": (
        0.25,
        {"mrn": 0.2, "sex": 0.5, "phone": 0.7, "address_line": 0.6, "member_id": 0.5, "birth_date": 0.97},
    ),
    "consent": (0.15, {"mrn": 0.4, "phone": 0.2, "address_line": 0.2, "birth_date": 0.9}),
    "insurance_card": (0.15, {"member_id": 1.0, "birth_date": 0.12}),
}


def words(text: str) -> list[str]:
    """The words of a list written in one string."""
    return text.split()


# What each character is taken for, most likely first; drawn from typewriter and fax faces by eye.
LOOKS = {
    "A": "4R", "B": "8R3", "C": "GO", "D": "O0", "E": "FB", "F": "PE", "G": "6C", "H": "NM", "I": "1L", "J": "I",
    "K": "X", "L": "I1", "M": "NH", "N": "MH", "O": "0Q", "P": "F", "Q": "O", "R": "PK", "S": "5", "T": "7I", "U": "V",
    "V": "UY", "W": "VV", "X": "K", "Y": "V", "Z": "2",
    "0": "O8", "1": "I7", "2": "Z7", "3": "8", "4": "9A", "5": "S6", "6": "G8",
    "7": "1T", "8": "B3", "9": "4",
}  # fmt: skip
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
ONSET = words("B BR C CH CL D DR F FL G GR H J K KR L M N P PR R S SCH SH ST T TR V W WH Z")
VOWEL = words("A E I O U AI EA IE OU A E O")
CODA = words("N R L S T RD NG CK TT LL SON MAN TON FORD LEY WELL RICH SKI EZ ERO ILLO AN EN IS")
ROADS = words("Alder Bay Canal Dale East Forest Grove Harbor Iron Juniper Kings Laurel Meadow North Orchard Pond")


def _cumulative(count: int, flat: float) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(count)))


@dataclass(frozen=True, slots=True)
class Page:
    """What was read, and the truth: the charts of its person (none, one, or two where one was made twice)."""

    extraction: Extraction
    type: str
    kind: str
    trap: str
    charts: frozenset[str]


class Clinic:
    """A register of `charts` patients, and the pages it gets."""

    def __init__(self, charts: int, seed: int) -> None:
        self.draw = random.Random(f"clinic {seed}")
        pairs = [(one.name1.title(), one.name2.title()) for one in name_triplets()]
        given = sorted({name for pair in pairs for name in pair if name.isalpha() and 2 < len(name) < 10})
        self.draw.shuffle(given)
        self.names = {"F": given[::2], "M": given[1::2]}
        self.short = dict(reversed(pairs))  # the first short form of each
        self.given = {sex: _cumulative(len(names), 8) for sex, names in self.names.items()}
        self.families = self._families(max(4000, charts // 14))
        self.family = _cumulative(len(self.families), 25)
        self.charts: list[Patient] = []
        self.people: list[tuple[Patient, str, frozenset[str]]] = []  # as they are, their trap, their charts
        self.home: list[int] = []  # where each person's household begins in `people`
        while len(self.charts) < charts:
            self._household()

    def _families(self, count: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            name = self.draw.choice(ONSET) + self.draw.choice(VOWEL)
            if self.draw.random() < 0.6:
                name += self.draw.choice(words("B C D G L M N R S T V")) + self.draw.choice(VOWEL)
            made.setdefault((name + self.draw.choice(CODA)).title())
        return list(made)

    def _pick(self, names: list[str], heap: list[float]) -> str:
        return names[bisect(heap, self.draw.random() * heap[-1])]

    def _born(self, oldest: int, youngest: int) -> str:
        year = self.draw.randint(oldest, youngest)
        return f"{year}-{self.draw.randint(1, 12):02d}-{self.draw.randint(1, 28):02d}"

    def _person(self, born: str, sex: str, **shared: str) -> Patient:
        draw = self.draw
        name = self._pick(self.names[sex], self.given[sex])
        middle = self._pick(self.names[sex], self.given[sex]) if draw.random() < 0.5 else ""
        ssn = f"{draw.randint(1, 9999):04d}" if draw.random() < 0.4 else ""
        return Patient(
            patient_id="", given_name=name, middle_name=middle, birth_date=born, sex=sex, ssn_last4=ssn, **shared
        )

    def _household(self) -> None:
        draw = self.draw
        area, start = draw.randint(201, 980), len(self.people)
        shared = {
            "family_name": self._pick(self.families, self.family),
            "phone": f"{area}{draw.randint(200, 999)}{draw.randint(0, 9999):04d}",
            "address_line": f"{draw.randint(1, 2999)} {draw.choice(ROADS)} {draw.choice(('Way', 'Street', 'Court'))}",
            "city": "Anytown",
            "state": "ST",
            "postal_code": f"{area % 100:02d}{draw.randint(0, 120):03d}",
            "member_id": f"{draw.choice('HKQW')}{draw.choice('ABCX')}{draw.randint(10**7, 10**9):09d}",
        }
        if draw.random() < 0.12:
            shared["family_name"] += f" {self._pick(self.families, self.family)}"
        first = self._person(self._born(1935, 2000), draw.choice("FM"), **shared)
        members = [(first, "plain")]
        if draw.random() < 0.5:
            members.append((self._partner(first, shared), "plain"))
        while draw.random() < 0.5 and len(members) < 8:
            members += self._child(members, shared)
        if draw.random() < 0.05:  # somebody unrelated at the address
            lodger = self._person(self._born(1950, 2004), draw.choice("FM"), **shared)
            members.append((replace(lodger, family_name=self._pick(self.families, self.family), member_id=""), "plain"))
        for person, trap in members:
            charts = self._register(person) if draw.random() < 0.78 else frozenset()
            self.people.append((person, trap if charts else "unindexed " + trap, charts))
            self.home.append(start)

    def _partner(self, first: Patient, shared: dict[str, str]) -> Patient:
        born = str(min(2004, max(1935, int(first.birth_date[:4]) + self.draw.randint(-6, 6))))
        other = self._person(born + self._born(2000, 2000)[4:], "M" if first.sex == "F" else "F", **shared)
        if self.draw.random() < 0.25:
            other = replace(other, family_name=self._pick(self.families, self.family))
        return replace(other, member_id="") if self.draw.random() < 0.3 else other

    def _child(self, members: list[tuple[Patient, str]], shared: dict[str, str]) -> list[tuple[Patient, str]]:
        draw, father = self.draw, next((one for one, _ in members if one.sex == "M"), None)
        child = self._person(self._born(1980, 2025), draw.choice("FM"), **shared)
        if draw.random() < 0.03:
            other = self._person(child.birth_date, child.sex if draw.random() < 0.6 else "F", **shared)
            if draw.random() < 0.3:
                alike = [name for name in self.names[child.sex] if name[:3] == child.given_name[:3]]
                other = replace(other, given_name=draw.choice(alike), sex=child.sex)
            return [(child, "twin"), (other, "twin")] if other.given_name != child.given_name else [(child, "plain")]
        if father and draw.random() < 0.04:
            junior = draw.choice(("Jr", "Jr", "III"))
            child = replace(child, given_name=father.given_name, sex="M", suffix=junior)
            place = next(n for n, (one, _) in enumerate(members) if one is father)
            members[place] = (replace(father, suffix="Sr" if draw.random() < 0.3 else ""), "namesake")
            return [(child, "namesake")]
        if any(one.given_name == child.given_name for one, _ in members):
            return []
        return [(child, "plain")]

    def _register(self, person: Patient) -> frozenset[str]:
        """Make a chart as a front desk does, sometimes twice."""
        ids = []
        for _ in range(2 if self.draw.random() < 0.003 else 1):
            number = 700_000 + 3 * len(self.charts) + self.draw.randint(0, 2)
            ids.append(f"C{number}")
            self.charts.append(self._typed(replace(person, patient_id=f"C{number}", mrn=str(number))))
        return frozenset(ids)

    def _typed(self, chart: Patient) -> Patient:
        draw = self.draw
        if draw.random() < 0.02:
            name = draw.choice(("family_name", "given_name"))
            chart = replace(chart, **{name: self._mistyped(getattr(chart, name))})
        if draw.random() < 0.008:
            chart = replace(chart, birth_date=_wrong_date(chart.birth_date, draw))
        if chart.suffix and draw.random() < 0.45:
            chart = replace(chart, suffix="")
        for name, share in (("phone", 0.08), ("middle_name", 0.3), ("member_id", 0.2), ("sex", 0.01)):
            if draw.random() < share:
                chart = replace(chart, **{name: ""})
        if draw.random() < 0.12:
            moved = f"{draw.randint(1, 2999)} {draw.choice(ROADS)} Road"
            chart = replace(chart, address_line=moved, postal_code=f"{draw.randint(10000, 99999)}")
        return chart

    def _mistyped(self, name: str) -> str:
        place = self.draw.randrange(len(name))
        if self.draw.random() < 0.4 and place + 1 < len(name):
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        row = next((row for row in KEYS if name[place].lower() in row), "e")
        beside = row[max(0, row.find(name[place].lower()) - 1)]
        return name[:place] + beside + name[place + 1 :]

    def page(self) -> Page:
        """A page of somebody with a chart (88%), of a relative without (4%), or of a stranger."""
        draw, chance = self.draw, self.draw.random()
        place = draw.randrange(len(self.people))
        while chance < 0.92 and bool(self.people[place][2]) != (chance < 0.88):
            place = draw.randrange(len(self.people))
        person, trap, charts = self.people[place]
        if chance >= 0.92:
            person, trap, charts = self._stranger(), "stranger", frozenset()
        kind = draw.choices(list(KINDS), [row[0] for row in KINDS.values()])[0]
        form = draw.choices(list(TYPES), [row[0] for row in TYPES.values()])[0]
        if charts and draw.random() < 0.5:  # the sender's own number is as likely as ours
            person = replace(person, mrn=draw.choice(sorted(charts))[1:])
        text = self._printed(person, TYPES[form][1])
        if draw.random() < 0.004 and "birth_date" in text:
            text["birth_date"], trap = _swapped(text["birth_date"]), "transposed date"
        elif draw.random() < 0.004:
            trap = self._role(text, place)
        return Page(self._read(text, kind), form, kind, trap, charts)

    def _stranger(self) -> Patient:
        draw = self.draw
        person = self._person(self._born(1935, 2025), draw.choice("FM"))
        return replace(
            person,
            family_name=self._pick(self.families, self.family),
            mrn=str(draw.randint(10**5, 10**7)),
            phone=f"{draw.randint(201, 980)}{draw.randint(2000000, 9999999)}",
            address_line=f"{draw.randint(1, 2999)} {draw.choice(ROADS)} Street",
            postal_code=f"{draw.randint(10000, 99999)}",
            member_id=f"HX{draw.randint(10**7, 10**9):09d}",
        )

    def _printed(self, person: Patient, shown: dict[str, float]) -> dict[str, str]:
        draw = self.draw
        text = {"family_name": person.family_name, "given_name": person.given_name}
        for name, share in {"middle_name": 0.4, "suffix": 0.5, "ssn_last4": 0.05, **shown}.items():
            value = getattr(person, name)
            if name == "mrn" and not value:
                value = str(700_000 + draw.randrange(3 * len(self.charts)))
            if value and draw.random() < share:
                text[name] = value
        if "address_line" in text:
            text["postal_code"] = person.postal_code
        if "middle_name" in text and draw.random() < 0.6:
            text["middle_name"] = text["middle_name"][0]
        if draw.random() < 0.06:
            text["given_name"] = self.short.get(person.given_name, person.given_name)
        if " " in person.family_name and draw.random() < 0.4:
            text["family_name"] = draw.choice(person.family_name.split())
        elif person.sex == "F" and draw.random() < 0.02:  # the name before or after marriage
            text["family_name"] = self._pick(self.families, self.family)
        if draw.random() < 0.006:
            text["given_name"] = text["given_name"][0]
        if draw.random() < 0.003:
            text["family_name"], text["given_name"] = text["given_name"], text["family_name"]
        return text

    def _role(self, text: dict[str, str], place: int) -> str:
        """Another role's value is taken for the patient's."""
        start, draw = self.home[place], self.draw
        member = self.people[min(len(self.people) - 1, start + draw.randint(0, 2))][0]
        if draw.random() < 0.4:  # a provider of the patient's last name, or any other
            other = self.people[draw.randrange(len(self.people))][0]
            text["given_name"] = other.given_name
            if draw.random() < 0.5:
                text["family_name"] = other.family_name
            return "provider's name"
        field = draw.choice(("given_name", "birth_date"))
        if field in text:
            text[field] = getattr(member, field)
        return "guarantor's value"

    def _read(self, text: dict[str, str], kind: str) -> Extraction:
        draw, (_, rate, lost, mean) = self.draw, KINDS[kind]
        fields = {}
        for name, value in text.items():
            if draw.random() < lost * (0.3 if name in ("family_name", "given_name") else 1.0):
                continue
            read = "".join(self._seen(c, rate) for c in value) if rate else value
            if name == "birth_date" and not _is_date(read):
                continue  # a date that is none is no field
            if read.strip():
                spread = (1 - mean) * (2.0 if read != value else 0.8)
                sure = min(0.999, max(0.3, draw.gauss(mean - (read != value) * 0.12, spread)))
                fields[name] = Field(value=read, raw=read, page=1, box=BOX, confidence=sure)
        return Extraction(fields=fields, patients=1)

    def _seen(self, c: str, rate: float) -> str:
        draw = self.draw
        if c == "-" or draw.random() >= rate:
            return c
        chance = draw.random()
        if chance < 0.7:
            new = draw.choice(LOOKS.get(c.upper(), c))
            if c.isdigit() and draw.random() < 0.8:
                new = draw.choice([d for d in LOOKS[c] if d.isdigit()] or [c])
            return new.lower() if c.islower() else new
        return "" if chance < 0.85 else c + draw.choice("il.t1 ")


def _swapped(born: str) -> str:
    year, month, day = born.split("-")
    return f"{year}-{day}-{month}" if int(day) <= 12 else born


def _wrong_date(born: str, draw: random.Random) -> str:
    if draw.random() < 0.4:
        return _swapped(born)
    return f"{int(born[:4]) + draw.choice((-10, -1, 1, 10))}{born[4:]}"


def _is_date(text: str) -> bool:
    parts = text.split("-")
    return [len(p) for p in parts] == [4, 2, 2] and text.replace("-", "").isdigit() and 1 <= int(parts[1]) <= 12
