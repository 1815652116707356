"""Whether the service lives and can work: for supervisors of processes, without patient data."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from pipeline.review.pages import Anybody, site_of

router = APIRouter()


@router.get("/healthz")
def healthz(who: Anybody) -> Response:
    """The process answers."""
    return JSONResponse({"alive": True})


@router.get("/readyz")
def readyz(request: Request, who: Anybody) -> Response:
    """Each thing it needs, and whether it answers; 503 when one does not."""
    parts = dict(site_of(request).ready())
    return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)
