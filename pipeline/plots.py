"""Plots as SVG text: pure functions from figures to one `<svg>` element each, without scripts or inline styles.

Every mark that stands for counts carries its n, and a share its 95% bounds, as text or as a tooltip (`<title>`).
Lengths are pixels of the drawing; it scales with its box. Nothing here needs a plotting library, so that a page under a
strict content policy can hold the result as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

INK, PALE, MARK, BOUND, WRONG = "#1f2933", "#d5dbe1", "#1d5f8a", "#8fb3cc", "#a33b20"
FONT = 'font-family="sans-serif" font-size="12"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A named share of n with its 95% bounds, all 0 to 1."""

    name: str
    share: float
    low: float
    high: float
    n: int

    @property
    def says(self) -> str:
        if not self.n:
            return f"{self.name}: n = 0"
        return f"{self.name}: {self.share:.1%} ({self.low:.1%} to {self.high:.1%}), n = {self.n}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of a curve, both coordinates 0 to 1, and what its tooltip says. `low` and `high` bound `y`."""

    x: float
    y: float
    low: float
    high: float
    says: str


def bars(title: str, shares: Sequence[Share], *, width: int = 640) -> str:
    """One horizontal bar per share, its bounds as a whisker, its figure and n beside it."""
    left, right, row = 190, 190, 24
    length = width - left - right
    parts = []
    for number, one in enumerate(shares):
        top = 32 + number * row
        parts.append(_text(left - 8, top + 13, one.name, anchor="end"))
        parts.append(_rect(left, top, length, 16, PALE))
        if one.n:
            parts.append(_rect(left, top, one.share * length, 16, MARK, one.says))
            parts.append(_line(left + one.low * length, top + 8, left + one.high * length, top + 8, INK))
        figure = f"{one.share:.1%} ({one.low:.1%}-{one.high:.1%}) n={one.n}" if one.n else "n=0"
        parts.append(_text(left + length + 8, top + 13, figure))
    return _svg(title, width, 40 + len(shares) * row, parts)


def confusion(title: str, names: Sequence[str], counts: Mapping[tuple[str, str], int], *, width: int = 640) -> str:
    """Rows are the truth, columns what was said; `counts` by (truth, said). A cell's shade is its share of its row."""
    left, top, tall = 150, 62, 30
    cell = (width - left - 70) / max(1, len(names))
    parts = [_text(left - 8, 50, "true \\ said", anchor="end")]
    parts += [_text(left + (i + 0.5) * cell, 50, name, anchor="middle") for i, name in enumerate(names)]
    for r, truth in enumerate(names):
        total = sum(counts.get((truth, said), 0) for said in names)
        y = top + r * tall
        parts.append(_text(left - 8, y + 19, truth, anchor="end"))
        for c, said in enumerate(names):
            number = counts.get((truth, said), 0)
            share = number / total if total else 0.0
            colour = MARK if truth == said else WRONG
            says = f"{truth} said to be {said}: {number} of {total}"
            parts.append(_rect(left + c * cell, y, cell - 2, tall - 2, PALE, says))
            parts.append(_rect(left + c * cell, y, cell - 2, tall - 2, colour, says, opacity=share))
            ink = "#ffffff" if share > 0.5 else INK
            parts.append(_text(left + (c + 0.5) * cell, y + 19, str(number), anchor="middle", colour=ink))
        parts.append(_text(width - 62, y + 19, f"n={total}"))
    return _svg(title, width, top + len(names) * tall + 10, parts)


def reliability(title: str, points: Sequence[Point], *, width: int = 420) -> str:
    """How often it was right (y) where it said how sure it was (x); on the diagonal it is calibrated."""
    frame = _Frame(width)
    parts = [*frame.axes("said confidence", "right"), frame.segment(0, 0, 1, 1, PALE)]
    for point in points:
        parts.append(frame.segment(point.x, point.low, point.x, point.high, BOUND))
        parts.append(frame.dot(point))
    return _svg(title, width, frame.bottom + 40, parts)


def curve(title: str, points: Sequence[Point], *, x: str, y: str, highest: float = 1.0, width: int = 420) -> str:
    """A curve with the band of its bounds; the y axis ends at `highest`, values above it are drawn at the edge."""
    frame = _Frame(width, highest=highest)
    parts = frame.axes(x, y)
    if points:
        band = [(p.x, p.high) for p in points] + [(p.x, p.low) for p in reversed(points)]
        parts.append(f'<polygon points="{frame.path(band)}" fill="{BOUND}" fill-opacity="0.4"/>')
        line = frame.path([(p.x, p.y) for p in points])
        parts.append(f'<polyline points="{line}" fill="none" stroke="{MARK}" stroke-width="2"/>')
    parts += [frame.dot(point) for point in points]
    return _svg(title, width, frame.bottom + 40, parts)


class _Frame:
    """A square plot area: x from 0 to 1, y from 0 to `highest`."""

    def __init__(self, width: int, highest: float = 1.0) -> None:
        self.left, self.top, self.side, self.highest = 56, 30, width - 76, highest
        self.bottom = self.top + self.side

    def at(self, x: float, y: float) -> tuple[float, float]:
        share = min(1.0, max(0.0, y / self.highest))
        return self.left + min(1.0, max(0.0, x)) * self.side, self.bottom - share * self.side

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        return " ".join("{:.1f},{:.1f}".format(*self.at(x, y)) for x, y in points)

    def segment(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
        return _line(*self.at(x1, y1), *self.at(x2, y2), colour)

    def dot(self, point: Point) -> str:
        x, y = self.at(point.x, point.y)
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{MARK}"><title>{escape(point.says)}</title></circle>'

    def axes(self, x: str, y: str) -> list[str]:
        parts = [_line(self.left, self.bottom, self.left + self.side, self.bottom, INK)]
        parts.append(_line(self.left, self.top, self.left, self.bottom, INK))
        for step in range(5):
            share = step / 4
            across, up = self.at(share, share * self.highest)
            parts.append(_text(across, self.bottom + 16, f"{share:.0%}", anchor="middle"))
            parts.append(_text(self.left - 6, up + 4, f"{share * self.highest:.3g}", anchor="end"))
        parts.append(_text(self.left + self.side / 2, self.bottom + 34, x, anchor="middle"))
        parts.append(_text(self.left + 6, self.top + 12, y))
        return parts


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" {FONT}><title>{escape(title)}</title>{_text(8, 18, title)}{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str, says: str = "", *, opacity: float = 1.0) -> str:
    tip = f"<title>{escape(says)}</title>" if says else ""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}" fill="{colour}" '
        f'fill-opacity="{opacity:.3f}">{tip}</rect>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="2"/>'
