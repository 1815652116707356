"""Orders, plans, prescriptions, lists and records of care that are neither results nor referrals."""

from __future__ import annotations

from script import others

_ORDERS = {
    "pt_progress": """
HEAD [Peak Rehab|Motion Physical Therapy|StepForward PT & Sports] / {tel}
# [PHYSICAL THERAPY PROGRESS REPORT|PT Re-evaluation|Progress Summary - Outpatient Therapy]
WHO 2 name dob mid?
F2 [Referring MD|Physician]={prov2} || Dx={dx} || [Visits|Attended]={n4-12} of {n12-20} || [SOC|Start of care]={d-40} || [Authorization|Auth visits]={n8-20}
T [Objective|Measures] :: Measure || Initial || Current || Goal
- Flexion ROM || {n60-95} || {n96-125} || 130
- Strength || {n2-3}+/5 || 4/5 || 5/5
- Pain || {n6-9}/10 || {n1-4}/10 || 1/10
- [LEFS|Oswestry|DASH] || {n22-40} || {n41-60} || 65
Assessment: [progressing well|slow gains], skilled therapy [remains necessary|no longer needed]. Plan: {n1-3}x/week for {n3-6} weeks.
WIT Therapist :: Date={d0}
""",
    "ot_eval": """
HEAD Hand & Occupational Therapy / {hospital}
# [OCCUPATIONAL THERAPY EVALUATION|OT Initial Evaluation]
WHO 2 name dob
Dx: {dx}. Prior level: independent. ADLs: [min assist dressing|modified independent]. Grip R {n18-70} lb L {n18-70} lb. 9-hole peg {n18-45} s.
Goals: 1. [open jars|button shirt] in {n2-4} wks. 2. HEP independent. Frequency {n1-3}/wk. [Referred by {prov2}.|]
{person}, OTR/L {d0}
""",
    "plan_of_care": """
HEAD [Comfort Home Health|Hearthside Nursing Services] / {tel}
# [PLAN OF CARE / CERTIFICATION|HOME HEALTH CERTIFICATION AND PLAN OF CARE|Physician Certification - Home Health]
F2  :: [1. Patient HI Claim No.|Medicare No.]={mid} || 2. Start of Care={d-3} || 3. Certification Period={d-3} to {d+57} || 4. [Medical Record No.|MR #]={mrn}
WHO 2 name dob sex? addr?
F1  :: 11. Principal Diagnosis={icd} {dx} || 10. Medications={med} (C); {med} (N) || 21. Orders=SN {n1-2}w{n4-9}, PT {n1-3}w4, HHA 2w4 || 22. Goals=[wound healed|safe transfers|stable BP]
[I certify that this patient is confined to home and needs intermittent skilled nursing care.|Face to face encounter {d-8}.] [SN may draw CBC and BMP weekly.|]
WIT [Attending physician's signature|Physician] :: Date signed=[____|{d0}]
""",
    "home_health_update": """
HEAD [Comfort Home Health|Bluebird Visiting Nurses] / {tel}
# [SUPPLEMENTAL PHYSICIAN ORDER|Verbal Order for Signature]
WHO 2 name dob
V.O. [from|read back] {prov2} {d-1}: [extend PT 2w3|change wound dressing to daily|draw PT/INR {d+2}, call results].
Please sign and return by fax {tel}.
WIT Physician :: Date=______
""",
    "prescription": """
HEAD practice
# [|PRESCRIPTION|Rx]
F2 [Name|For|Patient]={name} || [DOB|Age]={dob} || [Address|Addr]={addr} || Date={d0}
Rx  {med}
Sig: {sig}    [Disp|#|Qty]: {n10-90}    [Refills|Refill]: {n0-5}
C  :: [DAW || *substitution permitted|*generic ok || brand necessary]
WIT {prov} :: [DEA=________|Lic={id A######}]
""",
    "prescription_electronic": """
HEAD practice
# [Electronic Prescription Copy|e-Prescribe Confirmation|Prescription order detail]
WHO 2 name dob phone?
F1 Drug={med} || Directions={sig} || Quantity={n14-90} || Refills={n0-3} || Pharmacy={drugstore} || Prescriber={prov} NPI {npi} || Written={d0} || Status=[Sent|Transmitted successfully]
""",
    "refill_request": """
HEAD {drugstore#1} / {tel}
# [REFILL REQUEST|Refill Authorization Request|PRESCRIPTION RENEWAL REQUEST]
To: {prov}  Fax: {tel}   Date: {d0}
WHO 2 name dob phone? addr?
F2 [Drug|Medication]={med} || [Qty|Disp]={n30-90} || Directions={sig} || Last filled={d-31} || Rx #={id #######} || Refills left=0
C [Prescriber response|Please check one] :: [Authorize x ___ refills || Deny || Patient needs appointment|*Approved || Denied || Change to]
WIT [Prescriber|Dr. signature] :: Date=______
Confidential: contains health information protected by law.
""",
    "pharmacy_clarification": """
HEAD {drugstore#1} / {tel}
# [DRUG CHANGE REQUEST|Pharmacy Clarification Request|Prior authorization needed - alternative?]
Dr. {prov}: RE {name} {dob}
{med} is [not covered by|rejected by] {payer} (reject 75). [BIN 610{n100-999} PCN {id AA####} ID {mid}.|] Covered alternatives: {med}, {med}.
C Please choose :: Change as above || Start prior auth || Patient will pay cash
RPh {person} {d0}
""",
    "med_list": """
HEAD [practice|hospital]
# [MEDICATION LIST|Current Medications|Medication Reconciliation]
WHO 2 name dob mrn?
T  :: Medication || [Dose / Directions|Sig] || [Prescriber|Started] || [Reason|Comments]
-5-11 {med} || {sig} || {d-90} || [{dx}|]
Allergies: {allergy}
[Reviewed with patient|Reconciled] {d0} [by {person}|]
""",
    "med_list_home": """
# [My medicines|MEDICATIONS I TAKE]
[Name|My name]: {~name}   {~d0}
-
{~med} - [morning|am]
{~med} - [2x day|night]
{~med}
{~med} [for blood pressure|as needed]
allergic to {~allergy}
?My doctor: {prov}  {tel}
""",
    "mar": """
HEAD Cedar Manor Skilled Nursing / {tel}
# [MEDICATION ADMINISTRATION RECORD|MAR]
WHO 3 name dob mrn?
T  :: Order || Hour || 1 || 2 || 3 || 4 || 5 || 6
-5-9 {med} || {n6-21}00 || [kt|ms|] || [kt|] || ms || kt || [R|] || ms
Nurse initials kt = {person}; ms = {person}. R = refused
""",
    "immunization": """
HEAD [practice|{county} Health Department]
# [IMMUNIZATION RECORD|Vaccine Administration Record|Certificate of Immunization Status]
WHO 2 name dob sex? addr?
T  :: Vaccine || Date [given|1] || [Lot|Manufacturer] || Site || [Given by|VIS date]
-5-12 {vaccine} || {d-900} || {id A####AA} || [L delt|R thigh|IM] || {n2019-2025}
[Next due|Due now]: {vaccine}, {vaccine}
[Registry ID {id #######}|] Printed {d0}
""",
    "immunization_registry": """
HEAD State Immunization Information System
# [Official Immunization Record|Patient Immunization History Report]
WHO 2 name dob
T Vaccines received :: Group || Doses || Last date || Forecast
-6-10 {vaccine} || {n1-4} || {d-500} || [complete|due {d+60}|overdue]
[Consent to participate in the registry: Yes|This record does not show titers; hepatitis B surface antibody must be requested from the laboratory.]
""",
    "growth_chart": """
HEAD practice
# [GROWTH RECORD|Well Child Growth Chart|Boys/Girls: 2 to 20 years]
WHO 2 name dob sex
T  :: Date || Age || Wt (lb) || Ht (in) || [HC|BMI] || Percentile
-5-9 {d-700} || {n2-9}y{n0-11}m || {x22.0-80.0} || {x31.0-55.0} || {x14.0-19.0} || {n5-95}
""",
    "vitals_log": """
# [BLOOD PRESSURE LOG|Home glucose log|Vital signs flow sheet|Blood sugar diary]
[Name|Patient]: {~name}    [DOB {~dob}|]
T  :: Date || Time || [Reading|AM] || [Pulse|PM] || Notes
-7-14 {d-20} || {time} || {n98-168}/{n60-96} || {n60-180} || [|after lunch|felt dizzy|fasting]
?Doctor: {prov}
""",
    "diabetic_log_report": """
HEAD practice
# [CONTINUOUS GLUCOSE MONITOR REPORT|AGP Report]
WHO 2 name dob
F2 Average glucose={n110-230} mg/dL || GMI={x5.8-9.1} % || Time in range={n38-92} % || Very low (<54)={n0-3} % || High (>180)={n6-50} % || Sensor use={n70-100} %
Period {d-14} - {d0}
""",
    "dme_order": """
HEAD [Apex Medical Equipment|Reliable DME & Oxygen] / {tel}
# [CERTIFICATE OF MEDICAL NECESSITY|Detailed Written Order|DME ORDER FORM]
WHO 2 name dob addr? phone? mid
F2 Supplier NPI={npi} || Physician={prov} || [HCPCS|Item]=[E0601 CPAP|K0001 wheelchair|E1390 oxygen concentrator|L1833 knee brace|A4253 test strips] || Dx code={icd} || Length of need={n1-99} months
[O2 sat on room air {n80-89}% tested {d-5}.|AHI {x15.0-48.0} on {d-30}.|A1c {x7.0-11.0}; testing {n1-4} times daily.]
[I certify the medical necessity of these items.|Signature stamps are not acceptable.]
WIT Physician signature :: Date=[________|{d0}]
""",
    "lab_requisition": """
HEAD lab
# [LABORATORY REQUISITION|TEST REQUEST FORM|Lab Order]
WHO 2 name dob sex? phone? addr?
F2 Account #={id #####} || Ordering={prov} NPI {npi} || [Bill to|Billing]=[Insurance|Client|Patient] || Insurance={payer} ID {mid} || ICD-10={icd}, {icd} || [Collection date|Collected]=[____|{d0}] || Fasting=[Y|N]
C [Chemistry|Panels] :: *CMP || BMP || *Lipid panel || Hepatic || Renal
C Hematology :: *CBC w/ diff || PT/INR || ESR || Retic
C Other :: *TSH || *Hgb A1c || PSA || Vitamin D 25-OH || Urinalysis
WIT Provider :: Date={d0}
""",
    "lab_order_ehr": """
HEAD practice
BANNER name dob mrn sex
# [Order Requisition|Outpatient Lab Orders|Standing Lab Order]
T  :: [Test|Procedure] || [CPT|Code] || Dx || [Priority|Expected]
-3-6 {labtest} || {cpt} || {icd} || [Routine|STAT|{d+20}]
Ordered by {prov} [electronically|] {d0}. [Results to fax {tel}.|Do at {labname}.] [Specimen: blood.|Patient may walk in.]
""",
    "imaging_requisition": """
HEAD imaging
# [IMAGING REQUEST|Radiology Order Form|MRI / CT REQUISITION]
WHO 2 name dob phone mid?
C Modality :: *[MRI|CT] || X-ray || Ultrasound || Mammogram
F1 Exam=[L-spine without contrast|brain with and without|abdomen/pelvis with] || [Reason|Clinical indication]={complaint}, {icd} || [Creatinine|Last Cr / eGFR]={x0.6-1.5} / {n48-100} || [Auth #|Precert]=[pending|not required] || Appointment={d+5} {time}
C Safety :: pacemaker || claustrophobia || *none
WIT Ordering provider :: Date={d0}
""",
    "imaging_prep": """
HEAD imaging
# [Your appointment and preparation|Exam confirmation]
{name}, [you are scheduled|your exam is]: [CT abdomen|MRI knee|ultrasound] on {d+4} at {time}.
• Nothing to eat [4|6] hours before. • Bring your insurance card, ID and the order from your doctor. • [You will sign a consent for contrast on arrival.|Arrive 20 minutes early.]
Cancel by calling {tel}.
""",
    "standing_orders": """
HEAD Cedar Manor Skilled Nursing / {tel}
# [PHYSICIAN ORDERS|Telephone order sheet|Admission Orders]
WHO 3 name dob mrn?
1. {med} {sig}
2. {med} {sig}
3. [CBC, BMP Monday|PT/INR weekly|UA C&S]
4. Diet [regular|NAS|pureed]. Activity [as tolerated|WBAT].
?5. [Consult {specialty}|Speech therapy eval]
Noted {person} RN {time}
WIT Physician :: Date={d0}
""",
    "advance_directive": """
# [LIVING WILL|ADVANCE HEALTH CARE DIRECTIVE|Durable Power of Attorney for Health Care]
I, {name}, [born {dob}|of {addr}|being of sound mind], [willfully make this declaration|appoint the following person as my agent]:
F1 Agent={kin} || Phone={tel} || Alternate={person}
[If I have a terminal condition I do not want my life prolonged.|My agent may consent to or refuse any treatment for me.] [I do not want CPR, ventilator or tube feeding.|I want comfort care only.]
C  :: [*I do|I do] want to donate organs || [I do not|*I do not]
WIT Declarant :: Date={d-200}
WIT Witness 1
WIT Witness 2
?WIT Notary Public :: My commission expires={d+700}
""",
    "polst": """
# [PHYSICIAN ORDERS FOR LIFE-SUSTAINING TREATMENT|POLST - Medical Orders|OUT-OF-HOSPITAL DNR ORDER]
WHO 2 name dob ssn4?
C A. CPR :: Attempt resuscitation || *Do not attempt (DNR)
C B. Interventions :: *Comfort measures || Limited || Full treatment
C C. Nutrition :: *No tube || Trial period
[Discussed with|Basis]: [patient|health care agent]
WIT Physician / NP :: Date={d-20}
WIT Patient or [surrogate|representative]
""",
}

FAMILIES = others(_ORDERS)
