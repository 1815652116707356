"""Servers that tests of several folders share: each is begun once, on loopback and a free port, and ended."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rigs.postgres import Postgres, postgres_programs


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """One server for all tests that only need databases."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here (OS package: postgresql)")
    with tempfile.TemporaryDirectory(prefix="chartdrop-pg-") as folder:
        server = Postgres(programs, Path(folder))
        yield server
        server.stop()


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> str:
    """An empty PostgreSQL database of the test's own."""
    return postgres_server.database()
