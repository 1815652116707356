"""What pages look up in the ledger's tables: the audit's lines, and what one chart holds."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from pipeline.adapters.database import translated
from pipeline.adapters.tables import entries, events
from pipeline.items import IndexEntry


def audit_lines(engine: sa.Engine, *, before: int = 0, limit: int = 200, actor: str = "") -> tuple[dict[str, Any], ...]:
    """Lines of the audit, newest first; those before a number, or of one actor, or of one document."""
    query = sa.select(events).order_by(events.c.seq.desc()).limit(limit)
    if before:
        query = query.where(events.c.seq < before)
    if actor:
        query = query.where(
            (events.c.actor == actor) | (events.c.item_id == actor) | (events.c.detail.contains(actor, autoescape=True))
        )
    with translated(), engine.connect() as connection:
        return tuple(dict(row) for row in connection.execute(query).mappings())


def filed_for(engine: sa.Engine, patient_id: str, limit: int = 500) -> tuple[IndexEntry, ...]:
    """What a chart holds, newest first."""
    query = (
        sa.select(entries).where(entries.c.patient_id == patient_id).order_by(entries.c.filed_at.desc()).limit(limit)
    )
    with translated(), engine.connect() as connection:
        names = IndexEntry.__dataclass_fields__
        return tuple(IndexEntry(**{name: row[name] for name in names}) for row in connection.execute(query).mappings())
