"""What insurance cards call their fields: short, without colons, above, below or before values. English, Spanish."""

from __future__ import annotations

import re

from pipeline.extraction.labels import Lexicon, labels_of
from pipeline.extraction.labels_lexicon import BASE

_FIELDS = {
    "member_id": """
        member id; fund id; fund id #; dbn?; dod benefits number; enrollment / id; enrollment id; identification?;
        claim #?; claim no?; rx member id; person id; alt id; member id #; member id no; member id number; member #;
        member no; member number; id?; id #?; id no?; id number?; id#?; identification number; identification no;
        identification #; subscriber id; subscriber id #; subscriber #; subscriber no; subscriber number; enrollee id;
        enrollee id #; enrollee #; enrollee number; cardholder id; card id; insured id; insured id #; insured's id;
        policy id; policy #; policy number; policy no; participant id; contract #; contract number; contract id;
        certificate #; certificate number; cert #; medicare number; medicare no; medicare id; medicare claim number;
        medicaid id; medicaid #; medicaid number; medicaid id #; recipient id; recipient #; client id;
        recipient number; beneficiary id; beneficiary number; beneficiary #; member/subscriber id;
        subscriber/member id; rx id; rxid; health plan id; plan id; cin; cin #; mbi;
        medicare number/numero de medicare; numero de medicare; id# / num. de identificacion;
        id # / numero de identificacion; numero de identificacion; num. de identificacion; id / identificacion;
        numero de miembro; id de miembro; id del miembro; no. de identificacion; unique id; alternate id;
        numero de afiliado; id# / numero de identificacion; member id / id del miembro; member id / id de miembro;
        your id; member id:; id:; id#:; mem id; mbr id; sub id; subscriber id number; primary id; health id;
        insurance id
    """,
    "member_name": """
        member?; member name; sponsor/member; sponsor?; student?; student name; injured worker; worker?; household?;
        household member; primary insured name; name?; subscriber?; subscriber name; enrollee?; enrollee name;
        insured?; insured name; nombre?; cardholder?; cardholder name; card holder; policyholder?; policy holder;
        participant?; participant name; miembro?; beneficiary?; beneficiary name; name/nombre; name / nombre;
        member / miembro; member name / nombre del miembro; nombre del miembro; recipient?; recipient name; patient?;
        patient name; member's name; asegurado?; employee?; employee name; primary member; name of member;
        name of beneficiary; subscriber / suscriptor; client name; primary insured
    """,
    "group_number": """
        group?; group #; group no; group number; group id; grp?; grp #; grp no; grp id; group / grupo; grupo?;
        account?; account #; account no; account number; acct; acct #; group policy; group policy #; group:; grp:;
        policy group; numero de grupo; no. de grupo; group number / numero de grupo; employer group; employer group #;
        acct no; acct #; acct number; group/account; group / account; group account;
        plan group; grp number; group # / grupo; enrollment code; group plan #; group-section; group/section; client #
    """,
    "policy": "policy?; policy:; poliza?; master policy; master policy #; master policy no",
    "rx_bin": """
        rxbin; rx bin; bin; bin #; bin no; bin:; rxbin #; bin number; rx bin #; rx bin:; rx-bin; bin#:; pharmacy bin;
        bin/iin; issuer (80840)?
    """,
    "rx_pcn": "rxpcn; rx pcn; pcn; pcn #; pcn:; rxpcn #; rx pcn #; pcn no; rx-pcn; pcn#:; pcn number",
    "rx_group": """
        rxgrp; rx grp; rxgroup; rx group; rxgrp #; rx grp #; rx group #; rx group no; rxgrp id; rx-grp; rx group id;
        pharmacy group; rx group:; rxgrp:; rx grp:; rx group number
    """,
    "effective_date": """
        effective?; effective date; eff date; eff. date; eff?; eff:; effective:; coverage effective;
        coverage effective date; coverage date; coverage begins; coverage start; coverage starts; effective from;
        valid from; effective / vigente; effective date / fecha de vigencia; vigente?; vigencia?; fecha de vigencia;
        member since; start date; eff dt; begin date; coverage starts/cobertura empieza; cobertura empieza;
        plan effective date; plan effective; effective as of; date effective; benefit effective; issued?; issue date;
        enrollment date; fecha efectiva; vigente desde; medical effective; pcp effective; elig date; eligibility date;
        effective date of coverage; original effective; benefits effective; orig eff date; coverage from
    """,
    "plan_name": """
        plan?; plan:; plan name; plan type; product?; product:; product name;
        coverage?; coverage:; coverage type; type:; plan/product; product/plan; network?;
        plan / plan?; program?; program:; benefit plan; health plan:; network:; plan code:; medical plan; your plan;
        nombre del plan; tipo de plan; plan type:
    """,
    "payer_phone": """
        member services; member service; customer service; customer care; customer services; member services:;
        for members; member services phone; members call; members:; member help line;
        member services / servicios al miembro; servicios al miembro; servicio al cliente;
        customer service / servicio al cliente; member assistance; member line; member & provider services;
        member support; call us; customer service / servicios al miembro; member/customer service;
        benefits and eligibility; member questions; health plan phone; questions:; member services dept;
        member advocate; member services (tty 711); medical customer service; plan services; member relations;
        eligibility & benefits; contact center; call center; help line; members' line; member helpline;
        for questions call
    """,
    "payer_id": """
        payer id; payor id; electronic payer id; payer id #; edi payer id; edi #; edi; electronic payor id;
        claims payer id; emdeon payer id; payer #; electronic claims payer id; payer id:
    """,
    "dependents": """
        dependents; dependents:; dependent; covered dependents; dependent(s); dependents covered; dependientes;
        covered members; family members; dependent coverage?
    """,
    "claims_to": """
        send claims to; mail claims to; submit claims to; claims to; claims address; claims:; mail claims;
        medical claims; send medical claims to; claim address; submit claims; claims mailing address; paper claims;
        file claims; enviar reclamos a
    """,
    "stop": """
        provider services; pharmacist help desk; 24/7 nurse line; nurse line; pharmacy help desk; provider line;
        providers call; prior authorization?; precertification; pre-certification; behavioral health?; mental health?;
        pharmacy?; dental?; vision?; pcp?; pcp name; primary care?; primary care physician; specialist?; er?;
        urgent care?; uc?; office visit?; copay?; copays?; deductible?; out of pocket; oop max; coinsurance?;
        network?; website?; web?; emergency?; hospital?; issuer?; issuer:; tty; rx?; medical?; tier 1; entitled to;
        nurse advice line; for providers; providers?; provider?; pharmacists; telehealth?; card issued; print date;
        printed?; expires?; exp date; hospital (part a); medical (part b)
    """,
    "birth_date": "dob; date of birth; birth date; birthdate; fecha de nacimiento; dob:",
}

LABELS = tuple(label for name, text in _FIELDS.items() for label in labels_of(name, text))
_UNUSED = frozenset({"state", "city", "postal_code", "city_line", "age", "mrn", "middle_name", "suffix", "patient_id"})
LEXICON = Lexicon((*LABELS, *(label for label in BASE.labels if label.field not in _UNUSED)))

PAYER_WORDS = re.compile(
    r"\b(?:health|mutual|medicaid|medicare|insurance|assurance|benefit|benefits|fund|trust|blue|cross|"
    r"shield|advantage|hmo|ppo|plan|"
    r"alliance|casualty|life|national|cooperative|co-?op|care|administrators|network|choice|welfare|"
    r"tricare|chip|services|cares|"
    r"healthcare|wellness|community|salud|seguros|partners|group|company|county|tribal|union|local|first|connect)\b",
    re.I,
)
PLAN_WORDS = re.compile(
    r"\b(?:ppo|hmo|epo|pos|hsa|hra|hdhp|gold|silver|bronze|platinum|basic|select|plus|premier|saver|"
    r"rewards|complete|essential|point of service|comprehensive|surgical|exclusive provider|preferred provider|"
    r"standard|choice|marketplace|plan\s?[a-z0-9]?|high deductible|major medical|\d\d/\d\d|"
    r"pharmacy benefit|prescription|open access|"
    r"medicaid|chip|advantage|value|preferred|classic|catastrophic|indemnity|supplement|medigap|"
    r"part [abcd]|managed care|option|"
    r"snp|d-?snp|pffs|children'?s|family|individual|temporary id|medical|dental|exclusive|traditional|"
    r"network|plata|oro|bronce)\b",
    re.I,
)
NOT_PAYER = re.compile(
    r"card copy|scan(?:ned)? (?:to|in)|\bcopied\b|initials|front (?:of|and|side)|back (?:of|side)|"
    r"\bfront\b|\bback\b|temporary|"
    r"identification card|id card|insurance card|please (?:copy|present|carry)|\bpage\b|\bfax\b|"
    r"for identification|this card|"
    r"member services|customer service|provider services|help ?desk|nurse line|claims|www\.|\.com|\.org|"
    r"prior auth|emergency|\bcopy\b|"
    r"clinic\b|medicine\b|not insurance|crime|contract|carry|physicians\b(?! (?:plan|health))|\bmd\b|pediatrics|"
    r"family practice|medical (?:center|group|records)|hospital|"
    r"\bscan\b|received|not valid|"
    r"tarjeta|^\W*(?:rx|medical|dental|pharmacy|front|back|member|subscriber|insurance|health insurance)\W*$",
    re.I,
)
