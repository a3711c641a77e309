"""Which things the page shows at first, and where."""

from __future__ import annotations

from dataclasses import replace

from kg.show.layout import layout
from kg.show.model import View

SHOWN = 800


def place(shown: View, *, limit: int = SHOWN) -> View:
    """Gives the most important ``limit`` things a place; the page finds places for the others when asked for them."""
    first = {one["id"] for one in sorted(shown.nodes, key=lambda one: (-one["value"], one["id"]))[:limit]}
    widths = {one["id"]: min(170.0, 7.0 * len(one["label"])) for one in shown.nodes}
    places = layout(first, [(one["from"], one["to"]) for one in shown.edges], widths)
    nodes = [one | ({"x": places[one["id"]][0], "y": places[one["id"]][1]} if one["id"] in places else {}) for one in shown.nodes]
    return replace(shown, nodes=nodes)
