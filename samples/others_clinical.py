"""Clinical papers that are none of the four core types: notes, reports, orders and plans that quote labs, referrals and consents."""

from __future__ import annotations

from script import others

_NOTES = {
    "ed_note": """
HEAD hospital
# [Emergency Department Note|EMERGENCY DEPARTMENT PROVIDER NOTE|ED Physician Documentation]
WHO 2 name dob sex? mrn
F2 Arrival={d0} {time} || [Attending|ED Physician|Provider]={prov} || Mode of arrival=[walk-in|EMS|private vehicle] || [ESI|Triage level|Acuity]={n2-4}
## [Chief Complaint|CC]
{complaint#1}
## [HPI|History of Present Illness]
{age} y.o. {man} [presents with|here for|brought in for] {complaint#1} [since yesterday|x {n2-6} days|starting this morning]. [Denies fever, chills or syncope.|No similar episodes before.] [PMH significant for|History of] {dx} and {dx}. [Current on immunizations.|]
MIX
F3 [Vitals|Triage Vitals] :: BP={n108-168}/{n60-98} || HR={n60-118} || Temp={x97.2-101.4} F || RR={n14-24} || SpO2={n93-100}% RA
## [ED Course|ED Course / MDM]
[Labs reviewed|Labs]: WBC {x4.1-16.2}, Hgb {x9.8-16.0}, Na {n132-146}, K {x3.2-5.4}, Cr {x0.6-1.9}, [troponin <0.012|lactate {x0.6-2.6}|UA negative]. [CXR without acute process.|EKG: NSR, no ST changes.|CT negative for acute findings.] Patient [improved|felt better] after [IV fluids|ketorolac 15 mg IV|ondansetron 4 mg]. [Verbal consent obtained for laceration repair.|]
ENDMIX
## [Impression|Clinical Impression|Final Diagnosis]
1. {dx}
## Disposition
[Discharged home in stable condition|Home with family]. [Follow up with PCP in {n2-7} days|Referral to {specialty} placed; office will call]. Return precautions given.
Electronically signed by {prov} {d0} {time}
""",
    "ed_triage": """
HEAD hospital
# [TRIAGE RECORD|Emergency Nursing Assessment|ED NURSING NOTE]
WHO 3 name dob mrn? sex
T [Vital Signs|VS] :: Time || BP || Pulse || Resp || Temp || O2 sat || Pain
-2-4 {time} || {n100-170}/{n58-99} || {n58-120} || {n12-24} || {x97.0-101.9} || {n92-100} || {n0-9}/10
C [Fall risk|Morse fall screen] :: [*yes || no|yes || *no]
C Domestic violence screen :: *negative || positive || unable
Allergies: {allergy}
Stated complaint: {complaint}. [Ambulatory, skin warm and dry.|Alert and oriented x3.] [Blood drawn and sent to lab {time}.|] [Consent for treatment signed at registration.|]
?Home meds: {med}, {med}
RN: {person#1} {time}
WIT [Nurse signature|RN] :: Date={d0}
""",
    "discharge_summary": """
HEAD hospital
# [DISCHARGE SUMMARY|Hospital Discharge Summary|Discharge Summary Report]
WHO 2 name mrn dob sex?
F2 [Admit date|Date of Admission|Admitted]={d-6} || [Discharge date|Date of Discharge|Discharged]={d0} || [Attending|Attending Physician]={prov} || PCP={prov2}
## [Discharge Diagnoses|Principal and Secondary Diagnoses]
1. {dx}
2. {dx}
?3. {dx}
## [Hospital Course|Brief Hospital Course]
[The patient is a|This is a] {age}-year-old {man} [admitted|who was admitted] with {complaint}. [Was treated with|Managed with] IV [antibiotics|fluids|diuresis] [and improved steadily|with good response]. [Cardiology was consulted.|General surgery consulted and recommended conservative management.] [Hemoglobin remained stable at {x8.6-13.2}.|Creatinine peaked at {x1.4-2.8} and was {x0.8-1.4} at discharge.]
T [Pertinent Results|Last labs before discharge] :: Test || Admit || Discharge
- WBC || {x8.0-18.0} || {x5.0-11.0}
- Creatinine || {x1.0-2.4} || {x0.7-1.5}
- Hemoglobin || {x9.0-14.0} || {x9.0-13.6}
T [Discharge Medications|Medications at discharge] :: Medication || How to take
-3-6 {med} || {sig}
## [Follow-up|Instructions]
[See|Appointment with] {prov2} in {n1-2} weeks. [Ambulatory referral to {specialty}.|Pending at discharge: blood cultures.] Activity as tolerated. [Diet: low sodium|Regular diet].
Dictated by {prov} D: {d0} T: {d0} Job #{id ######}
""",
    "discharge_instructions": """
HEAD hospital
# [AFTER VISIT SUMMARY|Your Discharge Instructions|Patient Discharge Instructions]
WHO 2 name dob? mrn?
[You were seen today for|Reason for your stay:] {complaint}
## [What to do at home|Home care]
• Rest for {n1-3} days. [Drink plenty of fluids.|Keep the wound clean and dry.]
• [Take your medicine as prescribed.|Use ice 20 minutes at a time.]
?• Do not drive while taking pain medicine.
T [Your medicines|Medication list] :: Medicine || When || [Next dose|Notes]
-2-4 {med} || {sig} || [START|CONTINUE|CHANGE|STOP]
## [Call your doctor if|When to get help]
Fever over 101, [trouble breathing|worse pain|bleeding that does not stop].
[Follow-up appointment|Next visit]: {prov} {d+8} {time} [at {prac2}|]
[I have received and understand these instructions.|My questions were answered.]
WIT [Patient / responsible party|Patient] :: Date={d0}
WIT Nurse :: Time={time}
""",
    "h_and_p": """
HEAD [practice|hospital]
# [HISTORY AND PHYSICAL|History & Physical Examination|Admission H&P]
WHO 2 name dob mrn?
F2 [Date of service|DOS|Date]={d0} || [Physician|Provider]={prov}
MIX
## [Chief complaint|Reason for admission]
{complaint}
## Past Medical History
{dx}, {dx}, {dx}
## [Past Surgical History|Surgical Hx]
{operation} ({n1998-2021}); [no complications with anesthesia|none other]
## Medications
{med} {sig}; {med} {sig}; {med}
## Allergies
{allergy}
## Family / Social
[Father with CAD, mother with diabetes.|Non-contributory.] [Never smoker.|Former smoker, quit {n2001-2019}.|1/2 ppd.] [Occasional alcohol.|Denies alcohol.]
ENDMIX
## [Review of Systems|ROS]
[Ten systems reviewed and negative except as in HPI.|Constitutional: no weight loss. CV: no chest pain. GI: occasional heartburn.]
## [Physical Exam|Exam]
BP {n108-158}/{n62-94}, pulse {n58-98}. [General: no distress. HEENT: normocephalic. Lungs: clear. Heart: regular, no murmur. Abdomen: soft, non-tender.|WDWN {man} in NAD. Chest CTA bilaterally. RRR. Abd benign. Ext no edema.]
## [Assessment and Plan|Impression / Plan]
1. {dx} - [continue present therapy|start {med}|check CBC and CMP].
2. {dx} - [stable|refer to {specialty}|repeat labs in 3 months].
[Risks, benefits and alternatives of {operation} were discussed and informed consent was obtained.|Will proceed with {operation} as scheduled.]
{prov}
""",
    "progress_soap": """
HEAD practice
# [Progress Note|Office Visit|SOAP NOTE|Clinic Note]
WHO 3 name dob mrn? sex?
F2 [Visit date|DOS|Encounter Date]={d0} || [Seen by|Provider]={prov} || [Visit type|Reason]=[Follow-up|Established patient|Annual|Med check]
S: {age} yo {man} [here to follow up on|with] {dx#1}. [Feels well.|Reports {complaint}.] [Taking {med} without side effects.|Missed a few doses of {med}.]
O: BP {n110-150}/{n64-92} P {n58-96} Wt {n118-260} lb [BMI {x21.0-38.9}|]. [Lungs clear. Heart RRR.|Exam unchanged from last visit.] [Last A1c {x5.4-9.8}%, LDL {n58-188} mg/dL, eGFR {n42-110}.|Labs from last month reviewed: TSH {x0.4-6.8}, K {x3.4-5.2}.]
A: 1) {dx#1} [- at goal|- not controlled|, stable] 2) {dx}
P: [Increase|Continue|Refill] {med}. [Labs before next visit.|Referral to {specialty} offered, patient declines at this time.] RTC {n2-6} months.
[Total time {n15-40} minutes.|] [e-signed|Signed electronically]: {prov} {d0}
""",
    "progress_ehr": """
HEAD practice
BANNER name dob mrn sex
# [Encounter Summary|Office Visit Summary|Visit Note]
F2 [Date|Service date]={d0} || [Rendering provider|Clinician]={prov} || Department={prac} || Insurance={payer} [PPO|HMO|Medicaid]
T [Active Problems|Problem List] :: Problem || [ICD-10|Code] || [Onset|Noted]
-3-5 {dx} || {icd} || {n2009-2025}
T [Current Medications|Outpatient Medications] :: Drug || Directions
-2-5 {med} || {sig}
T [Results Reviewed|Recent Results] :: Component || Value || Date
-2-5 {labtest} || {x0.8-140.0} || {d-20}
## [Subjective|Interval History]
[Patient returns for|Follow up of] {dx}. [No ED visits since last seen.|Home readings average {n118-148}/{n70-90}.]
## [Plan|Assessment & Plan]
[Continue current regimen.|Will order mammogram and colonoscopy.] [Counseled on diet and exercise.|Vaccines up to date.] [Patient consents to e-prescribing.|]
FOOT [Printed by|Printed for] {person} {d0} {time} Page
""",
    "consult_note": """
HEAD practice2
{d0}
# [CONSULTATION|Consultation Report|{specialty#s} Consultation]
WHO 2 name dob mrn?
F2 [Requesting physician|Referred by|Referring]={prov2} || Consultant={prov} || [Reason for consultation|Reason]={dx#1}
[Thank you for asking me to see|I had the pleasure of evaluating] this {age}-year-old {man} [in consultation for|regarding] {dx#1}.
## [History|HPI]
[Symptoms began about {n2-11} months ago|Onset was gradual] [without trauma|after a viral illness]. [Tried {med} with partial relief.|Has been taking {med}.]
## [Data|Studies reviewed]
[MRI from {d-30} shows mild degenerative change.|Outside labs: CRP {x0.3-12.0}, ESR {n4-62}, RF negative.|Echo: EF {n45-65}%.]
## [Impression|Assessment]
{dx#1}, [likely secondary to {dx}|mild].
## Recommendations
1. [Start|Trial of] {med}. 2. [Physical therapy|Repeat imaging in 6 months|Sleep study]. 3. Return to {prov2} for ongoing care; I will see {him} again in {n2-6} months.
[Sincerely|With regards],
{prov}
cc: {prov2}
""",
    "consult_thanks": """
HEAD practice2
{d0}
[RE|Re|Patient]: {name}   [DOB|D.O.B.|Date of birth]: {dob}
Dear [Dr. {prov2last}|Doctor|Colleague]:
[Thank you for the kind referral of|Thank you for referring|I appreciate the opportunity to see] [your patient|this pleasant {age} year old {man}], whom I saw on {d-2} [for|because of] {dx#1}.
[On examination|Exam showed] [mild tenderness, full range of motion|no focal findings]. [I reviewed the labs you sent; ferritin was {n6-30} and hemoglobin {x8.9-12.2}.|X-rays taken in our office were normal.]
[My impression is|I believe this represents] {dx#1}. [I started {him} on {med}.|I injected the joint after verbal consent.|No surgery is needed at present.] [I will see {him} back in {n4-12} weeks.|No further follow up with us is needed.]
[Please call with questions.|Thank you for allowing us to participate in {his} care.]
[Sincerely|Best regards|Yours truly],
WIT {prov} :: Date={d0}
""",
    "telephone_note": """
HEAD practice
# [Telephone Encounter|PHONE MESSAGE|Patient Call Note]
WHO 2 name dob? phone
F2 [Call date|Date/Time]={d0} {time} || [Taken by|Caller spoke with]={person} || [For|Provider]={prov}
[Pt called about|Mother called re:|Patient states] {complaint}. [Wants results of blood work; told TSH was {x0.5-5.9}, normal.|Asks whether referral to {specialty} was sent.|Requests refill of {med}.]
C [Action|Disposition] :: *[Routed to provider|Advised to come in|Call returned] || Left voicemail || [ER precautions given|No action]
[Reply|Provider response]: [OK to refill x {n1-3}.|Schedule visit this week.|Tell patient labs are fine.] [-{provinit}|]
""",
    "nursing_home_note": """
HEAD Cedar [Manor|Terrace|Court] Skilled Nursing & Rehab / {tel}
# [PHYSICIAN VISIT - LONG TERM CARE|Nursing Facility Progress Note|Monthly Summary]
WHO 3 name dob mrn? sex?
F2 Room={n100-240}[A|B|] || [Attending|MD]={prov} || Code status=[DNR|Full code|DNR/DNI]
Resident seen for [30 day|60 day|acute] visit. [Staff report decreased appetite.|No falls this month.] Wt {n98-210}. [Skin intact.|Stage 2 sacral wound {x1.0-3.5} cm.] [INR {x1.6-3.4} on {d-3}; warfarin unchanged.|BMP stable: K {x3.5-5.1}, BUN {n10-38}, Cr {x0.7-1.9}.]
Orders: [continue {med}|d/c {med}|start {med}]. [PT/OT eval and treat.|Consult dietitian.] [Family updated, POA agrees with plan.|]
WIT [Physician|MD/NP] :: Date={d0}
""",
    "psych_note": """
HEAD [practice|Harbor Point Behavioral Health / {tel}]
# [PSYCHIATRIC FOLLOW-UP|Behavioral Health Progress Note|Psychotherapy Note Summary]
WHO 2 name dob
F2 [Session|Date of session]={d0} || Modality=[in person|video visit|phone] || [Duration|Minutes]={n30-60} || Clinician={person}, [LCSW|PhD|PMHNP]
[Mood|Mental status]: [mildly depressed, affect congruent|euthymic, linear, no SI/HI]. PHQ-9 = {n2-21}, GAD-7 = {n1-18}. [Lithium level {x0.4-1.1} mEq/L drawn {d-9}.|]
[Interventions: CBT, sleep hygiene, safety plan reviewed.|Worked on grief and coping skills.]
Plan: [continue {med}|increase {med}]; next session {d+14}. [Client gave verbal consent to telehealth.|Release on file for PCP.]
WIT [Therapist|Clinician signature] :: Date={d0}
""",
    "wound_care": """
HEAD hospital
# [WOUND CENTER VISIT|Wound Assessment and Treatment Record]
WHO 2 name dob mrn
T [Measurements|Wound data] :: Site || L cm || W cm || D cm || Drainage
-1-3 [R heel|L shin|sacrum|R great toe] || {x0.5-6.0} || {x0.4-4.0} || {x0.1-1.2} || [none|scant|moderate serous]
[Debridement performed after consent|Sharp debridement of slough], tolerated well. Dressing: [alginate and foam|hydrocolloid|Unna boot]. [Prealbumin {n9-28}; A1c {x6.0-10.2}.|]
Return {n1-2} wk. {prov} {d0}
""",
    "dental_note": """
HEAD {person}, DDS / Family Dentistry / {tel}
# [CLINICAL NOTES|Dental Treatment Record|Treatment Plan and Estimate]
WHO 2 name dob phone?
T Procedures :: Date || Tooth || Code || Description || Fee
-2-6 {d-9} || #{n2-31} || D{n1110-7240} || [Prophylaxis|Composite 2 surf|Crown PFM|Periapical film|Extraction] || {$45-1100}
[Patient informed of options; consent for local anesthetic given.|Recall 6 months.] BP {n110-150}/{n66-92}
Insurance: {payer} Dental  est. pays {n50-80}%
""",
    "eye_exam": """
HEAD [Vista Eye Center|Lakeside Optometry|Family Eye Care] / {tel}
# [COMPREHENSIVE EYE EXAM|Eye Examination Report|Diabetic Eye Exam Report to PCP]
WHO 2 name dob
T Acuity :: Eye || VA sc || VA cc || IOP
- OD || 20/{n20-80} || 20/{n20-40} || {n10-24}
- OS || 20/{n20-80} || 20/{n20-40} || {n10-24}
[Dilated exam: no diabetic retinopathy OU.|Mild NPDR right eye.|Cataract 2+ NS OU.] [A1c per patient {x6.0-9.5}.|]
Rx: OD -{x0.2-4.7} -{x0.2-1.7} x {n1-180}; OS -{x0.2-4.7} sph
[Plan|Recommendation]: [return 1 year|glasses|monitor]. [Report sent to {prov2}.|Thank you for the referral of this patient.]
{prov} {d0}
""",
    "chiro_note": """
HEAD {person}, DC / [Back in Motion Chiropractic|Align Spine Clinic] / {tel}
# [DAILY NOTE|Chiropractic Treatment Note]
WHO 2 name dob
T  :: Date || Subjective || Region || Tx || Initial
-3-8 {d-25} || [better|same|sore after work] pain {n1-8}/10 || [C5|L4-5|T6|SI] || [98940|98941|97140] || [sd|kt]
Prognosis [good|guarded]. [Auto accident date of loss {d-60}, claim {id ##-######}.|Re-exam at visit 12.]
""",
    "infusion_record": """
HEAD hospital
# [INFUSION FLOWSHEET|Outpatient Infusion Record|Chemotherapy Administration Record]
WHO 3 name dob mrn
Regimen: [iron sucrose 200 mg|infliximab 5 mg/kg|carboplatin AUC 5|zoledronic acid 5 mg]   Cycle {n1-8}   Ht {n58-74} in  Wt {n50-110} kg
T [Pre-treatment labs|Parameters met] :: ANC || Plt || Hgb || Cr
- {x1.5-6.5} || {n100-380} || {x8.5-13.5} || {x0.6-1.3}
T Vitals during infusion :: Time || BP || HR || Rate mL/h
-3-6 {time} || {n100-150}/{n58-90} || {n58-100} || {n50-250}
[Consent verified in chart.|Two identifiers checked.] IV [L forearm 22g|port accessed], no reaction. RN {person} {d0}
""",
}

FAMILIES = others(_NOTES, clauses=("note", 4))
