"""Which things the page shows at first, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.show.layout import layout
from kg.show.model import Row, View

SHOWN = 800


def place(shown: View, *, limit: int = SHOWN) -> View:
    """Gives the most important ``limit`` things a place; the page finds places for the others when asked for them."""
    places = layout(first(shown, limit), [(one["from"], one["to"]) for one in shown.edges], _widths(shown.nodes))
    nodes = [one | ({"x": places[one["id"]][0], "y": places[one["id"]][1]} if one["id"] in places else {}) for one in shown.nodes]
    return replace(shown, nodes=nodes)


def first(shown: View, limit: int) -> set[int]:
    """Half of the limit by weight alone, the rest by how many links lead to those, so that what is shown hangs together."""
    weight = {one["id"]: one["value"] for one in shown.nodes}
    ranked = sorted(weight, key=lambda one: (-weight[one], one))
    if len(ranked) <= limit:
        return set(ranked)
    chosen = set(ranked[: limit // 2])
    beside: Counter[int] = Counter()
    for one in shown.edges:
        for end, other in ((one["from"], one["to"]), (one["to"], one["from"])):
            if end in chosen and other not in chosen:
                beside[other] += 1
    rest = sorted(set(ranked) - chosen, key=lambda one: (-beside[one], -weight[one], one))
    return chosen.union(rest[: limit - len(chosen)])


def _widths(nodes: list[Row]) -> dict[int, float]:
    """About how wide each name is on screen, in pixels."""
    return {one["id"]: min(120.0, 6.5 * len(one["label"])) for one in nodes}
