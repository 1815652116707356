"""Every route, with every role, on documents of the own and of another site: a route that is not listed fails."""

from __future__ import annotations

import json
from itertools import pairwise
from types import ModuleType

import pytest

from pipeline.accounts import ROLES, Permission, allowed
from pipeline.items import Change, IndexEntry, Item
from pipeline.ports import PatientChange
from pipeline.records import Destination, Patient, Receipt
from pipeline.review.gate import declared, routes_of
from pipeline.wiring import App

# what each route needs; whoever adds a route says so here
ROUTES: dict[str, Permission] = {
    "GET /": "signed_in",
    "GET /sign-in": "public",
    "POST /sign-in": "public",
    "GET /second-factor": "public",
    "POST /second-factor": "public",
    "POST /sign-out": "signed_in",
    "GET /account": "signed_in",
    "GET /queue": "view",
    "POST /queue/next": "index",
    "GET /documents/{item_id}": "view",
    "POST /documents/{item_id}/say": "index",
    "POST /documents/{item_id}/pages": "index",
    "POST /documents/{item_id}/decide": "file",
    "POST /documents/{item_id}/take-back": "supervise",
    "POST /undo": "index",
    "POST /documents/{item_id}/seen": "view",
    "POST /documents/{item_id}/lease": "index",
    "GET /documents/{item_id}/pages/{number}": "view",
    "GET /documents/{item_id}/ahead": "index",
    "GET /documents/{item_id}/words/{number}": "view",
    "GET /documents/{item_id}/patients": "view",
    "GET /patients": "view",
    "GET /patients/{patient_id}": "view",
    "GET /documents/{item_id}/original": "view",
    "GET /documents/{item_id}/pdf": "view",
    "GET /upload": "upload",
    "POST /api/v1/files": "upload",
    "GET /api/v1/openapi.json": "public",
    "GET /quality": "supervise",
    "GET /quality.json": "supervise",
    "GET /operations": "supervise",
    "GET /operations.json": "supervise",
    "POST /quarantine/{item_id}/release": "supervise",
    "GET /metrics": "metrics",
    "GET /audit": "supervise",
    "GET /healthz": "public",
    "GET /readyz": "public",
}
LEAST = {"public": "", "signed_in": "viewer", "view": "viewer", "upload": "indexer", "index": "indexer",
         "file": "reviewer", "supervise": "supervisor", "metrics": "supervisor", "administer": "admin"}  # fmt: skip
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


def listed(web) -> dict[str, Permission]:
    return {f"{method} {route.path}": declared(route) for route in routes_of(web) for method in route.methods}


@pytest.fixture
def site(app: App) -> App:
    """Two documents in one chart: one of site north, one of site south; and one item in quarantine of each."""
    app.patients.apply([PatientChange(patient=Patient(patient_id="P1", family_name=NASTY, given_name="=1+1|^~&"))])
    for number, place in enumerate(("north", "south"), 1):
        sha = f"{number}" * 64
        app.ledger.record(
            Receipt(receipt_id=f"r-{number}", sha256=sha, size=3, name=f"../../{NASTY}.pdf", source="upload",
                    identity=f"i{number}", received_at="2026-01-02T03:04:05.000Z", destination=Destination(site=place))
        )  # fmt: skip
        item = Item(item_id=f"d-{number}", kind="document", file_id=f"f-{number}", sha256=sha, name=NASTY,
                    received_at="2026-01-02T03:04:05.000Z", state="quarantine", type="consent", pages=(1,))  # fmt: skip
        entry = IndexEntry(document_id=item.item_id, patient_id="P1", type="consent", document_date="2026-01-01",
                           filed_at="2026-01-02T03:04:05.000Z", body=json.dumps({"x": NASTY}).encode())  # fmt: skip
        app.ledger.commit(Change(items=(item,), entries=(entry,)))
    return app


def test_every_route_is_listed_with_what_it_needs(rig: ModuleType, app: App) -> None:
    assert listed(rig.application(app)) == ROUTES


def test_roles_add_up() -> None:
    for lower, higher in pairwise(ROLES):
        assert allowed(lower) < allowed(higher)


def ask(browser, route: str):
    method, _, path = route.partition(" ")
    path = path.replace("{patient_id}", "P1").replace("{item_id}", "d-1").replace("{number}", "1")
    return browser.get(path) if method == "GET" else browser.post(path)


@pytest.mark.parametrize("role", ["", *ROLES])
def test_every_route_with_every_role(rig: ModuleType, site: App, role: str) -> None:
    web = rig.application(site)
    if role:
        rig.account(site, "ana", role)
    for route, needs in ROUTES.items():
        if route in ("POST /sign-out", "POST /sign-in"):
            continue
        browser = rig.Browser(web, address="10.0.0.9")
        if role:
            browser.sign_in("ana")
        may = not LEAST[needs] or (role and ROLES.index(role) >= ROLES.index(LEAST[needs]))
        status = ask(browser, route).status_code
        if may:
            assert status not in (401, 403) and status < 500, (route, role, status)
        else:
            assert status in ((403,) if role else (401, 303)), (route, role, status)


@pytest.mark.parametrize("role", ROLES)
def test_a_document_of_another_site_or_type_is_not_there(rig: ModuleType, site: App, role: str) -> None:
    rig.account(site, "ana", role, sites=("north",))
    rig.account(site, "ben", role, types=("lab_result",))
    web = rig.application(site)
    ana, ben = rig.Browser(web), rig.Browser(web)
    ana.sign_in("ana")
    ben.sign_in("ben")
    for path in ("original", "pdf"):
        assert "filed yet" in ana.get(f"/documents/d-1/{path}").text  # theirs, though its object does not exist
        for browser, item in ((ana, "d-2"), (ben, "d-1"), (ben, "d-2"), (ana, "d-3")):
            answer = browser.get(f"/documents/{item}/{path}")
            assert answer.status_code == 404 and "no such document" in answer.text
    chart = ana.get("/patients/P1").text
    assert "d-1" in chart and "d-2" not in chart
    assert "d-1" not in ben.get("/patients/P1").text
    if "supervise" in allowed(role):
        assert "d-2" not in ana.get("/operations").text and "d-1" in ana.get("/operations").text
        assert ana.post("/quarantine/d-2/release").status_code == 404
        assert site.ledger.item("d-2").state == "quarantine"


def test_what_comes_from_outside_is_only_ever_text(rig: ModuleType, site: App) -> None:
    rig.account(site, "ana", "admin")
    browser = rig.Browser(rig.application(site))
    browser.sign_in("ana")
    for path in ("/patients/P1", "/operations", "/patients", "/audit"):
        text = browser.get(path, params={"q": NASTY, "about": NASTY}).text
        assert "<script>alert" not in text and "<img src=x" not in text and "49" not in text.replace("2026-01", ""), (
            path
        )
    assert "&lt;script&gt;alert" in browser.get("/patients/P1").text


def test_looking_and_searching_is_in_the_audit_without_what_was_typed(rig: ModuleType, site: App) -> None:
    rig.account(site, "ana", "admin")
    browser = rig.Browser(rig.application(site))
    browser.sign_in("ana")
    browser.get("/patients", params={"q": "Zebulonia"})
    browser.get("/patients/P1")
    lines = rig.events(site)
    assert {"patients searched", "chart viewed", "signed in"} <= {line["action"] for line in lines}
    assert "Zebulonia" not in str(lines) and "script" not in str(lines)
