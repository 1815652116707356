"""Figures of quality: what counts, what does not, and their bounds."""

from __future__ import annotations

from pipeline.desk_records import Sample, Verdict
from pipeline.quality import Arrived, Material, figures

NOW = "2026-03-31T12:00:00.000Z"
NOTHING = Material(arrived=(), verdicts=(), samples=(), waiting=())


def came(
    number: int, *, day: str = "2026-03-30", sender: str = "", state: str = "filed", person: bool = False
) -> Arrived:
    return Arrived(day=day, sender=sender, state=state, by_person=person, number=number)


def verdict(number: int, **more: object) -> Verdict:
    known = {
        "item_id": f"d-{number}", "kind": "file", "machine_type": "consent", "type": "consent", "chart": "first",
        "type_confidence": 0.9, "probability": 0.99, "seconds": float(number),
        "at": f"2026-03-{number:02d}T08:00:00.000Z",
    }  # fmt: skip
    return Verdict(deed_id=f"x-{number}", actor="user:ana", **(known | more))  # type: ignore[arg-type]


def made(**parts: object) -> dict:  # type: ignore[type-arg]
    fields = {name: getattr(NOTHING, name) for name in ("arrived", "verdicts", "samples", "waiting")}
    return figures(Material(**(fields | parts)), now=NOW, days=30)  # type: ignore[arg-type]


def test_nothing_yet_has_figures_without_shares() -> None:
    empty = made()
    assert empty["touchless"]["n"] == 0 and empty["touchless"]["high95"] == 1.0
    assert empty["seconds"] == {
        "n": 0,
        "p50": None,
        "p90": None,
        "spread": dict.fromkeys(empty["seconds"]["spread"], 0),
    }
    assert empty["queue"]["oldest_s"] == 0 and empty["drift"] == []


def test_touchless_is_filed_without_a_person_of_what_was_concluded() -> None:
    rows = (came(6), came(2, person=True), came(1, state="review"), came(1, state="rejected"), came(5, state="working"),
            came(4, state="quarantine"))  # fmt: skip
    assert (made(arrived=rows)["touchless"]["hits"], made(arrived=rows)["touchless"]["n"]) == (6, 10)


def test_the_sample_counts_what_was_looked_at_only() -> None:
    drawn = [Sample(item_id=str(n), drawn_at=NOW, reviewed_at=NOW if n else "") for n in range(60)]
    drawn.append(Sample(item_id="w", drawn_at=NOW, reviewed_at=NOW, differs=("patient_id", "type")))
    found = made(samples=drawn)["sample"]
    assert (found["drawn"], found["waiting"], found["wrong"]["n"]) == (61, 1, 60)
    assert found["wrong_chart"]["hits"] == found["wrong_type"]["hits"] == 1
    assert 0.08 < found["wrong_chart"]["high95"] < 0.09  # Clopper-Pearson of 1 in 60


def test_the_last_word_on_a_document_counts_and_missing_fields_are_corrections() -> None:
    first = verdict(1, item_id="d", fields=(("mrn", 0.9, True),))
    last = verdict(2, item_id="d", fields=(("mrn", 0.9, False), ("phone", 0.8, True)), missed=("suffix",), type="other")
    found = made(verdicts=(last, first))
    assert {name: one["hits"] for name, one in found["corrections"].items()} == {"suffix": 1, "mrn": 1, "phone": 0}
    assert found["agreement"]["type"]["hits"] == 0 and found["agreement"]["type"]["n"] == 1
    assert [one["said"] for one in found["reliability"]["fields"]] == [0.8, 0.9]


def test_a_rejected_document_has_time_and_no_fields() -> None:
    found = made(verdicts=(verdict(3), verdict(9, kind="reject", chart="")))
    assert (found["seconds"]["n"], found["seconds"]["p50"], found["agreement"]["type"]["n"]) == (2, 6.0, 1)


def test_a_sender_drifts_when_the_bounds_do_not_meet() -> None:
    steady, odd, few = "Oak", "Elm", "Fir"
    rows = []
    for sender, now_by_hand in ((steady, 2), (odd, 18)):
        rows += [came(16, day="2026-03-10", sender=sender), came(4, day="2026-03-10", sender=sender, person=True)]
        rows += [came(20 - now_by_hand, sender=sender), came(now_by_hand, sender=sender, person=True)]
    rows.append(came(3, sender=few, person=True))
    assert [(one["sender"], one["drifted"]) for one in made(arrived=rows)["drift"]] == [(odd, True), (steady, False)]


def test_ages_and_days() -> None:
    waiting, rows = ("2026-03-31T11:50:00.000Z", "2026-03-29T11:50:00.000Z"), (came(3), came(2, person=True))
    found = made(waiting=waiting, arrived=rows, verdicts=(verdict(30),))
    assert found["queue"]["ages"]["under 15 min"] == found["queue"]["ages"]["over 1 d"] == 1
    assert found["throughput"] == [{"day": "2026-03-30", "arrived": 5, "filed_alone": 3, "by_people": 1}]
