"""Changes of the tables, one file each, forward only: what an older version needs is not taken away.

A new one is made by `make migration m="what it does"` from the difference between `tables.py` and the revisions so far.
Revisions that were made side by side both run; the next one made after them joins them.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pipeline.adapters import desk_tables, patients_tables
from pipeline.adapters.database import alone, translated

FOLDER = Path(__file__).parent / "versions"
METADATA = (desk_tables.leases.metadata, patients_tables.metadata)  # the desk's stand beside the ledger's
_VERSIONS = sa.table("alembic_version", sa.column("version_num"))


def migrate(engine: sa.Engine) -> None:
    """Bring the tables up to this version; one process at a time, and nothing when they are there."""
    with translated():
        if _is_current(engine):
            return
        with alone(engine, "migrations"):
            _upgrade(engine)


def _is_current(engine: sa.Engine) -> bool:
    """Whether the newest revision of each line has run. Without Alembic, whose import costs more than a command."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return False
        done = set(connection.scalars(sa.select(_VERSIONS.c.version_num)))
    return newest(FOLDER) <= done


def newest(folder: Path) -> set[str]:
    """The revisions that no other follows, as their files say."""
    made, followed = set(), set()
    for path in folder.glob("r[0-9]*.py"):
        made.add(path.stem)
        followed |= {word for line in path.read_text(encoding="utf-8").splitlines()
                     if line.startswith("down_revision") for word in line.split('"')[1::2]}  # fmt: skip
    return made - followed


def _upgrade(engine: sa.Engine) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(FOLDER.parent), version_locations=[str(FOLDER)])
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":  # its driver would begin at the first row only, not at the first table
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        context = MigrationContext.configure(
            connection, opts={"fn": lambda revision, _: scripts._upgrade_revs("heads", revision)}
        )
        with Operations.context(context):
            context.run_migrations()
