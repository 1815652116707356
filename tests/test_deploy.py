"""The files of deploy/ name what exists: checked without a daemon, by what can be checked so."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.config import Settings

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "systemd" / "chartdrop@.service"


@pytest.mark.parametrize("role", ["all", "intake", "work", "desk"])
def test_systemd_takes_the_unit(tmp_path: Path, role: str) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    unit = tmp_path / f"chartdrop@{role}.service"
    unit.write_text(UNIT.read_text().replace("/opt/chartdrop/bin/chartdrop", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_unit_that_is_wrong_is_not_taken(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd-analyze here")
    unit = tmp_path / "chartdrop@all.service"
    unit.write_text(UNIT.read_text().replace("ProtectSystem=strict", "ProtectSystem=nonsense"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert "nonsense" in done.stderr


def services() -> dict[str, Any]:
    text = (DEPLOY / "compose.yaml").read_text()
    return yaml.safe_load(text)["services"]  # type: ignore[no-any-return]


def test_every_setting_and_role_of_the_compose_file_exists() -> None:
    roles = []
    for name in ("intake", "work"):
        service = services()[name]
        roles.append(service["command"][-1])
        for variable in service["environment"]:
            section, _, key = variable.removeprefix("CHARTDROP_").lower().partition("_")
            assert hasattr(getattr(Settings(site=Path()), section), key), variable
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert set(service["depends_on"]) <= set(services())
    assert roles == ["intake", "work"]


def test_what_the_container_file_copies_and_installs_exists() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    copied = re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE)
    assert copied and all((ROOT / name).exists() for name in copied)
    wanted = set(re.search(r"^OS_PACKAGES := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)[1].split())  # type: ignore[index]
    assert wanted - {"python3-venv"} <= set(text.split())  # what `make demo` installs, but for the base's Python
    assert text.count("USER chartdrop") == 1 and "USER root" not in text
