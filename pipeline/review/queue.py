"""The queue: what waits for a person, most urgent first, with filters, counts and what was done today."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from pipeline.desk_records import LISTS, List
from pipeline.records import TYPES
from pipeline.review.case_view import TYPE_NAMES
from pipeline.review.desk import desk_of, figures_of, limited
from pipeline.review.pages import Indexer, Viewer, note, show, site_of

router = APIRouter()
LIST_NAMES = {
    "": "Queue", "aside": "Set aside", "new_chart": "New chart needed", "ask_sender": "Ask the sender",
    "same_fax": "Same fax as one taken back",
}  # fmt: skip
Short = Annotated[str, Query(max_length=100)]


@router.get("/queue")
def queue(
    request: Request, who: Viewer, list: Short = "", type: Short = "", source: Short = "", reason: Short = "",
    assignee: Short = "", team: Short = "", q: Short = "",
) -> Response:  # fmt: skip
    """The page; an htmx request gets its table alone."""
    named: List = next((one for one in LISTS if one == list), "")
    site = site_of(request)
    wanted = limited(who, list=named, type=type, source=source, reason=reason, assignee=assignee, queue=team, text=q)
    rows = site.more["desk_ledger"].waiting(wanted)
    note(request, who, "queue searched" if q else "queue read", "", f"{len(rows)} found")
    part = bool(request.headers.get("hx-request"))
    return show(
        request, "_queue.html" if part else "queue.html", who, rows=rows, figures=figures_of(request, who),
        lists=LIST_NAMES, types=[(name, TYPE_NAMES[name]) for name in TYPES], wanted=wanted, type_names=TYPE_NAMES,
        now=site.now(), reasons=sorted({doubt.code for row in rows for doubt in row[0].reasons}),
        teams=sorted({row[1].queue for row in rows if row[1] and row[1].queue}),
        assignees=sorted({row[2].assignee for row in rows if row[2].assignee}),
    )  # fmt: skip


@router.post("/queue/next")
def following(request: Request, who: Indexer) -> Response:
    """Claim the most urgent document and go to it."""
    item_id = desk_of(request).next(who.actor, who.limits)
    return RedirectResponse(f"/documents/{item_id}" if item_id else "/queue", status_code=303)
