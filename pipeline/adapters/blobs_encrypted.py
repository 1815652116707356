"""Objects that only their site can read: AES-256-GCM in chunks, a key per object, wrapped by the site's master key.

What is stored, version 1, integers big-endian:

    "CHD1" | 16 bytes key id | 12 bytes nonce | 48 bytes wrapped data key | chunks

A chunk is 1 MiB of plaintext (the last one less, and at least one even when empty) and its 16 byte tag. The nonce of
a chunk is its number (11 bytes) and whether it is the last (1 byte), under a data key that is used for one object only,
so that order and length are authenticated (the STREAM construction, Hoang et al. 2015). The object's key is
authenticated data of the wrapping: bytes moved under another key do not open. The sha256 of the port stays that of the
plaintext.

The wrapped key of an object is that under which it was written. `rotate` adds a new master key and puts newly wrapped
data keys beside the objects (`keys/<key id>/<key>`), because a locked object is never written again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pipeline.adapters.blob_keys import check_key
from pipeline.errors import ConfigError, IntegrityError, StoreUnavailable
from pipeline.ports import BlobStore

MAGIC = b"CHD1"
CHUNK = 1 << 20  # bytes of plaintext
_TAG, _ID, _NONCE, _WRAPPED = 16, 16, 12, 48
_HEAD = len(MAGIC) + _ID + _NONCE + _WRAPPED
_REWRAPPED = "keys/"


def key_id(key: bytes) -> bytes:
    """16 bytes that name a master key and do not tell it."""
    return hashlib.sha256(b"chartdrop master key" + key).digest()[:_ID]


class EncryptedBlobStore:
    """A `ports.BlobStore` around another. `keys` are master keys of 32 bytes: the first writes, every one reads.

    Raises ConfigError when an object was written under a master key that is not here, IntegrityError when it was
    altered, cut, or moved, and as the inner store does.
    """

    def __init__(self, inner: BlobStore, keys: tuple[bytes, ...]) -> None:
        if not keys or any(len(key) != 32 for key in keys):
            raise ConfigError("A key of the object store must be 32 bytes, 64 hexadecimal digits.")
        self.inner = inner
        self._first = key_id(keys[0])
        self._keys: Mapping[bytes, AESGCM] = {key_id(key): AESGCM(key) for key in keys}

    def __repr__(self) -> str:
        return f"<EncryptedBlobStore {self.inner!r}>"

    def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:
        check_key(key)
        if self.inner.exists(key):
            if hashlib.sha256(self.open(key)).hexdigest() != sha256:
                raise IntegrityError("Other bytes are stored under this key.")
            return
        with TemporaryDirectory(prefix="chartdrop-") as folder:
            sealed = Path(folder) / "sealed"
            digest = self._seal(key, path, sealed, sha256)
            try:
                self.inner.put(key, sealed, sha256=digest, media_type=media_type)
            except IntegrityError:  # another process was first: two seals of the same bytes differ
                if hashlib.sha256(self.open(key)).hexdigest() != sha256:
                    raise

    def open(self, key: str) -> bytes:
        sealed = memoryview(self.inner.open(key))
        if len(sealed) < _HEAD + _TAG or sealed[: len(MAGIC)] != MAGIC:
            raise IntegrityError("It is not encrypted, or its beginning is damaged.")
        cipher = AESGCM(self._data_key(key, bytes(sealed[:_HEAD])))
        return b"".join(_opened(cipher, sealed[_HEAD:]))

    def exists(self, key: str) -> bool:
        return self.inner.exists(key)

    def list(self, prefix: str) -> Iterator[str]:
        return (key for key in self.inner.list(prefix) if not key.startswith(_REWRAPPED))

    def probe(self) -> None:
        """As the inner store's."""
        probe = getattr(self.inner, "probe", None)
        if probe is not None:
            probe()

    def close(self) -> None:
        close = getattr(self.inner, "close", None)
        if close is not None:
            close()

    def rewrap(self, key: str) -> bool:
        """Wrap an object's data key under the first master key, beside it; False when that was so."""
        head = self.inner.open(key)[:_HEAD]
        beside = f"{_REWRAPPED}{self._first.hex()}/{key}"
        if head[len(MAGIC) : len(MAGIC) + _ID] == self._first or self.inner.exists(beside):
            return False
        fresh = self._head(key, self._data_key(key, head))
        with TemporaryDirectory(prefix="chartdrop-") as folder:
            path = Path(folder) / "head"
            path.write_bytes(fresh)
            self.inner.put(
                beside, path, sha256=hashlib.sha256(fresh).hexdigest(), media_type="application/octet-stream"
            )
        return True

    def _head(self, key: str, data_key: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return MAGIC + self._first + nonce + self._keys[self._first].encrypt(nonce, data_key, key.encode())

    def _data_key(self, key: str, head: bytes) -> bytes:
        name, rest = head[len(MAGIC) : len(MAGIC) + _ID], head[len(MAGIC) + _ID :]
        if name not in self._keys:
            return self._rewrapped(key, name)
        try:
            return self._keys[name].decrypt(rest[:_NONCE], rest[_NONCE:], key.encode())
        except InvalidTag:
            raise IntegrityError("Its key does not open: it was altered, or moved here from elsewhere.") from None

    def _rewrapped(self, key: str, name: bytes) -> bytes:
        for known in self._keys:
            beside = f"{_REWRAPPED}{known.hex()}/{key}"
            if self.inner.exists(beside):
                head = self.inner.open(beside)
                if head[len(MAGIC) : len(MAGIC) + _ID] == known:
                    return self._data_key(key, head)
        raise ConfigError(
            f"An object was written under the master key {name.hex()[:8]}, which is not among the keys given: "
            "put that key into [blobs] key_file, after the newest one."
        )

    def _seal(self, key: str, path: Path, out: Path, sha256: str) -> str:
        """Write the sealed object to `out`; its own hash. Raises IntegrityError when the bytes are not `sha256`."""
        data_key = AESGCM.generate_key(256)
        plain, sealed = hashlib.sha256(), hashlib.sha256()
        try:
            with path.open("rb") as source, out.open("wb") as target:
                for piece in _pieces(AESGCM(data_key), source.read, self._head(key, data_key), plain.update):
                    sealed.update(piece)
                    target.write(piece)
        except OSError:
            raise StoreUnavailable("The file to store cannot be read, or there is no room to encrypt it.") from None
        if plain.hexdigest() != sha256:
            raise IntegrityError
        return sealed.hexdigest()


def _pieces(cipher: AESGCM, read, head: bytes, seen) -> Iterator[bytes]:  # type: ignore[no-untyped-def]
    yield head
    number, chunk = 0, read(CHUNK)
    while True:
        following = read(CHUNK) if len(chunk) == CHUNK else b""
        seen(chunk)
        yield cipher.encrypt(_nonce(number, last=not following), chunk, None)
        if not following:
            return
        number, chunk = number + 1, following


def _opened(cipher: AESGCM, sealed: memoryview) -> Iterator[bytes]:
    size = CHUNK + _TAG
    chunks = range(0, len(sealed), size)
    try:
        for number, at in enumerate(chunks):
            yield cipher.decrypt(_nonce(number, last=at + size >= len(sealed)), sealed[at : at + size], None)
    except (InvalidTag, ValueError):
        raise IntegrityError("It was altered or cut in the store.") from None


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
