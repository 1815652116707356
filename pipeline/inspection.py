"""What would happen to a file, as the contract's JSON lines (DESIGN.md section 4). Stores nothing."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from pipeline.errors import IntakeError, LedgerUnavailable, UsageError
from pipeline.flow import Judges, conclude
from pipeline.ports import Reader
from pipeline.records import Candidate, Field, Match, Outcome, Page, ResultRow
from pipeline.stages import separate

Line = dict[str, Any]


def inspect_files(paths: Sequence[Path], reader: Reader, judges: Judges, *, threads: int) -> Iterator[list[Line]]:
    """Lines of each file, a list per file, in the order given; `threads` files are worked on at a time."""
    pool = ThreadPoolExecutor(max_workers=max(1, threads))
    try:
        futures = {pool.submit(inspect_file, path, reader, judges): index for index, path in enumerate(paths)}
        done: dict[int, list[Line]] = {}
        turn = 0
        for future in as_completed(futures):
            done[futures[future]] = future.result()
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        pool.shutdown(cancel_futures=True)  # after Ctrl-C, what has not begun is not begun


def inspect_file(path: Path, reader: Reader, judges: Judges) -> list[Line]:
    """One line per document of the file; a file that cannot be read is one line that says why.

    Raises UsageError and LedgerUnavailable: what hinders every file is not the file's fault.
    """
    source = os.fsencode(path).decode("utf-8", "backslashreplace")
    try:
        reading = reader.read(path)
        parts = separate.separate(reading, judges.model).parts
        outcomes = [conclude(reading.pages, part, judges, reading.doubts) for part in parts]
    except (UsageError, LedgerUnavailable):
        raise
    except IntakeError as error:
        return [refused(source, str(error))]
    except Exception as error:  # a fault of the program must not cost the files after this one
        return [refused(source, str(IntakeError(f"({_where(error)})")))]
    return [line(source, outcome, reading.pages) for outcome in outcomes]


def _where(error: Exception) -> str:
    """The error's class and place; never its text, which could quote the page."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"


def refused(source: str, reason: str) -> Line:
    """The line of a file that nobody can read."""
    return {"source": source, "pages": [], "type": None, "fields": {}, "route": "quarantine", "reasons": [reason]}


def line(source: str, outcome: Outcome, pages: Sequence[Page]) -> Line:
    """The contract's object for one document, then what explains it."""
    classification, extraction = outcome.classification, outcome.extraction
    own = [page for page in pages if page.number in outcome.pages]
    return {
        "source": source,
        "pages": list(outcome.pages),
        "type": classification.type,
        "type_confidence": round(classification.confidence, 4),
        "fields": {name: field_json(found) for name, found in extraction.fields.items()},
        "match": match_json(outcome.match),
        "route": outcome.routing.route,
        "reasons": [doubt.says for doubt in outcome.routing.doubts],
        "cover": outcome.cover,
        "site_type": classification.site_type,
        "priority": outcome.routing.priority,
        "why": [{"term": item.term, "weight": round(item.weight, 3)} for item in classification.evidence[:8]],
        "results": [row_json(row) for row in extraction.rows],
        "read": [
            {"page": page.number, "kind": page.kind, "steps": list(page.steps), "cpu_ms": round(page.cpu_ms, 1)}
            for page in own
        ],
    }


def field_json(found: Field) -> Line:
    """A field with its evidence."""
    value = list(found.value) if isinstance(found.value, tuple) else found.value
    return {
        "value": value,
        "confidence": round(found.confidence, 3),
        "page": found.page,
        "box": found.box.as_list(),
        "raw": found.raw,
    }


def match_json(match: Match) -> Line:
    """The decision, and the candidates with what spoke for and against each."""
    return {
        "decision": match.decision,
        "patient_id": match.patient_id,
        "probability": round(match.probability, 6),
        "candidates": [candidate_json(candidate) for candidate in match.candidates],
    }


def candidate_json(candidate: Candidate, digits: int = 6) -> Line:
    """A chart with what spoke for and against it; the probability to so many digits."""
    return {
        "patient_id": candidate.patient_id,
        "probability": round(candidate.probability, digits),
        "weights": {weight.field: [weight.level, round(weight.bits, 2)] for weight in candidate.weights},
        "vetoes": [veto.says for veto in candidate.vetoes],
    }


def row_json(row: ResultRow) -> Line:
    """A line of a result table."""
    return {
        "analyte": row.analyte,
        "value": row.value,
        "units": row.units,
        "range": row.range,
        "flag": row.flag,
        "abnormal": row.abnormal,
        "page": row.page,
        "box": row.box.as_list() if row.box else None,
    }
