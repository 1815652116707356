"""Cards with little on them, cards in other orders of their parts, and print-outs that stand for a card."""

from __future__ import annotations

MORE: dict[str, str] = {
    "medicare_scan": """
KIND medicare
FRONT {issuer=MEDICARE HEALTH INSURANCE}
{member}
{memid}
?{sex}
HOSPITAL PART A {eff}
?MEDICAL PART B {mcb}
PAGE
?NOTE [medicare primary|copy {d0}]
""",
    "medicare_railroad": """
KIND medicare
FRONT {issuer=Railroad Medicare}
F1  :: Name of beneficiary={member} || Medicare number={memid} || Part A starts={eff} || Part B starts={mcb}
BACK
[Providers send Part B claims to the railroad contractor.|Carry this card with you.] {pphone}
""",
    "medicare_and_supplement": """
KIND medicare
HEAD practice
# [Insurance on file|Medicare + secondary]
FRONT {issuer=Medicare}
F1  :: Name={member} || Number={memid} || Part A={eff}
PAGE
STAMP [COPIED {d0}|FRONT DESK]
""",
    "bare_lines": """
KIND commercial
FRONT {issuer}
{member}
{memid}
<group> {group}
[|{plan}]
Eff {eff}
""",
    "id_first": """
KIND commercial
FRONT
IDENTIFICATION CARD
F1  :: ID={memid} || GRP={group} || NAME={member}
{issuer}
[OV 20 SP 40 ER 150|CO-PAY: NONE|DED 500]
""",
    "employer_selfpay": """
KIND commercial
FRONT {company} Employee Plan
F2  :: Name={member} || SSN/ID={memid} || Group={group} || Type=[Family|Single]
Claims administrator: {issuer}, {pphone}
BACK
[Bring this card to your doctor and pharmacy.|The plan is self-insured.]
""",
    "rx_back": """
KIND commercial
FRONT {issuer}
{member}
F1  :: <id>={memid} || <group>={group}
BACK
[PHARMACY|Rx information]
F1  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
[Pharmacist help desk|Pharmacies call] {free}
<svc>: {pphone}
""",
    "tiered_network": """
KIND commercial
FRONT {issuer}
F1  :: <plan>={plan=[Tiered PPO|SmartChoice|Focus Network|Alliance Care]} || <member>={member} || <dob>={dob} || <id>={memid}
T  :: [Service|] || Tier 1 || Tier 2
- PCP || $10 || $30
- Specialist || $25 || $60
- ER || $200 || $200
BACK
<prov> {free}; <svc> {pphone}
""",
    "behavioral_carveout": """
KIND commercial
FRONT {issuer=[Calm Harbor|Clear Path|Stillwater] Behavioral Health}
F1  :: Member={member} || <id>={memid} || Employer={company} || Coverage={plan=[EAP 6 visits|Mental health PPO|Employee assistance]}
Call first: {pphone}
""",
    "medicaid_es": """
KIND medicaid
FRONT {issuer=[Plan Salud|Cuidado Familiar|Vida Plena]}
[Tarjeta de identificación del miembro|Tarjeta del plan de salud]
F1  :: Nombre={member} || No. de identificación={memid} || Fecha de vigencia={eff} || Médico primario={prov}
BACK
Servicios para miembros: {pphone}. [En una emergencia llame al 911.|Muestre esta tarjeta en cada visita.]
""",
    "portal_printout": """
KIND commercial
# [Member ID card - printable|Coverage card|Print my ID card]
{issuer}
F1  :: <member>={member} || <id>={memid} || <group>={group} || <plan>={plan} || <eff>={eff} || <svc>={pphone}
F1 Pharmacy :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
[Cut here|Printed from the member web site {d0}]
""",
    "newborn_temp": """
KIND medicaid
# [Temporary Medicaid ID|Presumptive eligibility card]
{issuer=State Medicaid}
F2  :: Name={member} || ID={memid} || DOB={dob} || Valid from={eff} || Program={plan=[Newborn|Pregnancy|Presumptive]}
[Good for {n30-60} days.|Show to any provider.] Questions {pphone}
""",
    "refugee_sliding": """
KIND commercial
FRONT {issuer=[Harbor|Mission|Unity] Community [Health Access|Care Card]}
{member}
F1  :: Card no.={memid} || Level={plan=[A|B|Sliding 20|Sliding 60]} || Begins={eff}
[Discount at this health center.|Bring proof of income yearly.] {pphone}
""",
    "double_column_back": """
KIND commercial
FRONT {issuer}
F2  :: <member>={member} || <dob>={dob} || <id>={memid} || Dep. no.=0{n0-4} || <group>={group} || <eff>={eff}
[Medical|Dental|Vision] - {plan=[Standard|High option|Low option|Family 1000]}
BACK {issuer.}
T  :: For members || For providers
- {pphone} || {free}
- [ask for a card|appeals] || EDI {payerid}
[Detach along perforation|Form C-{n100-900}]
""",
}
