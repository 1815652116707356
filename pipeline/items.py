"""What the ledger holds: items on their way, their work, what each stage concluded, and what happened to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.desk_records import DeskChange
from pipeline.records import DocumentType, Doubt, Private, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work for the engine: ids only, never patient data. The same `job_id` twice runs once."""

    item_id: str
    generation: int = 0
    priority: int = 5
    delay_s: float = 0.0

    @property
    def job_id(self) -> str:
        return f"{self.item_id}.{self.generation}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Item(Private):
    """Something on its way: a whole file (to be read and separated) or one document of a file.

    A file's `pages` are empty. `generation` counts its jobs, `attempts` its failures in a row, `version` its changes
    (a commit that started from another version is refused). `reasons` say why it is where it is.
    """

    item_id: str
    kind: Literal["file", "document"]
    file_id: str
    sha256: str
    name: str
    received_at: str
    state: State = "working"
    pages: tuple[int, ...] = ()
    cover: bool = False
    type: DocumentType | None = None
    patient_id: str | None = None
    priority: int = 5
    attempts: int = 0
    generation: int = 0
    version: int = 0
    reasons: tuple[Doubt, ...] = ()
    waits_for: str = ""  # code of the error that it waits out, while it is tried again
    decided_at: str = ""

    @property
    def at_rest(self) -> bool:
        return self.state != "working"

    def job(self, delay_s: float = 0.0) -> Job:
        return Job(item_id=self.item_id, generation=self.generation, priority=self.priority, delay_s=delay_s)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StageResult(Private):
    """What a stage concluded, kept under item, stage, stage version and digest of its inputs."""

    item_id: str
    stage: str
    version: str
    digest: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the audit: who did what to which item. `detail` holds ids and codes only."""

    actor: str
    action: str
    item_id: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IndexEntry(Private):
    """The row that finds a filed document again; `body` is its index.json."""

    document_id: str
    patient_id: str
    type: DocumentType
    document_date: str
    filed_at: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A person filed a document as this type: what the classifier learns from.

    `type` may be a site's own. `sender` is the key of who sent it (`records.Sender.key`), empty when unknown. The same
    actor's later word on a document takes the earlier one back; words of several actors stand beside each other.
    `near` is the confirmed document whose layout it had, empty when none. `gold` documents are never trained on, only
    for judging models: the ledger draws them by a hash at the first word on a document, whole layouts and senders at
    once, and what a caller gives is not heard.
    """

    document_id: str
    type: str
    actor: str
    confirmed_at: str
    sender: str = ""
    near: str = ""
    gold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Change(Private):
    """Everything one step of work changes; the ledger commits it in one transaction, jobs included.

    `confirmations` are what people said a document is; `unconfirmed` are ids of documents of which nobody's word
    stands any longer. They are taken back first, so that one change can correct a type.
    """

    items: tuple[Item, ...] = ()
    results: tuple[StageResult, ...] = ()
    events: tuple[Event, ...] = ()
    entries: tuple[IndexEntry, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    withdrawn: tuple[str, ...] = ()  # documents that are no longer found in the chart they were filed in
    dropped: tuple[tuple[str, str], ...] = ()  # items and stages whose results others have taken in
    desk: DeskChange | None = None
    jobs: tuple[Job, ...] = ()
