"""Who and what a text lists of several that it tells of: "six priests, including Ada Berg"; "a couple, Ada Berg and Tomas Rell"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.grammar.text import Grammar


def several(token: int, g: Grammar) -> bool:
    """Whether a description is of several."""
    return token not in g.phrases.name_at and (g.tree.tag[token] == "NNS" or g.is_cue("quantity", g.tree.lemma[token]))


def listed(token: int, at: int, g: Grammar) -> Iterator[int]:
    """What is listed of the several that a token describes, who take part in what is told at another token; settled, in text order."""
    named = [k for k in g.spread([*_apposed(token, g), *_beside(token, g)]) if k in g.phrases.name_at]
    included = g.spread([*(k for prep, k in g.clauses.obliques(token) if prep == "including"), *_included(token, at, g)])
    single = [k for k in included if k in g.phrases.name_at or g.tree.kids(k, "det", "poss", "nummod")]  # not "including judges"
    yield from sorted({*named, *single, *g.spread(list(_such(token, g)))})


def _apposed(token: int, g: Grammar) -> Iterator[int]:
    """The names set beside a description, and beside what is said of each: "journalists: Ada Berg, a reporter, Tomas Rell, a guard"."""
    for k in g.tree.kids(token, "appos"):
        if k > token:
            yield k
            yield from (inner for said in g.tree.kids(k, "appos") if said not in g.phrases.name_at for inner in g.tree.kids(said, "appos"))


def _beside(token: int, g: Grammar) -> Iterator[int]:
    """The name right behind a description that the parse hangs on the verb: "a couple, Ada Berg and Tomas Rell", "of leaders Ada Berg and ..."."""
    name = g.phrases.name_at.get(token + 2) if g.tree.text[token + 1 : token + 2] == [","] else g.phrases.name_at.get(token + 1)
    if name and g.tree.dep[name.head] == "npadvmod":
        yield name.head


def _such(token: int, g: Grammar) -> Iterator[int]:
    """What follows "such as"."""
    tree = g.tree
    for prep in tree.kids(token, "prep"):
        if tree.lower[prep] == "as" and any(tree.lower[k] == "such" for k in tree.children[prep]):
            yield from tree.kids(prep, "pobj")


def _included(token: int, at: int, g: Grammar) -> Iterator[int]:
    """What "including" adds to the nearest several before it, where it stands with the verb, or with the noun that the verb tells more of."""
    for above in {at, g.tree.head[at]} if g.tree.dep[at] == "relcl" else {at}:
        for prep, k in g.clauses.obliques(above):
            between = [other for other in range(token + 1, g.tree.left[k]) if several(other, g) and _alike(token, other, g)]
            if prep == "including" and token < k and not between:
                yield k


def _alike(left: int, right: int, g: Grammar) -> bool:
    """Whether two tokens describe what is of one family, as far as is known: not "people" and "clashes"."""
    families = {g.phrases.ontology.family(g.phrases.naming(k).type) for k in (left, right)}
    return len(families) == 1 or "Thing" in families and not any(g.phrases.noun_class(k) for k in (right,))
