"""Names of people as forms print them: "GARCIA LOPEZ, MARIA E", "Dr. Maria E. Garcia-Lopez, MD", "O'Brien, Sean Jr".

Parts are kept as printed, without titles and credentials. nameparser was tried and refused: it makes the first of two
surnames a middle name and knows nothing of misread commas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extraction.addresses import ZIP_ZONES
from pipeline.extraction.labels import fold
from pipeline.extraction.names_words import CREDENTIALS, DOUBLE, ENDS, NOT_NAMES, PARTICLES, SUFFIXES, TITLES
from pipeline.records import Private

_TOKEN = re.compile(r"[^\W\d_][^\W\d_'’.`\-]*(?:['’`\-.][^\W\d_]+)*[.']?")
_TOWN = re.compile(r"^\D{2,30}\b[A-Z]{2}\.?\s+\d{5}\b")
_CLINICIAN = re.compile(
    r"\b(?:M\.?D|D\.?O|NP|PA|PA-?C|FNP(?:-?[A-Z]+)?|APRN|ARNP|CNM|DPM|DDS|CNP|RN|DPT|LCSW|Ph\.?D)\b\.?$|\bDra?\.\s|,\s*(?:MD|DO)\b"
)
_SUFFIX_MISREAD = re.compile(r"[IWM][Il]?|[Il]{1,4}|WW|MI")  # what is left of a III
_NUMERAL_MISREAD = re.compile(r"I[Il]{1,2}|lI{1,2}|lll")  # II and III with a stroke read as an l
_TITLE_MISREAD = re.compile(r"^(?:D[a-z]|[O0][YyVvr])\.(?=\s)")
_MISREAD = str.maketrans("0158", "OISB")
_STOP = re.compile(r"[(\[/|;:•·<>{}=]|\s[-–—]\s|\d{3}|\b(?:DOB|D\.O\.B|MRN|NPI|born|age[sd]?|SSN|DOS|c/o)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Private):
    """A person's name as printed; absent parts are empty."""

    family: str
    given: str
    middle: str = ""
    suffix: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Family and given name in the spelling that OCR confusions share."""
        return fold(self.family), fold(self.given)


def like(one: Name, other: Name) -> bool:
    """Whether two readings can be of one printed name: equal up to OCR noise, initials and a missing second surname."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    return _family_like(one.key[0], other.key[0]) and _given_like(one.key[1], other.key[1])


def _family_like(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= 78 or (
        min(len(one), len(other)) >= 4 and (one.startswith(other) or other.startswith(one))
    )


def _given_like(one: str, other: str) -> bool:
    if not one or not other or len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return fuzz.ratio(one, other) >= 75 or one.startswith(other) or other.startswith(one)


def parse_name(text: str) -> tuple[Name, float] | None:
    """The name at the start of a text, and how much it looks like one."""
    head = _trimmed(text)
    if _TOWN.search(text):
        return None
    parts = [part for part in re.split(r"\s*,\s*", head) if part]
    if not parts:
        return None
    first, quality = _tokens(parts[0])
    if (
        len(parts) == 1
        and len(first) >= 2
        and re.match(r"[^\W\d_]{3,}\.\s", parts[0])
        and _upper(first[0]) not in TITLES
    ):
        return _family_first(first[:1], first[1:], "", quality * 0.85)  # a comma misread as a full stop
    later = parts[1:3]
    if len(first) == 2 and len(first[1]) == 1 and later and len(later[0].split()) == 1 and not _is_suffix(later[0]):
        return _given_first([*first, *_tokens(later[0])[0]], "", quality * 0.85)  # "Mark R, Farrell": a misread stop
    if any(len(token) == 1 for token in first[1:]) or (later and _credentials(later[0])):
        later = [part for part in later if _is_suffix(part.split()[0])]  # "Susan R. Vo, DO, Ophthalmology"
    rest = [_tokens(part) for part in later]
    others = [(tokens, q) for tokens, q in rest if tokens]
    if others and not any(_is_suffix(t) for t in others[0][0][:1]):
        second = others[0]
        tail = next((SUFFIXES[_upper(t)] for tokens, _ in others[1:] for t in tokens[:1] if _is_suffix(t)), "")
        return _family_first(first, second[0], tail, min(quality, second[1]))
    tail = next((SUFFIXES[_upper(t)] for tokens, _ in others for t in tokens[:1]), "")
    return _given_first(first, tail, quality)


def _trimmed(text: str) -> str:
    """The text up to what no name holds: brackets, runs of digits, the next label."""
    head = text.strip(' .:,*_-#"“”').replace("`", "'")
    stop = _STOP.search(head)
    return head[: stop.start()] if stop else head[:80]


def _upper(token: str) -> str:
    return token.upper().strip(".,'")


def _is_suffix(token: str) -> bool:
    return _upper(token) in SUFFIXES and not (len(token) == 2 and token.islower())


def _credentials(part: str) -> bool:
    return all(_upper(word) in CREDENTIALS for word in part.split())


def _tokens(text: str) -> tuple[list[str], float]:
    """Name tokens up to the first word that is none; credentials and titles dropped. Quality drops with repairs."""
    found: list[str] = []
    quality = 1.0
    for word in text.split():
        plain = word.strip(".,*\"'’")
        if not any(c.isalnum() for c in word):
            continue
        if not plain:
            continue
        if _upper(plain) in CREDENTIALS and len(found) >= 2 and plain not in ("Do", "Ma"):
            break
        if not found and _upper(plain) in TITLES:
            continue
        if any(c.isdigit() for c in plain):
            fixed = plain.translate(_MISREAD)
            if sum(c.isdigit() for c in plain) > 1 or len(plain) < 4 or not fixed.isalpha():
                break
            plain, quality = fixed if plain.upper() == plain else fixed.capitalize(), quality * 0.85
        if not _TOKEN.fullmatch(plain) or not (
            plain[0].isupper() or (_upper(plain) in PARTICLES and found) or "'" in plain
        ):
            break
        if found and _upper(plain) in ENDS and not (plain[0].isupper() and plain in ("As", "Is", "In", "On", "To")):
            break
        found.append(plain)
    return found, quality


def _surname(tokens: list[str]) -> bool:
    """A sensible family name; "Her" and "To" are words of forms and surnames too."""
    return _sensible(tokens) or [_upper(t) for t in tokens] in (["HER"], ["TO"], ["DO"])


def _sensible(tokens: list[str]) -> bool:
    return bool(tokens) and not any(_upper(t) in NOT_NAMES for t in tokens) and any(len(t) > 1 for t in tokens)


def _family_first(family: list[str], rest: list[str], suffix: str, quality: float) -> tuple[Name, float] | None:
    """From "FAMILY [SUFFIX], GIVEN [MIDDLE] [SUFFIX]"."""
    if len(family) > 1 and _is_suffix(family[-1]):
        suffix, family = SUFFIXES[_upper(family[-1])], family[:-1]
    elif len(family) > 1 and _NUMERAL_MISREAD.fullmatch(family[-1]):
        suffix, family, quality = "I" * len(family[-1]), family[:-1], quality * 0.9
    if len(rest) > 1 and _is_suffix(rest[-1]):
        suffix, rest = SUFFIXES[_upper(rest[-1])], rest[:-1]
    if not _surname(family) or not _sensible(rest) or len(family) > 4 or len(rest) > 4 or len("".join(family)) < 2:
        return None
    if rest[0].isupper() and rest[0] in ZIP_ZONES and not family[0].isupper():
        return None  # "Anthony, TX"
    rest = rest[:3]
    return Name(family=" ".join(family), given=rest[0], middle=" ".join(rest[1:]), suffix=suffix), quality


def _given_first(tokens: list[str], suffix: str, quality: float) -> tuple[Name, float] | None:
    """From "GIVEN [MIDDLE ...] FAMILY [SUFFIX]", with particles and two surnames kept together."""
    if len(tokens) > 2 and _is_suffix(tokens[-1]):
        suffix, tokens = SUFFIXES[_upper(tokens[-1])], tokens[:-1]
    if len(tokens) > 2 and _SUFFIX_MISREAD.fullmatch(tokens[-1]):
        read = tokens[-1] if _NUMERAL_MISREAD.fullmatch(tokens[-1]) else ""
        suffix, tokens, quality = suffix or "I" * len(read), tokens[:-1], quality * 0.8
    if not 2 <= len(tokens) <= 6 or not _sensible(tokens[:-1]) or not _surname(tokens[-1:]) or len(tokens[-1]) < 2:
        return None
    start = len(tokens) - 1
    while start > 1 and (_upper(tokens[start - 1]) in PARTICLES and len(tokens[start - 1]) > 1):
        start -= 1
    if start > 1 and fold(tokens[start - 1]) in _DOUBLE_FOLDED:
        start -= 1
    quality *= 0.97 if len(tokens) <= 4 else 0.8
    return Name(
        family=" ".join(tokens[start:]), given=tokens[0], middle=" ".join(tokens[1:start]), suffix=suffix
    ), quality


_DOUBLE_FOLDED = frozenset(fold(name) for name in DOUBLE)


def is_clinician(text: str) -> bool:
    """Whether a name is printed with a doctor's title or credentials."""
    return _CLINICIAN.search(text) is not None


def parse_given(text: str) -> tuple[str, float] | None:
    """One given name (and what of it stands in the same field) from a field that holds nothing else."""
    tokens, quality = _tokens(_trimmed(text))
    return (tokens[0], quality) if _sensible(tokens[:1]) and len(tokens) <= 3 else None


def parse_family(text: str) -> tuple[str, float] | None:
    """A family name, of one or several words, from a field that holds nothing else; a suffix stays with it."""
    tokens, quality = _tokens(_trimmed(text))
    return (" ".join(tokens), quality) if _sensible(tokens) and len(tokens) <= 4 else None


def parse_initial(text: str) -> tuple[str, float] | None:
    """A middle name or initial."""
    tokens, quality = _tokens(_trimmed(text)[:30])
    if not tokens or len(tokens) > 2 or any(_upper(t) in NOT_NAMES for t in tokens):
        return None
    return " ".join(tokens), quality


def parse_suffix(text: str) -> tuple[str, float] | None:
    word = _upper(text.split()[0]) if text.split() else ""
    return (SUFFIXES[word], 1.0) if word in SUFFIXES else None


def parse_provider(text: str) -> tuple[str, float] | None:
    """A clinician's name as printed, credentials included, without what follows it (NPI, phone, practice)."""
    parsed = parse_name(text)
    if parsed is None:
        return None
    head = _trimmed(re.sub(r"^\s*(?:to|from|by)\s*:\s*", "", text, flags=re.I))
    kept: list[str] = []
    for word in re.split(r"(?<=,)|\s+", head):
        plain = (word or "").strip(' .,*"')
        if not plain:
            continue
        known = _upper(plain) in CREDENTIALS or _upper(plain) in TITLES or _is_suffix(plain)
        if not known and (
            any(c.isdigit() for c in plain) or (not plain[0].isupper() and _upper(plain) not in PARTICLES)
        ):
            break
        if not known and len([k for k in kept if _upper(k) in CREDENTIALS]) and len(kept) >= 2:
            break  # a second party after the credentials
        kept.append(word.strip(' *"'))
    printed = _TITLE_MISREAD.sub("Dr.", " ".join(kept).strip(" ,-"))
    return (printed, parsed[1]) if printed and len(kept) <= 9 else None
