"""How an office's papers look: a `Look` is a set of choices; each family of documents has a few looks of its own."""

from __future__ import annotations

import random
from dataclasses import dataclass

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
INKS: tuple[Colour, ...] = (
    (0.1, 0.2, 0.45),
    (0.0, 0.35, 0.4),
    (0.45, 0.1, 0.15),
    (0.15, 0.35, 0.15),
    (0.25, 0.25, 0.3),
    (0.3, 0.15, 0.4),
    (0.0, 0.3, 0.6),
)
SANS = (
    "helvetica",
    "liberation",
    "carlito",
    "lato",
    "opensans",
    "roboto",
    "dejavu",
    "dejavu-condensed",
    "roboto-condensed",
    "liberation-narrow",
    "andika",
)
SERIF = ("times", "liberation-serif", "caladea", "freeserif", "dejavu-serif")
MONO = ("liberation-mono", "dejavu-mono", "freemono", "ocra")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    style: str
    font: str
    size: float
    margin: float
    leading: float = 1.25
    ink: Colour = BLACK  # colour of titles and rules
    head: str = "center"  # center left right band split boxed
    title: str = "center"  # center left band rule caps
    section: str = "bold"  # bold band rule caps underline
    fields: str = "lines"  # lines aligned boxes underline run shaded dotted
    table: str = "rules"  # grid rules zebra plain bare
    colon: str = ":"
    label_bold: bool = True
    label_caps: bool = False
    upper: bool = False  # everything in capitals, as old systems print
    check: str = "box"  # box round typed
    hand: str = "breip"
    pen: Colour = (0.05, 0.1, 0.45)
    page_number: str = "Page {n} of {of}"
    landscape: bool = False

    @property
    def mono(self) -> bool:
        return self.font in MONO


def _common(rng: random.Random) -> dict[str, object]:
    return {
        "margin": rng.choice((36, 43, 50, 58, 66, 72)), "leading": rng.choice((1.18, 1.22, 1.28, 1.35)),
        "colon": rng.choice((":", ":", ":", "")), "label_bold": rng.random() < 0.6, "label_caps": rng.random() < 0.25,
        "check": rng.choice(("box", "box", "round", "typed")), "hand": rng.choice(("breip", "rufscript", "dkg", "femkeklaver", "humor")),
        "pen": rng.choice(((0.05, 0.1, 0.45), (0.1, 0.1, 0.1), (0.0, 0.0, 0.0), (0.1, 0.15, 0.6))),
        "page_number": rng.choice(("Page {n} of {of}", "Page {n} of {of}", "Page {n}", "{n}/{of}", "", "- {n} -", "Pg {n} of {of}")),
        "head": rng.choice(("center", "left", "right", "split", "band", "boxed")), "title": rng.choice(("center", "left", "band", "rule", "caps")),
        "section": rng.choice(("bold", "band", "rule", "caps", "underline")),
    }  # fmt: skip


# what each style fixes of a look; tuples are alternatives
STYLES: dict[str, dict[str, tuple[object, ...]]] = {
    "letter": {"font": SERIF + SANS[:5], "size": (10, 10.5, 11, 12), "ink": (BLACK, *INKS[:4]), "fields": ("lines", "aligned", "lines", "underline"), "table": ("rules", "plain", "grid"), "head": ("center", "left", "split", "right")},
    "form": {"font": SANS, "size": (8.5, 9, 9.5, 10), "ink": (BLACK, BLACK, *INKS), "fields": ("boxes", "boxes", "shaded", "underline"), "table": ("grid",), "section": ("band", "bold", "caps"), "title": ("band", "center", "caps")},
    "ehr": {"font": SANS, "size": (8.5, 9, 9.5), "ink": INKS, "fields": ("lines", "aligned", "run", "shaded"), "table": ("rules", "zebra", "grid"), "section": ("band", "rule", "bold"), "title": ("left", "band", "rule"), "head": ("left", "split", "band")},
    "mono": {"font": MONO[:3] + MONO[:3] + MONO, "size": (9, 9.5, 10), "fields": ("lines", "dotted", "aligned", "run"), "table": ("plain", "rules", "bare"), "upper": (True, True, False), "check": ("typed",), "head": ("center", "left"), "title": ("center", "left", "rule"), "section": ("caps", "underline", "rule"), "label_bold": (False,)},
    "typewriter": {"font": ("liberation-mono", "freemono", "liberation-mono", "dejavu-mono"), "size": (10.5, 11, 12), "fields": ("lines", "underline", "dotted"), "table": ("plain", "bare"), "check": ("typed", "box"), "head": ("center", "left"), "title": ("center", "caps"), "section": ("underline", "caps")},
    "web": {"font": SANS, "size": (9, 9.5, 10), "ink": INKS, "fields": ("aligned", "shaded", "lines", "boxes"), "table": ("zebra", "rules"), "head": ("band", "left"), "title": ("left", "band", "rule"), "section": ("band", "rule"), "check": ("box", "round")},
    "memo": {"font": SANS + SERIF, "size": (10, 11), "fields": ("aligned", "underline", "lines"), "table": ("grid", "rules"), "head": ("left", "center", "boxed"), "title": ("caps", "rule", "left")},
    "compact": {"font": ("liberation-narrow", "dejavu-condensed", "roboto-condensed", "helvetica", "carlito"), "size": (7.8, 8, 8.5), "ink": (BLACK, *INKS), "fields": ("run", "lines", "boxes", "shaded"), "table": ("grid", "rules", "zebra"), "margin": (30, 36, 40)},
    "plain": {"font": SANS + SERIF, "size": (9.5, 10, 10.5, 11), "ink": (BLACK, BLACK, *INKS), "fields": ("lines", "aligned", "underline", "boxes"), "table": ("grid", "rules", "plain")},
    "card": {"font": SANS, "size": (7, 7.5, 8), "ink": INKS, "fields": ("lines", "aligned"), "table": ("bare", "plain"), "margin": (54, 72)},
}  # fmt: skip

BY_TYPE: dict[str, tuple[str, ...]] = {
    "lab_result": ("mono", "ehr", "form", "compact", "plain", "web", "typewriter", "ehr", "letter"),
    "referral": ("letter", "form", "ehr", "memo", "plain", "web", "typewriter", "compact", "mono"),
    "consent": ("plain", "form", "letter", "compact", "web", "ehr", "typewriter"),
    "insurance_card": ("card",),
    "other": ("letter", "form", "ehr", "mono", "web", "memo", "plain", "compact", "typewriter"),
}


def look_for(sheet_type: str, family: str, variant: int) -> Look:
    """Look number `variant` (0, 1, 2...) of a family: the same for ever, whatever else is drawn."""
    rng = random.Random(f"look {family} {variant}")
    style = rng.choice(BY_TYPE[sheet_type])
    if sheet_type == "referral" and ".letter" in family:
        style = rng.choice(("letter", "letter", "plain", "typewriter"))
    choices = _common(rng)
    choices.update({key: rng.choice(options) for key, options in STYLES[style].items()})
    return Look(style=style, **choices)  # type: ignore[arg-type]
