"""Matching at scale, on a clinic written apart from the weights (`worlds/clinic.py`): wrong charts, recall, time.

`python tests/benchmarks/match_scale.py [--patients 1000000] [--documents 100000] [--seed N] [--url URL]` prints the
import's time and memory, then wrong charts per 10,000 filed with the upper 95% Clopper-Pearson bound, charts found
without a person, in-index documents called new, recall@30 of the keys, calibration and time of a query; by page kind,
document type and trap. Nothing was tuned on it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from scipy.stats import beta
from worlds.clinic import Clinic, Page

from pipeline.adapters.database import create_engine
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.matching import keys
from pipeline.matching.evidence import query_of
from pipeline.ports import PatientChange
from pipeline.records import Match
from pipeline.stages.match import match


@dataclass
class Tally:
    """What became of some pages."""

    pages: int = 0
    inside: int = 0
    filed: int = 0
    wrong: int = 0
    new: int = 0

    def add(self, page: Page, found: str | None, decision: str) -> None:
        self.pages += 1
        self.inside += bool(page.charts)
        self.filed += found is not None
        self.wrong += found is not None and found not in page.charts
        self.new += bool(page.charts) and decision == "none"

    def line(self, label: str) -> str:
        rate = 1e4 * self.wrong / max(1, self.filed)
        upper = float(beta.ppf(0.95, self.wrong + 1, self.filed - self.wrong)) if self.filed > self.wrong else 1.0
        return (
            f"{label:32s} n {self.pages:7d}  found {(self.filed - self.wrong) / max(1, self.inside):.3f}  wrong"
            f" {self.wrong:3d} / {self.filed:6d} = {rate:.2f} per 10k (upper {1e4 * upper:.2f})"
            f"  called new {1e2 * self.new / max(1, self.inside):.2f}%"
        )


@dataclass
class Report:
    """Tallies by group, and what calibration and time need."""

    groups: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    graded: list[tuple[float, bool]] = field(default_factory=list)
    spans: list[float] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    reached: int = 0

    def add(self, page: Page, found: Match) -> None:
        for name in ("all", f"kind: {page.kind}", f"type: {page.type}", f"trap: {page.trap}"):
            self.groups[name].add(page, found.patient_id, found.decision)
        if found.candidates:
            best = found.candidates[0]
            self.graded.append((best.probability, best.patient_id in page.charts))
        if page.charts and found.patient_id is None:
            self.reasons.update({one.code for one in found.doubts})

    def error(self) -> float:
        """Expected calibration error over ten bins of the best candidate's probability."""
        bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
        for probability, right in self.graded:
            bins[min(9, int(probability * 10))].append((probability, right))
        gaps = (abs(sum(p for p, _ in one) - sum(r for _, r in one)) for one in bins.values())
        return sum(gaps) / max(1, len(self.graded))

    def show(self) -> None:
        order = sorted(self.groups, key=lambda name: (name != "all", name))
        print(*(self.groups[name].line(name) for name in order), sep="\n")
        spans = sorted(self.spans)
        print(
            f"recall@30 {self.reached / max(1, self.asked):.4f} of {self.asked}   calibration error {self.error():.4f}"
        )
        print("why charts were not filed:", dict(self.reasons.most_common(12)))
        late = spans[int(len(spans) * 0.95)]
        print(f"CPU of a query: mean {1e3 * sum(spans) / len(spans):.2f} ms, p95 {1e3 * late:.2f} ms")


def exact_rule(clinic: Clinic) -> dict[tuple[str, str, str], list[str]]:
    """Charts by exact name and birth date."""
    seen: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for chart in clinic.charts:
        seen[chart.family_name.casefold(), chart.given_name.casefold(), chart.birth_date].append(chart.patient_id)
    return seen


def run(index: SqlPatientIndex, clinic: Clinic, documents: int, show: int) -> None:
    report, exact, by_name = Report(), Tally(), exact_rule(clinic)
    for number in range(documents):
        page = clinic.page()
        start = time.process_time()
        found = match(page.extraction, page.type, index)  # type: ignore[arg-type]
        report.spans.append(time.process_time() - start)
        report.add(page, found)
        said = {name: str(one.value).casefold() for name, one in page.extraction.fields.items()}
        same = by_name.get(tuple(said.get(n, "?") for n in ("family_name", "given_name", "birth_date")), [])  # type: ignore[arg-type]
        exact.add(page, same[0] if len(same) == 1 else None, "match")
        if page.charts and number % 10 == 0:
            asked = tuple(keys.of_query(query_of(page.extraction, page.type).profile))  # type: ignore[arg-type]
            report.asked += 1
            report.reached += any(one.patient_id in page.charts for one in index.candidates(asked, 30).patients)
        if found.patient_id is not None and found.patient_id not in page.charts and show > 0:
            show -= 1
            chart = index.get(found.patient_id)
            print("  wrong:", page.trap, page.kind, page.type, found.probability)
            print("    page ", {name: one.value for name, one in page.extraction.fields.items()})
            print("    chart", {n: getattr(chart, n) for n in type(chart).__slots__ if getattr(chart, n)})
    report.show()
    print(exact.line("exact name + birth date, unique"))


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--url", default="", help="a database instead of SQLite in a temporary folder")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong charts (the people are invented)")
    given = parser.parse_args(argv)
    clinic = Clinic(given.patients, given.seed)
    people = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(given.url or f"sqlite:///{Path(folder) / 'index.db'}")
        index = SqlPatientIndex(engine)
        start, cpu = time.perf_counter(), time.process_time()
        index.apply(PatientChange(patient=chart) for chart in clinic.charts)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - people
        print(f"{len(clinic.charts)} charts put in: {wall:.0f} s, {cpu:.0f} s CPU, {grown:.0f} MB more", flush=True)
        run(index, clinic, given.documents, given.show)
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1:])
