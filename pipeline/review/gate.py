"""Who may pass: every route declares what it needs, every unsafe method proves where it comes from.

A route without a declaration keeps the desk from starting (`check_declared`); there is no default that could be wrong.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders

from pipeline.accounts import NOBODY, Permission, Principal
from pipeline.items import Event
from pipeline.review.site import Options, Site

log = logging.getLogger("chartdrop")

SAFE = ("GET", "HEAD", "OPTIONS")
UNGUARDED = ("/healthz", "/readyz", "/metrics")  # asked for by address, without patient data
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # no-referrer would make browsers say "Origin: null" with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class NotSignedIn(Exception):
    """Nobody, or a session that is over: pages lead to the sign-in, everything else says 401."""


def cookie_name(options: Options) -> str:
    """`__Host-` binds the cookie to this host over TLS. Browsers refuse that prefix without Secure, which plain http on
    loopback cannot have: there the name is a plain one."""
    return "__Host-chartdrop" if options.secure else "chartdrop"


def token_of(request: Request) -> str:
    site: Site = request.app.state.site
    return request.cookies.get(cookie_name(site.options), "")


class Needs:
    """What a route needs, as its dependency: `who: Annotated[Principal, Depends(Needs("view"))]`.

    `passive` routes are asked by a page's timer: they keep no session alive.
    """

    def __init__(self, permission: Permission, *, passive: bool = False) -> None:
        self.permission, self.passive = permission, passive

    async def __call__(self, request: Request) -> Principal:
        who = await self._who(request)
        if request.method not in SAFE and not (who.name and not who.role):
            await _came_from_us(request, who)
        if self.permission in who.may:
            return who
        if self._from_here(request):
            return who
        if not who.may - {"public"}:
            raise NotSignedIn
        event = Event(actor=who.actor, action="refused", item_id="", detail=f"{self.permission} {_route(request)}")
        await run_in_threadpool(request.app.state.site.books.note, event)
        raise HTTPException(403, "Your account may not do this. Ask whoever keeps the accounts.")

    async def _who(self, request: Request) -> Principal:
        state = request.app.state
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and key:
            who: Principal = await run_in_threadpool(state.signin.key, key.strip())
            if who is NOBODY:
                raise NotSignedIn
            return who
        token = token_of(request)
        if not token:
            return NOBODY
        found: Principal = await run_in_threadpool(lambda: state.signin.who(token, active=not self.passive))
        return found

    def _from_here(self, request: Request) -> bool:
        """A monitor on this machine reads the metrics without a key, unless a proxy makes everybody look local."""
        options: Options = request.app.state.site.options
        local = request.client is not None and request.client.host in ("127.0.0.1", "::1")
        return self.permission == "metrics" and local and not options.behind_proxy


def _route(request: Request) -> str:
    """The route's pattern: a path could hold what somebody typed."""
    return str(getattr(request.scope.get("route"), "path", "?"))


async def _came_from_us(request: Request, who: Principal) -> None:
    """The request was made by one of our own pages: its origin is ours, and it knows the session's token."""
    origin = request.headers.get("origin", "")
    if origin not in request.app.state.origins:
        raise HTTPException(
            403, "This request did not come from a page of this desk. Open the desk again and repeat it."
        )
    if not who.csrf:
        return  # nobody is signed in: there is nothing to misuse, and the origin is ours
    given = request.headers.get("x-csrf-token", "")
    form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    if not given and form:
        given = str((await request.form()).get("csrf", ""))
    if not hmac.compare_digest(given.encode(), who.csrf.encode()):
        raise HTTPException(403, "This page is from an earlier sign-in. Load it again and repeat what you did.")


def declared(route: APIRoute) -> Permission | None:
    """What a route needs, or None when it does not say."""
    return _declared(route.dependant)


def _declared(dependant: Dependant) -> Permission | None:
    for inner in dependant.dependencies:
        if isinstance(inner.call, Needs):
            return inner.call.permission
        if found := _declared(inner):
            return found
    return None


def check_declared(app: FastAPI) -> None:
    """Raises RuntimeError naming a route that does not declare what it needs."""
    for route in routes_of(app):
        if declared(route) is None:
            raise RuntimeError(f"{route.path} does not declare what it needs")


def routes_of(app: FastAPI) -> list[APIRoute]:
    """Every route but the static files."""
    found = [route for route in app.routes if isinstance(route, APIRoute)]
    others = [getattr(route, "path", "?") for route in app.routes if not isinstance(route, APIRoute)]
    if others != ["/static"]:
        raise RuntimeError(f"not routes that can declare what they need: {others}")
    return found


Scope = MutableMapping[str, Any]
Asgi = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


class Guard:
    """Around the whole app: only our hosts (against DNS rebinding), a limit on bodies, headers on every answer."""

    def __init__(self, app: Asgi, *, hosts: frozenset[str], longest: int, tls: bool) -> None:
        self._app, self._hosts, self._longest = app, hosts, longest
        self._headers = HEADERS | ({"strict-transport-security": "max-age=31536000"} if tls else {})

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        heads = Headers(scope=scope)
        taken = 0

        async def counted() -> Any:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._longest:
                raise HTTPException(413, "This is larger than the desk takes. Split it, or raise [desk] max_upload_mb.")
            return message

        async def dressed(message: Any) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    answer.setdefault(name, value)
            await send(message)

        if heads.get("host", "").lower() not in self._hosts and scope["path"] not in UNGUARDED:
            await _say(dressed, 421, b"This desk is not known under that address.")
        elif _size(heads) > self._longest:
            await _say(dressed, 413, b"This is larger than the desk takes.")
        else:
            await self._answered(scope, counted, dressed)

    async def _answered(self, scope: Scope, receive: Any, send: Any) -> None:
        """The application's answer; an unexpected error is named in the log and never quoted: it may hold a name."""
        begun = False

        async def sent(message: Any) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except HTTPException:
            raise
        except Exception as error:
            where = getattr(scope.get("route"), "path", "?")
            log.error("%s %s: %s at %s", scope["method"], where, type(error).__name__, _place(error))
            if not begun:
                await _say(send, 500, b"The desk could not do this; nothing was changed. The log names the error.")


def _place(error: Exception) -> str:
    """The file and line of our own code that the error came through last."""
    place, step = "?", error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if "/pipeline/" in name:
            place = f"{name.rpartition('/pipeline/')[2]}:{step.tb_lineno}"
        step = step.tb_next
    return place


def _size(heads: Headers) -> int:
    text = heads.get("content-length", "0")
    return int(text) if text.isdecimal() else 0


async def _say(send: Any, status: int, text: bytes) -> None:
    heads = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": heads})
    await send({"type": "http.response.body", "body": text})
