"""What the routes of the desk share: its use cases, the document within an account's limits, what comes next."""

from __future__ import annotations

from typing import Any

from fastapi import HTTPException, Request

from pipeline.accounts import Principal
from pipeline.desk import Desk
from pipeline.desk_case import Case
from pipeline.desk_records import Figures, Wanted
from pipeline.errors import IntakeError
from pipeline.records import Page, evolve
from pipeline.review.pages import site_of
from pipeline.review.patients import within

AHEAD = 2  # documents whose pictures are made, and sent, before they are asked for


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


def case_of(request: Request, who: Principal, item_id: str) -> Case:
    """The document, within what this account may see. A document that is not looks like one that is not there."""
    try:
        case = desk_of(request).open(item_id)
    except KeyError:
        raise HTTPException(404, "There is no such document.") from None
    if not within(request, who, case.item):
        raise HTTPException(404, "There is no such document.")
    return case


def drawn(request: Request, case: Case, page: Page, *, small: bool = False) -> tuple[bytes, str]:
    """A page of the case as a picture, and its media type."""
    of = site_of(request).more["pictures"].of
    body, kind = of(case.item.file_id, case.item.sha256, evolve(page, words=()), small=small)
    return body, kind


def ahead(request: Request, who: Principal, item_id: str) -> list[Case]:
    """The documents that this person is given after this one, as long as nobody else is quicker."""
    site = site_of(request)
    wanted = limited(who, free_for=who.actor, at=site.now(), limit=1 + AHEAD)
    found = []
    for item, _, _, _ in site.more["desk_ledger"].waiting(wanted):
        if item.item_id == item_id:
            continue
        try:
            found.append(desk_of(request).open(item.item_id))
        except KeyError:
            continue  # whoever opens it is told
    return found[:AHEAD]


def first_page(case: Case) -> Page:
    """The first page of the document, as reviewers turned it."""
    return next(page for page in case.pages if page.number == case.item.pages[0])


def paint_ahead(request: Request, who: Principal, item_id: str) -> None:
    """Make the first pictures of what this person is given next, so that nobody waits for them."""
    for case in ahead(request, who, item_id):
        try:
            drawn(request, case, first_page(case))
        except (IntakeError, OSError):
            continue  # whoever opens it is told
