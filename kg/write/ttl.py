"""Turtle: the facts, as in graph.ttl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import turtle

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    return turtle(graph)
