"""How things look on a terminal: tables, progress, plain lines where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

TYPE_NAMES = {
    "lab_result": "lab result",
    "referral": "referral",
    "consent": "consent",
    "insurance_card": "insurance card",
    "other": "other",
}


class Advance(Protocol):
    """Say that one more is done, and which."""

    def __call__(self, name: str = "") -> None: ...


@contextmanager
def progress(title: str, total: int) -> Iterator[Advance]:
    """A bar on a terminal, plain lines otherwise; both on stderr so that stdout stays clean."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain(title, total)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total, name="")

        def advance(name: str = "") -> None:
            bar.update(task, advance=1, name=name)

        yield advance


def _plain(title: str, total: int) -> Advance:
    done = 0

    def advance(name: str = "") -> None:
        nonlocal done
        done += 1
        if done == total or done % max(1, total // 20) == 0:
            print(f"{title}: {done} of {total} {name}".rstrip(), file=sys.stderr, flush=True)

    return advance


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", right: Sequence[str] = ()
) -> None:
    """Print a table to stdout: drawn on a terminal, wide enough for whole reasons otherwise."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=190)
    drawn = Table(title=title or None, title_justify="left", header_style="bold", expand=False, show_lines=False)
    for heading in headings:
        drawn.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    console.print(drawn)


def facts(values: Mapping[str, Any]) -> None:
    """Print name and value lines."""
    width = max((len(name) for name in values), default=0)
    for name, value in values.items():
        print(f"{name:<{width}}  {value}")


def route_text(route: str) -> Text:
    """A route with its sign: colour never stands alone."""
    sign, style = {
        "file": ("●", "green"), "filed": ("●", "green"), "review": ("▲", "yellow"), "quarantine": ("■", "red"),
    }.get(route, ("·", ""))  # fmt: skip
    return Text(f"{sign} {route}", style=style)


def type_text(document_type: str | None, confidence: float | None) -> str:
    """A type with its confidence."""
    if document_type is None:
        return "-"
    name = TYPE_NAMES.get(document_type, document_type)
    return name if confidence is None else f"{name} {confidence:.0%}"


def age(seconds: float | None) -> str:
    """A duration a person reads."""
    if seconds is None:
        return "-"
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"
