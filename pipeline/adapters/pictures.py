"""Pages as pictures for the desk, made by a reading process of their own and kept in the site under ids only."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from pipeline.records import Page

ROOM = 2_000_000_000  # bytes of pictures that are kept; the oldest go first


class Painter(Protocol):
    def picture(self, path: Path, page: Page, out: Path) -> None:
        """Write the upright page to `out` (.png or .jpg)."""
        ...


class Pictures:
    """Thread-safe. `locate` gives the path of an original by its sha256. Raises what the painter raises."""

    def __init__(self, painter: Painter, folder: Path, locate: Callable[[str], Path]) -> None:
        self._painter, self._folder, self._locate = painter, folder, locate
        self._lock = threading.Lock()
        self._made = 0

    def of(self, file_id: str, sha256: str, page: Page) -> Path:
        """The picture of a page, as its boxes count pixels: a PNG for a fax, a JPEG for the rest."""
        ending = ".png" if page.kind.endswith("fax") else ".jpg"
        path = self._folder / file_id / f"{page.number}-{page.rotation}{ending}"
        if path.exists():
            return path
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{secrets.token_hex(6)}{ending}")
        try:
            self._painter.picture(self._locate(sha256), page, draft)
            draft.chmod(0o600)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        self._tidy()
        return path

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
