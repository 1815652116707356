"""Everything else that comes out of a fax machine or a scanner: junk, trade, identity papers, questionnaires, blank forms, pages of nothing."""

from __future__ import annotations

from script import others

_TRADE = {
    "junk_vacation": """
# [YOU HAVE WON|Congratulations! Vacation voucher|LAST CALL - CRUISE GIVEAWAY]
[All employees of your company|Dear office manager]: [3 days and 2 nights in Orlando|A 7 night Caribbean cruise] for only {$39-199} [per person|]! Call {tel} now. [Limited to first 50 callers.|Offer expires {d+3}.]
[To be removed from our fax list call {tel}.|Reply STOP with your fax number.]
""",
    "junk_loan": """
# [BUSINESS FUNDING APPROVED|Need cash? Working capital in 24 hours|Pre-approved up to {$20000-250000}]
[Bad credit OK.|No collateral.] • [Medical practices welcome|No upfront fees] • [Rates from {x3.5-9.9}%|Same day decision]
F1  :: Business name=__________ || Owner=__________ || Monthly sales=__________ || Fax back to={tel}
""",
    "junk_toner": """
HEAD [Toner Depot USA|InkExpress|Allied Copier Supply]
# [TONER SPECIAL - THIS WEEK ONLY|Price increase notice: toner]
T  :: Model || Reg. || Sale
-4-9 [HP|Brother|Canon|Ricoh] {id A##@} || {$60-190} || {$29-110}
[Order by fax {tel}. Free shipping.|Name ______ PO ______ Signature ______]
""",
    "junk_health_plan": """
# [Affordable health insurance for your staff!|GROUP HEALTH FROM {$49-199} A MONTH]
[PPO, HMO, dental, vision and Rx card included.|No medical exam. Guaranteed issue.] [Save up to {n20-60}%|Low copays, member ID card in 24 h]. Call {person} {tel}. [Not an insurance company.|Opt out {tel}.]
""",
    "junk_seminar": """
# [HIPAA & OSHA compliance webinar|Coding update seminar {n2025-2027}|CME: Update in {specialty}]
{d+30} {time}  [Fee {$99-399} per line|Register by {d+20}]. Topics: [consent forms, releases and subpoenas|modifier 25, prior authorization and referrals|reading lab results safely].
Name ________ Practice ________ Card no. ________
""",
    "junk_realestate": """
# [Medical office space for lease|We buy houses - cash|Roof inspection - free estimate]
{n900-6400} sq ft, [near {hospital}|corner lot], {$12-30} / sq ft. [Exam rooms, lab and x-ray plumbed.|No commission.] Call {person} {tel}
""",
    "newsletter": """
HEAD [practice|hospital]
# [Health Matters|The Pulse - patient newsletter|Wellness News]   [Spring|Summer|Fall|Winter] {n2024-2026}
## [Know your numbers|Flu season is here]
[Normal blood pressure is below 120/80. Ask your doctor about cholesterol and A1c tests.|Get your flu vaccine; no appointment needed.]
## [Meet our new providers|Recipe of the month]
[{person}, FNP joins our team.|Lentil soup with lemon and spinach.]
## [Office news|From the desk of Dr. {provlast}]
[We closed on {d+10} for the holiday.|Remember to bring your insurance card to every visit. Referrals take 3 days.]
""",
    "health_fair": """
HEAD hospital
# [FREE HEALTH FAIR|Community Screening Day|Walk for Hearts]
{d+20} {time} - [main lobby|city park]. [Free blood pressure, glucose and cholesterol screening|Flu shots, bring your insurance card]. [No referral needed|Parents must sign a consent for children].
""",
    "drug_ad": """
# [NEW for adults with {dx}|Now covered: see your patients start today|Samples available]
[{med}: once daily.|In a 52-week trial LDL fell {n18-58}%.] [See full prescribing information. Most common adverse reactions: headache, nausea.|Copay card BIN 610{n100-999} PCN CN GRP {id AA######}]. Rep {person} {tel}
""",
    "lab_marketing": """
HEAD lab
# [Why practices switch to us|Introducing next-day results|Free courier pick-up]
• [Electronic results in your EHR|Dedicated client services] • [Respiratory PCR panel in 24 h|Toxicology, genetics, wound PCR] • [Accepts Medicare, Medicaid and most plans|Flat self-pay prices]
Call {person}, account executive, {tel}. [To start, fax the new account form.|]
""",
    "vendor_quote": """
HEAD {vendor}
# [QUOTATION|Price Quote|Sales Proposal]
F2  :: Quote #={id Q#####} || Date={d0} || Prepared for={prac} || Valid until={d+30}
T  :: Item || Description || Qty || Unit price || Extended
-2-6 {id ##-###} || [Exam gloves M, case|Urine cups|Autoclave|Exam table|Lancets|ECG paper|Label printer] || {n1-20} || {$8-900} || {$40-4000}
Terms net 30. [Freight extra.|Sales tax not included.] {person}
""",
    "invoice_vendor": """
HEAD {vendor}
# [INVOICE|Tax Invoice|SERVICE INVOICE]
F2  :: Invoice no.={id ######} || Date={d0} || Customer={prac} || Due={d+30} || PO={id PO-####}
T  :: Qty || Description || Price || Total
-1-5 {n1-12} || [Monthly service contract|Sharps container pick-up|Preventive maintenance, centrifuge|Reagent kit|Linen] || {$12-400} || {$30-1500}
Total due {$90-3900}. [Remit to {pracaddr}|Past due balances bear interest.]
""",
    "receipt": """
{drugstore}
{tel}
{d0} {time}   REG {n1-9} TRN {id ####}
T  ::  ||
-3-8 [MILK 2%|BANDAIDS|RX {id #######}|VITAMIN C|GREETING CARD|TISSUES|ASPIRIN 81] || {$1-24}
TAX {$0-4}   TOTAL {$9-90}
[VISA ****{id ####}|CASH  CHANGE {$0-9}]   [THANK YOU|HAVE A NICE DAY]
""",
    "delivery_slip": """
HEAD {vendor}
# [PACKING SLIP|DELIVERY RECEIPT|Proof of delivery]
F2  :: Ship to={prac} || Order={id #######} || Shipped={d-2} || Carrier=[ground|courier] || Tracking={id 1A##########}
T  :: Item || Ordered || Shipped
-2-6 [Vacutainer SST box|Swabs|Specimen bags|Paper|Alcohol pads] || {n1-20} || {n1-20}
WIT Received by :: Date={d0}
CODE {id 1A##########}
""",
    "lab_supply_order": """
HEAD lab
# [CLIENT SUPPLY ORDER FORM|Supply Request - Laboratory]
F2  :: Client={prac} || Account={id #####} || Date={d0} || Ordered by={person}
C Tubes :: *SST || *Lavender || Light blue || Urine cup || Pap vials
C Forms :: *Requisitions || Specimen bags || *Courier tags
Fax to {tel}. Delivery with next pick-up.
""",
    "equipment_qc": """
HEAD practice
# [QC LOG - {~}Analyzer|Quality Control Report|Levey-Jennings Monthly Review]
F2  :: Instrument=[Chem analyzer|Hematology analyzer|A1c meter|Glucose meter] SN {id A#####} || Lot={id ######} || Month={d-15} || Level=[1|2]
T  :: Day || Control || Value || Mean || SD || [In range|Z]
-6-12 {d-14} || {labtest} || {x2.0-9.0} || {x2.0-9.0} || 0.{n1-9} || [Y|OK|OUT 2s]
Reviewed {person}. [Westgard 1-3s: repeat run.|Corrective action: recalibrated.] No patient results on this page.
""".replace("{~}", ""),
    "temperature_log": """
HEAD practice
# [VACCINE REFRIGERATOR TEMPERATURE LOG|Freezer / Refrigerator Log]
T  :: Date || AM F || PM F || Initials
-8-16 {d-15} || {n36-45} || {n36-45} || [kt|ms|jd]
Acceptable 36 to 46 F. [If out of range call {tel}.|VFC PIN {id ######}]
""",
    "proficiency": """
HEAD Laboratory Proficiency Program / {tel}
# [PROFICIENCY TESTING EVALUATION|PT Event Score Report|CLIA Survey Letter]
Laboratory: {prac}   CLIA {id ##@#######}   Event {n1-3} of {n2024-2026}
T  :: Analyte || Sample || Reported || Target || Grade
-5-9 {labtest} || {id CH-##} || {x2.0-180.0} || {x2.0-180.0} || [Acceptable|Acceptable|Unacceptable]
Overall score {n80-100}%
""",
    "specimen_reject": """
HEAD lab
# [SPECIMEN REJECTION NOTICE|Unacceptable Specimen|TEST NOT PERFORMED - recollect]
WHO 2 name dob
F2  :: Client={prac} || Accession={id ##-######} || Received={d-1} || Test=[CBC|potassium|PT/INR|urine culture]
Reason: [hemolyzed|quantity not sufficient|unlabeled tube|clotted|no requisition]. [No result will be reported.|Please recollect and send with a new order.] Notified {person} {time}
""",
    "specimen_log": """
HEAD lab
# [COURIER MANIFEST|Specimen Pick-up Log|Daily send-out list]
T  :: # || Patient || Tube(s) || Test || Time
-4-10 {n1-30} || {person} || [SST|LAV|UR] || {labtest} || {time}
Courier {person} {d0}
""",
    "test_catalog": """
HEAD lab
# [Specimen Collection Manual|Test Update Bulletin|Reference range change notice]
Effective {d+20}: [{labtest} reference range changes to {x0.5-3.0} - {x3.1-9.0}.|New method for {labtest}; results may be {n3-12}% higher.] [Old code {id ####}, new code {id ####}.|Stability 7 days refrigerated.] [No patient data on this notice.|Clients: update your order sets.]
""",
    "device_recall": """
HEAD {vendor}
# [URGENT: MEDICAL DEVICE RECALL|Field Safety Notice|PRODUCT RECALL - LOT {id A####}]
Dear customer: [glucose strips may read low|infusion sets may leak|{med} tablets may be mislabeled]. Quarantine lots {id A####}, {id A####}. [Return the form by {d+10}.|Stop use at once.]
WIT Acknowledged by
""",
    "bank_statement": """
HEAD [First Prairie Bank|Harbor Savings|Credit Union of the Plains]
# [Account Statement|CHECKING SUMMARY]
{name}
{street}
{citystate}
Account ****{id ####}   {d-30} to {d0}
T  :: Date || Description || Amount || Balance
-4-10 {d-15} || [DEPOSIT PAYROLL|ACH INSURANCE PREM|POS PHARMACY|CHECK {n100-900}] || {$10-1900} || {$200-6000}
""",
    "utility_bill": """
HEAD [Tri-County Electric|Lakes Gas & Power|City Water Works] / {tel}
{name}
F2  :: [Service address|Service at]={addr} || Account={id ##########} || Bill date={d0} || Due={d+20} || Amount={$28-340}
Meter {id ######}  Usage {n200-1900} kWh. [Proof of residence|Late fee after due date].
""",
    "tax_form": """
# [Form W-9 Request for Taxpayer Identification|Form 1095-B Health Coverage|Wage and Tax Statement W-2]
F2  :: [Name|Recipient]={person} || TIN=XX-XXX{id ####} || Address={pracaddr} || Year={n2023-2025} || [Box 1|Amount]={$9000-80000}
C Coverage months :: *Jan || *Feb || *Mar || *Apr || May
""",
    "pay_stub": """
HEAD {company}
# [Earnings Statement|PAY STUB]
{name}   [SSN {ssn4}|Emp # {id #####}]
T  :: Item || Current || YTD
- Gross || {$600-3000} || {$6000-40000}
- [Medical PPO|Health ins] || {$20-160} || {$200-1800}
- Net || {$400-2200} || {$4000-30000}
Pay date {d0}
""",
    "resume": """
{person#r}
{tel}   [City, ST|available now]
# [Resume|CURRICULUM VITAE|Objective]
[Certified medical assistant with {n2-15} years of experience in {specialty}.|Front desk specialist seeks full time work.]
Experience: {prac2}, {n2014-2020}-{n2021-2025}: [phlebotomy, EKG, scanning of lab results|insurance verification, referrals, prior authorizations, consents].
Education: {college}, {n2005-2019}. [Languages: {language}|BLS certified]. References on request.
""",
    "job_application": """
HEAD practice
# [APPLICATION FOR EMPLOYMENT|Employment Application]
F2  :: Name={person} || Position=[Medical assistant|Biller|Nurse] || Phone={tel} || Date={d0} || Desired pay={$15-39} / hr
T Work history :: Employer || From || To || Reason for leaving
-1-4 {company} || {d-2000} || {d-900} || [moved|school|better hours]
[I consent to a background check and drug screen.|I certify that the answers are true.]
WIT Applicant
""",
    "staff_schedule": """
HEAD practice
# [STAFF SCHEDULE|On-call calendar|Provider schedule week of {d0}]
T  :: Name || Mon || Tue || Wed || Thu || Fri
-5-9 {person} || [8-5|off|7-3] || [8-5|off] || [8-5|lab] || [off|8-5] || [8-12|8-5]
""",
    "day_sheet": """
HEAD practice
# [APPOINTMENT SCHEDULE|Daily Schedule - {d0}|Day sheet]
T  :: Time || Patient || Reason || Ins || Provider
-7-15 {time} || {person} || [f/u|physical|labs|new pt|referral|sign consent] || {insurer} || {provinit}
""",
    "minutes": """
HEAD practice
# [STAFF MEETING MINUTES|Minutes - Quality Committee|Agenda]
Date {d0}. Present: {person}, {person}, {person}.
1. [Scanning backlog: lab results 2 days, referrals 4 days.|Consent forms: new version from {d+10}.] 2. [Copies of insurance cards at each visit.|Referral tracking: {n10-60} open over 30 days.] 3. [Holiday party.|Phones.] Next meeting {d+30}.
""",
    "consent_policy": """
HEAD [hospital|practice]
# [POLICY: INFORMED CONSENT|Policy and Procedure - Release of Information|MEMO: consent forms]
Policy no. {id HIM-###}   Effective {d-300}   Revised {d-20}
PURPOSE: [To set out when written consent is required|To make sure that patients agree to care].
PROCEDURE: 1. [The physician explains risks, benefits and alternatives.|Staff may witness the signature but not obtain consent.] 2. [Minors: a parent or legal guardian signs.|An interpreter is used when needed.] 3. [The signed form is scanned to the chart under Consents.|Forms are valid for 30 days.]
?RESPONSIBILITY: nursing, HIM, medical staff. [Approved by the policy committee.|]
""",
    "referral_policy": """
HEAD practice
# [Referral workflow|How to submit a referral|REFERRAL GUIDELINES]
[Specialists we use and what they need|Please send with each referral]: • demographics and insurance card • last office note • [labs within 6 months|imaging report] • [authorization number if HMO]
T  :: Specialty || Fax || Needed
-4-8 {specialty} || {tel} || [ECG|A1c, CMP|x-ray|notes only]
[Urgent: call.|Allow 5 days.]
""",
    "privacy_notice": """
HEAD [practice|hospital]
# [NOTICE OF PRIVACY PRACTICES|Your Information. Your Rights. Our Responsibilities.|HIPAA Notice]
THIS NOTICE DESCRIBES HOW MEDICAL INFORMATION ABOUT YOU MAY BE USED AND DISCLOSED AND HOW YOU CAN GET ACCESS TO IT. [PLEASE REVIEW IT CAREFULLY.|]
MIX
## [Your rights|You have the right to]
[Get a copy of your record. Ask us to correct it. Ask for confidential communications.|See a list of those with whom we shared information. File a complaint.]
## [Our uses and disclosures|How we may use your information]
[To treat you, run our organization and bill for services.|Public health, research, law, organ donation, workers' compensation.]
## [When your authorization is needed|Your choices]
[Marketing, sale of information, most psychotherapy notes.|We never share without your written permission.]
ENDMIX
Privacy officer: {person}, {tel}. Effective {d-500}
""",
    "patient_rights": """
HEAD hospital
# [PATIENT BILL OF RIGHTS|Nondiscrimination Notice|Rights and Responsibilities]
You have the right to: • [respectful care|an interpreter at no cost] • [give or refuse consent|know who treats you] • [privacy|see your bill] • [name a visitor|an advance directive]. You are expected to [give correct information|pay your bills|bring your insurance card].
""",
    "education_sheet": """
HEAD practice
# [Understanding your lab tests|Preparing for surgery|What is a referral?|Diabetes: know your A1c|Patient education: {dx}]
[Your doctor may order blood tests. A normal fasting glucose is 70 to 99 mg/dL; LDL below 100.|A referral is a written order from your primary doctor to see a specialist.|Before an operation you will be asked to sign a consent form.] [Talk with your care team.|Write down your questions.] [Call 911 for chest pain.|]
""",
    "map": """
# [Directions to our office|Map and parking|Campus map]
From the north take exit {n10-240}, turn [left|right] at the second light. {prac} is [on the 2nd floor|behind the pharmacy]. {pracaddr}. [Park in lot {id @}.|Lab and x-ray entrance on the side.] {tel}
""",
    "test_page": """
# [PRINTER TEST PAGE|Configuration Report|Print quality diagnostics]
Serial {id AAA#######}  Firmware {n1-9}.{n0-99}  IP 192.0.2.{n1-250}
ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789
[Toner {n2-99}%|Pages printed {id #####}]
""",
    "error_page": """
# [Error|PCL XL error|Unable to print document|Document could not be rendered]
[Subsystem: KERNEL  Error: IllegalOperatorSequence|The attachment type is not supported.|Session expired. Please log in again.] [Operator: 0x{n10-99}|Code {id ####}] {d0} {time}
""",
    "fax_report": """
# [TRANSMISSION VERIFICATION REPORT|FAX CONFIRMATION|Journal report]
F1  :: TIME={d0} {time} || NAME={prac} || FAX={tel} || SER.#={id ##########}
T  :: DATE,TIME || FAX NO./NAME || DURATION || PAGE(S) || RESULT
-1-12 {d-1} {time} || {tel} || 00:0{n0-9}:{n10-59} || {n1-20} || [OK|OK|BUSY|NG]
MODE [STANDARD|FINE ECM]
""",
    "wrong_number": """
# [WRONG FAX NUMBER|Misdirected fax notice|Return to sender]
To {prac}: [the attached was sent to us by mistake|we received {n1-9} pages for a patient who is not ours]. [We destroyed it.|Please correct your records.] {person} {tel}
""",
    "handwritten_note": """
{~d0}
{~person}
[Please call pt back re: labs {~tel}|Dr wants ref to {~specialty}|ins card copied, needs consent signed|pick up rx at {~drugstore}]
{~person}
""",
    "sticky": """
NOTE [call {tel}|file in chart|duplicate|ask Dr. {provlast}]
""",
    "duplicate_request": """
HEAD practice
# [REQUEST FOR RESULTS|Records needed for visit|Second request]
To: [lab|{hospital}|medical records]   Fax {tel}   {d0}
WHO 1 name dob
Please send: C-scope report, [labs of {d-20}|x-ray report|consult note]. [Patient is here now!|Appointment {d+2}.] Thanks {person}
""",
}

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
- Little interest or pleasure in doing things || {~n0-3}
- Feeling down, depressed or hopeless || {~n0-3}
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

_POLICIES = ("consent_policy", "referral_policy", "privacy_notice", "patient_rights", "education_sheet", "minutes")

FAMILIES = {
    **others({name: script for name, script in _TRADE.items() if name not in _POLICIES}),
    **others({name: _TRADE[name] for name in _POLICIES}, clauses=("policy", 9)),
    **others(_PAPERS),
}
