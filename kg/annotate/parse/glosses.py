"""Repairs of a parse around a noun that stands behind a name or its bracket and is what the name describes."""

from __future__ import annotations

from kg.annotate.doc import SUBJECTS, Naming, Tree
from kg.ontology import Ontology

_REACH = 16  # tokens a gloss may hold


def whole(tree: Tree, name: Naming) -> bool:
    """A name with "and" inside and a noun behind it, which the parse takes for two things: "Front of the Rivers and the Hills fighters"."""
    noun, last = name.end, name.end - 1
    if name.end - name.start < 3 or noun >= tree.n or tree.head[last] != noun or tree.dep[noun] != "conj":
        return False
    top = tree.head[noun]
    if not name.start <= top < name.end or tree.head[top] in range(name.start, name.end + 1):
        return False
    tree.head[noun], tree.dep[noun] = (noun if tree.head[top] == top else tree.head[top]), tree.dep[top]
    tree.head[top], tree.dep[top] = noun, "compound"
    return True


def glossed(tree: Tree, name: Naming, ontology: Ontology) -> bool:
    """ "The leaders of the RF (Red Front) miners": the noun behind a name's bracket is whom the name describes, and stands in its place."""
    close = next((k for k in range(name.end, min(name.end + _REACH, tree.n)) if tree.text[k] == ")"), tree.n)
    noun, top = close + 1, tree.head[name.head]
    if noun >= tree.n or tree.text[name.end] != "(" or tree.sent[noun] != tree.sent[name.start] or tree.head[name.head] == noun:
        return False
    plain = tree.tag[noun] in ("NN", "NNS") and tree.lemma[noun] not in ontology.cues.get("timeNoun", ())
    if not plain or tree.kids(noun, "det", "poss", "case") or noun + 1 < tree.n and tree.pos[noun + 1] == "PROPN":
        return False
    if tree.dep[name.head] in ("pobj", "dobj") or tree.head[noun] == noun:
        tree.head[noun], tree.dep[noun] = noun if top == name.head else top, tree.dep[name.head]
    elif tree.dep[noun] not in (*SUBJECTS, "pobj", "dobj") or tree.head[noun] != top:
        return False
    for k in tree.kids(name.head, "det"):
        tree.head[k] = noun
    tree.head[name.head], tree.dep[name.head] = noun, "nmod"
    return True
