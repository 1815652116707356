"""Plots as SVG text: pure functions from figures to one `<svg>` element each, without scripts or inline styles.

Every mark that stands for counts carries its n, and a share its 95% bounds, as text or as a tooltip (`<title>`).
Lengths are pixels of the drawing; it scales with its box. Every colour also has a class of its name (`ink`, `pale`,
...), so that a page's style sheet can give it another one in the dark. Nothing here needs a plotting library, so that a
page under a strict content policy can hold the result as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

INK, PALE, MARK, BOUND, WRONG = "#1f2933", "#d5dbe1", "#1d5f8a", "#8fb3cc", "#a33b20"
OPEN = "#ffffff"  # what shows through a mark that is not filled
NAMES = {INK: "ink", PALE: "pale", MARK: "mark", BOUND: "bound", WRONG: "wrong", OPEN: "open"}
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
            parts.append(_rect(left + one.low * length, top + 5, (one.high - one.low) * length, 6, OPEN))
            parts.append(_line(left + one.low * length, top + 8, left + one.high * length, top + 8, INK))
        figure = f"{one.share:.1%} ({one.low:.1%}-{one.high:.1%}) n={one.n}" if one.n else "n=0"
        parts.append(_text(left + length + 8, top + 13, figure))
    return _svg(title, width, 40 + len(shares) * row, parts)


def confusion(
    title: str, names: Sequence[str], counts: Mapping[tuple[str, str], int], *, more: Sequence[str] = (),
    width: int = 640,
) -> str:  # fmt: skip
    """Rows are the truth, columns what was said; `counts` by (truth, said). A cell's shade is its share of its row.

    `more` names columns that nothing truly is, such as "not found".
    """
    left, top, tall, columns = 150, 62, 30, [*names, *more]
    cell = (width - left - 70) / max(1, len(columns))
    parts = [_text(left - 8, 50, "true \\ said", anchor="end")]
    for i, name in enumerate(columns):
        words = name.replace("_", " ").split(" ")
        lines = [" ".join(words[:-1]), words[-1]]  # two, so that long names stand beside each other
        parts += [_text(left + (i + 0.5) * cell, 36 + 14 * n, line, anchor="middle") for n, line in enumerate(lines)]
    for r, truth in enumerate(names):
        total = sum(counts.get((truth, said), 0) for said in columns)
        y = top + r * tall
        parts.append(_text(left - 8, y + 19, truth.replace("_", " "), anchor="end"))
        for c, said in enumerate(columns):
            number = counts.get((truth, said), 0)
            share = number / total if total else 0.0
            colour = MARK if truth == said else WRONG
            says = f"{truth} said to be {said}: {number} of {total}"
            parts.append(_rect(left + c * cell, y, cell - 2, tall - 2, PALE, says))
            parts.append(_rect(left + c * cell, y, cell - 2, tall - 2, colour, says, opacity=share))
            ink = OPEN if share > 0.5 else INK
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
        parts.append(f'<polygon points="{frame.path(band)}" class="bound" fill="{BOUND}" fill-opacity="0.4"/>')
        line = frame.path([(p.x, p.y) for p in points])
        parts.append(f'<polyline class="line" points="{line}" fill="none" stroke="{MARK}" stroke-width="2"/>')
    parts += [frame.dot(point) for point in points]
    return _svg(title, width, frame.bottom + 40, parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A share then and now; `marked` draws attention to it."""

    name: str
    before: Share
    recent: Share
    marked: bool = False


def moves(title: str, rows: Sequence[Move], *, width: int = 640) -> str:
    """One row per name: the share then as an open ring, now as a filled dot, each with its bounds as a line."""
    left, right, row = 190, 190, 34
    length = width - left - right
    parts = [_text(left, 40, "○ before   ● now"), _text(left + length, 40, "100%", anchor="end")]
    for number, one in enumerate(rows):
        top = 52 + number * row
        parts.append(_text(left - 8, top + 17, one.name, anchor="end"))
        parts.append(_rect(left, top, length, 26, PALE, opacity=0.4))
        for share, y, fill in ((one.before, top + 8, OPEN), (one.recent, top + 18, MARK)):
            parts.append(_line(left + share.low * length, y, left + share.high * length, y, BOUND))
            parts.append(_circle(left + share.share * length, y, fill, share.says))
        says = f"{one.before.share:.0%} → {one.recent.share:.0%} n={one.before.n}, {one.recent.n}"
        parts.append(_text(left + length + 8, top + 17, f"▲ {says}" if one.marked else says))
    return _svg(title, width, 62 + len(rows) * row, parts)


def counts(title: str, numbers: Mapping[str, int], *, width: int = 640) -> str:
    """One horizontal bar per name, its number beside it."""
    left, row, most = 190, 24, max(1, *numbers.values(), 1)
    length = width - left - 60
    parts = []
    for place, (name, number) in enumerate(numbers.items()):
        top = 32 + place * row
        parts.append(_text(left - 8, top + 13, name, anchor="end"))
        parts.append(_rect(left, top, number / most * length, 16, MARK, f"{name}: {number}"))
        parts.append(_text(left + number / most * length + 8, top + 13, str(number)))
    return _svg(title, width, 40 + len(numbers) * row, parts)


def columns(title: str, days: Sequence[str], parts_of: Mapping[str, Sequence[int]], *, width: int = 640) -> str:
    """A stacked column for each day; two parts at most, the first below. Every part carries its number as a tooltip."""
    left, top, tall = 44, 48, 150
    most = max(1, *(sum(part[place] for part in parts_of.values()) for place in range(len(days))), 1)
    wide = (width - left - 16) / max(1, len(days))
    fills = (MARK, BOUND)
    marks = [_line(left, top + tall, width - 16, top + tall, INK), _text(left - 6, top + tall, "0", anchor="end"),
             _text(left - 6, top + 10, str(most), anchor="end")]  # fmt: skip
    for number, name in enumerate(parts_of):
        marks.append(_rect(left + number * 180, 26, 12, 12, fills[number]))
        marks.append(_text(left + number * 180 + 18, 37, name))
    for place, day in enumerate(days):
        bottom = float(top + tall)
        for number, (name, values) in enumerate(parts_of.items()):
            height = values[place] / most * tall
            says = f"{day}: {values[place]} {name}"
            marks.append(_rect(left + place * wide + 1, bottom - height, wide - 2, height, fills[number], says))
            bottom -= height
        if place % max(1, len(days) // 7) == 0:
            marks.append(_text(left + (place + 0.5) * wide, top + tall + 16, day[5:], anchor="middle"))
    return _svg(title, width, top + tall + 26, marks)


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
        return _circle(x, y, MARK, point.says)

    def axes(self, x: str, y: str) -> list[str]:
        parts = [_line(self.left, self.bottom, self.left + self.side, self.bottom, INK)]
        parts.append(_line(self.left, self.top, self.left, self.bottom, INK))
        for step in range(5):
            share = step / 4
            across, up = self.at(share, share * self.highest)
            parts.append(_text(across, self.bottom + 16, f"{share:.0%}", anchor="middle"))
            parts.append(_text(self.left - 6, up + 4, f"{100 * share * self.highest:.3g}%", anchor="end"))
        parts.append(_text(self.left + self.side / 2, self.bottom + 34, x, anchor="middle"))
        parts.append(_text(self.left + 6, self.top + 12, y))
        return parts


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" {FONT}><title>{escape(title)}</title>'
        f'<text class="title" x="8" y="18" fill="{INK}">{escape(title)}</text>{"".join(parts)}</svg>'
    )


def _text(x: float, y: float, text: str, *, anchor: str = "start", colour: str = INK) -> str:
    kind = NAMES.get(colour, "ink")
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _rect(x: float, y: float, width: float, height: float, colour: str, says: str = "", *, opacity: float = 1.0) -> str:
    tip = f"<title>{escape(says)}</title>" if says else ""
    return (
        f'<rect class="{NAMES[colour]}" x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" '
        f'height="{max(0.0, height):.1f}" fill="{colour}" fill-opacity="{opacity:.3f}">{tip}</rect>'
    )


def _circle(x: float, y: float, colour: str, says: str) -> str:
    return (
        f'<circle class="{NAMES[colour]}" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}" stroke="{MARK}">'
        f"<title>{escape(says)}</title></circle>"
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return (
        f'<line class="{NAMES[colour]}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        'stroke-width="2"/>'
    )
