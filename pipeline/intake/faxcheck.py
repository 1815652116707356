"""The fax server's log against our receipts: every call has a receipt, or a reason that has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from pipeline.intake.hylafax import Call, calls_of
from pipeline.intake.spool import identity_of
from pipeline.records import Receipt

Fate = Literal["received", "no_page", "waiting", "refused", "before", "gone"]
SAYS: Mapping[Fate, str] = {
    "received": "It was taken in.",
    "no_page": "The call ended before a page arrived.",
    "waiting": "It is in the queue and is taken in by the next look.",
    "refused": "It is in the queue, but this account may not read it: see chartdrop doctor.",
    "before": "It was removed from the queue before chartdrop was set up here.",
    "gone": "It was removed from the queue before it was taken in: ask the sender to send it again.",
}
_MINUTES = timedelta(minutes=2)  # the log has the call's start, to the minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """One RECV line and what became of its fax. `at` is the server's local time, ISO, to the minute."""

    file: str
    commid: str
    at: str
    fate: Fate


def reconcile(
    spool: Path, receipts: Iterable[Receipt], seen: Callable[[str], bool], since: datetime
) -> tuple[Accounted, ...]:
    """Every RECV line at the end of `log/xferfaxlog`. Raises OSError when the log cannot be read.

    `receipts` are those of faxes; `seen` knows recorded identities; `since` is when the site was made, local time.
    """
    taken: dict[str, list[datetime]] = {}
    for receipt in receipts:
        local = datetime.fromisoformat(receipt.received_at).astimezone().replace(tzinfo=None)
        taken.setdefault(receipt.name, []).append(local)
    log = spool / "log" / "xferfaxlog"
    calls = () if log.parent.is_dir() and not log.exists() else calls_of(log)  # HylaFAX makes it at the first call
    return tuple(
        Accounted(
            file=call.file,
            commid=call.commid,
            at=call.at.isoformat(timespec="minutes") if call.at else "",
            fate=_fate(call, following, spool / "recvq" / call.file, taken.get(call.file, []), seen, since),
        )
        for call, following in _with_following(calls)
    )


def _with_following(calls: tuple[Call, ...]) -> Iterator[tuple[Call, datetime | None]]:
    """Each call with the time of the next one of the same file name: sequence numbers start again some day."""
    following: dict[str, datetime | None] = {}
    pairs = []
    for call in reversed(calls):
        pairs.append((call, following.get(call.file)))
        following[call.file] = call.at
    return reversed(pairs)


def _fate(
    call: Call,
    following: datetime | None,
    path: Path,
    taken: list[datetime],
    seen: Callable[[str], bool],
    since: datetime,
) -> Fate:
    begin, end = (call.at or datetime.min) - (_MINUTES if call.at else timedelta()), following or datetime.max
    if any(begin <= at < end for at in taken):
        return "received"
    if following is None:
        here = _in_queue(path, seen)
        if here is not None:
            return here
    if call.pages == 0:
        return "no_page"
    return "before" if call.at and call.at < since else "gone"


def _in_queue(path: Path, seen: Callable[[str], bool]) -> Fate | None:
    try:
        info = path.lstat()
        if seen(identity_of("fax", path.name, info)):
            return "received"
        with path.open("rb"):
            return "waiting"
    except FileNotFoundError:
        return None
    except OSError:
        return "refused"
