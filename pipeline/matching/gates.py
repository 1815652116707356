"""What forbids filing without a person, however probable the chart: each veto is a named reason a reviewer reads.

Identifiers tell people apart (MRN, last four of the social security number, Medicare number, a full member number
with the exact first name); telephone, address and a family's member number only tell households apart. An MRN alone
never files: the sender's own chart number may equal another person's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.matching.compare import Levels
from pipeline.records import Doubt

_OWN = (("mrn", "exact"), ("ssn_last4", "exact"), ("member_id", "own number"))
Vetoes = tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One candidate before the gates. `known_name`: the first name as read is a name people bear, not a misreading;
    `insured_counts`: a family's member number together with the exact first name may stand in for a birth date;
    `households`: hashes of the chart's telephones, addresses and member numbers, to tell charts of one house."""

    levels: Levels
    known_name: bool = False
    insured_counts: bool = True
    households: frozenset[int] = frozenset()

    def level(self, field: str) -> str:
        return self.levels[field].name

    def is_at(self, field: str, *names: str) -> bool:
        return self.levels[field].name in names

    @property
    def identified(self) -> bool:
        """An identifier that only this person has agrees."""
        return any(self.is_at(field, level) for field, level in _OWN)

    @property
    def named_and_insured(self) -> bool:
        """The full member number agrees, and the exact name tells the member from the household. A misread last name
        will not do: a namesake of the house who has no such number would not be found by it, and so not be seen."""
        named = self.is_at("given_name", "exact") and self.is_at("family_name", "exact", "part")
        return self.insured_counts and named and self.is_at("member_id", "exact")

    @property
    def at_home(self) -> bool:
        """The household agrees."""
        return any(self.is_at(field, "exact") for field in ("phone", "address", "member_id"))

    @property
    def same_in_this_house(self) -> bool:
        """First name and birth date agree, and the house: a relative shares one of the three, not all."""
        house = self.is_at("address", "exact") or self.is_at("member_id", "exact")
        return house and self.is_at("given_name", "exact") and self.is_at("birth_date", "exact")


SAYS: Mapping[str, str] = MappingProxyType(
    {
        "suffix_differs": "The page and the chart differ in Jr, Sr or the like.",
        "first_name_differs": "The first name on the page is not the chart's.",
        "first_name_missing": "There is no first name on the page or in the chart, and no chart number that agrees.",
        "first_name_initial": "Only an initial of the first name agrees, and no chart number.",
        "first_name_unsure": "The first name is only similar, and nothing else tells this person from a relative.",
        "last_name_missing": "There is no last name on the page or in the chart, and no chart number that agrees.",
        "last_name_differs": "The last name on the page is not one of the chart's.",
        "birth_date_differs": "The birth date on the page differs from the chart's.",
        "birth_date_near": "The birth date on the page is not quite the chart's, and no chart number agrees.",
        "birth_date_missing": "The page or the chart has no birth date, and nothing else proves who this is.",
        "name_missing": "There is no name that both the page and the chart have.",
        "sex_differs": "The sex on the page differs from the chart's.",
        "ssn_differs": "The last four digits of the social security number differ.",
        "number_of_another": "The chart number on the page belongs to another chart with this name or birth date.",
        "shared_identity": "Two patients share this name and birth date.",
        "namesake": "The page has no birth date, and another patient of this household or number bears the same name.",
        "suffix_unsure": "Jr, Sr or the like stands on one side only, and no birth date tells which of two it is.",
        "twin": "Another patient with this last name and birth date has a similar first name.",
    }
)


def doubt(code: str) -> Doubt:
    return Doubt(code=code, says=SAYS[code])


def vetoes(case: Case, others: tuple[Case, ...] = ()) -> Vetoes:
    """The reasons against filing in this chart, given the other charts the page could mean."""
    alone = tuple(code for rule in _RULES if (code := rule(case)))
    beside = tuple(code for rule in _RIVALS if any(rule(case, other) for other in others) and (code := _RIVALS[rule]))
    if "name_missing" in alone:  # it says all that the two others would
        alone = tuple(code for code in alone if code not in ("first_name_missing", "last_name_missing"))
    return tuple(doubt(code) for code in (*alone, *beside))


def _suffix(case: Case) -> str:
    return "suffix_differs" if case.is_at("suffix", "different") else ""


def _first_name(case: Case) -> str:
    level = case.level("given_name")
    if level == "different":
        return "first_name_differs"
    if level == "missing" and not case.identified:
        return "first_name_missing"
    if level == "initial" and not case.identified:
        return "first_name_initial"
    if level in ("near", "middle") and not (case.identified or (case.at_home and not case.known_name)):
        return "first_name_unsure"
    return ""


def _last_name(case: Case) -> str:
    level = case.level("family_name")
    if level in ("exact", "part", "near", "swapped") or case.identified or case.same_in_this_house:
        return ""
    return "last_name_missing" if level == "missing" else "last_name_differs"


def _name(case: Case) -> str:
    """A number and a date, without any name, may be somebody else's on the same sheet."""
    unnamed = case.is_at("family_name", "missing") and case.is_at("given_name", "missing")
    return "name_missing" if unnamed else ""


def _birth_date(case: Case) -> str:
    level = case.level("birth_date")
    if level == "exact":
        return ""
    first = case.is_at("given_name", "exact", "nickname") or (case.is_at("given_name", "near") and not case.known_name)
    named = first and case.is_at("family_name", "exact", "part", "near")
    proven = named and (case.identified or case.named_and_insured)
    if level == "missing":
        return "" if proven else "birth_date_missing"
    if level in ("one digit off", "day and month exchanged"):
        return "" if proven else "birth_date_near"
    return "birth_date_differs"


def _generation(case: Case) -> str:
    """Father and son of one name on one plan: without a birth date the suffix alone tells them apart."""
    unsure = case.is_at("suffix", "on one side") and not case.is_at("birth_date", "exact")
    return "suffix_unsure" if unsure and not case.identified else ""


def _sex(case: Case) -> str:
    return "sex_differs" if case.is_at("sex", "different") and not case.is_at("given_name", "exact") else ""


def _ssn(case: Case) -> str:
    return "ssn_differs" if case.is_at("ssn_last4", "different") else ""


def _bears_the_number(case: Case, other: Case) -> bool:
    akin = other.is_at("family_name", "exact", "part", "near") or other.is_at("birth_date", "exact")
    return akin and other.is_at("mrn", "exact") and not case.is_at("mrn", "exact")


def _same_identity(case: Case, other: Case) -> bool:
    """The other fits as well, and no identifier tells which of the two it is."""
    told = case.identified and not other.identified
    return not told and all(_is_named(one) and one.is_at("birth_date", "exact") for one in (case, other))


def _namesake(case: Case, other: Case) -> bool:
    """Without a birth date, name and household say no more than that it is one of the two."""
    told = case.is_at("birth_date", "exact") or (case.identified and not other.identified)
    return not told and bool(case.households & other.households) and _is_named(other)


def _is_named(case: Case) -> bool:
    """The name fits. A last name that is misread for one chart is misread for the other of that name as well."""
    return case.is_at("family_name", "exact", "part", "near") and case.is_at("given_name", "exact", "nickname")


def _near_twin(case: Case, other: Case) -> bool:
    born = other.is_at("birth_date", "exact") and other.is_at("family_name", "exact", "part", "near")
    alike = other.is_at("given_name", "exact", "nickname", "near", "initial", "missing")
    return born and alike and not case.is_at("given_name", "exact") and not case.identified


_RULES: tuple[Callable[[Case], str], ...] = (
    _name, _suffix, _generation, _first_name, _last_name, _birth_date, _sex, _ssn,
)  # fmt: skip
_RIVALS: Mapping[Callable[[Case, Case], bool], str] = MappingProxyType(
    {
        _bears_the_number: "number_of_another",
        _same_identity: "shared_identity",
        _namesake: "namesake",
        _near_twin: "twin",
    }
)
