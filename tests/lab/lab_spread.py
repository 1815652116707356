"""A long fax is read by all machines, and one page with STAT on it does not wait for it. PostgreSQL, two machines.

CHARTDROP_PAGES=200 is the long form. Times are of this machine as it is now: the ratio says more.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab_machines import Machine
from PIL import Image, ImageSequence

from pipeline import wiring
from pipeline.config import load
from rigs import postgres as servers
from rigs import site as world
from rigs.s3 import mock_s3

PAGES = int(os.environ.get("CHARTDROP_PAGES", "24"))
SAMPLES = world.ROOT / "samples" / "demo" / "files"


@pytest.fixture
def given() -> Iterator[dict[str, str]]:
    programs = servers.postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here (OS package: postgresql)")
    with tempfile.TemporaryDirectory(prefix="chartdrop-pg-") as folder, mock_s3("charts") as s3:
        server = servers.Postgres(programs, Path(folder))
        yield {
            "CHARTDROP_LEDGER_URL": server.database(), "CHARTDROP_BLOBS_URL": f"s3://{s3}/charts",
            "CHARTDROP_BLOBS_ACCESS_KEY": "key", "CHARTDROP_BLOBS_SECRET_KEY": "secret", "CHARTDROP_BLOBS_TLS": "false",
            "CHARTDROP_BLOBS_ENCRYPTION": "off", "CHARTDROP_READING_WORKERS": "1",
            "CHARTDROP_READING_SECOND_ENGINE": "false",
        }  # fmt: skip
        server.stop()


def long_fax(path: Path, pages: int) -> None:
    """Fax pages of a laboratory, each shifted a little, so that no two are the same."""
    with Image.open(SAMPLES / "lab-mainframe.tif") as page:
        one = next(ImageSequence.Iterator(page)).convert("1").copy()
    dpi = one.info.get("dpi", (204, 196))
    shifted = [one.transform(one.size, Image.Transform.AFFINE, (1, 0, n % 8, 0, 1, n // 8), fillcolor=1)
               for n in range(pages)]  # fmt: skip
    shifted[0].save(path, save_all=True, append_images=shifted[1:], compression="group4", dpi=dpi)


@pytest.mark.timeout(3600)
def test_all_machines_read_a_long_fax_and_a_short_one_does_not_wait(tmp_path: Path, given: dict[str, str]) -> None:
    app = wiring.build(load(tmp_path / "m0", given))
    app.prepare()
    machines = []
    for number in range(2):
        site = tmp_path / f"m{number}"
        site.mkdir(exist_ok=True)
        (site / "audit.key").write_bytes((tmp_path / "m0" / "audit.key").read_bytes())
        machines.append(Machine(site, "work", given))
    try:
        for machine in machines:
            machine.start()
        short = app.receive(SAMPLES / "lab-stat.tif")  # what loads late is loaded now, and how long it takes alone
        alone = until_read(app, app.ledger.file_of(short))
        long_fax(tmp_path / "long.tif", PAGES)
        long = app.ledger.file_of(app.receive(tmp_path / "long.tif"))
        began = time.monotonic()
        world.wait_until(lambda: sum(sections(machines)) >= 4, 600, "the long fax is being read")
        Image.open(SAMPLES / "lab-stat.tif").save(tmp_path / "stat.tif", description="another")
        waited = until_read(app, app.ledger.file_of(app.receive(tmp_path / "stat.tif")))
        still = app.ledger.item(long).state
        world.wait_until(lambda: app.ledger.item(long).state == "separated", 3000, "the long fax is read")
        took, each = time.monotonic() - began, sections(machines)
        assert still == "working", "the long fax was over before the short one came: nothing was measured"
        assert app.ledger.stages(long) == {"read", "separate"} and min(each) > 0
        page = took / PAGES
        print(f"\n{PAGES} pages in {took:.0f} s by two machines, {each[0]} and {each[1]} sections")
        print(f"one page: {alone:.1f} s alone, {waited:.1f} s beside it: {waited / page:.1f} pages' time")
    finally:
        for machine in machines:
            machine.end(signal.SIGKILL)
        app.close()


def until_read(app: wiring.App, file_id: str) -> float:
    began = time.monotonic()
    world.wait_until(lambda: app.ledger.item(file_id).state != "working", 600, "the short fax is read")
    return time.monotonic() - began


def sections(machines: list[Machine]) -> list[int]:
    """How many sections each machine has read, as its log says."""
    logs = [(machine.site / "service.log").read_text(encoding="utf-8") for machine in machines]
    return [sum("/" in line and line.rstrip().endswith(" read") for line in log.splitlines()) for log in logs]
