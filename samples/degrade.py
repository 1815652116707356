"""What happens to a page on its way: nothing, a scanner, a fax line or a telephone's camera.

Images are uint8 arrays, grey (h, w) or RGB (h, w, 3). Every channel returns the file and, per page, the 3x3 matrix that maps
pixels of the drawn page at 200 dpi to pixels of the upright page of the result.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import struct_time

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont, TiffImagePlugin

Grey = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
KINDS = ("born_digital", "scan_200", "scan_300", "fax_fine", "fax_standard", "photo")
EPOCH = struct_time((2026, 11, 20, 8, 0, 0, 4, 324, 0))
FAX_WIDTH = 1728


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    data: bytes
    suffix: str
    matrices: tuple[Matrix, ...]
    note: str = ""  # "upside_down", "exif_6" ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What a fax tells about who sent it."""

    name: str
    number: str
    when: datetime


def render(pdf: bytes, dpi: float, grey: bool = True) -> list[Grey]:
    document = pdfium.PdfDocument(pdf)
    try:
        images = (page.render(scale=dpi / 72, grayscale=grey, rev_byteorder=not grey).to_numpy() for page in document)
        return [(image if image.ndim == 2 else image[..., 0] if grey else image[..., :3]).copy() for image in images]
    finally:
        document.close()


def degrade(pdf: bytes, kind: str, seed: str, sender: Sender, upside_down: bool | None = None) -> Result:
    """Send the pages through one channel; all pages of a file share its machine and its settings. A scanner turns a few files
    upside down unless `upside_down` says which."""
    rng, noise = random.Random(seed), np.random.default_rng(abs(hash_number(seed)))
    if kind == "born_digital":
        pages = len(pdfium.PdfDocument(pdf))
        return Result(data=pdf, suffix="pdf", matrices=tuple(np.eye(3) for _ in range(pages)))
    if kind.startswith("scan"):
        return _scan(pdf, int(kind[-3:]), rng, noise, upside_down)
    if kind.startswith("fax"):
        return _fax(pdf, kind == "fax_fine", rng, noise, sender)
    return _photo(pdf, rng, noise)


def hash_number(text: str) -> int:
    """A number of a text that is the same in every run."""
    import hashlib

    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def _grain(noise: np.random.Generator, shape: tuple[int, int], sigma: float) -> npt.NDArray[np.float32]:
    """Noise over a page, from one tile laid next to itself: fresh noise for each pixel costs more than all the rest."""
    tile = noise.standard_normal((509, 499), dtype=np.float32) * np.float32(sigma)
    h, w = shape
    return np.tile(tile, (h // 509 + 1, w // 499 + 1))[:h, :w]


def _turn(image: Grey, degrees: float, fill: int) -> tuple[Grey, Matrix]:
    h, w = image.shape[:2]
    m = np.vstack([cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0), [0, 0, 1]])
    out = cv2.warpAffine(image, m[:2], (w, h), flags=cv2.INTER_LINEAR, borderValue=(fill,) * 3)
    return np.asarray(out, np.uint8), m


def _light(shape: tuple[int, int], rng: random.Random, depth: float) -> npt.NDArray[np.float32]:
    """A slow change of brightness over the page, 1 at its brightest."""
    h, w = shape
    grid = np.array([[1 - depth * rng.random() for _ in range(3)] for _ in range(4)], np.float32)
    return np.asarray(cv2.resize(grid, (w, h), interpolation=cv2.INTER_CUBIC).clip(0.3, 1.0), np.float32)


# -- scanner ------------------------------------------------------------------------------------------------------------
def _scan(pdf: bytes, dpi: int, rng: random.Random, noise: np.random.Generator, turned_over: bool | None) -> Result:
    paper, ink = rng.randint(235, 255), rng.randint(0, 60)
    sigma, blur, depth = rng.choice((1.5, 3.0, 6.0)), rng.choice((0.0, 0.5, 0.8)), rng.choice((0.0, 0.04, 0.12, 0.25))
    upside, bilevel, skew = rng.random() < 0.06, rng.random() < 0.15, rng.choice((0.3, 0.8, 1.6))
    upside = upside if turned_over is None else turned_over
    images, matrices = [], []
    for image in render(pdf, dpi):
        turned, m = _turn(image, rng.gauss(0, skew), 255)
        page = ink + turned.astype(np.float32) * ((paper - ink) / 255)
        page = page * _light(page.shape, rng, depth) + _grain(noise, page.shape, sigma)
        if blur:
            page = cv2.GaussianBlur(page, (0, 0), blur)
        _edges(page, rng)
        out = page.clip(0, 255).astype(np.uint8)
        picture = Image.fromarray(out[::-1, ::-1] if upside else out)
        images.append(picture.point(lambda v: 255 if v > 150 else 0).convert("1") if bilevel else picture)
        matrices.append(np.diag([200 / dpi, 200 / dpi, 1.0]) @ m @ np.diag([dpi / 200, dpi / 200, 1.0]))
    buffer, quality = io.BytesIO(), {} if bilevel else {"quality": rng.randint(45, 85)}
    images[0].save(
        buffer,
        "PDF",
        resolution=dpi,
        save_all=True,
        append_images=images[1:],
        **quality,
        creationDate=EPOCH,
        modDate=EPOCH,
        producer="scanner",
    )
    return Result(data=buffer.getvalue(), suffix="pdf", matrices=tuple(matrices), note="upside_down" if upside else "")


def _edges(page: npt.NDArray[np.float32], rng: random.Random) -> None:
    """Shadow of the lid at an edge, punch holes, a dust line: each now and then."""
    h, w = page.shape
    if rng.random() < 0.25:
        width = rng.randint(4, w // 60)
        page[:, :width] *= rng.uniform(0.1, 0.6)
    if rng.random() < 0.1:
        for y in (h // 6, h // 2, h * 5 // 6):
            cv2.circle(page, (w // 40, y), w // 75, 60.0, -1)
    if rng.random() < 0.08:
        x = rng.randint(w // 8, w - 9)
        page[:, x : x + rng.randint(1, 2)] *= 0.6


# -- fax ----------------------------------------------------------------------------------------------------------------
def _fax(pdf: bytes, fine: bool, rng: random.Random, noise: np.random.Generator, sender: Sender) -> Result:
    rows = 196 if fine else 98
    bad = rng.choice((0.0, 0.0, 0.3, 0.6, 1.0))  # how poor the machine and the line are
    threshold, skew = rng.randint(110, 190), rng.choice((0.2, 0.6, 1.2))
    style = rng.randint(0, 3)
    images, matrices = [], []
    sources = render(pdf, 204)
    for n, source in enumerate(sources, 1):
        high = round(source.shape[0] * rows / 204)
        turned, m = _turn(source, rng.gauss(0, skew), 255)
        small = cv2.resize(turned, (FAX_WIDTH, high), interpolation=cv2.INTER_AREA)
        grey = cv2.GaussianBlur(small, (0, 0), 0.4 + 0.5 * bad).astype(np.float32) + _grain(
            noise, small.shape, 6 + 26 * bad
        )
        black = grey < threshold
        black = _line_noise(black, rng, noise, bad)
        band = _header(sender, n, len(sources), fine, style) if style else np.zeros((0, FAX_WIDTH), bool)
        black = np.vstack([band, black])
        images.append(Image.fromarray(~black))
        scale = np.diag([FAX_WIDTH / source.shape[1], high / source.shape[0], 1.0])
        shift = np.array([[1, 0, 0], [0, 1, len(band)], [0, 0, 1.0]])
        matrices.append(shift @ scale @ m @ np.diag([1.02, 1.02, 1.0]))
    return Result(data=_tiff(images, rows, sender), suffix="tif", matrices=tuple(matrices))


def _line_noise(
    black: npt.NDArray[np.bool_], rng: random.Random, noise: np.random.Generator, bad: float
) -> npt.NDArray[np.bool_]:
    """Speckle, lost and doubled rows, smears of errors, a dirty streak, a black edge."""
    h, w = black.shape
    if bad:
        specks = noise.random((h // 2 + 1, w // 2 + 1)) < 0.0006 * bad
        black = black ^ np.repeat(np.repeat(specks, 2, 0), 2, 1)[:h, :w]
        keep = np.arange(h)
        for _ in range(int(rng.random() * 8 * bad)):
            y = rng.randint(0, h - 3)
            keep[y : y + 2] = keep[y]
        black = black[keep]
    for _ in range(int(rng.random() * 2.4 * bad)):
        y, x = rng.randint(0, h - 4), rng.randint(0, w // 2)
        black[y : y + rng.randint(1, 3), x : x + rng.randint(100, w // 2)] = True
    if rng.random() < 0.12 * (1 + bad):
        x = rng.randint(0, w - 3)
        black[:, x : x + 1] = True
    if rng.random() < 0.15:
        black[:, -rng.randint(2, 20) :] = True
    return black


def _header(sender: Sender, page: int, pages: int, fine: bool, style: int) -> npt.NDArray[np.bool_]:
    """The line that the sending machine prints on top of each page."""
    when = sender.when + timedelta(seconds=35 * page)
    text = {
        1: f"{when:%m/%d/%Y  %H:%M}   FROM: {sender.name[:24]}   {sender.number}        P.{page:03d}/{pages:03d}",
        2: f"{when:%b-%d-%y %I:%M%p}  {sender.name[:28]}   {sender.number}   Page {page} of {pages}",
        3: f"{when:%Y-%m-%d %H:%M}      {sender.number}  ->  Fax server        {page}/{pages}",
    }[style]
    image = Image.new("L", (FAX_WIDTH, 36), 255)
    ImageDraw.Draw(image).text((60, 6), text, fill=0, font=ImageFont.load_default(24))
    grey = np.asarray(image)
    return np.asarray(grey if fine else cv2.resize(grey, (FAX_WIDTH, 18), interpolation=cv2.INTER_AREA)) < 140


def _tiff(images: list[Image.Image], rows: int, sender: Sender) -> bytes:
    """A TIFF-F as a fax server leaves it: sender's id and call ids in ImageDescription, local time per page."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[270] = f"{sender.number}\n{sender.number}\n{sender.name}"
    tags[306] = f"{sender.when:%Y:%m:%d %H:%M:%S}"
    tags[305] = "HylaFAX (tm) Version 6.0.7"
    buffer = io.BytesIO()
    images[0].save(
        buffer, "TIFF", compression="group4", dpi=(204, rows), save_all=True, append_images=images[1:], tiffinfo=tags
    )
    return buffer.getvalue()


# -- camera -------------------------------------------------------------------------------------------------------------
def _photo(pdf: bytes, rng: random.Random, noise: np.random.Generator) -> Result:
    """The first page as photographed on a table; later pages do not fit into a photograph."""
    source = render(pdf, 200, grey=False)[0]
    if source.ndim == 2:
        source = cv2.cvtColor(source, cv2.COLOR_GRAY2RGB)
    h, w = source.shape[:2]
    pad = rng.uniform(0.02, 0.1)
    out_w, out_h = int(w * (1 + 2 * pad)), int(h * (1 + 2 * pad))
    j = lambda: rng.uniform(-0.6, 0.6) * pad  # noqa: E731
    corners = np.array(
        [
            [pad + j(), pad + j()],
            [1 + pad + j(), pad + j()],
            [1 + pad + j(), 1 + pad + j()],
            [pad + j(), 1 + pad + j()],
        ],
        np.float32,
    )
    target = (corners * np.array([w, h], np.float32)).astype(np.float32)
    m = cv2.getPerspectiveTransform(np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32), target)
    table = np.array(
        rng.choice(((150, 115, 80), (90, 80, 75), (190, 190, 185), (60, 65, 75), (200, 180, 150))), np.float32
    )
    ground = (table + noise.normal(0, 6, (out_h // 8 + 1, out_w // 8 + 1, 1))).astype(np.float32)
    picture = np.asarray(cv2.resize(ground, (out_w, out_h), interpolation=cv2.INTER_LINEAR), np.float32)
    page = cv2.warpPerspective(source, m, (out_w, out_h))
    mask = cv2.warpPerspective(np.full((h, w), 255, np.uint8), m, (out_w, out_h)).astype(np.float32)[..., None] / 255
    tint = np.array([1.0, rng.uniform(0.95, 1.0), rng.uniform(0.82, 1.0)], np.float32)
    picture = (picture * (1 - mask) + page * mask * 0.97) * tint
    picture = picture * _light((out_h, out_w), rng, rng.uniform(0.1, 0.45))[..., None]
    picture = cv2.GaussianBlur(picture, (0, 0), rng.choice((0.5, 0.8, 1.1)))
    picture = (picture + _grain(noise, (out_h, out_w), rng.uniform(1, 5))[..., None]).clip(0, 255).astype(np.uint8)
    turn = rng.choice((1, 1, 1, 6, 8, 3))
    stored = {1: picture, 6: np.rot90(picture, 1), 8: np.rot90(picture, -1), 3: np.rot90(picture, 2)}[turn]
    exif = Image.Exif()
    exif[274], exif[272] = turn, "Phone camera"
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(stored)).save(buffer, "JPEG", quality=rng.randint(55, 88), exif=exif)
    return Result(
        data=buffer.getvalue(),
        suffix="jpg",
        matrices=(np.asarray(m, np.float64),),
        note=f"exif_{turn}" if turn != 1 else "",
    )
