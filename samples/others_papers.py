"""Identity papers, questionnaires, blank forms, labels and other papers around a patient."""

from __future__ import annotations

from script import others

_PAPERS = {
    "driver_licence": """
# [DRIVER LICENSE|OPERATOR LICENSE|IDENTIFICATION CARD|Driver's License (copy)]
F1  :: [DL|4d LIC#|ID]={id A#######} || [EXP|4b]={d+900} || [LN|1]={last} || [FN|2]={first} {middle} || [ADDRESS|8]={street} || ={citystate} || [DOB|3]={dob} || [SEX|15]={sex} || [HGT|16]={n4-6}'-{n0-11}" || [WGT|17]={n100-250} lb || [EYES|18]=[BRO|BLU|GRN] || [ISS|4a]={d-700}
[CLASS D  END NONE|DONOR|REST B]
?PDF417 {aamva}
""",
    "passport": """
# [PASSPORT|PASSPORT - data page|Permanent Resident Card]
F2  :: [Type|Category]=P || Code=USA || [Passport No.|Card #]={id #########} || Surname={last} || Given names={first} {middle} || Date of birth={dob} || Sex={sex} || Date of issue={d-900} || Date of expiration={d+2000}
P<USA{id @@@@@@@@@@@@}<<<<<<<<<<<<<<<<
""",
    "ssn_card": """
# [SOCIAL SECURITY|This number has been established for]
{ssn4}
{name}
[SIGNATURE|VALID FOR WORK ONLY WITH AUTHORIZATION]
""",
    "birth_certificate": """
HEAD {county} / Registrar of Vital Records
# [CERTIFICATE OF LIVE BIRTH|Certified Copy of Birth Record]
F2  :: Child's name={name} || Date of birth={dob} || Sex={sex} || Place=[{hospital}] || Mother's maiden name={person} || Father={kin} || State file no.={id ###-##-######}
[This is a true copy.|Any alteration voids this certificate.] {d-300}
""",
    "death_certificate": """
HEAD {county} / Vital Statistics
# [CERTIFICATE OF DEATH|Death Certificate Worksheet for certifier]
F2  :: Decedent={name} || Sex={sex} || Date of birth={dob} || SSN={ssn4} || Date of death={d-3} || Place={hospital} || Informant={kin}
Cause: (a) {dx} due to (b) {dx}. Manner [natural|pending]. Autopsy no.
WIT Certifier :: License={id A#####}
""",
    "marriage_divorce": """
HEAD {county} / Clerk of Court
# [MARRIAGE CERTIFICATE|Decree of name change|Letters of Guardianship]
[This certifies that|It is ordered that] {name} [and {person} were united|is now known by the name of {last}|is the ward of {person}, guardian with power to consent to medical care]. Case {id ##-####}. {d-400}
WIT Clerk / Judge
""",
    "poa_financial": """
# [GENERAL POWER OF ATTORNEY|Guardianship order (copy)]
I, {name}, appoint {kin} as attorney-in-fact for [property, bank and tax matters|all lawful acts including insurance claims].
WIT Principal :: Date={d-300}
WIT Notary Public
""",
    "phq9": """
HEAD practice
# [PATIENT HEALTH QUESTIONNAIRE (PHQ-9)|Depression screening]
WHO 2 name dob?
T Over the last 2 weeks, how often have you been bothered by :: Problem || Score 0-3
- Little interest or pleasure || {~n0-3}
- Feeling down or hopeless || {~n0-3}
- Trouble sleeping || {~n0-3}
- Feeling tired || {~n0-3}
- Poor appetite or overeating || {~n0-3}
- Trouble concentrating || {~n0-3}
TOTAL {~n2-22}    [Date {d0}|Scored by {person}]
""",
    "gad_audit": """
HEAD practice
# [GAD-7 Anxiety|AUDIT-C Alcohol Screen|M-CHAT-R Autism Screen|Edinburgh Postnatal Scale|Falls risk questionnaire]
[Name|Child]: {name}   DOB {dob}
C 1. :: *[Not at all|Never] || Several days || More than half || Nearly every day
C 2. :: Not at all || *[Several days|Sometimes] || More than half || Nearly every day
C 3. :: *Not at all || Several days || More than half || Nearly every day
Score {n0-18}
""",
    "history_intake": """
HEAD practice
# [NEW PATIENT HEALTH HISTORY|Medical History Questionnaire|Patient Intake Form]
WHO 2 name dob sex? phone? addr?
C Have you had :: *high blood pressure || diabetes || *asthma || cancer || heart attack || thyroid
F1  :: [Medicines|Current medications]={~med}, {~med} || Allergies={~allergy} || [Surgeries|Operations]={~operation} || [Who referred you?|Referred by]={prov2} || Last colonoscopy={~n2015-2025} || Tobacco=[never|quit|daily]
[Family: father heart disease; mother diabetes.|Occupation: {company}]
""",
    "registration": """
HEAD practice
# [PATIENT REGISTRATION|Demographic Sheet|FACE SHEET]
WHO 2 name dob sex phone addr mrn?
F2  :: Employer={company} || Marital status=[S|M|W|D] || Emergency contact={kin} {tel} || Guarantor={kin} || PCP={prov} || Primary insurance={payer} || [Policy ID|ID]={mid} || Subscriber=[self|{kin}] || Secondary=[none|{payer}]
[Language {language}|Race / ethnicity: declined] Printed {d0}
""",
    "hospital_facesheet": """
HEAD hospital
# [ADMISSION RECORD|FACE SHEET|Inpatient Face Sheet]
WHO 3 name mrn dob sex addr phone ssn4?
F3  :: Account={id ##########} || Admit={d-3} {time} || Attending={prov} || Referring={prov2} || Fin class=[MCR|COM|MCD] || Payer 1={payer} || Policy={mid} || Nearest relative={kin} || Consent signed=[Y|N] || Admitting dx={dx}
""",
    "ros_form": """
# [REVIEW OF SYSTEMS|Symptom checklist|Pain diagram]
[Name|Patient]: {~name}   Date {~d0}
C General :: fever || *fatigue || weight loss
C Heart :: chest pain || *palpitations || swelling
C Lungs :: *cough || wheeze
C Joints :: *knee pain || *stiffness
Pain now {n0-9}/10
""",
    "survey": """
HEAD hospital
# [Patient Satisfaction Survey|How did we do?|CAHPS style survey]
[Visit of {d-8} with {prov}|Your recent visit]
C The staff treated me with courtesy :: never || sometimes || usually || *always
C I got my test results when promised :: yes || *no
C Getting a referral was easy :: *yes || no
Comments: {~weekday} [was busy|great visit]
""",
    "blank_lab_req": """
HEAD lab
# [TEST REQUISITION|Laboratory Request Form]
F2  :: Patient name=____________________ || DOB=____/____/____ || Sex=M  F || Phone=__________ || Ordering physician=__________ || Bill to=Client  Patient  Insurance || Policy #=__________ || Dx code=________
C Panels :: BMP || CMP || Lipid || Hepatic || Thyroid
C Tests :: CBC || A1c || PSA || Ferritin || Vitamin D || hCG
Physician signature ____________________ Date ________
""",
    "blank_referral": """
HEAD practice2
# [REFERRAL FORM (blank)|Please use this form for new referrals|Referral form - master copy]
F2  :: Patient=____________________ || DOB=__________ || Insurance=__________ || Diagnosis=__________ || Referring=__________ || NPI=__________
[Make copies as needed.|Forms are also on our web site.] Fax {tel}
""",
    "blank_consent_packet": """
HEAD practice
# [Forms order|Sample forms - do not use|New forms approved by committee]
T  :: Form no. || Title || Version || Languages
-4-8 {id F-###} || [Consent for procedure|Release of information|Telehealth consent|Privacy acknowledgement|Referral form|Lab requisition] || {n1-9} || EN/ES
Order from {vendor}
""",
    "blank_history": """
HEAD practice
# [PATIENT INFORMATION (please print)|Health history form]
F2  :: Last name=______________ || First=______________ || Birth date=______________ || Address=______________ || Insurance=______________ || ID #=______________
C Do you have :: allergies || asthma || diabetes || heart disease
""",
    "chart_label": """
{name,}
DOB {dob} [{sex}|]
MRN {mrn}
CODE {id ########}
[ACCT {id #########}|{d0}]
""",
    "wristband": """
F1  :: ={name,} || DOB={dob} || MRN={mrn} || Adm={d0} || Dr={prov}
CODE {id ########}
ALLERGY {allergy}
""",
    "records_index": """
HEAD hospital
# [CHART CONTENTS|Record index|List of documents sent]
Patient {name}  DOB {dob}  MRN {mrn}
T  :: Document || Date || Pages
-5-10 [Discharge summary|Lab results|Consent for surgery|Insurance card|Referral|Radiology|Progress notes] || {d-60} || {n1-20}
""",
    "care_plan": """
HEAD practice
# [CHRONIC CARE MANAGEMENT PLAN|Comprehensive Care Plan|IEP / 504 health plan]
WHO 2 name dob
Problems: {dx}; {dx}. Goals: [A1c < 7|BP < 130/80|walk 30 min]. Team: {prov}, {person} RN. [Verbal consent for CCM given {d-30}.|Next review {d+90}.]
""",
    "case_management": """
HEAD {payer} / Care Management
# [CARE MANAGER LETTER|Transition of Care Notification|ADT alert: admission]
Member {name}  DOB {dob}  ID {mid}
[was admitted to {hospital} on {d-2} with {complaint}|was discharged {d-1}; see within 7 days|enrolled in our diabetes program, last A1c {x7.0-11.0}]. RN {person} {tel}
""",
    "clinical_trial_letter": """
HEAD University Hospital of the Plains / Clinical Research Unit
{d0}
Dear Dr. {provlast}: [your patient|] {name} (DOB {dob}) has [joined|completed] a study of {med} after giving consent. [Please do not start new drugs without calling.|Safety labs are drawn monthly by us.] {person}, coordinator, {tel}
""",
    "hospice_note": """
HEAD Gentle Shores Hospice / {tel}
# [HOSPICE IDT NOTE|Certification of Terminal Illness|Death notification]
WHO 2 name dob
[PPS {n20-50}%, weight down {n5-20} lb.|Patient died at home {d-1} {time}.] Dx {dx}. {prov} [certifies prognosis of six months or less|notified].
""",
    "police_report": """
HEAD {county} Sheriff
# [CRASH REPORT|Incident Report|Emergency custody order]
Case {id ##-######}  {d-6} {time}
Unit 1 driver {name}, DOB {dob}. [Taken to {hospital}.|Blood alcohol test refused.] Insurance: Guardrail Auto {id A#######}. Officer {person}
""",
    "coroner_request": """
HEAD {county} Medical Examiner
# [REQUEST FOR MEDICAL RECORDS|Notice of investigation]
Decedent: {name}  {dob}. [No consent is needed under state law.|Send last office note, medication list and labs.] Investigator {person} {tel}
""",
    "vet_record": """
HEAD [Paws & Claws Animal Hospital|Prairie Veterinary Clinic] / {tel}
# [VACCINATION CERTIFICATE|Canine blood panel summary|Client invoice]
Owner: {person}   Pet: [Max|Bella|Luna], [Labrador|DSH cat], {n1-14} yr
T  :: Item || Result || Date
-2-4 [Rabies|DHPP|Heartworm test|ALT|Creatinine] || [given|neg|{x0.4-90.0}] || {d-5}
""",
}

FAMILIES = others(_PAPERS)
