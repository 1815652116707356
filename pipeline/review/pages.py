"""Templates as answers. Everything a template prints is escaped, but `Markup` of our own SVG."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from pipeline.accounts import NOBODY, Principal
from pipeline.items import Event
from pipeline.review.gate import Needs
from pipeline.review.site import Site

VERSION = "2"  # of the static files: part of their addresses, so that browsers may keep them

# What a route needs, declared by the type of its parameter.
Anybody = Annotated[Principal, Depends(Needs("public"))]
SignedIn = Annotated[Principal, Depends(Needs("signed_in"))]
Viewer = Annotated[Principal, Depends(Needs("view"))]
Indexer = Annotated[Principal, Depends(Needs("index"))]
Reviewer = Annotated[Principal, Depends(Needs("file"))]
Supervisor = Annotated[Principal, Depends(Needs("supervise"))]
Admin = Annotated[Principal, Depends(Needs("administer"))]

MENU = (
    ("/queue", "Queue", "view"),
    ("/patients", "Patients", "view"),
    ("/upload", "Upload", "upload"),
    ("/quality", "Quality", "supervise"),
    ("/operations", "Operations", "supervise"),
    ("/audit", "Audit", "supervise"),
)


class Pages:
    """The templates of a folder."""

    def __init__(self, folder: Path) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._environment.filters |= {"ago": ago, "span": span}

    def show(
        self,
        request: Request,
        template: str,
        who: Principal = NOBODY,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **values: Any,
    ) -> HTMLResponse:
        """The page made of a template, with what every page has: who is signed in, their menu and their token."""
        site: Site = request.app.state.site
        text = self._environment.get_template(template).render(
            who=who,
            menu=[(path, name) for path, name, needs in MENU if needs in who.may and path in request.app.state.paths],
            here=request.url.path,
            site_name=site.name,
            version=VERSION,
            idle_s=site.options.idle_minutes * 60,
            **values,
        )
        return HTMLResponse(text, status_code=status, headers=headers)


def show(request: Request, template: str, who: Principal, **values: Any) -> HTMLResponse:
    """`Pages.show` of the request's own application."""
    pages: Pages = request.app.state.pages
    return pages.show(request, template, who, **values)


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


def note(request: Request, who: Principal, action: str, item_id: str = "", detail: str = "") -> None:
    """Write to the audit before the answer goes out. `detail` holds ids, codes and counts only."""
    site_of(request).books.note(Event(actor=who.actor, action=action, item_id=item_id[:64], detail=detail))


def ago(text: str) -> str:
    """How long ago a UTC text was, for a person."""
    if not text:
        return "–"
    return span((datetime.now(UTC) - datetime.fromisoformat(text)).total_seconds())


def span(seconds: float) -> str:
    """Seconds as a person says them: 40 s, 12 min, 3 h, 2 d."""
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{max(seconds, 0):.0f} s"
