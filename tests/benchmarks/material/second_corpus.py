"""A second corpus for reading: other fonts, layouts and noise than the samples', by other code; the same every time.

    python tests/benchmarks/material/second_corpus.py --out DIR [--count N]     N pages of a kind, and truth.jsonl

Nothing is tuned on it. People, numbers and practices are invented; telephones are 555-01xx.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Grey = NDArray[np.uint8]
FAMILIES = ("Carlito", "Caladea", "Open Sans", "Lato", "Nimbus Roman", "P052", "Inconsolata", "Roboto", "EB Garamond")
WIDE, HIGH = 1734, 2156  # pixels of a letter page at 204 x 196 dpi, near enough square
_GIVEN = (
    "Amaru", "Bettina", "Corwin", "Delphine", "Elias", "Farida", "Gideon", "Hanneke", "Isidro", "Jolanda",
    "Kenji", "Leocadia", "Mordecai", "Ottilie",
)  # fmt: skip
_FAMILY = (
    "Abernathy", "Bjornstad", "Castellanos", "Dragomir", "Echeverria", "Fitzwilliam", "Gunnarsson",
    "Hollingsworth", "Iwasaki",
)  # fmt: skip
_STREETS = (
    "Juniper Lane", "Old Mill Road", "Harbor View Drive", "Quarry Street", "Pinecrest Avenue",
)  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its file, the values printed on it in normal form, and the kind of damage."""

    data: Image.Image
    suffix: str
    options: Mapping[str, object]
    fields: Mapping[str, str]


def faces() -> list[Path]:
    """Regular faces of the families, as far as they are installed (fontconfig)."""
    found = []
    for family in FAMILIES:
        asked = subprocess.run(
            ["fc-list", f"{family}:style=Regular", "file", "family"], capture_output=True, text=True, check=True
        ).stdout
        files = sorted(
            line.split(":")[0] for line in asked.splitlines() if line.split(":")[0].endswith((".ttf", ".otf", ".t1"))
        )
        if files:
            found.append(Path(files[0]))
    if not found:
        sys.exit(
            f"None of the faces is installed: {', '.join(FAMILIES)} (on Debian: apt install fonts-crosextra-carlito)."
        )
    return found


def _values(rng: np.random.Generator) -> tuple[dict[str, str], dict[str, str]]:
    """Fields in normal form, and as they are printed."""

    def one(of: Sequence[str]) -> str:
        return of[int(rng.integers(len(of)))]

    def digits(count: int) -> str:
        return "".join(str(digit) for digit in rng.integers(0, 10, count))

    def day(first: int, last: int) -> tuple[str, str]:
        year, month, date = int(rng.integers(first, last)), int(rng.integers(1, 13)), int(rng.integers(1, 29))
        ways = (f"{month:02}/{date:02}/{year}", f"{month}-{date}-{year}", f"{_MONTHS[month - 1]} {date}, {year}")
        return f"{year}-{month:02}-{date:02}", ways[int(rng.integers(3))]

    born, taken = day(1932, 2019), day(2024, 2026)
    phone = f"406555{int(rng.integers(100, 200)):04}"
    plain = {
        "family_name": one(_FAMILY), "given_name": one(_GIVEN), "birth_date": born[0], "mrn": digits(7), "phone": phone,
        "member_id": "".join(one("ABCEHKMNPRTWXZ") for _ in range(3)) + digits(9), "collected_date": taken[0],
        "address_line": f"{int(rng.integers(100, 9999))} {one(_STREETS)}",
        "accession_number": f"{one('CGLS')}{digits(8)}",
        "ordering_provider": f"{one(_GIVEN)} {one(_FAMILY)}",
    }  # fmt: skip
    shown = plain | {
        "birth_date": born[1],
        "collected_date": taken[1],
        "phone": f"({phone[:3]}) {phone[3:6]}-{phone[6:]}",
    }
    return plain, shown


def drawn(rng: np.random.Generator, face: Path) -> tuple[Grey, dict[str, str]]:
    """A clean page (2156 x 1734) in one of three layouts, and what stands on it."""
    plain, shown = _values(rng)
    image = Image.new("L", (WIDE, HIGH), 255)
    pen = ImageDraw.Draw(image)
    size = int(rng.integers(27, 36))  # 10 to 13 points at 196 dpi
    text = ImageFont.truetype(str(face), size)
    small = ImageFont.truetype(str(face), round(size * 0.75))
    pen.text((150, 120), "Cedar Hollow Family Practice", fill=0, font=ImageFont.truetype(str(face), 46))
    layout = int(rng.integers(3))
    names = {"family_name": "Last name", "given_name": "First name", "birth_date": "Date of birth", "mrn": "Chart no.",
             "phone": "Telephone", "member_id": "Subscriber ID", "collected_date": "Collected",
             "address_line": "Address", "accession_number": "Specimen", "ordering_provider": "Ordered by"}  # fmt: skip
    for place, (key, label) in enumerate(names.items()):
        if layout == 0:  # captions above values in ruled boxes
            x, y = 140 + 720 * (place % 2), 300 + 150 * (place // 2)
            pen.rectangle((x, y, x + 700, y + 130), outline=0, width=2)
            pen.text((x + 12, y + 8), label.upper(), fill=0, font=small)
            pen.text((x + 24, y + 62), shown[key], fill=0, font=text)
        elif layout == 1:  # a list with leaders
            y = 320 + 74 * place
            pen.text((180, y), f"{label} ", fill=0, font=text)
            pen.text((620, y), f": {shown[key]}", fill=0, font=text)
        else:  # two columns without rules
            x, y = 150 + 780 * (place % 2), 320 + 92 * (place // 2)
            pen.text((x, y), f"{label}: {shown[key]}", fill=0, font=text)
    prose = (
        "Thank you for seeing this patient. The specimen was received in good condition and",
        "handled by the usual procedure. Please call our office with any question about the",
        "results that are given below.",
    )
    for row in range(9):
        pen.text((150, 1250 + 58 * row), prose[row % 3], fill=0, font=text)
    return np.asarray(image, dtype=np.uint8), plain


def _tilted(page: Grey, rng: np.random.Generator, most: float) -> Grey:
    turn = cv2.getRotationMatrix2D((WIDE / 2, HIGH / 2), float(rng.uniform(-most, most)), 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (WIDE, HIGH), borderValue=(255.0,)), dtype=np.uint8)


def _line(page: Grey, rng: np.random.Generator, grain: float) -> NDArray[np.bool_]:
    """As a fax machine sees it: tilted, soft, grainy, one level; True is ink."""
    soft = cv2.GaussianBlur(_tilted(page, rng, 0.9), (0, 0), 0.8).astype(np.float32)
    soft += rng.normal(0, grain, soft.shape).astype(np.float32)
    return np.asarray(soft < rng.uniform(118, 165))


def _fax(page: Grey, rng: np.random.Generator, coarse: bool, noisy: bool) -> tuple[Image.Image, str, dict[str, object]]:
    ink = _line(page, rng, 34.0 if noisy else 14.0)
    if noisy:
        ink |= rng.random(ink.shape) < 0.004
        ink &= rng.random(ink.shape) > 0.03
        for x in rng.integers(100, WIDE - 100, 2):
            ink[:, x : x + 2] |= rng.random((HIGH, 2)) < 0.5  # dirt on the glass
        ink[:, : int(rng.integers(5, 30))] = True
    if coarse:
        ink = ink[::2]
    lost = rng.random(len(ink)) < (0.004 if noisy else 0.001)
    ink[1:][lost[1:]] = ink[:-1][lost[1:]]  # a line that broke is the one above again
    image = Image.fromarray(np.where(ink, 0, 255).astype(np.uint8)).convert("1")
    return image, ".tif", {"compression": "group4", "dpi": (204, 98 if coarse else 196)}


def _scan(page: Grey, rng: np.random.Generator, dark: bool) -> tuple[Image.Image, str, dict[str, object]]:
    soft = cv2.GaussianBlur(_tilted(page, rng, 1.2), (0, 0), 0.6).astype(np.float32)
    if dark:
        light = np.linspace(rng.uniform(0.35, 0.5), rng.uniform(0.6, 0.85), WIDE, dtype=np.float32)[None, :]
        soft = (40 + 0.84 * soft) * light * np.linspace(1.0, rng.uniform(0.7, 1.0), HIGH, dtype=np.float32)[:, None]
    soft += rng.normal(0, 6, soft.shape).astype(np.float32)
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8)), ".jpg", {"quality": 75, "dpi": (204, 204)}


def _photo(page: Grey, rng: np.random.Generator) -> tuple[Image.Image, str, dict[str, object]]:
    desk = cv2.resize(rng.integers(40, 90, (40, 30), dtype=np.uint8), (2100, 2700), interpolation=cv2.INTER_CUBIC)
    corners = np.array([[180, 240], [1910, 200], [1940, 2440], [140, 2480]]) + rng.integers(-90, 90, (4, 2))
    flat = np.array([[0, 0], [WIDE, 0], [WIDE, HIGH], [0, HIGH]], dtype=np.float32)
    seen = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    paper = cv2.warpPerspective(np.minimum(page, 245), seen, (2100, 2700))
    where = cv2.warpPerspective(np.full_like(page, 255), seen, (2100, 2700)) > 127
    both = np.where(where, paper, desk).astype(np.float32) * np.linspace(0.65, 1.0, 2100, dtype=np.float32)[None, :]
    both = cv2.GaussianBlur(both, (0, 0), 1.1) + rng.normal(0, 5, both.shape)
    return Image.fromarray(np.clip(both, 0, 255).astype(np.uint8)), ".jpg", {"quality": 70}


KINDS: Mapping[str, Callable[[Grey, np.random.Generator], tuple[Image.Image, str, dict[str, object]]]] = {
    "scan": lambda page, rng: _scan(page, rng, dark=False),
    "dark_scan": lambda page, rng: _scan(page, rng, dark=True),
    "fine_fax": lambda page, rng: _fax(page, rng, coarse=False, noisy=False),
    "noisy_fax": lambda page, rng: _fax(page, rng, coarse=False, noisy=True),
    "standard_fax": lambda page, rng: _fax(page, rng, coarse=True, noisy=False),
    "photo": _photo,
}


def write(out: Path, count: int) -> None:
    """`count` files of each kind into `out`, with truth.jsonl."""
    files = out / "files"
    files.mkdir(parents=True, exist_ok=True)
    typefaces = faces()
    lines = []
    for number, (kind, damage) in enumerate(KINDS.items()):
        for index in range(count):
            rng = np.random.default_rng((4711, number, index))
            page, fields = drawn(rng, typefaces[int(rng.integers(len(typefaces)))])
            image, suffix, options = damage(page, rng)
            name = f"{kind}-{index:03}{suffix}"
            image.save(files / name, **options)
            lines.append(json.dumps({"file": name, "pages": [1], "degradation": kind, "fields": fields}))
    (out / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=4)
    given = parser.parse_args()
    write(given.out, given.count)


if __name__ == "__main__":
    main()
