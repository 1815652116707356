"""More laboratories: other orders of the same facts, other words for the same labels, papers around a result."""

from __future__ import annotations

from datetime import timedelta

from analytes import ANALYTES, PANELS, draw_result
from blocks import (
    Block,
    Checks,
    Code,
    Letterhead,
    Note,
    PageBreak,
    Para,
    Rule,
    Sheet,
    Signature,
    Span,
    Stamp,
    Table,
    Title,
)
from labcase import LabCase, rows
from people import World

LEGAL = (
    "This report contains confidential health information. If you are not the intended recipient, destroy it and call the laboratory.",
    "Test characteristics were determined by the laboratory; the assay has not been cleared by the FDA.",
    "Unless noted, testing was done at the site given above. H = above range, L = below range, C = critical.",
    "For questions about this report call client services. Specimens are kept for seven days.",
)


def physician_copy(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.physician_copy", [
        c.named_as_letterhead(), Para(("PHYSICIAN COPY",)), Rule(),
        rows(("Dr.", c.ordering), ("cc", c.copy_to), ("Clinic", f"{c.clinic.name}, {c.clinic.city_line}"), columns=1), Rule(),
        rows(("Pt", w.name_span()), ("Bday", w.dob_span()), ("M/F", w.sex_span("letter")), ("Pt Tel", w.phone_span()), ("Spec. no.", c.accession), ("Coll'd", c.collected), ("Rec'd", c.received), ("Rpt'd", c.reported), columns=2),
        c.results(w.sample(("bmp", "cbc", "liver", "tsh", "lipid", "psa"), w.number(1, 3)), ("Test=Assay", "Value=Finding", "Normal=Normals", "Units"), flag="arrow"),
        Para((w.pick(LEGAL),)), Para(("Rpt status ", c.status({"final": "COMPLETE", "preliminary": "INCOMPLETE", "corrected": "REVISED"}))),
    ])  # fmt: skip


def faxed_summary(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.auto_fax", [
        Letterhead((c.performing, "Automated result delivery", f"Client services {w.fmt_phone(c.lab.phone)}")), Title("RESULTS FOR YOUR PATIENT"),
        Para(("Deliver to: ", c.ordering, f" / {c.clinic.name} / fax {w.fmt_phone(c.clinic.fax)}")), Para(("Patient: ", *w.name_span("LAST_FIRST"), "  Born: ", w.dob_span(), "  Gender: ", w.sex_span())), Para(("Order: ", c.accession, "   Specimen obtained: ", *c.collected, "   Result time: ", *c.reported)),
        c.results([w.pick(("cmp", "cbc", "renal", "iron"))], ("Test=Name", "Flag=!", "Result", "Units", "Normal=Reference range")),
        Para(("Status of this order: ", c.status())), Para((w.pick(LEGAL),)),
    ], footer="Generated automatically; no signature required")  # fmt: skip


def nursing_home(w: World) -> Sheet:
    c = LabCase(w)
    home = f"{w.pick(('Autumn Ridge', 'Golden Meadow', 'Cedar Haven', 'Lakeside Manor'))} Care & Rehabilitation"
    return c.sheet("lab.nursing_home", [
        c.named_as_letterhead(), Title("Mobile Phlebotomy Results"), rows(("Facility", home), ("Room/Bed", w.code("1##-A")), ("Resident", w.name_span("last_first")), ("D.O.B.", w.dob_span()), ("Resident #", w.mrn_span()), ("Sex", w.sex_span("letter")), ("Medical provider", c.ordering), ("Draw date/time", c.collected), ("Lab order #", c.accession), ("Date resulted", c.reported)),
        c.results(w.sample(("bmp", "hemo", "inr", "tdm", "thy"), 2), ("Test", "Result", "Flag=Alert", "Normal=Range", "Units"), flag="word"),
        Checks("Provider notified", (("Phone", w.chance(0.5)), ("Fax", True), ("No new orders", w.chance(0.5)))), Signature("Nurse reviewing", w.chance(0.6), w.fmt_name(w.person()), (("Date", w.fmt_date(c.reported_on)),)), Para(("Performed by ", c.performing)),
    ])  # fmt: skip


def amended(w: World) -> Sheet:
    c = LabCase(w, statuses=("corrected",))
    old = draw_result(w, "k", False)
    return c.sheet("lab.corrected_notice", [
        c.named_as_letterhead(), Title("CORRECTED REPORT"), Stamp("CORRECTED"), Para(("This report replaces all earlier versions. ", c.status({"corrected": "CORRECTED"}), f" on {w.fmt_date(c.reported_on)} at {w.time()}.")),
        rows(("Name", w.name_span()), ("Date of birth", w.dob_span()), ("Lab number", c.accession), ("Medical record", w.mrn_span()), ("Date of service", c.collected), ("Report date", c.reported), ("Requested by", c.ordering), ("Site", c.clinic.name)),
        c.results([w.pick(("bmp", "renal", "liver"))], ("Test", "Value=Corrected result", "Units", "Normal=Reference"), flag="arrow"), Para((f"Previously reported as: Potassium {old.value} mmol/L. Reason: {w.pick(('mislabeled specimen', 'transcription error', 'instrument recalibrated'))}.",)), Para(("Laboratory: ", c.performing, f"; reviewed by {c.director()}")),
    ])  # fmt: skip


def metabolic(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.3)
    tests = (
        "Congenital hypothyroidism",
        "Phenylketonuria",
        "Galactosemia",
        "Cystic fibrosis (IRT)",
        "Hemoglobinopathies",
        "Biotinidase",
        "SCID",
    )
    hit = w.pick(tests) if c.abnormal else ""
    return c.sheet("lab.metabolic_screen", [
        Letterhead((f"{w.place().state} Public Health Laboratory", "Metabolic Disorders Program")), Title("Metabolic Screening Report"), rows(("Person tested", w.name_span("last_first")), ("Date of birth", w.dob_span()), ("Sex", w.sex_span("letter")), ("Mother", w.fmt_name(w.relative("mother"))), ("Kit no.", c.accession), ("Specimen date", c.collected), ("Reported", c.reported), ("Submitter/Provider", c.ordering)),
        Table(("Disorder", "Screening result"), tuple((t, "OUTSIDE NORMAL LIMITS" if t == hit else "Within normal limits") for t in tests)), Para(("Screening alone is not diagnostic. Repeat if clinically indicated.",)),
    ])  # fmt: skip


def genetics(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.45)
    gene = w.pick(("BRCA2", "MLH1", "LDLR", "CFTR", "F5 (Factor V Leiden)", "HFE"))
    return c.sheet("lab.genetics", [
        c.named_as_letterhead(), Title("MOLECULAR GENETICS REPORT"), rows(("Patient", w.name_span("first_middle_last")), ("DOB", w.dob_span()), ("Sex assigned at birth", w.sex_span()), ("Case ID", c.accession), ("Referring clinician", c.ordering), ("Sample", "Whole blood, EDTA"), ("Sample collected", c.collected), ("Report date", c.reported)),
        Title("SUMMARY", 2), Para((f"POSITIVE. A pathogenic variant was found in {gene}." if c.abnormal else f"NEGATIVE. No pathogenic variants were found in {gene} or the other genes tested.",)),
        Title("METHOD", 2), Para((f"Next generation sequencing of {w.number(5, 84)} genes, with deletion and duplication analysis. {w.pick(LEGAL)}",)), Para(("Performed at ", c.performing, f", CLIA {c.lab.clia}. Signed out by {c.director()}.")),
    ])  # fmt: skip


def two_page(w: World) -> Sheet:
    c = LabCase(w)
    first, second = w.sample(("cmp", "cbc", "lipid", "thy", "vit", "iron"), 2)
    parts = c.results(
        [first, second],
        ("Test=COMPONENT", "Result=RESULT", "Flag=FLAG", "Units=UNITS", "Normal=REFERENCE RANGE", "Lab=LAB"),
    )
    return c.sheet("lab.two_page_wellness", [
        c.named_as_letterhead(), Title("WELLNESS SCREENING RESULTS"), rows(("Participant", w.name_span()), ("Birth date", w.dob_span()), ("Gender", w.sex_span()), ("Member ID", w.member_span()), ("Screening date", c.collected), ("Employer", f"{w.pick(('Ashgrove', 'Northwind', 'Calder', 'Brightline'))} {w.pick(('Logistics', 'Foods', 'School District', 'Steel'))}"), ("Reviewing physician", c.ordering), ("Sample number", c.accession)),
        parts[0], PageBreak(), parts[1], Para((f"Height {w.number(58, 76)} in  Weight {w.number(110, 260)} lb  BP {w.number(102, 150)}/{w.number(60, 95)}",)), Para(("Laboratory services by ", c.performing, " on ", c.reported[0])), Para((w.pick(LEGAL),)),
    ], footer="Page totals on file", banner=(("Name", w.name_span()), ("Sample", c.names_accession)) if w.chance(0.5) else ())  # fmt: skip


def veteran_terminal(w: World) -> Sheet:
    c = LabCase(w)
    keys = PANELS[w.pick(("bmp", "hemo", "liver"))][1]
    odd = set(w.sample(keys, 2)) if c.abnormal else set()
    lines = [draw_result(w, k, k in odd) for k in keys]
    text = tuple(
        (f"{ANALYTES[k][0][0].upper()[:18]}", r.value + (f" {r.flag}" if r.flag else ""), r.units, f"[{r.range}]")
        for k, r in zip(keys, lines, strict=True)
    )
    return c.sheet("lab.terminal_interim", [
        Para((f"*** INTERIM LAB REPORT ***   printed {w.fmt_date(w.today)} {w.time()}",)), Para((*w.name_span("LAST,FIRST"), "   SSN last four: ", w.ssn_span("last4"), "   DOB: ", w.dob_span(), "   SEX: ", w.sex_span("letter"))),
        Para(("Provider: ", c.ordering)), Para(("Specimen: SERUM.    Accession: [UID: ", c.accession, "]")), Para(("Collected: ", *c.collected)), Para(("Report completed: ", *c.reported, "    Report: ", c.status({"final": "COMPLETE"}))),
        Table(("Test name", "Result", "units", "Ref. range"), text), Para((f"Comment: {c.comment()}",)), Para(("Performing Lab Sites: ", c.performing, f" {c.lab.address} {c.lab.city_line}")),
    ])  # fmt: skip


def glucose_tolerance(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.4)
    limits = (("Fasting", 95), ("1 hour", 180), ("2 hour", 155), ("3 hour", 140))
    return c.sheet("lab.glucose_tolerance", [
        c.named_as_letterhead(w.pick(("lab", "clinic"))), Title("Glucose Tolerance Test, 100 g"), rows(("Patient's name", w.name_span("first_last")), ("Birthdate", w.dob_span()), ("Ident. no.", w.mrn_span()), ("Ordered by", c.ordering), ("Test date", c.collected), ("Lab no.", c.accession)),
        Table(("Time", "Glucose mg/dL", "Limit", "Remark"), tuple((t, str(m + w.number(8, 40) if c.abnormal else m - w.number(5, 30)), f"<{m}", "above limit" if c.abnormal else "") for t, m in limits)), Para(("Laboratory ", c.performing, ". Result released ", c.reported[0])),
    ])  # fmt: skip


def semen_or_stool(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.4)
    return c.sheet("lab.stool_studies", [
        c.named_as_letterhead(), Title("STOOL STUDIES"), Checks("Report type", tuple((t, v == c.status_value) for t, v in (("Preliminary", "preliminary"), ("Final", "final"), ("Corrected", "corrected"))), "result_status", c.status_value),
        rows(("Patient (last, first)", w.name_span("last_first")), ("Patient DOB", w.dob_span()), ("Patient sex", w.sex_span("letter")), ("Patient phone", w.phone_span()), ("Physician's name", c.ordering), ("Physician's phone", w.fmt_phone(c.provider.phone)), ("Date specimen collected", c.collected), ("Date specimen received", c.received), ("Date of report", c.reported), ("Specimen number", c.accession)),
        Table(("Examination", "Finding"), (("Ova and parasites", "Giardia cysts seen" if c.abnormal else "None seen"), ("Occult blood (FIT)", "POSITIVE" if c.abnormal and w.chance(0.5) else "Negative"), ("C. difficile toxin", "Negative"), ("Campylobacter Ag", "Negative"), ("WBC smear", "Few" if c.abnormal else "None"))),
        Para(("Testing laboratory: ", c.performing)),
    ])  # fmt: skip


def letter_abnormal(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.85, statuses=("final",))
    c.provider_style = "credential"
    key = w.pick(("a1c", "tsh", "ldl", "psa", "vitd", "ferr"))
    r = draw_result(w, key, c.abnormal)
    return c.sheet("lab.notify_letter", [
        c.named_as_letterhead("clinic"), Para((w.fmt_date(c.reported_on, "long"),)), Para((*w.name_span("first_last"),)), Para(w.address_span()), Title(f"Result of your {ANALYTES[key][0][0]} test", 2),
        Para((f"Dear {w.patient.given}, the test taken on ", w.date_span("collected_date", c.collected_on), f" has come back: {ANALYTES[key][0][0]} {r.value} {r.units} (usual range {r.range}). ", "This is outside the usual range." if c.abnormal else "This is within the usual range.")),
        Para(("Test done by ", c.performing, ". Your date of birth in our records: ", w.dob_span(), ". Record number: ", w.mrn_span(), ".")), Para(("Please call us at " + w.fmt_phone(c.clinic.phone) + " with any questions.",)), Signature("Provider", True, w.fmt_name(c.provider), ()), Para((c.ordering,)),
    ])  # fmt: skip


def label_first(w: World) -> Sheet:
    c = LabCase(w)
    blocks: list[Block] = [
        Code(c.names_accession, w.pick(("code128", "code39"))),
        rows(
            ("Accession", c.accession),
            ("Source", w.pick(("SST", "EDTA", "Urine"))),
            ("Order status", c.status()),
            columns=3,
        ),
    ]
    return c.sheet("lab.barcode_report", [
        c.named_as_letterhead(), blocks, rows(("Client", c.clinic.name), ("Client address", f"{c.clinic.address}, {c.clinic.city_line}"), ("Ordering practitioner", c.ordering), ("Practitioner NPI", c.provider.npi), columns=1, title="CLIENT"), rows(("Legal name", w.name_span("last_first")), ("Birth", w.dob_span()), ("Sex", w.sex_span("letter")), ("Patient address", w.address_span()), ("Patient ID", w.mrn_span()), ("Home phone", w.phone_span()), columns=2, title="PATIENT"),
        rows(("Specimen drawn", c.collected), ("Accessioned", c.received), ("Released", c.reported), columns=3, title="TIMES"), c.results(w.sample(("cbc", "lipid", "dm", "infl", "coag"), 2), ("Test=Analysis", "Result=Outcome", "Units=Unit", "Normal=Interval", "Flag=Abn."), flag="abn"), Para(("Tested at: ", c.performing)), Para((w.pick(LEGAL),)),
    ])  # fmt: skip


def handwritten_slip(w: World) -> Sheet:
    c = LabCase(w, statuses=("final",))
    key = w.pick(("inr", "a1c", "hgb", "glu"))
    r = draw_result(w, key, c.abnormal)
    return c.sheet("lab.coumadin_slip", [
        c.named_as_letterhead("clinic"), Title("POINT OF CARE RESULT"), rows(("Name", w.name_span("first_last_plain", hand=True)), ("DOB", w.dob_span("us_bare", hand=True)), ("Date", w.date_span("collected_date", c.collected_on, "us_bare", hand=True)), ("Test", ANALYTES[key][0][0]), ("Result", Span(f"{r.value} {r.units}", hand=True)), ("Target", r.range), ("Provider", c.ordering)),
        Note(w.pick(("continue same dose", "recheck 2 wks", "told pt by phone"))), Signature("Tech", True, w.fmt_name(w.person()), ()),
    ])  # fmt: skip


def referral_lab_transmittal(w: World) -> Sheet:
    c = LabCase(w)
    later = c.reported_on + timedelta(days=1)
    return c.sheet("lab.outreach_transmittal", [
        Letterhead((w.place("hospital").name, "Outreach Laboratory")), rows(("Printed", w.fmt_date(later)), ("Route", w.code("R-##")), ("Provider", c.ordering), ("Practice", c.clinic.name), columns=2), Rule(), Para(("Patient ", *w.name_span("LAST_FIRST"), " / ", w.dob_span(), " / ", w.sex_span("letter"), " / MRN ", w.mrn_span())), Rule(),
        Para(("Order ", c.accession, "  Coll ", *c.collected, "  Res ", *c.reported, "  ", c.status({"final": "Final", "preliminary": "Prelim", "corrected": "Corrected"}))),
        c.results(w.sample(("cmp", "hemo", "tsh", "a1c", "lipid", "psa"), w.number(2, 3)), ("Test", "Value=Result", "Normal=Ref", "Units"), flag="arrow", title=False), Para(("PL: ", c.performing)), Para((f"Emergency contact on file: {w.fmt_name(w.relative('daughter'))}. Guarantor: {w.fmt_name(w.relative('spouse'))}.",)),
    ])  # fmt: skip


MORE_FAMILIES = {
    "lab.physician_copy": physician_copy, "lab.auto_fax": faxed_summary, "lab.nursing_home": nursing_home, "lab.corrected_notice": amended, "lab.metabolic_screen": metabolic,
    "lab.genetics": genetics, "lab.two_page_wellness": two_page, "lab.terminal_interim": veteran_terminal, "lab.glucose_tolerance": glucose_tolerance, "lab.stool_studies": semen_or_stool,
    "lab.notify_letter": letter_abnormal, "lab.barcode_report": label_first, "lab.coumadin_slip": handwritten_slip, "lab.outreach_transmittal": referral_lab_transmittal,
}  # fmt: skip
