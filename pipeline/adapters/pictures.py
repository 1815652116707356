"""Pages as pictures for the desk, made by a reading process of their own and kept in the site under ids only.

Where the site encrypts what it stores, its pictures are encrypted too, under a key that only this process knows: those
of an earlier process are of no use, and are removed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pipeline.durable import disk_errors
from pipeline.records import Page

ROOM = 2_000_000_000  # bytes of pictures that are kept; the oldest go first
MEMORY = Path("/dev/shm")  # noqa: S108 - a picture that is to be encrypted is drawn where no disk is
_NONCE = 12


class Painter(Protocol):
    def picture(self, path: Path, page: Page, out: Path, small: Path) -> None:
        """Write the upright page to `out` (.png or .jpg), and its thumbnail to `small`."""
        ...


class Seal:
    """AES-256-GCM under a key of this process; the file's name is authenticated."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(AESGCM.generate_key(256))

    def close(self, name: str, body: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, body, name.encode())

    def open(self, name: str, sealed: bytes) -> bytes:
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())


class Pictures:
    """Thread-safe. `locate` gives the path of an original by its sha256; with `sealed` nothing legible stays on the
    disk. Raises what the painter raises, and DiskFull."""

    def __init__(self, painter: Painter, folder: Path, locate: Callable[[str], Path], *, sealed: bool = False) -> None:
        self._painter, self._folder, self._locate = painter, folder, locate
        self._seal = Seal() if sealed else None
        self._lock = threading.Lock()
        self._made = 0
        if sealed:
            shutil.rmtree(folder, ignore_errors=True)

    def of(self, file_id: str, sha256: str, page: Page, *, small: bool = False) -> tuple[bytes, str]:
        """The picture of a page, as its boxes count pixels, or its thumbnail, and its media type: a PNG for a fax, a
        JPEG for the rest."""
        ending = ".png" if page.kind.endswith("fax") else ".jpg"
        stem = f"{page.number}-{page.rotation}"
        names = {False: f"{file_id}/{stem}{ending}", True: f"{file_id}/{stem}-small{ending}"}
        body = self._kept(names[small])
        if body is None:
            body = self._draw(sha256, page, ending, names)[small]
        return body, "image/png" if ending == ".png" else "image/jpeg"

    def _kept(self, name: str) -> bytes | None:
        try:
            body = (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        return self._seal.open(name, body) if self._seal else body

    def _draw(self, sha256: str, page: Page, ending: str, names: dict[bool, str]) -> dict[bool, bytes]:
        room = MEMORY if self._seal and MEMORY.is_dir() else None
        with disk_errors(), tempfile.TemporaryDirectory(prefix="chartdrop-", dir=room) as place:
            drafts = {small: Path(place) / f"{small}{ending}" for small in names}
            self._painter.picture(self._locate(sha256), page, drafts[False], drafts[True])
            bodies = {small: draft.read_bytes() for small, draft in drafts.items()}
            for small, body in bodies.items():
                self._keep(names[small], body)
        self._tidy()
        return bodies

    def _keep(self, name: str, body: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(secrets.token_hex(6))
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(self._seal.close(name, body) if self._seal else body)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Now and then make room; a picture that is gone is made again."""
        with self._lock:
            self._made += 1
            if self._made % 200:
                return
            kept = sorted(
                ((one.stat().st_mtime, one) for one in self._folder.rglob("*") if one.is_file()), reverse=True
            )
        size = 0
        for _, path in kept:
            size += path.stat().st_size
            if size > ROOM:
                path.unlink(missing_ok=True)
