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

    def places(self, one: Thing) -> set[Spot]:
        return {self.spot(mention.evidence) for mention in one.mentions}

    def claims(self) -> dict[Hashable, str]:
        return {self._said(row): _line(row, self.graph) for row in (*self.graph.happenings(), *self.graph.claims())}

    def _said(self, row: Resolved) -> Hashable:
        """What a claim says, by the places of its words."""
        claim = row.claim
        ends = [self._end(one, claim.evidence) if one else None for one in (claim.subject, claim.object)]
        return self.spot(claim.evidence), *ends, row.predicate, row.value, row.polarity

    def _end(self, mention: str, sentence: Evidence) -> Spot:
        """Where a mention stands; of a happening the first word for it in the sentence, whichever of them a claim was read from."""
        thing, said = self.graph.of(mention), [self.graph.mentions[mention].evidence]
        if isinstance(thing, Event):
            there = (one.evidence for one in thing.mentions if one.evidence.document == sentence.document)
            said = [one for one in there if sentence.start <= one.start < sentence.end] or said
        return self.spot(min(said, key=lambda one: (one.start, one.end)))


# -- things ------------------------------------------------------------------------------------------------------------


def _things(what: str, first: _Side, second: _Side, ones: Iterable[Thing], others: Iterable[Thing]) -> Iterator[Change]:
    """Two things correspond where they share a mention; what corresponds to several was joined or parted."""
    old, new = list(ones), list(others)
    there, back = _meetings(old, new, first, second), _meetings(new, old, second, first)
    before, after = ({one.id: _told(one) for one in side.graph.things.values()} for side in (first, second))
    yield from (Change("lost", what, before[one.id]) for one in old if not there[one.id])
    yield from (Change("gained", what, after[one.id]) for one in new if not back[one.id])
    yield from (Change("joined", what, f"{_all(before, back[one.id])} -> {_told(one)}") for one in new if back[one.id][1:])
    yield from (Change("parted", what, f"{_told(one)} -> {_all(after, there[one.id])}") for one in old if there[one.id][1:])


def _all(names: Mapping[str, str], ones: Iterable[str]) -> str:
    return " + ".join(names[one] for one in ones)


def _meetings(mine: Iterable[Thing], theirs: Iterable[Thing], here: _Side, there: _Side) -> dict[str, list[str]]:
    """For each of my things those of theirs that share a mention with it, in their order.

    Where several stand in one place, as two happenings told by one word do, those of its class are meant.
    """
    owner: dict[Spot, list[Thing]] = defaultdict(list)
    order = {}
    for number, one in enumerate(theirs):
        order[one.id] = number
        for place in there.places(one):
            owner[place].append(one)
    found = {}
    for one in mine:
        met = (_of_class(one.type, owner[place]) for place in here.places(one) if place in owner)
        found[one.id] = sorted({each.id for things in met for each in things}, key=order.__getitem__)
    return found


def _of_class(type: str, things: list[Thing]) -> list[Thing]:
    return [one for one in things if one.type == type] or things


def _told(one: Thing) -> str:
    return f"{one.name} ({one.type})"


def _line(row: Resolved, graph: Graph) -> str:
    end = graph.things[row.object].name if row.object else row.value
    stance = "" if row.polarity == "asserted" else f"{row.polarity}, "
    return f"{graph.things[row.subject].name} -- {row.predicate} -> {end} ({stance}{graph.place(row.claim.evidence)})"
