"""Forms of schools, employers and public agencies."""

from __future__ import annotations

from script import others

_AGENCIES = {
    "school_physical": """
HEAD {school}
# [SCHOOL HEALTH EXAMINATION FORM|Student Physical Exam|Kindergarten Health Assessment]
WHO 2 name dob sex?
F2  :: Grade={n1-12} || Parent={kin} || Height={n40-72} in || Weight={n38-180} lb || BP={n90-128}/{n50-80} || Vision R/L=20/{n20-40} 20/{n20-40} || Hearing=[pass|refer] || Hgb={x11.0-14.5}
[I give consent for the nurse to share this form with teachers.|TB risk: low. Lead test done at age 2.]
C Cleared for :: *all activities || limited || none
WIT Examiner :: Date={d0}
WIT Parent :: Date={d0}
""",
    "sports_physical": """
# [PREPARTICIPATION PHYSICAL EVALUATION|Athletic Participation Form|High School Sports Clearance]
WHO 2 name dob sex
C Has a doctor ever denied your participation in sports? :: yes || *no
C Have you passed out during exercise? :: yes || *no
C Any surgery? :: *yes || no
Sport: [soccer|track|wrestling|volleyball]   School: {school}
C Medical eligibility :: *eligible without restriction || eligible with || not eligible
WIT Provider :: Date={d0}
WIT Athlete / Parent
""",
    "camp_form": """
HEAD {school}
# [CAMP HEALTH FORM|Camper Medical Record|Day care health form]
WHO 2 name dob phone?
Allergies: {allergy}. Medicines at camp: [none|{med} {sig}]. Diet: [regular|vegetarian].
Emergency contact {kin} {tel}. Insurance: {payer} #{mid}
[Immunizations current per attached.|Permission to swim: yes]
WIT [Physician|Licensed medical personnel] :: Date={d0}
""",
    "school_med_form": """
HEAD {school}
# [MEDICATION AT SCHOOL ORDER|Asthma Action Plan|Emergency Care Plan - Allergy]
WHO 2 name dob
Drug: {med}   Dose {sig}   From {d0} to {d+200}
GREEN zone: [well|no cough]. YELLOW: [cough, wheeze; 2 puffs]. RED: [call 911].
WIT Prescriber :: Date={d0}
WIT Parent/guardian
""",
    "disability_state": """
# [CLAIM FOR DISABILITY INSURANCE BENEFITS - PHYSICIAN'S CERTIFICATE|State Disability - Medical Provider Statement|ATTENDING PHYSICIAN'S STATEMENT]
F2  :: Claimant={name} || SSN={ssn4} || DOB={dob} || Employer={company} || First treated={d-20} || Disability began={d-18} || Est. return={d+40}
Diagnosis {icd} {dx}. Objective findings: [x-ray, reduced ROM|A1c {x7.0-11.0}, monofilament loss|see op report].
Restrictions: [no standing over {n1-3} hours|no work].
WIT Physician :: License={id A#####} || Date={d0}
""",
    "fmla": """
# [CERTIFICATION OF HEALTH CARE PROVIDER (FMLA)|Family and Medical Leave Act - Serious Health Condition|Leave of Absence Medical Certification]
F1  :: Employee={name} || Employer={company} || Condition began={d-30} || Probable duration={n2-12} weeks || Facts=[surgery {d-10}, recovery|{dx}, flare-ups {n1-4} per month]
C Hospital stay :: yes || *no
C Will need treatment visits :: *yes || no
C Was employee referred to other providers (e.g., physical therapist)? :: *yes || no
WIT Health care provider :: Date={d0}
""",
    "ssa_request": """
HEAD Disability Determination Services / {tel}
# [REQUEST FOR MEDICAL EVIDENCE|Social Security - Disability Determination|Consultative exam appointment]
RE: {name}    DOB: {dob}    SSN: {ssn4}    Case {id #######}
[Your patient has applied for disability benefits. Please send records since {d-700}: history, labs, imaging, function.|Answer the questions on ability to sit, stand, lift and carry.] [An authorization (827) is enclosed.|The law does not require your patient's further consent.]
Examiner {person}, ext {n100-999}
""",
    "parking_placard": """
# [APPLICATION FOR DISABLED PARKING PLACARD|Disabled Person License Plate - Medical Certification]
WHO 2 name dob addr
C  :: cannot walk 200 feet || *uses device || lung disease, FEV1 < 1 L || permanent || *temporary {n1-6} months
WIT Physician :: License={id A#####} || Date={d0}
""",
    "utility_medical": """
HEAD [Tri-County Electric|Lakes Gas & Power] / {tel}
# [MEDICAL NECESSITY CERTIFICATE - do not disconnect|Life support equipment form]
Customer: {name}   Service address: {addr}   Account {id ##########}
Condition needs [oxygen concentrator|refrigerated medicine]. Valid {n30-180} days.
WIT Physician :: Date={d0}
""",
    "public_health_report": """
HEAD {county} Department of Public Health
# [CONFIDENTIAL MORBIDITY REPORT|Communicable Disease Report Card|Reportable Condition Form]
WHO 2 name dob sex addr phone?
F2  :: Disease=[chlamydia|salmonellosis|hepatitis C|pertussis|lead level elevated] || Onset={d-9} || Specimen={d-6} || Lab={labname} || Result=[positive|reactive|{n6-19} ug/dL] || Reported by={prov}
C Patient notified :: *yes || no
Fax to {tel} within 24 hours
""",
    "wic_form": """
HEAD WIC Nutrition Program / {county}
# [WIC Medical Documentation Form|Medical Data for WIC]
WHO 2 name dob
Ht {n20-64} in  Wt {n12-180} lb  Hgb {x9.5-14.0} g/dL on {d-4}. Formula: [standard|hydrolyzed].
WIT Health professional :: Date={d0}
""",
    "cdl_exam": """
# [MEDICAL EXAMINER'S CERTIFICATE|Commercial Driver Medical Examination Report|DOT physical]
WHO 2 name dob addr?
F3  :: License={id A#######} || BP={n110-150}/{n66-92} || Urine SG 1.0{n10-28} protein [neg|trace] || Vision=20/{n20-40} || Expires={d+700}
C  :: *Qualified 2 years || 1 year || Not qualified
WIT Examiner :: National registry={id ##########}
""",
    "foster_form": """
HEAD {county} Department of Human Services
# [FOSTER CHILD HEALTH VISIT RECORD|Child welfare medical form]
WHO 2 name dob
Caseworker {person}. [Caregiver may consent to routine care; psychotropics need court order.|Exam within 30 days.] Findings: [well child|eczema].
WIT Provider :: Date={d0}
""",
    "nursing_license": """
# [STATE BOARD OF NURSING - LICENSE VERIFICATION|BLS Provider course card|Certificate of Completion]
Name: {person}     No. {id ######}     Expires {d+300}
[Status: clear. No discipline.|Has completed {n1-8} contact hours: Infection control and specimen collection.]
""",
}

FAMILIES = others(_AGENCIES)
