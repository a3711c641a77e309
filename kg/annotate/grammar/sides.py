"""Whose people act and are hit: the group to which those whom a text describes belong, or whose fighters they are."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.grammar.text import Grammar


def groups_of(token: int, g: Grammar, depth: int = 0) -> Iterator[int]:
    """The named groups that a description of people says they belong to: "Red Front rebels", "a group of rebels belonging to the Red Front"."""
    tree, ontology = g.tree, g.phrases.ontology
    beside = [*tree.kids(token, "compound", "nmod", "poss", "amod"), *_before_bracket(token, g)]
    after = [k for prep, k in g.clauses.obliques(token) if g.is_cue("whose", prep)]
    after += [k for verb in tree.kids(token, "acl") if tree.lemma[verb] == "belong" for prep, k in g.clauses.obliques(verb) if prep == "to"]
    for k in (*beside, *after):
        name = g.phrases.name_at.get(k)
        if name and ontology.family(name.type) == "Group" and tree.tag[k] != "JJ" and not ontology.has(name.type, "people"):
            yield name.head
        elif name is None and k in after and depth < 2 and (_collects(token, g) or _collects(k, g)):
            yield from groups_of(k, g, depth + 1)


def _collects(token: int, g: Grammar) -> bool:
    """Whether a noun says of people that they are together, or belong to something: "a cell of X", "members of X"."""
    if g.is_cue("memberNoun", g.tree.lemma[token]) or g.is_cue("quantity", g.tree.lemma[token]):
        return True
    return g.phrases.ontology.family(g.phrases.noun_class(token) or "Thing") == "Group"


def _before_bracket(token: int, g: Grammar) -> Iterator[int]:
    """The name whose other name in brackets stands between it and its people: "Red Front (RF) rebels"."""
    tree, start = g.tree, token
    while start and tree.head[start - 1] == token and start - 1 not in g.phrases.name_at and tree.pos[start - 1] in ("ADJ", "NOUN"):
        start -= 1
    inner = g.phrases.name_at.get(start - 2) if start > 1 and tree.text[start - 1] in (")", "]") else None
    if inner and inner.start > 1 and tree.text[inner.start - 1] in ("(", "[") and inner.start - 2 in g.phrases.name_at:
        yield g.phrases.name_at[inner.start - 2].head


def with_fighters(g: Grammar, i: int) -> list[int]:
    """What a token stands for, and the group whose fighters it means: "fighters of X clashed with Y"."""
    ontology, name = g.phrases.ontology, g.phrases.name_at
    said = ontology.nouns.get(g.tree.lower[i]) if i not in name else None
    if said is None or ontology.family(said) != "Group" or g.phrases.noun_class(i) == said:
        return [i]
    whose = [token for prep, token in g.clauses.obliques(i) if prep == "of"] + g.tree.kids(i, "compound")
    return [i, *(name[k].head for k in whose if k in name and ontology.family(name[k].type) == "Group")]
