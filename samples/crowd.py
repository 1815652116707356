"""The people of a practice, with the traps that a matcher meets."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import namelists as lists
from persons import BASE_DAY, Patient, invent_address, invent_member_id, invent_person, invent_phone, payer_names


def birth_date(rng: random.Random) -> date:
    age = rng.choice((rng.uniform(0.1, 18), rng.uniform(18, 65), rng.uniform(18, 65), rng.uniform(50, 96)))
    return BASE_DAY - timedelta(days=int(age * 365.25) + 150)


def make_patient(rng: random.Random, number: int, mrn: int, **given: object) -> Patient:
    """One invented patient; keywords override (family=..., address=...)."""
    person = invent_person(rng, str(given.pop("sex", "")))
    street, city, state, zip_code, area = invent_address(rng)
    payer = rng.choice([*payer_names(), "Medicare", "Medicare", "", ""])
    nickname = lists.NICKNAMES.get(person.given, "")
    fields: dict[str, object] = {
        "family": person.family, "given": person.given, "middle": person.middle, "sex": person.sex, "patient_id": f"P{number:06d}",
        "suffix": rng.choice(("Jr", "Sr", "III", "II")) if person.sex == "M" and rng.random() < 0.05 else "",
        "phone": invent_phone(rng, area), "mrn": str(mrn), "birth_date": birth_date(rng), "address": street, "city": city, "state": state,
        "zip": zip_code, "ssn4": f"{rng.randint(1, 9999):04d}", "payer": payer, "member_id": invent_member_id(rng, payer) if payer else "",
        "nickname": nickname, "maiden": rng.choice(lists.words(lists.FAMILY["english"])) if person.sex == "F" and rng.random() < 0.3 else "",
    }  # fmt: skip
    return Patient(**{**fields, **given})  # type: ignore[arg-type]


def twist(rng: random.Random, base: Patient, fresh: Patient) -> Patient:
    """A second person who is easily taken for the first one: twin, parent, namesake, swapped birth date, spouse."""
    home = {
        "family": base.family,
        "address": base.address,
        "city": base.city,
        "state": base.state,
        "zip": base.zip,
        "phone": base.phone,
        "payer": base.payer,
        "member_id": base.member_id,
    }
    kind = rng.choice(("twin", "generation", "namesake", "swapped", "spouse", "sibling"))
    if kind == "twin":
        return replace(fresh, **home, birth_date=base.birth_date)
    if kind == "generation" and base.sex == "M":
        older = base.birth_date - timedelta(days=rng.randint(7500, 12500))
        return replace(
            fresh,
            **home,
            given=base.given,
            middle=base.middle,
            sex="M",
            suffix="Sr" if base.suffix == "Jr" else "",
            birth_date=older,
        )
    if kind == "namesake":
        return replace(fresh, family=base.family, given=base.given, sex=base.sex, suffix="")
    if kind == "swapped" and base.birth_date.day <= 12:
        b = base.birth_date
        return replace(
            fresh,
            family=base.family,
            given=base.given,
            sex=base.sex,
            suffix="",
            birth_date=b.replace(month=b.day, day=b.month),
        )
    return replace(
        fresh,
        **home,
        birth_date=base.birth_date
        + timedelta(days=rng.randint(-1500, 1500) if kind == "spouse" else rng.randint(400, 2500)),
    )


def make_patients(n: int, seed: int | str = 0) -> list[Patient]:
    """n invented patients P000001...; about a fifth of them share a household, a name or a birth date with another one."""
    rng, out, mrn = random.Random(f"patients {seed}"), [], 4_000_000 + random.Random(seed).randint(0, 50_000)
    while len(out) < n:
        mrn += rng.randint(1, 90)
        fresh = make_patient(rng, len(out) + 1, mrn)
        if out and rng.random() < 0.2:
            fresh = twist(rng, rng.choice(out[-40:]), fresh)
        out.append(
            fresh
            if fresh.birth_date < BASE_DAY - timedelta(days=150)
            else replace(fresh, birth_date=BASE_DAY - timedelta(days=400))
        )
    return out
