"""What reviewers said, laid over what the program concluded: pure functions.

`overlaid` is the document as the reviewer has it now; `normal` turns what a person typed into a field's normal form;
`to_type_again` names the risky fields that must be typed from the page without seeing what the machine read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from pipeline.desk_records import Correction
from pipeline.errors import WrongValue
from pipeline.extraction import parsers
from pipeline.records import Box, Candidate, Extraction, Field, Outcome, Page, Value, Word, evolve

RISKY = ("birth_date", "mrn", "member_id")
# gates that speak against what was read in one field of the page, not against the chart as a whole
_REFUTES = {"birth_date_differs": "birth_date", "birth_date_near": "birth_date", "number_of_another": "mrn"}
SURE = 0.85  # a risky field read less surely than this is typed again
LISTS = frozenset({"diagnosis_codes", "copays", "dependents"})
_NOWHERE = Box(left=0, top=0, right=0, bottom=0)
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "sex": ("F", "M"),
    "signed": ("present", "absent", "unsure"),
    "urgency": ("routine", "urgent", "stat"),
    "result_status": ("preliminary", "final", "corrected"),
}


def choices(field: str) -> tuple[str, ...]:
    """The values a field can have, or none when it is free text."""
    return ("true", "false") if field == "abnormal" else _CHOICES.get(field, ())


def normal(field: str, text: str) -> Value | None:
    """The normal form of what a person typed; None when nothing was. Raises WrongValue, naming what is asked for."""
    text = " ".join(text.split())
    if not text:
        return None
    if allowed := choices(field):
        return _choice(field, text, allowed)
    if field in LISTS:
        return tuple(
            part for part in re.split(r"[,;\s]+" if field == "diagnosis_codes" else r"\s*[,;]\s*", text) if part
        )
    if field.endswith("_date"):
        return _parsed(parsers.parse_birth_date if field == "birth_date" else parsers.parse_date, text, "a date")
    if field in ("phone", "payer_phone"):
        return _parsed(parsers.parse_phone, text, "a telephone number of ten digits")
    if field == "ssn_last4":
        return _parsed(parsers.parse_ssn_last4, text, "the last four digits")
    if field in ("mrn", "member_id"):
        return text.upper()
    return text


def _choice(field: str, text: str, allowed: Sequence[str]) -> Value:
    found = [value for value in allowed if value.lower().startswith(text.lower())]
    if len(found) != 1:
        raise WrongValue(f"It can be {', '.join(allowed)}.")
    return found[0] == "true" if field == "abnormal" else found[0]


def _parsed(parse: Callable[[str], tuple[str, float] | None], text: str, what: str) -> str:
    found = parse(text)
    if found is None:
        raise WrongValue(f"It is not {what}.")
    return found[0]


def latest(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The last word on each field that was not taken back."""
    words: dict[str, list[Correction]] = {}
    for correction in corrections:
        said = words.setdefault(correction.field, [])
        if correction.undone:
            del said[-1:]
        else:
            said.append(correction)
    return {field: said[-1] for field, said in words.items() if said}


def overlaid(outcome: Outcome, corrections: Iterable[Correction]) -> Outcome:
    """The outcome with the reviewer's values; what he took away is absent, what he confirmed is sure."""
    fields = dict(outcome.extraction.fields)
    for name, correction in latest(corrections).items():
        if name in ("type", "patient_id") or name.startswith("rotation."):
            continue
        if correction.after is None:
            fields.pop(name, None)
            continue
        found = fields.get(name)
        if found is None:
            found = Field(value="", raw="", page=outcome.pages[0], box=_NOWHERE, confidence=1.0)
        fields[name] = evolve(found, value=correction.after, confidence=1.0)
    extraction: Extraction = evolve(outcome.extraction, fields=fields)
    return evolve(outcome, extraction=extraction)


def chosen(corrections: Iterable[Correction]) -> str | None:
    """The patient a person chose, if one did."""
    said = latest(corrections).get("patient_id")
    return str(said.after) if said and said.after else None


def preselected(candidates: Sequence[Candidate]) -> str | None:
    """The one chart that may be offered as chosen: likely, without a veto, and no other near it."""
    if not candidates or candidates[0].vetoes or candidates[0].probability < 0.9:
        return None
    second = candidates[1].probability if len(candidates) > 1 else 0.0
    return candidates[0].patient_id if second < 0.05 else None


def to_type_again(outcome: Outcome, corrections: Iterable[Correction], candidate: Candidate | None) -> tuple[str, ...]:
    """Risky fields on the page that nobody typed yet and that are in doubt: read unsurely, disputed, or refuted by
    the gates of the chosen chart."""
    typed = {name for name, one in latest(corrections).items() if one.typed or one.before != one.after}
    codes = {doubt.code for doubt in outcome.extraction.doubts}
    refuted = {_REFUTES.get(veto.code) for veto in candidate.vetoes} if candidate else set()
    return tuple(
        name
        for name in RISKY
        if name not in typed
        and (found := outcome.extraction.fields.get(name)) is not None
        and (found.confidence < SURE or f"{name}_disputed" in codes or name in refuted)
    )


def differences(page: str, chart: str) -> tuple[tuple[str, bool], ...]:
    """The chart's text in pieces, each with whether it is also on the page; letters and digits only, case aside."""
    matcher = SequenceMatcher(None, page.casefold(), chart.casefold(), autojunk=False)
    pieces: list[tuple[str, bool]] = []
    for kind, _, _, start, end in matcher.get_opcodes():
        if end > start:
            pieces.append((chart[start:end], kind == "equal" or not re.search(r"\w", chart[start:end])))
    return tuple(pieces)


def turned(page: Page, by: int) -> Page:
    """The page turned `by` degrees clockwise (0, 90, 180, 270) as a reviewer did, boxes and words with it."""
    for _ in range(by // 90 % 4):
        height = page.height
        page = evolve(
            page,
            width=height,
            height=page.width,
            rotation=(page.rotation + 90) % 360,
            words=tuple(evolve(word, box=_quarter(word.box, height)) for word in page.words),
        )
    return page


def _quarter(box: Box, height: int) -> Box:
    return Box(left=height - box.bottom, top=box.left, right=height - box.top, bottom=box.right)


def turned_box(box: Box, page: Page, by: int) -> Box:
    """A box on `page` as it stands after the page is turned."""
    word = evolve(page, words=(Word(text="", box=box),))
    return turned(word, by).words[0].box


def rotations(corrections: Iterable[Correction]) -> dict[int, int]:
    """How far reviewers turned pages, in degrees clockwise by page number."""
    said = (
        (name.partition(".")[2], one.after) for name, one in latest(corrections).items() if name.startswith("rotation.")
    )
    return {int(number): int(str(after or 0)) for number, after in said}
