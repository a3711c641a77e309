"""What stands around a name: the other names of its document, the countries it speaks of, the documents that copy it."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from kg.ontology import Ontology
from kg.resolve.gazetteer import Gazetteer
from kg.resolve.individuals import Index, by_demonym
from kg.resolve.leader import Leader
from kg.resolve.lexicon import Lexicon
from kg.resolve.profile import Profile
from kg.resolve.weights import FAMILIAR, RELATED

_NONE: frozenset[Any] = frozenset()
_RAREST = 4
_SPEAKING = ("Person", "Group")  # places are shared too easily to tell of one story


class Surroundings:
    """Looked up by document; numbers stand for names."""

    def __init__(
        self,
        ontology: Ontology,
        lexicon: Lexicon,
        found: Sequence[Profile],
        same_text: Mapping[str, str],
    ) -> None:
        self.ontology, self.lexicon, self.found = ontology, lexicon, found
        self.gazetteer = Gazetteer(ontology)
        self.same_text = same_text
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}
        self.names = self._names(found)
        self.countries = self._countries(found)
        self._lands = {document: frozenset(counted) for document, counted in self.countries.items()}
        self._spots: dict[int, str | None] = {}
        self._named: dict[int, frozenset[int]] = {}  # by the identity of what is called: many profiles share one
        self._partners: dict[Leader, set[tuple[str, int]]] = {}
        self.one: Sequence[int] = ()

    def leader(self, one: Profile) -> Leader:
        """The beginning of a thing."""
        document = one.document
        copy = self.same_text.get(document)
        lands, copies = self._lands.get(document, _NONE), frozenset({copy}) if copy else _NONE
        return Leader.of(one, self.names.get(document, _NONE), lands, copies)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, found: Sequence[Profile]) -> dict[str, AbstractSet[int]]:
        """Document -> the names of people and groups that it uses and not everyone does."""
        used: dict[str, set[int]] = defaultdict(set)
        for one in found:
            if one.family in _SPEAKING:
                for name in (*(" ".join(words) for words in one.full), *sorted(one.short)):
                    used[one.document].add(self._number(name))
        self.often = Counter(name for names in used.values() for name in names)
        familiar = {name for name, often in self.often.items() if often > FAMILIAR}
        return {document: frozenset(names - familiar) for document, names in used.items()}

    def _number(self, name: str) -> int:
        if name not in self.numbers:
            self.numbers[name] = len(self.words)
            self.words.append(name)
        return self.numbers[name]

    def rarest(self, document: str) -> list[int]:
        """The few names of a document that the fewest other documents use, and one at least."""
        return sorted(
            (name for name in self.names.get(document, _NONE) if self.often[name] > 1),
            key=lambda name: (self.often[name], self.words[name]),
        )[:_RAREST]

    def shared(self, left: Leader, right: Leader) -> list[str]:
        """The names that the documents of both use, their own left out, one of those that mean the same person or group."""
        shared = (left.names & right.names) - self._own(left.first) - self._own(right.first)
        return sorted([self.words[name] for name in shared])

    def _own(self, one: Profile) -> frozenset[int]:
        """The numbers of the names that a profile goes by."""
        known = self._named.get(id(one.called))
        if known is None:
            forms = (*one.forms, *one.short, *(" ".join(words) for words in one.full))
            known = self._named[id(one.called)] = frozenset(self.numbers[form] for form in forms if form in self.numbers)
        return known

    def related(self, left: Leader, right: Leader) -> bool:
        """Whether the documents of both tell of one story."""
        return self.copied(left, right) or len(self.shared(left, right)) >= RELATED

    # -- texts ---------------------------------------------------------------------------------------------------------

    def copied(self, left: Leader, right: Leader) -> bool:
        """Whether a document of the one repeats a document of the other."""
        return not left.copies.isdisjoint(right.copies)

    # -- countries -----------------------------------------------------------------------------------------------------

    def _countries(self, found: Iterable[Profile]) -> dict[str, Counter[str]]:
        """Document -> how often it speaks of each country, by name, by the adjective or by a city that everybody knows."""
        demonyms = by_demonym(self.ontology)
        lands: dict[str, Counter[str]] = defaultdict(Counter)
        for one in found:
            if one.family in ("Place", "Group"):
                lands[one.document].update(self._lands_of(one, demonyms) - {""})
        return lands

    def _lands_of(self, one: Profile, demonyms: Index) -> set[str]:
        entries = [entry for form in one.forms for entry in (*self.lexicon.known.get(form, ()), *demonyms.get(form, ()))]
        codes = {self.gazetteer.code(entry) or entry.iri for entry in entries if self.ontology.has(entry.type, "land")}
        spot = self.gazetteer.choose(one.type, one.forms) if one.family == "Place" and not codes else None
        return codes | ({spot.country} if spot else set())

    def lands(self, one: Leader) -> AbstractSet[str]:
        """The countries of which its documents speak."""
        return one.lands

    def says_little(self, one: Leader) -> bool:
        """Whether its names are made of common nouns alone."""
        return all(word in self.lexicon.nouns for form in one.first.forms for word in form.split())

    # -- partners ------------------------------------------------------------------------------------------------------

    def joined(self, one: Iterable[int]) -> None:
        """Learns which profiles are one so far: the number of the thing that each belongs to."""
        self.one = array("q", one)
        self._partners.clear()

    def partners(self, leader: Leader) -> set[tuple[str, int]]:
        """(relation, thing) pairs, the relation in its most general form."""
        if not self.one:
            return set()
        found = self._partners.get(leader)
        if found is None:
            here = ((self._general(predicate), place) for one in leader.members for predicate, place in one.beside)
            found = {(relation, self.one[place] if place >= 0 else place) for relation, place in here}
            if len(leader.members) > 1:  # one that is well known is asked about often
                self._partners[leader] = found
        return found

    def _general(self, predicate: str) -> str:
        name = predicate.removeprefix("^")
        top = self.ontology.property_line(name)[-1]
        known = self.ontology.properties.get(top)
        return top if known is None or known.symmetric or not predicate.startswith("^") else f"^{top}"

    def located(self, one: Leader) -> str | None:
        """The gazetteer's place that the names stand for, seen from where the document puts it and the countries it speaks of."""
        first = one.first
        if first.place not in self._spots:
            inside = {code for predicate, other in first.beside if self._lies(predicate) for code in self._codes(other)}
            spot = self.gazetteer.choose(first.type, first.forms, inside, self.countries[first.document])
            self._spots[first.place] = spot.id if spot else None
        return self._spots[first.place]

    def _lies(self, predicate: str) -> bool:
        known = self.ontology.properties.get(predicate)
        return known is not None and known.transitive

    def _codes(self, place: int) -> set[str]:
        """The ISO codes of the countries and regions that a profile may name."""
        forms = self.found[place].forms if place >= 0 else ()
        return {spot.code for spot in self.gazetteer.spots(forms) if spot.area and spot.code}
