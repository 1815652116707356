"""The vocabulary a synthetic document is written in: what it says, not how it looks.

A *content* module (labs, referrals, consents, cards, others) returns a `Sheet`; a *style* (letter, boxed form,
EHR print-out, monospace print, ...) draws it. Every printed value that belongs to the truth is a `Span` that names its
field, so the truth and its box come from what was really drawn.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. `field` names the truth field that it prints; `value` is that field's normal form."""

    text: str
    field: str | None = None
    value: str | bool | tuple[str, ...] | None = None
    hand: bool = False  # drawn in a script face, as if written with a pen


Inline = str | Span
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who sends it: name first (a span where it is a truth value), then address, phone and fax lines. Never the patient's."""

    lines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    level: int = 1  # 1 is the document's title, 2 a section, 3 a sub-section


@dataclass(frozen=True, slots=True)
class Para:
    parts: Line


@dataclass(frozen=True, slots=True)
class Fields:
    """Label-value pairs; the style decides whether they stand in columns, boxes, a banner or lines."""

    rows: tuple[tuple[str, Inline | Line], ...]
    columns: int = 1
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Checks:
    """A group of check boxes: (text, ticked)."""

    label: str
    options: tuple[tuple[str, bool], ...]
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: a label under or before a rule, ink on it when signed, and the parts printed beside it."""

    label: str
    signed: bool
    ink_name: str = ""
    beside: tuple[tuple[str, Inline], ...] = ()
    field: str | None = None  # "signed" where it is the one that counts


@dataclass(frozen=True, slots=True)
class Card:
    """One side of an insurance card, drawn as a card: text runs placed by the style."""

    side: str  # "front" | "back"
    issuer: str
    blocks: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A bar code: symbology "code128" | "code39" | "qr" | "pdf417"."""

    text: str
    symbology: str = "code128"


@dataclass(frozen=True, slots=True)
class Note:
    """A hand-written remark or sticky note, at a place of the style's choice."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Letterhead | Title | Para | Fields | Table | Checks | Signature | Card | Stamp | Code | Note | Rule | PageBreak


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: its type, its family, what it says in order, and the truth that no span prints.

    `truth` holds values that are facts of the whole document (abnormal, signed, consent_type, urgency) in the normal
    form of the contract. `footer` is repeated on every page.
    """

    type: str
    family: str  # independent template family; splits are made by it, never by document
    blocks: tuple[Block, ...]
    truth: dict[str, object] = field(default_factory=dict)
    footer: str | None = None
    banner: tuple[tuple[str, Inline], ...] = ()  # patient banner repeated on each page of a print-out
    cover: bool = False
