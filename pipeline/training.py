"""`chartdrop train`: for a site, a candidate that is promoted or refused with its reason; or a model into a folder."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import retraining, wiring
from pipeline.adapters.ledger import now
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.items import Event
from pipeline.printing import table
from pipeline.shelf import named
from pipeline.wiring import App

if TYPE_CHECKING:
    from classifiers.material import Document
    from classifiers.model import DoctypeModel


def into_folder(material: Path | None, out: Path) -> None:
    """Fit on training material alone and write the model with its card. Raises UsageError for what is no material."""
    from lzma import LZMAError

    from classifiers import store
    from classifiers import train as trainer

    try:
        shipped = material or store.newest() / "training.jsonl.xz"
        card = trainer.train(shipped, out, progress=_say)
    except (OSError, ValueError, LZMAError) as error:
        raise UsageError(f"There is no training material to use ({type(error).__name__}): give --material.") from None
    print(json.dumps(card["held_back_families"], indent=1))
    print(f"{out / 'model.skops'} and {out / 'card.json'} written.")


def for_site(settings: Settings, material: Path | None, *, actor: str) -> int:
    """Fit on the shipped text and what was confirmed, promote it or say why not; 1 when it is refused."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        with app.shelf.alone():
            decided = _train(app, material, actor)
    show(decided)
    return 0 if decided["promoted"] else 1


def when_due(settings: Settings, material: Path | None) -> int:
    """The same in the background, and only when [learning] retrain says that it is time; 0 also when it is refused."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        if not app.training_due(now()):
            return 0
        os.nice(10)
        with app.shelf.alone():
            decided = _train(app, material, "chartdrop")
    show(decided)
    return 0


def roll_back(settings: Settings, *, actor: str) -> int:
    """Use the former model again."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        with app.shelf.alone():
            before, after = app.shelf.roll_back()
            detail = f"{before} to {after or 'shipped'}"
            app.ledger.note(Event(actor=actor, action="model rolled back", item_id="", detail=detail))
    print(f"{named(after)} is in use again instead of {before}; a running service takes it up within half a minute.")
    return 0


def _train(app: App, material: Path | None, actor: str) -> dict[str, Any]:
    from classifiers import store

    current, words = app.shelf.open(), app.ledger.confirmed()[0]
    shipped = _shipped(material)
    layouts = {name: len({one.family for one in shipped if one.type == name}) for name in {d.type for d in shipped}}
    taught = retraining.course(app.ledger, current, layouts, _say)
    in_use = _card(app, current.version)["held_back_families"]
    made = retraining.candidate(taught, shipped, current, app.ledger, in_use, _say)
    version = app.shelf.next_version()
    decided = retraining.decision(
        taught, made, version=version, compared_with=current.version, at=now(), actor=actor
    ) | {"words": words}  # fmt: skip
    files = {"decision.json": json.dumps(decided, indent=1), "shadow.jsonl": retraining.as_lines(made.shadow)}

    def write(folder: Path) -> None:
        if made.model is None or made.against:
            return
        card = _new_card(store.newest(), made, decided) | {"model_sha256": _save(made.model, folder, version)}
        (folder / "card.json").write_text(json.dumps(card, indent=1), encoding="utf-8")

    app.shelf.keep(version, files, write)
    action = "model promoted" if decided["promoted"] else "model refused"
    if decided["promoted"]:
        app.shelf.promote(version)
    app.ledger.note(Event(actor=actor, action=action, item_id="", detail=f"{version} beside {current.version}"))
    return decided


def _shipped(material: Path | None) -> list[Document]:
    from lzma import LZMAError

    from classifiers import store
    from classifiers.material import read

    try:
        return read(material or store.newest() / "training.jsonl.xz")
    except (OSError, ValueError, LZMAError) as error:
        raise UsageError(f"There is no training material to use ({type(error).__name__}): give --material.") from None


def _card(app: App, version: str) -> dict[str, Any]:
    """The card of the model in use."""
    from classifiers import store

    folder = app.shelf.folder / version
    if not (folder / "card.json").is_file():
        folder = store.newest()
    card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return card


def _save(model: DoctypeModel, folder: Path, version: str) -> str:
    """Write the model's file; its sha256."""
    from classifiers.model import save

    path = folder / "model.skops"
    save(replace(model, version=version), path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _new_card(shipped: Path, made: retraining.Candidate, decided: dict[str, Any]) -> dict[str, Any]:
    from classifiers import lexicon

    base = json.loads((shipped / "card.json").read_text(encoding="utf-8"))
    assert made.model is not None
    return {
        "version": decided["version"],
        "what": base["what"],
        "trained_on": "The shipped training text, and documents that people of this site confirmed: keep it there.",
        "created": decided["at"],
        "base_version": base["version"],
        "base_sha256": base["model_sha256"],
        "lexicon_sha256": lexicon.digest(),
        "learned_from": decided["documents"]["learned_from"],
        "thresholds": {
            "confidence": dict(made.model.thresholds.confidence), "likeness": made.model.thresholds.likeness,
        },
        "held_back_families": made.held_back,
    }  # fmt: skip


def show(decided: dict[str, Any]) -> None:
    """A decision for a person."""
    print(f"{decided['confirmed']} confirmed documents.")
    for why, number in decided["left_out"].items():
        print(f"  {number} left out: {why}")
    rows = [
        (where.replace("_", " "), name, *(_share(both[which]) for which in ("in_use", "candidate")))
        for where, types in decided["figures"].items()
        for name, both in types.items()
        if both["in_use"]["n"]
    ]
    if rows:
        table(("judged on", "type", f"model in use ({decided['compared_with']})", decided["version"]), rows)
    if decided["promoted"]:
        print(f"{decided['version']} is promoted; a running service takes it up within half a minute.")
        print("chartdrop train --rollback takes the former one back.")
        return
    print("Not promoted; the model in use stays.")
    for reason in decided["reasons"]:
        print(f"  {reason}")


def _share(figure: dict[str, Any]) -> str:
    return f"{figure['share']:.1%} of {figure['n']} ({figure['low95']:.1%} to {figure['high95']:.1%})"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
