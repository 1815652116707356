"""Separator sheets: pages to lay between documents in a feeder, so that a stack of papers is split without a guess."""

from __future__ import annotations

from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import UsageError
from pipeline.stages.separate import separator_text

SIZES = {"letter": LETTER, "a4": A4}
MOST = 500
BARS = (0.14, 0.8)  # of the page's height: a torn sheet still has one of them
QR_SIDE = 84.0  # points; small squares bear specks best, and a streak that breaks every bar misses most of six squares


def separator_sheets(path: Path, *, count: int, first: int = 0, size: str = "letter") -> None:
    """Write a PDF of `count` sheets, numbered from `first` (numbers above 9999 begin again at 0).

    Raises UsageError when that many are not to be had, or the file cannot be written.
    """
    if not 1 <= count <= MOST or not 0 <= first <= 9999:
        raise UsageError(f"Ask for 1 to {MOST} sheets, numbered from 0 to 9999.")
    try:
        canvas = Canvas(str(path), pagesize=SIZES[size], invariant=True)
        canvas.setTitle("chartdrop separator sheets")
        for number in range(first, first + count):
            _sheet(canvas, SIZES[size], number % 10_000)
        canvas.save()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None


def _sheet(canvas: Canvas, size: tuple[float, float], number: int) -> None:
    width, height = size
    canvas.setFont("Helvetica-Bold", 26)
    canvas.drawCentredString(width / 2, height - 70, "DOCUMENT SEPARATOR")
    canvas.setFont("Helvetica", 12)
    canvas.drawCentredString(width / 2, height - 92, "Put this sheet before each document. It may be used again.")
    # 1.4 points a bar are 4 pixels at 200 dpi across and 4 at 98 dpi down: both kinds of fax carry it
    for share in BARS:
        code = Code128(separator_text(number), barHeight=72, barWidth=1.4, quiet=False)
        code.drawOn(canvas, (width - code.width) / 2, height * share - 36)
    square = QrCodeWidget(separator_text(number), barLevel="H", barWidth=QR_SIDE, barHeight=QR_SIDE)
    drawing = Drawing(QR_SIDE, QR_SIDE)
    drawing.add(square)
    for across in (0.2, 0.5, 0.8):
        for up in (0.38, 0.58):
            renderPDF.draw(drawing, canvas, width * across - QR_SIDE / 2, height * up - QR_SIDE / 2)
    canvas.setFont("Helvetica", 12)
    canvas.drawCentredString(width / 2, 40, f"sheet {number:04d}")
    canvas.showPage()
