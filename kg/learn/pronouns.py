"""Fits the weights that rank the antecedents of pronouns (kg/annotate/coref/weights.py): ``python -m kg.learn.pronouns FOLDER``.

FOLDER holds gap.jsonl, gum.jsonl and litbank.jsonl, one annotated text a line. Every pronoun is a choice among the chains in view and none;
what is fitted is how likely the right ones are (log-linear ranking with a ridge). docs/pronouns-model.md says from what.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.annotate import Annotator
from kg.annotate.coref.scoring import FEATURES, Candidate, linear
from kg.annotate.doc import Tree
from kg.facts import Document, Reading
from kg.learn.gold import Row, Span
from kg.ontology import Ontology

KINDS = ("person", "thing", "plural")
WEIGHTS = Path(__file__).parents[1] / "annotate/coref/weights.py"
_SETS = {"gap": 2.0, "gum": 1.0, "litbank": 0.25}  # weights of a pronoun: old novels are far from what is read
_RIDGE = 8.0


@dataclass(frozen=True, slots=True)
class Choice:
    """One pronoun: the features of its candidates, and which of them are right; the last place stands for none of them."""

    kind: str
    features: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]
    weight: float


class Recorder:
    """Ranks as the shipped weights do, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: dict[int, list[tuple[str, Candidate]]] = defaultdict(list)

    def __call__(self, kind: str, candidate: Candidate) -> float:
        self.asked[candidate.anaphor].append((kind, candidate))
        return linear(kind, candidate)


def choices(folder: Path, ontology: Ontology) -> Iterator[Choice]:
    """The choices of all texts of a folder."""
    recorder = Recorder()
    annotator = Annotator(ontology, scorer=recorder)
    for name, weight in _SETS.items():
        with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                recorder.asked.clear()
                session = annotator.session(Document.of(row["text"], row["id"]))
                reading = session.reading()
                yield from _of_text(row, session.tree, reading, recorder, weight)


def _of_text(row: Row, tree: Tree, reading: Reading, recorder: Recorder, weight: float) -> Iterator[Choice]:
    known = None if "pronoun" in row else clusters(row, tree)
    for anaphor, asked in recorder.asked.items():
        tokens = [one.antecedent for _, one in asked]
        if known is not None:
            right = [known.get(token) == known[anaphor] for token in tokens] if anaphor in known else None
        else:
            right = of_gap(row, tree, reading, anaphor, [(token,) for token in tokens])
        if right is not None:
            none = not any(right) if known is not None else not (row["a_coref"] or row["b_coref"])
            if none or any(right):
                yield Choice(asked[0][0], tuple(one.features for _, one in asked), (*right, none), weight)


def clusters(row: Row, tree: Tree) -> dict[int, str]:
    """Head token of each annotated phrase -> its cluster; of phrases with one head the shortest counts."""
    at_start = {start: i for i, start in enumerate(tree.start)}
    found: dict[int, str] = {}
    for one in sorted(row["mentions"], key=lambda one: one["span"][0] - one["span"][1]):
        first = at_start.get(one["span"][0])
        if first is not None:
            last = bisect_right(tree.end, one["span"][1])
            heads = [i for i in range(first, last) if not first <= tree.head[i] < last or tree.head[i] == i]
            if heads:
                found[heads[0]] = one["cluster"]
    return found


def of_gap(row: Row, tree: Tree, reading: Reading, anaphor: int, tokens: Sequence[Sequence[int]]) -> list[bool] | None:
    """Right are the candidates whose chain holds the right name; where neither is, all whose chain holds no wrong one.

    A candidate is given by the tokens of its namings, since not each of them is a mention ("Ana Ruiz, a painter").
    """
    if [tree.start[anaphor], tree.end[anaphor]] != row["pronoun"]:
        return None
    chain = _chains(reading)
    spans = [[(tree.start[i], tree.end[i]) for i in one] for one in tokens]
    place = [{other for span in one for other in chain.get(span, (span,))} for one in spans]
    named = {key: [any(a <= start and end <= b for start, end in one) for one in place] for key in "ab" for a, b in [row[key]]}
    true = [key for key in "ab" if row[f"{key}_coref"]]
    if true:
        return [any(named[key][k] for key in true) for k in range(len(tokens))]
    return [not named["a"][k] and not named["b"][k] for k in range(len(tokens))]


def _chains(reading: Reading) -> dict[Span, frozenset[Span]]:
    """Last token of each mention -> the last tokens of all mentions of its chain (code points)."""
    last = {}
    for one in reading.mentions:
        words = one.evidence.quote.split()
        last[one.id] = (one.evidence.end - len(words[-1]), one.evidence.end) if words else (one.evidence.start, one.evidence.end)
    chain = {id: {id} for id in last}
    for link in reading.judgements:
        if link.verdict == "same" and link.left in chain and link.right in chain and chain[link.left] is not chain[link.right]:
            chain[link.left] |= chain[link.right]
            for id in chain[link.right]:
                chain[id] = chain[link.left]
    return {last[id]: frozenset(last[other] for other in members) for id, members in chain.items()}


def rank(rows: Sequence[Choice], ridge: float = _RIDGE) -> tuple[np.ndarray, float]:
    """The weights of the features and the floor (the score of none) that make the right choices most likely."""
    from scipy.optimize import minimize

    width = len(rows[0].features[0])
    table = np.array([(*one, 0.0) for row in rows for one in (*row.features, (0.0,) * width)])
    starts = np.cumsum([0, *(len(row.right) for row in rows)])
    table[starts[1:] - 1, width] = 1.0
    right = np.array([float(one) for row in rows for one in row.right])
    sizes, weight = np.diff(starts), np.repeat([row.weight for row in rows], np.diff(starts))

    def shares(scores: np.ndarray) -> np.ndarray:
        parts = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts[:-1]), sizes))
        whole: np.ndarray = parts / np.repeat(np.add.reduceat(parts, starts[:-1]), sizes)
        return whole

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        share = shares(table @ flat)
        found = np.add.reduceat(share * right, starts[:-1])
        slope = table.T @ (weight * (share - share * right / np.repeat(found, sizes))) + ridge * flat
        return float(-(weight[starts[:-1]] * np.log(found)).sum() + ridge / 2 * (flat @ flat)), slope

    flat = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return flat[:width], float(flat[width])


def fitted(rows: Sequence[Choice]) -> str:
    """The text of the module of weights."""
    found = {kind: rank([row for row in rows if row.kind == kind]) for kind in KINDS}
    floors = ", ".join(f'"{kind}": {floor:.2f}' for kind, (_, floor) in found.items())
    lines = "\n".join(f'    ("{name}", {", ".join(f"{found[kind][0][k] + 0:.2f}" for kind in KINDS)}),' for k, name in enumerate(FEATURES))
    return f'''"""The weights of the pronoun score, fitted by kg/learn/pronouns.py on the training parts of GAP, GUM and LitBank, rounded."""

from __future__ import annotations

# What the best candidate must reach; below it the pronoun stays alone.
FLOOR = {{{floors}}}

# feature: person (he, she), thing (it), plural (they)
ROWS: tuple[tuple[str, float, float, float], ...] = (
{lines}
)
'''


def main(argv: list[str] | None = None) -> None:
    """Reads the folder, fits and writes the module of weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    given = parser.parse_args(argv)
    given.out.write_text(fitted(list(choices(given.folder, Ontology.load()))), encoding="utf-8")


if __name__ == "__main__":
    main()
