"""Decisions and what was read -> what holds: judgements of a person, claims taken out, confirmed or put back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.facts import Claim, Document, Evidence, Judgement, Mention, Reading
from kg.verdicts.nouns import Decision, Saying, Spot

HAPPENS = "type"  # the predicate of the claim that an event took place


@dataclass(frozen=True, slots=True)
class Applied:
    """What decisions do to what was read: ``touched`` holds the readings that they change, as they leave them, by document.

    ``judgements`` are the person's, ``resting`` the decisions whose texts are not here.
    """

    touched: Mapping[str, Reading]
    judgements: list[tuple[Decision, Judgement]]
    resting: list[Decision]

    def reading(self, one: Reading) -> Reading:
        """What was read in a document, as the decisions leave it."""
        return self.touched.get(one.document, one)


def apply(decisions: Sequence[Decision], pages: Iterable[tuple[Document, Reading]], *, is_event: Callable[[str], bool]) -> Applied:
    """Applies decisions, whose order does not matter, to everything that was read; ``is_event`` tells classes of happenings."""
    if not decisions:
        return Applied({}, [], [])
    hashes = _hashes(decisions)
    spoken_of = [(document, reading) for document, reading in pages if document.sha256 in hashes]
    places = _Places(spoken_of, is_event)
    judged = [(one, judgement) for one in decisions for judgement in _judgements(one, places)]
    wrong = {claim.id for one in decisions if one.verdict == "wrong" for claim in places.claims(one)}
    right = {one.id: places.claims(one) for one in decisions if one.verdict == "right"}
    sure = {claim.id for claims in right.values() for claim in claims}
    again = [claim for one in decisions if one.verdict == "right" and not right[one.id] for claim in _again(one, places)]
    resting = [one for one in decisions if not places.has(one)]
    left = (_left(reading, wrong, sure, list(places.made.values()), again) for _, reading in spoken_of)
    return Applied({one.document: one for one in left}, judged, resting)


def _left(reading: Reading, wrong: set[str], sure: set[str], made: Iterable[Mention], again: Iterable[Claim]) -> Reading:
    """A reading without what is wrong, and with what was made again."""
    kept = [replace(one, confidence=1.0) if one.id in sure else one for one in _without(reading.claims, wrong)]
    kept += [one for one in again if one.evidence.document == reading.document]
    found = (one for one in made if one.evidence.document == reading.document)
    return replace(reading, mentions=(*reading.mentions, *found), claims=tuple(kept))


def _hashes(decisions: Iterable[Decision]) -> set[str]:
    spots = {spot.sha256 for one in decisions for spot in (*one.left, *one.right)}
    return spots | {saying.sha256 for one in decisions for saying in one.claims}


# -- who is who ----------------------------------------------------------------------------------------------------------


def _judgements(one: Decision, places: _Places) -> Iterator[Judgement]:
    """The same: one link, between the first mentions that are there; different: each of one side from each of the other."""
    left, right = places.all(one.left), places.all(one.right)
    if one.verdict == "same":
        left, right = left[:1], right[:1]
    for first in left:
        for other in right:
            if first != other:
                ends = sorted((first, other))
                yield Judgement(
                    ends[0],
                    ends[1],
                    "same" if one.verdict == "same" else "different",
                    1.0,
                    (one.reason or "said so",),
                    one.by,
                    one.at or None,
                )


# -- claims --------------------------------------------------------------------------------------------------------------


def _without(claims: Sequence[Claim], wrong: set[str]) -> list[Claim]:
    """The other claims; a happening that never was takes all that is told of it along."""
    taken = {one.subject for one in claims if one.id in wrong and one.predicate == HAPPENS}
    gone = taken - {one.subject for one in claims if one.id not in wrong and one.predicate == HAPPENS}
    return [one for one in claims if one.id not in wrong and one.subject not in gone and one.object not in gone]


def _again(one: Decision, places: _Places) -> Iterator[Claim]:
    """The confirmed claim, made again where it is no longer read."""
    saying = one.claims[0]
    for document in places.documents(saying):
        yield Claim.of(
            places.mention(saying.subject, document),
            saying.predicate,
            Evidence.of(places.known[document], saying.start, saying.end),
            by=one.by,
            object=places.mention(saying.object, document) if saying.object else None,
            value=saying.value,
            polarity=saying.polarity,
            attributed_to=[places.mention(one, document) for one in saying.attributed_to],
            time=saying.time,
            trigger=saying.trigger,
            value_span=saying.value_span,
        )


# -- places --------------------------------------------------------------------------------------------------------------


class _Places:
    """Finds the documents, mentions and claims that decisions point at; ``made`` are mentions that had to be made again."""

    def __init__(self, pages: Sequence[tuple[Document, Reading]], is_event: Callable[[str], bool]) -> None:
        self.is_event = is_event
        self.made: dict[str, Mention] = {}
        self.known = {document.id: document for document, _ in pages}
        self._copies: dict[str, list[Document]] = defaultdict(list)
        for one in self.known.values():
            self._copies[one.sha256].append(one)
        self._mentions = {reading.document: {one.id: one for one in reading.mentions} for _, reading in pages}
        self._claims = {reading.document: reading.claims for _, reading in pages}

    def has(self, one: Decision) -> bool:
        """Whether the texts are here that a decision needs to take effect."""
        if one.claims:
            return any(self.documents(saying) for saying in one.claims)
        left, right = self.all(one.left), self.all(one.right)
        return bool(left and right) and left != right

    def documents(self, one: Spot | Saying) -> list[str]:
        """The documents with these bytes: the one of that source, or else all copies."""
        copies = self._copies.get(one.sha256, [])
        own = [copy.id for copy in copies if copy.source == one.source]
        return own or sorted(copy.id for copy in copies)

    def all(self, spots: Iterable[Spot]) -> list[str]:
        """The mentions at these places, each once, in the order of the places."""
        found = (self.nearest(one, document) for one in spots for document in self.documents(one))
        return list(dict.fromkeys(one for one in found if one))

    def nearest(self, spot: Spot, document: str) -> str | None:
        """The mention of the very words, else the one of the same sort that shares most of them."""
        event = self.is_event(spot.type)
        alike = (one for one in self._mentions[document].values() if self.is_event(one.type) == event and _shared(one, spot))
        best = max(alike, key=lambda one: _closeness(one, spot), default=None)
        return best.id if best else None

    def mention(self, spot: Spot, document: str) -> str:
        """The mention at a place, made anew where none is read there any more."""
        found = self.nearest(spot, document)
        if found:
            return found
        event = self.is_event(spot.type)
        one = Mention.of(self.known[document], spot.start, spot.end, spot.type, spot.kind, event=event)
        return self.made.setdefault(one.id, one).id

    def claims(self, one: Decision) -> list[Claim]:
        """The claims that say, in the same sentence of the same document, what the decision is about."""
        return [
            claim
            for saying in one.claims
            for document in self.documents(saying)
            for claim in self._claims[document]
            if self._says(claim, saying)
        ]

    def _says(self, claim: Claim, saying: Saying) -> bool:
        place, known = claim.evidence, self._mentions[claim.evidence.document]
        if (claim.predicate, claim.value, claim.polarity) != (saying.predicate, saying.value, saying.polarity):
            return False
        if not (place.start < saying.end and saying.start < place.end and _meets(known.get(claim.subject), saying.subject)):
            return False
        return claim.object is None or _meets(known.get(claim.object), saying.object)


def _meets(one: Mention | None, spot: Spot | None) -> bool:
    return one is not None and spot is not None and _shared(one, spot) > 0


def _shared(one: Mention, spot: Spot) -> int:
    """How many characters a mention shares with a place."""
    return max(0, min(one.evidence.end, spot.end) - max(one.evidence.start, spot.start))


def _closeness(one: Mention, spot: Spot) -> tuple[bool, bool, int, int]:
    place = one.evidence
    exact = (place.start, place.end) == (spot.start, spot.end)
    return exact, one.type == spot.type, _shared(one, spot), place.start - place.end
