"""A part of a file read page by page past what breaks the reader: such a page is marked, never left out."""

from __future__ import annotations

from pipeline.adapters.messages import Done
from pipeline.adapters.process import Lost
from pipeline.errors import DamagedFile, IntakeError, ReaderLimit, UnreadableFile
from pipeline.records import Doubt, Page, Reading
from pipeline.spread import BROKE, LIMIT, MOST_LOST


class Rescue:
    """Pages `first` to `last` (0: to the file's end) as they come in, and on which of them a process was lost."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.pages: list[Page] = []
        self._doubts: list[Doubt] = []
        self._broke_on = 0
        self._media_type = ""

    @property
    def next(self) -> int:
        """The page in hand."""
        return self.first + len(self.pages)

    @property
    def is_whole(self) -> bool:
        return 0 < self.last < self.next

    def failed(self, error: Lost | UnreadableFile, whole: Done) -> None:
        """A process was lost on the page in hand: the first time it is tried again, then marked.

        `whole` says how many pages the file has. Raises what ends a file of one page, or of too many such pages.
        """
        self.last, self._media_type = self.last or whole.count, whole.media_type
        if self.is_whole:
            self.pages.pop()  # it was lost after the last page, before it said so
        if self._broke_on != self.next:
            self._broke_on = self.next
            return
        if whole.count == 1 or len(self._doubts) == MOST_LOST:
            raise _as_whole(error) from None
        self._doubts.append(_doubt(self.next, error))
        self.pages.append(unread(self.next))

    def reading(self, done: Done | None = None) -> Reading:
        """What was read. `done` is what the process said at the end, where one came to it."""
        said = done or Done(media_type=self._media_type)
        return Reading(media_type=said.media_type, pages=tuple(self.pages), doubts=(*said.doubts, *self._doubts))


def unread(number: int) -> Page:
    """The place of a page that could not be read: a letter sheet on which nothing is known."""
    return Page(number=number, width=1700, height=2200, dpi=200.0, kind="scan", confidence=0.0, steps=("unreadable",))


def is_of_a_page(error: Lost | UnreadableFile) -> bool:
    """Whether it may be one page's fault: a parser that says what is wrong speaks of the whole file."""
    return isinstance(error, Lost) or type(error) is UnreadableFile


def _doubt(number: int, error: Lost | UnreadableFile) -> Doubt:
    if isinstance(error, Lost) and not error.crashed:
        return Doubt(code=LIMIT, says=f"Page {number} was not read: it needs more memory or time than a page may use.")
    return Doubt(code=BROKE, says=f"Page {number} could not be read: it broke the reader twice.")


def _as_whole(error: Lost | UnreadableFile) -> IntakeError:
    if isinstance(error, UnreadableFile):
        return error
    return DamagedFile("It broke the reader twice.") if error.crashed else ReaderLimit()
