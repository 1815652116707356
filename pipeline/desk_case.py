"""One document as a reviewer has it before him: what the program concluded, what was said of it, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import corrections as said
from pipeline.desk_records import Glance, Standing
from pipeline.items import Item
from pipeline.records import Candidate, Outcome, Page, Private, Reading, Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who asks for something to be done to which document, and the version he has before him."""

    item_id: str
    version: int
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Case(Private):
    """One document as a reviewer has it before him: `machine` is what the program concluded, `outcome` with his."""

    item: Item
    reading: Reading
    machine: Outcome
    outcome: Outcome
    standing: Standing
    siblings: tuple[Item, ...]
    receipts: tuple[Receipt, ...]

    @property
    def sampled(self) -> bool:
        """Whether it was filed by itself and is looked at blindly."""
        sample = self.standing.sample
        return sample is not None and not sample.reviewed_at and self.item.state == "filed"

    @property
    def patient_id(self) -> str | None:
        """Who is chosen: by the reviewer, or where the program may offer one."""
        if self.sampled:
            return said.chosen(self.standing.corrections)
        return said.chosen(self.standing.corrections) or said.preselected(self.machine.match.candidates)

    @property
    def candidate(self) -> Candidate | None:
        """The chosen chart as it was compared, when it was."""
        return next((one for one in self.machine.match.candidates if one.patient_id == self.patient_id), None)

    @property
    def to_type(self) -> tuple[str, ...]:
        """Risky fields to be typed from the page."""
        return said.to_type_again(self.machine, self.standing.corrections, self.candidate)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The file's pages, as reviewers turned them."""
        turns = said.rotations(self.standing.corrections)
        return tuple(said.turned(page, turns.get(page.number, 0)) for page in self.reading.pages)

    def unseen(self, actor: str) -> tuple[int, ...]:
        """Pages of the document that this person has not looked at."""
        return tuple(page for page in self.item.pages if (actor, page) not in self.standing.pages_seen)


def warnings(case: Case) -> tuple[tuple[str, str], ...]:
    """What a reviewer is warned of before filing: codes and sentences."""
    found = [("vetoed", veto.says) for veto in (case.candidate.vetoes if case.candidate else ())]
    if case.machine.extraction.patients > 1:
        found.append(("several_patients", "These pages name more than one patient."))
    return tuple(found)


def glance_of(item: Item, outcome: Outcome, receipts: Sequence[Receipt]) -> Glance:
    """The row that the queue shows and searches."""
    fields = outcome.extraction.fields
    names = [str(fields[name].value) for name in ("family_name", "given_name") if name in fields]
    first = receipts[0] if receipts else None
    sender = (first.sender.name or first.sender.number or first.sender.subscriber_id) if first else ""
    site = next((receipt.destination.site for receipt in receipts if receipt.destination.site), "")
    queue = next((receipt.destination.queue for receipt in receipts if receipt.destination.queue), "")
    words = [str(field.value) for field in fields.values()] + [item.name, item.item_id, sender]
    return Glance(
        item_id=item.item_id, source=first.source if first else "", sender=sender, person=", ".join(names),
        words=" ".join(words).lower(), site=site, queue=queue,
    )  # fmt: skip
