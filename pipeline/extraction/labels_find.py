"""Marking the labels of a sheet: longest phrase first, then whose they are.

A phrase counts only where labels stand: before a colon, at the head of a cell, alone in it, or written as a title.
"""

from __future__ import annotations

import re

from pipeline.extraction.labels import COMPOSED, NAMES, Found, Label, Lexicon, fold
from pipeline.extraction.labels_roles import with_roles
from pipeline.extraction.labels_rows import UNKNOWN, in_two_rows
from pipeline.extraction.layout import Cell, Line, Sheet, around
from pipeline.extraction.parsers import MONTHS
from pipeline.records import Word

NUMERIC = frozenset(
    {"mrn", "patient_id", "phone", "fax", "account", "order_number", "accession_number", "npi", "postal_code"}
)


LONGEST = 7  # words of a label


_SHOWN = re.compile(r"^[A-Z][^\W\d]+,$|^(?:MD|DO|NP|PA|PA-C|APRN|ARNP|FNP|FNP-C|CNM)\b")  # of a name written out


COLONS = (":", "：", ":-", ":.")


_BOX_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[Il§S])[a-z]?[.,)\]]+")


def find_labels(sheet: Sheet, lexicon: Lexicon) -> tuple[Found, ...]:
    """Labels of a sheet in reading order, roles resolved. Labels nobody knows, but a colon ends, are field `stop`."""
    found: list[Found] = []
    for line in sheet.lines:
        for cell in line.cells:
            found.extend(_in_cell(line, cell, lexicon))
    return with_roles(sheet, in_two_rows(sheet, found, lexicon))


def _in_cell(line: Line, cell: Cell, lexicon: Lexicon) -> list[Found]:
    found: list[Found] = []
    at = loose = cell.start + _numbered(cell)
    while at < cell.end:
        hit = _longest(line, cell, at, lexicon, at == loose)
        if hit is not None:
            found.append(hit)
            at = loose = hit.end
            continue
        if _ends_label(line.words[at].text) and _lettered(line.words[at].text):
            found.append(_unknown_or_near(line, cell, loose, at + 1, lexicon))
            loose = at + 1
        at += 1
    return found


def _numbered(cell: Cell) -> int:
    """1 where the cell begins with a box number ("4.", "3a)") that is no part of the label, else 0."""
    return int(len(cell.words) > 1 and _BOX_NUMBER.fullmatch(cell.words[0].text) is not None)


def _longest(line: Line, cell: Cell, at: int, lexicon: Lexicon, first: bool) -> Found | None:
    """The longest known phrase that begins with word `at`, if it stands where a label can stand."""
    keys, key = [], ""
    for stop in range(at + 1, min(at + LONGEST, cell.end) + 1):
        key += fold(line.words[stop - 1].text)
        keys.append((stop, key))
        if _ends_label(line.words[stop - 1].text):
            break
    stop, phrase = keys[-1]
    whole = at == cell.start and len(keys) == cell.end - at and len(keys) <= 5
    whole = whole and not (at > 0 and _ends_label(line.words[at - 1].text))  # a value beside its label
    ended = _ends_label(line.words[stop - 1].text)
    if (whole or ended) and (made := _composed(line, cell, at, stop, lexicon, first)):
        return made
    if first and phrase not in lexicon.exact and (whole or ended) and not _tail_known(line, at, stop, lexicon):
        near = lexicon.near(phrase)
        if near:
            return _found(line, cell, at, stop, near[0], near[1])
    if label := _twice(line, at, stop, lexicon) if whole or _ends_label(line.words[stop - 1].text) else None:
        return _found(line, cell, at, stop, label, 1.0)
    for stop, phrase in reversed(keys):
        listed = (label for label in lexicon.exact.get(phrase, ()) if _plausible(line, cell, at, stop, label, first))
        if label := next(listed, None):
            return _found(line, cell, at, stop, label, 1.0)
        if first and (made := _composed(line, cell, at, stop, lexicon, first)):
            return made
    return None


def _composed(line: Line, cell: Cell, at: int, stop: int, lexicon: Lexicon, first: bool) -> Found | None:
    """The label that words [at, stop) make by the grammar of labels, if it stands where a label can stand."""
    label = lexicon.composed(" ".join(word.text for word in line.words[at:stop]))
    plausible = label and _plausible(line, cell, at, stop, label, first)
    return _found(line, cell, at, stop, label, COMPOSED) if label and plausible else None


def _tail_known(line: Line, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether the phrase without its first word is a label: "F Fasting:" is a value and a label, no misread one."""
    tails = ("".join(fold(w.text) for w in line.words[first:stop]) for first in range(start + 1, stop))
    return _ends_label(line.words[stop - 1].text) and any(len(t) > 3 and t in lexicon.exact for t in tails)


def _twice(line: Line, start: int, stop: int, lexicon: Lexicon) -> Label | None:
    """The label of a phrase that says one thing in two languages: "Nacimiento / Birth", "Teléfono / Phone:"."""
    at = next((i for i in range(start + 1, stop - 1) if line.words[i].text == "/"), None)
    if at is None:
        return None
    halves = ("".join(fold(w.text) for w in line.words[a:b]) for a, b in ((start, at), (at + 1, stop)))
    one, other = ([label for label in lexicon.exact.get(half, ()) if not label.closed] for half in halves)
    known = {(label.field, label.role) for label in other}
    return next((label for label in one if (label.field, label.role) in known), None)


def _unknown_or_near(line: Line, cell: Cell, start: int, stop: int, lexicon: Lexicon) -> Found:
    """A phrase that a colon ends: the label its last words are or are most like, or an unknown one."""
    firsts = range(max(start, stop - 4), stop)
    keys = {first: "".join(fold(w.text) for w in line.words[first:stop]) for first in firsts}
    for first, key in keys.items():
        if _in_sentence(line, cell, first):
            continue
        known = next((label for label in lexicon.exact.get(key, ()) if not label.closed), None)
        if known:
            return _found(line, cell, _opening(line, cell, start, first), stop, known, 1.0)
    for first, key in keys.items():
        if (near := lexicon.near(key)) is not None:
            return _found(line, cell, first, stop, near[0], near[1] * 0.97)
    first = start if stop - start <= 4 and start == cell.start else stop - 1
    return _found(line, cell, first, stop, UNKNOWN, 0.5)


def _opening(line: Line, cell: Cell, start: int, known: int) -> int:
    """Where a label begins whose end is known: with its other language, a stroke between ("Clínica / Clinic:")."""
    stroke = known > start and "/" in (line.words[known].text, line.words[known - 1].text)
    return start if stroke and start == cell.start and known - start <= 4 else known


def _found(line: Line, cell: Cell, start: int, stop: int, label: Label, score: float) -> Found:
    words = line.words[start:stop]
    follower = line.words[stop].text if stop < cell.end else ""
    colon = _ends_label(words[-1].text) or follower in COLONS
    return Found(
        label=label,
        role=label.role,
        line=line.index,
        start=start,
        end=stop + (follower in COLONS),
        box=around(words),
        score=score,
        colon=colon,
        heading=start <= cell.start + _numbered(cell) and stop + (follower in COLONS) >= cell.end,
    )


def _plausible(line: Line, cell: Cell, at: int, stop: int, label: Label, first: bool) -> bool:
    """Whether a phrase stands where labels stand: before a colon, at the head of a cell, or written as a title."""
    last, follower = line.words[stop - 1].text, line.words[stop].text if stop < cell.end else ""
    whole = at == cell.start and stop == cell.end
    whole = whole or (stop == cell.end and at == cell.start + _numbered(cell))
    filled = at == cell.start > 0 and _ends_label(line.words[at - 1].text)  # "Department: | Laboratory": a value
    filled = filled and not label.field.endswith("_date")
    if label.closed:
        ended = _ends_label(last) and label.role in ("", "specimen")  # "SPECIMEN: 123" is no heading
        return whole and not filled and not ended and not last.endswith(".")
    if _ends_label(last) or last.endswith((";", "!", "…")) or follower in COLONS:
        return not (label.weak and _in_sentence(line, cell, at))
    if label.coloned or (label.weak and filled):
        return False
    if label.weak:
        if label.field.endswith("_date") and _dated(line, stop, cell.end) and line.words[at].text[:1].isupper():
            return True
        opens = at == cell.start + _numbered(cell) and first and stop < cell.end
        return whole or (opens and _begins_value(line, stop, cell.end, label))
    return first or line.words[at].text[:1].lstrip("(").isupper() or line.words[at].text[:1] == "("


def _dated(line: Line, at: int, end: int) -> bool:
    """Whether a numeric date follows at once ("Coll 06/02/2026")."""
    return at < end and sum(c in "/-." for c in line.words[at].text) == 2 and line.words[at].text[:1].isdigit()


def _in_sentence(line: Line, cell: Cell, at: int) -> bool:
    """Whether a lower-case word follows another: "may bring my child:" is a sentence, no label."""
    before = line.words[at - 1].text if at > cell.start else ""
    return line.words[at].text[:1].islower() and before.islower() and before.isalpha()


def _begins_value(line: Line, at: int, end: int, label: Label) -> bool:
    """Whether what follows an everyday word in its cell is a value, not the rest of a sentence or a title."""
    if label.field.endswith("_date") and _month(line.words[at].text) and at + 1 < end:
        return line.words[at + 1].text[:1].isdigit()
    if label.field in NUMERIC or label.field.endswith("_date"):
        return any(c.isdigit() for c in line.words[at].text)
    if label.field not in NAMES:
        return _value_like(line.words[at])
    names = [w.text[:1].isupper() and not w.text.isdigit() for w in line.words[at : at + 2]]
    length = next((i for i in range(at, end) if any(c in "0123456789/(" for c in line.words[i].text)), end) - at
    if label.field != "name" and length == end - at and length <= 2:
        return all(w.text[:1].isupper() for w in line.words[at:end])  # "LAST García-Padilla"
    named = label.role in ("", "patient") or any(_SHOWN.search(w.text) for w in line.words[at:end][:5])
    return named and len(names) == 2 and all(names) and length <= 5


def _month(text: str) -> bool:
    return text.lower().strip(".,") in MONTHS


def _value_like(word: Word) -> bool:
    """A word that a value may begin with, not the next word of a sentence."""
    return word.text[:1].isupper() or any(c.isdigit() for c in word.text)


def _ends_label(text: str) -> bool:
    return text.endswith((":", "：", ":-", "#:", ":."))


def _lettered(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 2 and "//" not in text and "@" not in text
