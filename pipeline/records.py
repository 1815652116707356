"""The vocabulary: what the stages hand to each other. Frozen, slotted, keyword-only; no I/O.

Boxes are left, top, right, bottom in pixels of the upright page as the viewer shows it (square pixels, rotation
applied). Confidences and probabilities are 0 to 1. Dates are ISO `yyyy-mm-dd`. Records that can hold patient data do
not show it in their repr (`Private`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

DocumentType = Literal["lab_result", "referral", "consent", "insurance_card", "other"]
TYPES: tuple[DocumentType, ...] = ("lab_result", "referral", "consent", "insurance_card", "other")
PageKind = Literal["born_digital", "scan", "dark_scan", "fine_fax", "standard_fax", "noisy_fax", "photo", "blank"]
Route = Literal["file", "review"]
Decision = Literal["match", "review", "none"]
# "kept" is with its fax and in no chart (a cover sheet), "replaced" lives on in other documents of its file
State = Literal["working", "filed", "review", "quarantine", "separated", "kept", "rejected", "replaced"]
Value = str | bool | tuple[str, ...]

evolve = replace  # change a record by making the next one


class Private:
    """A record that can hold patient data: its repr names the class only."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Left, top, right, bottom in pixels of the upright page. Raises ValueError when inside out."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if self.left > self.right or self.top > self.bottom:
            raise ValueError("box is inside out")

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def union(self, other: Box) -> Box:
        return Box(
            left=min(self.left, other.left),
            top=min(self.top, other.top),
            right=max(self.right, other.right),
            bottom=max(self.bottom, other.bottom),
        )

    def as_list(self) -> list[int]:
        return [self.left, self.top, self.right, self.bottom]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Word(Private):
    """One word as read. `line` counts the engine's text lines on the page from 0; `confidence` is the engine's."""

    text: str
    box: Box
    confidence: float = 1.0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBox:
    """A drawn check box (not a typed one, which is a word)."""

    box: Box
    ticked: bool
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Barcode(Private):
    """A decoded bar code. `symbology` as zxing-cpp names it, in lower case: code128, code39, qrcode, pdf417."""

    text: str
    symbology: str
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Page(Private):
    """One page of a file, read.

    `number` is 1-based in the file. `width` and `height` are pixels of the upright page shown in the viewer at `dpi`.
    `rotation` is how many degrees clockwise the stored page was turned to be upright (0, 90, 180, 270).
    `steps` names the cleaning chain and engines that ran, in order. `rules` are long straight horizontal lines,
    `marks` ink that no engine could read as text (signatures, stamps, handwriting), `checkboxes` drawn boxes.
    `header_bottom` is the lower edge of the sender's fax header band in pixels, 0 when there is none.
    """

    number: int
    width: int
    height: int
    dpi: float
    kind: PageKind
    rotation: int = 0
    words: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()
    checkboxes: tuple[CheckBox, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    header_bottom: int = 0
    confidence: float = 1.0
    steps: tuple[str, ...] = ()
    cpu_ms: float = 0.0
    ink: str = ""  # hash of the upright raster, to recognise a page already read

    @property
    def is_blank(self) -> bool:
        return self.kind == "blank"

    def text(self) -> str:
        """Words in reading order, one engine line per line."""
        lines: dict[int, list[str]] = {}
        for word in self.words:
            lines.setdefault(word.line, []).append(word.text)
        return "\n".join(" ".join(line) for line in lines.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a person should look: a stable code and a sentence a reviewer reads. Holds no patient data."""

    code: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sender(Private):
    """Who sent it, as far as the line or the mail says so. Never evidence of who the patient is."""

    number: str = ""
    name: str = ""
    subscriber_id: str = ""  # the sending machine's own identification (TSI)
    dialled: str = ""
    subject: str = ""  # of a mail

    @property
    def key(self) -> str:
        """What this sender is known by from one fax to the next, or empty: its number, else its machine's id."""
        number = "".join(filter(str.isdigit, self.number))
        if len(number) >= 7:
            return number[-10:]
        return " ".join(self.subscriber_id.upper().split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a sender's documents belong, as the site's rules say: evidence for the desk, never proof of a type."""

    site: str = ""
    queue: str = ""
    expects: DocumentType | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Receipt(Private):
    """One arrival of some bytes, recorded durably. The same bytes twice are two receipts of one file.

    `identity` tells the source's own object apart from another with the same name (path, inode, size, mtime),
    so that a sweep does not take it twice. `flags` are named facts ("incomplete", "interrupted").
    """

    receipt_id: str
    sha256: str
    size: int
    name: str
    source: Literal["folder", "fax", "mail", "command", "upload"]
    identity: str
    received_at: str
    sender: Sender = Sender()
    flags: tuple[str, ...] = ()
    destination: Destination = Destination()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reading(Private):
    """What a file says: its pages in order, how it was stored, and what was odd about it."""

    media_type: str
    pages: tuple[Page, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One document within a file: 1-based pages, and whether it is a cover sheet."""

    pages: tuple[int, ...]
    cover: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """Where the documents of a file end. Blank and separator pages belong to no part."""

    parts: tuple[Part, ...]
    set_aside: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Evidence(Private):
    """A term, row or neighbour that spoke for a type, with its weight and where it stands."""

    term: str
    weight: float
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What it is. `probabilities` are calibrated and cover all types; `model` names the model's version.

    `site_type` is a site's own name for an `other` that people there confirmed, for example records_request.
    `example` is the id of a confirmed document of the same layout, empty when there is none.
    """

    type: DocumentType
    confidence: float
    probabilities: Mapping[str, float]
    model: str
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    site_type: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Field(Private):
    """One value found on a page: as printed (`raw`), in normal form (`value`), where, and how sure."""

    value: Value
    raw: str
    page: int
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultRow(Private):
    """One line of a laboratory result table."""

    analyte: str
    value: str
    units: str = ""
    range: str = ""
    flag: str = ""
    abnormal: bool | None = None
    page: int = 1
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Extraction(Private):
    """Fields by name (DESIGN.md section 4; what is not on the page is absent) and the rows of a result table.

    `patients` counts the different patients the pages name: two of them are a doubt.
    """

    fields: Mapping[str, Field]
    rows: tuple[ResultRow, ...] = ()
    patients: int = 0
    stat: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Patient(Private):
    """One row of the patient index. Empty strings are unknown. `birth_date` is ISO, `phone` 10 digits."""

    patient_id: str
    mrn: str = ""
    family_name: str = ""
    given_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    birth_date: str = ""
    sex: str = ""
    phone: str = ""
    address_line: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    ssn_last4: str = ""
    member_id: str = ""
    payer: str = ""
    aliases: tuple[Patient, ...] = ()  # earlier names, addresses, phones and merged records of the same person


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """What one compared field added to or took from the match, in bits."""

    field: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A chart it could belong to. `vetoes` are the gates that forbid filing there without a person."""

    patient_id: str
    probability: float
    weights: tuple[Weight, ...] = ()
    vetoes: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which chart: `match` may file, `review` has candidates for a person, `none` knows nobody."""

    decision: Decision
    patient_id: str | None
    probability: float
    candidates: tuple[Candidate, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """File it, or put it on the desk with reasons. `priority` 0 is worked first (STAT), 9 last."""

    route: Route
    priority: int = 5
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """Where it was put: object keys (ids only) and hashes. `revision` counts its index records from 1."""

    original_key: str
    original_sha256: str
    pdf_key: str
    pdf_sha256: str
    index_key: str
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outcome(Private):
    """All that was concluded about one document, before it is filed: what `inspect` prints and the desk shows."""

    pages: tuple[int, ...]
    classification: Classification
    extraction: Extraction
    match: Match
    routing: Routing
    cover: bool = False
