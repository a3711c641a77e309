"""Where the places of a graph lie: each looked up in the gazetteer, seen from what its documents say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.derive import Derived
from kg.facts import Entity
from kg.ontology import Ontology
from kg.resolve.gazetteer import Gazetteer, Spot
from kg.resolve.individuals import by_demonym
from kg.resolve.names import key

_STEPS = 5  # from a place to the country in which it lies


def whereabouts(ontology: Ontology, derived: Derived) -> dict[str, Spot]:
    """Entity -> its place in the gazetteer; places that it does not know, or that could be several, are left out."""
    return _Atlas(ontology, derived).spots()


class _Atlas:
    def __init__(self, ontology: Ontology, derived: Derived) -> None:
        self.ontology, self.gazetteer = ontology, Gazetteer(ontology)
        self.places = {one.id: one for one in derived.entities if one.named and ontology.is_a(one.type, "Place")}
        self.outer = self._outer(derived)
        self.spoken_of = self._spoken_of(derived.entities)

    def spots(self) -> dict[str, Spot]:
        found = {name: self._spot(one) for name, one in self.places.items()}
        return {name: spot for name, spot in found.items() if spot}

    def _spot(self, one: Entity) -> Spot | None:
        around: Counter[str] = Counter()
        for document in {mention.evidence.document for mention in one.mentions}:
            around += self.spoken_of.get(document, Counter())
        inside = {code for place in self._reached(one.id) for code in self._codes(self.places[place])}
        names = (one.name, *one.aliases)
        found = self.gazetteer.choose(one.type, names, inside, around)
        stated = any(mention.hard for mention in one.mentions)
        return found or (None if stated else self.gazetteer.choose("Place", names, inside, around))

    def _codes(self, one: Entity) -> set[str]:
        """The ISO codes that a country or region may have, by its names alone."""
        return {spot.code for spot in self.gazetteer.spots((one.name, *one.aliases)) if spot.area and spot.code}

    # -- what lies in what ---------------------------------------------------------------------------------------------

    def _outer(self, derived: Derived) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in derived.claims:
            known = self.ontology.properties[row.predicate]
            if known.transitive and row.polarity == "asserted" and row.subject in self.places and row.object in self.places:
                found[row.subject].add(row.object)
        return found

    def _reached(self, place: str) -> set[str]:
        """The places in which one lies, over several steps."""
        seen: set[str] = set()
        edge = {place}
        for _ in range(_STEPS):
            edge = {outer for one in edge for outer in self.outer.get(one, ())} - seen - {place}
            seen |= edge
        return seen

    # -- which countries a document speaks of --------------------------------------------------------------------------

    def _spoken_of(self, entities: Iterable[Entity]) -> Mapping[str, Counter[str]]:
        """Document -> how often it names each country, by name, by the adjective or by a city that can only be there."""
        demonyms = by_demonym(self.ontology)
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in entities:
            people = [entry for name in (one.name, *one.aliases) for entry in demonyms.get(key(name), ())] if one.named else []
            codes = {self.gazetteer.code(entry) for entry in people}
            if one.id in self.places:
                spot = self.gazetteer.choose(one.type, (one.name, *one.aliases))
                codes |= {spot.country} if spot else set()
            for mention in one.mentions:
                for code in codes - {""}:
                    found[mention.evidence.document][code] += 1
        return found
