"""The shapes of verbs and adjectives: where the two ends of a trigger stand in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate.doc import VERBS
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Trigger


def _worded(g: Grammar, trigger: Trigger, i: int) -> bool:
    """Whether a verb has the particle and the object noun that its trigger asks for."""
    if trigger.particles and g.noted(_near, i).isdisjoint(trigger.particles):
        return False
    return not trigger.objects or not g.noted(_words_beside, i).isdisjoint(trigger.objects)


def _near(g: Grammar, i: int) -> frozenset[str]:
    """The words that may be a verb's particle."""
    tree = g.tree
    after = tree.lower[i + 1 : i + 2]
    taken = tree.kids(i, "oprd") if tree.kids(i, "dobj", "nsubjpass") else []  # "took him prisoner"; "left 12 dead" has no other object
    return frozenset((*(tree.lower[k] for k in (*tree.kids(i, "prt", "advmod", "prep", "advcl", "dobj"), *taken)), *after))


def _words_beside(g: Grammar, i: int) -> frozenset[str]:
    """The nouns at a verb that may be part of what a trigger says, as they are written and in their first form."""
    tree = g.tree
    nouns = [
        *tree.kids(i, "dobj", "oprd", "nsubjpass", "attr", "xcomp"),
        *(k for _, k in g.clauses.obliques(i)),
        *(k for prep in tree.kids(i, "agent") for k in tree.kids(prep, "pobj")),
    ]
    nouns += [
        k for prep in tree.kids(i, "prep") for verb in tree.kids(prep, "pcomp") for k in tree.kids(verb, "dobj")
    ]  # "by sending troops"
    bare = [pair for k in tree.kids(i, "dobj") for pair in g.clauses.obliques(k) if not tree.kids(pair[1], "det", "poss")]
    nouns += [k for prep, k in bare if prep in ("on", "to", "as")]  # "set a restaurant on fire", as the parse has it
    nouns += [tree.head[i]] if tree.dep[i] == "acl" and g.clauses.passive(i) else []  # "a bomb placed by rebels"
    meant = [*nouns, *(g.phrases.settle(k) for k in nouns)]  # "20 tonnes of medicine"
    return frozenset(word for k in meant for word in (tree.lemma[k], tree.lower[k]))


def _before_noun(g: Grammar, i: int) -> bool:
    """Whether a word taken for a verb stands uninflected before the noun it belongs to: "a dynamite attack"."""
    tree = g.tree
    return (
        tree.lower[i] == tree.lemma[i]
        and i + 1 < tree.n
        and tree.pos[i + 1] == "NOUN"
        and bool(tree.kids(i, "det") or tree.dep[i] in ("amod", "compound"))
    )


def transitive(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb with an object, in any voice."""
    if g.tree.pos[i] not in (*VERBS, "ADJ") or not _worded(g, trigger, i) or _before_noun(g, i):
        return
    clause = g.clauses.of(i)
    if trigger.voice and (trigger.voice == "passive") != clause.passive:
        return
    objects, obliques = list(clause.objects), list(clause.obliques)
    if trigger.objects:  # "claimed the lives of X": the noun is part of the words, what it is of is the object
        dead = [k for k in g.tree.kids(i, "oprd", "acomp") if g.phrases.count(k)]  # "left 12 dead"
        support = [k for k in (*objects, *dead) if g.tree.lemma[k] in trigger.objects or g.tree.lower[k] in trigger.objects]
        objects = [k for k in objects if k not in support]
        obliques = [pair for pair in obliques if g.tree.lemma[pair[1]] not in trigger.objects or g.phrases.noun_class(pair[1])]
        for k in support:
            if g.phrases.noun_class(k) is None:  # "two bullet wounds"
                obliques += [("+", part) for part in g.tree.kids(k, "compound") if g.phrases.noun_class(part)]
            inner = g.clauses.obliques(k)
            obliques += inner
            of = [token for prep, token in inner if prep == "of"]
            counted = trigger.object and g.phrases.noun_class(k) or g.phrases.count(k)
            objects += of or ([k] if counted and not objects else [])
    if not (objects or clause.passive or trigger.objects or trigger.particles or trigger.reverse or obliques):
        return  # "They attack", "two men disappeared": whom is not told
    patients = g.spread([*objects, *(g.phrases.along(i) if clause.passive else ())])
    subjects = tuple(one for one in g.spread(clause.subjects) if one not in patients)
    if (
        any(g.tree.lower[k] == "other" and any(g.tree.lower[d] == "each" for d in g.tree.children[k]) for k in objects)
        and len(subjects) > 1
    ):
        yield Match(trigger, i, subjects, subjects, g.pairs(obliques), governor=i, mutual=True)
        return
    behind = [token for prep, token in clause.obliques if prep == "from"]  # "threw a grenade from a car at the bank", as the parse has it
    obliques += [pair for token in behind for pair in g.clauses.obliques(token) if pair[0] in ("at", "into", "against")]
    for k in clause.objects:
        about = k > i and g.is_cue("ofVerb", g.tree.lemma[i])  # "convicted Ana Ruiz of theft", as the parse has it
        obliques += [pair for pair in g.clauses.obliques(k) if (about or pair[0] != "of") and pair not in obliques]
    yield Match(trigger, i, subjects, patients, g.pairs(obliques), governor=i)


def intransitive(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb with a subject and no object."""
    if g.tree.pos[i] not in VERBS or not _worded(g, trigger, i):
        return
    clause = g.clauses.of(i)
    if not clause.passive and not clause.objects:
        support = [pair for _, k in clause.obliques if g.tree.lemma[k] in trigger.objects for pair in g.clauses.obliques(k)]
        yield Match(trigger, i, g.spread(clause.subjects), (), g.pairs([*clause.obliques, *support]), governor=i)


def verb_prep(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb and one of its prepositions."""
    if g.tree.pos[i] not in (*VERBS, "ADJ") or not _worded(g, trigger, i):
        return
    clause = g.clauses.of(i)
    if clause.passive != (trigger.voice == "passive") or not trigger.objects and _carried(g, i, clause.objects):
        return
    held = list(clause.obliques) + ([("by", k) for k in clause.subjects] if clause.passive else [])
    support = [k for _, k in held if g.tree.lemma[k] in trigger.objects]  # "is at war with X", "takes part in X", "aided by support from X"
    for k in (*(() if clause.passive else clause.objects), *support):
        held += [pair for pair in g.clauses.obliques(k) if pair not in held]
    objects = [token for prep, token in held if prep in trigger.preps and _meant(g, trigger, token)]
    objects += [one for token in objects for one in _around(g, trigger, token) if one not in objects]
    if objects:
        rest = [pair for pair in held if pair[0] not in trigger.preps]
        yield Match(trigger, i, g.spread(clause.surface), g.spread(objects), g.pairs(rest), governor=i)
    elif clause.passive and not clause.subjects and len(g.spread(clause.surface)) > 1:
        who = g.spread(clause.surface)
        yield Match(trigger, i, who, who, g.pairs(held), governor=i, mutual=True)  # "the two were married in Graz"


def _carried(g: Grammar, i: int, objects: Sequence[int]) -> bool:
    """Whether a verb of moving moves something else than people: who "moved the label to Lima" need not live there."""
    if g.tree.tag[i] == "VBN" or not g.is_cue("carryVerb", g.tree.lemma[i]):
        return False
    ontology = g.phrases.ontology
    return bool(objects) and all(ontology.family(g.phrases.naming(k).type) not in ("Person", "Group") for k in objects)


def _meant(g: Grammar, trigger: Trigger, token: int) -> bool:
    """Whether what stands after a verb's preposition is its object: "dealt in arms" and not "dealt a blow in January"."""
    property_ = g.phrases.ontology.properties.get(trigger.target)
    if property_ is not None and g.is_cue("nearNoun", g.tree.lemma[token]):
        return False  # what is in the vicinity of a place is not in it
    said = g.phrases.noun_class(token) if trigger.object_class and token not in g.phrases.name_at else None
    if said and g.phrases.settle(token) != token and not g.phrases.ontology.fits(said, trigger.object_class):
        return False  # who "spent years in the Lima prison" does not live in Lima
    return token not in g.dated or property_ is not None and property_.datatype is not None


def _around(g: Grammar, trigger: Trigger, token: int) -> list[int]:
    """The named place around a building or spot: who "died at his home in Lima" died in Lima."""
    ontology, property_ = g.phrases.ontology, g.phrases.ontology.properties.get(trigger.target)
    if property_ is None or property_.datatype or property_.transitive or {ontology.family(one) for one in property_.range} != {"Place"}:
        return []
    if token in g.phrases.name_at or ontology.family(g.phrases.noun_class(token) or "Thing") in ("Person", "Group"):
        return []
    return [k for prep, k in g.clauses.obliques(token) if prep in ("in", "at") and k in g.phrases.name_at]


def object_prep(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb's object and what stands after its preposition, whoever does it: "sold X to Y", "X was sold to Y by Z"."""
    if g.tree.pos[i] not in VERBS or not _worded(g, trigger, i):
        return
    clause, tree = g.clauses.of(i), g.tree
    small = [k for k in tree.kids(i, "ccomp") if tree.pos[k] == "ADJ" and not tree.kids(k, "aux", "mark")]
    whom = [*clause.objects, *(who for k in small for who in tree.kids(k, "nsubj"))]  # "holds X responsible for Y"
    held = list(clause.obliques)
    for k in (*clause.objects, *small):
        held += [pair for pair in g.clauses.obliques(k) if pair not in held]
    inner = [token for prep, token in held if prep == "of"]  # "blamed the murder of two priests on X", as the parse has it
    held += [pair for token in inner for pair in g.clauses.obliques(token) if pair[0] != "of"]
    objects = [token for prep, token in held if prep in trigger.preps]
    if objects and whom:
        yield Match(trigger, i, g.spread(whom), g.spread(objects), governor=i)


def naming(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb by which somebody gives a thing a name: "call X simply Y", "X is called Y", "refer to X as Y"."""
    if g.tree.pos[i] not in VERBS:
        return
    clause = g.clauses.of(i)
    named = list(clause.surface if clause.passive else clause.objects or [token for prep, token in clause.obliques if prep == "to"])
    for k in named[:1]:
        given = [token for prep, token in clause.obliques if prep in trigger.preps] if trigger.preps else _after(g, k, i)
        names = tuple(token for token in given if token in g.phrases.name_at and token != k and not _one_of_many(g, token))
        own = clause.subjects if g.is_cue("reflexive", g.tree.lower[k]) else [k]  # "the faction called itself the Hill Front"
        if names:
            yield Match(trigger, i, g.spread(list(own)), names[:1], governor=i)


def _after(g: Grammar, named: int, verb: int) -> list[int]:
    """The name that a verb gives to what is named; one in apposition only in quotes or after an adverb, for "call your brother Luis" names no other."""
    tree, start = g.tree, max(named, verb) + 1
    given = [k for k in tree.kids(verb, "oprd", "dobj", "attr") if k > start - 1 and k != named]
    if any(tree.lower[d] in ("a", "an") for k in given for d in tree.kids(k, "det")):
        return []  # "called Ana Ruiz a Kenyan", whatever the parse takes for the one that is called so
    for k in tree.kids(named, "appos"):
        name = g.phrases.name_at.get(k)
        between = [tree.pos[at] for at in range(start, name.start)] if name else []
        given += [k] if {"ADV", "PUNCT"} & set(between) and "," not in tree.text[start:k] else []
    return given


def _one_of_many(g: Grammar, token: int) -> bool:
    """Whether a name stands with "a": "called Ana Ruiz a Kenyan"."""
    name = g.phrases.name_at[token]
    return name.start > 0 and g.tree.lower[name.start - 1] in ("a", "an")


def adjectival(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """An adjective or participle with its preposition, or hyphened to a name ("Dubai-based")."""
    tree = g.tree
    if tree.pos[i] in VERBS and not g.clauses.passive(i) and tree.kids(i, "dobj", "aux"):
        return  # the verb itself ("has injured X"), not its participle
    obliques = g.clauses.obliques(i)
    if tree.dep[i] == "acomp":
        obliques = obliques + g.clauses.obliques(tree.head[i])
    objects = [token for prep, token in obliques if prep in trigger.preps and _meant(g, trigger, token)]
    if not objects and i >= 2 and tree.text[i - 1] == "-" and (i - 2) in g.phrases.name_at:
        objects = [i - 2]
    governor, subjects = described(g, i)
    who = g.spread(subjects)
    if objects or not trigger.preps:
        yield Match(trigger, i, who, g.spread(objects), g.pairs(obliques), governor=governor)
    elif len(who) > 1:
        yield Match(trigger, i, who, who, governor=governor, mutual=True)  # "the two are allied"


def described(g: Grammar, i: int) -> tuple[int, list[int]]:
    """The clause head and the thing that an adjective or participle describes."""
    tree, above = g.tree, g.tree.head[i]
    if tree.dep[i] in ("acomp", "attr", "oprd") and tree.pos[above] in VERBS:
        clause = g.clauses.of(above)
        return above, list(clause.objects if tree.dep[i] == "oprd" and not clause.passive and clause.objects else clause.surface)
    if tree.dep[i] == "conj" and tree.pos[above] == "ADJ":
        return described(g, above)
    if tree.pos[i] in VERBS or tree.dep[i] in ("acl", "amod", "advcl", "relcl"):
        return i, g.clauses.surface(i)
    if tree.dep[i] == "appos":
        return i, [above]
    return i, []
