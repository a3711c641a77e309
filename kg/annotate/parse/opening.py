"""What a date that opens a clause leaves to its verb: in "On 28 June 1914 Ana Ruiz left" and "On 9 May supporters left" the parse joins both."""

from __future__ import annotations

from collections.abc import Container

from kg.annotate.doc import VERBS, Tree

_SUBJECTS = ("nsubj", "nsubjpass")


def mend_openings(tree: Tree, dated: Container[int]) -> None:
    """Parts a date behind a preposition from what stands right after it; ``dated`` are the tokens of times."""
    changed = False
    for prep in range(tree.n - 1):
        if tree.dep[prep] == "prep" and prep + 1 in dated:
            last, end = prep + 1, tree.sents[tree.sent[prep]][1]
            while last + 1 < end and last + 1 in dated:
                last += 1
            changed |= last + 1 < end and tree.text[last + 1] != "," and _parted(tree, prep, last)
    if changed:
        tree.regrow()


def _parted(tree: Tree, prep: int, last: int) -> bool:
    """Hangs a date on its preposition, and what it was joined to on the verb, where it is the subject that the verb lacks."""
    joined = {tree.head[k] for k in range(prep + 1, last + 1) if tree.head[k] > last and tree.pos[tree.head[k]] not in VERBS}
    joined |= {k for k in tree.kids(prep, "pobj") if k > last}
    if len(joined) != 1:
        return False
    noun, verb = joined.pop(), tree.head[prep]
    taken = tree.head[noun] == prep and tree.dep[noun] == "pobj"
    if taken and (tree.pos[verb] not in VERBS or verb < noun or tree.kids(verb, *_SUBJECTS)):
        return False
    loose = [k for k in range(prep + 1, last + 1) if not prep < tree.head[k] <= last]
    top = next((k for k in loose if tree.text[k].isalpha()), loose[0])
    for k in loose:
        tree.head[k], tree.dep[k] = (prep, "pobj") if k == top else (top, "nummod")
    if taken:
        tree.head[noun], tree.dep[noun] = verb, "nsubjpass" if tree.kids(verb, "auxpass") else "nsubj"
    return True
