"""Samples as numbers: windows of pieces with tags, groups of mentions, and pairs with labels, for the reader to learn from."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.annotate.reader.pieces import FIRST, LAST, Pieces, Vocabulary, windows
from kg.annotate.reader.reader import FAMILIES, KINDS, Ends
from kg.learn.reports import CLASSES, ROLES
from kg.learn.samples import Sample, Zone

IGNORED = -100
_SIZES = {"gum": 254}  # what teaches names only needs no long context
NOT, HELD = 0, 1  # what is marked of a part or a happening, beside IGNORED
Pair = tuple[int, int, tuple[int, ...], tuple[int, ...]]  # head group, tail group, labels that hold, labels that are marked at all


@dataclass
class Window:
    """A stretch of a text: ids and ways of writing with the marks around them, a tag for each piece or IGNORED.

    ``loose`` holds (piece, family) where either tag of the family is right; ``parts`` holds (piece, number of the role) of what took
    part in what is reported, ``happened`` NOT, HELD or IGNORED for each class, and nothing where none is marked. A pair's row is (head group, tail group,
    numbers of the labels that hold, numbers of those that are marked there at all).
    """

    source: str
    id: str
    held: bool
    ids: list[int]
    ways: list[int]
    tags: list[int]
    loose: list[tuple[int, int]] = field(default_factory=list)
    groups: list[tuple[list[int], int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)
    happened: list[int] = field(default_factory=list)


def cut_up(
    samples: Iterable[Sample], labels: Sequence[str], ends: Ends, vocabulary: Vocabulary, *, every: bool = False
) -> Iterator[Window]:
    """The windows of all samples that teach anything; with ``every`` the pairs for which nothing is marked too, and texts that have no others."""
    for sample in samples:
        pieces = vocabulary.cut(sample.text)
        size = _SIZES.get(sample.source, 510)
        for first, last in windows(len(pieces.ids), size=size, overlap=min(128, size // 8)):
            window = _window(sample, pieces, first, last)
            _pairs(window, sample, pieces, first, last, labels, ends)
            if every:
                window.pairs += list(_unmarked(window, ends))
            if sample.reported:
                _reported(window, sample, pieces, first, last)
            if window.pairs or sample.tagged or sample.reported:
                yield window


def _reported(window: Window, sample: Sample, pieces: Pieces, first: int, last: int) -> None:
    roles, whole = list(ROLES.values()), last - first == len(pieces.ids)
    for start, end, role in sample.parts:
        window.parts += [(i - first + 1, roles.index(role)) for i in _inside(pieces, start, end) if first <= i < last]
    for name in CLASSES.values():
        spans = sample.happened.get(name)
        near = [start for start, _ in spans or () if pieces.starts[first] <= start < pieces.ends[last - 1]]
        sure = whole or near or (first == 0 and not spans)  # a part of a text tells of what the whole does where it names who took part
        window.happened.append(NOT if spans is None else HELD if sure else IGNORED)


def _window(sample: Sample, pieces: Pieces, first: int, last: int) -> Window:
    made = Window(sample.source, sample.id, sample.held, [FIRST, *pieces.ids[first:last], LAST], [0, *pieces.ways[first:last], 0], [])
    tags = [0 if sample.tagged else IGNORED] * len(pieces.ids)
    for start, end in sample.open:
        for i in _inside(pieces, start, end):
            tags[i] = IGNORED
    for start, end, kind, exact in sample.names:
        for k, i in enumerate(_inside(pieces, start, end)):
            if exact:
                tags[i] = 1 + 2 * FAMILIES.index(kind) + (k > 0)
            elif first <= i < last:
                made.loose.append((i - first + 1, FAMILIES.index(kind)))
    made.tags = [IGNORED, *tags[first:last], IGNORED]
    return made


def _inside(pieces: Pieces, start: int, end: int) -> range:
    one = pieces.at(start)
    last = one
    while last < len(pieces.ids) and pieces.starts[last] < end:
        last += 1
    return range(one, last)


def _pairs(window: Window, sample: Sample, pieces: Pieces, first: int, last: int, labels: Sequence[str], ends: Ends) -> None:
    places: dict[int, list[int]] = {}
    kind: dict[int, str] = {}
    begin, finish = pieces.starts[first], pieces.ends[last - 1]
    for start, end, told, group in sample.mentions:
        if begin <= start and end <= finish:
            places.setdefault(group, []).append(pieces.at(start) - first + 1)
            if kind.get(group, "Pronoun") == "Pronoun":
                kind[group] = told
    number = {group: k for k, group in enumerate(places)}
    window.groups = [(places[group], KINDS.index(kind[group])) for group in places]
    where = {group: {start for start, _, _, one in sample.mentions if one == group} for group in places}
    rows: dict[tuple[int, int], tuple[set[int], set[int]]] = {}
    for zone in sample.zones:
        inside = [group for group in places if any(zone.start <= start < zone.end for start in where[group])]
        marked = [(labels.index(name), *ends[name]) for name in zone.labels if name in labels]
        for head, tail, true, possible in _rows(zone, inside, kind, number, marked, labels):
            both = rows.setdefault((head, tail), (set(), set()))  # what one passage does not say of two another may
            both[0].update(true)
            both[1].update(possible)
    window.pairs = [(head, tail, tuple(sorted(true)), tuple(sorted(possible))) for (head, tail), (true, possible) in rows.items()]


def _unmarked(window: Window, ends: Ends) -> Iterator[Pair]:
    """The other pairs of groups between which any relation is possible."""
    marked = {row[:2] for row in window.pairs}
    kinds = [KINDS[kind] for _, kind in window.groups]
    fitting = {(a, b) for a in set(kinds) for b in set(kinds) if any(a in left and b in right for left, right in ends.values())}
    for head, tail in itertools.permutations(range(len(kinds)), 2):
        if (kinds[head], kinds[tail]) in fitting and (head, tail) not in marked:
            yield head, tail, (), ()


def _rows(
    zone: Zone, inside: list[int], kind: dict[int, str], number: dict[int, int],
    marked: list[tuple[int, frozenset[str], frozenset[str]]], labels: Sequence[str],
) -> Iterator[Pair]:  # fmt: skip
    held: dict[tuple[int, int], set[int]] = {}
    only = None if zone.only is None else {(head, tail) for head, tail in zone.only}
    for head, name, tail in zone.relations:
        if name in labels:
            held.setdefault((head, tail), set()).add(labels.index(name))
    for head in inside:
        for tail in inside:
            possible = tuple(k for k, left, right in marked if kind[head] in left and kind[tail] in right)
            if head != tail and possible and (only is None or (head, tail) in only):
                true = held.get((head, tail), set()) & set(possible)
                yield number[head], number[tail], tuple(sorted(true)), possible
