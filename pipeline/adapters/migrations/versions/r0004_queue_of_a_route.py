"""The queue that a sender's documents belong to, beside what the desk's queue shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0004_queue_of_a_route"
down_revision = ("r0003_calls", "r0003_quality_of_the_desk")
branch_labels = None
depends_on = None


def upgrade() -> None:
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("glances")}
    if "queue" not in known:  # a database of before the first revision has it
        op.add_column("glances", sa.Column("queue", sa.String(length=64), server_default="", nullable=False))
