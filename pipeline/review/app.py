"""The desk's web application: routes, templates, errors as pages or JSON. `create(site)` makes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from pipeline.errors import Claimed, DiskFull, IntakeError, StaleItem, TransientError
from pipeline.review import account, api, documents, figures, home, patients, quality, queue, status, trail, viewer
from pipeline.review.gate import Guard, NotSignedIn, check_declared, routes_of
from pipeline.review.pages import Pages
from pipeline.review.signin import SignIn
from pipeline.review.site import Site

HERE = Path(__file__).parent
ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    account.router,
    queue.router,
    documents.router,
    viewer.router,
    patients.router,
    api.router,
    figures.router,
    quality.router,
    trail.router,
    status.router,
)
FORM_ROOM = 1_000_000  # bytes beside an upload's file: the multipart frame, and every other request


def create(site: Site, routers: Sequence[APIRouter] = ROUTERS) -> FastAPI:
    """The application for one site. Raises RuntimeError for a route that does not declare what it needs."""
    options = site.options
    app = FastAPI(title="chartdrop", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.site = site
    app.state.origins = frozenset(options.origins)
    app.state.pages = Pages(HERE / "templates")
    app.state.signin = SignIn(
        site.access, site.secret, idle=timedelta(minutes=options.idle_minutes), must_confirm=options.must_confirm
    )
    for router in routers:
        app.router.routes.extend(router.routes)  # as they are: include_router wraps them in newer FastAPI
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    check_declared(app)
    app.state.paths = frozenset(route.path for route in routes_of(app))
    hosts = frozenset(urlsplit(origin).netloc.lower() for origin in options.origins)
    app.add_middleware(Guard, hosts=hosts, longest=options.max_upload + FORM_ROOM, tls=options.secure)
    app.add_exception_handler(NotSignedIn, _not_signed_in)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(IntakeError, _not_now)
    return app


def _wants_json(request: Request) -> bool:
    """Whoever sends or asks for JSON is answered in it."""
    asked = request.headers.get("accept", "") + request.headers.get("content-type", "")
    return request.url.path.startswith("/api/") or "application/json" in asked


def _not_signed_in(request: Request, _error: Exception) -> Response:
    """A page leads to the sign-in, a part of a page makes its page do so, everything else is told."""
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    if request.method == "GET" and not _wants_json(request):
        return RedirectResponse("/sign-in", status_code=303)
    return JSONResponse({"error": "not_signed_in", "says": "Sign in, or give an API key."}, status_code=401,
                        headers={"WWW-Authenticate": "Bearer"})  # fmt: skip


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    says = {404: "There is no such page.", 405: "This cannot be done here."}.get(error.status_code, str(error.detail))
    if error.detail not in ("Not Found", "Method Not Allowed"):
        says = str(error.detail)
    return _say(request, error.status_code, "refused", says, dict(error.headers or {}))


def _not_understood(request: Request, error: Exception) -> Response:
    """Names the parameters that are wrong, never their values."""
    assert isinstance(error, RequestValidationError)
    names = sorted({str(one["loc"][-1]) for one in error.errors()})
    return _say(request, 422, "not_understood", f"Not understood: {', '.join(names)}.")


def _not_now(request: Request, error: Exception) -> Response:
    assert isinstance(error, IntakeError)
    if isinstance(error, StaleItem | Claimed):
        status = 409
    elif isinstance(error, TransientError):
        status = 507 if isinstance(error, DiskFull) else 503
    else:
        status = 422
    return _say(request, status, error.code, str(error), {"Retry-After": "30"} if status in (503, 507) else None)


def _say(request: Request, status: int, code: str, says: str, headers: dict[str, str] | None = None) -> Response:
    if _wants_json(request) or request.headers.get("hx-request"):
        return JSONResponse({"error": code, "says": says}, status_code=status, headers=headers)
    pages: Pages = request.app.state.pages
    return pages.show(request, "message.html", title="Not done", says=says, status=status, headers=headers)
