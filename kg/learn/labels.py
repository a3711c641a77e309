"""What the reader may say: the ontology's properties, bound to the labels of data sets through their links to Wikidata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.ontology import KG, SKOS, Ontology

_WAYS = (("exactMatch", False), ("closeMatch", False), ("broadMatch", False), ("relatedMatch", True))  # the last is told from the other end
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/prop/direct/(P\d+)")


@dataclass(frozen=True, slots=True)
class Label:
    """A property that stands for another vocabulary's, and whether subject and object change places."""

    property: str
    reverse: bool


def wikidata(ontology: Ontology) -> dict[str, Label]:
    """Wikidata property -> our label; the closest link wins, and of two inverse properties the one that is linked exactly."""
    found: dict[str, Label] = {}
    exact: set[str] = set()
    for way, reverse in _WAYS:
        for name, linked in _links(ontology, way):
            found.setdefault(linked, Label(name, reverse))
            if way == "exactMatch":
                exact.add(name)
    bound = {linked: canonical(label, ontology, exact) for linked, label in sorted(found.items())}
    return {linked: label for linked, label in bound.items() if _readable(label.property, ontology)}


def _readable(name: str, ontology: Ontology) -> bool:
    """Whether a property holds between things, or dates one; what happenings have are roles, read by the grammar."""
    one = ontology.properties[name]
    return one.datatype in (None, "date") and not any(ontology.is_event(end) for end in one.domain) and "Thing" not in one.domain


def canonical(label: Label, ontology: Ontology, preferred: set[str]) -> Label:
    """The label told from the preferred end of an inverse pair."""
    other = ontology.properties[label.property].inverse
    return Label(other, not label.reverse) if other in preferred and label.property not in preferred else label


def _links(ontology: Ontology, way: str) -> Iterator[tuple[str, str]]:
    store = ox.Store()
    for path in sorted(ontology.folder.rglob("*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.predicate, ox.NamedNode) and quad.predicate.value == SKOS + way:
                store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    rows = []
    for quad in store:
        subject, linked = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(linked, ox.NamedNode):
            match, name = _WIKIDATA.fullmatch(linked.value), subject.value.removeprefix(KG)
            if match and name in ontology.properties:
                rows.append((name, match[1]))
    yield from sorted(rows)


def both_ways(relations: list[tuple[int, str, int]], ontology: Ontology) -> list[tuple[int, str, int]]:
    """The relations, with symmetric ones told from either end, each once."""
    turned = [(tail, name, head) for head, name, tail in relations if ontology.properties[name].symmetric]
    return sorted({*relations, *turned})
