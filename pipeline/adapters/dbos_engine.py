"""The work engine: DBOS Transact on the ledger's own database, behind four verbs.

It carries item ids only. Its default serializer is pickle, so the portable JSON one is set. Recovery is per executor id
and application version, so both are fixed: a restarted service of the same site finds its own interrupted jobs.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions
from dbos._serialization import DBOSPortableJSONSerializer

from pipeline.adapters.database import alone, translated
from pipeline.items import Job

WORKFLOW, QUEUE = "chartdrop_work", "chartdrop"
APPLICATION_VERSION = "1"  # raised only when a job id means something else
LIVE = ("PENDING", "ENQUEUED", "DELAYED")


class DbosEngine:
    """`pipeline.ports.WorkEngine`. One per process: DBOS is a process-wide singleton.

    `threads` jobs run at a time; `executor_id` names this process's place, stable over restarts.
    """

    def __init__(self, engine: sa.Engine, *, threads: int, executor_id: str = "chartdrop") -> None:
        self._engine = engine
        self._threads = threads
        self._executor_id = executor_id
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
        """Begin to work; jobs that a killed process of this site left are adopted at once."""
        config: DBOSConfig = {
            "name": QUEUE,
            "system_database_url": _url(self._engine),
            "system_database_engine": self._engine,
            "application_version": APPLICATION_VERSION,
            "executor_id": self._executor_id,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
            "max_executor_threads": self._threads + 4,
        }
        DBOS(config=config)
        DBOS.workflow(name=WORKFLOW)(lambda item_id: handler(item_id))
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=self._threads, polling_interval_sec=0.2)
        self._started = True

    def alive(self, job: Job) -> bool:
        """Whether the job still waits, runs, or will run."""
        found = self.client.list_workflows(workflow_ids=[job.job_id], load_input=False, load_output=False)
        return any(status.status in LIVE for status in found)

    def stop(self, timeout_s: float) -> None:
        """Wait up to `timeout_s` for jobs in hand; the rest is adopted at the next start."""
        if self._started:
            DBOS.destroy(workflow_completion_timeout_sec=int(timeout_s), destroy_registry=True)
            self._started = False
        if self._client is not None:
            self._client.destroy()
            self._client = None


def _url(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
