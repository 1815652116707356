"""What a page, or a chart, says about who it is: the same normal form for both, so that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.matching import normal
from pipeline.matching.placeholders import is_placeholder
from pipeline.records import DocumentType, Extraction, Patient, Private

FIELDS = (
    "family_name", "given_name", "middle_name", "suffix", "birth_date", "sex", "mrn", "phone", "address", "ssn_last4",
    "member_id",
)  # fmt: skip
_READ = (
    "family_name", "given_name", "middle_name", "suffix", "birth_date", "sex", "mrn", "phone", "address_line",
    "postal_code", "ssn_last4", "member_id",
)  # fmt: skip
_WHO = ("family_name", "given_name", "birth_date")
_LEGIBLE = 0.8  # a field below this has a wrong character about as often as not
# The telephone number and address on an insurance card are the payer's more often than the member's.
_NOT_ON_CARDS = frozenset({"phone", "address_line", "postal_code"})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Profile(Private):
    """One identity in normal form; "" and () are unknown.

    `family` are the words of the surname and `parts` those that can stand alone; `given` is the first given name,
    `middle` the rest of them; `birth` is `yyyymmdd`; `house` and `street` are number and first word of the address.
    """

    family: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    given: str = ""
    middle: str = ""
    suffix: str = ""
    birth: str = ""
    sex: str = ""
    mrn: str = ""
    phone: str = ""
    house: str = ""
    street: str = ""
    postal: str = ""
    ssn: str = ""
    member: str = ""

    @property
    def surname(self) -> str:
        return "".join(self.family)

    @property
    def tells_who(self) -> bool:
        """Whether first and last name and birth date are known."""
        return bool(self.family and len(self.given) > 1 and self.birth)

    @property
    def names_somebody(self) -> bool:
        """Whether there is anything here that could find a chart."""
        return bool(self.family or self.given or self.mrn or self.member or self.birth or self.ssn or self.phone)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Query(Private):
    """The patient as the pages name them, and how sure the reading is of each compared field (0 to 1)."""

    profile: Profile
    confidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def sure(self, name: str) -> float:
        return self.confidence.get(name, 1.0)

    @property
    def tells_who(self) -> bool:
        """Whether name and birth date are known, and legible: a name misread twice is nobody's."""
        return self.profile.tells_who and all(self.sure(name) >= _LEGIBLE for name in _WHO)


def profile_of(values: Mapping[str, str]) -> Profile:
    """Normal form of values named as the fields of `Patient`; what cannot be parsed is unknown."""
    family, in_family = normal.split_suffix(normal.name_words(values.get("family_name", "")))
    given, in_given = normal.split_suffix(normal.name_words(values.get("given_name", "")))
    house, street = normal.address(values.get("address_line", ""))
    ssn = normal.digits(values.get("ssn_last4", ""))
    return Profile(
        family=family,
        parts=normal.surname_parts(family),
        given=given[0] if given else "",
        middle=" ".join((*given[1:], *normal.name_words(values.get("middle_name", "")))),
        suffix=normal.suffix(values.get("suffix", "")) or in_family or in_given,
        birth=normal.birth(values.get("birth_date", "")),
        sex=sex if (sex := values.get("sex", "").strip().upper()[:1]) in ("F", "M") else "",
        mrn=normal.code(values.get("mrn", "")).lstrip("0"),
        phone=normal.phone(values.get("phone", "")),
        house=house,
        street=street,
        postal=normal.digits(values.get("postal_code", ""))[:5],
        ssn=ssn[-4:] if len(ssn) in (4, 9) else "",
        member=normal.code(values.get("member_id", "")),
    )


def profiles_of(patient: Patient) -> tuple[Profile, ...]:
    """The patient's own identity first, then one for each alias."""
    return tuple(profile_of({name: getattr(one, name) for name in _READ}) for one in (patient, *patient.aliases))


def households_of(profiles: tuple[Profile, ...]) -> frozenset[int]:
    """Hashes of what a household shares, of every profile: charts that have one in common are of one house or plan."""
    shared = (("phone", one.phone) for one in profiles if len(one.phone) == 10)
    homes = (("home", one.house, one.street, one.postal) for one in profiles if one.house and one.street)
    plans = (("plan", one.member[:9] if len(one.member) > 9 else one.member) for one in profiles if one.member)
    return frozenset(hash(each) for several in (shared, homes, plans) for each in several)


def query_of(extraction: Extraction, document_type: DocumentType) -> Query:
    """What the pages say. On an insurance card, telephone and address are left out: they are the payer's."""
    skipped = _NOT_ON_CARDS if document_type == "insurance_card" else frozenset()
    found = {
        name: field
        for name in _READ
        if name not in skipped
        and (field := extraction.fields.get(name)) is not None
        and isinstance(field.value, str)
        and not is_placeholder(name, field.value)
    }
    sure = {name: min(1.0, max(0.0, field.confidence)) for name, field in found.items()}
    sure["address"] = sure.get("address_line", sure.get("postal_code", 1.0))
    values = {name: str(field.value) for name, field in found.items()}
    return Query(profile=profile_of(values), confidence=MappingProxyType(sure))
