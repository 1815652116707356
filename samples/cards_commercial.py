"""Cards of employers' and private plans: medical, pharmacy, dental, vision, student, marketplace, union and others."""

from __future__ import annotations

COMMERCIAL: dict[str, str] = {
    "ppo_classic": """
KIND commercial
FRONT {issuer}
{plan=[PPO|Choice PPO|PPO Select 2000|Preferred Provider Plan]}
F2  :: <member>={member} || <id>={memid} || <group>={group} || <eff>={eff}
F2  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
?Office visit $[20|25|30]  Specialist $[40|50|60]  ER $[150|250|350]
BACK
<svc>: {pphone}
<prov>: {free}
<claims>: {paddr}   <payerid> {payerid}
[This card does not guarantee coverage.|Call before you are admitted to a hospital.]
""",
    "hmo_pcp": """
KIND commercial
FRONT {issuer}
F1  :: <member>={member} || <id>={memid} || <plan>={plan=[HMO|HMO Value|Advantage HMO|Health Net HMO 20]} || <group>={group} || [PCP|Primary Care Physician|PCP name]={prov} || [PCP phone|PCP tel]={tel}
[Copays|Copayments]: PCP $[10|15|20]  Spec $[30|40]  UC $[50|60]  ER $[150|200]
?[Referral required|PCP referral needed for specialist care]
BACK
[In an emergency call 911 or go to the nearest hospital.|Referrals and authorizations are required except in an emergency.]
<svc> {pphone}   Nurse line {free}
<claims> {paddr}
""",
    "epo_dependents": """
KIND commercial
FRONT {issuer}
F1  :: [Subscriber|Employee]={member} || <id>={memid} || <group>={group}
T <deps> :: [No.|Suffix] || Name
- 01 || {dep}
-0-2 02 || {dep}
F2  :: <plan>={plan=[EPO|EPO Gold 1000|Exclusive Provider]} || <eff>={eff} || <bin>={bin} || <pcn>={pcn}
?No out-of-network benefits.
BACK
Members: {pphone}  <prov>: {free}
<payerid>: {payerid}
""",
    "hdhp_hsa": """
KIND commercial
FRONT {issuer} Health Plan
F2  :: <member>={member} || <id>={memid} || <plan>={plan=[HDHP with HSA|Bronze Saver HSA|HSA 3200|High Deductible Health Plan]} || <group>={group} || [Deductible|Ind. Deductible]=${n1500-3500} || [OOP max|Out-of-pocket]=${n4000-7000}
F2  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
BACK {issuer}
<svc>: {pphone}
[Pharmacists only|Pharmacy help desk]: {free}
[Carry this card with you.|Possession of this card does not certify eligibility.]
""",
    "selffunded_tpa": """
KIND commercial
FRONT {company}
F1  :: Employee={member} || <id>={memid} || <group>={group} || [Medical network|Network]=[First Trail PPO|Wide Open Network|Choice Care] || <plan>={plan=[Plan A|Plan B|Premium Plan|Core Plan]}
Administered by {issuer}
F2  :: <bin>={bin} || <rxgrp>={rxgrp} || <eff>={eff}
BACK {issuer}
Eligibility and claim status: {pphone}
Pre-certification: {free}. [Benefits are reduced if not pre-certified.|Self-funded by the employer.]
Claims: {paddr}  EDI {payerid}
""",
    "stacked_labels": """
KIND commercial
FRONT {issuer}
MEMBER NAME
{member}
MEMBER IDENTIFICATION
{memid}
GROUP NO.
{group}
?PLAN CODE {n100-990}
F2  :: BIN={bin} || PCN={pcn} || GRP={rxgrp}
BACK
[Customer service|Member inquiries]: {pphone}
[For mental health care: {free}|Locate a provider online]
""",
    "digital_wallet": """
KIND commercial
# [My ID card|Digital ID card|View your card]
FRONT {issuer}
{member}
F2  :: <id>={memid} || <group>={group} || <plan>={plan=[Open Access|Choice Plus HMO|POS 500|Navigate]} || <eff>={eff}
QR {id ##########}
BACK
F1  :: RxBIN / PCN / Grp={bin} || Phone={pphone} || <payerid>={payerid}
PAGE
[Shown {d0} {time}|Screenshot from member app]
""",
    "pos_two_column": """
KIND commercial
FRONT {issuer}
{plan=[POS|Point of Service|POS Open Access]}
F2  :: <member>={member} || [Medical copay|OV]=$[15|25] || <id>={memid} || [Specialist|SPC]=$[35|45] || <group>={group} || [Urgent care|UC]=$[50|75] || <dob>={dob} || [Emergency|ER]=$[200|300]
BACK {issuer}
[You may see any network doctor without referral.|Hospital stays need prior approval.]
F1  :: <svc>={pphone} || TTY=711 || <prov>={free}
""",
    "rx_only": """
KIND commercial
FRONT {issuer=[Bighorn|Tallgrass|Canyon|SilverLeaf] Rx [Services|Benefits|Partners]}
{plan=[Prescription Drug Card|Pharmacy Benefit|Rx Choice]}
F2  :: RxBIN={bin} || RxPCN={pcn} || RxGrp={rxgrp} || [Issuer|Issuer (80840)]={id ##########} || ID={memid} || Name={member}
BACK
[Pharmacist: call the help desk {free}.|Submit claims online with person code 01.]
Member services {pphone}
""",
    "discount_rx": """
KIND commercial
FRONT {issuer=[Saver|Hometown|Neighborhood] Rx Card}
[Discount prescription card - this is not insurance|Pharmacy savings program]
F2  :: Member={member} || ID={memid=@@########} || BIN={bin} || PCN={pcn} || Group={rxgrp}
BACK
Pharmacy help {pphone}. Present with your prescription.
""",
    "dental": """
KIND commercial
FRONT {issuer=[Larkspur|Harbor|Summit|Evergreen] Dental [Plan|of the Plains|Care]}
F1  :: <member>={member} || <id>={memid} || <group>={group} || <plan>={plan=[Dental PPO|DHMO|Dental Premier]}
?[Preventive 100%  Basic 80%  Major 50%|Annual maximum $1,500]
BACK
Dentists: claims to {paddr}. <svc> {pphone}
""",
    "vision": """
KIND commercial
FRONT {issuer=[ClearSight|BrightView|Horizon] Vision}
{member}
F2  :: <id>={memid} || <group>={group} || Exam=$10 || Lenses=$25 || <eff>={eff}
BACK
Find an eye doctor: {pphone}
""",
    "student": """
KIND commercial
FRONT {college} [Student Health Insurance Plan|SHIP]
F2  :: Student={member} || Student ID=U{id #######} || <id>={memid} || Policy={group} || <plan>={plan=[SHIP|Student PPO 24-25|Domestic Student Plan]} || [Coverage begins|Policy year from]={eff}
Underwritten by {issuer}
BACK
[Go to the Student Health Center first for a referral.|Claims: {paddr}]
<svc>: {pphone}
""",
    "market_silver": """
KIND market
FRONT {issuer}
{plan=[Silver 70|Marketplace Silver 4|Gold 80|Bronze 60 EPO|Catastrophic]}
F1  :: <member>={member} || <id>={memid} || <eff>={eff}
F2  :: [Ded|Deductible]=${n0-6000} || [Generic Rx]=$[0|5|10] || <bin>={bin} || <pcn>={pcn}
[Individual & Family Plan|On-exchange plan]
BACK
<svc>: {pphone} / En español: {free}
<payerid> {payerid}   {paddr}
""",
    "temporary": """
KIND commercial
# [TEMPORARY ID CARD|Temporary identification - valid 30 days|Proof of coverage]
FRONT {issuer}
F1  :: Name={member} || <id>={memid} || <group>={group} || <eff>={eff} || <plan>={plan=[PPO 80/60|Basic 70|Choice HMO]}
PAGE
[Print this page and cut along the line.|Your permanent card will arrive in 10 business days.] Questions: {pphone}
""",
    "union_trust": """
KIND union
FRONT {issuer={union}}
[Health & Welfare Trust Fund|Welfare Benefit Fund]
F1  :: Participant={member} || [Alt. ID|Fund ID]={memid} || [Group/Local|Local]={group} || <plan>={plan=[Plan I Active|Retiree Plan|Journeyman Plan]} || <eff>={eff}
BACK
Fund office: {pphone}. [Hours bank eligibility; call to verify.|Dental and vision through the Fund.]
F2  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
""".replace("{issuer={union}}", "{unionfund}"),
    "health_share": """
KIND commercial
FRONT {issuer=[Gathering|Open Hands|Shepherd's] [Healthshare|Medical Sharing]}
{plan=[Sharing Plus|Gold Share|Household Program]}  [This is not insurance|Members share eligible bills]
F2  :: Household={member} || Member #={memid=######} || <eff>={eff} || [Initial unshared amount|IUA]=${n500-3000}
BACK
Providers bill as self-pay: send to {paddr}. Phone {pphone}
""",
    "farm_coop": """
KIND commercial
FRONT {issuer}
[Serving farm families since 19{n38-78}|A member-owned cooperative]
F1  :: Certificate holder={member} || Certificate #={memid} || Policy={group} || Type of contract=[Single|Family|Two person] || Coverage={plan=[Comprehensive Major Medical|Basic Hospital & Surgical|Country PPO]} || Effective={eff}
BACK
Notice: [report hospital stays within 48 hours|benefits are paid to the certificate holder unless assigned]. Telephone {pphone}
""",
    "tricare_like": """
KIND commercial
FRONT {issuer=[Uniformed Services Family Plan|Service Members Health Benefit|Armed Services Health]}
F2  :: Sponsor/Member={member} || [DoD Benefits Number|DBN]={memid=###########} || <plan>={plan=[Prime|Select|For Life|Reserve Select]} || Status=[AD|RET|DEP] || <eff>={eff}
BACK
Enrollment {pphone}; appointments {free}; [this card is not proof of eligibility|show your military ID]
""",
    "international": """
KIND commercial
FRONT {issuer=[Globe|Transatlantic|Expat] [Travel Medical|Health Assurance]}
F1  :: Insured={member} || Date of birth={dob} || Certificate no.={memid} || Policy={group} || Valid from={eff} || Plan={plan=[Worldwide incl. USA|Visitor Plus|Study USA]}
BACK
24h assistance: {pphone} [collect calls accepted|]. Direct billing only after approval.
""",
    "copy_front_desk": """
KIND commercial
HEAD practice
# [COPY OF INSURANCE CARD|Insurance card copy - scanned at check-in|Primary insurance]
FRONT {issuer}
F2  :: <member>={member} || <id>={memid} || <group>={group} || <plan>={plan=[PPO|HMO|Select Care]} || <eff>={eff}
BACK
<svc> {pphone}   <payerid> {payerid}
F2  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
PAGE
STAMP [SCANNED|COPY|VERIFIED {d0}|RECEIVED]
?NOTE [primary|new card {d0}|verified w/ pt]
""",
    "card_in_letter": """
KIND commercial
HEAD {issuer.} / Member Services
{d0}
{name}
{street}
{citystate}
[Here is your new ID card.|Welcome! Please detach your card and keep it in your wallet.]
FRONT {issuer}
F2  :: <member>={member} || <id>={memid} || <group>={group} || <plan>={plan} || <bin>={bin} || <pcn>={pcn}
BACK
<svc>: {pphone}
<claims>: {paddr}
PAGE
[Destroy any old card.|Show this card each time you get care.]
""",
    "front_only_bar": """
KIND commercial
FRONT {issuer}
CODE {id ##########}
{member}
F1  :: <id>={memid} || <group>={group} || <plan>={plan}
[Rx|Prescription]: {bin} / {pcn} / {rxgrp}
F1  :: <svc>={pphone}
""",
    "prefix_suffix": """
KIND commercial
FRONT {issuer}
F2  :: [Identification number|Enrollee's ID]={memid=@@@########} || [Suffix|Person code]=0{n0-4} || [Enrollee name]={member} || Group number={group} || [Coverage code|Tier]=[EE|FAM|EE+SP] || Plan={plan=[Blue Trail PPO|Traditional|Copay Plus]}
[Hospital & medical, Rx, dental|Medical / Rx]
BACK
Customer Service {pphone}   Behavioral health {free}
File claims with your local plan. {paddr}
""",
}
