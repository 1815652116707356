"""The extract stage: whose document is it, and what does it say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.extraction.card import LEXICON as CARD
from pipeline.extraction.card import extract_card
from pipeline.extraction.consent import LEXICON as CONSENT
from pipeline.extraction.consent import extract_consent
from pipeline.extraction.context import Context, open_document
from pipeline.extraction.lab import extract_lab
from pipeline.extraction.labels import Lexicon
from pipeline.extraction.labels_lexicon import BASE
from pipeline.extraction.people import find_patient
from pipeline.extraction.referral import LEXICON as REFERRAL
from pipeline.extraction.referral import extract_referral
from pipeline.records import DocumentType, Extraction, Field, Page

VERSION = "extract-2"

Extract = Callable[[Context, Mapping[str, Field]], Extraction]

_BY_TYPE: dict[DocumentType, Extract] = {
    "lab_result": extract_lab,
    "referral": extract_referral,
    "consent": extract_consent,
    "insurance_card": lambda context, _: extract_card(context),
}

_LEXICONS: dict[DocumentType, Lexicon] = {"referral": REFERRAL, "consent": CONSENT, "insurance_card": CARD}


def extract(pages: Sequence[Page], document_type: DocumentType) -> Extraction:
    """Fields of one document's pages, with evidence and confidence; what is not on the pages is absent."""
    context = open_document(pages, document_type, _LEXICONS.get(document_type, BASE))
    # A consent's own labels are those of its signatures; whom it is about stands at the labels every form has.
    person = find_patient(open_document(pages, document_type, BASE) if document_type == "consent" else context)
    own = _BY_TYPE[document_type](context, person.fields) if document_type in _BY_TYPE else Extraction(fields={})
    fields = {**person.fields, **own.fields}
    return Extraction(
        fields=fields,
        rows=own.rows,
        patients=max(person.patients, own.patients, int("family_name" in fields)),
        stat=own.stat,
        doubts=(*person.doubts, *own.doubts),
    )
