"""What may be learned from people's words, so that nobody teaches the program alone: pure functions.

A word counts once two stand behind it: two people who say the same of a document or of its layout, or one person and
the model in use. Documents that people call by different types teach nothing. Of one person alone no more than a share
of a type's layouts is used, so that diligence does not outweigh everybody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.items import Confirmation
from pipeline.records import TYPES, DocumentType

PER_PERSON = 0.2  # of a type's layouts, those that only one and the same person vouched for
PER_LAYOUT = 12  # newest documents of one: layouts count alike, so that more of one teach nothing new


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A document that all who spoke of it call by one type. `layout` names its sender, or the first one like it."""

    document_id: str
    type: str
    people: frozenset[str]
    sender: str
    layout: str
    gold: bool

    @property
    def kind(self) -> DocumentType:
        """One of the five: a site's own type is an `other`."""
        return next((name for name in TYPES if name == self.type), "other")


def lessons(said: Iterable[Confirmation]) -> tuple[Lesson, ...]:
    """One for each document that people agree on, in the order of their first words."""
    words: dict[str, list[Confirmation]] = defaultdict(list)
    for one in said:
        words[one.document_id].append(one)
    layouts = _layouts([own[0] for own in words.values()])
    return tuple(
        Lesson(
            document_id=document_id,
            type=own[0].type,
            people=frozenset(one.actor for one in own),
            sender=own[0].sender,
            layout=layouts[document_id],
            gold=own[0].gold,
        )
        for document_id, own in words.items()
        if len({one.type for one in own}) == 1
    )


def _layouts(first_words: Sequence[Confirmation]) -> dict[str, str]:
    """The layout of each document: its sender's, else that of the document it was like, else its own."""
    by_id = {one.document_id: one for one in first_words}
    layouts: dict[str, str] = {}
    for one in first_words:
        path = [one]
        while not path[-1].sender and (before := by_id.get(path[-1].near)) and before not in path:
            path.append(before)
        end = path[-1]
        layouts[one.document_id] = f"from {end.sender}" if end.sender else end.near or end.document_id
    return layouts


def trusted(taught: Sequence[Lesson], says: Mapping[str, str]) -> tuple[Lesson, ...]:
    """Those with two behind them. `says` is the model's word by document id; one that it does not have is left out."""
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in taught:
        people[one.layout, one.type] |= one.people
    return tuple(
        one
        for one in taught
        if one.document_id in says and (says[one.document_id] == one.kind or len(people[one.layout, one.type]) > 1)
    )


def apart(taught: Sequence[Lesson]) -> tuple[tuple[Lesson, ...], tuple[Lesson, ...]]:
    """To learn from, and the gold set to judge by: no layout is in both."""
    gold = tuple(one for one in taught if one.gold)
    kept = {one.layout for one in gold}
    return tuple(one for one in taught if not one.gold and one.layout not in kept), gold


def capped(taught: Sequence[Lesson], layouts: Mapping[str, int]) -> tuple[Lesson, ...]:
    """The newest of each layout, and of layouts that one person vouches for alone no more than that person's share.

    `layouts` counts, by type, those of the material that ships.
    """
    newest: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for one in reversed(taught):
        own = newest[one.kind, one.layout]
        if len(own) < PER_LAYOUT:
            own.append(one)
    alone: Counter[tuple[str, str]] = Counter()
    kept: set[str] = set()
    for (kind, _), own in newest.items():
        people = {person for one in own for person in one.people}
        if len(people) == 1:
            (person,) = people
            alone[person, kind] += 1
            if alone[person, kind] > PER_PERSON * layouts.get(kind, 0):
                continue
        kept |= {one.document_id for one in own}
    return tuple(one for one in taught if one.document_id in kept)
