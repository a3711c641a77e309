"""What follows, inside one sentence, from what the ontology says of properties: of transitive ones, a village in a district in a country;

of chains of two, that the children of one person are siblings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.relations.findings import Finding
from kg.ontology import Ontology


def closure(told: Sequence[Finding], ontology: Ontology) -> Iterator[Finding]:
    """The findings that two or more of one sentence add up to; each names the rules it rests on, and is as sure as the first."""
    steps: dict[str, dict[int, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        for name in ontology.property_line(one.predicate):
            if ontology.properties[name].transitive and one.object is not None:
                steps[name][one.subject].append(one)
    for name, by_subject in steps.items():
        for start in list(by_subject):
            yield from _from(start, name, by_subject)


def chained(told: Sequence[Finding], ontology: Ontology) -> Iterator[Finding]:
    """What two findings that share an end add up to, where the ontology makes a property a chain of theirs."""
    steps: dict[tuple[str, int], list[tuple[int, Finding]]] = defaultdict(list)
    for one in told:
        for name, left, right in _said(one, ontology):
            steps[name, left].append((right, one))
    seen = {(name, frozenset((left, right))) for one in told for name, left, right in _said(one, ontology)}
    for known in ontology.properties.values():
        for first, second in known.chains:
            for (name, start), rows in list(steps.items()):
                for middle, one in rows if name == first else ():
                    for end, other in steps.get((second, middle), ()):
                        if end != start and (known.name, frozenset((start, end))) not in seen:
                            seen.add((known.name, frozenset((start, end))))
                            yield _following(one, other, known.name, start, end)


def _said(one: Finding, ontology: Ontology) -> Iterator[tuple[str, int, int]]:
    """A finding under its property and those above it, from both ends where they can be told from either."""
    if one.object is None:
        return
    for name in ontology.property_line(one.predicate):
        known = ontology.properties[name]
        yield name, one.subject, one.object
        if known.symmetric:
            yield name, one.object, one.subject
        if known.inverse:
            yield known.inverse, one.object, one.subject


def _following(first: Finding, second: Finding, name: str, subject: int, object_: int | None) -> Finding:
    """A finding that rests on two others; it names the rules of both, and is as sure as the first, or as the less sure that only the reader says."""
    read = [one for one in (first, second) if one.alone]
    id = read[0].reader if read else f"{first.trigger.id}+{second.trigger.id}"
    trigger = replace(first.trigger, id=id, subject_class=(), object_class=())
    made = replace(first, trigger=trigger, predicate=name, subject=subject, object=object_, full=True)
    return replace(made, reader=id, likely=min(one.likely for one in read)) if read else made


def _from(start: int, name: str, by_subject: dict[int, list[Finding]]) -> Iterator[Finding]:
    """What lies two or more steps away from a token."""
    reached = {start, *(one.object for one in by_subject[start])}
    queue = list(by_subject[start])
    while queue:
        first = queue.pop(0)
        for second in by_subject.get(first.object, ()) if first.object is not None else ():
            if second.object not in reached:
                reached.add(second.object)
                made = _following(first, second, name, start, second.object)
                queue.append(made)
                yield made
