"""Accounts of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002_accounts_of_the_desk"
down_revision = ("r0001_baseline",)
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key"),
        if_not_exists=True,
    )
