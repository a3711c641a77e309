"""Small pure features: two profiles -> a score and the reason in words, or None where the feature says nothing.

A score of 1 speaks for one and the same thing, 0 for two different ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.ontology import Ontology

Words = tuple[str, ...]


class Feature(NamedTuple):
    """What one comparison says."""

    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one cluster of mentions within one document.

    ``forms`` maps the key of each name to the mention that used it first. ``full`` are the names of two words or more
    without titles, ``titled`` the single words that came with a title, title included, ``short`` the acronyms.
    """

    place: int
    document: str
    type: str
    family: str
    hard: bool
    forms: dict[str, str]
    full: tuple[Words, ...]
    titled: tuple[Words, ...]
    short: frozenset[str]


Comparison = Callable[[Ontology, Profile, Profile], Feature | None]


def types_clash(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """Two classes of which neither can be a form of the other, both stated and not guessed, or of different families."""
    if ontology.is_a(left.type, right.type) or ontology.is_a(right.type, left.type):
        return None
    if left.family == right.family and not (left.hard and right.hard):
        return None
    return Feature(0.0, f"a {_label(ontology, left.type)} is not a {_label(ontology, right.type)}")


def stated_types_clash(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """Two classes that are both stated and of which neither can be a form of the other."""
    return types_clash(ontology, left, right) if left.hard and right.hard else None


def families_clash(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """Two broad classes, as a place and a group."""
    if left.family == right.family:
        return None
    return Feature(0.0, f"a {left.family.lower()} is not a {right.family.lower()}")


def full_names_clash(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """People with full names of which none can be a shorter form of one of the other."""
    people = left.family == right.family == "Person"
    if not people or not left.full or not right.full or any(can_be(one, other) for one in left.full for other in right.full):
        return None
    return Feature(0.0, f"full names differ: {' '.join(left.full[0])}, {' '.join(right.full[0])}")


def same_full_name(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """A name of two words or more, letter for letter but for case, accents and titles."""
    shared = sorted(set(left.full) & set(right.full), key=lambda one: (-len(one), one))
    return Feature(0.95, f"same full name: {' '.join(shared[0])}") if shared else None


def shorter_full_name(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """One full name with words of the other left out ("Ana Maria Lopez Rey", "Ana Lopez")."""
    for one in left.full:
        for other in right.full:
            if can_be(one, other):
                short, long = sorted((one, other), key=len)
                return Feature(0.8, f"{' '.join(short)} is short for {' '.join(long)}")
    return None


def same_single_name(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """A one-word name of a group, place or item, the surer when a list or the text's own words state the class."""
    shared = sorted(set(left.forms) & set(right.forms), key=lambda one: (-len(one), one))
    if not shared or "Person" in (left.family, right.family):
        return None
    return Feature(0.9 if left.hard or right.hard else 0.7, f"same name: {shared[0]}")


def same_acronym(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """An acronym that one document defines and the other uses."""
    shared = sorted(left.short & right.short)
    defined = bool(left.full) or bool(right.full)
    return Feature(0.85, f"same acronym, defined in one of the documents: {shared[0]}") if shared and defined else None


def same_titled_name(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """A single name under the same title ("Comrade Ana")."""
    shared = sorted(set(left.titled) & set(right.titled))
    return Feature(0.75, f"same title and name: {' '.join(shared[0])}") if shared else None


def same_individual(ontology: Ontology, left: Profile, right: Profile) -> Feature | None:
    """Names that one entry of a name list gives for one thing; blocking has seen to that."""
    names = (next(iter(one.forms)) for one in (left, right))
    return Feature(0.98, f"one entry of a name list: {', '.join(sorted(set(names)))}")


def first_of(ontology: Ontology, left: Profile, right: Profile, comparisons: Sequence[Comparison]) -> Feature | None:
    """The first comparison that says something."""
    return next((found for compare in comparisons if (found := compare(ontology, left, right))), None)


def general_type(ontology: Ontology, votes: Iterable[str]) -> str:
    """The class with most votes, a vote for a class counting for those below it too; then the most specific, then by name."""
    counted = Counter(votes)
    return min(counted, key=lambda one: (-sum(counted[up] for up in ontology.ancestors(one)), -ontology.depth.get(one, 0), one))


def can_be(one: Words, other: Words) -> bool:
    """Whether one name is the other with words left out or given as initials: the same first word, the rest in order."""
    short, long = sorted((one, other), key=len)
    return bool(short) and _alike(short[0], long[0]) and _in_order(short[1:], long[1:])


def _in_order(short: Words, long: Words) -> bool:
    rest = iter(long)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _label(ontology: Ontology, name: str) -> str:
    known = ontology.classes.get(name)
    return known.label.lower() if known else name
