"""`make migration m="what it does"`: write the revision that leads from the revisions so far to the tables now."""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from pipeline.adapters.database import create_engine
from pipeline.adapters.migrations import FOLDER, METADATA, migrate, newest

_TEXT = '''\
"""{what}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = {after}
branch_labels = None
depends_on = None


def upgrade() -> None:
{body}
'''


def write(what: str) -> Path:
    """The new revision's file. Raises SystemExit when the tables have not changed."""
    from alembic.autogenerate import produce_migrations, render_python_code
    from alembic.operations.ops import CreateIndexOp, CreateTableOp
    from alembic.runtime.migration import MigrationContext

    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db")
        migrate(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"target_metadata": list(METADATA)})
            found = produce_migrations(context, list(METADATA))  # type: ignore[arg-type]
        engine.dispose()
    if found.upgrade_ops is None or found.upgrade_ops.is_empty():
        raise SystemExit("The tables are what the revisions make: nothing to do.")
    for operation in found.upgrade_ops.ops:  # a database of before the first revision has some of them
        for one in (operation, *getattr(operation, "ops", ())):
            if isinstance(one, CreateTableOp | CreateIndexOp):
                one.if_not_exists = True
    lines = render_python_code(found.upgrade_ops, render_as_batch=False).splitlines()
    number = 1 + max((int(path.name[1:5]) for path in FOLDER.glob("r[0-9]*.py")), default=0)
    name = f"r{number:04d}_{re.sub(r'[^a-z0-9]+', '_', what.lower()).strip('_')}"[:32]  # the column's width
    after = "".join(f'"{one}", ' for one in sorted(newest(FOLDER)))
    path = FOLDER / f"{name}.py"
    path.write_text(
        _TEXT.format(what=what[0].upper() + what[1:], name=name, after=f"({after})" if after else "None",
                     body="\n".join(f"    {line}" for line in lines if line and "#" not in line))
    )  # fmt: skip
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{write(sys.argv[1])}\n")
