"""Postal addresses of the United States: a line, and city, state and ZIP, from text that may hold either or both."""

from __future__ import annotations

import re
from collections.abc import Iterable

_STATES = """
    AL3 AK9 AZ8 AR7 CA9 CO8 CT0 DE1 DC2 FL3 GA3 HI9 ID8 IL6 IN4 IA5 KS6 KY4 LA7 ME0 MD2 MA0 MI4 MN5 MS3 MO6 MT5 NE6
    NV8 NH0 NJ0 NM8 NY1 NC2 ND5 OH4 OK7 OR9 PA1 RI0 SC2 SD5 TN3 TX7 UT8 VT0 VA2 WA9 WV2 WI5 WY8 PR0 VI0 GU9
"""
ZIP_ZONES = {code[:2]: code[2] for code in _STATES.split()}  # the first digit of a state's ZIP codes
_NAMES = """
    ALABAMA:AL ALASKA:AK ARIZONA:AZ ARKANSAS:AR CALIFORNIA:CA COLORADO:CO CONNECTICUT:CT DELAWARE:DE FLORIDA:FL
    GEORGIA:GA HAWAII:HI IDAHO:ID ILLINOIS:IL INDIANA:IN IOWA:IA KANSAS:KS KENTUCKY:KY LOUISIANA:LA MAINE:ME
    MARYLAND:MD MASSACHUSETTS:MA MICHIGAN:MI MINNESOTA:MN MISSISSIPPI:MS MISSOURI:MO MONTANA:MT NEBRASKA:NE
    NEVADA:NV OHIO:OH OKLAHOMA:OK OREGON:OR PENNSYLVANIA:PA TENNESSEE:TN TEXAS:TX UTAH:UT VERMONT:VT VIRGINIA:VA
    WASHINGTON:WA WISCONSIN:WI WYOMING:WY
"""
STATE_NAMES = dict(pair.split(":") for pair in _NAMES.split())
_DIGITS = str.maketrans("OoQlI|SB", "00011158")
_CITY_LINE = re.compile(
    r"(?P<before>.*?)(?:^|[\s,;])(?P<city>[^\W\d][^\d,;]{1,28}?)\s*[,.]?\s+(?P<state>[A-Za-z]{2}|[A-Z][a-z]{3,13})\.?,?\s+"
    r"(?P<zip>[\dOolIS]{5})(?:-?\d{4})?(?!\d)"
)
_STREET = re.compile(
    r"(?P<line>(?:\d{1,6}[A-Za-z]?(?:-\d+)?(?:\s+1/2)?\s+(?:[^\d\s,;]|\d{1,3}(?:st|nd|rd|th)\b)\S*.{0,40}?|P\.?\s?O\.?\s?Box\s*\d+))\s*$",
    re.I,
)

Address = dict[str, tuple[str, float]]


def parse_address(text: str) -> Address | None:
    """Parts of an address (address_line, city, state, postal_code), each with a quality; None when there is none."""
    flat = re.sub(r"\s+", " ", text).strip(" ,;:")[:160]
    match = _CITY_LINE.search(flat)
    if match is None:
        return _street_and_city(flat)
    state, quality = parse_state(match["state"]) or ("", 0.0)
    if not state:
        line = parse_street(flat.split(",")[0])
        return {"address_line": line} if line else None
    found = _city_state_zip(match, state, quality)
    before = match["before"].strip(" ,;")
    if before and "," not in match[0][: match.start("city") - match.start() + 1].replace(before, "", 1):
        return _without_comma(before + " " + match["city"], found)
    line = parse_street(before)
    if line:
        found["address_line"] = line
    return found


def _street_and_city(flat: str) -> Address | None:
    """A street, and a city after its comma, where no state and ZIP can be read."""
    first, _, rest = flat.partition(",")
    if re.match(r"\s*(?:#|apt|unit|ste|suite|spc|lot|bldg|fl)\b", rest, re.I):
        second, _, rest = rest.partition(",")
        first = f"{first},{second}"
    line = parse_street(first)
    if line is None:
        return None
    city = parse_city(rest) if rest.strip() else None
    return {"address_line": line} | ({"city": (city[0], 0.6)} if city else {})


def _city_state_zip(match: re.Match[str], state: str, quality: float) -> Address:
    digits = match["zip"].translate(_DIGITS)
    repaired = 1.0 if digits == match["zip"] else 0.85
    fits = 1.0 if ZIP_ZONES[state] == digits[:1] else 0.7
    return {
        "city": (match["city"].strip(" ,.-"), quality * fits),
        "state": (state, quality * fits),
        "postal_code": (digits, repaired * fits),
    }


def _without_comma(text: str, found: Address) -> Address:
    """Street and city ran together: usaddress tells them apart (it raises on noise; then they stay unknown)."""
    line, city = _tagged(f"{text}, {found['state'][0]} {found['postal_code'][0]}")
    found.pop("city", None)
    if city:
        found["city"] = (city, 0.85)
    if line and parse_street(line):
        found["address_line"] = (line, 0.85)
    return found


def _tagged(text: str) -> tuple[str, str]:
    import usaddress  # loads its model when imported: only when an address needs it

    try:
        tags, kind = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return "", ""
    if kind not in ("Street Address", "PO Box"):
        return "", ""
    parts: Iterable[str] = (v for k, v in tags.items() if k not in ("PlaceName", "StateName", "ZipCode", "Recipient"))
    return " ".join(parts).strip(" ,"), str(tags.get("PlaceName", "")).strip(" ,")


def parse_street(text: str) -> tuple[str, float] | None:
    """A street line or a post office box."""
    match = _STREET.search(re.sub(r"\s+", " ", text).strip(" ,;:."))
    if match is None:
        return None
    line = match["line"].strip(" ,")
    words = line.split()
    if len(words) > 9 or len(words) < 2 or not any(c.isalpha() for c in line):
        return None
    return line, 1.0 if match.start() == 0 else 0.8


def parse_city(text: str) -> tuple[str, float] | None:
    """A city alone in its field."""
    city = re.split(r"[,;|]|\s{2,}", text.strip(" :,."))[0].strip()
    if not re.fullmatch(r"[^\W\d][^\d]{1,30}", city) or len(city.split()) > 4:
        return None
    return city, 0.95


def parse_state(text: str) -> tuple[str, float] | None:
    """A state's two letters, from its code or name."""
    word = text.strip(" :,.").upper()
    if word in STATE_NAMES:
        return STATE_NAMES[word], 1.0
    code = word[:2]
    return (
        (code, 1.0 if text.strip(" :,.")[:2].isupper() else 0.8)
        if code in ZIP_ZONES and not word[2:3].isalpha()
        else None
    )


def parse_zip(text: str) -> tuple[str, float] | None:
    """A five-digit ZIP code, its extension dropped."""
    match = re.match(r"\s*([\dOolIS]{5})(?:-?\d{4})?(?!\d)", text)
    if match is None:
        return None
    digits = match[1].translate(_DIGITS)
    return digits, 1.0 if digits == match[1] else 0.85
