"""What a reviewer can do: claim, correct, split, merge, move, rotate, file, send, reject, undo, take back.

Every deed is one commit: the items it changes (each only in the version the reviewer saw), what was said, one line of
the audit, and what is needed to undo it. Nothing is filed here: an order is stored, and the runner carries it out.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal, Protocol

import msgspec

from pipeline import corrections as said
from pipeline import regroup
from pipeline.desk_case import Ask, Case, glance_of, warnings
from pipeline.desk_records import (
    LISTS,
    Correction,
    Deed,
    DeskChange,
    Glance,
    Lease,
    List,
    Note,
    Order,
    Place,
    Sample,
    Seen,
    Wanted,
)
from pipeline.errors import CannotRegroup, CannotUndo, Claimed, NotDecided, NotSeen, StaleItem
from pipeline.items import Change, Confirmation, Event, Item, StageResult
from pipeline.ports import DeskLedger, Ledger
from pipeline.records import (
    DocumentType,
    Doubt,
    Outcome,
    Page,
    Part,
    Reading,
    Value,
    evolve,
)

LEASE_S = 90.0  # without a heartbeat for this long, another may open the document
REGROUPED = Doubt(code="regrouped", says="A reviewer made this document from the pages of a fax.")
TAKEN_BACK = Doubt(code="taken_back", says="This was filed and taken back: it belongs elsewhere.")
SAME_FAX = Doubt(code="same_fax", says="Another document of this fax was taken back: check that this one is right.")
REASONS = ("junk", "misdirected", "unreadable")


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


class Desk:
    """The use cases. Thread-safe: it holds no state of its own."""

    def __init__(
        self, *, ledger: Ledger, desk: DeskLedger, conclude: Conclude, now: Callable[[], str], policy: DeskPolicy
    ) -> None:
        self._ledger = ledger
        self._desk = desk
        self._conclude = conclude
        self._now = now
        self._policy = policy

    # --- looking

    def open(self, item_id: str) -> Case:
        """A document with all that is known of it. Raises KeyError when there is none, or it was never concluded."""
        item = self._ledger.item(item_id)
        read, concluded = self._ledger.result(item.file_id, "read"), self._ledger.result(item_id, "conclude")
        if read is None or concluded is None:
            raise KeyError(item_id)
        standing = self._desk.standing(item_id)
        machine = msgspec.json.decode(concluded, type=Outcome)
        return Case(
            item=item,
            reading=msgspec.json.decode(read, type=Reading),
            machine=machine,
            outcome=said.overlaid(machine, standing.corrections),
            standing=standing,
            siblings=tuple(one for one in self._desk.siblings(item.file_id) if one.state != "replaced"),
            receipts=self._ledger.receipts_of(item.file_id),
        )

    def claim(self, item_id: str, actor: str) -> Lease:
        """Take or extend the lease: also the heartbeat. Raises Claimed, naming who has it."""
        now = self._now()
        held = self._desk.claim(Lease(item_id=item_id, actor=actor, since=now, until=_later(now, LEASE_S)))
        if held.actor != actor:
            raise Claimed(f"{held.actor.removeprefix('user:')} has it open.")
        return held

    def next(self, actor: str, types: tuple[str, ...] = (), skip: str = "") -> str | None:
        """Claim and name the most urgent document that nobody else has open; None when nothing waits."""
        wanted = Wanted(types=types, free_for=actor, at=self._now(), limit=20)
        for item, _, _, _ in self._desk.waiting(wanted):
            if item.item_id == skip:
                continue
            try:
                self.claim(item.item_id, actor)
            except Claimed:
                continue
            return item.item_id
        return None

    def look(self, item_id: str, actor: str, page: int) -> None:
        """Record that a page was shown to this person. Raises KeyError for a page the document does not have."""
        if page not in self._ledger.item(item_id).pages:
            raise KeyError(page)
        self._ledger.commit(Change(desk=DeskChange(seen=(Seen(item_id=item_id, actor=actor, page=page),))))

    # --- saying what is right

    def correct(self, ask: Ask, field: str, text: str, *, typed: bool = False) -> Item:
        """Set a field to what was typed, in its normal form; nothing takes it away. Raises WrongValue."""
        case = self._mine(ask)
        found = case.outcome.extraction.fields.get(field)
        return self._say(ask, case, field, found.value if found else None, said.normal(field, text), typed=typed)

    def accept(self, ask: Ask, field: str) -> Item:
        """Confirm a field as it stands."""
        case = self._mine(ask)
        if field in case.to_type:
            raise NotDecided("This field has to be typed from the page.")
        found = case.outcome.extraction.fields.get(field)
        value = found.value if found else None
        return self._say(ask, case, field, value, value)

    def choose(self, ask: Ask, patient_id: str) -> Item:
        """Choose the chart; a person's decision that no gate overrides."""
        case = self._mine(ask)
        return self._say(ask, case, "patient_id", case.patient_id, patient_id)

    def rotate(self, ask: Ask, page: int, by: int = 90) -> Item:
        """Turn a page clockwise by so many degrees."""
        case = self._mine(ask)
        before = said.rotations(case.standing.corrections).get(page, 0)
        return self._say(ask, case, f"rotation.{page}", str(before), str((before + by) % 360))

    def set_type(self, ask: Ask, kind: DocumentType) -> Item:
        """Say what it is: fields and chart are found anew for that type; what was corrected stays."""
        case = self._mine(ask)
        outcome = self._conclude(
            case.reading.pages, Part(pages=case.item.pages), self._before(case.item, case.reading), kind
        )
        item = evolve(case.item, type=kind, cover=False, priority=min(case.item.priority, outcome.routing.priority))
        correction = self._correction(ask, "type", case.machine.classification.type, kind)
        return self._do(
            ask, case, "type", items=(item,), results=(_concluded(item, outcome),), corrections=(correction,)
        )

    # --- pages

    def split(self, ask: Ask, at: int) -> tuple[Item, ...]:
        """Two documents, the second from page `at` on; each is classified and matched anew."""
        case = self._mine(ask)
        return self._regroup(ask, case, "split", (case.item,), regroup.split(_group(case.item), at))

    def merge(self, ask: Ask, other_id: str) -> tuple[Item, ...]:
        """One document of this one and another of the same fax."""
        case = self._mine(ask)
        other = self._sibling(case, other_id, ask.actor)
        return self._regroup(ask, case, "merge", (case.item, other), regroup.merged([_group(case.item), _group(other)]))

    def move(self, ask: Ask, page: int, other_id: str) -> tuple[Item, ...]:
        """A page into another document of the same fax."""
        case = self._mine(ask)
        other = self._sibling(case, other_id, ask.actor)
        groups = regroup.moved(page, _group(case.item), _group(other))
        return self._regroup(ask, case, "move", (case.item, other), groups)

    def mark(self, ask: Ask, page: int, kind: Literal["cover", "blank"]) -> tuple[Item, ...]:
        """A page is a cover sheet of its own, or blank and of no document."""
        case = self._mine(ask)
        return self._regroup(ask, case, kind, (case.item,), regroup.marked(page, _group(case.item), kind))

    # --- deciding

    def approve(self, ask: Ask, acknowledged: Sequence[str] = ()) -> Item:
        """File it as it stands. Raises NotSeen, and NotDecided also for a warning that was not acknowledged."""
        case = self._mine(ask)
        self._ready(case, ask.actor, acknowledged)
        if case.sampled and not self._differs(case):
            return self._sampled(ask, case)
        now = self._now()
        item = evolve(
            case.item, state="working", patient_id=case.patient_id, decided_at=now, attempts=0,
            generation=case.item.generation + 1, type=case.outcome.classification.type,
        )  # fmt: skip
        order = self._order(ask, case, now, "file")
        senders = [receipt.sender.key for receipt in case.receipts]
        word = Confirmation(
            document_id=item.item_id, type=case.outcome.classification.type, actor=ask.actor, confirmed_at=now,
            sender=senders[0] if senders else "",
        )  # fmt: skip
        delay = self._policy.undo_s
        return self._do(
            ask, case, "file", items=(item,), results=(_ordered(item, order),), confirmations=(word,), delay_s=delay,
            detail=f"chart:{case.patient_id}", samples=self._verdict(ask, case), release=True,
        )  # fmt: skip

    def keep(self, ask: Ask) -> Item:
        """Keep it with its fax, in no chart: a cover sheet. Every page must have been looked at."""
        case = self._mine(ask)
        self._all_seen(case, ask.actor)
        return self._do(ask, case, "keep", items=(evolve(case.item, state="kept"),), release=True)

    def reject(self, ask: Ask, reason: str, note: str = "") -> Item:
        """Nothing for a chart: junk, or misdirected; unreadable goes to the list of those whose sender is asked."""
        case = self._mine(ask)
        if reason not in REASONS:
            raise NotDecided(f"A reason is one of {', '.join(REASONS)}.")
        notes = self._notes(ask, "", note)
        if reason == "unreadable":
            place = Place(item_id=case.item.item_id, list="ask_sender")
            return self._do(ask, case, "reject", places=(place,), notes=notes, detail=reason, release=True)
        item = evolve(case.item, state="rejected")
        return self._do(ask, case, "reject", items=(item,), notes=notes, detail=reason, release=True)

    def send(self, ask: Ask, to: str, note: str) -> Item:
        """To a person or a team, with a note."""
        case = self._mine(ask)
        place = Place(item_id=case.item.item_id, assignee=to)
        return self._do(ask, case, "send", places=(place,), notes=self._notes(ask, to, note), release=True)

    def put_on(self, ask: Ask, worklist: List, note: str = "") -> Item:
        """On a worklist: set aside, or its patient needs a new chart, which somebody makes elsewhere."""
        if worklist not in LISTS:
            raise KeyError(worklist)
        case = self._mine(ask)
        place = evolve(case.standing.place, list=worklist)
        kind = worklist or "back to the queue"
        return self._do(ask, case, kind, places=(place,), notes=self._notes(ask, "", note), release=True)

    def take_back(self, ask: Ask, reason: str) -> Item:
        """Take a filed document out of its chart and onto the desk; what came with it goes on a list to be checked."""
        self.claim(ask.item_id, ask.actor)
        case = self.open(ask.item_id)
        if case.item.version != ask.version:
            raise StaleItem
        if case.item.state != "filed":
            raise CannotUndo("It is not filed.")
        now = self._now()
        item = evolve(
            case.item, state="working", decided_at=now, generation=case.item.generation + 1, attempts=0,
            reasons=(TAKEN_BACK,),
        )  # fmt: skip
        order = evolve(self._order(ask, case, now, "take_back"), reason=reason)
        others = [one for one in case.siblings if one.state == "filed" and one.item_id != item.item_id]
        return self._do(
            ask, case, "take_back", items=(item,), results=(_ordered(item, order),), delay_s=0.0,
            withdrawn=(item.item_id,), unconfirmed=(item.item_id,), detail=f"chart:{case.item.patient_id}",
            places=tuple(Place(item_id=one.item_id, list="same_fax") for one in others),
        )  # fmt: skip

    def checked(self, ask: Ask) -> Item:
        """A filed document on the list of what came with one taken back is right where it is."""
        case = self._mine(ask)
        self._all_seen(case, ask.actor)
        return self._do(ask, case, "checked", places=(Place(item_id=case.item.item_id),), release=True)

    def undo(self, actor: str) -> tuple[str, str]:
        """Undo the newest deed of this person: its kind, and the document it was done to. Raises CannotUndo."""
        now = self._now()
        deed = self._desk.last_deed(actor, _later(now, -self._policy.undo_for_s))
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
        results = (_concluded(before[deed.item_id], deed.outcome),) if deed.outcome else ()
        undone = evolve(deed, deed_id=_new_id(), at=now, kind="undo", undoes=deed.deed_id, seconds=0.0, outcome=None)
        change = DeskChange(
            corrections=reverse, places=deed.places, deeds=(undone,),
            released=tuple(name for name in current if name not in before),
        )  # fmt: skip
        event = Event(actor=actor, action="undone", item_id=deed.item_id, detail=deed.kind)
        unconfirmed = (deed.item_id,) if deed.kind == "file" else ()
        self._ledger.commit(Change(items=items, results=results, desk=change, events=(event,), unconfirmed=unconfirmed))
        self.claim(deed.item_id, actor)
        return deed.kind, deed.item_id

    # --- inside

    def _mine(self, ask: Ask) -> Case:
        """The document, claimed, in the version asked for. Raises Claimed or StaleItem."""
        self.claim(ask.item_id, ask.actor)
        case = self.open(ask.item_id)
        on_list = case.standing.place.list == "same_fax" and case.item.state == "filed"
        if case.item.version != ask.version or not (case.item.state == "review" or case.sampled or on_list):
            raise StaleItem
        return case

    def _say(
        self, ask: Ask, case: Case, field: str, before: Value | None, after: Value | None, *, typed: bool = False
    ) -> Item:
        correction = evolve(self._correction(ask, field, before, after), typed=typed)
        kind = "confirm" if before == after else "correct"
        return self._do(ask, case, kind, corrections=(correction,), detail=field)

    def _correction(self, ask: Ask, field: str, before: Value | None, after: Value | None) -> Correction:
        return Correction(
            item_id=ask.item_id, field=field, before=before, after=after, actor=ask.actor, at=self._now()
        )  # fmt: skip

    def _notes(self, ask: Ask, to: str, text: str) -> tuple[Note, ...]:
        return (Note(item_id=ask.item_id, actor=ask.actor, at=self._now(), to=to, text=text),) if text.strip() else ()

    def _order(self, ask: Ask, case: Case, at: str, action: Literal["file", "take_back"]) -> Order:
        return Order(
            action=action, actor=ask.actor, at=at, outcome=case.outcome, patient_id=case.patient_id,
            corrections=tuple(said.latest(case.standing.corrections).values()),
            rotations=tuple(sorted(said.rotations(case.standing.corrections).items())),
        )  # fmt: skip

    def _ready(self, case: Case, actor: str, acknowledged: Sequence[str]) -> None:
        """Whether it may be filed by this person now."""
        self._all_seen(case, actor)
        if case.item.cover:
            raise NotDecided("A cover sheet is kept with its fax, or given another type.")
        if case.patient_id is None:
            raise NotDecided("No patient is chosen.")
        if case.to_type:
            names = ", ".join(name.replace("_", " ") for name in case.to_type)
            raise NotDecided(f"To be typed from the page: {names}.")
        for code, says in warnings(case):
            if code not in acknowledged:
                raise NotDecided(f"{says} File it again to confirm.")

    def _all_seen(self, case: Case, actor: str) -> None:
        if unseen := case.unseen(actor):
            raise NotSeen(f"Still to look at: page {', '.join(map(str, unseen))}.")

    def _differs(self, case: Case) -> tuple[str, ...]:
        """What a reviewer said of a sample otherwise than the program had filed it."""
        said_now = said.latest(case.standing.corrections)
        changed = [name for name, one in said_now.items() if one.before != one.after and name != "patient_id"]
        if case.patient_id != case.item.patient_id:
            changed.append("patient_id")
        return tuple(name for name in sorted(changed) if not name.startswith("rotation."))

    def _verdict(self, ask: Ask, case: Case) -> tuple[Sample, ...]:
        if not case.sampled or case.standing.sample is None:
            return ()
        return (evolve(case.standing.sample, reviewed_at=self._now(), reviewer=ask.actor, differs=self._differs(case)),)

    def _sampled(self, ask: Ask, case: Case) -> Item:
        """A blind look that agrees: nothing is filed anew."""
        return self._do(ask, case, "confirm_sample", samples=self._verdict(ask, case), release=True)

    def _before(self, item: Item, reading: Reading) -> tuple[Doubt, ...]:
        """Doubts about the whole file that every part of it keeps."""
        return (*reading.doubts, *self._ledger.item(item.file_id).reasons)

    def _sibling(self, case: Case, other_id: str, actor: str) -> Item:
        other = next((one for one in case.siblings if one.item_id == other_id), None)
        if other is None or other_id == case.item.item_id:
            raise CannotRegroup("That is no other document of this fax.")
        if other.state != "review":
            raise CannotRegroup("The other document is not on the desk; take it back first.")
        self.claim(other_id, actor)
        return other

    def _regroup(
        self, ask: Ask, case: Case, kind: str, old: Sequence[Item], groups: Sequence[regroup.Group]
    ) -> tuple[Item, ...]:
        if case.item.state != "review":
            raise CannotRegroup("It is filed: take it back first.")
        before = self._before(case.item, case.reading)
        used = len(self._desk.siblings(case.item.file_id))
        fresh, results, glances, leases = [], [], [], []
        now = self._now()
        for number, group in enumerate(groups, used + 1):
            outcome = self._conclude(
                case.reading.pages, Part(pages=group.pages, cover=group.cover), (*before, REGROUPED), None
            )
            item = evolve(
                case.item, item_id=f"d-{case.item.file_id.removeprefix('f-')}-{number}", pages=group.pages,
                cover=group.cover, type=outcome.classification.type, patient_id=None, generation=0, version=0,
                priority=outcome.routing.priority, reasons=outcome.routing.doubts, decided_at=now, attempts=0,
            )  # fmt: skip
            fresh.append(item)
            results.append(_concluded(item, outcome))
            glances.append(glance_of(item, outcome, case.receipts))
            leases.append(Lease(item_id=item.item_id, actor=ask.actor, since=now, until=_later(now, LEASE_S)))
        gone = tuple(evolve(item, state="replaced") for item in old)
        self._do(
            ask, case, kind, items=(*gone, *fresh), results=tuple(results), glances=tuple(glances),
            claimed=tuple(leases), detail=",".join(item.item_id for item in fresh), before=tuple(old), release=True,
        )  # fmt: skip
        return tuple(fresh)

    def _do(
        self,
        ask: Ask,
        case: Case,
        kind: str,
        *,
        items: tuple[Item, ...] = (),
        before: tuple[Item, ...] = (),
        results: tuple[StageResult, ...] = (),
        corrections: tuple[Correction, ...] = (),
        places: tuple[Place, ...] = (),
        notes: tuple[Note, ...] = (),
        samples: tuple[Sample, ...] = (),
        glances: tuple[Glance, ...] = (),
        claimed: tuple[Lease, ...] = (),
        confirmations: tuple[Confirmation, ...] = (),
        unconfirmed: tuple[str, ...] = (),
        withdrawn: tuple[str, ...] = (),
        detail: str = "",
        delay_s: float | None = None,
        release: bool = False,
    ) -> Item:
        """Commit one deed, with what undoes it. An item that only words are said of gets a new version too."""
        now = self._now()
        items = items or (case.item,)
        since = case.standing.lease.since if case.standing.lease else now
        deed = Deed(
            deed_id=_new_id(), item_id=ask.item_id, actor=ask.actor, at=now, kind=kind, seconds=_seconds(since, now),
            before=tuple(msgspec.json.encode(one).decode() for one in before or (case.item,)),
            places=tuple(self._desk.standing(place.item_id).place for place in places),
            after=tuple((item.item_id, _content(item)) for item in items), corrections=corrections,
            outcome=case.machine if kind == "type" else None,
        )  # fmt: skip
        released = tuple(item.item_id for item in items if item.version) if release else ()
        change = DeskChange(
            corrections=corrections, notes=notes, places=places, deeds=(deed,), samples=samples, glances=glances,
            claimed=claimed, released=released,
        )  # fmt: skip
        jobs = tuple(item.job(delay_s) for item in items if item.state == "working" and delay_s is not None)
        self._ledger.commit(
            Change(
                items=items, results=results, desk=change, jobs=jobs, confirmations=confirmations,
                unconfirmed=unconfirmed, withdrawn=withdrawn,
                events=(Event(actor=ask.actor, action=kind, item_id=ask.item_id, detail=detail),),
            )
        )  # fmt: skip
        return evolve(items[0], version=items[0].version + 1)


def _group(item: Item) -> regroup.Group:
    return regroup.Group(pages=item.pages, cover=item.cover)


def _back(current: Item, before: Item | None) -> Item:
    """An item as it was, in its current version; one that did not exist lives on in those it was made from."""
    if before is None:
        return evolve(current, state="replaced")
    return evolve(before, version=current.version, generation=current.generation)


def _content(item: Item) -> str:
    """What an item is, whatever its version: undoing brings the same content back under a newer version."""
    return sha256(msgspec.json.encode(evolve(item, version=0, generation=0))).hexdigest()


def _concluded(item: Item, outcome: Outcome) -> StageResult:
    """Kept under what a person gave: pages and type."""
    given = f"{item.sha256} {item.pages} {outcome.classification.type}"
    return StageResult(
        item_id=item.item_id, stage="conclude", version="desk-1", digest=sha256(given.encode()).hexdigest(),
        body=msgspec.json.encode(outcome),
    )  # fmt: skip


def _ordered(item: Item, order: Order) -> StageResult:
    return StageResult(
        item_id=item.item_id, stage="order", version="1", digest=sha256(order.at.encode()).hexdigest(),
        body=msgspec.json.encode(order),
    )  # fmt: skip


def _new_id() -> str:
    return "x-" + secrets.token_hex(10)


def _later(at: str, seconds: float) -> str:
    moment = datetime.fromisoformat(at) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _seconds(since: str, now: str) -> float:
    return round((datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds(), 1)
