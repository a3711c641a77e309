"""Which things the page shows at first, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.show.layout import CLOSE, ROOMY, Point, below, beside, layout
from kg.show.model import Row, View

SHOWN = 800  # things that come with a place
HEART = 120  # of those, the ones on show at first where there are many
MANY = 170
LEAST = 40  # of those on show at first, where most are much alike
ALIKE = 5  # things of one class around the same others that are on show at first: the hundred sittings of one council say what five say


def place(shown: View, *, limit: int = SHOWN) -> View:
    """Gives the most important ``limit`` things a place; the page finds places for the others when asked for them.

    Where they are many, the heart of them is laid out by itself and the others stand around it, marked ``outer``.
    """
    near = _neighbours(shown)
    alike = _alike(shown, near)
    chosen = first(shown, limit, _weights(shown, alike))
    linked = {end for one in shown.edges if {one["from"], one["to"]} <= chosen for end in (one["from"], one["to"])}
    heart = _heart(shown, linked, near, alike) if len(linked) > MANY else chosen
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


def _heart(shown: View, linked: set[int], near: Mapping[int, set[int]], alike: Sequence[int]) -> set[int]:
    """The most important of the linked things, each linked to another of them; what has no name and one link only is none of them."""
    bare = {at for at, one in enumerate(shown.facts["things"]) if one.get("unnamed") and len(near[at]) < 2}
    worthy = linked - bare
    spare = [one for one in alike if one in worthy]
    worthy -= set(spare[: max(0, len(worthy) - LEAST)])
    chosen = first(shown, HEART, {one: worth for one, worth in _weights(shown, alike).items() if one in worthy})
    return {one for one in chosen if near[one] & chosen}


def _neighbours(shown: View) -> dict[int, set[int]]:
    """Thing -> the other things that a link leads to or from."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in shown.edges:
        if one["from"] != one["to"]:
            found[one["from"]].add(one["to"])
            found[one["to"]].add(one["from"])
    return found


def _alike(shown: View, near: Mapping[int, set[int]]) -> list[int]:
    """Of things of one class around the same well-connected others those that come after the first few, the least of all first."""
    groups: dict[tuple[int, frozenset[int]], list[int]] = defaultdict(list)
    worth = _weights(shown)
    for one in sorted(worth, key=lambda one: (-worth[one], one)):
        around = frozenset(other for other in near[one] if len(near[other]) > ALIKE)
        if around:
            groups[shown.facts["things"][one]["type"], around].append(one)
    return sorted((one for group in groups.values() for one in group[ALIKE:]), key=lambda one: (worth[one], -one))


def _weights(shown: View, alike: Iterable[int] = ()) -> dict[int, float]:
    """What each thing weighs when few can be shown: what is described and not named less than what has a name, what is ``alike`` least."""
    things, spare = shown.facts["things"], set(alike)
    return {
        one["id"]: one["value"] * (0.3 if things[one["id"]].get("unnamed") else 1.0) * (0.2 if one["id"] in spare else 1.0)
        for one in shown.nodes
    }


def _placed(node: Row, places: Mapping[int, Point], *, outer: bool) -> Row:
    if node["id"] not in places:
        return node
    x, y = places[node["id"]]
    return node | {"x": x, "y": y} | ({"outer": 1} if outer else {})


def _widths(nodes: list[Row]) -> dict[int, float]:
    """About how wide each name is on screen, in pixels."""
    return defaultdict(float, {one["id"]: min(150.0, 6.8 * len(one["label"])) for one in nodes})
