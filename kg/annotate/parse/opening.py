"""What a date leaves to the verb beside it: in "On 28 June 1914 Ana Ruiz left" and "On 9 May supporters left" the parse joins both."""

from __future__ import annotations

from collections.abc import Container

from kg.annotate.doc import SUBJECTS, VERBS, Tree


def mend_openings(tree: Tree, dated: Container[int]) -> None:
    """Parts a date behind a preposition from what stands right after it; ``dated`` are the tokens of times."""
    changed = False
    for prep in range(tree.n - 1):
        if tree.dep[prep] == "prep" and prep + 1 in dated:
            last, end = prep + 1, tree.sents[tree.sent[prep]][1]
            while last + 1 < end and last + 1 in dated:
                last += 1
            changed |= last + 1 < end and tree.text[last + 1] != "," and _parted(tree, prep, last)
        elif prep in dated and tree.dep[prep] in ("dobj", "nsubj"):
            changed |= _when(tree, prep, dated)
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
    if taken and (tree.pos[verb] not in VERBS or verb < noun or tree.kids(verb, *SUBJECTS)):
        return False
    loose = [k for k in range(prep + 1, last + 1) if not prep < tree.head[k] <= last]
    top = next((k for k in loose if tree.text[k].isalpha()), loose[0])
    for k in loose:
        tree.head[k], tree.dep[k] = (prep, "pobj") if k == top else (top, "nummod")
    if taken:
        tree.head[noun], tree.dep[noun] = verb, "nsubjpass" if tree.kids(verb, "auxpass") else "nsubj"
    return True


def _when(tree: Tree, i: int, dated: Container[int]) -> bool:
    """ "Ana Ruiz died 2 May 2018 aged 80": a date right behind a verb is nobody whom it is done to, and nobody who does what follows."""
    verb, first = tree.left[i] - 1, tree.left[i]
    above = tree.head[i]
    stray = (
        tree.dep[i] == "dobj"
        and above == verb
        or tree.dep[i] == "nsubj"
        and tree.dep[above] == "advcl"
        and not tree.kids(above, "aux", "mark")
    )
    if (
        stray
        and verb >= 0
        and tree.pos[verb] == "VERB"
        and tree.tag[verb] in ("VBD", "VBZ", "VBP", "VBN")
        and all(k in dated for k in range(first, i + 1))
    ):
        tree.head[i], tree.dep[i] = verb, "npadvmod"
        return True
    return False
