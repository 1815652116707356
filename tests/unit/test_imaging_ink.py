"""Rules, check boxes, marks and blank pages on drawn pages."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.imaging import quality
from pipeline.imaging.barcodes import barcodes
from pipeline.imaging.ink import drawn, inked
from pipeline.imaging.sheets import sheets
from pipeline.records import Box, Word


def sheet() -> np.ndarray:
    return np.full((2200, 1700), 255, np.uint8)


def test_a_signature_is_a_mark_and_the_line_below_it_a_rule():
    grey = sheet()
    cv2.line(grey, (200, 1500), (900, 1500), 0, 3)
    xs = np.arange(250, 600)
    ys = (1450 + 30 * np.sin(xs / 15.0)).astype(int)
    cv2.polylines(grey, [np.stack([xs, ys], axis=1).astype(np.int32)], False, 0, 4)
    found = drawn(inked(grey, 200.0, "born_digital"), (), ())
    assert len(found.rules) == 1
    assert abs(found.rules[0].left - 200) < 8
    assert abs(found.rules[0].right - 900) < 8
    assert len(found.marks) == 1
    assert found.marks[0].left <= 256
    assert found.marks[0].right >= 590


def test_ink_under_a_confident_word_is_no_mark_and_under_a_guess_it_is():
    grey = sheet()
    cv2.putText(grey, "Signature", (300, 700), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 3.0, 0, 4)
    box = Box(left=280, top=590, right=900, bottom=760)
    sure = Word(text="Signature", box=box, confidence=0.95)
    guess = Word(text="Sjmw~", box=box, confidence=0.2)
    assert drawn(inked(grey, 200.0, "born_digital"), (sure,), ()).marks == ()
    assert drawn(inked(grey, 200.0, "born_digital"), (guess,), ()).marks


@pytest.mark.parametrize("side", [18, 24, 30, 40])
def test_check_boxes_and_ticks(side):
    grey = sheet()
    for place, tick in ((300, False), (500, True)):
        cv2.rectangle(grey, (place, 400), (place + side, 400 + side), 0, 2)
        if tick:
            cv2.line(grey, (place + 3, 403), (place + side - 3, 400 + side - 3), 0, 2)
            cv2.line(grey, (place + side - 3, 403), (place + 3, 400 + side - 3), 0, 2)
    found = sorted(drawn(inked(grey, 200.0, "born_digital"), (), ()).checkboxes, key=lambda each: each.box.left)
    assert [each.ticked for each in found] == [False, True]


def test_round_letters_are_no_check_boxes():
    grey = sheet()
    for column, letter in enumerate("OD0QB8"):
        cv2.putText(grey, letter, (200 + 100 * column, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
    assert drawn(inked(grey, 200.0, "born_digital"), (), ()).checkboxes == ()


def test_a_table_frame_is_rules_and_not_a_mark():
    grey = sheet()
    cv2.rectangle(grey, (200, 300), (1500, 900), 0, 3)
    found = drawn(inked(grey, 200.0, "born_digital"), (), ())
    assert len(found.rules) == 2
    assert found.marks == ()


def test_blank_pages_and_pages_with_a_line_of_text():
    grey = sheet()
    assert quality.is_blank(grey)
    rng = np.random.default_rng(5)
    for y, x in zip(rng.integers(0, 2200, 300), rng.integers(0, 1700, 300)):
        grey[y, x] = 0  # dust
    grey[:, :12] = 0  # the edge of a fax
    grey[:20] = 0
    assert quality.is_blank(grey)
    cv2.putText(grey, "Result: negative", (300, 700), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 0, 3)
    assert not quality.is_blank(grey)


def test_a_photo_of_a_card_on_a_dark_table_is_not_blank():
    grey = np.full((1200, 1600), 60, np.uint8)
    grey[200:700, 300:1100] = 235
    for row in range(5):
        cv2.putText(grey, "Member ID 12345678", (350, 280 + 80 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 40, 2)
    assert not quality.is_blank(grey)


def test_each_card_on_a_photo_is_a_sheet_and_its_boxes_come_back():
    grey = np.full((1600, 1600), 50, np.uint8)
    cards = [
        np.array([[200, 150], [1100, 210], [1080, 750], [190, 700]]),
        np.array([[500, 900], [1400, 860], [1420, 1400], [520, 1450]]),
    ]
    for card in cards:
        cv2.fillConvexPoly(grey, card.astype(np.int32), 230)
        middle = card.mean(axis=0).astype(int)
        cv2.circle(grey, (int(middle[0]), int(middle[1])), 12, 20, -1)
    found = sheets(grey, 150.0)
    assert len(found) == 2
    for view, card in zip(found, cards):
        ys, xs = np.nonzero(view.image < 90)
        inner = (xs > 20) & (xs < view.image.shape[1] - 20) & (ys > 20) & (ys < view.image.shape[0] - 20)
        spot = Box(left=xs[inner].min(), top=ys[inner].min(), right=xs[inner].max(), bottom=ys[inner].max())
        back = view.box(spot, 1600, 1600)
        middle = card.mean(axis=0)
        assert abs((back.left + back.right) / 2 - middle[0]) <= 2
        assert abs((back.top + back.bottom) / 2 - middle[1]) <= 2


def test_a_grey_sheet_without_ink_is_blank():
    shaded = np.tile(np.linspace(150, 235, 1700).astype(np.uint8), (2200, 1))
    noisy = np.clip(shaded + np.random.default_rng(2).normal(0, 3, shaded.shape), 0, 255).astype(np.uint8)
    assert quality.is_blank(noisy)


def test_bar_codes_are_read_with_their_place():
    import zxingcpp

    code = zxingcpp.create_barcode("CD-4711", zxingcpp.BarcodeFormat.QRCode)
    picture = np.asarray(zxingcpp.write_barcode_to_image(code, scale=6))
    grey = sheet()
    grey[500 : 500 + picture.shape[0], 400 : 400 + picture.shape[1]] = picture.reshape(picture.shape[:2])
    (found,) = barcodes(grey)
    assert (found.text, found.symbology) == ("CD-4711", "qrcode")
    assert 390 < found.box.left < 460
    assert 490 < found.box.top < 560
