"""Write what the model of document types learns from: `python samples/training.py --out training.jsonl.xz --read 6 --plain 6`.

For each family `--read` documents are drawn, degraded, each in another way, and read by OCR as the pipeline does; `--plain` more
are taken as drawn, for their wording. Line format: `classifiers/material.py`. Synthetic text only.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from rich.progress import track

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import catalogue
import generate
from degrade import KINDS, degrade

from classifiers import material
from classifiers.material import Document
from classifiers.tokens import Token, TokenPage
from pipeline.adapters.reading import InProcessReader
from pipeline.records import Page


def plain(plan: generate.Plan, family: str, number: int) -> Document:
    """A document as drawn: its words at 200 dpi."""
    made = _made(plan, family, f"{plan.seed} plain {family} {number}")
    pages = []
    for page, words in zip(made.drawing.pages, made.drawing.words(), strict=True):
        tokens = tuple(Token(text, *box) for text, box in words)
        pages.append(TokenPage(round(page.width * 200 / 72), round(page.height * 200 / 72), tokens))
    return Document(family, catalogue.type_of(family), "plain", tuple(pages))


def read(plan: generate.Plan, family: str, number: int, kind: str, reader: InProcessReader, folder: Path) -> Document:
    """A document as it is after a scanner, a fax or a camera, and OCR."""
    seed = f"{plan.seed} read {family} {number}"
    made = _made(plan, family, seed, close_up=kind == "photo")
    if kind == "photo" and len(made.drawing.pages) > 1:
        kind = "scan_200"
    result = degrade(generate.joined_pdf([made]), kind, seed, generate.sender_of([made], random.Random(seed)))
    path = folder / f"page.{result.suffix}"
    path.write_bytes(result.data)
    return Document(
        family, catalogue.type_of(family), kind, tuple(token_page(page) for page in reader.read(path).pages)
    )


def token_page(page: Page) -> TokenPage:
    words = (w for w in page.words if w.box.bottom > page.header_bottom)
    tokens = (Token(w.text, w.box.left, w.box.top, w.box.right, w.box.bottom, round(w.confidence, 2)) for w in words)
    return TokenPage(page.width, page.height, tuple(tokens), len(page.checkboxes), len(page.rules))


def _made(plan: generate.Plan, family: str, seed: str, close_up: bool = False) -> generate.Made:
    who = generate.cast(plan, random.Random(f"{seed} who"))
    return generate.make_document(plan, family, who, seed, close_up)


def documents(plan: generate.Plan, plain_each: int, read_each: int, families: list[str]) -> Iterator[Document]:
    for family in families:
        yield from (plain(plan, family, number) for number in range(plain_each))
    reader = InProcessReader() if read_each else None
    with tempfile.TemporaryDirectory() as folder:
        for at, family in enumerate(families):
            for number in range(read_each):
                kind = KINDS[1:][(at + number) % (len(KINDS) - 1)]  # born digital pages are as drawn
                assert reader is not None
                yield read(plan, family, number, kind, reader, Path(folder))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", default="all", choices=("train", "tune", "test", "all"))
    parser.add_argument("--plain", type=int, default=4, help="documents per family as drawn")
    parser.add_argument("--read", type=int, default=4, help="documents per family degraded and read")
    parser.add_argument("--add-to", type=Path, help="keep this file's documents and draw only families that it lacks")
    args = parser.parse_args()
    plan = generate.Plan(seed=args.seed)
    kept = material.read(args.add_to) if args.add_to else []
    known = {document.family for document in kept}
    families = [f for t in generate.TYPES for f in catalogue.members(t, args.split) if f not in known]
    total = len(families) * (args.plain + args.read)
    made = documents(plan, args.plain, args.read, families)
    fresh = track(made, "documents", total=total, disable=not sys.stderr.isatty())
    material.write(chain(kept, fresh), args.out)
    print(f"up to {total} documents of {len(families)} families: {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
