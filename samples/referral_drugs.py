"""Requests to a payer that a drug, test or device be authorized: long forms of clinical questions. Scripts of referral_scene.py."""

from __future__ import annotations

from referral_scene import referrals

_DRUGS = {
    "pa_coverage_determination": """
HEAD {plan} / [Coverage Determinations|Part D Appeals and Determinations] / Fax {tel}
# [REQUEST FOR DRUG COVERAGE DECISION|Part D Coverage Request Form|Request for a Prescription Drug Determination]
[You or your prescriber may ask for this decision by mail or fax.|An enrollee, a prescriber or a representative may use this form.]
F2 [Enrollee's information|About the enrollee] :: [Enrollee's name|Name of enrollee]={name} || [Birth date|Date of birth]={dob} || [Street|Enrollee's address]={addr} || [Phone|Telephone]={phone} || [Enrollee's plan ID|Member ID #]={mid}
F1 :: [Name of drug you are asking for|Prescription drug requested]=[apixaban 5 mg|tirzepatide 5 mg|insulin glargine|rimegepant 75 mg|sacubitril-valsartan 49/51] ([strength and quantity per month|qty]): {n30-90}
C [Type of request|What are you asking for] :: *[I need a drug that is not on the list of covered drugs (formulary exception)|I ask for prior authorization of this drug] || My drug plan charged a higher copayment than it should || I ask for an exception to the limit on pills || I ask to skip another drug first (step therapy)
C URG [How fast|Decision needed] :: Standard, 72 hours || Expedited, 24 hours: waiting could seriously harm life or health
F2 [Prescriber's information|Supporting statement: prescriber] :: [Prescriber's name|Name]={by} || NPI={npi} || [Office phone|Phone]={senderphone} || Fax={senderfax} || Date={date} || [Diagnosis and ICD-10|ICD-10 codes]={codes}
T [Drug history|Drugs tried for this condition] :: Drugs tried || Dates of trials || Results, failure or intolerance
-2-4 {med} || {d-300} || [no effect|rash|nausea|partial]
C [Drug safety|Rationale] :: Any contraindication to the requested drug? || *Alternative drugs would be less effective || Patient is stable on the drug || Dose is medically necessary
WIT [Prescriber's signature|Signature of prescriber] :: Date={d0}
""",
    "pa_uniform_state": """
# [Uniform Pharmacy Prior Authorization Request|STANDARD PRIOR AUTHORIZATION REQUEST FORM FOR PRESCRIPTION DRUG BENEFITS|Common Prior Authorization Form - Medications]
[Do not send this form to the state.|All health plans must accept this form.] Plan: {plan} Fax: {tel} Date: {date}
C URG [Review type|I.] :: [Non-urgent|Standard] || [Exigent / urgent|Expedited review]
F2 [Section II Patient|Patient Information] :: [First / last|Patient's name]={name} || DOB={dob} || Sex={sex} || [Phone|Patient phone]={phone} || [Address|Street, city, ZIP]={addr} || [Member or Medicaid ID|ID]={mid} || [Height / weight|Ht Wt]={n58-76} in {n110-290} lb || Allergies=[NKDA|penicillin|sulfa]
F2 [Section III Prescriber|Prescriber Information] :: Name={by} || NPI={npi} || [Specialty|Field]=[internal medicine|family medicine|neurology|dermatology] || DEA=[on file|{id A@######}] || Phone={senderphone} || Fax={senderfax} || [Contact person|Requestor]={person}
F2 [Section IV Medication|Medication / Medical and Dispensing Information] :: [Medication|Drug name]=[ustekinumab|lisdexamfetamine|galcanezumab|pregabalin|budesonide-formoterol] || [Dose / strength|Strength]={n5-100} mg || Frequency={sig} || [Length of therapy|# refills]={n3-12} months || Quantity={n1-90}
C [Therapy is|New or continued] :: *New therapy || Renewal || Step therapy exception request
C [Administration|Route] :: *oral || injection || IV || topical
C [Given at|Location] :: *home || physician's office || infusion center
[ICD-10 diagnosis code(s)|Diagnosis / code]: {codewords}
T [Has the patient tried any other medications for this condition?|Previous medications] :: [Medication|Drug] || Duration || [Response or reason for failure|Outcome]
-1-4 {med} || {n2-12} weeks || [inadequate|allergy|dizzy]
[Attestation: I attest the information is true. Plan may audit the chart.|By signing, the prescriber affirms accuracy.]
WIT Prescriber :: Date={d0}
""",
    "pa_biologic_criteria": """
HEAD [Specialty Pharmacy Program|Managed Pharmacy Services|RxReview] / {plan} / {tel}
# [Immunomodulator Prior Authorization|BIOLOGICS PA REQUEST|Rheumatology and Dermatology Agents: authorization criteria form]
[Complete every question. Missing answers delay review.|Incomplete forms will be returned unreviewed.]
F3 Member={name} || [ID|Member #]={mid} || DOB={dob} || Prescriber={by} || NPI={npi} || [Fax|Office fax]={senderfax} || [Submitted|Date]={date} || [Drug|Agent]=[adalimumab|etanercept|secukinumab|risankizumab|tofacitinib] || [ICD-10|Dx]={codes}
1. [Is the prescriber a specialist or has one been consulted?|Prescribed by, or with, a specialist?] [X] Yes [ ] No
2. [Was TB testing done in the past 12 months?|Latent tuberculosis excluded?] [X] Yes [ ] No  [Date of test]: {d-90}
3. [Will it be used with another biologic?|Any concurrent biologic?] [ ] Yes [X] No
4. [Did the patient fail methotrexate for at least 3 months?|Trial and failure of a conventional agent?] [X] Yes, {d-200} [ ] No
5. [For renewals: is there a documented response?|Clinical improvement documented since baseline?] [ ] Yes [ ] No [X] N/A
T [Prior agents|Therapy history] :: Agent || Start || Stop || Outcome
-1-4 {med} || {d-500} || {d-100} || [failed|intolerant]
[Loading dose]: {n40-160} mg, [then every {n1-8} weeks|maintenance {n40-80} mg]. [Site of care: self-administered|Site: office, J-code billed to medical].
WIT [Prescriber attestation|Signature] :: Date={d0}
""",
    "pa_weight_glp": """
HEAD [Employee Pharmacy Plan|Public Employees Drug Program|{plan}] / [PA fax|Fax] {tel}
# [GLP-1 Agonist Prior Authorization|Weight Management Drug Coverage Form|Antidiabetic Injectables - Clinical PA]
F2 Patient={name} || [Date of birth|DOB]={dob} || [Rx member ID|Cardholder]={mid} || [Prescriber name|Provider]={by} || [NPI number|NPI]={npi} || [Clinic fax|Fax]={senderfax} || [Form completed|Date]={date}
C [Requested|Medication] :: *semaglutide || tirzepatide || liraglutide || dulaglutide || exenatide
F3 [Baseline|Measures] :: [Weight now|Current weight]={n170-360} lb || BMI={x27.0-49.0} || A1c={x5.4-11.9}% on {d-30}
C [Answer each|Criteria] :: *Diagnosis of type 2 diabetes ({codes}) || *Trial of metformin for 90 days || Enrolled in lifestyle program || Personal or family history of medullary thyroid carcinoma || Pregnancy
[If metformin was stopped, explain|Reason metformin not tolerated]: [diarrhea despite extended release|GFR under 30|not applicable].
C URG Turnaround :: Standard || Urgent
WIT Prescriber :: Date={d0}
[Approval period is 12 months.|For pharmacy staff only: PA # ________ approved through ________]
""",
    "pa_opioid_stimulant": """
HEAD [Medicaid Pharmacy Services|{plan} Pharmacy] / [Clinical call center|PA Help Desk] {tel}
# [Long-Acting Opioid Prior Authorization|CONTROLLED SUBSTANCE SAFETY EDIT OVERRIDE|High Dose Opioid / Concurrent Benzodiazepine PA]
F2 [Beneficiary|Recipient] :: Name={name,} || [Medicaid ID|Beneficiary ID]={mid} || DOB={dob} || Sex={sex}
F2 [Prescriber] :: [Prescriber|Prescribing clinician]={by} || NPI={npi} || Phone={senderphone} || Fax={senderfax} || [Date of request|Date]={date}
F2 :: Drug=[oxycodone ER|morphine ER|fentanyl patch|methadone|buprenorphine patch] || [Daily MME|Total MME/day]={n90-220} || Diagnosis={codewords} || [Pharmacy|Dispensing pharmacy]={drugstore}
C [Required|All must be checked] :: *PDMP reviewed || *Treatment agreement signed || *Naloxone prescribed || Urine drug screen within 6 months || Taper plan attached
[Non-opioid therapies tried]: [physical therapy|duloxetine|gabapentin|injections], {d-200}. [Expected duration]: {n1-12} months
[Does the patient have cancer, sickle cell disease or hospice care?|Exempt diagnosis?] Yes / No
WIT Prescriber :: Date={d0}
""",
    "pa_medical_drug_jcode": """
HEAD {plan} / [Medical Specialty Drug Review|Buy and Bill Drugs Unit] / {tel}
# [Medical Injectable Prior Authorization|HCPCS Drug Authorization Request|Infusion Precertification]
F3 [Member|Patient] :: Name={name} || ID={mid} || [DOB|Birth]={dob}
F3 [Ordering|Requesting provider] :: Name={by} || NPI={npi} || [TIN|Tax ID]={id ##-#######} || [Contact|Office contact]={person} || Fax={senderfax} || [Requested|Date]={date}
F2 [Servicing|Infusion site] :: Facility={hospital} || [Start date of service|DOS]={d+7} || [Place of service|POS]=[office 11|outpatient 22|home 12]
T [Drug|Lines] :: HCPCS || Drug || Dose || Units || Frequency
-1-2 [J0897|J1745|J9271|J2357|J0178] || [denosumab|infliximab|pembrolizumab|omalizumab|aflibercept] || {n60-400} mg || {n6-60} || every {n2-24} wk
[ICD-10]: {codes}. [Weight] {n45-120} kg. [Prior authorization number, if renewal]: {auth}
[Rationale|Clinical summary]: {age}-year-old with {problem}. [Preferred product failed {d-200}.|Biosimilar not tolerated.]
C URG [Priority|Review] :: Standard || Expedited
""",
    "pa_genetic_test": """
HEAD {plan} / [Laboratory Benefit Management|Genetic Testing Review] / {tel}
# [Genetic and Molecular Test Preauthorization|Molecular Diagnostics - Request for Prior Approval]
F2 Member={name} || [Member number|ID]={mid} || DOB={dob} || [Ordering clinician|Ordered by]={by} || NPI={npi} || [Date|Submitted]={date} || [Performing laboratory|Lab]={target} || Specialty={spec} || [Consultant|Genetics provider]={to} || ICD-10={codes}
T [Tests|CPT] :: CPT || Test || Units
-1-3 [81162|81443|81420|81455|81228] || [BRCA1/2 analysis|expanded carrier screen|aneuploidy cfDNA|tumor panel|chromosomal microarray] || 1
C [Indication|Why is it needed] :: *Diagnosis or treatment will change || Known mutation in family || Pretest counseling done || Prior inconclusive test
[Three generation pedigree attached|Family history]: [mother breast cancer at {n31-60}|brother affected|unknown, adopted].
C URG Timing :: Routine || Urgent (pregnancy or surgery pending)
""",
    "pa_step_exception_letter": """
HEAD practice
{longdate}
{plan}, [Pharmacy Appeals|Utilization Management]
[Re|RE]: {name}, DOB {dob}, [ID|member number] {mid}. [Request for step therapy exception|Request for prior authorization]: [dupilumab|ubrogepant|evolocumab|vortioxetine]
[To whom it may concern|Dear pharmacy director|Dear reviewer]:
[I request prior authorization for {first}'s medication.|Please accept this letter as a request for exception to step therapy.] {first} has {problem} ({codes}). [Tried and failed: {med} from {d-300}, {med} from {d-200}.|Preferred drugs {med} and {med} gave no relief.] [The drug is approved for this indication.|Guidelines support its use.] [Delay risks deterioration.|] [Peer-to-peer: {senderphone}.|]
[Sincerely|Respectfully],
WIT {prov}
{by.} NPI {npi} {date}
""",
    "pa_electronic_printout": """
# [Electronic prior authorization: question set|ePA request details|Key: {id @@#@@###} - PA request submitted]
F1 :: Patient={name} || [Birthdate|DOB]={dob} || [Card ID|Member ID]={mid} || BIN/PCN={id ######} / {id @@@@} || Drug=[rimegepant 75MG dispersible tablets|dapagliflozin 10MG|suvorexant 10MG|mirabegron ER 50MG] || Form={plan} [Electronic PA Form|General Request Form] || Prescriber={by} || NPI={npi} || [Sent to plan|Submitted]={date} || Diagnosis={codewords}
T Questions :: Question || Answer
- [Is this a new start or continuation?|Is the patient currently taking the drug?] || [New start|Continuation]
- [Which drugs has the patient tried?|Alternatives tried] || {med}; {med}
- [Does waiting put the patient at risk?|Expedited review needed?] || [No|Yes]
- [Any chart notes to attach?|Attachments] || [Yes, 2 pages|No]
[Status: wait for determination.|The plan will reply within 3 business days by fax.] [Consult with|Specialist] {spec}: {to}
""",
}

DRUG_FAMILIES = referrals(_DRUGS)
