"""Referrals written as scripts (see script.py): their slots, and the marks that only they have.

A script may begin with `SPEC specialty [as printed specialty] [:: code words; code words]`, which settles whom the patient
goes to and what for. Further slots: by byfirst bylast npi to tolast spec date urg auth codes codewords code1 words1 problem
sender senderfax senderphone target targetfax targetphone (hence prac is the sender and prac2 the receiver). `C URG label ::
Routine || Urgent || Stat` ticks the urgency (options that are none of them stand after a `*` or are left blank), and a table
row that begins with `-dx` stands once for each diagnosis.
"""

from __future__ import annotations

import re
from dataclasses import replace

from blocks import Block, Checks, Line, Sheet, Span
from people import World
from referralcase import ReferralCase
from scene import Scene
from script import Family, sheet

LEVELS = ("routine", "urgent", "stat")
WORDS = {
    "routine": "routine|standard|elective|non-urgent|next available|non urgente|rutina",
    "urgent": "urgent|expedited|soon|priority|asap|urgente|within",
    "stat": "stat|emergent|emergency|same day|today|immediate",
}


class ReferralScene(Scene):
    """A scene around one referral: its doctor is who refers, its second doctor who is referred to."""

    def __init__(
        self, world: World, specialty: str | None, shown: str | None, pool: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__(world)
        self.case = ReferralCase(world, specialty)
        if shown:
            self.case.specialty_name = shown
        if pool:
            self.case.icd = world.sample(pool, world.number(1, min(3, len(pool))))
        self.place, self.place2 = self.case.sender, self.case.target
        self.doctors = {"": self.case.by, "2": self.case.to}
        self.day = self.sign_day = self.case.on

    def _own(self, key: str) -> Line | None:
        c, w = self.case, self.world
        plain = {
            "byfirst": c.by.given, "bylast": c.by.family, "tolast": c.to.family, "problem": c.problem, "sender": c.sender.name,
            "target": c.target.name, "senderfax": w.fmt_phone(c.sender.fax), "senderphone": w.fmt_phone(c.sender.phone),
            "targetfax": w.fmt_phone(c.target.fax), "targetphone": w.fmt_phone(c.target.phone), "targetaddr": f"{c.target.address}, {c.target.city_line}",
            "His": "His" if w.patient.sex == "M" else "Her", "plan": w.payer().name,
        }  # fmt: skip
        if key in plain:
            return (plain[key],)
        tagged = {
            "by": c.referring, "by.": lambda: c.referring("credential"), "to": c.referred_to, "to.": lambda: c.referred_to("credential"),
            "npi": lambda: c.npi, "spec": lambda: c.specialty, "date": lambda: c.date, "longdate": c.long_date, "urg": c.urgency, "auth": lambda: c.auth,
        }  # fmt: skip
        if key in tagged:
            return (tagged[key](),)
        return {"codes": c.codes, "codewords": c.codes_words}.get(key) or self._diagnosis(key)

    def _diagnosis(self, key: str) -> Line | None:
        """`code1` and `words1` are the first diagnosis, and so on."""
        match = re.fullmatch(r"(code|words)(\d)", key)
        if not match:
            return None
        code, words = self.case.icd[int(match[2]) - 1]
        if match[1] == "words":
            return (words,)
        return (Span(code, "diagnosis_codes", tuple(c for c, _ in self.case.icd)),)

    def _value(self, key: str, hand: bool) -> Line:
        own = self._own(key)
        if own is None:
            return super()._value(key, hand)
        return tuple(replace(p, hand=True) if isinstance(p, Span) else Span(p, hand=True) for p in own) if hand else own


def _ticked(scene: ReferralScene, block: Block) -> Block:
    """`C URG` with the box of this referral's urgency ticked; where it has no such box, the nearest slower one is."""
    if not (isinstance(block, Checks) and block.label.startswith("URG")):
        return block
    levels = [next((v for v in LEVELS if re.search(WORDS[v], text, re.IGNORECASE)), None) for text, _ in block.options]
    known = [v for v in levels if v]
    if scene.case.urgency_value not in known:
        scene.case.urgency_value = known[-1]
    at = levels.index(scene.case.urgency_value)
    options = tuple((text, ticked or i == at) for i, (text, ticked) in enumerate(block.options))
    return Checks(block.label[3:].strip(), options, "urgency", scene.case.urgency_value)


def _opened(script: str) -> tuple[str | None, str | None, tuple[tuple[str, str], ...], str]:
    first, _, body = script.strip().partition("\n")
    if not first.startswith("SPEC "):
        return None, None, (), script
    names, _, codes = first[5:].partition("::")
    specialty, _, shown = names.partition(" as ")
    pool = tuple((c.split(" ", 1)[0], c.split(" ", 1)[1]) for c in (x.strip() for x in codes.split(";")) if c)
    return specialty.strip() or None, shown.strip() or None, pool, body


def referral(name: str, script: str) -> Family:
    """A family of referrals written as a script."""
    specialty, shown, pool, body = _opened(script)

    def build(world: World) -> Sheet:
        scene = ReferralScene(world, specialty, shown, pool)
        count = len(scene.case.icd)
        lines = [
            "\n".join("- " + line[4:].replace("#N", str(i + 1)) for i in range(count))
            if line.startswith("-dx ")
            else line
            for line in body.splitlines()
        ]
        made = sheet(scene, "\n".join(lines), "referral", f"referral.{name}")
        return replace(made, blocks=tuple(_ticked(scene, b) for b in made.blocks))

    return build


def referrals(scripts: dict[str, str]) -> dict[str, Family]:
    """Families of referrals by their whole names."""
    return {f"referral.{name}": referral(name, script) for name, script in scripts.items()}
