"""Whose a label is that names nobody: of whom it stands under or beside, or of the heading over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.labels import COMPOSED, NAMES, PEOPLE, PERSONAL, Found
from pipeline.extraction.layout import Sheet


def with_roles(sheet: Sheet, found: Sequence[Found]) -> tuple[Found, ...]:
    """Gives each label that names no role the role of what it stands under or beside."""
    done: list[Found] = []
    for here in found:
        role = here.label.role or _inherited(sheet, here, done)
        if here.field == "name" and role in ANYBODY:
            role = _side(sheet, here, done) or role
        if here.field == "name" and not here.label.role and _second_name(here, role, done):
            role = "other"
        done.append(here if role == here.role else replace(here, role=role))
    return tuple(done)


ANYBODY = frozenset({"provider", "from", "specialist"})  # of labels that say "doctor" and no more
NEAR = 4  # rows within which a heading speaks for such a label


def _side(sheet: Sheet, here: Found, before: Sequence[Found]) -> str:
    """The side of a referral whose particulars a plain "Provider:" stands among, or ""."""
    near = [
        o for o in before if o.score >= COMPOSED and 0 < here.line - o.line <= NEAR and _over(sheet, o, here, before)
    ]
    last = next((o.role for o in reversed(near) if o.field in ("name", "section") and o.role), "")
    return last if last in ("referred_to", "referring") else ""


def _second_name(here: Found, role: str, before: Sequence[Found]) -> bool:
    """A plain "Name:" after the patient's own name, in the part of the page that is the patient's: somebody else's."""
    return role in ("", "patient") and any(
        o.field in ("name", "family_name")
        and o.role == "patient"
        and o.line < here.line
        and not (o.heading and (o.label.weak or o.line == here.line - 1))
        for o in before
    )


def _inherited(sheet: Sheet, here: Found, before: Sequence[Found]) -> str:
    if here.field in ("section", "stop"):
        return ""
    for other in reversed(before):
        if other.line == here.line and other.role and _speaks_for(other, here):
            return other.role
    for other in reversed(before):
        if other.line == here.line or not _over(sheet, other, here, before):
            continue
        if _speaks_for(other, here):
            return other.role
        if other.field in PERSONAL and here.field not in NAMES:
            return other.role  # the column has gone over to a person's particulars
    return ""


def _speaks_for(owner: Found, of: Found) -> bool:
    """Whether a label hands its role on: names and headings do; a provider has no birth date, a filled name no name."""
    if owner.field == "section":
        return of.field not in PERSONAL or owner.role in PEOPLE or owner.role == ""
    if owner.field not in NAMES or not owner.role:
        return False
    if of.field in NAMES and not owner.heading:
        return False
    return owner.role in PEOPLE or of.field not in PERSONAL


def _in_header_row(owner: Found, found: Sequence[Found]) -> bool:
    """A name's caption beside captions of other things, as in a form of boxes: its value is all it heads."""
    return owner.field in NAMES and any(
        o.line == owner.line and o.heading and o.field not in (*NAMES, "section", "stop") for o in found
    )


def _over(sheet: Sheet, owner: Found, here: Found, found: Sequence[Found]) -> bool:
    """Whether `owner` heads the column that `here` stands in."""
    slack = 3 * sheet.char
    if owner.heading and _in_header_row(owner, found):
        return False
    if owner.field != "section" and not owner.heading:
        return abs(owner.box.left - here.box.left) <= slack and here.line - owner.line <= 6
    right = min(
        (o.box.left for o in found if o.line == owner.line and o.start >= owner.end and o.heading),
        default=sheet.page.width + 1,
    )
    return owner.box.left - slack <= here.box.left < right - slack / 2 or _alone(sheet, owner)


def _alone(sheet: Sheet, heading: Found) -> bool:
    """A heading that has its row to itself speaks for the whole width."""
    return heading.field == "section" and len(sheet.lines[heading.line].cells) == 1 and heading.heading
