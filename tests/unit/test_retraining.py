"""A candidate is promoted only when no type gets worse; a running site takes it up; one reviewer cannot poison it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from classifiers import material
from classifiers.evaluate import Judged
from classifiers.model import TYPES, DoctypeModel, Thresholds
from classifiers.store import newest
from classifiers.train import fit
from pipeline import retraining, training, wiring
from pipeline.adapters.confirmations import drawn
from pipeline.adapters.ledger import now
from pipeline.cli import main
from pipeline.config import load
from pipeline.errors import UsageError
from pipeline.items import Change
from pipeline.learning import Learned
from pipeline.retraining import Course
from pipeline.schedule import Schedule
from pipeline.wiring import App
from rigs import confirmed
from rigs.site import wait_until

Small = tuple[list[material.Document], DoctypeModel, dict[str, object]]


@pytest.fixture(scope="module")
def small() -> Small:
    """Material of 50 families, the model fitted on it, and its figures: fitted in seconds."""
    documents = [one for own in confirmed.families(per_type=10, documents=2) for one in own]
    model, figures = fit(documents, copies=0)
    return documents, model, figures


@contextmanager
def site(folder: Path) -> Iterator[App]:
    made = wiring.build(load(folder, {}))
    made.prepare()
    yield made
    made.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with site(tmp_path / "site") as made:
        yield made


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, small: Small) -> Iterator[tuple[App, list[str], Course]]:
    """A site where two people confirmed 200 documents of 50 layouts, and what that teaches."""
    with site(tmp_path_factory.mktemp("taught")) as made:
        ids = confirm_some(made, "ana", "ben")
        yield made, ids, course(made, small)


def confirm_some(app: App, *people: str, per_type: int = 10, wrong: str = "") -> list[str]:
    """One layout after another, four documents each, as people would have filed them; the ids."""
    documents, words = {}, []
    for number, own in enumerate(confirmed.families(skip=12, per_type=per_type, documents=4)):
        for copy, document in enumerate(own):
            name = f"d-{number}-{copy}"
            documents[name] = document
            near = f"d-{number}-0" if copy else ""
            words += [confirmed.word(name, wrong or document.type, actor, near=near) for actor in people]
    confirmed.read(app.ledger, documents)
    app.ledger.commit(Change(confirmations=tuple(words)))
    return list(documents)


def course(app: App, small: Small) -> Course:
    return retraining.course(app.ledger, small[1], dict.fromkeys(TYPES, 10), lambda _: None)


def test_the_gold_set_is_drawn_by_layout_when_a_document_is_confirmed(taught: tuple[App, list[str], Course]) -> None:
    _, ids, found = taught
    expected = {name for name in ids if drawn(name.rpartition("-")[0] + "-0")}
    assert set(found.gold) <= expected
    assert len(expected - set(found.gold)) <= found.left_out["not read well enough, or no longer kept"]
    assert len(found.gold) >= retraining.LEAST
    families = [{one.family for one in part.values()} for part in (found.learn, found.gold)]
    assert not families[0] & families[1]
    assert not set(found.shadow) & (set(found.learn) | set(found.gold))
    assert len(found.shadow) == (len(found.learn) + len(found.shadow)) // 5


def test_one_person_who_calls_everything_a_consent_teaches_nothing_of_it(app: App, small: Small) -> None:
    confirm_some(app, "mallory", wrong="consent")
    found = course(app, small)
    used = {**found.learn, **found.gold, **found.shadow}
    assert all(small[1].predict(one.pages).type == "consent" for one in used.values())
    assert found.left_out["one person's word against the model"] > 40
    assert len({one.family for one in found.learn.values()}) <= 10 * 0.2


def test_a_candidate_is_fitted_and_compared_on_what_it_has_not_seen(
    taught: tuple[App, list[str], Course], small: Small
) -> None:
    documents, current, in_use = small
    app, _, found = taught
    made = retraining.candidate(found, documents, current, app.ledger, in_use, lambda _: None)
    assert made.model is not None
    gold = made.figures["gold"]
    assert sum(both["in_use"]["n"] for both in gold.values()) == len(found.gold)
    right = [sum(both[which]["hits"] for both in gold.values()) for which in ("in_use", "candidate")]
    assert right[1] - right[0] == sum(both["gained"] - both["lost"] for both in gold.values())
    assert {line["document"] for line in made.shadow} == set(found.shadow)
    assert all(line["live"] is None for line in made.shadow)  # nothing was concluded about these live


def judged(truth: str, said: str, confidence: float = 0.6) -> Judged:
    return Judged(truth, said, confidence, 1.0, "scan", "x")


def test_a_type_that_gets_worse_is_a_reason_against(small: Small) -> None:
    model = small[1]
    before = [judged("consent", "consent")] * 5
    after = [*before[:4], judged("consent", "other")]
    (says,) = retraining._worse("the gold set", before, after, model, model)
    assert says.startswith("On the gold set it gets 1 of 5 consents wrong")
    assert retraining._worse("the gold set", after, before, model, model) == []


def test_more_wrong_types_that_it_is_sure_of_are_a_reason_against(small: Small) -> None:
    from dataclasses import replace

    model = replace(small[1], thresholds=Thresholds(dict.fromkeys(TYPES, 0.9), 0.0))
    before, after = [judged("other", "consent", 0.5)], [judged("other", "consent", 0.99)]
    (says,) = retraining._worse("shadow", before, after, model, model)
    assert says == "On shadow it is sure of 1 wrong types, the model in use of 0."


def test_below_the_bound_on_families_held_back_is_a_reason_against(small: Small) -> None:
    figures = json.loads(json.dumps(small[2]))
    assert retraining._below(figures, figures) == []
    worse = json.loads(json.dumps(figures))
    worse["by_type"]["referral"]["share"] = figures["by_type"]["referral"]["low95"] - 0.001
    (says,) = retraining._below(figures, worse)
    assert says.startswith("On families held back it is right about")
    assert "referrals" in says


def typed(*words: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(words)
    return left.value.code


def test_too_little_is_refused_with_what_is_missing_and_said_by_status(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    site = str(app.settings.site)
    confirm_some(app, "ana", per_type=1)
    assert typed("--site", site, "train") == 1
    said = capsys.readouterr().out
    assert "Not promoted" in said
    assert "20 are needed" in said
    assert typed("--site", site, "status", "--json") == 0
    status = json.loads(capsys.readouterr().out)["learning"]
    assert sum(status["confirmed"].values()) == 20
    assert status["last_candidate"]["promoted"] is False
    assert "20 are needed" in status["last_candidate"]["reasons"][0]
    assert not list((app.settings.site / "models").glob("*/model.skops"))
    assert ("ana" in (app.settings.site / "models" / "site-1" / "decision.json").read_text()) is False


def test_a_running_site_takes_a_promoted_model_up_and_gives_it_back(
    app: App, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = newest().name
    assert app.judges.model.version == shipped
    learned = confirmed.families(skip=12, per_type=1, documents=1)[0][0]
    confirmed.read(app.ledger, {"d-1": learned})
    app.ledger.commit(Change(confirmations=(confirmed.word("d-1", "consent"),)))
    before = app.judges
    app.renew()
    assert app.judges is before
    nothing = Course(learn={}, gold={}, shadow={}, confirmed=1, left_out={})
    monkeypatch.setattr(retraining, "course", lambda *_: nothing)
    monkeypatch.setattr(
        retraining, "candidate",
        lambda *_: retraining.Candidate(model=small[1], figures={}, against=(), held_back=small[2]),
    )  # fmt: skip
    assert training.for_site(app.settings, None, actor="user:eva") == 0
    app.renew()
    assert app.judges.model.version == "site-1"
    assert len(app.judges.known() or ()) == 1  # neighbours in the new model's words
    assert training.roll_back(app.settings, actor="user:eva") == 0
    app.renew()
    assert app.judges.model.version == shipped
    with pytest.raises(UsageError):
        training.roll_back(app.settings, actor="user:eva")
    assert app.ledger.verify_audit()[1] is None
    events = [line.action for line in _audit(app)]
    assert events[-2:] == ["model promoted", "model rolled back"]


def _audit(app: App) -> list[object]:
    import sqlalchemy as sa

    from pipeline.adapters.tables import events

    with app.database.connect() as connection:
        return list(connection.execute(sa.select(events).order_by(events.c.seq)).all())


@pytest.mark.parametrize(
    ("every", "decisions", "words", "expected"),
    [
        ("off", [], 5, False),
        ("weekly", [], 0, False),
        ("weekly", [], 5, True),
        ("weekly", [{"at": "2026-01-01T00:00:00.000Z", "words": 5}], 6, False),
        ("daily", [{"at": "2026-01-01T00:00:00.000Z", "words": 5}], 6, True),
        ("daily", [{"at": "2026-01-01T00:00:00.000Z", "words": 5}], 5, False),
    ],
)
def test_when_a_training_is_due(every: str, decisions: list[dict[str, object]], words: int, expected: bool) -> None:
    assert retraining.due(decisions, words, every=every, now="2026-01-03T00:00:00.000Z") is expected


def test_neighbours_and_the_model_are_of_one_kind(app: App) -> None:
    assert isinstance(app.judges.known.__self__, Learned)  # type: ignore[attr-defined]


def test_the_service_trains_by_itself_when_it_is_due_and_not_again_without_new_words(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "chartdrop.toml").write_text('[learning]\nretrain = "weekly"\n')
    with site(folder) as app, closing_schedule(app) as schedule:
        schedule.look()
        assert not schedule.running  # nothing was confirmed yet
        confirmed.read(app.ledger, {"d-1": confirmed.families(skip=12, per_type=1, documents=1)[0][0]})
        app.ledger.commit(Change(confirmations=(confirmed.word("d-1", "consent"),)))
        schedule.look()
        assert schedule.running
        wait_until(lambda: not schedule.running, 300, "the training ends")  # it is niced: seconds, on an idle machine
        (decided,) = app.shelf.decisions()
        assert (decided["actor"], decided["promoted"]) == ("chartdrop", False)
        schedule.look()
        assert not schedule.running
        app.ledger.commit(Change(confirmations=(confirmed.word("d-1", "consent", "ben"),)))
        assert not app.training_due(now())  # a week has not passed
        assert app.training_due("2999-01-01T00:00:00.000Z")


@contextmanager
def closing_schedule(app: App) -> Iterator[Schedule]:
    schedule = Schedule(app)
    try:
        yield schedule
    finally:
        schedule.stop()
