"""Labels of signatures that run over several rows, or that no list foresees, told by the words they are made of.

"Patient (or authorized / person):", "Signature of / patient or personal / representative:", "Witness to / signature:".
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extraction.context import Context
from pipeline.extraction.labels import Found, Label
from pipeline.extraction.labels_rows import UNKNOWN
from pipeline.extraction.layout import Cell, Line, Sheet, around
from pipeline.records import evolve

ROWS = 4  # rows that such a label runs over at most
_WORDS = {
    "who": """
        patient patient's patients client participant individual subject member parent guardian representative person
        relative surrogate agent party conservator paciente padre madre tutor representante
    """,
    "others": """
        witness witness's physician provider interpreter translator nurse staff surgeon doctor clinician practitioner
        employee notary anesthesiologist testigo medico médico interprete intérprete
    """,
    "signs": "signature signed sign firma",
    "joins": """
        of or the to and if by a an is authorized authorised legal legally responsible personal consent consenting
        behalf on for minor under age adult health care healthcare proxy other than giving de del la el o autorizado
        print next kin
    """,
}
_WHO, _OTHERS, _SIGNS, _JOINS = (frozenset(words.split()) for words in _WORDS.values())
_LABELS = {role: Label(field="signature", role=role, variants=()) for role in ("signer", "other")}


def with_wrapped(context: Context) -> Context:
    """The context with such labels found, in the place of what their rows were taken for."""
    pairs = zip(context.sheets, context.found, strict=True)
    return evolve(context, found=tuple(_merged(sheet, found) for sheet, found in pairs))


def _merged(sheet: Sheet, found: tuple[Found, ...]) -> tuple[Found, ...]:
    whole: list[Found] = []
    for line in sheet.lines:
        for cell in line.cells:
            stop = next((at for at, word in enumerate(cell.words, start=1) if word.text.endswith(":")), 0)
            if not stop:
                continue
            rows = [(line, cell), *_over(sheet, line, cell)]
            if label := _signature(rows, stop):
                whole.append(_found(line, cell, stop, label[0]))
                whole += [_found(row, c, len(c.words), UNKNOWN) for row, c in rows[1 : label[1]]]
    kept = [f for f in found if not any(_within(f, w) for w in whole)]
    return tuple(sorted((*kept, *whole), key=lambda f: (f.line, f.start))) if whole else found


def _within(one: Found, other: Found) -> bool:
    return one.line == other.line and one.start < other.end and other.start < one.end


def _signature(rows: list[tuple[Line, Cell]], stop: int) -> tuple[Label, int] | None:
    """The label that the rows, the lowest first, make together, and of how many of them; the longest that is one.

    A single row counts only where it is more than the lists of labels know: they know it better.
    """
    for count in range(len(rows), 1, -1):
        words = [w.text for _, cell in reversed(rows[1:count]) for w in cell.words]
        words += [w.text for w in rows[0][1].words[:stop]]
        if role := role_of(" ".join(words)):
            return _LABELS[role], count
    return None


def role_of(phrase: str) -> str:
    """signer, other (a witness, a physician), or "" where the phrase is no label of a signature."""
    words = [w for w in phrase.lower().replace("/", " ").replace("(", " ").replace(")", " ").rstrip(":").split() if w]
    plain = [word.strip(",.:'’") for word in words]
    known = all(word in _WHO | _OTHERS | _SIGNS | _JOINS for word in plain if word)
    if not known or len(plain) > 14:
        return ""
    if any(word in _OTHERS for word in plain):
        return "other"
    signs, who = any(word in _SIGNS for word in plain), any(word in _WHO for word in plain)
    return "signer" if who and (signs or "or" in plain or "authorized" in plain) else ""


def _over(sheet: Sheet, line: Line, cell: Cell) -> Iterator[tuple[Line, Cell]]:
    """The cells stacked over a cell, flush with it and close, nearest first; none of them ends in a colon."""
    below = cell
    for upper in reversed(sheet.lines[max(line.index - ROWS + 1, 0) : line.index]):
        near = [c for c in upper.cells if abs(c.box.left - below.box.left) <= 1.5 * sheet.char]
        if not near or below.box.top - near[0].box.bottom > 0.9 * sheet.unit or len(near[0].words) > 5:
            return
        if any(word.text.endswith((":", ".")) for word in near[0].words):
            return
        below = near[0]
        yield upper, below


def _found(line: Line, cell: Cell, stop: int, label: Label) -> Found:
    words = cell.words[:stop]
    return Found(
        label=label, role=label.role, line=line.index, start=cell.start, end=cell.start + stop, box=around(words),
        score=0.97, colon=True, heading=stop == len(cell.words),
    )  # fmt: skip
