"""Where documents end, on files of several documents: `--truth truth.jsonl --readings DIR` or `--files DIR`.

Prints the share of files split perfectly and, for the boundaries between pages, how many were missed or made up, with
95% bounds, and how often a wrong boundary came with a doubt. Readings are `Reading` records as JSON, one per file.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from classifiers.statistics import share
from pipeline.adapters.reading import InProcessReader
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Reading
from pipeline.stages import classify, separate


def readings(arguments: argparse.Namespace, names: set[str]) -> dict[str, Reading]:
    if arguments.readings:
        paths = {name: arguments.readings / f"{name}.json" for name in names}
        return {name: msgspec.json.decode(path.read_bytes(), type=Reading) for name, path in paths.items()}
    reader = InProcessReader(ReadingOptions(second_engine=False))
    return {name: reader.read(arguments.files / name) for name in sorted(names)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", type=Path, required=True)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--files", type=Path)
    parser.add_argument("--show", action="store_true", help="print each file that was split wrongly")
    arguments = parser.parse_args()
    truth: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for text in arguments.truth.read_text(encoding="utf-8").splitlines():
        one = json.loads(text)
        truth[Path(one["file"]).name].append(tuple(one["pages"]))
    model = classify.load_model()
    counts: Counter[str] = Counter()
    for name, reading in readings(arguments, set(truth)).items():
        wanted = sorted(truth[name])
        found = separate.separate(reading, model).parts
        pages = sorted(part.pages for part in found)
        perfect = pages == wanted
        counts["files"] += 1
        counts["perfect"] += perfect
        kind = "several" if len(wanted) > 1 else "one"
        counts[f"files with {kind}"] += 1
        counts[f"perfect with {kind}"] += perfect
        starts, said = {one[0] for one in wanted}, {one[0] for one in pages}
        counts["boundaries"] += len(starts) - 1
        counts["missed"] += len(starts - said)
        counts["made up"] += len(said - starts)
        doubted = any(part.doubts for part in found)
        counts["right with a doubt"] += perfect and doubted
        if not perfect:
            counts["wrong with a doubt"] += doubted
            if arguments.show:
                print(name, "true", wanted, "said", pages)
    for title, hits, of in (
        ("files split perfectly", "perfect", "files"),
        ("  of those with several documents", "perfect with several", "files with several"),
        ("  of those with one document", "perfect with one", "files with one"),
        ("boundaries missed", "missed", "boundaries"),
        ("boundaries made up, per true one", "made up", "boundaries"),
    ):
        print(f"{title:<36}{share(min(counts[hits], counts[of]), counts[of])}")
    print(f"wrong files with a doubt: {counts['wrong with a doubt']} of {counts['files'] - counts['perfect']}")
    print(f"right files with a doubt: {counts['right with a doubt']} of {counts['perfect']}")


if __name__ == "__main__":
    main()
