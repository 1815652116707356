"""What every deed at the desk has in common: the document before the reviewer, the lease, one commit, its undoing.

Every deed is one commit: the items it changes (each only in the version the reviewer saw), what was said, one line of
the audit, and what is needed to undo it.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Protocol

import msgspec

from pipeline import corrections as said
from pipeline.desk_case import Ask, Case
from pipeline.desk_records import Deed, DeskChange, Lease, Verdict
from pipeline.errors import CannotUndo, Claimed, StaleItem
from pipeline.items import Change, Event, Item, StageResult
from pipeline.ports import DeskLedger, Ledger
from pipeline.records import DocumentType, Doubt, Outcome, Page, Part, Reading, evolve

LEASE_S = 90.0  # without a heartbeat for this long, another may open the document
HELD_PAGES = 240  # pages of readings that are kept decoded: what is looked at now, and what comes next


class Conclude(Protocol):
    def __call__(
        self, pages: Sequence[Page], part: Part, before: Sequence[Doubt], given: DocumentType | None
    ) -> Outcome:
        """All that can be said about one document; `given` is the type a person set."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPolicy:
    """`undo_s` is how long a filing waits so that it can be undone, `undo_for_s` how long other deeds can be."""

    undo_s: float = 8.0
    undo_for_s: float = 3600.0


class Readings:
    """Readings held decoded, those used last; a stored reading of a file never changes. Thread-safe."""

    def __init__(self, ledger: Ledger, pages: int = HELD_PAGES) -> None:
        self._ledger, self._most = ledger, pages
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Reading] = OrderedDict()

    def of(self, file_id: str) -> Reading | None:
        """The reading of a file; None when it was not read."""
        with self._lock:
            if file_id in self._held:
                self._held.move_to_end(file_id)
                return self._held[file_id]
        stored = self._ledger.result(file_id, "read")
        if stored is None:
            return None
        reading = msgspec.json.decode(stored, type=Reading)
        with self._lock:
            self._held[file_id] = reading
            while len(self._held) > 1 and sum(len(one.pages) for one in self._held.values()) > self._most:
                self._held.popitem(last=False)
        return reading


class Deeds:
    """Opening, claiming, committing and undoing. Thread-safe: it keeps readings, and nothing that changes."""

    def __init__(
        self, *, ledger: Ledger, desk: DeskLedger, conclude: Conclude, now: Callable[[], str], policy: DeskPolicy
    ) -> None:
        self._ledger = ledger
        self._desk = desk
        self._conclude = conclude
        self._now = now
        self._policy = policy
        self._readings = Readings(ledger)

    def open(self, item_id: str) -> Case:
        """A document with all that is known of it. Raises KeyError when there is none, or it was never concluded."""
        item = self._ledger.item(item_id)
        reading, concluded = self._readings.of(item.file_id), self._ledger.result(item_id, "conclude")
        if reading is None or concluded is None:
            raise KeyError(item_id)
        standing = self._desk.standing(item_id)
        machine = msgspec.json.decode(concluded, type=Outcome)
        return Case(
            item=item,
            reading=reading,
            machine=machine,
            outcome=said.overlaid(machine, standing.corrections),
            standing=standing,
            siblings=tuple(one for one in self._desk.siblings(item.file_id) if one.state != "replaced"),
            receipts=self._ledger.receipts_of(item.file_id),
        )

    def claim(self, item_id: str, actor: str) -> Lease:
        """Take or extend the lease: also the heartbeat. Raises Claimed, naming who has it."""
        now = self._now()
        held = self._desk.claim(Lease(item_id=item_id, actor=actor, since=now, until=later(now, LEASE_S)))
        if held.actor != actor:
            raise Claimed(f"{held.actor.removeprefix('user:')} has it open.")
        return held

    def undo(self, actor: str) -> tuple[str, str]:
        """Undo the newest deed of this person: its kind, and the document it was done to. Raises CannotUndo."""
        now = self._now()
        deed = self._desk.last_deed(actor, later(now, -self._policy.undo_for_s))
        if deed is None:
            raise CannotUndo
        if deed.kind == "take_back":
            raise CannotUndo("What was taken back is filed again from the desk.")
        current = {item_id: self._ledger.item(item_id) for item_id, _ in deed.after}
        if any(_content(current[item_id]) != content for item_id, content in deed.after):
            raise CannotUndo("It has moved on since.")
        before = {item.item_id: item for item in (msgspec.json.decode(body, type=Item) for body in deed.before)}
        items = tuple(_back(item, before.get(item.item_id)) for item in current.values())
        reverse = tuple(
            evolve(one, before=one.after, after=one.before, at=now, undone=True) for one in deed.corrections
        )
        results = (concluded(before[deed.item_id], deed.outcome),) if deed.outcome else ()
        undone = evolve(deed, deed_id=_new_id(), at=now, kind="undo", undoes=deed.deed_id, seconds=0.0, outcome=None)
        change = DeskChange(
            corrections=reverse, places=deed.places, samples=deed.samples, deeds=(undone,),
            released=tuple(name for name in current if name not in before),
        )  # fmt: skip
        event = Event(actor=actor, action="undone", item_id=deed.item_id, detail=deed.kind)
        unconfirmed = (deed.item_id,) if deed.kind == "file" else ()
        self._ledger.commit(Change(items=items, results=results, desk=change, events=(event,), unconfirmed=unconfirmed))
        self.claim(deed.item_id, actor)
        return deed.kind, deed.item_id

    # --- for those who do deeds

    def _mine(self, ask: Ask) -> Case:
        """The document, claimed, in the version asked for. Raises Claimed or StaleItem."""
        case = self._opened(ask)
        lease, now = case.standing.lease, self._now()
        if lease is None or lease.actor != ask.actor or lease.until < later(now, LEASE_S / 2):
            held = self.claim(ask.item_id, ask.actor)
            case = evolve(case, standing=evolve(case.standing, lease=held))
        on_list = case.standing.place.list == "same_fax" and case.item.state == "filed"
        if case.item.version != ask.version or not (case.item.state == "review" or case.sampled or on_list):
            raise StaleItem
        return case

    def _opened(self, ask: Ask) -> Case:
        """Raises StaleItem for what is in no state to be looked at: not concluded yet, or in quarantine again."""
        try:
            return self.open(ask.item_id)
        except KeyError:
            raise StaleItem from None

    def _before(self, item: Item, reading: Reading) -> tuple[Doubt, ...]:
        """Doubts about the whole file that every part of it keeps."""
        return (*reading.doubts, *self._ledger.item(item.file_id).reasons)

    def _do(
        self,
        ask: Ask,
        case: Case,
        kind: str,
        change: Change | None = None,
        desk: DeskChange | None = None,
        *,
        before: Sequence[Item] = (),
        verdict: Verdict | None = None,
        detail: str = "",
        delay_s: float | None = None,
        release: bool = False,
    ) -> Item:
        """Commit one deed, with what undoes it. An item that only words are said of gets a new version too.

        `before` are the items that it replaces; with `delay_s` those that are to be worked on get their job so many
        seconds later; `release` gives the document free.
        """
        now, change, desk = self._now(), change or Change(), desk or DeskChange()
        items = change.items or (case.item,)
        since = case.standing.lease.since if case.standing.lease else now
        deed = Deed(
            deed_id=_new_id(), item_id=ask.item_id, actor=ask.actor, at=now, kind=kind, seconds=_seconds(since, now),
            before=tuple(msgspec.json.encode(one).decode() for one in before or (case.item,)),
            places=tuple(self._desk.standing(place.item_id).place for place in desk.places),
            samples=(case.standing.sample,) if desk.samples and case.standing.sample else (),
            after=tuple((item.item_id, _content(item)) for item in items), corrections=desk.corrections,
            outcome=case.machine if kind == "type" else None,
        )  # fmt: skip
        verdicts = (evolve(verdict, deed_id=deed.deed_id, at=now, seconds=deed.seconds),) if verdict else ()
        released = tuple(item.item_id for item in items if item.version) if release else ()
        jobs = tuple(item.job(delay_s) for item in items if item.state == "working" and delay_s is not None)
        event = Event(actor=ask.actor, action=kind, item_id=ask.item_id, detail=detail)
        whole = evolve(desk, deeds=(deed,), verdicts=verdicts, released=released)
        self._ledger.commit(evolve(change, items=items, desk=whole, jobs=jobs, events=(event,)))
        return evolve(items[0], version=items[0].version + 1)


def concluded(item: Item, outcome: Outcome) -> StageResult:
    """Kept under what a person gave: pages and type."""
    given = f"{item.sha256} {item.pages} {outcome.classification.type}"
    return StageResult(
        item_id=item.item_id, stage="conclude", version="desk-1", digest=sha256(given.encode()).hexdigest(),
        body=msgspec.json.encode(outcome),
    )  # fmt: skip


def later(at: str, seconds: float) -> str:
    """UTC text so many seconds after another."""
    moment = datetime.fromisoformat(at) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _back(current: Item, before: Item | None) -> Item:
    """An item as it was, in its current version; one that did not exist lives on in those it was made from."""
    if before is None:
        return evolve(current, state="replaced")
    return evolve(before, version=current.version, generation=current.generation)


def _content(item: Item) -> str:
    """What an item is, whatever its version: undoing brings the same content back under a newer version."""
    return sha256(msgspec.json.encode(evolve(item, version=0, generation=0))).hexdigest()


def _new_id() -> str:
    return "x-" + secrets.token_hex(10)


def _seconds(since: str, now: str) -> float:
    return round((datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds(), 1)
