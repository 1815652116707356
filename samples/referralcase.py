"""The facts of one referral: who sends whom to whom, why, how soon, under which authorization."""

from __future__ import annotations

from collections.abc import Sequence

from blocks import Block, Checks, Inline, Letterhead, Line, Sheet, Span
from people import World

URGENCY = {
    "routine": ("Routine", "ROUTINE", "Elective", "Standard", "Next available"),
    "urgent": ("Urgent", "URGENT", "Urgent (within 1 week)", "Expedited", "ASAP"),
    "stat": ("STAT", "Stat - same day", "Emergent (STAT)"),
}
HISTORY = (
    "Symptoms have persisted for {n} months despite conservative treatment.", "Has tried ibuprofen and home exercises without relief.",
    "Family history is notable for the same condition.", "Recent imaging is enclosed.", "Vital signs today are stable. BP {b}/{d}.",
    "Please evaluate and treat as you see fit.", "Labs from last month are attached for review.", "No known drug allergies.",
    "Currently takes {m}.", "Denies fever, weight loss or night sweats.", "The patient would like to discuss options.", "Pain is rated {p}/10.",
)  # fmt: skip
MEDS = (
    "metformin 500 mg BID",
    "lisinopril 10 mg daily",
    "sertraline 50 mg daily",
    "atorvastatin 20 mg nightly",
    "albuterol as needed",
    "levothyroxine 50 mcg daily",
)


class ReferralCase:
    """One referral; values are spans of the truth."""

    def __init__(
        self,
        world: World,
        specialty: str | None = None,
        urgency: Sequence[str] = ("routine", "routine", "routine", "urgent", "urgent", "stat"),
    ) -> None:
        self.w = world
        self.specialty_name = specialty or world.specialty()
        self.sender, self.target = world.practice(), world.practice(self.specialty_name)
        self.by, self.to = world.provider(), world.provider(self.specialty_name)
        self.on = world.date(-30)
        self.icd = world.diagnoses(self.specialty_name, world.number(1, 3))
        self.urgency_value = world.pick(urgency)
        self.auth_value = world.code(world.pick(("A########", "##########", "PA-######", "@@#######", "REF######-##")))
        self.style = world.pick(("credential", "credential", "last_first", "first_last"))

    def provider_text(self, p: object, style: str | None = None) -> str:
        style = style or self.style
        text = self.w.fmt_name(p, style)  # type: ignore[arg-type]
        return f"{text} {p.credential}" if style == "last_first" else text  # type: ignore[attr-defined]

    def referring(self, style: str | None = None) -> Span:
        return Span(self.provider_text(self.by, style), "referring_provider", self.by.printed)

    def referred_to(self, style: str | None = None) -> Span:
        return Span(self.provider_text(self.to, style), "referred_to_provider", self.to.printed)

    @property
    def npi(self) -> Span:
        return Span(self.by.npi, "referring_npi", self.by.npi)

    @property
    def specialty(self) -> Span:
        return Span(self.specialty_name, "referred_to_specialty", self.specialty_name)

    @property
    def date(self) -> Span:
        return self.w.date_span("document_date", self.on)

    def long_date(self) -> Span:
        return self.w.date_span("document_date", self.on, "long")

    @property
    def auth(self) -> Span:
        return Span(self.auth_value, "authorization_number", self.auth_value)

    def urgency(self) -> Span:
        return Span(self.w.pick(URGENCY[self.urgency_value]), "urgency", self.urgency_value)

    def urgency_checks(self, label: str = "Priority", words: Sequence[str] = ("Routine", "Urgent", "STAT")) -> Checks:
        values = ("routine", "urgent", "stat")[: len(words)]
        if self.urgency_value not in values:
            self.urgency_value = values[-1]
        return Checks(
            label,
            tuple((word, v == self.urgency_value) for word, v in zip(words, values, strict=True)),
            "urgency",
            self.urgency_value,
        )

    @property
    def codes(self) -> Line:
        """M17.11, I10: all codes are one list of the truth."""
        out: list[Inline] = []
        value = tuple(code for code, _ in self.icd)
        for i, (code, _) in enumerate(self.icd):
            out += [", " if i else "", Span(code, "diagnosis_codes", value)]
        return tuple(x for x in out if x != "")

    @property
    def codes_words(self) -> Line:
        """M17.11 Osteoarthritis, right knee; ..."""
        value = tuple(code for code, _ in self.icd)
        out: list[Inline] = []
        for i, (code, words) in enumerate(self.icd):
            out += ["; " if i else "", Span(code, "diagnosis_codes", value), f" {words}"]
        return tuple(x for x in out if x != "")

    @property
    def problem(self) -> str:
        return self.icd[0][1].lower()

    def story(self, count: int = 3) -> str:
        w = self.w
        fill = {
            "n": w.number(2, 14),
            "b": w.number(108, 158),
            "d": w.number(62, 94),
            "m": w.pick(MEDS),
            "p": w.number(3, 9),
        }
        return " ".join(s.format(**fill) for s in w.sample(HISTORY, count))

    def head(self) -> Letterhead:
        p = self.sender
        return Letterhead(
            (p.name, p.address, p.city_line, f"Tel {self.w.fmt_phone(p.phone)}  Fax {self.w.fmt_phone(p.fax)}")
        )

    def sheet(
        self,
        family: str,
        blocks: Sequence[Block | Sequence[Block] | None],
        footer: str | None = None,
        banner: Sequence[tuple[str, Inline | Line]] = (),
    ) -> Sheet:
        flat: list[Block] = []
        for block in blocks:
            if isinstance(block, (list, tuple)):
                flat.extend(block)
            elif block is not None:
                flat.append(block)
        return Sheet("referral", family, tuple(flat), {}, footer, tuple(banner))  # type: ignore[arg-type]
