"""Referrals on the forms of specialist clinics and programs, each with its own questions. Scripts of referral_scene.py."""

from __future__ import annotations

from referral_scene import referrals

_CLINICS = {
    "open_access_scope": """
SPEC Gastroenterology
HEAD practice2
# [OPEN ACCESS COLONOSCOPY|Direct Endoscopy Booking|Direct-to-procedure colonoscopy: physician request]
F2 [Your patient|Patient]={name} || [D.O.B.|Birth]={dob} || [Home/cell|Phone]={phone} || [Plan and ID|Insurance]={plan} {mid} || [Your name|Referring clinician]={by} || [Your NPI|NPI]={npi} || [Today|Sent on]={date} || [Endoscopist|Gastroenterologist]={to}
C [Indication|Why] :: *[Screening, average risk|Screening] || Polyp surveillance || [Positive FIT|Bleeding] || Family history
[ICD-10|Code(s)]: {codes}. [Department|Division]: {spec}
T [Safety screen|Exclusions] :: Question || Yes || No
- [Blood thinner|Takes anticoagulant] || [X|] || [|X]
- [BMI over 45|Home oxygen] || || X
- [Pacemaker or ICD|Dialysis] || || X
- [Heart attack or stent in 6 months|Latex allergy] || || X
[Any yes: book an office visit first.|Prep instructions will be mailed.]
""",
    "sleep_lab": """
SPEC Pulmonology as Sleep Medicine :: G47.33 Obstructive sleep apnea; R06.83 Snoring; G47.10 Hypersomnia, unspecified; F51.01 Primary insomnia
HEAD [Restful Night|Moonrise|Deep River] Sleep [Center|Disorders Clinic] / {tel}
# [Sleep Consultation & Study Referral|REFER A PATIENT FOR SLEEP EVALUATION]
WHO 2 name dob sex phone
C Service :: *Consult with sleep physician and test as needed || Home sleep test then consult || [CPAP follow up|Titration]
F3 [Epworth|ESS]={n4-22} || BMI={x21.0-46.0} || [Neck|Neck in.]={n13-20} || [STOP-BANG|SB score]={n2-8} || [Mallampati|MP]=[I|II|III|IV] || BP={n110-158}/{n64-96}
F2 [Sleep doctor|With]={to} || [Program|Clinic]={spec} || [Referral made by|Referrer]={by} || [Referrer NPI|NPI]={npi} || [Date referral made|Ref date]={date} || [Dx codes|ICD]={codes} || [Precert|Ins auth]={auth}
C [Symptoms|Signs] :: *snoring || *witnessed apnea || morning headache || drowsy driving || restless legs
C URG Schedule :: [Elective|Routine] || [Soon - commercial driver|Soon]
""",
    "pain_procedures": """
SPEC Pain Management
HEAD practice2
# [Interventional Pain Referral|Spine & Pain New Patient Referral|PAIN CLINIC REFERRAL CHECKLIST]
F2 Patient=[{name}|{name,}] || [DOB|Birth date]={dob} || [Mobile|Phone]={phone} || [Comp claim?|Work injury]=[No|Yes {id WC######}] || [Provider requesting|From Dr]={by} || [NPI|Ind. NPI]={npi} || [Request made|Dated]={date} || [Interventionalist|Provider wanted]={to}
C [We request|Requested] :: *Consultation || [Epidural steroid injection|Facet block] || Medication review || Spinal cord stimulator
Dx {codewords}
T [Prior treatment|Tried so far] :: What || When || Helped?
-2-4 [PT|NSAIDs|gabapentin|chiropractic|TENS|surgery] || {d-200} || [no|some|short time]
[MRI date|Imaging]: {d-40} [at {imaging}|]. [Opioid contract|UDS]: [yes, {d-30}|none]. [Anticoagulants]: [none|apixaban, may hold 3 days]. [Clinic|To]: {spec}
C URG [Triage|Level] :: Next available || Urgent (new weakness) || Emergency - sent to ER
""",
    "transplant_center": """
SPEC Nephrology as Kidney Transplant :: N18.6 End stage renal disease; N18.5 CKD stage 5; Z99.2 Dependence on renal dialysis; I12.0 Hypertensive CKD with stage 5 or ESRD
HEAD hospital
# [Kidney Transplant Candidate Referral|Referral for Transplant Evaluation|Transplant Institute - Candidate Information]
F2 [Candidate|Identification] :: [Candidate|Name of candidate]={name} || [Date of birth|Born]={dob} || [SSN|SS last 4]={ssn4} || [Address|Home]={addr} || [Phones|Phone]={phone} || Language=[English|{language}]
F2 [Referral source|Sent by] :: [Nephrologist|Referring nephrologist]={by} || NPI={npi} || [Dialysis unit|Unit]=[none, pre-emptive|{county} Dialysis] || [Date sent|Referral sent]={date} || [Program|Organ program]={spec} || [Coordinator / physician|Transplant physician]={to}
F3 Height={n58-76} in || Weight={n110-280} lb || [GFR|eGFR]={n5-19} || [Blood type|ABO]=[A|B|O|AB] || [Dialysis since|First dialysis]={d-300} || [Days|Schedule]=[MWF|TTS]
Primary: {codewords}
C History :: *hypertension || diabetes || cancer within 5 yr || tobacco || heart surgery
C [Please send|Enclosed] :: *form 2728 || *H&P || labs || cardiac testing || insurance cards
""",
    "fertility": """
SPEC Obstetrics & Gynecology as Reproductive Endocrinology :: N97.9 Female infertility, unspecified; N46.9 Male infertility, unspecified; E28.2 Polycystic ovarian syndrome; N96 Recurrent pregnancy loss
HEAD practice
{longdate}
# [Infertility consultation|Referral: fertility evaluation|]
[To|Attn]: {to.}, {target}
[I am referring {name.} (DOB {dob}) and partner {person} for {spec} consultation.|Thank you for accepting {name.}, born {dob}, into your {spec} practice.] They have been trying for {n8-40} months. [Cycles are regular.|Cycles vary from 28 to {n40-70} days.] Day 3 FSH {x4.0-14.0}, AMH {x0.3-6.5}, TSH {x0.7-4.4}. [HSG normal.|HSG not done.] [Partner's semen analysis: count {n8-90} million/mL, motility {n20-65}%.|Semen analysis pending.] [G{n0-4}P{n0-3}.|]
[Diagnosis|Code]: {codes}. [Insurance approval|Plan reference]: {auth}.
[Your expertise is appreciated.|We are happy to do monitoring locally.]
WIT {prov}
{by.}, NPI {npi}
""",
    "genetic_counseling": """
SPEC Hematology/Oncology as Cancer Genetics :: Z80.3 Family history of breast cancer; Z80.0 Family history of GI cancer; Z15.01 Genetic susceptibility to breast cancer; Z84.81 Family history of carrier of genetic disease
HEAD hospital
# [Genetics Clinic Referral|REQUEST FOR GENETIC COUNSELING|Hereditary Risk Program Referral]
WHO 2 name dob phone addr?
C Visit :: *Cancer || Prenatal || Pediatric || Cardiac || Neuro
T [Family history|Pedigree] :: Relative || Side || Condition || [Age|Age at dx]
-2-5 [mother|aunt|sister|father|cousin|grandmother] || [maternal|paternal] || [breast ca|ovarian ca|colon ca|prostate ca|melanoma] || {n29-78}
F2 [Person referring|Referring clinician]={by} || [NPI of referring|NPI]={npi} || [Clinic|Program]={spec} || [Counselor/geneticist|Geneticist]={to} || [Filled out|Form date]={date} || [Indication code|ICD-10]={codes}
C URG [Does result change a pending decision?|Timing] :: No - routine || Yes - surgery planned (urgent)
[Previous genetic testing|Prior tests]: [none|relative tested, report attached|panel negative 2019].
""",
    "wound_center": """
SPEC Podiatry as Wound Care :: E11.621 Type 2 diabetes with foot ulcer; I87.2 Venous insufficiency; L97.412 Non-pressure chronic ulcer of right heel, fat layer exposed; L89.152 Pressure ulcer of sacral region, stage 2; T81.31XA Disruption of external operation wound, initial
HEAD hospital
# [Wound Healing & Hyperbaric Center: Referral|WOUND CLINIC PATIENT REFERRAL|Refer to Wound Center]
F2 [Who|Patient] :: [Name|Patient name]={name} || DOB={dob} || [Phone|Contact no.]={phone} || [Lives|Setting]=[home|SNF|assisted living] || [Payer|Ins.]={plan} || [ID|Policy]={mid}
F2 [Wound|About the wound] :: Location=[R heel|L lower leg|sacrum|great toe|abdomen] || Size={x0.5-8.0} x {x0.4-6.0} cm || [Age of wound|Since]={n3-40} weeks || ABI={x0.4-1.1}
F2 [From|Referred by] :: [Doctor|Provider]={by} || NPI={npi} || [Date|On]={date} || [Authorization|Auth #]={auth}
[Codes]: {codes}   [Service]: {spec}   [Wound physician]: {to}
C [May we|Orders] :: *evaluate and treat || debride || *culture || [order vascular studies|HBO evaluation]
C URG [See patient|Visit] :: next opening || this week (urgent) || today (stat)
""",
    "diabetes_program": """
SPEC Endocrinology as Diabetes Education
HEAD [Healthy Steps|Balance] Diabetes [& Nutrition Center|Education Program] / {tel}
# [DSMES / MNT ORDER|Order for self-management education and nutrition therapy|Diabetes Program Enrollment Order]
F2 [Participant|Patient]={name} || [DOB|Birth date]={dob} || [Tel|Phone]={phone} || [Medicare/insurance no.|Ins #]={mid} || [Treating provider|Ordering practitioner]={by} || [Provider's NPI|NPI]={npi} || [Certified on|Order date]={date} || [Educator|Instructor]={to} || Program={spec} || [ICD-10|Dx]={codewords}
C [Training|DSMES hours] :: *Initial 10 hours || Follow-up 2 hours || [Insulin start|Pump training] || Gestational
C [Special needs|Barriers] :: vision || hearing || language ({language}) || *none
[Most recent|Lab] A1c {x6.6-12.4}% on {d-18}; LDL {n58-180}; BP {n110-160}/{n64-98}; weight {n120-310} lb
WIT [I certify that training is needed|Practitioner] :: Date={d0}
""",
    "cardiac_fast_track": """
SPEC Cardiology
HEAD practice2
# [CARDIOLOGY REFERRAL|Heart Clinic Fast Track|Rapid Access Chest Pain Clinic: referral]
C [Reason|Referral for] :: *[chest pain|palpitations|dyspnea] || murmur || abnormal EKG || pre-op clearance || heart failure
F3 Name={name} || DOB={dob} || Phone={phone} || [PCP or sender|Sender]={by} || [Sender NPI|NPI]={npi} || [Sent|Date sent]={date} || [Cardiologist|To see]={to} || [Section|Service]={spec} || ICD={codes}
C [Risk factors|Risks] :: *HTN || lipids || DM || *smoker || family hx
F3 BP={n108-172}/{n60-100} || HR={n52-116} || [Last troponin|hs-Tn]=<{n3-19} || [EKG|ECG]=[attached|NSR|AF|LBBB] || LDL={n60-190} || EF=[unknown|{n30-65}%]
C URG [See within|Category] :: 4 weeks (routine) || 1 week (urgent) || today (emergent - call {targetphone})
[Office use: appt ______  with ______  notified ______|]
""",
    "dental_to_medical": """
SPEC Otolaryngology as Oral Medicine :: K13.21 Leukoplakia of oral mucosa; M26.62 Arthralgia of temporomandibular joint; K11.5 Sialolithiasis; K12.1 Other forms of stomatitis; J32.0 Chronic maxillary sinusitis
HEAD {prov} / [General|Family] Dentistry / {tel}
# [Dental Referral|Referral Card|Referral to Specialist from Dental Office]
[Date]: {date}
[Introducing|This will introduce]: {name}    [DOB]: {dob}   [Cell]: {phone}
F2 [Referred to|For]={to} || [Of|Discipline]={spec} || [By|Referred by]={by} || [NPI|Type 1 NPI]={npi}
C [For|Please check] :: *Evaluation of lesion || TMJ || Biopsy || [Medical clearance|Sinus communication] || Tooth #{n2-31}
[Findings]: [white patch {n3-15} mm, left lateral tongue, not wiping off|clicking with limited opening {n22-38} mm|swelling under jaw at meals]. [Dx] {codes}
C [Radiographs|Films] :: *[Pano sent|PA emailed] || with patient || none
C URG When :: At convenience (routine) || Soon / urgent || Immediately
[Appointment: ________ at ______ AM/PM|Map on reverse side]
""",
    "counseling_intake": """
SPEC Psychiatry
HEAD [Open Door|New Leaf|Crossing Paths] [Counseling Center|Community Mental Health] / {tel}
# [Referral for Services|COMMUNITY REFERRAL - BEHAVIORAL HEALTH|Care Coordination Referral]
F2 [Individual being referred|Person served]={name} || [Birth date|DOB]={dob} || [Guardian|Guardian if minor]={kin} || [Reach at|Phone]={phone} || [Coverage|Medicaid/Ins]={plan} || [ID no.|ID]={mid}
C [Needs|Service] :: *[Individual therapy|Counseling] || *Medication management || Substance use || Group || ACT/case management
F2 [Agency/person referring|Referral source]={by} || [NPI|Source NPI]={npi} || [Referral completed|Date completed]={date} || [Requested clinician|Clinician]={to} || [Team|Unit]={spec} || [Working dx|Dx]={codes}
T Screens :: Tool || Score
- PHQ-9 || {n3-25}
- GAD-7 || {n2-21}
?- [AUDIT|DAST|PCL-5] || {n0-40}
C [Safety|Risk] :: *[no current SI/HI|denies SI] || passive SI || [recent hospitalization|plan or intent]
C URG Level :: routine (10 business days) || urgent (48 h) || emergent (crisis team)
[Individual aware of this referral: yes|Verbal consent obtained from individual].
""",
    "bilingual_clinic": """
HEAD practice
# [ORDEN DE REFERIDO / REFERRAL|Referido a especialista / Specialist referral]
F2 [Apellidos, nombre / Name|Nombre / Name]={name} || [Nacimiento / Birth|F. de nac. / DOB]={dob} || [Teléfono|Tel. / Phone]={phone} || [Seguro / Insurance|Plan médico]={plan} || [No. de contrato|Contrato / ID]={mid}
F2 [Referido por / From|Médico que refiere]={by} || NPI={npi} || [Referido a / To|Médico especialista]={to} || [Especialidad / Specialty|Especialidad]={spec} || [Fecha / Date|Fecha de emisión]={date} || [Autorización|Autorización / Auth.]={auth}
[Diagnóstico / Dx|Códigos CIE-10]: {codewords}
[Motivo / Reason]: [favor de evaluar y tratar|evaluación y recomendaciones|segunda opinión] - {problem}
C URG [Prioridad / Priority|Prioridad] :: Rutina / Routine || Urgente / Urgent || Inmediata / Immediate
WIT [Firma / Signature|Firma del médico]
""",
    "equipment_and_clinic": """
SPEC Neurology as Seating and Mobility Clinic :: G35 Multiple sclerosis; G12.21 Amyotrophic lateral sclerosis; G82.20 Paraplegia, unspecified; G80.0 Spastic quadriplegic cerebral palsy; I69.351 Hemiplegia following cerebral infarction, right dominant side
HEAD practice
# [DME order with clinic referral|Order: mobility evaluation and equipment|Detailed order and referral]
WHO 2 name dob addr mid?
T Items :: HCPCS || Item || Qty
-1-3 [K0823|E1161|K0005|E0601|E0143] || [power wheelchair|tilt manual chair|ultralight chair|walker|cushion] || 1
[Refer to {spec} for fitting and face-to-face evaluation before delivery.|Patient is referred on to {spec}; supplier to attend.]
F2 [Evaluator|Clinic therapist]={to} || [Ordering NP/MD|Prescriber]={by} || NPI={npi} || [Order written|Date of order]={date} || [Diagnosis|ICD-10]={codewords} || [Length of need|LON]=[99 (lifetime)|{n3-12} months] || [PA number|Prior auth]={auth}
WIT [Practitioner|Signature of prescriber] :: Date={d0}
""",
    "imaging_then_specialist": """
SPEC General Surgery as Breast Surgery :: N63.10 Unspecified lump in right breast; R92.8 Abnormal mammogram; N60.11 Diffuse cystic mastopathy of right breast; C50.911 Malignant neoplasm of right female breast
HEAD [Women's Imaging|Bright Horizon Breast] Center / {tel}
# [Abnormal imaging: referral on|Navigator Referral After Imaging|Referral to surgeon]
F2 [Name|Patient]={name} || [DOB|Born]={dob} || [Day phone|Phone]={phone} || [Study date|Imaged]={d-3} || [Result|Assessment]=BI-RADS [4A|4B|4C|5] || [Referral initiated|Referral date]={date} || [Initiated by order of|Referring]={by} || [NPI|Order NPI]={npi}
[The patient was told of the findings on {d-1} and agrees to be seen by {spec}.|Findings need surgical consultation with {spec}.] [Surgeon|Physician]: {to}, {target}
Code: {codes}. [Images pushed to PACS|CD with patient]. [Navigator]: {person} RN {tel}
C URG Timeline :: [routine|elective] || [within 5 days - urgent|urgent]
""",
}
CLINIC_FAMILIES = referrals(_CLINICS)
