"""What is known of one happening within one document, summed up for comparison with those of other documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kg.facts import Claim, Document, Interval, Judgement, Mention
from kg.ontology import Ontology
from kg.resolve.cluster import clusters
from kg.resolve.compare import general_type
from kg.resolve.names import key

Day = date


@dataclass(slots=True)
class Happening:
    """``kind`` is the broadest class below Event; ``roles`` are (role, thing) pairs of named things, ``words`` those of unnamed ones.

    Things are the places of profiles, and the numbers of what these turn out to be once ``joined``.

    ``first`` and ``last`` are the days between which it took place, ``told`` the day the document appeared, ``speakers`` who says so.
    """

    document: str
    mention: str
    type: str
    kind: str
    negated: bool
    first: Day | None = None
    last: Day | None = None
    told: Day | None = None
    roles: frozenset[tuple[str, int]] = frozenset()
    places: frozenset[int] = frozenset()
    words: frozenset[tuple[str, str]] = frozenset()
    speakers: frozenset[int] = frozenset()
    counts: dict[str, float] = field(default_factory=dict)

    def joined(self, root: Callable[[int], int]) -> None:
        """Learns which things are one."""
        self.roles = frozenset((role, root(thing)) for role, thing in self.roles)
        self.places, self.speakers = (frozenset(map(root, some)) for some in (self.places, self.speakers))


@dataclass
class Teller:
    """Makes the happenings of a document; ``home`` gives the place of the profile that a mention belongs to, a number below 0 without one."""

    ontology: Ontology
    document: Document
    mentions: Mapping[str, Mention]
    home: Mapping[str, int]

    def happenings(self, claims: Iterable[Claim], within: Iterable[Judgement]) -> Iterator[Happening]:
        """One for each cluster of mentions, in the order of the text; those of which nothing is told are left out."""
        events = [one for one in self.mentions.values() if self.ontology.is_event(one.type)]
        ordered = sorted(events, key=lambda one: (one.evidence.start, one.evidence.end, one.id))
        said: dict[str, list[Claim]] = {one.id: [] for one in ordered}
        for one in claims:
            if one.subject in said:
                said[one.subject].append(one)
        for group in clusters(list(said), within):
            told = [claim for mention in group for claim in said[mention]]
            if told:
                yield self._happening(group, told)

    def _thing(self, mention: str) -> int | None:
        place = self.home.get(mention, -1)
        return place if place >= 0 else None

    def _happening(self, group: Sequence[str], told: Sequence[Claim]) -> Happening:
        takes_place = [one for one in told if one.predicate == "type" and one.value]
        stated = [one.value or "" for one in takes_place] or [self.mentions[one].type for one in group]
        type = general_type(self.ontology, stated)
        negated = bool(takes_place) and all(one.polarity == "negated" for one in takes_place)
        made = Happening(self.document.id, group[0], type, self._kind(type), negated)
        made.first, made.last = _days(max((one.time for one in takes_place if one.time), key=_precision, default=None))
        made.told = _day(self.document.published, False) if self.document.published else None
        speakers = (self._thing(speaker) for one in takes_place for speaker in one.attributed_to)
        made.speakers = frozenset(one for one in speakers if one is not None)
        self._take_roles(made, told)
        return made

    def _take_roles(self, made: Happening, told: Iterable[Claim]) -> None:
        roles, places, words = set(), set(), set()
        for one in told:
            if one.object is None:
                if one.predicate != "type" and (number := _number(one.value or "")) is not None:
                    made.counts[one.predicate] = max(number, made.counts.get(one.predicate, number))
                continue
            thing = self._thing(one.object)
            if self.ontology.places_only(one.predicate):
                places |= {thing} if thing is not None else set()
            elif thing is not None:
                roles.add((one.predicate, thing))
            elif one.object in self.mentions:
                words.add((one.predicate, key(self.mentions[one.object].evidence.quote)))
        made.roles, made.places, made.words = frozenset(roles), frozenset(places), frozenset(words)

    def _kind(self, type: str) -> str:
        above = [one for one in self.ontology.ancestors(type) if self.ontology.is_event(one) and one != "Event"]
        return min(above, key=lambda one: (self.ontology.depth.get(one, 0), one), default=type)


def _precision(one: Interval) -> int:
    return len(one.start or one.end or "")


def _days(time: Interval | None) -> tuple[Day | None, Day | None]:
    if time is None:
        return None, None
    return _day(time.start or time.end, False), _day(time.end or time.start, True)


def _day(text: str | None, last: bool) -> Day | None:
    """The first or last day of an ISO year, month or day; None for what is none."""
    parts = (text or "").split("T")[0].split("-")
    if not all(one.isdigit() for one in parts) or len(parts) > 3:
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    if not 2 <= year <= 9998 or month > 12 or day > 31:
        return None
    if last and not month:
        return date(year, 12, 31)
    if last and not day:
        return date(year + month // 12, month % 12 + 1, 1) if month < 12 else date(year, 12, 31)
    return date(year, month or 1, min(day or 1, 28 if month == 2 else 30) if day > 28 else day or 1)


def _number(value: str) -> float | None:
    plain = value.replace(",", "")
    return float(plain) if plain.replace(".", "", 1).isdigit() else None
