"""Baseline."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "r0001_baseline"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmations",
        sa.Column("confirmation_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("sender", sa.String(length=128), nullable=False),
        sa.Column("confirmed_at", sa.String(length=32), nullable=False),
        sa.Column("undone_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("confirmation_id"),
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_confirmations_document_id"), "confirmations", ["document_id"], unique=False, if_not_exists=True
    )
    op.create_table(
        "entries",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("patient_id", sa.String(length=128), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("document_date", sa.String(length=10), nullable=False),
        sa.Column("filed_at", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_entries_patient_id"), "entries", ["patient_id"], unique=False, if_not_exists=True)
    op.create_table(
        "events",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=128), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_events_item_id"), "events", ["item_id"], unique=False, if_not_exists=True)
    op.create_table(
        "items",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("cover", sa.Boolean(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=True),
        sa.Column("patient_id", sa.String(length=128), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("waits_for", sa.String(length=32), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.Column("touched_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("item_id"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_items_file_id"), "items", ["file_id"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_items_patient_id"), "items", ["patient_id"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_items_state"), "items", ["state"], unique=False, if_not_exists=True)
    op.create_index(
        "one_file_per_content",
        "items",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("kind = 'file'"),
        postgresql_where=sa.text("kind = 'file'"),
        if_not_exists=True,
    )
    op.create_table(
        "receipts",
        sa.Column("receipt_id", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("identity", sa.String(length=512), nullable=False),
        sa.Column("received_at", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("receipt_id"),
        if_not_exists=True,
    )
    op.create_index(op.f("ix_receipts_file_id"), "receipts", ["file_id"], unique=False, if_not_exists=True)
    op.create_index(op.f("ix_receipts_identity"), "receipts", ["identity"], unique=False, if_not_exists=True)
    op.create_table(
        "results",
        sa.Column("item_id", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "stage", "version", "digest"),
        if_not_exists=True,
    )
    op.create_table(
        "patient_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "row"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "patient_terms",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("charts", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("term"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "patients",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("patient_id"),
        if_not_exists=True,
    )
