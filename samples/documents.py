"""What a file holds: whom its documents are about, which families they belong to, and how they are put together."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import catalogue
from blocks import Letterhead, Sheet
from crowd import make_patient, make_patients, twist
from degrade import KINDS, Sender
from drawing import Drawing, draw_pages
from looks import look_for
from people import World
from persons import BASE_DAY, Patient, fmt_phone
from reportlab.pdfgen.canvas import Canvas
from styles import draw
from textflow import plain_text

TYPES = ("lab_result", "referral", "consent", "insurance_card", "other")
TYPE_WEIGHTS = (20, 20, 20, 16, 24)
KIND_WEIGHTS = (18, 18, 8, 26, 18, 12)
LOOKS = 3  # looks per family


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to generate; everything follows from it."""

    seed: int
    split: str = "all"
    types: tuple[str, ...] = TYPES
    people: int = 3000
    bundle_rate: float = 0.12
    stranger_rate: float = 0.13
    kinds: tuple[str, ...] = KINDS
    text_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One document of a file: None for `sheet` is a blank page between documents."""

    sheet: Sheet | None
    drawing: Drawing
    family: str = ""
    patient_id: str | None = None
    foreign_mrn: bool = False
    style: str = ""  # of its look: letter, form, ehr, mono...
    today: datetime | None = None


_people: dict[tuple[int, int], list[Patient]] = {}


def people_of(plan: Plan) -> list[Patient]:
    key = (plan.seed, plan.people)
    if key not in _people:
        _people[key] = make_patients(plan.people, plan.seed)
    return _people[key]


def cast(plan: Plan, rng: random.Random) -> tuple[Patient, str | None, bool]:
    """Whom a document is about: someone of the list (at times under a nickname, a maiden name, an old address), or a stranger
    (mostly a near miss). Also whether the chart number is the sender's own."""
    known = people_of(plan)
    base = rng.choice(known)
    if rng.random() < plan.stranger_rate:
        fresh = make_patient(rng, 0, rng.randint(4_000_000, 4_999_999))
        person = twist(rng, base, fresh) if rng.random() < 0.66 else fresh
        taken = any(
            (p.family, p.given, p.birth_date) == (person.family, person.given, person.birth_date) for p in known
        )
        return (fresh if taken else person), None, True
    person, chance = base, rng.random()
    if chance < 0.04 and base.nickname:
        person = replace(base, given=base.nickname)
    elif chance < 0.06 and base.maiden:
        person = replace(base, family=base.maiden)
    elif chance < 0.10:
        other = make_patient(rng, 0, 0)
        person = replace(base, address=other.address, city=other.city, state=other.state, zip=other.zip)
    foreign = rng.random() < 0.35
    if foreign:
        person = replace(person, mrn=f"{rng.choice(('', '', 'E', 'A', 'MR'))}{rng.randint(10_000, 99_999_999)}")
    if not person.member_id:
        person = replace(person, member_id=f"{rng.choice('ABCDEFGH')}{rng.randint(10**8, 10**9 - 1)}")
    return person, base.patient_id, foreign


def make_document(
    plan: Plan,
    family: str,
    who: tuple[Patient, str | None, bool],
    seed: str,
    close_up: bool = False,
    day: date | None = None,
) -> Made:
    """A document of the family about someone; `day` is when it was sent (drawn where None)."""
    rng = random.Random(seed)
    world = World(rng, who[0], day)
    sheet = catalogue.families()[family](world)
    look = look_for(sheet.type, family, rng.randrange(LOOKS))
    drawing = draw(sheet, look, rng, close_up)
    today = datetime.combine(world.today, time(rng.randint(7, 18), rng.randint(0, 59))) + timedelta(
        days=rng.randint(0, 2)
    )
    named = "family_name" in drawing.printed
    return Made(
        sheet=sheet,
        drawing=drawing,
        family=family,
        patient_id=who[1] if named else None,
        foreign_mrn=who[2],
        style=look.style,
        today=today,
    )


def _family(plan: Plan, rng: random.Random, sheet_type: str | None = None) -> str:
    pools = {t: pool for t in plan.types if (pool := catalogue.members(t, plan.split))}
    if sheet_type is None or sheet_type not in pools:
        weights = dict(zip(TYPES, TYPE_WEIGHTS, strict=True))
        sheet_type = rng.choices(list(pools), weights=[weights[t] for t in pools])[0]
    return rng.choice(pools[sheet_type])


def documents_of(plan: Plan, index: int, kind: str) -> list[Made]:
    """The documents of file number `index`: mostly one; else a fax with a cover, a stack of one patient, or of two."""
    rng = random.Random(f"{plan.seed} file {index}")
    seeds = (f"{plan.seed} document {index} {n}" for n in range(99))
    who = cast(plan, rng)
    if rng.random() >= plan.bundle_rate or kind == "photo":
        wanted = "insurance_card" if kind == "photo" and rng.random() < 0.5 else None  # what people photograph most
        return [make_document(plan, _family(plan, rng, wanted), who, next(seeds), close_up=kind == "photo")]
    out: list[Made] = []
    day = BASE_DAY - timedelta(days=rng.randint(0, 700))
    covers = (
        [f for f in catalogue.members("other", plan.split) if f.startswith("other.cover_")]
        if "other" in plan.types
        else []
    )
    if covers and rng.random() < 0.7:
        out.append(make_document(plan, rng.choice(covers), who, next(seeds), day=day))
    second = cast(plan, rng) if rng.random() < 0.3 else who
    count = rng.choice((1, 2, 2, 3, 4)) if out else rng.choice((2, 2, 3, 4))
    for n in range(count):
        out.append(make_document(plan, _family(plan, rng), second if n >= count / 2 else who, next(seeds), day=day))
        if rng.random() < 0.12:
            blank = Drawing()
            blank.add_page(612, 792)
            out.append(Made(sheet=None, drawing=blank))
    return out


def joined_pdf(made: list[Made], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, encrypt=password)
    for document in made:
        draw_pages(canvas, document.drawing.pages)
    canvas.save()
    return buffer.getvalue()


def kind_of(plan: Plan, index: int) -> str:
    rng = random.Random(f"{plan.seed} kind {index}")
    weights = dict(zip(KINDS, KIND_WEIGHTS, strict=True))
    return rng.choices(plan.kinds, weights=[weights[k] for k in plan.kinds])[0]


def head_of(sheet: Sheet) -> str:
    """The name in the letterhead, or "" where there is none."""
    return next((plain_text(b.lines[0]) for b in sheet.blocks if isinstance(b, Letterhead)), "")


def sender_of(made: list[Made], rng: random.Random) -> Sender:
    heads = [h for m in made if m.sheet and (h := head_of(m.sheet))]
    when = max((m.today for m in made if m.today), default=datetime(2026, 11, 20, 9, 0))
    number = f"{rng.randint(201, 989)}55501{rng.randint(0, 99):02d}"
    return Sender(
        name=(heads[0] if heads else "MEDICAL OFFICE").upper(),
        number=rng.choice((number, fmt_phone(number, "dash"), f"+1{number}")),
        when=when,
    )
