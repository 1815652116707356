"""What the synthetic consents, cards and other papers say: every family builds, and its truth is in normal form."""

from __future__ import annotations

import importlib
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DEMOGRAPHICS = {"family_name", "given_name", "middle_name", "suffix", "birth_date", "sex", "mrn", "phone"} | {
    "address_line",
    "city",
    "state",
    "postal_code",
    "ssn_last4",
    "member_id",
}
OF_TYPE = {
    "consent": {"signed_date", "signer_name", "signer_relationship"},
    "insurance_card": {"payer_name", "plan_name", "group_number", "rx_bin", "rx_pcn", "rx_group"}
    | {"effective_date", "payer_phone"},
    "other": set(),
}
SEEDS = range(3)


@pytest.fixture(scope="module", autouse=True)
def on_path() -> Iterator[None]:
    sys.path.insert(0, str(SAMPLES))
    yield
    sys.path.remove(str(SAMPLES))


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


def sheets(name: str, seeds: range = SEEDS) -> Iterator[tuple[str, Any]]:
    people = module("people")
    known = people.make_patients(60, 7)
    for family, build in module(name).FAMILIES.items():
        for seed in seeds:
            rng = random.Random(f"{family} {seed}")
            yield family, build(people.World(rng, rng.choice(known)))


def spans(part: Any) -> Iterator[Any]:
    """All spans below a block, a row or a line."""
    if type(part).__name__ == "Span":
        yield part
    elif isinstance(part, (tuple, list)):
        for inner in part:
            yield from spans(inner)
    elif hasattr(part, "__slots__"):
        for slot in part.__slots__:
            yield from spans(getattr(part, slot))


def words(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, (tuple, list)):
        return " ".join(words(inner) for inner in part)
    return " ".join(words(getattr(part, slot)) for slot in part.__slots__) if hasattr(part, "__slots__") else ""


FAMILY_COUNTS = [("consents", "consent", 30), ("cards", "insurance_card", 30), ("others", "other", 70)]


@pytest.mark.parametrize(("name", "type_", "least"), FAMILY_COUNTS)
def test_every_family_builds_with_spans_in_normal_form(name: str, type_: str, least: int) -> None:
    assert len(module(name).FAMILIES) >= least
    for family, sheet in sheets(name):
        assert (sheet.type, sheet.family) == (type_, family)
        assert sheet.blocks
        for span in spans([sheet.blocks, sheet.banner]):
            if span.field is None:
                continue
            assert span.field in DEMOGRAPHICS | OF_TYPE[type_], (family, span)
            assert span.text and span.value, (family, span)
            if span.field.endswith("_date"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(span.value)), (family, span)
            if span.field.endswith("phone"):
                assert re.fullmatch(r"\d{10}", str(span.value)), (family, span)


@pytest.mark.parametrize("name", ["consents", "cards", "others"])
def test_no_script_mark_is_left_in_the_text(name: str) -> None:
    for family, sheet in sheets(name):
        text = words([sheet.blocks, sheet.banner, sheet.footer or ""])
        assert not re.search(r"[{}\x1f]|\|\||\w\|\w|\[|\]|::", text), (family, text)
        assert not re.search(r"<[a-z]+>", text), (family, text)


def test_consents_say_whether_they_are_signed_and_by_whom() -> None:
    kinds = {"treatment", "procedure", "release", "privacy", "financial", "telehealth", "refusal"}
    seen = set()
    for family, sheet in sheets("consents", range(6)):
        fields = {span.field for span in spans(sheet.blocks)}
        assert sheet.truth["consent_type"] in kinds
        assert sheet.truth["signed"] in ("present", "absent")
        seen.add((sheet.truth["consent_type"], sheet.truth["signed"]))
        if sheet.truth["signed"] == "absent":
            assert not fields & {"signed_date", "signer_name", "signer_relationship"}, family
        else:
            assert "signed_date" in fields, family
    assert {kind for kind, _ in seen} == kinds
    assert {signed for _, signed in seen} == {"present", "absent"}


def test_a_child_does_not_sign_for_itself() -> None:
    people, known = module("people"), module("people").make_patients(200, 3)
    child = max(known, key=lambda p: p.birth_date)
    for family, build in module("consents").FAMILIES.items():
        sheet = build(people.World(random.Random(family), child))
        assert sheet.truth.get("signer_relationship") != "self", family


def test_every_card_names_its_member_and_payer() -> None:
    for family, sheet in sheets("cards"):
        fields = {span.field for span in spans(sheet.blocks)}
        assert {"payer_name", "member_id", "family_name"} <= fields, family
        assert sheet.truth["member_name"], family


def test_the_same_seed_says_the_same() -> None:
    for name in ("consents", "cards", "others"):
        assert list(sheets(name, range(1))) == list(sheets(name, range(1)))


def test_only_fax_covers_are_covers() -> None:
    for family, sheet in sheets("others", range(1)):
        assert sheet.cover == family.startswith("other.cover_") == ("cover" in family), family
