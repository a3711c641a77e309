"""Chains: namings joined so far, and what their members say together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.annotate.coref.profile import Profile
from kg.annotate.coref.pronouns import Gender, Number
from kg.annotate.doc import Link


def _place(one: Profile) -> int:
    return one.at


class Chain:
    """The members of one chain in text order, with their common number, gender and family."""

    __slots__ = ("enemies", "family", "gender", "hard", "labels", "leaning", "members", "named", "number", "person", "types", "words")

    def __init__(self, one: Profile) -> None:
        self.members = [one]
        self.number: Number = one.number
        self.gender: Gender = one.gender
        self.leaning: Gender = one.leaning
        self.person = one.person
        self.family = one.family
        self.hard = one.hard or one.kind == "nominal"
        self.labels: set[str] = set(one.labels)
        self.types: set[str] = {one.type}
        self.named = one.kind == "name"
        self.words: set[str] = set(one.words) if self.named else set()
        self.enemies: set[int] = set()

    def absorb(self, other: Chain) -> None:
        """Takes over the members of another chain and what they say."""
        ordered = self.members[-1].at < other.members[0].at
        self.members += other.members
        if not ordered:
            self.members.sort(key=_place)
        self.number = other.number if self.number == "?" else self.number
        self.gender = self._better_gender(other)
        self.person = max(self.person, other.person)
        self.leaning = other.leaning if self.leaning == "?" else self.leaning
        if self.family == "Thing" or other.hard and not self.hard and other.family != "Thing":
            self.family = other.family
        self.hard = self.hard or other.hard
        self.labels |= other.labels
        self.types |= other.types
        self.named = self.named or other.named
        self.words |= other.words
        self.enemies |= other.enemies

    def before(self, at: int, most: int) -> list[Profile]:
        """The last members before a place in the text, at most so many."""
        end = bisect_left(self.members, at, key=_place)
        return self.members[max(end - most, 0) : end]

    def _better_gender(self, other: Chain) -> Gender:
        if self.gender in ("?", "n") and other.gender in ("m", "f"):
            return other.gender
        return other.gender if self.gender == "?" else self.gender


class Chains:
    """A partition of the namings, with what must stay apart; keeps every link with its reason."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.profiles = profiles
        self.root = list(range(len(profiles)))
        self.chain = [Chain(one) for one in profiles]
        self.links: list[Link] = []

    def find(self, at: int) -> int:
        """The number of the chain a naming belongs to."""
        while self.root[at] != at:
            self.root[at] = self.root[self.root[at]]
            at = self.root[at]
        return at

    def of(self, at: int) -> Chain:
        """The chain a naming belongs to."""
        return self.chain[self.find(at)]

    def part(self, left: int, right: int, reason: str, score: float = 1.0) -> None:
        """Records that two namings are not the same thing, unless they are already joined."""
        if self.find(left) != self.find(right):
            self.of(left).enemies.add(right)
            self.of(right).enemies.add(left)
            self.links.append(Link(self.profiles[left].head, self.profiles[right].head, False, score, reason))

    def may_join(self, left: int, right: int) -> bool:
        """Whether nothing keeps two namings apart: no judgement, and no two different names."""
        return not self.apart(left, right) and not self._otherwise_named(self.find(left), self.find(right))

    def _otherwise_named(self, a: int, b: int) -> bool:
        one, other = self.chain[a], self.chain[b]
        return a != b and one.named and other.named and one.words.isdisjoint(other.words)

    def apart(self, left: int, right: int) -> bool:
        """Whether joining two namings would break what must stay apart."""
        a, b = self.find(left), self.find(right)
        small = min(self.chain[a], self.chain[b], key=lambda one: len(one.enemies))
        other = b if small is self.chain[a] else a
        return any(self.find(one) == other for one in small.enemies)

    def join(self, left: int, right: int, reason: str, score: float, *, names: bool = False) -> bool:
        """Joins two namings and records why; False when they must stay apart. Records also what was joined already.

        Only evidence about the names themselves (``names``) makes one thing of two that have different names.
        """
        a, b = self.find(left), self.find(right)
        if a != b:
            if self.apart(a, b) or not names and self._otherwise_named(a, b):
                return False
            a, b = min(a, b), max(a, b)
            self.chain[a].absorb(self.chain[b])
            self.root[b] = a
        self.links.append(Link(self.profiles[left].head, self.profiles[right].head, True, score, reason))
        return True


def clusters(links: Iterable[Link], heads: Sequence[int]) -> dict[int, int]:
    """Head token -> first head token of its cluster: surest links first, those that would join what must stay apart are dropped."""
    root = {head: head for head in heads}
    enemies: dict[int, set[int]] = {head: set() for head in heads}

    def find(head: int) -> int:
        while root[head] != head:
            head = root[head]
        return head

    known = [one for one in links if one.left in root and one.right in root]
    for one in sorted(known, key=lambda one: (one.same, -one.score, one.left, one.right, one.reason)):
        a, b = find(one.left), find(one.right)
        if not one.same:
            enemies[a].add(one.right)
            enemies[b].add(one.left)
        elif a != b and not any(find(other) == b for other in enemies[a]):
            low, high = min(a, b), max(a, b)
            root[high] = low
            enemies[low] |= enemies.pop(high)
    return {head: find(head) for head in sorted(root)}
