"""Which pages belong together, after a reviewer split, merged, moved or marked them: pure functions.

A grouping is the documents of one file that are touched, each as its pages in order and whether it is a cover sheet.
No page is ever lost: it is in one group, or it was marked blank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import CannotRegroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pages of one document, 1-based in the file, rising."""

    pages: tuple[int, ...]
    cover: bool = False


def split(group: Group, at: int) -> tuple[Group, ...]:
    """Two documents, the second beginning at page `at`. Raises CannotRegroup where nothing would be split."""
    first = tuple(page for page in group.pages if page < at)
    second = tuple(page for page in group.pages if page >= at)
    if not first or not second:
        raise CannotRegroup("A document can be split before any of its pages but the first.")
    return Group(pages=first), Group(pages=second)


def merged(groups: Sequence[Group]) -> tuple[Group, ...]:
    """One document of all the pages. Raises CannotRegroup for fewer than two."""
    if len(groups) < 2:
        raise CannotRegroup("There is no other document of this fax to merge with.")
    return (Group(pages=tuple(sorted(page for group in groups for page in group.pages))),)


def moved(page: int, source: Group, target: Group) -> tuple[Group, ...]:
    """The page in the target; a source that is left empty is gone."""
    if page not in source.pages:
        raise CannotRegroup("That page is in another document.")
    rest = tuple(number for number in source.pages if number != page)
    into = Group(pages=tuple(sorted((*target.pages, page))))
    return (Group(pages=rest), into) if rest else (into,)


def marked(page: int, group: Group, kind: str) -> tuple[Group, ...]:
    """The page as a cover sheet of its own, or ("blank") in no document; the others stay together."""
    if page not in group.pages:
        raise CannotRegroup("That page is in another document.")
    rest = tuple(number for number in group.pages if number != page)
    kept = (Group(pages=rest),) if rest else ()
    if kind == "cover":
        return (Group(pages=(page,), cover=True), *kept)
    if not kept:
        raise CannotRegroup("It is the only page: reject the document, or keep it with its fax.")
    return kept
