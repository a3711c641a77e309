"""What two profiles say for and against being one thing: small pure features, each with its weight in log-odds and its reason in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from kg.ontology import Ontology
from kg.resolve import weights
from kg.resolve.feature import Feature

if TYPE_CHECKING:
    from kg.resolve.leader import Leader
    from kg.resolve.surroundings import Surroundings


class Weighed(NamedTuple):
    """A probability that two things are one, and the reasons in words."""

    score: float
    reasons: tuple[str, ...]


Comparison = Callable[["Surroundings", "Leader", "Leader"], Feature | None]


def types(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """Two classes of which neither can be a form of the other, both stated and not guessed, or of different families."""
    ontology = around.ontology
    if ontology.is_a(left.type, right.type) or ontology.is_a(right.type, left.type):
        return None
    if left.family == right.family and not (left.hard and right.hard):
        return None
    return Feature(weights.OTHER_TYPE, f"a {_label(ontology, left.type)} is not a {_label(ontology, right.type)}")


def callings(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """What two people do for a living."""
    if not left.callings or not right.callings:
        return None
    shared = sorted(left.callings & right.callings)
    if shared:
        return Feature(weights.SAME_CALLING, f"both in {shared[0]}")
    apart = [(one, other) for one in sorted(left.callings) for other in sorted(right.callings)]
    if any(pair in around.lexicon.together for pair in apart):
        return None
    return Feature(weights.OTHER_CALLING, f"one in {apart[0][0]}, one in {apart[0][1]}")


def ages(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """When two people were born."""
    if left.born is None or right.born is None:
        return None
    gap = max(left.born[0] - right.born[1], right.born[0] - left.born[1])
    if gap <= 1:
        return Feature(weights.SAME_AGE, f"born about {left.born[1]}")
    said = f"born about {left.born[1]} and about {right.born[1]}"
    return Feature(weights.OTHER_AGE if gap <= weights.NEAR_AGE else weights.FAR_AGE, said)


def facts(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """Values of properties that have one value only."""
    mine, yours = dict(left.facts), dict(right.facts)
    for name in sorted(mine.keys() & yours.keys()):
        same = mine[name].startswith(yours[name]) or yours[name].startswith(mine[name])
        label = around.ontology.properties[name].label
        if same:
            return Feature(weights.SAME_FACT, f"same {label}: {mine[name]}")
        return Feature(weights.OTHER_FACT, f"{label}: {mine[name]} and {yours[name]}")
    return None


def story(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """The other people and groups that the documents of both speak of."""
    if around.copied(left, right):
        return Feature(weights.COPIED, "copies of one text")
    shared = around.shared(left, right)
    if not shared:
        return Feature(weights.NO_SHARED_NAME, "no other name in common")
    said = ", ".join(sorted(shared)[:3])
    return Feature(min(weights.SHARED_NAMES_MOST, len(shared) * weights.SHARED_NAME), f"told of with {said}")


def partners(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """Things that both are related to in the same way, as one brother or one employer."""
    shared = around.partners(left) & around.partners(right)
    if not shared:
        return None
    said = ", ".join(sorted({predicate.lstrip("^") for predicate, _ in shared})[:3])
    return Feature(min(weights.SHARED_PARTNERS_MOST, len(shared) * weights.SHARED_PARTNER), f"the same other end of {said}")


def countries(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """The countries of which the documents of both speak."""
    mine, yours = around.lands(left), around.lands(right)
    if not mine or not yours:
        return None
    if mine & yours:
        return Feature(weights.SAME_COUNTRY, "the same country")
    return Feature(weights.OTHER_COUNTRY, "other countries")


def generic(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """A name of common nouns alone, which says little."""
    if left.family != "Group" or not (around.says_little(left) or around.says_little(right)):
        return None
    if around.lands(left) & around.lands(right):
        return None
    return Feature(weights.GENERIC_NAME, "a name that many have")


def entries(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """What the gazetteer makes of the two names where each stands; of a name it does not know, the countries spoken of."""
    mine, yours = around.located(left), around.located(right)
    if mine and yours:
        same = mine == yours
        return Feature(weights.SAME_PLACE if same else weights.OTHER_PLACE, f"{'one place' if same else 'two places'} of the gazetteer")
    lands = around.lands(left), around.lands(right)
    if all(lands) and lands[0].isdisjoint(lands[1]):
        return Feature(weights.PLACE_OF_OTHER_COUNTRY, "in reports of two countries")
    return None


def same_story(around: Surroundings, left: Leader, right: Leader) -> Feature | None:
    """What speaks for one thing in the story around it; that another story is told speaks against no place."""
    found = story(around, left, right)
    return found if found and found.score > 0 else None


COMPARISONS: dict[str, tuple[Comparison, ...]] = {
    "Person": (types, facts, ages, callings, story, partners, countries),
    "Group": (types, facts, generic, story, partners, countries),
    "Place": (types, entries, same_story),
    "Item": (types, story),
    "Thing": (types, story),
}


def weigh(around: Surroundings, name: Feature, left: Leader, right: Leader) -> Weighed:
    """How likely two things with such names are one, 0 to 1, with the reasons that count."""
    found = [one for compare in COMPARISONS[left.family] if (one := compare(around, left, right))]
    total = logit(name.score) + sum(one.score for one in found)
    said = (name.reason, *(one.reason for one in found if abs(one.score) >= weights.TELLING))
    return Weighed(round(1 / (1 + math.exp(-total)), 3), said)


def logit(score: float) -> float:
    """The log-odds of a probability."""
    return math.log(score / (1 - score))


def general_type(ontology: Ontology, votes: Iterable[str]) -> str:
    """The class with most votes, a vote for a class counting for those below it too; then the most specific, then by name."""
    counted = Counter(votes)
    return min(counted, key=lambda one: (-sum(counted[up] for up in ontology.ancestors(one)), -ontology.depth.get(one, 0), one))


def _label(ontology: Ontology, name: str) -> str:
    known = ontology.classes.get(name)
    return known.label.lower() if known else name
