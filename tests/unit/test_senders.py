"""A sender's past is evidence: bounded, silent for the unknown, and it never takes a doubt away."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.flow import Judges, conclude
from pipeline.items import Confirmation
from pipeline.lessons import lessons
from pipeline.matching.score import MatchPolicy
from pipeline.records import TYPES, Classification, Doubt, Part
from pipeline.senders import LEAST, MOST, NEVER, profiles, weighed
from pipeline.stages.classify import load_model
from pipeline.stages.route import RoutePolicy
from rigs.pages import page

EVERYONE = dict.fromkeys(TYPES, 100)
UNSURE = Doubt(code="type_uncertain", says="Not sure what this is.")


def seen(*doubts: Doubt, **probabilities: float) -> Classification:
    rest = (1 - sum(probabilities.values())) / (len(TYPES) - len(probabilities))
    every = {name: probabilities.get(name, rest) for name in TYPES}
    best = max(TYPES, key=lambda name: every[name])
    return Classification(type=best, confidence=every[best], probabilities=every, model="1", doubts=doubts)


def test_profiles_count_documents_that_people_agree_on_once() -> None:
    said = [
        Confirmation(document_id=document, type=kind, actor=actor, confirmed_at="2026-01-02", sender=sender)
        for document, kind, actor, sender in [
            ("d-1", "consent", "ana", "5550100"), ("d-1", "consent", "ben", "5550100"),
            ("d-2", "eob", "ana", "5550100"), ("d-3", "referral", "ana", "5550100"),
            ("d-3", "consent", "ben", "5550100"), ("d-4", "referral", "ana", ""),
        ]
    ]  # fmt: skip
    found = profiles(lessons(said))
    assert found == {"": {"consent": 1, "other": 1, "referral": 1}, "5550100": {"consent": 1, "other": 1}}


def test_a_sender_that_is_hardly_known_says_nothing() -> None:
    found = seen(consent=0.6)
    assert weighed(found, {"referral": LEAST - 1}, EVERYONE) is found
    assert weighed(found, {}, {}) is found


def test_it_decides_where_the_model_is_torn_and_says_so() -> None:
    torn = seen(UNSURE, consent=0.45, referral=0.40)
    after = weighed(torn, {"referral": 20}, EVERYONE)
    assert after.type == "referral"
    assert [doubt.code for doubt in after.doubts] == ["type_uncertain", "type_by_sender"]
    assert after.doubts[1].says == "It reads like consent, but 20 of 20 documents of this sender were referral."
    assert after.evidence[-1].term == "sender: referral 20 of 20"


def test_what_it_never_sent_before_is_a_doubt() -> None:
    after = weighed(seen(consent=0.999), {"referral": NEVER}, EVERYONE)
    assert after.type == "consent"
    assert [doubt.says for doubt in after.doubts] == [
        f"This sender has never sent a consent before, in {NEVER} confirmed documents."
    ]
    assert weighed(seen(consent=0.999), {"referral": NEVER - 1}, EVERYONE).doubts == ()
    assert weighed(seen(consent=0.999), {"referral": NEVER, "consent": 1}, EVERYONE).doubts == ()


shares = st.lists(st.floats(0.001, 1), min_size=5, max_size=5)
counts = st.lists(st.integers(0, 500), min_size=5, max_size=5)


@given(shares, counts, counts)
def test_it_is_bounded_and_takes_no_doubt_away(raw: list[float], sent: list[int], every: list[int]) -> None:
    before = seen(UNSURE, **{name: share / sum(raw) for name, share in zip(TYPES[:4], raw)})
    after = weighed(before, dict(zip(TYPES, sent)), dict(zip(TYPES, every)))
    assert UNSURE in after.doubts
    assert math.isclose(sum(after.probabilities.values()), 1.0)
    for one in TYPES:
        for other in TYPES:
            odds = [math.log(c.probabilities[one] / c.probabilities[other]) for c in (before, after)]
            assert abs(odds[1] - odds[0]) <= 2 * MOST + 1e-9
    if after.type != before.type:
        assert "type_by_sender" in {doubt.code for doubt in after.doubts}


def test_what_a_sender_never_sent_goes_to_the_desk_with_that_reason() -> None:
    text = """Consent for Treatment
I hereby authorize the physicians to perform the procedure
I understand the risks and benefits and alternatives
Signature of patient or legal representative Date"""
    known = {"": EVERYONE, "5550100": {"lab_result": 30}}
    judges = Judges(
        model=load_model(), patients=MemoryPatientIndex(), match_policy=MatchPolicy(), route_policy=RoutePolicy(),
        senders=lambda: known,
    )  # fmt: skip
    reasons = {}
    for sender in ("5550100", "5550199", ""):
        outcome = conclude([page(text)], Part(pages=(1,)), judges, sender=sender)
        assert outcome.classification.type == "consent"
        reasons[sender] = {doubt.code for doubt in outcome.routing.doubts}
    assert reasons["5550100"] == reasons[""] | {"unusual_for_sender"}
    assert reasons["5550199"] == reasons[""]
    given = conclude([page(text)], Part(pages=(1,)), judges, given="consent", sender="5550100")
    assert "unusual_for_sender" not in {doubt.code for doubt in given.routing.doubts}
