"""The graph: claims and judgements, seen as entities, events and relations between them.

A ``Graph`` is handed what was recorded and derives the rest once. Everything it returns is frozen and in a fixed order.
"""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.called import Called
from kg.contradictions import Contradiction, contradictions
from kg.derive import STRENGTH, Derived, Resolved, derive, time_of
from kg.facts import Claim, Document, Entity, Event, Evidence, Interval, Judgement, Mention, Polarity, digest
from kg.ontology import ENT, Ontology
from kg.resolve.copies import copies, witnesses
from kg.resolve.gazetteer import Spot
from kg.resolve.names import fold
from kg.whereabouts import whereabouts

if TYPE_CHECKING:
    import networkx
    import pandas

    from kg.show import Inline

__all__ = ["About", "Contradiction", "Graph", "Relation", "Resolved"]

_SHOWN = 12  # claims of one thing that a notebook shows


@dataclass(frozen=True, slots=True)
class Relation:
    """One edge: everything that was said of one subject, predicate and object (or literal ``value``).

    ``polarity`` is the surest of its claims, and no surer than the event whose participant it tells; ``time``, when it holds,
    the most precise that any of them tells. The ends of a symmetric property stand in the order of their first mentions.
    """

    id: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    polarity: Polarity
    attributed_to: tuple[str, ...]
    claims: tuple[Resolved, ...]

    @property
    def time(self) -> Interval | None:
        return time_of(self.claims)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one thing: what it is, each claim that it takes part in, and why its mentions are held for one."""

    thing: Entity | Event
    claims: tuple[Resolved, ...]
    judgements: tuple[Judgement, ...]

    def _repr_html_(self) -> str:
        """The thing, and the first of its claims, for a notebook."""
        more = len(self.claims) - _SHOWN
        rest = f"<p>and {more} more claims</p>" if more > 0 else ""
        return self.thing._repr_html_() + "".join(one._repr_html_() for one in self.claims[:_SHOWN]) + rest


class Graph:
    """Entities, events and the relations between them, with the claims and the words behind each."""

    def __init__(
        self,
        ontology: Ontology,
        documents: Iterable[Document],
        mentions: Iterable[Mention],
        claims: Iterable[Claim],
        judgements: Iterable[Judgement] = (),
        *,
        base: str = ENT,
    ) -> None:
        """Derives the graph; IRIs of its things begin with ``base``."""
        self.ontology = ontology
        self.base = base
        self.judgements = tuple(sorted(judgements, key=lambda one: (one.left, one.right, one.by, one.verdict, one.score)))
        self._derived: Derived = derive(ontology, documents, mentions, claims, self.judgements, base=base)

    # -- what there is -------------------------------------------------------------------------------------------------

    @property
    def documents(self) -> Mapping[str, Document]:
        """Id -> document, in the order of their sources."""
        return self._derived.documents

    @property
    def mentions(self) -> Mapping[str, Mention]:
        """Id -> mention, in the order of the texts."""
        return self._derived.mentions

    def entities(self) -> list[Entity]:
        """The people, groups, places and items, in the order of their first mentions."""
        return list(self._derived.entities)

    def events(self) -> list[Event]:
        """The happenings, in the order of their first mentions; negated and hedged ones are among them."""
        return list(self._derived.events)

    def claims(self) -> list[Resolved]:
        """Every claim that is not an event's class, with its ends resolved, in the order of the texts."""
        return list(self._derived.claims)

    def happenings(self) -> list[Resolved]:
        """The claims that an event took place (predicate ``type``, value its class), in the order of the texts."""
        return list(self._derived.happenings)

    def relations(self) -> list[Relation]:
        """The distinct edges, roles of events and literal values included, in the order of their first claims."""
        return list(self._relations)

    @cached_property
    def things(self) -> Mapping[str, Entity | Event]:
        """Id -> entity or event."""
        found: list[Entity | Event] = [*self._derived.entities, *self._derived.events]
        return {one.id: one for one in found}

    def of(self, mention: str) -> Entity | Event | None:
        """The thing that a mention names; None where the graph holds no such thing."""
        return self.things.get(self._derived.home.get(mention, ""))

    def support(self, relation: Relation) -> int:
        """How many independent sources say so: of documents that repeat each other's text only one is a witness."""
        return witnesses((row.claim.evidence.document for row in relation.claims), self.copies)

    def contradictions(self) -> list[Contradiction]:
        """Where sources give different values of what has one value only, as the dead of one attack, in the order of the texts."""
        return list(self._contradictions)

    @cached_property
    def _contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(contradictions(self.ontology, self._derived.claims, self.copies))

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """Id of a document that repeats another or is repeated -> id of the one that stands for them all."""
        return copies(self.documents.values())

    def coordinates(self, entity_id: str) -> tuple[float, float] | None:
        """Latitude and longitude (degrees, WGS 84) of a named place that the gazetteer knows; None for everything else."""
        spot = self.whereabouts.get(entity_id)
        return spot.position if spot else None

    @cached_property
    def whereabouts(self) -> Mapping[str, Spot]:
        """Entity -> its place in the gazetteer: GeoNames id, ISO code, coordinates."""
        return whereabouts(self.ontology, self._derived)

    # -- relations -----------------------------------------------------------------------------------------------------

    @cached_property
    def _relations(self) -> tuple[Relation, ...]:
        order = {one: place for place, one in enumerate(self.things)}
        found: dict[tuple[str, str, str | None, str | None], list[Resolved]] = defaultdict(list)
        for row in self._derived.claims:
            start, end = row.subject, row.object
            if end and self.ontology.properties[row.predicate].symmetric and order[end] < order[start]:
                start, end = end, start
            found[start, row.predicate, end, row.value].append(row)
        return tuple(self._relation(ends, rows) for ends, rows in found.items())

    def _relation(self, ends: tuple[str, str, str | None, str | None], rows: list[Resolved]) -> Relation:
        speakers = tuple(sorted({one for row in rows for one in row.attributed_to}))
        return Relation("r" + digest(*ends), *ends, self._polarity(ends, rows), speakers, tuple(rows))

    def _polarity(self, ends: tuple[str, str, str | None, str | None], rows: list[Resolved]) -> Polarity:
        told = min((row.polarity for row in rows), key=STRENGTH.__getitem__)
        events = (self.things[one] for one in (ends[0], ends[2]) if one)
        return max((told, *(one.polarity for one in events if isinstance(one, Event))), key=STRENGTH.__getitem__)

    # -- one thing -----------------------------------------------------------------------------------------------------

    def about(self, name_or_id: str) -> About:
        """Everything known of the thing with this id, IRI, name or alias; raises KgError where none or several have it."""
        thing = self.find(name_or_id)
        told = [*self._derived.happenings, *self._derived.claims]
        claims = tuple(row for row in told if thing.id in (row.subject, row.object, *row.attributed_to))
        mine = {one.id for one in thing.mentions}
        judged = tuple(one for one in self.judgements if one.left in mine or one.right in mine)
        return About(thing, claims, judged)

    def find(self, name_or_id: str) -> Entity | Event:
        """The one entity or event with this id, IRI, name or alias; raises KgError where none or several have it."""
        return self.called.find(name_or_id)

    @cached_property
    def called(self) -> Called:
        """The things by what they are called."""
        return Called(self.things, self.documents, self.base)

    def place(self, said: Evidence) -> str:
        """Where words stand, as the commands by which a person decides take it: news.txt:12-24."""
        return f"{self.documents[said.document].source}:{said.start}-{said.end}"

    # -- for other tools -----------------------------------------------------------------------------------------------

    def show(self, *, height: int = 640, title: str | None = None) -> Inline:
        """Returns the interactive page for a notebook, ``height`` pixels high; ``kg.show(graph, out)`` writes it to a file."""
        from kg.show import inline

        return inline(self, height=height, title=title)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Nodes are ids (type, label, named, coordinates; literals as lists), edges are relations keyed by id.

        An edge has its predicate, stance, speakers, dates, sentences and sources, ``count`` claims and the ``support`` of independent sources.
        """
        import networkx

        found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for one in self.things.values():
            found.add_node(one.id, type=one.type, label=one.name, named=isinstance(one, Event) or one.named, iri=one.iri)
            if isinstance(one, Event):
                found.nodes[one.id].update(polarity=one.polarity, start=one.time and one.time.start, end=one.time and one.time.end)
            elif place := self.coordinates(one.id):
                found.nodes[one.id].update(latitude=place[0], longitude=place[1])
        for relation in self._relations:
            if relation.object is None:
                found.nodes[relation.subject].setdefault(relation.predicate, []).append(relation.value)
            else:
                found.add_edge(relation.subject, relation.object, key=relation.id, **self._edge(relation))
        return found

    def _edge(self, relation: Relation) -> dict[str, Any]:
        evidence = [row.claim.evidence for row in relation.claims]
        return {
            "predicate": relation.predicate,
            "polarity": relation.polarity,
            "attributed_to": [self.things[one].name for one in relation.attributed_to],
            "start": relation.time and relation.time.start,
            "end": relation.time and relation.time.end,
            "count": len(relation.claims),
            "support": self.support(relation),
            "confidence": max(row.claim.confidence for row in relation.claims),
            "sentences": list(dict.fromkeys(fold(one.quote) for one in evidence)),
            "sources": list(dict.fromkeys(self.documents[one.document].source for one in evidence)),
        }

    def to_frames(self) -> dict[str, pandas.DataFrame]:
        """Tables: documents, entities, events, relations, claims, mentions."""
        import pandas

        from kg.tables import tables

        return {name: pandas.DataFrame(rows, columns=list(columns)) for name, (columns, rows) in tables(self).items()}

    def __repr__(self) -> str:
        counted = {
            "documents": self.documents,
            "entities": self._derived.entities,
            "events": self._derived.events,
            "relations": self._relations,
        }
        return f"<Graph: {', '.join(f'{len(found)} {name}' for name, found in counted.items())}>"

    def _repr_html_(self) -> str:
        """A small table: how much there is, by class and by predicate."""
        tables = (
            ("entities", Counter(one.type for one in self._derived.entities)),
            ("events", Counter(one.type for one in self._derived.events)),
            ("relations", Counter(one.predicate for one in self._relations)),
        )
        cells = "".join(f"<td style='vertical-align:top;text-align:left'>{_counts(name, counted)}</td>" for name, counted in tables)
        return f"<p>{html.escape(repr(self)[1:-1])}</p><table><tr>{cells}</tr></table>"


def _counts(name: str, counted: Counter[str]) -> str:
    rows = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = "".join(f"<br>{number} {html.escape(one)}" for one, number in rows[:12])
    return f"<b>{counted.total()} {name}</b>{lines}" + ("<br>..." if rows[12:] else "")
