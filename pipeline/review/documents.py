"""The page of one document and what can be done on it. A page is never shown without a line of the audit.

What the desk refuses, it raises; the application answers it in words (`app._not_now`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, HTTPException, Query, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, JSONResponse, Response

from pipeline.accounts import Principal
from pipeline.desk import Desk
from pipeline.desk_case import Ask, Case
from pipeline.desk_records import Figures, List, Wanted
from pipeline.errors import Claimed, IntakeError
from pipeline.items import Item
from pipeline.records import DocumentType, evolve
from pipeline.review.case_view import view
from pipeline.review.pages import Indexer, Pages, Reviewer, Supervisor, Viewer, note, show, site_of
from pipeline.review.patients import within

router = APIRouter()
Given = Annotated[str, Body()]
AHEAD = 2  # documents whose pictures are made before they are asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Where the reviewer is after a deed: the document before him, or the queue when `item_id` is empty."""

    item_id: str
    says: str = ""


def desk_of(request: Request) -> Desk:
    desk: Desk = site_of(request).more["desk"]
    return desk


def figures_of(request: Request, who: Principal) -> Figures:
    site = site_of(request)
    found: Figures = site.more["desk_ledger"].figures(who.actor, site.now()[:10], limited(who))
    return found


def limited(who: Principal, **more: Any) -> Wanted:
    """What of the queue this account may see, and what else is asked of it."""
    return Wanted(types=who.limits.types, sites=who.limits.sites, **more)


def _case(request: Request, who: Principal, item_id: str) -> Case:
    """The document, within what this account may see. A document that is not looks like one that is not there."""
    try:
        case = desk_of(request).open(item_id)
    except KeyError:
        raise HTTPException(404, "There is no such document.") from None
    if not within(request, who, case.item):
        raise HTTPException(404, "There is no such document.")
    return case


@router.get("/documents/{item_id}")
def document(request: Request, who: Viewer, item_id: str) -> Response:
    """The document's page; opening it claims it, for whoever may change it."""
    values = _shown(request, who, item_id)
    note(request, who, "viewed", item_id)
    page = show(request, "document.html", who, **values)
    page.background = BackgroundTask(_paint_ahead, request, who, item_id)
    return page


def _shown(request: Request, who: Principal, item_id: str, says: str = "") -> dict[str, Any]:
    case = _case(request, who, item_id)
    held = ""
    if "index" in who.may and (case.item.state == "review" or case.sampled or case.standing.place.list == "same_fax"):
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
    html = pages.show(request, "_case.html", who, **values)
    said = {"url": f"/documents/{answer.item_id}", "html": bytes(html.body).decode(), "says": answer.says}
    return JSONResponse(said, background=BackgroundTask(_paint_ahead, request, who, answer.item_id))


def _paint_ahead(request: Request, who: Principal, item_id: str) -> None:
    """Make the first pictures of what this person is given next, so that nobody waits for them."""
    more = site_of(request).more
    wanted = limited(who, free_for=who.actor, at=site_of(request).now(), limit=1 + AHEAD)
    for item, _, _, _ in more["desk_ledger"].waiting(wanted):
        if item.item_id == item_id:
            continue
        try:
            case = desk_of(request).open(item.item_id)
            page = next(one for one in case.pages if one.number == item.pages[0])
            more["pictures"].of(item.file_id, item.sha256, evolve(page, words=()))
        except (IntakeError, KeyError, OSError):
            continue  # whoever opens it is told


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
    _case(request, who, item_id)
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
    _case(request, who, item_id)
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
    _case(request, who, item_id)
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
    _case(request, who, item_id)
    desk_of(request).take_back(Ask(item_id=item_id, version=version, actor=who.actor), reason)
    return JSONResponse({"url": f"/documents/{item_id}", "says": "Taken back."})


@router.post("/undo")
def undo(request: Request, who: Indexer) -> Response:
    """Undo this person's newest deed, and go to its document."""
    kind, item_id = desk_of(request).undo(who.actor)
    _case(request, who, item_id)
    return _answer(request, who, Answer(item_id=item_id, says=f"Undone: {kind.replace('_', ' ')}."))


@router.post("/documents/{item_id}/seen")
def seen(request: Request, who: Viewer, item_id: str, page: Annotated[int, Body(embed=True)]) -> Response:
    """A page was on the screen at a size that can be read."""
    _case(request, who, item_id)
    try:
        desk_of(request).look(item_id, who.actor, page)
    except KeyError:
        raise HTTPException(404, "The document has no such page.") from None
    return JSONResponse({"unseen": desk_of(request).open(item_id).unseen(who.actor)})


@router.post("/documents/{item_id}/lease")
def lease(request: Request, who: Indexer, item_id: str) -> Response:
    """The heartbeat of an open page."""
    _case(request, who, item_id)
    desk_of(request).claim(item_id, who.actor)
    return JSONResponse({})


@router.get("/documents/{item_id}/pages/{number}")
def picture(request: Request, who: Viewer, item_id: str, number: int, received: bool = False) -> Response:
    """The page as a picture: upright, or as it was received."""
    case = _case(request, who, item_id)
    page = next((one for one in case.pages if one.number == number), None)
    if page is None:
        raise HTTPException(404, "The fax has no such page.")
    path = (
        site_of(request)
        .more["pictures"]
        .of(case.item.file_id, case.item.sha256, evolve(page, rotation=0) if received else evolve(page, words=()))
    )
    note(request, who, "page viewed", item_id, f"page {number}")
    return FileResponse(path, media_type="image/png" if path.suffix == ".png" else "image/jpeg")


@router.get("/documents/{item_id}/words/{number}")
def words(request: Request, who: Viewer, item_id: str, number: int) -> Response:
    """The words of a page with their boxes, as text: for clicking and for screen readers."""
    case = _case(request, who, item_id)
    page = next((one for one in case.pages if one.number == number), None)
    if page is None:
        raise HTTPException(404, "The fax has no such page.")
    hidden = {str(case.machine.extraction.fields[name].value) for name in case.to_type}
    found = [[word.text, *word.box.as_list()] for word in page.words if word.text not in hidden]
    return JSONResponse({"width": page.width, "height": page.height, "words": found})


@router.get("/documents/{item_id}/patients")
def patients(request: Request, who: Viewer, item_id: str, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Charts that fit what was typed."""
    _case(request, who, item_id)
    found = list(site_of(request).search(q))[:8] if q.strip() else []
    note(request, who, "patients searched", item_id, f"{len(found)} found")
    return show(request, "_found.html", who, found=found)
