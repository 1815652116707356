"""What the commands do, for one site: each function is one verb, returns an exit code and prints for a person."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from pipeline import service, wiring
from pipeline.accounts import Account
from pipeline.adapters.patients_files import BadRow
from pipeline.config import Settings
from pipeline.errors import IntakeError, UsageError
from pipeline.items import Event
from pipeline.matching.normal import birth
from pipeline.printing import progress, table
from pipeline.records import Candidate, Field, Receipt
from pipeline.views import EVERYTHING, items_table, show_line
from pipeline.wiring import App

WORKING = ("working",)


def files_under(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named, sorted. Raises UsageError for what does not exist."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(inner for inner in path.rglob("*") if inner.is_file() and not inner.name.startswith("."))
        elif path.exists() or path.is_symlink():
            found.append(path)
        else:
            raise UsageError(f"{path} does not exist.")
    return found


@contextmanager
def service_lock(settings: Settings) -> Iterator[bool]:
    """Hold the site's service lock; yields False when another process of this site holds it."""
    settings.site.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(settings.site / ".service.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


def inspect(settings: Settings, paths: Sequence[Path], patients: Path | None, *, as_json: bool) -> int:
    """Say what would happen to files, one document at a time; 1 when one of them cannot be read."""
    from pipeline import inspection

    files = files_under(paths)
    failed = 0
    with wiring.bench(settings, patients) as (reader, judges), progress("inspect", len(files)) as advance:
        for lines in inspection.inspect_files(files, reader, judges, threads=settings.workers):
            advance(Path(lines[0]["source"]).name)
            failed += lines[0]["type"] is None
            for line in lines:
                print(json.dumps(line, ensure_ascii=False)) if as_json else show_line(line)
    return 1 if failed else 0


def run_service(settings: Settings, role: service.Role = "all") -> int:
    """Serve until SIGINT or SIGTERM. Raises UsageError for a role that this site's database cannot have alone."""
    if role != "all" and not settings.is_shared:
        raise UsageError(f"--role {role} needs PostgreSQL: set [ledger] url. On SQLite one process does everything.")
    alone = service_lock(settings) if role in ("intake", "all") else nullcontext(True)  # workers may be many
    with alone as ours:
        if not ours:
            raise UsageError(f"chartdrop already runs on {settings.site}.")
        app = wiring.build(settings)
        stop = threading.Event()
        told: list[Callable[[], object]] = [stop.set, app.wake.set]

        def ask_to_stop(_number: int, _frame: object) -> None:
            for tell in told:
                tell()

        before = {number: signal.signal(number, ask_to_stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            print(f"chartdrop runs on {settings.site}; Ctrl-C stops it.", flush=True)
            for line in wiring.watched(settings) if role in ("intake", "all") else ():
                print(line, flush=True)
            with desk_served(app, told) if role in ("desk", "all") else nullcontext():
                service.serve(app, stop, role=role)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        print("stopped: what was in hand goes on at the next start.", flush=True)
    return 0


@contextmanager
def desk_served(app: App, told: list[Callable[[], object]]) -> Iterator[None]:
    """Serve the web desk meanwhile, and say where. It drains as soon as those `told` of a stop are, while the work in
    hand is finished: a stop has 10 s for both."""
    if not app.settings.desk.enabled:
        yield
        return
    from pipeline import web

    app.prepare()
    server, address = web.start(app)
    print(f"  the desk is at   {address}", flush=True)
    if not app.access.all(Account):
        print("  nobody has an account yet: chartdrop user add NAME", flush=True)
    told.append(server.drain)
    try:
        yield
    finally:
        server.stop()


def ingest(settings: Settings, paths: Sequence[Path], *, wait: bool) -> int:
    """Receive files durably; with `wait`, follow them to rest, doing the work here when no service runs."""
    files = files_under(paths)
    with service_lock(settings) as ours:
        app = wiring.build(settings)
        app.prepare()
        receipts = list(_receive_all(app, files))
        failed = len(files) - len(receipts)
        try:
            if wait:
                failed += _follow(app, receipts, ours=ours)
            elif ours:
                print("The service is not running: chartdrop run works on them.", file=sys.stderr)
        finally:
            app.close()
    return 1 if failed else 0


def _receive_all(app: App, files: Iterable[Path]) -> Iterator[Receipt]:
    for path in files:
        try:
            receipt = app.receive(path)
        except IntakeError as error:
            print(f"{path}: {error}", file=sys.stderr)
            continue
        print(f"{path}: received, {app.ledger.file_of(receipt)}")
        yield receipt


def _follow(app: App, receipts: Sequence[Receipt], *, ours: bool) -> int:
    """Wait until every received file is at rest; how many of them are in quarantine."""
    file_ids = {app.ledger.file_of(receipt) for receipt in receipts}
    with progress("work", len(file_ids)) as advance:
        rest = _until_rest(app, file_ids, advance)
        if ours:
            service.serve(app, threading.Event(), idle=rest)
        else:
            pause = threading.Event()
            while not rest():
                pause.wait(0.3)
    items = [item for file_id in sorted(file_ids) for item in app.ledger.find(file_id=file_id)]
    shown = [item for item in items if item.state != "separated"]
    items_table(shown)
    return sum(item.state == "quarantine" for item in shown)


def _until_rest(app: App, file_ids: set[str], advance: Callable[[str], None]) -> Callable[[], bool]:
    waiting = set(file_ids)

    def rest() -> bool:
        for file_id in sorted(waiting):
            items = app.ledger.find(file_id=file_id)
            if items and all(item.at_rest for item in items):
                waiting.discard(file_id)
                advance(items[0].name)
        return not waiting

    return rest


# --- changing


def retry(settings: Settings, ids: Sequence[str]) -> int:
    """Queue waiting items again, now."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        working = app.ledger.find(states=WORKING, limit=EVERYTHING)
        waiting = {item.item_id: item for item in working if item.waits_for}
        unknown = [item_id for item_id in ids if item_id not in waiting]
        if unknown:
            raise UsageError(f"{unknown[0]} does not wait after a failure.")
        for item_id in ids or waiting:
            app.flow.again(waiting[item_id], actor=actor())
    print(f"{len(ids or waiting)} queued again.")
    return 0


def release(settings: Settings, ids: Sequence[str]) -> int:
    """Put quarantined items back to work; no ids is all of them."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        held = {item.item_id: item for item in app.ledger.find(states=("quarantine",), limit=EVERYTHING)}
        unknown = [item_id for item_id in ids if item_id not in held]
        if unknown:
            raise UsageError(f"{unknown[0]} is not in quarantine; chartdrop quarantine list shows what is.")
        for item_id in ids or held:
            app.flow.again(held[item_id], actor=actor())
    print(f"{len(ids or held)} released; the service works on them.")
    return 0


def actor() -> str:
    """Who does this, for the audit."""
    return f"user:{os.environ.get('SUDO_USER') or os.environ.get('USER') or os.getuid()}"


def import_patients(settings: Settings, file: Path, *, skip_bad: bool) -> int:
    """Read a patient list into the index, whole or not at all; with `skip_bad`, without the rows that are wrong."""
    skipped: list[BadRow] = []
    with closing(wiring.build(settings)) as app, progress("import", 100) as advance:
        app.prepare()
        done = app.import_patients(file, skipped if skip_bad else None, _in_percent(file, advance))
        detail = f"{done.added} added, {done.changed} changed, {done.unchanged} unchanged, {done.removed} removed"
        app.ledger.note(Event(actor=actor(), action="patients imported", item_id="", detail=detail))
    for row in skipped[:20]:
        print(f"{file}: line {row.line}: {row.reason}", file=sys.stderr)
    print(f"{detail}{f', {len(skipped)} rows left out' if skipped else ''}.")
    return 1 if skipped else 0


def _in_percent(file: Path, advance: Callable[[str], None]) -> Callable[[int], None]:
    """Bytes read of a file, as steps of one hundredth; the last is left for putting the index in order."""
    size, read, shown = max(1, file.stat().st_size if file.is_file() else 1), 0, 0

    def seen(more: int) -> None:
        nonlocal read, shown
        read += more
        while shown < min(99, 100 * read // size):
            shown += 1
            advance(file.name if shown < 99 else "putting the index in order")

    return seen


def find_patients(settings: Settings, values: Mapping[str, str], *, as_json: bool) -> int:
    """Ranked candidates for typed values."""
    names = {"family": "family_name", "given": "given_name"}
    fields: dict[str, Field] = wiring.typed_fields(
        {names.get(name, name): text for name, text in values.items() if text}
    )
    if not fields:
        raise UsageError("Give at least one of --family, --given, --birth-date, --mrn, --phone, --member-id.")
    if "birth_date" in fields and not birth(values["birth_date"]):
        raise UsageError("--birth-date is no date; write it as yyyy-mm-dd.")
    with closing(wiring.build(settings)) as app:
        app.prepare()
        found = app.find(fields)
        app.ledger.note(Event(actor=actor(), action="patients searched", item_id="", detail=f"{len(found)} found"))
    if as_json:
        from pipeline.inspection import candidate_json

        for candidate, _ in found:
            print(json.dumps(candidate_json(candidate, 4), ensure_ascii=False))
        return 0
    table(
        ("patient", "name", "born", "MRN", "phone", "probability", "what agrees, in bits", "against filing"),
        [
            (
                patient.patient_id, f"{patient.family_name}, {patient.given_name}", patient.birth_date, patient.mrn,
                patient.phone, f"{candidate.probability:.1%}", _waterfall(candidate),
                " ".join(veto.says for veto in candidate.vetoes),
            )
            for candidate, patient in found
        ],
    )  # fmt: skip
    return 0


def _waterfall(candidate: Candidate) -> str:
    """What each field adds to the match or takes from it, largest first."""
    steps = sorted(candidate.weights, key=lambda weight: -abs(weight.bits))
    return "\n".join(f"{step.field.replace('_', ' ')} {step.level} {step.bits:+.1f}" for step in steps)


def verify_audit(settings: Settings) -> int:
    """Check the audit's chain."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        number, broken, newest = app.ledger.verify_audit()
    if broken is None:
        print(f"{number} events, none changed, removed or moved. Newest: {number} {newest}")
        return 0
    print(f"The audit breaks at event {broken}: it or one before was changed, removed or moved.", file=sys.stderr)
    return 1


def rebuild_index(settings: Settings) -> int:
    """Restore the index rows from the objects."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        number = app.rebuild_index()
    print(f"{number} filed documents found in the object store; the index holds them again.")
    return 0


def evaluate(
    settings: Settings,
    folder: Path,
    truth: Path,
    patients: Path | None,
    out: Path | None,
    *,
    html: Path | None = None,
    least: Sequence[str] = (),
    most: Sequence[str] = (),
) -> int:
    """Inspect a folder and hold it against its truth; 1 when a demand is not met."""
    from pipeline import evaluation, reportpage

    wanted = evaluation.demands(least, most)
    with wiring.bench(settings, patients) as (reader, judges):
        report = evaluation.evaluate(folder, truth, reader, judges, threads=settings.workers)
    evaluation.show(report)
    if out is not None:
        out.write_text(json.dumps(report, indent=1), encoding="utf-8")
    if html is not None:
        html.write_text(reportpage.page(report), encoding="utf-8")
        html.with_suffix(".json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    short = evaluation.missed(report, wanted)
    for says in short:
        print(says, file=sys.stderr)
    return 1 if short else 0
