"""Which happening is told as part of another: the dead and wounded of an attack or a clash belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.annotate.doc import VERBS, Tree
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.facts import Polarity
from kg.ontology import ITSELF, Ontology

_OPENING = 4  # words
_BACK = 2  # sentences from what happened to what is told of as its outcome
_BOUND = 2.0  # so closely are tellings bound of which one is in the course of the other, or hangs on it
_TIED = ("advcl", "conj", "xcomp", "relcl", "acl", "ccomp")

Told = tuple[Happening, Happening, str]  # two tellings of one happening, and why they are taken for one


@dataclass(frozen=True, slots=True)
class Part:
    """A happening that belongs to another, and the property that says so; None where it is the other itself, told by its outcome."""

    part: Happening
    whole: Happening
    property: str | None


def parts(
    told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology, polarity: Callable[[Happening], Polarity]
) -> list[Part]:  # fmt: skip
    """The happenings that belong to one in their own sentence, or to the one told right before; what took place is no part of a plan."""
    ordered = sorted(told, key=lambda one: one.at)
    found = []
    for n, one in enumerate(ordered):
        near = [other for other in _near(one, ordered, g) if _closeness(one, other, g) >= _BOUND or polarity(one) == polarity(other)]
        wholes = [(other, kind) for other in near for kind in [ontology.outcome(other.type, one.type)] if kind]
        best = max(wholes, key=lambda pair: _closeness(one, pair[0], g), default=None)
        if best and _agree(one, best[0], groups, ontology, g):
            found.append(Part(one, best[0], best[1] if best[1] != ITSELF else None))
        elif not wholes and (before := _left_by(one, n, ordered, ontology, g)) and _agree(one, before.whole, groups, ontology, g):
            found.append(before)
    return found


def outcomes_told(told: Sequence[Happening], found: Sequence[Part], ontology: Ontology, tree: Tree) -> tuple[list[Happening], list[Told]]:
    """The happenings with wholes before their parts, and which tellings are one: an outcome is told as what it came of."""
    of = {id(one.part): one for one in found}
    for one in found:
        _share_dead(one, found, ontology, tree)
    wholes = [one for one in told if id(one) not in of]
    ended = [_told_as(one, of[id(one)], ontology) for one in told if id(one) in of]
    same = [(of[id(one)].whole, end) for one, end in zip((one for one in told if id(one) in of), ended, strict=True)]
    return wholes + ended, [(whole, end, "how it ended") for whole, end in same if end.type == whole.type]


def _share_dead(one: Part, found: Sequence[Part], ontology: Ontology, tree: Tree) -> None:
    """Who is told to have died in an act has the same part in the act: "Ana Ruiz died when soldiers fired at her car".

    A number of dead or hurt is the act's as well, where its sentence tells it and it is the only one told of its parts.
    """
    role = ontology.roles(one.part.type)[1]
    beside = [count for other in found if other.whole is one.whole for count in other.part.counts]
    for count in one.part.counts if one.property and tree.sent[one.part.at] == tree.sent[one.whole.at] else ():
        if [name for name, _, _ in (*beside, *one.whole.counts)].count(count[0]) == 1:
            one.whole.counts.append(count)
    if one.property and ontology.judged(one.whole.type) and not ontology.judged(one.part.type):
        one.whole.roles += [pair for pair in one.part.roles if pair[0] == role and pair not in one.whole.roles]


def _told_as(one: Happening, part: Part, ontology: Ontology) -> Happening:
    if part.property:
        return replace(one, roles=[*one.roles, (part.property, part.whole.at)])
    (doer, sufferer, _, _), side = ontology.roles(one.type), ontology.roles(part.whole.type)[0]
    acted = doer != sufferer  # who dies does nothing
    roles = [(side if role == doer and side and acted else role, token) for role, token in one.roles if token != part.whole.at]
    return replace(one, type=part.whole.type, roles=roles)


def _near(one: Happening, ordered: Sequence[Happening], g: Grammar) -> Iterator[Happening]:
    """The other happenings of the sentence, without those that are listed beside it: "the murders and the bombings"."""
    tree = g.tree
    for other in ordered:
        if tree.sent[other.at] == tree.sent[one.at] and other.at != one.at and not _listed(one.at, other.at, g):
            yield other


def _listed(left: int, right: int, g: Grammar) -> bool:
    """Whether two nouns stand in one list, also where the parse lists the second beside what the first is of."""
    tree = g.tree
    first, second = sorted((left, right))
    nouns = tree.pos[first] == "NOUN" and tree.pos[second] == "NOUN"
    return nouns and (second in tree.coordinated(first) or tree.dep[second] == "conj" and first in tree.climb(second))


def _left_by(one: Happening, n: int, ordered: Sequence[Happening], ontology: Ontology, g: Grammar) -> Part | None:
    """What a happening told by nobody's doing is part of in the sentence before: "Two bombs went off. Four people were hurt"."""
    tree, doer = g.tree, ontology.roles(one.type)[0]
    if tree.pos[one.at] not in VERBS or any(role == doer for role, _ in one.roles) or _elsewhere(one.at, g):
        return None
    for other in reversed(ordered[:n]):
        kind = ontology.outcome(other.type, one.type)
        if tree.sent[one.at] - tree.sent[other.at] > _BACK:
            return None
        if kind:
            held = kind != ITSELF and ontology.judged(other.type) and ontology.judged(one.type)
            return Part(one, other, kind) if held and not _dated(one.at, g) else None
    return None


def _elsewhere(at: int, g: Grammar) -> bool:
    """Whether a sentence begins by turning to something else: "Meanwhile, ...", "In another incident ..."."""
    start, end = g.tree.sents[g.tree.sent[at]]
    return any(g.is_cue("turnsAway", g.tree.lower[k]) for k in range(start, min(start + _OPENING, end)))


def _dated(at: int, g: Grammar) -> bool:
    """Whether a sentence says when."""
    return not g.dated.isdisjoint(range(*g.tree.sents[g.tree.sent[at]]))


def _closeness(one: Happening, whole: Happening, g: Grammar) -> float:
    """How closely the telling of one is bound to that of another of its sentence."""
    if whole.at in _course(one, g):
        return 3.0
    if _tied(one.governor, whole.governor, g) or _tied(whole.governor, one.governor, g):
        return 2.0
    return 1.0 - abs(one.at - whole.at) / 1000


def _course(one: Happening, g: Grammar) -> set[int]:
    """What stands as subject, or after "in" and "during", of the clause that tells of a happening."""
    clause = g.clauses.of(one.governor)
    verbal = g.tree.pos[one.governor] in ("VERB", "AUX")
    pairs = [*g.clauses.obliques(one.at), *(clause.obliques if verbal else ())]
    subjects = [g.phrases.settle(token) for token in clause.subjects] if verbal else []
    subjects += [g.phrases.settle(token) for token in _come_of(one.at, g)]
    return {g.phrases.settle(token) for prep, token in pairs if g.is_cue("courseOf", prep)} | set(subjects)


def _come_of(at: int, g: Grammar) -> tuple[int, ...]:
    """The subject of the verb that says of what a noun tells that it came of it: "the attack resulted in the death of Ada Berg"."""
    tree = g.tree
    verb = tree.head[tree.head[at]] if tree.dep[at] == "pobj" else tree.head[at]
    said = tree.dep[at] in ("pobj", "dobj") and tree.pos[verb] in VERBS and g.is_cue("outcomeVerb", tree.lemma[verb])
    return g.clauses.of(verb).subjects if said else ()


def _tied(lower: int, upper: int, g: Grammar) -> bool:
    return g.tree.head[lower] == upper and g.tree.dep[lower] in _TIED


def _agree(one: Happening, whole: Happening, groups: Mapping[int, int], ontology: Ontology, g: Grammar) -> bool:
    """Whether the same did both, as far as is told, or one is said to be in the course of the other."""
    if _closeness(one, whole, g) >= _BOUND:
        return True
    doers = [{groups.get(token, token) for role, token in each.roles if role == ontology.roles(each.type)[0]} for each in (one, whole)]
    places = [{groups.get(token, token) for role, token in each.roles if ontology.places_only(role)} for each in (one, whole)]
    return all(not left or not right or left & right for left, right in (doers, places)) and not (doers[0] and not doers[1])
