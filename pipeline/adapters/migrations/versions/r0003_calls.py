"""Who called with which fax. Faxes of before are not entered: they belong together for four hours only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0003_calls"
down_revision = ("r0002_accounts_of_the_desk", "r0002_patient_search", "r0002_the_desk")
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calls",
        sa.Column("caller", sa.String(length=160), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.Column("receipt_id", sa.String(length=64), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "received_at", "receipt_id"),
        if_not_exists=True,
    )
