"""Near misses: papers that are signed, list results, speak of referrals or carry member numbers, and yet are something else."""

from __future__ import annotations

from script import others

_NEAR = {
    "liability_waiver": """
HEAD [Summit Climbing Gym|Tallgrass Yoga|{school}]
# [RELEASE OF LIABILITY AND WAIVER|Participant Agreement|Field trip permission slip]
I, {name}, [know that this activity has risks|take part at my own risk] and release the [owners|school] from all claims. [My child may ride the bus.|I am in good health.] Emergency contact {kin} {tel}
WIT Participant or parent :: Date={d0}
""",
    "equipment_receipt": """
HEAD [Apex Medical Equipment|Reliable DME & Oxygen] / {tel}
# [DELIVERY TICKET AND PROOF OF DELIVERY|Equipment receipt and instruction checklist]
WHO 2 name dob? addr phone?
T  :: HCPCS || Item || Serial || Qty
-1-3 {id E####} || [CPAP|walker|nebulizer|oxygen concentrator] || {id #######} || 1
C I was shown :: *use || *cleaning || *how to call for service
[I have received the items above and agree to their return when not needed.|Assignment of benefits on file.] Insurance {payer} {mid}
WIT Received by patient / caregiver :: Date={d0}
""",
    "amendment_request": """
HEAD practice
# [REQUEST TO AMEND HEALTH RECORD|Request for accounting of disclosures|Response to your amendment request]
WHO 2 name dob mrn?
Entry of {d-30}: [the note says that I smoke and I do not|the lab result is of another person|wrong allergy]. [We will answer within 60 days.|Your request is denied; you may file a statement.]
WIT Requester :: Date={d0}
""",
    "referral_log": """
HEAD practice
# [REFERRAL TRACKING LOG|Open Referrals Report|Outstanding orders - loop not closed]
Printed {d0} by {person}
T  :: Date || Patient || Referred to || Reason || Appt || Report back
-6-14 {d-40} || {person} || {specialty} || {icd} || [{d+9}|none|called x2] || [Y|N]
""",
    "referral_expired": """
HEAD {payer#p}
# [Referral about to expire|Notice: visits used|Referral not valid for this provider]
{d0}
{prac}: referral {id R########} for {name} (ID {mid}) [expires {d+7}|has {n0-2} visits left|was made out to another office]. [Services after that date will be denied.|Ask the PCP for a new one.] Provider line {tel}
""",
    "specialist_directory": """
# [Specialist directory|Preferred provider list|Who takes {payer}?]
T  :: Specialty || Name || Phone || Accepts
-8-14 {specialty} || {person}, MD || {tel} || {insurer}
Updated {d0}. [Call before sending a referral.|Not all plans listed.]
""",
    "pcp_change": """
HEAD {payer#p}
# [PRIMARY CARE PROVIDER CHANGE FORM|PCP Selection|Member panel change notice]
F2  :: Member={name} || Member ID={mid} || DOB={dob} || Old PCP={prov2} || New PCP={prov} || Effective={d+10}
WIT Member :: Date={d0}
A new ID card will be mailed.
""",
    "card_request": """
HEAD {payer#p} / Member Services
# [ID card order confirmation|Request for replacement card|Your card could not be delivered]
{d0}
{name}
{street}
{citystate}
[We mailed your card to an old address.|You asked for a new card for group {id ######}.] Allow {n7-14} days. Until then show this letter or use the app. [Member number {mid}.|]
""",
    "insurance_update": """
HEAD practice
# [INSURANCE UPDATE FORM|Change of insurance - please complete|We could not verify your coverage]
WHO 2 name dob phone?
F2  :: New insurance={~payer} || ID={~id A########} || Group={~id #####} || Subscriber={kin} || Effective={~d-10}
[Please send a copy of both sides of your card.|Claims of {d-20} were denied: member not eligible.]
""",
    "result_request": """
HEAD practice
# [Missing results report|Pending orders list|Lab orders not resulted]
T  :: Ordered || Patient || Test || Lab || Status
-6-12 {d-20} || {person} || {labtest} || {labname} || [no result|specimen not received|cancelled]
Run by {person} {d0} {time}
""",
    "critical_call_log": """
HEAD lab
# [CRITICAL VALUE CALL LOG|Telephone result log|Corrected report notice list]
T  :: Time || Test || Value || Called to || Read back
-5-10 {time} || {labtest} || {x1.0-9.9} || {person} || [Y|Y|N]
Shift {n1-3}  Tech {person}  {d0}
""",
    "health_screen_fair": """
HEAD {company} Wellness
# [BIOMETRIC SCREENING FORM|Know your numbers card|Physician verification for wellness program]
[Employee|Participant]: {name}   DOB {dob}   [Plan {payer} ID {mid}|]
F2  :: Height={n58-76} || Weight={n110-260} || BP={n104-150}/{n62-96} || Waist={n28-48} in || Tobacco=[no|yes]
[I agree that the vendor may report completion to my employer for the premium discount.|Return by fax {tel}.]
WIT Doctor or nurse :: Date={d0}
""",
    "voting_form": """
# [Absentee ballot - physician statement|Jury duty excuse|Affidavit of residence|Voter registration]
Name {name}   [Address {addr}|Born {dob}]
[I swear that the facts are true.|The applicant is ill and cannot come.]
WIT Signature :: Date={d0}
""",
    "volunteer_form": """
HEAD hospital
# [VOLUNTEER APPLICATION|Student observer agreement|Employee health clearance|TB questionnaire]
Name {person}   [Department: lab|Department: front desk]   TB test {d-20} [negative|{n0-4} mm]   [Hepatitis B series complete|Flu shot declined]
[I will keep all I see confidential.|I consent to a background check.]
WIT Volunteer :: Date={d0}
""",
    "research_flyer": """
# [VOLUNTEERS WANTED: {dx} study|Do you have {dx}?|Paid research opportunity]
[Ages {n18-30} to {n55-80}.|Up to {$100-900} for time and travel.] [Study visits, blood tests and medicine at no cost.|No insurance or referral needed.] Call {tel}. [IRB approved {d-90}. Informed consent will be obtained.|Participation is voluntary.]
""",
    "prior_visit_copy": """
HEAD practice
# [CLINICAL SUMMARY (CCD)|Continuity of Care Document|Patient health summary]
WHO 2 name dob sex mrn? phone? addr?
T Problems :: Problem || Since
-2-5 {dx} || {n2008-2025}
T Results :: Test || Value || Range || Date
-2-6 {labtest} || {x1.0-140.0} || {x1.0-20.0} - {x21.0-150.0} || {d-80}
T Medications :: Drug || Sig
-2-5 {med} || {sig}
T Immunizations :: Vaccine || Date
-1-4 {vaccine} || {d-500}
Payer: {payer}. Author: {prac}. [Advance directive: none.|Care team: {prov}, {prov2}.]
""",
}

FAMILIES = others(_NEAR)
