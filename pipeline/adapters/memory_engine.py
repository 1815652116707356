"""The work engine in memory: runs jobs when it is told to, in order of priority. For tests and for one-off runs."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.items import Job


class MemoryEngine:
    """`pipeline.ports.WorkEngine` without threads or durability: `drain` does the work, delays included at once."""

    def __init__(self) -> None:
        self._waiting: dict[str, Job] = {}
        self._known: set[str] = set()
        self._handler: Callable[[str], None] | None = None

    def enqueue(self, transaction: object, job: Job) -> None:  # noqa: ARG002  nothing to join
        """Ask for `job`; a job id that is known is left alone."""
        if job.job_id not in self._known:
            self._known.add(job.job_id)
            self._waiting[job.job_id] = job

    def work(self, handler: Callable[[str], None]) -> None:
        """Remember who does the work."""
        self._handler = handler

    def drain(self, limit: int = 10_000) -> int:
        """Do what waits, most urgent first, and what that asks for; how many jobs were done."""
        done = 0
        while self._waiting and self._handler is not None and done < limit:
            job = min(self._waiting.values(), key=lambda waiting: waiting.priority)
            del self._waiting[job.job_id]
            self._handler(job.item_id)
            done += 1
        return done

    def alive(self, job: Job) -> bool:
        """Whether the job still waits."""
        return job.job_id in self._waiting

    def stop(self, timeout_s: float) -> None:  # noqa: ARG002  nothing runs by itself
        """Forget the handler; what waits keeps waiting."""
        self._handler = None
