"""Where: the map of the page, and the outline of the world behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from test_show_browser import taken
from valley import TYPES, World, story

from kg.show import page
from kg.show.html import ASSETS
from kg.show.outline import coast, outline

Visiting = Callable[..., Any]
THERE = ["Ambush, Huanta, 2021-05-23", "Huanta", "Peru", "Red Valley Front", "seven police officers"]


@cache
def html() -> str:
    return page(story().graph(TYPES))


def spot(seen: Any, name: str) -> Any:
    return seen.tab.locator(f".spot[aria-label^='{name},']")


def middle(seen: Any, name: str) -> tuple[float, float]:
    box = spot(seen, name).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_places_stand_where_they_lie(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.get_by_role("button", name="Map").click()
    assert seen.tab.locator(".spot").count() == 3
    (lima_x, lima_y), (huanta_x, huanta_y) = middle(seen, "Lima"), middle(seen, "Huanta")
    assert huanta_x - lima_x > 60 and 10 < huanta_y - lima_y < (huanta_x - lima_x) / 2
    assert seen.tab.locator(".spots text").all_text_contents() == ["Huanta", "Lima", "Peru"]
    assert seen.ask("document.querySelector('.ground').getBBox().width") > 7000
    assert seen.fragment() == "#view=map"


def test_a_place_leaves_in_the_graph_only_what_is_there(visit: Visiting) -> None:
    seen = visit(html(), "#view=map")
    spot(seen, "Huanta").click()
    assert seen.subject() == "Huanta"
    assert spot(seen, "Lima").get_attribute("class") == "spot faint" and spot(seen, "Huanta").get_attribute("aria-pressed") == "true"
    seen.tab.get_by_role("button", name="Graph", exact=True).click()
    assert seen.names() == THERE
    again = visit(html(), seen.fragment())
    assert again.names() == THERE
    again.tab.get_by_label("Leave: at Huanta").click()
    assert "Interior Ministry" in again.names()


def test_a_place_stands_for_those_inside_it(visit: Visiting) -> None:
    seen = visit(html(), "#node=Peru")
    seen.tab.get_by_role("button", name="Only what is here").click()
    assert {*THERE, "Lima", "Interior Ministry"} <= set(seen.names())
    assert "Jorge Quispe" not in seen.names()
    seen.tab.get_by_role("button", name="On the map").click()
    assert seen.tab.locator(".spot.faint").count() == 0


def test_the_map_without_a_mouse(visit: Visiting) -> None:
    seen = visit(html(), "#view=map")
    spot(seen, "Huanta").focus()
    assert seen.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seen.tab.keyboard.press("Enter")
    assert seen.ask("state.get().here") == "Huanta"
    assert seen.ask("document.activeElement.dataset.key") == "spotHuanta"
    before = middle(seen, "Huanta")[0] - middle(seen, "Lima")[0]
    seen.tab.keyboard.press("+")
    assert middle(seen, "Huanta")[0] - middle(seen, "Lima")[0] == pytest.approx(1.3 * before, rel=0.05)
    seen.tab.keyboard.press("0")
    assert middle(seen, "Huanta")[0] - middle(seen, "Lima")[0] == pytest.approx(before, rel=0.05)
    seen.tab.keyboard.press(" ")
    assert seen.ask("state.get().here") is None


def test_the_map_moves_with_the_pointer_and_comes_closer_under_the_wheel(visit: Visiting) -> None:
    seen = visit(html(), "#view=map")
    x, y = middle(seen, "Lima")
    seen.tab.mouse.move(x + 40, y + 120)
    seen.tab.mouse.down()
    seen.tab.mouse.move(x + 100, y + 150, steps=3)
    seen.tab.mouse.up()
    moved = middle(seen, "Lima")
    assert moved == (pytest.approx(x + 60, abs=3), pytest.approx(y + 30, abs=3))
    seen.tab.mouse.move(*moved)
    seen.tab.mouse.wheel(0, -300)
    assert middle(seen, "Lima") == (pytest.approx(moved[0], abs=3), pytest.approx(moved[1], abs=3))
    assert middle(seen, "Huanta")[0] - moved[0] > 1.2 * (middle(visit(html(), "#view=map"), "Huanta")[0] - x)


def test_time_and_kinds_filter_the_map(visit: Visiting) -> None:
    seen = visit(html(), "#view=map&hide=Country&from=2021-05&until=2021-05-30")
    assert seen.tab.locator(".spots text").all_text_contents() == ["Huanta"]


def test_the_map_as_pictures(visit: Visiting, tmp_path: Path) -> None:
    seen = visit(html(), "#view=map")
    drawing = ElementTree.fromstring(taken(seen, "Drawing (SVG)", tmp_path / "a.svg"))
    assert {"Lima", "Peru", "Huanta"} <= {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert taken(seen, "Picture (PNG)", tmp_path / "a.png")[:8] == b"\x89PNG\r\n\x1a\n"
    assert seen.errors == [] and seen.requests == []


def test_without_a_known_place_there_is_no_map(visit: Visiting) -> None:
    plain = page(World().say("Ana", "leads", "leaderOf", "Red").graph({"Red": "ArmedGroup"}))
    seen = visit(plain, "#view=map&here=Ana")
    assert seen.tab.get_by_role("button", name="Map").count() == 0 and seen.errors == []
    assert len(plain) < len(html()) - 100_000


# -- the outline -------------------------------------------------------------------------------------------------------


def topology(arcs: list[list[list[int]]], **countries: list[list[int]]) -> dict[str, Any]:
    """Countries made of rings of arcs, in whole degrees."""
    steps = [[line[0], *([x2 - x1, y2 - y1] for (x1, y1), (x2, y2) in pairwise(line))] for line in arcs]
    shapes = [{"type": "Polygon", "arcs": rings, "properties": {"name": name}} for name, rings in countries.items()]
    return {"arcs": steps, "transform": {"scale": [1, 1], "translate": [0, 0]}, "objects": {"countries": {"geometries": shapes}}}


def paths(script: str, name: str) -> list[str]:
    return re.findall(r"M[^M]+", re.search(rf'{name}: "([^"]*)"', script)[1])  # type: ignore[index]


def test_neighbours_share_one_coast_and_one_border() -> None:
    border, west, east = [[0, 0], [0, 10]], [[0, 10], [-10, 10], [-10, 0], [0, 0]], [[0, 0], [10, 0], [10, 10], [0, 10]]
    script = outline(topology([border, west, east], A=[[0, 1]], B=[[2, ~0]]))
    assert len(paths(script, "land")) == 1
    assert paths(script, "borders") == ["M0 0l0-201"]


def test_a_coast_that_crosses_the_edge_of_the_map_is_drawn_at_both() -> None:
    ring = [[170, 0], [170, 10], [-170, 10], [-170, 0], [170, 0]]
    assert paths(outline(topology([ring], A=[[0]])), "land") == ["M3400 0l0-201 400 0 0 201-400 0z", "M-3800 0l0-201 400 0 0 201-400 0z"]


def test_corners_that_show_nothing_are_left_out() -> None:
    ring = [[0, 0], [5, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    assert paths(outline(topology([ring], A=[[0]])), "land") == ["M0 0l200 0 0-201-200 0 0 201z"]


def test_the_outline_that_is_kept_is_small_and_whole() -> None:
    script = (ASSETS / "world.js").read_text(encoding="utf-8")
    assert len(script) < 150_000 and len(paths(script, "land")) > 500 and len(paths(script, "borders")) > 300


def test_the_coast_in_degrees_runs_around_the_continents() -> None:
    lines = coast()
    longest = max(lines, key=len)
    assert all(-58 <= lat <= 84 and -541 <= long <= 541 for line in lines for long, lat in line)
    assert max(lat for _, lat in longest) - min(lat for _, lat in longest) > 60
