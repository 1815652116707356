"""What people confirmed, held ready for the next document: neighbours and senders' profiles that follow the ledger."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

import msgspec

from pipeline.items import Confirmation, Item
from pipeline.lessons import lessons
from pipeline.records import Page, Reading
from pipeline.senders import Profile, profiles
from pipeline.stages import classify

if TYPE_CHECKING:
    from scipy import sparse

    from classifiers.model import DoctypeModel
    from classifiers.neighbours import Neighbours

MOST = 2000  # newest confirmed documents that are kept as neighbours: each costs a look at its stored reading


class ConfirmationLog(Protocol):
    """The part of the ledger that this needs."""

    def confirmed(self) -> tuple[int, int]:
        """How many words were ever said, and how many taken back: equal pairs mean that nothing changed."""
        ...

    def confirmations(self) -> Iterator[Confirmation]: ...

    def item(self, item_id: str) -> Item: ...

    def result(self, item_id: str, stage: str) -> bytes | None: ...


def pages_of(log: ConfirmationLog, document_id: str) -> tuple[Page, ...]:
    """The pages of a document as they were read; none when its item or reading is no longer kept."""
    try:
        item = log.item(document_id)
    except KeyError:
        return ()
    stored = log.result(item.file_id, "read")
    if stored is None:
        return ()
    reading = msgspec.json.decode(stored, type=Reading)
    return tuple(page for page in reading.pages if page.number in item.pages)


class KnownSenders:
    """Profiles made of all standing confirmations; made anew when the ledger has other ones. Thread-safe."""

    def __init__(self, log: ConfirmationLog) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._profiles: Mapping[str, Profile] = {}

    def profiles(self) -> Mapping[str, Profile]:
        """As of now, by sender's key. Raises LedgerUnavailable when the database does not answer."""
        with self._lock:
            state = self._log.confirmed()
            if state != self._state:
                self._profiles = profiles(lessons(self._log.confirmations()))
                self._state = state
            return self._profiles


class Learned:
    """Neighbours made of all standing confirmations; made anew when the ledger has other ones. Thread-safe."""

    def __init__(self, log: ConfirmationLog, model: DoctypeModel) -> None:
        self._log = log
        self._model = model
        self._lock = threading.Lock()
        self._state: tuple[int, int] | None = None
        self._vectors: dict[str, sparse.csr_matrix | None] = {}
        self._neighbours: Neighbours | None = None

    def neighbours(self) -> Neighbours:
        """As of now. Raises LedgerUnavailable when the database does not answer."""
        with self._lock:
            state = self._log.confirmed()
            if self._neighbours is None or state != self._state:
                self._neighbours = self._made()
                self._state = state
            return self._neighbours

    def _made(self) -> Neighbours:
        from scipy import sparse

        from classifiers.neighbours import Example, Neighbours

        examples, rows = [], []
        for said in list(self._log.confirmations())[-MOST:]:
            vector = self._vector(said.document_id)
            if vector is not None:
                examples.append(Example(said.document_id, said.type, said.actor))
                rows.append(vector)
        return Neighbours(examples, sparse.vstack(rows, format="csr") if rows else None)

    def _vector(self, document_id: str) -> sparse.csr_matrix | None:
        if document_id not in self._vectors:
            pages = pages_of(self._log, document_id)
            self._vectors[document_id] = classify.vector_of(pages, self._model) if pages else None
        return self._vectors[document_id]
