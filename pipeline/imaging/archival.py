"""What makes a PDF of ours valid PDF/A-2b (ISO 19005-2): its claim, the colours it means, and where it came from.

Only for documents whose every object we wrote; the text layer's font needs no embedding, since it is never drawn
(6.2.11.4.1 exempts text rendering mode 3). A PDF that came from elsewhere is carried over and claims nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pikepdf
from PIL import ImageCms

_ICC_VERSION = slice(8, 12)
_ICC_DATE = slice(24, 36)
_ICC_ID = slice(84, 100)
_V42 = bytes((4, 0x20, 0, 0))  # ISO 19005-2 knows profiles up to ICC 4.2
_DAY = bytes((0x07, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # the same bytes every time


def tag_source(target: Any, source: Path) -> None:
    """Say in the metadata which bytes the document was made of: `dc:source` is sha256: and 64 hexadecimal digits."""
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:source"] = f"sha256:{digest}"


def claim(target: Any) -> None:
    """Make the document PDF/A-2b."""
    profile = pikepdf.Stream(target, _srgb(), N=3, Alternate=pikepdf.Name.DeviceRGB)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=target.make_indirect(profile),
    )
    target.Root.OutputIntents = pikepdf.Array([target.make_indirect(intent)])
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:part"] = "2"
        metadata["pdfaid:conformance"] = "B"


def save(target: Any, out: Path) -> None:
    """Write the document: the same content is the same bytes."""
    if "/Info" in target.trailer:  # it would have to say what the metadata says
        del target.trailer["/Info"]
    target.save(out, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _srgb() -> bytes:
    """The sRGB profile that Pillow's LittleCMS makes, without the time of its making."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_ICC_VERSION], profile[_ICC_DATE], profile[_ICC_ID] = _V42, _DAY, bytes(16)
    return bytes(profile)
