"""More referrals: other offices' forms, agencies, programs and messages that send a patient on."""

from __future__ import annotations

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
from labcase import rows
from people import World
from referralcase import ReferralCase


def _signed(c: ReferralCase, label: str) -> Signature:
    return Signature(label, True, c.w.fmt_name(c.by), (("Date", c.w.fmt_date(c.on)),))


def specialist_intake(w: World) -> Sheet:
    c = ReferralCase(w)
    t = c.target
    return c.sheet("referral.specialist_intake", [
        Letterhead((t.name, f"{t.address}, {t.city_line}", f"Referral line {w.fmt_phone(t.phone)}   Referral fax {w.fmt_phone(t.fax)}")), Title("New Patient Referral - please fax with records"), c.urgency_checks("Appointment needed", ("First available", "Within a week", "Same day (call us)")),
        rows(("Today's date", c.date), ("Requested doctor", c.referred_to()), ("Patient", w.name_span("last_first")), ("Date of birth", w.dob_span()), ("Best phone", w.phone_span()), ("Legal guardian", w.fmt_name(w.relative("mother"))), ("Insurance / ID", (f"{w.payer().name} ", w.member_span())), ("Auth no.", c.auth), columns=2),
        Checks("Type of visit", (("Consult only", True), ("Consult and treat", False), ("Procedure", False))), rows(("Reason / diagnosis codes", c.codes_words), columns=1), rows(("Referring doctor", c.referring()), ("Referring NPI", c.npi), ("Office contact", w.fmt_name(w.person())), ("Office phone / fax", f"{w.fmt_phone(c.sender.phone)} / {w.fmt_phone(c.sender.fax)}"), columns=2),
        Checks("Enclosed", (("Office notes", True), ("Labs", w.chance(0.5)), ("Imaging", w.chance(0.5)), ("Insurance card", w.chance(0.5)))),
    ])  # fmt: skip


def consult_request(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.consultation_request", [
        c.head(), Title("REQUEST FOR CONSULTATION"), rows(("TO", c.referred_to()), ("SERVICE REQUESTED", c.specialty), ("FROM", c.referring()), ("DATE OF REQUEST", c.date), columns=2), Title("REASON FOR REQUEST (complaints and findings)", 3), Para((c.story(3),)), rows(("PROVISIONAL DIAGNOSIS", c.codes_words), columns=1),
        c.urgency_checks("", ("ROUTINE", "WITHIN 72 HOURS", "TODAY")), _signed(c, "DOCTOR'S SIGNATURE"), Rule(), Title("CONSULTATION REPORT", 3), Para(("(continue on reverse side)",)), Rule(),
        rows(("PATIENT'S IDENTIFICATION", w.name_span("LAST_FIRST")), ("REGISTER NO.", w.mrn_span()), ("DOB", w.dob_span()), ("SEX", w.sex_span("letter")), columns=2),
    ])  # fmt: skip


def order_with_dx_table(w: World) -> Sheet:
    c = ReferralCase(w)
    spans = [x for x in c.codes if isinstance(x, Span)]
    return c.sheet("referral.outgoing_order_detail", [
        Title("REFERRAL ORDER DETAIL"), rows(("Ordering provider", c.referring()), ("Provider NPI", c.npi), ("Ordered on", (c.date, f" {w.time()}")), ("Order status", "Signed"), ("Referral specialty", c.specialty), ("Referred-to provider", c.referred_to()), ("Referred-to location", c.target.name), ("Location fax", w.fmt_phone(c.target.fax)), ("Urgency", c.urgency()), ("Auth #", c.auth)),
        Table(("Rank", "Code", "Diagnosis"), tuple((str(i + 1), s, words) for i, (s, (_, words)) in enumerate(zip(spans, c.icd, strict=True)))), Title("Order comments", 2), Para((c.story(2),)), Title("Coverage", 2), Table(("Payer", "Member", "Subscriber", "Rank"), ((w.payer().name, w.member_span(), w.fmt_name(w.relative("spouse")), "Primary"),)), Para((f"Signed electronically by {w.fmt_name(c.by, 'credential')}",)),
    ], banner=(("Name", w.name_span("last_first")), ("Birth date", w.dob_span()), ("Chart", w.mrn_span()), ("Sex", w.sex_span("letter"))), footer=f"{c.sender.name} {w.fmt_phone(c.sender.phone)}")  # fmt: skip


def behavioral(w: World) -> Sheet:
    c = ReferralCase(w, "Psychiatry")
    return c.sheet("referral.behavioral_health", [
        c.head(), Title("Behavioral Health Referral"), rows(("Client name", w.name_span("first_last")), ("Preferred name", w.patient.nickname or w.patient.given), ("DOB", w.dob_span()), ("Gender", w.sex_span()), ("Contact number", w.phone_span()), ("OK to leave message?", "Yes"), columns=2), Checks("Services", (("Counseling", True), ("Medication management", w.chance(0.6)), ("Psychological testing", w.chance(0.3)), ("Substance use", w.chance(0.2)))),
        rows(("Current concern", c.problem), ("PHQ-9 / GAD-7", f"{w.number(5, 22)} / {w.number(3, 18)}"), ("Dx", c.codes), columns=1), c.urgency_checks("How soon", ("Routine", "Urgent", "Crisis")), rows(("Person making referral", c.referring()), ("Date", c.date), ("To agency", c.target.name), ("NPI", c.npi)),
    ])  # fmt: skip


def imaging_referral(w: World) -> Sheet:
    c = ReferralCase(w)
    center = f"{w.pick(('Clear View', 'Northlight', 'Open Field', 'Harbor'))} Imaging Center"
    return c.sheet("referral.imaging_center", [
        Letterhead((center, f"Scheduling {w.fmt_phone(w.phone())}")), Title("Imaging Referral"), rows(("Patient", w.name_span()), ("DOB", w.dob_span()), ("Phone", w.phone_span()), ("Wt", f"{w.number(95, 300)} lb"), ("Insurance", w.payer().name), ("Policy", w.member_span()), ("Pre-cert", c.auth), ("Exam requested by", c.referring()), ("NPI#", c.npi), ("Date ordered", c.date)),
        Checks("MRI", (("Brain", False), ("Lumbar", w.chance(0.4)), ("Knee", w.chance(0.4)))), Checks("CT", (("Chest", w.chance(0.3)), ("Abdomen/Pelvis", False))), Checks("Contrast", (("With", False), ("Without", True))), rows(("Clinical indication", c.problem), ("ICD-10", c.codes), columns=1), c.urgency_checks("", ("Routine", "Urgent", "STAT - call report")), _signed(c, "Referring provider signature"),
    ])  # fmt: skip


def hospice(w: World) -> Sheet:
    c = ReferralCase(w, urgency=("routine", "urgent", "urgent"))
    return c.sheet("referral.hospice", [
        Letterhead((f"{w.pick(('Evening Star', 'Quiet Harbor', 'Lantern'))} Hospice & Palliative Care",)), Title("REFERRAL FOR EVALUATION"), rows(("Date of referral", c.date), ("Taken by", w.fmt_name(w.person())), ("Patient", w.name_span("last_first")), ("DOB", w.dob_span()), ("Medicare no.", w.member_span()), ("Lives at", w.address_span()), ("Phone", w.phone_span()), ("Caregiver", f"{w.fmt_name(w.relative('daughter'))}, {w.fmt_phone(w.phone())}"), columns=1),
        rows(("Diagnosis", c.codes_words), ("Attending who refers", c.referring()), ("Attending NPI", c.npi), ("See patient", c.urgency()), columns=1), Para((f"{c.story(2)} Code status: {w.pick(('DNR', 'full code', 'DNR/DNI'))}.",)),
    ])  # fmt: skip


def dme_or_nutrition(w: World) -> Sheet:
    c = ReferralCase(w, "Endocrinology")
    return c.sheet("referral.diabetes_education", [
        c.head(), Title("Diabetes Self-Management Training: referral"), rows(("Patient's last name", w.family_span()), ("First name", w.given_span()), ("Middle", w.middle_span()), ("Date of birth", w.dob_span()), ("Gender", w.sex_span()), ("Home address", w.street_span()), ("City / State / Zip", w.city_line()), ("Phone", w.phone_span()), columns=3),
        Checks("Training", (("Initial, 10 hours", True), ("Follow-up, 2 hours", False), ("Nutrition therapy", w.chance(0.5)))), rows(("A1c", f"{w.number(65, 118) / 10}%"), ("ICD-10 codes", c.codes)), Para(("I refer this patient to ", c.specialty, " education and certify the need.")), rows(("Provider", c.referring()), ("NPI", c.npi), ("Date", c.date)), _signed(c, "Signature and credentials"),
    ])  # fmt: skip


def chiropractic_pt_handwritten(w: World) -> Sheet:
    c = ReferralCase(w, urgency=("routine", "urgent"))
    return c.sheet("referral.prescription_pad", [
        Letterhead((w.fmt_name(c.by, "credential"), c.sender.name, f"{c.sender.address}, {c.sender.city_line}", w.fmt_phone(c.sender.phone))), rows(("Name", w.name_span("first_last_plain", hand=True)), ("DOB", w.dob_span("us_bare", hand=True)), ("Date", w.date_span("document_date", c.on, "us_bare", hand=True)), columns=2), Para(("Rx",)),
        Para((Span("Refer to ", hand=True), Span(c.specialty_name, "referred_to_specialty", c.specialty_name, hand=True),)), Para((Span(f"for {c.problem}", hand=True),)), Para((Span("Dx ", hand=True), Span(c.icd[0][0], "diagnosis_codes", (c.icd[0][0],), hand=True),)), _signed(c, "Prescriber"), Para(("Printed: ", c.referring(), "   NPI: ", c.npi)),
    ])  # fmt: skip


def emergency_followup(w: World) -> Sheet:
    c = ReferralCase(w, urgency=("urgent", "urgent", "stat", "routine"))
    h = w.place("hospital")
    return c.sheet("referral.ed_followup", [
        Letterhead((h.name, "Emergency Department", f"{h.address}, {h.city_line}")), Title("Follow-up Referral from the Emergency Department"), rows(("Pt", w.name_span("LAST_FIRST")), ("DOB", w.dob_span()), ("MRN", w.mrn_span()), ("Visit date", c.date), ("Tel", w.phone_span()), ("ED physician", c.referring()), ("NPI", c.npi)),
        Para(("Please see this patient in ", c.specialty, " clinic: ", c.referred_to(), ". Timing: ", c.urgency(), ".")), Para((f"ED summary: {c.story(3)}",)), Para(("Impression: ", *c.codes_words)), Stamp("REFERRAL - ED") if w.chance(0.4) else None,
    ])  # fmt: skip


def va_community(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.community_care", [
        Letterhead((f"{w.place().city} Federal Medical Center", "Office of Community Care")), Title("APPROVED REFERRAL FOR COMMUNITY PROVIDER"), rows(("Referral number", c.auth), ("Issue date", c.date), ("Expires", w.fmt_date(w.date(90, 200))), ("Priority", c.urgency()), ("Beneficiary", w.name_span("last_first")), ("Date of birth", w.dob_span()), ("SSN (last four)", w.ssn_span("last4")), ("Phone", w.phone_span()), ("Address", w.address_span()), columns=2),
        rows(("Category of care", c.specialty), ("Community provider", c.referred_to()), ("Requesting provider", c.referring()), ("Requesting NPI", c.npi), ("Provisional diagnosis", c.codes_words), columns=1), Title("Standard episode of care", 2), Para((f"This referral covers one evaluation and up to {w.number(2, 12)} visits within {w.pick((90, 120, 180))} days. Submit records within 30 days of the visit.",)), PageBreak(), Title("Consult text", 2), Para((c.story(4),)), Para(("Return records to fax " + w.fmt_phone(w.phone()),)),
    ])  # fmt: skip


def peer_message(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.direct_message", [
        Title("Direct message: Transition of care", 2), rows(("Message date", (c.date, f" {w.time()}")), ("Sender", c.referring()), ("Recipient", c.referred_to()), ("Patient", (*w.name_span("last_first"), " / ", w.dob_span(), " / ", w.sex_span("letter"))), columns=1), Rule(),
        Title("Reason for referral", 3), Para((f"{c.problem.capitalize()}; needs ", c.specialty, " evaluation.")), Title("Problems", 3), Table(("Problem", "ICD-10"), tuple((words, s) for (_, words), s in zip(c.icd, [x for x in c.codes if isinstance(x, Span)], strict=True))), Title("Medications", 3), Para((c.story(1),)), Title("Plan of care", 3), Para((c.story(2),)), Para((f"Sender organization {c.sender.name}, NPI ", c.npi)),
    ])  # fmt: skip


def school_or_early(w: World) -> Sheet:
    c = ReferralCase(w, w.pick(("Otolaryngology", "Ophthalmology", "Allergy & Immunology")))
    return c.sheet("referral.community_clinic", [
        c.head(), Title("REFERRAL SLIP / HOJA DE REFERENCIA"), rows(("Nombre / Name", w.name_span("first_middle_last")), ("Fecha de nacimiento / DOB", w.dob_span()), ("Teléfono / Phone", w.phone_span()), ("Fecha / Date", c.date), ("Referido a / Referred to", c.specialty), ("Clínica / Clinic", c.target.name), ("Doctor", c.referred_to()), ("Motivo / Reason", c.problem), ("Dx", c.codes), ("Referido por / Referred by", c.referring()), columns=1),
        Para(("Please call the clinic within one week. / Llame a la clínica dentro de una semana.",)), c.urgency_checks("Prioridad / Priority", ("Rutina/Routine", "Urgente/Urgent", "STAT")), Note("llamar a la mamá") if w.chance(0.3) else None,
    ])  # fmt: skip


def packet_cover_sheet_form(w: World) -> Sheet:
    c = ReferralCase(w)
    body: list[Block] = [
        rows(
            ("Surname", w.family_span()),
            ("Forename(s)", w.given_span()),
            ("Born on", w.dob_span()),
            ("Our ref.", w.mrn_span()),
            ("Street", w.street_span()),
            ("Town", w.city_span()),
            ("State", w.state_span()),
            ("ZIP", w.zip_span()),
            columns=2,
        )
    ]
    return c.sheet("referral.coded_sheet", [
        Letterhead((c.sender.name, "Referral coordinator " + w.fmt_name(w.person()))), Code(w.code("REF########"), w.pick(("code128", "qr"))), Title("Outbound Referral"), body, rows(("Outbound to", c.target.name), ("Attn.", c.referred_to()), ("Discipline", c.specialty), ("From clinician", c.referring()), ("Clinician NPI", c.npi), ("Created", c.date), ("Urgency", c.urgency()), ("Payer auth.", c.auth), columns=2), rows(("Indication(s)", c.codes_words), columns=1), Para((c.story(2),)),
    ])  # fmt: skip


MORE_FAMILIES = {
    "referral.specialist_intake": specialist_intake, "referral.consultation_request": consult_request, "referral.outgoing_order_detail": order_with_dx_table, "referral.behavioral_health": behavioral,
    "referral.imaging_center": imaging_referral, "referral.hospice": hospice, "referral.diabetes_education": dme_or_nutrition, "referral.prescription_pad": chiropractic_pt_handwritten,
    "referral.ed_followup": emergency_followup, "referral.community_care": va_community, "referral.direct_message": peer_message, "referral.community_clinic": school_or_early, "referral.coded_sheet": packet_cover_sheet_form,
}  # fmt: skip
