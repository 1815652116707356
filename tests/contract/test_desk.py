"""What reviewers can do, over the real ledger: claims, words, pages, decisions, undoing, taking back."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import quality, regroup
from pipeline.accounts import Limits
from pipeline.adapters.database import create_engine
from pipeline.adapters.desk_figures import material
from pipeline.adapters.desk_ledger import SqlDesk
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.adapters.memory import MemoryBlobStore
from pipeline.adapters.memory_engine import MemoryEngine
from pipeline.corrections import differences, normal, preselected, turned
from pipeline.desk import Ask, Desk, DeskPolicy
from pipeline.desk_records import DeskChange, Glance, Lease, Sample, Wanted
from pipeline.errors import CannotRegroup, CannotUndo, Claimed, NotDecided, NotSeen, StaleItem, WrongValue
from pipeline.flow import Flow
from pipeline.items import Change, Item, StageResult
from pipeline.records import (
    Box,
    Candidate,
    Classification,
    DocumentType,
    Doubt,
    Extraction,
    Field,
    Match,
    Outcome,
    Page,
    Part,
    Reading,
    Receipt,
    Routing,
    Word,
    evolve,
)

ANA, BO = "user:ana", "user:bo"
BOX = Box(left=10, top=20, right=110, bottom=40)
WEAK = Doubt(code="weak_birth_date", says="The birth date is hard to read (60%).")


def concluded(
    pages: Sequence[Page], part: Part, before: Sequence[Doubt], kind: DocumentType | None = None, birth: float = 0.6
) -> Outcome:
    """What a program might conclude: an unsure birth date, two candidates."""
    found = Field(value="1961-03-04", raw="3/4/1961", page=part.pages[0], box=BOX, confidence=birth)
    name = evolve(found, value="GARCIA", confidence=0.99)
    veto = Doubt(code="birth_date_differs", says="The birth date on the page differs from the chart's.")
    candidates = (
        Candidate(patient_id="P1", probability=0.97),
        Candidate(patient_id="P2", probability=0.02, vetoes=(veto,)),
    )
    return Outcome(
        pages=part.pages,
        classification=Classification(type=kind or "lab_result", confidence=0.9, probabilities={}, model="test"),
        extraction=Extraction(fields={"birth_date": found, "family_name": name}, patients=1),
        match=Match(decision="review", patient_id=None, probability=0.97, candidates=candidates),
        routing=Routing(route="review", doubts=(*before, WEAK)),
        cover=part.cover,
    )


class NoReader:
    """Writes a PDF without reading anything: the pages are invented."""

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        out.write_bytes(b"%PDF-1.7 " + ",".join(f"{page.number}:{page.rotation}" for page in pages).encode())


@dataclass
class World:
    ledger: SqlLedger
    engine: MemoryEngine
    desk: Desk
    queue: SqlDesk
    blobs: MemoryBlobStore = field(default_factory=MemoryBlobStore)

    def ask(self, item_id: str, actor: str = ANA) -> Ask:
        return Ask(item_id=item_id, version=self.ledger.item(item_id).version, actor=actor)

    def see(self, item_id: str, actor: str = ANA) -> None:
        for page in self.ledger.item(item_id).pages:
            self.desk.look(item_id, actor, page)

    def live(self) -> list[Item]:
        return [item for item in self.queue.siblings("f-1") if item.state != "replaced"]

    def index(self, name: str) -> dict[str, object]:
        return json.loads(self.blobs.open(f"documents/{name}"))  # type: ignore[no-any-return]

    def decide(self, item_id: str = "d-1-1", patient: str = "P1", actor: str = ANA) -> Item:
        self.see(item_id, actor)
        self.desk.correct(self.ask(item_id, actor), "birth_date", "03/04/1961", typed=True)
        self.desk.choose(self.ask(item_id, actor), patient)
        return self.desk.approve(self.ask(item_id, actor))


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if postgres else f"sqlite:///{tmp_path / 'ledger.db'}"
    database = create_engine(url)
    engine = MemoryEngine()
    ledger = SqlLedger(database, enqueue=engine.enqueue, audit_key=b"key")
    ledger.create()
    (tmp_path / "fax.tif").write_bytes(b"the original")
    sha = hashlib.sha256(b"the original").hexdigest()
    ledger.record(
        Receipt(receipt_id="r-1", sha256=sha, size=1, name="fax.tif", source="fax", identity="1", received_at=now())
    )
    pages = tuple(
        Page(number=number, width=850, height=1100, dpi=100.0, kind="fine_fax", words=(Word(text="GARCIA", box=BOX),))
        for number in range(1, 5)
    )
    (whole,) = ledger.unfinished(5)
    items = [
        Item(
            item_id=f"d-1-{number}", kind="document", file_id="f-1", sha256=sha, name="fax.tif", received_at=now(),
            state="review", pages=own, type="lab_result", reasons=(WEAK,), decided_at=now(), generation=1,
        )
        for number, own in ((1, (1, 2, 3)), (2, (4,)))
    ]  # fmt: skip
    results = [
        StageResult(
            item_id=item.item_id, stage="conclude", version="1", digest="1",
            body=msgspec.json.encode(concluded(pages, Part(pages=item.pages), ())),
        )
        for item in items
    ]  # fmt: skip
    reading = StageResult(
        item_id="f-1", stage="read", version="1", digest="1",
        body=msgspec.json.encode(Reading(media_type="image/tiff", pages=pages)),
    )  # fmt: skip
    ledger.commit(Change(items=(evolve(whole, state="separated"), *items), results=(reading, *results)))
    queue = SqlDesk(database)
    desk = Desk(ledger=ledger, desk=queue, conclude=concluded, now=now, policy=DeskPolicy(undo_s=5))
    made = World(ledger=ledger, engine=engine, desk=desk, queue=queue)
    flow = Flow(
        ledger=ledger,
        reader=NoReader(),  # type: ignore[arg-type]
        blobs=made.blobs,
        judges=lambda: pytest.fail("a person's decision is not judged again"),
        locate=lambda _: tmp_path / "fax.tif",
        now=now,
    )
    engine.work(flow.run)
    yield made
    database.dispose()


def test_two_reviewers_never_have_the_same_document(world: World) -> None:
    assert world.desk.next(ANA) == "d-1-1"
    assert world.desk.next(BO) == "d-1-2"
    with pytest.raises(Claimed, match="ana has it open"):
        world.desk.correct(world.ask("d-1-1", BO), "family_name", "GRACIA")
    assert world.desk.next("user:cy") is None


def test_many_who_claim_at_once_leave_one_holder(world: World) -> None:
    held: list[str] = []
    start = threading.Barrier(8)

    def claim(name: str) -> None:
        start.wait(30)
        lease = Lease(item_id="d-1-1", actor=name, since=now(), until="2999-01-01T00:00:00.000Z")
        held.append(world.queue.claim(lease).actor)

    threads = [threading.Thread(target=claim, args=(f"user:{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(held) == 8 and len(set(held)) == 1


def test_a_lease_that_nobody_renews_is_free_for_others(world: World) -> None:
    old = Lease(item_id="d-1-1", actor=ANA, since="2020-01-01T00:00:00.000Z", until="2020-01-01T00:01:00.000Z")
    world.queue.claim(old)
    assert world.desk.claim("d-1-1", BO).actor == BO
    with pytest.raises(Claimed):
        world.desk.claim("d-1-1", ANA)


def test_an_older_version_is_refused_with_words(world: World) -> None:
    ask = world.ask("d-1-1")
    world.desk.correct(ask, "family_name", "GRACIA")
    with pytest.raises(StaleItem, match="changed by somebody else"):
        world.desk.correct(ask, "family_name", "GARCIA")


def test_a_correction_is_kept_beside_what_was_read(world: World) -> None:
    world.desk.correct(world.ask("d-1-1"), "birth_date", "04/03/1961", typed=True)
    case = world.desk.open("d-1-1")
    assert case.machine.extraction.fields["birth_date"].value == "1961-03-04"
    assert case.outcome.extraction.fields["birth_date"].value == "1961-04-03"
    (said,) = case.standing.corrections
    assert (said.before, said.after, said.actor, said.typed) == ("1961-03-04", "1961-04-03", ANA, True)
    assert world.desk.undo(ANA) == ("correct", "d-1-1")
    again = world.desk.open("d-1-1")
    assert again.outcome == again.machine
    assert len(again.standing.corrections) == 2  # only ever added


def test_nobody_files_what_he_has_not_seen(world: World) -> None:
    world.desk.choose(world.ask("d-1-1"), "P1")
    world.see("d-1-1", BO)
    world.desk.look("d-1-1", ANA, 1)
    with pytest.raises(NotSeen, match="page 2, 3"):
        world.desk.approve(world.ask("d-1-1"))
    with pytest.raises(NotSeen):
        world.desk.keep(world.ask("d-1-1"))
    with pytest.raises(KeyError):
        world.desk.look("d-1-1", ANA, 4)


def test_an_unsure_risky_field_is_typed_from_the_page(world: World) -> None:
    world.see("d-1-1")
    world.desk.choose(world.ask("d-1-1"), "P1")
    with pytest.raises(NotDecided, match="birth date"):
        world.desk.approve(world.ask("d-1-1"))
    with pytest.raises(NotDecided):
        world.desk.accept(world.ask("d-1-1"), "birth_date")
    world.desk.correct(world.ask("d-1-1"), "birth_date", "3/4/61", typed=True)
    assert world.desk.approve(world.ask("d-1-1")).state == "working"


def test_a_gate_warns_and_does_not_overrule(world: World) -> None:
    world.see("d-1-1")
    world.desk.correct(world.ask("d-1-1"), "birth_date", "3/4/1961", typed=True)
    world.desk.choose(world.ask("d-1-1"), "P2")
    with pytest.raises(NotDecided, match="differs from the chart"):
        world.desk.approve(world.ask("d-1-1"))
    world.desk.approve(world.ask("d-1-1"), ["vetoed"])
    world.engine.drain()
    entry = world.ledger.entry("d-1-1")
    assert entry is not None and entry.patient_id == "P2"


def test_what_is_filed_carries_the_reviewer_and_his_words(world: World) -> None:
    world.desk.rotate(world.ask("d-1-1"), 2)
    world.decide()
    assert world.ledger.item("d-1-1").state == "working"
    world.engine.drain()
    assert world.ledger.item("d-1-1").state == "filed"
    record = world.index("d-1-1/index.json")
    assert record["patient_id"] == "P1" and record["status"] == "current"
    assert record["review"]["by"] == ANA  # type: ignore[index]
    assert world.blobs.open("documents/d-1-1/document.pdf").endswith(b"1:0,2:90,3:0")
    assert [one.type for one in world.ledger.confirmations()] == ["lab_result"]
    assert world.ledger.verify_audit()[1] is None


def test_filing_can_be_undone_until_it_happened(world: World) -> None:
    world.decide()
    assert world.desk.undo(ANA) == ("file", "d-1-1")
    assert world.ledger.item("d-1-1").state == "review"
    assert list(world.ledger.confirmations()) == []
    world.engine.drain()
    assert world.ledger.entry("d-1-1") is None
    world.desk.approve(world.ask("d-1-1"))
    world.engine.drain()
    with pytest.raises(CannotUndo, match="moved on"):
        world.desk.undo(ANA)


def test_undoing_a_filing_anew_leaves_the_document_in_its_chart(world: World) -> None:
    world.decide()
    world.engine.drain()
    sample = Sample(item_id="d-1-1", drawn_at=now())
    world.ledger.commit(Change(desk=DeskChange(samples=(sample,))))
    world.see("d-1-1", BO)
    world.desk.choose(world.ask("d-1-1", BO), "P2")
    world.desk.approve(world.ask("d-1-1", BO), ("vetoed",))
    world.desk.undo(BO)
    entry = world.ledger.entry("d-1-1")
    assert entry is not None and (entry.patient_id, world.ledger.item("d-1-1").state) == ("P1", "filed")


def test_parts_are_concluded_anew_and_inherit_nothing(world: World) -> None:
    world.desk.choose(world.ask("d-1-1"), "P1")
    first, second = world.desk.split(world.ask("d-1-1"), 3)
    assert (first.pages, second.pages) == ((1, 2), (3,))
    for part in (first, second):
        case = world.desk.open(part.item_id)
        assert case.standing.corrections == () and case.item.patient_id is None
        assert {doubt.code for doubt in case.item.reasons} == {"regrouped", "weak_birth_date"}
    assert world.ledger.item("d-1-1").state == "replaced"
    with pytest.raises(StaleItem):
        world.desk.accept(world.ask("d-1-1"), "family_name")
    assert world.desk.undo(ANA) == ("split", "d-1-1")
    assert [(item.item_id, item.pages) for item in world.live()] == [("d-1-1", (1, 2, 3)), ("d-1-2", (4,))]


def test_documents_of_one_fax_are_merged_and_pages_moved(world: World) -> None:
    (whole,) = world.desk.merge(world.ask("d-1-1"), "d-1-2")
    assert whole.pages == (1, 2, 3, 4)
    world.desk.undo(ANA)
    world.desk.move(world.ask("d-1-1"), 3, "d-1-2")
    assert sorted(item.pages for item in world.live()) == [(1, 2), (3, 4)]
    with pytest.raises(CannotRegroup):
        world.desk.merge(world.ask(world.live()[0].item_id), "d-1-1")


def test_a_page_is_marked_as_cover_or_blank(world: World) -> None:
    cover, rest = world.desk.mark(world.ask("d-1-1"), 1, "cover")
    assert cover.cover and cover.pages == (1,) and rest.pages == (2, 3)
    world.see(cover.item_id)
    assert world.desk.keep(world.ask(cover.item_id)).state == "kept"
    (left,) = world.desk.mark(world.ask(rest.item_id), 3, "blank")
    assert left.pages == (2,)


def test_a_type_set_by_hand_can_be_undone(world: World) -> None:
    world.desk.set_type(world.ask("d-1-1"), "consent")
    assert world.desk.open("d-1-1").outcome.classification.type == "consent"
    world.desk.undo(ANA)
    assert world.desk.open("d-1-1").outcome.classification.type == "lab_result"
    assert world.ledger.item("d-1-1").type == "lab_result"


def test_lists_people_and_reasons(world: World) -> None:
    world.desk.put_on(world.ask("d-1-1"), "new_chart", "No chart yet")
    world.desk.send(world.ask("d-1-2"), "bo", "Please look")
    assert world.desk.next(ANA) is None
    assert world.desk.next(BO) == "d-1-2"
    assert [row[0].item_id for row in world.queue.waiting(Wanted(list="new_chart"))] == ["d-1-1"]
    assert world.desk.open("d-1-2").standing.notes[0].text == "Please look"
    assert world.desk.reject(world.ask("d-1-2", BO), "misdirected").state == "rejected"
    assert dict(world.queue.figures(BO, "2020").lists) == {"new_chart": 1}
    assert world.queue.figures(BO, "2020").done_today == 1
    world.desk.undo(BO)
    assert world.ledger.item("d-1-2").state == "review"


def test_a_document_taken_back_is_entered_in_error_and_filed_anew(world: World) -> None:
    world.decide("d-1-1", "P1")
    world.decide("d-1-2", "P1")
    world.engine.drain()
    first = world.blobs.open("documents/d-1-1/index.json")
    world.desk.take_back(world.ask("d-1-1"), "wrong chart")
    assert world.ledger.entry("d-1-1") is None  # found in the wrong chart no longer, at once
    world.engine.drain()
    assert world.ledger.item("d-1-1").state == "review"
    assert world.blobs.open("documents/d-1-1/index.json") == first
    wrong = world.index("d-1-1/index-2.json")
    assert (wrong["status"], wrong["patient_id"]) == ("entered-in-error", "P1")
    assert [row[0].item_id for row in world.queue.waiting(Wanted(list="same_fax"))] == ["d-1-2"]
    world.desk.choose(world.ask("d-1-1"), "P2")
    world.desk.approve(world.ask("d-1-1"), ["vetoed"])
    world.engine.drain()
    right = world.index("d-1-1/index-3.json")
    assert (right["status"], right["patient_id"], right["revision"]) == ("current", "P2", 3)
    assert world.ledger.entry("d-1-1").patient_id == "P2"  # type: ignore[union-attr]
    assert world.blobs.open(f"originals/{world.ledger.item('d-1-1').sha256}") == b"the original"
    world.desk.checked(world.ask("d-1-2"))
    assert world.queue.waiting(Wanted(list="same_fax")) == ()


def sampled(world: World) -> None:
    """d-1-1 filed for P1 by the program, and drawn for a blind look."""
    world.decide("d-1-2", "P1")
    world.decide()
    world.engine.drain()
    world.ledger.commit(Change(desk=DeskChange(samples=(Sample(item_id="d-1-1", drawn_at=now()),))))
    world.see("d-1-1", BO)


def counted(world: World) -> dict[str, Any]:
    return quality.figures(material(world.ledger.engine, Limits(), "2020"), now=now(), days=7)


def test_a_blind_look_that_agrees_changes_nothing_and_is_counted(world: World) -> None:
    sampled(world)
    world.desk.choose(world.ask("d-1-1", BO), "P1")
    assert world.desk.approve(world.ask("d-1-1", BO)).state == "filed"
    assert (counted(world)["sample"]["wrong"]["hits"], counted(world)["sample"]["wrong"]["n"]) == (0, 1)
    assert not world.blobs.exists("documents/d-1-1/index-2.json")
    assert world.desk.undo(BO)[0] == "confirm_sample"
    figures = counted(world)["sample"]
    assert (figures["waiting"], figures["wrong"]["n"]) == (1, 0)
    assert world.queue.standing("d-1-1").sample == Sample(
        item_id="d-1-1",
        drawn_at=world.queue.standing("d-1-1").sample.drawn_at,  # type: ignore[union-attr]
    )


def test_a_blind_look_that_disagrees_replaces_the_filing_as_if_it_was_taken_back(world: World) -> None:
    sampled(world)
    world.desk.choose(world.ask("d-1-1", BO), "P2")
    world.desk.approve(world.ask("d-1-1", BO), ["vetoed"])
    world.engine.drain()
    first, wrong, right = (world.index(f"d-1-1/{name}.json") for name in ("index", "index-2", "index-3"))
    assert (first["status"], wrong["status"], wrong["patient_id"]) == ("current", "entered-in-error", "P1")
    assert wrong["taken_back"]["reason"] == "sample: patient_id"  # type: ignore[index]
    assert (right["status"], right["patient_id"], right["review"]["by"]) == ("current", "P2", BO)  # type: ignore[index]
    assert world.ledger.entry("d-1-1").patient_id == "P2"  # type: ignore[union-attr]
    assert [row[0].item_id for row in world.queue.waiting(Wanted(list="same_fax"))] == ["d-1-2"]
    assert counted(world)["sample"]["wrong_chart"]["hits"] == 1


def test_an_undone_verdict_on_a_sample_is_none(world: World) -> None:
    sampled(world)
    world.desk.choose(world.ask("d-1-1", BO), "P2")
    world.desk.approve(world.ask("d-1-1", BO), ["vetoed"])
    world.desk.undo(BO)
    world.engine.drain()
    assert counted(world)["sample"]["wrong"]["n"] == 0
    assert not world.blobs.exists("documents/d-1-1/index-2.json")
    assert world.queue.waiting(Wanted(list="same_fax")) == ()


@pytest.mark.parametrize(("kind", "state"), [("misdirected", "rejected"), ("unreadable", "review"), ("keep", "kept")])
def test_a_sample_that_should_not_be_filed_leaves_its_chart(world: World, kind: str, state: str) -> None:
    sampled(world)
    if kind == "keep":
        world.desk.keep(world.ask("d-1-1", BO))
    else:
        world.desk.reject(world.ask("d-1-1", BO), kind)
    world.engine.drain()
    assert world.ledger.item("d-1-1").state == state
    assert world.ledger.entry("d-1-1") is None and next(iter(world.ledger.confirmations())).document_id == "d-1-2"
    assert world.index("d-1-1/index-2.json")["status"] == "entered-in-error"
    assert counted(world)["sample"]["wrong_chart"]["hits"] == 1


def test_a_sample_whose_patient_has_no_chart_leaves_the_chart_it_was_filed_in(world: World) -> None:
    sampled(world)
    world.desk.put_on(world.ask("d-1-1", BO), "new_chart")
    world.engine.drain()
    assert world.ledger.entry("d-1-1") is None
    assert [row[0].item_id for row in world.queue.waiting(Wanted(list="new_chart"))] == ["d-1-1"]


def test_a_filing_begun_again_after_a_crash_replaces_once(world: World) -> None:
    sampled(world)
    world.desk.choose(world.ask("d-1-1", BO), "P2")
    world.desk.approve(world.ask("d-1-1", BO), ["vetoed"])
    item = world.ledger.item("d-1-1")
    world.engine.drain()
    again = evolve(item, version=world.ledger.item("d-1-1").version, generation=item.generation + 1)
    world.ledger.commit(Change(items=(again,), jobs=(again.job(),)))
    world.engine.drain()
    assert world.ledger.item("d-1-1").state == "filed"
    assert world.index("d-1-1/index-3.json")["status"] == "current"
    assert not world.blobs.exists("documents/d-1-1/index-4.json")


def test_decisions_become_figures_and_undone_ones_do_not(world: World) -> None:
    world.desk.correct(world.ask("d-1-1"), "mrn", "448120")
    world.decide()
    figures = counted(world)
    assert figures["corrections"]["mrn"]["hits"] == 1 and figures["corrections"]["family_name"]["hits"] == 0
    assert (figures["agreement"]["likeliest_chart"]["hits"], figures["agreement"]["everything"]["hits"]) == (1, 0)
    assert figures["seconds"]["n"] == 1 and figures["reliability"]["fields"]
    world.desk.undo(ANA)
    assert counted(world)["seconds"]["n"] == 0


def test_the_queue_its_counts_and_the_figures_keep_to_an_accounts_limits(world: World) -> None:
    glances = [Glance(item_id=f"d-1-{n}", source="fax", sender="", person="", words="", site=s)
               for n, s in ((1, "north"), (2, "south"))]  # fmt: skip
    world.ledger.commit(Change(desk=DeskChange(glances=tuple(glances))))
    limited = Wanted(sites=("north",))
    assert [row[0].item_id for row in world.queue.waiting(limited)] == ["d-1-1"]
    assert world.queue.figures(ANA, "2020", limited).waiting == 1
    assert world.desk.next(ANA, Limits(sites=("south",))) == "d-1-2"
    assert world.desk.next(BO, Limits(types=("consent",))) is None
    assert len(material(world.ledger.engine, Limits(sites=("south",)), "2020").waiting) == 1


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_regrouping_never_loses_or_doubles_a_page(data: st.DataObject) -> None:
    groups = [regroup.Group(pages=(1, 2, 3)), regroup.Group(pages=(4,)), regroup.Group(pages=(5, 6))]
    for _ in range(6):
        one, two = data.draw(st.permutations(groups))[:2] if len(groups) > 1 else (groups[0], groups[0])
        page = data.draw(st.sampled_from(one.pages))
        kind = data.draw(st.sampled_from(["split", "merge", "move", "cover"]))
        try:
            touched = (one,) if kind in ("split", "cover") else (one, two)
            made = {
                "split": lambda o=one, p=page: regroup.split(o, p),
                "merge": lambda o=one, t=two: regroup.merged([o, t]),
                "move": lambda o=one, t=two, p=page: regroup.moved(p, o, t),
                "cover": lambda o=one, p=page: regroup.marked(p, o, "cover"),
            }[kind]()
        except CannotRegroup:
            continue
        if one is two and kind in ("merge", "move"):
            continue
        groups = [group for group in groups if group not in touched] + list(made)
        assert sorted(page for group in groups for page in group.pages) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("birth_date", "3/4/61", "1961-03-04"),
        ("phone", "(937) 555-0142", "9375550142"),
        ("signed", "p", "present"),
        ("abnormal", "t", True),
        ("diagnosis_codes", "E11.9, I10", ("E11.9", "I10")),
        ("family_name", "  O'Neil ", "O'Neil"),
        ("mrn", " ", None),
    ],
)
def test_what_is_typed_becomes_the_normal_form(name: str, text: str, value: object) -> None:
    assert normal(name, text) == value


def test_what_is_no_value_is_said(world: World) -> None:
    with pytest.raises(WrongValue, match="not a date"):
        normal("birth_date", "yesterday")


def test_nobody_is_chosen_in_advance_when_two_are_close() -> None:
    near = (Candidate(patient_id="P1", probability=0.91), Candidate(patient_id="P2", probability=0.08))
    assert preselected(near) is None
    assert preselected((near[0],)) == "P1"


def test_differences_are_marked_letter_by_letter() -> None:
    assert differences("1961-03-04", "1961-03-09") == (("1961-03-0", True), ("9", False))
    assert "".join(text for text, _ in differences("GARCIA", "Garcia-Ruiz")) == "Garcia-Ruiz"


def test_four_quarter_turns_are_none() -> None:
    page = Page(number=1, width=850, height=1100, dpi=100.0, kind="scan", words=(Word(text="x", box=BOX),))
    assert turned(page, 90).words[0].box == Box(left=1060, top=10, right=1080, bottom=110)
    assert turned(turned(page, 270), 90) == page
