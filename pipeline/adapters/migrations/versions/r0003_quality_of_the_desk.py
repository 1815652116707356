"""What reviewers decided as figures are made of it; the site of what the queue shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003_quality_of_the_desk"
down_revision = ("r0002_accounts_of_the_desk", "r0002_patient_search", "r0002_the_desk")
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verdicts",
        sa.Column("deed_id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("deed_id"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_verdicts_at"), "verdicts", ["at"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_verdicts_item_id"), "verdicts", ["item_id"], unique=False, if_not_exists=True)
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("glances")}
    if "site" not in known:  # a database of before the first revision has it
        op.add_column("glances", sa.Column("site", sa.String(length=64), server_default="", nullable=False))
