"""Junk, trade and the office's own business: what comes out of a fax machine besides patients."""

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
-4-9 [LaserLine|Printek|Copymax|Inkwell] {id A##@} || {$60-190} || {$29-110}
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

_POLICIES = ("consent_policy", "referral_policy", "privacy_notice", "patient_rights", "education_sheet", "minutes")

FAMILIES = {
    **others({name: script for name, script in _TRADE.items() if name not in _POLICIES}),
    **others({name: _TRADE[name] for name in _POLICIES}, clauses=("policy", 9)),
}
