"""A confirmed document is a neighbour at once, one person overrules nothing alone, and a word taken back is gone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from classifiers.model import DoctypeModel
from pipeline import wiring
from pipeline.adapters.database import create_engine
from pipeline.adapters.ledger import SqlLedger, now
from pipeline.adapters.memory_engine import MemoryEngine
from pipeline.config import load
from pipeline.items import Change, Confirmation, Item, StageResult
from pipeline.learning import Learned
from pipeline.records import Classification, Reading, evolve
from pipeline.stages.classify import FAINT_LEAN, classify, load_model, vector_of
from rigs.pages import page

# Laid out like nothing the model has seen: words it knows, in an order of its own.
SLIP = """Harbor district equipment loan slip
Borrower and item number returned condition wheelchair walker commode
Deposit paid due back on the first monday staff initials
Please clean before return late items are charged daily
Volunteer desk open weekdays closed holidays thank you neighbors"""


@pytest.fixture(scope="module")
def model() -> DoctypeModel:
    return load_model()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    engine = create_engine(f"sqlite:///{tmp_path / 'ledger.db'}")
    made = SqlLedger(engine, enqueue=MemoryEngine().enqueue, audit_key=b"key")
    made.create()
    yield made
    engine.dispose()


def stored(ledger: SqlLedger, number: int, text: str) -> str:
    """The id of a document that was read and waits on the desk; its words are on page 2 of its file."""
    reading = Reading(media_type="application/pdf", pages=(page("something else"), page(text, 2)))
    item = Item(item_id=f"d-{number}", kind="document", file_id=f"f-{number}", sha256=str(number), name="x",
                received_at=now(), state="review", pages=(2,))  # fmt: skip
    result = StageResult(item_id=item.file_id, stage="read", version="1", digest="x", body=msgspec.json.encode(reading))
    ledger.commit(Change(items=(item,), results=(result,)))
    return item.item_id


def said(document_id: str, kind: str, actor: str = "ana") -> Confirmation:
    return Confirmation(document_id=document_id, type=kind, actor=actor, confirmed_at=now())


def seen(learned: Learned, model: DoctypeModel, text: str = SLIP) -> Classification:
    return classify([page(text)], model, learned.neighbours())


def test_one_correction_is_known_at_once_and_still_shown_to_a_person(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    before = seen(learned, model)
    assert before.type == "other"
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "consent"),)))
    after = seen(learned, model)
    assert after.type == "consent"
    assert [doubt.code for doubt in after.doubts] == ["type_by_example"]
    assert after.evidence[0].term == "like d-1"
    assert sum(after.probabilities.values()) == pytest.approx(1.0)


def test_two_people_overrule_the_model_and_one_person_twice_does_not(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    first, second = stored(ledger, 1, SLIP), stored(ledger, 2, SLIP)
    ledger.commit(Change(confirmations=(said(first, "consent"), said(second, "consent"))))
    assert [doubt.code for doubt in seen(learned, model).doubts] == ["type_by_example"]
    ledger.commit(Change(confirmations=(said(second, "consent", "ben"),)))
    assert (seen(learned, model).type, seen(learned, model).doubts) == ("consent", ())


def test_a_hundred_words_of_one_person_do_not_outvote_two_others(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    wrong = [said(stored(ledger, number, SLIP), "insurance_card", "mallory") for number in range(40)]
    right = [said(stored(ledger, 100 + n, SLIP), "consent", actor) for n, actor in enumerate(("ana", "ben"))]
    ledger.commit(Change(confirmations=(*wrong, *right)))
    after = seen(learned, model)
    assert after.type != "insurance_card"
    assert [doubt.code for doubt in after.doubts][-1] == "type_disputed"


def bend(text: str, shift: int, keep: int) -> str:
    """A bad reading of another copy: of every `keep` words one is read well."""
    words = text.split(" ")
    return " ".join(word if i % keep == shift else word[::-1] for i, word in enumerate(words))


def test_a_faint_likeness_leans_the_type_and_takes_no_doubt_away(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "consent"),)))
    known = learned.neighbours()
    found = [(text, recognised) for keep in (2, 3, 4, 5) for shift in range(keep)
             if (recognised := known.recognise(vector_of([page(text := bend(SLIP, shift, keep))], model)))]  # fmt: skip
    faint = [(text, one.strength) for text, one in found if one.strength < 1]
    assert faint
    for text, strength in faint:
        before, after = classify([page(text)], model), seen(learned, model, text)
        odds = [math.log(one.probabilities["consent"] / one.probabilities["other"]) for one in (before, after)]
        assert odds[1] - odds[0] == pytest.approx(FAINT_LEAN * strength)
        assert set(before.doubts) <= set(after.doubts)
        assert (after.type != before.type) == ("type_by_example" in {doubt.code for doubt in after.doubts})
        assert after.evidence[0].term == "like d-1"
        assert after.example == ""


def test_a_word_taken_back_is_gone(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    before = seen(learned, model)
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "consent"),)))
    assert seen(learned, model).type == "consent"
    ledger.commit(Change(unconfirmed=("d-1",)))
    assert seen(learned, model) == before


def test_a_sites_own_type_is_an_other_with_a_name(ledger: SqlLedger, model: DoctypeModel) -> None:
    learned = Learned(ledger, model)
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "equipment_loan"),)))
    after = seen(learned, model)
    assert (after.type, after.site_type, after.doubts) == ("other", "equipment_loan", ())


def test_what_is_unlike_the_examples_is_judged_as_before(ledger: SqlLedger, model: DoctypeModel) -> None:
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "consent"),)))
    text = "Consent for treatment\nI hereby authorize the physician\nSignature of patient Date Witness"
    alone = classify([page(text)], model)
    assert seen(Learned(ledger, model), model, text) == alone


def test_a_document_whose_reading_is_gone_is_no_neighbour(ledger: SqlLedger, model: DoctypeModel) -> None:
    item = Item(item_id="d-9", kind="document", file_id="f-9", sha256="9", name="x", received_at=now(), pages=(1,))
    ledger.commit(Change(items=(item,), confirmations=(said("d-9", "consent"), said("d-10", "consent"))))
    assert len(Learned(ledger, model).neighbours()) == 0


def test_a_hardly_readable_page_is_like_nothing(ledger: SqlLedger, model: DoctypeModel) -> None:
    ledger.commit(Change(confirmations=(said(stored(ledger, 1, SLIP), "consent"),)))
    after = seen(Learned(ledger, model), model, "loan slip")
    assert [doubt.code for doubt in after.doubts] == ["hardly_readable"]
    assert evolve(after, evidence=()).site_type == ""


def test_inspect_knows_what_was_confirmed_at_its_site(tmp_path: Path, model: DoctypeModel) -> None:
    settings = load(tmp_path / "site", {})
    wiring.create_site(settings)
    database = create_engine(settings.ledger_url)
    with wiring.bench(settings, None) as (_, judges):
        assert judges.known() is None  # a ledger older than confirmations
    log = SqlLedger(database, enqueue=MemoryEngine().enqueue, audit_key=b"key")
    log.create()
    log.commit(Change(confirmations=(said(stored(log, 1, SLIP), "consent"),)))
    with wiring.bench(settings, None) as (_, judges):
        assert classify([page(SLIP)], model, judges.known()).type == "consent"
    database.dispose()
