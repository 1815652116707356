"""Referrals in prose: letters, mails, memos, notes that send a patient to a colleague."""

from __future__ import annotations

from blocks import Letterhead, Note, Para, Rule, Sheet, Signature, Title
from labcase import rows
from people import World
from referralcase import ReferralCase


def _sign(c: ReferralCase) -> Signature:
    return Signature(c.w.pick(("Signature", "Signed")), True, c.w.fmt_name(c.by), ())


def letter_classic(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.letter_classic", [
        c.head(), Para((c.long_date(),)), Para((c.referred_to("credential"),)), Para((f"{c.target.name}, {c.target.address}, {c.target.city_line}",)),
        Para(("RE: ", *w.name_span("first_middle_last"), "   DOB: ", w.dob_span())), Para((f"Dear Dr. {c.to.family}:",)),
        Para((f"Thank you for seeing this {w.age()}-year-old {'woman' if w.patient.sex == 'F' else 'man'} for consultation in ", c.specialty, f" regarding {c.problem}. {c.story(3)}")),
        Para(("Diagnosis: ", *c.codes_words)), Para((f"I would appreciate your opinion and recommendations. {c.story(1)}",)), Para(("Sincerely,",)), _sign(c), Para((c.referring("credential"),)), Para(("NPI ", c.npi)),
    ])  # fmt: skip


def letter_short(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.letter_short", [
        c.head(), Para((c.date,)), Para(("To: ", c.specialty, f" - {c.target.name}")), Para(("Patient: ", *w.name_span(), ", born ", w.dob_span(), ", phone ", w.phone_span())),
        Para((f"Colleague, I am referring the above patient to your clinic for evaluation of {c.problem} (", *c.codes, f"). {c.story(2)} Kindly send your note to our fax {w.fmt_phone(c.sender.fax)}.",)),
        Para(("With regards,",)), _sign(c), Para((c.referring(),)), Note(w.pick(("pls call pt to sched", "prefers mornings", "needs interpreter"))) if w.chance(0.4) else None,
    ])  # fmt: skip


def letter_introduction(w: World) -> Sheet:
    c = ReferralCase(w)
    c.style = "credential"
    return c.sheet("referral.letter_introduction", [
        Letterhead((c.by.printed, c.sender.name, f"{c.sender.address}, {c.sender.city_line}", f"Office: {w.fmt_phone(c.sender.phone)}")),
        rows(("Date", c.long_date()), ("To", c.referred_to()), ("Specialty", c.specialty), ("Regarding", w.name_span("first_last")), ("Date of birth", w.dob_span("long")), ("Insurance", (f"{w.payer().name}, ID ", w.member_span())), columns=1),
        Para((f"I have cared for {w.patient.given} {w.patient.family} for {w.number(2, 12)} years. {c.story(3)}",)),
        Title("Reason for consultation", 3), Para((f"{c.problem.capitalize()}. ", "ICD-10: ", *c.codes)), Title("Medical history", 3), Para((c.story(2),)),
        Para(("This request is ", c.urgency(), ".")), Para(("Thank you for your help with this patient's care.",)), _sign(c), Para((c.referring(), ", NPI: ", c.npi)),
    ])  # fmt: skip


def mail_printout(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.mail", [
        Title(f"Secure Mail - {c.sender.name}", 2), Rule(),
        rows(("From", c.referring()), ("Sent", c.date), ("To", c.referred_to()), ("Cc", f"Referral desk, {c.target.name}"), ("Subject", f"New patient referral ({c.specialty_name})"), columns=1), Rule(),
        Para(("Hello,",)), Para(("Could you please see ", *w.name_span("first_last"), " (DOB ", w.dob_span(), ", cell ", w.phone_span(), f") for {c.problem}? Code ", *c.codes, f". {c.story(2)}")),
        Para(("Urgency: ", c.urgency())), Para((f"Thanks, {c.by.given}",)), Para((f"{c.sender.name} | {w.fmt_phone(c.sender.phone)} | ", "NPI ", c.npi)), Para(("CONFIDENTIALITY NOTICE: this message may contain protected health information.",)),
    ])  # fmt: skip


def memo(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.memo", [
        Letterhead((c.sender.name,)), Title("INTER-OFFICE REFERRAL MEMO"), rows(("TO", (c.referred_to(), ", ", c.specialty)), ("FROM", c.referring()), ("DATE", c.date), ("PATIENT", w.name_span()), ("D.O.B.", w.dob_span()), ("CHART", w.mrn_span()), columns=1), Rule(),
        Para((f"Please evaluate for {c.problem}. {c.story(2)}",)), Para(("Dx: ", *c.codes)), c.urgency_checks("Time frame", ("Routine", "Urgent", "Today")), _sign(c),
    ])  # fmt: skip


def consult_request_hospital(w: World) -> Sheet:
    c = ReferralCase(w)
    h = w.place("hospital")
    return c.sheet("referral.hospital_discharge_referral", [
        Letterhead((h.name, h.address, h.city_line)), Title("Referral at Discharge"), rows(("Patient", w.name_span("last_first")), ("MRN", w.mrn_span()), ("DOB", w.dob_span()), ("Discharge date", c.date), ("Home phone", w.phone_span()), ("Emergency contact", f"{w.fmt_name(w.relative('spouse'))} {w.fmt_phone(w.phone())}")),
        Para(("Follow up with: ", c.specialty, ", ", c.referred_to())), Para(("Referring physician: ", c.referring(), "  NPI ", c.npi)), Para((f"Hospital course: {c.story(3)}",)), Para(("Diagnoses: ", *c.codes_words)), Para(("Priority: ", c.urgency())),
    ], footer=f"{h.name} - page generated at discharge")  # fmt: skip


def second_opinion(w: World) -> Sheet:
    c = ReferralCase(w)
    return c.sheet("referral.letter_second_opinion", [
        c.head(), Title("Request for second opinion", 2), Para((c.long_date(),)), Para((c.target.name,)), Para(("Attention: ", c.referred_to())),
        Para(("Our mutual patient ", *w.name_span("first_middle_last"), " (date of birth ", w.dob_span(), ", residing at ", *w.address_span(), f") asks for another view on {c.problem}. {c.story(4)}")),
        Para(("Working diagnosis code(s): ", *c.codes)), Para((f"Records of {w.number(3, 40)} pages follow separately.",)), Para(("Best regards,",)), _sign(c), Para((c.referring("credential"),)), Para((c.by.specialty,)),
    ])  # fmt: skip


LETTER_FAMILIES = {
    "referral.letter_classic": letter_classic, "referral.letter_short": letter_short, "referral.letter_introduction": letter_introduction, "referral.mail": mail_printout,
    "referral.memo": memo, "referral.hospital_discharge_referral": consult_request_hospital, "referral.letter_second_opinion": second_opinion,
}  # fmt: skip
