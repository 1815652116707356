"""A page in the viewer: its picture, its words, and that somebody looked at it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Query, Request
from starlette.responses import JSONResponse, Response

from pipeline.records import evolve
from pipeline.review.desk import ahead, case_of, desk_of, drawn, first_page
from pipeline.review.pages import Indexer, Viewer, note, show, site_of
from pipeline.review.patients import visible

router = APIRouter()


@router.get("/documents/{item_id}/pages/{number}")
def picture(
    request: Request, who: Viewer, item_id: str, number: int, received: bool = False, small: bool = False,
    early: bool = False,
) -> Response:  # fmt: skip
    """The page as a picture: upright, as it was received, or as a thumbnail; `early` before it is shown."""
    case = case_of(request, who, item_id)
    page = next((one for one in case.pages if one.number == number), None)
    if page is None:
        raise HTTPException(404, "The fax has no such page.")
    body, kind = drawn(request, case, evolve(page, rotation=0) if received else page, small=small)
    if not small:  # nobody reads a thumbnail
        note(request, who, "page sent ahead" if early else "page viewed", item_id, f"page {number}")
    return Response(body, media_type=kind)


@router.get("/documents/{item_id}/ahead")
def following(request: Request, who: Indexer, item_id: str) -> Response:
    """The addresses of the first pages of what comes next, as the viewer will ask for them."""
    cases = ahead(request, who, item_id)
    pages = [(case.item.item_id, first_page(case)) for case in cases]
    return JSONResponse([f"/documents/{name}/pages/{page.number}?turn={page.rotation}" for name, page in pages])


@router.get("/documents/{item_id}/words/{number}")
def words(request: Request, who: Viewer, item_id: str, number: int) -> Response:
    """The words of a page with their boxes, as text: for clicking and for screen readers."""
    case = case_of(request, who, item_id)
    page = next((one for one in case.pages if one.number == number), None)
    if page is None:
        raise HTTPException(404, "The fax has no such page.")
    hidden = {str(case.machine.extraction.fields[name].value) for name in case.to_type}
    found = [[word.text, *word.box.as_list()] for word in page.words if word.text not in hidden]
    return JSONResponse({"width": page.width, "height": page.height, "words": found})


@router.get("/documents/{item_id}/patients")
def patients(request: Request, who: Viewer, item_id: str, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Charts that fit what was typed."""
    visible(request, who, item_id)
    found = list(site_of(request).search(q))[:8] if q.strip() else []
    note(request, who, "patients searched", item_id, f"{len(found)} found")
    return show(request, "_found.html", who, found=found)


@router.post("/documents/{item_id}/seen")
def seen(request: Request, who: Viewer, item_id: str, page: Annotated[int, Body(embed=True)]) -> Response:
    """A page was on the screen at a size that can be read."""
    visible(request, who, item_id)
    try:
        desk_of(request).look(item_id, who.actor, page)
    except KeyError:
        raise HTTPException(404, "The document has no such page.") from None
    return JSONResponse({})


@router.post("/documents/{item_id}/lease")
def lease(request: Request, who: Indexer, item_id: str) -> Response:
    """The heartbeat of an open page."""
    visible(request, who, item_id)
    desk_of(request).claim(item_id, who.actor)
    return JSONResponse({})
