"""The work engine: DBOS Transact on the ledger's own database, behind four verbs.

It carries item ids only. Its default serializer is pickle, so the portable JSON one is set. Recovery is per executor id
and application version. On SQLite there is one process and one id: a restart finds its own interrupted jobs. On
PostgreSQL each process has an id of its own, and any of them adopts the jobs of one that died (vigil.py).
"""

from __future__ import annotations

import logging
import socket
import threading
import uuid
from collections.abc import Callable

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from dbos._recovery import recover_pending_workflows  # private since 3.0 took the endpoint away: pinned and tested
from dbos._serialization import DBOSPortableJSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from pipeline.adapters.database import alone, translated
from pipeline.adapters.vigil import Vigil
from pipeline.items import Job

log = logging.getLogger("chartdrop")

WORKFLOW, QUEUE = "chartdrop_work", "chartdrop"
APPLICATION_VERSION = "1"  # raised only when a job id means something else
REAP_S = 5.0  # between looks for dead processes
LIVE = ("PENDING", "ENQUEUED", "DELAYED")


class DbosEngine:
    """`pipeline.ports.WorkEngine`. One per process: DBOS is a process-wide singleton.

    `threads` jobs run at a time; `reap_s` seconds pass between looks for processes that died.
    """

    def __init__(self, engine: sa.Engine, *, threads: int, reap_s: float = REAP_S) -> None:
        self._engine = engine
        self._threads = threads
        self._reap_s = reap_s
        self._many = engine.dialect.name == "postgresql"
        name = f"{socket.gethostname()[:40]}-{uuid.uuid4().hex[:12]}" if self._many else "chartdrop"
        self._vigil = Vigil(engine, name)
        self._stopping = threading.Event()
        self._reaper: threading.Thread | None = None
        self._client: DBOSClient | None = None
        self._started = False

    @property
    def client(self) -> DBOSClient:
        """Connected at first use."""
        if self._client is None:
            self._client = DBOSClient(
                system_database_url=_url(self._engine),
                system_database_engine=self._engine,
                serializer=DBOSPortableJSONSerializer(),
                application_name=QUEUE,
            )
        return self._client

    def create(self) -> None:
        """Make the engine's own tables where they are missing."""
        logging.getLogger("dbos").setLevel(logging.WARNING)
        with translated(), alone(self._engine, "queue"):
            DBOS.migrate(_url(self._engine))

    def enqueue(self, transaction: object, job: Job) -> None:
        """Ask for `job` in the caller's transaction; a job id that is known is left alone."""
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": QUEUE,
            "workflow_id": job.job_id,
            "app_version": APPLICATION_VERSION,
            "priority": job.priority + 1,
        }
        if job.delay_s > 0:
            options["delay_seconds"] = job.delay_s
        assert isinstance(transaction, sa.Connection)
        self.client.enqueue_in_transaction(transaction, options, job.item_id)

    def work(self, handler: Callable[[str], None]) -> None:
        """Begin to work; jobs that a killed process left are adopted at once."""
        if self._many:
            with translated():
                self._vigil.hold()
        config: DBOSConfig = {
            "name": QUEUE,
            "system_database_url": _url(self._engine),
            "system_database_engine": self._engine,
            "application_version": APPLICATION_VERSION,
            "executor_id": self._vigil.name,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "max_executor_threads": self._threads + 4,
        }
        dbos = DBOS(config=config)
        DBOS.workflow(name=WORKFLOW)(lambda item_id: handler(item_id))
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=self._threads, polling_interval_sec=0.2)
        self._started = True
        if self._many:
            self._stopping.clear()
            self._reaper = threading.Thread(target=self._reap, args=(dbos,), name="reaper", daemon=True)
            self._reaper.start()

    def _reap(self, dbos: DBOS) -> None:
        """Until the stop: show that this process lives, and put the jobs of dead ones back into the queue."""
        while not self._stopping.is_set():
            try:
                if self._vigil.hold():
                    self._vigil.adopt(self._holders(), lambda name: self._adopt(dbos, name))
            except SQLAlchemyError as error:  # the database is away: the next look tells
                log.warning("reaper: %s", type(error).__name__)
            self._stopping.wait(self._reap_s)

    def _holders(self) -> list[str]:
        """The other processes that have a job in hand."""
        query = sa.text("SELECT DISTINCT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'")
        with self._engine.connect() as connection:
            return [name for name in connection.scalars(query) if name != self._vigil.name]

    @staticmethod
    def _adopt(dbos: DBOS, name: str) -> None:
        adopted = recover_pending_workflows(dbos, [name])
        log.warning("%s is dead: %d of its jobs were adopted", name, len(adopted))

    def alive(self, job: Job) -> bool:
        """Whether the job still waits, runs, or will run."""
        found = self.client.list_workflows(workflow_ids=[job.job_id], load_input=False, load_output=False)
        return any(status.status in LIVE for status in found)

    def stop(self, timeout_s: float) -> None:
        """Wait up to `timeout_s` for jobs in hand; the rest is adopted at the next start."""
        self._stopping.set()
        if self._reaper is not None:
            self._reaper.join(timeout=10)
            self._reaper = None
        if self._started:
            DBOS.destroy(workflow_completion_timeout_sec=int(timeout_s), destroy_registry=True)
            self._started = False
        if self._client is not None:
            self._client.destroy()
            self._client = None
        self._vigil.release()


def _url(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
