"""Objects in a folder on disk: the file named by the key holds the bytes, a hidden `.<name>.json` beside it their hash.

An object exists when its hash does, which is written last. A crash before that leaves bytes that the next put of the
key replaces. No part of a key begins with a dot, so the two never meet.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.adapters.blob_keys import check_key
from pipeline.durable import chunks, disk_errors, sync_folder, write_new
from pipeline.errors import DiskFull, IntegrityError, StoreUnavailable, TransientError


@contextmanager
def _store_errors() -> Iterator[None]:
    """A folder that cannot be used is a store that does not answer; no room stays DiskFull."""
    try:
        with disk_errors():
            yield
    except DiskFull:
        raise
    except TransientError as error:
        raise StoreUnavailable(error.detail) from None


class FolderBlobStore:
    """Implements `ports.BlobStore` under `root`. Several processes of one machine may use it at once."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._tmp = self.root / ".tmp"
        self._settled: set[Path] = set()  # folders known to be on the disk

    def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:
        check_key(key)
        with _store_errors():
            self._tmp.mkdir(parents=True, exist_ok=True)
            with self._alone():
                for leftover in self._tmp.iterdir():  # whoever made it is dead, or it would hold the lock
                    leftover.unlink()
                self._put(key, path, sha256, media_type)

    def open(self, key: str) -> bytes:
        with _store_errors():
            meta = self._meta_of(key)
            if meta is None:
                raise KeyError(key)
            try:
                data = (self.root / key).read_bytes()
            except FileNotFoundError:
                raise IntegrityError("Its bytes are missing.") from None
        if hashlib.sha256(data).hexdigest() != meta.get("sha256"):
            raise IntegrityError
        return data

    def exists(self, key: str) -> bool:
        with _store_errors():
            return self._meta_path(key).is_file()

    def list(self, prefix: str) -> Iterator[str]:
        with _store_errors():
            paths = (path.with_name(path.name[1 : -len(".json")]) for path in self.root.rglob(".*.json"))
            found = [path.relative_to(self.root).as_posix() for path in paths]
        return iter(sorted(key for key in found if key.startswith(prefix)))

    def _put(self, key: str, path: Path, sha256: str, media_type: str) -> None:
        meta = self._meta_of(key)
        if meta is not None and meta.get("sha256") != sha256:
            raise IntegrityError("Other bytes are stored under this key.")
        target = self.root / key
        self._make_folder(target.parent)
        if meta is None or not _has(target, sha256):  # new, or damaged since: these bytes are good
            self._write(target, path, sha256)
        if meta is None:
            text = json.dumps({"sha256": sha256, "size": target.stat().st_size, "media_type": media_type})
            copy = self._tmp / uuid.uuid4().hex
            write_new(copy, iter([text.encode()]))
            copy.replace(self._meta_path(key))
        sync_folder(target.parent)  # also when it was there: whoever put it there may have died before this line

    def _write(self, target: Path, path: Path, sha256: str) -> None:
        copy = self._tmp / uuid.uuid4().hex
        try:
            source = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                written = write_new(copy, chunks(source))
            finally:
                os.close(source)
            if written != sha256:
                raise IntegrityError
            copy.replace(target)
        finally:
            copy.unlink(missing_ok=True)

    def _make_folder(self, folder: Path) -> None:
        """Make a folder, and put its entry and those above it on the disk."""
        folder.mkdir(parents=True, exist_ok=True)
        while folder != self.root.parent and folder not in self._settled:
            sync_folder(folder.parent)
            self._settled.add(folder)
            folder = folder.parent

    def _meta_path(self, key: str) -> Path:
        path = self.root / check_key(key)
        return path.with_name(f".{path.name}.json")

    def _meta_of(self, key: str) -> dict[str, Any] | None:
        try:
            meta = json.loads(self._meta_path(key).read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            raise IntegrityError("Its record of checksums is damaged.") from None
        return meta if isinstance(meta, dict) else {}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One put at a time over all processes: whether a key is taken and taking it are one act."""
        fd = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            yield
        finally:
            os.close(fd)


def _has(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False
