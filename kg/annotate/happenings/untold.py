"""What words name and yet do not tell: how the deed of its verb ended, a deed that was ordered, a penalty, what somebody counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.annotate.doc import NOUNS, VERBS, Tree
from kg.annotate.grammar.presupposed import presupposed
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Ontology, Trigger

if TYPE_CHECKING:
    from kg.annotate.happenings.happening import Happening

    At = Mapping[int, Sequence[Happening]]


def by_token(told: Iterable[Happening]) -> dict[int, list[Happening]]:
    """Token -> what is told there."""
    at: dict[int, list[Happening]] = defaultdict(list)
    for one in told:
        at[one.at].append(one)
    return at


def untold(one: Happening, at: At, ontology: Ontology, g: Grammar) -> bool:
    """Whether a happening is told by another of the text, or not at all."""
    told = _outdone(one, at, ontology) or _suffered(one, at, ontology) or _again(one, at, ontology) or _before(one, at, ontology, g)
    if told or _of_its_verb(one, at, ontology, g) or _ordered(one, at, g):
        return True
    return _settled(one.at, g) or _of_a_kind(one, ontology, g) or _resolved(one, g) or _penalty(one.at, g) or tallied(one, ontology, g)


def _outdone(one: Happening, at: At, ontology: Ontology) -> bool:
    """Whether the same word tells of a more specific class."""
    return any(other.type != one.type and ontology.is_a(other.type, one.type) for other in at[one.at])


def _suffered(one: Happening, at: At, ontology: Ontology) -> bool:
    """Whether who is told to do something to nobody is told, by the same verb, to suffer it: "burned to death in their car"."""
    doer, sufferer, _, _ = ontology.roles(one.type)
    theirs = {token for role, token in one.roles if role == doer}
    beside = [other for other in at[one.at] if any(trigger.frame == "Intransitive" for trigger in other.triggers)]
    to = any(role == sufferer for role, _ in one.roles)
    return doer != sufferer and not to and any(role != doer and token in theirs for other in beside for role, token in other.roles)


def _again(one: Happening, at: At, ontology: Ontology) -> bool:
    """Whether a happening of another class told by the same word has all that this one has, and more: an airstrike and a bombing."""
    kin = [other for other in at[one.at] if other.type != one.type and _siblings(one.type, other.type, ontology)]
    return any(set(one.roles) < set(other.roles) for other in kin)


def _siblings(left: str, right: str, ontology: Ontology) -> bool:
    """Whether two classes are kinds of one kind of happening: airstrikes and bombings are attacks."""
    above = [set(ontology.classes[one].parents) for one in (left, right)]
    return any(ontology.family(one) != one for one in above[0] & above[1])


def _before(one: Happening, at: At, ontology: Ontology, g: Grammar) -> bool:
    """Whether a participle says in what state those were who now suffer something else: "shot the wounded men"."""
    tree, noun = g.tree, g.tree.head[one.at]
    if tree.dep[one.at] != "amod" or not ontology.bodily(one.type):
        return False
    above = [other for k in tree.climb(noun) for other in at.get(k, ()) if ontology.bodily(other.type)]
    return any((ontology.roles(other.type)[1], noun) in other.roles for other in above)


def _of_its_verb(one: Happening, at: At, ontology: Ontology, g: Grammar) -> bool:
    """Whether a word only says how what its verb tells ended, for the same people: "was shot dead", "was found dead", "stabbed to death"."""
    doer, sufferer, _, counts = ontology.roles(one.type)
    tree, above = g.tree, g.tree.head[one.at]
    if tree.dep[one.at] == "pobj" and tree.lower[above] == "to" or tree.dep[one.at] == "amod" and tree.head[above] == one.at - 1:
        above = tree.head[above]  # "shot dead two men"
    if above == one.at or doer != sufferer or not ontology.bodily(one.type):
        return False
    ended = tree.dep[one.at] in ("acomp", "oprd")  # "shot dead the mayor", of whom the parse has it that "gunmen" are dead
    theirs = {pair for pair in one.roles if pair[0] == sufferer}
    beside = [other for other in at.get(above, ()) if set(counts) & set(ontology.roles(other.type)[3])]
    return any(ended or theirs <= set(other.roles) and set(one.counts) <= set(other.counts) for other in beside)


def _ordered(one: Happening, at: At, g: Grammar) -> bool:
    """Whether a verb says by whose order another happening was done, and so tells that one: "ordered the attack"."""
    deeds = [token for _, token in one.roles if token in at and token != one.at]
    return g.tree.pos[one.at] in VERBS and any(presupposed(g.tree, g.cues, one.at, token) for token in deeds)


def _resolved(one: Happening, g: Grammar) -> bool:
    """Whether a verb says what a body decided to do: "voted to cut its budget" tells of no election."""
    tree, alone = g.tree, all(trigger.frame == "Intransitive" for trigger in one.triggers)
    return alone and g.is_cue("resolvingVerb", tree.lemma[one.at]) and bool(tree.kids(one.at, "xcomp", "ccomp", "advcl"))


def _settled(at: int, g: Grammar) -> bool:
    """Whether a participle says what something has long been: "the established order", "married couples"."""
    tree = g.tree
    return tree.dep[at] == "amod" and g.is_cue("settledAdjective", tree.lower[at]) and not tree.kids(at, "advmod", "prep", "agent")


def _of_a_kind(one: Happening, ontology: Ontology, g: Grammar) -> bool:
    """Whether a bare noun tells of all of a kind, and of no one happening: "motorcycle accidents", "river flooding"."""
    tree, at = g.tree, one.at
    told = {token for _, token in one.roles}
    bare = tree.pos[at] == "NOUN" and not tree.kids(at, "det", "poss", "nummod") and bool(told) and tree.tag[at] == "NNS"
    dated = not g.dated.isdisjoint(range(*tree.sents[tree.sent[at]]))
    return (
        bare
        and not dated
        and not ontology.judged(one.type)
        and told <= set(tree.kids(at, "compound", "amod", "nmod")) - set(g.phrases.name_at)
    )


def _penalty(at: int, g: Grammar) -> bool:
    """Whether a noun says to what somebody is sentenced, which has not come to pass: "sentenced to death"."""
    tree, prep = g.tree, g.tree.head[at]
    return tree.dep[at] == "pobj" and tree.lower[prep] == "to" and g.is_cue("penaltyVerb", tree.lemma[tree.head[prep]])


def tallied(one: Happening, ontology: Ontology, g: Grammar) -> bool:
    """Whether somebody counts happenings of which nothing else is told than where and when: "documented eleven incidents in Kenya"."""
    tree, at = g.tree, one.at
    if tree.pos[at] not in NOUNS or tree.tag[at] not in ("NNS", "NNPS") or tree.dep[at] not in ("dobj", "nsubjpass"):
        return False
    counted = g.is_cue("tallyVerb", tree.lemma[tree.head[at]]) and not any(
        tree.lower[k] in ("the", "these", "those") for k in tree.kids(at, "det")
    )
    return counted and not {role for role, _ in one.roles} & set(ontology.roles(one.type)[:2])


def laid_on(prep: str, token: int, match: Match, g: Grammar) -> bool:
    """Whether what stands behind a noun says to whom its verb lays what it tells: "blamed the raid on the rebels"."""
    tree, verb = g.tree, g.tree.head[match.at]
    laid = tree.dep[match.at] in ("dobj", "nsubjpass") and g.is_cue("layingPhrase", f"{tree.lemma[verb]} {prep}")
    return laid and token == max(k for word, k in match.obliques if word == prep)


def how_long(token: int, g: Grammar) -> bool:
    """Whether a bare noun behind a time says how it is spent, not where something was: "ten years in prison", "life in jail"."""
    tree, prep = g.tree, g.tree.head[token]
    bare = tree.dep[token] == "pobj" and prep + 1 == token and tree.lower[prep] == "in" and token not in g.phrases.name_at
    return bare and prep > 0 and (g.is_cue("timeNoun", tree.lemma[prep - 1]) or g.is_cue("termNoun", tree.lemma[prep - 1]))


def in_life_dates(at: int, token: int, g: Grammar) -> bool:
    """Whether a token stands, and what is told does not, in the brackets that hold somebody's dates: "Ada Berg (1707 in Lima - 1748 in Graz) was born"."""
    opening = next((k for k in range(token, g.tree.sents[g.tree.sent[token]][0] - 1, -1) if g.tree.text[k] in ("(", ")")), None)
    if opening is None or g.tree.text[opening] == ")":
        return False
    closing = next((k for k in range(token, g.tree.sents[g.tree.sent[token]][1]) if g.tree.text[k] == ")"), g.tree.n)
    return not opening < at < closing and not g.dated.isdisjoint(range(opening, closing))


def own_word(token: int, trigger: Trigger, usual: str | None, g: Grammar, ontology: Ontology) -> bool:
    """Whether a noun only makes up the words of a trigger, and has no part of its own in what they tell: "ran for office"."""
    given = trigger.object if trigger.object != usual else None
    return given is not None and "Thing" in ontology.properties[given].range and g.tree.lemma[token] in trigger.objects


def is_way(token: int, g: Grammar) -> bool:
    """Whether what stands at a token is a street or a corner, where things happen and at which nothing is aimed: "a bomb on 34th Street"."""
    name = g.phrases.name_at.get(token)
    return g.is_cue("wayNoun", g.tree.lower[name.end - 1] if name else g.tree.lemma[token])


def sort_out(at: At, ontology: Ontology, tree: Tree) -> None:
    """Leaves each its own: nobody attacked a killing, in Lima is the attack that was condemned, who wins an election does not hold it."""
    made = [one for several in at.values() for one in several]
    for one in made:
        if ontology.judged(one.type):  # "the attack on the minister and the killing of two priests"
            one.roles = [(role, token) for role, token in one.roles if token not in at or ontology.places_only(role)]
    for one in made:
        doer = ontology.roles(one.type)[0]
        about = {token for role, token in one.roles if not ontology.places_only(role)} | set(tree.kids(one.at, "dobj", "nsubjpass"))
        theirs = {pair for token in about for other in at.get(token, ()) if other.type != one.type for pair in other.roles}
        above = [other for other in at.get(one.governor, ()) if one.governor != one.at and other.type == one.type]
        told = {token for other in above for role, token in other.roles if role != doer}
        one.roles = [
            (role, token)
            for role, token in one.roles
            if not (ontology.places_only(role) and (role, token) in theirs) and not (role == doer and token in told)
        ]
