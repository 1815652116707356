"""Write the small checked-in set: `python samples/demo.py` (into samples/demo, with its truth, people and manifest).

It is meant to be looked at: every type, every channel, and the things that go wrong in an office.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import generate
from degrade import degrade
from documents import Made, Plan, cast, joined_pdf, make_document, people_of, sender_of
from drawing import Drawing
from persons import BASE_DAY, Patient

HERE = Path(__file__).resolve().parent
PLAN = Plan(seed=2026, people=300)
LICENCE = "same as the project; all people, practices, payers and numbers are invented"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file of the set: families in order ("-" is a blank page), and the channel that it comes through."""

    name: str
    families: str
    kind: str
    remark: str = ""
    seed: int = 1
    people: int = 1  # two for a file with two patients, 0 for a stranger
    upside_down: bool = False


PIECES = (
    Piece(name="lab-panel", families="lab.classic_panel", kind="born_digital"),
    Piece(name="lab-mainframe", families="lab.mainframe", kind="fax_standard"),
    Piece(name="lab-culture", families="lab.micro_culture", kind="fax_fine"),
    Piece(name="lab-stat", families="lab.stat", kind="fax_fine", remark="STAT, to be seen first"),
    Piece(name="lab-pathology", families="lab.surgical_pathology", kind="scan_200"),
    Piece(
        name="lab-stranger",
        families="lab.ehr_results",
        kind="fax_fine",
        people=0,
        remark="a person who is not in patients.csv",
    ),
    Piece(name="referral-letter", families="referral.letter_classic", kind="scan_200"),
    Piece(name="referral-form", families="referral.boxed_form", kind="fax_fine"),
    Piece(name="referral-order", families="referral.ehr_order", kind="born_digital"),
    Piece(name="referral-authorization", families="referral.prior_auth_request", kind="fax_standard"),
    Piece(name="referral-therapy", families="referral.pt_script", kind="scan_300", remark="filled in by hand"),
    Piece(name="consent-treatment", families="consent.treat_general", kind="scan_200"),
    Piece(name="consent-procedure", families="consent.surgery", kind="fax_fine"),
    Piece(name="consent-release", families="consent.roi_full", kind="born_digital"),
    Piece(
        name="consent-upside-down",
        families="consent.telehealth",
        kind="scan_200",
        upside_down=True,
        remark="scanned upside down",
    ),
    Piece(name="card-photo", families="card.ppo_classic", kind="photo"),
    Piece(name="card-copy", families="card.hmo_pcp", kind="fax_fine"),
    Piece(name="card-medicare", families="card.medicare", kind="born_digital"),
    Piece(name="other-statement", families="other.eob", kind="fax_standard"),
    Piece(name="other-discharge", families="other.discharge_summary", kind="born_digital"),
    Piece(
        name="packet",
        families="other.cover_sheet lab.client_copy - referral.letter_short card.market_silver",
        kind="fax_fine",
        remark="one fax: cover sheet, laboratory result, blank page, referral, card",
    ),
    Piece(
        name="two-patients",
        families="lab.boxed lab.urinalysis",
        kind="fax_standard",
        people=2,
        remark="two patients in one fax: always to the desk",
    ),
)


def people_for(piece: Piece) -> list[tuple[Patient, str | None, bool]]:
    """Whom the file is about: plain people of patients.csv, or one stranger."""
    rng = random.Random(f"{PLAN.seed} {piece.name}")
    if piece.people == 0:
        return [cast(Plan(seed=PLAN.seed, people=PLAN.people, stranger_rate=1.0), rng)]
    known = people_of(PLAN)
    return [(p, p.patient_id, False) for p in rng.sample([p for p in known if p.member_id], piece.people)]


def made_for(piece: Piece) -> list[Made]:
    who = people_for(piece)
    day = BASE_DAY - timedelta(days=random.Random(piece.name).randint(0, 300))
    out = []
    for n, family in enumerate(piece.families.split()):
        if family == "-":
            blank = Drawing()
            blank.add_page(612, 792)
            out.append(Made(sheet=None, drawing=blank))
        else:
            out.append(
                make_document(
                    PLAN,
                    family,
                    who[min(n, len(who) - 1)],
                    f"{PLAN.seed} {piece.name} {piece.seed} {n}",
                    close_up=piece.kind == "photo",
                    day=day,
                )
            )
    return out


def broken() -> dict[str, tuple[bytes, str]]:
    """Files that cannot be read, with what is wrong with them."""
    whole = made_for(Piece(name="broken", families="lab.boxed referral.memo", kind="born_digital"))
    pdf = joined_pdf(whole)
    return {
        "locked.pdf": (joined_pdf(whole, password="sesame"), "encrypted: opens with a password only"),
        "cut-off.pdf": (pdf[: len(pdf) * 2 // 5], "truncated at two fifths of its bytes"),
        "not-a-pdf.pdf": (
            b"Dear colleague,\n\nthis is a text file that someone renamed.\n",
            "a text file with the name of a PDF",
        ),
    }


def main() -> int:
    out = HERE / "demo"
    (out / "files").mkdir(parents=True, exist_ok=True)
    for old in (out / "files").iterdir():
        old.unlink()
    generate.write_patients(PLAN, out / "patients.csv")
    manifest, truth = [], []
    for piece in PIECES:
        made = made_for(piece)
        sender = sender_of(made, random.Random(piece.name))
        result = degrade(
            joined_pdf(made),
            piece.kind,
            f"demo {piece.name} {piece.seed}",
            sender,
            upside_down=piece.upside_down,
        )
        name = f"files/{piece.name}.{result.suffix}"
        (out / name).write_bytes(result.data)
        lines = generate.truth_lines(made, name, piece.kind, result)
        truth += lines
        manifest.append(
            (name, "+".join(str(line["type"]) for line in lines), f"{piece.families}; {piece.kind}", piece.remark)
        )
    for name, (data, wrong) in broken().items():
        (out / "files" / name).write_bytes(data)
        manifest.append((f"files/{name}", "unreadable", "demo.py", wrong))
    (out / "truth.jsonl").write_text(
        "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in truth), encoding="utf-8"
    )
    head = "path\ttype\thow it was made\tremark\tlicence\n"
    rows = [f"demo/{path}\t{kind}\t{how}\t{remark}\t{LICENCE}\n" for path, kind, how, remark in manifest]
    rows += [f"demo/{n}\t\tdemo.py, seed {PLAN.seed}\t\t{LICENCE}\n" for n in ("patients.csv", "truth.jsonl")]
    (HERE / "MANIFEST.tsv").write_text(head + "".join(rows), encoding="utf-8")
    print(f"{len(truth)} documents in {len(manifest)} files: {out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
