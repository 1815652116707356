"""Laboratory reports that are not panels: microbiology, pathology, cytology, molecular tests, toxicology, urine, blood bank."""

from __future__ import annotations

from datetime import timedelta

from analytes import ANALYTES, PANELS, draw_result, range_text
from blocks import Block, Checks, Letterhead, Para, Rule, Sheet, Signature, Table, Title
from labcase import LabCase, rows
from people import World


def cumulative_table(c: LabCase) -> Table:
    """Several dates side by side, the newest first; `abnormal` speaks of the newest."""
    w = c.w
    keys = PANELS[w.pick(("bmp", "cbc", "lipid", "liver", "coag"))][1][:12]
    odd = set(w.sample(keys, w.number(1, 3))) if c.abnormal else set()
    older = [c.collected_on - timedelta(days=60 * k + w.number(0, 40)) for k in (1, 2, 3)]
    lines = []
    for key in keys:
        values = [draw_result(w, key, key in odd), *(draw_result(w, key, w.chance(0.15)) for _ in older)]
        lines.append(
            (
                values[0].name,
                *(f"{v.value} {v.flag}".strip() for v in values),
                range_text(*ANALYTES[key][2:]),
                values[0].units,
            )
        )
    dates = [w.date_span("collected_date", c.collected_on), *(w.fmt_date(d) for d in older)]
    return Table(("", "", "", "", "", "", ""), (("Collected:", *dates, "Ref range", "Units"), *lines))


def microbiology(w: World) -> Sheet:
    c = LabCase(w, statuses=("final", "final", "preliminary", "corrected"))
    source = w.pick(("URINE, CLEAN CATCH", "WOUND, LEFT LEG", "BLOOD, PERIPHERAL", "THROAT", "SPUTUM", "STOOL"))
    bug = w.pick(
        (
            "Escherichia coli",
            "Klebsiella pneumoniae",
            "Staphylococcus aureus",
            "Proteus mirabilis",
            "Enterococcus faecalis",
            "Pseudomonas aeruginosa",
        )
    )
    drugs = w.sample(
        (
            "Ampicillin",
            "Cefazolin",
            "Ceftriaxone",
            "Ciprofloxacin",
            "Gentamicin",
            "Nitrofurantoin",
            "Trimeth/Sulfa",
            "Levofloxacin",
            "Meropenem",
            "Tobramycin",
        ),
        7,
    )
    growth: list[Block] = [
        Para((f"CULTURE RESULT: {w.pick(('>100,000 CFU/mL', '50,000-100,000 CFU/mL', 'Heavy growth'))} {bug}",)),
        Table(("ANTIBIOTIC", "MIC", "INTERP"), tuple((d, w.pick(("<=0.5", "<=1", "4", "8", ">=32", "<=16")), w.pick("SSSSIR")) for d in drugs), f"SUSCEPTIBILITY: {bug}"),
        Para(("S = Susceptible  I = Intermediate  R = Resistant",)),
    ]  # fmt: skip
    clean: list[Block] = [
        Para(
            (
                w.pick(
                    (
                        "NO GROWTH AT 48 HOURS",
                        "No growth after 5 days.",
                        "Normal flora isolated. No pathogens.",
                        "Negative for Group A Streptococcus",
                    )
                ),
            )
        )
    ]
    return c.sheet("lab.micro_culture", [
        c.named_as_letterhead(), Title("MICROBIOLOGY REPORT"),
        rows(("PATIENT", w.name_span()), ("DOB", w.dob_span()), ("MRN", w.mrn_span()), ("SEX", w.sex_span("letter")), ("PROVIDER", c.ordering), ("ACCESSION NO", c.accession), ("SOURCE", source), ("COLLECTED", c.collected), ("RECEIVED", c.received), ("REPORT", c.status({"final": "FINAL", "preliminary": "PRELIMINARY", "corrected": "CORRECTED"}))),
        Para((f"GRAM STAIN: {w.pick(('Few WBC, no organisms seen', 'Moderate gram negative rods', 'Rare gram positive cocci') if c.abnormal else ('No organisms seen',))}",)),
        growth if c.abnormal else clean, rows(("Reported", c.reported), ("Laboratory", c.performing), columns=1),
    ])  # fmt: skip


def surgical_pathology(w: World) -> Sheet:
    c = LabCase(w, statuses=("final", "final", "corrected"))
    site, bad, good = w.pick((
        ("Skin, left forearm, shave biopsy", "Basal cell carcinoma, nodular type, extending to the deep margin.", "Seborrheic keratosis, benign."),
        ("Colon, ascending, polypectomy", "Tubular adenoma with low grade dysplasia.", "Hyperplastic polyp. No dysplasia."),
        ("Breast, right, core needle biopsy", "Invasive ductal carcinoma, grade 2.", "Fibroadenoma, benign."),
        ("Stomach, antrum, biopsy", "Helicobacter pylori gastritis.", "Unremarkable antral mucosa."),
        ("Prostate, left apex, needle biopsy", "Adenocarcinoma, Gleason 3+4=7.", "Benign prostatic tissue."),
        ("Skin, scalp, punch biopsy", "Squamous cell carcinoma in situ.", "Intradermal nevus, benign."),
    ))  # fmt: skip
    doctor = c.director()
    return c.sheet("lab.surgical_pathology", [
        c.named_as_letterhead(), Title("SURGICAL PATHOLOGY REPORT"),
        rows(("Patient", w.name_span("last_first")), ("Case #", c.accession), ("DOB", w.dob_span()), ("Sex", w.sex_span("letter")), ("MRN", w.mrn_span()), ("Date of procedure", c.collected), ("Submitting physician", c.ordering), ("Date received", c.received), ("Report date", c.reported), ("Copy to", c.copy_to)),
        Title(w.pick(("FINAL DIAGNOSIS", "DIAGNOSIS")), 2), Para((f"A. {site}: {bad if c.abnormal else good}",)),
        Title("GROSS DESCRIPTION", 2), Para((f"Received in formalin labeled with the patient's name is a {w.number(2, 14)} x {w.number(2, 9)} mm portion of tan tissue, entirely submitted in one cassette.",)),
        Title("MICROSCOPIC DESCRIPTION", 2), Para(("Microscopic examination supports the diagnosis above. Controls react as expected.",)),
        Para((f"Electronically signed by {doctor}, Pathologist, {w.fmt_date(c.reported_on)}",)), Para(("Technical and professional component: ", c.performing)),
    ])  # fmt: skip


def cytology(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.4)
    diagnosis = (
        w.pick(
            (
                "ASC-US. HPV high risk: DETECTED",
                "Low-grade squamous intraepithelial lesion (LSIL)",
                "Atypical glandular cells",
            )
        )
        if c.abnormal
        else "Negative for intraepithelial lesion or malignancy (NILM)"
    )
    return c.sheet("lab.cytology_pap", [
        c.named_as_letterhead(), Title("Gynecologic Cytology Report"),
        rows(("Name", w.name_span()), ("Date of birth", w.dob_span()), ("Cytology no.", c.accession), ("Clinician", c.ordering), ("Collection date", c.collected), ("Completed", c.reported), ("LMP", w.fmt_date(w.date(-90, -50))), ("Chart", w.mrn_span())),
        Title("Interpretation", 2), Para((diagnosis,)), Title("Specimen adequacy", 2), Para(("Satisfactory for evaluation. Transformation zone component present.",)),
        Para((f"Screened by: {w.fmt_name(w.person())}, CT(ASCP)    Reviewed: {c.director()}",)), Para((c.performing, f"  CLIA #{c.lab.clia}")), Para(("The Pap test is a screening test with a known false negative rate.",)),
    ])  # fmt: skip


def respiratory_pcr(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.5)
    targets = (
        "SARS-CoV-2 RNA",
        "Influenza A RNA",
        "Influenza B RNA",
        "RSV RNA",
        *w.sample(
            (
                "Adenovirus",
                "Rhinovirus/Enterovirus",
                "Human Metapneumovirus",
                "Parainfluenza 3",
                "Mycoplasma pneumoniae",
            ),
            w.number(0, 4),
        ),
    )
    hit = w.pick(targets) if c.abnormal else ""
    words = w.pick((("DETECTED", "NOT DETECTED"), ("Positive", "Negative"), ("POSITIVE (A)", "Negative")))
    return c.sheet("lab.respiratory_pcr", [
        c.named_as_letterhead(), Title(w.pick(("Respiratory Pathogen Panel, PCR", "COVID-19 / FLU / RSV BY NAAT"))),
        rows(("Patient", w.name_span()), ("DOB", w.dob_span()), ("Phone", w.phone_span()), ("Address", w.address_span()), columns=1),
        rows(("Sample ID", c.accession), ("Sample type", "Nasopharyngeal swab"), ("Swab collected", c.collected), ("Result date", c.reported), ("Ordered by", c.ordering), ("Method", "Real-time RT-PCR")),
        Table(("Target", "Result", "Expected"), tuple((t, words[0] if t == hit else words[1], words[1].capitalize()) for t in targets)),
        Para(("Report status: ", c.status(), ". This test was performed at ", c.performing, ". Reported to the health department as required.")),
    ])  # fmt: skip


def toxicology(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.45)
    drugs = w.sample(
        (
            "Amphetamines",
            "Barbiturates",
            "Benzodiazepines",
            "Buprenorphine",
            "Cocaine metabolite",
            "Fentanyl",
            "Methadone",
            "Opiates",
            "Oxycodone",
            "PCP",
            "THC metabolite",
            "Tramadol",
        ),
        9,
    )
    hits = set(w.sample(drugs, w.number(1, 2))) if c.abnormal else set()
    return c.sheet("lab.toxicology", [
        c.named_as_letterhead(), Title("URINE DRUG SCREEN - MEDICAL MANAGEMENT"),
        rows(("Donor/Patient", w.name_span("last_first")), ("DOB", w.dob_span()), ("Specimen ID", c.accession), ("Collected", c.collected), ("Received", c.received), ("Requester", c.ordering), ("Reported", c.reported), ("Medical record", w.mrn_span())),
        Table(("Drug class", "Cutoff (ng/mL)", "Outcome", "Flag"), tuple((d, w.pick(("50", "100", "200", "300", "500")), "POSITIVE" if d in hits else "Negative", "!" if d in hits else "") for d in drugs), "Immunoassay screen"),
        Table(("Validity", "Value", "Acceptable"), (("Creatinine", f"{w.number(30, 180)} mg/dL", ">=20"), ("pH", f"{w.number(50, 79) / 10}", "4.5-9.0"), ("Specific gravity", f"1.0{w.number(5, 28):02d}", "1.003-1.035"))),
        Para(("Prescribed medications listed: ", w.pick(("none provided", "oxycodone", "alprazolam", "see requisition")))), Para(("Lab: ", c.performing)),
    ])  # fmt: skip


def urinalysis(w: World) -> Sheet:
    c = LabCase(w)
    a = c.abnormal
    lines = (("Color", "Yellow", "Yellow"), ("Clarity", "Cloudy" if a else "Clear", "Clear"), ("Specific Gravity", f"1.0{w.number(5, 28):02d}", "1.005-1.030"), ("pH", w.pick(("5.5", "6.0", "6.5", "7.0")), "5.0-8.0"), ("Protein", w.pick(("1+", "Trace")) if a else "Negative", "Negative"), ("Glucose", "Negative", "Negative"), ("Ketones", "Negative", "Negative"), ("Blood", "2+" if a and w.chance(0.5) else "Negative", "Negative"), ("Nitrite", "Positive" if a else "Negative", "Negative"), ("Leukocyte Esterase", "Large" if a else "Negative", "Negative"), ("WBC, urine", f"{w.number(20, 90)}/hpf" if a else "0-2/hpf", "0-5/hpf"), ("Bacteria", "Many" if a else "None", "None seen"))  # fmt: skip
    return c.sheet("lab.urinalysis", [
        c.named_as_letterhead(w.pick(("lab", "clinic"))), Title("URINALYSIS, COMPLETE"), rows(("Patient", w.name_span()), ("Birth date", w.dob_span()), ("ID", w.mrn_span()), ("Sex", w.sex_span()), ("Void time/date", c.collected), ("Ordered by", c.ordering), ("Lab ref", c.accession), ("Finalized", c.reported)),
        Table(("Test", "Result", "Normal", "Abn"), tuple((t, v, n, "A" if v in ("Cloudy", "1+", "2+", "Trace", "Positive", "Large", "Many") or (v.endswith("/hpf") and v[0] != "0") else "") for t, v, n in lines)), Para(("Done at ", c.performing)),
    ])  # fmt: skip


def blood_bank(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.2)
    return c.sheet("lab.blood_bank", [
        Letterhead((w.place("hospital").name, "TRANSFUSION SERVICE")), Title("Blood Bank Report"),
        rows(("Patient", w.name_span("LAST_FIRST")), ("Hosp #", w.mrn_span()), ("DOB", w.dob_span()), ("Drawn", c.collected), ("Band #", w.code("@@@####")), ("Ordering MD", c.ordering), ("Spec #", c.accession)), Rule(),
        Table(("TEST", "RESULT"), (("ABO GROUP", w.pick(("A", "B", "O", "AB"))), ("RH TYPE", w.pick(("POSITIVE", "POSITIVE", "NEGATIVE"))), ("ANTIBODY SCREEN", "POSITIVE - anti-K" if c.abnormal else "NEGATIVE"))), Para(("Status: ", c.status(), "   Tech: ", w.code("@@@"), "   ", c.reported[0], "   Performed by ", c.performing)),
    ])  # fmt: skip


def hepatitis_sti(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.35)
    tests = w.sample(
        (
            "HIV 1/2 Ag/Ab, 4th gen",
            "Hepatitis C Antibody",
            "Hepatitis B Surface Ag",
            "RPR (Syphilis)",
            "Chlamydia trachomatis, NAA",
            "Neisseria gonorrhoeae, NAA",
            "Trichomonas, NAA",
            "HSV-2 IgG",
        ),
        5,
    )
    hit = w.pick(tests) if c.abnormal else ""
    return c.sheet("lab.infectious_serology", [
        c.named_as_letterhead(), Title("Infectious Disease Serology"), rows(("Patient name", w.name_span()), ("Age/Sex", (f"{w.age()} / ", w.sex_span("letter"))), ("DOB", w.dob_span()), ("Requisition", w.code("R#######")), ("Control #", c.accession), ("Coll. date/time", c.collected), ("Entered", c.received), ("Phys", c.ordering), ("Final reported", c.reported)),
        Table(("Test ordered", "Outcome", "Reference", "Abnormal"), tuple((t, "Reactive" if t == hit else "Non-Reactive", "Non-Reactive", "Y" if t == hit else "") for t in tests)), Para(("All testing performed at ", c.performing, f" {c.lab.city_line}")),
        Signature("Reviewed by", True, c.provider.given, (("Date", w.fmt_date(c.reported_on + timedelta(days=1))),)),
    ])  # fmt: skip


def worksheet_fill(w: World) -> Sheet:
    c = LabCase(w, statuses=("final",))
    a = c.abnormal
    return c.sheet("lab.rapid_test_form", [
        c.named_as_letterhead("clinic"), Title("RAPID TEST RESULT FORM"), rows(("Patient's name", w.name_span("first_last_plain", hand=True)), ("Date of birth", w.dob_span("us_bare", hand=True)), ("Tel.", w.phone_span(hand=True)), ("Date tested", w.date_span("collected_date", c.collected_on, "us_bare", hand=True)), ("Provider requesting", c.ordering)),
        Checks("Strep A", (("Positive", a), ("Negative", not a))), Checks("Influenza A/B", (("Pos A", False), ("Pos B", False), ("Neg", True))), Checks("COVID-19 antigen", (("Detected", False), ("Not detected", True))), Checks("Urine hCG", (("Pos", False), ("Neg", False), ("N/A", True))),
        rows(("Kit lot", w.code("#####")), ("Read at", "10 min"), ("Internal control", "valid")), Signature("Tested by", True, w.fmt_name(w.person()), (("Date", w.fmt_date(c.collected_on)),)),
    ])  # fmt: skip


SPECIAL_FAMILIES = {
    "lab.micro_culture": microbiology, "lab.surgical_pathology": surgical_pathology, "lab.cytology_pap": cytology, "lab.respiratory_pcr": respiratory_pcr,
    "lab.toxicology": toxicology, "lab.urinalysis": urinalysis, "lab.blood_bank": blood_bank, "lab.infectious_serology": hepatitis_sti, "lab.rapid_test_form": worksheet_fill,
}  # fmt: skip
