"""Mentions, claims and judgements -> entities, events and resolved claims.

Everything here is derived: thrown away and made again, it comes back the same, whatever the order of what is handed in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.caption import aliases, best_name, event_caption, name_forms, slugs
from kg.errors import KgError
from kg.facts import Claim, Document, Entity, Event, Interval, Judgement, Mention, Polarity, digest
from kg.kinds import disputed_types, entity_type
from kg.ontology import ITSELF, Ontology
from kg.resolve.cluster import clusters
from kg.resolve.compare import general_type
from kg.resolve.individuals import by_demonym
from kg.resolve.names import key, titles

_Thing = TypeVar("_Thing", Entity, Event)

STRENGTH: Mapping[Polarity, int] = {"asserted": 0, "hedged": 1, "negated": 2}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A claim whose ends are entities and events (``subject``, ``object`` and ``attributed_to`` hold their ids)."""

    id: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    polarity: Polarity
    attributed_to: tuple[str, ...]
    claim: Claim

    def _repr_html_(self) -> str:
        return self.claim._repr_html_()


@dataclass(frozen=True, slots=True)
class Derived:
    """Everything a graph knows; ``home`` says of a mention which entity or event it belongs to."""

    documents: Mapping[str, Document]
    mentions: Mapping[str, Mention]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    claims: tuple[Resolved, ...]
    happenings: tuple[Resolved, ...]
    home: Mapping[str, str]


def derive(
    ontology: Ontology,
    documents: Iterable[Document],
    mentions: Iterable[Mention],
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    *,
    base: str,
) -> Derived:
    """Makes the graph's things from what was recorded; IRIs begin with ``base``."""
    return _Deriver(ontology, documents, mentions).derived(claims, judgements, base)


class _Deriver:
    """Holds what the steps of one derivation share."""

    def __init__(self, ontology: Ontology, documents: Iterable[Document], mentions: Iterable[Mention]) -> None:
        self.ontology = ontology
        self.documents = {one.id: one for one in sorted(documents, key=lambda one: (one.source, one.id))}
        self.rank = {one: place for place, one in enumerate(self.documents)}
        ordered = sorted((one for one in mentions if one.evidence.document in self.rank), key=self._position)
        self.mentions = {one.id: one for one in ordered}
        self.demonyms = by_demonym(ontology)
        self.types: dict[str, str] = {}
        self.members: dict[str, list[Mention]] = {}
        self.home: dict[str, str] = {}

    def _position(self, one: Mention) -> tuple[int, int, int, str]:
        return self.rank[one.evidence.document], one.evidence.start, one.evidence.end, one.id

    def derived(self, claims: Iterable[Claim], judgements: Iterable[Judgement], base: str) -> Derived:
        self._cluster(judgements)
        told = self._ordered(claims)
        things = {name: members for name, members in self.members.items() if not self.is_event(name)}
        self.types.update(disputed_types(self.ontology, things, self.home, told))
        happenings = self._folded(one for one in told if one.predicate == "type" and self._happens(one))
        self._type_events(happenings)
        resolved = self._folded(one for one in told if one.predicate != "type" and self.fits(one))
        entities = self._entities(resolved, self._spoken_of(happenings, resolved))
        events = self._events(happenings, resolved, {one.id: one for one in entities})
        iris = self._iris([*entities, *events], base)
        return Derived(
            self.documents,
            self.mentions,
            tuple(_with_iri(one, iris) for one in entities),
            tuple(_with_iri(one, iris) for one in events),
            tuple(resolved),
            tuple(happenings),
            {mention: thing for mention, thing in self.home.items() if thing in iris},
        )

    # -- clusters ------------------------------------------------------------------------------------------------------

    def _cluster(self, judgements: Iterable[Judgement]) -> None:
        """Groups mentions; one of a happening is never grouped with one of a thing."""
        happening = {one.id: self.ontology.is_event(one.type) for one in self.mentions.values()}
        alike = (one for one in judgements if happening.get(one.left) == happening.get(one.right))
        for group in clusters(list(self.mentions), alike):
            letter = "v" if happening[group[0]] else "e"
            name, members = letter + digest(group[0]), [self.mentions[one] for one in group]
            self.members[name] = members
            self.types[name] = entity_type(self.ontology, members)
            self.home.update(dict.fromkeys(group, name))

    def is_event(self, thing: str) -> bool:
        return thing[0] == "v"

    # -- claims --------------------------------------------------------------------------------------------------------

    def _ordered(self, claims: Iterable[Claim]) -> list[Claim]:
        known = [one for one in claims if one.evidence.document in self.rank]
        for one in known:
            missing = [end for end in (one.subject, one.object, *one.attributed_to) if end is not None and end not in self.home]
            if missing:
                raise KgError(f"claim {one.id} ({one.predicate}): no mention {missing[0]} was handed in; build the store again")
        return sorted(known, key=lambda one: (self.rank[one.evidence.document], one.evidence.start, one.evidence.end, one.id))

    def _happens(self, one: Claim) -> bool:
        return one.value is not None and self.ontology.is_event(one.value) and self.is_event(self.home[one.subject])

    def fits(self, one: Claim) -> bool:
        """Whether the claim's ends satisfy domain and range after resolution, and are two different things."""
        known = self.ontology.properties.get(one.predicate)
        subject = self.home[one.subject]
        if known is None or not self.ontology.fits(self.types[subject], known.domain):
            return False
        if one.object is None:
            return known.datatype is not None
        other = self.home[one.object]
        return known.datatype is None and other != subject and self.ontology.fits(self.types[other], known.range)

    def _folded(self, claims: Iterable[Claim]) -> list[Resolved]:
        """Resolves the ends; what says the same of the same things in the same sentence is one claim, the surest."""
        found: dict[tuple[object, ...], Resolved] = {}
        for one in claims:
            row = self._resolved(one)
            key = (
                row.subject,
                row.predicate,
                row.object,
                row.value,
                row.polarity,
                one.evidence.document,
                one.evidence.start,
                one.evidence.end,
            )
            if key not in found or one.confidence > found[key].claim.confidence:
                found[key] = row
        return list(found.values())

    def _resolved(self, one: Claim) -> Resolved:
        other = self.home[one.object] if one.object else None
        speakers = self._speakers([one]) if one.attributed_to else ()
        return Resolved(one.id, self.home[one.subject], one.predicate, other, one.value, one.polarity, speakers, one)

    def _speakers(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The entities to whom claims are attributed, sorted."""
        found = {self.home[speaker] for one in claims for speaker in one.attributed_to}
        return tuple(sorted(one for one in found if not self.is_event(one)))

    # -- entities ------------------------------------------------------------------------------------------------------

    def _spoken_of(self, happenings: Iterable[Resolved], resolved: Iterable[Resolved]) -> set[str]:
        found = {one for row in (*happenings, *resolved) for one in (row.subject, row.object, *row.attributed_to) if one}
        return found

    def _entities(self, resolved: Iterable[Resolved], spoken_of: set[str]) -> list[Entity]:
        """Everything that has a name, takes part in a claim or is spoken of again; a description without a claim says nothing."""
        told: dict[str, list[str]] = defaultdict(list)
        for row in resolved:
            if row.value and self.ontology.properties[row.predicate].naming and row.polarity == "asserted":
                told[row.subject].append(row.value)
        known = titles(self.ontology)
        found = []
        for name, members in self.members.items():
            named = any(one.kind == "name" for one in members)
            if not self.is_event(name) and (named or name in spoken_of or len(members) > 1):
                caption = self._land(self.types[name], members) or best_name(members, known)
                others = aliases(caption, name_forms(members), told.get(name, ()))
                found.append(Entity(name, "", self.types[name], caption, others, named, tuple(members)))
        return found

    def _land(self, type: str, members: Sequence[Mention]) -> str | None:
        """The name of a land that a text names by its adjective too: "Serbian" is said of Serbia."""
        forms = {key(form) for form in name_forms(members)}
        lands = (one for form in sorted(forms & self.demonyms.keys()) for one in self.demonyms[form] if one.type == type)
        return next((one.name for one in lands if forms <= self.demonyms.keys() | {key(name) for name in (one.name, *one.aliases)}), None)

    # -- events --------------------------------------------------------------------------------------------------------

    def _type_events(self, happenings: Iterable[Resolved]) -> None:
        """Gives each event the class that its surest statements name."""
        for name, rows in _by_subject(happenings).items():
            surest = _surest(rows)
            stated = [row.claim.value or "" for row in rows if row.polarity == surest]
            classes = set(stated)
            ended = {one for one in classes if any(self.ontology.outcome(other, one) == ITSELF for other in classes)}
            self.types[name] = general_type(self.ontology, [one for one in stated if one not in ended])

    def _events(self, happenings: Iterable[Resolved], resolved: Iterable[Resolved], entities: Mapping[str, Entity]) -> list[Event]:
        told, roles = _by_subject(happenings), _by_subject(row for row in resolved if self.is_event(row.subject))
        objects = {row.object for row in resolved if row.object}
        found = []
        for name, members in self.members.items():
            if self.is_event(name) and (name in told or name in roles or name in objects):
                found.append(self._event(name, members, told.get(name, []), roles.get(name, []), entities))
        return found

    def _event(
        self, name: str, members: Sequence[Mention], told: Sequence[Resolved], roles: Sequence[Resolved], entities: Mapping[str, Entity]
    ) -> Event:
        time = time_of(told)
        surest = _surest(told)
        sure = [row for row in roles if STRENGTH[row.polarity] <= STRENGTH[surest]]
        caption = self._caption(self.types[name], sure, time, entities)
        return Event(
            name,
            "",
            self.types[name],
            caption,
            tuple(members),
            time,
            surest,
            self._speakers(row.claim for row in told),
        )

    def _caption(self, type: str, roles: Sequence[Resolved], time: Interval | None, entities: Mapping[str, Entity]) -> str:
        subject_role, object_role, _, _ = self.ontology.roles(type)
        known = self.ontology.classes.get(type)

        def filling(wanted: Callable[[Resolved, Entity], bool]) -> list[str]:
            rows = (row for row in roles if row.object in entities)
            return list(dict.fromkeys(entities[row.object].name for row in rows if row.object and wanted(row, entities[row.object])))

        patients = filling(lambda row, _: row.predicate == object_role)
        agents = filling(lambda row, _: row.predicate == subject_role)
        places = filling(lambda row, one: row.predicate not in (subject_role, object_role) and self.ontology.family(one.type) == "Place")
        label = known.label if known else type
        return event_caption(label, self.ontology.toward(type), patients, agents, next(iter(places), None), time)

    # -- IRIs ----------------------------------------------------------------------------------------------------------

    def _iris(self, things: Iterable[Entity | Event], base: str) -> dict[str, str]:
        """Id -> IRI; entities come before events, each in mention order."""
        ends = slugs([(one.id, one.name) for one in things], self.documents)
        return {one: base + end for one, end in ends.items()}


def _with_iri(one: _Thing, iris: Mapping[str, str]) -> _Thing:
    return replace(one, iri=iris[one.id])


def _by_subject(rows: Iterable[Resolved]) -> dict[str, list[Resolved]]:
    found: dict[str, list[Resolved]] = defaultdict(list)
    for row in rows:
        found[row.subject].append(row)
    return found


def _surest(rows: Iterable[Resolved]) -> Polarity:
    """Asserted if anyone asserts it, else hedged if anyone says it may be, else negated."""
    return min((row.polarity for row in rows), key=STRENGTH.__getitem__, default="asserted")


def time_of(rows: Iterable[Resolved]) -> Interval | None:
    """The most precise time that is told; the first of several."""
    return max(_times(rows), key=lambda one: len(one.start or one.end or ""), default=None)


def _times(rows: Iterable[Resolved]) -> Iterator[Interval]:
    return (row.claim.time for row in rows if row.claim.time)
