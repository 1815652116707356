"""One reading process as its parent sees it: started with limits and no secrets, talked to over pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pipeline
from pipeline.adapters import messages
from pipeline.adapters.messages import Done, Failed, Gone, Hello, Job, PageDone, Setup, Silent
from pipeline.errors import WorkerLost
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Page

_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX", "TMPDIR", "LD_LIBRARY_PATH")
_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_START_SECONDS = 60
PROGRAM = ("-m", "pipeline.adapters.worker")
_CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}


class Lost(Exception):
    """A process ended or was ended; `crashed` when it broke on the file rather than ran into a limit."""

    def __init__(self, crashed: bool) -> None:
        super().__init__()
        self.crashed = crashed


class Worker:
    """One reading process and the pipes to it."""

    def __init__(self, options: ReadingOptions, program: Sequence[str] = PROGRAM) -> None:
        self._options = options
        self._process = subprocess.Popen(
            [sys.executable, "-P", *program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
            start_new_session=True,  # a Ctrl-C on the terminal is the service's to handle
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self.isolated = False
        self.jobs = 0  # done so far
        self.resident = 0  # MiB of memory after the last of them

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self) -> Worker:
        """Wait until it has taken its limits on. Raises Lost."""
        deadline = time.monotonic() + _START_SECONDS
        hello = self._talk(Setup(options=self._options, parent=os.getpid()), deadline)
        self.isolated = isinstance(hello, Hello) and hello.isolated
        return self

    def run(self, job: Job, each: Callable[[Page], None], seconds: float = 0.0) -> Done:
        """Do one job in `seconds` (0: what a file may take); `each` gets pages as they are read.

        Raises Lost or the IntakeError the process reported.
        """
        last = time.monotonic() + (seconds or self._options.max_seconds)
        self.jobs += 1
        reply = self._talk(job, self._patience(last))
        while isinstance(reply, PageDone):
            each(reply.page)
            reply = self._talk(None, self._patience(last))
        if isinstance(reply, Failed):
            if reply.code == WorkerLost.code:
                raise self._lost()
            raise messages.error_of(reply)
        if not isinstance(reply, Done):
            raise self._lost()
        self.resident = reply.resident
        return reply

    def kill(self) -> None:
        """Stop the process; whoever leases it sees it gone."""
        self._process.kill()

    def end(self) -> int:
        """End the process at once; its exit status, negative for a signal."""
        self._process.kill()
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return status

    def _patience(self, last: float) -> float:
        return min(last, time.monotonic() + self._options.page_seconds)

    def _talk(self, message: object | None, deadline: float) -> messages.Reply:
        try:
            if message is not None:
                messages.send(self._to, message, deadline)
            return messages.receive(self._from, messages.REPLIES, deadline)
        except (Gone, Silent) as error:
            raise self._lost(isinstance(error, Gone)) from error

    def _lost(self, gone: bool = False) -> Lost:
        if gone:  # it closed its pipe by dying: its own status says why
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                pass
        return Lost(crashed=-self.end() in _CRASHES)


def environment() -> dict[str, str]:
    """What a reading process may know of the service's environment: no secrets, one thread per library."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    root = str(Path(pipeline.__file__).parents[1])
    return kept | dict.fromkeys(_ONE_THREAD, "1") | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
