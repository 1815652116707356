"""Consents of the office: release of information, privacy, money, communication, portal, photographs."""

from __future__ import annotations

OFFICE: dict[str, str] = {
    "roi_full": """
TYPE release any
HEAD [practice|hospital]
# [AUTHORIZATION FOR RELEASE OF MEDICAL INFORMATION|Authorization to Use and Disclose Protected Health Information|HIPAA AUTHORIZATION]
WHO 2 [Section 1 |]Patient :: name dob addr? phone? ssn4? mrn?
F1  :: [I authorize|Release FROM]={prac2} || [to disclose to|Release TO]={prac}, fax {tel} || [Purpose|Reason]=[continuing care|insurance|personal use|legal]
C [Information to be released|Records requested] :: *Office notes || *Lab results || Imaging || Immunizations || Billing || Entire record
C [I specifically authorize release of|Sensitive information] :: HIV/AIDS || mental health || alcohol / drug treatment
This authorization expires [one year from signing|on {d+300}|when the purpose is fulfilled]. I may revoke it in writing at any time [except to the extent action was taken|]. [Treatment will not be conditioned on signing.|I need not sign to get care.] Information may be redisclosed [by the recipient and no longer protected|].
SIG [Signature of patient or personal representative|Patient signature] :: Date={signdate}
F2  :: [Printed name|Name of representative]={signer} || [Authority / relationship|Relationship to patient]={rel}
?WIT Witness
""",
    "roi_short": """
TYPE release any
HEAD practice
# [RECORDS RELEASE|Medical Records Transfer Request|Request for records from previous doctor]
[Please send my records|I request that copies of my chart be sent] to the address above. From: {prac2}
WHO 1 name dob phone?
C  :: *last 2 years || *labs and x-rays || *shots || all
[Moving|Changing doctors|Second opinion].
SIG [Sign here|Signature] :: Date={signdate}
{signer} ([self / parent / guardian|relationship]: {rel})
""",
    "roi_web": """
TYPE release any
# [Release of Information Request - submitted online|Digital ROI form]
F2  :: Request no.={id ROI-######} || Facility={hospital} || Delivery=[email|portal|CD] || Fee=none
WHO 2 [Patient details|Who are the records about?] :: name dob phone addr?
F2 [Recipient|Where should records go?] :: Name={prac} || Fax={tel} || Dates of service={d-500} - {d-10} || Record types=Discharge summary, labs
[Expires 90 days after signature unless revoked.|You can cancel this authorization by writing to Health Information.]
ESIG Signed electronically by {signer}, {rel}, {signdate} [{time}|] :: [Awaiting e-signature|Unsigned draft]
""",
    "roi_attorney": """
TYPE release any
HEAD {lawfirm}
# [HIPAA COMPLIANT AUTHORIZATION|AUTHORIZATION FOR DISCLOSURE OF HEALTH RECORDS TO ATTORNEY|Medical Authorization (45 CFR 164.508)]
TO: [Any physician, hospital or clinic|{prac}]
[You are authorized to furnish to my attorneys|I direct you to release to the law firm above] any and all records [, films, bills and lab reports|] for [treatment since {d-600}|all dates] about {name}, DOB {dob}, SSN {ssn4}.
[A photocopy is as valid as the original.|Good until the case is closed.] I understand I may revoke, [that treatment does not depend on it|] and that redisclosure is possible.
SIG [Client|Patient or Representative] :: Date={signdate}
[Print|By]: {signer}   Capacity: {rel}
?WIT Notary Public :: Commission expires={d+600}
""",
    "roi_part2": """
TYPE release self
HEAD Harbor Point Behavioral Health / {tel}
# [CONSENT TO RELEASE SUBSTANCE USE DISORDER RECORDS|42 CFR Part 2 Consent for Disclosure|Two-way release - treatment coordination]
WHO 2 name dob
I, {name}, [permit|authorize] the program and {prov2} [to exchange|to talk about] [attendance, drug screens, diagnosis|treatment summary and medication list]. [The reason is coordination of care.|Needed for: probation / court.] [Federal rules forbid further disclosure.|I can take back consent; it ends {d+365}.]
SIG Signature of client :: Date={signdate}
Name: {signer}
WIT Staff :: Date={d0}
""",
    "roi_verbal": """
TYPE release any
HEAD practice
# [Permission to Discuss Health Information with Family|DESIGNATION OF PERSONS - Verbal Release|Who may we talk to?]
WHO 2 name dob phone
I allow the office to discuss my [appointments, results and bills|care] with:
T  :: Name || Relationship || Phone
-1-3 {person} || [friend|sister|spouse|son] || {tel}
[This remains until I change it.|I do not allow anyone: ___]
SIG Patient/Guardian :: Date={signdate}
F2  :: Print={signer} || [Signing as|Relationship]={rel}
""",
    "roi_school": """
TYPE release minor
HEAD {school}
# [Exchange of Information: School and Physician|Two-Way Release - School Nurse]
Student {name}   Birthdate {dob}   Grade {n1-12}
[I give permission for the school nurse and {prov} to share health records|The school and the doctor's office may exchange information] about [asthma plan|medication|504 plan].  Valid this school year.
SIG Parent / guardian :: Date={signdate}
{signer} - {rel}
""",
    "roi_insurance": """
TYPE release any
HEAD Palisade National Life & Health
# [AUTHORIZATION TO OBTAIN INFORMATION|Authorization for Underwriting - Life & Disability]
I authorize any [medical practitioner, hospital, pharmacy benefit manager or laboratory|health care provider] that has records of me to give them to the Company, [its reinsurers and the MIB|and its agents]. [Used to decide on my application.|This includes blood test results and drug history.] Valid 24 months.
F2  :: Proposed insured={name} || Date of birth={dob} || SSN={ssn4}
SIG Signature of proposed insured / personal representative :: Date={signdate}
{signer}   [Description of authority|Relationship] {rel}
""",
    "privacy_ack": """
TYPE privacy any
HEAD practice
# [ACKNOWLEDGEMENT OF RECEIPT OF NOTICE OF PRIVACY PRACTICES|HIPAA Acknowledgment|Receipt of Privacy Notice]
WHO 2 name dob mrn?
[I have been given a copy of|I received or was offered] the Notice of Privacy Practices [of {prac}|, effective {d-600}]. [It tells how my health information may be used.|I understand that the notice may change.]
SIG [Patient or personal representative|Signature] :: Date={signdate}
F2  :: Name={signer} || Relationship={rel}
C [Office use only: acknowledgement not obtained because|If not signed, reason] :: refused || emergency || communication barrier
""",
    "privacy_contact": """
TYPE privacy any
HEAD practice
# [HIPAA PRIVACY FORM|Privacy Practices & Contact Preferences|Patient Privacy Consent]
WHO 2 name dob phone
C You may [contact me by|leave messages] :: *cell || home || work || *text || email
[The Notice of Privacy Practices was made available to me.|I know how to complain if my privacy is violated.] I consent to use of my information for treatment, payment and operations.
SIG [Signed by patient/guardian] :: Date={signdate}
{signer} / {rel}
""",
    "privacy_hospital": """
TYPE privacy any
HEAD hospital
BANNER name mrn dob
# [Notice of Privacy Practices and Health Information Exchange|Patient Rights and Privacy Receipt]
C Facility directory :: *include me || leave me out
C Health information exchange :: *opt in || opt out
[My signature only means that I have received the notice.|I was given the Patient Bill of Rights and the privacy notice.]
SIG [Patient / Representative] :: Date={signdate} || Time={time}
F2  :: [Representative|Printed]={signer} || Relation={rel}
FOOT Form HIM-{n10-99}
""",
    "financial": """
TYPE financial any
HEAD practice
# [FINANCIAL RESPONSIBILITY AGREEMENT|Financial Policy and Agreement|PATIENT PAYMENT POLICY]
WHO 2 name dob mid?
Insurance: {payer}
[I understand that I am responsible for charges my plan does not pay.|Payment of copays is due at the time of service.] [A $25 fee applies to returned checks.|No-shows are charged $40.] [Accounts over 90 days go to collections.|You must bring your insurance card and referral to each visit.] [I have read and agree.|I accept full financial responsibility.]
SIG [Responsible party|Guarantor signature] :: Date={signdate}
F2  :: Print name={signer} || [Relationship to patient]={rel}
""",
    "aob": """
TYPE financial any
HEAD practice
# [ASSIGNMENT OF BENEFITS|Insurance Authorization and Assignment|SIGNATURE ON FILE]
WHO 2 name dob mid
[I request that payment of authorized Medicare or insurance benefits be made on my behalf to {prac}.|I assign all benefits to which I am entitled to {prov}.] [I authorize any holder of medical information to release it to determine benefits.|A photocopy is valid as the original.]
SIG [Insured or authorized person|Beneficiary signature] :: Date={signdate}
Name: {signer}    Relationship: {rel}
""",
    "abn": """
TYPE financial any
HEAD [practice|lab]
# [ADVANCE BENEFICIARY NOTICE OF NONCOVERAGE (ABN)|Advance Notice of Non-covered Service|Waiver of Liability]
F3  :: A. Notifier={prac} || B. Patient Name={name} || C. Identification Number={id ######}
T  :: D. [Service|Laboratory test] || E. Reason Medicare may not pay || F. Estimated cost
-1-3 [Vitamin D|{service}|{labtest}] || [not paid for this condition|more often than allowed] || {$20-240}
C G. OPTIONS :: *Option 1. I want it, bill Medicare || Option 2. I want it, do not bill || Option 3. I don't want it
Signing below means that you have received and understand this notice.
SIG I. Signature :: J. Date={signdate}
?F2  :: Printed name={signer} || Relationship={rel}
""",
    "credit_card": """
TYPE financial any
HEAD practice
# [CREDIT CARD ON FILE AGREEMENT|Card Authorization|Automatic Payment Consent]
WHO 1 name dob?
F2  :: Card type=[Visa|MasterCard] || [Last four|Ends in]={id ####} || Exp={n1-12}/{n26-30} || Limit={$100-500}
I authorize {prac} to charge [balances after my insurance pays|copays and deductibles]. [I may cancel with 30 days' notice.|A receipt will be mailed.]
SIG Cardholder :: Date={signdate}
Cardholder name {signer}, {rel}
""",
    "selfpay": """
TYPE financial self
HEAD practice
# [SELF-PAY AGREEMENT|Waiver of Insurance Billing|Election to Pay Out of Pocket]
WHO 2 name dob
[I choose not to use my insurance with {payer}.|I have no coverage.] I will pay {$60-400} for {service} [today|on or before the visit]. [I have received a good faith estimate.|This cannot be billed later.]
SIG Patient :: Date={signdate}
Print: {signer}
""",
    "comm_consent": """
TYPE privacy any
HEAD practice
# [CONSENT TO TEXT AND EMAIL|Electronic Communication Consent|Patient Communication Agreement]
WHO 2 name dob phone
[Unencrypted email can be read by others.|Messages are not for emergencies.] I [agree to|opt in to] [reminders, billing and results by text|email from the office]. [Message rates apply. Reply STOP to end.|I will tell you if my number changes.]
SIG [Patient / parent] :: Date={signdate}
F2  :: Name={signer} || Relationship={rel}
""",
    "portal_proxy": """
TYPE release any
HEAD hospital
# [PATIENT PORTAL PROXY ACCESS FORM|MyHealth Proxy Authorization|Request for Access to Another Person's Record]
WHO 2 [Patient information|Whose chart] :: name dob mrn?
F2 [Proxy|Person who will have access] :: Name={kin} || Email={id @@@@##}@example.com || Phone={tel}
[I allow this person to see my visits, test results and messages.|Access for parents of teens 12 to 17 is limited.] [I can end access online.|It ends at age 18.]
SIG [Patient or legal representative] :: Date={signdate}
{signer} [-|as] {rel}
""",
    "photo": """
TYPE release any
HEAD practice
# [PHOTOGRAPHY CONSENT|Consent and Release for Photos or Video|Media Release]
WHO 2 name dob
C [Use|I agree to use for] :: *my chart || *teaching || website / social media
[Pictures may show my body but not my face.|I will not be paid.] [I may withdraw in writing.|I waive the right to inspect them.]
SIG [Patient or guardian] :: Date={signdate}
[Name|Print]: {signer}, {rel}
""",
    "research_records": """
TYPE release self
HEAD University Hospital of the Plains / Office of Research
# [RESEARCH HIPAA AUTHORIZATION|Biobank Consent]
Participant: {name}  DOB {dob}
[We ask to keep leftover blood and to link it with your record.|Your health information will be shared with the study team of {prov}.] [There is no expiration.|You may withdraw; data already used cannot be removed.]
C Contact me later :: *yes || no
SIG Participant :: Date={signdate}
{signer}
""",
    "intake_combo": """
TYPE treatment any
HEAD practice
# [PATIENT REGISTRATION & CONSENT|Registration, Consent and Acknowledgments|New Patient Packet - page {n2-4}]
WHO 2 name dob sex? phone addr?
F2 [Insurance|Coverage] :: Company={payer} || ID={mid} || Subscriber={kin} || [Emergency contact]={kin} {tel}
## Consents
[1. Treatment: I agree to be examined and treated.|I consent to care by the clinic.] [2. Assignment: pay benefits to the clinic.|2. I will pay what insurance does not.] 3. [I was offered the privacy notice.|The clinic may leave voice messages.]
SIG [My signature covers items 1 to 3|Signature] :: Date={signdate}
F2  :: [Signer]={signer} || Relationship={rel}
""",
    "surrogate_letter": """
TYPE release any
{d0}
[To|Attn]: Medical Records, {prac2}
[This letter is my permission to|Please] send [the lab results and notes|a copy of the chart] of {name} ([date of birth|DOB] {dob}) to {prac}, fax {tel}. [I understand I can cancel this in writing.|Permission ends in 6 months.]
SIG [|Yours truly] :: [Dated]={signdate}
[Typed name|]: {signer}   [{rel}|Relation {rel}]
""".replace("[Typed name|]", "[Typed name|Name]"),
}
