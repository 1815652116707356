"""What extraction knows of a document before it asks for a field: its pages laid out, and the labels found on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extraction.labels import Found, Lexicon
from pipeline.extraction.labels_find import find_labels
from pipeline.extraction.layout import Sheet, lay_out
from pipeline.records import DocumentType, Page, Private


@dataclass(frozen=True, kw_only=True, repr=False)
class Context(Private):
    """Pages of one document in order, laid out, with their labels."""

    type: DocumentType
    sheets: tuple[Sheet, ...]
    found: tuple[tuple[Found, ...], ...]  # by sheet, reading order

    @cached_property
    def _by_line(self) -> dict[tuple[int, int], tuple[Found, ...]]:
        rows: dict[tuple[int, int], list[Found]] = {}
        for sheet, labels in zip(self.sheets, self.found, strict=True):
            for label in labels:
                rows.setdefault((sheet.number, label.line), []).append(label)
        return {key: tuple(labels) for key, labels in rows.items()}

    @cached_property
    def _labelled(self) -> dict[tuple[int, int], frozenset[int]]:
        return {
            key: frozenset(at for label in labels for at in range(label.start, label.end))
            for key, labels in self._by_line.items()
        }

    def found_on(self, page: int, line: int) -> tuple[Found, ...]:
        """Labels of one row, left to right."""
        return self._by_line.get((page, line), ())

    def labelled(self, page: int, line: int) -> frozenset[int]:
        """Indexes of the row's words that belong to labels."""
        return self._labelled.get((page, line), frozenset())

    def labels(self, *fields: str, role: str | None = None) -> Iterator[tuple[Sheet, Found]]:
        """Labels of these fields, in reading order; of one role only when `role` is given ("" is no role)."""
        for sheet, labels in zip(self.sheets, self.found, strict=True):
            for label in labels:
                if label.field in fields and (role is None or label.role == role):
                    yield sheet, label

    @property
    def text(self) -> str:
        """All rows of all pages, pages parted by a form feed."""
        return "\f".join(sheet.text for sheet in self.sheets)


def open_document(pages: Sequence[Page], document_type: DocumentType, lexicon: Lexicon) -> Context:
    """Lays out the pages of a document that are not blank and finds the labels of `lexicon` on them."""
    sheets = tuple(lay_out(page) for page in pages if not page.is_blank)
    return Context(type=document_type, sheets=sheets, found=tuple(find_labels(sheet, lexicon) for sheet in sheets))
