"""Fits how the grammar and the learned reader judge together: ``python -m kg.learn.casting FOLDER happened``, or ``roles``.

FOLDER holds ``*.jsonl`` with one report a line: ``text``, ``fillers`` (role -> things, each a list of namings) and ``incidents`` with
``types``. Only reports that were held back when the reader was trained teach anything, since of the others it knows the answers. A
thing has a role where a naming of it ends in the same word as one that the report lists under that role; a happening is an actual one
where its report is about such happenings. Prints what belongs into ``kg/annotate/happenings/casting.tsv``, and how well it does on reports left
out. The roles come second: who takes part is asked of the happenings that are kept.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from kg.annotate import Annotator
from kg.annotate.happenings.actual import actual
from kg.annotate.happenings.casting import by_rule, clues
from kg.annotate.happenings.happened import HAPPENED, labels_of, seen
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.participants import Cast
from kg.annotate.happenings.things import role_of, things
from kg.facts import Document
from kg.learn.actual import FOLDS, Vector
from kg.learn.regression import newton
from kg.learn.reports import CLASSES, ROLES
from kg.learn.samples import held
from kg.ontology import Ontology

RIDGE = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement: the number of its report, the role or HAPPENED, its clues, and whether it holds."""

    report: int
    judged: str
    clues: Mapping[str, float]
    holds: bool


def rows(reports: Sequence[Mapping[str, Any]], ontology: Ontology, happened: bool) -> Iterator[Row]:
    """Every telling of a judged class in the reports, or else every thing in every role."""
    made: list[Row] = []
    number = 0

    def casting(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        made.extend(tellings(told, cast, number, reports[number]) if happened else parts(told, cast, number, reports[number]))
        return list(told)

    annotator = Annotator(ontology, casting=casting, judge=(lambda told, *_: told) if happened else actual, reader=True)
    for number, report in enumerate(reports):
        annotator.reading(Document.of(str(report["text"]), f"report {number}"))
    yield from made


def tellings(told: Sequence[Happening], cast: Cast, number: int, report: Mapping[str, Any]) -> Iterator[Row]:
    """The tellings of one report."""
    about = {CLASSES[type] for one in report["incidents"] for type in one["types"]}
    for one in told:
        own = labels_of(one.type, list(cast.happened), cast.ontology) if cast.ontology.judged(one.type) else []
        if own:
            found = seen(one, cast.likely(one), cast.reported, cast.g.tree.sent, cast.happened, cast.ontology)
            yield Row(number, HAPPENED, found, bool(about & set(own)))


def parts(told: Sequence[Happening], cast: Cast, number: int, report: Mapping[str, Any]) -> Iterator[Row]:
    """The things of one report in every role, where a happening is told at all."""
    listed, ruled = last_words(report), by_rule(told, cast)
    for thing in things(cast) if any(cast.ontology.judged(one.type) for one in told) else ():
        words = {cast.g.tree.lower[cast.namings[head].end - 1] for head in thing.heads}
        for label in thing.likely:
            yield Row(number, label, clues(label, thing, ruled, cast), bool(words & listed[role_of(label)]))


def last_words(report: Mapping[str, Any]) -> Mapping[str, set[str]]:
    """Role -> the last words of what the report lists under it."""
    found: dict[str, set[str]] = defaultdict(set)
    for theirs, things_ in report["fillers"].items():
        for one in (one for thing in things_ for one in thing):
            found[ROLES[theirs].partition(" ")[0]].update(re.findall(r"\w+", one["text"].lower())[-1:])
    return found


def table(found: Sequence[Row]) -> tuple[list[str], Vector, Vector]:
    """The clues that tell rows apart, a row of numbers for each with the bias last, and what holds."""
    names = sorted({name for one in found for name in one.clues} - {"always"})
    numbers = numpy.array([[*(one.clues[name] for name in names), 1.0] for one in found])
    return [*names, "always"], numbers, numpy.array([float(one.holds) for one in found])


def left_out(found: Sequence[Row]) -> Vector:
    """How likely each row holds by weights that were fitted without its report."""
    _, numbers, truth = table(found)
    fold, scores = numpy.array([one.report % FOLDS for one in found]), numpy.zeros(len(found))
    for k in range(FOLDS):
        weights = newton(numbers[fold != k], truth[fold != k], RIDGE)
        scores[fold == k] = 1 / (1 + numpy.exp(-numbers[fold == k] @ weights))
    return scores


def fitted(found: Sequence[Row]) -> Iterator[str]:
    """The lines to print for one role: how well it does, and each clue with its weight."""
    role, scores, (names, numbers, truth) = found[0].judged, left_out(found), table(found)
    for least in (0.06, 0.15, 0.25, 0.35, 0.5):
        right, kept = truth[scores >= least].sum(), (scores >= least).sum()
        yield f"# {role}, least {least:.2f}: {right:.0f} of {kept} right, {right:.0f} of {truth.sum():.0f} found"
    yield from (f"{role}\t{name}\t{weight:.3f}" for name, weight in zip(names, newton(numbers, truth, RIDGE).tolist(), strict=True))


def main(folder: str, what: str) -> None:
    """Reads the reports that the reader has not learned from, fits, and prints the rows of ``kg/annotate/happenings/casting.tsv``."""
    lines = [line for path in sorted(Path(folder).glob("muc*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [one for one in map(json.loads, lines) if "incidents" in one and held(one["id"])]
    by_judged: dict[str, list[Row]] = defaultdict(list)
    for one in rows(reports, Ontology.load(), what == HAPPENED):
        by_judged[one.judged].append(one)
    sys.stdout.write("\n".join(line for _, found in sorted(by_judged.items()) for line in fitted(found)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
