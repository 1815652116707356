"""Hostile input and careless output: no error 500 for any request, TLS beyond loopback, no name outside its pages."""

from __future__ import annotations

import ipaddress
import logging
import os
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import httpx
import pytest
import requests
import schemathesis
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.openapi.utils import get_openapi
from hypothesis import HealthCheck, Phase, given, settings

from pipeline import web
from pipeline.adapters.pictures import Pictures
from pipeline.config import load
from pipeline.errors import ConfigError
from pipeline.review.app import create
from pipeline.review.gate import routes_of
from pipeline.wiring import App
from rigs import desk as desk_rig
from rigs import nasty

ENDS = ("POST /sign-out", "POST /sign-in", "POST /second-factor")  # what would end the session, or has its own tests


@pytest.fixture
def full(app: App) -> App:
    nasty.fill(app)
    app.__dict__["pictures"] = Pictures(nasty.Painter(), app.settings.site / "pictures", lambda _: Path(os.devnull))
    desk_rig.account(app, "ana", "admin")
    return app


# --- any request


def operations(document: dict) -> Iterator[tuple[str, Callable]]:  # type: ignore[type-arg]
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        operation = found.ok()
        name = f"{operation.method.upper()} {operation.path}"
        if name not in ENDS:
            yield name, operation.as_strategy


def statuses(browser: desk_rig.Browser, strategy: Callable, examples: int) -> set[int]:  # type: ignore[type-arg]
    """What generated requests of one operation were answered, sent by somebody who is signed in."""
    found: set[int] = set()

    @settings(
        max_examples=examples, phases=(Phase.explicit, Phase.generate), deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=strategy())
    def ask(case: schemathesis.Case) -> None:
        how = case.as_transport_kwargs(base_url=desk_rig.ORIGIN)
        how["headers"] = {**how.get("headers", {}), "Origin": desk_rig.ORIGIN, "X-CSRF-Token": browser.token}
        made = requests.Request(**how | {"cookies": None}).prepare()  # it generates for that client
        heads = [(name, text) for name, text in made.headers.items() if name.lower() not in ("content-length", "host")]
        sent = browser.client.request(str(made.method), str(made.url), headers=heads, content=made.body or b"")
        found.add(sent.status_code)

    ask()
    return found


def test_no_request_to_any_route_is_an_error_of_the_service(full: App) -> None:
    site = desk_rig.application(full)
    document = get_openapi(title="chartdrop", version="1", routes=routes_of(site))
    for parameter in (one for path in document["paths"].values() for way in path.values()
                      for one in way.get("parameters", ())):  # fmt: skip
        if parameter["name"] == "item_id":
            parameter["schema"]["enum"] = ["d-1", "d-2", "d-3", "d-4", "d-9"]
        if parameter["name"] == "number":
            parameter["schema"]["minimum"], parameter["schema"]["maximum"] = 0, 2
    browser = desk_rig.Browser(site)
    browser.sign_in("ana")
    tried = {name: statuses(browser, strategy, 6) for name, strategy in operations(document)}
    assert {name: found for name, found in tried.items() if max(found) >= 500} == {}
    assert len(tried) >= 30 and {200, 303, 404, 409, 422} <= {status for found in tried.values() for status in found}


def test_the_description_of_the_api_covers_its_answers(full: App) -> None:
    browser = desk_rig.Browser(desk_rig.application(full))
    document = browser.get("/api/v1/openapi.json").json()
    assert set(document["paths"]) == {"/api/v1/files"}
    browser.sign_in("ana")
    ((_, strategy),) = operations(document)
    told = document["paths"]["/api/v1/files"]["post"]["responses"]
    assert {str(status) for status in statuses(browser, strategy, 25)} <= set(told)


# --- TLS


def pair(folder: Path) -> tuple[Path, Path]:
    """A self-signed certificate for 127.0.0.1 and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "desk.clinic.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    cert_path, key_path = folder / "desk.pem", folder / "desk.key"
    cert_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return cert_path, key_path


def test_the_desk_is_served_over_tls_with_a_host_bound_cookie(full: App, tmp_path: Path) -> None:
    cert, key = pair(tmp_path)
    object.__setattr__(full.settings, "desk", type(full.settings.desk)(port=0, tls_cert=str(cert), tls_key=str(key)))
    server, address = web.start(full)
    try:
        assert address.startswith("https://127.0.0.1:")
        with httpx.Client(
            base_url=address, verify=ssl.create_default_context(cafile=str(cert)), headers={"Origin": address}
        ) as client:
            answer = client.post("/sign-in", data={"name": "ana", "password": desk_rig.PASSWORD})
            cookie = answer.headers["set-cookie"]
            assert answer.status_code == 303 and cookie.startswith("__Host-chartdrop=")
            assert "Secure" in cookie and "HttpOnly" in cookie and "Path=/" in cookie and "Domain" not in cookie
            page = client.get("/queue", headers={"Cookie": cookie.partition(";")[0]})
            assert page.status_code == 200 and "max-age" in page.headers["strict-transport-security"]
        with pytest.raises(httpx.HTTPError):
            httpx.get(address.replace("https", "http"))
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "beyond this machine"),
        ({"CHARTDROP_DESK_TLS_CERT": "a.pem"}, "belong together"),
        ({"CHARTDROP_DESK_TLS_CERT": "a.pem", "CHARTDROP_DESK_TLS_KEY": "a.key"}, "origin must say"),
    ],
)
def test_the_desk_does_not_listen_beyond_this_machine_without_tls(
    tmp_path: Path, more: dict[str, str], says: str
) -> None:
    with pytest.raises(ConfigError, match=says):
        load(tmp_path, {"CHARTDROP_DESK_HOST": "0.0.0.0"} | more)


def test_a_certificate_that_cannot_be_used_is_said(full: App, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("no certificate")
    wrong = str(tmp_path / "x.pem")
    object.__setattr__(full.settings, "desk", type(full.settings.desk)(port=0, tls_cert=wrong, tls_key=wrong))
    with pytest.raises(ConfigError, match="PEM"):
        web.start(full)


# --- names stay where they belong


def test_names_are_in_no_log_metric_refusal_or_audit(
    full: App, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = desk_rig.Browser(desk_rig.application(full))
    browser.sign_in("ana")
    seen = []
    for path in (*nasty.PAGES, "/metrics", "/operations.json", "/quality.json", "/readyz", "/documents/d-9"):
        answer = browser.get(path, params={"q": nasty.CANARY} if path in ("/patients", "/queue") else None)
        seen.append(answer.text if path in ("/metrics", "/operations.json", "/readyz", "/documents/d-9") else "")
    version = full.ledger.item("d-1").version
    for what, field in (("correct", "birth_date"), ("choose", "")):
        said = {"version": version, "what": what, "field": field, "value": nasty.CANARY}
        seen.append(browser.client.post("/documents/d-1/say", json=said, headers=headers(browser)).text)
    seen.append(browser.client.post("/documents/d-1/say", json={"what": nasty.CANARY}, headers=headers(browser)).text)
    seen += [record.getMessage() for record in caplog.records if not record.name.startswith("httpx")]
    seen += [str(line) for line in desk_rig.events(full)]
    seen += list(capfd.readouterr())
    assert any("chartdrop" in text for text in seen)
    assert [text[:300] for text in seen if nasty.CANARY.lower() in text.lower()] == []


def test_an_unexpected_error_is_named_and_not_quoted(
    full: App, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise LookupError(f"nothing for {nasty.CANARY}")

    monkeypatch.setattr(full.desk, "open", broken)
    site = create(web.site_of(full, web.options(full.settings, 8400)))
    browser = desk_rig.Browser(site)
    browser.sign_in("ana")
    answer = browser.get("/documents/d-1")
    assert answer.status_code == 500 and "log" in answer.text and nasty.CANARY not in answer.text
    assert "LookupError" in caplog.text and "/documents/{item_id}" in caplog.text and nasty.CANARY not in caplog.text
    assert answer.headers["content-security-policy"]


def headers(browser: object) -> dict[str, str]:
    return {"Origin": desk_rig.ORIGIN, "X-CSRF-Token": browser.token, "Accept": "application/json"}  # type: ignore[attr-defined]


def test_looking_at_operations_and_the_queue_is_in_the_audit(full: App, rig: ModuleType) -> None:
    browser = desk_rig.Browser(desk_rig.application(full))
    browser.sign_in("ana")
    for path in ("/operations", "/operations.json", "/queue", "/quality"):
        browser.get(path)
    actions = [line["action"] for line in rig.events(full)]
    assert actions[:4] == ["quality read", "queue read", "operations read", "operations read"]


@pytest.mark.parametrize(("limits", "waits"), [({"sites": ("north",)}, 1), ({"types": ("consent",)}, 0), ({}, 2)])
def test_the_queue_its_search_and_every_count_keep_to_the_accounts_limits(
    full: App, limits: dict[str, tuple[str, ...]], waits: int
) -> None:
    desk_rig.account(full, "lim", "supervisor", **limits)
    browser = desk_rig.Browser(desk_rig.application(full))
    browser.sign_in("lim")
    for query in ("", "?q=canary"):
        page = browser.get("/queue" + query).text
        assert page.count('href="/documents/') == waits
    assert f"<dd>{waits}</dd>" in browser.get("/queue").text
    assert browser.get("/operations.json").json()["states"].get("review", 0) == waits
    assert browser.get("/quality.json").json()["queue"]["waiting"] == waits
