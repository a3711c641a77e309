"""Two graphs side by side: the entities, events and claims that one has and the other has not."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.edited import moved
from kg.facts import Document, Entity, Event, Evidence
from kg.graph import Graph, Resolved
from kg.keep import load

Thing = Entity | Event
Spot = tuple[str, int, int]  # a document of the second graph and offsets in it; of the first, where the second has no such words
Place = tuple[Spot, bool]  # a spot, and whether a happening is told there


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what is gained, lost, edited, joined (several things of the first are one in the second) or parted."""

    sort: str
    what: str
    name: str

    def __str__(self) -> str:
        return f"{_SIGNS[self.sort]} {self.what:<8} {self.name}"


_SIGNS = {"lost": "-", "gained": "+", "edited": "~", "joined": ">", "parted": "<"}


@dataclass(frozen=True, slots=True)
class Diff:
    """The differences, by what they are about, losses first; none where the two say the same."""

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes)) if self.changes else "the same documents, entities, events and claims"


def diff(out1: Graph | str | os.PathLike[str], out2: Graph | str | os.PathLike[str]) -> Diff:
    """Compares two graphs, or folders that keep them, by what was read where: texts are paired by their bytes, or by their paths if edited."""
    first, second = (one if isinstance(one, Graph) else load(one) for one in (out1, out2))
    pairs = dict(_paired(first, second))
    old, new = _Side(first, _spots(first, second, pairs)), _Side(second, _spots(second, second, {}))
    changes = [
        *_documents(first, second, pairs),
        *_things("entity", old, new, first.entities(), second.entities()),
        *_things("event", old, new, first.events(), second.events()),
        *_gained_and_lost("claim", old.claims(), new.claims()),
    ]
    return Diff(tuple(changes))


def _gained_and_lost(what: str, first: Mapping[Hashable, str], second: Mapping[Hashable, str]) -> Iterator[Change]:
    yield from (Change("lost", what, name) for key, name in first.items() if key not in second)
    yield from (Change("gained", what, name) for key, name in second.items() if key not in first)


# -- documents ---------------------------------------------------------------------------------------------------------


def _paired(first: Graph, second: Graph) -> Iterator[tuple[str, str]]:
    """The documents that correspond: the same bytes under one path, then under whatever path, then other bytes under one path."""
    mine, yours = dict(first.documents), dict(second.documents)
    for alike in (lambda one: (one.sha256, one.source), lambda one: one.sha256, lambda one: one.source):
        free = defaultdict(list)
        for one in yours.values():
            free[alike(one)].append(one.id)
        for one in list(mine.values()):
            if found := free[alike(one)]:
                yield mine.pop(one.id).id, yours.pop(found.pop(0)).id


def _documents(first: Graph, second: Graph, pairs: Mapping[str, str]) -> Iterator[Change]:
    kept = set(pairs.values())
    yield from (Change("lost", "document", one.source) for one in first.documents.values() if one.id not in pairs)
    yield from (Change("gained", "document", one.source) for one in second.documents.values() if one.id not in kept)
    edited = (there for here, there in pairs.items() if first.documents[here].sha256 != second.documents[there].sha256)
    yield from (Change("edited", "document", second.documents[one].source) for one in edited)


def _spots(mine: Graph, theirs: Graph, pairs: Mapping[str, str]) -> dict[str, Callable[[int, int], Spot]]:
    """For each of my documents what tells where a stretch of it stands in theirs."""
    return {one.id: _spot(one, theirs.documents.get(pairs.get(one.id, ""), one)) for one in mine.documents.values()}


def _spot(mine: Document, theirs: Document) -> Callable[[int, int], Spot]:
    if mine.text == theirs.text:
        return lambda start, end: (theirs.id, start, end)
    there = moved(mine.text, theirs.text)

    def spot(start: int, end: int) -> Spot:
        first, last = there(start), there(end - 1)
        return (mine.id, start, end) if first is None or last is None else (theirs.id, first, last + 1)

    return spot


@dataclass(frozen=True)
class _Side:
    """A graph and where each of its documents' places stands in the second."""

    graph: Graph
    spots: Mapping[str, Callable[[int, int], Spot]]

    def spot(self, said: Evidence) -> Spot:
        return self.spots[said.document](said.start, said.end)

    def places(self, one: Thing) -> set[Place]:
        return {(self.spot(mention.evidence), isinstance(one, Event)) for mention in one.mentions}

    def claims(self) -> dict[Hashable, str]:
        return {self._said(row): _line(row, self.graph) for row in (*self.graph.happenings(), *self.graph.claims())}

    def _said(self, row: Resolved) -> Hashable:
        """What a claim says, by the places of its words."""
        claim = row.claim
        ends = [self.spot(self.graph.mentions[one].evidence) if one else None for one in (claim.subject, claim.object)]
        return self.spot(claim.evidence), *ends, row.predicate, row.value, row.polarity


# -- things ------------------------------------------------------------------------------------------------------------


def _things(what: str, first: _Side, second: _Side, ones: Iterable[Thing], others: Iterable[Thing]) -> Iterator[Change]:
    """Two things correspond where they share a mention; what corresponds to several was joined or parted."""
    mine, theirs = ({one.id: side.places(one) for one in things} for side, things in ((first, ones), (second, others)))
    there, back = _meetings(mine, theirs), _meetings(theirs, mine)
    before, after = ({one.id: _told(one) for one in side.graph.things.values()} for side in (first, second))
    yield from (Change("lost", what, before[one]) for one in mine if not there[one])
    yield from (Change("gained", what, after[one]) for one in theirs if not back[one])
    yield from (Change("joined", what, f"{_all(before, back[one])} -> {after[one]}") for one in theirs if back[one][1:])
    yield from (Change("parted", what, f"{before[one]} -> {_all(after, there[one])}") for one in mine if there[one][1:])


def _all(names: Mapping[str, str], ones: Iterable[str]) -> str:
    return " + ".join(names[one] for one in ones)


def _meetings(mine: Mapping[str, set[Place]], theirs: Mapping[str, set[Place]]) -> dict[str, list[str]]:
    """For each of my things those of theirs that share a mention with it, in their order."""
    owner: dict[Place, list[str]] = defaultdict(list)
    for one, places in theirs.items():
        for place in places:
            owner[place].append(one)
    order = {one: number for number, one in enumerate(theirs)}
    return {one: sorted({each for place in places for each in owner.get(place, ())}, key=order.__getitem__) for one, places in mine.items()}


def _told(one: Thing) -> str:
    return f"{one.name} ({one.type})"


def _line(row: Resolved, graph: Graph) -> str:
    end = graph.things[row.object].name if row.object else row.value
    stance = "" if row.polarity == "asserted" else f"{row.polarity}, "
    return f"{graph.things[row.subject].name} -- {row.predicate} -> {end} ({stance}{graph.place(row.claim.evidence)})"
