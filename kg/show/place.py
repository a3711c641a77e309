"""Which things the page shows at first, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.show.layout import CLOSE, ROOMY, Point, below, beside, layout
from kg.show.model import Row, View

SHOWN = 800  # things that come with a place
HEART = 120  # of those, the ones on show at first where there are many
MANY = 170


def place(shown: View, *, limit: int = SHOWN) -> View:
    """Gives the most important ``limit`` things a place; the page finds places for the others when asked for them.

    Where they are many, the heart of them is laid out by itself and the others stand around it, marked ``outer``.
    """
    chosen = first(shown, limit, _weights(shown))
    linked = {end for one in shown.edges if {one["from"], one["to"]} <= chosen for end in (one["from"], one["to"])}
    heart = _heart(shown, linked) if len(linked) > MANY else chosen
    links, widths = [(one["from"], one["to"]) for one in shown.edges], _widths(shown.nodes)
    places = layout(heart, links, widths, air=CLOSE if heart == chosen else ROOMY)
    places |= beside(sorted(linked - heart, key=lambda one: (-shown.nodes[one]["value"], one)), links, places)
    places |= below(chosen - places.keys(), links, widths, places)
    nodes = [_placed(one, places, outer=one["id"] not in heart) for one in shown.nodes]
    return replace(shown, nodes=nodes)


def first(shown: View, limit: int, weight: Mapping[int, float]) -> set[int]:
    """Half of the limit by weight alone, the rest by how many links lead to those, so that what is shown hangs together."""
    ranked = sorted(weight, key=lambda one: (-weight[one], one))
    if len(ranked) <= limit:
        return set(ranked)
    chosen = set(ranked[: limit // 2])
    near: Counter[int] = Counter()
    for one in shown.edges:
        for end, other in ((one["from"], one["to"]), (one["to"], one["from"])):
            if end in chosen and other in weight and other not in chosen:
                near[other] += 1
    rest = sorted(set(ranked) - chosen, key=lambda one: (-near[one], -weight[one], one))
    return chosen.union(rest[: limit - len(chosen)])


def _heart(shown: View, linked: set[int]) -> set[int]:
    """The most important of the linked things, each linked to another of them; what has no name and one link only is none of them."""
    ends = Counter(end for one in shown.edges if one["from"] != one["to"] for end in (one["from"], one["to"]))
    bare = {at for at, one in enumerate(shown.facts["things"]) if one.get("unnamed") and ends[at] < 2}
    worthy = linked - bare
    weight = {one: worth for one, worth in _weights(shown).items() if one in worthy}
    chosen = first(shown, HEART, weight)
    return {
        end for one in shown.edges if {one["from"], one["to"]} <= chosen and one["from"] != one["to"] for end in (one["from"], one["to"])
    }


def _weights(shown: View) -> dict[int, float]:
    """What each thing weighs when few can be shown: what is described and not named less than what has a name."""
    things = shown.facts["things"]
    return {one["id"]: one["value"] * (0.3 if things[one["id"]].get("unnamed") else 1.0) for one in shown.nodes}


def _placed(node: Row, places: Mapping[int, Point], *, outer: bool) -> Row:
    if node["id"] not in places:
        return node
    x, y = places[node["id"]]
    return node | {"x": x, "y": y} | ({"outer": 1} if outer else {})


def _widths(nodes: list[Row]) -> dict[int, float]:
    """About how wide each name is on screen, in pixels."""
    return defaultdict(float, {one["id"]: min(150.0, 6.8 * len(one["label"])) for one in nodes})
