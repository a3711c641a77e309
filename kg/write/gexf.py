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

    nodes = flat(graph)
    for node in nodes:
        # GEXF gives "start" and "end" of a node a meaning of their own: when it is shown.
        dates = {f"{name}_date": nodes.nodes[node].pop(name) for name in ("start", "end") if name in nodes.nodes[node]}
        nodes.nodes[node].update(dates)
    return "".join(f"{_DATED.sub('', line)}\n" for line in networkx.generate_gexf(nodes))
