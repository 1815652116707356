"""The quality page and its JSON: the same figures, within an account's limits, with a line of the audit."""

from __future__ import annotations

from types import ModuleType

from pipeline.adapters.ledger import now
from pipeline.desk_records import DeskChange, Glance, Sample, Verdict
from pipeline.items import Change, Item
from pipeline.wiring import App


def fill(app: App) -> None:
    """Two filed documents, one of each site; both drawn as samples, the northern one found wrong by a reviewer."""
    for number, site in enumerate(("north", "south"), 1):
        item = Item(item_id=f"d-{number}", kind="document", file_id=f"f-{number}", sha256=f"{number}" * 64, name="x",
                    received_at=now(), state="filed", type="consent", pages=(1,))  # fmt: skip
        wrong, name, at = ("patient_id",) if site == "north" else (), item.item_id, now()
        verdict = Verdict(deed_id=f"x-{number}", item_id=name, at=at, actor="user:bo", kind="file", sampled=True,
                          fields=(("mrn", 0.9, number == 2),))  # fmt: skip
        desk = DeskChange(
            glances=(Glance(item_id=name, source="fax", sender="<b>Oak</b>", person="", words="", site=site),),
            samples=(Sample(item_id=name, drawn_at=at, reviewed_at=at, reviewer="user:bo", differs=wrong),),
            verdicts=(verdict,),
        )
        app.ledger.commit(Change(items=(item,), desk=desk))


def test_the_page_and_its_json_say_the_same(rig: ModuleType, app: App) -> None:
    fill(app)
    rig.account(app, "ana", "supervisor")
    ana = rig.Browser(rig.application(app))
    ana.sign_in("ana")
    found = ana.get("/quality.json?days=7").json()
    assert found["sample"]["wrong_chart"] == {"share": 0.5, "hits": 1, "n": 2, "low95": 0.0126, "high95": 0.9874}
    assert (found["touchless"]["hits"], found["touchless"]["n"]) == (2, 2)  # a blind look makes nobody's work of it
    page = ana.get("/quality?days=7").text
    assert "≤ 98.7%" in page and "1 of 2 sampled" in page and "50.0% (1.3%-98.7%) n=2" in page
    assert "<script>" not in page and "style=" not in page
    assert [line["action"] for line in rig.events(app)[:2]] == ["quality read"] * 2


def test_the_figures_are_those_of_the_accounts_own_site(rig: ModuleType, app: App) -> None:
    fill(app)
    rig.account(app, "ana", "supervisor", sites=("south",))
    ana = rig.Browser(rig.application(app))
    ana.sign_in("ana")
    found = ana.get("/quality.json").json()
    assert found["sample"]["wrong_chart"]["hits"] == 0 and found["touchless"]["n"] == 1
    rig.account(app, "ben", "reviewer")
    ben = rig.Browser(rig.application(app))
    ben.sign_in("ben")
    assert ben.get("/quality").status_code == 403
