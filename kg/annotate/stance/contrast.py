"""What one of two things is said of and the other not: "born not in Lima but in Quito", "not a brother but a cousin of Ana Ruiz"."""

from __future__ import annotations

from kg.annotate.grammar.text import Grammar
from kg.annotate.relations.findings import Finding
from kg.annotate.stance.stances import Stance
from kg.facts import Polarity


def set_apart(stance: Stance, finding: Finding, g: Grammar) -> Stance:
    """The stance of a finding of which one end is an alternative, or is succeeded: what is denied of the one is told of the other."""
    said = _contrasted(g, *([finding.object] if finding.object is not None else []), finding.at)
    if stance.polarity != "asserted" and _had_before(finding, g):
        return Stance("asserted", stance.speakers)
    return Stance(said, stance.speakers) if said and stance.polarity != "hedged" else stance


def _had_before(finding: Finding, g: Grammar) -> bool:
    """Whether it is told of whoever is succeeded, or not: "denies that she will succeed her brother as mayor" leaves him mayor."""
    tree, verb = g.tree, finding.governor
    as_what = tree.dep[finding.at] == "pobj" and tree.head[tree.head[finding.at]] == verb
    return as_what and g.is_cue("successionVerb", tree.lemma[verb]) and finding.subject in g.spread(list(g.clauses.of(verb).objects))


def _contrasted(g: Grammar, *tokens: int) -> Polarity | None:
    """What the text says of the one of two alternatives in which one of the tokens stands; None where none does."""
    tree = g.tree
    for token in tokens:
        for one in (token, tree.head[token]) if tree.dep[token] == "pobj" else (token,):
            if tree.dep[one] == "conj" and _apart(g, tree.head[one], one):
                return "asserted"
            if any(_apart(g, one, other) for other in tree.kids(one, "conj")):
                return "negated"
    return None


def _apart(g: Grammar, first: int, second: int) -> bool:
    """Whether the first of two coordinated words is denied and the second put in its place: "not only a brother but" denies nothing."""
    tree = g.tree
    if not any(tree.lower[k] == "but" for k in range(first + 1, second)):
        return False
    above = {first, tree.head[first]}
    denied = [k for i in above for k in tree.children[i] if k < first and g.is_cue("not", tree.lower[k])]
    return any(not any(g.is_cue("only", tree.lower[j]) for j in (k + 1, *tree.children[k])) for k in denied)
