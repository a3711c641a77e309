"""The graph as flat rows, for data frames and comma-separated files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.facts import Interval
from kg.resolve.names import fold

if TYPE_CHECKING:
    from kg.graph import Graph

Row = tuple[Any, ...]  # one cell per column, of the kinds a data frame holds
Table = tuple[tuple[str, ...], list[Row]]

_DOCUMENTS = ("id", "source", "title", "published", "sha256", "characters")
_ENTITIES = ("id", "iri", "type", "name", "aliases", "named", "mentions", "documents")
_EVENTS = ("id", "iri", "type", "name", "start", "end", "time", "polarity", "attributed_to", "mentions", "documents")
_RELATIONS = (
    *("id", "subject", "predicate", "object", "polarity", "attributed_to", "start_date", "end_date"),
    *("claims", "documents", "support", "subject_id", "object_id"),
)
_CLAIMS = (
    *("id", "subject", "predicate", "object", "polarity", "attributed_to", "start_date", "end_date", "confidence", "by"),
    *("source", "start", "end", "sentence", "subject_id", "object_id", "document"),
)
_MENTIONS = ("id", "thing", "name", "type", "kind", "text", "source", "start", "end", "document")


def tables(graph: Graph) -> dict[str, Table]:
    """Table name -> (columns, rows); names stand beside ids, and lists are tuples."""
    return {
        "documents": (_DOCUMENTS, list(_documents(graph))),
        "entities": (_ENTITIES, list(_entities(graph))),
        "events": (_EVENTS, list(_events(graph))),
        "relations": (_RELATIONS, list(_relations(graph))),
        "claims": claims_table(graph),
        "mentions": (_MENTIONS, list(_mentions(graph))),
    }


def claims_table(graph: Graph) -> Table:
    """One row per claim, with the sentence it was read from."""
    return _CLAIMS, list(_claims(graph))


def _documents(graph: Graph) -> Iterator[Row]:
    for one in graph.documents.values():
        yield one.id, one.source, one.title, one.published, one.sha256, len(one.text)


def _entities(graph: Graph) -> Iterator[Row]:
    for one in graph.entities():
        sources = len({mention.evidence.document for mention in one.mentions})
        yield one.id, one.iri, one.type, one.name, one.aliases, one.named, len(one.mentions), sources


def _events(graph: Graph) -> Iterator[Row]:
    for one in graph.events():
        sources = len({mention.evidence.document for mention in one.mentions})
        told = (*_dates(one.time), one.time.text if one.time else None)
        yield one.id, one.iri, one.type, one.name, *told, one.polarity, _names(graph, one.attributed_to), len(one.mentions), sources


def _relations(graph: Graph) -> Iterator[Row]:
    for one in graph.relations():
        told = len({row.claim.evidence.document for row in one.claims}), graph.support(one)
        ends = (_name(graph, one.subject), one.predicate, _name(graph, one.object) or one.value)
        stance = (one.polarity, _names(graph, one.attributed_to), *_dates(one.time))
        yield one.id, *ends, *stance, len(one.claims), *told, one.subject, one.object


def _claims(graph: Graph) -> Iterator[Row]:
    for row in graph.claims():
        claim, said = row.claim, row.claim.evidence
        ends = (_name(graph, row.subject), row.predicate, _name(graph, row.object) or row.value)
        stance = (row.polarity, _names(graph, row.attributed_to), *_dates(claim.time), claim.confidence, claim.by)
        place = (graph.documents[said.document].source, said.start, said.end, fold(said.quote))
        yield row.id, *ends, *stance, *place, row.subject, row.object, said.document


def _mentions(graph: Graph) -> Iterator[Row]:
    for one in graph.things.values():
        for mention in one.mentions:
            said = mention.evidence
            place = (said.quote, graph.documents[said.document].source, said.start, said.end, said.document)
            yield mention.id, one.id, one.name, mention.type, mention.kind, *place


def _name(graph: Graph, thing: str | None) -> str | None:
    return graph.things[thing].name if thing else None


def _names(graph: Graph, things: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(graph.things[one].name for one in things)


def _dates(time: Interval | None) -> tuple[str | None, str | None]:
    return (time.start, time.end) if time else (None, None)
