"""Operations: what is where, what waits and why, quarantine with release; the same as JSON and for Prometheus."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from starlette.responses import JSONResponse, RedirectResponse, Response

from pipeline.accounts import Limits, Principal
from pipeline.review.gate import Needs
from pipeline.review.pages import Supervisor, note, show, site_of
from pipeline.review.patients import visible, within

router = APIRouter()
Monitor = Annotated[Principal, Depends(Needs("metrics"))]
ALL = Limits()
_HELD = 200  # items of the quarantine on one page


@router.get("/operations")
def operations(request: Request, who: Supervisor) -> Response:
    site = site_of(request)
    note(request, who, "operations read")
    held = [item for item in site.books.find(states=("quarantine",), limit=_HELD) if within(request, who, item)]
    return show(request, "operations.html", who, figures=site.figures(who.limits), held=held)


@router.get("/operations.json")
def operations_json(request: Request, who: Supervisor) -> Response:
    note(request, who, "operations read")
    return JSONResponse(dict(site_of(request).figures(who.limits)))


@router.post("/quarantine/{item_id}/release")
def release(request: Request, who: Supervisor, item_id: str) -> Response:
    """Put an item back to work. The audit's line is part of the same transaction."""
    item = visible(request, who, item_id)
    if item.state != "quarantine":
        raise HTTPException(409, "This is not in quarantine any more.")
    site_of(request).release(item_id, who.actor)
    return RedirectResponse("/operations", status_code=303)


@router.get("/metrics")
def metrics(request: Request, who: Monitor) -> Response:
    """Counts for Prometheus: no names, no ids."""
    figures, registry = site_of(request).figures(ALL), CollectorRegistry()
    items = Gauge("chartdrop_items", "Files and documents by state.", ["state"], registry=registry)
    for state in ("working", "review", "filed", "quarantine", "separated"):
        items.labels(state).set(figures["states"].get(state, 0))
    waits = Gauge(
        "chartdrop_waiting_items", "Items that wait after a failure, by its code.", ["code"], registry=registry
    )
    for code, number in figures["waits_for"].items():
        waits.labels(code).set(number)
    Gauge("chartdrop_receipts", "Arrivals recorded.", registry=registry).set(figures["receipts"])
    Gauge("chartdrop_oldest_waiting_seconds", "Age of the oldest item that waits.", registry=registry).set(
        figures["oldest_s"]
    )
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4; charset=utf-8")
