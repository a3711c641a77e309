"""One thing in the making: the profiles that were found to be one, summed up."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from kg.resolve.profile import Profile

_Words = tuple[str, ...]
_NONE: frozenset[Any] = frozenset()  # one for all that have none
_SUMS = ("names", "lands", "copies", "documents", "full", "titled", "alone")


@dataclass(slots=True, eq=False)
class Leader:
    """What is known of the profiles that follow ``first``; ``names`` are the numbers of the names that their documents use.

    ``alone`` are the names of one word, ``titled`` those with a title in front of them, ``full`` the longer ones.
    A frozen set is shared with what it came from: most things have one profile only, or several that say the same.
    """

    first: Profile
    type: str
    hard: bool
    callings: frozenset[str]
    born: tuple[int, int] | None
    facts: tuple[tuple[str, str], ...]
    members: list[Profile]
    names: AbstractSet[int]
    lands: AbstractSet[str]
    copies: AbstractSet[str]
    documents: AbstractSet[str]
    full: AbstractSet[_Words]
    titled: AbstractSet[_Words]
    alone: AbstractSet[str]

    @classmethod
    def of(cls, one: Profile, names: AbstractSet[int], lands: AbstractSet[str], copies: AbstractSet[str]) -> Leader:
        """A thing that has one profile as yet."""
        called = one.called
        full, titled = (frozenset(some) if some else _NONE for some in (called.full, called.titled))
        documents, alone = frozenset({one.document}), frozenset(called.alone) if called.alone else _NONE
        return cls(one, one.type, one.hard, one.callings, one.born, one.facts, [one], names, lands, copies, documents, full, titled, alone)

    @property
    def family(self) -> str:
        """The broadest class of its first profile."""
        return self.first.family

    def take(self, other: Leader) -> None:
        """Adds what is known of another."""
        if other.hard and not self.hard:
            self.type, self.hard = other.type, True
        self.callings |= other.callings
        self.born = self.born or other.born
        self.facts = self.facts or other.facts
        for name in _SUMS:
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs <= mine:
                if isinstance(mine, frozenset):
                    setattr(self, name, mine := set(mine))
                mine |= theirs
        self.members += other.members
