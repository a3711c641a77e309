"""One thing in the making: the profiles that were found to be one, summed up."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.resolve.profile import Profile


@dataclass(slots=True, eq=False)
class Leader:
    """What is known of the profiles that follow ``first``; ``names`` are the numbers of the names that their documents use."""

    first: Profile
    type: str
    family: str
    hard: bool
    callings: frozenset[str]
    born: tuple[int, int] | None
    facts: tuple[tuple[str, str], ...]
    names: set[int]
    lands: set[str]
    copies: set[str]
    members: list[Profile] = field(default_factory=list)

    @classmethod
    def of(cls, one: Profile, names: set[int], lands: set[str], copy: str | None) -> Leader:
        """A thing that has one profile as yet."""
        copies = {copy} if copy else set()
        return cls(one, one.type, one.family, one.hard, one.callings, one.born, one.facts, set(names), set(lands), copies, [one])

    def take(self, other: Leader) -> None:
        """Adds what is known of another."""
        if other.hard and not self.hard:
            self.type, self.hard = other.type, True
        self.callings |= other.callings
        self.born = self.born or other.born
        self.facts = self.facts or other.facts
        self.names |= other.names
        self.lands |= other.lands
        self.copies |= other.copies
        self.members += other.members
