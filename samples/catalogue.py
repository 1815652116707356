"""All families of documents, and the split they belong to."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Callable
from functools import lru_cache

from blocks import Sheet
from people import World

Build = Callable[[World], Sheet]
MODULES = ("labs", "referrals", "consents", "cards", "others")
TYPE_OF = {
    "lab": "lab_result",
    "referral": "referral",
    "consent": "consent",
    "card": "insurance_card",
    "other": "other",
}
SPLITS = ("train", "tune", "test")


@lru_cache(maxsize=1)
def families() -> dict[str, Build]:
    """Family name ("lab.cbc_table") to its builder, over all content modules."""
    found: dict[str, Build] = {}
    for name in MODULES:
        if importlib.util.find_spec(name) is None:
            continue
        found.update(importlib.import_module(name).FAMILIES)
    return found


def type_of(family: str) -> str:
    prefix = family.split(".")[0]
    return TYPE_OF.get(prefix, prefix)


@lru_cache(maxsize=1)
def splits() -> dict[str, str]:
    """Family to split by a hash of its name (about 60% train, 20% tune, 20% test), so that a new family moves no other one."""
    share = {f: hashlib.sha256(f.encode()).digest()[0] / 256 for f in families()}
    return {f: "train" if x < 0.6 else "tune" if x < 0.8 else "test" for f, x in share.items()}


def members(sheet_type: str, split: str) -> list[str]:
    """Families of a type in a split ("all" for every one), sorted."""
    return sorted(f for f in families() if type_of(f) == sheet_type and split in ("all", splits()[f]))
