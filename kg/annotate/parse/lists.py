"""Repairs of a parse that makes one thing of what a list tells of apart: others behind the names of several, a clause said of the last of them."""

from __future__ import annotations

from kg.annotate.doc import NOUNS, Tree


def mend_lists(tree: Tree) -> None:
    """Parts what lists tell of apart, once it is known who is named beside whom."""
    changed = False
    for i in range(tree.n):
        if tree.dep[i] == "conj" and tree.tag[i] == "NN":
            changed |= _another_kind(tree, i)
        elif tree.dep[i] == "relcl":
            changed |= _of_the_last(tree, i)
    if changed:
        tree.regrow()


def _another_kind(tree: Tree, i: int) -> bool:
    """ "Two daughters, Ana and Eva, a stepson and a nephew": what is told of behind the names of several is none of them."""
    above, noun = tree.head[i], tree.head[tree.head[i]]
    while tree.dep[above] == "conj":
        above, noun = tree.head[above], tree.head[tree.head[above]]
    if tree.dep[above] != "appos" or tree.tag[noun] != "NNS" or not tree.kids(noun, "nummod") or tree.tag[i] != "NN":
        return False
    if not any(tree.lower[k] in ("a", "an") for k in tree.kids(i, "det")):
        return False
    tree.head[i] = noun
    return True


def _of_the_last(tree: Tree, i: int) -> bool:
    """ "A sister, Ana Ruiz, and a brother, who is a judge": a relative clause in the singular is said of the last of those named before it."""
    own = next((k for k in tree.kids(i, "nsubj", "nsubjpass") if tree.tag[k] in ("WP", "WDT")), None)
    one = own is not None and (
        tree.tag[i] == "VBZ" or any(tree.tag[k] == "VBZ" or tree.lower[k] == "was" for k in (i, *tree.kids(i, "aux", "auxpass")))
    )
    if own is None or not one or own < 2 or tree.text[own - 1] != ",":
        return False
    above, last = tree.head[i], own - 2
    way = [last, *tree.climb(last)]
    if above not in way[1:] or tree.pos[last] not in NOUNS:
        return False
    below = way[: way.index(above)]
    if any(tree.dep[k] == "conj" for k in below) and all(tree.dep[k] in ("conj", "appos") for k in below):
        tree.head[i] = last
        return True
    return False
