"""A candidate for a site's type model: fitted on the shipped text and what people confirmed, judged beside the old one.

It is promoted only when nothing speaks against it: on the families of the shipped text that were held back in turn, no
type falls below the 95% bound of the model in use; on the gold set, which nothing is trained on, and in shadow, on the
newest confirmed documents, which this candidate has not seen either, it gets no more documents of any type wrong and
would file no more of them wrongly.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.learning import ConfirmationLog, pages_of
from pipeline.lessons import Lesson, apart, capped, lessons, trusted
from pipeline.records import TYPES, Outcome
from pipeline.stages import classify

if TYPE_CHECKING:
    from classifiers.evaluate import Judged
    from classifiers.material import Document
    from classifiers.model import DoctypeModel

LEAST = 20  # documents to learn from, and as many in the gold set
SHADOW = 200  # newest confirmed documents that a candidate is watched on, at most a fifth of all
EVERY = {"weekly": timedelta(days=7), "daily": timedelta(days=1)}
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a site has to teach: documents to learn from, to judge by, and to watch in shadow; and what was left out."""

    learn: Mapping[str, Document]
    gold: Mapping[str, Document]
    shadow: Mapping[str, Document]
    confirmed: int
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fitted model, None when there was too little to fit one; figures beside the model in use; why it is refused."""

    model: DoctypeModel | None
    figures: Mapping[str, Any]
    against: tuple[str, ...]
    shadow: tuple[Mapping[str, Any], ...] = ()
    held_back: Mapping[str, Any] = field(default_factory=dict)


def course(log: ConfirmationLog, current: DoctypeModel, layouts: Mapping[str, int], say: Say) -> Course:
    """Reads what people confirmed. `layouts` counts, by type, those of the shipped text."""
    said = list(log.confirmations())
    agreed = lessons(said)
    documents = {}
    for number, one in enumerate(agreed):
        if number % 500 == 0:
            say(f"reading confirmed documents: {number} of {len(agreed)}")
        if document := _document(log, one):
            documents[one.document_id] = document
    says = {name: current.predict(document.pages).type for name, document in documents.items()}
    believed = trusted(agreed, says)
    learn, gold = apart(believed)
    shadow = learn[len(learn) - min(SHADOW, len(learn) // 5) :]
    kept = capped(learn[: len(learn) - len(shadow)], layouts)

    def taken(ones: Sequence[Lesson]) -> dict[str, Document]:
        return {one.document_id: documents[one.document_id] for one in ones}

    confirmed = len({one.document_id for one in said})
    return Course(
        learn=taken(kept), gold=taken(gold), shadow=taken(shadow), confirmed=confirmed,
        left_out={
            "people disagree": confirmed - len(agreed),
            "not read well enough, or no longer kept": len(agreed) - len(documents),
            "one person's word against the model": len(documents) - len(believed),
            "layout is in the gold set": len(believed) - len(gold) - len(learn),
            "more than is needed of one layout or person": len(learn) - len(shadow) - len(kept),
        },
    )  # fmt: skip


def _document(log: ConfirmationLog, one: Lesson) -> Document | None:
    from classifiers.material import Document
    from classifiers.model import READABLE

    pages = pages_of(log, one.document_id)
    seen = classify.token_pages(pages)
    words = sum(len(token.text) >= 3 and token.text.isalpha() for page in seen for token in page.tokens)
    if words < READABLE:
        return None
    return Document(family=f"confirmed/{one.layout}", type=one.kind, degradation=pages[0].kind, pages=seen)


def candidate(
    taught: Course, shipped: Sequence[Document], current: DoctypeModel, log: ConfirmationLog, in_use: Mapping[str, Any],
    say: Say,
) -> Candidate:  # fmt: skip
    """Fit and compare. `in_use` are the held-back figures of the card of the model in use."""
    from classifiers.evaluate import judge, report
    from classifiers.train import fit_judged

    if short := _too_few(taught):
        return Candidate(model=None, figures={}, against=short)
    model, judged = fit_judged([*shipped, *taught.learn.values()], progress=say)
    say("comparing with the model in use")
    held_back = report(judged[: len(shipped)], model.thresholds)
    gold = list(taught.gold.values())
    before, after = judge(current, gold), judge(model, gold)
    shadow = _shadow(taught.shadow, current, model, log)
    watched = list(taught.shadow.values())
    watched_before, watched_after = judge(current, watched), judge(model, watched)
    against = [
        *_below(in_use, held_back),
        *_worse("the gold set", before, after, current, model),
        *_worse("shadow", watched_before, watched_after, current, model),
    ]
    figures = {
        "held_back_families": _by_type(in_use, held_back),
        "gold": compared(before, after),
        "shadow": compared(watched_before, watched_after),
    }
    return Candidate(model=model, figures=figures, against=tuple(against), shadow=shadow, held_back=held_back)


def _too_few(taught: Course) -> tuple[str, ...]:
    return tuple(
        f"Only {len(ones)} confirmed documents can be used {what}; {LEAST} are needed."
        for what, ones in (("to learn from", taught.learn), ("to judge by", taught.gold))
        if len(ones) < LEAST
    )


def compared(before: Sequence[Judged], after: Sequence[Judged]) -> dict[str, Any]:
    """By type: n, how often each was right with its bounds, and the documents lost and gained."""
    from classifiers.statistics import share

    found: dict[str, Any] = {}
    for name in TYPES:
        pairs = [(one.right, other.right) for one, other in zip(before, after, strict=True) if one.truth == name]
        found[name] = {
            "in_use": share(sum(one for one, _ in pairs), len(pairs)),
            "candidate": share(sum(other for _, other in pairs), len(pairs)),
            "lost": sum(one and not other for one, other in pairs),
            "gained": sum(other and not one for one, other in pairs),
        }
    return found


def _worse(
    where: str, before: Sequence[Judged], after: Sequence[Judged], current: DoctypeModel, model: DoctypeModel
) -> list[str]:
    from classifiers.evaluate import would_file

    found = [
        f"On {where} it gets {both['lost']} of {both['in_use']['n']} {_spoken(name)} wrong that the model in use gets "
        f"right, and {both['gained']} the other way round."
        for name, both in compared(before, after).items()
        if both["lost"] > both["gained"]
    ]
    wrong = [
        sum(would_file(one, thresholds) and not one.right for one in judged)
        for judged, thresholds in ((before, current.thresholds), (after, model.thresholds))
    ]
    if wrong[1] > wrong[0]:
        found.append(f"On {where} it is sure of {wrong[1]} wrong types, the model in use of {wrong[0]}.")
    return found


def _below(in_use: Mapping[str, Any], held_back: Mapping[str, Any]) -> list[str]:
    """Types that fall below the bound on families held back, and too many wrong among those sure enough to file."""
    found = [
        f"On families held back it is right about {new['share']:.1%} of {_spoken(name)} (n = {new['n']}); the model in "
        f"use about {old['share']:.1%}, with a lower bound of {old['low95']:.1%}."
        for name, old, new in ((n, in_use["by_type"][n], held_back["by_type"][n]) for n in TYPES)
        if new["share"] < old["low95"]
    ]
    old, new = in_use["wrong_among_filed"], held_back["wrong_among_filed"]
    if new["share"] > old["high95"]:
        found.append(
            f"On families held back {new['hits']} of {new['n']} that it is sure of are wrong, above the bound of the "
            f"model in use ({old['high95']:.2%})."
        )
    return found


def _by_type(in_use: Mapping[str, Any], held_back: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"in_use": in_use["by_type"][name], "candidate": held_back["by_type"][name]} for name in TYPES}


def _shadow(
    documents: Mapping[str, Document], current: DoctypeModel, model: DoctypeModel, log: ConfirmationLog
) -> tuple[Mapping[str, Any], ...]:
    """One line for each document: what people said, what was said live at its time, and what the two models say now."""
    lines = []
    for name, document in documents.items():
        stored = log.result(name, "conclude")
        live = msgspec.json.decode(stored, type=Outcome).classification if stored else None
        now, new = current.predict(document.pages), model.predict(document.pages)
        lines.append({
            "document": name, "people": document.type,
            "live": live and {"type": live.type, "confidence": round(live.confidence, 4), "model": live.model},
            "in_use": {"type": now.type, "confidence": round(now.confidence, 4)},
            "candidate": {"type": new.type, "confidence": round(new.confidence, 4)},
        })  # fmt: skip
    return tuple(lines)


def decision(
    taught: Course, made: Candidate, *, version: str, compared_with: str, at: str, actor: str
) -> dict[str, Any]:
    """What is kept of a candidate and said by `chartdrop status`: ids and counts only."""
    counts = {
        part: dict(Counter(document.type for document in ones.values()))
        for part, ones in (("learned_from", taught.learn), ("gold", taught.gold), ("shadow", taught.shadow))
    }
    return {
        "version": version, "at": at, "actor": actor, "compared_with": compared_with, "promoted": not made.against,
        "reasons": list(made.against), "confirmed": taught.confirmed, "documents": counts,
        "left_out": {why: number for why, number in taught.left_out.items() if number}, "figures": made.figures,
    }  # fmt: skip


def as_lines(shadow: Sequence[Mapping[str, Any]]) -> str:
    """JSON lines."""
    return "".join(json.dumps(line) + "\n" for line in shadow)


def due(decisions: Sequence[Mapping[str, Any]], confirmed: int, *, every: str, now: str) -> bool:
    """Whether a scheduled training should begin: long enough after the last one, and not without new words."""
    if every not in EVERY or not confirmed:
        return False
    if not decisions:
        return True
    last = decisions[-1]
    passed = datetime.fromisoformat(now) - datetime.fromisoformat(last["at"])
    return passed >= EVERY[every] and confirmed != last["words"]


def _spoken(name: str) -> str:
    return {"other": "others"}.get(name, name.replace("_", " ") + "s")
