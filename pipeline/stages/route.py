"""Route: file it without a person, or put it on the desk with named reasons; STAT and abnormal results first.

Filing needs all of: one of the four types, sure of it; one patient, matched through the gates; a whole document; the
fields an indexer must type for that type, each read surely. Everything else is a reason, and every reason is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.records import Classification, DocumentType, Doubt, Extraction, Field, Match, Routing, evolve

VERSION = "route-1"

NAMES = {
    "family_name": "family name", "given_name": "given name", "birth_date": "birth date", "mrn": "MRN",
    "member_id": "member ID", "collected_date": "collected date", "reported_date": "reported date",
    "ordering_provider": "ordering provider", "referring_provider": "referring provider",
    "document_date": "document date", "consent_type": "kind of consent", "signed": "signature",
    "signed_date": "signed date", "payer_name": "payer", "diagnosis_codes": "diagnosis codes",
}  # fmt: skip

# What an indexer normally must type (DOMAIN.md section 2), as alternatives: one of each group must be on the page.
REQUIRED: dict[DocumentType, tuple[tuple[str, ...], ...]] = {
    "lab_result": (("collected_date", "reported_date"),),
    "referral": (("referring_provider", "referring_npi"),),
    "consent": (("consent_type",), ("signed",)),
    "insurance_card": (("member_id",), ("payer_name", "plan_name")),
    "other": (),
}


# Two readings of these do not make it another document or another patient: people have two phones and two addresses.
MINOR = frozenset(
    f"{name}_disputed" for name in ("phone", "address_line", "city", "state", "postal_code", "middle_name")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutePolicy:
    """What may be filed without a person. `sure` is the confidence below which a required field is a doubt."""

    file_types: frozenset[str] = field(
        default_factory=lambda: frozenset({"lab_result", "referral", "consent", "insurance_card"})
    )
    sure: float = 0.6


def route(
    classification: Classification,
    extraction: Extraction,
    match: Match,
    *,
    before: Sequence[Doubt] = (),
    policy: RoutePolicy | None = None,
) -> Routing:
    """Decide where a document goes. `before` are doubts of earlier stages (arrival, reading, separation)."""
    policy = policy or RoutePolicy()
    doubts = list(before)
    doubts += classification.doubts
    doubts += _type_doubts(classification, policy)
    doubts += [doubt for doubt in extraction.doubts if doubt.code not in MINOR]
    doubts += match.doubts
    doubts += _match_doubts(match)
    doubts += _field_doubts(classification.type, extraction, policy, _confirmed(match))
    reasons = tuple({(doubt.code, doubt.says): doubt for doubt in doubts}.values())
    return Routing(route="review" if reasons else "file", priority=_priority(extraction), doubts=reasons)


def unexpected(routing: Routing, found: DocumentType, expects: Collection[DocumentType]) -> Routing:
    """The same, on the desk when its sender's documents are expected to be of other types.

    What a site expects is evidence against a surprise only: it never makes a type surer or another.
    """
    if not expects or found in expects:
        return routing
    usual = " or ".join(sorted(one.replace("_", " ") for one in expects))
    says = f"This sender's documents are expected to be of another kind: {usual}."
    return evolve(routing, route="review", doubts=(*routing.doubts, Doubt(code="type_unexpected", says=says)))


def _type_doubts(classification: Classification, policy: RoutePolicy) -> Iterator[Doubt]:
    if classification.type not in policy.file_types:
        says = (
            "This is none of the four kinds that are filed by themselves."
            if classification.type == "other"
            else "This site has every document of this kind looked at."
        )
        yield Doubt(code="type_not_filed", says=says)


def _match_doubts(match: Match) -> Iterator[Doubt]:
    if match.decision != "match" and not match.doubts:
        if match.decision == "none":
            yield Doubt(code="no_patient", says="Nobody in the patient index fits what the page says.")
        else:
            yield Doubt(code="patient_unsure", says="It is not sure enough which patient this is.")


def _confirmed(match: Match) -> frozenset[str]:
    """Fields that the matched chart has just so: a number misread by chance is no other chart's number too."""
    own = (c for c in match.candidates if match.decision == "match" and c.patient_id == match.patient_id)
    return frozenset(w.field for c in own for w in c.weights if w.level in ("exact", "own number"))


def _field_doubts(
    document_type: DocumentType, extraction: Extraction, policy: RoutePolicy, confirmed: frozenset[str]
) -> Iterator[Doubt]:
    for group in REQUIRED[document_type]:
        found = [(name, extraction.fields[name]) for name in group if name in extraction.fields]
        if not found:
            names = " or ".join(NAMES.get(name, name.replace("_", " ")) for name in group)
            yield Doubt(code=f"missing_{group[0]}", says=f"No {names} was found.")
            continue
        if not any(name in confirmed for name, _ in found):
            yield from _weak(found, policy)


def _weak(found: Sequence[tuple[str, Field]], policy: RoutePolicy) -> Iterator[Doubt]:
    best_name, best = max(found, key=lambda pair: pair[1].confidence)
    if best.confidence < policy.sure:
        name = NAMES.get(best_name, best_name.replace("_", " "))
        yield Doubt(code=f"weak_{best_name}", says=f"The {name} is hard to read ({best.confidence:.0%}).")


def _priority(extraction: Extraction) -> int:
    urgency = extraction.fields.get("urgency")
    if extraction.stat or (urgency and urgency.value == "stat"):
        return 0
    abnormal = extraction.fields.get("abnormal")
    if (urgency and urgency.value == "urgent") or (abnormal and abnormal.value is True):
        return 2
    return 5
