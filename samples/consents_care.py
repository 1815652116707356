"""Consents to care: treatment, vaccines, telehealth, and refusals of them."""

from __future__ import annotations

CARE: dict[str, str] = {
    "treat_general": """
TYPE treatment any
HEAD practice
# [CONSENT FOR TREATMENT|General Consent to Treat|CONSENT TO MEDICAL CARE]
WHO 2 name dob mrn? phone?
[I voluntarily consent to examination and treatment|I hereby consent to such diagnostic procedures and medical care] by the [physicians and staff|providers] of {prac} [as they judge necessary|deemed advisable by my provider]. [I understand that medicine is not an exact science and that no guarantees have been made.|This consent stays in effect until I revoke it in writing.]
[I agree to routine lab tests, injections and x-rays.|Students may take part in my care.]
SIG [Signature of patient or representative|Patient / Guardian signature] :: Date={signdate}
F2  :: [Printed name|Print name of signer]={signer} || [Relationship|Relationship to patient]={rel}
?WIT Witness :: Date={d0}
""",
    "treat_hospital": """
TYPE treatment any
HEAD hospital
# [CONDITIONS OF ADMISSION|Conditions of Registration and Consent to Hospital Care|Inpatient/Outpatient Agreement]
WHO 3 name dob mrn sex?
1. CONSENT TO CARE. [The undersigned consents to x-ray, laboratory, anesthesia and hospital services rendered under instructions of the physician.|I permit the hospital and its medical staff to treat me.]
2. [INDEPENDENT CONTRACTORS|PHYSICIANS]. Doctors are not employees of the hospital.
3. VALUABLES. [The hospital is not liable for lost money or jewelry.|Leave valuables at home.]
?4. TEACHING. Residents and students may be present.
5. FINANCIAL AGREEMENT. [The undersigned agrees to pay the account at regular rates.|Benefits are assigned to the hospital.]
[The undersigned certifies that he/she has read the foregoing.|I have received a copy of this form.]
SIG [Patient/Parent/Conservator|Signature of patient or legal representative] :: Date={signdate} || Time=[{time}|]
F2  :: [If signed by other than patient, indicate relationship|Relationship]={rel} || Name={signer}
WIT [Witness|Admitting clerk]
""",
    "treat_web": """
TYPE treatment any
# [Online check-in: Consent to treat|New Patient Forms - Consent|eForms: Treatment consent]
WHO 1 name dob phone? addr?
C Please confirm :: *I agree to be treated by {prac} || *I have read the statement above
[You may withdraw consent at any time by telling the front desk.|By typing your name you agree that this has the force of a written signature.]
ESIG Electronically signed by {signer} on {signdate} [at {time}|] ([relationship|signing as]: {rel}) :: [Signature pending. This form has not been submitted.|Status: incomplete - awaiting signature]
[Form ID {id AA-#####}|IP address 192.0.2.{n1-250}]
""",
    "treat_minor": """
TYPE treatment minor
HEAD practice
# [CONSENT TO TREAT A MINOR|Authorization for Medical Treatment of a Minor Child|Parental Consent for Care]
WHO 2 name dob sex?
I, [the undersigned|being the] parent or legal guardian of the child named above, [give permission for|authorize] {prac} to [provide routine and urgent care|evaluate and treat my child, including immunizations].
[When I cannot come, these adults may bring my child|The following persons may consent for me]: {kin}, {person}
Allergies: {allergy}. [Expires in one year.|Valid until the child turns 18.]
SIG [Parent / Guardian|Signature of parent or legal guardian] :: Date={signdate} || Relationship={rel}
F1  :: [Print parent name|Name of parent/guardian]={signer}
""",
    "treat_proxy_letter": """
TYPE treatment minor
{d0}
To {prac}:
[My child|Our child] {name} (born {dob}) [will be staying with|is in the care of] {his} grandparents {kin} from {d-2} to {d+30}. [I give them permission to agree to any medical care|They have my consent to take {him} to the doctor and hospital] [that a doctor thinks is needed|, including shots and stitches].
[You can reach me at {tel}.|Insurance is {payer}.]
SIG [Signed|Sincerely] :: Date={signdate}
{signer}, {rel}
""",
    "treat_beh": """
TYPE treatment any
HEAD Harbor Point Behavioral Health / {tel}
# [INFORMED CONSENT FOR PSYCHOTHERAPY|Consent for Behavioral Health Services|Client Agreement for Counseling]
WHO 2 name dob
[Therapy has benefits and risks.|Counseling may bring up uncomfortable feelings.] Confidentiality is kept except [danger to self or others, abuse of a child or elder, or court order|where the law requires a report]. [Sessions last {n45-55} minutes; cancel 24 hours before.|Records are kept seven years.] [I understand the limits and agree to services.|My signature shows that I consent.]
SIG [Client|Client signature (or guardian)] :: Date={signdate}
Name: {signer}    Relationship: {rel}
WIT Therapist :: Date={d0}
""",
    "treat_psychmeds": """
TYPE treatment any
HEAD practice
# [CONSENT FOR PSYCHOTROPIC MEDICATION|Informed Consent - Medication Treatment]
WHO 2 name dob mrn?
F1  :: Medicine={med} || [Reason|Target symptoms]=[anxiety|depression|sleep|ADHD]
[The prescriber explained the purpose, common side effects, other choices, and what may happen without medicine.|I was told of the boxed warning on suicidal thoughts in young people.] I may stop at any time [but should call first|].
C  :: *I consent || I do not consent
SIG [Patient / parent / guardian] :: Date={signdate}
F2  :: Printed={signer} || Relation={rel}
WIT Prescriber :: Date={d0}
""",
    "opioid_agreement": """
TYPE treatment self
HEAD practice
# [CONTROLLED SUBSTANCE AGREEMENT|Opioid Treatment Agreement|Pain Medication Contract and Informed Consent]
WHO 2 name dob
• I will get controlled medicine from [{prov} only|one prescriber and one pharmacy: {drugstore}].
• [Lost or stolen medicine will not be replaced.|No early refills.]
• I agree to [urine drug tests and pill counts|random drug screening].
• [I know the risks: addiction, overdose, constipation, drowsiness.|I will not drink alcohol or use illegal drugs.]
[If I break this agreement my doctor may stop the medicine.|I consent to treatment with {med} on these terms.]
SIG Patient signature :: Date={signdate}
Patient's printed name: {signer}
WIT [Provider|Prescriber] :: Date={d0}
""",
    "hiv_test": """
TYPE treatment any
HEAD [practice|{county} Health Department]
# [CONSENT FOR HIV ANTIBODY TEST|Informed consent to HIV testing|HIV Test - Patient Consent]
WHO 2 name dob sex?
[HIV is the virus that causes AIDS. A blood or oral sample is taken.|I have been given information about the test and what its result means.] [Results are confidential and reported to the health department when positive.|Testing is voluntary and anonymous testing is available elsewhere.]
C  :: *[I agree to be tested|I consent to the HIV test] || I decline
SIG [Person to be tested or authorized representative|Patient] :: Date={signdate}
F2  :: Name={signer} || [Authority if not patient|Relationship]={rel}
WIT Counselor
""",
    "genetic": """
TYPE treatment any
HEAD lab
# [INFORMED CONSENT FOR GENETIC TESTING|Consent for hereditary cancer panel|Prenatal Screening Consent]
WHO 2 name dob sex?
[A blood sample will be used to look for changes in genes.|DNA testing may show a variant of unknown significance.] [The result may affect relatives and life insurance.|My sample may be kept for quality control unless I check no.]
C Keep leftover sample for research? :: Yes || *No
[I had the chance to ask questions and agree to the test.|A counselor reviewed this with me.]
SIG [Patient/Guardian] :: Date={signdate}
Printed name {signer}   [Relationship|Rel.] {rel}
WIT [Clinician's statement: I explained the test] :: Date={d0}
""",
    "vaccine": """
TYPE treatment any
HEAD [practice|{drugstore}|{county} Health Department]
# [VACCINE CONSENT FORM|Immunization Screening and Consent|{vaccine#v} Vaccine Administration Consent]
WHO 2 name dob sex? phone? addr?
C Are you sick today? :: Yes || *No
C Allergy to eggs, latex or a vaccine part? :: Yes || *No
C Pregnant? :: Yes || *No
[I have read the Vaccine Information Statement|I was given the VIS] and [ask that the vaccine be given|agree to receive] {vaccine#v} [to me or the person named above|].
SIG [Signature of recipient / parent|Patient or guardian] :: Date={signdate}
F2  :: Name={signer} || Relationship={rel}
F3 [For office use|Clinic use only] :: Lot={id A####} || Site=[LD|RD] || Given by={person}
""",
    "vaccine_school": """
TYPE treatment minor
HEAD {school}
# [School-Based Flu Clinic Permission|Parent permission: school vaccine clinic]
WHO 2 name dob sex? mid?
Grade {n1-12}   Insurance: {payer}
C I want my child to get :: *flu shot || Tdap || HPV || meningitis
C  :: *YES, I give permission || NO
SIG Parent/guardian signature :: Date={signdate}
Parent name: {signer} ({rel})  daytime phone {tel}
""",
    "research": """
TYPE treatment self
HEAD University Hospital of the Plains / Clinical Research Unit / {tel}
# [CONSENT TO TAKE PART IN A RESEARCH STUDY|Research Subject Informed Consent Form]
F1  :: Study=[A randomized trial of {med} in {dx}|Registry of {dx}] || Principal investigator={prov} || IRB #={id ##-####}
[You are being asked to join a study. Taking part is voluntary.|Your choice will not affect your care.] You will have [blood draws of {n10-40} mL|{n3-8} visits]. Risks: {risk}. [You will be paid $25 a visit.|No cost to you.] Your information may be seen by the sponsor and the FDA.
Subject: {name}   DOB {dob}
SIG Subject's signature :: Date={signdate}
Printed name of subject {signer}
WIT Person obtaining consent :: Date={d0}
""",
    "telehealth": """
TYPE telehealth any
HEAD practice
# [TELEHEALTH CONSENT|Consent to Telemedicine Services|Informed Consent for Video Visits]
WHO 2 name dob phone?
[Telehealth uses video or phone so that a provider at another site can care for me.|I agree to receive care by secure video.] [Technical failure may interrupt the visit.|It may not be as complete as an in-person visit.] [I may refuse at any time.|I have the right to withdraw without losing care.] [My location is in this state.|I will not record the visit.]
SIG [Patient (or authorized person)] :: Date={signdate}
F2  :: Name={signer} || [Relation to patient|Relationship]={rel}
""",
    "telehealth_portal": """
TYPE telehealth any
# [Virtual Visit Terms & Consent|Before your video visit|E-visit agreement]
{prac}
F1  :: Patient={name} || [Date of birth|DOB]={dob} || Visit with={prov} || [Scheduled|When]={d+2} {time}
C  :: *[I consent to a virtual visit|I understand a video visit has limits] || *I am in a private place || *My plan may bill a copay
ESIG [Signed electronically|e-Signature accepted]: {signer} ({rel}) {signdate} :: [Not accepted yet|Consent not completed - patient has not signed]
Session {id ########}
""",
    "telephone_verbal": """
TYPE telehealth self
HEAD practice
# [Telephone Visit Consent|Audio-only visit agreement]
WHO 2 name dob
[Read to patient by {person}.|Mailed to patient {d-8}.] I agree to talk with my doctor by telephone instead of coming in. [Charges are the same as an office visit.|My plan may or may not pay.] [No recordings are kept.|I can ask for an office visit instead.]
SIG Patient :: Date={signdate}
{signer}
""",
    "ama": """
TYPE refusal any
HEAD hospital
# [LEAVING AGAINST MEDICAL ADVICE|AMA DISCHARGE FORM|Release from Responsibility - Discharge Against Advice]
WHO 2 name dob mrn?
This is to certify that I [am leaving|am taking the patient from] {hospital} at my own insistence and against the advice of [Dr. {provlast}|the attending physician]. I have been told of the risks, including [{risk} and worsening of my condition|death]. I release the hospital [and its staff from all responsibility|from liability].
SIG [Signed|Patient or responsible person] :: Date={signdate} || Time={time}
F2  :: Name={signer} || Relationship={rel}
?C  :: patient refused to sign || *copy given
WIT Witness
""",
    "refuse_treatment": """
TYPE refusal any
HEAD practice
# [REFUSAL OF TREATMENT|Informed Refusal|Declination of Recommended Care]
WHO 2 name dob
My provider recommends: {operation#1} [/ {service}|]. [I have decided not to have it.|I decline.] [The possible results of my refusal were explained: {risk}.|I understand that my condition may get worse or that disease may not be found.] [I may change my mind.|I take responsibility for this choice.]
SIG [Patient / guardian] :: Date={signdate}
[Print name|Printed]: {signer}   Relationship: {rel}
WIT Provider :: Date={d0}
""",
    "refuse_vaccine": """
TYPE refusal any
HEAD practice
# [REFUSAL TO VACCINATE|Vaccine Declination|Decision to Not Vaccinate My Child]
WHO 2 name dob
C I decline :: *{vaccine} || {vaccine} || *{vaccine} || hepatitis B series
[I have been told that the diseases can be serious.|I know that failure to follow the recommendation may endanger health.] [I may accept vaccination later.|School may exclude my child during an outbreak.]
SIG [Parent/Guardian/Patient signature] :: Date={signdate}
{signer}, [relationship|] {rel}
""",
    "refuse_blood": """
TYPE refusal self
HEAD hospital
# [REFUSAL OF BLOOD PRODUCTS|Refusal to Permit Blood Transfusion]
WHO 3 name mrn dob
I request that no blood or blood derivatives be given to me [, whatever the consequences|during this hospital stay]. [I accept: albumin, cell salvage.|For religious reasons I refuse red cells, plasma and platelets.] I release [the hospital|Dr. {provlast}] from liability.
SIG Patient signature :: Date={signdate}
{signer}
WIT Witness 1
WIT Witness 2
""",
    "refuse_ems": """
TYPE refusal any
HEAD [Metro Ambulance|{county} Fire & Rescue]
# [PATIENT REFUSAL FORM - EMS|Refusal of Transport and Treatment]
WHO 2 name dob phone? addr?
F2  :: Incident={id ##-#####} || Time={time} || BP={n110-160}/{n70-96} || Pulse={n60-110} || Glucose={n70-180}
C  :: *[refuses transport|declines all care] || refuses treatment || lacks capacity
I have been advised to go to a hospital. [I refuse and accept the risk.|If it gets worse I will call 911.]
SIG [Patient/guardian signature] :: Date={signdate}
F2  :: Signer={signer} || Relation={rel}
WIT Crew / police witness
""",
}
