"""Words as they were printed, where print or its reader ran them together or lost a letter.

"PatientOrville", "NPI1950259568", "02/01/1952Sexo", and the letter I, which engines read as a stroke. Pure; no word
is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import Box, Word

# of the particulars that tell people and papers apart; everyday words ("ID", "Name") end too many others
_LABELS = (
    "DOB|MRN|Sex|SEX|Gender|Accession|ACCESSION|Birth|Born|Patient|PATIENT|Phone|PHONE|NPI|Collected|Received|Reported"
)
GLUED = re.compile(
    r"(?P<label>[^\d\W][^:]*[^\d\W][.)#]?:)(?P<value>[^:/\s].*)"  # Name:SMITH
    r"|(?P<label2>[A-Za-z.]{2,}#)(?P<value2>\d.*)"  # MRN#4127
    r"|(?P<label3>Patient|Name|Paciente|Nombre|Insured|Subscriber|Birthdate|Address|Phone|DOB|Sex)(?P<value3>[A-Z][a-z]{2,}.*)"
    r"|(?P<label4>NPI|MRN|DOB|DX|Tel|Phone|Fax)(?P<value4>\(?\d{2,}.*|\d+/.*)"
    r"|(?P<label5>Sex|Sexo|Gender)(?P<value5>[MF]|Male|Female)"
    r"|(?P<label6>\d{1,2}/\d{1,2}/(?:19|20)\d{2})(?P<value6>[A-Z][a-z]+:?)"  # the label after a date
    # a label with its colon behind another value: EmekaDOB:, 553201Accession:. Missing one hides a second patient
    rf"|(?P<label7>.*[a-z\d).,])(?P<value7>(?:{_LABELS})#?:)|(?P<label8>[A-Z'-]{{3,}})(?P<value8>(?:DOB|MRN)#?:)"
)
_STROKES = ("|", "¦")


def parted(word: Word, text: str) -> Iterator[Word]:
    """The word as it stands, or the labels and the values that were printed without a space between them."""
    match = GLUED.fullmatch(text)
    if match is None or "//" in text or "@" in text:
        yield Word(text=text, box=word.box, confidence=word.confidence, line=word.line)
        return
    left, right = (part for part in match.groups() if part is not None)
    cut = word.box.left + word.box.width * len(left) // len(text)
    box = word.box
    head = Word(
        text=left,
        box=Box(left=box.left, top=box.top, right=cut, bottom=box.bottom),
        confidence=word.confidence,
        line=word.line,
    )
    yield from parted(head, left)  # a label before a value may itself hang on the value before it
    tail = Box(left=cut, top=box.top, right=box.right, bottom=box.bottom)
    yield Word(text=right, box=tail, confidence=word.confidence, line=word.line)


def mended(words: Sequence[Word]) -> list[Word]:
    """A stroke as tall and thick as a letter, close behind a name or before a small word, is the letter I."""
    done = list(words)
    for at, word in enumerate(words):
        if word.text not in _STROKES or word.box.width < 0.16 * word.box.height or word.confidence < 0.8:
            continue
        before = words[at - 1] if at and words[at - 1].line == word.line else None
        after = words[at + 1] if at + 1 < len(words) and words[at + 1].line == word.line else None
        if _is_initial(word, before, after) or (after is not None and _is_said(word, after)):
            done[at] = Word(text="I", box=word.box, confidence=0.85 * word.confidence, line=word.line)
    return done


def _is_initial(stroke: Word, before: Word | None, after: Word | None) -> bool:
    """Behind a capitalised name, a space away, with nothing near after it: a middle initial."""
    if before is None or not before.text[:1].isupper() or not before.text.strip(".,'-’").isalpha():
        return False
    tall = before.box.height
    close = 0 < stroke.box.left - before.box.right <= 0.55 * tall
    level = 0.55 * tall <= stroke.box.height <= 1.1 * tall and abs(stroke.box.top - before.box.top) <= 0.3 * tall
    return close and level and (after is None or after.box.left - stroke.box.right > 2 * tall)


def _is_said(stroke: Word, after: Word) -> bool:
    """Before a word in small letters, a space away: "I may stop the visit"."""
    tall = max(after.box.height, stroke.box.height)
    return after.text[:1].islower() and 0 < after.box.left - stroke.box.right <= 0.8 * tall
