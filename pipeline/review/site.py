"""What the web desk needs of the site it serves, filled in by the wiring."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pipeline.accounts import Limits
    from pipeline.items import Event, IndexEntry, Item
    from pipeline.ports import AccessStore, BlobStore
    from pipeline.records import Patient, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How the desk is served. `origins` are its addresses as browsers see them; `secure` says that those are https.

    `must_confirm` asks everybody for a second factor; `behind_proxy` says that callers' addresses are a proxy's.
    """

    origins: tuple[str, ...]
    secure: bool = False
    must_confirm: bool = False
    behind_proxy: bool = False
    idle_minutes: int = 15
    max_upload: int = 200_000_000  # bytes


class Books(Protocol):
    """What pages read of the ledger, and the audit they write to: the ledger's own verbs."""

    def note(self, event: Event) -> None: ...
    def item(self, item_id: str) -> Item: ...
    def receipts_of(self, file_id: str) -> tuple[Receipt, ...]: ...
    def find(self, *, states: tuple[str, ...] = (), file_id: str = "", limit: int = 1000) -> tuple[Item, ...]: ...
    def result(self, item_id: str, stage: str) -> bytes | None: ...
    def entry(self, document_id: str) -> IndexEntry | None: ...
    def verify_audit(self) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site as the desk sees it.

    `secret` seals TOTP secrets; `now` is UTC text; `receive` takes an upload in durably, from an open file and its
    name, and gives its receipt and the file's id; `search` finds charts by typed text; `filed` lists a chart;
    `events` lists the audit, newest first; `figures` counts what an account may see for the operations page; `release`
    puts an item back to work as an actor. `more` holds what other pages need, by name.
    """

    name: str
    options: Options
    access: AccessStore
    books: Books
    blobs: Callable[[], BlobStore]
    secret: bytes
    now: Callable[[], str]
    receive: Callable[[IO[bytes], str], tuple[Receipt, str]]
    search: Callable[[str], Sequence[Patient]]
    patient: Callable[[str], Patient | None]
    filed: Callable[[str], Sequence[IndexEntry]]
    events: Callable[[int, int, str], Sequence[Mapping[str, Any]]]
    figures: Callable[[Limits], Mapping[str, Any]]
    release: Callable[[str, str], None]
    ready: Callable[[], Mapping[str, bool]]
    more: Mapping[str, Any] = field(default_factory=dict)
