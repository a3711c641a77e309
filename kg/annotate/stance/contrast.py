"""What one of two things is said of and the other not: "born not in Lima but in Quito", "not a brother but a cousin of Ana Ruiz"."""

from __future__ import annotations

from kg.annotate.doc import Tree
from kg.annotate.relations.triggers import Finding
from kg.annotate.stance.stances import Stance
from kg.facts import Polarity

_NOT = ("not", "n't", "never")
_ALSO = ("only", "just", "merely", "simply", "solely")


def set_apart(stance: Stance, finding: Finding, tree: Tree) -> Stance:
    """The stance of a finding of which one end is an alternative: what is denied of the one is told of the other."""
    said = _contrasted(tree, *([finding.object] if finding.object is not None else []), finding.at)
    return Stance(said, stance.speakers) if said and stance.polarity != "hedged" else stance


def _contrasted(tree: Tree, *tokens: int) -> Polarity | None:
    """What the text says of the one of two alternatives in which one of the tokens stands; None where none does."""
    for token in tokens:
        for one in (token, tree.head[token]) if tree.dep[token] == "pobj" else (token,):
            if tree.dep[one] == "conj" and _apart(tree, tree.head[one], one):
                return "asserted"
            if any(_apart(tree, one, other) for other in tree.kids(one, "conj")):
                return "negated"
    return None


def _apart(tree: Tree, first: int, second: int) -> bool:
    """Whether the first of two coordinated words is denied and the second put in its place."""
    if not any(tree.lower[k] == "but" for k in range(first + 1, second)):
        return False
    above = {first, tree.head[first]}
    denied = [k for i in above for k in tree.children[i] if k < first and tree.lower[k] in _NOT]
    return any(tree.lower[k + 1] not in _ALSO and not any(tree.lower[j] in _ALSO for j in tree.children[k]) for k in denied)
