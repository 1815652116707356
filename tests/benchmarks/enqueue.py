"""What recording an arrival costs with an empty queue and with a long one, and how fast the engine alone is.

    python tests/benchmarks/enqueue.py [--database sqlite|postgresql|URL] [--queued N] [--measured N]
                                       [--drained N] [--workers N]

One commit of one row (`floor`) is what the disk itself takes: read the rest as its multiple. Then receipts are recorded
one after another, of folders and of one fax sender, before and after N documents were queued; then again while worker
processes drain the queue with a handler that only commits the end of each document. `postgresql` is a server of the
benchmark's own with its durability on. SQLite is drained by the recording process, as a site on it is.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import os
import resource
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from typing import TypeAlias

import msgspec
import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.adapters.database import create_engine
from pipeline.adapters.dbos_engine import DbosEngine
from pipeline.adapters.ledger import SqlLedger
from pipeline.adapters.tables import items, receipts
from pipeline.items import Change, Event, Item
from pipeline.records import Receipt, Sender, evolve
from rigs.postgres import Postgres, postgres_programs

THREADS = 4  # jobs in hand of a worker process: two reading processes of two each
KEY = b"benchmark"
Sum: TypeAlias = "Synchronized[float]"  # CPU seconds, of several processes


class Site:
    """A ledger and its queue, without documents."""

    def __init__(self, url: str, *, threads: int = THREADS) -> None:
        self.engine = create_engine(url)
        self.queue = DbosEngine(self.engine, threads=threads)
        self.ledger = SqlLedger(self.engine, enqueue=self.queue.enqueue, audit_key=KEY)

    def create(self) -> None:
        self.queue.create()
        self.ledger.create()

    def close(self) -> None:
        self.queue.stop(5)
        self.engine.dispose()


def receipt(source: str) -> Receipt:
    one = uuid.uuid4().hex
    return Receipt(
        receipt_id=f"r-{one}",
        sha256=one * 2,
        size=40_000,
        name=f"{one}.tif",
        source="fax" if source == "fax" else "folder",
        identity=f"{source}:{one}",
        received_at=datetime.now(UTC).isoformat(timespec="milliseconds"),
        sender=Sender(number="5550100") if source == "fax" else Sender(),
    )


def prefill(site: Site, number: int, at_once: int = 500) -> None:
    """Queue documents with few commits: only their number matters here. A tenth are faxes of the last minutes."""
    for _ in range(0, number, at_once):
        made = [receipt("fax" if place % 10 == 0 else "folder") for place in range(at_once)]
        new = [
            Item(item_id=f"f-{one.receipt_id[2:]}", kind="file", file_id=f"f-{one.receipt_id[2:]}", sha256=one.sha256,
                 name=one.name, received_at=one.received_at)
            for one in made
        ]  # fmt: skip
        rows = [
            {"receipt_id": one.receipt_id, "file_id": item.file_id, "identity": one.identity,
             "received_at": one.received_at, "body": msgspec.json.encode(one)}
            for one, item in zip(made, new, strict=True)
        ]  # fmt: skip
        happened = tuple(Event(actor="benchmark", action="received", item_id=item.item_id) for item in new)
        with site.engine.begin() as connection:
            connection.execute(sa.insert(receipts), rows)
        site.ledger.commit(Change(items=tuple(new), events=happened, jobs=tuple(item.job() for item in new)))


def timed(number: int, act: Callable[[], object]) -> tuple[list[float], float]:
    """Milliseconds of each call in order of size, and CPU milliseconds of one."""
    took, cpu = [], time.process_time()
    for _ in range(number):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took), (time.process_time() - cpu) * 1000 / number


def told(what: str, took: list[float], cpu: float, floor: float = 0.0) -> None:
    middle, high = took[len(took) // 2], took[int(len(took) * 0.95)]
    of = f"{high / floor:6.1f} of the floor" if floor else ""
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:34} n {len(took):6} median {middle:6.1f} p95 {high:6.1f} max {took[-1]:7.1f} ms  "
          f"CPU {cpu:5.2f} ms  memory at most {resident:4.0f} MB {of}", flush=True)  # fmt: skip


def floor(site: Site, number: int) -> tuple[list[float], float]:
    table = sa.table("benchmark_floor", sa.column("number"))
    with site.engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE IF NOT EXISTS benchmark_floor (number INTEGER)"))

    def commit() -> None:
        with site.engine.begin() as connection:
            connection.execute(sa.insert(table), {"number": 1})

    return timed(number, commit)


def finish(site: Site, item_id: str) -> None:
    """Commit the end of a document, as the flow does, and do nothing else."""
    item = site.ledger.item(item_id)
    event = Event(actor="benchmark", action="filed", item_id=item_id)
    site.ledger.commit(Change(items=(evolve(item, state="filed"),), events=(event,)))


def work(url: str, ready: Signal, stop: Signal, spent: Sum) -> None:
    """A worker process; `spent` gets its CPU seconds, without those of its start."""
    site = Site(url)
    site.queue.work(lambda item_id: finish(site, item_id))
    ready.set()
    begun = time.process_time()
    stop.wait()
    with spent.get_lock():
        spent.value += time.process_time() - begun
    site.close()


@contextmanager
def workers(url: str, number: int) -> Iterator[Sum]:
    context = mp.get_context("spawn")
    spent: Sum = context.Value("d", 0.0)
    stop, ready = context.Event(), [context.Event() for _ in range(number)]
    processes = [context.Process(target=work, args=(url, one, stop, spent)) for one in ready]
    for process in processes:
        process.start()
    try:
        for one in ready:
            one.wait()
        yield spent
    finally:
        stop.set()
        for process in processes:
            process.join()


@contextmanager
def inside(site: Site) -> Iterator[Sum]:
    """The work in this process, as a site on SQLite has it."""
    site.queue.work(lambda item_id: finish(site, item_id))
    spent: Sum = mp.Value("d", 0.0)
    begun = time.process_time()
    try:
        yield spent
    finally:
        spent.value = time.process_time() - begun
        site.queue.stop(5)


def at_rest(site: Site) -> int:
    with site.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).where(items.c.state == "filed")) or 0


def drain(site: Site, url: str, number: int, processes: int, measured: int, low: float) -> None:
    with workers(url, processes) if processes else inside(site) as spent:
        poll, began, start = threading.Event(), time.monotonic(), at_rest(site)
        while (done := at_rest(site) - start) < number:
            poll.wait(0.2)
        took = time.monotonic() - began
    cpu = spent.value * 1000 / done
    print(f"engine alone, {processes or 'the same'} process(es)    {done / took:6.1f} documents/s over {done}, "
          f"{cpu:.1f} ms CPU each (without the server's)", flush=True)  # fmt: skip
    with workers(url, processes) if processes else inside(site):
        told("record while they work", *timed(measured, lambda: site.ledger.record(receipt("folder"))), low)


def measure(url: str, given: argparse.Namespace) -> None:
    site = Site(url)
    site.create()
    took, cpu = floor(site, 200)
    low = took[int(len(took) * 0.95)]
    told("floor: one row, one commit", took, cpu)
    for queued in (0, given.queued):
        prefill(site, queued)
        for source in ("folder", "fax"):
            made = timed(given.measured, lambda source=source: site.ledger.record(receipt(source)))
            told(f"record, {source}, {queued} queued", *made, low)
    processes = given.workers if site.engine.dialect.name == "postgresql" else 0
    drain(site, url, given.drained, processes, given.measured, low)
    site.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="sqlite")
    parser.add_argument("--queued", type=int, default=2000)
    parser.add_argument("--measured", type=int, default=200)
    parser.add_argument("--drained", type=int, default=500)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("CHARTDROP_BENCHMARK_DIR")) as folder:
        if given.database == "sqlite":
            measure(f"sqlite:///{folder}/ledger.db", given)
        elif given.database == "postgresql":
            programs = postgres_programs()
            if programs is None:
                print("no PostgreSQL server here (OS package: postgresql)")
                return
            Path(folder).chmod(0o755)
            (Path(folder) / "pg").mkdir()
            server = Postgres(programs, Path(folder) / "pg", options=())
            try:
                measure(server.url, given)
            finally:
                server.stop()
        else:
            measure(given.database, given)


if __name__ == "__main__":
    main()
