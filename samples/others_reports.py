"""Reports of examinations and procedures that are not laboratory results: imaging, tracings, operations, orders and plans."""

from __future__ import annotations

from script import others

_IMAGING = {
    "radiology_xray": """
HEAD imaging
# [RADIOLOGY REPORT|X-RAY REPORT|Diagnostic Imaging Report]
WHO 2 name dob mrn? sex?
F2 [Exam|Study]=[XR CHEST 2 VIEWS|XR KNEE 3 VIEWS RIGHT|XR ANKLE LEFT|XR LUMBAR SPINE] || [Exam date|Date of exam]={d-1} || [Ordering|Requesting provider|Referring physician]={prov2} || [Accession|Acc #]={id ########}
MIX
## [Clinical history|Indication|REASON FOR EXAM]
{complaint}
## Comparison
[None.|{d-400}]
## [Technique|TECHNIQUE]
[PA and lateral views.|Three views.]
ENDMIX
## FINDINGS
[Heart size normal. Lungs clear. No effusion or pneumothorax.|No fracture or dislocation. Soft tissues unremarkable.|Mild degenerative change. Alignment preserved.|Patchy right lower lobe opacity.]
## IMPRESSION
[No acute abnormality.|No acute fracture.|Findings suggest pneumonia; correlate clinically.|Mild osteoarthritis.]
[Electronically signed by|Interpreted by|Read by]: {prov} {d0} {time}
""",
    "radiology_ct": """
HEAD [imaging|hospital]
# [CT REPORT|COMPUTED TOMOGRAPHY|CT Abdomen and Pelvis with contrast]
WHO 2 name mrn dob
F2 [Ordered by|Referring]={prov2} || Date={d0} || [Order #|Exam ID]={id CT######}
[Creatinine prior to contrast: {x0.6-1.3} mg/dL, eGFR > 60. Contrast consent signed.|100 mL iodinated contrast given without reaction.] [DLP {n300-900} mGy-cm.|]
Findings: [Liver, spleen, pancreas and adrenals are normal.|A {n4-14} mm low density in the liver is likely a cyst.] [Gallstones.|Gallbladder absent.] [No hydronephrosis.|{n2-6} mm nonobstructing left renal stone.] [Appendix normal.|Sigmoid diverticulosis without diverticulitis.] Bones: [no destructive lesion|degenerative changes].
Impression: 1. [No acute findings.|Diverticulosis.|Cholelithiasis.] 2. [Recommend follow up in 12 months.|Incidental pulmonary nodule {n3-7} mm.]
[Final report|FINAL]. [Dictated|Transcribed] {d0}. {prov}
""",
    "radiology_mri": """
HEAD imaging
BANNER name dob mrn
# [MRI [Lumbar Spine|Brain|Right Knee|Left Shoulder] without contrast|MAGNETIC RESONANCE IMAGING]
F2 DOS={d-2} || [Ref. MD|Referring clinician]={prov2} || [Field strength|Magnet]=[1.5T|3T]
HISTORY: {complaint}. [No prior.|Referral from {specialty}.]
SEQUENCES: [sagittal T1, T2, STIR; axial T2|multiplanar PD fat sat]
[L4-L5: broad disc bulge with mild canal stenosis. L5-S1: small protrusion contacting the S1 root.|Medial meniscus tear, posterior horn. ACL intact. Small effusion.|Few T2 hyperintensities in white matter, nonspecific.]
CONCLUSION: [Degenerative disc disease, worst at L4-5.|Medial meniscal tear.|No acute intracranial abnormality.|Partial supraspinatus tear.]
{prov} [Diagnostic Radiologist|, DABR] {d0}
""",
    "radiology_us": """
HEAD [imaging|hospital]
# [ULTRASOUND REPORT|Sonogram|US Abdomen Complete]
WHO 2 name dob
F2 [Performed|Exam date]={d0} || Sonographer={person}, RDMS || [Physician|For]={prov2}
T Measurements :: Structure || Size (cm) || Comment
- Liver || {x12.0-18.0} || [normal echotexture|increased echogenicity]
- CBD || {x0.2-0.6} || [not dilated|upper normal]
- Right kidney || {x9.0-12.0} || [no hydronephrosis|1 cm cyst]
- Spleen || {x8.0-13.0} || normal
Opinion: [fatty liver|gallstones without cholecystitis|normal study].
{prov} / {d0}
""",
    "obstetric_us": """
HEAD Maternal Fetal Medicine / {hospital} / {tel}
# [OBSTETRICAL ULTRASOUND|Anatomy scan]
WHO 2 name dob
F2 LMP={d-140} || EDD={d+140} || [Gravida/Para|G/P]=G{n1-4}P{n0-3} || [GA by US|Gest. age]={n18-22}w{n0-6}d
BPD {x4.0-5.2} cm, HC {x15.0-19.0}, AC {x13.0-17.0}, FL {x2.7-3.6}; EFW {n260-480} g. FHR {n130-160}. Placenta [anterior|posterior], AFI {x10.0-18.0}.
[Normal fetal anatomy.|Suboptimal view of heart; repeat in 2 weeks.] [Quad screen reported elsewhere.|NIPT low risk per patient.]
Read by {prov} {d0}
""",
    "mammogram": """
HEAD imaging
# [MAMMOGRAPHY REPORT|Bilateral Screening Mammogram|Digital Breast Tomosynthesis]
WHO 2 name dob mrn?
Referring provider: {prov2}   Date: {d0}
[Screening.|Family history of breast cancer in mother.] Density: [b. scattered|c. heterogeneously dense].
[No suspicious mass, distortion or calcification.|Asymmetry in the left upper outer quadrant needs additional views.]
ASSESSMENT: BI-RADS {n0-3}. [Routine screening in 1 year.|Recall for diagnostic mammogram and ultrasound.]
[A letter in lay terms was mailed to the patient.|]
{prov}
""",
    "mammogram_letter": """
HEAD imaging
{d0}
{name}
{street}
{citystate}
Dear [{Mr} {last}|{first}|Patient]:
[We are pleased to tell you that the result of your recent mammogram is normal.|Your mammogram of {d-6} showed an area that needs more pictures. Most such findings are benign.] [Your breast tissue is dense.|] [A report was sent to your doctor, {prov2}.|]
Please [call us at {tel}|keep this letter] [to schedule|for your records]. [Mammograms do not find all cancers.|]
[Sincerely|Thank you],
Mammography Department
""",
    "dexa": """
HEAD imaging
# [BONE DENSITY REPORT|DXA / Bone Densitometry]
WHO 2 name dob sex
T  :: Region || BMD g/cm2 || T-score || Z-score
- Lumbar L1-L4 || {x0.7-1.2} || -{x0.1-3.1} || -{x0.1-1.5}
- Femoral neck || {x0.5-1.0} || -{x0.1-3.0} || -{x0.1-1.5}
Classification by T-score: [osteopenia|osteoporosis|normal]. FRAX major {x4.0-24.0}%. Ref: {prov2}. {prov} {d0}
""",
    "ekg": """
HEAD [practice|hospital]
# [12-LEAD ECG|ELECTROCARDIOGRAM REPORT|Resting EKG]
WHO 3 name dob sex mrn?
F3 Vent. rate={n52-104} bpm || PR interval={n130-210} ms || QRS duration={n78-120} ms || QT/QTc={n360-440}/{n400-460} || P-R-T axes={n20-70} {n-10-60} {n20-70}
[Normal sinus rhythm|Sinus bradycardia|Atrial fibrillation with controlled response|Normal sinus rhythm, left axis deviation]
[Normal ECG|Abnormal ECG|Borderline ECG|Nonspecific T wave abnormality]
25 mm/s  10 mm/mV  [Unconfirmed|Confirmed by {prov}] {d0} {time}
""",
    "holter": """
HEAD Cardiac Diagnostics / {tel}
# [HOLTER MONITOR REPORT|14-day event monitor summary]
WHO 2 name dob
F2 Hook-up={d-16} || Min HR={n42-58} || Max HR={n118-164} || Mean={n66-88} || PVCs={n4-980} || Pauses={n0-2}
[Rare PACs; no sustained arrhythmia.|Two runs of SVT, longest {n5-18} beats.] Diary: {complaint}.
Reviewed {d0} {prov}
""",
    "echo": """
HEAD hospital
# [ECHOCARDIOGRAM|Transthoracic Echocardiography Report|2D ECHO WITH DOPPLER]
WHO 2 name mrn dob sex?
F2 Indication={dx} || BP={n110-150}/{n64-90} || [Ordering MD|Requested by]={prov2} || [Study date|Performed]={d-1}
T [Measurements|Dimensions] :: Parameter || Value || [Normal|Reference]
- LVIDd || {x3.8-6.1} cm || 3.9-5.3
- IVS || {x0.7-1.4} cm || 0.6-0.9
- LA || {x2.9-4.9} cm || 2.7-3.8
- EF || {n30-68} % || >55
[Normal LV size and function.|Mild concentric LVH. Grade I diastolic dysfunction.] [Trace MR.|Mild aortic stenosis.]
Interpreting: {prov} {d0}
""",
    "stress_test": """
HEAD Cardiology Consultants / {tel}
# [EXERCISE STRESS TEST|Nuclear Stress Report]
WHO 2 name dob
Protocol Bruce, {n6-11}:{n10-59} min, {x6.0-12.0} METs, peak HR {n130-172} ({n82-101}% MPHR). Peak BP {n150-200}/{n70-96}. [Informed consent was obtained before the test.|Stopped for fatigue.]
[No ischemic ST change.|1 mm ST depression in V5.] Perfusion [normal|small fixed defect]. {prov} {d0}
""",
    "pft": """
HEAD Pulmonary Function Laboratory / {hospital}
# [PULMONARY FUNCTION TEST|Spirometry Report]
WHO 3 name dob sex
T  :: Test || Pred || Pre || %Pred || Post || %Chg
- FVC (L) || {x3.0-5.0} || {x2.1-4.8} || {n62-108} || {x2.2-4.9} || {n0-8}
- FEV1 (L) || {x2.4-4.0} || {x1.3-3.8} || {n48-106} || {x1.4-3.9} || {n0-16}
- FEV1/FVC || {n74-82} || {n52-84} ||  || {n55-85} ||
- DLCO || {x18.0-28.0} || {x11.0-26.0} || {n50-105} ||  ||
[Mild obstruction with bronchodilator response.|Normal spirometry.|Moderate restriction.] {prov} {d0}
""",
    "sleep_study": """
HEAD Sleep Disorders Center / {tel}
# [POLYSOMNOGRAM REPORT|HOME SLEEP APNEA TEST|Sleep Study Interpretation]
WHO 2 name dob
F2 Study night={d-7} || AHI={x3.0-58.0} /hr || Lowest SpO2={n72-91} % || Sleep efficiency={n62-94} % || Epworth={n4-19}/24 || BMI={x24.0-43.0}
Interpretation: [moderate|severe|mild] obstructive sleep apnea. Recommend [CPAP {n6-14} cm H2O|titration study|weight loss]. [Sent to {prov2}.|]
{prov}, Board certified sleep medicine {d0}
""",
    "audiogram": """
HEAD Hearing & Balance Associates / {tel}
# [AUDIOLOGY REPORT|Audiogram]
WHO 2 name dob
T  :: Ear || 500 || 1000 || 2000 || 4000 || 8000
- R || {n10-30} || {n10-35} || {n15-50} || {n20-65} || {n25-80}
- L || {n10-30} || {n10-35} || {n15-50} || {n20-65} || {n25-80}
SRT {n10-30} dB. Tymps type A. [Candidate for hearing aids.|Return yearly.] {person}, AuD {d0}
""",
    "op_report": """
HEAD hospital
# [OPERATIVE REPORT|Operative Note|REPORT OF OPERATION]
WHO 2 name mrn dob
F2 [Date of surgery|Date of operation|Procedure date]={d-1} || Surgeon={prov} || Assistant={person}, [PA-C|RNFA|MD] || Anesthesia=[general|MAC|spinal]
## [PREOPERATIVE DIAGNOSIS|Pre-op Dx]
{dx#1}
## [POSTOPERATIVE DIAGNOSIS|Post-op Dx]
[Same.|{dx#1}]
## [PROCEDURE|Procedure performed|OPERATION]
{operation#1}
## [INDICATIONS|Indication]
{age}-year-old {man} with {dx#1}. [Risks including {risk}, {risk} and {risk} were explained and consent was signed.|The procedure, alternatives and risks were discussed and {he} wished to proceed.]
## [DESCRIPTION|Details of procedure|FINDINGS AND TECHNIQUE]
[The patient was taken to the operating room and placed supine.|After time-out, the area was prepped and draped.] [Ports were placed under direct vision.|A standard incision was made.] [Hemostasis was obtained.|The wound was irrigated.] [Closed in layers.|Skin closed with 4-0 Monocryl.] Counts correct.
EBL: {n5-150} mL. Specimens: [to pathology|none]. Complications: none.
Dictated by {prov}  d/t {d0}
""",
    "op_brief": """
HEAD hospital
# [BRIEF OP NOTE|IMMEDIATE POST-OP NOTE]
WHO 2 name mrn? dob
C Consent :: *[in chart|verified] || emergency
F1 Procedure={operation} || Surgeon={prov} || Findings=[as expected|adhesions|see dictation] || EBL={n5-100} || Specimen=[yes - path|none] || Condition=stable to PACU
WIT Surgeon :: Time={time}
""",
    "anesthesia_record": """
HEAD hospital
# [ANESTHESIA RECORD|Intraoperative Anesthesia Record]
WHO 3 name mrn dob sex?
F3 ASA={n1-3} || Procedure={operation} || Anesthesiologist={prov} || NPO since={time} || Airway=[LMA 4|ETT 7.5|nasal cannula] || Mallampati={n1-3}
T  :: Time || BP || HR || SpO2 || EtCO2 || Agent
-5-10 {time} || {n88-150}/{n50-90} || {n52-100} || {n96-100} || {n32-42} || [Sevo {x0.8-2.2}%|Propofol|-]
Drugs: propofol {n100-200} mg, fentanyl {n50-150} mcg, ondansetron 4 mg. Fluids LR {n500-1500}. [Anesthesia consent obtained by {person}.|] To PACU {time}
""",
    "colonoscopy": """
HEAD [Digestive Health Center|GI Endoscopy Suite|Gastro Associates] / {tel}
# [COLONOSCOPY REPORT|Endoscopy Procedure Note|Lower GI Endoscopy]
WHO 2 name dob mrn?
F2 Endoscopist={prov} || [Referring|PCP]={prov2} || Sedation=[propofol|midazolam 4 mg, fentanyl 100 mcg] || Date={d0}
After informed consent [was obtained|and time-out], the scope was passed to the cecum. Prep [good|fair; Boston {n5-9}]. Withdrawal {n7-14} min.
[A {n3-11} mm sessile polyp in the sigmoid was removed by cold snare.|No polyps. Internal hemorrhoids.|Diverticulosis, left colon.]
Plan: [await pathology; letter to follow|repeat in {n3-10} years|high fiber diet].
{prov}
""",
    "procedure_note": """
HEAD practice
# [PROCEDURE NOTE|Office Procedure|Minor Procedure Record]
WHO 2 name dob
[Procedure: {operation}|Cryotherapy of {n2-9} lesions|Joint injection, knee]   Date: {d0}
[Verbal and written consent obtained.|Risks ({risk}, {risk}) explained, patient agreed.] Prep with [chlorhexidine|betadine]. [Lidocaine 1% {n1-5} cc.|Kenalog 40 mg.] Tolerated well. [Specimen sent to pathology.|Bandage applied.] Aftercare sheet given.
{prov}
""",
    "cath_report": """
HEAD hospital
# CARDIAC CATHETERIZATION REPORT
WHO 2 name mrn dob
Access [right radial|femoral]. LVEDP {n8-22} mmHg, EF {n35-65}%. LAD [{n20-90}% mid|normal], LCx [mild disease|{n30-70}%], RCA [dominant, no disease|{n40-80}%]. [DES placed.|Medical therapy.] Consent on chart. Contrast {n60-180} mL. Pre Cr {x0.7-1.4}.
{prov} {d0}
""",
}

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

IMAGING = others(_IMAGING, wordy=False)  # one finding is enough: two would contradict each other
ORDERS = others(_ORDERS)
FAMILIES = {**IMAGING, **ORDERS}
