"""Rules and learned reader together: what both say, what each says alone, and which of them is believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.annotate.relations.findings import Finding
from kg.ontology import Ontology

_TYING = "RelationalNoun"
_NEAR = 4  # tokens from a verb to its date
_SURE = 0.9  # from here on the reader may add to what a full frame of the grammar says of the same ends


def fused(
    rules: Sequence[Finding], read: Sequence[Finding], groups: Mapping[int, int], ontology: Ontology, sents: Sequence[int] = ()
) -> list[Finding]:
    """What both say once, surer and with both named; where the grammar says something else of the same ends in a full frame, it wins.

    ``sents`` are the sentences of the tokens: where a noun ties one end to another thing, the reader must be sure to tie it to a third.
    """
    said: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    out, related, taken = list(rules), set[tuple[int, int]](), set[tuple[str, int]]()
    for k, one in enumerate(rules):
        left, right = groups.get(one.subject, one.subject), _other(one, groups)
        if one.full and one.object is not None:
            related |= {(left, right), (right, left)}
        for name in ontology.property_line(one.predicate):
            taken.add((name, left))
            for key in _keys(one, name, groups, ontology):
                said[key].append(k)
    for one in read:
        same = [k for key in _keys(one, one.predicate, groups, ontology) for k in said.get(key, ())]
        left, right = groups.get(one.subject, one.subject), _other(one, groups)
        known = ontology.properties[one.predicate]
        single = known.functional and (one.predicate, left) in taken
        for k in same:
            out[k] = replace(out[k], likely=max(out[k].likely, one.likely), reader=one.reader)
        rivalled = any(
            _rivals(rule, one, (left, right), groups, ontology) for rule in rules if sents and sents[rule.at] == sents[one.subject]
        )
        outdone = ((left, right) in related or rivalled) and one.likely < _SURE
        if not same and not single and not outdone and not any(_dates(rule, one, ontology) for rule in rules):
            out.append(one)
    return out


def _dates(rule: Finding, one: Finding, ontology: Ontology) -> bool:
    """Whether the words right before a date say of somebody else what the reader says it is the date of: "her husband, Luis Paz, and died in 1961"."""
    single = rule.predicate == one.predicate and ontology.properties[one.predicate].functional
    return single and one.span is not None and rule.object is None and 0 < one.span[0] - rule.at <= _NEAR


def _rivals(rule: Finding, one: Finding, ends: tuple[int, int], groups: Mapping[int, int], ontology: Ontology) -> bool:
    """Whether a noun ties one of two people to a third: "the ambitions of the king, his wife, Ana Ruiz, and his minister Luis Paz"."""
    if not rule.full or rule.trigger.frame != _TYING or rule.object is None or one.object is None:
        return False
    known = (ontology.properties[each.predicate] for each in (rule, one))
    people = all({"Person"} == set(map(ontology.family, (*each.domain, *each.range))) for each in known)
    return people and len({groups.get(rule.subject, rule.subject), groups.get(rule.object, rule.object)} & set(ends)) == 1


def _keys(one: Finding, name: str, groups: Mapping[int, int], ontology: Ontology) -> Iterator[tuple[str, int, int]]:
    """A finding under one property as it may also be told: from the other end, by the inverse."""
    left, right = groups.get(one.subject, one.subject), _other(one, groups)
    known = ontology.properties[name]
    yield name, left, right
    if known.symmetric:
        yield name, right, left
    if known.inverse:
        yield known.inverse, right, left


def _other(one: Finding, groups: Mapping[int, int]) -> int:
    """The object as a number: its group, or for a date one below nought, by its place in the text where that is known."""
    if one.object is not None:
        return groups.get(one.object, one.object)
    return -2 - one.span[0] if one.span else -1
