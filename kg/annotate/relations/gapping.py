"""A verb told once and meant twice: "Ana Ruiz was born in Lima and Luis Paz in Quito"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.annotate.doc import VERBS, Naming
from kg.annotate.grammar.text import Grammar
from kg.annotate.relations.findings import Finding

_LINKS = (",", ";", "and", "while")
_BETWEEN = (*_LINKS, "the", "other", "second", "latter")
_OF_NAME = ("PRP$", "NN", "DT", "JJ", "POS")  # what may stand before the second name: "her brother Luis Paz"
_REACH = 8
_BESIDE = ("NounPrep", "CommaPair", "Phrase")  # frames that see only what stands side by side


@dataclass(frozen=True, slots=True)
class Gap:
    """The heads of the two subjects and of what is told of each, and the verb that the second clause leaves out."""

    first: tuple[int, int]
    second: tuple[int, int]
    verb: int

    def astray(self, one: Finding, groups: Mapping[int, int]) -> bool:
        """Whether a finding tells of one of the two what is told of the other, or takes the second two for neighbours only."""
        if one.object is None:
            return False
        pair = groups.get(one.subject, one.subject), groups.get(one.object, one.object)
        (a, b), (c, d) = ((groups.get(left, left), groups.get(right, right)) for left, right in (self.first, self.second))
        return pair in ((a, d), (c, b), (a, c)) and (a, b) != (c, d) or pair == (c, d) and one.trigger.frame in _BESIDE


def unfolded(findings: Sequence[Finding], gaps: Sequence[Gap]) -> list[Finding]:
    """The findings with those of the second clauses, and without what goes astray."""
    found = list(findings)
    for gap in gaps:
        kept = [one for one in found if not gap.astray(one, {})]
        said = [one for one in kept if (one.subject, one.object) == gap.first and one.governor == gap.verb]
        found = kept + [replace(one, subject=gap.second[0], object=gap.second[1]) for one in said]
    return found


def gaps(g: Grammar) -> Iterator[Gap]:
    """Every second clause without a verb: a name and, after the preposition of the clause before it, another."""
    for name in g.phrases.names:
        prep = name.end + (name.end < g.tree.n and g.tree.text[name.end] == ",")
        if prep + 1 < g.tree.n and g.tree.pos[prep] == "ADP":
            other, before = _name_from(g, prep + 1), _name_before(g, name)
            gap = _gap(g, name, prep, other, before) if other and before and _closed(g, other.end) else None
            if gap:
                yield gap


def _gap(g: Grammar, name: Naming, prep: int, other: Naming, before: Naming) -> Gap | None:
    tree, ontology = g.tree, g.phrases.ontology
    first = before.start - 1 - (tree.lower[before.start - 1] == "the")
    if first < 1 or tree.lower[first] != tree.lower[prep] or ontology.family(other.type) != ontology.family(before.type):
        return None
    verb = tree.head[first]
    if tree.pos[verb] not in VERBS or tree.sent[verb] != tree.sent[prep]:
        return None
    who = g.clauses.of(verb).surface[:1]
    subject = g.phrases.settle(who[0]) if who else None
    if subject is None or subject == name.head or ontology.family(g.phrases.naming(subject).type) != ontology.family(name.type):
        return None
    return Gap((subject, before.head), (name.head, other.head), verb)


def _name_from(g: Grammar, i: int) -> Naming | None:
    """The name that begins at a token, or behind its article."""
    i += g.tree.lower[i] == "the" and i + 1 < g.tree.n
    name = g.phrases.name_at.get(i)
    return name if name and name.start == i else None


def _name_before(g: Grammar, name: Naming) -> Naming | None:
    """The name before the words that part a clause from the one before it."""
    tree, k = g.tree, name.start - 1
    while k > name.start - _REACH and k > 0 and tree.tag[k] in _OF_NAME and tree.lower[k] not in _BETWEEN and k not in g.phrases.name_at:
        k -= 1
    end = k
    while k > name.start - _REACH and k > 0 and tree.lower[k] in _BETWEEN:
        k -= 1
    parted = any(tree.lower[j] in _LINKS for j in range(k + 1, end + 1))
    return g.phrases.name_at.get(k) if parted and tree.sent[k] == tree.sent[name.start] else None


def _closed(g: Grammar, i: int) -> bool:
    """Whether a clause ends at a token."""
    return i >= g.tree.n or g.tree.pos[i] in ("PUNCT", "CCONJ", "SPACE") or g.tree.sent[i] != g.tree.sent[i - 1]
