"""N-Triples: the facts, a sorted line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf import turtle

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    found = ox.parse(turtle(graph).encode(), format=ox.RdfFormat.TURTLE)
    return "".join(sorted({f"{one.triple} .\n" for one in found}))
