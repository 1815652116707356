"""Breaking inline content into lines that fit, and drawing them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import typefaces
from blocks import Inline, Line, Span
from drawing import BLACK, Colour, Drawing


@dataclass(frozen=True, slots=True)
class Face:
    """What inline text is set in; `hand` is the script face of values filled in with a pen."""

    font: str
    size: float
    hand: str
    pen: Colour = BLACK
    colour: Colour = BLACK
    upper: bool = False

    def of(self, part: Inline) -> tuple[str, float, Colour]:
        if isinstance(part, Span) and part.hand:
            font = typefaces.fitting(self.hand, part.text)
            return font, self.size * typefaces.hand_scale(font) * 1.15, self.pen
        return self.font, self.size, self.colour


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    x: float  # from the start of its line
    w: float
    font: str
    size: float
    colour: Colour
    span: Span | None


def as_line(content: Inline | Line) -> Line:
    return (content,) if isinstance(content, (str, Span)) else content


def plain_text(content: Inline | Line) -> str:
    return "".join(p.text if isinstance(p, Span) else p for p in as_line(content))


def line_width(content: Inline | Line, face: Face) -> float:
    total = 0.0
    for part in as_line(content):
        font, size, _ = face.of(part)
        text = part.text if isinstance(part, Span) else part
        text = text.upper() if face.upper else text
        total += typefaces.width(text, typefaces.fitting(font, text), size)
    return total


def longest_word(content: Inline | Line, face: Face) -> float:
    """Width of the widest word."""
    return max((line_width(word, face) for word in plain_text(content).split()), default=0.0)


def break_lines(content: Inline | Line, face: Face, room: float) -> list[list[Piece]]:
    """Lines of pieces that fit into `room` points; a word longer than the room is cut."""
    lines: list[list[Piece]] = [[]]
    x, glue = 0.0, False
    for part in as_line(content):
        font, size, colour = face.of(part)
        span = part if isinstance(part, Span) else None
        text = span.text if span else str(part)
        for word in re.findall(r"\n|[^\S\n]+|\S+", text.upper() if face.upper else text):
            if word == "\n":
                lines.append([])
                x, glue = 0.0, False
                continue
            used = typefaces.fitting(font, word)
            w = typefaces.width(word, used, size)
            if not word.strip():
                if lines[-1]:
                    lines[-1].append(Piece(word, x, w, used, size, colour, span))
                    x += w
                glue = False
                continue
            if x + w > room + 0.01 and lines[-1]:
                moved = _take_back(lines[-1]) if glue else []
                lines.append([])
                x = 0.0
                for m in moved:
                    lines[-1].append(Piece(m.text, x, m.w, m.font, m.size, m.colour, m.span))
                    x += m.w
            while x + w > room + 0.01 and len(word) > 1:
                keep = max(1, int(len(word) * (room - x) / w))
                lines[-1].append(
                    Piece(word[:keep], x, typefaces.width(word[:keep], used, size), used, size, colour, span)
                )
                word, x = word[keep:], 0.0
                w = typefaces.width(word, used, size)
                lines.append([])
            lines[-1].append(Piece(word, x, w, used, size, colour, span))
            x += w
            glue = True
    return lines


def _take_back(line: list[Piece]) -> list[Piece]:
    """The pieces of the unfinished word at the end of a line, unless it is the whole line."""
    start = len(line)
    while start > 0 and line[start - 1].text.strip():
        start -= 1
    if start == 0:
        return []
    taken = line[start:]
    del line[start:]
    return taken


def draw_line(drawing: Drawing, pieces: list[Piece], x: float, y: float) -> None:
    """Pieces of one span or one face become one run; the span's box is noted."""
    page = len(drawing.pages)
    at = 0
    while at < len(pieces):
        end = at + 1
        first = pieces[at]
        while (
            end < len(pieces)
            and pieces[end].span is first.span
            and pieces[end].font == first.font
            and pieces[end].size == first.size
        ):
            end += 1
        text = "".join(p.text for p in pieces[at:end])
        drawing.text(x + first.x, y, text, first.font, first.size, first.colour)
        if first.span and text.strip():
            drawing.note(first.span, page, x + first.x, y, sum(p.w for p in pieces[at:end]), first.size)
        at = end
