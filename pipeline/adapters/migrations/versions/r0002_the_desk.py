"""The desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0002_the_desk"
down_revision = ("r0001_baseline",)
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_corrections_item_id"), "corrections", ["item_id"], unique=False, if_not_exists=True)
    op.create_table(
        "deeds",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("deed_id", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("undoes", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("deed_id"),
        if_not_exists=True,
    )
    op.create_index("deeds_by_actor", "deeds", ["actor", "seq"], unique=False, if_not_exists=True)
    op.create_index("deeds_undone", "deeds", ["undoes"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_deeds_item_id"), "deeds", ["item_id"], unique=False, if_not_exists=True)
    op.create_table(
        "glances",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("sender", sa.String(length=256), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
        if_not_exists=True,
    )
    op.create_table(
        "leases",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
        if_not_exists=True,
    )
    op.create_table(
        "notes",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("to", sa.String(length=128), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_notes_item_id"), "notes", ["item_id"], unique=False, if_not_exists=True)
    op.create_table(
        "pages_seen",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("item_id", "actor", "page"),
        if_not_exists=True,
    )
    op.create_table(
        "places",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("list", sa.String(length=16), nullable=False),
        sa.Column("assignee", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
        if_not_exists=True,
    )
    op.create_table(
        "samples",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("drawn_at", sa.String(length=32), nullable=False),
        sa.Column("reviewed_at", sa.String(length=32), nullable=False),
        sa.Column("reviewer", sa.String(length=128), nullable=False),
        sa.Column("differs", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
        if_not_exists=True,
    )
