"""Matching side by side with what people use today, on the same charts and pages: one table.

`python tests/benchmarks/match_others.py [--patients 20000] [--documents 4000] [--seed 31]` compares the matcher with a
chart number alone, an exact name and birth date, splink (EM over all pages at once, best pair at p >= .99) and
recordlinkage (its EM classifier over blocked pairs). The world is `worlds/clinic.py`, written apart from the weights;
splink and recordlinkage estimate theirs on the very pages that they link, without the truth. Needs the extra
`linkage` for those two; a row says when it is not installed. Where the public FEBRL and splink sets lie in
`CHARTDROP_SHARED`/data/patients, the matcher runs on them too: one record of a cluster is the chart, the others the
pages.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from match_scale import Tally
from worlds.clinic import BOX, Clinic, Page

from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.ports import PatientChange
from pipeline.records import Extraction, Field, Patient
from pipeline.stages.match import match

COLUMNS = (
    "family_name", "given_name", "middle_name", "birth_date", "sex", "mrn", "phone", "address_line", "postal_code",
    "ssn_last4", "member_id",
)  # fmt: skip
SURE = 0.99  # where splink and recordlinkage file; the matcher has its own rule
SHARED = Path(os.environ.get("CHARTDROP_SHARED", Path(__file__).resolve().parents[3] / "shared"))

Answer = list[str | None]  # the chart of each page, in order


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Charts, pages, and both as plain rows."""

    charts: Sequence[Patient]
    pages: Sequence[Page]

    def chart_rows(self) -> list[dict[str, str | None]]:
        return [_row(one.patient_id, {name: getattr(one, name) for name in COLUMNS}) for one in self.charts]

    def page_rows(self) -> list[dict[str, str | None]]:
        return [
            _row(str(number), {name: str(one.value) for name, one in page.extraction.fields.items()})
            for number, page in enumerate(self.pages)
        ]


def _row(name: str, values: Mapping[str, str]) -> dict[str, str | None]:
    return {"unique_id": name, **{column: (values.get(column) or "").upper() or None for column in COLUMNS}}


def chart_number(world: World) -> Answer:
    return _unique(world, ("mrn",))


def name_and_birth(world: World) -> Answer:
    return _unique(world, ("family_name", "given_name", "birth_date"))


def _unique(world: World, columns: Sequence[str]) -> Answer:
    """The only chart that agrees in all these columns, each known."""
    charts = defaultdict(list)
    for row in world.chart_rows():
        charts[tuple(row[name] for name in columns)].append(row["unique_id"])
    found = [charts.get(key, []) if all(key) else [] for key in _keys(world.page_rows(), columns)]
    return [same[0] if len(same) == 1 else None for same in found]


def _keys(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in rows]


def ours(world: World) -> Answer:
    index = MemoryPatientIndex()
    index.apply(PatientChange(patient=chart) for chart in world.charts)
    return [match(page.extraction, page.type, index).patient_id for page in world.pages]  # type: ignore[arg-type]


def by_splink(world: World) -> Answer:
    """splink's usual recipe: term frequencies, u by sampling, m by EM in two blocked passes."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    names = [cl.JaroWinklerAtThresholds(n, [0.92, 0.85]) for n in ("family_name", "given_name", "middle_name")]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            *(one.configure(term_frequency_adjustments=True) for one in names),
            cl.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"),
            cl.ExactMatch("sex"),
            *(cl.LevenshteinAtThresholds(name, 1) for name in ("mrn", "phone", "member_id", "ssn_last4")),
            cl.JaroWinklerAtThresholds("address_line", [0.9]),
            cl.ExactMatch("postal_code"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("family_name", "given_name"),
            block_on("birth_date", "substr(given_name, 1, 1)"),
            block_on("family_name", "birth_date"),
            *(block_on(name) for name in ("mrn", "phone", "member_id")),
        ],
    )
    api = DuckDBAPI()
    frames = [
        api.register(pd.DataFrame(rows), dataset_display_name=name)
        for name, rows in (("pages", world.page_rows()), ("charts", world.chart_rows()))
    ]
    linker = Linker(frames, settings, log_level=40)
    rules = [block_on("family_name", "given_name", "birth_date")]
    linker.training.estimate_probability_two_random_records_match(rules, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("family_name", "given_name"), block_on("birth_date")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=SURE).as_pandas_dataframe()
    return _best(world, zip(pairs.unique_id_l, pairs.unique_id_r, pairs.match_probability, strict=True))


def by_recordlinkage(world: World) -> Answer:
    """recordlinkage's usual recipe: blocked pairs, string similarity made binary, its EM classifier."""
    import pandas as pd
    import recordlinkage as rl

    pages, charts = (
        pd.DataFrame(rows).set_index("unique_id").astype("string") for rows in (world.page_rows(), world.chart_rows())
    )
    indexer = rl.Index()
    for columns in (["family_name", "given_name"], "birth_date", "mrn", "phone", "member_id"):
        indexer.block(columns)
    compare = rl.Compare()
    for name in ("family_name", "given_name", "address_line"):
        compare.string(name, name, method="jarowinkler", threshold=0.9, label=name)
    for name in ("birth_date", "sex", "mrn", "phone", "member_id", "ssn_last4"):
        compare.exact(name, name, label=name)
    features = compare.compute(indexer.index(pages, charts), pages, charts).fillna(0).astype(int)
    classifier = rl.ECMClassifier(binarize=0.5)
    classifier.fit(features)
    chances = classifier.prob(features)
    sure = chances[chances >= SURE]
    return _best(world, ((page, chart, chance) for (page, chart), chance in sure.items()))


def _best(world: World, pairs: Any) -> Answer:
    """The likeliest chart of each page; none where two are equally likely."""
    found: defaultdict[int, list[tuple[float, str]]] = defaultdict(list)
    for left, right, chance in pairs:
        page, chart = (left, right) if str(left).isdigit() else (right, left)
        found[int(page)].append((float(chance), str(chart)))
    answer: Answer = []
    for number in range(len(world.pages)):
        ranked = sorted(found[number], reverse=True)
        tied = len(ranked) > 1 and ranked[0][0] == ranked[1][0]
        answer.append(ranked[0][1] if ranked and not tied else None)
    return answer


METHODS: Mapping[str, Callable[[World], Answer]] = {
    "chart number alone": chart_number,
    "exact name + birth date": name_and_birth,
    "splink, p >= .99": by_splink,
    "recordlinkage EM, p >= .99": by_recordlinkage,
    "chartdrop": ours,
}


def compared(world: World) -> None:
    for name, method in METHODS.items():
        start = time.process_time()
        try:
            answer = method(world)
        except ImportError as error:
            print(f"{name:32s} not installed ({error.name}): pip install chartdrop[linkage]")
            continue
        spent = time.process_time() - start
        tally = Tally()
        for page, found in zip(world.pages, answer, strict=True):
            tally.add(page, found, "match")
        print(f"{tally.line(name)}  {spent:.0f} s CPU", flush=True)


def clustered(path: Path, cluster: Callable[[Mapping[str, str]], str], named: Mapping[str, str]) -> World:
    """A public set: the first record of each cluster is a chart, the others are pages, read without a doubt."""
    charts: dict[str, Patient] = {}
    pages = []
    with path.open(encoding="utf-8", newline="") as opened:
        for raw in csv.DictReader(opened, skipinitialspace=True):
            values = {name: _dated(name, raw[column]) for name, column in named.items() if raw[column]}
            who = cluster(raw)
            if who not in charts:
                charts[who] = Patient(patient_id=who, **values)
                continue
            fields = {name: Field(value=v, raw=v, page=1, box=BOX, confidence=0.97) for name, v in values.items()}
            pages.append(Page(Extraction(fields=fields), "lab_result", "born_digital", "plain", frozenset({who})))
    return World(charts=list(charts.values()), pages=pages)


def _dated(name: str, text: str) -> str:
    compact = name == "birth_date" and len(text) == 8 and text.isdigit()
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if compact else text


def public_sets() -> None:
    febrl = {
        "given_name": "given_name", "family_name": "surname", "address_line": "address_1", "postal_code": "postcode",
        "birth_date": "date_of_birth",
    }  # fmt: skip
    fake = {"given_name": "first_name", "family_name": "surname", "birth_date": "dob"}
    folder = SHARED / "data" / "patients"
    sets = [
        (folder / "febrl" / "dataset1.csv", lambda row: row["rec_id"].split("-")[1], febrl),
        (folder / "febrl" / "dataset2.csv", lambda row: row["rec_id"].split("-")[1], febrl),
        (folder / "splink" / "moj-analytical-ser__fake_1000.csv", lambda row: row["cluster"], fake),
    ]
    for path, cluster, named in sets:
        if not path.is_file():
            continue
        world = clustered(path, cluster, named)
        for name in ("exact name + birth date", "chartdrop"):
            tally = Tally()
            for page, found in zip(world.pages, METHODS[name](world), strict=True):
                tally.add(page, found, "match")
            print(tally.line(f"{path.stem[-12:]}: {name[:18]}"))


def main(argv: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=4_000)
    parser.add_argument("--seed", type=int, default=31)
    given = parser.parse_args(argv)
    clinic = Clinic(given.patients, given.seed)
    compared(World(charts=clinic.charts, pages=[clinic.page() for _ in range(given.documents)]))
    public_sets()


if __name__ == "__main__":
    main(sys.argv[1:])
