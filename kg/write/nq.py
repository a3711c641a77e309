"""N-Quads: the facts, and the claims with their evidence in a named graph, a sorted line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf import trig
from kg.write import nt

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    claims = ox.parse(trig(graph).encode(), format=ox.RdfFormat.TRIG)
    return nt.text(graph) + "".join(sorted({f"{one} .\n" for one in claims}))
