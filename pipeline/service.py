"""The service: watch, take in, work, until it is told to stop; then finish or park what is in hand.

On PostgreSQL the parts may run on machines of their own, any number of each: `intake` takes files in, `work` does the
work, `desk` serves people; `all` is every one. Each may die at any time; the others go on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Literal

from pipeline.errors import ConfigError, IntakeError
from pipeline.schedule import Schedule
from pipeline.wiring import OTHER_KEY, App

log = logging.getLogger("chartdrop")

Role = Literal["intake", "work", "desk", "all"]

RECONCILE_S = 30.0
UNSHARED = 1000  # items looked at for originals that only this machine has
DRAIN_S = 6.0  # of the 10 s that a stop may take; the rest is for processes and sockets to close


def start(app: App, role: Role = "all") -> None:
    """Begin to work: jobs of a killed run are adopted, items without work get it again."""
    app.prepare()
    if not app.ledger.has_audit_key():  # a line under another key would break the audit for good
        raise ConfigError(OTHER_KEY)
    app.probe_store()
    if role in ("work", "all"):
        _ = app.judges  # loads the model: without one nothing may begin
        app.engine.work(app.flow.run)
    reconcile(app, role)


def serve(app: App, stop: threading.Event, *, role: Role = "all", idle: Callable[[], bool] | None = None) -> None:
    """Take files in until `stop` is set, or until `idle` says that all is done (the demo, `ingest --wait`)."""
    start(app, role)
    takes_in = role in ("intake", "all")
    schedule = Schedule(app) if role in ("work", "all") and idle is None else None
    reconciled = monotonic()
    try:
        if app.listener is not None and takes_in and idle is None:
            app.listener.start()
        while not stop.is_set():
            took = take_in(app) if takes_in else 0
            if monotonic() - reconciled > RECONCILE_S:
                reconcile(app, role)
                if schedule is not None:
                    schedule.look()
                reconciled = monotonic()
            if idle is not None and idle():
                break
            if not took:
                app.wake.wait(timeout=_patience(app, longest=0.2 if idle else 5.0) if takes_in else 5.0)
                app.wake.clear()
    finally:
        if schedule is not None:
            schedule.stop()
        shut_down(app, takes_in=takes_in)


def _patience(app: App, longest: float) -> float:
    """Seconds until a source has something to look at; events wake the loop before."""
    return max(0.05, min(longest, *(source.due_in() for source in app.sources), longest))


def take_in(app: App) -> int:
    """One look at every source; how many files were taken in. A source that fails is tried again at the next look."""
    took = 0
    for source in app.sources:
        try:
            for receipt in source.arrivals():
                took += 1
                log.info("received %s from %s", receipt.receipt_id, receipt.source)
        except (IntakeError, OSError) as error:
            log.warning(
                "%s: %s", type(source).__name__, error if isinstance(error, IntakeError) else type(error).__name__
            )
    return took


def reconcile(app: App, role: Role = "all") -> None:
    """Ask again for work that was lost, share originals that were not, take up a newer model; what is down is no
    reason to stop."""
    try:
        app.renew()
        if role != "desk":
            app.flow.reconcile(app.engine.alive)
        if role in ("intake", "all") and app.originals is not None:
            app.originals.share_missing(app.ledger.unfinished(UNSHARED))
    except IntakeError as error:
        log.warning("reconciler: %s", error)


def shut_down(app: App, *, takes_in: bool = True) -> None:
    """Finish what is in hand, within limits; what does not end in time is run again at the next start."""
    app.flow.closing.set()
    if app.listener is not None:
        app.listener.close()
    for source in app.sources if takes_in else ():
        source.close()
    app.engine.stop(DRAIN_S)
    app.close()
