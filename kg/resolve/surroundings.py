"""What stands around a name: the other names of its document, the countries it speaks of, the documents that copy it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.ontology import Ontology
from kg.resolve.individuals import by_demonym
from kg.resolve.leader import Leader
from kg.resolve.lexicon import Lexicon
from kg.resolve.profile import Profile
from kg.resolve.weights import FAMILIAR, RELATED

_RAREST = 4
_SPEAKING = ("Person", "Group")  # places are shared too easily to tell of one story


class Surroundings:
    """Looked up by document; numbers stand for names."""

    def __init__(self, ontology: Ontology, lexicon: Lexicon, found: Sequence[Profile], same_text: Mapping[str, str]) -> None:
        self.ontology, self.lexicon = ontology, lexicon
        self.same_text = same_text
        self.words: list[str] = []
        self.numbers: dict[str, int] = {}
        self.names = self._names(found)
        self.countries = self._countries(found)
        self.home: Mapping[str, int] = {}
        self.one: dict[int, int] = {}

    def leader(self, one: Profile) -> Leader:
        """The beginning of a thing."""
        document = one.document
        return Leader.of(one, self.names[document], self.countries[document], self.same_text.get(document))

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, found: Sequence[Profile]) -> dict[str, set[int]]:
        """Document -> the names of people and groups that it uses and not everyone does."""
        used: dict[str, set[int]] = defaultdict(set)
        for one in found:
            if one.family in _SPEAKING:
                for name in (*(" ".join(words) for words in one.full), *sorted(one.short)):
                    used[one.document].add(self._number(name))
        self.often = Counter(name for names in used.values() for name in names)
        return defaultdict(set, {document: {name for name in names if self.often[name] <= FAMILIAR} for document, names in used.items()})

    def _number(self, name: str) -> int:
        if name not in self.numbers:
            self.numbers[name] = len(self.words)
            self.words.append(name)
        return self.numbers[name]

    def rarest(self, document: str) -> list[int]:
        """The few names of a document that the fewest other documents use, and one at least."""
        return sorted(
            (name for name in self.names[document] if self.often[name] > 1), key=lambda name: (self.often[name], self.words[name])
        )[:_RAREST]

    def shared(self, left: Leader, right: Leader) -> list[str]:
        """The names that the documents of both use, their own left out, one of those that mean the same person or group."""
        few, many = sorted((left.names, right.names), key=len)
        own = {self.numbers.get(form) for one in (left.first, right.first) for form in (*one.forms, *one.short)}
        own |= {self.numbers.get(" ".join(words)) for one in (left.first, right.first) for words in one.full}
        return sorted(self.words[name] for name in few if name in many and name not in own)

    def related(self, left: Leader, right: Leader) -> bool:
        """Whether the documents of both tell of one story."""
        return self.copied(left, right) or len(self.shared(left, right)) >= RELATED

    # -- texts ---------------------------------------------------------------------------------------------------------

    def copied(self, left: Leader, right: Leader) -> bool:
        """Whether a document of the one repeats a document of the other."""
        return not left.copies.isdisjoint(right.copies)

    # -- countries -----------------------------------------------------------------------------------------------------

    def _countries(self, found: Iterable[Profile]) -> dict[str, set[str]]:
        """Document -> the IRIs of the countries that it names, by name or by the adjective."""
        demonyms = by_demonym(self.ontology)
        lands: dict[str, set[str]] = defaultdict(set)
        for one in found:
            if one.family in ("Place", "Group"):
                for form in one.forms:
                    entries = [*self.lexicon.known.get(form, ()), *demonyms.get(form, ())]
                    lands[one.document].update(entry.iri for entry in entries if entry.type == "Country")
        return lands

    def lands(self, one: Leader) -> set[str]:
        """The countries of which its documents speak."""
        return one.lands

    def says_little(self, one: Leader) -> bool:
        """Whether its names are made of common nouns alone."""
        return all(word in self.lexicon.nouns for form in one.first.forms for word in form.split())

    # -- partners ------------------------------------------------------------------------------------------------------

    def joined(self, home: Mapping[str, int], one: dict[int, int]) -> None:
        """Learns which cluster each mention is in, and which clusters are one so far."""
        self.home, self.one = home, one

    def partners(self, leader: Leader) -> set[tuple[str, int]]:
        """(relation, thing) pairs, the relation in its most general form."""
        return (
            {
                (self._general(predicate), self.one.get(self.home[other], self.home[other]))
                for one in leader.members
                for predicate, other in one.beside
                if other in self.home
            }
            if self.one
            else set()
        )

    def _general(self, predicate: str) -> str:
        name = predicate.removeprefix("^")
        top = self.ontology.property_line(name)[-1]
        known = self.ontology.properties.get(top)
        return top if known is None or known.symmetric or not predicate.startswith("^") else f"^{top}"

    def located(self, one: Leader) -> str | None:
        """The gazetteer's place that the names stand for, seen from the countries spoken of."""
        entries = {entry.iri: entry for form in one.first.forms for entry in self.lexicon.known.get(form, ())}
        fitting = [entry for entry in entries.values() if self.ontology.family(entry.type) == "Place"]
        return fitting[0].iri if len(fitting) == 1 else None
