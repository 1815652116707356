"""A reading process: parses untrusted bytes under limits and sends records back. Started by WorkerReader only.

Heavy libraries are loaded after the limits are on: the network can be given up only before threads start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pipeline.adapters import messages
from pipeline.adapters.confine import allow_cpu, allow_memory, confine, resident
from pipeline.adapters.messages import Count, Done, Failed, Gone, Hello, Job, PageDone, Picture, Read, Searchable
from pipeline.errors import IntakeError

if TYPE_CHECKING:
    from pipeline.adapters.reading import InProcessReader
    from pipeline.imaging.options import ReadingOptions
    from pipeline.records import Page

SECOND_ENGINE_MEMORY = 1536  # MiB on top, only once a page asks for the second engine


def main() -> int:
    """Serve jobs from standard input until it closes."""
    source, sink = _pipes()
    setup = messages.receive(source, messages.SETUP)
    options = setup.options
    isolated = confine(
        memory=options.max_memory,
        ceiling=options.max_memory + SECOND_ENGINE_MEMORY,
        file_size=2 * options.max_bytes,
        parent=setup.parent,
    )
    allow_cpu(options.page_seconds)
    reader = _reader(options, sink)
    messages.send(sink, Hello(isolated=isolated))
    while True:
        try:
            job = messages.receive(source, messages.JOBS)
        except Gone:
            return 0
        allow_cpu(options.page_seconds)
        messages.send(sink, _answer(job, reader))


def _pipes() -> tuple[int, int]:
    """Standard input and output under other numbers: what a library prints goes to standard error."""
    source, sink = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    quiet = os.open(os.devnull, os.O_RDONLY)
    os.dup2(quiet, 0)
    os.close(quiet)
    return source, sink


def _reader(options: ReadingOptions, sink: int) -> InProcessReader:
    from pipeline.adapters.reading import InProcessReader

    def each(page: Page) -> None:
        messages.send(sink, PageDone(page=page))
        allow_cpu(options.page_seconds)

    return InProcessReader(options, each, before_second=_room(options))


def _room(options: ReadingOptions) -> Callable[[], None]:
    return lambda: allow_memory(options.max_memory + SECOND_ENGINE_MEMORY)


def _answer(job: Job, reader: InProcessReader) -> Done | Failed:
    try:
        return msgspec.structs.replace(_work(job, reader), resident=resident())
    except IntakeError as error:
        return Failed(code=error.code, detail=error.detail)
    except MemoryError:
        return Failed(code="worker_lost", detail="It ran out of memory.")
    except Exception as error:  # a parser's surprise: its name, never its text, which may quote the file
        return Failed(code="unreadable", detail=f"({type(error).__name__})")


def _work(job: Job, reader: InProcessReader) -> Done:
    if isinstance(job, Read):
        reading = reader.read(_path(job.path), job.first, job.last)
        reader.rest(reading)
        return Done(media_type=reading.media_type, doubts=reading.doubts)
    if isinstance(job, Count):
        return Done(count=reader.count(_path(job.path)), media_type=reader.media_type(_path(job.path)))
    if isinstance(job, Searchable):
        reader.searchable(_path(job.path), job.pages, _path(job.out))
    elif isinstance(job, Picture):
        reader.picture(_path(job.path), job.page, _path(job.out), _path(job.small))
    return Done()


def _path(name: bytes) -> Path:
    return Path(os.fsdecode(name))


if __name__ == "__main__":
    sys.exit(main())
