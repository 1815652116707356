"""What a fax number or machine has sent before: evidence of a type, never proof. Pure functions.

Counts are of confirmed documents only. The term is bounded, speaks only for a sender with enough of them, and takes
no doubt of the model away: a document that the model alone is not sure enough of stays one for the desk. It can change
which type is the likeliest where the model is torn, and it can raise a doubt.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.lessons import Lesson
from pipeline.records import TYPES, Classification, Doubt, Evidence, evolve

LEAST = 5  # confirmed documents from which a sender is known
NEVER = 15  # from which "never before" means something: at most 18% of what it sends, upper 95% bound
MOST = 1.1  # log-odds that a sender adds at most, to each type: a factor of 3
SPREAD = 2.5  # documents' worth of belief that every sender is like all the others

Profile = Mapping[str, int]  # confirmed documents by type, of the five


def profiles(taught: Iterable[Lesson]) -> dict[str, Profile]:
    """The profile of each sender by its key; "" holds that of all confirmed documents."""
    found: dict[str, Counter[str]] = {"": Counter()}
    for one in taught:
        found[""][one.kind] += 1
        if one.sender:
            found.setdefault(one.sender, Counter())[one.kind] += 1
    return dict(found)


def weighed(found: Classification, profile: Profile, everyone: Profile) -> Classification:
    """The classification with the sender's word beside the model's; unchanged for a sender that is hardly known."""
    sent = sum(profile.values())
    if sent < LEAST:
        return found
    terms = _terms(profile, everyone)
    raw = {name: found.probabilities[name] * math.exp(terms[name]) for name in TYPES}
    total = sum(raw.values())
    probabilities = {name: value / total for name, value in raw.items()}
    best = max(TYPES, key=lambda name: probabilities[name])
    says = Evidence(term=f"sender: {_spoken(best)} {profile.get(best, 0)} of {sent}", weight=terms[best])
    return evolve(
        found, type=best, confidence=probabilities[best], probabilities=probabilities,
        evidence=(*found.evidence, says), doubts=(*found.doubts, *_doubts(found, best, profile, sent)),
        site_type=found.site_type if best == found.type else "",
    )  # fmt: skip


def _terms(profile: Profile, everyone: Profile) -> dict[str, float]:
    """Log-odds of each type from this sender against all senders, bounded; shrunk to none for few documents."""
    sent, every = sum(profile.values()), sum(everyone.values())
    terms: dict[str, float] = {}
    for name in TYPES:
        usual = (everyone.get(name, 0) + 1) / (every + len(TYPES))
        here = (profile.get(name, 0) + SPREAD * usual) / (sent + SPREAD)
        terms[name] = max(-MOST, min(MOST, math.log(here / usual)))
    return terms


def _doubts(found: Classification, best: str, profile: Profile, sent: int) -> list[Doubt]:
    doubts = []
    if best != found.type:
        says = (
            f"It reads like {_spoken(found.type)}, but {profile.get(best, 0)} of {sent} documents of this sender were "
            f"{_spoken(best)}."
        )
        doubts.append(Doubt(code="type_by_sender", says=says))
    if sent >= NEVER and not profile.get(best, 0):
        says = f"This sender has never sent {_article(best)} before, in {sent} confirmed documents."
        doubts.append(Doubt(code="unusual_for_sender", says=says))
    return doubts


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _article(name: str) -> str:
    spoken = _spoken(name)
    if name == "other":
        return "anything else"
    return f"{'an' if spoken[0] in 'aeiou' else 'a'} {spoken}"
