"""Where the further sentences of a family stand in a document, and how."""

from __future__ import annotations

import re

from clauses import owned
from scene import Scene

_CLOSING = r"\[?(Sincerely|Very truly|With regards|Warm regards|Best regards|Yours)"


def with_clauses(scene: Scene, lines: list[str], kind: str, family: str, most: int) -> list[str]:
    """The lines with some of the family's own further sentences before its first signature, or at its end.

    They run on, or each stands on its own line, numbered in some families.
    """
    texts = scene.rng.sample(owned(kind, family, most + 2), scene.rng.randint(min(2, most), most))
    shape = "run" if kind in ("note", "letter") else hash_shape(family)
    if shape == "run":
        made = [" ".join(texts)] if texts else []
    else:
        made = [f"{n}. {t}" if shape == "numbered" else t for n, t in enumerate(texts, 1)]
    signs = [i for i, line in enumerate(lines) if re.match(r"(SIG|ESIG|WIT|BACK|PAGE) ?", line)]
    if not signs and kind == "letter":
        signs = [i for i, line in enumerate(lines) if re.match(_CLOSING, line)]
    sections = [i for i, line in enumerate(lines) if line.startswith("## ")]
    at = signs[0] if signs else (sections or [len(lines)])[-1]
    at = next((i for i in range(at, 0, -1) if not lines[i - 1].startswith("- ")), at)
    return [*lines[:at], *made, *lines[at:]]


def hash_shape(family: str) -> str:
    return ("run", "run", "lines", "numbered")[sum(map(ord, family)) % 4]
