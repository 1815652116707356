"""Consents to operations, anesthesia and other procedures."""

from __future__ import annotations

PROCEDURES: dict[str, str] = {
    "surgery": """
TYPE procedure any
HEAD hospital
# [CONSENT FOR SURGERY OR SPECIAL PROCEDURE|INFORMED CONSENT TO OPERATION|Authorization for and Consent to Surgery]
WHO 3 name dob mrn
1. I authorize Dr. {prov} and [such assistants as selected|associates] to perform: {operation#1}.
2. [The nature, purpose, benefits and alternatives were explained.|My doctor told me about other ways of treatment.] Risks include {risk}, {risk}, {risk} [and {risk}|].
3. I consent to [anesthesia|additional procedures found necessary].
?4. I consent to disposal of tissue.
?5. I do [not |]object to blood transfusion.
SIG [Patient or person authorized to consent|Signature of Patient/Legal Representative] :: Date={signdate} || Time={time}
F2  :: [Print name]={signer} || [Relationship|Relationship if not patient]={rel}
WIT Witness to signature :: Date={d0}
WIT [Physician|Surgeon: I have explained the above] :: Date={d0}
?WIT Interpreter ({language})
""",
    "procedure_office": """
TYPE procedure any
HEAD practice
# [Procedure Consent|Consent for Minor Surgery|OFFICE PROCEDURE CONSENT FORM]
WHO 2 name dob
Procedure: {operation#1}
[I understand why it is done.|Dr. {provlast} explained it in words I know.] It may cause [{risk}, {risk}|{risk} or {risk}]. [I may choose to wait or have no treatment.|I had my questions answered.]
SIG Signature :: Date={signdate}
[Signer|Name]: {signer}    [If not patient, relationship|Relationship]: {rel}
WIT [Witness|MA]
""",
    "anesthesia": """
TYPE procedure any
HEAD hospital
# [ANESTHESIA CONSENT|Consent for Anesthesia Services|Informed Consent: Anesthesia and Sedation]
WHO 2 name mrn dob
C Type planned :: *General || Spinal/Epidural || Regional block || *Monitored care with sedation
[Rare but serious complications: {risk}, {risk}, awareness, nerve damage.|Although rare, unexpected severe complications can occur, including {risk} and {risk}.] [I have told the team about false teeth, food and drugs.|I fasted as directed.] I consent to the anesthesia marked above [and to changes that are needed|].
SIG [Patient|Patient or substitute's signature] :: Date={signdate}
F2  :: Name={signer} || [Substitute's relationship|Relationship]={rel}
WIT Anesthesiologist :: Time={time}
""",
    "endoscopy": """
TYPE procedure any
HEAD [Digestive Health Center|GI Endoscopy Suite] / {tel}
# [CONSENT FOR GASTROINTESTINAL ENDOSCOPY|Endoscopy Permission Form|Colonoscopy Consent]
WHO 2 name dob mrn?
[A flexible tube with a camera is passed|The doctor looks inside with a scope] [to examine the colon|through the mouth]. Biopsies [may be taken|and polyp removal may be done]. Principal risks: perforation, bleeding, [missed lesion|drug reaction], {risk}. [A driver must take you home.|I will not drive today.]
I certify that I understand [and consent to {operation#1}|and give consent].
SIG [Patient|Guardian / patient] signature :: Date={signdate} || Time={time}
Name {signer}     Relationship {rel}
WIT Physician declaration :: Date={d0}
""",
    "transfusion": """
TYPE procedure any
HEAD hospital
# [CONSENT FOR BLOOD TRANSFUSION|Blood and Blood Product Consent|Transfusion of Blood Components: Consent or Refusal]
WHO 3 name dob mrn
[My doctor has told me that I need or may need blood.|Reason: Hgb {x6.1-7.9}.] Benefits and risks (fever, hives, [infection, lung injury|hepatitis, HIV, wrong blood]) and options [such as my own blood or iron|] were discussed.
C  :: *[I consent|YES, I agree to transfusion] || [I refuse|NO]
SIG [Patient / representative] :: Date={signdate} || Time={time}
F2  :: Printed={signer} || Relation={rel}
WIT Nurse / Witness
""",
    "sterilization": """
TYPE procedure self
# [CONSENT FOR STERILIZATION|Consent to Sterilization (federally funded)]
NOTICE: Your decision at any time not to be sterilized will not result in the withdrawal of any benefits.
## Consent to sterilization
I have asked for and received information about sterilization from {prac}. I am at least 21 years of age and was born on {dob}. I, {name}, consent of my own free will to be sterilized by {prov} by a method called [bilateral tubal ligation|salpingectomy|vasectomy]. My consent expires 180 days from the date of my signature.
SIG Signature :: Date={signdate}
## [Interpreter's statement|INTERPRETER]
WIT Interpreter ({language}) :: Date=
## Statement of person obtaining consent
WIT {person} :: Date={d0}
## Physician's statement
WIT Physician :: Date={d+33}
""",
    "joint_injection": """
TYPE procedure self
HEAD practice2
# [INJECTION CONSENT|Consent: Joint / Soft Tissue Injection]
WHO 2 name dob
C Site :: *R knee || L knee || shoulder || hip || hand
[Steroid may raise blood sugar for a few days.|Possible: {risk}, flare, skin change.] [I am not allergic to lidocaine.|No infection now.] OK to proceed.
SIG Pt. signature :: Date={signdate}
[Print|Name]: {signer}
WIT Provider
""",
    "dental": """
TYPE procedure any
HEAD {person}, DDS / Oral Surgery / {tel}
# [INFORMED CONSENT - EXTRACTION|Consent for Oral Surgery and Sedation|Dental Treatment Consent]
WHO 2 name dob
Tooth/teeth: #{n1-32}. [Possible: dry socket, numb lip, sinus opening, jaw fracture.|I understand the risks: {risk}, {risk}, numbness.] Alternatives: root canal, no treatment. [Do not smoke for 3 days.|I have given a full health history.]
SIG [Patient / Parent|Signature] :: Date={signdate}
F2  :: Print={signer} || Relationship={rel}
WIT Dentist
""",
    "botox": """
TYPE procedure self
HEAD [Lumina Skin & Laser|Radiant Aesthetics Medspa] / {tel}
# [COSMETIC PROCEDURE CONSENT|Client consent: injectables / laser]
WHO 2 name dob phone?
[I request|I elect] [botulinum toxin|dermal filler|laser hair removal|chemical peel]. [Results last 3 to 4 months and are not guaranteed.|Swelling and bruising are common.] Initial: {~id A@} [no pregnancy|photos may be taken for my chart].
SIG Client :: Date={signdate}
Name {signer}
""".replace("{~id A@}", "____"),
    "picc": """
TYPE procedure any
HEAD hospital
BANNER name mrn dob
# [Bedside Procedure Consent: central line / PICC|CONSENT - VASCULAR ACCESS DEVICE]
F1 Procedure=[PICC placement|central venous catheter|dialysis catheter] || Operator={prov}
Risks discussed: {risk}, {risk}, clot, line infection. [Telephone consent, two-nurse witness|Consent given after teach-back].
SIG [Patient or surrogate] :: Date={signdate} || Time={time}
F2  :: Signer={signer} || Relationship={rel}
WIT RN witness 1
WIT RN witness 2
FOOT Form MR-{n100-900} Rev {n10-25} [Page|pg]
""",
}
