"""What a laboratory report says: its dates, who ordered and who performed it, its number, status and result rows."""

from __future__ import annotations

from pipeline.extraction.context import Context
from pipeline.records import Extraction, Field


def extract_lab(context: Context) -> Extraction:
    """The index fields of a laboratory report and its result rows."""
    fields: dict[str, Field] = {}
    return Extraction(fields=fields)
