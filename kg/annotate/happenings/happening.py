"""Happenings: who did it, to whom or what, with what and where, read off the matches of a trigger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.annotate.doc import VERBS
from kg.annotate.grammar.sides import groups_of
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.happenings.figures import figurative, in_general
from kg.annotate.happenings.listed import listed, several
from kg.annotate.happenings.untold import by_token, how_long, in_life_dates, is_way, laid_on, own_word, sort_out, untold
from kg.ontology import Ontology, PrepRole, Trigger

Pair = tuple[str, int]  # a role, and the head token of what has it
Choice = tuple[str | None, tuple[str, ...]]  # a role, and the only classes of what may have it


@dataclass(slots=True)
class Happening:
    """A happening told at a token: its class, its roles as (property, head token) and its literal facts.

    ``read`` says how likely the learned reader makes a role, where it does; the roles in ``alone`` no rule found, and of
    those in ``doubted`` the text only says that they may be so.
    """

    type: str
    at: int
    governor: int
    triggers: list[Trigger] = field(default_factory=list)
    roles: list[Pair] = field(default_factory=list)
    counts: list[tuple[str, str, tuple[int, int]]] = field(default_factory=list)
    read: dict[Pair, float] = field(default_factory=dict)
    alone: frozenset[Pair] = frozenset()
    doubted: frozenset[Pair] = frozenset()


def happenings(found: list[Match], ontology: Ontology, g: Grammar) -> list[Happening]:
    """One happening for each token and class; a class gives way to a more specific one at the same token."""
    made: dict[tuple[int, str], Happening] = {}
    deeds = {match.at for match in found}
    for match in found:
        if not _done_by(match, g, ontology) or figurative(match, deeds, g, ontology):
            continue
        key = match.at, match.trigger.target
        one = made.setdefault(key, Happening(match.trigger.target, match.at, match.governor))
        if match.governor != match.at:
            one.governor = match.governor
        one.triggers.append(match.trigger)
        _fill(one, match, deeds, ontology, g)
    at = by_token(made.values())
    sort_out(at, ontology, g.tree)
    return [
        one
        for one in made.values()
        if not untold(one, at, ontology, g) and not in_general(one.at, [token for _, token in one.roles], ontology.judged(one.type), g)
    ]


def _done_by(match: Match, g: Grammar, ontology: Ontology) -> bool:
    """Whether somebody of the classes that the trigger asks for is said to do it: rebels destroy a bridge, not floods."""
    wanted, suffered = match.trigger.subject_class, match.trigger.object_class
    if suffered and not _done_to(match, suffered, g, ontology):
        return False
    if (
        match.trigger.frame == "RelationalNoun"
        and match.objects
        and all(_own_side(token, match.at, g, ontology) for token in match.objects)
    ):
        return False  # "the Red Front assassins" killed nobody of whom it is told
    return not wanted or any(
        admits(g, token, wanted, ontology) and not g.is_cue("thingWord", g.tree.lower[token]) for token in match.subjects
    )


def _done_to(match: Match, suffered: tuple[str, ...], g: Grammar, ontology: Ontology) -> bool:
    """Whether it is done to something of the classes that the trigger asks for: rebels release hostages, not an album."""
    noun = match.trigger.frame == "Nominal"
    told = [token for prep, token in match.obliques if prep == "of"] if noun else match.objects
    people = all(ontology.family(one) in ("Person", "Group") for one in suffered)
    bare = {token for token in told if people and g.tree.pos[token] == "NUM"}
    things = {token for token in told if people and g.is_cue("thingWord", g.tree.lower[token])}
    return noun and not told or any(token in bare or admits(g, token, suffered, ontology) for token in told if token not in things)


def _own_side(token: int, noun: int, g: Grammar, ontology: Ontology) -> bool:
    """Whether what stands right before a noun for a doer is the group that he belongs to."""
    before = token < noun and g.tree.dep[token] != "poss" and g.tree.sent[token] == g.tree.sent[noun]
    return before and ontology.family(g.phrases.naming(token).type) == "Group"


def _fill(one: Happening, match: Match, deeds: set[int], ontology: Ontology, g: Grammar) -> None:
    trigger = match.trigger
    subject, object_, preps, counts = ontology.roles(one.type)
    subject, object_ = trigger.subject or subject, trigger.object or object_
    own = {prep for prep, _, _ in trigger.prep_roles}
    roles = [*trigger.prep_roles, *(row for row in preps if row[0] not in own or ontology.places_only(row[1]))]
    used = _by_class("by", [row for row in roles if ontology.items_only(row[1])])
    for token in match.subjects:  # "killed by rebels", "killed by a bomb"
        _assign(one, (*_by_class("subject", roles), (subject, ()), *used), token, g, ontology)
    if not match.mutual:
        for token in match.objects:
            if own_word(token, trigger, ontology.roles(one.type)[1], g, ontology):
                continue
            aside = match.trigger.frame == "VerbPrep" and token != match.objects[0] and is_way(token, g)  # "fired on a bus on a highway"
            where: tuple[Choice, ...] = tuple((role, ()) for prep, role, _ in roles if prep == "on" and ontology.places_only(role))
            _assign(one, where if aside else (*_by_class("object", roles), (object_, ())), token, g, ontology)
    told_of_item = object_ is not None and {"Item"} == set(map(ontology.family, ontology.properties[object_].range))
    for prep, token in match.obliques:
        if laid_on(prep, token, match, g) or token in match.objects:
            continue
        choices = _roles_after(prep, token, match, roles, subject, object_, g, ontology)
        if prep == "on" and _where_it_was(token, match, g):
            choices = tuple(choice for choice in choices if choice[0] != object_ and (told_of_item or ontology.places_only(choice[0])))
        at = prep == "at" and match.trigger.frame == "Transitive" and match.objects and not told_of_item  # "shot a man at a farm"
        if at or g.is_cue("where", prep) and is_way(token, g):
            choices = tuple(choice for choice in choices if ontology.places_only(choice[0]))
        _assign(one, _where_first(choices, prep, token, g, ontology), token, g, ontology)
    placing = {prep: role for prep, role, _ in roles if ontology.places_only(role)}
    _done_where_the_rest_is(one, match, placing, g, ontology)
    _place_of_parts(one, match, deeds, placing, g, ontology)
    doer, sufferer, _, _ = ontology.roles(one.type)
    acts = doer != sufferer or doer is not None and "Place" in ontology.properties[doer].range  # who dies does nothing
    acts = acts and not ontology.has(one.type, "personal")
    if subject is not None and doer is not None and acts and (subject == doer or ontology.items_only(subject)):
        _on_behalf(one, match, doer, g, ontology)
    _named_of_many(one, g, ontology)
    _count(one, match, counts, object_, bare=subject != object_, g=g)  # who has two wounds is one


def _count(one: Happening, match: Match, counts: Iterable[tuple[str, str]], object_: str | None, *, bare: bool, g: Grammar) -> None:
    """Notes how many have a role; ``bare`` says that a number alone is of people: "killing three", "wounding ten others", "claimed thirty lives"."""
    meant = {"other", *match.trigger.objects}
    alone = [token for token in match.objects if g.tree.pos[token] == "NUM" or g.tree.lemma[token] in meant] if bare else []
    for property_, role in counts:
        for token in [token for name, token in one.roles if name == role] + (alone if role == object_ else []):
            said = _counted(token, g)
            if said and (property_, str(said[0]), said[1]) not in one.counts:
                one.counts.append((property_, str(said[0]), said[1]))


def _counted(token: int, g: Grammar) -> tuple[int, tuple[int, int]] | None:
    """How many a phrase says, or that beside which it is set: "two farmers, Ada Berg and Tomas Rell"."""
    tree, said = g.tree, g.phrases.count(token)
    first = next((i for i in (token, *tree.climb(token)) if tree.dep[i] != "conj"), token)
    return (
        g.phrases.count(tree.head[first]) if said is None and tree.dep[first] == "appos" and tree.tag[tree.head[first]] == "NNS" else said
    )


def _where_it_was(token: int, match: Match, g: Grammar) -> bool:
    """Whether "on" says where it was, not what it was aimed at: "ambushed a patrol on a highway", "the ambush occurred on a highway"."""
    tree = g.tree
    above = tree.head[tree.head[token]]
    subject = tree.dep[match.at] in ("nsubj", "nsubjpass") and above == tree.head[match.at]
    return match.trigger.frame == "Transitive" and bool(match.objects) or match.trigger.frame == "Nominal" and subject


def _by_class(argument: str, roles: list[PrepRole]) -> tuple[Choice, ...]:
    """The roles that a verb's subject or object has where it is of a certain class: a country holds an election in itself."""
    return tuple((role, only) for word, role, only in roles if word == argument)


def _done_where_the_rest_is(one: Happening, match: Match, where: dict[str, str], g: Grammar, ontology: Ontology) -> None:
    """What is done by doing something else is where that is: "gathered in Lima to protest"."""
    tree, above = g.tree, g.tree.head[match.at]
    aim = tree.dep[match.at] in ("advcl", "xcomp") and any(tree.lower[k] == "to" for k in tree.kids(match.at, "aux"))
    if aim and g.is_cue("purposeDone", tree.lemma[match.at]) and tree.pos[above] in VERBS:
        clause = g.clauses.of(above)
        for prep, token in (*clause.obliques, *(pair for k in clause.objects for pair in g.clauses.obliques(k))):
            if prep in where:
                _assign(one, ((where[prep], ()),), g.phrases.settle(token), g, ontology)


def _place_of_parts(one: Happening, match: Match, deeds: set[int], where: dict[str, str], g: Grammar, ontology: Ontology) -> None:
    """Where a participant after the trigger is, the happening is: "outside his home in Lima", "killed by rebels in Lima"."""
    held = [
        *match.objects,
        *(token for prep, token in match.obliques if not g.is_cue("elsewhere", prep) or prep == "for" and g.phrases.noun_class(token)),
        *(token for token in match.subjects if token > match.at),
    ]
    for token in held:
        if token in deeds and token in match.objects:
            continue  # "condemned the attack in Lima": in Lima was the attack
        name = g.phrases.name_at.get(token)
        if name is None or ontology.family(name.type) != "Place":
            for prep, inner in g.clauses.obliques(token):
                if prep in where and not _state(inner, g):
                    _assign(one, ((where[prep], ()),), g.phrases.settle(inner), g, ontology)
    if "in" in where and not any(role == where["in"] for role, _ in one.roles):
        for token in match.subjects:  # "A court in Lima convicted X"
            for inner in (g.phrases.settle(k) for prep, k in g.clauses.obliques(token) if prep == "in"):
                if inner in g.phrases.name_at:
                    _assign(one, ((where["in"], ()),), inner, g, ontology)


def _state(token: int, g: Grammar) -> bool:
    """Whether a bare noun tells in what state somebody is and not where: "eight years in prison", "a man in hospital"."""
    return g.tree.tag[token] == "NN" and token not in g.phrases.name_at and not g.tree.children[token]


def _named_of_many(one: Happening, g: Grammar, ontology: Ontology) -> None:
    """Those listed of several have their role."""
    for role, token in list(one.roles):
        if several(token, g):
            for k in listed(token, one.at, g):
                _assign(one, ((role, ()),), k, g, ontology)


def _on_behalf(one: Happening, match: Match, subject: str, g: Grammar, ontology: Ontology) -> None:
    """The named group whose people or vehicles did it did it: "Red Front guerrillas", "members of the Red Front"."""
    doers = [token for role, token in one.roles if role == subject] + [token for token in match.subjects if g.tree.pos[token] == "NOUN"]
    for token in dict.fromkeys(doers):
        if token not in g.phrases.name_at:
            things = ontology.family(g.phrases.noun_class(token) or "Thing") == "Item"
            lands = [k for k in g.tree.kids(token, "amod") if k in g.phrases.name_at] if things else []  # "Kenyan planes bombed a town"
            for group in (*groups_of(token, g), *lands):
                _assign(one, ((subject, ()),), group, g, ontology)


def _roles_after(
    prep: str, token: int, match: Match, roles: list[PrepRole], subject: str | None, object_: str | None, g: Grammar, ontology: Ontology
) -> tuple[Choice, ...]:  # fmt: skip
    """The roles that a preposition may give, most specific first."""
    given: tuple[Choice, ...] = tuple((role, only) for word, role, only in roles if word == prep)
    if prep == "from" and match.trigger.frame != "Nominal":
        return tuple(choice for choice in given if choice[0] != subject)  # "blamed deserters from X": only "a statement from X" is by X
    if match.trigger.frame == "Nominal":
        if prep == "of":
            return given or ((object_, ()),)
        if prep == "'s":
            done = any(word == "of" for word, _ in match.obliques)  # "the army's killing of X"; "X's killing"
            return ((subject, ()),) if done else given or ((subject, ()),)
        if prep == "+":
            kind = token not in g.phrases.name_at and ontology.family(g.phrases.noun_class(token) or "Thing") == "Person"
            if kind and g.tree.tag[token] == "JJ":
                return ()  # "a national strike" is nobody's
            named = tuple(choice for choice in given if token in g.phrases.name_at or not choice[1] or choice[0] != subject)
            return named if given else () if kind else ((subject, ()), (object_, ()))  # "a rebel attack" tells its kind, not by whom
        if prep == "by":
            return (subject, ()), *given
    return given


def _assign(one: Happening, choices: tuple[Choice, ...], token: int, g: Grammar, ontology: Ontology) -> None:
    """Gives a token the first role whose range, and whose own classes, it can satisfy; a building is place and target of a bomb."""
    fit = [(role, only) for role, only in choices if role is not None and _can_be(role, only, token, g, ontology)]
    if fit and token != one.at and not how_long(token, g) and not in_life_dates(one.at, token, g):
        first, where = fit[0], ontology.places_only(fit[0][0])
        sure = (
            not where or g.phrases.naming(token).hard or token not in g.phrases.name_at
        )  # what is only guessed to be a place is no target
        also = [role for role, only in fit[1:] if (only or first[1]) and ontology.places_only(role) != where and sure]
        one.roles += [(role, token) for role in (first[0], *also[:1]) if (role, token) not in one.roles]


def _can_be(role: str, only: tuple[str, ...], token: int, g: Grammar, ontology: Ontology) -> bool:
    known = ontology.properties.get(role)
    if known is None or {"Person", "Group"} <= set(known.range) and _is_site(token, g, ontology):
        return False
    return admits(g, token, known.range, ontology) and (not only or admits(g, token, only, ontology))


def _is_site(token: int, g: Grammar, ontology: Ontology) -> bool:
    """Whether what stands at a token only is where something was: "a bomb exploded at the headquarters killing nine people"."""
    one, tree = g.phrases.naming(token), g.tree
    place = one.kind != "name" and ontology.family(one.type) == "Place" and not ontology.has(one.type, "land")
    return place and tree.dep[token] == "pobj" and tree.lower[tree.head[token]] != "by"


def _where_first(choices: tuple[Choice, ...], prep: str, token: int, g: Grammar, ontology: Ontology) -> tuple[Choice, ...]:
    """Places before other roles after "in" and "near", and for a named place: "a bomb at Lima" but "a bomb at the embassy"."""
    named = token in g.phrases.name_at
    if prep in ("in", "near") or named and prep not in ("on", "against", "of"):
        return tuple(sorted(choices, key=lambda choice: not ontology.places_only(choice[0])))
    return choices


def admits(g: Grammar, token: int, allowed: tuple[str, ...], ontology: Ontology) -> bool:
    """Whether what stands at a token can be of one of the classes: its class lies below one, or is a guess above one."""
    if any(g.tree.lower[k] == "no" for k in g.tree.kids(token, "det")):
        return False  # "no group has claimed the attack"
    if token in g.dated or g.is_cue("timeNoun", g.tree.lemma[token]) or g.is_cue("measureNoun", g.tree.lemma[token]):
        return False
    if not allowed or "Thing" in allowed:
        return (
            g.tree.pos[token] not in ("VERB", "ADP", "ADV", "PUNCT", "NUM")
            or g.tree.pos[token] == "NUM"
            and bool(g.tree.kids(token, "det"))
        )
    naming = g.phrases.naming(token)
    if (g.tree.pos[token] == "PRON" or g.tree.lower[token] == "there") and token not in g.phrases.name_at:
        return True
    if ontology.fits(naming.type, allowed):
        return True
    above = any(ontology.is_a(one, naming.type) for one in allowed)
    return not naming.hard and naming.kind == "name" and above
