"""Repairs of a parse that loses the subject of a verb before a relative clause that is taken for the sentence."""

from __future__ import annotations

from collections.abc import Iterable

from kg.annotate.doc import VERBS, Naming, Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_FINITE = ("VBD", "VBZ", "VBP", "VBN")


def mend_subjects(tree: Tree, names: Iterable[Naming]) -> None:
    """Gives verbs the subjects that the names show."""
    for name in names:
        _for_the_clause(tree, name.head)
    for i in range(tree.n):
        if tree.head[i] == i and tree.pos[i] in VERBS:
            _relative(tree, i)


def _for_the_clause(tree: Tree, top: int) -> None:
    """ "Ana Ruiz, who leads the front, crossed into Peru": where a name is the top of a sentence, the verb beside it has it for subject."""
    if tree.head[top] != top or tree.pos[top] not in ("PROPN", "NOUN"):
        return
    verb = next((k for k in tree.kids(top, "dep", "ccomp") if k > top and tree.pos[k] == "VERB"), None)
    if verb is None or tree.tag[verb] not in _FINITE or tree.kids(verb, *_SUBJECTS, "mark"):
        return
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[top], tree.dep[top] = verb, _as_subject(tree, verb)
    tree.regrow()


def _relative(tree: Tree, i: int) -> bool:
    """ "The deputy, Ana Ruiz, whose real name was Eva Paz, was held": the verb of a relative clause is not that of the sentence."""
    own = next((k for k in tree.kids(i, *_SUBJECTS) if _relates(tree, k)), None)
    verb = next((k for k in tree.kids(i, "conj") if k > i and tree.tag[k] in _FINITE and not tree.kids(k, *_SUBJECTS)), None)
    if own is None or verb is None or tree.kids(i, "cc"):
        return False
    start = tree.left[own]
    before = next((k for k in tree.kids(i, *_SUBJECTS, "dep", "nmod", "npadvmod") if k < start), None)
    if before is None or tree.text[start - 1] != "," or start < 2 or before not in (start - 2, *tree.climb(start - 2)):
        return False
    for k in tree.children[i]:
        if k < start and k != before or k >= tree.left[verb] - 1 and k != verb:
            tree.head[k] = verb
    tree.head[verb], tree.dep[verb] = verb, "ROOT"
    tree.head[before], tree.dep[before] = verb, _as_subject(tree, verb)
    tree.head[i], tree.dep[i] = start - 2, "relcl"
    tree.regrow()
    return True


def _relates(tree: Tree, i: int) -> bool:
    return tree.tag[i] in ("WP", "WDT") or any(tree.tag[k] == "WP$" for k in tree.children[i])


def _as_subject(tree: Tree, verb: int) -> str:
    return "nsubjpass" if tree.kids(verb, "auxpass") else "nsubj"
