"""Patients: search, what is filed for one chart, and its documents as downloads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from pipeline.accounts import Principal
from pipeline.items import Item
from pipeline.review.pages import Viewer, note, show, site_of

router = APIRouter()
Typed = Annotated[str, Query(max_length=200)]
# A document comes from outside: it is saved, never shown as a page of this desk.
_SANDBOX = {"content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}


def place_of(request: Request, item: Item) -> str:
    """The site a document belongs to, as its first arrival with one says; empty when none does."""
    receipts = site_of(request).books.receipts_of(item.file_id)
    return next((receipt.destination.site for receipt in receipts if receipt.destination.site), "")


def within(request: Request, who: Principal, item: Item) -> bool:
    """Whether a document is within the limits of who asks; the arrivals are looked up only where a site matters."""
    return who.limits.cover(type=item.type, site=place_of(request, item) if who.limits.sites else "")


def visible(request: Request, who: Principal, item_id: str) -> Item:
    """The document, when it is within the limits of who asks. Raises HTTPException 404: absent, or not theirs."""
    try:
        item = site_of(request).books.item(item_id)
    except KeyError:
        raise HTTPException(404, "There is no such document.") from None
    if not within(request, who, item):
        note(request, who, "refused", item_id, "outside the account's limits")
        raise HTTPException(404, "There is no such document.")
    return item


@router.get("/patients")
def search(request: Request, who: Viewer, q: Typed = "") -> Response:
    found = site_of(request).search(q) if q.strip() else ()
    if q.strip():
        note(request, who, "patients searched", detail=f"{len(found)} found")
    return show(request, "patients.html", who, q=q, found=found)


@router.get("/patients/{patient_id}")
def chart(request: Request, who: Viewer, patient_id: str) -> Response:
    site = site_of(request)
    patient = site.patient(patient_id)
    if patient is None:
        raise HTTPException(404, "There is no such chart.")
    note(request, who, "chart viewed", detail=f"chart:{patient.patient_id}")
    entries = [entry for entry in site.filed(patient.patient_id) if _theirs(request, who, entry.document_id)]
    return show(request, "chart.html", who, patient=patient, entries=entries)


def _theirs(request: Request, who: Principal, document_id: str) -> bool:
    if who.limits.sites == () and who.limits.types == ():
        return True
    try:
        item = site_of(request).books.item(document_id)
    except KeyError:
        return False
    return within(request, who, item)


@router.get("/documents/{item_id}/original")
def original(request: Request, who: Viewer, item_id: str) -> Response:
    """The file as it came, byte for byte."""
    item = visible(request, who, item_id)
    return _download(request, who, item, f"originals/{item.sha256}", "application/octet-stream", "original")


@router.get("/documents/{item_id}/pdf")
def searchable(request: Request, who: Viewer, item_id: str) -> Response:
    """The document's own pages with a text layer."""
    item = visible(request, who, item_id)
    return _download(request, who, item, f"documents/{item.item_id}/document.pdf", "application/pdf", "document.pdf")


def _download(request: Request, who: Principal, item: Item, key: str, kind: str, name: str) -> Response:
    """The object, as an attachment whose name holds ids only."""
    try:
        body = site_of(request).blobs().open(key)
    except KeyError:
        raise HTTPException(404, "This document is not filed yet.") from None
    note(request, who, "downloaded", item.item_id, name)
    attachment = {"content-disposition": f'attachment; filename="{item.item_id}-{name}"'}
    return Response(body, media_type=kind, headers=_SANDBOX | attachment)
