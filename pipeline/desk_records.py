"""What reviewers do, as records: leases, corrections, deeds that can be undone, notes, lists, and what was seen.

Times are UTC text. Actors are "user:NAME". Records that can hold patient data do not show it in their repr.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Outcome, Private, Value

List = Literal["", "aside", "new_chart", "ask_sender", "same_fax"]
LISTS: tuple[List, ...] = ("", "aside", "new_chart", "ask_sender", "same_fax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who works on a document, since when, and until when nobody else may."""

    item_id: str
    actor: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Correction(Private):
    """One word of a reviewer on one field; only ever added. The same value before and after confirms it.

    `field` is a field's name, "type", "patient_id" or "rotation.N" (page N). None is "not on the page". `typed` says
    that it was typed from the page without seeing the machine's value.
    """

    item_id: str
    field: str
    before: Value | None
    after: Value | None
    actor: str
    at: str
    typed: bool = False
    undone: bool = False  # this record takes the one before it on the same field back


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Note(Private):
    """What one reviewer tells another about a document. `to` is a person, a team, or empty for everybody."""

    item_id: str
    actor: str
    at: str
    to: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document waits: on which worklist, for whom. An empty list is the queue, an empty assignee anybody."""

    item_id: str
    list: List = ""
    assignee: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page of the file was shown to a person at a legible size."""

    item_id: str
    actor: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deed(Private):
    """One thing a reviewer did, and what it needs to be undone: the document's state before, a digest of it after.

    `before` holds `Item` as JSON, one for each item changed; `after` ids with a digest of each afterwards, also of
    items that were made; `outcome` what was concluded before it was concluded anew. `seconds` is how long the document
    was open. `undoes` names the deed that this one reverses.
    """

    deed_id: str
    item_id: str
    actor: str
    at: str
    kind: str
    seconds: float = 0.0
    before: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    outcome: Outcome | None = None
    undoes: str = ""
    samples: tuple[Sample, ...] = ()  # as they stood before


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A document filed by itself that is put to a reviewer as if it were doubtful. `differs` names what the
    reviewer said otherwise; `reviewed_at` is empty while it waits."""

    item_id: str
    drawn_at: str
    reviewed_at: str = ""
    reviewer: str = ""
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A reviewer's decision beside what the program had concluded, without what the page says: figures are made of it.

    `chart` says which chart was chosen: the program's first candidate, another, none to choose from; empty when it was
    not filed. `fields` holds each field that was read, how surely (0 to 1), and whether the reviewer let it stand;
    `missed` fields that he had to add. `differs` is the sample's.
    """

    deed_id: str
    item_id: str
    at: str
    actor: str
    kind: str
    seconds: float = 0.0
    sampled: bool = False
    differs: tuple[str, ...] = ()
    machine_type: str = ""
    type: str = ""
    type_confidence: float = 0.0
    chart: Literal["", "first", "other", "none"] = ""
    probability: float = 0.0
    fields: tuple[tuple[str, float, bool], ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Glance(Private):
    """What the queue shows, searches and limits of a document without opening it.

    `site` and `queue` are where its sender's documents belong, as the site's rules say.
    """

    item_id: str
    source: str
    sender: str
    person: str
    words: str
    site: str = ""
    queue: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Order(Private):
    """What a reviewer told the runner to do with a document: file it as `outcome` says, or take it back.

    A reason for filing says what was wrong with the filing that it replaces: that is marked entered in error.
    `at` is also the item's `decided_at`: an order with another time is over.
    """

    action: Literal["file", "take_back"]
    actor: str
    at: str
    outcome: Outcome
    patient_id: str | None
    corrections: tuple[Correction, ...] = ()
    rotations: tuple[tuple[int, int], ...] = ()
    reason: str = ""
    then: Literal["review", "rejected", "kept"] = "review"  # where a document that is taken back goes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DeskChange(Private):
    """What a step changes at the desk; part of `items.Change`."""

    corrections: tuple[Correction, ...] = ()
    notes: tuple[Note, ...] = ()
    places: tuple[Place, ...] = ()
    seen: tuple[Seen, ...] = ()
    deeds: tuple[Deed, ...] = ()
    samples: tuple[Sample, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    glances: tuple[Glance, ...] = ()
    claimed: tuple[Lease, ...] = ()
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Standing(Private):
    """All that the desk knows of one document. `deeds` are newest first; `pages_seen` holds (actor, page)."""

    place: Place
    lease: Lease | None
    corrections: tuple[Correction, ...]
    notes: tuple[Note, ...]
    pages_seen: frozenset[tuple[str, int]]
    sample: Sample | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the queue is asked for; empty is everything. `text` is looked for in all fields; `types` and `sites` are
    an account's limits."""

    list: List = ""
    types: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    type: str = ""
    source: str = ""
    queue: str = ""
    reason: str = ""
    assignee: str = ""
    text: str = ""
    free_for: str = ""  # only what this actor may open now
    at: str = ""
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers over the queue: how many wait, since when, what an actor did today and in how many seconds (median)."""

    waiting: int
    oldest: str
    done_today: int
    median_s: float
    lists: tuple[tuple[str, int], ...] = ()
