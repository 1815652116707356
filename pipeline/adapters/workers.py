"""The Reader of a service: long-lived processes with limits, one thread each; the parent never decodes a file."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pipeline
from pipeline.adapters import messages
from pipeline.adapters.messages import (
    Count,
    Done,
    Failed,
    Gone,
    Hello,
    Job,
    PageDone,
    Picture,
    Read,
    Searchable,
    Setup,
    Silent,
)
from pipeline.errors import DamagedFile, IntakeError, ReaderLimit, WorkerLost
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Page, Reading

_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX", "TMPDIR", "LD_LIBRARY_PATH")
_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_START_SECONDS = 60
_PROGRAM = ("-m", "pipeline.adapters.worker")
_CRASHES = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}


class Lost(Exception):
    """A process ended or was ended; `crashed` when it broke on the file rather than ran into a limit."""

    def __init__(self, crashed: bool) -> None:
        super().__init__()
        self.crashed = crashed


class Worker:
    """One reading process and the pipes to it."""

    def __init__(self, options: ReadingOptions, program: Sequence[str] = _PROGRAM) -> None:
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

    @property
    def pid(self) -> int:
        return self._process.pid

    def ready(self) -> Worker:
        """Wait until it has taken its limits on. Raises Lost."""
        deadline = time.monotonic() + _START_SECONDS
        hello = self._talk(Setup(options=self._options, parent=os.getpid()), deadline)
        self.isolated = isinstance(hello, Hello) and hello.isolated
        return self

    def run(self, job: Job, each: Callable[[Page], None]) -> Done:
        """Do one job; `each` gets pages as they are read. Raises Lost or the IntakeError the process reported."""
        last = time.monotonic() + self._options.max_seconds
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


class WorkerReader:
    """Reads in `workers` processes, each leased to one caller at a time. Thread-safe.

    A process that dies or overruns is replaced and its file read once more in a fresh one; then ReaderLimit, or
    DamagedFile where the process broke on it.
    """

    def __init__(
        self, options: ReadingOptions | None = None, *, workers: int = 1, program: Sequence[str] = _PROGRAM
    ) -> None:
        """`program` is what each process runs: arguments after the interpreter's."""
        self._options = options or ReadingOptions()
        self._program = tuple(program)
        self._slots: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._workers = max(1, workers)
        for _ in range(self._workers):
            self._slots.put(None)
        # A child dies with the thread that started it (prctl(2), PR_SET_PDEATHSIG): that thread must live as long.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader-starter")
        self._alive: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def count(self, path: Path) -> int:
        """How many pages the file has. Raises as `read`."""
        job = Count(path=_name(path))
        return self._twice(lambda worker: worker.run(job, lambda _: None)).count

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        """Pages `first` to `last` (0: to the end) of the file at `path`, read.

        Raises UnreadableFile's classes, ReaderLimit or WorkerLost.
        """
        pages: list[Page] = []

        def once(worker: Worker) -> Done:
            pages.clear()
            return worker.run(Read(path=_name(path), first=first, last=last), pages.append)

        done = self._twice(once)
        return Reading(media_type=done.media_type, pages=tuple(pages), doubts=done.doubts)

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        """Write to `out` a PDF of these pages: the untouched images with a text layer. Raises as `read`."""
        job = Searchable(path=_name(path), pages=tuple(pages), out=_name(out))
        self._twice(lambda worker: worker.run(job, lambda _: None))

    def picture(self, path: Path, page: Page, out: Path) -> None:
        """Write the upright page, as its boxes count pixels, to `out` (.png or .jpg). Raises as `read`."""
        job = Picture(path=_name(path), page=page, out=_name(out))
        self._twice(lambda worker: worker.run(job, lambda _: None))

    def processes(self) -> tuple[int, ...]:
        """Process ids of the workers alive."""
        with self._lock:
            return tuple(worker.pid for worker in self._alive)

    def close(self) -> None:
        """End the processes; a file in hand raises WorkerLost."""
        with self._lock:
            self._closed = True
            alive = tuple(self._alive)
        for worker in alive:
            worker.kill()
        for _ in range(self._workers):  # those in use come back as soon as their callers see them dead
            self._forget(self._slots.get())
        for _ in range(self._workers):
            self._slots.put(None)
        self._starter.shutdown(wait=True)

    def _twice(self, once: Callable[[Worker], Done]) -> Done:
        try:
            return self._once(once)
        except Lost:
            if self._closed:
                raise WorkerLost from None
        try:
            return self._once(once)
        except Lost as lost:
            if self._closed:
                raise WorkerLost from None
            raise (DamagedFile("It broke the reader twice.") if lost.crashed else ReaderLimit()) from None

    def _once(self, once: Callable[[Worker], Done]) -> Done:
        with self._leased() as worker:
            return once(worker)

    @contextmanager
    def _leased(self) -> Iterator[Worker]:
        worker = self._slots.get()
        try:
            worker = worker or self._start()
            yield worker
        except IntakeError:
            raise  # the file's fault: the process is well
        except BaseException:
            self._forget(worker)
            worker = None
            raise
        finally:
            self._slots.put(worker)

    def _start(self) -> Worker:
        with self._lock:
            if self._closed:
                raise WorkerLost
        try:
            worker = self._starter.submit(Worker, self._options, self._program).result()
        except RuntimeError as error:  # closed meanwhile
            raise WorkerLost from error
        with self._lock:
            self._alive.add(worker)
            closed = self._closed
        try:
            if closed:
                raise WorkerLost
            return worker.ready()
        except BaseException:
            self._forget(worker)
            raise

    def _forget(self, worker: Worker | None) -> None:
        if worker is None:
            return
        with self._lock:
            self._alive.discard(worker)
        worker.end()


def _name(path: Path) -> bytes:
    """The whole path as bytes: names may hold any."""
    return os.fsencode(Path(path).absolute())
