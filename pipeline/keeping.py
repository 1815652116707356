"""What keeps a site for years: scrub, backup, restore and the master keys.

A backup is a folder: `manifest.json` (written last: without it the backup is not whole), `tables/`, `spool/`,
`objects/` as they are stored, and `chartdrop.toml`, `audit.key` and `blobs.key`. Guard it as the site itself: it holds
the keys.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import stores, wiring
from pipeline.adapters import dump
from pipeline.adapters.blobs_encrypted import EncryptedBlobStore
from pipeline.adapters.blobs_folder import FolderBlobStore
from pipeline.config import FILE, Settings, load
from pipeline.durable import chunks, write_new
from pipeline.errors import IntegrityError, UsageError
from pipeline.intake.spool import opened
from pipeline.items import Event
from pipeline.operations import actor
from pipeline.ports import BlobStore
from pipeline.printing import progress
from pipeline.wiring import App

MANIFEST = "manifest.json"
SMALL = (FILE, "audit.key", stores.KEY_FILE)


def scrub(settings: Settings) -> int:
    """Verify every object and safe copy, and that filed documents have theirs; 1 when something is damaged."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        keys = list(app.blobs.list(""))
        originals = _spooled(app.spool.root)
        with progress("scrub", len(keys) + len(originals)) as advance:
            damage = [*_bad_objects(app.blobs, keys, advance), *_bad_copies(originals, advance)]
        damage += _missing(app, set(keys))
        number = len(keys) + len(originals)
        app.ledger.note(Event(actor=actor(), action="scrubbed", item_id="", detail=f"{number} read, {len(damage)} bad"))
    for line in damage:
        print(line, file=sys.stderr)
    print(f"{len(keys)} objects and {len(originals)} safe copies read again, {len(damage)} damaged or missing.")
    return 1 if damage else 0


def backup(settings: Settings, folder: Path, *, objects: bool) -> int:
    """Write a backup into `folder`; into one that holds an older backup only what is new is copied."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MANIFEST).unlink(missing_ok=True)
    with closing(wiring.build(settings)) as app:
        app.prepare()
        shutil.rmtree(folder / "tables", ignore_errors=True)
        (folder / "tables").mkdir()
        rows = dump.dump(app.database, folder / "tables")  # first: what is stored later is more, never less
        copies = _copy_spool(app.spool.root, folder / "spool")
        stored = _copy_objects(_inner(app.blobs), FolderBlobStore(folder / "objects")) if objects else 0
        for name in SMALL:
            source = stores.key_path(settings) if name == stores.KEY_FILE else settings.site / name
            if source.exists():
                _copy(source, folder / name)
        newest = dump.newest_event(folder / "tables")
        app.ledger.note(Event(actor=actor(), action="backed up", item_id="", detail=f"{copies + stored} files"))
    files = {path.relative_to(folder).as_posix(): _sha256(path) for path in _files(folder)}
    manifest = {"format": 1, "rows": rows, "objects": objects, "audit": newest, "files": files}
    write_new(folder / MANIFEST, iter([json.dumps(manifest, indent=1).encode()]))
    print(f"{sum(rows.values())} rows, {copies} safe copies and {stored} objects are in {folder}.")
    return 0


def restore(settings: Settings, folder: Path) -> int:
    """Fill the site, which must be new, from a backup. Raises UsageError or IntegrityError."""
    manifest = _verified(folder)
    if any((settings.site / name).exists() for name in ("audit.key", "ledger.db", "spool")):
        raise UsageError(f"{settings.site} is a site already; restore into a new one: chartdrop --site NEW restore.")
    settings.site.mkdir(parents=True, exist_ok=True)
    for name in SMALL:
        if (folder / name).exists() and not (settings.site / name).exists():
            _copy(folder / name, settings.site / name)
    settings = load(settings.site, os.environ)
    with closing(wiring.build(settings)) as app:
        wiring.create_site(settings)
        app.engine.create()
        try:
            rows = dump.load(app.database, folder / "tables")
        except ValueError as error:
            raise UsageError(f"The database holds {error} already; restore into an empty one.") from None
        copies = _copy_spool(folder / "spool", app.spool.root)
        stored = _copy_objects(FolderBlobStore(folder / "objects"), _inner(app.blobs)) if manifest["objects"] else 0
        number, broken, newest = app.ledger.verify_audit(by_head=False)  # its tail is held against the manifest
        if broken is not None or newest != manifest["audit"]:
            raise IntegrityError(f"The audit does not fit after event {number}.")
        app.ledger.note(Event(actor=actor(), action="restored", item_id="", detail=f"{copies + stored} files"))
    print(f"{sum(rows.values())} rows, {copies} safe copies and {stored} objects restored; chartdrop run goes on.")
    return 0


def rotate(settings: Settings, *, everything: bool) -> int:
    """Add a master key; with `everything`, wrap the data keys of stored objects under it."""
    wiring.create_site(settings)
    path = stores.add_key(settings)
    print(f"{path} begins with a new key. Copy it to every machine of this site, and keep a copy elsewhere.")
    if not everything:
        return 0
    with closing(wiring.build(settings)) as app:
        store = app.blobs
        if not isinstance(store, EncryptedBlobStore):
            raise UsageError("The objects of this site are not encrypted.")
        keys = list(store.list(""))
        with progress("rewrap", len(keys)) as advance:
            done = sum(_told(store.rewrap(key), key, advance) for key in keys)
    print(f"The keys of {done} objects were wrapped anew.")
    return 0


def _told(result: bool, key: str, advance: Callable[[str], None]) -> bool:
    advance(key)
    return result


def _inner(store: BlobStore) -> BlobStore:
    return store.inner if isinstance(store, EncryptedBlobStore) else store


def _bad_objects(store: BlobStore, keys: list[str], advance: Callable[[str], None]) -> Iterator[str]:
    for key in keys:
        try:
            data = store.open(key)
            if key.startswith("originals/") and hashlib.sha256(data).hexdigest() != key.removeprefix("originals/"):
                raise IntegrityError
        except (IntegrityError, KeyError) as error:
            yield f"{key}: {error if isinstance(error, IntegrityError) else 'It is listed but not there.'}"
        advance(key)


def _bad_copies(paths: list[Path], advance: Callable[[str], None]) -> Iterator[str]:
    for path in paths:
        if _sha256(path) != path.name:
            yield f"{path}: {IntegrityError()}"
        advance(path.name)


def _missing(app: App, keys: set[str]) -> list[str]:
    filed = [item.item_id for item in app.ledger.find(states=("filed",), limit=10_000_000)]
    wanted = (f"documents/{item_id}/{name}" for item_id in filed for name in ("document.pdf", "index.json"))
    return [f"{key}: It is missing; restore it from a backup." for key in wanted if key not in keys]


def _spooled(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("[0-9a-f][0-9a-f]/*") if len(path.name) == 64)


def _copy_spool(source: Path, target: Path) -> int:
    originals = _spooled(source)
    with progress("copy", len(originals)) as advance:
        for path in originals:
            if _sha256(path) != path.name:
                raise IntegrityError(f"{path} is damaged: chartdrop scrub names all that is.")
            out = target / path.name[:2] / path.name
            if not out.exists():
                out.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _copy(path, out)
            advance(path.name)
    return len(originals)


def _copy_objects(source: BlobStore, target: BlobStore) -> int:
    keys = list(source.list(""))
    with TemporaryDirectory(prefix="chartdrop-") as folder, progress("copy", len(keys)) as advance:
        for key in keys:
            if not target.exists(key):
                data, path = source.open(key), Path(folder) / "object"
                path.write_bytes(data)
                target.put(key, path, sha256=hashlib.sha256(data).hexdigest(), media_type="application/octet-stream")
            advance(key)
    return len(keys)


def _copy(source: Path, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.part")
    fresh.unlink(missing_ok=True)
    with opened(source) as descriptor:
        write_new(fresh, chunks(descriptor))
    fresh.replace(target)


def _verified(folder: Path) -> dict[str, object]:
    try:
        manifest: dict[str, object] = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        raise UsageError(f"{folder} has no whole {MANIFEST}: it is no backup, or one that was not finished.") from None
    files = manifest["files"]
    assert isinstance(files, dict)
    with progress("verify", len(files)) as advance:
        for name, sha256 in files.items():
            path = folder / name
            if not path.is_file() or _sha256(path) != sha256:
                raise IntegrityError(f"{path} is missing or altered; use another backup.")
            advance(name)
    return manifest


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in (MANIFEST, ".lock"))


def _sha256(path: Path) -> str:
    with path.open("rb") as opened_file:
        return hashlib.file_digest(opened_file, "sha256").hexdigest()
