"""Cards and letters with numbers of members and groups that prove no health insurance."""

from __future__ import annotations

from script import others

_POCKET = {
    "pocket_coupon_copay": """
HEAD [{med#m}|{med#m} Together|MySupport for {med#m}] / [Co-pay Savings Card|Patient Savings Offer|Instant Savings]
[Pay as little as ${n0-25} a fill.|Eligible patients pay ${n5-35}.]
F2 :: RxBIN={id 0#####} || RxPCN=[CN|LOYALTY|OHCP] || [RxGRP|Group]={id @@########} || ID={id ###########} || [Expires]={d+300}
[Not valid for patients of Medicare, Medicaid or other government programs.|Offer is not insurance. Subject to monthly limits.] [Pharmacist: submit to primary payer first, then as secondary.|Questions {tel}]
""",
    "pocket_discount_dental": """
HEAD [SmileSaver|DentaSave|Family Dental Club]
# [DISCOUNT PLAN MEMBER|Savings Plan Card|Dental discount membership]
F1 [Member]={name} || [Member ID|ID no.]={id ########} || [Group]={id @@##} || [Effective]={d-60} || [Plan]=[Individual|Family]
[THIS PLAN IS NOT INSURANCE.|A discount medical plan organization.] [Pay the dentist at the time of service.|Save {n15-60}% at participating offices.] {tel}
""",
    "pocket_gym_club": """
HEAD [Ironworks Gym|Riverside YMCA|Summit Climbing|Aqua Center]
F1 [Member]={name} || [Card no.|ID]={id ######} || [Since]={d-800} || [Type]=[Household|Senior|Student|Off-peak]
[Scan at the desk.|Guests {$5-20} a visit.] [Report a lost card to {tel}.|]
""",
    "pocket_library": """
HEAD [{county} Public Library|Free Library|College Library]
[BORROWER CARD|Patron card|Library Member]
{name}
CODE {id ##############}
[Expires {d+700}|PIN at desk]. [You are responsible for all items borrowed with this card.|Renew at {tel}.]
""",
    "pocket_auto_insurance": """
HEAD [Prairie Mutual|Granite Casualty|Blue Ridge Auto]
# [AUTOMOBILE INSURANCE IDENTIFICATION CARD|PROOF OF AUTO INSURANCE|Evidence of financial responsibility]
F2 [Insured]={name} || [Policy number]={id @@########} || [Effective]={d-60} || [Expiration]={d+120} || [Vehicle]={n2009-2025} [sedan|pickup|SUV] || VIN={id @@@@@########}
[Keep this card in your vehicle.|Coverage meets the state minimum.] [Claims {tel}|Agent {person}]
""",
    "pocket_roadside": """
HEAD [RoadCare|MotorAid|Travel Club]
[PLUS MEMBER|Premier Member|Basic Member]
{name}
F2 :: [Membership no.]={id ### ### ######} || [Valid thru]={d+250} || [Member since]={n1985-2024}
[24-hour emergency road service {tel}.|Present with photo ID.]
""",
    "pocket_hsa_debit": """
HEAD [HealthSpend|BenefitBank|MyFlex] / [HSA|FSA|Benefits] [Debit Card|Visa]
{id #### #### #### ####}
[Good thru|Valid thru] {n1-12}/{n26-31}
{name}
[For eligible medical expenses only.|Keep receipts.] [Customer service {tel}.|]
""",
    "pocket_employee_badge": """
HEAD [hospital|{company}]
{name}
[Dietary|Nursing|Engineering|Billing]
F1 [Employee ID|Badge]={id ######} || [Issued]={d-400}
CODE {id ########}
[If found return to Human Resources.|Property of employer.]
""",
    "pocket_pharmacy_loyalty": """
HEAD {drugstore} [Rewards|Wellness Club|Plus]
[Member]: {name}   [Card]: {id ###########}
CODE {id ###########}
[Earn points on prescriptions where allowed by law.|Phone number {tel} works too.]
""",
    "pocket_sharing_ministry": """
HEAD [Good Neighbor|Faithful|Common Bond] [Health Share|Medical Sharing]
# [MEMBER SHARING CARD|Sharing member identification]
F2 [Member]={name} || [Household no.|Member no.]={id ######} || [Start]={d-200} || [Unshared amount]=${n500-5000}
[This is not insurance. Members share bills voluntarily.|Not an insurance product.] [Bill us at the address on the back.|Providers {tel}]
""",
    "pocket_blood_donor": """
HEAD [Community Blood Center|Regional Blood Bank]
[DONOR CARD|Blood donor identification]
F1 [Donor]={name} || [Donor ID]={id @######} || [Type]=[A+|O-|B+|AB+] || [Last gift]={d-70} || [Units]={n1-60}
[Next date {d+56}.|Thank you.] {tel}
""",
    "pocket_letter_card_coming": """
HEAD {payer#p}
{d0}
{name}
{street}
{citystate}
# [Welcome|Your new plan starts soon|Important: new ID cards]
[Your ID card will come in a separate envelope.|Throw away your old card on {d+20}.] [Member ID {mid}. Group {id ######}.|Your plan: [Silver PPO|Gold HMO].] [Register online and choose a primary care provider.|Prescription benefits are run by {vendor}.] [Copays: office ${n10-40}, specialist ${n30-80}.|Deductible {$500-3000}.] [Call {tel}.|]
""",
}

FAMILIES = others(_POCKET)
