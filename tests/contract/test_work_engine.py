"""One suite over every WorkEngine: what is asked for in a transaction is done once, what is rolled back is not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.adapters.database import create_engine
from pipeline.adapters.dbos_engine import DbosEngine
from pipeline.adapters.memory_engine import MemoryEngine
from pipeline.items import Job


class Bench:
    """An engine, its database, and a way to wait until `count` items were handled."""

    def __init__(self, engine: DbosEngine | MemoryEngine, database: sa.Engine) -> None:
        self.engine, self.database = engine, database
        self.handled: list[str] = []
        self._changed = threading.Condition()

    def handler(self, item_id: str) -> None:
        with self._changed:
            self.handled.append(item_id)
            self._changed.notify_all()

    def ask(self, *jobs: Job, fail: bool = False) -> None:
        with self.database.begin() as connection:
            for job in jobs:
                self.engine.enqueue(connection, job)
            if fail:
                connection.rollback()

    def wait(self, condition: Callable[[], bool]) -> None:
        if isinstance(self.engine, MemoryEngine):
            self.engine.drain()
        with self._changed:
            assert self._changed.wait_for(condition, timeout=30), self.handled


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if "PostgreSQL" in str(getattr(request, "param", "")):
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'ledger.db'}"


BOTH = pytest.mark.parametrize("url", ["SQLite", "PostgreSQL"], indirect=True)


@pytest.fixture(params=["dbos on SQLite", "dbos on PostgreSQL", "memory"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    postgres = request.param == "dbos on PostgreSQL"
    database = create_engine(
        request.getfixturevalue("postgres_url") if postgres else f"sqlite:///{tmp_path / 'ledger.db'}"
    )
    engine: DbosEngine | MemoryEngine
    if request.param == "memory":
        engine = MemoryEngine()
    else:
        engine = DbosEngine(database, threads=2)
        engine.create()
    yield Bench(engine, database)
    engine.stop(5)
    database.dispose()


def test_what_is_asked_for_is_done(bench: Bench) -> None:
    bench.ask(Job(item_id="a"), Job(item_id="b"))
    bench.engine.work(bench.handler)
    bench.wait(lambda: len(bench.handled) >= 2)
    assert sorted(bench.handled) == ["a", "b"]


def test_the_same_job_twice_is_done_once(bench: Bench) -> None:
    bench.ask(Job(item_id="a"))
    bench.ask(Job(item_id="a"))
    bench.ask(Job(item_id="b"))
    bench.engine.work(bench.handler)
    bench.wait(lambda: "b" in bench.handled and "a" in bench.handled)
    bench.ask(Job(item_id="c"))
    bench.wait(lambda: "c" in bench.handled)
    assert bench.handled.count("a") == 1


def test_the_next_generation_is_another_job(bench: Bench) -> None:
    bench.engine.work(bench.handler)
    bench.ask(Job(item_id="a", generation=0), Job(item_id="a", generation=1))
    bench.wait(lambda: bench.handled.count("a") == 2)


def test_a_job_lives_until_it_is_done(bench: Bench) -> None:
    job = Job(item_id="a")
    assert not bench.engine.alive(job)
    bench.ask(job)
    assert bench.engine.alive(job)
    bench.engine.work(bench.handler)
    bench.wait(lambda: "a" in bench.handled)
    bench.ask(Job(item_id="after"))
    bench.wait(lambda: "after" in bench.handled)


@BOTH
def test_work_goes_on_after_a_stop(url: str) -> None:
    """What was asked for and not begun is done by the next start of the same site."""
    database = create_engine(url)
    first = DbosEngine(database, threads=1)
    first.create()
    with database.begin() as connection:
        first.enqueue(connection, Job(item_id="a"))
    first.stop(1)
    second = DbosEngine(database, threads=1)
    bench = Bench(second, database)
    second.work(bench.handler)
    bench.wait(lambda: bench.handled == ["a"])
    second.stop(5)
    database.dispose()


@BOTH
def test_a_rolled_back_transaction_asks_for_nothing(url: str) -> None:
    database = create_engine(url)
    engine = DbosEngine(database, threads=1)
    engine.create()
    bench = Bench(engine, database)
    bench.ask(Job(item_id="never"), fail=True)
    assert not engine.alive(Job(item_id="never"))
    engine.stop(1)
    database.dispose()


@BOTH
def test_jobs_carry_ids_only(url: str) -> None:
    """The engine's tables hold the item id and nothing that could name a patient; nothing is pickled."""
    database = create_engine(url)
    engine = DbosEngine(database, threads=1)
    engine.create()
    Bench(engine, database).ask(Job(item_id="d-1"))
    with database.connect() as connection:
        looked = sa.inspect(connection)
        schema = "dbos" if "dbos" in looked.get_schema_names() else None
        tables = [f"{schema}.{name}" if schema else name for name in looked.get_table_names(schema)]
        rows = [str(tuple(row)) for table in tables for row in connection.execute(sa.text(f"SELECT * FROM {table}"))]
    mentions = [row for row in rows if "d-1" in row]
    assert any('["d-1"]' in row for row in mentions), mentions
    assert not any("pickle" in row for row in mentions)
    engine.stop(1)
    database.dispose()
