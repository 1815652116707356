"""Visit notes and packets of notes that stand alone: their plan refers, orders and consents, but nobody is asked for anything."""

from __future__ import annotations

from script import others

_EXAM = "[Gen: comfortable. HEENT: moist. Neck: supple. Chest: clear. Cor: regular, no gallop. Abd: benign. Ext: no cyanosis. Neuro: intact.|Well appearing. Lungs without wheeze. Heart without murmur. Belly soft. Skin warm. Cranial nerves normal. Reflexes equal.]"
_PLAN = "[Send to {specialty} for evaluation.|Refer to {specialty}.|Consult {specialty}, order placed.|Referral for physical therapy entered.] [Labs today.|CBC and CMP before next visit.] [Refill {med}.|Stop {med}, begin {med}.] [RTC {n1-6} months.|Call if worse.]"

_NOTES = {
    "note_visit_long": f"""
HEAD practice
# [OFFICE NOTE|Clinic Visit|Outpatient Visit Note|Follow-up Visit]
WHO 3 name dob mrn?
F2 [Date of visit|Encounter]={{d0}} || [Clinician|Signed by]={{prov}}
MIX
## [HPI|Subjective]
{{age}} year old {{man}} [returns for|seen for] {{dx#1}} and {{complaint}}. [Doing fairly well.|Symptoms unchanged.|Better since last visit.] [Denies fever, cough, chest pain or weakness.|No new complaints.]
## [Past history|PMH]
{{dx}}; {{dx}}; {{dx}}. [Surgeries]: {{operation}} {{n1990-2021}}.
## [Social|Social history]
[Retired teacher, widowed, one glass of wine on weekends.|Drives a truck, smokes half a pack.|Student, no tobacco.] [Family: mother with stroke, brother with diabetes.|]
## [ROS|Review of systems]
[Tired, else negative.|All else negative.|Joint aches; no rash, no bleeding.]
## [Objective|Exam]
BP {{n100-160}}/{{n58-98}} P {{n56-100}} R {{n12-20}} T {{x97.0-99.4}} Wt {{n110-280}} lb. {_EXAM}
ENDMIX
## [Impression / Plan|A/P]
1. {{dx#1}}. {_PLAN}
2. {{dx}}. [Stable.|Goal not met.]
[Electronically authenticated|Signed] {{prov}} {{d0}} {{time}}
""",
    "note_packet_two_visits": f"""
BANNER name dob mrn
# [Visit Note|Ambulatory Note|Encounter] {{d-60}}
[Written by|Documented by] {{prov}}, [signed|finalized] {{d-59}} {{time}}
[Chief complaint]: {{complaint}}
[{{age}} y/o {{man}} with {{dx#1}}, {{dx}} and {{dx}} comes in today.|Interval: no ED visits. Taking medicines as told.] [Sleep fair, appetite good.|Walks daily.]
{_EXAM}
[Plan]: {_PLAN}
T [Active problems|Problems] :: Problem || Noted
-3-7 {{dx}} || {{n2009-2025}}
===
T [Outpatient medications|Medication list] :: Medication || Take
-3-7 {{med}} || {{sig}}
T [Vital signs|Vitals] :: BP || HR || SpO2 || Weight
- {{n100-150}}/{{n60-95}} || {{n55-100}} || {{n94-100}} || {{n50-120}} kg
T [Results from last draw|Labs reviewed] :: Test || Value || Range
-3-8 {{labtest}} || {{x0.8-140.0}} || {{n1-30}}-{{n40-150}}
===
# [Visit Note|Ambulatory Note|Encounter] {{d-5}}
[Written by|Documented by] {{prov2}}, [signed|finalized] {{d-4}} {{time}}
[Follow up of {{dx#1}}. Some better on {{med}}.|Here for results. Still has {{complaint}}.] [Past medical history unchanged.|Former smoker.]
{_EXAM}
[Plan]: {_PLAN}
===
T [Medications|Medication list] :: Medication || Take
-3-7 {{med}} || {{sig}}
FOOT [Chart copy|Printed from the record] page
""",
    "note_packet_records_sent": f"""
HEAD practice
# [RECORDS ENCLOSED|Copy of medical record|Chart copy - as requested]
[Enclosed are the records that you asked for.|In answer to your request of {{d-12}}.] {{n6-60}} pages.
WHO 2 name dob mrn?
C [Contents] :: *[Progress notes|Office notes] || *Labs || Imaging || *[Consults|Outside consults] || Immunizations
===
## [Progress note|Office visit] {{d-40}}
[S]: {{complaint}}; {{dx}}. [O]: {_EXAM} [A]: {{dx}}. [P]: {_PLAN}
## [Progress note|Office visit] {{d-90}}
[S]: {{complaint}}. [O]: BP {{n100-150}}/{{n60-90}}. {_EXAM} [A]: {{dx}}, {{dx}}. [P]: {_PLAN}
===
T [Laboratory|Results] :: Date || Test || Value || Units
-5-12 {{d-60}} || {{labtest}} || {{x0.8-140.0}} || [mg/dL|mmol/L|U/L|%]
""",
    "note_urgent_care": f"""
HEAD [QuickCare|CityMed|Family] Urgent Care / {{tel}}
# [URGENT CARE VISIT SUMMARY|Provider note|Walk-in encounter]
WHO 2 name dob phone?
[CC]: {{complaint}}. [Onset {{n1-6}} days.|Started last night.] [Tests in clinic]: [rapid strep negative|flu negative|urine dip trace leukocytes|x-ray no fracture].
{_EXAM}
[Dx]: {{dx}}. [Rx]: {{med}} {{sig}}. [Follow up with your own doctor in {{n2-10}} days.|Referred to {{specialty}} if not better.] [Work note given.|]
{{person}}, PA-C
""",
    "note_annual_wellness": """
HEAD practice
# [MEDICARE ANNUAL WELLNESS VISIT|Preventive Visit|Well Adult Exam]
WHO 2 name dob
T [Prevention plan|Health maintenance] :: Item || Last || Next
-4-8 [colonoscopy|mammogram|eye exam|bone density|flu vaccine|lipid panel|foot exam] || {d-400} || {d+300}
[Depression screen negative.|PHQ-2 0.] [Falls: none.|One fall.] [Advance directive discussed, form given.|Has a living will.] [Memory screen {n3-5}/5.|]
[Plan]: [referral to {specialty}|screening colonoscopy ordered|labs ordered]. [Return in one year.|]
{prov}
""",
    "note_specialty_followup": f"""
HEAD practice2
# [{{specialty#s}} Follow-Up|RETURN VISIT|Established Patient - {{specialty#s}}]
WHO 2 name dob mrn?
F2 [PCP]={{prov2}} || [Referring]={{prov2}} || [Last seen]={{d-120}} || [Today]={{d0}}
[{{He}} was last here {{n3-12}} months ago.|Returns after {{operation}}.] [Reports good control.|Still having {{complaint}}.] {_EXAM}
[Impression]: {{dx}}. [Continue {{med}}.|Increase {{med}}.] [Back in {{n3-12}} months.|Discharged from clinic to {{prov2}}.]
{{prov}}
""",
    "note_dictation_typed": f"""
PATIENT: {{name,}}
[CHART|NO]: {{id ######}}     [SEEN]: {{d0}}
{{age}}-YEAR-OLD {{man}} WITH {{dx}}. {{complaint}} FOR {{n2-9}} WEEKS. [NO FEVER.|NO WEIGHT LOSS.] [MEDS ARE {{med}}, {{med}}.|TAKES NOTHING.]
{_EXAM}
IMP: {{dx}}.
PLAN: {_PLAN}
[{{provinit}}/{{id @@}}|D: {{d0}} T: {{d+1}}]
""",
    "note_pediatric_well": """
HEAD [Little Oaks|Sunny Day|Main Street] Pediatrics / {tel}
# [WELL CHILD CHECK|Well Child Visit {n2-15} years|Health Supervision Visit]
WHO 2 name dob
[Weight {n25-120} lb ({n5-95}%). Height {n33-65} in.|Growth tracking well.] [Parents have no concerns.|Concern: speech.] [Diet varied. Sleeps {n8-11} hours.|Picky eater.]
[Development on track.|Delay in speech: refer to early intervention.] [Hearing and vision pass.|Vision: refer to eye doctor.] [Shots given today: {vaccine}, {vaccine}; consent from mother.|Immunizations up to date.]
{prov}
""",
    "note_nurse_visit": """
HEAD practice
# [NURSE VISIT|Clinical support note|Injection visit]
WHO 2 name dob
[Here for {vaccine}.|Blood pressure check.|B12 injection.] BP {n100-160}/{n60-98}. [Tolerated well. Left arm. Lot {id @####}.|No reaction after 15 minutes.] [Verbal consent.|] [Told to see {prov} about referral to {specialty}.|Next in {n2-12} weeks.]
{person}, [RN|LPN|MA] {d0} {time}
""",
    "note_telehealth": f"""
# [TELEHEALTH VISIT NOTE|Video visit|Audio-only encounter]
WHO 2 name dob phone
[Patient at home, provider in office. Consent to telehealth was obtained.|Patient agreed to a video visit.] [Started {{time}}.|Time {{n8-25}} min.]
{{complaint}}. {{dx}}. [Looks well on video.|Speaks in full sentences.]
[Plan]: {_PLAN}
{{prov}} {{d0}}
""",
    "note_case_management": """
HEAD {payer#p}
# [CASE MANAGEMENT NOTE|Care Coordination Log|Transition of care call]
F2 Member={name} || DOB={dob} || ID={mid} || Nurse={person}
T Log :: Date || Contact || Note
-4-9 {d-20} || [patient|daughter|PCP office|pharmacy] || [left message|appointment made with {specialty}|referral confirmed received|needs ride|medicines reviewed]
[Goals: no readmission.|Next call {d+7}.]
""",
    "note_preop_clearance_reply": f"""
HEAD practice
{{d0}}
# [PREOPERATIVE EVALUATION|Medical clearance|Surgical risk letter]
WHO 1 name dob
[To the surgeon|Attn: {{prov2}}]. [{{name.}} was examined for {{operation}}.|Planned: {{operation}} on {{d+14}}.] {_EXAM}
[EKG normal. Hgb {{x10.0-16.0}}, Cr {{x0.6-1.5}}.|Risk class II.] [Cleared at acceptable risk.|Hold {{med}} for {{n3-7}} days.]
{{prov}}
""",
    "note_hospital_progress": f"""
HEAD hospital
# [DAILY PROGRESS NOTE|Hospital day {{n2-9}}|Inpatient Progress Note]
WHO 3 name mrn dob?
[Overnight events: none.|Spiked to {{x100.5-102.5}}.] T {{x97.0-101.5}} BP {{n90-160}}/{{n50-90}} HR {{n58-120}} I/O {{n900-3000}}/{{n800-2800}}. {_EXAM}
T [Labs today|AM labs] :: Na || K || Cr || WBC || Hgb || Plt
-1-3 {{n128-146}} || {{x3.1-5.4}} || {{x0.6-2.4}} || {{x4.0-18.0}} || {{x7.8-14.0}} || {{n80-400}}
[1. {{dx}}: continue IV {{med}}. 2. {{dx}}: consult {{specialty}}. 3. DVT prophylaxis. Full code.|Plan: PT/OT, case management for placement, {{specialty}} to see.]
{{prov}}
""",
    "note_problem_med_list": """
BANNER name dob mrn
# [CLINICAL SNAPSHOT|Chart summary|Face sheet with problems]
T [Problem list|Conditions] :: Condition || Onset || Status
-5-10 {dx} || {n2003-2025} || [active|resolved|chronic]
T [Medications|Prescriptions] :: Name || Sig
-5-10 {med} || {sig}
T [Allergies] :: Substance || Reaction
-1-3 {allergy} || [rash|hives|unknown]
===
T [Recent results|Flowsheet] :: Test || {d-10} || {d-100} || Ref
-6-14 {labtest} || {x0.8-140.0} || {x0.8-140.0} || {n1-30}-{n40-150}
[Care team: {prov}, {prov2}.|Open referrals: {specialty} (sent {d-20}), {specialty} (closed).]
""",
}

FAMILIES = others(_NOTES)
