"""Laboratory reports written as scripts (see script.py): their slots, and the marks that only they have.

A script may begin with `CASE abnormal_rate [status,status]`. Further slots: lab labaddr labphone clia director ord copyto acc
coll rep (dates, at times with the hour) colld repd (dates only) rec clinic comment, `stat final/preliminary/corrected` in the
office's words, and for an analyte `v key` its value, `f key` flag, `u key` units, `g key` range; of an abnormal report at least
one must be asked for as `v! key`, which is then out of range. `{a:X~Y}` is X on an abnormal report, else Y. The paragraph
`@panel cbc,bmp 1-2 arrow :: Test=Assay; Result; Units` stands for that many of the panels with these columns (LabCase.results),
and `C STAT label :: Final || Preliminary` ticks the status.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analytes import Result, draw_result
from blocks import Block, Checks, Line, Para, Sheet, Span
from labcase import LabCase
from people import World
from scene import Scene
from script import Family, sheet

_EITHER = re.compile(r"\{a:((?:[^{}~]|\{[^{}]*\})*)~((?:[^{}~]|\{[^{}]*\})*)\}")
STATUSES = ("final", "preliminary", "corrected")
STATUS_WORDS = {"final": "final|complete", "preliminary": "prelim|interim|partial", "corrected": "correct|amend|revis"}


class LabScene(Scene):
    """A scene around one report: its doctor ordered, its second doctor gets a copy, its practice is the client."""

    def __init__(self, world: World, rate: float, statuses: tuple[str, ...]) -> None:
        super().__init__(world)
        self.case = LabCase(world, rate, statuses)
        self.place, self.doctors = self.case.clinic, {"": self.case.provider, "2": self.case.copied}
        self.day = self.sign_day = self.case.reported_on
        self.drawn: dict[str, Result] = {}

    def _result(self, key: str, surely: bool) -> Result:
        if key not in self.drawn:
            odd = self.case.abnormal and (surely or self.world.chance(0.15))
            self.drawn[key] = draw_result(self.world, key, odd)
        return self.drawn[key]

    def _own(self, key: str) -> Line | None:
        c, w = self.case, self.world
        if match := re.fullmatch(r"([vfug])(!?) (\w+)", key):
            r = self._result(match[3], bool(match[2]))
            return ({"v": r.value, "f": r.flag, "u": r.units, "g": r.range}[match[1]],)
        if key.startswith("stat"):
            words = key[5:].split("/") if "/" in key else []
            return (c.status(dict(zip(STATUSES, words, strict=False))),)
        lines = {"coll": lambda: c.collected, "rep": lambda: c.reported}
        if key in lines:
            return lines[key]()
        tagged = {
            "lab": lambda: c.performing, "ord": lambda: c.ordering, "acc": lambda: c.accession,
            "colld": lambda: w.date_span("collected_date", c.collected_on), "repd": lambda: w.date_span("reported_date", c.reported_on),
        }  # fmt: skip
        if key in tagged:
            return (tagged[key](),)
        plain = {
            "labaddr": f"{c.lab.address}, {c.lab.city_line}", "labphone": w.fmt_phone(c.lab.phone), "clia": c.lab.clia, "copyto": c.copy_to,
            "rec": c.received, "clinic": c.clinic.name, "comment": c.comment(), "director": c.director(),
        }  # fmt: skip
        return (plain[key],) if key in plain else None

    def _value(self, key: str, hand: bool) -> Line:
        own = self._own(key)
        if own is None:
            return super()._value(key, hand)
        return tuple(replace(p, hand=True) if isinstance(p, Span) else Span(p, hand=True) for p in own) if hand else own

    def letterhead(self, kind: str) -> tuple[str | Span, ...]:  # type: ignore[override]
        """As every scene's, but `lab` is the performing laboratory."""
        return self.case.named_as_letterhead().lines if kind == "lab" else super().letterhead(kind)


def _panels(scene: LabScene, text: str) -> list[Block]:
    head, _, columns = text.partition("::")
    names, count, *flag = head.split()[1:]
    low, high = (int(n) for n in count.split("-"))
    taken = scene.world.sample(names.split(","), scene.world.number(low, high))
    return scene.case.results(taken, tuple(c.strip() for c in columns.split(";")), flag=(flag or ["letter"])[0])


def _read(scene: LabScene, block: Block) -> list[Block]:
    if isinstance(block, Para) and isinstance(block.parts[0], str) and block.parts[0].startswith("@panel "):
        return _panels(scene, block.parts[0])
    if isinstance(block, Checks) and block.label.startswith("STAT"):
        status = scene.case.status_value
        ticks = tuple((text, bool(re.search(STATUS_WORDS[status], text, re.IGNORECASE))) for text, _ in block.options)
        return [Checks(block.label[4:].strip(), ticks, "result_status", status)]
    return [block]


def lab(name: str, script: str) -> Family:
    """A family of laboratory results written as a script."""
    first, _, rest = script.strip().partition("\n")
    opened = first.startswith("CASE ")
    rate, statuses = [*first.split()[1:], "final,final,final,corrected,preliminary"][:2] if opened else ("0.5", "final")
    body = rest if opened else script

    def build(world: World) -> Sheet:
        scene = LabScene(world, float(rate), tuple(statuses.split(",")))
        text = _EITHER.sub(lambda m: m[1 if scene.case.abnormal else 2], body)
        made = sheet(scene, text, "lab_result", f"lab.{name}", {"abnormal": scene.case.abnormal})
        return replace(made, blocks=tuple(b for block in made.blocks for b in _read(scene, block)))

    return build


def labs(scripts: dict[str, str]) -> dict[str, Family]:
    """Families of laboratory results by their whole names."""
    return {f"lab.{name}": lab(name, script) for name, script in scripts.items()}
