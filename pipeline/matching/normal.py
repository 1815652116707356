"""Normal forms: how a printed value and a chart's value come to be compared. Pure; never raises on any text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache

import jellyfish
from nicknames import NickNamer

LONGEST = 100  # characters of any value that are looked at
_CACHED = 1 << 16  # names repeat; this many of them are kept in memory

# Letters that NFKD leaves whole, although people type them in plain letters.
_PLAIN = str.maketrans(
    {"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "Ð": "D", "İ": "I", "ı": "I", "ẞ": "SS"}
)
_DIGIT_AS_LETTER = str.maketrans("0158", "OISB")  # names hold no digits: OCR made them
_LETTER_AS_DIGIT = str.maketrans("OQDILSBZG", "000115826")
# One letter for each group that OCR confuses at fax resolution.
_CONFUSED = str.maketrans("QD0JL1I5825Z6GVYUFEC", "OOOIIIISBZSZGGVVVEEG")
_PAIRS = (("RN", "M"), ("VV", "W"), ("CL", "O"), ("LI", "U"), ("NN", "M"))
_NO_DIGITS = re.compile(r"[^0-9]")
_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:T.*)?\s*", re.ASCII)
_SUFFIXES = {"JR": "JR", "JUNIOR": "JR", "SR": "SR", "SENIOR": "SR", "II": "II", "III": "III", "IV": "IV", "2ND": "II"}
_SUFFIXES |= {"3RD": "III", "4TH": "IV"}


def words(text: str) -> frozenset[str]:
    """The words of a list written in one string."""
    return frozenset(text.split())


_PARTICLES = words("DE LA LAS LOS DEL DELLA DA DI DO DOS DU VAN VON DER DEN TER BIN BINT IBN AL EL ST Y E")
_STREETS = words(
    "ST STREET AVE AVENUE RD ROAD DR DRIVE LN LANE BLVD BOULEVARD CT COURT PL PLACE WAY CIR CIRCLE TER TERRACE PKWY"
    " PARKWAY HWY HIGHWAY TRL TRAIL N S E W NE NW SE SW NORTH SOUTH EAST WEST"
)
# Common Spanish short forms, which the nicknames package (English) does not know.
_SPANISH = {
    "PEPE": "JOSE", "PACO": "FRANCISCO", "PANCHO": "FRANCISCO", "LUPE": "GUADALUPE", "LUPITA": "GUADALUPE",
    "CHUY": "JESUS", "NACHO": "IGNACIO", "BETO": "ALBERTO", "MEMO": "GUILLERMO", "LALO": "EDUARDO",
    "KIKE": "ENRIQUE", "QUIQUE": "ENRIQUE", "NANDO": "FERNANDO", "MANOLO": "MANUEL", "CONCHA": "CONCEPCION",
    "CHELA": "GRACIELA", "ROSI": "ROSA", "TERE": "TERESA", "LOLA": "DOLORES", "CHAVA": "SALVADOR", "JAVI": "JAVIER",
}  # fmt: skip


@lru_cache(_CACHED)
def folded(text: str) -> str:
    """Upper case without accents; letters and digits of any script, single spaces between."""
    if text.isascii():  # nearly always: no accents to take off
        if text.isalnum() and len(text) <= LONGEST:
            return text.upper()
        plain = text[:LONGEST].upper()
    else:
        plain = unicodedata.normalize("NFKD", text[:LONGEST]).upper().translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join("".join(c if c.isalnum() else "" if c in "'’`ʼ´." else " " for c in plain).split())


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, with digits that OCR put in turned back into letters."""
    return tuple(folded(text).translate(_DIGIT_AS_LETTER).split())


def split_suffix(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Name words without a generation suffix, and the suffix ("JR", "SR", "II", "III", "IV" or "")."""
    found = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words, found = words[:-1], _SUFFIXES[words[-1]]
    return words, found


def suffix(text: str) -> str:
    """A generation suffix in normal form, "" when it is none."""
    return _SUFFIXES.get(folded(text).replace(" ", ""), "")


def surname_parts(words: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a double surname that can stand alone; particles ("de la") cannot."""
    parts = tuple(word for word in words if word not in _PARTICLES and len(word) > 2)
    return parts if len(parts) > 1 else ()


@lru_cache(_CACHED)
def confusable(text: str) -> str:
    """Folded text with characters that OCR mistakes for each other (0/O, 1/l/I, 5/S, 8/B, rn/m) made one."""
    text = text.replace(" ", "")
    for pair, one in _PAIRS:
        text = text.replace(pair, one)
    return text.translate(_CONFUSED)


@lru_cache(_CACHED)
def phonetic(word: str) -> str:
    """How a name sounds (metaphone); its first letters where the script has no such rule."""
    return jellyfish.metaphone(word) or word[:4]


@cache
def _nicknames() -> NickNamer:
    return NickNamer()  # reads a small table beside the package, at first use


@lru_cache(_CACHED)
def canonical(given: str) -> tuple[str, ...]:
    """The given name itself, and the full names it may be short for, in order."""
    names = {name.upper() for name in _nicknames().canonicals_of(given)} if given else set()
    if given in _SPANISH:
        names.add(_SPANISH[given])
    return (given, *sorted(names - {given}))


def is_known_name(given: str) -> bool:
    """Whether a table of given names knows it, as a full or a short one."""
    return len(canonical(given)) > 1 or bool(_nicknames().nicknames_of(given)) or given in _SPANISH.values()


def digits(text: str) -> str:
    """ASCII digits of a text."""
    text = text[:LONGEST]
    return text if text.isascii() and text.isdigit() else _NO_DIGITS.sub("", text)


def code(text: str) -> str:
    """An identifier: folded letters and digits without spaces."""
    if text.isascii() and text.isalnum() and len(text) <= LONGEST:
        return text.upper()
    return folded(text).replace(" ", "")


def code_as_digits(text: str) -> str:
    """An identifier whose confusable letters are read as digits, as both sides of a comparison can be."""
    return code(text).translate(_LETTER_AS_DIGIT)


def phone(text: str) -> str:
    """Ten digits (or the seven without area code); "" when it is no telephone number of North America."""
    found = digits(text)
    found = found[1:] if len(found) == 11 and found[0] == "1" else found[:10]
    return found if len(found) in (7, 10) else ""


@lru_cache(_CACHED)
def birth(text: str) -> str:
    """`yyyymmdd` of an ISO date; "" for what is no calendar date, such as 31 February."""
    match = _ISO.fullmatch(text[:LONGEST])
    if match is None:
        return ""
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).strftime("%Y%m%d").zfill(8)
    except ValueError:
        return ""


def swapped(born: str) -> str:
    """`yyyymmdd` with day and month exchanged; "" when that is no date or the same one."""
    other = birth(f"{born[:4]}-{born[6:]}-{born[4:6]}") if born else ""
    return "" if other == born else other


@lru_cache(_CACHED)
def address(text: str) -> tuple[str, str]:
    """House number and first word of the street; a box number for "PO Box 12". "" where there is none."""
    words = folded(text).split()
    house = next((word for word in words[:4] if word[0].isdigit()), "")
    if not house:
        return "", ""
    if "BOX" in words:
        return house, "BOX"
    after = words[words.index(house) + 1 :]
    street = next((word for word in after if word not in _STREETS), after[0] if after else "")
    return house, street
