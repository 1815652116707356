"""What a key of an object may look like: ids and plain words, so that every store and file system takes it."""

from __future__ import annotations

import re

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
MAX_KEY = 512


def check_key(key: str) -> str:
    """The key itself. Raises ValueError, a mistake of the program, for odd characters and empty or dotted parts."""
    if len(key) > MAX_KEY or not _KEY.fullmatch(key):
        raise ValueError("not a key: letters, digits, dots, dashes and underscores between single slashes")
    return key
