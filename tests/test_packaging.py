"""What is installed is ours alone, and complete."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_no_other_distribution_ships_our_packages() -> None:
    """Another wheel with a package called `pipeline` would overwrite ours silently."""
    owners = packages_distributions()
    for package in ("pipeline", "classifiers"):
        assert set(owners.get(package, ["chartdrop"])) == {"chartdrop"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built).namelist()


def test_the_wheel_holds_the_model_and_the_samples(wheel: list[str]) -> None:
    assert any(name.startswith("classifiers/_models/doctype/") and name.endswith(".skops") for name in wheel)
    assert any(name.startswith("pipeline/_samples/") and name.endswith("patients.csv") for name in wheel)


def test_the_wheel_holds_nothing_else(wheel: list[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == {"pipeline", "classifiers"}
    assert not [
        name
        for name in wheel
        if name.startswith(("classifiers/_models/", "pipeline/_samples/")) and name.endswith(".py")
    ]
