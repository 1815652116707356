"""Referrals that look like notes, answers or lists: what makes them referrals is only that a colleague is asked to see the patient."""

from __future__ import annotations

from referral_scene import referrals

_NEAR = {
    "near_note_with_request": """
HEAD practice
# [OFFICE NOTE AND REFERRAL|Visit note - forwarded for consultation|Clinic note to consultant]
F2 Patient={name} || DOB={dob} || [Visit]={date} || [Forwarded to]={to} || [Department]={spec} || [Author]={by} || NPI={npi}
[Dr. {tolast}: please see {name.} for {problem}.|Forwarding this note with a request that you evaluate {problem}.] [Your appointment desk may call {phone}.|Need: {urg}.]
[S]: {complaint}; {age} y {man}. [Tried {med}.|No prior work-up.]
[O]: BP {n100-150}/{n60-95}. [Exam as before.|Tender, no swelling.]
[A]: {codewords}
[P]: [Refer as above.|Await your advice.] [Continue {med}.|]
[Signed] {by}
""",
    "near_second_opinion_letter": """
HEAD practice
{longdate}
{to.}
{target}
[Dear Dr. {tolast}:|Dear {tolast}:]
[You kindly saw {name.} ({dob}) two years ago, and I should be glad if you would see {him} again.|Would you be willing to give a second opinion on {name.}, born {dob}?] [Since then {he} has had {complaint}.|The question is {problem}.] [I enclose your last letter and our notes.|Labs are on the next page.] [{His} number is {phone}.|]
[ICD-10]: {codes}. [Field]: {spec}. [Timing]: {urg}.
[Gratefully|Yours sincerely],
{by}   NPI {npi}
""",
    "near_ed_to_clinic": """
HEAD hospital
# [ED FOLLOW-UP REFERRAL|Emergency department: clinic appointment request|Discharge referral to specialty clinic]
F2 Patient={name} || DOB={dob} || MRN={mrn} || Phone={phone} || [ED physician|Referring]={by} || NPI={npi} || [Clinic]={spec} || [Doctor or group]={to} || [ED visit]={date} || [Be seen in]={urg}
[Seen in the ED for {complaint}. CT negative. Discharged.|Splinted, neurovascularly intact.] [Please arrange a clinic visit for {problem}.|Needs evaluation: {problem}.] {codewords}
WIT {by}
""",
    "near_internal_order": """
BANNER name dob mrn
# [Order: {spec} consultation|Outgoing order - consult|Consult order detail]
F2 [Order status]=[active|sent] || [Ordered]={date} || [Ordered by]={by} || [NPI]={npi} || [To provider]={to} || [To department]={spec} || [Class]=[external|internal] || [Priority]={urg} || [Associated diagnoses]={codes} || [Authorization]={auth}
[Comments]: [{problem}; evaluate and advise.|Question: need for {operation}?] [Patient prefers mornings.|]
T [Problem list] :: Problem
-2-6 {dx}
T [Medications] :: Drug || Sig
-2-6 {med} || {sig}
""",
    "near_hand_written_pad": """
[Rx|{sender}]
{by.}   NPI {npi}   {senderphone}
{name}   {dob}   {date}
[Refer to|Pls see]: {spec} [Dr.|-] {to}
[For|Dx]: {problem} {codes}
[{urg}|Eval + tx]
WIT {by}
""",
    "near_dental_medical": """
HEAD [Bright Smile|Harbor] Dental / {tel}
# [REFERRAL TO ORAL SURGERY|Patient referral card|Specialist referral slip]
F2 [We are sending you|Introducing]={name} || [Birth date]={dob} || [Date]={date} || [Referred by]={by} || [NPI]={npi} || [To]={to} || [Specialty]={spec}
C URG [Please see] :: Routine || Urgent || Emergency
[Reason]: {problem}. {codewords}. [X-rays sent by mail.|Film with patient.] [Please report back after treatment.|]
""",
    "near_case_manager_request": """
HEAD {plan} / [Care Management|Population Health]
# [COMMUNITY REFERRAL|Request for enrollment in program|Care program referral]
F2 Member={name} || DOB={dob} || [Member ID]={mid} || Phone={phone} || [Referred by]={by} || NPI={npi} || [Date]={date} || [Program asked]={spec} || [Program contact]={to} || [Priority]={urg}
[Please enroll and contact the member for {problem}.|Member agreed to be called. Needs: {problem}.] [Codes]: {codes}
""",
    "near_transfer_care_request": """
HEAD practice
{date}
[To]: {to}, {spec}, {target}
[Re]: {name.}, {dob}, {phone}
[I am moving away and ask that you take over the care of this patient.|Kindly accept this patient into your practice.] [{He} has {words1} and is on {med} and {med}.|Main issue: {problem}.] [Last labs: {labtest} {x0.8-100.0}.|Notes follow.] [Next visit due: {urg}.|Needs to be seen: {urg}.] [{codes}|Codes {codes}]
[Thank you for taking {him} on|Thanks],
{by}, NPI {npi}
""",
    "near_school_nurse": """
HEAD {school} / [Health Office|School Nurse]
# [REFERRAL FOR MEDICAL EVALUATION|Screening failed: please examine|Request for examination by specialist]
F2 Student={name} || DOB={dob} || [Parent phone]={phone} || [Screened]={date} || [Referred by]={by} || NPI={npi} || [To]={to} || [Kind of doctor]={spec} || [When]={urg}
[The student needs a full examination for {problem}.|Please examine and return the lower half.] {codes}
[Findings of examiner: ____________________|To be filled by doctor: ______________]
""",
    "near_reply_and_onward": """
HEAD practice
{longdate}
[Dear Dr. {tolast}|To {to}]:
[Thank you for agreeing on the phone to see {name.}, born {dob}.|I saw {name.} ({dob}) today; {he} was sent to me by {prov} and now needs you.] [I found {problem} and this is beyond my field.|{complaint} persists.] [Please take over the work-up.|Please evaluate and treat.] [{codewords}|Codes: {codes}.] [{His} telephone is {phone}.|]
[{spec}|Specialty: {spec}]   [Priority|When]: {urg}
{by}, NPI {npi}   cc: {prov}
""",
}

NEAR_FAMILIES = referrals(_NEAR)
