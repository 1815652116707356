"""The desk's tables. Corrections, notes, deeds and verdicts are only ever added to."""

from __future__ import annotations

import sqlalchemy as sa

from pipeline.adapters.tables import metadata


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True)


def _item(*, primary_key: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column("item_id", sa.String(64), nullable=False, primary_key=primary_key, index=index)


def _text(name: str, size: int = 128) -> sa.Column[str]:
    return sa.Column(name, sa.String(size), nullable=False)


leases = sa.Table(
    "leases", metadata, _item(primary_key=True), _text("actor"), _text("since", 32), _text("until", 32)
)  # fmt: skip

corrections = sa.Table(
    "corrections", metadata, _seq(), _item(index=True), _text("field", 64), sa.Column("before", sa.Text),
    sa.Column("after", sa.Text), _text("actor"), _text("at", 32), sa.Column("typed", sa.Boolean, nullable=False),
    sa.Column("undone", sa.Boolean, nullable=False),
)  # fmt: skip

notes = sa.Table(
    "notes", metadata, _seq(), _item(index=True), _text("actor"), _text("at", 32), _text("to"),
    sa.Column("text", sa.Text, nullable=False),
)  # fmt: skip

places = sa.Table(
    "places", metadata, _item(primary_key=True), _text("list", 16), _text("assignee"),
)  # fmt: skip

seen = sa.Table(
    "pages_seen", metadata, _item(primary_key=True), sa.Column("actor", sa.String(128), primary_key=True),
    sa.Column("page", sa.Integer, primary_key=True, autoincrement=False),
)  # fmt: skip

deeds = sa.Table(
    "deeds", metadata, _seq(), sa.Column("deed_id", sa.String(64), unique=True, nullable=False), _item(index=True),
    _text("actor"), _text("at", 32), _text("kind", 32), sa.Column("seconds", sa.Float, nullable=False),
    _text("undoes", 64), sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Index("deeds_by_actor", "actor", "seq"), sa.Index("deeds_undone", "undoes"),
)  # fmt: skip

samples = sa.Table(
    "samples", metadata, _item(primary_key=True), _text("drawn_at", 32), _text("reviewed_at", 32), _text("reviewer"),
    sa.Column("differs", sa.Text, nullable=False),
)  # fmt: skip

verdicts = sa.Table(
    "verdicts", metadata, sa.Column("deed_id", sa.String(64), primary_key=True), _item(index=True),
    sa.Column("at", sa.String(32), nullable=False, index=True), sa.Column("sampled", sa.Boolean, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)  # fmt: skip

glances = sa.Table(
    "glances", metadata, _item(primary_key=True), _text("source", 16), _text("sender", 256),
    sa.Column("person", sa.Text, nullable=False), sa.Column("words", sa.Text, nullable=False),
    sa.Column("site", sa.String(64), nullable=False, server_default=""),
    sa.Column("queue", sa.String(64), nullable=False, server_default=""),
)  # fmt: skip
