"""The demonstration: the bundled samples through the real service, in a throw-away site, and a table at the end."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec

import pipeline
from pipeline import operations, service, wiring
from pipeline.config import Settings, load
from pipeline.errors import ConfigError
from pipeline.items import Item
from pipeline.printing import progress, route_text, table, type_text
from pipeline.records import Outcome
from pipeline.wiring import App


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table. `seconds` is from receipt to rest of the whole file."""

    item: Item
    outcome: Outcome | None
    seconds: float


def samples() -> Path:
    """The bundled samples: inside an installed wheel, or the project's own folder. Raises ConfigError without them."""
    package = Path(pipeline.__file__).parent
    for folder in (package / "_samples", package.parent / "samples" / "demo"):
        if (folder / "patients.csv").exists():
            return folder
    raise ConfigError("The bundled samples are missing from this installation; install chartdrop again.")


def run(keep: Path | None, *, serve: bool = False, as_json: bool) -> int:
    """Drop the samples into a new site's inbox, work until all is at rest, show what became of each."""
    source = samples()
    with _site(keep) as site:
        environment = {name: value for name, value in os.environ.items() if name != "CHARTDROP_SITE"}
        environment.setdefault("CHARTDROP_INBOX_LATE_S", "3")  # nobody is still writing the sample that is cut off
        app = wiring.build(load(site, environment))
        app.prepare()
        began = monotonic()
        app.import_patients(source / "patients.csv")
        files = sorted(path for path in (source / "files").iterdir() if path.is_file())
        for path in files:
            shutil.copyfile(path, app.settings.inbox_path / path.name)
        with progress("demo", len(files)) as advance:
            service.serve(app, threading.Event(), idle=_all_at_rest(app, len(files), advance))
        rows = _rows(app)
        app.close()
        _show(rows, monotonic() - began, as_json=as_json)
        if serve:
            _serve(load(site, environment), kept=keep is not None)
        if keep is not None and not as_json:
            print(f"The site is kept: chartdrop --site {site} status")
    return 0


def _serve(settings: Settings, *, kept: bool) -> None:
    """The service and its desk on the demonstration's site, with an account that is made now."""
    from pipeline import users

    password = secrets.token_urlsafe(12)
    with contextlib.closing(wiring.build(settings)) as app:
        users.put(app, "demo", "admin", (), (), password)
    after = "" if kept else ", and gone after Ctrl-C"
    print(f"Sign in at the desk's address below as demo, password {password}", flush=True)
    print(f"Everything here is made up{after}.", flush=True)
    operations.run_service(settings)


@contextlib.contextmanager
def _site(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="chartdrop-demo-") as folder:
        yield Path(folder)


def _all_at_rest(app: App, expected: int, advance: Any) -> Any:
    shown: set[str] = set()

    def idle() -> bool:
        items = app.ledger.find(limit=10_000)
        working = {item.file_id for item in items if not item.at_rest}
        for item in items:
            if item.kind == "file" and item.file_id not in working | shown:
                shown.add(item.file_id)
                advance(item.name)
        return app.ledger.counts().receipts >= expected and not working

    return idle


def _rows(app: App) -> list[Row]:
    items = [item for item in app.ledger.find(limit=10_000) if item.state != "separated"]
    rows = []
    for item in sorted(items, key=lambda item: (item.name, item.pages)):
        stored = app.ledger.result(item.item_id, "conclude")
        began = datetime.fromisoformat(item.received_at)
        ended = datetime.fromisoformat(app.ledger.touched(item.item_id))
        outcome = msgspec.json.decode(stored, type=Outcome) if stored else None
        rows.append(Row(item=item, outcome=outcome, seconds=(ended - began).total_seconds()))
    return rows


def _show(rows: Sequence[Row], seconds: float, *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            print(json.dumps(_json(row)))
        return
    table(
        ("file", "pages", "type", "patient", "route", "reasons", "time"),
        [
            (
                row.item.name,
                ",".join(map(str, row.item.pages)) or "-",
                type_text(row.item.type, row.outcome.classification.confidence if row.outcome else None),
                row.item.patient_id or "-",
                route_text(row.item.state),
                " ".join(doubt.says for doubt in row.item.reasons),
                f"{row.seconds:.1f} s",
            )
            for row in rows
        ],
        right=("time",),
    )
    states = Counter(row.item.state for row in rows)
    files = len({row.item.file_id for row in rows})
    pages = sum(len(row.item.pages) for row in rows)
    print(
        f"{files} files, {len(rows)} documents, {pages} pages in {seconds:.0f} s: {states['filed']} filed, "
        f"{states['review']} on the desk, {states['quarantine']} in quarantine."
    )


def _json(row: Row) -> dict[str, Any]:
    return {
        "file": row.item.name,
        "pages": list(row.item.pages),
        "type": row.item.type,
        "patient_id": row.item.patient_id,
        "state": row.item.state,
        "reasons": [doubt.says for doubt in row.item.reasons],
        "seconds": round(row.seconds, 2),
    }
