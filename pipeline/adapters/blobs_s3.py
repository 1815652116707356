"""Objects in any S3 store, through the `minio` client. Only the common protocol is used, never one store's extensions.

A key is written once: each PUT carries `If-None-Match: *`, so that the store itself refuses a second writer. The sha256
travels in the object's metadata and is checked on every read. Whatever fails while running is StoreUnavailable, also a
refused password, because the documents only have to wait; `probe`, at the start, calls it ConfigError.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import certifi
import urllib3
from minio import Minio
from minio.commonconfig import Tags
from minio.error import MinioAdminException, MinioException, S3Error, ServerError
from urllib3.exceptions import HTTPError

from pipeline.adapters.blob_keys import check_key
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
_SINGLE_PUT = 5 << 30  # bytes: what S3 takes in one request, and the only kind that every store checks conditions on
_PART = 5 << 20  # the least part size the client accepts


class _WriteOnce(urllib3.PoolManager):
    """Adds the condition to every object PUT. The client has no way to send it: it makes unknown headers metadata.

    Signature version 4 covers `host` and `x-amz-*` only as a must, so a header added below the client is allowed.
    """

    def urlopen(self, method: str, url: str, redirect: bool = True, **kw: Any) -> Any:  # type: ignore[override]
        if method == "PUT" and "?" not in url:
            kw["headers"] = {**dict(kw.get("headers") or {}), "If-None-Match": "*"}
        return super().urlopen(method, url, redirect, **kw)


class S3BlobStore:
    """Implements `ports.BlobStore` in `bucket`, below `prefix`. Threads may share it; nothing connects until used.

    `endpoint` is host or host:port. `timeout` is seconds for connecting and for each read; `retries` how often a
    request that failed on the way or with a 5xx is sent again.
    `ca_file` holds the certificates of a private authority. Raises ConfigError when a value cannot be one.
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
    ) -> None:
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
        try:
            data = Path(path).read_bytes()
        except OSError:
            raise StoreUnavailable("The file to store cannot be read.") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityError
        if len(data) > _SINGLE_PUT:
            raise IntegrityError("It is larger than 5 GiB.")
        if not self._put_new(key, data, sha256, media_type) and self._sha256_of(key) != sha256:
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
            self._put_new(key, first, digests[0], "text/plain")
            if self._put_new(key, second, digests[1], "text/plain") or self.open(key) != first:
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

    def _put_new(self, key: str, data: bytes, sha256: str, media_type: str) -> bool:
        """Store the bytes in one conditional request; False when the key is taken."""
        try:
            with _translated(key):
                self._client.put_object(
                    self._bucket,
                    self._prefix + key,
                    io.BytesIO(data),
                    len(data),
                    content_type=media_type,
                    metadata={"sha256": sha256},
                    part_size=max(len(data), _PART),
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
