"""Money and coverage papers: claims, statements, explanations of benefits, decisions, eligibility, and what insurers send."""

from __future__ import annotations

from script import others

_BILLING = {
    "eob": """
HEAD {payer#p} / [Claims Department|Member Services] {tel}
# [EXPLANATION OF BENEFITS|Explanation of Benefits - THIS IS NOT A BILL|Your claim summary]
F2  :: Member={name} || [Member ID|ID number|Subscriber ID]={mid} || Group=[{id ######}|{company}] || Claim #={id ############} || Provider={prac} || [Processed|Date processed]={d0}
T  :: [Date of service|Service date] || Service || [Billed|Amount charged] || [Allowed|Plan discount] || [Plan paid|Paid] || [You owe|Your responsibility]
-1-5 {d-20} || {service} || {$80-900} || {$40-400} || {$0-350} || {$0-120}
[Total you may owe the provider|Patient responsibility]: {$0-300}. [Deductible met so far {$100-1500} of {$1500-3000}.|Copay $25.00 applied.]
[You have 180 days to appeal.|If you disagree, write to us. See the back for your appeal rights.]
""",
    "eob_provider": """
HEAD {payer#p}
# [REMITTANCE ADVICE|Provider Explanation of Payment|ELECTRONIC REMITTANCE (835) PRINT]
F2 Payee={prac} || NPI={npi} || Check/EFT={id #########} || [Check date|Paid]={d0} || Amount={$200-4800}
T  :: Patient || [Member ID|HIC] || DOS || CPT || Billed || Allowed || Paid || [Adj|Remark]
-3-9 {person} || {id A########} || {d-25} || {cpt} || {$60-400} || {$40-250} || {$20-220} || [CO-45|PR-1|CO-97|OA-23|PR-3]
[CO-45 charge exceeds fee schedule. PR-1 deductible.|Remark N130: consult plan benefit documents.]
""",
    "medicare_summary": """
# [Medicare Summary Notice|MEDICARE SUMMARY NOTICE for Part B]
{name}
{street}
{citystate}
F2  :: [Your Medicare number|Medicare Number]={mid} || Date of this notice={d0} || Claims processed between={d-90} and {d-2}
T Your claims :: Service provided || Approved? || [Amount charged|Charged] || Medicare paid || You may be billed
-2-5 {service} || Yes || {$60-500} || {$20-300} || {$0-80}
[THIS IS NOT A BILL.|Keep this notice for your records.] How to appeal: circle the item and sign below. [Report fraud to {tel}.|]
""",
    "claim_1500": """
# [HEALTH INSURANCE CLAIM FORM|CLAIM FORM 1500 (copy)|Health Insurance Claim]
C 1. :: Medicare || Medicaid || *Group health plan || Other
F3  :: 1a. Insured's I.D. Number={mid} || 2. Patient's Name={name,} || 3. Patient's Birth Date / Sex={dob} {sex} || 4. Insured's Name={kin} || 5. Patient's Address={street} || 6. Patient Relationship to Insured=[Self|Child|Spouse] || City State Zip={citystate} || Telephone={phone} || 11. Insured's Policy Group={id #####} || 11c. Insurance Plan={payer} || 12. Patient's signature=SIGNATURE ON FILE || 13. Insured's signature=[SOF|SIGNATURE ON FILE] || 17. Referring Provider={prov2} || 17b. NPI={npi} || 21. Diagnosis={icd}  {icd}  {icd} || 23. Prior Authorization Number=[{id A######}|]
T  :: 24A. Date(s) of service || B. POS || D. CPT/HCPCS || E. Pointer || F. Charges || G. Units || J. Rendering NPI
-1-5 {d-8} || 11 || {cpt} || A || {$40-380} || 1 || {id 1#########}
F3  :: 25. Federal Tax I.D.={id ##-#######} || 26. Patient's Account No.={id ######} || 28. Total Charge={$100-900} || 31. Signature of Physician={prov} || 32. Service Facility={prac} || 33. Billing Provider={prac}
""",
    "claim_ub": """
# [UB-04 CMS-1450|UNIFORM BILL - Institutional Claim]
F3  :: 1={hospital} || 3a Pat. cntl #={id #######} || 3b Med. rec. #={mrn} || 4 Type of bill=0131 || 6 Statement covers={d-9} {d-8} || 8 Patient name={name,} || 9 Patient address={addr} || 10 Birthdate={dob} || 11 Sex={sex} || 12 Admission date={d-9}
T  :: 42 Rev. cd. || 43 Description || 44 HCPCS || 45 Serv. date || 46 Units || 47 Total charges
-4-9 0{n250-761} || {service} || {cpt} || {d-9} || {n1-6} || {$40-2900}
F3  :: 50 Payer={payer} || 51 Health plan ID={id #####} || 58 Insured's name={name} || 60 Insured's unique ID={mid} || 66 DX=0 || 67={icd} {icd} || 76 Attending={prov} NPI {npi}
""",
    "dental_claim": """
# [DENTAL CLAIM FORM|ADA Dental Claim (pre-treatment estimate)]
F2  :: Policyholder/Subscriber={name} || Subscriber ID={mid} || DOB={dob} || Gender={sex} || Plan/Group={id ######} || Company={payer} Dental
T Record of services :: Date || Area || Tooth || Code || Description || Fee
-1-4 {d-6} || {n10-40} || {n2-31} || D{n1110-7210} || [Exam|Crown|Bitewings|Root canal] || {$40-1200}
Patient consent: I agree to be responsible for charges not paid by my plan. Signature on file {d-6}
Dentist {person}, DDS
""",
    "statement": """
HEAD practice
# [PATIENT STATEMENT|Billing Statement|STATEMENT OF ACCOUNT]
{name}
{street}
{citystate}
F2  :: [Account|Account number|Guarantor #]={id #######} || [Statement date|Date]={d0} || [Due date|Pay by]={d+21} || [Amount due|PAY THIS AMOUNT]={$15-890}
T  :: Date || [Description|Description of service] || Charges || [Payments|Ins. paid] || Balance
-2-7 {d-60} || {service} || {$50-600} || {$0-400} || {$0-250}
[Your insurance, {payer}, has paid its share.|Your account is past due. Please call {tel}.] [We accept Visa and MasterCard.|Detach and return with payment.]
""",
    "hospital_bill": """
HEAD hospital
# [Itemized Bill|SUMMARY OF HOSPITAL CHARGES|Your Hospital Bill]
F2  :: Patient={name} || [Visit #|Encounter]={id ##########} || Service date={d-30} || Insurance on file={payer} || Bill date={d0}
T  :: Rev || Description || Qty || Amount
-5-11 0{n250-730} || {service} || {n1-4} || {$18-3200}
Total charges {$2000-18000}   Adjustments -{$800-9000}   Balance {$50-2000}
[Financial assistance is available. Ask for an application.|Pay online or by phone {tel}.]
""",
    "collections": """
HEAD [Northbridge Recovery|Allied Account Services|Keel Financial Recovery] / {tel}
{d0}
{name}
{street}
{citystate}
[RE|Account of]: {prac}   Balance: {$60-1900}   Ref: {id A#######}
[This is an attempt to collect a debt. Any information obtained will be used for that purpose.|Your account has been placed with this office for collection.] [Unless you dispute the debt within 30 days we assume it is valid.|Contact us to arrange payments.]
{person}, Account representative
""",
    "payment_plan": """
HEAD practice
# [PAYMENT PLAN CONFIRMATION|Payment receipt|RECEIPT OF PAYMENT]
F2  :: [Received from|Patient]={name} || Date={d0} || Amount={$20-300} || [Method|Paid by]=[Visa ****{id ####}|check #{n100-999}|cash] || Applied to=[copay|balance] || Remaining={$0-500}
Thank you. [Receipt no. {id ######}|Cashier {person}]
""",
    "claim_denial": """
HEAD {payer#p} / Provider Claims
{d0}
# [NOTICE OF CLAIM DENIAL|Claim Status Letter|Request for additional information]
F2  :: Member={name} || Member ID={mid} || DOB={dob} || Claim={id #########} || DOS={d-40} || Billed={$100-2400}
[We are unable to process this claim because|The claim was denied for the following reason]: [timely filing limit exceeded|no referral or authorization on file|coordination of benefits information is needed|service is not a covered benefit|procedure code {cpt} is included in another service].
[Please send the office notes, lab results and signed consent within 45 days.|You may file a dispute within 90 days of this notice.]
Claims Unit {tel}
""",
    "pa_denial": """
HEAD {payer#p} / [Utilization Management|Medical Management] / {tel}
{d0}
# [NOTICE OF ADVERSE BENEFIT DETERMINATION|Notice of Denial of Medical Coverage|PRIOR AUTHORIZATION DENIED]
F2  :: [Member|Enrollee]={name} || [Member ID|ID]={mid} || [Date of birth|DOB]={dob} || [Reference|Case|Auth ref]={id A########} || Requesting provider={prov} || [Service|Request]=[{service} ({cpt})|{med}]
[We reviewed the request and cannot approve it.|Your doctor asked us to approve this service. We decided to deny it.] Reason: [not medically necessary; six weeks of conservative care not shown|step therapy not met|out-of-network provider; in-network {specialty} available].
[You have the right to appeal within {n60-180} days.|Your doctor may request a peer-to-peer at {tel}.] [Free interpreter services are available.|]
[Medical Director|{person}, MD, Medical Director]
""",
    "pa_approval": """
HEAD {payer#p} / [Prior Authorization|Care Management] Department
# [AUTHORIZATION APPROVAL|Notice of Approved Services|Determination letter - approved]
Date: {d0}   To: {prac}   Fax: {tel}
F2  :: Member={name} || ID={mid} || DOB={dob} || Authorization no.={id A#########} || [Approved|Service]={service} || Units={n1-24} || Valid=from {d0} to {d+90} || Servicing provider={prov2}
[This approval is not a guarantee of payment.|Payment depends on eligibility on the date of service.] [No further referral is needed.|]
""",
    "pa_more_info": """
HEAD {payer#p} / Pharmacy Services / {tel}
# [ADDITIONAL INFORMATION NEEDED|Request for clinical information]
Re: {name}   DOB {dob}   ID: {mid}   Drug: {med}
To decide on the request received {d-2} we need: • [most recent A1c and date|chart notes of last 3 months|trial and failure of two preferred drugs] • [lipid panel|liver function tests]
Reply by {d+3} or [the request will be closed|a decision will be made on what we have]. Reviewer {person}, PharmD
""",
    "appeal_letter": """
HEAD practice
{d0}
{payer#p}, Appeals Department
[RE: Appeal of denial|Subject: Request for reconsideration] - Patient: {name}, DOB {dob}, Member ID {mid}, Claim {id #########}
To whom it may concern:
I am writing on behalf of my patient to appeal the denial of {service} on {d-18}. {He} has {dx#1} ({icd}) and failed {med} and {med}. [Recent labs show ferritin {n4-12} and hemoglobin {x7.9-10.2}.|Imaging supports the need for the service.] [Please reconsider.|I am available for a peer to peer.]
WIT {prov}
""",
    "eligibility": """
# [ELIGIBILITY VERIFICATION|Eligibility & Benefits Inquiry (270/271)|Insurance Eligibility Response]
F2  :: Payer={payer} || Status=[Active coverage|ACTIVE|Inactive {d-60}] || [Subscriber|Member]={name} || Member ID={mid} || DOB={dob} || Gender={sex} || Group={id ######} || Plan=[PPO|HMO Silver|Choice POS] || [Eff. date|Plan begin]={d-300} || Payer ID={id #####} || Checked={d0} {time}
T Benefits :: Service type || In network || Out of network
- Office visit || $[20|30|40] copay || {n30-50}% after deductible
- Specialist || $[40|60] copay || {n40-50}%
- Deductible individual || {$500-3000} ([{$0-500} met|not met]) || {$3000-6000}
?- Lab || {n0-20}% || {n30-50}%
[PCP: {prov}|PCP required: N] [Referral required: Y|] Trace {id ##########}
""",
    "eligibility_medicaid": """
# [MEDICAID ELIGIBILITY RESPONSE|Provider portal - recipient eligibility|EVS Result]
Recipient: {name}   ID: {mid}   DOB: {dob}   Sex: {sex}
Date of service checked: {d0}. [Aid category {id ##}, full benefits.|Managed care: {payer}.] [Copay exempt.|TPL: none on file.] [QMB.|PCP assigned {prov}.]
Verification number {id ###########}
""",
    "benefits_summary": """
HEAD {payer#p}
# [Summary of Benefits and Coverage|SBC: What this plan covers & what you pay|Benefit Highlights 20{n24-27}]
T  :: [Important questions|Common medical event] || Answers || Why this matters
- What is the overall deductible? || {$500-4000} individual || You must pay up to this amount before the plan pays.
- Is there an out-of-pocket limit? || Yes, {$3000-9000} || Premiums do not count.
- Do you need a referral to see a specialist? || [Yes|No] || [You need written approval from your PCP.|You may see the specialist you choose.]
- [If you have a test|Diagnostic test (x-ray, blood work)] || {n0-30}% coinsurance || [Prior authorization may apply.|none]
[Coverage period: 01/01/20{n24-27} - 12/31. Coverage for: individual + family.|This is only a summary.] Group health plan ID cards will be mailed.
""",
    "insurance_marketing": """
HEAD {payer#p}
# [It's time to choose your plan!|Open enrollment ends soon|A Medicare plan with more]
[Dear neighbor,|Dear Medicare beneficiary,|Hello!] [Are you getting all the benefits you deserve?|Get dental, vision and hearing for a $0 premium.] {payer#p} [Medicare Advantage|Marketplace Gold|Dental Plus] [plans include|members enjoy]: • $0 copay for [lab tests and x-rays|primary care] • [no referral needed to see specialists|free gym membership] • [over-the-counter allowance|member ID card by mail in 10 days]
Call {tel} (TTY 711), 8 am to 8 pm. [A licensed agent will help.|Attend a seminar {d+10}, {time}.] [Not connected with the federal Medicare program.|By returning this card you agree that an agent may call you.]
""",
    "formulary_change": """
HEAD {payer#p} / Pharmacy
{d0}
Dear [prescriber|doctor|{name.}]:
[Beginning {d+45} the drug list will change.|We are writing about a change to coverage of a medicine.] {med} [will no longer be covered|moves to tier {n2-4}|needs prior authorization]. [Covered alternatives|You may prescribe]: {med}, {med}. [Our records show your patient {name.} (ID {mid}) takes this drug.|]
[Members received a letter.|Questions? {tel}]
""",
    "welcome_letter_plan": """
HEAD {payer#p} / Member Services {tel}
Welcome to {payer#p}, {first}!
[Your new member ID card will arrive in a separate mailing.|Your card is in the mail; use this letter as proof until then.] Your primary care provider is {prov}. [Coverage starts {d+5}.|Please complete the health risk survey.] You have a right to [privacy|refuse treatment] and to file a grievance.
Member handbook: how to get care, referrals, pharmacy, emergency, when you travel.
""",
    "cobra_notice": """
HEAD {company} / Human Resources
{d0}
{name}
{street}
{citystate}
# [COBRA Continuation Coverage Election Notice|Notice of loss of group health coverage]
[This notice has important information about your right to continue health coverage in the {payer} plan.|Your coverage ends {d+10} because employment ended.] To elect, [complete the form and return it within 60 days|sign and mail]. Monthly premium {$380-1650}.
WIT Plan Administrator
""",
    "cob_questionnaire": """
HEAD {payer#p}
# [COORDINATION OF BENEFITS QUESTIONNAIRE|Other insurance information|Accident details request]
F2  :: Member={name} || ID={mid} || Claim={id ########}
C Do you or your family have other health insurance? :: Yes || *No
C Was the injury [work|auto] related? :: Yes || *No
If yes: Name of company ____________ Policy ________ Effective ______
WIT Member signature :: Date={~d0}
""",
    "secondary_payer": """
HEAD hospital
# [MEDICARE SECONDARY PAYER QUESTIONNAIRE|MSP form]
F2  :: Beneficiary={name} || Medicare no.={mid} || DOB={dob}
C 1. Are you receiving Black Lung benefits? :: Yes || *No
C 2. Is illness due to a work accident? :: Yes || *No
C 3. Are you entitled based on :: *Age || Disability || ESRD
C 4. Are you employed? :: Yes || *No, retired {d-3000}
Completed with {person} {d0}
""",
    "charge_slip": """
HEAD practice
# [SUPERBILL|ENCOUNTER FORM|Fee ticket]
WHO 3 name dob mrn? mid?
C Office visit :: 99212 || *99213 || 99214 || 99215
C Lab :: *36415 venipuncture || 81002 UA || 83036 A1c || 87880 strep
C Vaccine :: 90471 || 90686 flu || 90715 Tdap
C Diagnosis :: *{icd} || {icd} || *{icd}
Copay {$10-50} paid. Referral: [none|{specialty}]. Return {n2-12} wk
""",
    "good_faith_estimate": """
HEAD practice
# [GOOD FAITH ESTIMATE|Estimate of Charges for self-pay|Cost Estimate]
F2  :: Patient={name} || DOB={dob} || Service date={d+12} || Provider NPI={npi}
T  :: Service || Code || Dx || Expected charge
-2-4 {service} || {cpt} || {icd} || {$60-2400}
Total {$200-5000}. [This is not a contract. You may dispute a bill at least $400 over the estimate.|Actual items may differ.]
""",
    "abn_information": """
HEAD {payer#p}
# [Provider Bulletin|PROVIDER NEWSLETTER|Network Update]
To: All participating providers     {d0}
• [Claims for lab services must list the CLIA number.|Modifier 25 edits start {d+30}.] • [New referral form required for {specialty}.|Prior authorization list updated: MRI, sleep studies, {med}.] • [Consent for sterilization must be signed 30 days before.|Send member ID card copies with paper claims.]
Provider Services {tel}
""",
    "fee_schedule": """
HEAD lab
# [CLIENT FEE SCHEDULE 20{n24-27}|Laboratory Price List|Test Menu and Pricing]
T  :: Code || Test || CPT || Specimen || Turnaround || Price
-8-16 {id ####} || {labtest} || {cpt} || [SST|Lavender|Urine] || {n1-4} days || {$4-180}
[Prices valid for account {id #####} until {d+200}.|Panels: CMP, lipid, hepatic.] {person}, Sales
""",
    "credentialing": """
HEAD {payer#p} / Provider Enrollment
# [RECREDENTIALING NOTICE|Credentialing Application Status|Directory verification request]
{prov}   NPI {npi}
[Your participation expires {d+60}.|Please attest in the provider database.] Send: license, DEA, malpractice face sheet, [signed attestation and release|W-9]. Return to fax {tel}.
""",
    "gap_list": """
HEAD {payer#p} / Quality
# [CARE GAP REPORT|HEDIS Chart Request List|Quality measures - open gaps]
Provider: {prov}  Panel as of {d0}
T  :: Member || DOB || Member ID || Measure || Last service || Status
-6-14 {person} || {d-20000} || {id A########} || [HbA1c < 9|Colorectal screening|Breast cancer screening|Eye exam|BP control|Statin use] || {d-200} || [OPEN|closed]
[Send lab result or report to close the gap.|Fax records to {tel} by {d+30}.]
""",
    "records_audit_payer": """
HEAD {payer#p} / Risk Adjustment
# [MEDICAL RECORD REQUEST - RISK ADJUSTMENT|Chart retrieval request]
Dear [records custodian|office manager]: [Under 45 CFR 164.506 no patient authorization is needed.|We ask for records of these members for dates of service 20{n23-25}.]
T  :: Member || DOB || ID || Provider
-1-4 {person} || {d-18000} || {id ##########} || {prov}
Send progress notes, [labs, consults|problem lists] to [secure fax {tel}|portal]. Due {d+21}.
""",
    "workcomp_notice": """
HEAD Ironwood Casualty / Workers' Compensation / {tel}
# [NOTICE OF ACCEPTANCE OF CLAIM|Notice of Benefits - Claim established|Employer's First Report of Injury]
F2  :: [Injured worker|Employee]={name} || SSN={ssn4} || DOB={dob} || Employer={company} || Date of injury={d-20} || Claim no.={id WC-######} || Adjuster={person} || Body part=[low back|R hand|L knee]
[Bills and reports go to the adjuster.|Treatment beyond 30 days needs authorization.]
""",
    "workcomp_status": """
HEAD practice
# [WORK STATUS REPORT|Workers' Compensation Work Status|Physician's Report of Work Ability]
WHO 2 name dob ssn4?
F2  :: Employer={company} || Injury date={d-20} || Claim={id WC######} || Dx={icd} {dx}
C Status :: return to full duty || *modified duty || off work until
Restrictions: [no lifting over {n10-40} lb|no repetitive use of hand|sit/stand option]. Next visit {d+14}. [Referred to PT.|MMI not reached.]
WIT Treating doctor :: Date={d0}
""",
}

_FORMS = (
    "claim_1500",
    "claim_ub",
    "dental_claim",
    "charge_slip",
    "workcomp_status",
    "payment_plan",
    "fee_schedule",
    "appeal_letter",
)

FAMILIES = {
    **others({name: script for name, script in _BILLING.items() if name not in _FORMS}, clauses=("insurer", 5)),
    **others({name: _BILLING[name] for name in _FORMS}),
}
