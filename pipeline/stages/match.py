"""Which chart: ranked candidates with their reasons, a calibrated probability, and the gates that forbid filing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.matching import keys
from pipeline.matching.compare import compare
from pipeline.matching.evidence import Query, households_of, profiles_of, query_of
from pipeline.matching.gates import Case, vetoes
from pipeline.matching.normal import is_known_name
from pipeline.matching.score import MatchPolicy, confirmed, posterior, score, wanted_terms
from pipeline.ports import PatientIndex
from pipeline.records import Candidate, Decision, DocumentType, Doubt, Extraction, Match, Patient

VERSION = 2
SHOWN = 10  # candidates a reviewer is given at most
DEFAULT = MatchPolicy()
_BORNE = 2e-5  # share of charts from which a first name is taken for a name rather than a misprint in a chart

SEVERAL = Doubt(code="several_patients", says="More than one patient is named on these pages.")
NOBODY = Doubt(code="no_patient_named", says="No patient is named on these pages.")
UNKNOWN = Doubt(
    code="not_in_index", says="Nobody in the patient index fits what these pages say: it may be a new patient."
)
UNSURE = Doubt(code="match_unsure", says="What these pages say is not enough to be sure of the chart.")
CROWDED = Doubt(code="index_crowded", says="Too many charts share what these pages say; not all could be compared.")


def match(
    extraction: Extraction, document_type: DocumentType, index: PatientIndex, policy: MatchPolicy = DEFAULT
) -> Match:
    """Find the chart of a document. Raises what the index raises (`LedgerUnavailable`).

    `match` may file there without a person; `review` has candidates for one to choose from; `none` knows nobody.
    """
    query = query_of(extraction, document_type)
    asked = keys.of_query(query.profile)
    several = (SEVERAL,) if extraction.patients > 1 else ()
    if not query.profile.names_somebody:
        return _nobody((NOBODY,), several)
    found = index.candidates(tuple(asked), policy.shortlist)
    candidates = _ranked(query, index, policy, found.patients, found.size) if found.patients else ()
    crowded = any(asked.get(key) in keys.IDENTITY for key in found.crowded)
    return _decided(candidates, several + ((CROWDED,) if crowded else ()), query.tells_who, policy)


def _nobody(why: tuple[Doubt, ...], doubts: tuple[Doubt, ...]) -> Match:
    decision: Decision = "review" if doubts else "none"
    return Match(decision=decision, patient_id=None, probability=0.0, doubts=doubts + why)


def _ranked(
    query: Query, index: PatientIndex, policy: MatchPolicy, patients: Sequence[Patient], size: int
) -> tuple[Candidate, ...]:
    """Candidates by falling probability, each with its weights and vetoes."""
    profiles = tuple(profiles_of(patient) for patient in patients)
    levels = tuple(compare(query.profile, each) for each in profiles)
    given = keys.term("given_name", query.profile.given)
    counts = index.frequencies((*wanted_terms(levels), given))
    surer = confirmed(query, levels)
    scores = tuple(score(one, surer, counts, size) for one in levels)
    known = is_known_name(query.profile.given) or counts.get(given, 0) > size * _BORNE
    insured = policy.member_for_birth_date
    cases = tuple(
        Case(levels=one, known_name=known, insured_counts=insured, households=households_of(each))
        for one, each in zip(levels, profiles, strict=True)
    )
    ranked = sorted(
        zip(posterior(scores, size, policy), scores, patients, cases), key=lambda row: (-row[0], row[2].patient_id)
    )
    return tuple(
        Candidate(
            patient_id=patient.patient_id,
            probability=probability,
            weights=scored.weights,
            vetoes=vetoes(case, tuple(other for other in cases if other is not case)),
        )
        for probability, scored, patient, case in ranked[:SHOWN]
    )


def _decided(candidates: tuple[Candidate, ...], doubts: tuple[Doubt, ...], told: bool, policy: MatchPolicy) -> Match:
    """File, ask, or say that nobody is known. Only a page that tells name and birth date (`told`) can be of nobody: a
    few scraps that fit no chart well, or a name that is hard to read, may be of any."""
    best = candidates[0] if candidates else None
    if told and (best is None or best.probability < policy.show_at):
        return _nobody((UNKNOWN,), doubts)
    if best is None:
        return _nobody((), (*doubts, UNSURE))
    weak = () if best.vetoes or best.probability >= policy.file_at else (UNSURE,)  # a veto says it better
    against = doubts + best.vetoes + weak
    return Match(
        decision="review" if against else "match",
        patient_id=None if against else best.patient_id,
        probability=best.probability,
        candidates=candidates,
        doubts=against,
    )
