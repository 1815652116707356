"""Pages to sign in, give a second factor, and sign out."""

from __future__ import annotations

import io
from typing import Annotated

import pyotp
import segno
from fastapi import APIRouter, Form, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from pipeline.accounts import Account, Principal
from pipeline.review.gate import NotSignedIn, cookie_name, token_of
from pipeline.review.pages import Anybody, SignedIn, note, show, site_of
from pipeline.review.signin import Seal, SignIn

router = APIRouter()
WRONG = "The name or the password is wrong, or the account is locked for a while after wrong tries."
WRONG_CODE = "This code is wrong or was used before. Wait for the next one."
Text = Annotated[str, Form(max_length=200)]


def _signin(request: Request) -> SignIn:
    signin: SignIn = request.app.state.signin
    return signin


def _go(request: Request, path: str, token: str | None = None) -> Response:
    """Lead to a path, with a session's cookie; an empty token takes the cookie away."""
    answer = RedirectResponse(path, status_code=303)
    if token is not None:
        options = site_of(request).options
        answer.set_cookie(
            cookie_name(options), token, max_age=None if token else 0, path="/", secure=options.secure, httponly=True,
            samesite="strict",
        )  # fmt: skip
    return answer


@router.get("/sign-in")
def sign_in_page(request: Request, who: Anybody) -> Response:
    if "signed_in" in who.may:
        return _go(request, "/")
    return show(request, "sign_in.html", who, wrong="", name="")


@router.post("/sign-in")
def sign_in(request: Request, who: Anybody, name: Text, password: Text) -> Response:
    signin = _signin(request)
    account, why = signin.password(name, password)
    if account is None:
        known = f"user:{name}" if why not in ("unknown",) else "nobody"
        note(request, Principal(), "sign-in refused", detail=f"{known} {why}")
        return show(request, "sign_in.html", who, wrong=WRONG, name=name, status=401)
    signin.end(token_of(request))
    confirm = signin.needs_code(account)
    token = signin.begin(account, full=not confirm)
    if not confirm:
        note(request, Principal(name=account.name, role=account.role), "signed in", detail="password")
    return _go(request, "/second-factor" if confirm else "/", token)


def _half(request: Request, who: Principal) -> Account:
    """The account of a session that lacks its second factor. Raises NotSignedIn."""
    account = _signin(request).account(who.name) if who.name else None
    if account is None or who.role is None:
        raise NotSignedIn
    return account


@router.get("/second-factor")
def second_factor_page(request: Request, who: Anybody) -> Response:
    account = _half(request, who)
    if "signed_in" in who.may and account.second_factor:
        return _go(request, "/")
    return _ask_for_code(request, who, account, "", pyotp.random_base32())


def _ask_for_code(request: Request, who: Principal, account: Account, wrong: str, secret: str) -> Response:
    """Asks for a code; an account without a second factor is shown its new secret, sealed into the form as well."""
    if account.second_factor:
        return show(request, "second_factor.html", who, wrong=wrong, secret="", picture="", sealed="")
    address = pyotp.TOTP(secret, name=account.name, issuer=f"chartdrop {site_of(request).name}").provisioning_uri()
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, xmldecl=False, dark="#000", light="#fff")
    picture = Markup(drawn.getvalue().decode())  # noqa: S704 (segno's own drawing)
    sealed = Seal(site_of(request).secret).close(f"{account.name} {secret}")
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return show(request, "second_factor.html", who, wrong=wrong, secret=grouped, picture=picture, sealed=sealed)


@router.post("/second-factor")
def second_factor(
    request: Request, who: Anybody, code: Text, sealed: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    signin, account = _signin(request), _half(request, who)
    secret = ""
    if not account.second_factor:
        secret = _enrolling(site_of(request).secret, account.name, sealed)
        if not secret:
            return _ask_for_code(request, who, account, WRONG_CODE, pyotp.random_base32())
    if not signin.code(account.name, code, secret):
        note(request, who, "second factor refused")
        return _ask_for_code(request, who, account, WRONG_CODE, secret)
    signin.end(token_of(request))
    fresh = signin.account(account.name) or account
    note(request, who, "second factor enrolled" if secret else "signed in", detail="" if secret else "two factors")
    return _go(request, "/", signin.begin(fresh, full=True))


def _enrolling(site_secret: bytes, name: str, sealed: str) -> str:
    """The secret that this account was shown, or empty."""
    try:
        owner, _, secret = Seal(site_secret).open(sealed).rpartition(" ")
    except ValueError:
        return ""
    return secret if owner == name else ""


@router.post("/sign-out")
def sign_out(request: Request, who: SignedIn) -> Response:
    _signin(request).end(token_of(request))
    note(request, who, "signed out")
    return _go(request, "/sign-in", "")


@router.get("/account")
def account_page(request: Request, who: SignedIn) -> Response:
    account = _half(request, who)
    return show(request, "account.html", who, has_second=bool(account.second_factor), types=who.limits.types)
