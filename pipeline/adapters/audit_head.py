"""The newest line of the audit, signed and kept beside the database, so that a cut tail shows.

After each commit the file holds the number and chain value of the newest line, with an HMAC of both. A table that
ends before that line was cut; one that goes on after it is whole (a crash between commit and file leaves the file
behind).

Residual risk: who can write the site's folder and kept an older copy of this file can put it back with the older
table; who can read `audit.key` can sign anything. Against them only a copy elsewhere helps: keep the line that
`chartdrop audit verify` prints.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
from pathlib import Path


class Head:
    """The head's file at `path`, signed with `key`. Several processes may advance it."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key

    def advance(self, seq: int, chain: str) -> None:
        """Keep this line, unless a later one is kept already. Raises OSError when the folder cannot be written."""
        descriptor = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            kept = self.read()
            if kept is None or kept[0] < seq:
                fresh = self._path.with_suffix(".new")
                fresh.write_text(f"{seq} {chain} {self._sign(seq, chain)}\n", encoding="ascii")
                fresh.replace(self._path)
        finally:
            os.close(descriptor)

    def read(self) -> tuple[int, str] | None:
        """The line that is kept; None when there is no file, or it was not signed with this key."""
        try:
            words = self._path.read_text(encoding="ascii").split()
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        if len(words) != 3 or not words[0].isdecimal():
            return None
        seq, chain = int(words[0]), words[1]
        return (seq, chain) if hmac.compare_digest(words[2], self._sign(seq, chain)) else None

    def _sign(self, seq: int, chain: str) -> str:
        return hmac.new(self._key, f"head {seq} {chain}".encode(), hashlib.sha256).hexdigest()
