"""The graph as networkx holds it, cut down to what XML formats can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx

    from kg.graph import Graph

# XML 1.0 has no way to write these.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def flat(graph: Graph) -> networkx.MultiDiGraph[str]:
    """The networkx graph with attributes of plain values only: lists joined by ";", None and empty lists left out."""
    import networkx

    full = graph.to_networkx()
    found: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    found.add_nodes_from((node, _plain(values)) for node, values in full.nodes(data=True))
    found.add_edges_from((start, end, key, _plain(values)) for start, end, key, values in full.edges(keys=True, data=True))
    return found


def _plain(values: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    return {name: _cell(value) for name, value in values.items() if value not in (None, [], ())}


def _cell(value: Any) -> str | int | float | bool:
    if isinstance(value, (list, tuple)):
        value = ";".join(map(str, value))
    return _FORBIDDEN.sub("", value) if isinstance(value, str) else value
