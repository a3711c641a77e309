"""What a text takes for granted while it doubts something else: "ordered the murder of X", "the murder may have been the work of X"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.doc import Tree


def presupposed(tree: Tree, cues: Mapping[str, frozenset[str]], verb: int, noun: int) -> bool:
    """Whether a verb leaves no doubt of a deed, but of who did it: what was ordered, or somebody is suspected of, was done.

    Only of a definite deed: "ordered an attack", "suspected of murder" leave open whether there was one.
    """
    if any(tree.lemma[k] in cues.get("doingNoun", ()) for k in tree.kids(verb, "attr")):
        return True
    behind = f"{tree.lemma[verb]} {tree.lower[tree.head[noun]]}"
    said = tree.lemma[verb] in cues.get("orderVerb", ()) or behind in cues.get("suspectPhrase", ())
    return said and tree.lemma[noun] in cues.get("deedNoun", ()) and any(tree.lower[k] == "the" for k in tree.kids(noun, "det"))


def done(tree: Tree, cues: Mapping[str, frozenset[str]], above: int, verb: int) -> bool:
    """Whether an aim is done with the verb above: "gathered to protest", "left to become mayor", "took early retirement to become mayor"."""
    before = [tree.lemma[k] for k in (above, *tree.kids(above, "dobj"))]
    said = (tree.lemma[verb], *(f"{one} {tree.lemma[verb]}" for one in before))
    return any(one in cues.get("purposeDone", ()) for one in said)
