"""One thing in the making: the profiles that were found to be one, summed up."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.resolve.profile import Profile


@dataclass(slots=True, eq=False)
class Leader:
    """What is known of the profiles that follow ``first``; ``names`` are the numbers of the names that their documents use.

    ``alone`` are the names of one word, ``titled`` those with a title in front of them, ``full`` the longer ones.
    """

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
    documents: set[str] = field(default_factory=set)
    full: set[tuple[str, ...]] = field(default_factory=set)
    titled: set[tuple[str, ...]] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, one: Profile, names: set[int], lands: set[str], copy: str | None) -> Leader:
        """A thing that has one profile as yet."""
        copies = {copy} if copy else set()
        found = cls(one, one.type, one.family, one.hard, one.callings, one.born, one.facts, set(names), set(lands), copies)
        found.members, found.documents = [one], {one.document}
        found.full, found.titled = set(one.full), set(one.titled)
        found.alone = {form for form in one.forms if " " not in form}
        return found

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
        self.documents |= other.documents
        self.full |= other.full
        self.titled |= other.titled
        self.alone |= other.alone
