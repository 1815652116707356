"""What the slots of a script print: one document's people, places, dates and numbers, each steady where it has to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from blocks import Inline, Line, Span
from people import World
from persons import Person, Place, Provider, full_name
from scene_words import LABELS, PRONOUNS, RELATIONSHIPS_ES, SPANISH
from stock import STOCK


class Scene:
    """One document in the making. `signed` and `signer*` matter to consents; the script's main signature follows them."""

    def __init__(
        self, world: World, signer: str = "self", signed: bool = True, spanish: bool = False, wordy: bool = True
    ) -> None:
        self.world, self.rng = world, world.rng
        self.patient = world.patient
        self.spanish, self.wordy = spanish, wordy
        self.labels = {**LABELS, **SPANISH} if spanish else LABELS
        self.memo: dict[str, Line] = {}
        self.used: set[str] = set()
        self.signed, self.relationship = signed, signer
        self.place = world.practice()
        self.place2 = world.practice(world.specialty())
        self.doctors: dict[str, Provider] = {"": world.provider(), "2": world.provider(self.place2.specialty)}
        self.signer = self.patient if signer == "self" else self._relative(signer)
        self.day = max(world.date(-90, 0), self.patient.birth_date + timedelta(days=20))
        self.sign_day = self.day
        self.pen = self.rng.random() < 0.35  # whoever signs also writes name and date by hand

    # -- signers --------------------------------------------------------------------------------------------------------
    def _relative(self, role: str) -> Person:
        known = {
            "legal guardian": "guardian",
            "health care proxy": "spouse",
            "power of attorney": "son",
            "stepfather": "father",
        }
        return self.world.relative(known.get(role, role))

    @property
    def signer_ink(self) -> str:
        return full_name(self.signer, "none") if self.signed else ""

    def other_ink(self, label: str) -> str:
        """The hand of the patient where the line is the patient's, else of a doctor or a witness."""
        for doctor in self.doctors.values():
            if doctor.family in label:
                return full_name(doctor, "none")
        if re.search(r"patient|declarant|employee|insured|applicant|member", label.lower()):
            return full_name(self.patient, "none")
        return (
            full_name(self.doctors[self.rng.choice(("", "2"))], "none")
            if self.rng.random() < 0.5
            else self._stock("person")
        )

    def _signer_name(self, hand: bool = False) -> Line:
        if not self.signed:
            return (self.rng.choice(("", "____________________", "")),)
        style = self.rng.choice(("initial", "none", "none", "full"))
        text = full_name(self.signer, style)
        return (Span(text, "signer_name", text, hand),)

    def _relationship(self, hand: bool = False) -> Line:
        if not self.signed:
            return (self.rng.choice(("", "______________")),)
        word = RELATIONSHIPS_ES.get(self.relationship, self.relationship) if self.spanish else self.relationship
        shown = word if self.rng.random() < 0.5 else word.capitalize()
        return (Span(shown, "signer_relationship", self.relationship, hand),)

    def _sign_date(self, hand: bool = False) -> Line:
        if not self.signed:
            return (self.rng.choice(("", "____/____/______", "__________")),)
        return (
            self.world.date_span(
                "signed_date", self.sign_day, None if not hand else self.rng.choice(("us_bare", "us_short")), hand
            ),
        )

    # -- the patient -----------------------------------------------------------------------------------------------------
    def _patient(self, key: str, hand: bool) -> Line | None:
        w = self.world
        makers: dict[str, Callable[[], Line]] = {
            "name": lambda: w.name_span(hand=hand),
            "name,": lambda: w.name_span(self.rng.choice(("last_first", "LAST_FIRST")), hand),
            "name.": lambda: w.name_span(
                self.rng.choice(("first_last", "first_last_plain", "first_middle_last")), hand
            ),
            "first": lambda: (w.given_span(hand),),
            "last": lambda: (w.family_span(hand),),
            "middle": lambda: (w.middle_span(hand),),
            "dob": lambda: (w.dob_span(hand=hand),),
            "sex": lambda: (w.sex_span(self.rng.choice(("word", "letter")), hand),),
            "mrn": lambda: (w.mrn_span(hand),),
            "phone": lambda: (w.phone_span(hand=hand),),
            "addr": lambda: w.address_span(hand),
            "street": lambda: (w.street_span(hand),),
            "citystate": lambda: w.city_line(hand),
            "ssn4": lambda: (w.ssn_span(self.rng.choice(("masked", "last4"))),),
            "mid": lambda: self._member(hand),
        }
        return makers[key]() if key in makers else None

    def _member(self, hand: bool) -> Line:
        return (
            (self.world.member_span(hand),) if self.patient.member_id else (self.rng.choice(("", "self pay", "none")),)
        )

    def who(self, keys: list[str]) -> list[tuple[str, Inline | Line]]:
        """Label-value pairs of the patient; the name comes first, the others in any order."""
        kept = [k.rstrip("?") for k in keys if not k.endswith("?") or self.rng.random() < 0.5]
        head, tail = kept[:1], kept[1:]
        if self.rng.random() < 0.5:
            self.rng.shuffle(tail)
        if head == ["name"] and self.rng.random() < 0.2:
            head = ["last", "first"]
        hand = self.rng.random() < 0.12
        return [self._pair(key, hand) for key in head + tail]

    def _pair(self, key: str, hand: bool) -> tuple[str, Inline | Line]:
        label = self.rng.choice(self.labels.get(key) or LABELS[key])
        if key == "name" and label.lower() in ("name", "pt name") and self.rng.random() < 0.3:
            label += " (last, first)"
            return label, self._patient("name,", hand) or ""
        value = self._patient(key, hand) or ("",)
        return label, value[0] if len(value) == 1 else value

    # -- others -----------------------------------------------------------------------------------------------------------
    def _stock(self, name: str) -> str:
        fresh = [x for x in STOCK[name] if x not in self.used] or list(STOCK[name])
        picked = self.rng.choice(fresh)
        self.used.add(picked)
        return picked

    def _doctor(self, key: str) -> str | None:
        match = re.fullmatch(r"prov(2?)(last|init|)", key)
        if not match:
            return None
        who = self.doctors[match[1]]
        forms = {"last": who.family, "init": who.given[0] + who.family[0], "": who.printed}
        return forms[match[2]]

    def _place(self, key: str) -> str | None:
        known: dict[str, Callable[[], str]] = {
            "prac": lambda: self.place.name,
            "prac2": lambda: self.place2.name,
            "pracphone": lambda: self.world.fmt_phone(self.place.phone),
            "pracfax": lambda: self.world.fmt_phone(self.place.fax),
            "pracaddr": lambda: f"{self.place.address}, {self.place.city_line}",
            "payer": lambda: self.patient.payer or self._stock("payer"),
            "npi": lambda: self.doctors[""].npi,
            "tel": lambda: self.world.fmt_phone(self.world.phone()),
            "age": lambda: str(max(0, self.world.age(self.day))),
            "kin": lambda: full_name(
                self.world.relative(self.rng.choice(("spouse", "mother", "son", "daughter"))), "none"
            ),
            "time": lambda: self.world.time(7, 19),
            "aamva": self._aamva,
        }
        return known[key]() if key in known else None

    def _aamva(self) -> str:
        """What a driver licence's PDF417 holds (AAMVA element ids)."""
        p = self.patient
        parts = {
            "DCS": p.family.upper(),
            "DAC": p.given.upper(),
            "DAD": p.middle.upper(),
            "DBB": f"{p.birth_date:%m%d%Y}",
            "DBC": "1" if p.sex == "M" else "2",
            "DAG": p.address.upper(),
            "DAI": p.city.upper(),
            "DAJ": p.state,
            "DAK": p.zip + "0000",
            "DAQ": self.world.code("@#######"),
        }
        return "@\nANSI 636000080002DL00410278\nDL" + "\n".join(key + value for key, value in parts.items())

    def _number(self, key: str) -> str | None:
        if match := re.fullmatch(r"d([+-]?\d+)", key):
            return self._date(int(match[1]))
        if match := re.fullmatch(r"n(-?\d+)-(\d+)", key):
            return str(self.rng.randint(int(match[1]), int(match[2])))
        if match := re.fullmatch(r"x([\d.]+)-([\d.]+)", key):
            return f"{self.rng.uniform(float(match[1]), float(match[2])):.{self.rng.choice((1, 1, 1, 2))}f}"
        if match := re.fullmatch(r"\$(\d+)-(\d+)", key):
            return f"${self.rng.uniform(int(match[1]), int(match[2])):,.2f}"
        if key.startswith("id "):
            return self.world.code(key[3:].replace("A", "@"))
        return None

    def _date(self, offset: int) -> str:
        spread = abs(offset) // 3
        shift = offset + (self.rng.randint(-spread, spread) if spread else 0)
        return self.world.fmt_date(date.fromordinal(self.day.toordinal() + shift))

    def slot(self, key: str) -> Line:
        """The value of a slot. `~` writes it in pen; `#n` at its end keeps it for the next mention.

        Patient: name name, name. first last middle dob sex mrn phone addr street citystate ssn4 mid. Signer: signer rel
        signdate. Other people: prov prov2 (provlast, provinit) npi person kin. Places: prac prac2 payer and the lists of
        `stock`. Values: d-3 (a day about so far from the document's date) n1-9 x0.5-2.5 $10-90 `id AA##` tel time age.
        """
        hand = key.startswith("~")
        key = key.lstrip("~")
        if key in self.memo:
            return self.memo[key]
        value = self._value(
            key.partition("#")[0] if re.search(r"#\w$", key) and not key.startswith("id ") else key, hand
        )
        if re.search(r"#\w$", key) and not key.startswith("id "):
            self.memo[key] = value
        return value

    def _value(self, key: str, hand: bool) -> Line:
        hand = hand or (self.pen and key in ("signer", "rel", "signdate"))
        signer = {"signer": self._signer_name, "rel": self._relationship, "signdate": self._sign_date}
        if key in signer:
            return signer[key](hand)
        if tagged := self._patient(key, hand):
            return tagged
        if key in PRONOUNS:
            return (PRONOUNS[key][0 if self.patient.sex == "M" else 1],)
        text = self._doctor(key) or self._place(key) or self._number(key)
        text = text if text is not None else self._stock(key)
        return (Span(text, hand=True),) if hand else (text,)

    # -- letterheads ------------------------------------------------------------------------------------------------------
    def letterhead(self, kind: str) -> tuple[str, ...]:
        """The sender's lines: a kind of place, or free text with ` / ` between the lines."""
        w = self.world
        places: dict[str, Callable[[], Place]] = {
            "practice": lambda: self.place,
            "practice2": lambda: self.place2,
            "hospital": lambda: w.place("hospital"),
            "lab": w.lab,
            "imaging": lambda: replace(w.place("hospital"), name=self._stock("imaging")),
        }
        if kind not in places:
            return self._free_head(kind)
        p = places[kind]()
        tel, fax = w.fmt_phone(p.phone), w.fmt_phone(p.fax)
        contact = self.rng.choice(
            (f"Phone {tel}  Fax {fax}", f"Tel: {tel} | Fax: {fax}", f"T {tel}  F {fax}", tel, f"Ph. {tel}")
        )
        return self.rng.choice(
            (
                (p.name, f"{p.address}, {p.city_line}", contact),
                (p.name, p.address, p.city_line, contact),
                (p.name, contact),
            )
        )

    def _free_head(self, text: str) -> tuple[str, ...]:
        shown = re.sub(
            r"\{([^{}]+)\}", lambda m: "".join(x.text if isinstance(x, Span) else x for x in self.slot(m[1])), text
        )
        lines = [line.strip() for line in shown.split(" / ")]
        if self.rng.random() < 0.5:
            place = self.world.practice()
            lines.insert(1, f"{place.address}, {place.city_line}")
        return tuple(lines)
