"""The graph in files of other tools: a visible table of suffix -> writer, one small file per format.

Each writer is a function ``text(graph) -> str``, loaded when it is wanted.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.errors import KgError
from kg.outputs import replace_file
from kg.write.json import graph_json

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["FORMATS", "graph_json", "text", "write"]

FORMATS = {
    ".ttl": "kg.write.ttl",  # Turtle: the facts
    ".nt": "kg.write.nt",  # N-Triples: the facts
    ".trig": "kg.write.trig",  # TriG: the facts, and the claims with their evidence in a named graph
    ".nq": "kg.write.nq",  # N-Quads: the same
    ".jsonld": "kg.write.jsonld",  # JSON-LD: the facts
    ".json": "kg.write.json",  # graph.json
    ".graphml": "kg.write.graphml",  # GraphML: yEd, Cytoscape, igraph
    ".gexf": "kg.write.gexf",  # GEXF: Gephi
    ".csv": "kg.write.csv",  # comma-separated values: a row per claim, with its sentence
}


def text(graph: Graph, suffix: str) -> str:
    """The graph as text in the format of a suffix (".ttl"); raises KgError for a suffix that no writer knows."""
    if suffix.lower() not in FORMATS:
        raise KgError(f"no writer for {suffix or 'a name without suffix'!r}; known: {', '.join(FORMATS)}")
    writer = importlib.import_module(FORMATS[suffix.lower()])
    return cast(Callable[["Graph"], str], writer.text)(graph)


def write(graph: Graph, path: str | os.PathLike[str]) -> Path:
    """Writes the graph in the format of the file's suffix, whole or not at all, and returns the path."""
    path = Path(path)
    return replace_file(path, text(graph, path.suffix))
