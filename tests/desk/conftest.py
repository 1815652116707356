"""Fixtures of the desk's tests."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.wiring import App


def _load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


RIG = _load("chartdrop_desk_rig", Path(__file__).with_name("rig.py"))


@pytest.fixture(scope="session")
def rig() -> ModuleType:
    return RIG


@pytest.fixture(autouse=True)
def _cheap(request: pytest.FixtureRequest) -> Iterator[None]:
    from pipeline.review import signin

    real = signin._hasher
    if "real_passwords" not in request.fixturenames:
        RIG.cheap_passwords()
    yield
    signin._hasher = real


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    RIG.open_app(folder).close()
    return folder


@pytest.fixture
def app(template: Path, tmp_path: Path) -> Iterator[App]:
    made = RIG.copied(template, tmp_path)
    yield made
    made.close()
