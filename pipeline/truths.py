"""Truth manifests: what the documents of a folder really are, as JSON lines or CSV.

JSON lines: `file`, `pages` (list), `type`, and where known `fields` (object), `patient_id` (null: no chart),
`degradation`, `known_sender` (whether documents of this sender were confirmed before). CSV: the same as columns,
`pages` as "1-3" or "1 4", and a column for each field; an empty cell is not on the page.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

Truth = Mapping[str, Any]
_OWN = ("file", "pages", "type", "patient_id", "degradation", "known_sender")


def load_truth(path: Path) -> dict[str, list[Truth]]:
    """Documents by file name. Raises UsageError for a file that is no manifest."""
    wanted: dict[str, list[Truth]] = defaultdict(list)
    try:
        for one in _rows(path):
            wanted[Path(one["file"]).name].append({**one, "type": one["type"], "pages": list(one["pages"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is not a truth file: JSON lines or CSV with file, pages and type ({type(error).__name__})."
        ) from None
    return wanted


def _rows(path: Path) -> Iterator[Truth]:
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as opened:
            yield from (_from_cells(row) for row in csv.DictReader(opened))
        return
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.strip():
            yield json.loads(text)


def _from_cells(row: Mapping[str, str]) -> Truth:
    known = row.get("known_sender", "").strip().lower()
    found: dict[str, Any] = {
        "file": row["file"],
        "pages": _pages(row["pages"]),
        "type": row["type"].strip(),
        "patient_id": row.get("patient_id") or None,
        "fields": {name: value for name, value in row.items() if name and name not in _OWN and value},
    }
    if row.get("degradation"):
        found["degradation"] = row["degradation"]
    if known:
        found["known_sender"] = known in ("1", "true", "yes", "y")
    return found


def _pages(text: str) -> list[int]:
    pages: list[int] = []
    for part in text.replace(",", " ").split():
        first, _, last = part.partition("-")
        pages += range(int(first), int(last or first) + 1)
    if not pages:
        raise ValueError("no pages")
    return pages
