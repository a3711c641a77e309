"""The outline of the world behind the map, kept in ``assets/world.js``. To make it anew: python -m kg.show.outline countries-50m.json

The input is Natural Earth (public domain, https://www.naturalearthdata.com) as TopoJSON in the npm package world-atlas 2.0.2 (ISC):
``npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz`` gives ``package/countries-50m.json``.
"""

from __future__ import annotations

import heapq
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Line = list[Point]

UNITS = 20  # per degree of longitude at the equator
LEAST = 0.01  # square degrees: the triangle a corner must span to stay
SOUTH, NORTH = -58.0, 84.0  # what lies beyond is left out, as on most maps of this projection
OUT = Path(__file__).parent / "assets" / "world.js"


def outline(topology: dict[str, Any]) -> str:
    """The script with two SVG paths, ``land`` and ``borders``, in Mercator's projection, ``UNITS`` to a degree of longitude."""
    countries = [one for one in topology["objects"]["countries"]["geometries"] if one["properties"]["name"] != "Antarctica"]
    rings = [ring for one in countries for ring in _rings(one)]
    used = Counter(arc if arc >= 0 else ~arc for ring in rings for arc in ring)
    arcs = {at: _simpler(_degrees(topology, at)) for at in used}
    coast = _joined([_way(arcs, arc) for ring in rings for arc in ring if used[arc if arc >= 0 else ~arc] == 1])
    land = [_path(copy, closed=True) for line in coast if _area(_unwrapped(line)) > LEAST for copy in _copies(line)]
    borders = [_path(copy) for at in sorted(used) if used[at] > 1 for copy in _copies(arcs[at])]
    head = "// The outline of the world. Made by kg/show/outline.py from Natural Earth (public domain), 1:50 million, simplified."
    return f'"use strict";\n{head}\n\nconst world = {{ units: {UNITS}, land: "{"".join(land)}", borders: "{"".join(borders)}" }};\n'


def coast() -> list[Line]:
    """The coasts that are kept, as lines of (longitude, latitude) in degrees, for other maps than the page's."""
    script = OUT.read_text(encoding="utf-8")
    told = script.partition('land: "')[2].partition('"')[0]
    return [_line(path) for path in told.removeprefix("M").split("M")]


def _line(path: str) -> Line:
    steps = [int(one) for one in re.findall(r"-?\d+", path)]
    across, down = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / UNITS, math.degrees(math.atan(math.sinh(math.radians(-y / UNITS))))) for x, y in zip(across, down, strict=True)]


def _rings(country: dict[str, Any]) -> Iterator[list[int]]:
    for polygon in country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]:
        yield from polygon


def _degrees(topology: dict[str, Any], at: int) -> Line:
    """An arc's points in degrees; TopoJSON keeps the steps between them, quantized."""
    (across, down), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    found = []
    for step_x, step_y in topology["arcs"][at]:
        x, y = x + step_x, y + step_y
        found.append((x * across + left, y * down + bottom))
    return found


def _simpler(line: Line) -> Line:
    """Leaves out the corners whose triangles are smallest, one by one (Visvalingam and Whyatt 1993); the ends stay."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    area = [math.inf, *(_triangle(line, at - 1, at, at + 1) for at in range(1, len(line) - 1)), math.inf]
    queue = [(one, at) for at, one in enumerate(area)]
    heapq.heapify(queue)
    gone: set[int] = set()
    while queue and queue[0][0] < LEAST:
        told, at = heapq.heappop(queue)
        if at in gone or told != area[at]:
            continue
        gone.add(at)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for one in (left, right):
            if math.isfinite(area[one]):
                area[one] = max(told, _triangle(line, before[one], one, after[one]))
                heapq.heappush(queue, (area[one], one))
    return [point for at, point in enumerate(line) if at not in gone]


def _triangle(line: Line, *corners: int) -> float:
    return abs(_area([line[at] for at in corners]))


def _area(line: Sequence[Point]) -> float:
    """Half of the shoelace sum, positive whichever way the line runs."""
    pairs = zip(line, [*line[1:], line[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _way(arcs: dict[int, Line], arc: int) -> Line:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _joined(lines: Iterable[Line]) -> list[Line]:
    """Coasts joined end to end where they run on in the next country."""
    waiting: dict[Point, list[Line]] = defaultdict(list)
    for line in lines:
        waiting[line[0]].append(line)
    found = []
    for start in list(waiting):
        while waiting[start]:
            line = waiting[start].pop()
            while line[-1] != line[0] and waiting[line[-1]]:
                line = [*line, *waiting[line[-1]].pop()[1:]]
            found.append(line)
    return found


def _unwrapped(line: Line) -> Line:
    """The line without the leap from one edge of the map to the other: it runs on beyond 180 degrees."""
    found, turn = [line[0]], 0.0
    for (before, _), (long, lat) in pairwise(line):
        turn += 360.0 * ((long - before < -180) - (long - before > 180))
        found.append((long + turn, lat))
    return found


def _copies(line: Line) -> Iterator[Line]:
    """The line unwrapped, and once more at the other edge of the map where it crosses one."""
    whole = _unwrapped(line)
    yield whole
    for turn in (360.0 * (min(long for long, _ in whole) < -180), -360.0 * (max(long for long, _ in whole) > 180)):
        if turn:
            yield [(long + turn, lat) for long, lat in whole]


def _mercator(point: Point) -> tuple[int, int]:
    long, lat = point[0], min(NORTH, max(SOUTH, point[1]))
    return round(long * UNITS), -round(math.degrees(math.asinh(math.tan(math.radians(lat)))) * UNITS)


def _path(line: Line, *, closed: bool = False) -> str:
    """A line as an SVG path of whole numbers, relative; empty where nothing of it is left."""
    points = [_mercator(line[0])]
    for one in map(_mercator, line[1:]):
        if one != points[-1]:
            points.append(one)
    if len(points) < (4 if closed else 2):
        return ""
    steps = [step for one, two in pairwise(points) for step in (two[0] - one[0], two[1] - one[1])]
    told = " ".join(map(str, steps)).replace(" -", "-")  # the sign parts numbers as well as a blank
    return f"M{points[0][0]} {points[0][1]}l{told}{'z' if closed else ''}"


if __name__ == "__main__":
    OUT.write_text(outline(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), encoding="utf-8")
