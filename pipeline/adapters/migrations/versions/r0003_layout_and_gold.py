"""The layout a confirmed document had, and whether it is kept for judging models."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003_layout_and_gold"
down_revision = ("r0002_accounts_of_the_desk", "r0002_patient_search", "r0002_the_desk")
branch_labels = None
depends_on = None


def upgrade() -> None:
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("confirmations")}
    if "near" not in there:
        op.add_column("confirmations", sa.Column("near", sa.String(length=64), nullable=False, server_default=""))
    if "gold" not in there:
        op.add_column("confirmations", sa.Column("gold", sa.Boolean(), nullable=True))
