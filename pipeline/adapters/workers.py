"""The Reader of a service: long-lived processes with limits, one thread each; the parent never decodes a file."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from pipeline.adapters.messages import Count, Done, Picture, Read, Searchable
from pipeline.adapters.process import PROGRAM, Lost, Worker
from pipeline.adapters.rescue import Rescue, is_of_a_page
from pipeline.errors import DamagedFile, IntakeError, ReaderLimit, UnreadableFile, WorkerLost
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Page, Reading
from pipeline.spread import joined

__all__ = ["Lost", "Worker", "WorkerReader"]

_FEW_PAGES = 3  # up to here a file is read by one process
_PARTS = 8  # of a long file for each process: enough to end together, few enough to open it seldom


class _Allowance:
    """Seconds that the parts of one file may take together; waiting for a process does not count."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._lock = threading.Lock()

    @property
    def is_spent(self) -> bool:
        return self._left <= 0

    @contextmanager
    def spent(self) -> Iterator[float]:
        """Seconds left; what passes inside is taken from them."""
        start = time.monotonic()
        try:
            yield max(0.01, self._left)
        finally:
            with self._lock:
                self._left -= time.monotonic() - start


class WorkerReader:
    """Reads in `workers` processes, each leased to one caller at a time. Thread-safe.

    A process that dies or overruns is replaced, and a fresh one goes on from the page in hand. A page that costs two
    processes is marked with a doubt and the rest is read; ReaderLimit, or DamagedFile where they broke, only when it is
    the file's one page, or one of too many. A process that rests with much memory is ended.
    """

    def __init__(
        self, options: ReadingOptions | None = None, *, workers: int = 1, program: Sequence[str] = PROGRAM
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
        self._timers: list[threading.Timer] = []
        self._lock = threading.Lock()
        self._closed = False

    def count(self, path: Path) -> int:
        """How many pages the file has. Raises as `read`."""
        return self._twice(self._counting(path)).count

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        """Pages `first` to `last` (0: to the end) of the file at `path`, read; a long file by several processes.

        Raises UnreadableFile's classes, ReaderLimit or WorkerLost. A page alone may come back as one that could not be
        read: whether the file is malformed, the whole of it tells.
        """
        if 0 < first == last:
            return self._part(path, first, last, _Allowance(self._options.max_seconds))
        if self._workers > 1:
            last = last or max(first, self.count(path))
            if last - first >= _FEW_PAGES:
                return self._shared(path, first, last)
        return joined([self._part(path, first, last, _Allowance(self._options.max_seconds))])

    def _shared(self, path: Path, first: int, last: int) -> Reading:
        """The pages in parts, each read by whichever process is free."""
        size = max(2, -(-(last - first + 1) // (_PARTS * self._workers)))
        allowance = _Allowance(self._options.max_seconds)
        starts = range(first, last + 1, size)
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="reader-part")
        try:
            parts = [pool.submit(self._part, path, at, min(at + size - 1, last), allowance) for at in starts]
            done = [part.result() for part in parts]
        finally:
            pool.shutdown(cancel_futures=True)  # after an error, what has not begun is not begun
        return joined(done)

    def _part(self, path: Path, first: int, last: int, allowance: _Allowance) -> Reading:
        """Pages one after another; where a process is lost, another goes on from the page in hand.

        A page that costs two of them is marked, and the rest is read.
        """
        part = Rescue(first, last)
        while True:  # once at least: a range without a page is the reading process's to refuse
            try:
                return part.reading(self._from(path, part, allowance))
            except (Lost, UnreadableFile) as error:
                if not is_of_a_page(error):
                    raise
                if self._closed:
                    raise WorkerLost from None
                if allowance.is_spent:
                    raise ReaderLimit from None
                part.failed(error, self._twice(self._counting(path)))
            if part.is_whole:
                return part.reading()

    def _from(self, path: Path, part: Rescue, allowance: _Allowance) -> Done:
        """One process's try at what is left of the part. Raises Lost or UnreadableFile's classes."""
        job = Read(path=_name(path), first=part.next, last=part.last)
        with allowance.spent() as left:
            return self._once(lambda worker: worker.run(job, part.pages.append, left))

    def _counting(self, path: Path) -> Callable[[Worker], Done]:
        job = Count(path=_name(path))
        return lambda worker: worker.run(job, lambda _: None)

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        """Write to `out` a PDF of these pages: the untouched images with a text layer. Raises as `read`."""
        job = Searchable(path=_name(path), pages=tuple(pages), out=_name(out))
        self._twice(lambda worker: worker.run(job, lambda _: None))

    def picture(self, path: Path, page: Page, out: Path, small: Path) -> None:
        """Write the upright page, as its boxes count pixels, to `out` (.png or .jpg), and its thumbnail to `small`.

        Raises as `read`.
        """
        job = Picture(path=_name(path), page=page, out=_name(out), small=_name(small))
        self._twice(lambda worker: worker.run(job, lambda _: None))

    def processes(self) -> tuple[int, ...]:
        """Process ids of the workers alive."""
        with self._lock:
            return tuple(worker.pid for worker in self._alive)

    def close(self) -> None:
        """End the processes; a file in hand raises WorkerLost."""
        with self._lock:
            self._closed = True
            alive, timers = tuple(self._alive), tuple(self._timers)
        for timer in timers:
            timer.cancel()
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
            if worker is not None and worker.resident > self._options.rest_memory:
                self._watch(worker)

    def _watch(self, worker: Worker) -> None:
        """End it if it is still at rest after a while: the next file starts a lean one."""
        timer = threading.Timer(self._options.rest_seconds, self._retire, (worker, worker.jobs))
        timer.daemon = True
        with self._lock:
            if self._closed:
                return
            self._timers = [each for each in self._timers if each.is_alive()] + [timer]
            timer.start()

    def _retire(self, worker: Worker, jobs: int) -> None:
        held = []
        while True:
            try:
                held.append(self._slots.get_nowait())
            except queue.Empty:
                break
        for each in reversed(held):  # the last used stays the first to be used
            rested = each is worker and worker.jobs == jobs
            if rested:
                self._forget(worker)
            self._slots.put(None if rested else each)

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
