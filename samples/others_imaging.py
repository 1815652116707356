"""Reports of imaging, tracings, operations and other procedures."""

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

# one finding is enough: two would contradict each other
FAMILIES = others(_IMAGING, wordy=False)
