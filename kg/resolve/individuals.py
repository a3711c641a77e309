"""The things of the ontology's name lists, found by any spelling of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from kg.ontology import Individual, Ontology
from kg.resolve.names import key

Index = Mapping[str, tuple[Individual, ...]]


def by_name(ontology: Ontology) -> Index:
    """Key of a name or alias -> the individuals that go by it."""
    return _index(ontology, lambda one: (one.name, *one.aliases))


def by_demonym(ontology: Ontology) -> Index:
    """Key of the name of a people -> the individuals whose people it is."""
    return _index(ontology, lambda one: one.demonyms)


def _index(ontology: Ontology, names: Callable[[Individual], Iterable[str]]) -> Index:
    found: dict[str, dict[str, Individual]] = defaultdict(dict)
    for one in ontology.individuals:
        for name in names(one):
            found[key(name)][one.iri] = one
    return {name: tuple(ones.values()) for name, ones in found.items()}
