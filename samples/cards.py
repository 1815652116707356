"""Insurance cards: the member, the payer and the numbers on one face or two, alone or copied on a page.

A card's script is that of `script.py`, and besides: `FRONT issuer` and `BACK issuer` begin a face, `PAGE` returns to the
sheet around it; `<id>` prints one of the words that offices know for a label; `{issuer} {plan=...} {memid} {group} {bin}
{pcn} {rxgrp} {eff} {pphone}` are values of the truth; `{dep}` is a dependent, `{free}` another toll-free number.
"""

from __future__ import annotations

import re

from blocks import Block, Card, Line, Sheet, Span
from cards_commercial import COMMERCIAL
from cards_more import MORE
from cards_public import PUBLIC
from clauses import owned
from people import World
from persons import full_name, invent_member_id
from scene import Scene
from script import Family, blocks, choose, inline, plain, script_lines

CARD_LABELS: dict[str, tuple[str, ...]] = {
    "id": ("Member ID", "ID", "ID No.", "Subscriber ID", "Identification No.", "Enrollee ID", "Cert #", "Member #", "ID Number", "Member ID #", "MEMBER ID NUMBER", "Contract #", "Identification"),
    "member": ("Member", "Member Name", "Name", "Subscriber", "Enrollee", "Subscriber Name", "Insured", "Employee", "Cardholder", "Member:", ""),
    "group": ("Group", "Group #", "Grp", "Group No.", "Group Number", "GRP #", "Account", "Policy", "Employer Group", "Acct No."),
    "bin": ("RxBIN", "BIN", "Rx BIN", "RXBIN #", "BIN #", "BIN No.", "Bin"),
    "pcn": ("PCN", "RxPCN", "Rx PCN", "PCN #"),
    "rxgrp": ("RxGrp", "RxGroup", "Rx Group", "RXGRP", "Rx Grp", "GRP (Rx)"),
    "eff": ("Effective", "Eff.", "Effective Date", "Coverage begins", "Eff Date", "Coverage Effective", "Start date", "Member since", "Issue/Eff. Date"),
    "plan": ("Plan", "Product", "Coverage", "Plan Type", "Plan Name", "Benefit Plan", "Network"),
    "svc": ("Member Services", "Customer Service", "Questions? Call", "Customer Care", "Member Service Line", "For help call", "Call us", "Members call", "Contact Center"),
    "payerid": ("Payer ID", "EDI Payer #", "Electronic payer ID", "Claims payer ID", "Payor ID"),
    "claims": ("Send claims to", "Mail claims to", "Claims", "Submit medical claims", "Claims address", "Medical claims"),
    "prov": ("Providers", "Provider Services", "Eligibility & benefits", "Provider line", "Pre-certification"),
    "dob": ("DOB", "Date of Birth", "Birth date", "Born"),
    "deps": ("Dependents", "Covered dependents", "Family members", "Dep.", "Also covered"),
}  # fmt: skip


class CardScene(Scene):
    """A scene that knows the numbers of one card; a patient's own payer and number where the kind of card allows."""

    def __init__(self, world: World, kind: str) -> None:
        super().__init__(world)
        own = self.patient.payer if self._suits(kind, self.patient.payer) else ""
        self.payer_name = own or {"medicare": "Medicare"}.get(kind, "")
        self.issuer = world.payer(own or self.payer_name or self._stock("payer"))
        self.member_id = self.patient.member_id if own else ""
        self.kind = kind
        self.printed: dict[str, str] = {}
        self.member_style = self.rng.choice(
            ("first_last", "first_last_plain", "first_middle_last", "first_last", "LAST_FIRST", "last_first")
        )

    @staticmethod
    def _suits(kind: str, payer: str) -> bool:
        words = {
            "medicare": payer == "Medicare",
            "medicaid": "Medicaid" in payer,
            "advantage": "Advantage" in payer,
            "union": "Union" in payer,
            "market": "Market" in payer,
        }
        return words.get(kind, bool(payer) and not any(words.values()))

    def say(self, text: str) -> str:
        return re.sub(r"<(\w+)>", lambda m: self.rng.choice(CARD_LABELS[m[1]]), text)

    def _tagged(self, field: str, text: str, value: str | None = None) -> Line:
        self.printed[field] = value or text
        return (Span(text, field, value or text),)

    def _member_number(self, pattern: str) -> Line:
        if not self.member_id:
            invented = self.world.code(pattern) if pattern else invent_member_id(self.rng, self.issuer.name)
            self.member_id = invent_member_id(self.rng, "Medicare") if self.kind == "medicare" else invented
        text = self.member_id
        if self.kind == "medicare" and len(text) == 11:
            text = f"{text[:4]}-{text[4:7]}-{text[7:]}"
        return (Span(text, "member_id", self.member_id),)

    def _effective(self) -> Line:
        start = self.world.date(-700, 0).replace(day=1)
        start = start.replace(month=self.rng.choice((1, 1, 1, start.month)))
        return (
            self.world.date_span("effective_date", start, self.rng.choice(("us", "us_bare", "us", "us_dash", "iso"))),
        )

    def _member_name(self, style: str) -> Line:
        line = self.world.name_span(style)
        self.printed["member_name"] = plain(line)
        return line

    def _group(self, pattern: str) -> Line:
        return self._tagged(
            "group_number",
            self.world.code(
                pattern or self.rng.choice(("######", "#####-##", "@@####", "G-####", "0######", "@#####-###", "####"))
            ),
        )

    def _own(self, key: str, arg: str) -> Line | None:
        free = f"80055501{self.rng.randint(0, 99):02d}"
        style = self.rng.choice(("dash", "paren", "dash", "dot"))
        if key in ("bin", "pcn", "rxgrp"):
            value = {"bin": self.issuer.rx_bin, "pcn": self.issuer.rx_pcn, "rxgrp": self.issuer.rx_group}[key]
            return self._tagged({"bin": "rx_bin", "pcn": "rx_pcn", "rxgrp": "rx_group"}[key], value)
        makers = {
            "issuer": lambda: self._tagged("payer_name", arg or self.issuer.name),
            "issuer.": lambda: (self.issuer.name,),
            "unionfund": lambda: self._tagged("payer_name", self._stock("union")),
            "nationplan": lambda: self._tagged("payer_name", self._stock("nation")),
            "mcb": lambda: (self.world.fmt_date(self.world.date(-4000, -900).replace(day=1)),),
            "plan": lambda: self._tagged("plan_name", arg or self.rng.choice(self.issuer.plans)),
            "memid": lambda: self._member_number(arg),
            "member": lambda: self._member_name(arg or self.member_style),
            "group": lambda: self._group(arg),
            "eff": self._effective,
            "pphone": lambda: self._tagged(
                "payer_phone", self.world.fmt_phone(self.issuer.phone, style), self.issuer.phone
            ),
            "free": lambda: (self.world.fmt_phone(free, style),),
            "payerid": lambda: (self.issuer.payer_id,),
            "paddr": lambda: (self.issuer.address,),
            "dep": lambda: (
                full_name(self.world.relative(self.rng.choice(("spouse", "son", "daughter"))), "initial").upper(),
            ),
        }
        return makers[key]() if key in makers else None

    def _value(self, key: str, hand: bool) -> Line:
        name, _, arg = key.partition("=")
        return self._own(name, arg) or super()._value(key, hand)


def _faces(scene: CardScene, lines: list[str]) -> tuple[Block, ...]:
    """The blocks of the page, with each face's lines gathered in a `Card`."""
    out: list[Block] = []
    head, side, gathered = "", "", []

    def close() -> None:
        made = blocks(scene, gathered)
        if side:
            shown = inline(scene, choose(scene, head))
            issuer = next((part for part in shown if isinstance(part, Span)), plain(shown))
            out.append(Card(side=side, issuer=issuer, blocks=made))  # type: ignore[arg-type]
        else:
            out.extend(made)

    for line in lines:
        word, _, rest = line.partition(" ")
        if word in ("FRONT", "BACK", "PAGE"):
            close()
            head, side, gathered = rest, {"FRONT": "front", "BACK": "back"}.get(word, ""), []
        else:
            gathered.append(line)
    close()
    return tuple(out)


def _without_back(scene: CardScene, lines: list[str]) -> list[str]:
    """A quarter of the copies show the front only."""
    backs = [i for i, line in enumerate(lines) if line.startswith("BACK")]
    return lines[: backs[0]] if backs and scene.rng.random() < 0.25 else lines


def _spread(scene: CardScene, family: str, lines: list[str]) -> list[str]:
    """Long values mostly get a row of their own, and a back carries some of the family's small print."""
    out = []
    for line in lines:
        wide = line.startswith("F2") and ("{memid" in line or "{member" in line) and scene.rng.random() < 0.6
        out.append("F1" + line[2:] if wide else line)
        if line.startswith("BACK"):
            small = list(owned("card_back", family, 7))
            out.extend(scene.rng.sample(small, scene.rng.randint(0, 4)))
    return out


def card(name: str, script: str) -> Family:
    """A family of cards. The script's first line is `KIND commercial|medicare|medicaid|advantage|union|market`."""
    first, _, body = script.strip().partition("\n")
    kind = first.split()[1]

    def build(world: World) -> Sheet:
        scene = CardScene(world, kind)
        lines = [scene.say(line) for line in _spread(scene, name, _without_back(scene, script_lines(scene, body)))]
        made = _faces(scene, lines)
        truth: dict[str, object] = (
            {"member_name": scene.printed["member_name"]} if "member_name" in scene.printed else {}
        )
        return Sheet(type="insurance_card", family=f"card.{name}", blocks=made, truth=truth)

    return build


FAMILIES: dict[str, Family] = {
    f"card.{name}": card(name, script) for name, script in {**COMMERCIAL, **PUBLIC, **MORE}.items()
}
