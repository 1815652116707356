"""Answers to a referral: the patient was seen, and the one who asked is told. They name a referral in every line and ask for none."""

from __future__ import annotations

from script import others

_LETTERS = {
    "reply_dictated_letter": """
HEAD practice2
{d0}
{prov2}
{prac}
RE: {name.}   DOB {dob}   [Seen|Date seen|Date of service]: {d-3}
Dear [{prov2last}|Dr. {prov2last}|colleague],
[I saw {name.} at your request on {d-3}.|Many thanks for letting me see this {age} year old {man}, who came to us on {d-3}.|It was a pleasure to meet your patient this week.] [As you know, {he} has had {complaint} for {n2-20} months.|You asked about {dx#1}.]
[{His} history is otherwise notable for {dx} and {dx}.|{He} takes {med}, {med} and {med}.] [On exam {he} looked well; the heart was regular and the lungs were clear.|Examination was unremarkable apart from mild tenderness.]
[In summary, I think this is {dx#1}.|My conclusion: {dx#1}, mild.] [I have begun {med} and asked {him} to return in {n4-16} weeks.|I suggest that you continue {med} and repeat {labtest} in {n2-6} months.|I have referred {him} on to {specialty} for a further opinion.]
[With kind regards|Sincerely|Very truly yours],
{prov}
[Dictated but not read|cc: chart|Transcribed {d-1}]
""",
    "reply_outcome_form": """
HEAD practice2
# [Outcome of Consultation|REFERRAL RESPONSE|Specialist Response to Referring Provider|Referral Loop Closure]
F2 Patient={name} || DOB={dob} || [Referred by|Your referral from]={prov2} || [Referral received|We received your referral]={d-20} || [Seen on|Date of visit]={d-2} || [Seen by|Consultant]={prov}
C [Status|What happened] :: *[Patient was seen|Visit completed] || Patient did not keep the visit || Patient declined || Unable to reach
[Diagnosis|Findings]: {dx}. {dx}.
[What we did|Treatment given]: [started {med}|procedure in office|no change]. [Tests ordered by us]: {labtest}, {labtest}.
C [Who follows from here|Ongoing care] :: *[Return to PCP] || *[Co-manage|Shared care] || [We assume care]
[The full note follows by fax.|Thank you for the referral.|Call with questions {tel}.]
WIT {prov} :: Date={d0}
""",
    "reply_hospital_consult": """
HEAD hospital
# [INPATIENT CONSULTATION REPORT|Consultation Record|CONSULT: {specialty#s}]
WHO 3 name dob mrn
F2 [Requested by|Consult requested by]={prov2} || [Consultant|Answered by]={prov} || [Date requested]={d-1} || [Date answered|Seen]={d0} {time} || [Question|Reason]={complaint#c}
## HPI
{age} y {man} admitted with {complaint}; we are asked to comment on {dx#1}. [Overnight stable.|Received fluids and antibiotics.] [Family at bedside.|History from chart.]
## [Exam|Objective]
BP {n98-160}/{n54-96}, HR {n58-120}, T {x97.0-101.0}. [No distress. Abdomen soft.|Drowsy, oriented to person.]
## [Data]
[Na {n128-146}, K {x3.1-5.6}, Cr {x0.6-2.9}.|WBC {x4.0-18.0}, Hgb {x7.9-14.0}, plt {n88-400}.] [CT reviewed.|EKG sinus.]
## [Impression and recommendations|Assessment / Recs]
1. {dx#1}: [agree with current therapy|start {med}|hold {med}]. 2. [Trend creatinine.|Outpatient follow up with {specialty}.] [We will follow.|Signing off, please call again.]
{prov} [pager {id ####}|{d0} {time}]
""",
    "reply_ehr_visit": """
BANNER name dob mrn
# [New Patient Visit|Specialty Clinic Visit|Initial Consultation] - {specialty#s}
F2 [Provider]={prov} || [Visit]={d0} || [Referral source|Referred by]={prov2} || [Primary care|PCP]={prov2}
## [Why you came|Reason for visit]
{He} was referred by {prov2} for [evaluation of|management of] {dx#1}.
## [Interval history|History]
[Symptoms began {n2-18} months ago and have been slowly worse.|Two prior episodes, each resolved by itself.] [Tried {med} without much relief.|Physical therapy helped for a while.] PMH: {dx}, {dx}. PSH: {operation} {n1995-2022}.
T [Current medications|Meds] :: Drug || Directions
-3-6 {med} || {sig}
## [Physical examination|Exam]
[Constitutional: well nourished. Eyes: anicteric. CV: regular. Resp: clear. MSK: gait normal. Skin: no rash. Psych: normal affect.|Vital signs reviewed. Focused exam: tender over the area, no swelling, pulses intact.]
===
## [Assessment and plan|A&P]
# {dx#1}
[Discussed options including watching, medicine and {operation}.|Likely benign course.] [Labs: {labtest}, {labtest}.|MRI ordered.] [Will refer to {specialty} if no better.|Referral to physical therapy placed.] [Follow up {n4-12} weeks.|Return as needed.]
# {dx}
[Per PCP.|Stable on {med}.]
[I spent {n30-60} minutes on this visit.|Note shared with patient.] [Copy routed to {prov2}.|Letter to referring provider sent.]
""",
    "reply_econsult_answer": """
# [E-CONSULT RESPONSE|Electronic consult: specialist's answer|eConsult - completed]
F2 Patient={name} || DOB={dob} || [Question from]={prov2} || [Answered by]={prov}, {specialty} || [Asked]={d-3} || [Answered]={d0}
[The question|Question]: [{age} {man} with {dx#1}. When should treatment start?|Is further work-up needed for {dx#1}?]
[The answer|Response]: [Based on the record alone, I would start {med} and recheck {labtest} in {n4-12} weeks.|A face-to-face visit is not needed now.] [Refer in person if {he} worsens.|Happy to see {him} if this fails.]
[This opinion rests on the information sent; I have not examined the patient.|The treating clinician decides.] [Time spent {n10-30} minutes.|]
""",
    "reply_fax_brief": """
HEAD practice2
TO: {prov2}   [FAX {tel}|]   DATE {d0}
RE {name.} {dob}
[Your patient was seen today.|Seen {d-1} - thanks for sending {him}.] [DX|Imp]: {dx}. [RX|Plan]: {med}, [recheck {n2-8} wks|back to you|surgery set for {d+20}]. [Note to follow.|Path pending.]
{prov}
""",
    "reply_therapy_eval": """
HEAD [Harbor|Foothill|Crossroads] [Physical Therapy|Rehabilitation|Speech and Hearing] / {tel}
# [INITIAL EVALUATION|Therapy Evaluation and Plan of Care|Evaluation Report to Referring Physician]
WHO 2 name dob
F2 [Referring physician|Referred by]={prov2} || [Referral dx]={dx#1} || [Eval date]={d0} || [Onset]={d-60}
[Subjective]: {complaint}, pain {n3-8}/10. [Lives in a two-story home.|Works at a desk.] [Goal: walk without pain.|Goal: return to work.]
T [Measures|Objective] :: Motion || Right || Left || Strength
-3-6 [flexion|extension|abduction|rotation] || {n20-140} || {n20-140} || {n3-5}/5
[Assessment]: [Good rehab potential.|Deficits limit stairs and lifting.]
[Plan]: {n1-3} x week for {n4-8} weeks: exercise, manual therapy, home program. [Thank you for this referral.|We appreciate the referral.]
{person}, [DPT|OTR/L|CCC-SLP]
""",
    "reply_behavioral_intake": """
HEAD [Lakeside|Open Door|Evergreen] [Counseling|Behavioral Health] / {tel}
# [Intake Assessment Summary|PSYCHIATRIC EVALUATION|Diagnostic Assessment]
WHO 2 name dob
[Referred by {prov2} on {d-25}.|Referral source: PCP.] [Presenting problem]: [low mood and poor sleep|worry and panic|attention problems at work].
[Mental status]: alert, cooperative, [mood sad|mood anxious], thought linear, no suicidal intent. PHQ-9 {n4-22}, GAD-7 {n3-20}.
[Impression]: [major depressive disorder, moderate|generalized anxiety disorder|adjustment disorder].
[Plan]: weekly therapy, [start {med}|no medicine now], [referral to group|safety plan reviewed]. Next visit {d+10}.
{person}, [LCSW|PhD|LPC]. [Copy to {prov2} with patient's permission.|]
""",
    "reply_procedure_done": """
HEAD practice2
{d0}
Dear {prov2}:
[This letter is to inform you that {name.} (born {dob}) underwent {operation} on {d-4}.|Your patient {name.}, {dob}, had {operation} on {d-4}.] [There were no complications.|{He} went home the same day.]
[Pathology showed no malignancy.|Biopsies are pending and we will call {him}.] [{He} may resume {med} on {d+3}.|Sutures come out in {n7-14} days.] [{He} should be seen by you in {n2-6} weeks.|We will see {him} once more.]
[Thank you for entrusting us with {his} care.|We appreciate your confidence.]
{prov}, {specialty}
""",
    "reply_dental_to_physician": """
HEAD [Bright Smile|Oak Street] [Dental|Oral Surgery] / {tel}
# [Report to Physician|Dental Consult Report|Clearance Findings]
[Patient]: {name}  DOB {dob}  [Seen]: {d-1}
[We examined your patient before {his} joint replacement.|Thank you for asking us to check for infection.] [Findings: no active infection, two fillings advised.|Extraction of tooth {n1-32} done under local anesthetic.] [Cleared from a dental view.|Reassess after healing in {n2-6} weeks.]
{person}, DDS
""",
    "reply_eye_diabetic": """
HEAD [ClearView|Lakeshore] [Eye Associates|Retina Group] / {tel}
# [DIABETIC EYE EXAM REPORT|Report to Primary Care: Dilated Eye Exam|Communication with PCP]
WHO 2 name dob
F2 [Exam date]={d-2} || [PCP]={prov2} || [VA right]=20/{n20-60} || [VA left]=20/{n20-60} || [IOP]={n11-22}/{n11-22}
C [Retinopathy] :: *None || Mild NPDR || Moderate NPDR || PDR
C [Macular edema] :: *No || Yes
C [Follow up] :: *12 months || 6 months || 3 months || refer to retina specialist
[Thank you for allowing us to share in the care of this patient.|Keep A1c under 7.]
WIT {prov} :: Date={d0}
""",
    "reply_not_accepted": """
HEAD practice2
{d0}
[To|Attn]: {prov2}, {prac}
RE: {name.}, {dob}
[We are returning your referral.|The referral dated {d-9} could not be accepted.] [Our clinic does not treat {dx}.|We are out of network with {his} plan.|The doctor has retired.|Records were missing.] [Please send {him} to another office.|You may resend with a note and labs.] [We have not contacted the patient.|The patient was told.]
{person}, [Intake|Referral desk] {tel}
""",
}

FAMILIES = others(_LETTERS)
