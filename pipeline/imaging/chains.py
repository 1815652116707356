"""Which steps clean which kind of page. Nothing that hurts on good pages runs on good pages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.imaging.clean import (
    Grey,
    Step,
    View,
    blur,
    border,
    chain,
    deskew,
    despeckle,
    normalise,
    to_engine_dpi,
    view,
)
from pipeline.imaging.sheets import sheets
from pipeline.records import PageKind

CHAINS: Mapping[PageKind, tuple[Step, ...]] = {
    "standard_fax": (blur, to_engine_dpi, deskew),
    "fine_fax": (despeckle(4), to_engine_dpi, deskew),
    "noisy_fax": (border, despeckle(6), to_engine_dpi, deskew),
    "scan": (to_engine_dpi, deskew),
    "dark_scan": (normalise, to_engine_dpi, deskew),
    "photo": (normalise, to_engine_dpi, deskew),
    "born_digital": (),
    "blank": (),
}


def clean(grey: Grey, dpi: float, kind: PageKind) -> tuple[View, ...]:
    """The page (height x width uint8, square pixels at `dpi`) as the engine should see it: one view, or one a sheet."""
    start = sheets(grey, dpi) if kind == "photo" else ()
    return tuple(chain(each, CHAINS[kind]) for each in start or (view(grey, dpi),))
