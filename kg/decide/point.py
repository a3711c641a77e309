"""What a person points at, found in the graph and written down by its place in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.errors import KgError
from kg.facts import Claim, Entity, Event, Mention, Span
from kg.graph import Graph
from kg.keep import Kept
from kg.resolve.names import fold, key
from kg.verdicts import Saying, Spot

_PLACE = re.compile(r"(?P<document>.+)[:#](?P<start>\d+)(?:[-,](?P<end>\d+))?(?:!\w+)?", re.DOTALL)
_MOST = 100  # mentions written down for one side of a decision, so that a line stays readable
_LISTED = 6
_SHORTEST_ID = 5


class Pointer:
    """Finds what a person points at in an open folder."""

    def __init__(self, kept: Kept) -> None:
        self.graph: Graph = kept.graph()
        self.claims: dict[str, Claim] = {one.id: one for one in kept.store.claims()}
        self.sources = {name: one.id for one in self.graph.documents.values() for name in (one.source, one.id)}

    # -- things --------------------------------------------------------------------------------------------------------

    def sides(self, a: str, b: str) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
        """The mentions of two things; of one thing under two names those that use each; raises KgError where they are no two."""
        left, right = self._mentions(a), self._mentions(b)
        thing, other = self._thing(a), self._thing(b)
        if thing and other and thing.id == other.id:
            left, right = _without(self._parted(left, a, b), self._parted(right, b, a))
        elif thing or other:  # of a thing and one mention of it the thing is what remains
            left, right = (left if other else _less(left, right)), (right if thing else _less(right, left))
        elif left == right:
            right = []
        if not left or not right:
            raise KgError(f"{a!r} and {b!r} are the same mentions; say which: {_listed(self.spots(self._mentions(a)))}")
        happening = [self.graph.ontology.is_event(each.type) for each in (left[0], right[0])]
        if happening[0] != happening[1]:
            raise KgError(f"{a!r} and {b!r}: a happening and a thing are never one; name two of a sort")
        return self.spots(left), self.spots(right)

    def spots(self, mentions: Iterable[Mention]) -> tuple[Spot, ...]:
        """The places of mentions: of a thing with names one for each document and name."""
        told = list(mentions)
        named = [one for one in told if one.kind == "name"] or told
        first: dict[tuple[str, str], Mention] = {}
        for one in named:
            first.setdefault((one.evidence.document, key(one.evidence.quote)), one)
        return tuple(map(self._spot, list(first.values())[:_MOST]))

    def _thing(self, said: str) -> Entity | Event | None:
        """The thing that is named as a whole; None for a mention."""
        return None if self._place(said) else self.graph.find(said)

    def _mentions(self, said: str) -> list[Mention]:
        place = self._place(said)
        if place:
            return [self._mention(said, *place)]
        return list(self.graph.find(said).mentions)

    def _parted(self, mentions: Sequence[Mention], name: str, other: str) -> list[Mention]:
        """Of one thing's mentions those that use a name, or where none does those that do not use its other name."""
        mine = [one for one in mentions if key(one.evidence.quote) == key(name)]
        return mine or [one for one in mentions if key(one.evidence.quote) != key(other)]

    def _place(self, said: str) -> tuple[str, Span] | None:
        """The document and the offsets of a place such as news.txt:12-24, where that document is known."""
        found = _PLACE.fullmatch(said.strip())
        if not found or found["document"] not in self.sources:
            return None
        start = int(found["start"])
        return self.sources[found["document"]], (start, int(found["end"] or start + 1))

    def _mention(self, said: str, document: str, span: Span) -> Mention:
        there = [one for one in self.graph.mentions.values() if one.evidence.document == document]
        exact = [one for one in there if (one.evidence.start, one.evidence.end) == span]
        found = exact or [one for one in there if one.evidence.start < span[1] and span[0] < one.evidence.end]
        if len(found) == 1:
            return found[0]
        if found:
            raise KgError(f"{said}: {len(found)} mentions; say which: {self._told(found)}")
        near = sorted(there, key=lambda one: abs(one.evidence.start - span[0]))[:_LISTED]
        raise KgError(f"{said}: nothing was read there; near: {self._told(near) or 'nothing'}")

    def _told(self, mentions: Iterable[Mention]) -> str:
        return ", ".join(f"{one.id} ({fold(one.evidence.quote)}, {one.type})" for one in list(mentions)[:_LISTED])

    def _spot(self, one: Mention) -> Spot:
        place, document = one.evidence, self.graph.documents[one.evidence.document]
        return Spot(document.sha256, document.source, place.start, place.end, fold(place.quote), one.type, one.kind)

    # -- claims --------------------------------------------------------------------------------------------------------

    def sayings(self, said: str) -> tuple[Saying, ...]:
        """The claims with this id, or in this sentence, and those that say the same there; raises KgError where none or several do."""
        found = self._claims_at(said) if self._place(said) else self._claims_named(said)
        if not found:
            raise KgError(f"{said!r}: no claim has this id or stands there; kg explain OUT NAME shows the ids of claims")
        alike = {self._statement(one) for one in found}
        if len(alike) > 1:
            told = ", ".join(f"{one.id} ({self._told_claim(one)})" for one in found[:_LISTED])
            raise KgError(f"{said!r}: {len(alike)} claims; say which: {told}")
        (statement,) = alike
        return tuple(self._saying(one) for one in self.claims.values() if self._statement(one) == statement)

    def _claims_named(self, said: str) -> list[Claim]:
        wanted = said.strip()
        if wanted in self.claims:
            return [self.claims[wanted]]
        return [one for name, one in self.claims.items() if len(wanted) >= _SHORTEST_ID and name.startswith(wanted)]

    def _claims_at(self, said: str) -> list[Claim]:
        document, span = self._place(said) or ("", (0, 0))
        there = [one for one in self.claims.values() if one.evidence.document == document]
        exact = [one for one in there if (one.evidence.start, one.evidence.end) == span]
        return exact or [one for one in there if one.evidence.start < span[1] and span[0] < one.evidence.end]

    def _statement(self, one: Claim) -> tuple[object, ...]:
        """What a claim says of which things in which sentence: what the graph shows as one claim."""
        ends = (self._home(one.subject), one.predicate, self._home(one.object) if one.object else one.value)
        return one.evidence.document, one.evidence.start, one.evidence.end, one.polarity, *ends

    def _home(self, mention: str) -> str:
        thing = self.graph.of(mention)
        return thing.id if thing else mention

    def _told_claim(self, one: Claim) -> str:
        return str(self._saying(one)).rpartition(" (")[0]

    def _saying(self, one: Claim) -> Saying:
        place, document = one.evidence, self.graph.documents[one.evidence.document]
        spot = {name: self._spot(self.graph.mentions[name]) for name in (one.subject, one.object, *one.attributed_to) if name}
        return Saying(
            document.sha256,
            document.source,
            place.start,
            place.end,
            spot[one.subject],
            one.predicate,
            spot[one.object] if one.object else None,
            one.value,
            one.value_span,
            one.trigger,
            one.polarity,
            tuple(spot[name] for name in one.attributed_to),
            one.time,
        )


def _less(mentions: Iterable[Mention], others: Iterable[Mention]) -> list[Mention]:
    gone = {one.id for one in others}
    return [one for one in mentions if one.id not in gone]


def _without(left: list[Mention], right: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Both without what they share."""
    return _less(left, right), _less(right, left)


def _listed(spots: Iterable[Spot]) -> str:
    return ", ".join(map(str, list(spots)[:_LISTED]))
