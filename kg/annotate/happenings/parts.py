"""Which happening is told as part of another: the dead and wounded of an attack or a clash belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.ontology import ITSELF, Ontology

_TIED = ("advcl", "conj", "xcomp", "relcl", "acl", "ccomp")

Told = tuple[Happening, Happening, str]  # two tellings of one happening, and why they are taken for one


@dataclass(frozen=True, slots=True)
class Part:
    """A happening that belongs to another, and the property that says so; None where it is the other itself, told by its outcome."""

    part: Happening
    whole: Happening
    property: str | None


def parts(told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology) -> list[Part]:
    """The happenings that belong to one in their own sentence, or to the one told right before."""
    ordered = sorted(told, key=lambda one: one.at)
    found = []
    for n, one in enumerate(ordered):
        wholes = [(other, kind) for other in _near(one, n, ordered, g) for kind in [ontology.outcome(other.type, one.type)] if kind]
        best = max(wholes, key=lambda pair: _closeness(one, pair[0], g), default=None)
        if best and _closeness(one, best[0], g) and _agree(one, best[0], groups, ontology, g):
            found.append(Part(one, best[0], best[1] if best[1] != ITSELF else None))
    return found


def outcomes_told(told: Sequence[Happening], found: Sequence[Part], ontology: Ontology) -> tuple[list[Happening], list[Told]]:
    """The happenings with wholes before their parts, and which tellings are one: an outcome is told as what it came of."""
    of = {id(one.part): one for one in found}
    for one in found:
        _share_dead(one, ontology)
    wholes = [one for one in told if id(one) not in of]
    ended = [_told_as(one, of[id(one)], ontology) for one in told if id(one) in of]
    same = [(of[id(one)].whole, end) for one, end in zip((one for one in told if id(one) in of), ended, strict=True)]
    return wholes + ended, [(whole, end, "how it ended") for whole, end in same if end.type == whole.type]


def _share_dead(one: Part, ontology: Ontology) -> None:
    """Who is told to have died in an act has the same part in the act: "Ana Ruiz died when soldiers fired at her car"."""
    role = ontology.roles(one.part.type)[1]
    if one.property and ontology.judged(one.whole.type) and not ontology.judged(one.part.type):
        one.whole.roles += [pair for pair in one.part.roles if pair[0] == role and pair not in one.whole.roles]


def _told_as(one: Happening, part: Part, ontology: Ontology) -> Happening:
    if part.property:
        return replace(one, roles=[*one.roles, (part.property, part.whole.at)])
    (doer, sufferer, _, _), side = ontology.roles(one.type), ontology.roles(part.whole.type)[0]
    acted = doer != sufferer  # who dies does nothing
    roles = [(side if role == doer and side and acted else role, token) for role, token in one.roles if token != part.whole.at]
    return replace(one, type=part.whole.type, roles=roles)


def _near(one: Happening, n: int, ordered: Sequence[Happening], g: Grammar) -> Iterator[Happening]:
    """The other happenings of the sentence, and those of the sentence before where nothing is told in between."""
    sent = g.tree.sent[one.at]
    yield from (other for other in ordered if g.tree.sent[other.at] == sent and other.at != one.at)
    for other in reversed(ordered[:n]):
        if g.tree.sent[other.at] < sent - 1:
            return
        if g.tree.sent[other.at] == sent - 1:
            yield other


def _closeness(one: Happening, whole: Happening, g: Grammar) -> float:
    """How closely the telling of one is bound to that of another; 0 where it stands by itself."""
    far = g.tree.sent[one.at] - g.tree.sent[whole.at]
    if far:
        return 0.0
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
    return {g.phrases.settle(token) for prep, token in pairs if g.is_cue("courseOf", prep)} | set(subjects)


def _tied(lower: int, upper: int, g: Grammar) -> bool:
    return g.tree.head[lower] == upper and g.tree.dep[lower] in _TIED


def _agree(one: Happening, whole: Happening, groups: Mapping[int, int], ontology: Ontology, g: Grammar) -> bool:
    """Whether the same did both, as far as is told, or one is said to be in the course of the other."""
    if _closeness(one, whole, g) >= 2:
        return True
    doers = [{groups.get(token, token) for role, token in each.roles if role == ontology.roles(each.type)[0]} for each in (one, whole)]
    places = [{groups.get(token, token) for role, token in each.roles if ontology.places_only(role)} for each in (one, whole)]
    return all(not left or not right or left & right for left, right in (doers, places)) and not (doers[0] and not doers[1])
