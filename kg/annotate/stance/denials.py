"""What is denied by who is not there, or by what is put in its place: "no soldiers were killed", "talks, not killings"."""

from __future__ import annotations

from collections.abc import Container

from kg.annotate.doc import NOUNS, Tree


def empty(tree: Tree, i: int, no_one: Container[str]) -> bool:
    """Whether an argument is nobody: "no one was hurt", "no soldiers were killed"."""
    return tree.lower[i] in no_one or any(tree.lower[k] == "no" for k in tree.kids(i, "det", "neg"))


def of_nobody(tree: Tree, i: int, no_one: Container[str]) -> bool:
    """Whether it is said of those of whom there are none: "there were no people held hostage"."""
    above = tree.head[i]
    there = tree.dep[i] in ("acl", "relcl") and tree.dep[above] == "attr" and tree.kids(tree.head[above], "expl")
    theirs = all(tree.tag[k] in ("WDT", "WP") for k in tree.kids(i, "nsubj", "nsubjpass", "mark"))
    return bool(there) and theirs and empty(tree, above, no_one)


def put_aside(tree: Tree, i: int) -> bool:
    """Whether a noun is what something else is told in place of: the killings of "we need talks, not killings"."""
    above = tree.head[i]
    return tree.dep[i] == "appos" and any(above < k < i and tree.lower[k] == "not" for k in tree.kids(above, "neg"))


def of_what_follows(tree: Tree, i: int, child: int) -> bool:
    """Whether a "not" behind a noun denies what follows it: that of "talks, not killings" denies no talks."""
    return tree.pos[i] in NOUNS and i < child and tree.dep[child] == "neg"
