"""Who took part in what was told before: those whom the text says to be "the victims", and what it says was damaged by nobody named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.annotate.grammar import Grammar, Match
from kg.annotate.happenings import Happening, Pair, admits
from kg.annotate.noun_frames import BE
from kg.ontology import Ontology

_BACK = 3  # sentences from what happened to those who are said to have had a part in it


def with_names(told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology) -> list[Happening]:
    """The happenings with those whom the text says by name to be who took part; "the victims" are those of what was told before."""
    added: dict[int, list[Pair]] = {}
    for described, names in said_to_be(g):
        for n, role in _parts_of(described, told, groups, g, ontology):
            fit = [(role, name) for name in names if admits(g, name, ontology.properties[role].range, ontology)]
            added.setdefault(n, []).extend(fit)
    return [replace(one, roles=list(dict.fromkeys([*one.roles, *added.get(n, ())]))) if n in added else one for n, one in enumerate(told)]


def with_damage(told: Sequence[Happening], found: Sequence[Match], g: Grammar, ontology: Ontology) -> list[Happening]:
    """The happenings with what the text right after them says was damaged, and not by whom: "a bomb exploded. Two cars were damaged"."""
    made = list(told)
    for match in found:
        role = match.trigger.target
        if match.subjects or match.trigger.frame != "Transitive" or match.trigger.reverse or role not in ontology.properties:
            continue
        before = [n for n, one in enumerate(told) if _just_told(one, match.at, g) and ontology.roles(one.type)[1] == role]
        n = max(before, key=lambda k: told[k].at, default=None)
        if n is not None and ontology.judged(told[n].type) and all(match.at != one.at for one in told):
            made[n] = replace(made[n], roles=list(dict.fromkeys([*made[n].roles, *((role, token) for token in match.objects)])))
    return made


def said_to_be(g: Grammar) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each description, or pronoun, of which the text says by name whom or what it means, with the names, in text order."""
    tree = g.tree
    for name in g.phrases.names:
        verb = _saying(name.head, g)
        if verb is None or tree.kids(verb, "neg") or any(tree.tag[k] == "MD" for k in tree.kids(verb, "aux")):
            continue
        subjects = tree.kids(verb, "nsubj", "nsubjpass") if tree.dep[name.head] != "nsubj" else _among(verb, g)
        names = tuple(k for k in g.spread([name.head]) if k in g.phrases.name_at)
        for subject in subjects:
            if subject < name.start and subject not in g.phrases.name_at:
                yield _named(subject, g), names


def _saying(name: int, g: Grammar) -> int | None:
    """The verb that says of something before it that a name is its own."""
    tree, above = g.tree, g.tree.head[name]
    if tree.dep[name] in ("attr", "nsubj"):
        return above if tree.lemma[above] in BE else None
    if tree.dep[name] == "pobj" and tree.lower[above] == "as":
        verb = tree.head[above]
        return verb if g.is_cue("namedVerb", tree.lemma[verb]) and g.clauses.passive(verb) else None
    return None


def _among(verb: int, g: Grammar) -> list[int]:
    """Those among whom somebody is said to be: "among the dead was Ada Berg"."""
    return [k for prep in g.tree.kids(verb, "prep") if g.tree.lower[prep] == "among" for k in g.tree.kids(prep, "pobj")]


def _named(subject: int, g: Grammar) -> int:
    """Those whose names a subject speaks of: "the names of the dead are", "their names are"."""
    if not g.is_cue("nameNoun", g.tree.lemma[subject]):
        return subject
    of = [token for prep, token in g.clauses.obliques(subject) if prep == "of"]
    return next(iter([*of, *g.tree.kids(subject, "poss")]), subject)


def _parts_of(
    described: int, told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology
) -> Iterator[tuple[int, str]]:
    """(number of a happening, role) of what a description is told to have a part in, or by its noun has one in: "the victims"."""
    group, found = groups.get(described, described), False
    for n, one in enumerate(told):
        for role, token in one.roles:
            if groups.get(token, token) == group and not ontology.places_only(role) and _describes_people(token, g, ontology):
                found = True
                yield n, role
    nouns = ontology.role_nouns
    given = None if found else nouns.get(g.tree.lemma[described]) or nouns.get(g.tree.lower[described])
    if given is not None:
        before = [n for n, one in enumerate(told) if _just_told(one, described, g) and ontology.judged(one.type)]
        held = [n for n in before if any(role == given for role, _ in told[n].roles)] or before
        yield from ((n, given) for n in held if told[n].at == max(told[k].at for k in held))


def _describes_people(token: int, g: Grammar, ontology: Ontology) -> bool:
    """Whether what stands at a token has no name yet and may be some people: "the police" are not whoever is named next."""
    naming = g.phrases.naming(token)
    return naming.kind != "name" and ontology.family(naming.type) in ("Person", "Thing")


def _just_told(one: Happening, described: int, g: Grammar) -> bool:
    return one.at < described and g.tree.sent[described] - g.tree.sent[one.at] <= _BACK
