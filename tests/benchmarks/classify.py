"""How long the model takes: `python tests/benchmarks/classify.py [--model DIR] [--documents N]`.

Prints one JSON object: size, milliseconds to load, CPU milliseconds per page (first, warm), the share of each part.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

from classifiers import store
from classifiers.features import dense, look
from classifiers.lexicon import load as load_lexicon
from classifiers.material import read


def cpu_ms(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=Path, default=None)
    parser.add_argument("--documents", type=int, default=300)
    args = parser.parse_args()
    folder = args.model or store.newest()
    start = time.perf_counter()
    model = store.open_model(folder)
    load_ms = 1000 * (time.perf_counter() - start)
    every = read(folder / "training.jsonl.xz")
    documents = every[:: max(1, len(every) // args.documents)]
    pages = sum(len(document.pages) for document in documents)
    first = cpu_ms(lambda: model.predict(documents[0].pages))
    predicting = cpu_ms(lambda: [model.predict(document.pages) for document in documents])
    lexicon = load_lexicon()
    looking = cpu_ms(lambda: [dense(look(document.pages, lexicon), lexicon) for document in documents])
    figures = {
        "model_bytes": (folder / "model.skops").stat().st_size,
        "load_ms": round(load_ms),
        "first_ms": round(first, 1),
        "ms_per_page": round(predicting / pages, 2),
        "ms_per_document": round(predicting / len(documents), 2),
        "features_share": round(looking / predicting, 2),
        "pages": pages,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
