"""Settings: what the file says, what a variable overrides, and what is wrong is named."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path

import pytest

from pipeline.config import DEFAULT_TOML, SECTIONS, Settings, load, shown
from pipeline.errors import ConfigError


def test_a_site_without_a_file_has_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == Settings(site=tmp_path)


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "chartdrop.toml").write_text("[reading]\nworkers = 3\nlanguages = ['eng']\n")
    settings = load(tmp_path, {"CHARTDROP_READING_WORKERS": "5", "CHARTDROP_READING_LANGUAGES": "eng,spa"})
    assert (settings.reading.workers, settings.reading.languages) == (5, ("eng", "spa"))
    assert load(tmp_path, {}).reading.workers == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[redaing]\n", "redaing"),
        ("[reading]\nworker = 3\n", "worker"),
        ("[reading]\nworkers = 'many'\n", "workers"),
        ("[inbox]\npoll = 'sometimes'\n", "poll"),
        ("[reading]\nengine = 'magic'\n", "engine"),
        ("[blobs]\nurl = 'ftp://x'\n", "s3://"),
        ("[reading\n", "chartdrop.toml"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "chartdrop.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {})
    assert named in str(caught.value)


def test_the_commented_file_shows_the_real_defaults(tmp_path: Path) -> None:
    """Taking the '#' away from a line of the default file changes nothing."""
    lines = [
        line.removeprefix("# ") if line.startswith("# ") and " = " in line and "Chart" not in line else line
        for line in DEFAULT_TOML.splitlines()
    ]
    table = tomllib.loads("\n".join(line for line in lines if not line.startswith("# ")))
    defaults = Settings(site=tmp_path)
    for section, values in table.items():
        for key, value in values.items():
            real = getattr(getattr(defaults, section), key)
            real = asdict(real) if is_dataclass(real) else real
            assert (list(real) if isinstance(real, tuple) else real) == value or key == "columns", (section, key)


def test_every_key_is_in_the_commented_file() -> None:
    missing = [
        f"{name}.{item.name}"
        for name in SECTIONS
        for item in fields(getattr(Settings(site=Path()), name))
        if f"{item.name}" not in DEFAULT_TOML
    ]
    assert set(missing) <= {"blobs.access_key", "blobs.secret_key"}  # secrets belong in variables


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = load(
        tmp_path, {"CHARTDROP_BLOBS_SECRET_KEY": "hush-hush", "CHARTDROP_LEDGER_URL": "postgresql://u:hush-hush@h/d"}
    )
    assert "hush-hush" not in str(shown(settings)) and "hush-hush" not in repr(settings.blobs)
