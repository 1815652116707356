"""The quality page: how well the program and the desk do, as plots with tables, and the same figures as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from pipeline.accounts import Principal
from pipeline.plots import Move, Point, Share, bars, columns, counts, moves, reliability
from pipeline.review.case_view import label
from pipeline.review.pages import Supervisor, note, show, site_of

router = APIRouter()
PERIODS = (7, 30, 90)  # days
Days = Annotated[int, Query(ge=1, le=366)]
Figure = Mapping[str, Any]
_LONGEST = 26  # characters of a name beside a bar
_SENDERS = 12  # those with most documents, and every one that drifted
_FIELDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One plot, what it means, and the same as rows of a table."""

    svg: Markup
    means: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@router.get("/quality")
def quality(request: Request, who: Supervisor, days: Days = 30) -> Response:
    figures = _figures(request, who, days)
    return show(
        request, "quality.html", who, figures=figures, days=days, periods=PERIODS, drawings=_drawings(figures),
        squares=_squares(figures),
    )  # fmt: skip


@router.get("/quality.json")
def quality_json(request: Request, who: Supervisor, days: Days = 30) -> Response:
    return JSONResponse(_figures(request, who, days))


def _figures(request: Request, who: Principal, days: int) -> dict[str, Any]:
    note(request, who, "quality read", detail=f"{days} days")
    found: dict[str, Any] = site_of(request).more["quality"](who.limits, days)
    return found


def _drawings(figures: Figure) -> list[Drawing]:
    sample, agreed, day = figures["sample"], figures["agreement"], figures["throughput"]
    return [
        _bars(
            "Blind sample: what was filed without a person and is wrong",
            {"anything": sample["wrong"], "chart": sample["wrong_chart"], "type": sample["wrong_type"]},
            "Documents drawn at random and looked at as if they were doubtful: the only unbiased figure of errors.",
        ),
        _bars(
            "What people let stand",
            {"type": agreed["type"], "likeliest chart": agreed["likeliest_chart"], "everything": agreed["everything"]},
            "Of the documents that people filed: doubtful ones, so these are lower than of all documents.",
        ),
        _columns(
            "Documents by day of arrival: touchless, and the rest",
            day, {"filed without a person": "filed_alone", "other": ""}, "What still waits counts among the rest.",
        ),
        _columns("Decided by people, by day", day, {"decided": "by_people"}, "Filed, kept with the fax, or rejected."),
        _counts("Seconds that a document was open", figures["seconds"]["spread"], "From opening to the decision."),
        _counts("How long what is in the queue has waited", figures["queue"]["ages"], "Now, whatever the days above."),
        _bars(
            "Fields that people changed or added",
            {label(name): one for name, one in list(figures["corrections"].items())[:_FIELDS]},
            "Of the filed documents that have the field in the end; most often changed first.",
        ),
        _moves(figures["drift"]),
    ]  # fmt: skip


def _squares(figures: Figure) -> list[Drawing]:
    names = {"type": "type", "chart": "likeliest chart", "fields": "fields"}
    return [_reliability(f"How sure, how right: {names[name]}", bins) for name, bins in figures["reliability"].items()]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _of(name: str, figure: Figure) -> Share:
    return Share(
        name=_short(name), share=figure["share"], low=figure["low95"], high=figure["high95"], n=figure["n"]
    )  # fmt: skip


def _cells(figure: Figure) -> tuple[str, ...]:
    if not figure["n"]:
        return ("–", "–", "0")
    return (f"{figure['share']:.1%}", f"{figure['low95']:.1%} to {figure['high95']:.1%}", str(figure["n"]))


def _bars(title: str, shares: Mapping[str, Figure], means: str) -> Drawing:
    return Drawing(
        svg=Markup(bars(title, [_of(name, one) for name, one in shares.items()])),  # noqa: S704 - our own, escaped there
        means=means,
        head=("", "share", "95% bounds", "n"),
        rows=tuple((name, *_cells(one)) for name, one in shares.items()),
    )


def _counts(title: str, numbers: Mapping[str, int], means: str) -> Drawing:
    rows = tuple((name, str(number)) for name, number in numbers.items())
    return Drawing(svg=Markup(counts(title, numbers)), means=means, head=("", "documents"), rows=rows)  # noqa: S704


def _columns(title: str, days: Sequence[Figure], names: Mapping[str, str], means: str) -> Drawing:
    """`names` maps what a part is called to its figure; an empty one is what the others leave of the arrivals."""
    parts = {
        name: [one[key] if key else one["arrived"] - one["filed_alone"] for one in days] for name, key in names.items()
    }
    dates = [str(one["day"]) for one in days]
    rows = tuple((day, *(str(part[place]) for part in parts.values())) for place, day in enumerate(dates))
    return Drawing(svg=Markup(columns(title, dates, parts)), means=means, head=("day", *parts), rows=rows)  # noqa: S704


def _moves(drift: Sequence[Figure]) -> Drawing:
    shown = [one for place, one in enumerate(drift) if one["drifted"] or place < _SENDERS]
    rows = [
        Move(name=_short(one["sender"]), before=_of(one["sender"], one["before"]),
             recent=_of(one["sender"], one["recent"]), marked=one["drifted"])
        for one in shown
    ]  # fmt: skip
    return Drawing(
        svg=Markup(moves("Needed a person, by sender: before, and the last 7 days", rows)),  # noqa: S704
        means="▲ marks a sender whose bounds of before and now do not meet: look at what changed on his forms.",
        head=("sender", "before", "bounds", "n", "last 7 days", "bounds", "n", "changed"),
        rows=tuple(
            (one["sender"], *_cells(one["before"]), *_cells(one["recent"]), "yes" if one["drifted"] else "no")
            for one in shown
        ),
    )


def _reliability(title: str, bins: Sequence[Figure]) -> Drawing:
    points = [
        Point(
            x=one["said"], y=one["right"]["share"], low=one["right"]["low95"], high=one["right"]["high95"],
            says=f"said {one['said']:.0%}, right {' · '.join(_cells(one['right']))}",
        )
        for one in bins
    ]  # fmt: skip
    return Drawing(
        svg=Markup(reliability(title, points)),  # noqa: S704
        means="On the line it is as often right as it says. Of what people filed.",
        head=("said", "right", "95% bounds", "n"),
        rows=tuple((f"{one['said']:.0%}", *_cells(one["right"])) for one in bins),
    )
