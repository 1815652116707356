"""What a laboratory report says: its dates, who ordered and who performed it, its number, its status, normal or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.lab_numbers import accessions, labelled, orders, seen_at, statuses
from pipeline.extraction.lab_rows import CRITICAL, newest_column, result_rows
from pipeline.extraction.lab_verdict import verdict
from pipeline.extraction.labels import Found, fold
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.letters import letter_date, signers
from pipeline.extraction.names import parse_provider
from pipeline.extraction.organisations import performing_lab
from pipeline.extraction.pairing import beneath, value_of
from pipeline.extraction.parsers import Parsed, dates, parse_date
from pipeline.records import Extraction, Field, evolve

# Who ordered, by how surely the label says so.
_ORDERING = {"ordering": 1.0, "provider": 0.85, "attending": 0.6, "pcp": 0.4, "referring": 0.8, "specialist": 0.75}
_SENTENCE = re.compile(r"[^\W\d_]{4,}\.\s")  # a stop that ends a sentence, not an initial or a title
# Who signs, drew, was told or gets a copy: never who ordered.
_NOT_ORDERING = frozenset({"director", "copied", "witness", "patient", "facility", "parent", "emergency"})
_STAT = re.compile(
    r"\bS\s?T\s?A\s?T\b(?=\s*(?:R\s?E\s?P|RESULT|ORDER|REQUEST|LAB|$|[*!]))"
    r"|\b(?i:critical (?:value|result)|panic value)",
    re.M,
)


_WHO = r"(?P<who>(?:Dra?\.\s)?[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.,-]*){1,3}(?:,?\s(?:MD|DO|NP|PA-C|PA|FNP-C|FNP|CNM))?)"
_REVIEWED = re.compile(_WHO + r"\s+(?:has\s+)?(?:reviewed|ordered|requested)")
_CLINICIAN = re.compile(r"\b(?:M\.?D|D\.?O|NP|PA|PA-?C|FNP(?:-?[A-Z]+)?|APRN|ARNP|CNM|DPM|DDS|CNP)\b\.?|\bDra?\.")


def extract_lab(context: Context, patient: Mapping[str, Field]) -> Extraction:
    """The index fields of a laboratory report and its result rows."""
    rows = result_rows(context)
    found: dict[str, Field] = {}
    for name in ("collected_date", "reported_date"):
        _keep(found, _dates(context, name))
    if "reported_date" not in found and not _bedside(context):
        _keep(found, letter_date(context, "reported_date"))
    if "reported_date" not in found and not _bedside(context):
        _keep(found, _undated(context, "reported_date"))
    if "collected_date" not in found and _bedside(context):
        _keep(found, _undated(context, "collected_date"))
    _keep(found, _trend(context))
    _keep(found, _providers(context))
    if "ordering_provider" not in found:
        _keep(found, signers(context, "ordering_provider"))
    if "ordering_provider" not in found:
        _keep(found, _reviewers(context))
    if "ordering_provider" not in found:
        _keep(found, _addressed(context))
    if "ordering_provider" not in found:
        _keep(found, _only_clinician(context))
    _drop_namesake(found, patient)
    _keep(found, accessions(context))
    if "accession_number" not in found:
        _keep(found, orders(context))
    _keep(found, statuses(context))
    _keep(found, performing_lab(context))
    _keep(found, verdict(context, rows))
    found = _in_order(found)
    stat = any(row.flag in CRITICAL for row in rows) or any(_STAT.search(sheet.text) for sheet in context.sheets)
    return Extraction(fields=found, rows=rows, stat=stat)


def _drop_namesake(fields: dict[str, Field], patient: Mapping[str, Field]) -> None:
    """The patient is not who ordered: a provider read with the patient's name was read from the wrong place."""
    own = [fold(str(patient[n].value)) for n in ("family_name", "given_name") if n in patient]
    ordered = fields.get("ordering_provider")
    if ordered and len(own) == 2 and all(name in fold(str(ordered.value)) for name in own):
        del fields["ordering_provider"]


def _keep(fields: dict[str, Field], sightings: Iterator[Sighting]) -> None:
    seen = _fullest(list(sightings))
    fused = fuse(seen)
    if fused is not None:
        fields[seen[0].field] = fused.field


def _fullest(seen: list[Sighting]) -> list[Sighting]:
    """Of a name printed with and without its credentials, the longer form speaks for both."""
    forms = sorted({str(s.value) for s in seen if s.field == "ordering_provider"}, key=len, reverse=True)
    return [evolve(s, value=next((f for f in forms if fold(f).startswith(fold(str(s.value)))), s.value)) for s in seen]


_AT_BEDSIDE = re.compile(r"point of care|in-?office|clia[- ]waived|waived test|\bpoct?\b|flow ?sheet|rapid test", re.I)


def _bedside(context: Context) -> bool:
    """Whether the tests were done where the patient was: their one date is when the specimen was taken."""
    return any(_AT_BEDSIDE.search(sheet.text) for sheet in context.sheets)


def _undated(context: Context, field: str) -> Iterator[Sighting]:
    """A report's "Date:", where nothing tells which date it is."""
    for sheet, found in context.labels("date"):
        pair = value_of(context, sheet, found, parse_past)
        if pair:
            yield seen_at(field, pair, 0.7)


def _reviewers(context: Context) -> Iterator[Sighting]:
    """The clinician who, a letter says, has reviewed or ordered the tests."""
    for sheet in context.sheets:
        for match in _REVIEWED.finditer(sheet.text):
            parsed = parse_provider(match["who"])
            words = sheet.at(*match.span("who"))
            if parsed:
                yield Sighting(
                    field="ordering_provider", value=parsed[0], raw=match["who"], page=sheet.number, box=around(words),
                    score=0.7 * parsed[1] * (0.4 + 0.6 * confidence(words)),
                )  # fmt: skip


def _addressed(context: Context) -> Iterator[Sighting]:
    """A report that names nobody who ordered goes to who did: a clinician at "To:", or "Dr." at the head of a cell."""
    for sheet, found in context.labels("name", role="sender"):
        words = sheet.lines[found.line].words
        to = re.match(r"(?i)(?:deliver |send )?(?:to|attn|attention|sender)\b", joined(words[found.start : found.end]))
        pair = value_of(context, sheet, found, parse_provider) if to else None
        if pair:
            yield seen_at("ordering_provider", pair, 0.7 if _CLINICIAN.search(pair.raw) else 0.6)
    for sheet in context.sheets:
        for cell in (cell for line in sheet.lines[:16] for cell in line.cells if re.match(r"Dra?\.\s", cell.text)):
            parsed = parse_provider(cell.text)
            if parsed:
                yield Sighting(
                    field="ordering_provider", value=parsed[0], raw=cell.text, page=sheet.number, box=cell.box,
                    score=0.6 * parsed[1] * (0.4 + 0.6 * confidence(cell.words)),
                )  # fmt: skip


def _only_clinician(context: Context) -> Iterator[Sighting]:
    """The one clinician whom a report names with title or credentials, where no label says as what."""
    seen: dict[str, Sighting] = {}
    for sheet in context.sheets:
        for line in sheet.lines:
            if any(f.field == "name" and f.role in _NOT_ORDERING for f in context.found_on(sheet.number, line.index)):
                continue
            taken = context.labelled(sheet.number, line.index)
            for cell in line.cells:
                words = tuple(w for at, w in enumerate(cell.words, start=cell.start) if at not in taken)
                text = joined(words)
                parsed = parse_provider(text) if 2 <= len(words) <= 8 and _CLINICIAN.search(text) else None
                if parsed and not _SENTENCE.search(parsed[0]):
                    seen[fold(parsed[0])] = Sighting(
                        field="ordering_provider", value=parsed[0], raw=text, page=sheet.number, box=around(words),
                        score=0.6 * parsed[1] * (0.4 + 0.6 * confidence(words)),
                    )  # fmt: skip
    if len(seen) == 1:
        yield from seen.values()


def _dates(context: Context, field: str) -> Iterator[Sighting]:
    yield from labelled(context, field, parse_past)
    pattern = _DRAWN if field == "collected_date" else _RESULTED
    for sheet in context.sheets:
        for match in pattern.finditer(sheet.text):
            day = next(dates(match["rest"]), None)
            if day is not None and day[2] <= 6:
                words = sheet.at(match.start("rest") + day[2], match.start("rest") + day[3])
                yield Sighting(
                    field=field, value=day[0], raw=match["rest"][: day[3]], page=sheet.number, box=around(words),
                    score=0.8 * day[1] * (0.4 + 0.6 * confidence(words)),
                )  # fmt: skip


_DRAWN = re.compile(
    r"(?:drawn|collected|taken|tests? you had|performed|obtained)\s+(?:on|at|from)?\s*(?P<rest>[^\n]{6,30})", re.I
)
_RESULTED = re.compile(
    r"(?:reported|resulted|released|results? of|final report)\s+(?:on)?\s*(?P<rest>[^\n]{6,30})", re.I
)


def _trend(context: Context) -> Iterator[Sighting]:
    """The newest date over the columns of a cumulative report is when its newest specimen was collected."""
    for sheet in context.sheets:
        for line in sheet.lines:
            newest = newest_column(context, sheet, line)
            if newest is None or not newest[0]:
                continue
            words = [w for w in line.words if newest[1] <= (w.box.left + w.box.right) / 2 <= newest[2]]
            if words:
                yield Sighting(
                    field="collected_date", value=newest[0], raw=" ".join(w.text for w in words), page=sheet.number,
                    box=around(words), score=0.85 * (0.4 + 0.6 * confidence(words)),
                )  # fmt: skip


def _providers(context: Context) -> Iterator[Sighting]:
    best = 0.0
    for sheet, found in context.labels("name", "section"):
        share = _ORDERING.get(found.role, 0.0)
        if share < best or not share or found.label.role != found.role:
            continue
        pair = value_of(context, sheet, found, parse_provider)
        if pair:
            best = max(best, share)
            yield seen_at("ordering_provider", pair, share)
        elif found.heading:
            yield from _headed_provider(context, sheet, found, share)


def _headed_provider(context: Context, sheet: Sheet, heading: Found, share: float) -> Iterator[Sighting]:
    """A line with credentials or a title among the unlabelled lines under a heading."""
    for candidate in beneath(context, sheet, heading):
        parsed = parse_provider(candidate.text) if _CLINICIAN.search(candidate.text) else None
        if parsed:
            yield Sighting(
                field="ordering_provider", value=parsed[0], raw=candidate.text, page=sheet.number, box=candidate.box,
                score=0.9 * share * parsed[1] * (0.4 + 0.6 * candidate.confidence),
            )  # fmt: skip
            return


def parse_past(text: str) -> Parsed | None:
    """A date that is not in the future: nothing is collected or reported tomorrow."""
    found = parse_date(text)
    return found if found and found[0] <= (date.today() + timedelta(days=1)).isoformat() else None


def _in_order(fields: dict[str, Field]) -> dict[str, Field]:
    """A specimen is not reported before it is collected: where the dates say so, both are unsure."""
    collected, reported = fields.get("collected_date"), fields.get("reported_date")
    if collected and reported and str(collected.value) > str(reported.value):
        for name in ("collected_date", "reported_date"):
            f = fields[name]
            fields[name] = Field(value=f.value, raw=f.raw, page=f.page, box=f.box, confidence=f.confidence * 0.5)
    return fields
