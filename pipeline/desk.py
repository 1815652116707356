"""What a reviewer can do: claim, correct, split, merge, move, rotate, file, send, reject, undo, take back.

`Deeds` opens, commits and undoes, `Regrouping` puts pages together otherwise. Nothing is filed here: an order is
stored, and the runner carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import msgspec

from pipeline import corrections as said
from pipeline.accounts import Limits
from pipeline.desk_case import Ask, Case, warnings
from pipeline.desk_deeds import DeskPolicy, concluded
from pipeline.desk_pages import Regrouping
from pipeline.desk_records import LISTS, Correction, DeskChange, List, Note, Order, Place, Sample, Seen, Wanted
from pipeline.desk_verdict import differs, verdict
from pipeline.errors import CannotUndo, Claimed, NotDecided, NotSeen, StaleItem
from pipeline.items import Change, Confirmation, Event, Item, StageResult
from pipeline.records import DocumentType, Doubt, Part, Value, evolve

__all__ = ["Ask", "Desk", "DeskPolicy"]

TAKEN_BACK = Doubt(code="taken_back", says="This was filed and taken back: it belongs elsewhere.")
ALL = Limits()
REASONS = ("junk", "misdirected", "unreadable")


class Desk(Regrouping):
    """The use cases of looking, saying and deciding."""

    # --- looking

    def next(self, actor: str, limits: Limits = ALL, skip: str = "") -> str | None:
        """Claim and name the most urgent document that nobody else has open; None when nothing waits."""
        wanted = Wanted(types=limits.types, sites=limits.sites, free_for=actor, at=self._now(), limit=20)
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
        seen = DeskChange(seen=(Seen(item_id=item_id, actor=actor, page=page),))
        event = Event(actor=actor, action="page seen", item_id=item_id, detail=f"page {page}")
        self._ledger.commit(Change(desk=seen, events=(event,)))

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
        change = Change(items=(item,), results=(concluded(item, outcome),))
        return self._do(ask, case, "type", change, DeskChange(corrections=(correction,)))

    # --- deciding

    def approve(self, ask: Ask, acknowledged: Sequence[str] = ()) -> Item:
        """File it as it stands. Raises NotSeen, and NotDecided also for a warning that was not acknowledged."""
        case = self._mine(ask)
        self._ready(case, ask.actor, acknowledged)
        if case.sampled and not differs(case):  # a blind look that agrees: nothing is filed anew
            samples = self._reviewed(ask, case)
            word = verdict(case, ask.actor, "confirm_sample")
            return self._do(ask, case, "confirm_sample", desk=DeskChange(samples=samples), verdict=word, release=True)
        now = self._now()
        item = evolve(
            case.item, state="working", patient_id=case.patient_id, decided_at=now, attempts=0,
            generation=case.item.generation + 1, type=case.outcome.classification.type,
        )  # fmt: skip
        order = self._order(ask, case, now, "file")
        senders = [receipt.sender.key for receipt in case.receipts]
        type_said = Confirmation(
            document_id=item.item_id, type=case.outcome.classification.type, actor=ask.actor, confirmed_at=now,
            sender=senders[0] if senders else "", near=case.machine.classification.example,
        )  # fmt: skip
        change = Change(items=(item,), results=(_ordered(item, order),), confirmations=(type_said,))
        wrong = case.sampled and "patient_id" in differs(case)
        desk = DeskChange(samples=self._reviewed(ask, case), places=_to_check(case) if wrong else ())
        return self._do(
            ask, case, "file", change, desk, verdict=verdict(case, ask.actor, "file"),
            delay_s=self._policy.undo_s, detail=f"chart:{case.patient_id}", release=True,
        )  # fmt: skip

    def keep(self, ask: Ask) -> Item:
        """Keep it with its fax, in no chart: a cover sheet. Every page must have been looked at."""
        case = self._mine(ask)
        self._all_seen(case, ask.actor)
        return self._not_filed(ask, case, "keep", "kept")

    def reject(self, ask: Ask, reason: str, note: str = "") -> Item:
        """Nothing for a chart: junk, or misdirected; unreadable goes to the list of those whose sender is asked."""
        case = self._mine(ask)
        if reason not in REASONS:
            raise NotDecided(f"A reason is one of {', '.join(REASONS)}.")
        desk = DeskChange(notes=self._notes(ask, "", note))
        if reason == "unreadable":
            place = Place(item_id=case.item.item_id, list="ask_sender")
            return self._not_filed(ask, case, "reject", "review", evolve(desk, places=(place,)), detail=reason)
        return self._not_filed(ask, case, "reject", "rejected", desk, detail=reason)

    def send(self, ask: Ask, to: str, note: str) -> Item:
        """To a person or a team, with a note."""
        case = self._mine(ask)
        place = Place(item_id=case.item.item_id, assignee=to)
        return self._do(
            ask, case, "send", desk=DeskChange(places=(place,), notes=self._notes(ask, to, note)), release=True
        )

    def put_on(self, ask: Ask, worklist: List, note: str = "") -> Item:
        """On a worklist: set aside, or its patient needs a new chart, which somebody makes elsewhere."""
        if worklist not in LISTS:
            raise KeyError(worklist)
        case = self._mine(ask)
        place = evolve(case.standing.place, list=worklist)
        desk = DeskChange(places=(place,), notes=self._notes(ask, "", note))
        if worklist == "new_chart" and case.sampled:  # the chart it was filed in is not this patient's
            return self._not_filed(ask, case, worklist, "review", desk)
        return self._do(ask, case, worklist or "back to the queue", desk=desk, release=True)

    def take_back(self, ask: Ask, reason: str) -> Item:
        """Take a filed document out of its chart and onto the desk; what came with it goes on a list to be checked."""
        case = self._opened(ask)
        self.claim(ask.item_id, ask.actor)
        if case.item.version != ask.version:
            raise StaleItem
        if case.item.state != "filed":
            raise CannotUndo("It is not filed.")
        change = self._taken_back(ask, case, reason, "review")
        desk = DeskChange(places=_to_check(case))
        return self._do(ask, case, "take_back", change, desk, delay_s=0.0, detail=f"chart:{case.item.patient_id}")

    def checked(self, ask: Ask) -> Item:
        """A filed document on the list of what came with one taken back is right where it is."""
        case = self._mine(ask)
        self._all_seen(case, ask.actor)
        place = Place(item_id=case.item.item_id)
        return self._do(ask, case, "checked", desk=DeskChange(places=(place,)), release=True)

    # --- inside

    def _not_filed(
        self,
        ask: Ask,
        case: Case,
        kind: str,
        then: Literal["review", "rejected", "kept"],
        desk: DeskChange | None = None,
        *,
        detail: str = "",
    ) -> Item:
        """A decision against filing; a sample, which is filed, is taken out of its chart for it, with time to undo."""
        desk = desk or DeskChange()
        if not case.sampled:
            change = Change(items=(evolve(case.item, state=then),)) if then != "review" else None
            word = verdict(case, ask.actor, kind)
            return self._do(ask, case, kind, change, desk, verdict=word, detail=detail, release=True)
        other = ("patient_id",) if kind == "new_chart" else (kind,)
        change = self._taken_back(ask, case, f"sample: {kind}", then, withdraw=False)
        own = {place.item_id for place in desk.places}
        places = (*desk.places, *(place for place in _to_check(case) if place.item_id not in own))
        desk = evolve(desk, places=places, samples=self._reviewed(ask, case, other))
        return self._do(
            ask, case, kind, change, desk, verdict=verdict(case, ask.actor, kind, other), detail=detail,
            delay_s=self._policy.undo_s, release=True,
        )  # fmt: skip

    def _taken_back(
        self, ask: Ask, case: Case, reason: str, then: Literal["review", "rejected", "kept"], *, withdraw: bool = True
    ) -> Change:
        """What takes a filed document out of its chart; without `withdraw` it is found there until that was done."""
        now, item_id = self._now(), case.item.item_id
        item = evolve(
            case.item, state="working", decided_at=now, generation=case.item.generation + 1, attempts=0,
            reasons=(TAKEN_BACK,),
        )  # fmt: skip
        order = evolve(self._order(ask, case, now, "take_back"), reason=reason, then=then)
        return Change(
            items=(item,), results=(_ordered(item, order),), withdrawn=(item_id,) if withdraw else (),
            unconfirmed=(item_id,) if withdraw else (),
        )  # fmt: skip

    def _say(
        self, ask: Ask, case: Case, field: str, before: Value | None, after: Value | None, *, typed: bool = False
    ) -> Item:
        correction = evolve(self._correction(ask, field, before, after), typed=typed)
        kind = "confirm" if before == after else "correct"
        return self._do(ask, case, kind, desk=DeskChange(corrections=(correction,)), detail=field)

    def _correction(self, ask: Ask, field: str, before: Value | None, after: Value | None) -> Correction:
        return Correction(
            item_id=ask.item_id, field=field, before=before, after=after, actor=ask.actor, at=self._now()
        )  # fmt: skip

    def _notes(self, ask: Ask, to: str, text: str) -> tuple[Note, ...]:
        return (Note(item_id=ask.item_id, actor=ask.actor, at=self._now(), to=to, text=text),) if text.strip() else ()

    def _order(self, ask: Ask, case: Case, at: str, action: Literal["file", "take_back"]) -> Order:
        wrong = ", ".join(differs(case)) if case.sampled else ""
        return Order(
            action=action, actor=ask.actor, at=at, outcome=case.outcome, patient_id=case.patient_id,
            corrections=tuple(said.latest(case.standing.corrections).values()),
            rotations=tuple(sorted(said.rotations(case.standing.corrections).items())),
            reason=f"sample: {wrong}" if wrong else "",
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

    def _reviewed(self, ask: Ask, case: Case, other: tuple[str, ...] = ()) -> tuple[Sample, ...]:
        """The sample with what this person says of it; none when it is not one."""
        if not case.sampled or case.standing.sample is None:
            return ()
        wrong = tuple(sorted({*differs(case), *other}))
        return (evolve(case.standing.sample, reviewed_at=self._now(), reviewer=ask.actor, differs=wrong),)


def _to_check(case: Case) -> tuple[Place, ...]:
    """What else of the same fax is filed, for the list of what is to be checked."""
    others = [one for one in case.siblings if one.state == "filed" and one.item_id != case.item.item_id]
    return tuple(Place(item_id=one.item_id, list="same_fax") for one in others)


def _ordered(item: Item, order: Order) -> StageResult:
    return StageResult(
        item_id=item.item_id, stage="order", version="1", digest=sha256(order.at.encode()).hexdigest(),
        body=msgspec.json.encode(order),
    )  # fmt: skip
