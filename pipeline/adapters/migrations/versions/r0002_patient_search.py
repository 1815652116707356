"""Names and spellings, for people who search the patient index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002_patient_search"
down_revision = "r0001_baseline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    row = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "patient_names",
        sa.Column("name", text, nullable=False),
        sa.Column("row", row, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name", "row"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "patient_spellings",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("word", text, nullable=False),
        sa.PrimaryKeyConstraint("key", "word"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
