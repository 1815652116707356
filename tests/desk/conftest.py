"""Fixtures of the desk's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from pipeline.wiring import App
from rigs import desk as desk_rig

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def rig() -> ModuleType:
    return desk_rig


@pytest.fixture(autouse=True)
def _cheap(request: pytest.FixtureRequest) -> Iterator[None]:
    from pipeline.review import signin

    real = signin._hasher
    if "real_passwords" not in request.fixturenames:
        desk_rig.cheap_passwords()
    yield
    signin._hasher = real


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    desk_rig.open_app(folder).close()
    return folder


@pytest.fixture
def app(template: Path, tmp_path: Path) -> Iterator[App]:
    made = desk_rig.copied(template, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # here: without chromium nobody asks for it

    with sync_playwright() as made:
        opened = made.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield opened
        opened.close()
