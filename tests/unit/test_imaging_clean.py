"""Cleaning chains: boxes come back to the page, and any image either runs or is refused clearly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.imaging import chains, clean, orientation, quality
from pipeline.imaging.chains import CHAINS
from pipeline.imaging.ink import drawn, inked
from pipeline.records import Box

KINDS = sorted(CHAINS)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def page_with(box: Box, shape: tuple[int, int]) -> np.ndarray:
    grey = np.full(shape, 255, np.uint8)
    for top in range(60, shape[0] - 60, 40):  # rows of text, for the skew to be seen
        grey[top : top + 12, 60 : shape[1] - 60 : 7] = 0
    grey[box.top - 14 : box.bottom + 14, box.left - 14 : box.right + 14] = 255
    grey[box.top : box.bottom, box.left : box.right] = 0
    return grey


def ink_box(grey: np.ndarray, near: Box) -> Box:
    """The hull of the ink of a black block, found by its density."""
    import cv2

    block = cv2.erode((grey < 128).astype(np.uint8), np.ones((9, 9), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(block)
    row = max(stats[1:], key=lambda each: each[4])
    return Box(left=row[0] - 4, top=row[1] - 4, right=row[0] + row[2] + 4, bottom=row[1] + row[3] + 4)


@SLOW
@given(
    kind=st.sampled_from(KINDS),
    angle=st.floats(-2.5, 2.5),
    left=st.integers(100, 500),
    top=st.integers(100, 600),
    dpi=st.sampled_from([150.0, 200.0, 204.0, 300.0]),
)
def test_boxes_come_back_within_two_pixels(kind, angle, left, top, dpi):
    import cv2

    box = Box(left=left, top=top, right=left + 80, bottom=top + 60)
    straight = page_with(box, (900, 700))
    turn = cv2.getRotationMatrix2D((350, 450), angle, 1.0)
    grey = cv2.warpAffine(straight, turn, (700, 900), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
    view = clean.chain(clean.view(grey, dpi), CHAINS[kind])
    again = clean.chain(clean.view(grey.copy(), dpi), CHAINS[kind])
    assert (view.image == again.image).all() and (view.back == again.back).all() and view.steps == again.steps
    height, width = grey.shape
    back = view.box(ink_box(view.image, box), width, height)
    middle = turn @ np.array([box.left + 40, box.top + 30, 1.0])
    assert abs((back.left + back.right) / 2 - middle[0]) <= 2
    assert abs((back.top + back.bottom) / 2 - middle[1]) <= 2


@SLOW
@given(
    kind=st.sampled_from(KINDS),
    angle=st.floats(-4.5, 4.5),
    dpi=st.sampled_from([98.0, 150.0, 200.0, 300.0]),
    x=st.integers(0, 699),
    y=st.integers(0, 899),
)
def test_a_chain_s_inverse_takes_every_point_back_to_where_it_was(kind, angle, dpi, x, y):
    """A dot on a page of known skew is found on the straight one where the inverse says, within 2 px."""
    grey = page_with(Box(left=300, top=300, right=360, bottom=340), (900, 700))
    page = clean.to_engine_dpi(clean.view(grey, dpi)) if clean.to_engine_dpi in CHAINS[kind] else clean.view(grey, dpi)
    dot = np.full(page.image.shape, 255, np.uint8)
    row, column = y * dot.shape[0] // 900, x * dot.shape[1] // 700
    dot[row, column] = 0
    straight = clean.level(clean.View(image=dot, dpi=page.dpi, back=page.back), angle)
    rows, columns = np.nonzero(straight.image < 250)
    if len(rows) == 0:  # turned off the page
        return
    there = Box(left=int(columns[0]), top=int(rows[0]), right=int(columns[0]) + 1, bottom=int(rows[0]) + 1)
    back = straight.box(there, 700, 900)
    scale = max(1.0, 700 / dot.shape[1])
    assert abs((back.left + back.right) / 2 - (column + 0.5) * 700 / dot.shape[1]) <= 2 * scale
    assert abs((back.top + back.bottom) / 2 - (row + 0.5) * 900 / dot.shape[0]) <= 2 * scale


@SLOW
@given(kind=st.sampled_from(KINDS), height=st.integers(1, 70), width=st.integers(1, 70), seed=st.integers(0, 99))
def test_any_small_page_runs_through_every_chain_and_measure(kind, height, width, seed):
    grey = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    first = clean.chain(clean.view(grey, 200.0), CHAINS[kind])
    again = clean.chain(clean.view(grey, 200.0), CHAINS[kind])
    assert (first.image == again.image).all()
    assert first.steps == again.steps
    quality.measure(grey)
    quality.is_blank(grey)
    orientation.attempts(grey)
    for cleaned in (None, first):
        drawn(inked(grey, 200.0, "dark_scan", cleaned), (), ())


def test_skew_is_found_and_taken_out():
    import cv2

    straight = page_with(Box(left=300, top=300, right=360, bottom=340), (900, 700))
    for angle in (-3.0, -1.0, 1.0, 3.0):
        turn = cv2.getRotationMatrix2D((350, 450), angle, 1.0)
        grey = cv2.warpAffine(straight, turn, (700, 900), borderValue=(255.0,))
        assert clean.skew(grey) == pytest.approx(-angle, abs=0.3)
        assert abs(clean.skew(clean.deskew(clean.view(grey, 200.0)).image)) < 0.4


def test_a_straight_scan_at_the_engine_s_resolution_is_left_alone():
    grey = page_with(Box(left=300, top=300, right=360, bottom=340), (900, 700))
    (seen,) = chains.clean(grey, 200.0, "scan")
    assert seen.image is grey
    assert seen.steps == ()


def test_specks_go_and_dots_of_letters_stay():
    grey = np.full((100, 100), 255, np.uint8)
    grey[20:22, 20:22] = 0
    grey[50:53, 50:53] = 0
    cleaned = clean.despeckle(4)(clean.view(grey, 200.0)).image
    assert (cleaned[20:22, 20:22] == 255).all()
    assert (cleaned[50:53, 50:53] == 0).all()


def test_a_dark_border_goes_and_what_reaches_inward_stays():
    grey = np.full((1000, 800), 255, np.uint8)
    grey[:, :8] = 0
    grey[300:306, 770:] = 0
    grey[500:506, 300:] = 0
    cleaned = clean.border(clean.view(grey, 200.0)).image
    assert (cleaned[:, :8] == 255).all()
    assert (cleaned[300:306, 770:] == 255).all()
    assert (cleaned[500:506, 300:] == 0).all()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_quarter_turns_undo_each_other(degrees):
    grey = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert (orientation.turned(orientation.turned(grey, degrees), (360 - degrees) % 360) == grey).all()


def test_background_becomes_white_under_a_shadow():
    grey = np.tile(np.linspace(90, 230, 800).astype(np.uint8), (600, 1))
    grey[100:110, 100:700:5] = 20
    flat = clean.normalise(clean.view(grey, 200.0)).image
    assert flat[300].min() > 225
    assert flat[105, 100:700:5].max() < 140


def test_an_empty_page_with_a_header_line_specks_and_a_streak_is_blank():
    grey = np.full((2192, 1728), 255, np.uint8)
    grey[20:40, 900:1300:5] = 0
    grey[::97, ::89] = 0
    grey[:, 1300:1304] = 0
    assert quality.is_blank(grey)
    for row in range(900, 1020, 40):
        grey[row : row + 14, 400:900:9] = 0
    assert not quality.is_blank(grey)
