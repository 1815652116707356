"""The way of a file: the stages in order, and the runner that does one piece of work in one transaction.

    receive → read → separate → for each document: classify → extract → match → route → file

`conclude` is the part without effects: `inspect` and the runner share it. The runner stores what each stage concluded;
a crash at any point is harmless, because every step begins from the ledger and can be run again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline import senders, spread
from pipeline.corrections import turned
from pipeline.desk_case import glance_of
from pipeline.desk_records import DeskChange, Order, Sample
from pipeline.errors import (
    DiskFull,
    GaveUp,
    IntakeError,
    LedgerUnavailable,
    QuarantineError,
    StaleItem,
    StoreUnavailable,
    UsageError,
)
from pipeline.imaging import options
from pipeline.items import Change, Event, Item, Job, StageResult
from pipeline.matching.score import MatchPolicy
from pipeline.ports import BlobStore, Ledger, PatientIndex, Reader
from pipeline.records import (
    Classification,
    DocumentType,
    Doubt,
    Extraction,
    Match,
    Outcome,
    Page,
    Part,
    Reading,
    Routing,
    evolve,
)
from pipeline.senders import Profile
from pipeline.stages import classify, extract, file, match, route, separate

if TYPE_CHECKING:
    from classifiers.model import DoctypeModel
    from classifiers.neighbours import Neighbours

log = logging.getLogger("chartdrop")

ATTEMPTS = 5  # failures in a row before an item is set aside
# not the document's fault: it waits as long as it takes
PARKED = (StoreUnavailable, LedgerUnavailable, DiskFull, UsageError)
ACTOR = "chartdrop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """What the stages decide with: the type model, what people confirmed, by document and by sender, the patient index
    and the site's policies."""

    model: DoctypeModel
    patients: PatientIndex
    match_policy: MatchPolicy
    route_policy: route.RoutePolicy
    known: Callable[[], Neighbours | None] = lambda: None
    senders: Callable[[], Mapping[str, Profile]] = dict


def conclude(
    pages: Sequence[Page],
    part: Part,
    judges: Judges,
    before: Sequence[Doubt] = (),
    given: DocumentType | None = None,
    sender: str = "",
) -> Outcome:
    """Everything that can be said about one document of a file, without changing anything.

    `pages` are the file's pages; `before` are doubts about the file as a whole; `given` is the type a person set;
    `sender` is the key of who sent it.
    """
    own = [page for page in pages if page.number in part.pages]
    classification = classify.classify(own, judges.model, judges.known())
    if given is not None:
        classification = evolve(classification, type=given, confidence=1.0, doubts=())
    if part.cover:
        return _cover_sheet(part, classification)
    if sender and given is None:
        profiles = judges.senders()
        classification = senders.weighed(classification, profiles.get(sender, {}), profiles.get("", {}))
    extraction = extract.extract(own, classification.type)
    matched = match.match(extraction, classification.type, judges.patients, judges.match_policy)
    routing = route.route(
        classification, extraction, matched, before=(*before, *part.doubts), policy=judges.route_policy
    )
    return Outcome(
        pages=part.pages,
        classification=classification,
        extraction=extraction,
        match=matched,
        routing=routing,
        cover=part.cover,
    )


COVER = Doubt(code="cover", says="This is a cover sheet: it names the sender's business, not a document to file.")


def _cover_sheet(part: Part, seen: Classification) -> Outcome:
    """A cover sheet is `other` and nobody's: whoever it names, it is kept with its fax for a person to see."""
    sure = max(seen.probabilities.get("other", 0.0), 0.9)  # its separation said so already
    return Outcome(
        pages=part.pages,
        classification=evolve(seen, type="other", confidence=sure, doubts=()),
        extraction=Extraction(fields={}),
        match=Match(decision="none", patient_id=None, probability=0.0),
        routing=Routing(route="review", priority=9, doubts=(COVER, *part.doubts)),
        cover=True,
    )


class Flow:
    """Runs items. Thread-safe: it holds no state of its own.

    `locate` gives the path of an original by its sha256, `now` the time as UTC text, `sample` the share of
    what is filed without a person that a reviewer looks at blindly.
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        reader: Reader,
        blobs: BlobStore,
        judges: Callable[[], Judges],
        locate: Callable[[str], Path],
        now: Callable[[], str],
        sample: float = 0.0,
    ) -> None:
        self._sample_share = sample
        self._ledger = ledger
        self._reader = reader
        self._blobs = blobs
        self._judges = judges
        self._locate = locate
        self._now = now
        self.closing = threading.Event()  # set at shut-down: what breaks then is left for the next start

    def run(self, item_id: str) -> None:
        """Take one item as far as it goes. Never raises for what is wrong with the item: that becomes its state.

        `item_id` may name a section of a long file instead (`spread.named`).
        """
        section = spread.named(item_id)
        item = self._ledger.item(section.item_id if section else item_id)
        if item.at_rest:
            return
        try:
            if section is not None:
                self._read_section(item, section)
            elif item.kind == "file":
                self._read_and_separate(item)
            else:
                self._conclude_and_file(item)
        except StaleItem:
            log.info("%s moved on meanwhile", item_id)
        except Exception as error:
            if self.closing.is_set():
                log.info("%s is parked for the next start", item_id)
                return
            with contextlib.suppress(StaleItem):  # another section of its file failed at the same time
                item = self._ledger.item(item.item_id)
                if not item.at_rest:
                    self._failed(item, error)

    # --- a file

    def _read_and_separate(self, item: Item) -> None:
        reading = self._whole(item)
        if reading is None:
            return  # its sections are asked for
        separation = separate.separate(reading, self._judges().model)
        children = tuple(self._child(item, number, part) for number, part in enumerate(separation.parts, 1))
        known = {child.item_id for child in children if self._exists(child.item_id)}
        fresh = tuple(child for child in children if child.item_id not in known)
        done = [section.stage for section in spread.sections(item.item_id, self._planned(item))]
        results = (
            _result(item, "read", options.VERSION, item.sha256, reading),
            _result(item, "separate", separate.VERSION, item.sha256, separation),
        )
        self._ledger.commit(
            Change(
                items=(evolve(item, state="separated", attempts=0, waits_for=""), *fresh),
                results=results,
                dropped=tuple((item.item_id, stage) for stage in (*done, spread.PLAN) if done),
                events=(Event(actor=ACTOR, action="separated", item_id=item.item_id, detail=f"{len(children)}"),),
                jobs=tuple(child.job() for child in fresh),
            )
        )
        log.info("%s read: %d pages, %d documents", item.item_id, len(reading.pages), len(children))

    def _whole(self, item: Item) -> Reading | None:
        """What the file says; None when it is long and sections of it are still to be read, each by a job."""
        stored = self._ledger.result(item.item_id, "read")
        if stored:
            return msgspec.json.decode(stored, type=Reading)
        path = self._locate(item.sha256)
        pages = self._planned(item) or self._reader.count(path)
        wanted = spread.sections(item.item_id, pages)
        if not wanted:
            return self._reader.read(path)
        missing = spread.missing(item.item_id, pages, self._ledger.stages(item.item_id))
        if not missing:
            return spread.joined(self._sections(item))
        plan = _result(item, spread.PLAN, options.VERSION, item.sha256, pages)
        self._ledger.commit(Change(results=(plan,), jobs=tuple(section.job(item) for section in missing)))
        log.info("%s has %d pages: %d sections to read", item.item_id, pages, len(missing))
        return None

    def _sections(self, item: Item) -> list[Reading]:
        """Those of a file that were read, in order."""
        wanted = spread.sections(item.item_id, self._planned(item))
        bodies = (self._ledger.result(item.item_id, section.stage) for section in wanted)
        return [msgspec.json.decode(body, type=Reading) for body in bodies if body]

    def _planned(self, item: Item) -> int:
        """Pages of a file that was spread; 0 when it was not."""
        stored = self._ledger.result(item.item_id, spread.PLAN)
        return msgspec.json.decode(stored, type=int) if stored else 0

    def _read_section(self, item: Item, section: spread.Section) -> None:
        """Read it, unless that was done; whoever reads the last one goes on with the file."""
        if section.stage not in self._ledger.stages(item.item_id):
            reading = self._reader.read(self._locate(item.sha256), section.first, section.last)
            self._ledger.commit(Change(results=(_result(item, section.stage, options.VERSION, item.sha256, reading),)))
            log.info("%s read", section.name)
            if spread.lost([reading]) and len(codes := spread.lost(self._sections(item))) > spread.MOST_LOST:
                raise spread.malformed(codes)  # the other pages would each cost as much
        if not spread.missing(item.item_id, self._planned(item), self._ledger.stages(item.item_id)):
            self._read_and_separate(self._ledger.item(item.item_id))

    def _is_spread(self, item: Item, alive: Callable[[Job], bool]) -> bool:
        """Whether a section of the file still waits or is read."""
        missing = spread.missing(item.item_id, self._planned(item), self._ledger.stages(item.item_id))
        return any(alive(section.job(item)) for section in missing)

    def _exists(self, item_id: str) -> bool:
        try:
            self._ledger.item(item_id)
        except KeyError:
            return False
        return True

    def _child(self, parent: Item, number: int, part: Part) -> Item:
        return Item(
            item_id=f"d-{parent.item_id.removeprefix('f-')}-{number}",
            kind="document",
            file_id=parent.file_id,
            sha256=parent.sha256,
            name=parent.name,
            received_at=parent.received_at,
            pages=part.pages,
            cover=part.cover,
            reasons=(*parent.reasons, *part.doubts),
            priority=4,  # finish what is begun before the next file is read
        )

    # --- a document

    def _conclude_and_file(self, item: Item) -> None:
        reading = self._reading(item)
        order = self._order(item)
        if order is not None:
            self._obey(item, reading, order)
            return
        stored = self._ledger.result(item.item_id, "conclude") if item.decided_at else None
        if stored:
            outcome = msgspec.json.decode(stored, type=Outcome)
        else:
            part = Part(pages=item.pages, cover=item.cover)
            sender = next((one.sender.key for one in self._ledger.receipts_of(item.file_id)), "")
            outcome = conclude(reading.pages, part, self._judges(), (*reading.doubts, *item.reasons), sender=sender)
            item = self._decided(item, self._as_expected(item, outcome))
        if not item.at_rest:
            self._file(item, reading, outcome)

    def _as_expected(self, item: Item, outcome: Outcome) -> Outcome:
        """Held against what the site expects of its sender; a cover sheet may come with anything."""
        places = [receipt.destination for receipt in self._ledger.receipts_of(item.file_id)]
        expects = {place.expects for place in places if place.expects is not None}
        if outcome.cover:
            return outcome
        return evolve(outcome, routing=route.unexpected(outcome.routing, outcome.classification.type, expects))

    def _order(self, item: Item) -> Order | None:
        """What a reviewer ordered, unless that is over."""
        stored = self._ledger.result(item.item_id, "order") if item.decided_at else None
        order = msgspec.json.decode(stored, type=Order) if stored else None
        return order if order is not None and order.at == item.decided_at else None

    def _obey(self, item: Item, reading: Reading, order: Order) -> None:
        if order.action == "file":
            turns = dict(order.rotations)
            pages = tuple(turned(page, turns.get(page.number, 0)) for page in reading.pages)
            if order.reason:  # a blind look found the filing wrong: it is replaced as if it had been taken back
                file.retract(self._blobs, item.item_id, actor=order.actor, at=order.at, reason=order.reason)
            self._file(item, evolve(reading, pages=pages), order.outcome, order)
            return
        file.retract(self._blobs, item.item_id, actor=order.actor, at=order.at, reason=order.reason)
        self._ledger.commit(
            Change(
                items=(evolve(item, state=order.then, attempts=0, waits_for=""),),
                withdrawn=(item.item_id,),
                unconfirmed=(item.item_id,),
                events=(Event(actor=ACTOR, action="entered in error", item_id=item.item_id),),
            )
        )
        log.info("%s entered in error", item.item_id)

    def _reading(self, item: Item) -> Reading:
        stored = self._ledger.result(item.file_id, "read")
        if stored is None:
            raise LookupError("a document without its reading")
        return msgspec.json.decode(stored, type=Reading)

    def _decided(self, item: Item, outcome: Outcome) -> Item:
        """Store the conclusion; what goes to the desk is at rest with this commit."""
        routing = outcome.routing
        decided = evolve(
            item,
            type=outcome.classification.type,
            patient_id=outcome.match.patient_id if outcome.match.decision == "match" else None,
            priority=routing.priority,
            reasons=routing.doubts,
            decided_at=self._now(),
            waits_for="",
            state="working" if routing.route == "file" else "review",
        )
        codes = ",".join(doubt.code for doubt in routing.doubts)
        self._ledger.commit(
            Change(
                items=(decided,),
                results=(_result(item, "conclude", CONCLUDE_VERSION, item.sha256, outcome),),
                desk=DeskChange(glances=(glance_of(item, outcome, self._ledger.receipts_of(item.file_id)),)),
                events=(Event(actor=ACTOR, action=f"routed to {routing.route}", item_id=item.item_id, detail=codes),),
            )
        )
        log.info("%s %s -> %s %s", item.item_id, outcome.classification.type, routing.route, codes)
        return evolve(decided, version=item.version + 1)

    def _file(self, item: Item, reading: Reading, outcome: Outcome, order: Order | None = None) -> None:
        receipts = self._ledger.receipts_of(item.file_id)
        filing = file.file(
            outcome,
            document_id=item.item_id,
            patient_id=item.patient_id,
            original=self._locate(item.sha256),
            sha256=item.sha256,
            media_type=reading.media_type,
            pages=[page for page in reading.pages if page.number in item.pages],
            receipt_ids=[receipt.receipt_id for receipt in receipts],
            filed_at=item.decided_at,
            versions=VERSIONS,
            order=order,
            store=self._blobs,
            reader=self._reader,
        )
        entry = file.entry_of(json.loads(self._blobs.open(filing.index_key)))
        self._ledger.commit(
            Change(
                items=(evolve(item, state="filed", attempts=0, waits_for=""),),
                results=(_result(item, "file", file.VERSION, item.sha256, filing),),
                entries=(entry,),
                desk=self._sample(item, order),
                events=(Event(actor=ACTOR, action="filed", item_id=item.item_id, detail=f"chart:{item.patient_id}"),),
            )
        )
        log.info("%s filed", item.item_id)

    def _sample(self, item: Item, order: Order | None) -> DeskChange | None:
        """Some of what is filed without a person, at random, is put to a reviewer as if it were doubtful."""
        if order is not None or random.random() >= self._sample_share:
            return None
        return DeskChange(samples=(Sample(item_id=item.item_id, drawn_at=self._now()),))

    def reconcile(self, alive: Callable[[Job], bool], limit: int = 500) -> int:
        """Ask again for the work of items that are not at rest and have no live job; how many there were."""
        lost = [
            item
            for item in self._ledger.unfinished(limit)
            if not alive(item.job()) and not (item.kind == "file" and self._is_spread(item, alive))
        ]
        for item in lost:
            again = evolve(item, generation=item.generation + 1)
            try:
                self._ledger.commit(Change(items=(again,), jobs=(again.job(),)))
            except StaleItem:
                continue  # it moved on by itself
            log.warning("%s had no live work and was queued again", item.item_id)
        return len(lost)

    def again(self, item: Item, *, actor: str) -> None:
        """Put an item back to work now, from quarantine or from waiting. Raises StaleItem when it moved on."""
        # Doubts of its arrival and separation stay: only the last reason, why it was set aside, is over.
        doubts = item.reasons[:-1] if item.state == "quarantine" else item.reasons
        back = evolve(item, state="working", attempts=0, generation=item.generation + 1, waits_for="", reasons=doubts)
        lost = tuple(
            (item.item_id, section.stage)
            for section in spread.sections(item.item_id, self._planned(item))
            if (body := self._ledger.result(item.item_id, section.stage))
            and spread.lost([msgspec.json.decode(body, type=Reading)])
        )
        self._ledger.commit(
            Change(
                items=(back,),
                dropped=lost,  # pages that could not be read are tried again
                events=(Event(actor=actor, action="put back to work", item_id=item.item_id),),
                jobs=(back.job(),),
            )
        )

    # --- when it does not work

    def _failed(self, item: Item, error: Exception) -> None:
        """Park, try again later, or set aside: the error's class says which."""
        if isinstance(error, QuarantineError):
            self._set_aside(item, error)
        elif isinstance(error, PARKED):
            self._later(item, error, attempts=item.attempts, delay_s=backoff(6))
        elif item.attempts + 1 >= ATTEMPTS:
            log.error("%s given up: %s", item.item_id, _name(error))
            self._set_aside(item, GaveUp(f"({_name(error)}, {ATTEMPTS} times)"))
        else:
            self._later(item, error, attempts=item.attempts + 1, delay_s=backoff(item.attempts))

    def _set_aside(self, item: Item, error: QuarantineError) -> None:
        reason = Doubt(code=error.code, says=str(error))
        self._ledger.commit(
            Change(
                items=(evolve(item, state="quarantine", waits_for="", reasons=(*item.reasons, reason)),),
                events=(Event(actor=ACTOR, action="quarantined", item_id=item.item_id, detail=error.code),),
            )
        )
        log.warning("%s quarantined: %s", item.item_id, error.code)

    def _later(self, item: Item, error: Exception, *, attempts: int, delay_s: float) -> None:
        code = error.code if isinstance(error, IntakeError) else "unexpected"
        again = evolve(item, attempts=attempts, generation=item.generation + 1, waits_for=code)
        self._ledger.commit(
            Change(
                items=(again,),
                events=(Event(actor=ACTOR, action="will try again", item_id=item.item_id, detail=code),),
                jobs=(again.job(delay_s),),
            )
        )
        log.warning("%s waits %.1f s: %s", item.item_id, delay_s, _name(error))


VERSIONS: Mapping[str, str] = {
    stage.__name__.rpartition(".")[2]: str(stage.VERSION) for stage in (separate, classify, extract, match, route, file)
} | {"read": options.VERSION}
CONCLUDE_VERSION = " ".join(f"{name}-{VERSIONS[name]}" for name in ("classify", "extract", "match", "route"))


def backoff(attempt: int) -> float:
    """Seconds until the next try: 0.5, 1, 2, ... at most 30, with half of it at random so that a crowd spreads."""
    full = min(30.0, 0.5 * 2.0**attempt)
    return full / 2 + random.random() * full / 2


def _result(item: Item, stage: str, version: str, digest: str, value: object) -> StageResult:
    return StageResult(
        item_id=item.item_id, stage=stage, version=version, digest=digest, body=msgspec.json.encode(value)
    )


def _name(error: Exception) -> str:
    return type(error).__name__  # never the text: it could quote the page
