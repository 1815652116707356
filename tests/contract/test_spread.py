"""A long file's pages are read as jobs of their own, once each, whoever fails, and behind what is new and short."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import spread
from pipeline.adapters.database import create_engine
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.adapters.memory import MemoryBlobStore
from pipeline.adapters.memory_engine import MemoryEngine
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.errors import DamagedFile, WorkerLost
from pipeline.flow import Flow, Judges
from pipeline.items import Item
from pipeline.matching.score import MatchPolicy
from pipeline.records import Doubt, Page, Reading, Receipt
from pipeline.stages.classify import load_model
from pipeline.stages.route import RoutePolicy

MODEL = load_model()


class Reader:
    """Files of so many blank pages by name; remembers what it read, and fails as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []
        self.fails: dict[int, Exception] = {}
        self.lost: set[int] = set()

    def count(self, path: Path) -> int:
        return int(path.name)

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        self.asked.append((path.name, first, last))
        if first in self.fails:
            raise self.fails.pop(first)
        pages = range(first, (last or int(path.name)) + 1)
        doubts = tuple(Doubt(code=spread.BROKE, says=f"Page {number}") for number in pages if number in self.lost)
        return Reading(media_type="image/tiff", doubts=doubts, pages=tuple(
            Page(number=number, width=850, height=1100, dpi=100.0, kind="blank") for number in pages))  # fmt: skip


class World:
    def __init__(self, url: str) -> None:
        self.engine, self.reader = MemoryEngine(), Reader()
        self.ledger = SqlLedger(create_engine(url), enqueue=self.engine.enqueue, audit_key=b"key")
        self.ledger.create()
        judges = Judges(model=MODEL, patients=MemoryPatientIndex(), match_policy=MatchPolicy(),
                        route_policy=RoutePolicy())  # fmt: skip
        self.flow = Flow(
            ledger=self.ledger, reader=self.reader, blobs=MemoryBlobStore(), judges=lambda: judges,  # type: ignore[arg-type]
            locate=lambda sha256: Path(str(int(sha256))), now=now,
        )  # fmt: skip
        self.engine.work(self.flow.run)

    def arrives(self, pages: int) -> None:
        self.ledger.record(
            Receipt(receipt_id=f"r-{pages}", sha256=f"{pages:064d}", size=1, name="fax.tif", source="fax",
                    identity=f"fax:{pages}", received_at=now())
        )  # fmt: skip

    def file(self, pages: int) -> Item:
        return self.ledger.item(f"f-{pages}")


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    postgres = request.param == "postgresql"
    made = World(request.getfixturevalue("postgres_url") if postgres else f"sqlite:///{tmp_path / 'ledger.db'}")
    yield made
    made.ledger.engine.dispose()


def test_a_long_file_is_read_once_in_sections_and_becomes_one_reading(world: World) -> None:
    world.arrives(21)
    world.engine.drain()
    assert sorted(world.reader.asked) == sorted(("21", at, at) for at in range(1, 22))
    assert world.file(21).state == "separated"
    assert world.ledger.stages("f-21") == {"read", "separate"}  # what the sections said is in the whole
    documents = [item for item in world.ledger.find() if item.kind == "document"]
    assert documents and not [item for item in world.ledger.find() if item.state == "working"]
    stored = world.ledger.result("f-21", "read")
    assert stored is not None and [page["number"] for page in json.loads(stored)["pages"]] == [*range(1, 22)]


def test_a_short_file_is_read_whole(world: World) -> None:
    world.arrives(spread.LONG)
    world.engine.drain()
    assert world.reader.asked == [("8", 1, 0)] and world.file(8).state == "separated"


def test_what_arrives_later_and_is_short_goes_first(world: World) -> None:
    world.arrives(200)
    world.engine.drain(limit=3)
    begun = len(world.reader.asked)
    world.arrives(1)
    world.engine.drain(limit=1)
    assert world.reader.asked[begun:] == [("1", 1, 0)]
    world.engine.drain()
    assert world.file(200).state == "separated" and len(world.reader.asked) == 201


def test_a_section_that_fails_is_read_again_and_no_other(world: World) -> None:
    world.reader.fails = {5: WorkerLost()}
    world.arrives(21)
    world.engine.drain()
    assert world.file(21).state == "separated"
    assert len(world.reader.asked) == 22 and world.reader.asked.count(("21", 5, 5)) == 2


def test_a_damaged_page_sets_the_file_aside_and_the_rest_is_not_read(world: World) -> None:
    world.reader.fails = {3: DamagedFile()}
    world.arrives(21)
    world.engine.drain()
    assert (world.file(21).state, len(world.reader.asked)) == ("quarantine", 3)
    world.flow.again(world.file(21), actor="user:ana")
    world.engine.drain()
    assert (world.file(21).state, world.reader.asked.count(("21", 1, 1))) == ("separated", 1)


def test_pages_that_could_not_be_read_cost_themselves_until_there_are_too_many(world: World) -> None:
    world.reader.lost = {3, 9}
    world.arrives(21)
    world.engine.drain()
    assert world.file(21).state == "separated"
    stored = world.ledger.result("f-21", "read")
    assert stored is not None and [doubt["says"] for doubt in json.loads(stored)["doubts"]] == ["Page 3", "Page 9"]
    world.reader.lost, world.reader.asked = set(range(1, 40)), []
    world.arrives(40)
    world.engine.drain()
    assert (world.file(40).state, len(world.reader.asked)) == ("quarantine", spread.MOST_LOST + 1)
    world.reader.lost = set()  # the reader was mended
    world.flow.again(world.file(40), actor="user:ana")
    world.engine.drain()
    assert (world.file(40).state, world.reader.asked.count(("40", 1, 1))) == ("separated", 2)


def test_the_reconciler_leaves_a_file_alone_whose_sections_live_and_finds_lost_ones(world: World) -> None:
    world.arrives(21)
    world.engine.drain(limit=4)
    assert world.flow.reconcile(world.engine.alive) == 0
    world.engine._waiting.clear()  # a queue that forgot
    assert world.flow.reconcile(world.engine.alive) == 1
    world.engine.drain()
    assert world.file(21).state == "separated" and len(world.reader.asked) == 21


def test_only_sections_are_named_as_such() -> None:
    section = spread.Section(item_id="f-0a1b", first=3, last=4)
    assert spread.named(section.name) == section
    assert [spread.named(name) for name in ("f-0a1b", "d-0a1b-1", "f-0a1b/3", "d-1/1-2/3-4")] == [None] * 4
