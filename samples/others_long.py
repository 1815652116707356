"""Long prose and official papers that speak of care without being a record of it: policies, contracts, guides, applications."""

from __future__ import annotations

from script import others

_COVERAGE = {
    "medical_policy": """
HEAD {payer#p}
# [MEDICAL COVERAGE POLICY|Clinical Policy Bulletin|Drug Coverage Policy: {med#m}|Prior Authorization Criteria - {med#m}]
F2  :: Policy no.={id MP-####} || [Effective|Effective date]={d-60} || [Last review|Revised]={d-20} || [Applies to|Lines of business]=[Commercial|Medicaid|Medicare Advantage, commercial]
## [Overview|Background|Description]
{med#m} is [indicated for|used in adults with] {dx}. [It is given by mouth.|It is supplied as a prefilled syringe.|Other drugs of the class are listed in the table.] [This document does not give medical advice.|Benefit documents take precedence over this policy.]
## [Criteria for approval|Coverage criteria|POLICY STATEMENT]
1. [Initial therapy|Initial request]. Approve for {n3-12} months if the patient meets ALL of the following (A, B and C): A) patient is {n6-18} years of age or older; AND B) [has tried at least {n1-3} other agents|inadequate response to {med} for {n2-6} months]; AND C) [prescribed by or in consultation with a specialist ({specialty})|baseline laboratory values are documented].
2. [Reauthorization|Patient currently receiving the drug]. Approve for 1 year if [there is a response, such as improvement in symptoms or laboratory markers|the prescriber attests to benefit].
## [Conditions not covered|Exclusions]
[Concurrent use with another biologic.|Use not supported by published data is considered investigational.]
T [Coding|Applicable codes] :: Code || Description
-2-5 {cpt} || {service}
## [References|History]
1. {med#m} prescribing information. 2. [{specialty} guideline, 20{n18-25}.|Annual revision: no change in criteria.]
""",
    "summary_plan_description": """
# [SUMMARY PLAN DESCRIPTION|Employee Health Benefit Plan Document|Certificate of Coverage]
{company} [Employee Benefit Plan|Group Health Plan]     Administered by {payer}
## [Eligibility|Who may enroll]
[Full-time employees may enroll on the first of the month after {n30-90} days.|Dependents may be covered to age 26.]
## [Schedule of benefits|What the plan pays]
T  :: Benefit || In network || Out of network
- Deductible || {$250-3000} || {$1000-6000}
- Office visit || ${n10-50} copay || {n40-60}%
- Diagnostic lab and x-ray || {n80-100}% || {n50-70}%
- Inpatient || {n70-90}% || {n50-60}%
## [Utilization review|Pre-certification]
[Non-emergency admissions must be certified.|A penalty of {$200-500} applies otherwise.] [No referral is needed to see a specialist.|The plan does not require choice of a primary doctor.]
## [Claims and appeals|How to file a claim]
[Send the bill within 12 months. Include your ID number and group number.|A denied claim can be appealed within 180 days.]
## [Your rights under ERISA|Continuation of coverage|Privacy]
[You may examine plan documents without charge.|No one may fire you for exercising your rights.|The plan will not use genetic information.]
""",
    "member_handbook": """
HEAD {payer#p}
# [MEMBER HANDBOOK|Evidence of Coverage|Your guide to getting care]
## [Getting started|Your ID card]
[Carry your member ID card. It shows your doctor, your member number and the phone numbers that you need.|If the name on the card is wrong, call us.]
## [Seeing a specialist|Referrals]
[Your doctor will give you a referral.|Some care needs our approval first, called prior authorization.]
## [Covered services|Tests]
[Lab work, x-rays and screening are covered when ordered by your provider.|Telehealth is covered.]
## [Rights and responsibilities|Complaints]
[You may refuse treatment.|You may see your record.|You may name someone to act for you; both must sign.]
""",
    "benefit_application": """
HEAD [Department of Social Services|State Division of Family Assistance|{county} Human Services]
# [APPLICATION FOR ASSISTANCE|Application for Medicaid, SNAP and TANF|Health Coverage Application]
Answer all questions. You may mail or fax this form to {tel}, or apply online.
WHO 2 [Tell us about yourself|Applicant] :: name dob sex? phone addr ssn4?
T [People in your home|Household members] :: Name || Relation || Birth date || Income
-1-4 {kin} || [son|wife|mother] || {d-9000} || {$0-2400}
C I want to apply for :: *medical || *food || cash || child care
C Does anyone have health insurance? :: yes || *no
[I declare under penalty of perjury that my answers are true.|I understand that the agency will check what I say by computer.] [I assign rights to medical support.|I must report changes within 10 days.] [I authorize the agency to contact my employer and bank.|You have a right to a fair hearing.]
WIT Applicant or authorized representative :: Date={d0}
""",
    "medicaid_renewal": """
HEAD State Medicaid / Eligibility Center {tel}
{d0}
{name}
{street}
{citystate}
# [RENEWAL NOTICE - act by {d+30}|Notice of Decision|Your Medicaid coverage is ending]
Case {id ########}   ID {mid}
[We need proof of your income.|Your household is over the income limit.|You are approved from {d+1}.] [You may keep benefits while you appeal.|Sign and return page {n2-4}.]
""",
    "disability_policy_booklet": """
HEAD Palisade National Life & Health
# [GROUP LONG TERM DISABILITY POLICY|Term Life - Statement of Health|Insurance Policy - Schedule of Benefits]
Policyholder: {company}   Policy {id ######}
[Benefit: 60% of monthly earnings to {$3000-9000}.|Elimination period {n60-180} days.] [Pre-existing condition means one treated in the last {n3-12} months.|We may ask for an examination and for blood and urine tests.] [Benefits end at age 65.|The policy is governed by state law.]
""",
}

_DOCUMENTS = {
    "journal_article": """
# [Outcomes of {med} in {dx}: a cohort study|{operation} versus medical care: a randomized trial|Case report: an unusual {dx}]
{person}, {person}, {person}
Journal of [Community|Regional|Applied] Medicine {n10-60}:{n100-900}
## Abstract
[Background: {dx} is common and costly.|Objective: to compare two strategies.] [Methods: {n40-900} patients gave informed consent and were followed {n6-60} months.|We reviewed charts of {n30-400} adults referred to {specialty}.] [Results: mean LDL fell from {n120-170} to {n70-110} mg/dL (P = 0.0{n1-4}).|Hazard ratio {x0.5-1.5}.] [Conclusions: larger studies are needed.|The treatment was safe.]
## Introduction
[Little is known of the long-term course.|Guidelines differ.] [Serum markers may predict response.|Earlier work was small.]
""",
    "guideline": """
# [Clinical practice guideline: {dx}|Screening recommendations 20{n22-26}|Protocol: management of {dx}]
[Recommendation 1 (grade {id @}): offer {med} to adults at risk.|Measure creatinine and potassium at baseline and yearly.] [Refer to {specialty} when goals are not met.|Shared decisions and informed consent are central.] [Repeat abnormal tests within {n2-12} weeks.|Do not screen over age {n70-85}.]
T Thresholds :: Measure || Low || High
-2-5 {labtest} || {x1.0-20.0} || {x21.0-190.0}
""",
    "package_insert": """
# [FULL PRESCRIBING INFORMATION: {med#m}|Medication Guide - {med#m}|Patient information leaflet]
[What is the most important information I should know?|INDICATIONS AND USAGE] {med#m} is for [adults with {dx}|{dx}].
[WARNINGS: liver injury; check ALT before starting.|Tell your doctor about kidney disease.] [Side effects: nausea, dizziness, rash.|In trials {n2-19}% stopped treatment.] [Store at room temperature.|Keep out of reach of children.] [Distributed by {vendor}.|Rx only.]
""",
    "drug_leaflet_pharmacy": """
HEAD {drugstore#1}
{name}   RX {id #######}   {med#m}   Qty {n10-90}   {d0}
{sig}
COMMON USES: [treats {dx}|lowers blood pressure]. [CAUTION: may cause drowsiness.|Take with food.] [Before using, tell your doctor of allergies.|Lab tests may be done while you take this.] Refills {n0-5}. [Copay {$0-40}|Insurance {payer}]
""",
    "business_associate": """
# [BUSINESS ASSOCIATE AGREEMENT|Service Agreement|EQUIPMENT LEASE|Non-Disclosure Agreement]
This agreement is made {d-30} between {prac} ("[Covered Entity|Customer]") and {vendor} ("[Business Associate|Vendor]").
1. [Definitions. Terms have the meaning given in 45 CFR parts 160 and 164.|Services are listed in Exhibit A.] 2. [The vendor shall report a breach within {n2-30} days.|Either party may terminate on {n30-90} days' notice.] 3. [Fees {$90-900} a month.|Indemnity survives termination.] 4. [Governing law: this state.|No assignment without written consent of the other party.]
WIT For {prac} :: Title=[Manager|President] || Date={d0}
WIT For {vendor}
""",
    "employment_contract": """
# [EMPLOYMENT AGREEMENT|Offer Letter|Confidentiality Agreement for Staff|Locum Tenens Contract]
{d0}
Dear {person}: [we are pleased to offer you the post of|this confirms your appointment as] [medical assistant|family physician|nurse manager] at {prac} from {d+20}, at {$18-60} an hour. [Employment is at will.|A drug screen and TB test are required.] [I agree to keep patient information confidential.|Health insurance starts after 60 days.]
WIT Employee :: Date={d0}
WIT Employer
""",
    "terms_of_use": """
# [Terms of Use|Portal user agreement|License agreement - please read|Website privacy statement]
[By using this site you agree to these terms.|We use cookies.] [The service is provided as is, without warranty.|You must be 18.] [Do not use the portal in an emergency.|Messages may become part of your chart.] [Disputes go to arbitration.|We may change these terms without notice.]
""",
    "instruction_manual": """
HEAD {vendor}
# [OPERATOR'S MANUAL|Quick Start Guide|Installation Instructions|Service Bulletin]
1. [Unpack the analyzer and check the parts list.|Connect the power cord to a grounded outlet.] 2. [Load paper and reagent.|Press MENU, then SET-UP.] 3. [Run control level 1 and 2; results must lie in range before patient samples are tested.|Clean the probe weekly.] [Error E-{n10-99}: call {tel}.|Warranty {n1-3} years.]
""",
    "osha_plan": """
HEAD practice
# [EXPOSURE CONTROL PLAN|Safety Data Sheet|Emergency Preparedness Plan|Infection control checklist]
[Employees are offered hepatitis B vaccine; those who decline sign a declination.|Wash the area and report at once.] [Sharps containers are replaced when two thirds full.|Eye wash is tested weekly.] [Source patient is asked to consent to testing for HIV, HBV and HCV.|Training is given yearly.]
C Checked :: *gloves || *gowns || eye protection || *spill kit
{person} {d0}
""",
    "training_quiz": """
# [HIPAA TRAINING QUIZ|Annual competency test|Phlebotomy skills checklist]
Name: {~person}   Date {~d0}
1. [A patient may have a copy of the lab results.|Consent can be withdrawn.] T  F
2. [Fax to the wrong number is a breach.|A referral needs an authorization.] T  F
3. [Order of draw: blue, red, green, lavender.|Two identifiers are needed.] T  F
Score {n6-10}/10
""",
    "news_story": """
# [Local clinic to close|County reports rise in {dx}|Hospital opens new wing|Column: your health]
{weekday}, {d0}
[{hospital} said on {weekday} that it will add {n10-80} beds.|Officials urged people to get the {vaccine} vaccine.] ["We saw it coming," said {person}.|The measure passed {n4-9}-{n0-3}.] [Insurers including {insurer} have not commented.|Residents worry about long drives.]
""",
    "grant_report": """
HEAD practice
# [QUARTERLY REPORT|Uniform Data System summary|Quality improvement project|Board report]
T Measures :: Measure || Target || Result
-3-7 [A1c control|Referral loop closed|BP control|Colon screening|Consent forms complete|Cards verified] || {n50-90}% || {n30-96}%
[Patients seen: {n300-9000}.|Referrals sent {n40-900}, reports received {n30-700}.] [Next steps: staff training.|Budget on track.]
""",
    "regulation": """
# [Notice of Proposed Rule|State Administrative Code - Chapter {n3-99}|Public notice]
Section {n1-40}.{n100-900}. [A person may not disclose the result of a test except as provided.|Informed consent to a test shall be documented.] (a) [A laboratory shall report within {n24-72} hours.|A minor may consent to care for reportable disease.] (b) [The department may inspect records.|Violation is a misdemeanor.] [Effective {d+60}.|Comments are due {d+30}.]
""",
    "charity_letter": """
HEAD [Plains Cancer Fund|Food Pantry of {county}|Library Friends]
{d0}
Dear friend: [your gift of {$10-200} helps families in need.|Please join our annual walk.] [All gifts are tax deductible, EIN {id ##-#######}.|Return the card in the envelope.] {person}
""",
    "school_letter": """
HEAD {school}
{d0}
Dear parents: [a student in the class had {dx}.|Picture day is {d+7}.|Hearing tests will be given; send a note if you do not consent.] [Please sign the permission slip for the zoo trip.|Immunization records are due by {d+30}.] {person}, [nurse|principal]
""",
    "housing_letter": """
HEAD [Maple Court Apartments|{county} Housing Authority]
# [LEASE AGREEMENT|Verification of Disability for Reasonable Accommodation|Rent increase notice]
Tenant: {name}   {addr}
[Rent is {$500-1800} due on the first.|Please ask your doctor to confirm the need for a ground floor unit.] [Release signed by the tenant is attached.|No pets.] {person} {d0}
""",
    "travel": """
# [Itinerary|Boarding pass|Hotel confirmation|Car rental agreement]
{name}   Confirmation {id @@@###}
{d+20} {time} [depart|check-in]  {d+24} {time} [return|check-out]
[Total {$90-900} incl. tax.|Bring photo ID and a credit card.] [Insurance declined.|Seat {n1-38}{id @}]
""",
    "form_letter_ssa": """
HEAD Social Security Administration (copy)
{d0}
{name}
{street}
{citystate}
[Your monthly benefit will be {$700-2600}.|You are entitled to hospital insurance (Part A) from {d+30}.|We need more facts about your claim.] [Your Medicare card will come in the mail.|The premium of {$100-200} is taken out.] [Claim number XXX-XX-{id ####}|]
""",
    "radiology_cd_label": """
HEAD imaging
[CD / DVD|Disc] of images    {name}  {dob}  [MRN {mrn}|]
[CR CHEST|MR KNEE|CT HEAD] {d-3}   [To view: insert the disc and run the viewer.|For diagnostic use only by physicians.]
""",
    "coding_query": """
HEAD hospital
# [CLINICAL DOCUMENTATION QUERY|Coding Query|Deficiency notice: unsigned records]
WHO 2 name mrn
Dr. {provlast}: [The record shows sodium {n120-130}, creatinine {x1.8-3.9}, albumin {x1.9-3.0}. Please clarify the diagnosis, if any.|Please sign: operative report, consent, discharge summary.]
C Please choose :: acute kidney injury || *malnutrition || unable to determine || other
{person}, [CDI|HIM] {tel}
""",
    "peer_review": """
HEAD hospital
# [PEER REVIEW - CONFIDENTIAL|Incident Report - not part of the chart|Root cause analysis]
Event {d-6} [fall|delay in lab result|wrong-site consent|lost specimen]. Unit {n2-7}{id @}. [No harm.|Minor injury.] [The critical potassium of {x6.1-7.2} was not called.|The consent named the other knee and was corrected before incision.] Action: [staff reminded|policy revised]. {person} {d0}
""",
}

_WORDY = {"summary_plan_description", "member_handbook", "medical_policy", "disability_policy_booklet"}

FAMILIES = {
    **others({n: s for n, s in _COVERAGE.items() if n in _WORDY}, clauses=("insurer", 9)),
    **others({n: s for n, s in _COVERAGE.items() if n not in _WORDY}),
    **others(_DOCUMENTS, clauses=("formal", 7)),
}
