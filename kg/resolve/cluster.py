"""Judgements -> clusters: who is one thing, given every decision that was taken.

A cluster is a connected component of "same" decisions from which the "different" ones have been kept out. Decisions are
taken in a fixed order (a person's first, then the surest), so the outcome depends on the set of decisions and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.facts import Judgement


def clusters(ids: Sequence[str], judgements: Iterable[Judgement]) -> list[list[str]]:
    """Groups the ids; groups and their members stand in the order of ``ids``, and judgements on other ids are left out."""
    place = {one: number for number, one in enumerate(ids)}
    decided = _decided(judgements, place)
    forest = _Forest(len(place))
    for (left, right), one in decided.items():
        if one.verdict == "different":
            forest.part(left, right, _personal(one))
    joins = [(not _personal(one), -one.score, pair) for pair, one in decided.items() if one.verdict == "same"]
    for machine, _, (left, right) in sorted(joins):
        forest.join(left, right, by_person=not machine)
    return _groups(ids, forest)


def _groups(ids: Sequence[str], forest: _Forest) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for number, one in enumerate(ids):
        groups.setdefault(forest.root(number), []).append(one)
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
    return dict(sorted(found.items()))


class _Forest:
    """Union-find that knows which trees must stay apart; a person's word outranks a machine's."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))
        self.weight = [1] * size
        self.foes: dict[int, dict[int, bool]] = {}

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

    def join(self, left: int, right: int, *, by_person: bool) -> None:
        """Joins two trees unless someone of the same rank or a higher one keeps them apart."""
        left, right = self.root(left), self.root(right)
        if left == right:
            return
        kept_apart = self.foes.get(left, {}).get(right)
        if kept_apart is not None and (kept_apart or not by_person):
            return
        if self._size(left) < self._size(right):
            left, right = right, left
        self.parent[right] = left
        self.weight[left] += self.weight[right]
        self._move_foes(right, left)

    def _size(self, tree: int) -> int:
        return self.weight[tree] + len(self.foes.get(tree, ()))

    def _move_foes(self, gone: int, stays: int) -> None:
        for foe, by_person in self.foes.pop(gone, {}).items():
            self.foes[foe].pop(gone, None)
            if foe != stays:
                self.part(stays, foe, by_person)
