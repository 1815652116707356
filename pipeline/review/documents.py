"""The page of one document and what can be done on it. A page is never shown without a line of the audit.

What the desk refuses, it raises; the application answers it in words (`app._not_now`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, HTTPException, Request
from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response

from pipeline.accounts import Principal
from pipeline.desk_case import Ask
from pipeline.desk_records import List
from pipeline.errors import Claimed
from pipeline.items import Item
from pipeline.records import DocumentType
from pipeline.review.case_view import view
from pipeline.review.desk import case_of, desk_of, figures_of, paint_ahead
from pipeline.review.pages import Indexer, Pages, Reviewer, Supervisor, Viewer, note, show, site_of
from pipeline.review.patients import visible

router = APIRouter()
Given = Annotated[str, Body()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where the reviewer is after a deed: the document before him, or the queue when `item_id` is empty."""

    item_id: str
    says: str = ""


@router.get("/documents/{item_id}")
def document(request: Request, who: Viewer, item_id: str) -> Response:
    """The document's page; opening it claims it, for whoever may change it."""
    values = _shown(request, who, item_id)
    note(request, who, "viewed", item_id)
    page = show(request, "document.html", who, **values)
    page.background = BackgroundTask(paint_ahead, request, who, item_id)
    return page


def _shown(request: Request, who: Principal, item_id: str, says: str = "") -> dict[str, Any]:
    case, now = case_of(request, who, item_id), site_of(request).now()
    held, lease = "", case.standing.lease
    mine = lease is not None and lease.actor == who.actor and lease.until > now  # the page's heartbeat extends it
    open_to = case.item.state == "review" or case.sampled or case.standing.place.list == "same_fax"
    if "index" in who.may and open_to and not mine:
        try:
            desk_of(request).claim(item_id, who.actor)
        except Claimed as error:
            held = str(error)
    return {"case": view(case, who.actor, site_of(request).patient), "held": held, "says": says,
            "figures": figures_of(request, who)}  # fmt: skip


def _answer(request: Request, who: Principal, answer: Answer) -> Response:
    """The next state of the page, as the part of it that changes."""
    if not answer.item_id:
        return JSONResponse({"url": "/queue", "says": answer.says})
    pages: Pages = request.app.state.pages
    values = _shown(request, who, answer.item_id, answer.says)
    if answer.item_id != request.path_params.get("item_id"):
        note(request, who, "viewed", answer.item_id)
    html = pages.show(request, "_case.html", who, **values)
    said = {"url": f"/documents/{answer.item_id}", "html": bytes(html.body).decode(), "says": answer.says}
    return JSONResponse(said, background=BackgroundTask(paint_ahead, request, who, answer.item_id))


@router.post("/documents/{item_id}/say")
def say(
    request: Request,
    who: Indexer,
    item_id: str,
    version: Annotated[int, Body()],
    what: Annotated[Literal["correct", "accept", "choose", "rotate", "type"], Body()],
    field: Given = "",
    value: Given = "",
    typed: Annotated[bool, Body()] = False,
) -> Response:
    """Say what is right: a field, the patient, the type, how a page is turned."""
    visible(request, who, item_id)
    desk, ask = desk_of(request), Ask(item_id=item_id, version=version, actor=who.actor)
    if what == "correct":
        desk.correct(ask, field, value, typed=typed)
    elif what == "accept":
        desk.accept(ask, field)
    elif what == "rotate":
        desk.rotate(ask, int(value) if value.isdecimal() else 1)
    elif what == "type":
        desk.set_type(ask, _type(value))
    else:
        if site_of(request).patient(value) is None:
            raise HTTPException(404, "There is no such chart.")
        desk.choose(ask, value)
    return _answer(request, who, Answer(item_id=item_id))


def _type(name: str) -> DocumentType:
    from pipeline.stages.classify import named

    try:
        return named(name)
    except StopIteration:
        raise HTTPException(422, "That is no type of document.") from None


@router.post("/documents/{item_id}/pages")
def pages(
    request: Request,
    who: Indexer,
    item_id: str,
    version: Annotated[int, Body()],
    what: Annotated[Literal["split", "merge", "move", "cover", "blank"], Body()],
    page: Annotated[int, Body()] = 0,
    other: Given = "",
) -> Response:
    """Put pages together otherwise: split, merge, move, mark as cover or blank."""
    visible(request, who, item_id)
    desk, ask = desk_of(request), Ask(item_id=item_id, version=version, actor=who.actor)
    made: tuple[Item, ...]
    if what == "split":
        made = desk.split(ask, page)
    elif what == "merge":
        made = desk.merge(ask, other)
    elif what == "move":
        made = desk.move(ask, page, other)
    else:
        made = desk.mark(ask, page, what)
    first = next((item for item in made if not item.cover), made[0])
    return _answer(request, who, Answer(item_id=first.item_id, says=f"Now {len(made)} document(s). u undoes."))


@router.post("/documents/{item_id}/decide")
def decide(
    request: Request,
    who: Reviewer,
    item_id: str,
    version: Annotated[int, Body()],
    what: Annotated[Literal["file", "keep", "reject", "send", "aside", "new_chart", "queue", "checked"], Body()],
    reason: Given = "",
    to: Given = "",
    text: Given = "",
    acknowledged: Annotated[list[str] | None, Body()] = None,
) -> Response:
    """Decide: file it, keep it with its fax, reject, send, set aside; then the next document."""
    visible(request, who, item_id)
    desk, ask = desk_of(request), Ask(item_id=item_id, version=version, actor=who.actor)
    lists: dict[str, List] = {"aside": "aside", "new_chart": "new_chart", "queue": ""}
    if what == "file":
        desk.approve(ask, acknowledged or ())
    elif what == "keep":
        desk.keep(ask)
    elif what == "checked":
        desk.checked(ask)
    elif what == "reject":
        desk.reject(ask, reason, text)
    elif what == "send":
        desk.send(ask, to.strip(), text)
    else:
        desk.put_on(ask, lists[what], text)
    done = {"file": "Filed", "keep": "Kept with its fax", "reject": "Rejected", "send": "Sent", "checked": "Checked"}
    return _answer(
        request,
        who,
        Answer(item_id=desk.next(who.actor, who.limits, item_id) or "", says=f"{done.get(what, 'Moved')}. u undoes."),
    )


@router.post("/documents/{item_id}/take-back")
def take_back(
    request: Request, who: Supervisor, item_id: str, version: Annotated[int, Body()], reason: Given
) -> Response:
    """Take a filed document out of its chart."""
    visible(request, who, item_id)
    desk_of(request).take_back(Ask(item_id=item_id, version=version, actor=who.actor), reason)
    return JSONResponse({"url": f"/documents/{item_id}", "says": "Taken back."})


@router.post("/undo")
def undo(request: Request, who: Indexer) -> Response:
    """Undo this person's newest deed, and go to its document."""
    kind, item_id = desk_of(request).undo(who.actor)
    visible(request, who, item_id)
    return _answer(request, who, Answer(item_id=item_id, says=f"Undone: {kind.replace('_', ' ')}."))
