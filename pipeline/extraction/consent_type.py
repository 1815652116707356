"""What a consent consents to: by its title first, by its sentences where the title does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.layout import Line, Sheet, confidence

# In this order of preference where a title names two: "refusal of treatment", "telehealth consent to treat".
_KINDS: tuple[tuple[str, str, str], ...] = (
    (
        "refusal",
        r"refus(?:al|es?|ing)|against medical advice|\bAMA\b|declin(?:e|ation|ing)|opt.?out of treatment|"
        r"rechazo|negativa a|leaving (?:against|without)",
        r"\bI (?:refuse|decline)\b|refusing (?:admission|treatment|care)|against the advice|en contra del consejo",
    ),
    (
        "telehealth",
        r"tele.?health|tele.?medicine|tele.?visit|virtual (?:visit|care)|video visit|telemedicina|telesalud|e-?visit",
        r"live video|telehealth|telemedicine|video (?:conferenc|visit|or phone)",
    ),
    (
        "release",
        r"(?:release|disclos\w*|use|exchange|obtain|divulga\w*|entrega)\b.{0,40}(?:information|records?|"
        r"phi|informaci[oó]n|expediente|registros)|"
        r"(?:records?|information) (?:release|request|disclosure)|authorization (?:to|for) (?:release|"
        r"disclos|use|obtain|exchange)|"
        r"medical records? (?:release|authorization)|hipaa authorization|release of info|proxy access|"
        r"patient portal|photo\w*|"
        r"autorizaci[oó]n para (?:divulgar|compartir|entregar)",
        r"authoriz\w+ .{0,60}(?:release|disclose)|re-?disclos|information to be (?:released|disclosed)|"
        r"records to (?:be )?release",
    ),
    (
        "privacy",
        r"notice of privacy|privacy|electronic communication|e-?mail and text|text messag\w*|"
        r"privacy (?:practices|notice|acknowledg\w*)|hipaa (?:acknowledg\w*|notice|"
        r"privacy|form|consent)|"
        r"acknowledg\w* of (?:receipt of )?(?:the )?(?:notice|privacy|hipaa)|"
        r"aviso de (?:pr[aá]cticas de )?privacidad|pr[aá]cticas de privacidad",
        r"received.{0,40}notice of privacy|copy of the notice|privacy practices",
    ),
    (
        "financial",
        r"financial (?:responsib\w*|polic\w*|agreement|consent)|assignment of (?:insurance )?benefits|"
        r"payment (?:polic\w*|agreement|responsib\w*)|"
        r"patient responsibility|advance beneficiary|non.?covered|insurance billing|billing|responsabilidad financiera|"
        r"billing (?:consent|agreement|policy)|automatic payment|payment consent|card on file|self.?pay|"
        r"guarantee of payment",
        r"financially responsible|assign .{0,40}benefits|deductible|co-?insurance|collection",
    ),
    (
        "procedure",
        r"procedure|steriliz\w+|vascular access|device|surg(?:ery|ical)|operation|operative|"
        r"an(?:a)?esthesia|endoscop\w+|colonoscop\w+|"
        r"vaccin\w+|immuniz\w+|transfusion|sedation|"
        r"injection|biopsy|botox|implant|iud|contracepti\w+|extraction|infusion|"
        r"radiation|chemotherapy|imaging|contrast|"
        r"procedimiento|cirug[ií]a|vacuna\w*|anestesia|operaci[oó]n|catheter\w*|circumcision|vasectomy|laser|dialysis",
        r"the procedure|perform the|the operation|risks? (?:include|of the)|alternatives include|"
        r"vaccine be given|complications",
    ),
    (
        "treatment",
        r"treat(?:ment)?|general consent|consent for care|atender|menor|conditions of (?:admission|registration|"
        r"service)|medical care|tratamiento|atenci[oó]n m[eé]dica|"
        r"minor|evaluation|counseling|therapy|admission|permission|services|"
        r"medications?|medicines?|genetic|testing|screening|medicamentos?|prueba",
        r"(?:agree|consent) to be (?:treated|examined|tested)|agree to (?:receive )?(?:treatment|care|testing)|"
        r"consent to (?:examination|treatment|care|the procedures)|authorize the doctors|medical treatment|examine me",
    ),
)
# Titles that say only that it is one: what informs of risks is most often a procedure's, any other allows treatment.
_ANY: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("procedure", re.compile(r"informed consent|consentimiento informado", re.I), 0.75),
    ("treatment", re.compile(r"\bconsent\b|consentimiento", re.I), 0.55),
)
_TITLE = re.compile(
    r"consent|permiso|proxy|rechazo|negativa|receipt|exchange|privacy|records|communication|authoriz|acknowledg|refus|"
    r"release|agreement|permission|notice|polic|responsib|assignment|waiver|declin|"
    r"consentimiento|autorizaci|acuse|conditions of|disclos|leaving|permiso|opt",
    re.I,
)
_KIND = tuple((name, re.compile(title, re.I), re.compile(body, re.I)) for name, title, body in _KINDS)


def type_sightings(context: Context) -> Iterator[Sighting]:
    """What the title says; what the sentences say only where no title does."""
    for sheet in context.sheets[:1]:
        yield from [*_titled(sheet)] or [*_said(sheet)] or _plain(sheet)


def _titled(sheet: Sheet) -> Iterator[Sighting]:
    """The first title line that names a kind; a second line that goes on with it is read with it."""
    titles = [line for line in sheet.lines[:14] if _is_title(sheet, line)]
    for number, line in enumerate(titles):
        following = titles[number + 1 : number + 2]
        near = following and following[0].box.top - line.box.bottom < 2.5 * sheet.unit
        text = f"{line.text} {following[0].text}" if near else line.text
        for name, title, _ in _KIND:
            if title.search(text):
                yield _sighting(sheet, line, name, 0.96 if title.search(line.text) else 0.9)
                return


def _plain(sheet: Sheet) -> Iterator[Sighting]:
    """A title that names no kind, over sentences that name none."""
    for line in (line for line in sheet.lines[:14] if _is_title(sheet, line)):
        for name, title, score in _ANY:
            if title.search(line.text):
                yield _sighting(sheet, line, name, score)
                return


def _is_title(sheet: Sheet, line: Line) -> bool:
    """A short row near the top with a word that titles of consents have; sentences are none."""
    text = line.text
    if not _TITLE.search(text) or line.box.bottom > 0.5 * sheet.page.height or len(text.split()) > 16:
        return False
    tall = line.box.height >= 1.15 * sheet.unit
    capitals = sum(w[:1].isupper() for w in text.split()) >= 0.6 * len(text.split())
    return (tall or capitals or line.index < 4) and not re.search(r"[.;]\s*$|\bI\b|\|", text)


def _said(sheet: Sheet) -> Iterator[Sighting]:
    flat = sheet.text.replace("\n", " ")
    counts = [(len(body.findall(flat)) + 0.5 * bool(title.search(flat)), name) for name, title, body in _KIND]
    best, name = max(counts, key=lambda c: c[0])
    second = sorted(c for c, _ in counts)[-2]
    if best >= 1 and sheet.lines:
        yield _sighting(sheet, sheet.lines[0], name, 0.75 if best >= 2 * max(second, 0.5) else 0.5)


def _sighting(sheet: Sheet, line: Line, name: str, score: float) -> Sighting:
    return Sighting(
        field="consent_type",
        value=name,
        raw=line.text,
        page=sheet.number,
        box=line.box,
        score=score * (0.7 + 0.3 * confidence(line.words)),
    )
