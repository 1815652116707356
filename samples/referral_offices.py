"""Referrals as offices send them: print-outs with the notes behind them, letters, messages, pads, slips. Scripts of referral_scene.py."""

from __future__ import annotations

from referral_scene import referrals

_PRINTED = {
    "chart_packet": """
HEAD practice
BANNER name dob mrn
# [Outgoing Referral|Referral Request - External|Referral Transmission]
F2 [Referral information|Order details] :: [Placed on|Entered]={date} {time} || [Placed by|Ordering clinician]={by} || [Clinician NPI|NPI #]={npi} || [Refer patient to|Destination]={spec} || [Attn|Destination provider]={to} || [Location|Facility]={target} || [How soon|Timing]={urg} || [Visits allowed|# visits]={n1-12}
T [Reason for visit codes|Associated dx] :: ICD-10 || [Problem|Text]
-dx {code#N} || {words#N}
[Question for the consultant|Note to specialist]: [please assess and advise on {problem}|evaluate {problem}, take over management if indicated|{problem}, failing first line therapy].
===
## [Office Visit|Progress Notes] {d-4}
[Subjective|HPI]: {age} y.o. {man} [here for|seen for follow up of] {problem}. [Started about {n2-9} months ago and slowly worse.|Symptoms come and go, worse at night.|Tried {med} without benefit.] {He} [denies fever or weight loss|reports {complaint} as well].
T [Vitals|Vital signs this encounter] :: BP || Pulse || Temp || [Wt|Weight] || SpO2
- {n108-158}/{n62-94} || {n58-98} || {x97.1-99.2} || {n118-260} lb || {n94-100}%
[Exam: NAD, lungs clear, heart regular, abdomen soft.|Physical exam: well appearing. Neck supple. No edema. Gait normal.]
T [Medication list|Current outpatient medications] :: Medication || Sig || [Refills|Disp]
-3-7 {med} || {sig} || {n0-5}
Allergies: {allergy}
===
T [Recent results|Lab results - last 12 months] :: Component || Value || Date
-5-10 {labtest} || {x0.8-140.0} || {d-60}
## [Problem list|Active problems]
{dx}; {dx}; {dx}; {dx}
## [Past history|PMH / PSH]
{operation} ({n1995-2022}). [No family history of early heart disease.|Mother with diabetes.] [Never smoker.|Former smoker.]
FOOT [Printed from chart by|Released by] {person} {d0}
""",
    "order_with_visit": """
# [Order: Ambulatory referral|REFERRAL ORDER - SIGNED|Consult order]
WHO 3 name dob sex mrn phone
F1 [Service|Referral type]={spec} || [Order number|Order #]={id #########} || [Signed date|Date signed]={date} || [Authorized by|Auth provider]={by} || [Provider ID (NPI)|NPI]={npi} || [Status|Order status]=[Active|Sent|Pending scheduling] || [Dx|Diagnosis]={codewords} || [Priority of order|Sched priority]={urg} || [To dept/provider|Referred to]={to}, {target}
[Scheduling instructions: call patient at above number|Sched inst: first available]. [Comments: see note below.|Interpreter: {language}.]
---
## Visit summary for {d-1}
CC: {complaint}
[Interval history|History]: [Patient is a|Pleasant] {age} year old {man} with {dx}, {dx} who [presents today with|wants to discuss] {problem}. [Pain is {n3-9} of 10.|Function limited at work.] [Has seen chiropractor, no relief.|No prior imaging.]
[ROS negative except above.|ROS: fatigue, otherwise unremarkable.]
BP {n104-162}/{n58-96} | P {n56-102} | BMI {x19.0-41.0}
[Assessment|A/P]:
1. {words1} - [referral placed today|will send to specialist].
2. {dx} - [continue {med}|labs ordered: CBC, CMP, TSH].
3. {dx} - [stable, recheck {n2-6} months|increase {med}].
[Time spent {n15-45} min.|]
[Electronically signed by|Authenticated by] {prov} {d0} {time}
""",
    "terminal_consult": """
# [CONSULT/REQUEST|CONSULTATION REQUEST FORM|INTERFACILITY CONSULT]
PT: {name}    DOB: {dob}    SSN: {ssn4}    SEX: {sex}
F1 [TO SERVICE|CONSULT TO]={spec} || [FROM|REQUESTED BY]={by} || [PROV NPI|REQ NPI]={npi} || [FILE ENTRY DATE|REQ DT]={date} {time} || [URGENCY|URG]={urg} || [PLACE|SEEN AS]=[OUTPATIENT|CONSULTANT'S CHOICE] || [PROVISIONAL DX|PROV DIAG]={codewords} || ATTN={to}
---
REASON FOR REQUEST: (COMPLAINTS AND FINDINGS)
{age} YO {man} WITH {problem}. [FAILED CONSERVATIVE MEASURES.|SX X {n2-18} MONTHS.|REQUEST EVAL AND RECS.] [MEDS: {med}; {med}.|]
ACTIVE PROBLEMS: {dx}; {dx}; {dx}
[RECENT LABS|LAB DATA]: CREAT {x0.6-2.0}  HGB {x10.0-16.5}  A1C {x5.2-9.9}  ({d-20})
INTER-FACILITY INFORMATION: [THIS IS NOT AN INTER-FACILITY CONSULT|ROUTED TO {target}]
STATUS: [PENDING|ACTIVE]      LAST ACTION: [CPRS RELEASED ORDER|RECEIVED|FORWARDED FROM]  {d0}
[/ES/|SIGNED:] {prov} {time}
FOOT PAGE [1|]  ** WORK COPY - NOT FOR MEDICAL RECORD **
""",
    "letter_evaluation": """
HEAD practice
{longdate}
{to.}
{target}
{targetaddr}
[Re|Regarding|Patient]: {name}
[Date of Birth|DOB]: {dob}
[Dear Dr. {tolast}|Dear Doctor {tolast}],
I would appreciate your evaluation of [this {age}-year-old {man}|the above-named patient, a {age}-year-old {man},] with {problem} ({codes}). [The problem has been present for {n2-20} months.|It was first noticed at a routine visit.] [We have tried {med} and {med} with limited success.|Physical therapy has not helped.] [An x-ray was read as normal.|MRI is enclosed on disc.|Laboratory work from {d-25} is attached.]
[Other active issues include|{His} history is also notable for] {dx} and {dx}. [Medications: {med}, {med}.|{He} takes {med} and has no known allergies.]
[I am hoping your {spec} clinic can see {him} [within the month|soon].|Whatever {spec} input you can offer would be most helpful.]
[Please copy me on your findings.|Do let me know your thoughts; my fax is {senderfax}.]
[Cordially|Respectfully|With thanks],
WIT {prov}
{by.}
?NPI No. {npi}
""",
    "letter_typed_plain": """
{byfirst} {bylast} / {sender}
{date}
[To whom it may concern in|Attention] {spec},
[This is to refer|I am sending you|Kindly arrange an appointment for] {name.}, born {dob}, [telephone|tel.] {phone}, [who lives at {addr}|], [with a diagnosis of|for assessment of] {words1} - {codes}.
[{He} has been under my care since {n2009-2023}.|{He} came to me on {d-3} with {complaint}.] [On examination there was tenderness but no swelling.|Examination was unremarkable.] BP {n110-150}/{n66-92}.
[Bloods: ferritin {n8-180}, TSH {x0.5-5.5}, CRP {x0.4-14.0}.|I have not ordered further tests.] [Could you advise on treatment?|Your opinion regarding surgery would be welcome.]
[This can wait for your next opening.|I would be grateful for an early date.]
Yours [truly|faithfully],
{by}
[Lic. {id A#####}|] NPI {npi}
""",
    "portal_would_like": """
# [Message Center|Provider Messaging|In-Basket Print]
F1 From={by} || To={to} [({spec})|] || [Date/Time|Received]={date} {time} || [Subject|Re]=[New referral|pt referral|Consult?] - {name}
Hi [Dr. {tolast}|{tolast}|there],
[Would like to refer|I'd like to send you|Wondering if you could see] [this patient|a {age}yo {man} of mine], dob {dob}, for {problem}. [Dx {codes}.|ICD {codes}.] [Not urgent.|Whenever you have room.|Would love to get {him} in before the holidays.] [{He} already tried {med}.|Recent labs in chart.]
[Pt phone|Best number] is {phone}. [Insurance is {plan}, ID {mid}.|]
[Thx|Thanks so much|Appreciate it]!
{byfirst}
[--|]
{sender} [Phone|Ph] {senderphone}   [npi|NPI] {npi}
[Reply|Mark done|Forward]
""",
    "pad_script": """
HEAD {prov} / {sender} / {pracaddr} / {pracphone}
F2 [Name|For]={~name} || [Date|Dt]={~date} || [DOB|Age/DOB]={~dob} || [Address|Addr]={~street}
## Rx
{~spec}
[Refer|Consult] for {~problem}
{~codes}
[Eval & treat|please see asap|2nd opinion]
WIT [MD|Signature]
F1 [Prescriber|Print]={by} || [NPI|DEA/NPI]={npi}
[Substitution permitted|Label] [Refill 0 1 2 3|]
""",
    "school_nurse": """
HEAD {school} / Health Office / {tel}
# [REFERRAL TO SPECIALIST|Health Office Referral for Medical Evaluation|School Health Referral]
F2 [Student|Name of student]={name} || [Birth date|D.O.B.]={dob} || Grade=[K|1|2|3|5|7|9|11] || [Parent/guardian|Parent]={kin} || [Parent phone|Home phone]={phone} || [Date sent home|Date of referral]={date}
[Dear parent: please take this form to the office named below.|To the parent or guardian: the school screening showed a concern.]
[Screening|Observation]: [vision 20/{n40-100} R, 20/{n30-80} L|did not pass hearing at 25 dB|frequent headaches in class|spine asymmetry {n5-14} degrees].
F1 [Referred to|Please see]={to} || [Type of doctor|Specialty needed]={spec} || [School physician / provider sending|Referring provider]={by} || [ID|NPI]={npi} || Code={codes}
C URG [How soon|Needs to be seen] :: Routine || Soon (urgent) || Same day
WIT School nurse :: Date={d0}
---
## To be completed by the doctor and returned
[Findings|Diagnosis]: ____________________   Glasses / restrictions: ______________   Signature ______________
""",
    "ed_specialist_line": """
HEAD hospital
# [ED Referral Line Request|Post-ED Specialist Referral|Emergency Care Follow-Up: Specialist Appointment Needed]
F2 [Patient|Pt]={name} || [Born|DOB]={dob} || [Account|MRN]={mrn} || [Cell|Phone]={phone} || [ED visit|Seen]={date} || [ED provider|Referring]={by} || [ED NPI|NPI]={npi} || Timeframe={urg}
[Needs appointment with|Please schedule with] {spec} - {to} [({target}, {targetphone})|at {target}].
[ED diagnosis|Dx]: {codewords}
[ED course|Summary]: [presented with {complaint}; CT negative; pain controlled; discharged home|splinted, neurovascularly intact, given crutches|EKG sinus rhythm, troponin <0.012 x2]. WBC {x4.2-15.0}, Cr {x0.6-1.8}. [Rx {med}.|No prescriptions.]
[Patient told to call in {n1-3} days if not contacted.|On-call specialist {person} was reached by phone at {time}.] [PCP of record: {person}.|No PCP.]
""",
    "specialist_to_specialist": """
HEAD practice
{date}
# [Cross-referral|Referral to colleague|]
[Dear Dr. {tolast},|Dear {tolast},]
[I have been following|I recently saw] {name.} (DOB {dob}) in [our subspecialty clinic|follow-up] for {dx}. [During this visit|In the course of the work-up] [it became clear that|we found] {problem} [needs|and think it warrants] your attention. [Rather than manage this ourselves,|With the agreement of {his} primary physician, Dr. {person},] we ask that {spec} [take over this aspect of care|see {him} in consultation].
[Impression|Codes]: {codewords}
[Data: creatinine {x0.7-2.4}, platelets {n120-390}, ALT {n12-88}. Echo EF {n40-65}%.|CT of {d-14}: no acute finding, incidental lesion {n4-22} mm.]
Medications: {med}, {med}, {med}
[Scheduling category|Priority]: {urg}
[Thanks for seeing {him}.|We remain available for questions.]
WIT {prov}
{by.}
cc: {person}, [MD|DO] (primary care)
[National provider number|NPI] {npi}
""",
    "inpatient_transfer": """
HEAD hospital
# [INTERFACILITY TRANSFER REQUEST|Request for Transfer of Inpatient|Transfer Center Intake]
F2 Patient :: Name={name} || DOB={dob} || Sex={sex} || [Acct/MRN|MRN]={mrn} || [Unit / bed|Bed]={n200-560}-[A|B] || [Code status|Code]=[Full|DNR]
F2 Transfer :: [Requested at|Call date/time]={date} {time} || [Sending physician|Transferring MD]={by} || [Sending NPI|NPI]={npi} || [Accepting physician|Accepting MD]={to} || [Service needed|Higher level of care for]={spec} || [Receiving facility|To]={target} || [Transfer acceptance #|Acceptance no.]={auth}
C URG [Acuity|Transport priority] :: Elective || Urgent (<4h) || Emergent
[Dx|Principal problem]: {codewords}
[Summary|Clinical course]: [admitted {d-3} with {complaint}|hospital day {n2-7}]. HR {n60-130}, BP {n84-160}/{n48-94}, O2 {n1-6} L NC. Lactate {x0.8-4.8}, Hgb {x7.2-13.9}, INR {x1.0-2.1}. Drips: [none|heparin|norepinephrine]. Lines: [PIV x2|PICC].
C [Isolation|Precautions] :: *none || contact || airborne
?[Family notified|Consent for transfer on chart]: {kin}
WIT [Physician certification|MD signature] :: Time={time}
""",
    "econsult": """
# [eConsult Request|Electronic Consultation|Virtual Specialty Consult (asynchronous)]
F2 [Submitted|Request date]={date} || [Request ID|Case]={auth} || [Requesting clinician|PCP]={by} || [Individual NPI|NPI]={npi} || [Specialty queue|Specialty]={spec} || [Assigned reviewer|Reviewer]={to} || [Response needed|Turnaround]={urg}
WHO 3 Patient :: name dob sex mrn?
## [Clinical question|What would you like to know?]
[Does this patient with {problem} need an in-person visit?|How should I work up {problem}?|Next step after {med} failed for {problem}?] ({codes})
## [Background|Relevant history]
{age}yo, {dx}, {dx}. [Rx: {med}, {med}.|No meds.]
## [Attachments|Data shared]
{labtest} {x0.9-120.0}; {labtest} {x0.9-120.0}; [photo 1 of 2|EKG pdf|none]
C [If an in-person visit is advised|Preference] :: *[Convert to referral|schedule patient directly] || [Send advice only|return to me]
[Patient agreed to eConsult; copay may apply.|]
""",
    "voicemail_intake": """
HEAD practice2
# [Referral Phone Intake|CALL-IN REFERRAL|New Referral Telephone Sheet]
F1 [Took call|Intake by]={person} {time} || [Called in|Date rec'd]={date} || [Calling office|From office]={sender} {senderphone} || [Ref doc|Sent by Dr]={by} || [Doc NPI|their npi]={npi} || [Patient|Pt]={name} || dob={dob} || [Best ph|cell]={phone} || [ins|Insurance]={plan} {mid} || [Auth|auth # if HMO]={auth} || [wants to see|For Dr]={to} || [clinic|dept]={spec} || [why|Reason]={problem} || dx={codes}
C URG When :: next avail (routine) || urgent - this wk || TODAY / stat
C [Records|Got] :: [*notes || imaging|notes || *labs] || insurance card
NOTE [lm 2x|appt {d+9}|needs auth b4 appt|waiting on notes]
""",
    "batch_fax_email": """
# [Secure email|Encrypted message|Mail - Referral desk]
F1 [From|Sender]={person}, [referral coordinator|MA] <referrals> || [On behalf of|For provider]={by} || [To|Recipients]=[Intake|New patients], {target} || [Sent|Date]={date} || [Attachments|Attached]=[demographics.pdf, notes.pdf|scan{n100-900}.pdf]
[Good morning|Good afternoon|Hello] team,
Please find attached a referral from our office. [Details below|Summary]:
• [Pt|Patient]: {name}, {dob}, {phone}
• [Referring|Provider]: {prov}, NPI {npi}
• [Seeing|Requested doctor]: {to} - {spec}
• [Diagnosis|DX codes]: {codes}
• [Urgency|Time frame]: {urg}
?• Authorization: {auth}
[Once scheduled kindly reply with the appointment date so we can close the loop.|Please let us know if you need anything else. Patient prefers [mornings|text messages].]
{person} | {sender} | [p|T] {senderphone} [f|F] {senderfax}
[This e-mail and any files transmitted with it are confidential.|]
""",
}
PRINTED_FAMILIES = referrals(_PRINTED)
