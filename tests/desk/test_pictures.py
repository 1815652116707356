"""Pictures of pages: kept, made once, with a thumbnail; legible to nobody else where the site encrypts its store."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from pipeline.adapters.pictures import Pictures
from pipeline.records import Page

PAGE = Page(number=1, width=850, height=1100, dpi=100.0, kind="scan", words=())


class Painter:
    def __init__(self) -> None:
        self.drawn: list[Path] = []

    def picture(self, path: Path, page: Page, out: Path, small: Path) -> None:
        self.drawn.append(out)
        out.write_bytes(b"the page of a patient")
        small.write_bytes(b"the page, small")


@pytest.mark.parametrize("sealed", [False, True])
def test_a_picture_is_made_once_with_its_thumbnail(tmp_path: Path, sealed: bool) -> None:
    painter = Painter()
    pictures = Pictures(painter, tmp_path / "pictures", lambda _: tmp_path, sealed=sealed)
    for _ in range(2):
        assert pictures.of("f-1", "0", PAGE) == (b"the page of a patient", "image/jpeg")
        assert pictures.of("f-1", "0", PAGE, small=True) == (b"the page, small", "image/jpeg")
    assert len(painter.drawn) == 1
    kept = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [path.name for path in kept] == ["1-0-small.jpg", "1-0.jpg"]
    assert any(b"patient" in path.read_bytes() for path in kept) is not sealed
    assert not painter.drawn[0].exists() and all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_a_site_that_encrypts_its_store_encrypts_its_pictures(rig: ModuleType, tmp_path: Path) -> None:
    app = rig.open_app(tmp_path, CHARTDROP_BLOBS_ENCRYPTION="on", CHARTDROP_BLOBS_KEYS="ab" * 32)
    app.__dict__["painter"] = painter = Painter()
    app.__dict__["painter"].close = lambda: None
    app.spool.path_of = lambda _: tmp_path  # type: ignore[method-assign]
    left = tmp_path / "site" / "pictures" / "f-0" / "1-0.jpg"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"of an earlier process")
    assert app.pictures.of("f-1", "0", PAGE)[0] == b"the page of a patient" and len(painter.drawn) == 1
    assert not left.exists()
    (kept,) = (tmp_path / "site" / "pictures" / "f-1").glob("1-0.jpg")
    assert b"patient" not in kept.read_bytes()
    app.close()
