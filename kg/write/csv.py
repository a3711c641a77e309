"""Comma-separated values: a row per claim, with names, stance, dates, source and sentence."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kg.tables import claims_table

if TYPE_CHECKING:
    from kg.graph import Graph


def text(graph: Graph) -> str:
    """The graph in this format."""
    columns, rows = claims_table(graph)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return ";".join(value) if isinstance(value, tuple) else value
