"""Who took part in what was told before: those whom the text says to be "the victims", whose people it was, and what was damaged by nobody named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.annotate.doc import Naming
from kg.annotate.frames.nouns import BE
from kg.annotate.grammar.sides import groups_of
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.happenings.happening import Happening, Pair, admits
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
    """The happenings with what the text right after them says was damaged, and not by whom: "a bomb exploded. Two cars were damaged", "it damaged two cars"."""
    made = list(told)
    for match in found:
        role = match.trigger.target
        spoken = role in ontology.properties and match.trigger.frame == "Transitive" and not match.trigger.reverse
        if not spoken or any(not g.is_cue("thingWord", g.tree.lower[k]) for k in match.subjects) or g.tree.dep[match.at] == "amod":
            continue
        before = [n for n, one in enumerate(told) if _just_told(one, match.at, g) and ontology.roles(one.type)[1] == role]
        n = max(before, key=lambda k: told[k].at, default=None)
        if n is not None and ontology.judged(told[n].type) and all(match.at != one.at for one in told):
            made[n] = replace(made[n], roles=list(dict.fromkeys([*made[n].roles, *((role, token) for token in match.objects)])))
    return made


def said_to_be(g: Grammar) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each description, or pronoun, of which the text says by name whom or what it means, with the names, in text order."""
    for name in g.phrases.names:
        meant = [k for k in _meant_by(name.head, g) if k not in g.phrases.name_at]
        names = tuple(k for k in g.spread([name.head]) if k in g.phrases.name_at) if meant else ()
        yield from ((_of_whom(k, g), names) for k in meant)
        yield from _titled_as_before(name, g)


def _titled_as_before(name: Naming, g: Grammar) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Several told of before who are now named after what they are: "three engineers were seized ... Engineers Ada Berg and Tomas Rell"."""
    tree, title = g.tree, name.start - 1
    many = title >= 0 and tree.lower[title].endswith("s") and tree.head[title] in (name.head, title + 1) or tree.head[name.head] == title
    one = tree.lower[title].removesuffix("s") if many and title not in g.phrases.name_at else ""
    if g.phrases.ontology.family(g.phrases.ontology.nouns.get(one, "Thing")) != "Person":
        return
    names = tuple(k for k in g.spread([name.head]) if k in g.phrases.name_at)
    before = [k for k in range(title) if tree.lower[k] == f"{one}s" and k not in g.phrases.name_at and tree.sent[k] < tree.sent[title]]
    said = g.phrases.count(before[-1]) if before else None
    if before and len(names) > 1 and (said is None or said[0] == len(names)):
        yield before[-1], names


def _meant_by(name: int, g: Grammar) -> Iterator[int]:
    """The descriptions that a text says to mean what a name names: "the dead were Ada Berg and ...", "Ada Berg, one of the dead"."""
    tree, above = g.tree, g.tree.head[name]
    yield from (k for k in tree.kids(name, "appos") if tree.lower[k] == "one")
    verb = tree.head[above] if tree.dep[name] == "pobj" and tree.lower[above] == "as" else above
    if tree.kids(verb, "neg") or any(tree.tag[k] == "MD" for k in tree.kids(verb, "aux")):
        return
    if verb != above and tree.dep[verb] == "dobj":  # "identified the dead man as Ada Berg", as the parse has it
        verb = tree.head[verb]
    if verb != above and g.is_cue("namedVerb", tree.lemma[verb]):
        yield from g.clauses.of(verb).objects
    elif tree.dep[name] == "attr" and tree.lemma[verb] in BE:
        yield from (k for k in tree.kids(verb, "nsubj", "nsubjpass") if k < name)
    elif tree.dep[name] == "nsubj" and tree.lemma[verb] in BE:
        yield from (k for prep in tree.kids(verb, "prep") if tree.lower[prep] == "among" for k in tree.kids(prep, "pobj"))
        yield from (k for k in tree.kids(verb, "attr") if any(tree.lower[d] == "the" for d in tree.kids(k, "det")))


def _of_whom(described: int, g: Grammar) -> int:
    """Those of whom a description speaks: "the names of the dead are", "their names are", "one of the dead is"."""
    if not g.is_cue("nameNoun", g.tree.lemma[described]) and g.tree.lower[described] != "one":
        return described
    of = [token for prep, token in g.clauses.obliques(described) if prep == "of"]
    return next(iter([*of, *g.tree.kids(described, "poss")]), described)


def _parts_of(
    described: int, told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology
) -> Iterator[tuple[int, str]]:
    """(number of a happening, role) of what a description is told to have a part in, or by its noun has one in: "the victims"."""
    group, found = groups.get(described, described), False
    for n, one in enumerate(told):
        if one.at == described and ontology.judged(one.type):  # "among the injured are Ada Berg and ..."
            found = True
            yield n, ontology.roles(one.type)[1] or ""
        for role, token in one.roles:
            if groups.get(token, token) == group and not ontology.places_only(role) and _describes_people(token, g, ontology):
                found = True
                yield n, role
    words = [g.tree.lemma[described], g.tree.lower[described], *(g.tree.lower[k] for k in g.tree.kids(described, "amod"))]
    given = None if found else next((ontology.role_nouns[word] for word in words if word in ontology.role_nouns), None)
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


def with_sides(told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology) -> list[Happening]:
    """The happenings with the group whose people did it, where the text tells whose people of the same noun are.

    "Red Front guerrillas left the hills. ... The guerrillas burned a bus." A noun that is said of two groups' people tells nothing.
    """
    sides, made = _sides(groups, g), []
    for one in told:
        doer = ontology.roles(one.type)[0]
        doers = [token for role, token in one.roles if role == doer and _many(token, g)]
        meant = [sides[g.tree.lemma[token]] for token in doers if g.tree.lemma[token] in sides]
        held = {groups.get(token, token) for role, token in one.roles if role == doer}
        more = (
            [(doer, name) for name in dict.fromkeys(meant) if groups.get(name, name) not in held]
            if doer and ontology.judged(one.type)
            else []
        )
        made.append(replace(one, roles=[*one.roles, *more[:1]]) if more else one)
    return made


def _many(token: int, g: Grammar) -> bool:
    return g.tree.tag[token] == "NNS" and token not in g.phrases.name_at


def _sides(groups: Mapping[int, int], g: Grammar) -> dict[str, int]:
    """Noun -> the one named group whose people a text calls so, at its first naming."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for i in range(g.tree.n):
        if _many(i, g) and g.phrases.noun_class(i):
            for name in groups_of(i, g):
                found[g.tree.lemma[i]].setdefault(groups.get(name, name), name)
    return {noun: next(iter(named.values())) for noun, named in found.items() if len(named) == 1}
