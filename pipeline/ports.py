"""What the flow needs from the world: Protocols of at most four verbs each, every one with two implementations or more.

Foreign exceptions stop at the adapter: a port raises only classes of `pipeline.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from pipeline.accounts import Kept
from pipeline.records import Patient, Private

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.desk_records import Deed, Figures, Glance, Lease, Place, Standing, Wanted
    from pipeline.items import Change, Item, Job
    from pipeline.records import Page, Reading, Receipt, Word


class OcrEngine(Protocol):
    """Reads one cleaned page."""

    def read(self, image: NDArray[np.uint8], dpi: float) -> tuple[Word, ...]:
        """Words of `image` (height x width, uint8 grey, 0 is ink, square pixels at `dpi`), boxes in its own pixels."""
        ...


class Reader(Protocol):
    """Parses untrusted bytes. The real one does so in limited processes."""

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        """Pages `first` to `last` (from 1; 0 is the file's last) of the file at `path`, read.

        Raises UnreadableFile, ReaderLimit or WorkerLost.
        """
        ...

    def count(self, path: Path) -> int:
        """How many pages the file has, without reading them. Raises as `read`."""
        ...

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        """Write to `out` a PDF of these pages: the untouched images with a text layer. Raises as `read`."""
        ...

    def close(self) -> None:
        """End the processes; a file in hand raises WorkerLost."""
        ...


class BlobStore(Protocol):
    """Objects by key. A key is written once; keys and metadata hold ids only."""

    def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:
        """Store the file under `key`, durably. The same bytes again are a no-op; others raise IntegrityError."""
        ...

    def open(self, key: str) -> bytes:
        """The bytes under `key`, their checksum verified. Raises KeyError when absent, IntegrityError when damaged."""
        ...

    def exists(self, key: str) -> bool: ...

    def list(self, prefix: str) -> Iterator[str]:
        """Keys that begin with `prefix`, in order."""
        ...


class ReceiptLog(Protocol):
    """Where arrivals are recorded; the commit of `record` is the promise to the sender."""

    def record(self, receipt: Receipt) -> bool:
        """Commit the receipt, and the work it asks for, in one transaction. True when the bytes are new."""
        ...

    def seen(self, identity: str) -> bool:
        """Whether an arrival with this identity was recorded before."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PatientChange(Private):
    """One change to the patient index: `patient` is new or changed; `gone` is the id of a chart that is no more.

    Both together are a merge: the chart that is gone becomes an alias of `patient`. `gone` alone is a deletion.
    """

    patient: Patient | None = None
    gone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What an import did to the index, in charts."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shortlist(Private):
    """Charts worth comparing, best first, of `size` in the index.

    `crowded` are the keys that more charts share than are looked at: charts found under no other key are missing.
    """

    patients: tuple[Patient, ...]
    size: int
    crowded: frozenset[int] = frozenset()


class PatientIndex(Protocol):
    """The charts that exist, findable by blocking keys. Raises LedgerUnavailable when it does not answer."""

    def apply(self, changes: Iterable[PatientChange]) -> Changed:
        """Make all changes in order, in one transaction; the same changes again change nothing.

        Earlier names, addresses, numbers and merged charts become aliases. An exception leaves the index as it was.
        """
        ...

    def candidates(self, keys: Sequence[int], limit: int) -> Shortlist:
        """Up to `limit` patients that share a 64-bit blocking key, best first by the summed rarity of shared keys."""
        ...

    def frequencies(self, terms: Sequence[int]) -> Mapping[int, int]:
        """How many charts have each term (`matching.keys.term`); those that none has are absent."""
        ...

    def get(self, patient_id: str) -> Patient | None:
        """The chart with this id."""
        ...


class PatientSearch(Protocol):
    """The charts that exist, as a person looks for them. Raises LedgerUnavailable when it does not answer."""

    def search(self, text: str, limit: int) -> tuple[Patient, ...]:
        """Charts that fit what was typed, best first: names (begun or misspelt), a birth date or year, a number."""
        ...


class Source(Protocol):
    """A place files come from. The caller owns the loop."""

    def arrivals(self) -> Iterator[Receipt]:
        """Take in what is there now, durably, one receipt at a time; ends when nothing more is complete."""
        ...

    def due_in(self) -> float:
        """Seconds until `arrivals` has something to look at, if nothing happens before."""
        ...

    def close(self) -> None: ...


class Ledger(Protocol):
    """The truth about every item. Raises LedgerUnavailable when the database does not answer."""

    def item(self, item_id: str) -> Item:
        """Raises KeyError when there is none."""
        ...

    def result(self, item_id: str, stage: str) -> bytes | None:
        """The newest stored result of a stage, or None."""
        ...

    def stages(self, item_id: str) -> frozenset[str]:
        """The stages that have a stored result."""
        ...

    def commit(self, change: Change) -> None:
        """All of `change` in one transaction, or nothing. Raises StaleItem when an item has moved on meanwhile."""
        ...

    def receipts_of(self, file_id: str) -> tuple[Receipt, ...]:
        """The arrivals of a file, first first."""
        ...

    def unfinished(self, limit: int) -> tuple[Item, ...]:
        """Items that are not at rest, longest untouched first."""
        ...


class DeskLedger(Protocol):
    """What the desk asks of the ledger. Raises LedgerUnavailable when the database does not answer."""

    def claim(self, lease: Lease) -> Lease:
        """Take or extend a lease, unless another actor holds it at `lease.since`; whoever holds it afterwards."""
        ...

    def standing(self, item_id: str) -> Standing:
        """Everything the desk knows of one document."""
        ...

    def waiting(self, wanted: Wanted) -> tuple[tuple[Item, Glance | None, Place, Lease | None], ...]:
        """Documents that wait at the desk, most urgent first, then oldest."""
        ...

    def siblings(self, file_id: str) -> tuple[Item, ...]:
        """The documents of a file, in order of their ids, replaced ones too."""
        ...

    def figures(self, actor: str, since: str, wanted: Wanted | None = None) -> Figures:
        """Numbers over what of the queue an account may see; `since` is when the day began."""
        ...

    def last_deed(self, actor: str, since: str) -> Deed | None:
        """The newest thing an actor did since, that was neither an undoing nor undone."""
        ...


K = TypeVar("K", bound=Kept)


class AccessStore(Protocol):
    """Accounts, sessions and keys. Raises LedgerUnavailable when the database does not answer."""

    def get(self, kind: type[K], key: str) -> tuple[K, int] | None:
        """The record and its version, or None."""
        ...

    def put(self, record: Kept, version: int) -> None:
        """Write a record that has this version now, 0 for a new one. Raises StaleItem when it has another."""
        ...

    def all(self, kind: type[K]) -> tuple[K, ...]:
        """Every record of a kind, by key."""
        ...

    def remove(self, kind: type[Kept], key: str) -> None:
        """Forget a record; one that is not there is left alone."""
        ...


class WorkEngine(Protocol):
    """Carries job ids from the transaction that asks for work to a thread that does it, across crashes."""

    def enqueue(self, transaction: object, job: Job) -> None:
        """Ask for `job` in the caller's own transaction; a job id that is known is left alone."""
        ...

    def work(self, handler: Callable[[str], None]) -> None:
        """Begin to call `handler` with item ids, in threads; jobs of a dead process of this site are adopted."""
        ...

    def alive(self, job: Job) -> bool:
        """Whether the job still waits, runs, or will run."""
        ...

    def stop(self, timeout_s: float) -> None:
        """Take no new work and wait for what is in hand; what does not end in time is run again at the next start."""
        ...
