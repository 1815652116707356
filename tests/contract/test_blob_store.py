"""One suite over every BlobStore: memory, folder, an S3 mock, each also encrypted; and a real S3.

CHARTDROP_TEST_S3, where it names one, is `http://key:secret@host:port/bucket`; the bucket is made when it is missing.
"""

from __future__ import annotations

import hashlib
import inspect
import os
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import minio.error
import pytest
import urllib3.exceptions
from minio import Minio
from minio.error import S3Error, ServerError

from pipeline.adapters.blobs_encrypted import CHUNK, EncryptedBlobStore
from pipeline.adapters.blobs_folder import FolderBlobStore
from pipeline.adapters.blobs_s3 import _FOREIGN, S3BlobStore, translate
from pipeline.adapters.memory import MemoryBlobStore
from pipeline.errors import ConfigError, IntegrityError, StoreUnavailable
from pipeline.ports import BlobStore
from rigs import s3


@pytest.fixture(scope="module")
def mock_s3() -> Iterator[str]:
    with s3.mock_s3() as endpoint:
        yield f"http://key:secret@{endpoint}/objects"


def connect(url: str, **settings: object) -> S3BlobStore:
    parts = urlsplit(url)
    endpoint, bucket = f"{parts.hostname}:{parts.port}", parts.path.strip("/")
    client = Minio(endpoint, access_key=parts.username, secret_key=parts.password, secure=False, region="us-east-1")
    if not client.bucket_exists(bucket):
        client.make_bucket(bucket)
    client._http.clear()
    given = {"prefix": f"test/{uuid.uuid4().hex}", "timeout": 20.0, "retries": 1, **settings}
    return S3BlobStore(
        endpoint,
        bucket,
        parts.username or "",
        parts.password or "",
        secure=False,
        **given,  # type: ignore[arg-type]
    )


PLAIN = ["memory", "folder", "mock s3", "real s3"]
KEY = bytes(range(32))


@pytest.fixture(params=[*PLAIN, *(f"encrypted {name}" for name in PLAIN)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BlobStore]:
    name = request.param.removeprefix("encrypted ")
    wrapped = (lambda inner: EncryptedBlobStore(inner, (KEY,))) if name != request.param else (lambda inner: inner)
    if name == "memory":
        yield wrapped(MemoryBlobStore())
    elif name == "folder":
        yield wrapped(FolderBlobStore(tmp_path / "store"))
    else:
        url = os.environ.get("CHARTDROP_TEST_S3") if name == "real s3" else request.getfixturevalue("mock_s3")
        if not url:
            pytest.skip("CHARTDROP_TEST_S3 names no S3")
        s3 = connect(url)
        yield wrapped(s3)
        s3.close()


@pytest.fixture
def put(store: BlobStore, tmp_path: Path) -> Callable[[str, bytes], None]:
    def put(key: str, data: bytes) -> None:
        path = tmp_path / uuid.uuid4().hex
        path.write_bytes(data)
        store.put(key, path, sha256=hashlib.sha256(data).hexdigest(), media_type="application/pdf")

    return put


Put = Callable[[str, bytes], None]


@pytest.mark.parametrize("data", [b"", b"one", os.urandom(6 << 20)], ids=["empty", "small", "6 MiB"])
def test_what_is_put_comes_back(store: BlobStore, put: Put, data: bytes) -> None:
    assert not store.exists("originals/a")
    put("originals/a", data)
    assert store.open("originals/a") == data and store.exists("originals/a")


def test_the_same_again_is_nothing_new_and_other_bytes_are_refused(store: BlobStore, put: Put) -> None:
    put("documents/d-1/document.pdf", b"one")
    put("documents/d-1/document.pdf", b"one")
    with pytest.raises(IntegrityError):
        put("documents/d-1/document.pdf", b"two")
    assert store.open("documents/d-1/document.pdf") == b"one"


def test_bytes_that_are_not_what_they_claim_are_refused(store: BlobStore, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"one")
    with pytest.raises(IntegrityError):
        store.put("a", path, sha256="0" * 64, media_type="text/plain")
    assert not store.exists("a") and list(store.list("")) == []


def test_an_absent_key_is_a_key_error(store: BlobStore) -> None:
    with pytest.raises(KeyError):
        store.open("originals/none")


def test_keys_are_listed_by_prefix_in_order(store: BlobStore, put: Put) -> None:
    for key in ("b/2", "a/x.json", "b/1", "bb", "b/1-1/z"):
        put(key, key.encode())
    assert list(store.list("b/")) == ["b/1", "b/1-1/z", "b/2"]
    assert list(store.list("")) == ["a/x.json", "b/1", "b/1-1/z", "b/2", "bb"]
    assert list(store.list("none")) == []


@pytest.mark.parametrize("key", ["", "/a", "a/", "a//b", "../a", "a/../b", "a/./b", ".a", "a b", "a\n", "ä", "a" * 600])
def test_odd_keys_are_a_mistake_of_the_program(put: Put, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        put(key, b"x")


def test_reprs_show_no_secret(store: BlobStore) -> None:
    assert "secret" not in repr(store)


# --- the folder's own


def folder_put(store: FolderBlobStore, key: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(data)
    store.put(key, path, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain")


def test_damage_on_disk_is_noticed_and_mended_by_the_same_put(tmp_path: Path) -> None:
    store = FolderBlobStore(tmp_path / "store")
    folder_put(store, "a/b", b"good", tmp_path)
    (store.root / "a/b").write_bytes(b"rot!")
    with pytest.raises(IntegrityError):
        store.open("a/b")
    folder_put(store, "a/b", b"good", tmp_path)
    assert store.open("a/b") == b"good"


def test_bytes_left_by_a_crash_do_not_count(tmp_path: Path) -> None:
    store = FolderBlobStore(tmp_path / "store")
    folder_put(store, "a/b", b"first", tmp_path)
    (store.root / "a/.b.json").unlink()
    assert not store.exists("a/b") and list(store.list("")) == []
    folder_put(store, "a/b", b"second", tmp_path)
    assert store.open("a/b") == b"second" and not list((store.root / ".tmp").iterdir())


def test_half_written_copies_of_a_killed_process_are_swept(tmp_path: Path) -> None:
    store = FolderBlobStore(tmp_path / "store")
    folder_put(store, "a", b"x", tmp_path)
    (store.root / ".tmp" / "half").write_bytes(b"h")
    folder_put(store, "b", b"x", tmp_path)
    assert not list((store.root / ".tmp").iterdir()) and list(store.list("")) == ["a", "b"]


def test_a_folder_that_cannot_be_used_is_a_store_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"a file where the folder should be")
    with pytest.raises(StoreUnavailable):
        folder_put(FolderBlobStore(tmp_path / "store"), "a", b"x", tmp_path)


# --- S3's own


def test_probe_accepts_a_store_that_writes_once(mock_s3: str) -> None:
    store = connect(mock_s3)
    store.probe()
    assert list(store.list("")) == []
    store.close()


def test_probe_refuses_a_store_that_overwrites(mock_s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = connect(mock_s3)
    monkeypatch.setattr("pipeline.adapters.blobs_s3._WriteOnce.urlopen", urllib3.PoolManager.urlopen)
    with pytest.raises(ConfigError, match="overwritten"):
        store.probe()
    store.close()


def test_probe_refuses_a_store_whose_tags_spoil_the_body(mock_s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = connect(mock_s3)

    def spoil(bucket: str, name: str, _tags: object) -> None:
        import io

        plain = Minio(store._client._base_url.host, access_key="k", secret_key="s", secure=False)
        plain.put_object(bucket, name, io.BytesIO(b"<Tagging/>"), 10)
        plain._http.clear()

    monkeypatch.setattr(store._client, "set_object_tags", spoil)
    with pytest.raises(ConfigError):
        store.probe()
    store.close()


def test_probe_names_a_missing_bucket(mock_s3: str) -> None:
    store = connect(mock_s3)
    store._bucket = "not-there"
    with pytest.raises(ConfigError, match="no such bucket"):
        store.probe()
    store.close()


def test_a_store_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = S3BlobStore(f"127.0.0.1:{port}", "bucket", "k", "s", secure=False, timeout=0.5, retries=0)
    path = tmp_path / "x"
    path.write_bytes(b"x")
    digest = hashlib.sha256(b"x").hexdigest()
    for call in (
        lambda: store.open("a"),
        lambda: store.exists("a"),
        lambda: store.list(""),
        lambda: store.put("a", path, sha256=digest, media_type="text/plain"),
        store.probe,
    ):
        with pytest.raises(StoreUnavailable):
            call()


def test_an_address_that_cannot_be_one_is_a_config_error() -> None:
    with pytest.raises(ConfigError):
        S3BlobStore("http://host/path", "bucket", "k", "s")


def test_an_object_altered_in_the_store_is_noticed(mock_s3: str, tmp_path: Path) -> None:
    store = connect(mock_s3)
    path = tmp_path / "x"
    path.write_bytes(b"x")
    store.put("a", path, sha256=hashlib.sha256(b"x").hexdigest(), media_type="text/plain")
    import boto3

    parts = urlsplit(mock_s3)
    boto = boto3.client(
        "s3",
        endpoint_url=f"http://{parts.hostname}:{parts.port}",
        aws_access_key_id="k",
        aws_secret_access_key="s",
        region_name="us-east-1",
    )
    boto.put_object(
        Bucket="objects", Key=store._prefix + "a", Body=b"y", Metadata={"sha256": hashlib.sha256(b"x").hexdigest()}
    )
    boto.close()
    with pytest.raises(IntegrityError):
        store.open("a")
    store.close()


def test_every_foreign_exception_is_known() -> None:
    """A new class in the client or in urllib3 that does not derive from a known one fails here."""
    foreign = [
        item
        for module in (minio.error, urllib3.exceptions)
        for _, item in inspect.getmembers(module, inspect.isclass)
        if issubclass(item, Exception) and not issubclass(item, Warning)
    ]
    assert len(foreign) > 25
    assert [item.__name__ for item in foreign if not issubclass(item, _FOREIGN)] == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("NoSuchKey", KeyError),
        ("NoSuchBucket", StoreUnavailable),
        ("AccessDenied", StoreUnavailable),
        ("SlowDown", StoreUnavailable),
        ("ConditionalRequestConflict", StoreUnavailable),
        ("SomethingNew", StoreUnavailable),
        (None, StoreUnavailable),
    ],
)
def test_s3_codes_become_ours(code: str | None, kind: type[Exception]) -> None:
    error = S3Error(None, code, "says", "r", "q", "h")  # type: ignore[arg-type]
    assert type(translate(error, "k")) is kind


def test_a_precondition_without_a_body_means_taken() -> None:
    assert type(translate(ServerError("x", 412), "k")).__name__ == "_KeyTaken"
    assert type(translate(ServerError("x", 500), "k")) is StoreUnavailable


def test_a_large_object_goes_in_parts_and_is_written_once(
    mock_s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.adapters.blobs_s3._SINGLE_PUT", 6 << 20)
    monkeypatch.setattr("pipeline.adapters.blobs_s3._PART", 5 << 20)
    store = connect(mock_s3)
    path, digests = tmp_path / "large", []
    for data in (os.urandom(12 << 20), os.urandom(12 << 20)):
        path.write_bytes(data)
        digests.append(hashlib.sha256(data).hexdigest())
        if len(digests) == 1:
            store.put("a", path, sha256=digests[0], media_type="x/y")
            store.put("a", path, sha256=digests[0], media_type="x/y")
        else:
            with pytest.raises(IntegrityError):
                store.put("a", path, sha256=digests[1], media_type="x/y")
    assert hashlib.sha256(store.open("a")).hexdigest() == digests[0]
    store.close()


def test_originals_are_locked_for_their_time_where_the_bucket_can(mock_s3: str, tmp_path: Path) -> None:
    parts = urlsplit(mock_s3)
    client = Minio(f"{parts.hostname}:{parts.port}", access_key="key", secret_key="secret", secure=False)
    client.make_bucket("locked", object_lock=True)
    store = connect(mock_s3.replace("/objects", "/locked"), retention_days=2190, prefix="")
    path = tmp_path / "x"
    path.write_bytes(b"x")
    for key in ("originals/x", "documents/x"):
        store.put(key, path, sha256=hashlib.sha256(b"x").hexdigest(), media_type="text/plain")
    headers = client.stat_object("locked", "originals/x").metadata or {}
    until = datetime.fromisoformat(headers["x-amz-object-lock-retain-until-date"].replace("Z", "+00:00"))
    assert 2189 <= (until - datetime.now(UTC)).days <= 2190
    assert "x-amz-object-lock-mode" not in (client.stat_object("locked", "documents/x").metadata or {})
    with pytest.raises(S3Error, match="AccessDenied"):
        (version,) = client.list_objects("locked", prefix="originals/", include_version=True)
        client.remove_object("locked", "originals/x", version_id=version.version_id)
    client._http.clear()
    store.close()


# --- the encrypting one's own


def sealed(folder: Path, data: bytes, *, keys: tuple[bytes, ...] = (KEY,)) -> tuple[EncryptedBlobStore, Path]:
    """A store that holds `data` under a/b, and the file that its inner store keeps."""
    inner = FolderBlobStore(folder / "store")
    store = EncryptedBlobStore(inner, keys)
    path = folder / "source"
    path.write_bytes(data)
    store.put("a/b", path, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain")
    return store, inner.root / "a/b"


def forge(store: EncryptedBlobStore, key: str, data: bytes, folder: Path) -> None:
    """Put bytes into the inner store past the encryption, as who owns the store could."""
    assert isinstance(store.inner, FolderBlobStore)
    (store.inner.root / key).unlink(missing_ok=True)
    (store.inner.root / key).with_name(f".{Path(key).name}.json").unlink(missing_ok=True)
    folder_put(store.inner, key, data, folder)


def test_nothing_of_the_content_is_stored_in_the_clear(tmp_path: Path) -> None:
    store, stored = sealed(tmp_path, b"GARCIA" * 400_000)
    assert b"GARCIA" not in stored.read_bytes() and store.open("a/b") == b"GARCIA" * 400_000


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_whoever_alters_cuts_or_reorders_an_object_is_found_out(tmp_path: Path, size: int) -> None:
    store, stored = sealed(tmp_path, os.urandom(size))
    whole = stored.read_bytes()
    head, body = whole[:80], whole[80:]
    step = CHUNK + 16
    chunks = [body[at : at + step] for at in range(0, len(body), step)]
    forged = [
        whole[:-1], whole + b"\0", head, whole[:40], b"", b"plain text",
        head + b"".join(chunks[:-1]), head + b"".join([*chunks, chunks[-1]]), head + b"".join(reversed(chunks)),
        *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in (0, 21, 40, 79, 80, len(whole) - 1)),
    ]  # fmt: skip
    for data in {bytes(one) for one in forged} - {whole}:
        forge(store, "a/b", data, tmp_path)
        with pytest.raises(IntegrityError):
            store.open("a/b")


def test_an_object_moved_under_another_key_does_not_open(tmp_path: Path) -> None:
    store, stored = sealed(tmp_path, b"one")
    forge(store, "c/d", stored.read_bytes(), tmp_path)
    with pytest.raises(IntegrityError, match="moved"):
        store.open("c/d")


def test_the_wrong_key_is_a_clear_error_and_rotation_keeps_all_readable(tmp_path: Path) -> None:
    old, new = KEY, bytes(reversed(range(32)))
    store, _ = sealed(tmp_path, b"one", keys=(old,))
    with pytest.raises(ConfigError, match="not among the keys given"):
        EncryptedBlobStore(store.inner, (new,)).open("a/b")
    rotated = EncryptedBlobStore(store.inner, (new, old))
    assert rotated.open("a/b") == b"one"
    assert rotated.rewrap("a/b") is True and rotated.rewrap("a/b") is False
    only_new = EncryptedBlobStore(store.inner, (new,))
    assert only_new.open("a/b") == b"one" and list(only_new.list("")) == ["a/b"]


def test_a_key_that_is_none_is_refused() -> None:
    for keys in ((), (b"short",)):
        with pytest.raises(ConfigError):
            EncryptedBlobStore(MemoryBlobStore(), keys)
