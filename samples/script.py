"""Documents written as short scripts, one line a block, and the reader that turns them into blocks.

A script reads like the document it makes, so that a hundred of them can be looked over by a person. Its lines:

    HEAD practice | hospital | payer | free text / free text    the sender's letterhead
    # title    ## section    ### sub-section                    titles
    WHO 2 name dob mrn? phone                                    patient block; `?` prints it half of the time
    F2 Section :: Label={slot} || Label=text                     label-value pairs in two columns
    T Title :: Head || Head          - cell || cell              a table and its rows
    C Label :: *ticked || not ticked                             check boxes
    SIG Label :: Date={signdate}     WIT Label :: Date={d0}      the signature that counts; any other signature
    ESIG Signed by {signer} on {signdate} :: Not signed yet      an electronic signature, and what stands there without one
    STAMP text   NOTE text   CODE text   QR text   PDF417 text   ---   ===
    MIX ... ENDMIX                                               blocks in any order
    ?line                                                        the line stands half of the time
    anything else                                                a paragraph

In every text `[a|b|]` takes one of its alternatives (they nest) and `{slot}` prints a value; `{~slot}` in pen.
Slots are explained in `scene.Scene.slot`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from blocks import (
    Block,
    Checks,
    Code,
    Fields,
    Inline,
    Letterhead,
    Line,
    Note,
    PageBreak,
    Para,
    Rule,
    Sheet,
    Signature,
    Span,
    Stamp,
    Table,
    Title,
)
from people import World
from placing import with_clauses
from scene import Scene

Family = Callable[[World], Sheet]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_NAME_IN_PROSE = re.compile(r"(?<!: )(?<!:)\{name\}")  # after a label the name may stand last name first, in prose not
BAR = "\x1f"  # stands for `||` once a line is read, so that alternatives may hold it


def choose(scene: Scene, text: str) -> str:
    """Take one alternative of every `[a|b]`, innermost first; of whole sentences often several, where the scene is wordy."""
    while match := _CHOICE.search(text):
        options = match[1].split("|")
        if scene.wordy and all(o.endswith((".", "!", "?")) for o in options) and scene.rng.random() < 0.65:
            taken = " ".join(scene.rng.sample(options, len(options)))
        else:
            taken = scene.rng.choice(options)
        text = text[: match.start()] + taken + text[match.end() :]
    return text


def inline(scene: Scene, text: str) -> Line:
    """The parts of a text whose alternatives are chosen: literals and the spans of its slots."""
    parts: list[Inline] = []
    at = 0
    for match in _SLOT.finditer(text):
        parts.append(text[at : match.start()])
        parts.extend(scene.slot(match[1]))
        at = match.end()
    parts.append(text[at:])
    return tuple(part for part in parts if part != "")


def plain(line: Line) -> str:
    return "".join(part.text if isinstance(part, Span) else part for part in line)


def single(line: Line) -> Inline:
    """A table cell holds one run: the tagged one with its neighbours' text dropped only if they are blank."""
    tagged = [part for part in line if isinstance(part, Span)]
    rest = "".join(part for part in line if isinstance(part, str)).strip()
    return tagged[0] if len(tagged) == 1 and not rest else plain(line)


def _pairs(scene: Scene, text: str) -> tuple[tuple[str, Inline | Line], ...]:
    rows: list[tuple[str, Inline | Line]] = []
    for part in text.split(BAR):
        label, _, value = part.partition("=")
        line = inline(scene, value.strip())
        rows.append((plain(inline(scene, label.strip())), line[0] if len(line) == 1 else line or ""))
    return tuple(rows)


def _split(body: str) -> tuple[str | None, str]:
    head, found, rest = body.partition("::")
    return (head.strip() or None, rest.strip()) if found else (None, body.strip())


def _fields(scene: Scene, columns: int, body: str) -> Fields:
    title, rest = _split(body)
    return Fields(rows=_pairs(scene, rest), columns=columns, title=title and plain(inline(scene, title)))


def _who(scene: Scene, columns: int, body: str) -> Fields:
    title, rest = _split(body)
    return Fields(rows=tuple(scene.who(rest.split())), columns=columns, title=title)


def _columns(word: str, body: str) -> tuple[int, str]:
    """`F2 ...` and `WHO 2 ...` both name their columns."""
    if word[-1].isdigit():
        return int(word[-1]), body
    first, _, rest = body.partition(" ")
    return (int(first), rest) if word == "WHO" and first.isdigit() else (1, body)


def _checks(scene: Scene, body: str) -> Checks:
    label, rest = _split(body)
    options = tuple((plain(inline(scene, o.strip().lstrip("*"))), o.strip().startswith("*")) for o in rest.split(BAR))
    return Checks(label=plain(inline(scene, label or "")), options=options)


def _signature(scene: Scene, body: str, counts: bool) -> Signature:
    label, _, rest = body.partition("::")
    rows = _pairs(scene, rest) if rest.strip() else ()
    beside = tuple((name, single((value,) if isinstance(value, str | Span) else value)) for name, value in rows)
    shown = plain(inline(scene, label.strip()))
    if counts:
        return Signature(label=shown, signed=scene.signed, ink_name=scene.signer_ink, beside=beside, field="signed")
    return Signature(label=shown, signed=scene.rng.random() < 0.7, ink_name=scene.other_ink(shown), beside=beside)


def _e_signature(scene: Scene, body: str) -> Para:
    done, _, pending = body.partition("::")
    return Para(inline(scene, (done if scene.signed else pending).strip()))


def _simple(scene: Scene, word: str, body: str) -> Block | None:
    text = plain(inline(scene, body))
    makers: dict[str, Callable[[str], Block]] = {
        "#": lambda t: Title(t, 1),
        "##": lambda t: Title(t, 2),
        "###": lambda t: Title(t, 3),
        "STAMP": Stamp,
        "NOTE": Note,
        "CODE": lambda t: Code(t, scene.rng.choice(("code128", "code39"))),
        "QR": lambda t: Code(t, "qr"),
        "PDF417": lambda t: Code(t, "pdf417"),
        "---": lambda t: Rule(),
        "===": lambda t: PageBreak(),
    }
    return makers[word](text) if word in makers else None


def _block(scene: Scene, line: str) -> Block:
    word, _, body = line.partition(" ")
    if word == "HEAD":
        return Letterhead(scene.letterhead(body.strip()))
    if re.fullmatch(r"(F|WHO)[1-4]?", word):
        columns, body = _columns(word, body)
        return (_who if word.startswith("WHO") else _fields)(scene, columns, body)
    if word == "C":
        return _checks(scene, body)
    if word == "ESIG":
        return _e_signature(scene, body)
    if word in ("SIG", "WIT"):
        return _signature(scene, body, word == "SIG")
    simple = _simple(scene, word, body) if word.isupper() or not word.strip("#-=") else None
    return simple or Para(inline(scene, _NAME_IN_PROSE.sub("{name.}", line)))


def _table(scene: Scene, head: str, rows: Iterable[str]) -> Table:
    title, rest = _split(head)
    header = tuple(plain(inline(scene, cell.strip())) for cell in rest.split(BAR))
    body = tuple(tuple(single(inline(scene, cell.strip())) for cell in row.split(BAR)) for row in rows)
    return Table(header=header if any(header) else (), rows=body, title=title)


def script_lines(scene: Scene, script: str) -> list[str]:
    kept = []
    for raw in script.strip().splitlines():
        line = raw.strip()
        if line.startswith("?"):
            if scene.rng.random() < 0.5:
                continue
            line = line[1:].strip()
        if line:
            kept.append(line.replace("||", BAR))
    return kept


def _rows_of(scene: Scene, line: str) -> list[str]:
    """A row `-3-6 cell || cell` stands three to six times."""
    if match := re.match(r"-(\d+)-(\d+) (.*)", line):
        return [match[3]] * scene.rng.randint(int(match[1]), int(match[2]))
    return [line[2:]]


def _mixed(scene: Scene, group: list[Block]) -> list[Block]:
    """The group in another order; what stands under a title stays with it."""
    titled = any(isinstance(b, Title) for b in group)
    parts: list[list[Block]] = []
    for block in group:
        if parts and titled and not isinstance(block, Title):
            parts[-1].append(block)
        else:
            parts.append([block])
    scene.rng.shuffle(parts)
    return [block for part in parts for block in part]


def blocks(scene: Scene, lines: list[str]) -> tuple[Block, ...]:
    """The blocks of a script's lines, with tables gathered and `MIX` groups shuffled."""
    out: list[Block] = []
    mixing: int | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if line == "MIX":
            mixing = len(out)
        elif line == "ENDMIX" and mixing is not None:
            out[mixing:] = _mixed(scene, out[mixing:])
        elif line.startswith("T "):
            rows: list[str] = []
            while at < len(lines) and re.match(r"-(\d|\s)", lines[at]):
                rows += [choose(scene, row) for row in _rows_of(scene, lines[at])]
                at += 1
            out.append(_table(scene, choose(scene, line[2:]), rows))
        else:
            out.append(_block(scene, choose(scene, line)))
    return tuple(b for b in out if b not in (Para(()), Title("", 1), Title("", 2)))


def sheet(
    scene: Scene,
    script: str,
    type_: str,
    family: str,
    truth: dict[str, object] | None = None,
    cover: bool = False,
    clauses: tuple[str, int] | None = None,
) -> Sheet:
    """The whole document: `FOOT text` is repeated on every page, `BANNER name dob mrn` is a print-out's patient banner."""
    body, footer, banner = [], None, ()
    for line in script_lines(scene, script):
        word, _, rest = line.partition(" ")
        if word == "FOOT":
            footer = plain(inline(scene, choose(scene, rest)))
        elif word == "BANNER":
            banner = scene.who(rest.split())
        else:
            body.append(line)
    if clauses:
        body = with_clauses(scene, body, clauses[0], family, clauses[1])
    return Sheet(
        type=type_, family=family, blocks=blocks(scene, body), truth=truth or {}, footer=footer, banner=tuple(banner), cover=cover
    )  # fmt: skip


def other(
    name: str, script: str, cover: bool = False, clauses: tuple[str, int] | None = None, wordy: bool = True
) -> Family:
    """A family of type `other` written as a script."""

    def build(world: World) -> Sheet:
        scene = Scene(world, wordy=wordy)
        return sheet(scene, script, "other", f"other.{name}", cover=cover, clauses=clauses)

    return build


def others(scripts: dict[str, str], clauses: tuple[str, int] | None = None, wordy: bool = True) -> dict[str, Family]:
    """Families of type `other`, with further sentences of a kind (at most so many a document) where given."""
    return {
        f"other.{name}": other(name, script, name.startswith("cover_"), clauses, wordy)
        for name, script in scripts.items()
    }
