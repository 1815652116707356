"""Who gets in: passwords, sessions, second factor, lock-out, origin and token checks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Annotated

import pyotp
import pytest
from fastapi import APIRouter, Depends

from pipeline.accounts import Account, Principal, Session
from pipeline.adapters.access import MemoryAccessStore, SqlAccessStore
from pipeline.errors import StaleItem
from pipeline.records import evolve
from pipeline.review.app import ROUTERS, create
from pipeline.review.gate import Needs, cookie_name
from pipeline.review.signin import SignIn, hash_password, lock_for
from pipeline.review.site import Options
from pipeline.web import site_of
from pipeline.wiring import App


def inner(who: Annotated[Principal, Depends(Needs("view"))]) -> Principal:
    return who


DEEP = APIRouter()


@DEEP.get("/deep")
def deep(who: Annotated[Principal, Depends(inner)]) -> str:
    return who.name


@pytest.fixture
def real_passwords() -> None:
    """Asks for the real cost of a hash."""


@pytest.fixture
def browser(rig: ModuleType, app: App) -> object:
    rig.account(app, "ana", "reviewer")
    return rig.Browser(rig.application(app))


def change(app: App, kind: type, key: str, **values: object) -> None:
    found = app.access.get(kind, key)
    assert found
    app.access.put(evolve(found[0], **values), found[1])


def test_the_right_password_opens_the_desk_and_signing_out_closes_it(browser) -> None:
    assert browser.get("/account").headers["location"] == "/sign-in"
    assert browser.sign_in("ana").status_code == 303
    assert "ana" in browser.get("/account").text
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert browser.get("/account").headers["location"] == "/sign-in"


def test_a_wrong_password_and_an_unknown_name_read_the_same(browser) -> None:
    wrong, unknown = browser.sign_in("ana", "x" * 12), browser.sign_in("nobody", "x" * 12)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text.replace("ana", "") == unknown.text.replace("nobody", "")


def test_passwords_are_argon2id_at_the_documented_cost(real_passwords: None) -> None:
    assert hash_password("x" * 12).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_wrong_passwords_lock_the_account_longer_each_time(browser, app: App) -> None:
    for _ in range(5):
        browser.sign_in("ana", "x" * 12)
    assert browser.sign_in("ana").status_code == 401  # right, but locked
    found = app.access.get(Account, "ana")
    assert found and found[0].failures == 5
    change(app, Account, "ana", locked_until=(datetime.now(UTC) - timedelta(seconds=1)).isoformat())
    assert browser.sign_in("ana").status_code == 303
    assert [lock_for(number).total_seconds() for number in (4, 5, 6, 7, 40)] == [0, 30, 60, 120, 3600]


def test_a_session_ends_when_nobody_touches_it(browser, app: App) -> None:
    browser.sign_in("ana")
    (session,) = app.access.all(Session)
    change(app, Session, session.key, seen_at=(datetime.now(UTC) - timedelta(minutes=14)).isoformat())
    assert browser.get("/account").status_code == 200
    (session,) = app.access.all(Session)  # that was a sign of life
    assert datetime.now(UTC) - datetime.fromisoformat(session.seen_at) < timedelta(minutes=1)
    change(app, Session, session.key, seen_at=(datetime.now(UTC) - timedelta(minutes=16)).isoformat())
    assert browser.get("/account").status_code == 303
    assert app.access.all(Session) == ()


def test_a_session_ends_after_a_day_of_work_whatever_happens(browser, app: App) -> None:
    browser.sign_in("ana")
    (session,) = app.access.all(Session)
    change(app, Session, session.key, began_at=(datetime.now(UTC) - timedelta(hours=13)).isoformat())
    assert browser.get("/account").status_code == 303


def test_a_new_password_and_a_disabled_account_end_open_sessions(browser, rig: ModuleType, app: App) -> None:
    browser.sign_in("ana")
    rig.account(app, "ana", "reviewer")
    assert browser.get("/account").status_code == 303
    browser.sign_in("ana")
    assert browser.get("/account").status_code == 200
    change(app, Account, "ana", disabled=True)
    assert browser.get("/account").status_code == 303
    assert browser.sign_in("ana").status_code == 401


def test_a_token_brought_along_is_never_taken_over(browser, app: App) -> None:
    """Session fixation: whoever planted a cookie does not get the session of who signs in with it."""
    browser.client.cookies.set("chartdrop", "planted", domain="127.0.0.1")
    browser.sign_in("ana")
    tokens = [cookie.value for cookie in browser.client.cookies.jar if cookie.name == "chartdrop"]
    assert "planted" not in tokens[-1:]
    assert all("planted" not in session.key for session in app.access.all(Session))
    first = tokens[-1]
    browser.post("/sign-in", {"name": "ana", "password": "correct horse battery staple"})
    assert browser.client.cookies.get("chartdrop") != first
    assert len(app.access.all(Session)) == 1  # the earlier one ended


@pytest.mark.parametrize(
    "origin", ["", "null", "http://evil.example", "http://127.0.0.1:8401", "https://127.0.0.1:8400"]
)
def test_an_unsafe_request_from_elsewhere_is_refused(browser, origin: str) -> None:
    browser.sign_in("ana")
    assert browser.post("/sign-out", headers={"Origin": origin}).status_code == 403
    assert browser.post("/sign-in", {"name": "ana", "password": "x"}, headers={"Origin": origin}).status_code == 403
    assert browser.get("/account").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "é"])
def test_an_unsafe_request_without_the_sessions_token_is_refused(browser, token: str) -> None:
    browser.sign_in("ana")
    browser.token = ""
    assert browser.post("/sign-out", {"csrf": token}).status_code == 403
    assert browser.get("/account").status_code == 200


def test_only_our_own_addresses_are_served(browser) -> None:
    """DNS rebinding: a page of another name that leads to this machine gets nothing."""
    assert browser.get("/sign-in", headers={"Host": "evil.example:8400"}).status_code == 421
    assert browser.get("/sign-in", headers={"Host": "localhost:8400"}).status_code == 200


def test_every_answer_has_the_headers(browser) -> None:
    for path in ("/sign-in", "/nowhere", "/healthz", "/static/desk.js", "/account"):
        answer = browser.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    cookie = browser.sign_in("ana").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


def test_pages_have_no_inline_script_or_style(browser) -> None:
    import re

    browser.sign_in("ana")
    for path in ("/sign-in", "/account", "/second-factor", "/nowhere"):
        text = browser.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), path


# --- the second factor


@pytest.fixture
def strict(rig: ModuleType, app: App):
    """A desk as reached over TLS: everybody needs a second factor."""
    rig.account(app, "ana", "reviewer")
    origin = "https://desk.clinic.example"
    web = create(site_of(app, Options(origins=(origin,), secure=True, must_confirm=True)))
    return rig.Browser(web, origin=origin)


def test_the_second_factor_is_set_up_and_asked_for(strict, app: App) -> None:
    answer = strict.sign_in("ana")
    assert answer.headers["location"] == "/second-factor"
    assert answer.headers["set-cookie"].startswith("__Host-chartdrop=")
    assert "Secure" in answer.headers["set-cookie"] and "Domain" not in answer.headers["set-cookie"]
    assert strict.get("/account").status_code == 303  # the password alone opens nothing
    secret, sealed = _shown(strict)
    assert secret not in str(app.access.get(Account, "ana"))
    code = pyotp.TOTP(secret).now()
    assert strict.post("/second-factor", {"code": code, "sealed": sealed}).headers["location"] == "/"
    assert strict.get("/account").status_code == 200
    found = app.access.get(Account, "ana")
    assert found and found[0].second_factor and secret not in found[0].second_factor
    strict.refresh()
    strict.post("/sign-out")
    strict.token = ""
    strict.sign_in("ana")
    assert strict.post("/second-factor", {"code": code}).status_code == 200  # a code works once
    assert strict.get("/account").status_code == 303


def _shown(browser) -> tuple[str, str]:
    import re

    text = browser.get("/second-factor").text
    secret = re.search(r"secret: <code>([A-Z2-7 ]+)</code>", text)[1].replace(" ", "")  # type: ignore[index]
    return secret, re.search(r'name="sealed" value="([^"]+)"', text)[1]  # type: ignore[index]


def test_wrong_codes_lock_and_anothers_secret_is_refused(strict, rig: ModuleType, app: App) -> None:
    strict.sign_in("ana")
    secret, sealed = _shown(strict)
    signin: SignIn = strict.client.app.state.signin
    for _ in range(5):
        strict.post("/second-factor", {"code": "000000", "sealed": sealed})
    assert not signin.code("ana", pyotp.TOTP(secret).now(), secret)
    found = app.access.get(Account, "ana")
    assert found and not found[0].second_factor
    rig.account(app, "ben", "viewer")
    other = rig.Browser(strict.client.app, origin=strict.origin)
    other.sign_in("ben")
    answer = other.post("/second-factor", {"code": pyotp.TOTP(secret).now(), "sealed": sealed})
    assert answer.status_code == 200 and other.get("/account").status_code == 303


# --- declarations and the store


def test_a_route_that_declares_nothing_keeps_the_desk_from_starting(app: App) -> None:
    careless = APIRouter()

    @careless.get("/careless")
    def page() -> str:
        return ""

    site = site_of(app, Options(origins=("http://127.0.0.1:8400",)))
    with pytest.raises(RuntimeError, match="/careless"):
        create(site, (*ROUTERS, careless))


def test_a_dependency_of_a_dependency_declares_too(app: App) -> None:
    create(site_of(app, Options(origins=("http://127.0.0.1:8400",))), (*ROUTERS, DEEP))


def test_the_cookie_is_bound_to_the_host_where_tls_allows_it() -> None:
    assert cookie_name(Options(origins=(), secure=True)).startswith("__Host-")
    assert cookie_name(Options(origins=())) == "chartdrop"


@pytest.fixture(params=["memory", "sql"])
def store(request: pytest.FixtureRequest, app: App) -> MemoryAccessStore | SqlAccessStore:
    return MemoryAccessStore() if request.param == "memory" else app.access


def test_the_store_keeps_changes_and_refuses_stale_ones(store: MemoryAccessStore) -> None:
    one = Account(name="ana", password="x", role="viewer")
    assert store.get(Account, "ana") is None
    store.put(one, 0)
    assert store.get(Account, "ana") == (one, 1)
    with pytest.raises(StaleItem):
        store.put(one, 0)
    store.put(evolve(one, role="admin"), 1)
    with pytest.raises(StaleItem):
        store.put(one, 1)
    assert [found.role for found in store.all(Account)] == ["admin"] and store.all(Session) == ()
    store.remove(Account, "ana")
    store.remove(Account, "ana")
    assert store.get(Account, "ana") is None
