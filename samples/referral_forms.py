"""Referrals on forms and print-outs: boxed forms, order sheets, authorization requests, therapy scripts."""

from __future__ import annotations

from blocks import Checks, Code, Letterhead, Para, Rule, Sheet, Signature, Stamp, Table, Title
from labcase import rows
from people import World
from referralcase import ReferralCase


def boxed_form(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.boxed_form", [
        c.head(), Title("PATIENT REFERRAL FORM"), c.urgency_checks("Priority"),
        rows(("Last name", w.family_span()), ("First name", w.given_span()), ("MI", w.middle_span()), ("Date of birth", w.dob_span()), ("Sex", w.sex_span("letter")), ("Phone", w.phone_span()), ("Address", w.street_span()), ("City, state, ZIP", w.city_line()), columns=3, title="Patient"),
        rows(("Insurance", w.payer().name), ("Member ID", w.member_span()), ("Authorization #", c.auth), ("Subscriber", w.fmt_name(w.relative("spouse"))), columns=2, title="Insurance"),
        rows(("Referring provider", c.referring()), ("NPI", c.npi), ("Date of referral", c.date), ("Fax", w.fmt_phone(c.by.fax)), columns=2, title="Referred by"),
        rows(("Refer to", c.referred_to()), ("Specialty", c.specialty), ("Practice", c.target.name), ("Phone", w.fmt_phone(c.target.phone)), columns=2, title="Referred to"),
        rows(("ICD-10", c.codes), ("Reason", c.problem), columns=1), Signature("Provider signature", True, w.fmt_name(c.by), (("Date", w.fmt_date(c.on)),)),
    ])  # fmt: skip


def ehr_order(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.ehr_order", [
        Letterhead((c.sender.name, f"{c.sender.address} {c.sender.city_line}")), Title("Ambulatory Referral Order"),
        rows(("Order date", c.date), ("Order #", w.code("#########")), ("Referral to", c.specialty), ("To provider", c.referred_to()), ("Class", "Outgoing referral"), ("Priority", c.urgency()), ("Authorizing provider", c.referring()), ("NPI", c.npi)),
        Table(("Diagnosis", "ICD-10-CM"), tuple((words, code) for (_, words), code in zip(c.icd, [x for x in c.codes if not isinstance(x, str)], strict=True)), "Associated diagnoses"),
        rows(("Number of visits", str(w.number(1, 12))), ("Expiration", w.fmt_date(w.date(120, 365))), ("Reason for referral", c.problem), columns=1), Para((f"Clinical summary: {c.story(3)}",)),
        Para((f"Electronically signed: {w.fmt_name(c.by)} {w.time()}",)),
    ], banner=(("Patient", w.name_span("last_first")), ("DOB", w.dob_span()), ("MRN", w.mrn_span()), ("Ph", w.phone_span())))  # fmt: skip


def prior_auth(w: World) -> Sheet:
    c = ReferralCase(w)
    payer = w.payer()
    cpt = w.sample(
        (
            ("99244", "Office consultation"),
            ("73721", "MRI lower extremity joint"),
            ("43239", "EGD with biopsy"),
            ("95810", "Polysomnography"),
            ("64483", "Transforaminal injection"),
        ),
        2,
    )
    return c.sheet("referral.prior_auth_request", [
        Letterhead((payer.name, "Utilization Management", f"Fax completed form to {w.fmt_phone(payer.phone)}")), Title("PRIOR AUTHORIZATION REQUEST"), c.urgency_checks("Review type", ("Standard", "Expedited")),
        rows(("Member name", w.name_span("last_first")), ("Member ID", w.member_span()), ("DOB", w.dob_span()), ("Member phone", w.phone_span()), title="Member information"),
        rows(("Requesting provider", c.referring()), ("NPI", c.npi), ("TIN", w.code("##-#######")), ("Contact", w.fmt_name(w.person())), title="Requesting provider"),
        rows(("Servicing provider", c.referred_to()), ("Specialty", c.specialty), ("Servicing NPI", c.to.npi), ("Facility", c.target.name), title="Servicing provider"),
        Table(("CPT", "Description", "Units"), tuple((a, b, str(w.number(1, 3))) for a, b in cpt)), rows(("Diagnosis code(s)", c.codes), ("Date of request", c.date), ("Reference no.", c.auth), columns=1), Para((f"Clinical rationale: {c.story(2)}",)),
    ])  # fmt: skip


def therapy_script(w: World) -> Sheet:
    c = ReferralCase(w, "Physical Therapy")
    return c.sheet("referral.pt_script", [
        c.head(), Title("PHYSICAL / OCCUPATIONAL THERAPY PRESCRIPTION"), rows(("Patient", w.name_span(hand=True)), ("DOB", w.dob_span(hand=True)), ("Date", w.date_span("document_date", c.on, hand=True)), ("Phone", w.phone_span(hand=True))),
        rows(("Diagnosis (ICD-10)", c.codes), columns=1), Checks("", (("Evaluate and treat", True), ("Therapeutic exercise", w.chance(0.5)), ("Manual therapy", w.chance(0.5)), ("Gait training", w.chance(0.3)), ("Modalities PRN", w.chance(0.3)), ("Home program", w.chance(0.5)))),
        rows(("Frequency", f"{w.number(1, 3)} x / week"), ("Duration", f"{w.number(4, 12)} weeks"), ("Precautions", w.pick(("none", "WBAT", "fall risk")))), Para(("Refer to: ", c.specialty, f" at {c.target.name}")), Signature("Physician signature", True, w.fmt_name(c.by), (("NPI", c.npi),)), Para((c.referring(),)),
    ])  # fmt: skip


def home_health(w: World) -> Sheet:
    c = ReferralCase(w)
    agency = f"{w.pick(('Harmony', 'Gentle Path', 'Bluebird', 'Caring Hands'))} Home Health"
    return c.sheet("referral.home_health", [
        Letterhead((agency, f"Intake fax {w.fmt_phone(w.phone())}")), Title("HOME HEALTH REFERRAL / ORDERS"), rows(("Client", w.name_span()), ("Date of birth", w.dob_span()), ("Sex", w.sex_span()), ("Medicare/Ins. no.", w.member_span()), ("Street", w.street_span()), ("City", w.city_line()), ("Telephone", w.phone_span()), ("Next of kin", w.fmt_name(w.relative("daughter")))),
        Checks("Disciplines", (("SN", True), ("PT", w.chance(0.6)), ("OT", w.chance(0.4)), ("ST", False), ("MSW", w.chance(0.2)), ("HHA", w.chance(0.4)))), rows(("Primary dx", c.codes_words), ("Start of care requested", w.fmt_date(w.date(1, 7))), ("Referral date", c.date), columns=1),
        Para((f"Face-to-face encounter on {w.fmt_date(c.on)}. Homebound due to taxing effort. {c.story(1)}",)), rows(("Referring MD", c.referring()), ("NPI", c.npi)), Signature("MD signature", True, w.fmt_name(c.by), (("Date", w.fmt_date(c.on)),)),
    ])  # fmt: skip


def web_portal(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.web_submission", [
        Title("New referral submitted"), Para((f"Tracking ID {w.code('@@@-#####')}  |  status: sent",)), rows(("Submitted on", c.date), ("Submitted by", w.fmt_name(w.person())), columns=2), rows(("Patient first name", w.given_span()), ("Patient last name", w.family_span()), ("Birth date", w.dob_span()), ("Gender", w.sex_span()), ("Mobile", w.phone_span()), ("Zip", w.zip_span()), title="Who is being referred?", columns=1),
        rows(("Service needed", c.specialty), ("Preferred provider", c.referred_to()), ("How soon?", c.urgency()), ("Diagnosis", c.codes), ("Notes", c.story(1)), title="What is needed?", columns=1), rows(("Provider", c.referring()), ("Provider NPI", c.npi), ("Clinic", c.sender.name), ("Callback", w.fmt_phone(c.sender.phone)), title="Who is sending?", columns=1),
    ])  # fmt: skip


def hmo_authorized(w: World) -> Sheet:
    c = ReferralCase(w)
    payer = w.payer()
    return c.sheet("referral.hmo_authorization", [
        Letterhead((payer.name, f"{payer.address}")), Title("REFERRAL AUTHORIZATION"), Code(c.auth_value), rows(("Authorization No.", c.auth), ("Status", w.pick(("APPROVED", "PENDING", "AUTHORIZED"))), ("Effective", w.fmt_date(c.on)), ("Issue date", c.date), ("Expires", w.fmt_date(w.date(60, 200))), ("Visits", str(w.number(1, 6)))),
        rows(("Member", w.name_span("LAST_FIRST")), ("Member #", w.member_span()), ("Birthdate", w.dob_span()), ("PCP / Referring", c.referring()), ("Referring NPI", c.npi), ("Refer-to provider", c.referred_to()), ("Refer-to specialty", c.specialty), ("Diagnosis", c.codes)),
        Para(("Services must be rendered by the provider named above. This is not a guarantee of payment.",)), Para(("Urgency of request: ", c.urgency())),
    ])  # fmt: skip


def imaging_order(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.mainframe_slip", [
        Letterhead((c.sender.name.upper(), "CONSULT REQUEST SLIP")), Rule(), rows(("PT NAME", w.name_span("LAST,FIRST")), ("PT NO", w.mrn_span()), ("DOB", w.dob_span()), ("SEX", w.sex_span("letter")), ("REQ DATE", c.date), ("PRIORITY", c.urgency())), Rule(),
        rows(("CONSULT TO", c.referred_to()), ("SERVICE", c.specialty), ("REQ BY", c.referring()), ("REQ NPI", c.npi), ("DX", c.codes), ("AUTH", c.auth), columns=1), Para((f"HX: {c.story(2)}",)), Stamp("REFERRAL") if w.chance(0.3) else None, Para(("-- END --",)),
    ])  # fmt: skip


FORM_FAMILIES = {
    "referral.boxed_form": boxed_form, "referral.ehr_order": ehr_order, "referral.prior_auth_request": prior_auth, "referral.pt_script": therapy_script, "referral.home_health": home_health,
    "referral.web_submission": web_portal, "referral.hmo_authorization": hmo_authorized, "referral.mainframe_slip": imaging_order,
}  # fmt: skip
