"""The first page: where somebody goes after signing in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from pipeline.review.pages import SignedIn, show

router = APIRouter()


@router.get("/")
def home(request: Request, who: SignedIn) -> Response:
    """The queue, where there is one; else what the account may open."""
    if any(getattr(route, "path", "") == "/queue" for route in request.app.routes):
        return RedirectResponse("/queue", status_code=303)
    return show(request, "home.html", who)
