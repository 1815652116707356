"""Work of a process that died is adopted by another within seconds, on PostgreSQL; that of a living one is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import sqlalchemy as sa

from pipeline.adapters.database import create_engine
from pipeline.adapters.dbos_engine import DbosEngine
from pipeline.adapters.vigil import Vigil
from pipeline.items import Job

ROOT = Path(__file__).resolve().parents[2]
# A process that takes a job and never ends it.
HOLDER = """
import sys, threading
from pipeline.adapters.database import create_engine
from pipeline.adapters.dbos_engine import DbosEngine
def hold(item_id):
    print(item_id, flush=True)
    threading.Event().wait()
DbosEngine(create_engine(sys.argv[1]), threads=1, reap_s=0.5).work(hold)
threading.Event().wait()
"""


def test_the_lock_says_who_lives(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    one, other = Vigil(engine, "one"), Vigil(engine, "other")
    dead: list[str] = []
    assert one.hold() and one.hold()
    assert other.adopt(["one", "gone"], dead.append) == 1
    one.release()
    assert other.adopt(["one"], dead.append) == 1
    assert dead == ["gone", "one"]
    engine.dispose()


def test_a_lost_session_is_taken_again(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    one = Vigil(engine, "one")
    assert one.hold()
    with engine.connect() as connection:
        connection.execute(
            sa.text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
        )
    assert not one.hold() and one.hold()
    one.release()
    engine.dispose()


def test_the_work_of_a_killed_process_is_adopted(postgres_url: str) -> None:
    database = create_engine(postgres_url)
    engine = DbosEngine(database, threads=2, reap_s=0.5)
    engine.create()
    with database.begin() as connection:
        engine.enqueue(connection, Job(item_id="held"))
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, postgres_url], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == b"held\n"
        done = threading.Event()
        engine.work(lambda _: done.set())
        assert not done.wait(2), "a living process keeps its work"
        killed = time.monotonic()
        os.kill(holder.pid, signal.SIGKILL)
        assert done.wait(15)
        assert time.monotonic() - killed < 10
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
        engine.stop(5)
        database.dispose()
