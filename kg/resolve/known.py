"""What resolution needs to know of all documents, gathered page by page: each is summed up and let go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.facts import Claim, Document, Reading
from kg.ontology import Ontology
from kg.resolve.copies import Sketches
from kg.resolve.events import containing
from kg.resolve.happening import Happening, Teller
from kg.resolve.lexicon import Lexicon
from kg.resolve.profile import Profile, Profiler

Page = tuple[Document, Reading]


@dataclass
class Known:
    """Profiles of things, happenings, (inner, outer) pairs of profiles of places, and sketches of the texts."""

    ontology: Ontology
    lexicon: Lexicon
    happenings: list[Happening] = field(default_factory=list)
    inside: list[tuple[int, int]] = field(default_factory=list)
    sketches: Sketches = field(default_factory=Sketches)

    def __post_init__(self) -> None:
        self._profiler = Profiler(self.ontology, self.lexicon)
        self._containing = containing(self.ontology)

    @property
    def profiles(self) -> list[Profile]:
        """Those of all named things, in the order of the documents' ids and of the texts."""
        return self._profiler.found

    def take(self, page: Page) -> None:
        """Sums up a page."""
        document, reading = page
        things = [one for one in reading.mentions if not self.ontology.is_event(one.type)]
        home = self._profiler.take(document, things, reading.claims, reading.judgements)
        teller = Teller(self.ontology, document, {one.id: one for one in reading.mentions}, home)
        self.happenings += teller.happenings(reading.claims, reading.judgements)
        for one in reading.claims:
            self.inside += self._lies(one, home)
        self.sketches.take(document.id, document.text)

    def _lies(self, one: Claim, home: dict[str, int]) -> Iterator[tuple[int, int]]:
        if one.object is not None and one.polarity == "asserted" and one.predicate in self._containing:
            inner, outer = home.get(one.subject, -1), home.get(one.object, -1)
            if inner >= 0 and outer >= 0:
                yield inner, outer
