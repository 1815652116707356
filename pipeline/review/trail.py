"""The audit as a page for supervisors: who did what, newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from pipeline.review.pages import Supervisor, note, show, site_of

router = APIRouter()
_SHOWN = 100


@router.get("/audit")
def audit(
    request: Request,
    who: Supervisor,
    before: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    about: Annotated[str, Query(max_length=128)] = "",
) -> Response:
    """Lines before a number; those of one actor, document or chart."""
    lines = site_of(request).events(before, _SHOWN, about.strip())
    note(request, who, "audit read", detail=f"{len(lines)} lines")
    older = lines[-1]["seq"] if len(lines) == _SHOWN else 0
    return show(request, "audit.html", who, lines=lines, about=about, older=older)
