"""Cards of public programmes and those like them: Medicare, Medicaid, tribal, workers' compensation, county."""

from __future__ import annotations

PUBLIC: dict[str, str] = {
    "medicare": """
KIND medicare
FRONT {issuer=Medicare} HEALTH INSURANCE
Name/Nombre
{member}
Medicare Number/Número de Medicare
{memid}
Entitled to/Con derecho a      Coverage starts/Cobertura empieza
HOSPITAL (PART A)      {eff}
?MEDICAL (PART B)      {mcb}
""",
    "medicare_old": """
KIND medicare
FRONT {issuer=MEDICARE} HEALTH INSURANCE
[1-800-555-0{n100-199}|]
NAME OF BENEFICIARY
{member=first_middle_last}
F2  :: MEDICARE CLAIM NUMBER={memid} || SEX={sex}
IS ENTITLED TO: HOSPITAL (PART A) / MEDICAL (PART B)   EFFECTIVE DATE {eff}
BACK
[Show this card when you get health care services.|Carry your card with you when you are away from home.]
[If found, drop in any mailbox.|Do not let anyone else use it.]
""",
    "medicare_copy": """
KIND medicare
# [Copy of card|Medicare card on file|Insurance - primary]
FRONT {issuer=Medicare}
{member}
F2  :: Medicare Number={memid} || Part A={eff}
PAGE
STAMP [COPY|ON FILE|{d0}]
""",
    "advantage_hmo": """
KIND advantage
FRONT {issuer}
{plan=[Complete Medicare (HMO)|Gold Advantage (HMO-POS)|Senior Choice (PPO)|Value Plus (HMO)]}
F1  :: <member>={member} || <id>={memid} || <eff>={eff}
MedicareRx Prescription Drug Coverage   H{id ####}-{id ###}
F2  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
BACK
<svc>: {pphone} (TTY 711)
[Do not bill Medicare.|Medicare limiting charges apply.] <claims>: {paddr}
""",
    "advantage_dsnp": """
KIND advantage
FRONT {issuer}
{plan=[Dual Complete (HMO D-SNP)|Dual Care (PPO D-SNP)]}
F2  :: Member name={member} || Member ID={memid} || [Medicaid ID]={id ########@} || PCP={prov} || Copays=$0
Issuer (80840) {id ##########}
BACK
Member: {pphone}; transportation {free}
""",
    "part_d": """
KIND advantage
FRONT {issuer}
{plan=[Basic Rx (PDP)|Value Script (PDP)|Choice Rx (PDP)]}
F2  :: RxBIN={bin} || RxPCN={pcn} || RxGrp={rxgrp} || Issuer=80840 || RxID={memid} || Name={member}
MedicareRx   S{id ####}-{id ###}
BACK
Customer service {pphone}. Pharmacists {free}. [Paper claims: {paddr}|]
""",
    "medigap": """
KIND advantage
FRONT {issuer} Medicare Supplement
F1  :: Insured={member} || Policy no.={memid} || Plan={plan=[Plan G|Plan N|Plan F|High deductible G]} || Effective={eff}
[Pays after Medicare.|This policy supplements Medicare.]
BACK
Claims are sent by Medicare. Questions {pphone}
""",
    "medicaid_mco": """
KIND medicaid
FRONT {issuer=[Centennial|Prairie|Mesa|Sunrise|Community First] [Health Plan|Care|Salud]}
[State Medicaid Managed Care|Medicaid Health Plan|A Medicaid product]
F2  :: <member>={member} || [Medicaid ID|Member ID|Recipient ID]={memid} || <dob>={dob} || <eff>={eff} || PCP={prov} || PCP phone={tel} || <plan>={plan=[Family Health|Adult Expansion|Standard Plan|STAR Kids]}
?F3  :: <bin>={bin} || <pcn>={pcn} || <rxgrp>={rxgrp}
BACK
<svc>: {pphone}  Behavioral health crisis {free}
[In an emergency call 911.|En caso de emergencia llame al 911.] [No copay.|]
""",
    "medicaid_state": """
KIND medicaid
FRONT {issuer=[State of {st} Medicaid|Department of Health Services|Medical Assistance Program]}
[Permanent benefits identification card|Recipient identification card|Forward Card]
{member}
F2  :: ID No.={memid} || [Issue date]={eff} || DOB={dob} || Sex={sex}
BACK
[Carry this card at all times. Provider must check eligibility.|Misuse of this card is a crime.] Help line {pphone}
""".replace("State of {st} Medicaid", "State Medicaid"),
    "chip": """
KIND medicaid
FRONT {issuer=[Healthy Kids|Children First|Little Pines] CHIP}
F1  :: [Child's name|Member]={member} || ID={memid} || <dob>={dob} || Effective={eff} || [Doctor|PCP]={prov}
Copays: office $[0|5]  ER $[5|25]  Rx $[0|3]
BACK
Parents: call {pphone} [to change doctors|for a ride]. Dental {free}
""",
    "medicaid_bilingual": """
KIND medicaid
FRONT {issuer=[Salud Familiar|Vida Sana|Camino] Health Plan}
F1  :: Member / Miembro={member} || ID / Identificación={memid} || Effective / Vigencia={eff} || Plan={plan=[Medicaid / Centennial|Familias|Silver / Plata]} || PCP / Doctor={prov}
BACK
Member Services / Servicios al miembro: {pphone}
[Urgent care does not need approval. / La atención urgente no necesita aprobación.|]
""",
    "tribal": """
KIND commercial
FRONT {issuer={nation}}
[Purchased/Referred Care|Tribal Health Benefits|Self-Insured Member Plan]
F2  :: Member={member} || Enrollment / ID={memid} || Chart={mrn} || Group={group} || Effective={eff}
BACK
[Call within 72 hours of emergency care: {pphone}|Prior approval required: {pphone}]
Payer of last resort after Medicare, Medicaid and private insurance.
""".replace("{issuer={nation}}", "{nationplan}"),
    "workcomp": """
KIND commercial
FRONT {issuer=[Ironwood Casualty|Foundry Mutual|Stonecutters Indemnity]}
[Workers' Compensation Identification|First fill prescription card|Injured Worker ID]
F2  :: Injured worker={member} || Claim #={memid=WC########} || Employer={company} || Date of injury={d-20} || BIN={bin} || PCN={pcn} || Group={rxgrp}
BACK
Adjuster {person}: {pphone}. [Only for the work injury.|No copay for approved drugs.]
""",
    "auto_medpay": """
KIND commercial
FRONT {issuer=[Open Road|Guardrail|Milepost] Auto Insurance}
[Personal injury protection|Insurance identification card with medical payments]
F2  :: Named insured={member} || Policy number={memid} || Effective={eff} || Plan={plan=[PIP|Med Pay 5000|Standard Auto]} || Claims={pphone}
""",
    "county_program": """
KIND commercial
FRONT {issuer=[Millbrook|Ransom|Ashby] County [Indigent Care|Health Access Program|Gold Card]}
F1  :: Name={member} || Program ID={memid} || DOB={dob} || Category={plan=[Plan 100|Level B|Sliding fee 40%]} || Valid from={eff}
[Good only at county clinics and hospital.|Not insurance. Show at each visit.]
BACK
Renew every 6 months. {pphone}
""",
    "va_like": """
KIND commercial
FRONT {issuer=[Veterans Community Care|Veterans Health Benefit]}
F2  :: Veteran={member=first_last} || Member ID={memid=##########} || Plan ID={id 80840#####} || Branch=[Army|Navy|Air Force|Marines]
?SERVICE CONNECTED
BACK
[Not valid for community care without authorization.|Emergency: notify within 72 hours] {pphone}
""",
    "hospice_pace": """
KIND advantage
FRONT {issuer=[Golden Years|Elder Path|Heartland] PACE}
F1  :: Participant={member} || Participant ID={memid} || <eff>={eff} || Center phone={pphone}
All care must be approved by the PACE team. [Medicare {id #@##-@##-@@##}|]
""".replace("[Medicare {id #@##-@##-@@##}|] ", ""),
    "two_cards_page": """
KIND commercial
HEAD practice
# [Insurance cards|Patient insurance information]
FRONT {issuer}
F2  :: <member>={member} || <id>={memid} || <group>={group} || <eff>={eff} || <plan>={plan}
BACK
F1  :: <svc>={pphone} || <claims>={paddr} || <payerid>={payerid}
PAGE
[Account {id ######}|Scanned {d0} by {person}]
""",
}
