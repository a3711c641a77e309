"""Two graphs side by side: the entities, events and claims that one has and the other has not."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.facts import Entity, Event
from kg.graph import Graph, Resolved
from kg.keep import load

Thing = Entity | Event
Place = tuple[str, int, int, bool]  # the hash of a document, offsets, and whether a happening is told there


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what is gained, lost, joined (several things of the first are one in the second) or parted."""

    sort: str
    what: str
    name: str

    def __str__(self) -> str:
        return f"{_SIGNS[self.sort]} {self.what:<8} {self.name}"


_SIGNS = {"lost": "-", "gained": "+", "joined": ">", "parted": "<"}


@dataclass(frozen=True, slots=True)
class Diff:
    """The differences, by what they are about, losses first; none where the two say the same."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) if self.changes else "the same documents, entities, events and claims"


def diff(out1: Graph | str | os.PathLike[str], out2: Graph | str | os.PathLike[str]) -> Diff:
    """Compares two graphs, or folders that keep them, by what was read where: by the bytes of documents, not by their paths."""
    first, second = (one if isinstance(one, Graph) else load(one) for one in (out1, out2))
    changes = [
        *_gained_and_lost("document", _documents(first), _documents(second)),
        *_things("entity", first, second, first.entities(), second.entities()),
        *_things("event", first, second, first.events(), second.events()),
        *_gained_and_lost("claim", _claims(first), _claims(second)),
    ]
    return Diff(tuple(changes))


def _gained_and_lost(what: str, first: Mapping[Hashable, str], second: Mapping[Hashable, str]) -> Iterator[Change]:
    yield from (Change("lost", what, name) for key, name in first.items() if key not in second)
    yield from (Change("gained", what, name) for key, name in second.items() if key not in first)


def _documents(graph: Graph) -> dict[Hashable, str]:
    return {one.sha256: one.source for one in graph.documents.values()}


# -- things ------------------------------------------------------------------------------------------------------------


def _things(what: str, first: Graph, second: Graph, ones: Iterable[Thing], others: Iterable[Thing]) -> Iterator[Change]:
    """Two things correspond where they share a mention; what corresponds to several was joined or parted."""
    mine, theirs = ({one.id: _places(one, graph) for one in things} for graph, things in ((first, ones), (second, others)))
    there, back = _meetings(mine, theirs), _meetings(theirs, mine)
    name = {one.id: _told(one) for graph in (first, second) for one in graph.things.values()}
    yield from (Change("lost", what, name[one]) for one in mine if not there[one])
    yield from (Change("gained", what, name[one]) for one in theirs if not back[one])
    yield from (Change("joined", what, f"{' + '.join(name[each] for each in back[one])} -> {name[one]}") for one in theirs if back[one][1:])
    yield from (Change("parted", what, f"{name[one]} -> {' + '.join(name[each] for each in there[one])}") for one in mine if there[one][1:])


def _meetings(mine: Mapping[str, set[Place]], theirs: Mapping[str, set[Place]]) -> dict[str, list[str]]:
    """For each of my things those of theirs that share a mention with it, in their order."""
    owner: dict[Place, list[str]] = defaultdict(list)
    for one, places in theirs.items():
        for place in places:
            owner[place].append(one)
    order = {one: number for number, one in enumerate(theirs)}
    return {one: sorted({each for place in places for each in owner.get(place, ())}, key=order.__getitem__) for one, places in mine.items()}


def _places(one: Thing, graph: Graph) -> set[Place]:
    said = [mention.evidence for mention in one.mentions]
    return {(graph.documents[each.document].sha256, each.start, each.end, isinstance(one, Event)) for each in said}


def _told(one: Thing) -> str:
    return f"{one.name} ({one.type})"


# -- claims ------------------------------------------------------------------------------------------------------------


def _claims(graph: Graph) -> dict[Hashable, str]:
    return {_said(row, graph): _line(row, graph) for row in (*graph.happenings(), *graph.claims())}


def _said(row: Resolved, graph: Graph) -> Hashable:
    """What a claim says, by the places of its words."""
    claim, place = row.claim, row.claim.evidence
    ends = [graph.mentions[one].evidence if one else None for one in (claim.subject, claim.object)]
    spans = [(one.start, one.end) if one else None for one in ends]
    document = graph.documents[place.document].sha256
    return document, place.start, place.end, *spans, row.predicate, row.value, row.polarity


def _line(row: Resolved, graph: Graph) -> str:
    place = row.claim.evidence
    end = graph.things[row.object].name if row.object else row.value
    stance = "" if row.polarity == "asserted" else f"{row.polarity}, "
    where = f"{graph.documents[place.document].source}:{place.start}-{place.end}"
    return f"{graph.things[row.subject].name} -- {row.predicate} -> {end} ({stance}{where})"
