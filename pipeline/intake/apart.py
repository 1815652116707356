"""A source that is looked at in a thread of its own: one that hangs holds up no other way in.

The thread takes in, durably, as its source does; the loop that owns the sources is told what came, and what went wrong.
"""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Iterator

from pipeline.errors import IntakeError, TransientError
from pipeline.ports import Source
from pipeline.records import Receipt

CLOSING_S = 2.0  # that a stop waits for a look in hand; what it has not marked is looked at again


class Apart:
    """Implements `ports.Source` over another one; its thread begins at the first look, and sets `wake` with news."""

    def __init__(self, inner: Source, wake: threading.Event) -> None:
        self._inner, self._wake = inner, wake
        self._news: queue.SimpleQueue[Receipt | IntakeError] = queue.SimpleQueue()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def arrivals(self) -> Iterator[Receipt]:
        """What was taken in since the last look. Raises what the source raised, once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, name=type(self._inner).__name__, daemon=True)
            self._thread.start()
        while not self._news.empty():
            news = self._news.get()
            if isinstance(news, IntakeError):
                raise news
            yield news

    def due_in(self) -> float:
        """Never by itself: the thread wakes the loop."""
        return math.inf

    def close(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(CLOSING_S)
        self._inner.close()

    def _look(self) -> None:
        while not self._stop.is_set():
            try:
                for receipt in self._inner.arrivals():
                    self._tell(receipt)
                    if self._stop.is_set():
                        return
            except IntakeError as error:
                self._tell(error)
            except OSError as error:
                self._tell(TransientError(f"({type(error).__name__})"))
            self._stop.wait(max(0.05, self._inner.due_in()))

    def _tell(self, news: Receipt | IntakeError) -> None:
        self._news.put(news)
        self._wake.set()
