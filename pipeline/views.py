"""What the looking commands show: status, queues, one inspected document; as JSON or for a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from typing import Any

from pipeline import wiring
from pipeline.config import Settings
from pipeline.intake.faxcheck import SAYS
from pipeline.items import Item
from pipeline.printing import age, facts, route_text, table, type_text
from pipeline.records import Receipt

EVERYTHING = 1_000_000  # items: more than a desk holds, few enough for memory


def status(settings: Settings) -> dict[str, Any]:
    """The contract's object (DESIGN.md section 5), and why things wait or failed."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        counts = app.ledger.counts()
        quarantined = app.ledger.find(states=("quarantine",), limit=50)
        faxes = _faxes(app)
        learning = _learning(app)
    return {
        "receipts": counts.receipts,
        "documents": {name: counts.states.get(name, 0) for name in ("filed", "review", "quarantine", "working")},
        "oldest_waiting_s": counts.oldest_s,
        "waits_for": dict(counts.waits_for),
        **({"fax": faxes} if settings.fax.spool else {}),
        "learning": learning,
        "failures": [{"id": item.item_id, "reasons": [doubt.says for doubt in item.reasons]} for item in quarantined],
    }


def _learning(app: wiring.App) -> dict[str, Any]:
    """What people confirmed, by type; the model in use; what became of the last candidate, and why."""
    documents = {one.document_id: one for one in app.ledger.confirmations()}
    version, former = app.shelf.pointer
    decisions = app.shelf.decisions()
    shown = ("version", "at", "compared_with", "promoted", "reasons")
    return {
        "confirmed": dict(Counter(one.type for one in documents.values())),
        "gold": sum(one.gold for one in documents.values()),
        "model": version or "shipped",
        "former": [one or "shipped" for one in former],
        "not_used_because": app.shelf.unfit(version) if version else "",
        "last_candidate": {name: decisions[-1][name] for name in shown} if decisions else None,
    }


def _show_learning(report: Mapping[str, Any]) -> None:
    confirmed = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(report["confirmed"].items()))
    print(f"confirmed documents: {confirmed or 'none yet'}; {report['gold']} of them only judge models")
    print(f"type model: {report['model']} {report['not_used_because']}".rstrip())
    if last := report["last_candidate"]:
        print(f"{last['version']} of {last['at']}: {'promoted' if last['promoted'] else 'not promoted'}")
        for reason in last["reasons"]:
            print(f"  {reason}")


def _faxes(app: wiring.App) -> dict[str, Any]:
    """The fax server's log against the receipts: calls by what became of them, and those that a person must know of."""
    try:
        calls = wiring.fax_calls(app)
    except OSError as error:
        return {"error": f"The fax server's log cannot be read ({error.strerror}); see chartdrop doctor."}
    named = [call for call in calls if call.fate in ("refused", "gone")]
    return {
        "calls": len(calls),
        "fates": dict(Counter(call.fate for call in calls)),
        "missing": [{"file": c.file, "commid": c.commid, "at": c.at, "reason": SAYS[c.fate]} for c in named],
    }


def _show_faxes(report: Mapping[str, Any]) -> None:
    if "error" in report:
        print(report["error"])
        return
    fates = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in report["fates"].items())
    print(f"{report['calls']} fax calls in the log: {fates or 'none yet'}")
    for call in report["missing"]:
        print(f"{call['file']} of {call['at']}  {call['reason']}")


def show_status(report: Mapping[str, Any]) -> None:
    """The status for a person."""
    facts(
        {
            "receipts": report["receipts"],
            **report["documents"],
            "oldest waiting": age(report["oldest_waiting_s"] or None),
        }
    )
    for code, number in report["waits_for"].items():
        print(f"{number} waiting: {wiring.says(code)}")
    if "fax" in report:
        _show_faxes(report["fax"])
    _show_learning(report["learning"])
    for failure in report["failures"]:
        print(f"{failure['id']}  {' '.join(failure['reasons'])}")


def show_items(settings: Settings, states: tuple[str, ...], *, as_json: bool) -> None:
    """Items in some states, most urgent first."""
    with closing(wiring.build(settings)) as app:
        app.prepare()
        items = app.ledger.find(states=states, limit=EVERYTHING)
        if as_json:
            for item in items:
                print(json.dumps(_item_json(item) | _origin(app.ledger.receipts_of(item.file_id))))
            return
    items_table(items)


def _origin(receipts: Sequence[Receipt]) -> dict[str, Any]:
    """Where it first came from, who sent it, and where that sender's documents belong; {} without a receipt."""
    for receipt in receipts:
        return {"source": receipt.source, "sender": asdict(receipt.sender), **asdict(receipt.destination)}
    return {}


def _item_json(item: Item) -> dict[str, Any]:
    return {
        "id": item.item_id,
        "file": item.name,
        "pages": list(item.pages),
        "state": item.state,
        "type": item.type,
        "patient_id": item.patient_id,
        "priority": item.priority,
        "received_at": item.received_at,
        "reasons": [doubt.says for doubt in item.reasons],
    }


def items_table(items: Sequence[Item]) -> None:
    rows = [
        (
            item.item_id,
            item.name,
            ",".join(map(str, item.pages)) or "-",
            type_text(item.type, None),
            item.patient_id or "-",
            route_text(item.state),
            "; ".join(doubt.says for doubt in item.reasons),
        )
        for item in items
    ]
    table(("id", "file", "pages", "type", "patient", "state", "reasons"), rows)


def show_line(line: Mapping[str, Any]) -> None:
    """One inspected document, for a person."""
    pages = ",".join(map(str, line["pages"])) or "-"
    print(f"{line['source']} p. {pages}: {type_text(line['type'], line.get('type_confidence'))} -> {line['route']}")
    for name, found in line["fields"].items():
        print(f"    {name:<24}{found['value']!s:<40} {found['confidence']:.0%}")
    match = line.get("match")
    if match:
        print(f"    {'patient':<24}{match['decision']} {match['patient_id'] or ''}")
    for reason in line["reasons"]:
        print(f"    ▲ {reason}")
