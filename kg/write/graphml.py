"""GraphML, for yEd, Cytoscape, igraph: nodes and edges with their sentences."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kg.write.flat import flat

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(flat(graph), out)
    return out.getvalue().decode() + "\n"
