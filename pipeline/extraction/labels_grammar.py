"""Labels that no list foresees, told by the words they are made of: role, office, event, thing, number.

"Provider to receive:", "Sending physician:", "Specialist (referred to):", "Culture no.:", "Date amended:". Every word
must be known, or the phrase is no label; which words stand together says whose name, which date or number follows.
"""

from __future__ import annotations

from functools import lru_cache
from re import split

from pipeline.extraction.labels import Label, fold

LONGEST = 8  # words of a label that is put together


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


_PERSON = _set("""
    provider providers physician physicians doctor doctors dr dra md clinician practitioner prescriber medico
    phys prov pract
""")
_SPECIAL = _set("specialist consultant surgeon therapist especialista counselor")
_KINDS = tuple(fold(kind) for kind in ("ologist", "iatrist", "iatrician"))  # oncologist, podiatrist, pediatrician
_NO_KINDS = _set("pathologist technologist cytologist microbiologist hematopathologist cytopathologist radiologist")
_MADE = _set("ordered requested submitted prescribed ordenado solicitado")
_ASKS = _set("""
    ordering requesting submitting submitter authorizing managing following prescribing certifying requestor requester
    responsible solicitante usual treating ord req subm
""")
_SENDS = _set("referring sending remitente refiere referrer transferring")
_TAKES = _set(
    "accepting receiving consulting consulted servicing rendering destination preferred wanted desired chosen selected"
)
_REFERS = _set("referred refer referral ref referido referir remitido")
_PRIMARY = _set("pcp primary pediatrician internist")  # who cares for a person in general
_BY, _TO = _set("by from por de"), _set("to a")
_RECEIVES = _set("receive receives results result report reports")
_JOINS = _set("""
    of or the and for is who this whom an if in your s o y el la del para con with name names nombre full print printed
    record making made exam test tests study service info information medical care baby babys childs patients patient pt
    fin
""")
_NAMES = (_PERSON, _SPECIAL, _MADE, _ASKS, _SENDS, _TAKES, _REFERS, _PRIMARY, _BY, _TO, _RECEIVES, _JOINS)

_EVENTS = {
    "collected_date": """
        collected collection collect coll drawn draw taken obtained sampled sampling swabbed voided venipuncture toma
        recolectado produced stick coll colld col drwn
    """,
    "received_date": "received recd rcvd recv rec recibido",
    "reported_date": """
        reported resulted released issued reissued completed finalized certified amended corrected reissue rptd
    """,
    "printed_date": "printed generated impreso",
    "faxed_date": "faxed sent transmitted mailed",
    "signed_date": "signed firmado",
    "document_date": "referred ordered requested written submitted initiated created entered prescribed emitido",
    "effective_date": "effective eff vigente",
    "expiry_date": "expires expired expiration",
}
_NOUNS = {  # these are events only beside a word for a date
    "reported_date": "report result results rpt rslt res release completion informe resultado",
    "document_date": "referral order request letter script prescription voucher submission emision solicitud",
    "printed_date": "print run",
    "faxed_date": "fax transmission",
    "signed_date": "signature firma",
    "other_date": """
        admission discharge visit appointment injury onset surgery procedure death approval revision service start
        end due review
    """,
}
_VERBS = {word: field for field, words in _EVENTS.items() for word in _set(words)}
_ACTS = {word: field for field, words in _NOUNS.items() for word in _set(words)}
_DATE = _set("date dates dt tm time day fecha datetime when hour hora on at")
_DAY = _set("date dates dt fecha datetime day")
_THINGS = _set("""
    specimen specimens sample samples blood urine stool tube tubes spot swab culture slide heel filter paper container
    kit lab laboratory case accession test original orig form
""")
_NUMBER = _set("no number num # id nbr code numero")
_KINDS_OF_CARE = _set("specialty speciality specialties especialidad discipline department dept service field")
_ABOUT_CARE = _set("line clinic program code type kind needed requested wanted referred consult area desired required")
_APPROVES = _set(
    "authorization auth approval preauthorization preauth precertification precert certification acceptance"
)


_SELF = ("",)  # such a label is in no list


@lru_cache(maxsize=8192)
def composed(phrase: str) -> Label | None:
    """The label that the words of a phrase make together, or None. The phrase is as printed, its colon or none."""
    words = [fold(word) for word in split(r"[^\w#']+", phrase.replace("#", " # ").replace("'", "")) if word]
    words = [word for word in words if word]
    if not 1 <= len(words) <= LONGEST or (len(words) == 1 and not words[0].endswith(_KINDS)):
        return None
    said = frozenset(words)
    return _person(words) or _date(said) or _number(said) or _specialty(said)


def _person(words: list[str]) -> Label | None:
    """A name's label, or that of a provider's number."""
    said = frozenset(words)
    npi = fold("npi") in said
    rest = frozenset(word for word in said if word not in _NUMBER) - {fold("npi")} if npi else said
    if any(word in _NO_KINDS for word in rest) or not all(_names(word) for word in rest):
        return None
    role = _role(rest)
    if not role:
        return None
    return Label(field="npi" if npi else "name", role=role, variants=_SELF, weak=True)


def _names(word: str) -> bool:
    return any(word in group for group in _NAMES) or word.endswith(_KINDS)


def _role(said: frozenset[str]) -> str:
    """Whose name a phrase of known words asks for; "" where it does not say."""
    special = bool(said & _SPECIAL) or any(word.endswith(_KINDS) for word in said)
    person = special or bool(said & _PERSON)
    by, to = bool(said & _BY), bool(said & _TO)
    if said & _REFERS:
        return _referral(said, person, special, by, to)
    if said & _SENDS or (fold("from") in said and person):
        return "referring"
    if said & _MADE:
        return "ordering" if by else "referred_to" if special else ""
    if not person:
        return "pcp" if said & _PRIMARY and by else ""
    if said & _TAKES:
        return "referred_to"
    if said & _ASKS or (to and said & _RECEIVES):
        return "ordering"
    return "pcp" if said & _PRIMARY else "specialist" if special else "provider"


def _referral(said: frozenset[str], person: bool, special: bool, by: bool, to: bool) -> str:
    """The side of a phrase with "refer" in it: referred by, refer to; a title ("Specialist referral") names nobody."""
    if fold("referral") in said and special:
        return ""
    if fold("ref") in said and person and not to:
        return "referring"
    sent, taken = by or fold("making") in said, to or special
    return "" if sent == taken else "referring" if sent else "referred_to"


def _date(said: frozenset[str]) -> Label | None:
    """A date's label: one event, and a word for a date or the event as it was done ("amended on")."""
    events = {_VERBS[word] for word in said if word in _VERBS}
    nouns = {_ACTS[word] for word in said if word in _ACTS} if said & _DAY else set()
    fields = events or nouns
    known = _DATE | _THINGS | _JOINS | _BY | _TO
    if len(fields) != 1 or not all(word in known or word in _VERBS or word in _ACTS for word in said):
        return None
    if not said & (_DATE | _THINGS):
        return None
    return Label(field=next(iter(fields)), variants=_SELF, weak=True)


def _number(said: frozenset[str]) -> Label | None:
    """The label of a specimen's number, or of a payer's approval."""
    if not said & _NUMBER:
        return None
    rest = said - _NUMBER - _JOINS
    if rest and rest <= _THINGS:
        return Label(field="accession_number", variants=_SELF, weak=True)
    if rest & _APPROVES and rest <= _APPROVES | _REFERS | _set("prior pre payer insurance plan"):
        return Label(field="authorization_number", variants=_SELF, weak=True)
    return None


def _specialty(said: frozenset[str]) -> Label | None:
    """The label of a specialty; whose it is, is said by what stands over it, but for one that is asked for."""
    named = bool(said & _KINDS_OF_CARE) or {fold("clinic"), fold("wanted")} <= said
    if not named or not said <= _KINDS_OF_CARE | _ABOUT_CARE | _TO | _JOINS | _TAKES | _REFERS:
        return None
    return Label(field="specialty", variants=_SELF, weak=True)
