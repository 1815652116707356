"""Typefaces by role. Those of Debian packages are used where installed; reportlab's own stand in for the others."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_ROOT = Path("/usr/share/fonts/truetype")
# family: (regular, bold) as a file below _ROOT, or the built-in that stands in
FACES: dict[str, tuple[str, str, str, str]] = {
    "helvetica": ("", "", "Helvetica", "Helvetica-Bold"),
    "times": ("", "", "Times-Roman", "Times-Bold"),
    "dejavu": ("dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "dejavu-condensed": ("dejavu/DejaVuSansCondensed.ttf", "dejavu/DejaVuSansCondensed-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "dejavu-serif": ("dejavu/DejaVuSerif.ttf", "dejavu/DejaVuSerif-Bold.ttf", "Times-Roman", "Times-Bold"),
    "dejavu-mono": ("dejavu/DejaVuSansMono.ttf", "dejavu/DejaVuSansMono-Bold.ttf", "Courier", "Courier-Bold"),
    "liberation": ("liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "liberation-narrow": ("liberation/LiberationSansNarrow-Regular.ttf", "liberation/LiberationSansNarrow-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "liberation-serif": ("liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf", "Times-Roman", "Times-Bold"),
    "liberation-mono": ("liberation/LiberationMono-Regular.ttf", "liberation/LiberationMono-Bold.ttf", "Courier", "Courier-Bold"),
    "freeserif": ("freefont/FreeSerif.ttf", "freefont/FreeSerifBold.ttf", "Times-Roman", "Times-Bold"),
    "freemono": ("freefont/FreeMono.ttf", "freefont/FreeMonoBold.ttf", "Courier", "Courier-Bold"),
    "carlito": ("crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "caladea": ("crosextra/Caladea-Regular.ttf", "crosextra/Caladea-Bold.ttf", "Times-Roman", "Times-Bold"),
    "lato": ("lato/Lato-Regular.ttf", "lato/Lato-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "opensans": ("open-sans/OpenSans-Regular.ttf", "open-sans/OpenSans-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "roboto": ("roboto/unhinted/RobotoTTF/Roboto-Regular.ttf", "roboto/unhinted/RobotoTTF/Roboto-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "roboto-condensed": ("roboto/unhinted/RobotoCondensed-Regular.ttf", "roboto/unhinted/RobotoCondensed-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "andika": ("andika/Andika-Regular.ttf", "andika/Andika-Bold.ttf", "Helvetica", "Helvetica-Bold"),
    "ocra": ("ocr-a/OCRA.ttf", "ocr-a/OCRABold.ttf", "Courier", "Courier-Bold"),
}  # fmt: skip
HANDS = {
    "breip": "breip/Breip.ttf",
    "rufscript": "rufscript/Rufscript010.ttf",
    "dkg": "fifthhorseman/dkg.ttf",
    "femkeklaver": "femkeklaver/femkeklaver.ttf",
    "humor": "humor-sans/Humor-Sans.ttf",
}


@cache
def _register(path: str, fallback: str) -> str:
    """The name under which reportlab knows the face (that of the built-in face where the file is missing)."""
    if not path or not (_ROOT / path).exists():
        return fallback
    name = Path(path).stem
    pdfmetrics.registerFont(TTFont(name, str(_ROOT / path)))
    return name


def face(family: str, bold: bool = False) -> str:
    regular, heavy, plain_fallback, bold_fallback = FACES[family]
    return _register(heavy, bold_fallback) if bold else _register(regular, plain_fallback)


def hand(name: str) -> str:
    return _register(HANDS[name], "Times-Italic")


@cache
def hand_scale(font: str) -> float:
    """By how much a script face is enlarged to write as large as a pen does beside 1 point of type."""
    return 7.6 / width("Hamburg 0123456789", font, 1.0)


def thickening(font: str) -> float:
    """Width of a stroke around each letter, in ems: some faces are thinner than any ribbon or pen."""
    if font.startswith("FreeMono"):
        return 0.018
    return 0.03 if font in {Path(path).stem for path in HANDS.values()} else 0.0


@cache
def _glyphs(font: str) -> frozenset[int] | None:
    known = pdfmetrics.getFont(font)
    return frozenset(known.face.charToGlyph) if isinstance(known, TTFont) else None


@lru_cache(maxsize=50_000)
def covers(font: str, text: str) -> bool:
    glyphs = _glyphs(font)
    if glyphs is not None:
        return all(ord(c) in glyphs for c in text)
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def fitting(font: str, text: str) -> str:
    """The font, or DejaVu where it lacks a letter of the text."""
    if covers(font, text):
        return font
    if font in (hand(name) for name in HANDS):
        better = hand("breip")
        if covers(better, text):
            return better
    return face("dejavu", "Bold" in font)


@lru_cache(maxsize=200_000)
def width(text: str, font: str, size: float) -> float:
    """Points."""
    return float(pdfmetrics.stringWidth(text, font, size))
