"""The shapes of nouns of happening and of doing: what a happening involves, and who does what a noun names against whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.doc import NOUNS, VERBS, Naming
from kg.annotate.frames.nouns import BE
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Trigger


def nominal(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A noun that names a happening, with light verbs and verbs of happening above it."""
    tree, name = g.tree, g.phrases.name_at.get(i)
    if name:
        if not _called(g, name, last):
            return
        i = name.head
    if tree.pos[i] not in NOUNS:
        return
    obliques = _around(g, i)
    obliques += [("'s", k) for k in tree.kids(i, "poss")]
    obliques += [("+", k) for k in tree.kids(i, "compound", "amod", "nmod") if k in g.phrases.name_at or g.phrases.noun_class(k)]
    governor, subjects, objects = i, [], []
    above = tree.head[i]
    if tree.dep[i] == "attr" and tree.lemma[above] in BE and tree.kids(above, "expl"):
        governor, obliques = above, obliques + list(g.clauses.of(above).obliques)  # "there was an explosion near the bank"
    elif tree.dep[i] in ("dobj", "nsubjpass", "nsubj") and tree.pos[above] in VERBS:
        governor, clause = above, g.clauses.of(above)
        if _light(g, above) and i in clause.objects:
            subjects, obliques = list(clause.subjects), obliques + list(clause.obliques)
        elif g.is_cue("lightVerbObject", tree.lemma[above]) and i in clause.objects:
            objects, obliques = list(clause.subjects), obliques + list(clause.obliques)
        elif tree.lemma[above] in BE and tree.kids(above, "attr") and _pointed_at(g, i):
            governor, obliques = i, obliques + list(clause.obliques)  # "the attack may have been the work of X" doubts no attack
        elif g.is_cue("happeningVerb", tree.lemma[above]) or tree.lemma[above] in BE:
            obliques += clause.obliques
        else:
            governor = i
    elif (
        tree.dep[i] == "pobj"
        and tree.pos[tree.head[above]] in VERBS
        and g.is_cue("hedgePhrase", f"{tree.lemma[tree.head[above]]} {tree.lower[above]}")
    ):
        clause = g.clauses.of(tree.head[above])  # "suspected of the attack": who is suspected did it, if it is true
        subjects = list(clause.objects)
    elif tree.dep[i] == "pobj" and tree.lower[above] == "under" and tree.lemma[tree.head[above]] in (*BE, "come"):
        governor, objects = tree.head[above], list(g.clauses.of(tree.head[above]).surface)  # "has been under sanctions"
    pairs = g.pairs(obliques)
    if not trigger.objects or any(tree.lemma[k] in trigger.objects for _, k in pairs):  # "an attack with explosives"
        yield Match(trigger, i, g.spread(subjects), g.spread(objects), pairs, governor=governor)


def _called(g: Grammar, name: Naming, word: int) -> bool:
    """Whether a name is that of a happening, by the word with which it begins or, but for a number, ends: "Typhoon Ana", "the Red War II"."""
    ends = word == name.end - 1 or word == name.end - 2 and not g.tree.lower[name.end - 1].strip("ivx0123456789")
    title = (
        name.start > g.tree.sents[g.tree.sent[name.start]][0] and g.tree.text[name.start - 1] == "The"
    )  # their album, The Battle of Lima
    title = title or g.tree.text[name.start] == "The"
    first, last = (g.is_cue(kind, g.tree.lower[word]) for kind in ("namedFirst", "namedLast"))
    return not title and name.end - name.start > 1 and (first and word == name.start or last and ends)


def _around(g: Grammar, i: int) -> list[tuple[str, int]]:
    """What stands after the prepositions of a noun of happening, also where the parse hangs it on what stands between."""
    tree, obliques = g.tree, list(g.clauses.obliques(i))
    for of, token in tuple(obliques):  # "the trial of Ana Ruiz for murder", as the parse has it
        where = token in g.phrases.name_at and of == "in" or token in g.dated  # "the murder in Lima of Ana Ruiz"
        for day in (token, *tree.kids(token, "appos")) if token in g.dated else ():  # "the attack on Friday, 4 May at the market"
            obliques += [pair for pair in g.clauses.obliques(day) if pair[0] in ("at", "against", "on") and pair[1] not in g.dated]
        behind = [pair for pair in g.clauses.obliques(token) if (of == "of") != (pair[0] == "of") and (of == "of" or where)]
        obliques += [(prep, _named_behind(g, k) if where else k) for prep, k in behind]
    obliques += _said_of_deed(g, i)
    obliques += [("of", k) for k in g.phrases.along(i) if any(of == "of" for of, _ in obliques)]  # "the murder of X, along with Y"
    return obliques


def _named_behind(g: Grammar, i: int) -> int:
    """Who is named right behind what he is, where the parse hangs the name on what stands before: "the murder in Lima of leaders X and Y"."""
    name = g.phrases.name_at.get(i + 1)
    return name.head if name and name.start == i + 1 and g.tree.head[name.head] < i and g.tree.dep[name.head] in ("conj", "appos") else i


def _light(g: Grammar, verb: int) -> bool:
    """Whether a verb says of a deed only that it is done; "staged" comes with the lemma "stag"."""
    return any(g.is_cue("lightVerb", word) for word in (g.tree.lemma[verb], f"{g.tree.lemma[verb]}e"))


def _said_of_deed(g: Grammar, i: int) -> list[tuple[str, int]]:
    """What stands with the verb that says of a deed that it was done: "the attack staged by X on Y", "the attack, which was carried out with rifles"."""
    tree, found = g.tree, []
    for verb in tree.kids(i, "acl", "relcl"):
        if _light(g, verb) and g.clauses.passive(verb):
            clause = g.clauses.of(verb)
            found += [pair for pair in clause.obliques if pair[1] != i]
            found += [pair for k in clause.subjects if k > verb for pair in g.clauses.obliques(k) if pair[0] in ("on", "against")]
    return found + [("by", k) for verb in _behind_comma(g, i) for prep in tree.kids(verb, "agent") for k in tree.kids(prep, "pobj")]


def _behind_comma(g: Grammar, i: int) -> Iterator[int]:
    """The verb that says behind a comma who did a deed, which the parse hangs elsewhere: "condemned the murder of X, carried out by Y"."""
    tree = g.tree
    of = [k for prep, k in g.clauses.obliques(i) if prep == "of"]
    held = [verb for k in of for verb in tree.kids(k, "acl", "relcl")] + [verb for verb in tree.kids(tree.head[i], "advcl") if verb > i]
    for verb in held:
        if g.is_cue("deedVerb", tree.lemma[verb]) and tree.text[verb - 1] == "," and not tree.kids(verb, "nsubj", "nsubjpass"):
            yield verb


def _pointed_at(g: Grammar, i: int) -> bool:
    """Whether a noun takes what it names for known: "the attack", "this attack", "Monday's attack"."""
    return bool(g.tree.kids(i, "poss")) or any(g.tree.lower[k] in ("the", "this", "that", "these", "those") for k in g.tree.kids(i, "det"))


def action_noun(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """Y's N against Z; the Y N against Z; the N of Z by Y; Y launched an N against Z; Y acts in N of Z."""
    tree = g.tree
    if tree.pos[i] not in NOUNS or i in g.phrases.name_at or trigger.particles and not _behind(g, trigger, i):
        return
    pairs, governor = list(g.clauses.obliques(i)), i
    owners = [token for prep, token in pairs if prep == "of" and _acts(g, token)] if "of" not in trigger.preps else []
    pairs += [pair for token in owners for pair in g.clauses.obliques(token)]  # "the insurgency of X against Y", as the parse has it
    pairs += [pair for prep, token in tuple(pairs) if prep == "of" for pair in g.clauses.obliques(token) if pair[0] == "by"]
    doers = tree.kids(i, "poss") + owners + [token for prep, token in pairs if prep == "by"]
    beside = [
        k for k in tree.kids(i, "compound", "amod", "nmod") if k in g.phrases.name_at or tree.pos[k] != "ADJ" and g.phrases.noun_class(k)
    ]
    doers = doers or beside[-1:]  # "the army's firm support": firm is no firm
    verb = _doing(g, i)
    if verb is not None and g.tree.pos[verb] in NOUNS:
        doers = doers or [verb]  # "fighters in support of the army"
    elif verb is not None:
        clause = g.clauses.of(verb)
        involved = clause.passive and g.is_cue("partVerb", g.tree.lemma[verb])  # "was involved in the use of X against Y"
        planned = g.is_cue("hedgeVerb", g.tree.lemma[verb])  # "plans strikes": no more than the noun's own clause is told
        governor = i if doers or planned else verb
        doers = doers or list(clause.surface if involved else clause.subjects)
        pairs = pairs + [pair for pair in clause.obliques if pair[1] != i]
    helped = _helped(g, i) if "with" in trigger.particles and doers else []
    objects = g.spread([token for prep, token in pairs if prep in trigger.preps] or helped)
    subjects = tuple(one for one in g.spread(doers) if one not in objects)
    if subjects and objects:
        yield Match(trigger, i, subjects, objects, governor=governor)


def _behind(g: Grammar, trigger: Trigger, i: int) -> bool:
    """Whether a noun stands behind the preposition with which alone it counts: "in support of", "with the help of"."""
    return g.tree.dep[i] == "pobj" and g.tree.lower[g.tree.head[i]] in trigger.particles


def _acts(g: Grammar, i: int) -> bool:
    """Whether a noun can be whose doing something is: "the use of bombs" is not the bombs'."""
    said = g.phrases.noun_class(i)
    return i in g.phrases.name_at or said is None or g.phrases.ontology.family(said) != "Item"


def _doing(g: Grammar, i: int) -> int | None:
    """The verb whose subject does what a noun names: "launched strikes", "they fly in support of X"."""
    tree, above = g.tree, g.tree.head[i]
    if tree.dep[i] in ("dobj", "nsubjpass") and tree.pos[above] in VERBS and g.is_cue("lightVerb", tree.lemma[above]):
        return above
    done = [
        k for k in tree.kids(i, "relcl") if g.is_cue("lightVerb", tree.lemma[k]) and i in map(g.phrases.settle, g.clauses.of(k).objects)
    ]
    if done:
        return done[0]  # "the strikes that the army carried out against X"
    if tree.dep[i] == "pobj" and tree.lower[above] == "in" and not tree.kids(i, "det", "poss"):
        return _in_doing(g, tree.head[above], i)
    if tree.dep[i] == "pobj" and tree.lower[above] == "in" and g.is_cue("partVerb", tree.lemma[tree.head[above]]):
        return tree.head[above]  # "was involved in the use of X against Y"
    return None


def _in_doing(g: Grammar, doer: int, i: int) -> int | None:
    """Who, or the verb whose subject, acts "in N of X": "they fly in N of X", "launched strikes in N of X", "fighters in N of X"."""
    tree, above = g.tree, g.tree.head[doer]
    if tree.pos[doer] in VERBS:
        return doer
    if tree.dep[doer] == "dobj" and tree.pos[above] in VERBS and g.is_cue("lightVerb", tree.lemma[above]):
        return above
    return doer if tree.pos[doer] in NOUNS and doer < i and (g.phrases.noun_class(doer) or doer in g.phrases.name_at) else None


def _helped(g: Grammar, i: int) -> list[int]:
    """Who does something with what a noun names: "took the town with the help of X"."""
    tree, above = g.tree, g.tree.head[i]
    verb = tree.head[above]
    with_it = tree.dep[i] == "pobj" and tree.lower[above] == "with" and tree.pos[verb] in VERBS
    return list(g.clauses.of(verb).subjects) if with_it else []
