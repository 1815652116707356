"""The facts of one laboratory report, and its recurring parts, from which the families compose their pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from analytes import PANELS, Result, panel
from blocks import Block, Fields, Inline, Letterhead, Line, Sheet, Span, Table
from people import World

COMMENTS = (
    "Specimen slightly hemolyzed; potassium may be affected.", "Fasting status unknown.", "Results verified by repeat analysis.",
    "Reference ranges are for adults unless noted.", "See scanned report for graph.", "Delta check failed, result confirmed.",
    "Interpret with clinical findings.", "Lipemic specimen.", "Sample received at ambient temperature.", "Previous results available on request.",
)  # fmt: skip


class LabCase:
    """Dates in their natural order, the people of the report, and values as spans of the truth."""

    def __init__(
        self,
        world: World,
        abnormal_rate: float = 0.55,
        statuses: Sequence[str] = ("final", "final", "final", "corrected", "preliminary"),
    ) -> None:
        self.w = world
        self.lab, self.clinic = world.lab(), world.practice()
        self.provider, self.copied = world.provider(), world.provider()
        self.collected_on: date = world.date(-45, -4)
        self.received_on = self.collected_on + timedelta(days=world.number(0, 1))
        self.reported_on = self.received_on + timedelta(days=world.number(0, 3))
        self.abnormal = world.chance(abnormal_rate)
        self.status_value = world.pick(statuses)
        self.provider_style = world.pick(("credential", "credential", "last_first", "LAST_FIRST", "first_last"))
        self.names_accession = world.code(
            world.pick(("@########", "##-###-#####", "@@##-######", "##########", "@##-####", "####-@@-#####"))
        )

    # -- values ---------------------------------------------------------------------------------------------------------
    @property
    def collected(self) -> Line:
        return self.w.dated("collected_date", self.collected_on)

    @property
    def reported(self) -> Line:
        return self.w.dated("reported_date", self.reported_on)

    @property
    def received(self) -> str:
        return f"{self.w.fmt_date(self.received_on)} {self.w.time()}"

    @property
    def ordering(self) -> Span:
        printed = self.w.fmt_name(self.provider, self.provider_style)
        if self.provider_style in ("last_first", "LAST_FIRST") and self.w.chance(0.5):
            printed += f" {self.provider.credential}"
        return Span(printed, "ordering_provider", self.provider.printed)

    @property
    def copy_to(self) -> str:
        return self.w.fmt_name(self.copied, self.provider_style)

    @property
    def performing(self) -> Span:
        return Span(self.lab.name, "performing_lab", self.lab.name)

    @property
    def accession(self) -> Span:
        return Span(self.names_accession, "accession_number", self.names_accession)

    def status(self, words: dict[str, str] | None = None) -> Span:
        """The status in the words of the office ({"final": "COMPLETE", ...})."""
        shown = (words or {}).get(self.status_value) or self.status_value.capitalize()
        return Span(shown, "result_status", self.status_value)

    def named_as_letterhead(self, place: str = "lab") -> Letterhead:
        p = self.lab if place == "lab" else self.clinic
        return Letterhead(
            (
                self.performing if place == "lab" else p.name,
                p.address,
                p.city_line,
                f"Phone {self.w.fmt_phone(p.phone)}  Fax {self.w.fmt_phone(p.fax)}",
            )
        )

    def director(self) -> str:
        return f"{self.w.fmt_name(self.w.person())}, {self.w.pick(('MD', 'MD', 'DO', 'MD, PhD', 'PhD, HCLD'))}"

    # -- parts ----------------------------------------------------------------------------------------------------------
    def results(
        self,
        names: Sequence[str],
        header: Sequence[str],
        style: str = "dash",
        flag: str = "letter",
        title: bool = True,
        limit: int = 99,
    ) -> list[Block]:
        """A table per panel with the columns of `header`, which are taken by their first letters: t(est) r(esult) f(lag)
        u(nits) n(ormal range) p(revious) l(ab code) s(tatus). `flag`: letter, word, star, arrow, paren."""
        odd = self.w.pick(names) if self.abnormal else ""
        blocks: list[Block] = []
        for name in names:
            rows = panel(self.w, name, name == odd or (self.abnormal and self.w.chance(0.3)), style, limit)
            shown = tuple(h.split("=", 1)[1] if "=" in h else h for h in header)
            table = tuple(tuple(self._cell(r, h[0].lower(), flag) for h in header) for r in rows)
            blocks.append(Table(shown, table, self.w.pick(PANELS[name][0]) if title else None))
        return blocks

    def _cell(self, r: Result, column: str, flag: str) -> Inline:
        marks = {
            "letter": r.flag, "word": {"H": "High", "L": "Low", "HH": "Critical High"}.get(r.flag, ""), "star": "*" if r.flag else "",
            "arrow": {"H": "(H)", "L": "(L)", "HH": "(HH) !"}.get(r.flag, ""), "abn": "ABNORMAL" if r.flag else "", "normal": {"": "Normal", "H": "Above", "L": "Below", "HH": "Above"}[r.flag],
        }  # fmt: skip
        values = {
            "t": r.name,
            "r": r.value,
            "u": r.units,
            "n": r.range,
            "f": marks[flag],
            "v": f"{r.value} {marks[flag]}".strip(),
            "q": f"{r.value} {r.units}".strip(),
            "c": self.w.code("####"),
            "s": "F",
            "i": "" if r.flag else r.value,
            "o": f"{r.value} {r.flag}" if r.flag else "",
            "l": self.w.pick(("01", "01", "02", "AMD")),
        }
        return values[column]

    def comment(self) -> str:
        return self.w.pick(COMMENTS)

    def sheet(
        self,
        family: str,
        blocks: Sequence[Block | Sequence[Block]],
        footer: str | None = None,
        banner: Sequence[tuple[str, Inline | Line]] = (),
    ) -> Sheet:
        flat: list[Block] = []
        for block in blocks:
            flat.extend(block) if isinstance(block, (list, tuple)) else flat.append(block)  # type: ignore[arg-type]
        return Sheet("lab_result", family, tuple(flat), {"abnormal": self.abnormal}, footer, tuple(banner))  # type: ignore[arg-type]


def rows(*pairs: tuple[str, Inline | Line] | None, columns: int = 2, title: str | None = None) -> Fields:
    """Fields without the pairs that are None."""
    return Fields(tuple(p for p in pairs if p is not None), columns, title)
