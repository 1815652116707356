"""What a reviewer can do with the pages of a fax: split, merge, move, mark. Parts are new documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pipeline import regroup
from pipeline.desk_case import Ask, Case, glance_of
from pipeline.desk_deeds import LEASE_S, Deeds, concluded, later
from pipeline.desk_records import DeskChange, Lease
from pipeline.errors import CannotRegroup
from pipeline.items import Change, Item
from pipeline.records import Doubt, Outcome, Part, evolve

REGROUPED = Doubt(code="regrouped", says="A reviewer made this document from the pages of a fax.")


class Regrouping(Deeds):
    """Each part is classified and matched anew and inherits nothing."""

    def split(self, ask: Ask, at: int) -> tuple[Item, ...]:
        """Two documents, the second from page `at` on; each is classified and matched anew."""
        case = self._mine(ask)
        return self._regroup(ask, case, "split", (case.item,), regroup.split(_group(case.item), at))

    def merge(self, ask: Ask, other_id: str) -> tuple[Item, ...]:
        """One document of this one and another of the same fax."""
        case = self._mine(ask)
        other = self._sibling(case, other_id, ask.actor)
        return self._regroup(ask, case, "merge", (case.item, other), regroup.merged([_group(case.item), _group(other)]))

    def move(self, ask: Ask, page: int, other_id: str) -> tuple[Item, ...]:
        """A page into another document of the same fax."""
        case = self._mine(ask)
        other = self._sibling(case, other_id, ask.actor)
        groups = regroup.moved(page, _group(case.item), _group(other))
        return self._regroup(ask, case, "move", (case.item, other), groups)

    def mark(self, ask: Ask, page: int, kind: Literal["cover", "blank"]) -> tuple[Item, ...]:
        """A page is a cover sheet of its own, or blank and of no document."""
        case = self._mine(ask)
        return self._regroup(ask, case, kind, (case.item,), regroup.marked(page, _group(case.item), kind))

    def _sibling(self, case: Case, other_id: str, actor: str) -> Item:
        other = next((one for one in case.siblings if one.item_id == other_id), None)
        if other is None or other_id == case.item.item_id:
            raise CannotRegroup("That is no other document of this fax.")
        if other.state != "review":
            raise CannotRegroup("The other document is not on the desk; take it back first.")
        self.claim(other_id, actor)
        return other

    def _regroup(
        self, ask: Ask, case: Case, kind: str, old: Sequence[Item], groups: Sequence[regroup.Group]
    ) -> tuple[Item, ...]:
        if case.item.state != "review":
            raise CannotRegroup("It is filed: take it back first.")
        used, now = len(self._desk.siblings(case.item.file_id)), self._now()
        parts = [self._part(case, group, number, now) for number, group in enumerate(groups, used + 1)]
        fresh = tuple(item for item, _ in parts)
        gone = tuple(evolve(item, state="replaced") for item in old)
        results = tuple(concluded(item, outcome) for item, outcome in parts)
        desk = DeskChange(
            glances=tuple(glance_of(item, outcome, case.receipts) for item, outcome in parts),
            claimed=tuple(
                Lease(item_id=item.item_id, actor=ask.actor, since=now, until=later(now, LEASE_S)) for item in fresh
            ),
        )
        change = Change(items=(*gone, *fresh), results=results)
        detail = ",".join(item.item_id for item in fresh)
        self._do(ask, case, kind, change, desk, before=old, detail=detail, release=True)
        return fresh

    def _part(self, case: Case, group: regroup.Group, number: int, now: str) -> tuple[Item, Outcome]:
        """A new document of these pages, and what is concluded of it."""
        before = (*self._before(case.item, case.reading), REGROUPED)
        outcome = self._conclude(case.reading.pages, Part(pages=group.pages, cover=group.cover), before, None)
        item = evolve(
            case.item, item_id=f"d-{case.item.file_id.removeprefix('f-')}-{number}", pages=group.pages,
            cover=group.cover, type=outcome.classification.type, patient_id=None, generation=0, version=0,
            priority=outcome.routing.priority, reasons=outcome.routing.doubts, decided_at=now, attempts=0,
        )  # fmt: skip
        return item, outcome


def _group(item: Item) -> regroup.Group:
    return regroup.Group(pages=item.pages, cover=item.cover)
