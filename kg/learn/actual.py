"""Fits the scorer that tells a single, actual happening from talk of such things: ``python -m kg.learn.actual FOLDER``.

FOLDER holds ``*.jsonl`` with one report a line: ``text``, and ``incidents`` as a list with ``types``, the labels of the classes of
happening that the report is about. A telling counts as actual where its report is about happenings of its class: a weak label,
so only traits of wording are fitted, never words or places. Prints the weights, and how well they do on reports left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray

from kg.annotate import Annotator
from kg.annotate.happenings.actual import Likely, Of
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.parts import Told
from kg.facts import Document
from kg.learn.regression import newton
from kg.ontology import Ontology

RIDGE, FOLDS = 3.0, 5

Vector = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: the number of its report, its type among the reports' types, its traits, and whether the report is about it."""

    report: int
    type: str
    traits: tuple[str, ...]
    actual: bool


def types_of(ontology: Ontology, common: Counter[str]) -> Mapping[str, str]:
    """Class -> type: the label of the class itself or of one above it, else the commonest of those whose happenings include its."""
    labels = {name: one.label.upper() for name, one in ontology.classes.items() if one.label.upper() in common}
    found = {}
    for name in filter(ontology.judged, ontology.classes):
        own = [labels[one] for one in sorted(ontology.ancestors(name), key=ontology.depth.__getitem__, reverse=True) if one in labels]
        wholes = sorted((label for one, label in labels.items() if ontology.outcome(one, name)), key=lambda label: -common[label])
        if own or wholes:
            found[name] = (own or wholes)[0]
    return found


def tellings(reports: Sequence[Mapping[str, object]], ontology: Ontology) -> Iterator[Telling]:
    """Every telling of a judged class in the reports."""
    about = [{type for incident in report["incidents"] for type in incident["types"][:1]} for report in reports]  # type: ignore[attr-defined]
    known = types_of(ontology, Counter(type for types in about for type in types))
    seen: list[tuple[str, tuple[str, ...]]] = []

    def judge(told: Sequence[Happening], same: Sequence[Told], of: Of, likely: Likely, world: Ontology) -> Sequence[Happening]:
        seen.extend((known[one.type], tuple(of(one))) for one in told if one.type in known)
        return told

    annotator = Annotator(ontology, judge=judge)
    for number, report in enumerate(reports):
        seen.clear()
        annotator.reading(Document.of(str(report["text"]), f"report {number}"))
        yield from (Telling(number, type, found, type in about[number]) for type, found in seen)


def fit(rows: Sequence[Telling], names: Sequence[str]) -> Vector:
    """Weights of a logistic regression with a ridge; the last is the bias. A report's many tellings count less each."""
    count = Counter((one.report, one.type) for one in rows)
    share = numpy.array([count[one.report, one.type] ** -0.5 for one in rows])
    return newton(table([one.traits for one in rows], names), numpy.array([float(one.actual) for one in rows]), RIDGE, share)


def table(rows: Sequence[Sequence[str]], names: Sequence[str]) -> Vector:
    """A row for each list of traits, a column for each named one, and a column of ones for the bias."""
    place = {name: k for k, name in enumerate(names)}
    found = numpy.zeros((len(rows), len(names) + 1))
    found[:, -1] = 1
    for n, traits in enumerate(rows):
        found[n, [place[trait] for trait in traits if trait in place]] = 1
    return found


def left_out(rows: Sequence[Telling], names: Sequence[str]) -> Vector:
    """The score of every telling by weights that were fitted without its report."""
    scores = numpy.zeros(len(rows))
    for fold in range(FOLDS):
        weights = fit([one for one in rows if one.report % FOLDS != fold], names)
        own = [n for n, one in enumerate(rows) if one.report % FOLDS == fold]
        scores[own] = 1 / (1 + numpy.exp(-table([rows[n].traits for n in own], names) @ weights))
    return scores


def quality(rows: Sequence[Telling], scores: Vector, least: float) -> str:
    """Precision and recall of (report, type) where tellings with less than a score are left out."""
    kept: dict[bool, set[tuple[int, str]]] = defaultdict(set)
    for one, score in zip(rows, scores, strict=True):
        if score >= least:
            kept[one.actual].add((one.report, one.type))
    all_told = {(one.report, one.type) for one in rows if one.actual}
    right, wrong = len(kept[True]), len(kept[False])
    return f"least {least:.2f}: precision {right / max(right + wrong, 1):.3f}, of those told {right / max(len(all_told), 1):.3f}"


def main(folder: str) -> None:
    """Reads the reports, fits, and prints what belongs into ``kg/annotate/happenings/actual_weights.py``."""
    reports = [json.loads(line) for path in sorted(Path(folder).glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = list(tellings([one for one in reports if "incidents" in one], Ontology.load()))
    common = Counter(trait for one in rows for trait in one.traits)
    names = sorted(name for name, times in common.items() if times >= 15)
    scores = left_out(rows, names)
    lines = [f"# {quality(rows, scores, least)}" for least in (0.0, 0.4, 0.45, 0.5, 0.55)]
    weights = fit(rows, names)
    pairs = sorted(zip([*names, "always"], weights.tolist(), strict=True), key=lambda pair: pair[1])
    sys.stdout.write("\n".join([*lines, "WEIGHTS = {", *(f'    "{name}": {value:.2f},' for name, value in pairs), "}\n"]))


if __name__ == "__main__":
    main(sys.argv[1])
