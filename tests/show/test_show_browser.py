"""The page as a person uses it, in a browser."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import rdflib
from valley import TYPES, World, day, story

from kg.show import inline, page
from tests.resolve.test_events import PEOPLE, built, report

Visiting = Callable[..., Any]
ALL = "#stance=asserted,hedged,negated"


@cache
def html() -> str:
    return page(story().graph(TYPES))


# -- it opens, alone ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_from_disk_without_a_request_or_a_complaint(visit: Visiting, width: int, scheme: str) -> None:
    seen = visit(html(), width=width, color_scheme=scheme)
    for view in ("table", "text", "map", "graph"):
        seen.ask("view => state.change({ view })", view)
        seen.rest()
    seen.click("Red Valley Front")
    assert seen.requests == [] and seen.errors == []


def test_nothing_sticks_out_sideways(visit: Visiting) -> None:
    for fragment in ("", "#node=Red_Valley_Front", "#view=table", "#view=text", "#view=map"):
        seen = visit(html(), fragment, width=390)
        assert seen.ask("document.documentElement.scrollWidth") <= 390


def test_a_small_screen_belongs_to_what_is_read(visit: Visiting) -> None:
    seen = visit(html(), "#view=text", width=390, height=844)
    assert seen.tab.is_hidden("#panel") and seen.tab.locator("#sheet").bounding_box()["height"] > 600
    seen.tab.locator(".reader a.named", has_text="Jorge Quispe").first.click()
    assert seen.tab.is_visible("#panel") and seen.subject() == "Jorge Quispe"


def test_shows_what_is_asserted_until_asked(visit: Visiting) -> None:
    seen = visit(html())
    assert "Red Valley Front based in Palmapampa" not in seen.links()
    seen.tab.get_by_label("not certain").check()
    assert "Red Valley Front based in Palmapampa" in seen.links()
    assert "Northern Command based in Lima" not in seen.links()
    seen.tab.get_by_label("denied").check()
    assert "Northern Command based in Lima" in seen.links()


def test_lines_are_dashed_by_stance(visit: Visiting) -> None:
    seen = visit(html(), ALL)
    dashes = seen.ask("Object.fromEntries(draw.shown().links.map(one => [one.key, draw.network().body.edges[one.id].options.dashes]))")
    assert dashes["Red_Valley_Front~basedIn~Palmapampa"] == [8, 5]
    assert dashes["Northern_Command~basedIn~Lima"] == [2, 5]
    assert dashes["Jorge_Quispe~leaderOf~Red_Valley_Front"] is False


def test_names_do_not_overlap_at_rest(visit: Visiting) -> None:
    seen = visit(html(), ALL)
    boxes = seen.ask("draw.placed().names.map(({left, right, top, bottom}) => [left, right, top, bottom])")
    assert len(boxes) == 13
    for at, (left, right, top, bottom) in enumerate(boxes):
        assert not any(left < r and low < right and top < b and t < bottom for low, r, t, b in boxes[:at])


def test_parallel_lines_are_fanned_out(visit: Visiting) -> None:
    world = World().say("Ana", "leads", "leaderOf", "Red").say("Ana", "joined", "memberOf", "Red").say("Red", "aids", "alliedWith", "Ana")
    seen = visit(page(world.graph({"Red": "ArmedGroup"})))
    middles = seen.ask(
        "draw.shown().links.map(one => Object.values(draw.network().body.edges[one.id].edgeType.getPoint(0.5)).map(Math.round).join())"
    )
    assert len(set(middles)) == 3


# -- who, and which sentence says so -----------------------------------------------------------------------------------


def test_a_click_on_a_mark_tells_who_it_is(visit: Visiting) -> None:
    seen = visit(html())
    seen.click("Jorge Quispe")
    text = seen.tab.inner_text("#panel")
    assert seen.subject() == "Jorge Quispe"
    assert "Comrade Raul" in text and "farmer" in text and "brother of" in text and "Victor Quispe" in text
    assert seen.fragment() == "#node=Jorge_Quispe"


def test_what_reports_tell_differently_is_told_with_who_and_how_many_tell_it(visit: Visiting) -> None:
    wire = [f"word{number}" for number in range(80)]
    reports = [
        report(name, killed=killed, people=(*PEOPLE, *more)) for name, killed, more in (("a", "7", wire), ("b", "7", wire), ("c", "8", ()))
    ]
    graph = built(*reports)
    (event,) = graph.events()
    key = event.iri.rsplit("/", 1)[-1]
    seen = visit(page(graph), f"#node={key}")
    text = " ".join(seen.tab.inner_text("#panel").split())
    assert "REPORTS DIFFER killed: " in text and "7 (a; b)" in text and "8 (c)" in text
    assert "7 contradicted 1 independent source" in text and "3 sentences · 2 independent sources" in text
    assert "another report says 8 (c)" in " ".join(seen.tab.text_content("#panel").split())
    linked = visit(page(graph), f"#link={key}~place~Natividad")
    assert "3 sentences · 2 independent sources" in linked.tab.inner_text("#panel")
    assert "8 (c)" in linked.tab.inner_text("#panel")


def test_a_click_on_a_line_shows_its_sentences_marked(visit: Visiting) -> None:
    seen = visit(html())
    seen.click_word("brother of")
    assert seen.tab.inner_text("#panel blockquote") == "Jorge Quispe is the brother of Victor Quispe."
    marks = seen.ask("[...document.querySelectorAll('#panel mark')].map(one => [one.className, one.textContent])")
    assert marks == [["who", "Jorge Quispe"], ["says", "is the brother of"], ["whom", "Victor Quispe"]]
    assert "The valley" in seen.tab.inner_text("#panel .origin")
    assert "rules/brotherOf" in seen.tab.inner_text("#panel .told")


def test_a_line_shows_every_sentence(visit: Visiting) -> None:
    seen = visit(html(), "#link=Jorge_Quispe~leaderOf~Red_Valley_Front")
    assert seen.tab.locator("#panel blockquote").all_inner_texts() == [
        "Jorge Quispe leads Red Valley Front.",
        "Jorge Quispe heads Red Valley Front.",
    ]


def test_who_said_it_how_sure_and_what_kind(visit: Visiting) -> None:
    seen = visit(html(), ALL + "&link=Red_Valley_Front~basedIn~Palmapampa")
    told = seen.tab.inner_text("#panel .told")
    assert "Jorge Quispe" in told and "60%" in told and "not certain" in told


def test_what_filters_put_aside_is_said(visit: Visiting) -> None:
    seen = visit(html(), "#link=Red_Valley_Front~basedIn~Palmapampa")
    assert "put aside by the filters" in seen.tab.inner_text("#panel")
    seen.tab.get_by_role("button", name="Show all stances").click()
    assert seen.tab.locator("#panel blockquote").count() == 1


def test_an_event_tells_its_date_and_roles(visit: Visiting) -> None:
    seen = visit(html())
    seen.ask("act => state.change({ node: data.things.find(one => one.type.name === 'Ambush').key })")
    text = seen.tab.inner_text("#panel")
    assert "2021-05-23" in text and "seven police officers" in text and "Red Valley Front" in text


# -- finding -----------------------------------------------------------------------------------------------------------


def test_search_narrows_and_enter_jumps(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.keyboard.press("/")
    seen.tab.keyboard.type("qui")
    assert seen.tab.locator("#found li").count() == 2
    seen.tab.keyboard.type("spe")
    seen.tab.keyboard.press("ArrowDown")
    seen.tab.keyboard.press("Enter")
    assert seen.subject() in ("Jorge Quispe", "Victor Quispe")


def test_search_knows_aliases_and_escape_leaves(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.fill("#find", "comrade")
    assert "Jorge Quispe" in seen.tab.inner_text("#found")
    assert "5 claims" in seen.tab.inner_text("#found")
    seen.tab.keyboard.press("Escape")
    assert seen.tab.is_hidden("#found") and seen.tab.input_value("#find") == ""


def test_search_says_when_nothing_fits(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.fill("#find", "zzz")
    assert seen.tab.inner_text("#found") == "No name fits."


# -- narrowing ---------------------------------------------------------------------------------------------------------


def test_the_legend_filters_kinds_relations_sources_and_confidence(visit: Visiting) -> None:
    seen = visit(html(), "#alone=1")
    seen.tab.locator("[data-key=familyPlace]").uncheck()
    assert not {"Lima", "Peru", "Huanta"} & set(seen.names())
    seen.tab.get_by_label("Undo").click()
    assert {"Lima", "Peru", "Huanta"} <= set(seen.names())
    seen.tab.get_by_label("Between people").uncheck()
    assert "Jorge Quispe brother of Victor Quispe" not in seen.links() and "Jorge Quispe leader of Red Valley Front" in seen.links()
    seen.tab.locator(".legend li", has=seen.tab.get_by_label("Between people")).get_by_text("1 kind").click()
    seen.tab.get_by_label("brother of").check()
    assert "Jorge Quispe brother of Victor Quispe" in seen.links()
    seen.tab.get_by_label("Roles in events").uncheck()
    assert not [one for one in seen.links() if " agent " in one or " victim " in one]
    seen.tab.get_by_label("Roles in events").check()
    seen.tab.get_by_text("2 documents", exact=True).click()
    seen.tab.get_by_label("001-story.txt").uncheck()
    assert "Interior Ministry" not in seen.names()
    seen.ask("state.change({ stance: ['hedged'], sure: 0.5 })")
    assert seen.links() == ["Red Valley Front based in Palmapampa"]
    seen.ask("state.change({ sure: 0.7 })")
    assert seen.links() == []


def test_the_neighbourhood_by_steps(visit: Visiting) -> None:
    seen = visit(html(), "#node=Jorge_Quispe")
    seen.tab.get_by_role("button", name="1", exact=True).click()
    assert seen.names() == ["Jorge Quispe", "Red Valley Front", "Victor Quispe"]
    seen.tab.keyboard.press("2")
    assert "Northern Command" in seen.names() and "Lima" not in seen.names()
    seen.tab.get_by_role("button", name="all", exact=True).click()
    assert "Lima" in seen.names()


def test_how_two_are_connected(visit: Visiting) -> None:
    seen = visit(html(), "#node=Jorge_Quispe")
    seen.tab.get_by_role("button", name="Connect to…").click()
    seen.tab.keyboard.type("interior")
    seen.tab.keyboard.press("Enter")
    assert seen.tab.locator("#panel .way li").count() == 3
    text = seen.tab.inner_text("#panel .way")
    assert "Jorge Quispe is the brother of Victor Quispe." in text and "the arrest was made by Interior Ministry." in text
    seen.tab.locator("#panel .segments button").nth(1).click()
    assert seen.tab.locator("#panel .way li").count() >= 4


def test_a_sure_way_comes_before_a_doubtful_one(visit: Visiting) -> None:
    world = World()
    world.say("Ana", "knows", "memberOf", "Bob", confidence=0.7).say("Bob", "knows", "memberOf", "Zoe", confidence=0.7)
    world.say("Ana", "met", "memberOf", "Cy").say("Cy", "met", "memberOf", "Dee").say("Dee", "met", "memberOf", "Zoe")
    world.say("Ana", "saw", "memberOf", "Eve", polarity="hedged").say("Eve", "saw", "memberOf", "Zoe", polarity="negated")
    ask = "walk.ways(data.thingByKey.get('Ana'), data.thingByKey.get('Zoe'), () => true).map(one => walk.stops(data.thingByKey.get('Ana'), one)[1].name)"
    assert visit(page(world.graph({})), ALL).ask(ask)[:3] == ["Cy", "Bob", "Eve"]


def test_no_way_is_said(visit: Visiting) -> None:
    seen = visit(html(), "#node=Jorge_Quispe&to=Palmapampa")
    assert "No way leads" in seen.tab.inner_text("#panel")


def test_hide_and_bring_back(visit: Visiting) -> None:
    seen = visit(html(), "#node=Lima")
    seen.tab.get_by_role("button", name="Hide").click()
    assert "Lima" not in seen.names()
    seen.tab.get_by_role("button", name="Bring back 1 hidden").click()
    assert "Lima" in seen.names()


def test_a_span_of_time_by_dragging_and_by_dates(visit: Visiting) -> None:
    seen = visit(html())
    box = seen.tab.locator(".line-of-time svg").bounding_box()
    seen.tab.mouse.move(box["x"] + 20, box["y"] + 20)
    seen.tab.mouse.down()
    seen.tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=4)
    seen.tab.mouse.up()
    assert "seven police officers" in seen.names() and "Interior Ministry" not in seen.names()
    seen.tab.get_by_role("button", name="Undo").click()
    assert "Interior Ministry" in seen.names()
    seen.tab.get_by_role("textbox", name="from").fill("2021-06")
    seen.tab.keyboard.press("Enter")
    assert "seven police officers" not in seen.names() and "Victor Quispe" in seen.names()


def test_dates_under_the_line_of_time_do_not_touch(visit: Visiting) -> None:
    world = World()
    for at in range(9):
        world.say("the attack", "hit", "target", f"Town {at}", when=day(f"1988-09-{20 + at}"), doc=at)
        world.say("the meeting", "was in", "place", f"Town {at}", when=day(f"{1990 + at}-03-0{1 + at}"), doc=at)
    for width in (390, 1280):
        seen = visit(page(world.graph({"the attack": "Attack", "the meeting": "Meeting"})), width=width)
        boxes = seen.ask("""[...document.querySelectorAll('.line-of-time text')].filter(one => /[0-9]/.test(one.textContent))
            .map(one => one.getBoundingClientRect()).map(one => [one.left, one.right])""")
        assert boxes == sorted(boxes) and len(boxes) >= 2
        assert all(before[1] <= after[0] for before, after in pairwise(boxes))


# -- coming back -------------------------------------------------------------------------------------------------------


def comes_to(seen: Any, node: str) -> bool:
    """Whether the page soon shows a node; the page's own policy forbids the browser to poll for it."""
    for _ in range(60):
        if seen.ask("state.get().node") == node:
            return True
        seen.tab.wait_for_timeout(50)
    return False


def test_back_forward_undo_and_redo(visit: Visiting) -> None:
    seen = visit(html())
    seen.click("Jorge Quispe")
    seen.click("Lima")
    seen.tab.go_back()
    seen.rest()
    assert seen.subject() == "Jorge Quispe"
    seen.tab.keyboard.press("Control+y")
    assert comes_to(seen, "Lima")
    seen.tab.keyboard.press("Control+z")
    assert comes_to(seen, "Jorge_Quispe")


def test_a_link_reproduces_the_view(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.get_by_label("not certain").check()
    seen.click("Red Valley Front")
    seen.tab.keyboard.press("1")
    names, fragment = seen.names(), seen.fragment()
    again = visit(html(), fragment)
    assert again.names() == names and again.subject() == "Red Valley Front" and "Palmapampa" in names


def test_a_broken_link_opens_the_whole(visit: Visiting) -> None:
    seen = visit(html(), "#node=nobody&view=%zz&hops=x&__proto__=1&stance=")
    assert seen.errors == [] and seen.ask("state.get().node") is None


def test_a_mark_that_was_moved_stays(visit: Visiting) -> None:
    seen = visit(html())
    x, y = seen.spot("Lima")
    seen.tab.mouse.move(x, y)
    seen.tab.mouse.down()
    seen.tab.mouse.move(x + 60, y + 40, steps=5)
    seen.tab.mouse.up()
    seen.rest()
    assert abs(seen.spot("Lima")[0] - x - 60) < 4
    assert "pins=Lima" in seen.fragment()


def test_pinning_and_moving_without_a_mouse(visit: Visiting) -> None:
    seen = visit(html(), "#node=Lima")
    x, y = seen.ask("[data.thingByKey.get('Lima').x, data.thingByKey.get('Lima').y]")
    seen.tab.keyboard.press("p")
    assert seen.fragment().endswith(f"pins=Lima%40{x}_{y}")
    seen.tab.keyboard.press("Shift+ArrowRight")
    seen.tab.keyboard.press("Shift+ArrowUp")
    assert seen.ask("draw.network().getPosition(data.thingByKey.get('Lima').id)") == {"x": x + 24, "y": y - 24}
    seen.tab.get_by_role("button", name="Unpin").click()
    assert "pins" not in seen.fragment()


def test_the_arrow_keys_move_the_view(visit: Visiting) -> None:
    seen = visit(html())
    x, y = seen.spot("Lima")
    seen.tab.keyboard.press("ArrowRight")
    seen.tab.keyboard.press("ArrowDown")
    assert seen.spot("Lima") == (pytest.approx(x - 70, abs=1), pytest.approx(y - 70, abs=1))


# -- reading -----------------------------------------------------------------------------------------------------------


def test_from_a_sentence_to_its_place_and_on_to_a_thing(visit: Visiting) -> None:
    seen = visit(html(), "#link=Jorge_Quispe~brotherOf~Victor_Quispe")
    seen.tab.locator("#panel .origin button").click()
    assert seen.tab.inner_text("#here") == "Jorge Quispe is the brother of Victor Quispe."
    seen.tab.locator(".reader a.named", has_text="Red Valley Front").first.click()
    assert seen.subject() == "Red Valley Front"
    assert seen.tab.locator(".reader a.signal", has_text="leads").count() == 1


def test_the_text_is_whole(visit: Visiting) -> None:
    seen = visit(html(), "#view=text")
    documents = seen.ask("data.documents.map(one => one.text)")
    for number, text in enumerate(documents):
        seen.tab.select_option(".reader select", index=number)
        assert seen.ask("document.querySelector('.reader .text').textContent") == text


def test_tables_sort_and_lead_back(visit: Visiting) -> None:
    seen = visit(html(), "#view=table")
    seen.tab.get_by_role("button", name="Name").click()
    names = seen.tab.locator("tbody th").all_inner_texts()
    assert names == sorted(names, key=str.lower) and len(names) == 12
    assert seen.ask("document.querySelector('th[aria-sort=ascending]').textContent").startswith("Name")
    assert seen.tab.locator("tbody tr", has_text="Jorge Quispe").locator("td").nth(1).inner_text() == "Comrade Raul"
    seen.tab.get_by_role("button", name="Links (13)").click()
    seen.tab.locator("tbody").get_by_role("button", name="brother of").click()
    assert seen.tab.locator("#panel blockquote").count() == 1


def test_without_a_mouse(visit: Visiting) -> None:
    seen = visit(html())
    press = seen.tab.keyboard.press
    press("/")
    seen.tab.keyboard.type("northern")
    press("Enter")
    press("1")
    assert "Red Valley Front" in seen.names() and "Lima" not in seen.names()
    press("Escape")
    seen.tab.get_by_role("button", name="Table").focus()
    press("Enter")
    for _ in range(4):
        press("Tab")
    assert seen.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_drawing_can_be_reached_and_says_what_it_is(visit: Visiting) -> None:
    seen = visit(html())
    drawing = seen.tab.get_by_role("group", name="The graph as a drawing")
    drawing.focus()
    seen.tab.keyboard.press("Shift+Tab")
    seen.tab.keyboard.press("Tab")
    assert seen.ask("document.activeElement.className") == "vis-network"
    assert seen.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    seen.tab.get_by_text("Keys", exact=True).click()
    assert "find a name" in seen.tab.inner_text("#legend")


def test_the_keyboard_stays_where_it_was(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.get_by_label("not certain").focus()
    seen.tab.keyboard.press("Space")
    assert seen.ask("document.activeElement.dataset.key") == "stancehedged"


# -- whatever the texts hold -------------------------------------------------------------------------------------------

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "'; alert(4); //",
    "\u202eevil\u202c mirror",
    "שלום עולם",
    "😀 Smile & Söhne",
    "{{ 7*7 }} ${7*7}",
    "x" * 10_000,
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_shown_as_themselves(visit: Visiting, name: str) -> None:
    world = World(title=name, source=name[:60]).say(name, "leads", "leaderOf", "Red").say(name, "is", "occupation", value=name)
    made = page(world.graph({"Red": "ArmedGroup"}))
    seen = visit(made)
    shown = seen.ask("data.things.map(one => one.name)")
    assert name in shown
    for choice in (
        "{ node: data.things.find(one => one.name !== 'Red').key }",
        "{ link: data.links[0].key }",
        "{ view: 'table' }",
        "{ view: 'text' }",
    ):
        seen.ask(f"state.change({choice})")
        seen.rest()
    assert seen.ask("document.querySelector('.reader .text').textContent").startswith(name)
    assert seen.ask("document.querySelector('h1').textContent") == name
    seen.tab.fill("#find", name[:20])
    assert seen.errors == [] and seen.requests == []
    assert seen.ask("document.querySelectorAll('img, script:not([type]):not([src])').length") == len(
        re.findall(r"^<script>$", made, re.MULTILINE)
    )


def test_offsets_behind_emoji_mark_the_right_words(visit: Visiting) -> None:
    world = World().say("😀😀 Ana 😀", "leads 😀", "leaderOf", "Red").say("Bob", "leads", "leaderOf", "Blue")
    seen = visit(page(world.graph({"Red": "ArmedGroup", "Blue": "ArmedGroup"})), "#link=Bob~leaderOf~Blue")
    assert seen.tab.locator("#panel mark").all_inner_texts() == ["Bob", "leads", "Blue"]
    text = "😀😀 Ana 😀 leads 😀 Red.\nBob leads Blue."
    assert seen.tab.inner_text("#panel .spot") == f"story.txt:{text.index('Bob')}-{len(text)}"


# -- elsewhere ---------------------------------------------------------------------------------------------------------


# What VS Code allows the outputs of a notebook; a frame written into the page inherits it.
STRICT = """default-src 'none'; script-src https://cdn.example 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline' https: data:; img-src https: data:;
child-src https: data:"""


@pytest.mark.parametrize("policy", ["", STRICT], ids=["Jupyter", "VS Code"])
def test_works_in_a_notebook_s_frame(visit: Visiting, policy: str) -> None:
    frame = inline(story().graph(TYPES))._repr_html_()
    seen = visit(
        f'<!doctype html><html data-ready=1><head><meta http-equiv="Content-Security-Policy" content="{policy}"></head><body>{frame}'
    )
    inside = seen.tab.frames[1]
    inside.wait_for_selector("html[data-ready]")
    inside.fill("#find", "jorge")
    seen.tab.keyboard.press("Enter")
    assert inside.inner_text("#panel h2") == "Jorge Quispe"
    inside.get_by_label("Undo").click()
    assert "13 things" in inside.inner_text("#panel")
    assert seen.errors == [] and seen.requests == []


def test_nothing_moves_by_itself_where_motion_is_unwanted(visit: Visiting) -> None:
    seen = visit(html(), reduced_motion="reduce")
    seen.ask("state.change({ node: 'Lima', hops: 1 })")
    seen.rest()
    before = seen.spot("Lima")
    seen.tab.wait_for_timeout(200)
    assert seen.spot("Lima") == before


def test_a_large_graph_shows_its_head_and_finds_the_rest(visit: Visiting) -> None:
    world = World()
    for at in range(1, 1300):
        world.say(f"Person {at}", "knows", "memberOf", f"Person {at // 3}", doc=at // 100)
    seen = visit(page(world.graph({})))
    assert len(seen.names()) <= 800 < seen.ask("data.things.length")
    assert "of 1,300 shown" in seen.tab.inner_text("#chips")
    far = seen.ask("data.things.filter(one => !one.placed).at(-1).name")
    seen.tab.fill("#find", far)
    seen.tab.keyboard.press("Enter")
    assert far in seen.names() and seen.subject() == far
    before = len(seen.names())
    seen.tab.keyboard.press("e")
    assert len(seen.names()) >= before


def test_of_many_things_the_heart_is_shown_until_more_is_asked(visit: Visiting) -> None:
    world = World()
    for at in range(100):
        world.say(f"Ana {at}", "knows", "memberOf", f"Ana {at + 1}", doc=at // 20)
        world.say(f"someone {at}", "knows", "memberOf", f"Ana {at}", doc=at // 20)
    seen = visit(page(world.graph({})))
    assert not [name for name in seen.names() if name.startswith("someone")]
    seen.tab.get_by_role("button", name="Table").click()
    assert "Things (201)" in seen.tab.inner_text(".tables")
    seen.tab.get_by_role("button", name="Graph", exact=True).click()
    seen.tab.get_by_role("button", name="More", exact=True).click()
    assert len(seen.names()) == 201 and seen.fragment() == "#all=1"
    seen.tab.get_by_role("button", name="Less", exact=True).click()
    assert len(seen.names()) <= 120


def test_the_latest_events_are_told_whether_they_are_drawn_or_not(visit: Visiting) -> None:
    world = World()
    for at in range(200):
        world.say(f"Ana {at}", "knows", "memberOf", f"Ana {at + 1}", doc=at // 50)
    world.say("the meeting", "was called by", "agent", "Ana 0", when=day("2021-05-04"))
    seen = visit(page(world.graph(TYPES)))
    assert not [name for name in seen.names() if name.startswith("Meeting")]
    assert "2021-05-04" in seen.tab.inner_text("#panel")


def test_the_first_view_leaves_no_room_above_while_something_is_out_of_sight_below(visit: Visiting) -> None:
    world = World()
    for part in range(12):
        for at in range(16 - part):
            world.say(f"Ana {part}-{at}", "knows", "memberOf", f"Ana {part}-{at // 2 + 1}", doc=part)
    seen = visit(page(world.graph({})))
    top, bottom, high = (
        seen.ask("""(() => { const at = [...draw.shown().things].map(one => draw.network().canvasToDOM({ x: one.x, y: one.y }).y);
        return [Math.min(...at), Math.max(...at), document.querySelector('#canvas').clientHeight]; })()""")
    )
    assert bottom > high and 40 <= top <= 60


def test_what_is_much_alike_does_not_fill_the_first_view(visit: Visiting) -> None:
    world = World()
    for at in range(150):
        world.say(f"Sitting {at}", "sat in", "memberOf", "Council", doc=at // 50)
        world.say(f"Ana {at}", "knows", "memberOf", f"Ana {at + 1}", doc=at // 50)
    names = visit(page(world.graph({}))).names()
    assert len([name for name in names if name.startswith("Sitting")]) == 5 and "Council" in names
    star = World()
    for at in range(200):
        star.say(f"Sitting {at}", "sat in", "memberOf", "Council", doc=at // 50)
    assert len(visit(page(star.graph({}))).names()) == 40


def test_lines_are_visible_from_afar(visit: Visiting) -> None:
    seen = visit(html())
    seen.ask("draw.network().moveTo({ scale: 0.2 })")
    width = seen.ask("Object.values(draw.network().body.edges)[0].edgeType.getLineWidth(false, false)")
    assert width * 0.2 >= 1


def test_the_page_invites_to_ask_how_two_are_connected(visit: Visiting) -> None:
    seen = visit(html())
    seen.tab.get_by_role("button", name=re.compile("^How are .* connected")).click()
    assert seen.tab.locator("#panel .way li").count() >= 2


# -- taking away -------------------------------------------------------------------------------------------------------


def taken(seen: Any, label: str, into: Path) -> bytes:
    """What the menu's entry saves."""
    seen.tab.get_by_label("Take away").click()
    with seen.tab.expect_download() as coming:
        seen.tab.get_by_role("button", name=label).click()
    coming.value.save_as(into)
    return into.read_bytes()


def test_the_view_as_a_picture(visit: Visiting, tmp_path: Path) -> None:
    seen = visit(html(), ALL)
    png = taken(seen, "Picture (PNG)", tmp_path / "a.png")
    assert png[:8] == b"\x89PNG\r\n\x1a\n" and len(png) > 5000


def test_the_view_as_a_drawing(visit: Visiting, tmp_path: Path) -> None:
    seen = visit(html(), ALL)
    drawing = ElementTree.fromstring(taken(seen, "Drawing (SVG)", tmp_path / "a.svg"))
    texts = {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Jorge Quispe", "brother of", "Palmapampa"} <= texts
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}polyline"))) == 15


def test_what_is_on_show_as_a_table(visit: Visiting, tmp_path: Path) -> None:
    world = World().say("=cmd()", 'said "no", twice to', "memberOf", "Red").say("Ana", "leads", "leaderOf", "Red")
    seen = visit(page(world.graph({"Red": "ArmedGroup"})))
    rows = list(csv.reader(io.StringIO(taken(seen, "Table (CSV)", tmp_path / "a.csv").decode("utf-8-sig"), newline="")))
    assert [row[:4] for row in sorted(rows[1:])] == [["'=cmd()", "memberOf", "Red", "asserted"], ["Ana", "leaderOf", "Red", "asserted"]]
    assert 'said "no", twice to Red.' in next(row[8] for row in rows if row[0].startswith("'="))


def test_what_is_on_show_as_turtle(visit: Visiting, tmp_path: Path) -> None:
    graph = story().graph(TYPES)
    seen = visit(page(graph), ALL + "&hide=Settlement")
    found = rdflib.Graph().parse(data=taken(seen, "Turtle (RDF)", tmp_path / "a.ttl").decode(), format="turtle")
    term = rdflib.Namespace("https://kg.example/ontology#")
    iri = {one.name: rdflib.URIRef(one.iri) for one in graph.entities()}
    assert (iri["Jorge Quispe"], term.brotherOf, iri["Victor Quispe"]) in found
    assert not list(found.triples((None, term.basedIn, None)))


def test_prints_on_paper(visit: Visiting) -> None:
    seen = visit(html(), "#node=Jorge_Quispe")
    seen.tab.emulate_media(media="print")
    assert seen.tab.is_hidden("#find") and seen.tab.is_visible("#panel h2")
    assert seen.ask("getComputedStyle(document.body).overflow") == "visible"
    assert seen.tab.locator(".line-of-time svg").bounding_box()["width"] > 1000
