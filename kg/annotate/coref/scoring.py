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
    "other side of a quotation", "follows", "animal or thing", "nominal of that gender", "plural", "group",
    "owner, name", "owner, place", "owner, group", "stated person", "stated group", "place", "told apart by number", *_PLACES,
)  # fmt: skip
_FLAGS = len(FEATURES) - len(_PLACES)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible antecedent of a pronoun (head tokens of both), with the features of the pair in the order of ``FEATURES``."""

    anaphor: int
    antecedent: int
    features: tuple[float, ...]


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
    tree, distance = view.tree, one.sent - last.sent
    role, mine, count = last.role, one.role, len(chain.members)
    subject, same = role == "subject", distance == 0
    clause = same and last.verb == one.verb
    root = subject and tree.head[last.verb] == last.verb
    pronoun = last.kind == "pronoun"
    gendered = one.gender in ("m", "f")
    flags = (
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
        log(count),
        sum(1 for other in chain.before(one.at, 4) if one.sent - other.sent < 2) / 4,
        view.most == chain.members[0].at,
        view.first == chain.members[0].at,
        one.quote != last.quote,
        last.at > one.at,
        chain.family in ("Item", "Event"),
        last.kind == "nominal" and last.gender == one.gender != "?",
        chain.number == "p",
        chain.family == "Group",
        mine == "owner" and chain.named,
        mine == "owner" and chain.family == "Place",
        mine == "owner" and chain.family == "Group",
        chain.hard and chain.family == "Person",
        chain.hard and chain.family == "Group",
        chain.family == "Place",
        chain.number == one.number != "?",
    )
    places = [0.0] * len(_PLACES)
    places[_MINE.get(mine, 3) * 15 + _THEIRS.get(role, 4) * 3 + min(distance, 2)] = 1.0
    return (*map(float, flags), *places)


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
