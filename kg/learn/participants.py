"""Fits the scorer that tells who and what takes part in a happening: ``python -m kg.learn.participants FOLDER``.

FOLDER holds ``*.jsonl`` with one report a line: ``text``, and ``incidents``, each with ``fillers`` (the report's own roles, each with
things as lists of words) and what else it lists in that form under other keys. What is told beside a happening takes part in it where some naming of it ends in the same word as one that the
report lists under a role of that kind; which of the report's roles go with which of ours is counted. Reports that list nothing teach nothing. Only classes, wording and
place in the sentence are fitted, never names. Prints the weights, and how well they do on reports left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from kg.annotate import Annotator
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.participants import Cast
from kg.facts import Document
from kg.learn.actual import FOLDS, Vector, table
from kg.learn.regression import newton
from kg.ontology import Ontology

RIDGE, SEEN, SHARE = 3.0, 15, 0.05
CLASS = re.compile(r"(named|described) \w+$")  # a trait that says of what class something is
ENOUGH = 100  # participants; a role of which fewer were seen is not judged

Listed = Mapping[str, set[str]]  # a report's own role -> the last words of what fills it


@dataclass(frozen=True, slots=True)
class Part:
    """One participant: the number of its report, its role, its traits and the last words of its namings."""

    report: int
    role: str
    traits: tuple[str, ...]
    words: frozenset[str]


def parts(reports: Sequence[Mapping[str, object]], ontology: Ontology) -> Iterator[Part]:
    """Every participant whose role is judged, in the reports."""
    seen: list[Part] = []

    def casting(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        chains = defaultdict(list)
        for head, first in cast.groups.items():
            chains[first].append(head)
        for one in told:
            for role, token in cast.judged(one):
                words = {cast.g.tree.lower[head] for head in (token, *chains[cast.groups.get(token, token)])}
                seen.append(Part(number, role, (role, *cast.traits(one, role, token)), frozenset(words)))
        return list(told)

    annotator = Annotator(ontology, casting=casting)
    for number, report in enumerate(reports):
        seen.clear()
        annotator.reading(Document.of(str(report["text"]), f"report {number}"))
        yield from seen


def listed(report: Mapping[str, Any]) -> Listed:
    """What fills each of a report's own roles."""
    found: dict[str, set[str]] = defaultdict(set)
    for incident in report["incidents"]:
        for role, things in (*incident["fillers"].items(), *(row for row in incident.items() if _of_words(row[1]))):
            found[role].update(_last(words) for thing in things for words in thing)
    return found


def _of_words(things: object) -> bool:
    return isinstance(things, list) and bool(things) and all(isinstance(one, list) for one in things)


def truths(rows: Sequence[Part], listed: Sequence[Listed]) -> list[bool]:
    """Whether each participant is among the report's fillers of the roles that go with its own."""
    hits = [{role for role, words in listed[one.report].items() if words & one.words} for one in rows]
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one, roles in zip(rows, hits, strict=True):
        counted[one.role].update(roles)
    meant = {role: {name for name, times in found.items() if times >= SHARE * found.total()} for role, found in counted.items()}
    return [bool(roles & meant[one.role]) for one, roles in zip(rows, hits, strict=True)]


def _last(words: str) -> str:
    return next(iter(re.findall(r"\w+", words.lower())[::-1]), "")


def left_out(rows: Sequence[Part], truth: Vector, names: Sequence[str]) -> Vector:
    """The score of every participant by weights that were fitted without its report."""
    scores, matrix = numpy.zeros(len(rows)), table([one.traits for one in rows], names)
    fold = numpy.array([one.report % FOLDS for one in rows])
    for number in range(FOLDS):
        weights = newton(matrix[fold != number], truth[fold != number], RIDGE)
        scores[fold == number] = 1 / (1 + numpy.exp(-matrix[fold == number] @ weights))
    return scores


def quality(rows: Sequence[Part], truth: Vector, scores: Vector, least: float) -> Iterator[str]:
    """How many of the right and of the wrong participants stay, role by role, where those below a score are left out."""
    for role in sorted({one.role for one in rows}):
        own = numpy.array([one.role == role for one in rows])
        kept = own & (scores >= least)
        right, wrong = truth[kept].sum(), (1 - truth[kept]).sum()
        yield f"# {role}, least {least:.2f}: {right:.0f} of {truth[own].sum():.0f} right ones stay, {wrong:.0f} of {(1 - truth[own]).sum():.0f} wrong ones"


def _spoken_for(rows: Sequence[Part], truth: Vector, names: list[str]) -> list[str]:
    """The traits without the classes that would speak against whoever is of them: reports on another war are about other sides."""
    while True:
        weights = newton(table([one.traits for one in rows], names), truth, RIDGE)
        kept = [name for name, weight in zip(names, weights, strict=False) if weight > 0 or not CLASS.search(name)]
        if len(kept) == len(names):
            return names
        names = kept


def main(folder: str) -> None:
    """Reads the reports, fits, and prints what belongs into ``kg/annotate/happenings/participants.tsv``."""
    reports = [json.loads(line) for path in sorted(Path(folder).glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [one for one in reports if one.get("incidents")]
    sys.stdout.write("\n".join(fitted(list(parts(reports, Ontology.load())), list(map(listed, reports)))) + "\n")


def fitted(rows: Sequence[Part], listed: Sequence[Listed]) -> Iterable[str]:
    """The lines to print: how well it does, and each role or trait with its weight; all weights of a role include the bias."""
    seen = Counter(one.role for one in rows)
    rows = [one for one in rows if seen[one.role] >= ENOUGH]
    truth = numpy.array(truths(rows, listed), dtype=float)
    common = Counter(trait for one in rows for trait in one.traits)
    names = _spoken_for(rows, truth, sorted(name for name, times in common.items() if times >= SEEN))
    scores = left_out(rows, truth, names)
    yield from (line for least in (0.1, 0.2, 0.3) for line in quality(rows, truth, scores, least))
    *weights, bias = newton(table([one.traits for one in rows], names), truth, RIDGE).tolist()
    roles = {one.role for one in rows}
    yield from (f"{name}\t{weight + bias * (name in roles):.2f}" for name, weight in zip(names, weights, strict=True))


if __name__ == "__main__":
    main(sys.argv[1])
