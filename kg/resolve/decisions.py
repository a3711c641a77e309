"""The judgements of one resolution while they are made: one for each pair of mentions, and what they join so far."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from kg.facts import Judgement, Verdict
from kg.resolve.compare import Weighed
from kg.resolve.profile import Profile

BY = "resolve/2"


class Decisions:
    """Keeps for each pair the decision that outranks the others: "different", then the surer."""

    def __init__(self, found: Sequence[Profile]) -> None:
        self._decided: dict[tuple[str, str], Judgement] = {}
        self._parent = array("q", range(len(found)))

    def same(self, left: Profile, right: Profile, said: Weighed) -> None:
        """Two profiles are one thing."""
        self._judge(left, right, "same", said)
        one, other = sorted((self.root(left.place), self.root(right.place)))
        self._parent[other] = one

    def different(self, left: Profile, right: Profile, said: Weighed) -> None:
        """Two profiles are two things."""
        self._judge(left, right, "different", Weighed(round(1 - said.score, 3), said.reasons))

    def root(self, place: int) -> int:
        """The number of the thing that a profile belongs to so far."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def linked(self, left: Profile, right: Profile) -> bool:
        """Whether two profiles are one thing so far."""
        return self.root(left.place) == self.root(right.place)

    def roots(self) -> Iterator[int]:
        """The number of the thing that each profile belongs to so far."""
        return map(self.root, range(len(self._parent)))

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order of their mentions."""
        return [self._decided[pair] for pair in sorted(self._decided)]

    def judge(self, left: str, right: str, verdict: Verdict, said: Weighed) -> None:
        """Writes down a decision on two mentions."""
        pair = (left, right) if left < right else (right, left)
        made = Judgement(*pair, verdict, said.score, said.reasons, BY)
        if pair not in self._decided or _rank(made) > _rank(self._decided[pair]):
            self._decided[pair] = made

    def _judge(self, left: Profile, right: Profile, verdict: Verdict, said: Weighed) -> None:
        shared = sorted(set(left.forms) & set(right.forms), key=lambda one: (-len(one), one))
        ends = [one.user(shared[0]) if shared else one.users[0] for one in (left, right)]
        self.judge(ends[0], ends[1], verdict, said)


def _rank(one: Judgement) -> tuple[bool, float, tuple[str, ...]]:
    return one.verdict == "different", one.score, one.reasons
