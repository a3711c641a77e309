"""graph.json: the whole graph as one JSON object, one record to a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.facts import Claim, Document, Entity, Event, Mention

if TYPE_CHECKING:
    from kg.graph import Graph, Resolved

SCHEMA = "kg-graph/1"
Record = dict[str, Any]  # a JSON object

_encode = json.JSONEncoder(ensure_ascii=False).encode


def graph_json(graph: Graph) -> str:
    """The text of graph.json (schema ``kg-graph/1``); offsets are code points of the documents' texts."""
    parts = (
        ("documents", map(_document, graph.documents.values())),
        ("entities", map(_entity, graph.entities())),
        ("events", map(_event, graph.events())),
        ("claims", (_claim(graph, row) for row in graph.claims())),
    )
    lists = "".join(f',\n "{name}": {_list(records)}' for name, records in parts)
    return f'{{\n "schema": "{SCHEMA}"{lists}\n}}\n'


def text(graph: Graph) -> str:
    """The graph in this format."""
    return graph_json(graph)


def _list(records: Iterable[Record]) -> str:
    lines = ",\n  ".join(map(_encode, records))
    return f"[\n  {lines}\n ]" if lines else "[]"


def _document(one: Document) -> Record:
    return {
        "id": one.id,
        "source": one.source,
        "title": one.title,
        "published": one.published,
        "sha256": one.sha256,
        "characters": len(one.text),
    }


def _entity(one: Entity) -> Record:
    return {
        "id": one.id,
        "iri": one.iri,
        "type": one.type,
        "name": one.name,
        "aliases": one.aliases,
        "named": one.named,
        "mentions": [_mention(mention) | {"kind": mention.kind} for mention in one.mentions],
    }


def _mention(one: Mention) -> Record:
    said = one.evidence
    return {"document": said.document, "start": said.start, "end": said.end, "text": said.quote}


def _event(one: Event) -> Record:
    return {
        "id": one.id,
        "iri": one.iri,
        "type": one.type,
        "name": one.name,
        "mentions": [_mention(mention) for mention in one.mentions],
        "time": {"start": one.time.start, "end": one.time.end, "text": one.time.text} if one.time else None,
        "polarity": one.polarity,
        "attributed_to": one.attributed_to,
    }


def _claim(graph: Graph, row: Resolved) -> Record:
    claim, said = row.claim, row.claim.evidence
    return {
        "id": row.id,
        "subject": row.subject,
        "predicate": row.predicate,
        "object": row.object,
        "value": row.value,
        "document": said.document,
        "start": said.start,
        "end": said.end,
        "quote": said.quote,
        "subject_span": _span(graph, claim.subject),
        "object_span": _object_span(graph, claim),
        "polarity": row.polarity,
        "attributed_to": row.attributed_to,
        "confidence": claim.confidence,
        "by": claim.by,
    }


def _span(graph: Graph, mention: str) -> tuple[int, int]:
    said = graph.mentions[mention].evidence
    return said.start, said.end


def _object_span(graph: Graph, claim: Claim) -> tuple[int, int] | None:
    return _span(graph, claim.object) if claim.object is not None else claim.value_span
