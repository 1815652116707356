"""Fax covers and letters: between offices, to patients, from attorneys and those who want records."""

from __future__ import annotations

from script import others

_COVERS = {
    "cover_sheet": """
HEAD practice
# [FAX|FAX COVER SHEET|Facsimile Transmittal|Fax Transmission]
F2  :: To={prac2} || [Attn|Attention]={person} || Fax={tel} || From={person} || Phone={tel} || Date={d0} || [Pages|No. of pages incl. cover]={n2-14} || Re=[Medical records|Referral|Lab results|Insurance card|Signed consent|Records as requested]
C  :: Urgent || *For review || Please reply || Please comment
[Comments|Message|Notes]: [see attached|per your request|please call if pages are missing|]
[CONFIDENTIAL: The information in this fax is protected by federal law. If you received it in error, call {tel} and destroy it.|This transmission is intended only for the addressee and may contain protected health information (PHI).]
""",
    "cover_hospital": """
HEAD hospital
# [Health Information Management|HIM Department - Fax|Medical Records Release]
TO: {prov2}
FROM: {person}, [HIM|Release of Information]
[FAX|Fax no.]: {tel}      DATE: {d0}     PAGES: {n3-40}
[Documents: discharge summary, laboratory reports, imaging.|Enclosed: records for continuity of care.]
WARNING: [redisclosure without authorization is prohibited|Federal rules (42 CFR part 2) restrict any use of this information].
""",
    "cover_plain": """
[FAX|fax cover|Fax transmission]
To: {~prac2}
From: {~person}
# of pages: {~n1-9}
{~d0}
[pls call w/ questions|lab orders + ins card|Dr needs this today|as discussed]
""",
    "cover_lab": """
HEAD lab
# [FAX COVER - CLIENT SERVICES|Report delivery cover page|AUTOFAX]
Deliver to: {prac}   Account {id #####}
[{n1-6} report(s) follow this page.|Final results for your review.] Printed {d0} {time}
[If all pages are not received call {tel}.|Unauthorized disclosure is prohibited.]
""",
    "cover_payer": """
HEAD {payer#p}
# [Fax|Health plan fax cover]
Attention: [Office manager|Referral coordinator] [{prac}|]
Number of pages: {n2-5}    Reference: {id ########}
[Subject: prior authorization decision|Subject: request for clinical records|Re: member eligibility]
[Do not reply to this fax number. Provider services {tel}.|PRIVACY NOTICE: this message may contain personal health information.]
""",
    "cover_online": """
# [You have received a {n2-11} page fax|Fax message]
From: {tel}   [Received|Date]: {d0} {time}   [Job|ID]: {id ##########}
To: {person} [at {prac}|]
[Subject|Message]: [Insurance and consent forms|New patient packet|]
Sent with [CloudLine Fax|EasyPage online fax|WebFax]. [Get a free trial today.|]
""",
}

_LETTERS = {
    "wrong_number": """
# [WRONG FAX NUMBER|Misdirected fax notice|Return to sender]
To {prac}: [the attached was sent to us by mistake|we received {n1-9} pages for a patient who is not ours]. [We destroyed it.|Please correct your records.] {person} {tel}
""",
    "referral_status": """
HEAD practice2
# [REFERRAL STATUS|Referral Response|Re: Your referral]
To: {prov}, {prac}      Date: {d0}
WHO 2 name dob phone?
C Status :: *[Appointment scheduled|Patient scheduled] {d+14} {time} || Unable to reach patient x {n2-3} || Patient declined || Need more information
[Thank you for your referral.|This is to let you know the outcome of the referral you sent {d-6}.] [We will send the consult note after the visit.|Please ask the patient to call {tel}.]
{person}, [referral coordinator|scheduling]
""",
    "referral_closed": """
HEAD practice2
{d0}
[Dear Dr. {provlast}|Dear referring provider]:
[We received a referral for|You recently referred] {name} (DOB {dob}) [to our office|for {specialty}]. [Despite {n2-4} calls and a letter we could not schedule|The patient did not keep two appointments|We are not accepting {payer} at this time]. [We are closing this referral.|The referral has been returned to you without action.]
{person}
{prac2}
""",
    "no_show": """
HEAD practice
{d0}
{name}
{street}
{citystate}
[Dear {Mr} {last}|Dear {first}|Dear Patient]:
[Our records show that you missed your appointment|We missed you] on {d-3} [with {prov}|at {time}]. [A fee of $25.00 may be charged.|This is your {n2-3}rd missed visit.] Please call {tel} to reschedule. [If you have seen another doctor, let us know.|Blood work was also due.]
[Sincerely|Thank you],
{person}, {role}
""",
    "dismissal": """
HEAD practice
CERTIFIED MAIL
{d0}
{name}
{street}
{citystate}
[I am writing to tell you that I will no longer be your physician|This letter is notice of discharge from our practice] [effective 30 days from this date|as of {d+30}]. [You need medical care and should find another doctor.|Reason: repeated missed visits / violation of the controlled substance agreement.] With your [signed authorization|written consent] we will send records to your new doctor.
WIT {prov}
""",
    "appointment_reminder": """
HEAD practice
# [APPOINTMENT REMINDER|Your upcoming visit|Appointment confirmation]
{name}
F1 [When|Date and time]={d+5} {time} || [With|Provider]={prov} || [Where|Location]={pracaddr}
Please bring: • [insurance card and photo ID|a list of your medicines] • [copay|referral if your plan needs one] • [completed forms|lab orders]. [Fast 12 hours for blood test.|Arrive 15 minutes early.] [Reply C to confirm.|Call {tel} to cancel 24 hours ahead.]
""",
    "reminder_spanish": """
HEAD practice
# [RECORDATORIO DE CITA|Su próxima cita]
Estimado(a) {name}: su cita [con|de] {prov} es el {d+6} a las {time}.
Traiga su [tarjeta de seguro|identificación] y [la lista de medicinas|los formularios firmados]. Si no puede venir llame al {tel}.
""",
    "recall_notice": """
HEAD practice
[Dear|Hello] {name}: [it is time for your|our records show you are due for your] [annual physical|mammogram|colon cancer screening|diabetes check and A1c|flu shot|well child visit].
[Call {tel} or use the portal.|You may need a referral from your plan.] [Please ignore if already done.|]
""",
    "result_letter_normal": """
HEAD practice
{d0}
Dear {name}:
[Good news:|I am writing about your recent tests.] [Your lab tests were all normal.|Your cholesterol is a little high; keep up with diet.|The chest x-ray was clear.] [We will repeat them in a year.|No change in medicine.]
Please [call|send a portal message] with questions.
{prov}
""",
    "welcome_patient": """
HEAD practice
# [Welcome to our practice|NEW PATIENT INFORMATION|Office Policies]
[Hours: Monday to Friday 8 to 5.|We are glad you chose us.] Bring [your insurance card|photo ID], [medicine bottles|immunization record]. • Copays are due at check-in. • Refills take 2 days. • [Referrals need 3 to 5 working days.|Consent of a parent is needed for minors.] • Lab results are posted to the portal. • [24 hours' notice to cancel.|After hours call {tel}.]
""",
    "portal_message": """
# [Patient portal message|Secure Message|MyHealth inbox - message detail]
From: {name} [DOB {dob}|]   To: {prov} care team   Sent: {d0} {time}
Subject: [question about my meds|referral|lab results|form for work]
[Hi, I saw my results on the portal, the glucose is {n101-160} and it is flagged. Should I worry?|Good morning, can you send my referral to {specialty}? They say they do not have it.|My insurance changed, I attach a picture of the card.] Thanks
[Reply {d+1}: we will call you. - {person}, {role}|]
""",
    "email_print": """
# [Re: {prac2}|FW: records|Meeting Thursday]
From: {person}
Sent: {d0} {time}
To: {person}
Cc: {person}
Subject: [FW: fax queue|RE: missing consent forms|lab interface down|card scanner]
[Hi all, the lab interface was down from {time} to {time}; results will be resent.|Please remember to scan the front and back of every insurance card.|We still miss signed consents for {n3-9} charts. List attached.]
Thanks,
{person} | {role} | {tel}
""",
    "doctor_letter": """
HEAD practice
{d0}
To whom it may concern:
[Re|Regarding]: {name}, [born|DOB] {dob}
[{Mr} {last} is under my care for {dx}.|The above is a patient of this practice.] [{He} should be allowed a service animal / extra time / light duty.|{He} may travel with insulin and needles.|{He} cannot serve on a jury because of {dx}.]
[Call with questions.|This letter is given with the patient's consent.]
WIT {prov}
""",
    "work_note": """
HEAD practice
# [WORK / SCHOOL EXCUSE|Return to Work|Certificate to return]
[This is to certify that|Please excuse] {name} [was seen in our office|was under our care] on {d0}.
C  :: *[May return {d+2}|Off work until {d+5}] || [No restrictions|light duty, no lifting over {n10-30} lbs]
WIT {prov} :: Date={d0}
""",
    "school_excuse": """
HEAD practice
{name}  [DOB {dob}|]
Seen today {d0} {time}. Please excuse [absence|tardy|from gym x {n3-14} days].
WIT {role}
""",
    "records_request_attorney": """
HEAD {lawfirm#l}
{d0}
Custodian of Records, {prac}
[RE|In re]: [Our client|Client]: {name}   DOB: {dob}   [SSN: {ssn4}|]   [Date of loss|D/L]: {d-200}
[This firm represents the above in a claim for personal injury.|Please be advised that we have been retained by the above.] [Kindly send complete records and itemized bills from {d-900} to the present.|We request certified copies of all office notes, labs and films.] [A HIPAA authorization signed by our client is enclosed.|We will pay reasonable copy costs.]
Very truly yours,
WIT {person}, Esq.
""",
    "records_request_insurer": """
HEAD Palisade National Life & Health / Underwriting
# [ATTENDING PHYSICIAN STATEMENT REQUEST|APS Request|Request for medical information]
F2  :: Proposed insured={name} || DOB={dob} || SSN={ssn4} || Policy={id #########} || Doctor={prov}
[Please copy records of last 5 years, lab results and ECG.|Fee up to {$20-75} will be paid by invoice.] [Authorization attached.|] Return to {tel}
Agent order {id ######}
""",
    "records_request_vendor": """
HEAD [ChartCopy Retrieval|DataPath Record Services|MedScan ROI] / {tel}
# [Chart request - second notice|MEDICAL RECORD REQUEST]
Facility: {prac}   Request ID {id ########}   Requested for: [life insurance|Social Security|legal]
Patient: {name}   DOB: {dob}
C Please send :: *office notes || *labs || radiology || billing
[Call when ready|Fax to {tel}]. Pages over 50 need approval.
""",
    "copy_invoice": """
HEAD [ChartCopy Retrieval|DataPath Record Services|practice]
# [INVOICE - Medical record copies|Records Fee Statement|PRE-PAYMENT INVOICE]
Bill to: {lawfirm}     Invoice {id #######}     {d0}
Patient: {name}   DOB {dob}
T  :: Description || Pages || Rate || Amount
- Retrieval fee ||  ||  || {$10-25}
- Copies || {n8-240} || 0.{n25-99} || {$6-120}
- Certification ||  ||  || {$5-15}
Total due {$30-160}. Records ship after payment. Fed. ID {id ##-#######}
""",
    "attorney_letter": """
HEAD {lawfirm#l}
{d0}
[VIA FAX|By certified mail]
Dear Dr. {provlast}:
[Re: {name} - letter of protection|Our client: {name} (DOB {dob})|{name} v. {company}]
[Please accept this letter as our agreement to protect your bill from any settlement.|We would like to schedule your deposition.|This is notice to preserve all records, including lab slips, consent forms and messages.] [Please provide a narrative report on causation.|Kindly call my paralegal {person}.]
Sincerely,
WIT {person}
""",
    "subpoena": """
# [SUBPOENA DUCES TECUM|SUBPOENA FOR PRODUCTION OF RECORDS|IN THE DISTRICT COURT OF {county}]
{kin}, Plaintiff,  vs.  {company}, Defendant.      [Case|Cause] No. {id ##-CV-#####}
TO: Custodian of Records, {prac}, {pracaddr}
YOU ARE COMMANDED to [appear|produce] on {d+20} at {time} [all medical and billing records of|the complete chart, including test results and consents, of] {name}, [date of birth {dob}|DOB {dob}].
[Failure to obey may be contempt of court.|An affidavit of records custodian is attached for signature.]
WIT [Clerk of Court|Attorney for Defendant] :: Date={d0}
""",
    "affidavit": """
# [AFFIDAVIT OF CUSTODIAN OF RECORDS|Certification of Business Records]
STATE OF ______ )  COUNTY OF {county} )
[I, {person}, being duly sworn,|The undersigned] state that I keep records of {prac}. Attached are {n6-180} pages about {name}, [born {dob}|] made in the ordinary course of business.
WIT Custodian :: Date={d0}
WIT Notary Public :: My commission expires={d+800}
""",
    "complaint_letter": """
{name}
{street}
{citystate}   {d0}
# [|Complaint|To the office manager]
[I am very unhappy with my visit on {d-5}.|I want to file a grievance.] [I waited {n1-3} hours and the staff was rude.|You charged me for a blood test that I did not consent to.|Nobody called me with my lab results and my referral was lost.] [Please refund my copay.|I expect a written answer.]
[Sincerely|], {~name}
""",
    "grievance_form": """
HEAD hospital
# [PATIENT GRIEVANCE FORM|Patient Relations - Complaint Intake]
WHO 2 name phone dob?
F1  :: Date of event={d-4} || Department=[lab|radiology|front desk] || What happened=[wait time|billing|lost specimen|privacy concern]
Taken by {person} {d0}. Resolution letter due in 7 days.
""",
    "thank_you_card": """
{~d0}
{~Dear} Dr. {~provlast} and staff,
[Thank you for taking such good care of my mother.|You were so kind when I was sick.] [The nurse who drew my blood was great!|We brought cookies.]
{~name}
""".replace("{~Dear}", "Dear"),
    "interoffice": """
HEAD practice2
{d0}
Dear {prov}:
[We are moving!|I am pleased to announce that {person}, MD joins our practice.|Our fax number has changed to {tel}.] [We continue to accept your referrals for {specialty}.|New location: {pracaddr}.] [Same-day visits for urgent problems.|We take most insurance plans including {payer}.]
[Warm regards|Cordially],
{prac2}
""",
    "physician_liaison": """
HEAD hospital
# [NOW ACCEPTING REFERRALS|New service line: {specialty}|Refer with confidence]
[Our team makes referring easy: one call, one fax, one form.|Announcing our new infusion and imaging center.] • [Most plans accepted|Next-day appointments] • [Fax orders to {tel}|Online referral portal] • [Board-certified|Award-winning] physicians
Your liaison: {person} {tel}
""",
}

_PLAIN = ("reminder_spanish", "thank_you_card", "complaint_letter", "portal_message", "email_print")

FAMILIES = {
    **others(_COVERS),
    **others({name: script for name, script in _LETTERS.items() if name not in _PLAIN}, clauses=("letter", 2)),
    **others({name: _LETTERS[name] for name in _PLAIN}),
}
