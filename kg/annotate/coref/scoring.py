"""Candidates for a pronoun's antecedent, their features, and the linear score that ranks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from operator import mul

from kg.annotate.coref.chains import Chain
from kg.annotate.coref.grammar import Syntax
from kg.annotate.coref.profile import Profile
from kg.annotate.coref.weights import ROWS
from kg.annotate.doc import VERBS, Tree

_MINE = {"subject": 0, "object": 1, "oblique": 1, "agent": 1, "owner": 2}
_THEIRS = {"subject": 0, "object": 1, "owner": 2, "oblique": 3, "agent": 3}
_PLACES = tuple(
    f"{mine}, {role}, {far}"
    for mine in ("subject", "object", "owner", "other")
    for role in ("subject", "object", "owner", "oblique", "other")
    for far in ("same", "next", "farther")
)
FEATURES = (
    "same sentence", "one sentence back", "two sentences back", "distance", "nearest", "rank", "between",
    "object to object", "owner of the subject's own", "matrix subject", "same clause", "root subject", "next root subject",
    "first in its sentence", "conjunct", "inside another", "coordinate clause",
    "name", "full name", "pronoun", "indefinite", "same pronoun", "gender agrees", "leaning agrees", "leaning differs",
    "class is a guess", "class unknown", "often", "recently", "most often", "first in text",
    "other side of a quotation", "follows", "item or happening", "nominal of that gender", "plural", "group",
    "owner, name", "owner, place", "owner, group", "stated person", "stated group", "place", "told apart by number", *_PLACES,
)  # fmt: skip

MORE = ("possessive", "pronoun", "possessive before", "namings", "nothing we keep", "definite")
_NAMINGS = 8  # of a chain, at most, that are looked at


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible antecedent of a pronoun (head tokens of both), with the features of the pair in the order of ``FEATURES``.

    ``spans`` are the tokens of its namings, the nearest first, and ``kinds`` in the order of ``MORE`` says more of the two.
    """

    anaphor: int
    antecedent: int
    features: tuple[float, ...]
    kinds: tuple[float, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


Scorer = Callable[[str, Candidate], float]


def group(one: Profile) -> str:
    """Which weights a pronoun takes: person (he, she), thing (it) or plural (they)."""
    return "person" if one.gender in ("m", "f") else "plural" if one.number == "p" else "thing"


@dataclass(frozen=True, slots=True)
class View:
    """A pronoun's surroundings, the same for all of its candidates."""

    tree: Tree
    syntax: Syntax
    most: int
    first: int


def features(view: View, one: Profile, chain: Chain, last: Profile, rank: int) -> tuple[float, ...]:
    """The features of a pronoun and the member of a chain that is nearest to it."""
    flags = (*_nearness(view.tree, one, last, rank), *_standing(one, chain, last), *_weight(view, one, chain, last), *_sort(one, chain))
    places = [0.0] * len(_PLACES)
    places[_MINE.get(one.role, 3) * 15 + _THEIRS.get(last.role, 4) * 3 + min(one.sent - last.sent, 2)] = 1.0
    return (*map(float, flags), *places)


def kinds(one: Profile, chain: Chain, last: Profile, kept: bool) -> tuple[float, ...]:
    """What sort of naming a pronoun and its candidate are."""
    told = (one.sort == "possessive", last.kind == "pronoun", last.sort == "possessive")
    return (*map(float, told), min(len(chain.members), _NAMINGS) / _NAMINGS, float(not kept), float(last.definite == "definite"))


def spans(one: Profile, chain: Chain, last: Profile) -> tuple[tuple[int, int], ...]:
    """The tokens of a chain's namings that are nearest to a pronoun, one of them first."""
    near = sorted(chain.members, key=lambda other: (other is not last, abs(other.at - one.at)))[:_NAMINGS]
    return tuple((other.start, other.end) for other in near if other is not one)


def _nearness(tree: Tree, one: Profile, last: Profile, rank: int) -> tuple[float, ...]:
    """Distance in sentences and namings, and where in their clauses the two stand."""
    distance, role, mine = one.sent - last.sent, last.role, one.role
    subject, same = role == "subject", distance == 0
    clause = same and last.verb == one.verb
    root = subject and tree.head[last.verb] == last.verb
    return (
        same,
        distance == 1,
        distance == 2,
        min(distance, 8) / 8,
        rank == 0,
        1 / (1 + rank),
        log(1 + abs(one.at - last.at)),
        role == mine == "object",
        mine == "owner" and subject and clause,
        subject and same and not clause and tree.left[last.verb] <= one.verb <= tree.right[last.verb],
        clause,
        root,
        root and distance == 1,
        last.head == last.end - 1 and last.start <= tree.sents[last.sent][0] + 1,
        tree.dep[last.head] == "conj" or bool(tree.kids(last.head, "conj")),
        role in ("owner", "oblique") and _nested(tree, last.head),
        same and subject and mine == "subject" and tree.head[one.verb] == last.verb,
    )


def _standing(one: Profile, chain: Chain, last: Profile) -> tuple[float, ...]:
    """How the chain is named, and how well its gender and class are known to agree."""
    pronoun, gendered = last.kind == "pronoun", one.gender in ("m", "f")
    return (
        chain.named,
        last.kind == "name" and len(last.words) > 1,
        pronoun,
        last.definite == "indefinite",
        pronoun and last.gender == one.gender,
        chain.gender == one.gender != "?",
        gendered and chain.gender != one.gender and chain.leaning == one.gender,
        gendered and chain.leaning not in ("?", one.gender),
        gendered and chain.family not in ("Person", "Thing"),
        chain.family == "Thing",
    )


def _weight(view: View, one: Profile, chain: Chain, last: Profile) -> tuple[float, ...]:
    """How much the text is about the chain, and on which side of a quotation it stands."""
    return (
        log(len(chain.members)),
        sum(1 for other in chain.before(one.at, 4) if one.sent - other.sent < 2) / 4,
        view.most == chain.members[0].at,
        view.first == chain.members[0].at,
        one.quote != last.quote,
        last.at > one.at,
        chain.family in ("Item", "Event"),
        last.kind == "nominal" and last.gender == one.gender != "?",
    )


def _sort(one: Profile, chain: Chain) -> tuple[float, ...]:
    """What sort of thing the chain is, and whether the pronoun says what it owns."""
    owner = one.role == "owner"
    return (
        chain.number == "p",
        chain.family == "Group",
        owner and chain.named,
        owner and chain.family == "Place",
        owner and chain.family == "Group",
        chain.hard and chain.family == "Person",
        chain.hard and chain.family == "Group",
        chain.family == "Place",
        chain.number == one.number != "?",
    )


def _nested(tree: Tree, i: int) -> bool:
    """Whether a naming stands inside another noun phrase ("Ana's brother", "the brother of Ana")."""
    above = tree.head[i]
    if tree.dep[i] == "pobj":
        above = tree.head[above]
    return tree.pos[above] not in VERBS


_BY_NAME = {row[0]: row[1:] for row in ROWS}
WEIGHTS: Mapping[str, tuple[float, ...]] = {
    kind: tuple(_BY_NAME[name][place] for name in FEATURES) for place, kind in enumerate(("person", "thing", "plural"))
}


def linear(kind: str, candidate: Candidate) -> float:
    """The weighted sum of a candidate's features: the shipped scorer."""
    total: float = sum(map(mul, WEIGHTS[kind], candidate.features))
    return total
