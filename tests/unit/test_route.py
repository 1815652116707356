"""Routing: filed only when everything holds; every reason is said."""

from __future__ import annotations

import pytest

from pipeline.records import Box, Candidate, Classification, Doubt, Extraction, Field, Match, Weight, evolve
from pipeline.stages.route import RoutePolicy, route, unexpected

BOX = Box(left=0, top=0, right=10, bottom=10)
LAB = Classification(type="lab_result", confidence=0.99, probabilities={"lab_result": 0.99}, model="1")
MATCHED = Match(decision="match", patient_id="P1", probability=0.9999)


def field(value: str | bool, confidence: float = 0.95) -> Field:
    return Field(value=value, raw=str(value), page=1, box=BOX, confidence=confidence)


SURE = Extraction(fields={"collected_date": field("2026-01-02")}, patients=1)


def codes(*arguments: object, **named: object) -> list[str]:
    return [doubt.code for doubt in route(*arguments, **named).doubts]  # type: ignore[arg-type]


def test_a_sure_lab_result_of_a_matched_patient_is_filed() -> None:
    routed = route(LAB, SURE, MATCHED)
    assert (routed.route, routed.doubts, routed.priority) == ("file", (), 5)


@pytest.mark.parametrize("stage", ["before", "classify", "extract", "match"])
def test_a_doubt_of_any_stage_is_a_reason(stage: str) -> None:
    doubt = Doubt(code="x", says="Look.")
    routed = route(
        evolve(LAB, doubts=(doubt,)) if stage == "classify" else LAB,
        evolve(SURE, doubts=(doubt,)) if stage == "extract" else SURE,
        evolve(MATCHED, doubts=(doubt,)) if stage == "match" else MATCHED,
        before=(doubt,) if stage == "before" else (),
    )
    assert routed.route == "review" and routed.doubts == (doubt,)


def test_the_same_reason_is_said_once() -> None:
    doubt = Doubt(code="x", says="Look.")
    assert codes(LAB, evolve(SURE, doubts=(doubt,)), MATCHED, before=(doubt, doubt)) == ["x"]


def test_other_is_never_filed_by_itself() -> None:
    other = evolve(LAB, type="other")
    assert codes(other, Extraction(fields={}), MATCHED) == ["type_not_filed"]


def test_a_sender_expected_to_send_something_else_is_a_reason_and_nothing_more() -> None:
    routed = route(LAB, SURE, MATCHED)
    assert unexpected(routed, "lab_result", ()) == routed
    assert unexpected(routed, "lab_result", {"consent", "lab_result"}) == routed
    surprised = unexpected(routed, "lab_result", {"consent"})
    assert (surprised.route, [doubt.code for doubt in surprised.doubts]) == ("review", ["type_unexpected"])


def test_a_site_can_have_a_type_looked_at_always() -> None:
    assert codes(LAB, SURE, MATCHED, policy=RoutePolicy(file_types=frozenset({"consent"}))) == ["type_not_filed"]


@pytest.mark.parametrize(("decision", "code"), [("none", "no_patient"), ("review", "patient_unsure")])
def test_without_a_match_there_is_always_a_reason(decision: str, code: str) -> None:
    assert codes(LAB, SURE, Match(decision=decision, patient_id=None, probability=0.0)) == [code]  # type: ignore[arg-type]


def test_what_must_be_typed_must_be_found_and_read() -> None:
    assert codes(LAB, Extraction(fields={}), MATCHED) == ["missing_collected_date"]
    weak = Extraction(fields={"collected_date": field("2026-01-02", 0.4)})
    assert codes(LAB, weak, MATCHED) == ["weak_collected_date"]
    either = Extraction(fields={"collected_date": field("2026-01-02", 0.4), "reported_date": field("2026-01-03")})
    assert route(LAB, either, MATCHED).route == "file"


def test_stat_comes_first_then_abnormal() -> None:
    assert route(LAB, evolve(SURE, stat=True), MATCHED).priority == 0
    abnormal = Extraction(fields={**SURE.fields, "abnormal": field(True)})
    assert route(LAB, abnormal, MATCHED).priority == 2
    urgent = Extraction(fields={"urgency": field("stat"), "referring_provider": field("Dr. A")})
    assert route(evolve(LAB, type="referral"), urgent, MATCHED).priority == 0


def test_two_phones_are_no_reason() -> None:
    phones = Doubt(code="phone_disputed", says="The pages give more than one phone.")
    births = Doubt(code="birth_date_disputed", says="The pages give more than one birth date.")
    assert codes(LAB, evolve(SURE, doubts=(phones, births)), MATCHED) == ["birth_date_disputed"]


def test_a_faint_number_that_is_the_charts_own_is_no_doubt() -> None:
    card = evolve(LAB, type="insurance_card")
    faint = Extraction(fields={"member_id": field("XYZ123456", 0.5), "payer_name": field("Acme Health")}, patients=1)
    agrees = Candidate(
        patient_id="P1", probability=0.9999, weights=(Weight(field="member_id", level="exact", bits=13.0),)
    )
    assert codes(card, faint, MATCHED) == ["weak_member_id"]
    assert codes(card, faint, evolve(MATCHED, candidates=(agrees,))) == []
    another = evolve(agrees, patient_id="P2")
    assert codes(card, faint, evolve(MATCHED, candidates=(another,))) == ["weak_member_id"]
    unsure = evolve(MATCHED, decision="review", candidates=(agrees,))
    assert "weak_member_id" in codes(card, faint, unsure)
