"""TriG: the facts as in graph.ttl, and the claims with their evidence in a named graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import trig, turtle

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    return f"{turtle(graph)}\n{trig(graph)}"
