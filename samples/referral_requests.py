"""Referrals on requests and order forms: payers' authorizations, therapy, home care, equipment, programs. Scripts of referral_scene.py."""

from __future__ import annotations

from referral_scene import referrals

_PAYERS = {
    "pa_medical_grid": """
HEAD {plan} / [Precertification Department|Health Services - Prior Review] / [Fax|Return by fax to] {tel}
# [Precertification Request Form|Medical Prior Review Form|Outpatient Service Request]
C URG [Request type|Type of review] :: Standard ([14|7] days) || Expedited (72 hours)
F3 [Section A: Member|1. MEMBER] :: [Member's name|Insured person]={name} || [Member no.|ID on card]={mid} || [Born|Birth date]={dob} || Sex={sex} || [Daytime phone|Phone]={phone} || Other insurance=[none|yes]
F2 [Section B: Ordering|2. ORDERING PRACTITIONER] :: [Ordering practitioner|Ordered by]={by} || [Practitioner NPI|NPI (10 digits)]={npi} || [Tax ID|TIN]={id ##-#######} || [Office contact|Contact person]={person}
F2 [Section C: Rendering|3. RENDERING] :: [Rendering practitioner|Will be seen by]={to} || [Taxonomy|Type of specialist]={spec} || [Site|Rendering facility]={target}
F2 [Section D: Service|4. SERVICES] :: [Diagnoses|ICD codes]={codes} || [Procedure|CPT/HCPCS]={cpt} || [Units/visits|Visits requested]={n1-20} || [Case number|Review no.]={auth} || [Submitted|Date form completed]={date}
[Clinical information must be attached.|Incomplete forms will be returned.] [Summary]: {age} yo with {problem}; [failed {med}|six weeks of therapy completed|imaging {d-20} positive].
""",
    "pa_drug": """
HEAD {plan} / Pharmacy [Benefit|Services] / {tel}
# [Medication Prior Authorization and Specialist Review Request|Drug Exception Request - Specialist Consultation Required|Specialty Drug Request Form]
F2 :: [Enrollee|Patient]={name} || [Enrollee ID|Cardholder ID]={mid} || [Birth date|DOB]={dob} || [Address|Mailing address]={addr}
F2 Prescriber :: [Prescribed by|Prescriber name]={by} || [Prescriber NPI|NPI]={npi} || Fax={senderfax} || [Date of this request|Today's date]={date}
F2 [Drug|Medication] :: [Requested drug|Drug and strength]=[adalimumab 40 mg|semaglutide 1 mg|dupilumab 300 mg|erenumab 70 mg|rifaximin 550 mg] || Directions={sig} || [Quantity|Qty/30 days]={n1-60} || ICD-10={codes}
T [Drugs tried|Previous therapies] :: Drug || From || [Outcome|Reason stopped]
-1-4 {med} || {d-200} || [ineffective|side effects|contraindicated]
[The plan asks that the member be evaluated by|Consultation ordered with] {spec}: {to}. [Consult authorization|Control no.]: {auth}
C URG [Review|Process as] :: Routine || Expedited - delay could harm member
WIT Prescriber :: Date={d0}
""",
    "managed_medicaid": """
HEAD [State Medicaid|{county} Community Care|Family First] Managed Care / Provider Services {tel}
# [PCP REFERRAL FORM|Managed Care Specialist Referral|Primary Care Case Management Referral]
F2 [Recipient|Enrollee] :: [Recipient name|Client (last, first)]={name,} || [Medicaid ID|Recipient no.]={mid} || [DOB|Birthdate]={dob} || [County|Co.]={county} || [Telephone|Tel]={phone}
C [Type|This referral is for] :: *Consultation only || Consult and treat || [EPSDT screening follow-up|Lock-in member]
F2 [Primary care|PCP] :: [Assigned PCP|PCP name]={by} || [PCP NPI|PCP Medicaid/NPI no.]={npi} || [Effective from|Date issued]={date} || [Good for|Expires after]={n30-180} days
F2 [Referred provider|Specialist] :: Name={to} || [Field|Specialty code]={spec} || [Phone|Tel]={targetphone} || [Referral no.|Pass-through no.]={auth}
Diagnosis: {codewords}
C URG [Appointment standard|Access] :: Routine (30 days) || Urgent (48 hours)
[Services outside the scope of this referral need a new referral.|Referral does not guarantee eligibility. Verify on date of service.]
""",
    "veteran_request": """
# [Community Care Provider - Request for Service|Request for Additional Services (RFS)|Non-facility Provider Service Request]
F2 [Veteran|Section I: Veteran] :: [Veteran's legal full name|Veteran]={name} || [Date of birth|DOB]={dob} || [Referral number|VA referral no.]={auth} || [Facility|Facility & address]={hospital} || [Last four|SSN]={ssn4}
F2 [Section II: Requesting provider|Ordering provider] :: [Provider's name|Ordering]={by} || [NPI|Ordering NPI]={npi} || [Practice|Office name]={sender} || [Secure e-mail / fax|Fax]={senderfax} || [Date of this request|Today's date]={date}
C [Section III: Request|Type of care request] :: *Referral to another specialty || Continuation of care || DME or prosthetics || Home health
F1 [Specialty|Care requested]={spec} || [Servicing provider if known|Preferred provider]={to} || [Diagnosis (ICD-10)|Dx]={codewords} || [CPT|Procedure]={cpt}
C URG [Is care needed within 48 hours|Timeliness] :: No, routine || Urgent || Yes, emergent
[Justification|Reason]: {age}-year-old [Veteran|veteran] with {problem}. [Symptoms interfere with work.|Existing therapy inadequate.]
WIT [Ordering provider signature|Provider] :: Date={d0}
""",
    "ipa_slip": """
HEAD [Tri-Valley|Foothill|Coastal|Mesa] [IPA|Independent Physicians|Medical Network] / UM / {tel}
# [Treatment Authorization Request|Authorization Decision Notice to Provider|SPECIALTY REFERRAL TICKET]
F3 [TAR #|Auth no.|Ticket]={auth} || [Opened|Requested]={date} || [Decision|Status]=[Approved|Auto-approved|Pended] || [Class|Pri]={urg} || [Valid thru|Exp]={d+90} || [Units|Qty]={n1-6}
F2 [Mbr|Member]={name,} || [Mbr#|Health plan ID]={mid} || [BD|DOB]={dob} || HP={plan} || [Req MD|Requesting]={by} || [Req NPI|NPI]={npi} || [Ref to MD|Referred to]={to} || [Ref spec|Spec]={spec} || [Addr|At]={targetaddr} || [Dx|Diag]={codes}
T :: [Code|Proc] || Description || Qty
-1-3 {cpt} || {service} || {n1-4}
[UM notes]: [meets criteria|see attached guideline|redirect to in-network]. [Copay {$10-60}.|] Reviewer {person}
""",
    "gatekeeper_triplicate": """
HEAD {plan}
# [REFERRAL - 3 PART|Consultant Referral Voucher|Specialist Referral (PCP copy / Specialist copy / Plan copy)]
CODE {id REF######}
F2 [Name of member|Member]={~name} || [Number|Member no.]={~mid} || [DOB|Birth]={~dob} || [Voucher date|Issued]={~date} || [Consultant|To Dr.]={~to} || [Field|Specialty]={~spec} || [By PCP|Primary physician]={by} || [PCP NPI|NPI]={npi}
C [Authorized for|Services] :: *1 visit || 3 visits || [diagnostic tests|x-ray] || [surgery - call plan|inpatient]
Reason: {~problem} [Dx|Code] {~codes}
WIT [PCP signature|Dr.] ::
[White: specialist. Yellow: plan. Pink: file.|Not valid after 90 days.]
""",
}
_THERAPY = {
    "outpatient_rehab_grid": """
SPEC Physical Therapy
HEAD hospital
# [Outpatient Rehabilitation Referral|REHAB SERVICES ORDER|Therapy Referral - Outpatient]
WHO 3 name dob phone
C [Discipline|Therapy requested] :: *PT || OT || Speech-language || [Lymphedema|Vestibular]
C Order :: *Evaluate and treat || Evaluate only || [Aquatic|Dry needling] || Home exercise program
F2 [Referring practitioner|Practitioner]={by} || NPI={npi} || [Ordered|Order written]={date} || [Therapist requested|Therapist]={to} || [Dept|Service]={spec} || [Treatment dx|Medical dx]={codewords} || [Times per week|Frequency]={n1-3}x/wk || [Weeks|Duration]={n4-12} || [Onset|Surgery date]={d-30}
[Weight bearing: as tolerated|Precautions: no lifting > {n5-25} lb|No restrictions].
[I certify the need for these services under a plan of care.|]
WIT [Provider signature|Signed] :: Time={time}
""",
    "speech_child": """
SPEC Otolaryngology as Speech Therapy :: F80.1 Expressive language disorder; F80.2 Mixed receptive-expressive language disorder; R47.1 Dysarthria; F80.0 Phonological disorder; R13.12 Dysphagia, oropharyngeal phase
HEAD practice
[Date|Written]: {date}
[RE|For]: {name}, [d.o.b.|birthdate] {dob}, [parent|mother/father] {kin}, [ph|phone] {phone}
# [ST eval and treat|Speech therapy script|Order: Speech / feeding evaluation]
[Please evaluate and treat|Eval/treat] for {codewords}. [Service|Type of therapy]: {spec}. [{n1-3} times weekly for {n8-26} weeks.|Frequency per therapist.]
[Hearing passed {d-40}.|Hearing test pending.] [Early intervention closed at age 3.|No feeding tube.]
[Clinic|Therapy provider]: {target}, [attn|c/o] {to}
WIT Pediatrician
{by} [NPI|npi#] {npi}
""",
    "therapy_renewal": """
SPEC Physical Therapy
HEAD practice2
# [Plan of Care Renewal / New Prescription|Request for continued therapy order|Physician Recertification and Re-referral]
[To the referring provider: the current script expires on {d+6}. Please sign to renew.|Dear provider, please renew the order below and fax back to {targetfax}.]
WHO 2 name dob mrn?
F2 [Certifying provider|Referred by]={by} || [His/her NPI|NPI]={npi} || [Therapist|Treating]={to} || [Therapy|Discipline]={spec} || [Renewal requested|Date of request]={date} || [ICD-10|Dx]={codes} || [Auth on file|Insurance auth]={auth}
T [Progress|Objective measures] :: Measure || Start || Now
- Pain || {n6-9}/10 || {n2-5}/10
- [ROM flexion|Grip] || {n60-90} || {n95-130}
- [LEFS|Oswestry|TUG] || {n20-40} || {n41-70}
C [Renewed order|Continue] :: *Continue {n1-3}x/week for {n4-8} weeks || Discharge to home program
WIT [Provider|MD/DO/NP] :: Date={d0}
""",
    "hand_therapy": """
SPEC Orthopedics as Occupational Therapy (Hand) :: M65.341 Trigger finger, right ring finger; G56.01 Carpal tunnel syndrome, right; S62.606A Fracture of finger, right; M77.11 Lateral epicondylitis, right
HEAD practice
# [HAND THERAPY PRESCRIPTION|Hand/Upper extremity therapy order|Certified Hand Therapy Rx]
WHO 2 name dob phone?
F2 [Surgeon / referring|Ordering surgeon]={by} || [NPI|Nat'l ID]={npi} || [Issued|Rx date]={date} || [Service|Therapy]={spec} || [To|Therapist]={to} || [Dx|Condition]={codewords}
C Side :: *Right || Left || Both
C [Splint|Orthosis] :: thumb spica || *resting hand || [dynamic|static progressive] || none
C Program :: *AROM || PROM || *scar/edema control || strengthening at {n4-8} weeks || modalities
[Return to surgeon {d+21}.|Post-op day {n3-14}. No resisted grip.]
WIT Surgeon
""",
    "home_agency_sheet": """
SPEC Physical Therapy as Home Health :: I50.9 Heart failure, unspecified; L89.152 Pressure ulcer of sacral region, stage 2; Z48.00 Encounter for change of dressing; J44.1 COPD with exacerbation; R26.89 Abnormality of gait
HEAD [Sunny Path|Evergreen|True North|Willow] Home Care [Agency|Services] / [Intake|Central intake] {tel}
# [New Client Intake from Facility|Home care: referral and orders|Skilled Home Services Referral]
F3 Client :: [Client|Pt name]={name} || [Birthdate|DOB]={dob} || [Lives at|Street]={street} || [City|Town]={citystate} || [Ph|Phone]={phone} || [Medicare / ins ID|HIC/ID]={mid} || [Caregiver|Helper at home]={kin}
C Skilled need :: *SN [wound care|CHF teaching|IV] || PT || OT || HHA || MSW
F2 [Dr. who will sign orders|Certifying physician]={by} || [Physician NPI|NPI]={npi} || [F2F visit|Face to face]={d-4} || [Rec'd|Referral taken]={date} || [Auth|Payer auth]={auth} || [Level|Service line]={spec} || [SOC|Start care]={d+2} || [Case manager|Assigned to]={to}
Dx: {codewords}
[Homebound because|Taxing effort]: [needs walker and assist of one|dyspnea on walking 20 ft|confined to bed]. [Meds]: {med}, {med}, {med}. Allergies: {allergy}
C URG [First visit|SOC needed] :: within 7 days (routine) || within 48 hours || same day
""",
    "hospice_palliative": """
SPEC Hematology/Oncology as Hospice and Palliative Care :: C34.90 Malignant neoplasm of unspecified part of bronchus or lung; I50.84 End stage heart failure; G30.9 Alzheimer's disease, unspecified; C25.9 Malignant neoplasm of pancreas; J44.9 COPD, unspecified
HEAD practice
{date}
# [Request for hospice evaluation|Palliative care consultation request|Evaluate and admit if eligible]
[Patient|For]: {name}   DOB: {dob}   [Residence|Location]: {addr}
[Please evaluate|I am requesting evaluation of] this patient for {spec}. [Terminal diagnosis|Primary diagnosis]: {codewords}. [PPS {n20-60}%.|Weight loss of {n8-30} lb in 6 months.] [In my judgment the prognosis is six months or less if the disease runs its usual course.|Goals of care were discussed with {kin}, who agrees.]
F2 [Attending of record|Referring physician]={by} || [NPI|Attending NPI]={npi} || [Agency nurse|Liaison]={to} || [Timing|Visit needed]={urg} || [Contact|Family phone]={phone}
C [Send|Attached] :: *H&P || *Med list || DNR form || Face sheet
WIT [Physician|Attending]
""",
}
PAYER_FAMILIES = referrals(_PAYERS)
THERAPY_FAMILIES = referrals(_THERAPY)
