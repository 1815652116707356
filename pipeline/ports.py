"""What the flow needs from the world: Protocols of at most four verbs each, every one with two implementations or more.

Foreign exceptions stop at the adapter: a port raises only classes of `pipeline.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.records import Change, Item, Job, Page, Patient, Reading, Receipt, Word


class OcrEngine(Protocol):
    """Reads one cleaned page."""

    def read(self, image: NDArray[np.uint8], dpi: float) -> tuple[Word, ...]:
        """Words of `image` (height x width, uint8 grey, 0 is ink, square pixels at `dpi`), boxes in its own pixels."""
        ...


class Reader(Protocol):
    """Parses untrusted bytes. The real one does so in limited processes."""

    def read(self, path: Path, progress: str = "") -> Reading:
        """Pages of the file at `path`, read. Raises UnreadableFile, ReaderLimit or WorkerLost."""
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


class PatientIndex(Protocol):
    """The charts that exist, findable by blocking keys."""

    def upsert(self, patients: Iterable[Patient]) -> int:
        """Add or replace by patient_id in one transaction; the number written."""
        ...

    def candidates(self, keys: Sequence[int], limit: int) -> tuple[Patient, ...]:
        """Patients that share a 64-bit blocking key, best first by the summed rarity of the shared keys."""
        ...

    def frequencies(self, values: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        """How many patients have each (field, normalised value)."""
        ...

    def size(self) -> int: ...


class Source(Protocol):
    """A place files come from. The caller owns the loop."""

    def arrivals(self) -> Iterator[Receipt]:
        """Take in what is there now, durably, one receipt at a time; ends when nothing more is complete."""
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

    def commit(self, change: Change) -> None:
        """All of `change` in one transaction, or nothing. Raises StaleItem when an item has moved on meanwhile."""
        ...

    def unfinished(self, limit: int) -> tuple[Item, ...]:
        """Items that are not at rest, longest untouched first."""
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
