"""Where things stand: a spring layout for each connected part, labels kept apart, parts packed side by side.

The same edges give the same whole numbers: the seed is fixed, every loop runs in number order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from math import cos, sin

import numpy as np
import rustworkx as rx

Point = tuple[int, int]

GAP = 34.0
SMALL = 320
CELL = (104, 50)  # pixels that a mark with its name takes where it finds a place beside others


@dataclass(frozen=True, slots=True)
class Air:
    """How much room a layout leaves, in pixels: the length of a link, and the height of a mark with its name."""

    step: float
    high: float


CLOSE, ROOMY = Air(125.0, 46.0), Air(135.0, 56.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part: its members and their places, the smallest at 0, 0."""

    members: tuple[int, ...]
    places: np.ndarray[tuple[int, int], np.dtype[np.float64]]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height with the margin around it."""
        spread = self.places.max(axis=0) + 2 * GAP
        return float(spread[0]), float(spread[1])


def layout(members: Iterable[int], pairs: Iterable[tuple[int, int]], widths: Mapping[int, float], *, air: Air = CLOSE) -> dict[int, Point]:
    """Gives each member a place in pixels; ``widths`` is how wide its label is."""
    known = sorted(set(members))
    inside = set(known)
    links = sorted({(min(one), max(one)) for one in pairs if one[0] != one[1] and inside.issuperset(one)})
    graph, index = _graph(known, links)
    parts = [sorted(graph[node] for node in part) for part in rx.connected_components(graph)]
    alone = sorted(one for part in parts if len(part) == 1 for one in part)
    placed = [_part(graph.subgraph([index[one] for one in part]), widths, air) for part in parts if len(part) > 1]
    placed += [_grid(alone, widths)] if alone else []
    return _packed(sorted(placed, key=lambda one: (one.members == tuple(alone), -len(one.members), one.members)))


def beside(members: Iterable[int], pairs: Iterable[tuple[int, int]], places: Mapping[int, Point]) -> dict[int, Point]:
    """Finds a free place for each member near the first thing it is linked to that has one, in turn, on a widening spiral.

    Members to which no link leads from what has a place get none.
    """
    links: dict[int, list[int]] = defaultdict(list)
    for start, end in pairs:
        links[start].append(end)
        links[end].append(start)
    known, taken = dict(places), {_cell(*spot) for spot in places.values()}
    waiting = list(members)
    spirals: dict[Point, Iterator[Point]] = {}  # one for all around a thing: what was taken stays so
    while ready := [one for one in waiting if any(other in known for other in links[one])]:
        for one in ready:
            home = next(known[other] for other in links[one] if other in known)
            known[one] = next(spot for spot in spirals.setdefault(home, _spiral(home)) if _cell(*spot) not in taken)
            taken.add(_cell(*known[one]))
        waiting = [one for one in waiting if one not in known]
    return {one: spot for one, spot in known.items() if one not in places}


def below(
    members: Iterable[int], pairs: Iterable[tuple[int, int]], widths: Mapping[int, float], places: Mapping[int, Point]
) -> dict[int, Point]:
    """Lays out members under everything that has a place."""
    floor = round(max((y for _, y in places.values()), default=0) + 3 * GAP)
    return {one: (x, y + floor) for one, (x, y) in layout(members, pairs, widths).items()}


def _spiral(home: Point) -> Iterator[Point]:
    for turn in count():
        angle, far = turn * 2.39996, 70 + 14 * turn**0.5
        yield round(home[0] + 1.3 * far * cos(angle)), round(home[1] + far * sin(angle))


def _cell(x: int, y: int) -> Point:
    return round(x / CELL[0]), round(y / CELL[1])


def _graph(members: Sequence[int], links: Sequence[tuple[int, int]]) -> tuple[rx.PyGraph[int, None], dict[int, int]]:
    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    index = dict(zip(members, graph.add_nodes_from(members), strict=True))
    graph.add_edges_from_no_data([(index[start], index[end]) for start, end in links])
    return graph, index


def _part(graph: rx.PyGraph[int, None], widths: Mapping[int, float], air: Air) -> Part:
    members = tuple(graph.nodes())
    shape = _springs(graph, len(members))
    shape = shape * (air.step / max(1e-9, _typical(shape, list(graph.edge_list()))))
    shape = _apart(_lying(shape), np.array([widths.get(one, 60.0) for one in members]), air.high)
    return Part(members, shape - shape.min(axis=0))


def _springs(graph: rx.PyGraph[int, None], size: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Kamada and Kawai (1989) for small parts, where distances read as distances; Fruchterman and Reingold (1991) for large."""
    if size <= SMALL:
        found = rx.graph_kamada_kawai_layout(graph)
    else:
        found = rx.spring_layout(graph, seed=7, num_iter=80 if size < 500 else 50)
    return np.array([found[node] for node in graph.node_indices()], dtype=np.float64)


def _typical(shape: np.ndarray[tuple[int, int], np.dtype[np.float64]], links: Sequence[tuple[int, int]]) -> float:
    """The median length of an edge."""
    ends = np.array(links)
    return float(np.median(np.linalg.norm(shape[ends[:, 0]] - shape[ends[:, 1]], axis=1)))


def _lying(shape: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Turns the part so that it is wider than high: screens are."""
    centred = shape - shape.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes * np.where(axes[:, :1] < 0, -1.0, 1.0)
    return np.asarray(centred @ axes.T)


def _apart(
    shape: np.ndarray[tuple[int, int], np.dtype[np.float64]], widths: np.ndarray[tuple[int], np.dtype[np.float64]], high: float
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Pushes boxes (a mark with its label) away from each other until none overlap or sixty rounds have passed."""
    shape = shape.copy()
    half_width = np.maximum(widths, 40.0) / 2 + 6
    for _ in range(60 if len(shape) <= 400 else 25):
        gap = shape[:, None, :] - shape[None, :, :]
        over_x = half_width[:, None] + half_width[None, :] - np.abs(gap[:, :, 0])
        over_y = high - np.abs(gap[:, :, 1])
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        shape += _push(gap, over_x, over_y, hit)
    return shape


def _push(
    gap: np.ndarray[tuple[int, int, int], np.dtype[np.float64]],
    over_x: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    over_y: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    hit: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """How far each box moves: half of the overlap, along the way that is shorter."""
    later = np.where(np.arange(len(hit))[:, None] > np.arange(len(hit))[None, :], 1.0, -1.0)
    way_x = np.where(gap[:, :, 0] == 0, later, np.sign(gap[:, :, 0]))
    way_y = np.where(gap[:, :, 1] == 0, later, np.sign(gap[:, :, 1]))
    upright = over_y <= over_x
    move_x = np.where(hit & ~upright, over_x * way_x, 0.0).sum(axis=1)
    move_y = np.where(hit & upright, over_y * way_y, 0.0).sum(axis=1)
    count = np.maximum(1, hit.sum(axis=1))
    return np.asarray(np.stack([move_x, move_y], axis=1) / (1.6 * count[:, None]), dtype=np.float64)


def _grid(members: Sequence[int], widths: Mapping[int, float]) -> Part:
    """Things without a link, in rows, as wide as about twice their height."""
    cell = min(170.0, max(widths.get(one, 60.0) for one in members) + 24)
    across = max(1, round((len(members) * 2 * 70 / cell) ** 0.5))
    places = np.array([[at % across * cell, at // across * 70.0] for at in range(len(members))])
    return Part(tuple(members), places)


def _packed(parts: Sequence[Part]) -> dict[int, Point]:
    """Puts the parts in shelves, the largest first; the whole is about half as wide again as high."""
    area = sum(one.size[0] * one.size[1] for one in parts)
    wide = max([1.12 * area**0.5, *(one.size[0] for one in parts)])
    found: dict[int, Point] = {}
    left = top = shelf = 0.0
    for one in parts:
        width, height = one.size
        if left and left + width > wide:
            left, top, shelf = 0.0, top + shelf, 0.0
        for member, (x, y) in zip(one.members, one.places, strict=True):
            found[member] = (round(left + GAP + float(x)), round(top + GAP + float(y)))
        left, shelf = left + width, max(shelf, height)
    return found
