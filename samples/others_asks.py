"""Papers that ask for something, but not that a clinician see the patient: for records, tests, dates, payment or an answer about a referral."""

from __future__ import annotations

from script import others

_ASKS = {
    "ask_records_before_visit": """
HEAD practice2
# [RECORDS NEEDED|Request for records before appointment|Please fax chart notes|Outside records request]
[To]: {prac}, Medical Records   [Fax] {tel}   {d0}
WHO 1 name dob
[This patient is scheduled with {prov} on {d+6}.|Our mutual patient has been referred to us by your office.] [Please fax the following so that the visit is useful:|We cannot see {him} without:]
C [Needed|Send] :: *last two office notes || *labs || imaging reports || medication list || *operative note
[Release not required for treatment, 45 CFR 164.506.|Signed release attached.] [Thank you|Thanks], {person}
""",
    "ask_referral_status": """
HEAD practice
# [REFERRAL STATUS INQUIRY|Open referral follow-up|Second request: consult note]
[To]: {prac2}   [Date]: {d0}
[We referred {name.} (born {dob}) to your office on {d-40} and have no report.|Please tell us what became of this referral.]
C [Answer] :: seen on ________, note attached || appointment on ________ || did not come || could not reach || other
[Fax this page back to {tel}.|Your reply closes our loop.] {person}, [referral coordinator|MA]
""",
    "ask_referral_missing_info": """
HEAD practice2
{d0}
# [REFERRAL INCOMPLETE|Unable to schedule - information needed|Returned referral]
[RE]: {name}   {dob}
[We received a referral for this patient but cannot schedule until we have:|Your order is on hold.]
C  :: *[diagnosis code|ICD-10] || insurance card, both sides || *[authorization from the plan|auth number] || recent notes || signature of provider
[Please complete and fax to {tel}.|After {n7-21} days the referral is closed.]
""",
    "ask_requisition_boxes": """
HEAD [lab|hospital]
# [OUTPATIENT TEST REQUISITION|Laboratory Order|Blood draw order|Standing lab order]
WHO 3 name dob sex? phone? mid?
F2 [Ordering clinician|Provider]={prov} || NPI={npi} || [Diagnosis|ICD-10]={icd} || [Date of order|Ordered]={d0} || [Copies to|cc]={prov2} || [Bill]=[insurance|patient|office]
C [Chemistry|Profiles] :: *CMP || *lipid panel || hepatic panel || renal panel || A1c || *TSH
C [Hematology] :: *CBC with diff || PT/INR || sed rate || ferritin
C [Other] :: urinalysis || urine culture || PSA || vitamin D || hepatitis panel
[Fasting|Priority]: [yes|no|STAT|routine]. [Frequency]: [once|every {n2-8} weeks x {n3-12} months].
[Specimens: collected by ______ at ______|Lab use only]
WIT [Provider signature|Authorized by] :: Date={d0}
""",
    "ask_imaging_order": """
HEAD practice
# [IMAGING ORDER|Radiology requisition|Order for diagnostic study]
WHO 2 name dob phone mid?
C [Study] :: *[MRI lumbar spine without contrast|CT chest with contrast|ultrasound abdomen|DEXA|screening mammogram] || other
F2 [Reason for exam|Indication]={dx} || ICD-10={icd} || [Ordering]={prov} || NPI={npi} || [Creatinine]={x0.6-1.5} || [Pregnant]=[no|n/a]
[Patient may call {tel} to schedule.|Send report to fax {tel}.]
WIT {prov} :: Date={d0}
""",
    "ask_refill_from_pharmacy": """
HEAD {drugstore}
# [REFILL AUTHORIZATION REQUEST|Prescription renewal request|Pharmacy fax: please respond]
F2 Patient={name} || DOB={dob} || [Prescriber]={prov} || [NPI]={npi} || Drug={med#m} || Directions={sig} || [Last filled]={d-30} || Qty={n10-90}
C [Prescriber response|Reply] :: approve ___ refills || deny || *[patient needs appointment|change to] || [prior authorization needed]
[Fax to {tel}.|Second request.] WIT
""",
    "ask_plan_more_information": """
HEAD {payer#p} / [Utilization Management|Care Management]
{d0}
# [ADDITIONAL INFORMATION NEEDED|Pended request|Request for clinical information]
[Reference]: {id ##########}   [Member]: {name}   [ID]: {mid}   [DOB]: {dob}
[We are reviewing the request for {service} and need clinical notes.|We cannot decide on {med} without:] [last {n1-3} office notes|trial dates of {med}|{labtest} result]. [Reply by {d+3}.|If we hear nothing the request will be denied.] [A peer to peer talk can be arranged at {tel}.|]
""",
    "ask_plan_approval_letter": """
HEAD {payer#p}
{d0}
{name}
{street}
{citystate}
# [Your referral is approved|NOTICE OF AUTHORIZATION|Approval of services]
[Dear member:|Dear {name.}:] [We approved the visit that {prov} asked for.|The authorization below is valid from {d0} to {d+90}.]
F2 [Authorization no.|Reference]={id A########} || [Provider approved|Specialist]={prov2} || [Service]={service} || [Visits]={n1-12}
[This is no guarantee of payment.|Show this letter at your visit.]
""",
    "ask_appointment_made": """
HEAD practice2
# [APPOINTMENT NOTICE|Scheduling confirmation to referring office|Your patient has been scheduled]
[To]: {prov2}   [From]: {person}, scheduling
[We have received your referral for|Appointment made for] {name} ({dob}): {d+12} at {time} with {prov}, {specialty}. [The patient has been told.|Patient asked to bring a list of medicines and insurance card.] [We called three times without answer.|]
""",
    "ask_appointment_prep_letter": """
HEAD practice2
{d0}
{name}
{street}
{citystate}
[You were referred to us by {prov2}.|Your doctor has asked us to see you.] [Your visit is on {d+15} at {time} with {prov}.|Please call {tel} to choose a date.]
[Bring|Please bring]: [your insurance card and a photo ID|all medicine bottles|a referral if your plan wants one|your copay]. [Come 20 minutes early to fill in forms.|Forms and consents are enclosed.] [If you cannot come tell us a day before.|No-show fee {$25-75}.]
""",
    "ask_work_return": """
HEAD practice
{d0}
# [RETURN TO WORK|Work Status Report|Fitness for duty|School and work excuse]
[{name.} was under my care|Re: {name.}, {dob}] [from {d-6} to {d0}|since {d-10}].
C  :: *[May return without limits on {d+2}|Full duty] || [Light duty until {d+14}: no lifting over {n10-40} lb|No work until rechecked]
[Referred to {specialty}.|Next visit {d+14}.]
WIT {prov}
""",
    "ask_payer_peer_appeal": """
HEAD practice
{d0}
[To]: {payer}, Appeals   RE: {name.}, {mid}, {dob}
# [LETTER OF APPEAL|Appeal of denial|Request for reconsideration]
[I write to appeal your decision of {d-14} not to pay for {service}.|Please reconsider claim {id ########}.] [{name.} has {dx} and failed {med} and {med}.|The service was medically necessary.] [The denial letter is enclosed.|Guidelines support this.] [I ask for a review by a {specialty} physician.|]
{prov}, NPI {npi}
""",
    "ask_home_oxygen_cert": """
HEAD [Respira|HomeAir|Valley] Medical Supply / {tel}
# [CERTIFICATE OF MEDICAL NECESSITY|Detailed Written Order|DME prescription renewal]
WHO 2 name dob mid
F2 [Item]=[oxygen concentrator|CPAP supplies|walker|hospital bed|glucose monitor] || [Length of need]={n3-99} months || [Diagnosis]={icd} || [O2 saturation]={n80-89}% || [Prescriber]={prov} || [NPI]={npi}
[Sign and fax back to {tel}.|Stamped signatures are not accepted.]
WIT [Physician signature] :: Date={d0}
""",
    "ask_home_health_recert": """
HEAD [Comfort|Angel|Prairie] Home Health / {tel}
# [PHYSICIAN ORDER|Verbal order for signature|Plan of care - recertification]
WHO 2 name dob
[Order]: [skilled nursing {n1-3}w{n4-9} for {dx}|PT to continue 2w4|discontinue aide|wound care daily]. [Order taken by {person}, RN from {prov} on {d-2}.|] [Please sign, date and return within {n2-7} days.|]
WIT {prov} :: Date={d0}
""",
}

_ABOUT_CONSENT = {
    "about_procedure_leaflet": """
HEAD practice
# [What to expect: {operation#o}|Patient guide to {operation#o}|Understanding your procedure]
[Your doctor has advised {operation#o}.|This leaflet answers common questions.] ## [Benefits and risks|What are the risks?]
[All operations have risks: bleeding, infection, {risk}.|Most people go home the same day.] [You will be asked to sign a consent form on the day.|Ask about other treatments.] ## [Before|How to prepare]
[Nothing to eat after midnight.|Stop {med}.] ## [After|At home]
[Rest {n1-7} days.|Call {tel} for fever.]
""",
    "about_consent_policy_manual": """
HEAD hospital
# [POLICY: OBTAINING INFORMED CONSENT|Procedure manual: consent|Administrative policy - patient authorization]
F2 [Policy no.]={id AD-###} || [Effective]={d-200} || [Reviewed]={d-30} || [Owner]=[Risk Management|Nursing]
## Purpose
[To ensure that patients understand and agree to treatment.|To set out who may consent for a minor.]
## [Policy|Procedure]
1. [The practitioner explains risks, benefits and alternatives.|Consent is valid {n30-90} days.] 2. [Staff witness the signature only.|An interpreter is offered.] 3. [In an emergency consent is implied.|Refusal is documented.]
## [Definitions|References]
[Surrogate: a person allowed by law to decide.|45 CFR 164.508.]
Approved by: {person}
""",
    "about_privacy_poster": """
HEAD practice
# [YOUR PRIVACY RIGHTS|How we use your health information|Notice: your information]
[We may use and share your information to treat you, to be paid and to run our office.|You may ask for a copy of your record.] [We need your written authorization for marketing.|You may revoke an authorization.] [We must tell you of a breach.|Complaints go to {person}, {tel}.] [Effective {d-300}.|]
""",
    "about_roi_answer": """
HEAD practice
# [RECORDS RELEASED|Disclosure log entry|Response to authorization]
[To]: {lawfirm}   {d0}
[In answer to the authorization signed by {name.} ({dob}) on {d-20} we enclose {n4-90} pages.|Copies of the chart follow.] [Invoice {$15-120} enclosed.|No charge.] [Records from other providers are not included.|Redisclosure is prohibited.]
{person}, Health Information
""",
    "about_revocation_received": """
HEAD practice
{d0}
{name}
[We received your letter of {d-6} withdrawing your authorization for {payer}.|Your request to stop sharing was carried out on {d-1}.] [What was sent before cannot be called back.|Your care here does not change.]
{person}, Privacy Officer
""",
    "about_study_information": """
# [STUDY INFORMATION SHEET|Research participant information|Registry: information for patients]
[You are invited to take part in a registry of people with {dx}.|Taking part is voluntary.] [Nothing will change in your care.|You may leave at any time.] [Data are kept without names for {n5-20} years.|Contact {person}, {tel}.] [Keep this sheet. A separate form will be given to you to sign.|]
""",
}

FAMILIES = {**others(_ASKS), **others(_ABOUT_CONSENT)}
