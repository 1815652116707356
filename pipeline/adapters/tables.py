"""The ledger's tables: the truth. The work engine's own tables stand beside them in the same database."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from pipeline.items import Item
from pipeline.records import Doubt

metadata = sa.MetaData()

items = sa.Table(
    "items",
    metadata,
    sa.Column("item_id", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("file_id", sa.String(64), nullable=False, index=True),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("received_at", sa.String(32), nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("pages", sa.Text, nullable=False),
    sa.Column("cover", sa.Boolean, nullable=False),
    sa.Column("type", sa.String(32)),
    sa.Column("patient_id", sa.String(128), index=True),
    sa.Column("priority", sa.Integer, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("waits_for", sa.String(32), nullable=False),
    sa.Column("decided_at", sa.String(32), nullable=False),
    sa.Column("touched_at", sa.String(32), nullable=False),
)

# One file per content: the same bytes again are another receipt of the same file.
sa.Index("one_file_per_content", items.c.sha256, unique=True, sqlite_where=items.c.kind == "file",
         postgresql_where=items.c.kind == "file")  # fmt: skip

receipts = sa.Table(
    "receipts",
    metadata,
    sa.Column("receipt_id", sa.String(64), primary_key=True),
    sa.Column("file_id", sa.String(64), nullable=False, index=True),
    sa.Column("identity", sa.String(512), nullable=False, index=True),
    sa.Column("received_at", sa.String(32), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# Who called with which fax: only so that what belongs together is found without reading every receipt.
calls = sa.Table(
    "calls",
    metadata,
    sa.Column("caller", sa.String(160), primary_key=True),
    sa.Column("received_at", sa.String(32), primary_key=True),
    sa.Column("receipt_id", sa.String(64), primary_key=True),
    sa.Column("flagged", sa.Boolean, nullable=False),
)

results = sa.Table(
    "results",
    metadata,
    sa.Column("item_id", sa.String(64), primary_key=True),
    sa.Column("stage", sa.String(32), primary_key=True),
    sa.Column("version", sa.String(128), primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("made_at", sa.String(32), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

events = sa.Table(
    "events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("actor", sa.String(128), nullable=False),
    sa.Column("action", sa.String(64), nullable=False),
    sa.Column("item_id", sa.String(64), nullable=False, index=True),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("chain", sa.String(64), nullable=False),
)

entries = sa.Table(
    "entries",
    metadata,
    sa.Column("document_id", sa.String(64), primary_key=True),
    sa.Column("patient_id", sa.String(128), nullable=False, index=True),
    sa.Column("type", sa.String(32), nullable=False),
    sa.Column("document_date", sa.String(10), nullable=False),
    sa.Column("filed_at", sa.String(32), nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

# What people said a document is. Only ever added to; taking one back sets `undone_at`.
confirmations = sa.Table(
    "confirmations",
    metadata,
    sa.Column("confirmation_id", sa.Integer, primary_key=True),
    sa.Column("document_id", sa.String(64), nullable=False, index=True),
    sa.Column("type", sa.String(64), nullable=False),
    sa.Column("actor", sa.String(128), nullable=False),
    sa.Column("sender", sa.String(128), nullable=False),
    sa.Column("confirmed_at", sa.String(32), nullable=False),
    sa.Column("undone_at", sa.String(32)),
    sa.Column("near", sa.String(64), nullable=False, server_default=""),
    sa.Column("gold", sa.Boolean),  # null in rows of before there was a gold set: see `confirmations.drawn`
)

# Accounts, sessions, keys and idempotency keys of the desk.
access = sa.Table(
    "access",
    metadata,
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(128), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


def item_of(row: sa.RowMapping) -> Item:
    """The item that a row of `items` holds."""
    values = {name: row[name] for name in Item.__dataclass_fields__}
    values["pages"] = msgspec.json.decode(row["pages"], type=tuple[int, ...])
    values["reasons"] = msgspec.json.decode(row["reasons"], type=tuple[Doubt, ...])
    return Item(**values)
