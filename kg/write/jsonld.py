"""JSON-LD: the facts, compacted by a context that stands in the file."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.ontology import PREFIXES, RDF, XSD
from kg.rdf import turtle
from kg.turtle import Names

if TYPE_CHECKING:
    from kg.graph import Graph

_USED = ("kg", "owl", "rdfs", "skos", "wd", "xsd")
_NATIVE: dict[str, Callable[[str], int | bool]] = {XSD + "integer": int, XSD + "boolean": "true".__eq__}


def text(graph: Graph) -> str:
    """The graph in this format."""
    prefixes = {name: PREFIXES[name] for name in _USED} | {"ent": graph.base}
    names = Names(prefixes)
    nodes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in ox.parse(turtle(graph).encode(), format=ox.RdfFormat.TURTLE):
        # Values are kept as JSON text, which sorts.
        nodes[_iri(quad.subject, names)][_key(quad.predicate, names)].add(json.dumps(_value(quad, names), ensure_ascii=False))
    records = [_record(node, nodes[node]) for node in sorted(nodes)]
    content = ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in records)
    return f'{{\n "@context": {json.dumps(prefixes)},\n "@graph": [\n  {content}\n ]\n}}\n'


def _record(node: str, found: dict[str, set[str]]) -> dict[str, Any]:
    values = {name: [json.loads(one) for one in sorted(found[name])] for name in sorted(found)}
    return {"@id": node} | {name: many[0] if len(many) == 1 else many for name, many in values.items()}


def _iri(node: Any, names: Names) -> str:
    return names.iri(node.value).strip("<>")


def _key(predicate: ox.NamedNode, names: Names) -> str:
    return "@type" if predicate.value == RDF + "type" else _iri(predicate, names)


def _value(quad: ox.Quad, names: Names) -> Any:
    one = quad.object
    if not isinstance(one, ox.Literal):
        return _iri(one, names) if quad.predicate.value == RDF + "type" else {"@id": _iri(one, names)}
    datatype = one.datatype.value
    if datatype in _NATIVE:
        return _NATIVE[datatype](one.value)
    return one.value if datatype == XSD + "string" else {"@value": one.value, "@type": names.iri(datatype).strip("<>")}
