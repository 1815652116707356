"""Papers that look like one of the four types and are none: cards that insure nobody, tables of numbers, forms that ask or tell."""

from __future__ import annotations

from script import others

_WALLET = {
    "discount_card": """
HEAD [ScriptSaver|Neighbor Rx|EasyRx] / [Prescription Discount Card|Drug Savings Program]
[This is NOT insurance.|This program is not a health plan.] [Show this card to your pharmacist.|Free to everyone. Never expires.]
F2 :: BIN={id 0#####} || PCN={id @@@@} || [Group|GRP]={id @@###} || [ID|Member ID]={id @@######}
[Pharmacist: process as primary claim.|Pharmacists: help desk {tel}.] [Save up to {n20-85}% on {med}.|]
""",
    "vaccine_card": """
# [Vaccination Record Card|IMMUNIZATION CARD|My vaccine record]
[Please keep this card.|Bring this card to every visit.]
WHO 2 name dob
T :: Vaccine || [Lot|Product / lot] || Date || [Clinic site|Given by]
-1-4 {vaccine} || {id @@####} || {d-300} || [{drugstore}|{county} Health Dept]
""",
    "implant_card": """
HEAD [Cardiva|Ortholink|Medivance] [Patient Device ID|Implant Identification Card]
F2 Name={name} || [Implanted|Date]={d-400} || [Model|Device]=[dual chamber pacemaker|hip system|coronary stent|intraocular lens +{x10.0-24.0} D] || [Serial no.|SN]={id @@@######} || [Physician|Follow-up MD]={prov} || Hospital={hospital}
[MR conditional at 1.5T.|Show this card at airport security.] [24 hour technical line {tel}]
""",
    "medication_alert_card": """
# [Emergency Medical Information|WALLET CARD - MY MEDICATIONS|Medical Alert]
WHO 1 name dob phone?
Allergies: [penicillin|latex|sulfa|none]. [Blood type]: [A+|O-|unknown]. Conditions: {dx}.
T :: Medicine || How
-2-5 {med} || {sig}
[In an emergency call|ICE]: {person} {tel}. Doctor: {prov}
""",
    "appointment_card": """
HEAD practice
[Your next appointment|You have an appointment with {prov}]: {d+14} at {n8-16}:{n10-50}
[If unable to keep it give 24 hours notice.|Bring your insurance card and photo ID. Copay is due.] {tel}
""",
    "membership_card": """
HEAD [Northgate Fitness|City Library|Shoppers Wholesale Club|Museum Friends] [Member Card|Membership]
F1 Member={name} || [Member ID|No.]={id ########} || [Since|Valid through]={d+200} || [Plan|Level]=[Family|Gold|Individual]
[Customer service {tel}. Non-transferable.|Group rates available. Terms apply.]
""",
    "dental_vision_estimate": """
HEAD [Bright Smile Dental|ClearView Eye Care] / {tel}
# [PRE-TREATMENT ESTIMATE|Treatment Plan Estimate|Benefit Estimate - not a bill]
WHO 2 name dob mid?
T :: Code || Procedure || Fee || Est. plan || Est. patient
-2-5 D{n1100-7900} || [crown|filling|root canal|progressive lenses|frame] || ${n80-1400} || ${n20-700} || ${n10-700}
[Estimates are not guarantees of payment.|Deductible may apply.] Valid {n30-90} days.
""",
    "vision_rx": """
HEAD [ClearView Eye Care|Family Optical] / {tel}
# [SPECTACLE PRESCRIPTION|Glasses Rx|Contact lens prescription]
WHO 2 name dob
T :: Eye || Sphere || Cylinder || Axis || Add
- OD || -{x0.2-6.0} || -{x0.2-2.0} || {n1-180} || +{x1.0-2.5}
- OS || -{x0.2-6.0} || -{x0.2-2.0} || {n1-180} || +{x1.0-2.5}
PD {n56-68}. [Expires {d+365}.|]
WIT {prov}, OD :: Date={d0}
""",
    "anticoag_log": """
HEAD practice
# [Anticoagulation Flow Sheet|Warfarin Clinic Dosing Record|Coumadin log]
WHO 2 name dob mrn?
[Indication]: [atrial fibrillation|mechanical valve|DVT]. [Goal INR]: 2.0-3.0
T :: Date || INR || Weekly dose (mg) || Change || Next
-4-9 {d-90} || {x1.3-4.6} || {n15-50} || [none|+5%|hold 1, -10%] || {d+14}
""",
    "dialysis_run": """
HEAD {county} Dialysis [Center|Unit]
# [HEMODIALYSIS TREATMENT RECORD|Dialysis Run Sheet]
WHO 2 name dob mrn?
F3 [Dry wt|EDW]={x50.0-110.0} kg || Pre={x51.0-114.0} kg || Post={x50.0-110.0} kg || Dialyzer=[F180|Optiflux] || BFR={n300-450} || Access=[AVF|catheter]
T :: Time || BP || Pulse || UF rate || Comments
-4-8 {n6-15}:{n10-55} || {n90-170}/{n50-95} || {n58-100} || {n300-1000} || [stable|cramps, UF off|asleep]
{person}, RN. Nephrologist: {prov2}
""",
    "drug_custody_form": """
HEAD lab
# [Drug Testing Custody and Control Form|CHAIN OF CUSTODY - URINE DRUG TEST|Workplace specimen collection form]
F2 Donor={name} || [Donor ID|SSN or employee no.]={id ######} || Employer={n100-990} Logistics || MRO={prov} || [Collection site|Collected at]={prac}
C [Reason for test|Reason] :: *Pre-employment || Random || Post accident || Reasonable suspicion
C [Temperature 90-100 F|Temp in range] :: *Yes || No
[Collector]: {person}, {d0}. Specimen ID {id ########}. [Tests to be done]: [5 panel|9 panel|DOT].
WIT Donor :: Date={d0}
""",
    "ambulance_necessity": """
HEAD [MetroCare|LifeStar|County] Ambulance / {tel}
# [PHYSICIAN CERTIFICATION STATEMENT|Non-emergency ambulance transport: medical necessity]
WHO 2 name dob mid?
F2 [Transport date|From]={d0} || [Origin]={hospital} || [Destination]=[home|SNF|dialysis] || [Round trip]=[yes|no]
C [Medical condition|Check all] :: *bed confined || requires oxygen || *cannot sit safely || isolation
[I certify that other means of transport are contraindicated.]
WIT {prov} :: Date={d0}
""",
    "prenatal_flow": """
HEAD practice
# [PRENATAL FLOWSHEET|Antepartum record|OB visits]
WHO 2 name dob mrn?
G{n1-5} P{n0-4}. EDD {d+120}. [Blood type] [O+|A-|B+]. Rubella immune. GBS [neg|pending].
T :: Date || GA || Wt || BP || FH || FHT || Urine || Next
-4-9 {d-200} || {n8-40}w || {n120-220} || {n96-138}/{n58-88} || {n12-40} || {n125-160} || neg/neg || {n1-4} wk
""",
    "pharmacy_policy_criteria": """
HEAD {payer} / Pharmacy and Therapeutics
# [Prior Authorization Criteria|Drug Coverage Policy|Step Therapy Requirements {n2024-2026}]
[Drug]: [adalimumab|semaglutide|dupilumab]. [Effective]: {d-90}. [Policy no.] {id RX.###}
[Covered uses: all FDA approved indications. Exclusion: cosmetic use.|Age: 18 years or older. Prescriber: specialist or in consultation.]
[Required medical information: trial and failure of two preferred drugs.|Initial approval 6 months; renewal 12 months with response.]
[Members and prescribers may request an exception.|This document does not authorize any service.]
""",
    "transfer_summary_snf": """
HEAD [Maple Grove|Riverbend|Sunrise] Care Center / {tel}
# [Interfacility Transfer Form|NURSING HOME TO HOSPITAL TRANSFER|Resident transfer record]
F2 Resident={name} || DOB={dob} || [Sent to]={hospital} || [Sent on]={d0} || [Code status]=[full|DNR] || [Reason]=[fall|fever|confusion|chest pain] || [Attending]={prov} || [Contact]={person} {tel}
[Vitals] BP {n90-170}/{n50-98} P {n58-120} T {x97.0-102.0}. Meds: {med}; {med}; {med}. Diet [regular|pureed]. Mobility [walker|2 assist].
{person}, LPN
""",
    "pt_order_completed_note": """
HEAD [Peak Rehab|Motion Physical Therapy] / {tel}
# [DISCHARGE FROM THERAPY|PT Discharge Summary|Therapy Completion Notice]
WHO 2 name dob
[Thank you for referring this patient.|Referred by {prov2} for {dx}.] {n6-18} visits from {d-80} to {d-2}. Pain {n5-9}/10 to {n0-3}/10. Goals [met|partly met]. [Home program given.]
{person}, DPT
""",
}

FAMILIES = others(_WALLET)
