"""How well the program and the desk do, as figures: pure functions from counted rows to what the quality page shows.

A share never stands without its n and its 95% bounds (Clopper-Pearson). What is said of documents that people decided
is said of the doubtful ones; only the blind sample speaks of what was filed without a person.
"""

from __future__ import annotations

import statistics as plain
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pipeline.desk_records import Sample, Verdict

RECENT_DAYS = 7  # a sender's last days, held against the days before them
FEW = 5  # documents of a sender in either time below which nothing is said of him
AGES = (("under 15 min", 900), ("15 min to 1 h", 3600), ("1 to 4 h", 14_400), ("4 h to 1 d", 86_400))
SECONDS = (("under 5", 5), ("5 to 10", 10), ("10 to 20", 20), ("20 to 40", 40), ("40 to 80", 80))
BINS = 10
Figure = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """How many documents of a sender arrived on a day (UTC date) and are in a state now; `by_person` that a person
    decided on them."""

    day: str
    sender: str
    state: str
    by_person: bool
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the figures are made of, within an account's limits and the days asked for. `waiting` are the times (UTC
    text) since when documents wait; `verdicts` are those that stand, newest first."""

    arrived: Sequence[Arrived]
    verdicts: Sequence[Verdict]
    samples: Sequence[Sample]
    waiting: Sequence[str]


def figures(material: Material, *, now: str, days: int) -> dict[str, Any]:
    """Everything the page and its JSON show. `now` is UTC text."""
    decided = _last_words(material.verdicts)
    filed = [one for one in decided if one.kind in ("file", "confirm_sample")]
    return {
        "now": now,
        "days": days,
        "touchless": _touchless(material.arrived),
        "sample": _sample(material.samples),
        "seconds": _seconds([one.seconds for one in material.verdicts]),
        "agreement": _agreement(filed),
        "corrections": _corrections(filed),
        "reliability": {"type": _bins(_types(filed)), "chart": _bins(_charts(filed)), "fields": _bins(_fields(filed))},
        "drift": _drift(material.arrived, now),
        "queue": _queue(material.waiting, now),
        "throughput": _throughput(material.arrived, material.verdicts),
    }


def _share(hits: int, trials: int) -> Figure:
    from classifiers.statistics import share  # scipy: only who asks for figures pays for it

    return share(hits, trials)


def _last_words(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The newest verdict on each document."""
    newest: dict[str, Verdict] = {}
    for one in verdicts:
        newest.setdefault(one.item_id, one)
    return list(newest.values())


def _alone(one: Arrived) -> bool:
    return one.state == "filed" and not one.by_person


def _at_rest(one: Arrived) -> bool:
    return one.state not in ("working", "quarantine")


def _touchless(arrived: Sequence[Arrived]) -> Figure:
    """Filed without a person, of all that arrived and was concluded."""
    rows = [one for one in arrived if _at_rest(one)]
    return _share(sum(one.number for one in rows if _alone(one)), sum(one.number for one in rows))


def _sample(samples: Sequence[Sample]) -> dict[str, Any]:
    """The blind sample: the only figure that speaks of what was filed without a person."""
    seen = [one for one in samples if one.reviewed_at]
    wrong_type = sum("type" in one.differs for one in seen)
    wrong_chart = sum(bool({"patient_id", "reject", "keep"} & set(one.differs)) for one in seen)
    return {
        "drawn": len(samples),
        "waiting": len(samples) - len(seen),
        "wrong": _share(sum(bool(one.differs) for one in seen), len(seen)),
        "wrong_chart": _share(wrong_chart, len(seen)),
        "wrong_type": _share(wrong_type, len(seen)),
        "fields": dict(Counter(name for one in seen for name in one.differs)),
    }


def _seconds(took: Sequence[float]) -> dict[str, Any]:
    ordered = sorted(took)
    spread = plain.quantiles(ordered, n=10, method="inclusive") if len(ordered) > 1 else ordered * 9
    return {
        "n": len(ordered),
        "p50": round(plain.median(ordered), 1) if ordered else None,
        "p90": round(spread[8], 1) if ordered else None,
        "spread": _spread(ordered, SECONDS, "80 and over"),
    }


def _spread(values: Sequence[float], steps: Sequence[tuple[str, int]], rest: str) -> dict[str, int]:
    """How many of the values are below each step."""
    found = {name: 0 for name, _ in steps} | {rest: 0}
    for value in values:
        found[next((name for name, below in steps if value < below), rest)] += 1
    return found


def _agreement(filed: Sequence[Verdict]) -> dict[str, Figure]:
    """How often people let stand what the program had said of the documents that they filed."""
    charts = [one for one in filed if one.chart in ("first", "other")]
    whole = [
        one.type == one.machine_type and one.chart == "first" and not one.missed and all(ok for _, _, ok in one.fields)
        for one in filed
    ]
    return {
        "type": _share(sum(one.type == one.machine_type for one in filed), len(filed)),
        "likeliest_chart": _share(sum(one.chart == "first" for one in charts), len(charts)),
        "everything": _share(sum(whole), len(whole)),
    }


def _corrections(filed: Sequence[Verdict]) -> dict[str, Figure]:
    """For each field: how often people changed or added it, of the documents that had it in the end."""
    there: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for one in filed:
        for name, _, right in one.fields:
            there[name] += 1
            changed[name] += not right
        for name in one.missed:
            there[name] += 1
            changed[name] += 1
    order = sorted(there, key=lambda name: (-changed[name], there[name], name))
    return {name: _share(changed[name], there[name]) for name in order}


def _types(filed: Sequence[Verdict]) -> list[tuple[float, bool]]:
    return [(one.type_confidence, one.type == one.machine_type) for one in filed]


def _charts(filed: Sequence[Verdict]) -> list[tuple[float, bool]]:
    return [(one.probability, one.chart == "first") for one in filed if one.chart in ("first", "other")]


def _fields(filed: Sequence[Verdict]) -> list[tuple[float, bool]]:
    return [(said, right) for one in filed for _, said, right in one.fields]


def _bins(pairs: Sequence[tuple[float, bool]]) -> list[dict[str, Any]]:
    """Bins of equal width: the mean of what was said, and the share that was right."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for said, right in pairs:
        bins[min(BINS - 1, int(said * BINS))].append((said, right))
    return [
        {"said": round(plain.fmean(said for said, _ in bins[number]), 4),
         "right": _share(sum(right for _, right in bins[number]), len(bins[number]))}
        for number in sorted(bins)
    ]  # fmt: skip


def _drift(arrived: Sequence[Arrived], now: str) -> list[dict[str, Any]]:
    """What of each sender needed a person, in the last days and before; drifted when the bounds do not meet."""
    edge = (datetime.fromisoformat(now) - timedelta(days=RECENT_DAYS)).date().isoformat()
    rows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in arrived:
        if _at_rest(one) and one.sender:
            time = "recent" if one.day > edge else "before"
            rows[one.sender][time] += one.number
            rows[one.sender][time + "_person"] += 0 if _alone(one) else one.number
    found = []
    for sender, count in rows.items():
        if min(count["recent"], count["before"]) < FEW:
            continue
        before, recent = (_share(count[time + "_person"], count[time]) for time in ("before", "recent"))
        apart = recent["low95"] > before["high95"] or recent["high95"] < before["low95"]
        found.append({"sender": sender, "before": before, "recent": recent, "drifted": apart})
    return sorted(found, key=lambda one: (not one["drifted"], -one["recent"]["n"]))


def _queue(waiting: Sequence[str], now: str) -> dict[str, Any]:
    moment = datetime.fromisoformat(now)
    ages = [(moment - datetime.fromisoformat(one)).total_seconds() for one in waiting]
    return {"waiting": len(ages), "oldest_s": round(max(ages, default=0.0)), "ages": _spread(ages, AGES, "over 1 d")}


def _throughput(arrived: Sequence[Arrived], verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """By day: what arrived, what of it was filed without a person, and what people decided on that day."""
    came, alone = _by_day(arrived, lambda _: True), _by_day(arrived, _alone)
    decided = Counter(one.at[:10] for one in verdicts)
    return [
        {"day": day, "arrived": came[day], "filed_alone": alone[day], "by_people": decided[day]}
        for day in sorted({*came, *decided})
    ]


def _by_day(arrived: Sequence[Arrived], which: Callable[[Arrived], bool]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in arrived:
        if which(one):
            found[one.day] += one.number
    return found
