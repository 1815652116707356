"""Laboratory reports of panels: chemistry, blood counts, lipids and the like, each as another laboratory prints them."""

from __future__ import annotations

from blocks import Code, Letterhead, Note, Para, Rule, Sheet, Span, Stamp, Title
from labcase import LabCase, rows
from labs_special import cumulative_table
from people import World


def classic(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.classic_panel", [
        c.named_as_letterhead(), Title("LABORATORY REPORT"),
        rows(("Patient Name", w.name_span("last_first")), ("Specimen ID", c.accession), ("DOB", w.dob_span()), ("Date Collected", c.collected), ("Sex", w.sex_span("letter")), ("Date Received", c.received), ("Patient ID", w.mrn_span()), ("Date Reported", c.reported), ("Ordering Physician", c.ordering), ("Report Status", c.status())),
        c.results(w.sample(("cmp", "cbc", "lipid", "a1c", "tsh"), w.number(1, 3)), ("Tests", "Result", "Flag", "Units", "Normal=Reference Interval")),
        Para((f"Comments: {c.comment()}",)), Para(("Performing laboratory: ", c.performing, f", {c.lab.address}, {c.lab.city_line}. Director: {c.director()}. CLIA {c.lab.clia}",)),
    ])  # fmt: skip


def mainframe(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.mainframe", [
        Letterhead((c.clinic.name.upper(), "CLINICAL LABORATORY SYSTEM", f"PRINTED {w.fmt_date(c.reported_on)} {w.time()}")),
        Rule(), rows(("NAME", w.name_span("LAST,FIRST")), ("ACCT#", w.code("#########")), ("DOB", w.dob_span()), ("MR#", w.mrn_span()), ("SEX", w.sex_span("letter")), ("LOC", w.pick(("OPD", "ER", "3 WEST", "CLINIC A"))), ("REQ DR", c.ordering), ("ADM DR", c.copy_to)), Rule(),
        rows(("ACC", c.accession), ("COLL", c.collected), ("RECD", c.received), ("STATUS", c.status({"final": "FIN", "preliminary": "PRELIM", "corrected": "CORR"})), columns=1),
        c.results(w.sample(("bmp", "hemo", "liver", "coag", "ed"), w.number(1, 2)), ("Test", "Result", "Flag", "Normal=REF RANGE", "Units"), flag="star"),
        Para(("* = OUTSIDE REFERENCE RANGE",)), Para(("** END OF REPORT **",)),
    ], footer=f"{c.clinic.name} LAB  CLIA {c.lab.clia}")  # fmt: skip


def client_copy(w: World) -> Sheet:
    c = LabCase(w)
    c.provider_style = "LAST_FIRST"
    return c.sheet("lab.client_copy", [
        Letterhead((c.performing, "Reports: " + w.fmt_phone(c.lab.phone))),
        rows(("SPECIMEN INFORMATION", ""), ("PATIENT INFORMATION", ""), ("SPECIMEN", c.accession), ("", w.name_span("LAST,FIRST")), ("REQUISITION", w.code("#######")), ("DOB", w.dob_span()), ("COLLECTED", c.collected), ("AGE", str(w.age(c.collected_on))), ("RECEIVED", c.received), ("GENDER", w.sex_span("letter")), ("REPORTED", c.reported), ("PHONE", w.phone_span()), ("REPORT STATUS", c.status({"final": "FINAL", "preliminary": "PARTIAL", "corrected": "CORRECTED"})), ("ID", w.mrn_span())),
        rows(("ORDERING PHYSICIAN", c.ordering), ("CLIENT", c.clinic.name), ("", c.clinic.address), ("", c.clinic.city_line), columns=1),
        c.results(w.sample(("cmp", "cbc", "thy", "vit", "iron", "dm"), w.number(1, 3)), ("Test Name", "In=In Range", "Out=Out of Range", "Normal=Reference Range", "Lab"), flag="letter"),
        Para(("PERFORMING SITE: ", c.performing, f", {c.lab.address}, {c.lab.city_line}  Laboratory Director: {c.director()}, CLIA: {c.lab.clia}")),
    ], footer=f"{c.lab.name} - confidential")  # fmt: skip


def ehr_results(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.ehr_results", [
        Title("Results"), rows(("Resulted", c.reported), ("Order status", c.status({"final": "Final result", "preliminary": "Preliminary result", "corrected": "Edited result - FINAL"})), ("Authorizing provider", c.ordering), ("Ordering user", w.fmt_name(w.person())), ("Collection date", c.collected), ("Specimen", w.pick(("Blood", "Blood - Venous", "Serum"))), ("Resulting lab", c.performing), ("Specimen ID", c.accession)),
        c.results([w.pick(("cbc", "cmp", "lipid", "renal", "horm", "dm"))], ("Test=Component", "Value", "Normal=Ref Range & Units", "Units"), flag="arrow", style="spaced"),
        Title("Resulting Agency", 2), Para((f"{c.lab.name}, {c.lab.address}, {c.lab.city_line}. Lab director {c.director()}.",)),
        Para((f"View encounter - Printed by {w.fmt_name(w.person())} at {w.fmt_date(w.today)} {w.time()}",)),
    ], banner=(("Patient", w.name_span("last_first")), ("MRN", w.mrn_span()), ("DOB", w.dob_span()), ("Legal sex", w.sex_span())))  # fmt: skip


def boxed(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.boxed", [
        c.named_as_letterhead(), Title("TEST RESULTS"), Code(c.names_accession, "code128"),
        rows(("Last name", w.family_span()), ("First name", w.given_span()), ("M.I.", w.middle_span()), ("Birth date", w.dob_span()), ("Gender", w.sex_span()), ("Chart no.", w.mrn_span()), columns=3),
        rows(("Requesting provider", c.ordering), ("NPI", c.provider.npi), ("Facility", c.clinic.name), ("Drawn", c.collected), ("In lab", c.received), ("Completed", c.reported), ("Lab no.", c.accession), ("Status", c.status()), ("Phlebotomist", w.fmt_name(w.person())), columns=3),
        c.results(w.sample(("cmp", "hemo", "lipid", "a1c", "psa", "infl"), w.number(1, 3)), ("Test=Analyte", "Result=Your result", "Flag=Status", "Normal=Expected", "Units"), flag="word"),
        Para((f"Tested at {c.lab.name} (CLIA {c.lab.clia}). Medical director {c.director()}.",)),
    ])  # fmt: skip


def hospital_inpatient(w: World) -> Sheet:
    c = LabCase(w)
    h = w.place("hospital")
    return c.sheet("lab.hospital", [
        Letterhead((h.name, "Department of Pathology and Laboratory Medicine", f"{h.address}, {h.city_line}", f"Laboratory: {w.fmt_phone(h.phone)}")),
        Title("Patient Laboratory Results"),
        rows(("Patient", w.name_span("last_first")), ("Med Rec #", w.mrn_span()), ("D.O.B. / Age", (w.dob_span(), f"  ({w.age()} Y)")), ("Visit #", w.code("V########")), ("Sex", w.sex_span()), ("Attending", c.copy_to), ("Ordered by", c.ordering), ("Nurse unit", w.pick(("5N", "ICU 04", "ED", "Outpatient", "Same Day Surgery"))), ("Accession", c.accession), ("Collected", c.collected)),
        c.results(w.sample(("ed", "cbc", "coag", "card", "bmp", "liver"), w.number(1, 3)), ("Test=Procedure", "Value=Result", "Units", "Normal=Reference"), flag="letter", style="spaced"),
        rows(("Verified", c.reported), ("Performed at", lab_named(h.name)), ("Result status", c.status({"final": "Verified - Final", "preliminary": "Preliminary", "corrected": "Corrected result"})), columns=1),
    ], footer=f"{h.name}  LEGEND: H=high L=low HH/LL=critical")  # fmt: skip


def lab_named(name: str) -> Span:
    """A hospital's or an office's own laboratory, which performs its tests itself."""
    return Span(name, "performing_lab", name)


def cumulative(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.cumulative", [
        c.named_as_letterhead(w.pick(("lab", "clinic"))), Title("CUMULATIVE SUMMARY REPORT"),
        rows(("Patient", w.name_span("LAST_FIRST")), ("Birthdate", w.dob_span()), ("Patient no.", w.mrn_span()), ("Physician", c.ordering), ("Report date", c.reported), ("Latest specimen", c.accession)),
        cumulative_table(c), Para(("Most recent collection is the first result column. L = low, H = high.",)), Para(("Performing lab: ", c.performing)),
    ])  # fmt: skip


def doctor_letter(w: World) -> Sheet:
    c = LabCase(w)
    c.provider_style = "credential"
    return c.sheet("lab.results_letter", [
        c.named_as_letterhead("clinic"), Para((w.fmt_date(c.reported_on, "long"),)),
        Para(w.name_span("first_last")), Para((w.street_span(),)), Para(w.city_line()),
        Para(("RE: Your recent laboratory tests     DOB: ", w.dob_span())),
        Para((f"Dear {'Ms.' if w.patient.sex == 'F' else 'Mr.'} {w.patient.family},",)),
        Para(("Below are the results of the blood work that was drawn on ", w.date_span("collected_date", c.collected_on), " at ", c.performing, ". ", "Some of the values are outside the expected range; please call our office to discuss them." if c.abnormal else "All of the values are within the expected range.")),
        c.results(w.sample(("lipid", "a1c", "tsh", "bmp", "vit"), 2), ("Test", "Quoted=Your value", "Normal=Goal", "Flag=Comment"), flag="normal"),
        Para((w.pick(("Please continue your present medicines.", "We will repeat these tests in three months.", "Please schedule a follow-up visit.")),)), Para(("Sincerely,",)), Para((c.ordering,)),
    ])  # fmt: skip


def portal(w: World) -> Sheet:
    c = LabCase(w)
    c.provider_style = "credential"
    return c.sheet("lab.portal_page", [
        Title("Test details"), Para(("MyHealth Online  |  Messages  |  Visits  |  Test Results",)),
        rows(("Name", w.name_span("first_last")), ("DOB", w.dob_span()), ("MRN", w.mrn_span()), ("PCP", c.copy_to), columns=2),
        Para(("Collected on ", *w.dated("collected_date", c.collected_on, "mon"))), Para(("Results reported ", w.date_span("reported_date", c.reported_on, "mon"))),
        c.results([w.pick(("cbc", "cmp", "lipid", "thy"))], ("Test", "Value=Your value", "Units", "Normal=Normal range"), flag="arrow", style="spaced"),
        rows(("Authorizing provider", c.ordering), ("Result status", c.status()), ("Resulting lab", c.performing), columns=1, title="About this test"),
        Para(("This information is for your records. Contact your care team with questions.",)),
    ], footer="Copyright MyHealth Online")  # fmt: skip


def stat_call(w: World) -> Sheet:
    c = LabCase(w, abnormal_rate=0.9, statuses=("final", "preliminary"))
    return c.sheet("lab.stat", [
        Stamp(w.pick(("STAT", "STAT RESULT", "CRITICAL VALUE"))), c.named_as_letterhead(), Title("STAT LABORATORY REPORT"),
        rows(("Priority", "STAT"), ("Pt", w.name_span("last_first")), ("D.O.B.", w.dob_span()), ("Sex", w.sex_span("letter")), ("Specimen #", c.accession), ("Specimen taken", c.collected), ("Physician", c.ordering), ("Reported", c.reported)),
        c.results([w.pick(("ed", "card", "coag", "hemo"))], ("Test", "Result", "Flag=Abnl", "Units", "Normal=Ref. range")),
        Para((f"CRITICAL VALUE CALLED TO {w.fmt_name(w.person()).upper()} RN AT {w.time()} AND READ BACK",)), rows(("Report", c.status()), ("Testing performed at", c.performing), columns=1),
    ])  # fmt: skip


def two_column_office(w: World) -> Sheet:
    c = LabCase(w)
    own = lab_named(f"{c.clinic.name} Office Lab")
    return c.sheet("lab.office_poc", [
        c.named_as_letterhead("clinic"), Title("In-Office Laboratory Log / Result Slip"),
        rows(("Patient", w.name_span(hand=True)), ("DOB", w.dob_span(hand=True)), ("Date of test", w.date_span("collected_date", c.collected_on, hand=True)), ("Time", w.time()), ("Provider", c.ordering), ("Chart #", w.mrn_span(hand=True))),
        c.results([w.pick(("a1c", "inr", "hemo", "lead", "lipid"))], ("Test", "Result", "Normal=Normal values", "Flag=Abn"), flag="star", limit=5),
        rows(("Lot #", w.code("@#####")), ("Exp", w.fmt_date(w.date(30, 400))), ("QC in range", "Yes"), ("Performed by", w.fmt_name(w.person())), ("Lab", own)),
        Note(w.pick(("pt notified", "repeat 3 mo", "OK per Dr", "discussed w/ pt"))),
    ])  # fmt: skip


def reference_narrow(w: World) -> Sheet:
    c = LabCase(w)
    return c.sheet("lab.reference_send_out", [
        c.named_as_letterhead(), Para((f"REFERENCE TESTING - SEND OUT    Account {w.code('######')}",)),
        rows(("Account", f"{c.clinic.name}, {c.clinic.city_line}"), ("Account phone", w.fmt_phone(c.clinic.phone)), columns=1),
        rows(("PATIENT", w.name_span("LAST_FIRST")), ("SSN", w.ssn_span()), ("BIRTH", w.dob_span()), ("GENDER", w.sex_span("letter")), ("CHART", w.mrn_span()), ("LAB ACCESSION", c.accession), ("COLL. DATE", c.collected), ("RPT. DATE", c.reported), ("REF. PHYSICIAN", c.ordering), ("RPT. STATUS", c.status({"final": "FINAL REPORT", "corrected": "AMENDED REPORT", "preliminary": "INTERIM REPORT"})), columns=2),
        c.results(w.sample(("horm", "male", "iron", "vit", "tdm", "lipidx", "thy"), w.number(1, 2)), ("Code", "Test=Description", "Result", "Flag", "Units", "Normal=Ref. interval")),
        Para((f"Guarantor: {w.fmt_name(w.relative('spouse'))}   Policy: {w.code('@########')}",)), Para(("Test performed by ", c.performing, f". {c.director()}, Director.")),
    ])  # fmt: skip


PANEL_FAMILIES = {
    "lab.classic_panel": classic, "lab.mainframe": mainframe, "lab.client_copy": client_copy, "lab.ehr_results": ehr_results, "lab.boxed": boxed,
    "lab.hospital": hospital_inpatient, "lab.cumulative": cumulative, "lab.results_letter": doctor_letter, "lab.portal_page": portal, "lab.stat": stat_call,
    "lab.office_poc": two_column_office, "lab.reference_send_out": reference_narrow,
}  # fmt: skip
