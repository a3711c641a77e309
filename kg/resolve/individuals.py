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


def position(ontology: Ontology, index: Index, type: str, names: Iterable[str]) -> tuple[float, float] | None:
    """Where a thing of a class lies that goes by these names; None where no list says so, or where two places are meant equally well."""
    told = [one for name in names for one in index.get(key(name), ()) if one.position]
    near = [one for one in told if ontology.is_a(type, one.type) or ontology.is_a(one.type, type)]
    found = {one.iri: one.position for one in near if one.type == type} or {one.iri: one.position for one in near}
    return next(iter(found.values())) if len(found) == 1 else None


def _index(ontology: Ontology, names: Callable[[Individual], Iterable[str]]) -> Index:
    found: dict[str, dict[str, Individual]] = defaultdict(dict)
    for one in ontology.individuals:
        for name in names(one):
            found[key(name)][one.iri] = one
    return {name: tuple(ones.values()) for name, ones in found.items()}
