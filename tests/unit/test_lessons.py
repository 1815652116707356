"""Nobody teaches the program alone, and no layout is both learned from and judged by."""

from __future__ import annotations

from pipeline.items import Confirmation
from pipeline.lessons import PER_LAYOUT, Lesson, apart, capped, lessons, trusted


def word(number: int, kind: str = "consent", actor: str = "ana", **more: object) -> Confirmation:
    return Confirmation(document_id=f"d-{number}", type=kind, actor=actor, confirmed_at="2026-01-02", **more)  # type: ignore[arg-type]


def ids(taught: tuple[Lesson, ...]) -> list[str]:
    return [one.document_id for one in taught]


def test_what_people_disagree_about_teaches_nothing() -> None:
    said = [word(1), word(1, actor="ben"), word(2), word(2, "referral", "ben")]
    (one,) = lessons(said)
    assert (one.document_id, one.people) == ("d-1", {"ana", "ben"})


def test_a_layout_is_its_senders_or_that_of_the_first_document_like_it() -> None:
    said = [word(1), word(2, near="d-1"), word(3, near="d-2"), word(4, sender="555"), word(5, near="d-4"),
            word(6, near="d-4", sender="777"), word(7, near="d-99")]  # fmt: skip
    layouts = {one.document_id: one.layout for one in lessons(said)}
    assert layouts["d-1"] == layouts["d-2"] == layouts["d-3"] == "d-1"
    assert layouts["d-4"] == layouts["d-5"] == "from 555"
    assert (layouts["d-6"], layouts["d-7"]) == ("from 777", "d-99")


def test_a_sites_own_type_is_learned_as_other() -> None:
    assert [one.kind for one in lessons([word(1, "eob"), word(2, "referral")])] == ["other", "referral"]


def test_one_persons_word_against_the_model_is_not_learned_two_peoples_is() -> None:
    said = [word(1), word(2), word(3, actor="ben", sender="555"), word(4, sender="555"), word(5)]
    says = {"d-1": "consent", "d-2": "referral", "d-3": "other", "d-4": "other"}
    assert ids(trusted(lessons(said), says)) == ["d-1", "d-3", "d-4"]  # d-5 could not be read


def test_a_hundred_words_of_one_person_stay_a_fifth_of_a_types_layouts() -> None:
    said = [word(number) for number in range(100)] + [word(100 + n, actor="ben", near=f"d-{n}") for n in range(3)]
    kept = capped(lessons(said), {"consent": 50})
    alone = [one for one in kept if one.people == {"ana"} and int(one.document_id[2:]) >= 3]
    assert len(alone) == 10
    assert {"d-0", "d-1", "d-2", "d-100", "d-101", "d-102"} <= set(ids(kept))  # two people vouch for these


def test_of_one_layout_the_newest_are_enough() -> None:
    kept = capped(lessons([word(number, sender="555") for number in range(40)]), {"consent": 50})
    assert ids(kept) == [f"d-{number}" for number in range(40 - PER_LAYOUT, 40)]


def test_a_layout_with_a_gold_document_is_never_learned_from() -> None:
    said = [word(1, gold=True, sender="555"), word(2, sender="555"), word(3), word(4, gold=True)]
    learn, gold = apart(lessons(said))
    assert (ids(learn), ids(gold)) == (["d-3"], ["d-1", "d-4"])
