"""Objects in any S3 store, through the `minio` client. Only the common protocol is used, never one store's extensions.

A key is written once: each PUT carries `If-None-Match: *`, so that the store itself refuses a second writer. The sha256
travels in the object's metadata and is checked on every read. Whatever fails while running is StoreUnavailable, also a
refused password, because the documents only have to wait; `probe`, at the start, calls it ConfigError.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property
from http.client import HTTPException
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import certifi
import urllib3
from minio import Minio
from minio.commonconfig import GOVERNANCE, Tags
from minio.error import MinioAdminException, MinioException, S3Error, ServerError
from minio.retention import Retention
from urllib3.exceptions import HTTPError

from pipeline.adapters.blob_keys import check_key
from pipeline.durable import digest
from pipeline.errors import ConfigError, IntegrityError, StoreUnavailable

_ABSENT = {"NoSuchKey", "NoSuchObject", "ResourceNotFound"}
_TAKEN = {"PreconditionFailed"}
_WRONG_SETTINGS = {
    "AccessDenied": "it refuses these credentials, or they may not do this",
    "InvalidAccessKeyId": "it does not know this access key",
    "SignatureDoesNotMatch": "the secret key is wrong",
    "InvalidBucketName": "this is not a name of a bucket",
    "NoSuchBucket": "there is no such bucket",
    "PermanentRedirect": "the bucket is in another region",
    "AuthorizationHeaderMalformed": "the bucket is in another region",
    "RequestTimeTooSkewed": "this machine's clock is wrong",
}
_SINGLE_PUT = 64 << 20  # bytes; more go in parts. Only a single PUT has its condition checked by every store
_PART = 16 << 20  # bytes
_LOCKED = "originals/"  # what is kept for the time of retention
_NO_LOCK = {"ObjectLockConfigurationNotFoundError", "NoSuchObjectLockConfiguration", "NotImplemented", "InvalidRequest"}


class _WriteOnce(urllib3.PoolManager):
    """Adds a checksum for the store to verify to every body, and the condition to every write of an object.

    The client has no way to send it: it makes unknown headers metadata.
    Signature version 4 covers `host` and `x-amz-*` only as a must, so a header added below the client is allowed.
    """

    def urlopen(self, method: str, url: str, redirect: bool = True, **kw: Any) -> Any:  # type: ignore[override]
        joins = method == "POST" and "?uploadId=" in url
        if joins or (method == "PUT" and "?" not in url):
            kw["headers"] = {**dict(kw.get("headers") or {}), "If-None-Match": "*"}
        body = kw.get("body")
        if method == "PUT" and isinstance(body, bytes | bytearray):
            md5 = base64.b64encode(hashlib.md5(body, usedforsecurity=False).digest()).decode()
            kw["headers"] = {**dict(kw.get("headers") or {}), "Content-MD5": md5}
        return super().urlopen(method, url, redirect, **kw)


class S3BlobStore:
    """Implements `ports.BlobStore` in `bucket`, below `prefix`. Threads may share it; nothing connects until used.

    `endpoint` is host or host:port. `timeout` is seconds for connecting and for each read; `retries` how often a
    request that failed on the way or with a 5xx is sent again.
    `ca_file` holds the certificates of a private authority. Originals are locked for `retention_days` where the bucket
    was made with object lock. Raises ConfigError when a value cannot be one.
    """

    def __init__(
        self,
        endpoint: str,
        bucket: str,
        access_key: str,
        secret_key: str,
        *,
        region: str = "us-east-1",
        secure: bool = True,
        prefix: str = "",
        timeout: float = 30.0,
        retries: int = 3,
        ca_file: Path | None = None,
        retention_days: int = 0,
    ) -> None:
        self._retention_days = retention_days
        self._bucket = bucket
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self._pool = _WriteOnce(
            timeout=urllib3.Timeout(connect=min(timeout, 10.0), read=timeout),
            retries=urllib3.Retry(total=retries, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
            maxsize=10,
            cert_reqs="CERT_REQUIRED",
            ca_certs=str(ca_file or certifi.where()),
        )
        try:
            self._client = Minio(
                endpoint,
                access_key=access_key,
                secret_key=secret_key,
                secure=secure,
                region=region,
                http_client=self._pool,
            )
        except ValueError as error:
            raise ConfigError(f"The object store's address or keys cannot be used: {error}.") from None

    def __repr__(self) -> str:
        return f"<S3BlobStore {self._bucket}>"

    def close(self) -> None:
        """Close idle connections."""
        self._pool.clear()

    def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:
        check_key(key)
        with _source(path) as source:
            if digest(source.fileno()) != sha256:
                raise IntegrityError
            size = os.fstat(source.fileno()).st_size
            if size > _SINGLE_PUT and self.exists(key):  # before many parts are sent for nothing
                new = False
            else:
                new = self._put_new(key, source, size, sha256, media_type)
        if not new and self._sha256_of(key) != sha256:
            raise IntegrityError("Other bytes are stored under this key.")

    def open(self, key: str) -> bytes:
        with _translated(key):
            response = self._client.get_object(self._bucket, self._prefix + check_key(key))
            try:
                data, stored = response.read(), response.headers.get("x-amz-meta-sha256")
            finally:
                response.close()
                response.release_conn()
        if hashlib.sha256(data).hexdigest() != stored:
            raise IntegrityError
        return bytes(data)

    def exists(self, key: str) -> bool:
        try:
            with _translated(key):
                self._client.stat_object(self._bucket, self._prefix + check_key(key))
        except KeyError:
            return False
        return True

    def list(self, prefix: str) -> Iterator[str]:
        with _translated(prefix):
            found = self._client.list_objects(self._bucket, prefix=self._prefix + prefix, recursive=True)
            names = [item.object_name[len(self._prefix) :] for item in found if not item.is_dir]
        return iter(sorted(names))

    def probe(self) -> None:
        """Try what promises rest on: that a key is written once, and that tagging leaves the bytes as they are.

        Raises ConfigError with what to do, StoreUnavailable when the store does not answer. Some stores ignore
        `If-None-Match` or overwrite an object's body when it is tagged; they would lose or alter originals.
        """
        key, first, second = f"probe/{uuid.uuid4().hex}", b"first", b"second"
        digests = [hashlib.sha256(data).hexdigest() for data in (first, second)]
        try:
            self._put_new(key, io.BytesIO(first), len(first), digests[0], "text/plain")
            again = self._put_new(key, io.BytesIO(second), len(second), digests[1], "text/plain")
            if again or self.open(key) != first:
                raise ConfigError("The object store lets an object be overwritten (it ignores If-None-Match).")
            self._tag(key)
            if self.open(key) != first:
                raise ConfigError("The object store alters an object's bytes when it is tagged.")
        except IntegrityError:
            raise ConfigError("The object store does not give back bytes and metadata as they were stored.") from None
        except StoreUnavailable as error:
            if error.detail in _WRONG_SETTINGS.values():
                raise ConfigError(f"The object store cannot be used: {error.detail}.") from None
            raise
        finally:
            with suppress(*_FOREIGN):  # without leave to delete, a few bytes stay
                self._client.remove_object(self._bucket, self._prefix + key)

    @cached_property
    def locks(self) -> bool:
        """Whether the bucket was made with object lock."""
        with _translated(self._bucket):
            try:
                self._client.get_object_lock_config(self._bucket)
            except S3Error as error:
                if error.code in _NO_LOCK:
                    return False
                raise
        return True

    def _retention(self, key: str) -> Retention | None:
        if not self._retention_days or not key.startswith(_LOCKED) or not self.locks:
            return None
        return Retention(GOVERNANCE, datetime.now(UTC) + timedelta(days=self._retention_days))

    def _put_new(self, key: str, source: BinaryIO, size: int, sha256: str, media_type: str) -> bool:
        """Store the bytes, if the key is free; False when it is taken."""
        retention = self._retention(key)
        try:
            with _translated(key):
                self._client.put_object(
                    self._bucket,
                    self._prefix + key,
                    source,
                    size,
                    content_type=media_type,
                    metadata={"sha256": sha256},
                    part_size=_PART if size > _SINGLE_PUT else max(size, _PART),
                    retention=retention,
                )
        except _KeyTaken:
            return False
        return True

    def _sha256_of(self, key: str) -> str:
        """The hash of the bytes as they are, not as their metadata say: a later promise rests on it."""
        return hashlib.sha256(self.open(key)).hexdigest()

    def _tag(self, key: str) -> None:
        tags = Tags.new_object_tags()
        tags["probe"] = "1"
        with suppress(S3Error):  # a store without tags cannot spoil anything by them
            self._client.set_object_tags(self._bucket, self._prefix + key, tags)


class _KeyTaken(Exception):
    """The store refused the write because the key exists."""


# ParseError: the client reads the store's XML with the standard parser and lets its error through.
_FOREIGN = (MinioException, MinioAdminException, HTTPError, HTTPException, ParseError, OSError, ValueError)


@contextmanager
def _source(path: Path) -> Iterator[BinaryIO]:
    with ExitStack() as opened:
        try:
            source = opened.enter_context(Path(path).open("rb"))
        except OSError:
            raise StoreUnavailable("The file to store cannot be read.") from None
        yield source


@contextmanager
def _translated(key: str) -> Iterator[None]:
    """Foreign exceptions stop here."""
    try:
        yield
    except _FOREIGN as error:
        raise translate(error, key) from None


def translate(error: Exception, key: str) -> Exception:
    """Ours for one of the client's, of urllib3's or of the system's."""
    code = error.code if isinstance(error, S3Error) else ""
    if code in _TAKEN or (isinstance(error, ServerError) and error.status_code == 412):
        return _KeyTaken()
    if code in _ABSENT:
        return KeyError(key)
    return StoreUnavailable(_WRONG_SETTINGS.get(code or "", f"({code or type(error).__name__})"))
