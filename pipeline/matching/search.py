"""What a person types to find a chart: names begun or misspelt, a birth date, a number. Pure; raises on no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from pipeline.matching import normal
from pipeline.matching.evidence import Profile, profiles_of
from pipeline.matching.keys import key64
from pipeline.records import Patient, Private

MOST_WORDS = 5
BEGINNING = 6  # letters of a word that its spelling keys are made of
_AMERICAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sought(Private):
    """What was typed: folded name words, `birth` as `yyyymmdd`, a `year`, and other numbers as they are."""

    words: tuple[str, ...] = ()
    birth: str = ""
    year: str = ""
    numbers: tuple[str, ...] = ()


def sought(text: str) -> Sought:
    """Tell names, dates, years and numbers apart."""
    words: list[str] = []
    numbers: list[str] = []
    born = year = ""
    for token in text[:200].replace("(", " ").replace(")", "-").replace(",", " ").split():
        if found := _date(token):
            born = found
        elif re.fullmatch(r"(19|20)\d\d", token, re.ASCII):
            year = token
        elif any(c.isdigit() for c in token) and len(normal.code(token)) > 1:
            numbers.append(normal.code(token))
        else:
            words += normal.name_words(token)
    if len(numbers) > 1 and "".join(numbers).isdigit() and len("".join(numbers)) in (7, 10):
        numbers = ["".join(numbers)]  # a telephone number with spaces
    return Sought(words=tuple(words[:MOST_WORDS]), birth=born, year=year, numbers=tuple(numbers[:3]))


def number_keys(asked: Sought) -> tuple[int, ...]:
    """Blocking keys (`matching.keys`) of the numbers typed: chart, telephone and member number."""
    keys: list[int] = []
    for number in asked.numbers:
        if code := number.lstrip("0"):
            keys.append(key64("mrn", normal.code_as_digits(code)))
        if len(digits := normal.digits(number)) >= 7:
            keys.append(key64("phone", digits[-7:]))
        keys.append(key64("member", normal.code_as_digits(number)))
    return tuple(keys)


def birth_keys(asked: Sought) -> tuple[int, ...]:
    """Blocking keys of a birth date, or of a year with each word as a surname."""
    if asked.birth:
        initials = dict.fromkeys(word[0] for word in asked.words) or _LETTERS
        return tuple(key64("birth+initial", asked.birth, initial) for initial in initials)
    if asked.year:
        return tuple(key64("folded+year", normal.confusable(word), asked.year) for word in asked.words)
    return ()


def names_of(profile: Profile) -> Iterator[str]:
    """The texts under which a chart's name is stored, last name first and first name first, for search by beginning."""
    for surname in {profile.surname, *profile.parts} - {""}:
        yield f"{surname} {profile.given}".rstrip()
        if profile.given:
            yield f"{profile.given} {surname}"
    if profile.given and not profile.family:
        yield profile.given


def words_of(name: str) -> tuple[str, ...]:
    """The words of a stored name."""
    return tuple(name.split())


def spelling_keys(word: str) -> frozenset[int]:
    """A word's beginning, and that with one letter left out: two words one slip apart share one of them."""
    start = word[:BEGINNING]
    shorter = (start[:n] + start[n + 1 :] for n in range(len(start))) if len(start) > 3 else ()
    return frozenset(key64("spelling", one) for one in (start, *shorter))


def near_words(word: str, words: Sequence[str], limit: int = 6) -> tuple[str, ...]:
    """Those of `words` that `word` may be a slip of, nearest first."""
    allowed = _slips(word)
    near = sorted((distance, one) for one in words if 0 < (distance := _distance(word, one)) <= allowed)
    return tuple(one for _, one in near[:limit])


def beginnings(asked: Sought, near: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    """(first word begun or whole, beginning of the next) of stored names to look for, likeliest first.

    `near` are the words each word typed may have been meant as. With a second word, the first is a whole word or a
    beginning; "" as the second asks for the first alone. Words typed in several parts ("de la cruz") are also joined.
    """
    words = asked.words
    if not words:
        return ()
    if len(words) == 1:
        return tuple((word, "") for word in (words[0], *near[0]))
    pairs = [("".join(words[:n]), word) for n in range(1, len(words)) for word in words[n:]]
    pairs.append(("".join(words), ""))
    options = [(word, *dict.fromkeys((*normal.canonical(word)[1:4], *near[n]))) for n, word in enumerate(words)]
    pairs += [(a, b) for n, first in enumerate(options) for other in options[n + 1 :] for a in first for b in other]
    return tuple(dict.fromkeys(pairs))[:40]


def best(asked: Sought, found: Sequence[Patient], limit: int) -> tuple[Patient, ...]:
    """The charts that fit what was typed, best first."""
    graded = [(likeness(asked, patient), patient) for patient in found]
    graded = [(grade, patient) for grade, patient in graded if grade > 0]
    graded.sort(key=lambda pair: (-pair[0], pair[1].family_name, pair[1].given_name, pair[1].patient_id))
    return tuple(patient for _, patient in graded[:limit])


def likeness(asked: Sought, patient: Patient) -> float:
    """How well a chart fits; 0 when something typed fits nothing of it. Earlier names count a little less."""
    numbered = _numbered(asked, patient)
    if asked.numbers and not numbered:
        return 0.0
    grades = [_fit(asked, one) - 0.1 * bool(n) for n, one in enumerate(profiles_of(patient))]
    named = max(grades)
    return named + 5.0 * numbered if named > 0 or (numbered and not asked.words) else 0.0


def _numbered(asked: Sought, patient: Patient) -> bool:
    """Whether a number typed is one of the chart's."""
    for number in asked.numbers:
        if number == normal.code(patient.patient_id):
            return True
        for one in profiles_of(patient):
            ours = (one.mrn, normal.code_as_digits(one.member), one.phone[-7:])
            theirs = (number.lstrip("0"), normal.code_as_digits(number), normal.digits(number)[-7:])
            if any(a and a == b for a, b in zip(ours, theirs, strict=True)):
                return True
    return False


def _fit(asked: Sought, profile: Profile) -> float:
    own = tuple(
        dict.fromkeys((profile.surname, *profile.parts, *profile.family, profile.given, *profile.middle.split()))
    )
    total = 0.0
    joined = "".join(asked.words)
    whole = len(asked.words) > 1 and bool(own) and joined in own
    for word in () if whole else asked.words:
        grade = max((_word(word, one) for one in own if one), default=0.0)
        if not grade:
            return 0.0
        total += grade
    total += 2.0 * whole + 0.5 * (bool(asked.words) and asked.words[0] in (profile.surname, *profile.parts))
    if asked.birth:
        if profile.birth and profile.birth != asked.birth:
            return 0.0
        total += 3.0 * (profile.birth == asked.birth)
    return total + 1.0 * (bool(asked.year) and profile.birth.startswith(asked.year))


def _word(typed: str, one: str) -> float:
    if typed == one:
        return 2.0
    if one.startswith(typed):
        return 1.5
    if one in normal.canonical(typed) or (typed.startswith(one) and len(one) > 3):
        return 1.2
    distance = min(_distance(typed, one), _distance(typed, one[: len(typed)]))
    return 1.0 - 0.2 * distance if distance <= _slips(typed) else 0.0


def _distance(a: str, b: str) -> int:
    return int(OSA.distance(a, b, score_cutoff=2))


def _slips(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _date(token: str) -> str:
    if found := normal.birth(token):
        return found
    match = _AMERICAN.fullmatch(token)
    if match is None:
        return ""
    year = match[3]
    if len(year) == 2:
        century = 1900 if int(year) > date.today().year % 100 else 2000
        year = str(century + int(year))
    return normal.birth(f"{year}-{int(match[1]):02}-{int(match[2]):02}")
