"""A desk for tests: a real site and application, people signed in, requests as a browser's."""

from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from pipeline import users, web, wiring
from pipeline.accounts import Role
from pipeline.adapters.lookups import audit_lines
from pipeline.config import load
from pipeline.records import evolve
from pipeline.review import signin
from pipeline.wiring import App

ORIGIN = "http://127.0.0.1:8400"
PASSWORD = "correct horse battery staple"
QUICK = {"CHARTDROP_READING_SECOND_ENGINE": "false", "CHARTDROP_READING_WORKERS": "1"}


def cheap_passwords() -> None:
    """Hashes that cost a test nothing; the real costs are seen in one test of their own."""
    from argon2 import PasswordHasher

    signin._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def open_app(folder: Path, **more: str) -> App:
    app = wiring.build(load(folder / "site", QUICK | more))
    app.prepare()
    return app


def copied(template: Path, folder: Path) -> App:
    """An app on a copy of a site that was prepared once: preparing costs more than most tests."""
    shutil.copytree(template / "site", folder / "site", dirs_exist_ok=True)
    return wiring.build(load(folder / "site", QUICK))


def application(app: App) -> FastAPI:
    return web.application(app, 8400)


def account(app: App, name: str, role: Role, **limits: Any) -> None:
    users.put(app, name, role, limits.get("types", ()), limits.get("sites", ()), PASSWORD)


def limited(app: App, megabytes: int) -> App:
    """The same site, taking uploads of so many megabytes at most."""
    app.settings = evolve(app.settings, desk=evolve(app.settings.desk, max_upload_mb=megabytes))
    return app


def events(app: App) -> list[dict[str, Any]]:
    """The audit, newest first."""
    return list(audit_lines(app.database, limit=1000))


class Browser:
    """Somebody's browser: cookies kept, our own origin sent, the page's token with every unsafe request."""

    def __init__(self, web: FastAPI, *, address: str = "127.0.0.1", origin: str = ORIGIN) -> None:
        with warnings.catch_warnings():  # it asks for another client than the one that is locked
            warnings.simplefilter("ignore")
            from starlette.testclient import TestClient

        self.client = TestClient(web, base_url=origin, follow_redirects=False, client=(address, 50000))
        self.origin = origin
        self.token = ""

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **more: Any) -> httpx.Response:
        headers = {"Origin": self.origin, "X-CSRF-Token": self.token} | more.pop("headers", {})
        return self.client.post(path, data=dict(data or {}), headers=headers, **more)

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        answer = self.post("/sign-in", {"name": name, "password": password})
        if answer.status_code == 303:
            self.refresh(answer.headers["location"])
        return answer

    def refresh(self, path: str = "/account") -> None:
        page = self.get(path)
        while page.status_code == 303:
            page = self.get(page.headers["location"])
        self.token = re.search(r'<meta name="csrf" content="([^"]*)"', page.text)[1]  # type: ignore[index]
