"""Where a description begins and ends: which words around its noun say what is meant, and which only count it or point back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.annotate.grammar.phrases import Phrases


def begun(p: Phrases, start: int, i: int) -> int:
    """Where the description at a noun begins that spans from ``start``.

    It begins after doubts, what points back and dates ("alleged rebels", "the same rebels", "last year rebels"), after loose numbers
    ("at least 20 rebels") and, of things and firms, after whatever counts or owns them ("two bombs", "their car", "several banks").
    """
    tree, said = p.tree, p.noun_class(i) or "Thing"
    person = p.ontology.family(said) in ("Person", "Group", "Event") and not p.ontology.has(said, "body")
    for child in tree.children[i]:
        if not start <= child < i or tree.pos[child] == "PROPN" or tree.right[child] + 1 > i:
            continue
        doubted = tree.dep[child] == "amod" and p.is_cue("hedgeAdjective", tree.lower[child])
        loose = not person or tree.pos[tree.left[child]] != "NUM"
        counted = tree.dep[child] == "nummod" and loose or not person and p.is_cue("counter", tree.lower[child])
        owned = not person and tree.tag[child] == "PRP$"
        if doubted or counted or owned or p.is_cue("pointer", tree.lower[child]) or child in p.dated:
            start = max(start, tree.right[child] + 1)
    return start


def ended(p: Phrases, i: int) -> int:
    """Where the description at a noun ends: behind it, or behind whose or of whom it is, or what they wear, where the noun says too little."""
    tree, after = p.tree, i + 1
    if after >= tree.n or tree.head[after] != i:
        return after
    if tree.dep[after] == "acl" and p.is_cue("dressVerb", tree.lemma[after]):
        worn = [*tree.kids(after, "dobj"), *(k for prep in tree.kids(after, "prep")[:1] for k in tree.kids(prep, "pobj"))]
        return p.span(worn[0])[1] if worn else after
    if tree.dep[after] != "prep" or tree.lower[after] != "of":
        return after
    inner = next(iter(tree.kids(after, "pobj")), None)
    if inner is None or tree.sent[inner] != tree.sent[i] or not _needed(p, i, inner):
        return after
    titled = p.name_at.get(inner + 1)  # "the offices of lawyer Ada Berg"
    name = p.name_at.get(inner) or (titled if titled and titled.start == inner + 1 and p.linked(inner, titled) else None)
    return name.end if name else p.span(inner)[1]


def _needed(p: Phrases, i: int, inner: int) -> bool:
    """Whether a noun says what is meant only with what it is of: "a group of armed men", "members of X", "the residence of Ada Berg"."""
    tree, said, name = p.tree, p.noun_class(i) or "Thing", p.name_at.get(inner)
    if p.is_cue("memberNoun", tree.lemma[i]):
        return name is None or p.ontology.family(name.type) == "Group"
    if p.ontology.family(said) == "Group":
        people = name is None and p.ontology.family(p.noun_class(inner) or "Thing") in ("Person", "Group")
        return people and tree.tag[inner] == "NNS" and tree.tag[i] == "NN"
    owned = p.ontology.has(said, "built") or p.is_cue("belongingNoun", tree.lower[i])
    return owned and (name is None or p.ontology.family(name.type) != "Place" or p.ontology.has(name.type, "built"))
