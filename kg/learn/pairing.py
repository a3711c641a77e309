"""Fits in which of several happenings somebody took part of whom another sentence tells it: ``python -m kg.learn.pairing FOLDER``.

FOLDER holds ``*.jsonl`` with one report a line: ``text``, and ``incidents`` with ``types``, ``fillers`` (role -> things, each a list of
names), ``described_victims`` and ``location``. A telling is of the incidents of its class with which it shares most of whom and
where the grammar tells; a thing belongs to those that list it. Telling for telling, right ones are set against wrong ones (a
linear ranking by pairs, Joachims 2002). Prints what belongs into ``kg/annotate/happenings/casting.tsv``, and how often reports left out
are told right.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy

from kg.annotate import Annotator
from kg.annotate.happenings.casting import by_rule
from kg.annotate.happenings.happened import labels_of
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.pairing import PAIRED, chances, clues
from kg.annotate.happenings.participants import Cast
from kg.annotate.happenings.things import role_of, things
from kg.facts import Document
from kg.learn.actual import FOLDS, Vector
from kg.learn.regression import newton
from kg.learn.reports import CLASSES, ROLES
from kg.ontology import Ontology

RIDGE = 3.0
_SUFFERS = ("victim", "target")  # what was attacked, and who, may be told as either


@dataclass(frozen=True, slots=True)
class Question:
    """One thing with the happenings in which it may have a role: their clues, which of them are right, and how near each is."""

    report: int
    clues: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]
    near: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """What a report lists of one incident: classes, the last words of those in each role, and of where it was."""

    classes: frozenset[str]
    words: Mapping[str, frozenset[str]]
    where: frozenset[str]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Incident:
        """An incident of a report."""
        words: dict[str, set[str]] = {}
        for theirs, things_ in (*row["fillers"].items(), ("Victim", row.get("described_victims", []))):
            role = role_of(ROLES[theirs])
            for one in _SUFFERS if role in _SUFFERS else (role,):
                words.setdefault(one, set()).update(_last(name) for names in things_ for name in names)
        where = {_last(re.sub(r"\(.*?\)", "", place.rpartition(":")[2])) for place in row["location"]}
        return cls(
            frozenset(CLASSES[name] for name in row["types"]), {role: frozenset(own) for role, own in words.items()}, frozenset(where)
        )


def _last(name: str) -> str:
    return str((re.findall(r"\w+", name.lower()) or [""])[-1])


def questions(reports: Sequence[Mapping[str, Any]], ontology: Ontology) -> Iterator[Question]:
    """Every listed thing of the reports that may belong to a right and to a wrong happening."""
    made: list[Question] = []
    number = 0

    def casting(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        made.extend(asked(told, cast, number, [Incident.of(row) for row in reports[number]["incidents"]]))
        return list(told)

    annotator = Annotator(ontology, casting=casting, reader=True)
    for number, report in enumerate(reports):
        annotator.reading(Document.of(str(report["text"]), f"report {number}"))
    yield from made


def asked(told: Sequence[Happening], cast: Cast, number: int, incidents: Sequence[Incident]) -> Iterator[Question]:
    """What is asked about one report: where those belong to whom no rule gives the role. A telling of none or of who knows which is wrong."""
    ruled = by_rule(told, cast)
    of = {n: incidents_of(one, incidents, cast) for n, one in enumerate(told) if cast.ontology.judged(one.type)}
    for thing in things(cast):
        words = _words(thing.heads, cast)
        for label in thing.likely:
            role = role_of(label)
            mine = {k for k, one in enumerate(incidents) if words & one.words.get(role, frozenset())}
            able = list(chances(told, thing, label, cast)) if mine else []
            right = tuple(bool(mine & of[n]) for n, _ in able)
            if any(right) and not all(right) and (role, thing.group) not in ruled:
                found = tuple(clues(told, pair, label, cast) for pair in able)
                near = tuple((row["sentences apart"], abs(head - told[n].at)) for row, (n, head) in zip(found, able, strict=True))
                yield Question(number, found, right, near)


def incidents_of(one: Happening, incidents: Sequence[Incident], cast: Cast) -> set[int]:
    """Which incidents a telling is of: none where none has its class, or several have and it shares nothing with any."""
    own = set(labels_of(one.type, list(cast.happened), cast.ontology))
    able = [k for k, incident in enumerate(incidents) if incident.classes & own]
    shared: Counter[int] = Counter()
    for role, token in one.roles:
        group = cast.groups.get(token, token)
        words = _words([head for head in cast.namings if cast.groups.get(head, head) == group], cast)
        shared.update(
            k
            for k in able
            if words & (incidents[k].where if cast.ontology.places_only(role) else incidents[k].words.get(role, frozenset()))
        )
    most = max(shared.values(), default=0)
    return {k for k in shared if shared[k] == most} or set(able if len(able) == 1 else ())


def _words(heads: Sequence[int], cast: Cast) -> set[str]:
    """The last words of namings."""
    return {cast.g.tree.lower[cast.namings[head].end - 1] for head in heads if head in cast.namings}


def fitted(found: Sequence[Question]) -> Iterator[str]:
    """The lines to print: how often reports left out are told right, and each clue with its weight."""
    names = sorted({name for one in found for row in one.clues for name in row})
    tables = [numpy.array([[row.get(name, 0.0) for name in names] for row in one.clues]) for one in found]
    hits = left_out(found, tables)
    nearest = [one.right[min(range(len(one.near)), key=one.near.__getitem__)] for one in found]
    yield f"# {PAIRED}: {sum(hits)} of {len(found)} right, {sum(nearest)} by the nearest"
    yield from (f"{PAIRED}\t{name}\t{weight:.3f}" for name, weight in zip(names, _ranking(found, tables), strict=True))


def left_out(found: Sequence[Question], tables: Sequence[Vector]) -> list[bool]:
    """Whether the likeliest happening is right, by weights that were fitted without its report."""
    hits = [False] * len(found)
    for k in range(FOLDS):
        kept = [n for n, one in enumerate(found) if one.report % FOLDS != k]
        weights = _ranking([found[n] for n in kept], [tables[n] for n in kept])
        for n in set(range(len(found))) - set(kept):
            hits[n] = found[n].right[int((tables[n] @ weights).argmax())]
    return hits


def _ranking(found: Sequence[Question], tables: Sequence[Vector]) -> Vector:
    """The weights by which right happenings stand before wrong ones; each question counts once."""
    apart, share = [], []
    for one, table in zip(found, tables, strict=True):
        right = numpy.array(one.right)
        rows = (table[right][:, None] - table[~right][None]).reshape(-1, table.shape[1])
        apart.append(rows)
        share.append(numpy.full(len(rows), 1 / len(rows)))
    rows = numpy.concatenate(apart)
    no_bias = numpy.zeros((len(rows), 1))
    return newton(numpy.hstack([rows, no_bias]), numpy.ones(len(rows)), RIDGE, numpy.concatenate(share))[:-1]


def main(folder: str) -> None:
    """Reads the reports, fits, and prints the rows of ``kg/annotate/happenings/casting.tsv`` that say which happening it is."""
    lines = [line for path in sorted(Path(folder).glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = [one for one in map(json.loads, lines) if one.get("incidents")]
    sys.stdout.write("\n".join(fitted(list(questions(reports, Ontology.load())))) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
