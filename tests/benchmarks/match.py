"""Wrong charts, and charts found, on invented people: `python tests/benchmarks/match.py [--patients N]`.

The people and the noise were written apart from the matcher: families share surname, house, telephone and member
number; some are twins or bear their father's name; a share of each family has no chart. A document is of somebody with
a chart, of a relative without one, or of a stranger, and is read with slips. Prints wrong charts per filed documents
with the upper 95% Clopper-Pearson bound, charts found without a person, recall@30 of the keys, calibration and CPU
time, beside an exact name + birth date rule and an MRN alone. Weights may be tuned on seed 1; report another seed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import string
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from scipy.stats import beta

from pipeline.adapters.database import create_engine
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.matching import keys
from pipeline.matching.evidence import query_of
from pipeline.ports import PatientChange, PatientIndex
from pipeline.records import Box, Extraction, Field, Match, Patient
from pipeline.stages.match import match


def words(text: str) -> list[str]:
    return text.split()


BOX = Box(left=0, top=0, right=1, bottom=1)
GIRLS = words(
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Karen Sarah Lisa Nancy Sandra Betty Ashley "
    "Emily Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia "
    "Dorothy Amy Kathleen Angela Shirley Emma Brenda Pamela Nicole Anna Samantha Katherine Christine Debra Rachel "
    "Carolyn Janet Maria Olivia Heather Helen Catherine Diane Julie Victoria Joyce Lauren Kelly Christina Ruth "
    "Joan Virginia Judith Evelyn Hannah Andrea Megan Cheryl Jacqueline Madison Teresa Abigail Sophia Martha Sara "
    "Gloria Janice Kathryn Ann Isabella Judy Charlotte Julia Grace Amber Alice Jean Denise Frances Danielle "
    "Marilyn Natalie Beverly Diana Brittany Theresa Kayla Alexis Doris Lori Tiffany Guadalupe Xiomara Thuy Priya "
    "Fatima Ingrid Aaliyah Yolanda"
)
BOYS = words(
    "James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony "
    "Mark Donald Steven Andrew Paul Joshua Kenneth Kevin Brian Timothy Ronald George Jason Edward Jeffrey Ryan "
    "Jacob Nicholas Gary Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander "
    "Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah "
    "Ethan Jeremy Christian Walter Keith Austin Roger Terry Sean Gerald Carl Dylan Harold Jordan Jesse Bryan "
    "Lawrence Arthur Gabriel Bruce Logan Billy Joe Alan Juan Elijah Willie Albert Wayne Randy Mason Vincent Liam "
    "Roy Bobby Caleb Bradley Russell Lucas Francisco Miguel Hector Ahmed Wei Minh Rajesh Kwame Ivan Giovanni"
)
COMMON = words(
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson "
    "Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis "
    "Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera "
    "Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart "
    "Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim "
    "Cox Ward Richardson Watson"
)
SHORT = {
    "Elizabeth": "Liz", "Jennifer": "Jenny", "Margaret": "Peggy", "Patricia": "Pat", "Deborah": "Debbie",
    "Katherine": "Kate", "Kimberly": "Kim", "Rebecca": "Becky", "Christine": "Chris", "Robert": "Bob",
    "Michael": "Mike", "William": "Bill", "Richard": "Rick", "Joseph": "Joe", "Thomas": "Tom", "Christopher": "Chris",
    "Charles": "Chuck", "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve", "Edward": "Ed",
    "Nicholas": "Nick", "Benjamin": "Ben", "Samuel": "Sam", "Gregory": "Greg", "Alexander": "Alex", "James": "Jim",
}  # fmt: skip
START = words(
    "Al Bar Ber Bran Cal Car Chan Cor Dal Dan Del Don El Fair Far Fen Gar Gil Gra Hal Han Har Hol Jan Kel Kir Lan "
    "Lin Mac Mal Mar Mon Nor Ol Pal Par Pen Ram Ros San Sel Shel Stan Tal Tor Van Ver Wal War Wes Win Yar Zel"
)
MIDDLE = words("a be co da der di en er go i in ka la le lin ma mi na o ri sa so ta ti u vi")
END = words(
    "berg burn by der don er field ford gan ham hart ke ker land ler ley low man mer ner nez rick ring ro ski son "
    "stead ston ton vich ward well wick wood worth zek"
)
STREETS = words(
    "Oak Maple Cedar Pine Elm Washington Lake Hill Walnut Spring Ridge Park Church Mill River Sunset Railroad "
    "Jackson Lincoln Franklin Highland Jefferson Madison Prairie Willow Birch Dogwood Canyon Mesa Valley"
)
CONFUSED = dict(pair.split(">") for pair in words("o>0 l>1 i>l s>5 b>8 e>c c>e m>rn n>r u>v g>q t>f h>b a>o"))
DIGITS = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4"}


class World:
    """Invented people, household by household; some of each household have no chart."""

    def __init__(self, patients: int, seed: int) -> None:
        self.draw = random.Random(seed)
        names = {self._rare() for _ in range(max(3000, patients // 6))}
        self.surnames = [*COMMON, *sorted(names)]
        self.skew = [1 / (rank + 12) for rank in range(len(self.surnames))]
        self.first = {
            "F": [1 / (rank + 6) for rank in range(len(GIRLS))],
            "M": [1 / (rank + 6) for rank in range(len(BOYS))],
        }
        self.charts: list[Patient] = []
        self.relatives: list[Patient] = []
        self.strangers: list[Patient] = []
        self.number = 4_000_000
        while len(self.charts) < patients:
            self._household()
        while len(self.strangers) < patients // 20:
            self._household(known=False)

    def _rare(self) -> str:
        parts = [
            self.draw.choice(START),
            self.draw.choice(MIDDLE) if self.draw.random() < 0.6 else "",
            self.draw.choice(END),
        ]
        return "".join(parts)

    def _surname(self) -> str:
        name = self.draw.choices(self.surnames, self.skew)[0]
        return f"{name}-{self.draw.choices(self.surnames, self.skew)[0]}" if self.draw.random() < 0.03 else name

    def _given(self, sex: str) -> str:
        return self.draw.choices(GIRLS if sex == "F" else BOYS, self.first[sex])[0]

    def _born(self, low: int, high: int) -> str:
        return f"{self.draw.randint(low, high)}-{self.draw.randint(1, 12):02d}-{self.draw.randint(1, 28):02d}"

    def _person(self, **given: str) -> Patient:
        draw = self.draw
        sex = given.pop("sex", draw.choice("FM"))
        self.number += draw.randint(1, 9)
        person = Patient(
            patient_id=f"P{self.number}",
            mrn=str(self.number),
            given_name=self._given(sex),
            middle_name=self._given(sex) if draw.random() < 0.6 else "",
            sex=sex,
            ssn_last4=f"{draw.randint(1, 9998):04d}" if draw.random() < 0.5 else "",
        )
        return replace(person, **given)

    def _household(self, known: bool = True) -> None:
        draw = self.draw
        state = draw.randint(10, 99)
        home = {
            "family_name": self._surname(),
            "phone": f"{200 + state}5550{draw.randint(100, 199)}"
            if draw.random() < 0.02
            else f"{200 + state}{draw.randint(200, 999)}{draw.randint(0, 9999):04d}",
            "address_line": f"{draw.randint(1, 9999)} {draw.choice(STREETS)} {draw.choice(['St', 'Ave', 'Rd', 'Ln'])}",
            "postal_code": f"{state}{draw.randint(0, 60):03d}",
            "member_id": "".join(draw.choices(string.ascii_uppercase, k=3)) + str(draw.randint(10**8, 10**9 - 1)),
        }
        family = [self._person(birth_date=self._born(1930, 1995), **home)]
        while draw.random() < 0.55 and len(family) < 7:
            one = self._relative(family, home)
            # a family does not give a name twice, but for a son who bears his father's
            if one.suffix or all(other.given_name != one.given_name for other in family):
                family.append(one)
        for person in family:
            chance = draw.random()
            if not known:
                self.strangers.append(person)
            elif chance < 0.8:
                self.charts.append(person)
            else:
                self.relatives.append(person)

    def _relative(self, family: list[Patient], home: dict[str, str]) -> Patient:
        draw = self.draw
        head, kind = family[0], draw.random()
        own = dict(home)
        if draw.random() < 0.3:
            own["phone"] = f"{home['phone'][:3]}{draw.randint(200, 999)}{draw.randint(0, 9999):04d}"
        if kind < 0.05:  # twins, some with names alike
            twin = self._person(birth_date=family[-1].birth_date, **own)
            if draw.random() < 0.6:
                return twin
            other = family[-1]  # a twin with a name alike
            alike = [name for name in (GIRLS if other.sex == "F" else BOYS) if name[:3] == other.given_name[:3]]
            return replace(twin, given_name=draw.choice(alike), sex=other.sex)
        if kind < 0.08 and head.sex == "M":
            return self._person(
                **{
                    **own,
                    "birth_date": self._born(1960, 2015),
                    "given_name": head.given_name,
                    "sex": "M",
                    "suffix": draw.choice(["Jr", "Jr", "II"]),
                }
            )
        if kind < 0.4:
            own["family_name"] = own["family_name"] if draw.random() < 0.75 else self._surname()
            return self._person(birth_date=self._born(1930, 1995), **own)
        return self._person(birth_date=self._born(1985, 2024), **own)


@dataclass
class Reader:
    """Prints a person on a page and reads it back with slips. `bad` is the share of pages that are hard to read."""

    draw: random.Random
    numbers: list[str]
    bad: float = 0.25
    slip: float = 1.0

    def page(self, person: Patient) -> tuple[Extraction, str]:
        draw = self.draw
        hard = draw.random() < self.bad
        text = self._printed(person)
        fields = {}
        for name, value in text.items():
            read = self._read(name, value, 0.16 if hard else 0.02)
            if read:
                sure = draw.uniform(0.6, 0.95) if hard or read != value else draw.uniform(0.9, 0.999)
                fields[name] = Field(value=read, raw=read, page=1, box=BOX, confidence=sure)
        return Extraction(fields=fields, patients=1), "insurance_card" if set(text).isdisjoint(
            ("mrn", "phone")
        ) else "referral"

    def _printed(self, person: Patient) -> dict[str, str]:
        draw = self.draw
        shown = {
            "family_name": 1.0, "given_name": 1.0, "middle_name": 0.5, "suffix": 0.6, "birth_date": 0.97, "sex": 0.6,
            "mrn": 0.5, "phone": 0.4, "address_line": 0.45, "ssn_last4": 0.08, "member_id": 0.35,
        }  # fmt: skip
        card = bool(person.member_id) and draw.random() < 0.12
        if card:  # an insurance card: the number always, the birth date seldom, nothing of the practice's
            shown |= {"member_id": 1.0, "birth_date": 0.4, "mrn": 0.0, "phone": 0.0, "address_line": 0.0, "sex": 0.1}
        text = {
            name: value for name, share in shown.items() if (value := getattr(person, name)) and draw.random() < share
        }
        if "address_line" in text:
            text["postal_code"] = person.postal_code
        if "middle_name" in text and draw.random() < 0.7:
            text["middle_name"] = text["middle_name"][0]
        given = text["given_name"]
        if given in SHORT and draw.random() < 0.08:
            text["given_name"] = SHORT[given]
        elif draw.random() < 0.008:
            text["given_name"] = given[0]
        if "-" in text["family_name"] and draw.random() < 0.3:
            text["family_name"] = draw.choice(text["family_name"].split("-"))
        self._outdated(text)
        if draw.random() < 0.004:
            text["family_name"], text["given_name"] = text["given_name"], text["family_name"]
        if draw.random() < 0.25:
            text["family_name"] = text["family_name"].upper()
            text["given_name"] = text["given_name"].upper()
        return text

    def _outdated(self, text: dict[str, str]) -> None:
        """The sender's own chart number, another name or address than ours."""
        draw = self.draw
        if "mrn" in text and draw.random() < 0.35:
            text["mrn"] = draw.choice(self.numbers) if draw.random() < 0.3 else str(draw.randint(10**5, 10**8))
        if draw.random() < 0.012:
            text["family_name"] = draw.choice(COMMON)
        if "address_line" in text and draw.random() < 0.08:
            text["address_line"] = f"{draw.randint(1, 9999)} {draw.choice(STREETS)} St"
            text["postal_code"] = f"{draw.randint(10000, 99999)}"
        if "phone" in text and draw.random() < 0.15:
            text["phone"] = str(draw.randint(2_000_000_000, 9_999_999_999))

    def _read(self, name: str, value: str, rate: float) -> str:
        draw = self.draw
        rate *= self.slip
        if draw.random() < rate * 0.3:
            return ""  # not found at all
        if name == "birth_date":
            if draw.random() < 0.004 * self.slip and int(value[8:]) <= 12:
                return f"{value[:4]}-{value[8:]}-{value[5:7]}"
            if draw.random() < 0.004 * self.slip:
                return f"2026-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}"  # the date of something else
        if draw.random() >= rate:
            return value
        place = draw.randrange(len(value))
        table = DIGITS if value[place].isdigit() else CONFUSED
        new = table.get(value[place].lower(), "" if draw.random() < 0.3 else value[place])
        return value[:place] + new + value[place + 1 :]


def exact_rule(charts: list[Patient]):
    seen: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for chart in charts:
        seen[chart.family_name.casefold(), chart.given_name.casefold(), chart.birth_date].append(chart.patient_id)

    def decide(extraction: Extraction) -> str | None:
        names = ("family_name", "given_name", "birth_date")
        key = tuple(
            str(extraction.fields[name].value).casefold() if name in extraction.fields else "?" for name in names
        )
        found = seen.get(key, [])  # type: ignore[arg-type]
        return found[0] if len(found) == 1 else None

    return decide


def number_rule(charts: list[Patient]):
    seen = {chart.mrn: chart.patient_id for chart in charts}
    return lambda extraction: seen.get(str(extraction.fields["mrn"].value)) if "mrn" in extraction.fields else None


def bound(wrong: int, filed: int) -> float:
    return float(beta.ppf(0.95, wrong + 1, filed - wrong)) if filed > wrong else 1.0


def line(label: str, told: list[tuple[str | None, str | None]]) -> str:
    filed = [(got, truth) for got, truth in told if got is not None]
    wrong = sum(got != truth for got, truth in filed)
    inside = sum(truth is not None for _, truth in told)
    right = len(filed) - wrong
    rate = 1e4 * wrong / max(1, len(filed))
    return (
        f"{label:34s} found {right / inside:.3f}   wrong {wrong:5d} / {len(filed)}   {rate:.2f} per 10k"
        f" (95% bound {1e4 * bound(wrong, len(filed)):.2f})"
    )


def calibration(results: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of the best candidate's probability."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, right in results:
        bins[min(9, int(probability * 10))].append((probability, right))
    gaps = (abs(sum(p for p, _ in one) - sum(r for _, r in one)) for one in bins.values())
    return sum(gaps) / max(1, len(results))


def documents(world: World, count: int, reader: Reader):
    """(extraction, type, chart or None, kind of case), one after another."""
    draw = reader.draw
    charted = {chart.patient_id for chart in world.charts}
    for _ in range(count):
        chance = draw.random()
        pool = world.charts if chance < 0.88 else world.relatives if chance < 0.92 else world.strangers
        person = draw.choice(pool)
        kind = "chart" if pool is world.charts else "relative" if pool is world.relatives else "stranger"
        extraction, document_type = reader.page(person)
        yield extraction, document_type, person.patient_id if person.patient_id in charted else None, kind


def run(index: PatientIndex, world: World, count: int, reader: Reader, show: int) -> None:
    told, dated, exact, number, graded, spans, outcomes, reasons = [], [], [], [], [], [], Counter(), Counter()
    by_name, by_number, reached = exact_rule(world.charts), number_rule(world.charts), 0
    for extraction, kind, truth, case in documents(world, count, reader):
        start = time.process_time()
        found: Match = match(extraction, kind, index)
        spans.append(time.process_time() - start)
        told.append((found.patient_id, truth))
        if "birth_date" in extraction.fields:
            dated.append(told[-1])
        exact.append((by_name(extraction), truth))
        number.append((by_number(extraction), truth))
        outcomes[case, found.decision] += 1
        best = found.candidates[0].patient_id if found.candidates else None
        if best:
            graded.append((found.probability, best == truth))
        if truth:
            asked = tuple(keys.of_query(query_of(extraction, kind).profile))
            reached += len(spans) % 10 == 0 and any(
                one.patient_id == truth for one in index.candidates(asked, 30).patients
            )
        if case == "chart" and found.decision != "match":
            reasons.update(one.code for one in found.doubts)
        if found.patient_id is not None and found.patient_id != truth and show:
            show -= 1
            print(
                "  wrong:",
                case,
                {n: f.value for n, f in extraction.fields.items()},
                found.patient_id,
                truth,
                found.probability,
            )
    sampled = sum(truth is not None for n, (_, truth) in enumerate(told, start=1) if n % 10 == 0)
    print(
        line("chartdrop", told),
        line("  of them pages with a birth date", dated),
        line("exact name + birth date, unique", exact),
        line("MRN alone", number),
        sep="\n",
    )
    print(f"recall@30 of the keys {reached / max(1, sampled):.4f}   calibration error {calibration(graded):.4f}")
    inside = sum(n for (case, _), n in outcomes.items() if case == "chart")
    print(f"documents with a chart called new {outcomes['chart', 'none'] / inside:.4f}   outcomes {dict(outcomes)}")
    print("why charts were not filed:", dict(reasons.most_common()))
    spans.sort()
    late = spans[int(len(spans) * 0.95)]
    print(f"CPU time per document: median {1e3 * statistics.median(spans):.2f} ms, p95 {1e3 * late:.2f} ms")


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--slip", type=float, default=1.0, help="how often reading slips, as a factor")
    parser.add_argument("--sqlite", action="store_true", help="use the key table instead of the index in memory")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong charts (the people are invented)")
    given = parser.parse_args(argv)
    world = World(given.patients, given.seed)
    reader = Reader(random.Random(given.seed + 1000), [chart.mrn for chart in world.charts], slip=given.slip)
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'index.db'}")
        index: PatientIndex = SqlPatientIndex(engine) if given.sqlite else MemoryPatientIndex()
        start, cpu = time.perf_counter(), time.process_time()
        index.apply(PatientChange(patient=chart) for chart in world.charts)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        print(f"{len(world.charts)} charts imported in {wall:.1f} s, {cpu:.1f} s CPU ({type(index).__name__})")
        run(index, world, given.documents, reader, given.show)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
