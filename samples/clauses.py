"""Further sentences of consents, cards, notes and letters. A family owns a few of them, so that none is common to all.

`owned(kind, family, k)` is steady for a family; a document prints some of its family's sentences.
"""

from __future__ import annotations

import random


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


CLAUSES: dict[str, tuple[str, ...]] = {
    "treatment": _lines("""
        I have been told who will care for me and may ask for another provider.
        No promise has been made to me about the result of any examination or therapy.
        I may ask questions at any time and may change my mind before care begins.
        Emergency measures may be taken if I cannot speak for myself.
        Blood, urine and other samples may be taken, tested and discarded.
        If a worker is exposed to my blood I agree to be tested for hepatitis and HIV.
        Medical, nursing and other students may watch or help under supervision.
        I will tell the staff about my allergies, pregnancy and all medicines that I take.
        A photocopy or scanned image of this page is as good as the original.
        This form has been explained to me in a language that I understand.
        I understand that I may be billed separately by laboratories and radiologists.
        The practice may obtain my prescription history from pharmacies and benefit managers.
        I agree that telehealth may be used for some visits.
        This permission covers the present visit and later visits for the same problem.
        I have had enough time to read this and my questions have been answered.
        The undersigned is authorized to act for the patient and accepts these terms.
        I know that nurse practitioners and physician assistants may see me.
        You have the right to refuse any test, drug or procedure.
        Minor children must be accompanied by an adult named on this form.
        I am signing freely and have not been pressed to do so.
        """),
    "procedure": _lines("""
        I have discussed my condition, the proposed procedure and what could be done instead.
        During the operation something unforeseen may call for a different or further procedure.
        Tissue removed may be examined and disposed of in accordance with custom.
        I consent to the taking of photographs for medical records.
        Observers, including company representatives, may be present in the room.
        I understand that sedation can cause memory loss and slow breathing.
        I have not eaten or drunk since midnight.
        The practice of medicine and surgery is not an exact science.
        I was told about the chance of success and problems during recovery.
        If I have an advance directive it may be suspended during the procedure.
        Residents may perform significant tasks under the surgeon's supervision.
        The site and side were marked with me awake.
        I know that there may be a scar and that it could be wide or raised.
        I have arranged for someone to drive me home.
        Alternatives include medication, watchful waiting and no treatment at all.
        Do not sign this form unless you have read it and your doctor has answered you.
        Anything I do not understand has been explained to my satisfaction.
        Implants and devices may be registered with the maker under federal law.
        The risks of local anesthetic include numbness, palpitations and seizure.
        I withdraw any part of this consent by striking it out and initialing.
        """),
    "release": _lines("""
        I understand that I have the right to inspect or copy the information to be disclosed.
        Once disclosed, the information may no longer be protected by federal privacy rules.
        I may revoke this authorization in writing except where action has already been taken.
        My treatment, payment or eligibility for benefits does not depend on whether I sign.
        Unless revoked earlier, this authorization expires one year from the date below.
        The records may include psychiatric, HIV, genetic or substance use information.
        A reasonable fee may be charged for copies.
        The recipient may not use the records for any purpose other than that stated.
        I release the facility from liability for a disclosure made under this form.
        A copy of this signed authorization was offered to me.
        Please allow up to thirty days for the request to be completed.
        Psychotherapy notes require a separate authorization.
        If the information is to be mailed, please mark the envelope confidential.
        Information from other providers in my chart may be included.
        Identification must be shown when records are picked up.
        This authorization is voluntary.
        The person who receives these records may share them again.
        Only the minimum necessary to meet the request will be sent.
        """),
    "privacy": _lines("""
        The notice describes how we may use and disclose your health information.
        We may call you at home or leave a message to remind you of a visit.
        You may ask for a paper copy at any time, even if you agreed to an electronic one.
        I have the right to ask that my information be restricted.
        A current copy is posted in the waiting room and on the web site.
        If I believe my rights were violated I may complain without retaliation.
        I may list people with whom my care can be discussed.
        Records may be shared through a health information exchange.
        The privacy officer can answer questions.
        My name will be called in the waiting area.
        E-mail is not secure unless encrypted.
        I know that the practice may change its notice and that I can obtain the new one.
        """),
    "financial": _lines("""
        Insurance is a contract between you and your insurer; we are not a party to it.
        We will file a claim as a courtesy, but you remain responsible.
        Balances are due within thirty days of the first statement.
        I authorize payment directly to the doctor for services described on the claim.
        I agree to pay collection costs and reasonable attorney fees.
        Please tell us at once when your coverage changes.
        If a referral is needed and not on file you may be asked to pay or to reschedule.
        Form completion carries a charge of fifteen dollars.
        Missed appointments without a day's notice are billed to you, not to insurance.
        Medicare patients: we accept assignment.
        Divorced parents: the parent who brings the child pays at the visit.
        I permit release of information needed to process my claims.
        Payment plans can be arranged with the billing office before the due date.
        Self-pay patients receive a discount when paying in full.
        """),
    "telehealth": _lines("""
        The visit is not recorded without my permission.
        I understand that there are risks in sending health information over the internet.
        If the connection fails, the provider will call me by telephone.
        In an emergency I will call 911 and not wait for a video visit.
        The laws that protect privacy also apply to telehealth.
        I will be told who else is in the room with the provider.
        The provider may decide that I need to be seen in person.
        My insurance will be billed as for a visit in the office.
        I am in the state where the provider is licensed.
        Pictures and data from devices at home may be sent to the provider.
        I may end the session at any time.
        """),
    "refusal": _lines("""
        I accept full responsibility for the results of this decision.
        The benefits of the recommended care have been explained in plain words.
        I understand that I can return at any time and will be treated.
        The staff has urged me to reconsider.
        My refusal may lead to harm that cannot be undone.
        I have been given written instructions and a number to call.
        I am not under the influence of drugs or alcohol.
        I release all who have taken part in my care from any liability.
        My insurance may not pay for care that results from this decision.
        I have been offered another opinion.
        """),
    "card_back": _lines("""
        This card is for identification only and is not a guarantee of benefits.
        Present this card each time you receive services.
        Hospital admissions must be certified before, or within 48 hours of an emergency.
        For pharmacy questions call the number on the front.
        Mental health and substance use services require a call first.
        Failure to obtain approval may reduce your benefits.
        In an emergency, go to the nearest hospital or call 911.
        Out-of-area care: look for a participating provider.
        Providers: verify eligibility online before giving service.
        Unauthorized use of this card is fraud.
        If you lose this card, call us for a new one.
        Nurse advice is free, day and night.
        Benefits are subject to the terms of your contract.
        Register online to see claims and print a card.
        Dental and vision benefits are administered by others.
        TTY users dial 711.
        Deductible and coinsurance may apply.
        Submit claims within one year of service.
        Not transferable. Property of the plan.
        Ask us about an interpreter at no cost.
        """),
    "policy": _lines("""
        We are required by law to maintain the privacy and security of your information.
        Written consent is obtained before any invasive procedure and kept in the chart.
        A consent signed more than thirty days before the procedure must be renewed.
        Staff may not sign as witness for a relative.
        Telephone consent needs two witnesses and a note by the physician.
        Patients who refuse treatment are asked to sign the refusal form; a refusal to sign is documented.
        An authorization is not needed for treatment, payment or health care operations.
        We will not use or share your information other than as described unless you tell us we can in writing.
        You may ask us not to share information with your insurer when you pay in full.
        We can share information about you to help with public health and safety.
        Complaints can be filed with the Office for Civil Rights.
        The referral coordinator checks open referrals every week.
        Urgent referrals are called in the same day and the specialist's report is tracked.
        Each incoming lab result is scanned, indexed and sent to the ordering provider's inbox.
        Critical values are telephoned to the clinician and read back.
        Copies of both sides of the insurance card are made once a year.
        Parents may consent for children under 18 except where the law lets the minor consent.
        Interpreters, not family members, explain consent forms to patients who need them.
        A normal result does not rule out disease; ask what yours means.
        Bring a list of your medicines, your card and a photo ID.
        This policy is reviewed yearly by the compliance committee.
        Violations may lead to disciplinary action.
        Records are retained for ten years, and for minors until age 21.
        Disclosures are logged and the log is given to the patient on request.
        Questions about this page go to the practice manager.
        """),
    "insurer": _lines("""
        Amounts shown may change if other claims are processed first.
        If you have other coverage, please tell us.
        For a copy of the rule or guideline used, write to the address above.
        You or someone you name to act for you may file an appeal.
        An expedited appeal is decided within 72 hours.
        Free language help is available; call the number on your ID card.
        Providers may not bill members for amounts above the allowed charge.
        Services must be medically necessary and covered on the date they are given.
        A referral from the primary care physician may be required under your plan.
        Lab work should be sent to a participating laboratory.
        Keep this document with your health records.
        Please allow ten business days before you call about status.
        To report suspected fraud, call our hotline.
        The reference number must appear on all correspondence.
        Network status can change; check before each visit.
        This information is confidential and meant for the person named.
        Interest is paid on clean claims not settled within 30 days.
        Preventive services are covered at no cost when received in network.
        Corrected claims must be marked as such.
        Your plan year runs from January through December.
        """),
    "formal": _lines("""
        Nothing in this document creates a right not otherwise granted by law.
        The following sections describe the scope, the method and the limits.
        Further details are given in the appendix.
        See the table below for a summary of the main points.
        The authors report no conflict of interest.
        All rights reserved. No part may be copied without permission.
        In the event of a conflict the later version applies.
        Data were collected over a period of twelve months.
        Terms in capital letters are defined at the end.
        The parties agree to act in good faith.
        This section does not apply to persons under eighteen years of age.
        Results may differ in other settings.
        Readers should consult a qualified professional before acting.
        Please retain this document for future reference.
        Any change must be made in writing and signed by both sides.
        Additional copies can be ordered from the address shown.
        Participants were enrolled after they had given consent.
        For questions contact the coordinator during business hours.
        Failure to comply may lead to penalties.
        Revised editions are published each year.
        The method has been described elsewhere.
        Percentages may not add up to 100 because of rounding.
        """),
    "spanish": _lines("""
        He leído este formulario o me lo han leído en mi idioma.
        Entiendo que puedo hacer preguntas en cualquier momento.
        Una copia de este documento es tan válida como el original.
        Este permiso es voluntario y lo puedo cancelar por escrito.
        Recibí una copia de este formulario.
        La clínica mantendrá mi información en forma confidencial.
        Se me ofreció un intérprete sin costo.
        Firmo libremente y sin presión de nadie.
        Soy el paciente o la persona autorizada para firmar por él.
        Autorizo que se cobre a mi seguro médico.
        Entiendo que la medicina no es una ciencia exacta.
        Mis datos pueden compartirse para tratamiento, pago y administración.
        Este documento es válido por un año a partir de la fecha de la firma.
        I have been offered an interpreter. / Me ofrecieron un intérprete.
        """),
    "letter": _lines("""
        Thank you for your attention to this matter.
        Please do not hesitate to contact our office.
        A copy of this letter has been placed in the chart.
        We value your trust and look forward to hearing from you.
        If you have already taken care of this, please disregard this notice.
        Our office hours are Monday through Friday, 8:30 to 5:00.
        Please keep this page for your records.
        Enclosures as stated.
        This communication may contain privileged information.
        Please reply by fax or telephone at your earliest convenience.
        """),
    "note": _lines("""
        Past medical history, medications and allergies were reviewed and updated.
        Alert, oriented, in no acute distress. Mucous membranes moist.
        Neck supple without adenopathy or thyromegaly.
        Cranial nerves intact; gait steady; strength 5/5 throughout.
        Abdomen soft, bowel sounds present, no organomegaly.
        Discussed diet, exercise and tobacco avoidance.
        The patient verbalized understanding and agrees with the plan.
        Will call with results when available.
        Old records were requested and reviewed.
        Medication side effects and interactions were discussed.
        Skin warm and dry, no rash. Extremities without edema.
        Denies fever, night sweats or unintended weight loss.
        Lives with family; independent in activities of daily living.
        Immunizations are current according to the record.
        CBC and metabolic panel from last visit were within normal limits.
        Potassium 4.2, creatinine 0.9, glucose 104; remainder unremarkable.
        Hemoglobin A1c 7.1 percent, improved from 7.8.
        Total cholesterol 188, triglycerides 141, HDL 46.
        Differential diagnosis and red flags were explained.
        More than half of the visit was spent on counseling.
        """),
}  # fmt: skip


def owned(kind: str, family: str, count: int) -> tuple[str, ...]:
    """The sentences of a kind that belong to a family: the same ones in every document of it."""
    pool = CLAUSES[kind]
    return tuple(random.Random(f"{family} {kind}").sample(pool, min(count, len(pool))))
