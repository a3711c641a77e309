"""Judgements -> clusters: who is one thing, given every decision that was taken.

Clusters grow by "same" decisions, from which the "different" ones are kept out: before two clusters are joined every member of
both is asked, since a cluster knows all clusters that it must stay apart from. A person's decisions, those within one document and
sure ones are taken first and pass on what they join. A weak link between documents joins such a cluster to one other that becomes
its hub, and passes nothing on: weak links make stars, never chains, so that a row of doubtful likenesses does not glue two people
together. Decisions are taken in a fixed order (a person's first, then the surest), so the outcome depends on their set alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.facts import Judgement
from kg.resolve.weights import SURE


def clusters(ids: Sequence[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Groups the ids; groups and their members stand in the order of ``ids``, and judgements on other ids are left out."""
    place = {one: number for number, one in enumerate(ids)}
    decided = _decided(judgements, place)
    forest = _Forest(len(place))
    joins = []
    for (left, right), one in decided.items():
        if one.verdict == "different":
            forest.part(left, right, _personal(one))
        elif one.verdict == "same":
            joins.append((not _personal(one), _weak(one), -one.score, (left, right)))
    for machine, weak, _, (left, right) in sorted(joins):
        forest.join(left, right, by_person=not machine, weak=weak)
    return _groups(ids, forest)


def _weak(one: Judgement) -> bool:
    """Whether a link is a machine's, between documents (a mention's id begins with its document's) and not sure."""
    return one.score < SURE and not _personal(one) and one.left.partition("#")[0] != one.right.partition("#")[0]


def _groups(ids: Sequence[str], forest: _Forest) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    parent = forest.parent
    for number, one in enumerate(ids):
        root = number if parent[number] == number else forest.root(number)
        groups.setdefault(root, []).append(one)
    return list(groups.values())


def _personal(one: Judgement) -> bool:
    return one.by.startswith("person")


def _rank(one: Judgement) -> tuple[bool, str, float, bool, str]:
    """Of two decisions on one pair the greater stands: a person's, the later of a person's, the surer, "different"."""
    personal = _personal(one)
    return personal, (one.at or "") if personal else "", one.score, one.verdict == "different", one.verdict


def _decided(judgements: Iterable[Judgement], place: dict[str, int]) -> dict[tuple[int, int], Judgement]:
    """The one decision that stands for each pair, in the order of the pairs."""
    found: dict[tuple[int, int], Judgement] = {}
    for one in judgements:
        left, right = place.get(one.left), place.get(one.right)
        if left is None or right is None or left == right:
            continue
        pair = (left, right) if left < right else (right, left)
        if pair not in found or _rank(one) > _rank(found[pair]):
            found[pair] = one
    return {pair: found[pair] for pair in sorted(found)}


@dataclass
class _Star:
    """Cores that weak links join; the hub is not settled while there are two."""

    members: set[int]
    hub: int | None = None


class _Forest:
    """Union-find that knows which trees must stay apart; a person's word outranks a machine's."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.weight = [1] * size
        self.foes: dict[int, dict[int, bool]] = {}
        self.cores: list[int] = []  # what each node belonged to before the first weak link
        self.stars: dict[int, _Star] = {}

    def root(self, node: int) -> int:
        parent = self.parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def part(self, left: int, right: int, by_person: bool) -> None:
        """Notes that two trees are different things."""
        for one, other in ((left, right), (right, left)):
            mine = self.foes.setdefault(one, {})
            mine[other] = by_person or mine.get(other, False)

    def join(self, left: int, right: int, *, by_person: bool, weak: bool = False) -> None:
        """Joins two trees unless someone of the same rank or a higher one keeps them apart, or a weak link would make a chain."""
        if weak and not self.cores:
            self.cores = [self.root(node) for node in range(len(self.parent))]
        ends = left, right
        left, right = self.root(left), self.root(right)
        if left == right:
            return
        kept_apart = self.foes.get(left, {}).get(right)
        if kept_apart is not None and (kept_apart or not by_person):
            return
        if weak and not self._hang(self.cores[ends[0]], self.cores[ends[1]]):
            return
        if self._size(left) < self._size(right):
            left, right = right, left
        self.parent[right] = left
        self.weight[left] += self.weight[right]
        self._move_foes(right, left)

    def _hang(self, left: int, right: int) -> bool:
        """Joins the stars of two cores, if one of them stands alone and the other is the hub of its own."""
        one, other = (self.stars.setdefault(core, _Star({core})) for core in (left, right))
        if len(one.members) > 1:
            left, right, one, other = right, left, other, one
        if len(one.members) > 1 or other.hub not in (None, right):
            return False
        other.hub = right if len(other.members) > 1 else None
        other.members.add(left)
        self.stars[left] = other
        return True

    def _size(self, tree: int) -> int:
        return self.weight[tree] + len(self.foes.get(tree, ()))

    def _move_foes(self, gone: int, stays: int) -> None:
        for foe, by_person in self.foes.pop(gone, {}).items():
            self.foes[foe].pop(gone, None)
            if foe != stays:
                self.part(stays, foe, by_person)
