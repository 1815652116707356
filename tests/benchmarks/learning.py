"""What corrections, senders and a training do: `python tests/benchmarks/learning.py [layouts] [senders] [training]`.

On the shipped text, each family judged by a model, with a vocabulary, that saw none of it. `layouts`: one or two
documents of each family are confirmed by one person; how many of its others are then of the right type, and how many of
families that nobody confirmed are taken for another's. `senders`: generated streams of senders. `training`: how long it
takes on N documents. Every share with n and 95% bounds; documents of one family are not independent.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
from scipy import sparse
from sklearn.model_selection import StratifiedGroupKFold

from classifiers import material, store, train
from classifiers.model import TYPES, DoctypeModel, compared, sharpened
from classifiers.neighbours import Example, Neighbours, Recognised
from classifiers.statistics import share
from pipeline.records import Classification, Doubt
from pipeline.senders import LEAST, NEVER, weighed
from pipeline.stages import classify


@dataclass(frozen=True)
class HeldBack:
    """Each document as a model says that saw none of its family: `probabilities` (n, types) and, by fold, the vectors
    of all documents in the words of the fold's model."""

    material: train.Material
    fold: np.ndarray
    probabilities: np.ndarray
    vectors: Sequence[sparse.csr_matrix]
    sure: float

    def said(self, i: int) -> Classification:
        """What the model alone says of document i, with its doubt where it is not sure enough."""
        best = int(self.probabilities[i].argmax())
        unsure = self.probabilities[i, best] < self.sure
        return Classification(
            type=classify.named(TYPES[best]), confidence=float(self.probabilities[i, best]), model="held back",
            probabilities={name: float(p) for name, p in zip(TYPES, self.probabilities[i], strict=True)},
            doubts=(Doubt(code="type_uncertain", says=""),) if unsure else (),
        )  # fmt: skip


def held_back(every: int, seed: int) -> HeldBack:
    """Judged in five folds of families; of each family one in `every` documents, three at least."""
    by_family = defaultdict(list)
    for one in material.read(store.newest() / "training.jsonl.xz"):
        by_family[one.type, one.family].append(one)
    documents = [one for own in by_family.values() for one in own[: max(3, len(own) // every)]]
    made = train.prepare(documents)
    fold, raw = np.zeros(len(documents), dtype=int), np.zeros((len(documents), len(TYPES)))
    vectors = []
    folds = StratifiedGroupKFold(train.FOLDS, shuffle=True, random_state=seed)
    for number, (known, unknown) in enumerate(folds.split(made.texts, made.labels, made.families)):
        model: DoctypeModel = train.fit_parts(made.rows(known), seed)
        vectors.append(compared(model.words.matrix(made.texts), model.subwords.matrix(made.subwords)))
        for i in unknown.tolist():
            bags = model.words.bag(made.texts[i]), model.subwords.bag(made.subwords[i])
            raw[i], _ = model.raw(*bags, made.dense[i])
        fold[unknown] = number
    sharpness = train.calibrate(raw, made.labels, made.weights)
    probabilities = sharpened(raw, sharpness)
    best = probabilities.argmax(axis=1)
    core = best != TYPES.index("other")
    sure = train.threshold(
        probabilities.max(axis=1)[core].tolist(), (best == made.labels)[core].tolist(), train.ERROR_BUDGET,
        train.CONFIDENCE_FLOOR,
    )  # fmt: skip
    return HeldBack(made, fold, probabilities, vectors, sure)


# -- layouts


def layouts(held: HeldBack, rounds: int, seed: int) -> None:
    """One and two corrections by one person."""
    chance = random.Random(seed)
    labels, families = held.material.labels, held.material.families
    own: dict[str, list[int]] = defaultdict(list)
    for i, family in enumerate(families.tolist()):
        own[family].append(i)
    print(f"layouts: {len(labels)} documents of {len(own)} families, {rounds} rounds")
    alone = [held.said(i).type == TYPES[labels[i]] for i in range(len(labels))]
    _say("right type, the model alone", alone)
    for confirmed in (1, 2):
        tally: dict[str, list[bool]] = defaultdict(list)
        for _ in range(rounds):
            chosen = {family: chance.sample(those, min(confirmed, len(those))) for family, those in own.items()}
            mistaken = {f: sorted(those, key=lambda i: alone[i])[:confirmed] for f, those in own.items()
                        if not all(alone[i] for i in those)}  # fmt: skip
            for number, vectors in enumerate(held.vectors):
                _layouts_of_fold(held, number, vectors, chosen, tally, "")
                only = {f: mistaken.get(f, those) for f, those in chosen.items()}
                _layouts_of_fold(held, number, vectors, only, tally, " of families with a mistake, that corrected",
                                 set(mistaken))  # fmt: skip
        for name, hits in tally.items():
            _say(f"{confirmed} confirmed: {name}", hits)


def _layouts_of_fold(
    held: HeldBack, number: int, vectors: sparse.csr_matrix, chosen: dict[str, list[int]], tally: dict[str, list[bool]],
    which: str, only: set[str] | None = None,
) -> None:  # fmt: skip
    labels, families = held.material.labels, held.material.families
    rows = [i for those in chosen.values() for i in those]
    examples = [Example(families[i], TYPES[labels[i]], "ana") for i in rows]
    known = Neighbours(examples, vectors[rows])
    foreign: dict[str, Neighbours] = {}
    for i in np.flatnonzero(held.fold == number).tolist():
        family = families[i]
        if i in chosen[family] or (only is not None and family not in only):
            continue
        seen = known.recognise(vectors[i])
        said = held.said(i)
        after = classify.with_examples(said, seen) if seen else said
        true = TYPES[labels[i]]
        tally[f"layout known, of the right type{which}"].append(_known(seen) and seen.type == true)
        tally[f"right type{which}"].append(after.type == true)
        if only is None:
            if family not in foreign:
                foreign[family] = _without(examples, vectors, rows, family)
            taken = foreign[family].recognise(vectors[i])
            other = classify.with_examples(said, taken) if taken else said
            wrong = other.type != true and other.type != said.type
            tally["layout nobody confirmed: taken for another's, of a wrong type"].append(
                _known(taken) and taken.type not in ("", true)
            )
            tally["layout nobody confirmed: type made wrong by a likeness"].append(wrong)
            tally["layout nobody confirmed: type made right by a likeness"].append(
                other.type == true and said.type != true
            )
            tally["layout nobody confirmed: wrong type without a doubt"].append(
                other.type not in (true, "other") and not other.doubts
            )
            tally["the same by the model alone"].append(said.type not in (true, "other") and not said.doubts)


def _known(seen: Recognised | None) -> TypeGuard[Recognised]:
    return seen is not None and seen.strength == 1.0


def _without(examples: Sequence[Example], vectors: sparse.csr_matrix, rows: Sequence[int], family: str) -> Neighbours:
    kept = [n for n, one in enumerate(examples) if one.document_id != family]
    return Neighbours([examples[n] for n in kept], vectors[[rows[n] for n in kept]])


# -- senders

# Shares of lab result, referral, consent, insurance card and other, as guessed for kinds of senders.
KINDS = {
    "laboratory": (0.9, 0.02, 0.02, 0.0, 0.06),
    "clinic": (0.25, 0.35, 0.15, 0.1, 0.15),
    "hospital": (0.3, 0.1, 0.15, 0.0, 0.45),
    "specialist": (0.05, 0.6, 0.1, 0.05, 0.2),
    "payer": (0.0, 0.0, 0.02, 0.08, 0.9),
    "patient": (0.0, 0.02, 0.4, 0.4, 0.18),
}


def senders(held: HeldBack, streams: int, length: int, seed: int) -> None:
    """Streams of one sender each: its kind's mix of types, blurred; what was confirmed before is its profile."""
    chance = np.random.default_rng(seed)
    labels = held.material.labels
    pools = [np.flatnonzero(labels == kind) for kind in range(len(TYPES))]
    tally: dict[str, list[bool]] = defaultdict(list)
    everyone: dict[str, int] = dict.fromkeys(TYPES, 0)
    mixes = list(KINDS.values())
    for number in range(streams):
        mix = chance.dirichlet(8 * np.array(mixes[number % len(mixes)]) + 0.02)
        profile: dict[str, int] = defaultdict(int)
        for at in range(length):
            kind = int(chance.choice(len(TYPES), p=mix))
            said = held.said(int(chance.choice(pools[kind])))
            after, true = weighed(said, profile, everyone), TYPES[kind]
            if at >= LEAST:
                _count(tally, said, after, true, at)
            profile[true] += 1
            everyone[true] += 1
    print(f"senders: {streams} of {length} documents each")
    for name, hits in tally.items():
        _say(name, hits)


def _count(tally: dict[str, list[bool]], said: Classification, after: Classification, true: str, at: int) -> None:
    tally["right type without the sender"].append(said.type == true)
    tally["right type with the sender"].append(after.type == true)
    for name, one in (("without", said), ("with", after)):
        files = one.type != "other" and not one.doubts
        tally[f"sure enough to file {name} the sender"].append(files)
        if files:
            tally[f"of them a wrong type {name} the sender"].append(one.type != true)
    if at >= NEVER and any(doubt.code == "unusual_for_sender" for doubt in after.doubts):
        tally["doubts of what it never sent: the type was wrong"].append(after.type != true)


# -- training


def training(documents: int, seed: int) -> None:
    """The shipped text repeated as noisy copies up to N documents."""
    chance = random.Random(seed)
    shipped = material.read(store.newest() / "training.jsonl.xz")
    more = [material.noisy(chance.choice(shipped), chance, 0.2) for _ in range(max(0, documents - len(shipped)))]
    began, spent = time.perf_counter(), _cpu()
    train.fit([*shipped, *more][:documents], seed, copies=0)
    print(f"training: {documents} documents, {_cpu() - spent:.0f} s of CPU, {time.perf_counter() - began:.0f} s")


def _cpu() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def _say(name: str, hits: Sequence[bool]) -> None:
    figure = share(sum(map(bool, hits)), len(hits))
    print(f"  {name:<72}{figure['share']:>8.2%}  {figure['low95']:.2%} to {figure['high95']:.2%}  n = {figure['n']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("parts", nargs="*", default=["layouts", "senders"], metavar="layouts | senders | training")
    parser.add_argument("--every", type=int, default=1, help="one in so many documents of each family")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--documents", type=int, default=10_000, help="of a training")
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args()
    if {"layouts", "senders"} & set(args.parts):
        held = held_back(args.every, args.seed)
        if "layouts" in args.parts:
            layouts(held, args.rounds, args.seed)
        if "senders" in args.parts:
            senders(held, streams=600, length=40, seed=args.seed)
    if "training" in args.parts:
        training(args.documents, args.seed)


if __name__ == "__main__":
    main()
