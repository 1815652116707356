"""What consents call a signature, its date, its signer and the signer's relationship. English and Spanish."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extraction.labels import Label, Lexicon, fold, labels_of
from pipeline.extraction.labels_lexicon import BASE

_SIGNATURES = {
    "signer": """
        signature?; signature:; cardholder?; cardholder signature; sign here; pt. signature; pt signature;
        subject's signature; subject signature; participant signature; participant's signature; patient/guardian?;
        patient / guardian?; patient/representative?; patient / representative?; patient or guardian?;
        patient or representative?; patient/parent?; patient / parent?; patient or parent?; parent/guardian sign?;
        signature of patient; patient signature; patient's signature; signed?; sign?;
        signature of patient or legal representative; signature of patient or representative; x?; firma?;
        firma del paciente; signature of patient / representative; signature of patient/representative;
        signature of patient or guardian; signature of patient/legal representative; patient/guardian signature;
        patient or guardian signature; parent/guardian signature; parent or guardian signature;
        signature of parent or guardian; signature / firma; signature of parent/guardian; signature of parent;
        parent signature; guardian signature; firma / signature; signature of patient or responsible party;
        responsible party signature; signature of responsible party; signature of patient/parent/guardian;
        patient/parent signature; patient/parent/guardian signature; patient or legal representative;
        patient or authorized representative; patient's or representative's signature;
        signature of patient or authorized representative; signature of legal representative; signature of client;
        signature of individual; signature of individual or personal representative; client signature;
        member signature; signature of patient or personal representative; representative signature;
        legal representative signature; signature of patient, parent or guardian; signature (patient or guardian);
        signature (patient/guardian); patient signature (or guardian); patient / guardian signature;
        patient/representative signature; signature of person authorized to consent;
        signature of person giving consent; signature of beneficiary; patient or representative signature;
        signature of insured or guardian; firma del paciente o representante; firma del paciente o tutor;
        firma del padre o tutor; firma del representante; firma del paciente/representante;
        firma del representante legal; guarantor signature; signature of guarantor; signature of member;
        patient sign?; signature (if under 18, parent or guardian); authorized signature;
        signature of patient or parent/guardian; signature of patient (or representative);
        signature of parent or legal guardian; patient/legal guardian signature
    """,
    "other": """
        witness?; witness signature; signature of witness; witnessed by?; witness to signature; physician signature;
        provider signature; signature of physician; signature of provider; physician's signature; doctor signature;
        interpreter signature; signature of interpreter; interpreter?; staff signature; employee signature; testigo?;
        firma del testigo; firma del medico; firma del interprete; nurse signature; clinician signature;
        practitioner signature; signature of staff; signature of practitioner; physician?; provider?; practitioner?;
        interprete / interpreter?; testigo / witness?; witness / testigo?; interpreter / interprete?; translator?;
        signature of employee; staff initials?; second witness?; witness 1?; witness 2?; witness name?; surgeon?;
        signature of person obtaining consent; person obtaining consent; obtained by?; medico?; provider attestation;
        physician statement; physician attestation; provider statement; office use only; for office use only;
        for office use?; signature of notary; notary?; signature of surgeon; anesthesiologist signature
    """,
}
_FIELDS = {
    "signed_by": """
        signed by:; electronically signed by; e-signed by; digitally signed by; signed electronically by; signer?;
        signer name; name of signer; type your full name as your signature; full name as signature;
        type your name to sign; type name to sign; your full legal name (signature); typed signature;
        electronic signature; esignature?; firmado por?; type your name; type your full name;
        e-signature (type full name); type full name as signature; signed (type name); signature (typed);
        electronic signature (type name); e-signature?; e-signature accepted; signature accepted; accepted by;
        accepted and signed by; agreed by; acknowledged by; consented by; signed and accepted by
    """,
    "printed_name": """
        printed name; print name; printed?; name of parent/guardian; parent name; parent's name; guardian name;
        name of guardian; print:; printed name of subject; printed name of participant; name of subject;
        name of signer (print); printed:; name (print); name printed; name (printed); please print name;
        print name of signer; printed name of patient or representative; name of person signing;
        name of patient or representative; print name of patient or representative; name of legal representative;
        name of personal representative; name of representative; printed name / nombre; nombre en letra de molde;
        nombre (letra de molde); print full name; printed full name; name of parent or guardian; parent/guardian name;
        printed name of signer; print patient or representative name; name of signing party; print?;
        print name / nombre; nombre / name?; printed name of parent/guardian; printed name of legal representative;
        representative name; name please print; name (please print); signer's printed name;
        print name (patient or representative); nombre impreso; printed name of person signing;
        print name of parent/guardian; name of authorized representative; print name here; cardholder name;
        name of cardholder; name on card; name as signed; name of person giving consent; name of person consenting
    """,
    "relationship": """
        relationship; relation?; signing as; signing as?; signed as?; relationship to patient; relation to patient;
        relationship to the patient; relationship:; relationship (if not patient);
        relationship to patient (if not patient); relationship if other than patient;
        relationship to patient, if not patient; relationship to patient (if signed by representative); relacion?;
        if signed by other than patient, relationship; relationship to patient / parentesco; parentesco?;
        parentesco con el paciente; relacion con el paciente; relationship / parentesco; relationship / relacion;
        relationship to patient (if other than self); relationship to client; relationship to individual;
        relationship to minor; relationship to child; relation to minor; relation to child; legal relationship;
        representative's relationship; authority to sign; legal authority; capacity?;
        your relationship to the patient; representative's authority; description of authority;
        relationship to member; i am the?; relationship of signer; signer relationship; relationship / authority;
        authority of representative; relationship to patient if applicable
    """,
    "signature_date": """
        date?; date:; date signed; signed on?; signature date; date of signature; date/time?; date / time?;
        date and time?; date & time?; fecha?; date / fecha?; fecha / date?; fecha de firma; signed date; today's date;
        date/hour?; date time?
    """,
}

_RELATIONSHIPS = """
    self; patient; parent; mother; father; spouse; husband; wife; son; daughter; child; brother; sister; sibling;
    guardian; legal guardian; grandmother; grandfather; grandparent; stepmother; stepfather; step-parent;
    foster parent; aunt; uncle; power of attorney; poa; healthcare power of attorney;
    health care power of attorney; medical power of attorney; dpoa; durable power of attorney; health care proxy;
    healthcare proxy; health care agent; healthcare agent; surrogate; personal representative;
    legal representative; authorized representative; conservator; partner; domestic partner; next of kin;
    executor; caregiver; friend; attorney-in-fact; social worker; court-appointed guardian; parent/guardian;
    madre; padre; esposo; esposa; hijo; hija; tutor; tutora; tutor legal; abuela; abuelo; mismo; misma; hermano;
    hermana; yo mismo; yo misma; paciente; apoderado; conyuge
"""
RELATIONSHIPS = tuple(" ".join(part.split()) for part in _RELATIONSHIPS.split(";"))
ENGLISH = {
    "madre": "mother", "padre": "father", "esposo": "husband", "esposa": "wife", "hijo": "son", "hija": "daughter",
    "tutor": "guardian", "tutora": "guardian", "tutor legal": "legal guardian", "abuela": "grandmother",
    "abuelo": "grandfather",
    "mismo": "self", "misma": "self", "yo mismo": "self", "yo misma": "self", "paciente": "self", "patient": "self",
    "hermano": "brother", "hermana": "sister", "conyuge": "spouse", "apoderado": "power of attorney",
}  # fmt: skip
SELF = frozenset({"self"})
_VALUES = frozenset(
    fold(word + plural) for word in RELATIONSHIPS for plural in ("", "s")
)  # on a consent these fill a form, they do not label one


def _unless_value(label: Label) -> Label:
    """The label without what a signer writes as the relationship, unless a colon follows."""
    if label.coloned or label.field not in ("name", "section"):
        return label
    return replace(label, variants=tuple(v for v in label.variants if fold(v) not in _VALUES))


LABELS = (
    *(label for role, text in _SIGNATURES.items() for label in labels_of("signature", text, role)),
    *(label for name, text in _FIELDS.items() for label in labels_of(name, text)),
    *labels_of(
        "name",
        "parent:; guardian:; mother:; father:; legal guardian:; representative:; madre:; padre:; tutor:",
        "parent",
    ),
    *labels_of(
        "name",
        "patient:; child:; minor:; paciente:; child name; child's name; minor's name; name of minor; name of child; "
        "nombre del menor",
        "patient",
    ),
)
LEXICON = Lexicon((*LABELS, *(_unless_value(label) for label in BASE.labels)), BASE.compose)
