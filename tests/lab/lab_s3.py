"""Our store on a real S3 service (Ceph's gateway): the whole contract, object lock, parts, and what a lock refuses."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import ceph
import pytest
from minio import Minio
from minio.error import S3Error

from pipeline.adapters.blobs_encrypted import EncryptedBlobStore
from pipeline.adapters.blobs_s3 import S3BlobStore
from pipeline.errors import ConfigError, IntegrityError

pytestmark = pytest.mark.timeout(900)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def s3() -> Iterator[ceph.Ceph]:
    missing = [name for name in ceph.PROGRAMS if not shutil.which(name)]
    if missing:
        pytest.skip(f"no {missing[0]} here (OS packages: radosgw ceph-mon ceph-osd ceph-common)")
    with tempfile.TemporaryDirectory(prefix="chartdrop-ceph-") as folder:
        made = ceph.Ceph(Path(folder))
        yield made
        made.stop()


@pytest.fixture(scope="module")
def bucket(s3: ceph.Ceph) -> Iterator[Minio]:
    client = Minio(s3.address, access_key=ceph.ACCESS, secret_key=ceph.SECRET, secure=False, region="us-east-1")
    client.make_bucket("plain")
    client.make_bucket("charts", object_lock=True)
    yield client
    client._http.clear()


@pytest.fixture
def store(s3: ceph.Ceph, bucket: Minio) -> Iterator[S3BlobStore]:
    made = S3BlobStore(s3.address, "charts", ceph.ACCESS, ceph.SECRET, secure=False, retention_days=2190)
    yield made
    made.close()


def put(store: S3BlobStore | EncryptedBlobStore, key: str, data: bytes, folder: Path) -> None:
    path = folder / "source"
    path.write_bytes(data)
    store.put(key, path, sha256=hashlib.sha256(data).hexdigest(), media_type="application/pdf")


def test_the_contract_holds_on_the_real_service(s3: ceph.Ceph, bucket: Minio) -> None:
    url = f"http://{ceph.ACCESS}:{ceph.SECRET}@{s3.address}/contract"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/contract/test_blob_store.py", "-k", "real"],
        cwd=ROOT, env=os.environ | {"CHARTDROP_TEST_S3": url}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "skipped" not in done.stdout, done.stdout[-3000:]


@pytest.fixture
def plain(s3: ceph.Ceph, bucket: Minio) -> Iterator[S3BlobStore]:
    made = S3BlobStore(s3.address, "plain", ceph.ACCESS, ceph.SECRET, secure=False, retention_days=2190)
    yield made
    made.close()


def test_the_probe_accepts_a_plain_bucket(plain: S3BlobStore) -> None:
    plain.probe()
    assert not plain.locks


def test_the_probe_sees_that_a_versioned_bucket_is_overwritten(store: S3BlobStore) -> None:
    """Ceph 16 honours If-None-Match in plain buckets only; a later one, which honours it here too, is accepted."""
    assert store.locks
    try:
        store.probe()
    except ConfigError as error:
        assert "overwritten" in str(error)


def test_an_original_cannot_be_deleted_before_its_time(store: S3BlobStore, bucket: Minio, tmp_path: Path) -> None:
    put(store, "originals/a", b"one", tmp_path)
    versions = list(bucket.list_objects("charts", prefix="originals/a", include_version=True))
    with pytest.raises(S3Error, match="AccessDenied"):
        bucket.remove_object("charts", "originals/a", version_id=versions[0].version_id)
    assert store.open("originals/a") == b"one"


def test_a_key_is_written_once_also_encrypted(plain: S3BlobStore, tmp_path: Path) -> None:
    sealed = EncryptedBlobStore(plain, (b"k" * 32,))
    put(sealed, "documents/d-1/document.pdf", b"one", tmp_path)
    put(sealed, "documents/d-1/document.pdf", b"one", tmp_path)
    with pytest.raises(IntegrityError):
        put(sealed, "documents/d-1/document.pdf", b"two", tmp_path)
    assert sealed.open("documents/d-1/document.pdf") == b"one"
    assert b"one" not in plain.open("documents/d-1/document.pdf")


def test_a_large_original_goes_in_parts(store: S3BlobStore, tmp_path: Path) -> None:
    data = os.urandom(70 << 20)
    put(store, "originals/large", data, tmp_path)
    assert hashlib.sha256(store.open("originals/large")).digest() == hashlib.sha256(data).digest()
