"""Where sources contradict each other: values of a property that can have one value only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.derive import Resolved
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Several values of one property of one thing, each with the claims that give it, in the order of the texts."""

    subject: str
    predicate: str
    values: tuple[tuple[str, tuple[Resolved, ...]], ...]


def contradictions(ontology: Ontology, rows: Iterable[Resolved], copies: Mapping[str, str]) -> list[Contradiction]:
    """Those among asserted claims of different sources; a number that one source gives twice, or a date more and less exact, is none."""
    told: dict[tuple[str, str], dict[str, list[Resolved]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.value is not None and row.polarity == "asserted" and ontology.properties[row.predicate].functional:
            told[row.subject, row.predicate][row.value.replace(",", "")].append(row)
    found = []
    for (subject, predicate), values in told.items():
        if any(_contradict(one, other, values, copies) for one in values for other in values if one < other):
            found.append(Contradiction(subject, predicate, tuple((value, tuple(said)) for value, said in values.items())))
    return found


def _contradict(one: str, other: str, values: Mapping[str, list[Resolved]], copies: Mapping[str, str]) -> bool:
    """Whether neither value is the other told less exactly, and someone says the one who does not say the other."""
    dated = "-" in one or "-" in other
    exact = dated and (one.startswith(other) or other.startswith(one))
    return not exact and _sources(values[one], copies) != _sources(values[other], copies)


def _sources(rows: Iterable[Resolved], copies: Mapping[str, str]) -> set[tuple[str, tuple[str, ...]]]:
    return {(copies.get(row.claim.evidence.document, row.claim.evidence.document), row.attributed_to) for row in rows}
