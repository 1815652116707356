"""A long file is read in sections, each a job of its own, by whichever machine is free.

New files go before the sections of those that were begun, and a section is short, so that one page with STAT on it
does not wait behind two hundred. What each section says is kept under the file; the job that reads the last goes on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.errors import DamagedFile, IntakeError, ReaderLimit
from pipeline.items import Item, Job
from pipeline.records import Reading

LONG = 8  # pages, from the next one on a file is spread
PAGES = 1  # of a section: a new file waits for two of them at most, one that is read and one that is next
PRIORITY = 6  # after new files (5) and the documents of files that were read (4)
MOST_LOST = 5  # pages; a file with more of them is malformed as a whole
BROKE, LIMIT = "page_unreadable", "page_over_limit"
PLAN = "spread"  # the stage whose result is the number of pages
_NAME = re.compile(r"(f-[^/]+)/(\d+)-(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Pages `first` to `last`, from 1, of the file item `item_id`."""

    item_id: str
    first: int
    last: int

    @property
    def name(self) -> str:
        """What its jobs are asked for by, in the place of an item's id."""
        return f"{self.item_id}/{self.first}-{self.last}"

    @property
    def stage(self) -> str:
        """What its reading is stored under."""
        return f"read {self.first}-{self.last}"

    def job(self, item: Item) -> Job:
        """The job of this generation of its file."""
        return Job(item_id=self.name, generation=item.generation, priority=PRIORITY)


def named(name: str) -> Section | None:
    """The section that a job asks for; None when it asks for an item."""
    found = _NAME.fullmatch(name)
    return Section(item_id=found[1], first=int(found[2]), last=int(found[3])) if found else None


def sections(item_id: str, pages: int) -> tuple[Section, ...]:
    """Those of a file of so many pages; none when one job reads it whole."""
    if pages <= LONG:
        return ()
    starts = range(1, pages + 1, PAGES)
    return tuple(Section(item_id=item_id, first=at, last=min(at + PAGES - 1, pages)) for at in starts)


def missing(item_id: str, pages: int, stages: Collection[str]) -> tuple[Section, ...]:
    """Sections of which no reading is among the stored stages."""
    return tuple(section for section in sections(item_id, pages) if section.stage not in stages)


def lost(readings: Sequence[Reading]) -> list[str]:
    """The codes of the doubts about pages that could not be read."""
    return [doubt.code for reading in readings for doubt in reading.doubts if doubt.code in (BROKE, LIMIT)]


def malformed(codes: Collection[str]) -> IntakeError:
    """What is wrong with a file of which these pages are lost."""
    return DamagedFile("It broke the reader on too many pages.") if BROKE in codes else ReaderLimit()


def joined(readings: Sequence[Reading]) -> Reading:
    """The whole file's reading, from those of its parts in order; each page that could not be read is a doubt.

    Raises DamagedFile or ReaderLimit where no page, or too few, could be read: such a file is malformed as a whole.
    """
    pages = tuple(page for reading in readings for page in reading.pages)
    codes = lost(readings)
    if len(codes) > MOST_LOST or len(codes) == len(pages):
        raise malformed(codes)
    doubts = tuple(dict.fromkeys(doubt for reading in readings for doubt in reading.doubts))
    return Reading(media_type=readings[0].media_type, pages=pages, doubts=doubts)
