"""The revisions make the tables that the code has, also from a database of before them, twice, and side by side."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from pipeline.adapters.database import alone, create_engine
from pipeline.adapters.migrations import FOLDER, METADATA, migrate, newest


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def engine(request: pytest.FixtureRequest, tmp_path: Path):  # type: ignore[no-untyped-def]
    url = f"sqlite:///{tmp_path}/l.db" if request.param == "SQLite" else request.getfixturevalue("postgres_url")
    made = create_engine(url)
    yield made
    made.dispose()


def differences(engine: sa.Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": list(METADATA)})
        return list(compare_metadata(context, list(METADATA)))  # type: ignore[arg-type]


def test_the_revisions_make_the_tables_of_the_code(engine: sa.Engine) -> None:
    migrate(engine)
    assert differences(engine) == [], 'make migration m="what it does" writes the revision that is missing'
    migrate(engine)
    assert differences(engine) == []


def test_a_database_of_before_the_first_revision_is_taken_over(engine: sa.Engine) -> None:
    METADATA[0].create_all(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO entries VALUES ('d-1', 'P1', 'consent', '', '', '')"))
        connection.execute(sa.text("DROP TABLE receipts"))
    migrate(engine)
    assert differences(engine) == []
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM entries")) == 1


def test_several_processes_may_start_at_once(engine: sa.Engine) -> None:
    failed: list[Exception] = []

    def start() -> None:
        own = create_engine(engine.url.render_as_string(hide_password=False))
        try:
            migrate(own)
        except Exception as error:
            failed.append(error)
        finally:
            own.dispose()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == [] and differences(engine) == []


def test_alone_is_alone(engine: sa.Engine) -> None:
    inside, most = 0, 0
    lock = threading.Lock()

    def enter() -> None:
        nonlocal inside, most
        with alone(engine, "test"):
            with lock:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.02)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (inside, most) == (0, 1)


def test_revisions_only_go_forward_and_are_named_by_their_files() -> None:
    assert newest(FOLDER)
    for path in FOLDER.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert f'revision = "{path.stem}"' in text and len(path.stem) <= 32
        assert "def downgrade" not in text and "drop_table" not in text and "drop_column" not in text
