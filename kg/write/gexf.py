"""GEXF, for Gephi: nodes and edges with their sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.write.flat import flat

if TYPE_CHECKING:
    from kg.graph import Graph

_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def text(graph: Graph) -> str:
    """The graph in this format."""
    import networkx

    drawn = flat(graph)
    for _, values in (*drawn.nodes(data=True), *((ends, values) for *ends, values in drawn.edges(data=True))):
        # GEXF gives "start" and "end" a meaning of their own: when a node or an edge is shown.
        values.update({f"{name}_date": values.pop(name) for name in ("start", "end") if name in values})
    return "".join(f"{_DATED.sub('', line)}\n" for line in networkx.generate_gexf(drawn))
