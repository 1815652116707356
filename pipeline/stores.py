"""The object store of a site: a folder or S3, and beyond the site encrypted; and its master keys.

The key file holds one key a line, 64 hexadecimal digits, the newest first: it writes, the others still read.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from pipeline import errors
from pipeline.adapters.blobs_encrypted import EncryptedBlobStore
from pipeline.adapters.blobs_folder import FolderBlobStore
from pipeline.adapters.blobs_s3 import S3BlobStore
from pipeline.config import Settings
from pipeline.durable import sync_folder, write_new
from pipeline.ports import BlobStore

KEY_FILE = "blobs.key"


def is_encrypted(settings: Settings) -> bool:
    """Whether objects are encrypted before they are stored: `auto` is yes beyond the site's own folder."""
    wanted = settings.blobs.encryption
    return wanted == "on" or (wanted == "auto" and bool(settings.blobs.url))


def open_store(settings: Settings) -> BlobStore:
    """The store as configured. Raises ConfigError when its address or its keys are wrong or missing."""
    plain = _plain(settings)
    return EncryptedBlobStore(plain, read_keys(settings)) if is_encrypted(settings) else plain


def key_path(settings: Settings) -> Path:
    """Where the key file is."""
    return settings.site / (settings.blobs.key_file or KEY_FILE)


def read_keys(settings: Settings) -> tuple[bytes, ...]:
    """Master keys, newest first: the variable's, then the file's. Raises ConfigError when there is none."""
    lines = settings.blobs.keys.replace(",", "\n").splitlines()
    with contextlib.suppress(FileNotFoundError):
        lines += key_path(settings).read_text(encoding="ascii").splitlines()
    try:
        found = tuple(bytes.fromhex(line) for line in lines if line.strip())
    except ValueError:
        raise errors.ConfigError(f"{key_path(settings)} holds something that is no key of 64 digits.") from None
    if not found:
        raise errors.ConfigError(
            f"Objects are encrypted before they leave the site, and there is no key at {key_path(settings)}: "
            "chartdrop keys rotate makes one (keep a copy elsewhere, documents cannot be read without it), "
            'or set encryption = "off" in [blobs].'
        )
    return found


def add_key(settings: Settings) -> Path:
    """Put a new master key before the others of the key file, durably."""
    path = key_path(settings)
    old = path.read_bytes() if path.exists() else b""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_new(fresh, iter([f"{secrets.token_hex(32)}\n".encode(), old]))
    fresh.replace(path)
    sync_folder(path.parent)  # documents are written under it at once: it must outlive a power cut
    return path


def _plain(settings: Settings) -> BlobStore:
    blobs = settings.blobs
    if not blobs.url:
        return FolderBlobStore(settings.site / "objects")
    endpoint, _, rest = blobs.url.removeprefix("s3://").partition("/")
    bucket, _, prefix = rest.partition("/")
    if not (endpoint and bucket):
        raise errors.ConfigError(f"[blobs] url is {blobs.url}; it must be s3://HOST:PORT/BUCKET.")
    return S3BlobStore(
        endpoint,
        bucket,
        blobs.access_key,
        blobs.secret_key,
        region=blobs.region,
        secure=blobs.tls,
        prefix=prefix,
        timeout=blobs.timeout_s,
        ca_file=Path(blobs.ca_file) if blobs.ca_file else None,
        retention_days=blobs.retention_days,
    )
