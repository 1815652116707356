"""The web desk of an App: its parts handed to `pipeline.review`, and its server."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from fastapi import FastAPI

from pipeline import quality
from pipeline.accounts import Limits
from pipeline.adapters.desk_figures import counted, material
from pipeline.adapters.ledger import now
from pipeline.adapters.lookups import audit_lines, filed_for
from pipeline.config import Settings
from pipeline.desk_deeds import later
from pipeline.durable import disk_errors
from pipeline.errors import ConfigError, IntakeError
from pipeline.records import Receipt
from pipeline.review.app import create
from pipeline.review.server import DeskServer, bound
from pipeline.review.site import Options, Site
from pipeline.wiring import App

_CHUNK = 1 << 20
CHARTS_SHOWN = 50  # of a search: more than that is read by nobody


def application(app: App, port: int) -> FastAPI:
    """The desk's web application on an App, as reached on a port."""
    return create(site_of(app, options(app.settings, port)))


def start(app: App) -> tuple[DeskServer, str]:
    """Serve the desk; the server and its address. Raises ConfigError when it cannot listen."""
    desk = app.settings.desk
    opened = bound(desk.host, desk.port)
    port = opened.getsockname()[1]
    try:
        server = DeskServer.start(application(app, port), opened, cert=desk.tls_cert, key=desk.tls_key)
    except ConfigError:
        opened.close()
        raise
    return server, options(app.settings, port).origins[0]


def options(settings: Settings, port: int) -> Options:
    """How the desk is served, from the settings and the port that it got."""
    desk = settings.desk
    scheme = "https" if desk.tls_cert else "http"
    own = [f"{scheme}://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]")] if desk.is_loopback else []
    return Options(
        origins=tuple([desk.origin.rstrip("/")] if desk.origin else []) + tuple(own),
        secure=bool(desk.tls_cert) or desk.origin.startswith("https://"),
        must_confirm=not desk.is_loopback,
        behind_proxy=desk.behind_proxy,
        idle_minutes=desk.idle_minutes,
        max_upload=desk.max_upload_mb * 1_000_000,
    )


def site_of(app: App, how: Options) -> Site:
    """What the pages need, from an App."""
    return Site(
        name=app.settings.site.name,
        options=how,
        access=app.access,
        books=app.ledger,
        blobs=lambda: app.blobs,
        secret=app.secret,
        now=now,
        receive=lambda content, name: receive(app, content, name),
        search=lambda text: app.patients.search(text, CHARTS_SHOWN),
        patient=lambda patient_id: app.patients.get(patient_id),
        filed=lambda patient_id: filed_for(app.database, patient_id),
        events=lambda before, limit, wanted: audit_lines(app.database, before=before, limit=limit, actor=wanted),
        figures=lambda limits: figures(app, limits),
        release=lambda item_id, actor: app.flow.again(app.ledger.item(item_id), actor=actor),
        ready=lambda: ready(app),
        more={
            "desk": app.desk,
            "desk_ledger": app.desk_ledger,
            "pictures": app.pictures,
            "quality": lambda limits, days: quality_of(app, limits, days),
        },
    )


def quality_of(app: App, limits: Limits, days: int) -> dict[str, Any]:
    """What the quality page shows of so many days, within an account's limits."""
    until = now()
    since = later(until, -days * 86_400)
    return quality.figures(material(app.database, limits, since), now=until, days=days)


def receive(app: App, content: IO[bytes], name: str) -> tuple[Receipt, str]:
    """Take an upload in, durably. Raises what the spool and the ledger raise; then nothing was promised."""
    folder = app.settings.site / "uploads"
    with disk_errors():
        folder.mkdir(mode=0o700, exist_ok=True)
        descriptor, path = tempfile.mkstemp(dir=folder)
    copy = Path(path)
    try:
        with disk_errors(), os.fdopen(descriptor, "wb") as opened:
            while chunk := content.read(_CHUNK):
                opened.write(chunk)
        receipt = app.spool.receive(copy, log=app.receipts, source="upload", name=name)
    finally:
        copy.unlink(missing_ok=True)
    return receipt, app.ledger.file_of(receipt)


def figures(app: App, limits: Limits) -> Mapping[str, Any]:
    """What the operations page shows: everything, or the documents within an account's limits."""
    counts = app.ledger.counts() if limits == Limits() else counted(app.database, limits)
    return {
        "states": dict(counts.states),
        "receipts": counts.receipts,
        "oldest": counts.oldest or "",
        "oldest_s": counts.oldest_s,
        "waits_for": dict(counts.waits_for),
    }


def ready(app: App) -> Mapping[str, bool]:
    """What answers: the database; the object store; room for a copy in the spool."""
    return {"database": _works(app.ledger.counts), "store": _works(lambda: app.blobs.exists("originals/0")),
            "room": _has_room(app.settings.site)}  # fmt: skip


def _works(call: Any) -> bool:
    try:
        call()
    except (IntakeError, OSError):
        return False
    return True


def _has_room(folder: Path) -> bool:
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize > 50_000_000
