"""Referrals with the chart behind them: a page that refers, then pages of notes, lists and results. Scripts of referral_scene.py."""

from __future__ import annotations

from referral_scene import referrals

_PACKETS = {
    "summary_then_chart": """
BANNER name dob sex
# [Referral Summary|Patient Referral Summary|Specialty referral - clinical summary]
F1 [Referral started|Created]={date} || [Referred to service|Service]={spec} || [Referred to clinician|Clinician]={to} || [Practice contact|Phone/fax]={targetphone} / {targetfax} || [Referring clinician|Originating provider]={by} || [Originating NPI|NPI]={npi} || [Urgency of referral|Need]={urg} || [Payer reference|Auth ID]={auth}
## [Reason for referral|Clinical reason]
{codewords}. [Onset {n2-30} months ago.|Please see and advise.] [Patient prefers afternoon visits.|No interpreter needed.]
## [Problem list|Problems]
{dx}, {dx}, {dx}, {dx}, {dx}
T [Medications|Med list at last visit] :: Name || Instructions || Start
-4-9 {med} || {sig} || {d-300}
===
# [Encounter note|Clinic note|Visit documentation] - {d-5}
## [Chief concern|CC]
{complaint}
## [History of present illness|HPI]
{age}-year-old {man} with {dx}, {dx} and {dx} [who returns for|presenting for] {problem}. [Reports worsening over {n2-10} weeks.|Initially improved on {med}, then relapsed.] [Sleep is poor. Appetite fair.|Able to do daily activities with some limits.] [Denies fever, chills, night sweats, chest pain or shortness of breath.|No change in bowel or bladder habits.] [Works as a {role}.|Retired, lives with spouse.]
## [Objective|Physical exam]
BP {n108-160}/{n60-98}  HR {n56-104}  RR {n12-20}  T {x97.1-99.4}  SpO2 {n93-100}%  Wt {n115-280} lb
General: alert, comfortable. HEENT: clear. Neck: no nodes. Lungs: [clear|scattered wheeze]. Heart: [regular|2/6 systolic murmur]. Abdomen: [soft|mild epigastric tenderness]. Extremities: [no edema|trace edema]. Neuro: [nonfocal|decreased sensation in the feet]. Skin: [intact|dry].
## [Assessment & plan|A/P]
1. {words1}: [refer, see order|consult requested]. 2. {dx}: [continue {med}|recheck labs]. 3. {dx}: [at goal|add {med}]. 4. Health maintenance: [flu vaccine given|mammogram due|colonoscopy due].
[Return in {n1-6} months.|Follow up after specialist visit.] Signed {prov} {d-5} {time}
===
T [Laboratory data|Chemistry and hematology] :: Test || Result || [Flag|] || [Date|Drawn]
-8-14 {labtest} || {x0.8-140.0} || [|H|L|] || {d-30}
[Imaging|Radiology]: [XR of {d-60}: no fracture, mild degenerative change.|US of {d-45}: normal size and echogenicity.|CT of {d-50}: no acute abnormality.]
FOOT [Confidential health information|Referral packet] page
""",
    "fax_order_notes_vitals": """
HEAD practice
# [REFERRAL - PLEASE SCHEDULE|Referral order with attachments|SEND TO SPECIALIST]
WHO 2 name dob phone addr mid?
F2 [Send to|Where]={target} || [For specialist|Who]={to} || [Department|What]={spec} || [When ordered|Ordered]={date} || [Provider ordering|Ordered by]={by} || [Prov NPI|NPI]={npi} || [Diagnosis codes|Dx]={codes}
C URG Speed :: routine || urgent || STAT
C Attached :: *last note || *labs || imaging || *vitals
===
[S>|Subj:] {age} yo {man}, {complaint}. [Hx {dx}, {dx}.|PMH reviewed.] [On {med}, {med}, {med}.|Not taking any meds.] [States pain {n2-9}/10, worse with activity.|Feels tired most days.]
[O>|Obj:] VSS. [Alert, no distress. Lungs clear, S1 S2 regular. Abd NT/ND.|Gait antalgic. ROM reduced. Neurovascular intact.]
[A>|Assess:] {problem}. {dx}. {dx}.
[P>|Plan:] [refer as above|referral to be sent]. [Refill {med}.|Start {med}.] [Labs in {n2-12} wks.|Call with concerns.] [RTC {n2-6} mo.|]
T [Vital sign history|Vitals flowsheet] :: Date || BP || HR || Wt || BMI || Temp
-5-12 {d-120} || {n104-158}/{n60-96} || {n58-100} || {n120-250} || {x20.0-40.0} || {x97.0-99.1}
===
T [Immunizations|Vaccine history] :: Vaccine || Given || Site
-3-8 {vaccine} || {d-600} || [L deltoid|R deltoid|oral]
[Surgical history]: {operation} {n1992-2023}; {operation} {n1992-2023}
[Family hx]: [father MI at {n44-70}|mother breast cancer at {n40-72}|no known]. [Social]: [never smoked|quit {n2000-2020}], [no alcohol|{n1-7} drinks a week].
T [Prior results|Results] :: Test || Value || Normal || Date
-6-12 {labtest} || {x0.8-140.0} || {n1-30}-{n40-150} || {d-80}
""",
    "hospital_followup_packet": """
HEAD hospital
# [Post-Hospital Referral|Transition of Care - Specialist Referral|Discharge Planner Referral Packet]
F2 [Patient name|Name]={name,} || [Birth date|DOB]={dob} || [Acct|MRN]={mrn} || [Callback|Phone]={phone} || [Hospitalist referring|Referred by]={by} || [NPI of hospitalist|NPI]={npi} || [Sent on|Packet date]={date} || [Accepting clinic|Clinic]={target} || [Accepting doctor|Doctor]={to} || [Type of clinic|Specialty]={spec} || [See by|Timeframe]={urg} || [Plan auth|Auth no.]={auth}
[Dx for follow-up|Reason]: {codewords}
===
# [Brief Hospital Summary|Course in hospital]
[Admitted|Adm] {d-6}. [Discharged|D/C] {d-1}. [Attending]: {person}, MD
{age} y/o {man} came in with {complaint}. [Treated with IV fluids and antibiotics.|Ruled out for MI.|Managed medically with good response.] [Consulted: {specialty}.|No consultants.] [Echo EF {n35-65}%.|CT without acute findings.] [Ambulating independently at discharge.|Needs walker.]
[Condition]: stable. [Diet]: [regular|low sodium]. [Activity]: as tolerated.
T [Discharge medication reconciliation|Medication changes] :: Drug || Directions || [Action|Change]
-4-8 {med} || {sig} || [new|continue|stop|dose changed]
T [Lab trend|Laboratory] :: Test || Admit || Peak || Discharge
- WBC || {x6.0-18.0} || {x8.0-22.0} || {x5.0-11.0}
- Hgb || {x8.0-14.0} || {x8.0-14.0} || {x8.0-13.6}
- Creatinine || {x0.8-2.6} || {x1.0-3.2} || {x0.7-1.6}
- Sodium || {n128-142} || {n134-146} || {n134-144}
[Pending]: [none|blood culture final|pathology]. [Nurse]: {person} {time}
FOOT [Transition packet|Care coordination] {tel}
""",
    "mental_health_packet": """
SPEC Psychiatry
HEAD practice
# [Referral for psychiatric evaluation|Request: medication evaluation and therapy|Behavioral medicine referral with notes]
{date}
[Dear colleague|Hello]: [please see|kindly evaluate] {name.} ({dob}, {phone}) [in your {spec} service|for {spec}], [preferably|ideally] with {to}. [ICD]: {codes}. [Timing]: {urg}.
[PHQ-9 was {n10-25} and GAD-7 {n8-21} at the last visit.|Current dose of {med} has been insufficient.] No [firearms at home|prior admissions]. [Patient consents to this referral and to sharing the attached notes.|]
{by.}, [NPI|national ID] {npi}
===
## [Notes of last three visits|Attached visit notes]
{d-3}: [mood low, sleep {n3-6} h, no SI|anxious, panic twice weekly]. [Continue {med}|Increase {med}]. [Discussed coping.|Safety plan reviewed.] BP {n104-150}/{n62-94}.
{d-30}: [partial response|no better]. [Labs: TSH {x0.5-4.8}, CBC normal.|Work stress. Missed doses.] [Start {med}|Switch to {med}].
{d-75}: [first visit for this|new complaint of {complaint}]. [No psychosis or mania.|Denies substances.] [Counseling advised.|Declined therapy.]
T [Rating scales|Scores] :: Scale || {d-75} || {d-30} || {d-3}
- PHQ-9 || {n8-24} || {n8-24} || {n8-24}
- GAD-7 || {n6-20} || {n6-20} || {n6-20}
[Other conditions]: {dx}, {dx}. [Allergies]: {allergy}. [Meds]: {med}; {med}; {med}
""",
    "pediatric_packet": """
HEAD practice
# [Pediatric Subspecialty Referral|CHILD REFERRAL WITH GROWTH DATA|Referral to Children's Specialists]
F3 [Child|Patient]={name} || [Born|DOB]={dob} || Sex={sex} || [Parent|Guardian]={kin} || [Parent cell|Phone]={phone} || [Language|Interpreter]=[English|{language}]
F1 [Clinic wanted|Division]={spec} || [Doctor wanted|Physician]={to} || [From pediatrician|Pediatrician]={by} || [Pediatrician NPI|NPI]={npi} || [Sent|Referral sent]={date} || [Concern|Question]={problem} ({codes})
C URG [Seen in|Wait] :: next routine || {n1-2} weeks urgent || emergent - we called
===
# [Well child visit|Sick visit|Interval visit] {d-7}
[Parent reports|Concerns]: {complaint}. [Eating well, sleeping through.|Missed school {n2-9} days.] [Birth: term, no NICU.|Born at {n33-36} weeks.]
T Growth :: Date || [Ht cm|Length] || [Wt kg|Weight] || [HC / BMI|BMI]
-3-6 {d-200} || {n70-150} || {x8.0-44.0} || {x13.5-24.0}
[Development]: [on track|speech behind]. [Exam]: [TMs clear, chest clear, soft abdomen|murmur II/VI at LSB|enlarged tonsils].
[Imp]: {dx}; {problem}. [Plan]: [send to specialist|labs: ferritin {n8-60}, TSH {x0.6-5.0}]. [Vaccines given: {vaccine}, {vaccine}.|Vaccines up to date.]
{prov} {d-7}
""",
    "economy_supplier_form": """
[Form {id ##-####}|Stock no. {id ####}]   [Reorder from supplier|Printed on recycled paper]
# [PHYSICIAN'S REFERRAL BLANK|Standard Referral Blank|REFERRAL TO ANOTHER DOCTOR]
F1 [Dr.|To Doctor]={~to} || [Specialty|Kind of doctor]={~spec} || [I am sending you|Re patient]={~name} || [Born|Birth date]={~dob} || [On account of|Because of]={~problem} || [Code|I.C.D.]={~codes} || [Tel. of patient|Phone]={~phone} || [Date|Dated]={~date}
C Kindly :: *examine and report || treat || [take over care|operate if needed] || [return patient to me|phone me]
[Remarks]: ______________________________
WIT [Yours sincerely|M.D.]
[Stamp of office]: {by}, {npi}
""",
    "letter_with_findings": """
HEAD practice
{to.}   {date}
{target}, {targetfax}
Subject: [consultation for {name.}|{name.}], {dob}
[I write to ask for your help with|May I ask you to consult on] {problem}. [Codes|ICD-10-CM]: {codes}. [The details are on the following page.|A copy of my findings follows.] [This is {urg} from my side.|I consider the matter {urg}.] [{spec} is the field I believe can help.|We have no {spec} in this town.]
[With kind regards|Gratefully],
WIT {prov}
{by.} | {npi}
===
## [Findings|Summary of findings to date]
[History]: {complaint} [since {d-120}|on and off]. {dx}. {dx}. [{operation} in {n1998-2022}.|No operations.] [No alcohol.|Smoker, {n5-30} pack-years.]
[Drugs]: {med}, {med}, {med}, {med}. [Reactions]: {allergy}.
[Examination]: {n104-158}/{n60-94}, {n58-96} regular. [Chest clear, abdomen soft, no masses.|Joints not swollen, power normal.]
T [Tests|Investigations] :: [Test|Item] || [Finding|Value] || [On|Date]
-4-9 {labtest} || {x0.8-140.0} || {d-40}
[Course]: [given {med} for {n2-8} weeks with little change|observed; slowly progressive]. [Opinion]: {words1}.
""",
}
PACKET_FAMILIES = referrals(_PACKETS)
