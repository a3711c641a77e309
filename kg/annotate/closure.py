"""What follows, inside one sentence, from properties that the ontology calls transitive: a village in a district in a country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.triggers import Finding
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


def _from(start: int, name: str, by_subject: dict[int, list[Finding]]) -> Iterator[Finding]:
    """What lies two or more steps away from a token."""
    reached = {start, *(one.object for one in by_subject[start])}
    queue = list(by_subject[start])
    while queue:
        first = queue.pop(0)
        for second in by_subject.get(first.object, ()) if first.object is not None else ():
            if second.object not in reached:
                reached.add(second.object)
                trigger = replace(first.trigger, id=f"{first.trigger.id}+{second.trigger.id}", subject_class=(), object_class=())
                made = replace(first, trigger=trigger, predicate=name, object=second.object, full=True)
                queue.append(made)
                yield made
