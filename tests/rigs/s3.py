"""An S3 mock on a free loopback port. It takes wrong secrets: what a store must refuse is tested on a real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from minio import Minio


@contextmanager
def mock_s3(bucket: str = "") -> Iterator[str]:
    """`host:port` of a mock, with a bucket in it when one is named; keys are "key" and "secret"."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    if bucket:
        client = Minio(f"{host}:{port}", access_key="key", secret_key="secret", secure=False)
        client.make_bucket(bucket)
        client._http.clear()
    yield f"{host}:{port}"
    server.stop()
