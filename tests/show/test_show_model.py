"""What the page is told: rows that depend on content alone, offsets that slice the text in a browser."""

from __future__ import annotations

import json
import random
import re

import pytest
from valley import TYPES, World, ontology, small, story

from kg.facts import Document
from kg.graph import Graph
from kg.show import inline, page, show
from kg.show.communities import communities
from kg.show.layout import layout
from kg.show.model import utf16, view
from kg.show.place import HEART, place


def block(html: str) -> dict[str, object]:
    """The facts a page carries."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    loaded: dict[str, object] = json.loads(found.group(1))
    return loaded


def test_the_same_facts_in_any_order_give_the_same_bytes() -> None:
    graph = small()
    shuffled = random.Random(5)
    parts = [list(graph.documents.values()), list(graph.mentions.values()), [one.claim for one in [*graph.happenings(), *graph.claims()]]]
    for part in parts:
        shuffled.shuffle(part)
    again = Graph(ontology(), parts[0], parts[1], parts[2], graph.judgements)
    assert page(again) == page(graph) == page(graph)


def test_every_claim_keeps_its_words() -> None:
    facts = view(small()).facts
    for claim in facts["claims"]:
        text = facts["documents"][claim["d"]]["text"]
        start, end = claim["at"]
        assert text[start:end].endswith(".")
        assert start <= claim["tt"][0] < claim["tt"][1] <= end
    assert len(facts["claims"]) == 23


def test_claims_that_say_the_same_share_an_edge() -> None:
    shown = view(small())
    names = [one["label"] for one in shown.nodes]
    leads = [one for one in shown.edges if (names[one["from"]], one["label"]) == ("Jorge Quispe", "leader of")]
    assert [len(one["claims"]) for one in leads] == [2]


def test_parallel_edges_are_kept() -> None:
    world = World().say("Ana", "leads", "leaderOf", "Red").say("Ana", "joined", "memberOf", "Red").say("Red", "aids", "alliedWith", "Ana")
    assert len(view(world.graph({"Red": "ArmedGroup"})).edges) == 3


def test_symmetric_claims_from_both_ends_are_one_edge() -> None:
    world = World().say("Red", "aids", "alliedWith", "Blue").say("Blue", "aids", "alliedWith", "Red")
    assert [len(one["claims"]) for one in view(world.graph({"Red": "ArmedGroup", "Blue": "ArmedGroup"})).edges] == [2]


@pytest.mark.parametrize("text", ["plain", "a😀b", "😀😀x", "é\u200fש", ""])
def test_offsets_become_utf16_units(text: str) -> None:
    unit = utf16(text)
    assert [unit(at) for at in range(len(text) + 1)] == [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]


def test_no_text_can_leave_the_block() -> None:
    evil = "</script><script>alert(1)</script><!--"
    graph = World(title=evil, source=evil).say(evil, "leads", "leaderOf", "Red & \u2028<b>blue</b>").graph({})
    html = page(graph)
    assert "\u2028" not in html and "<script>alert" not in html and "<b>blue" not in html
    names = {one["label"] for one in block(html)["nodes"]}  # type: ignore[attr-defined, index]
    assert names == {evil, "Red & <b>blue</b>"}


def test_the_policy_names_each_script_and_allows_nothing_else() -> None:
    html = page(small())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy.group(1) and "unsafe" not in policy.group(1)
    assert policy.group(1).count("sha256-") == len(re.findall(r"^<(?:script|style)>$|^<style>", html, re.MULTILINE))
    assert not re.search(r"""(src|href)=["'](?!#)""", html)


def test_layout_gives_whole_numbers_and_keeps_marks_apart() -> None:
    pairs = [(one, one // 2) for one in range(1, 60)] + [(70, 71)]
    places = layout(range(75), pairs, {one: 80.0 for one in range(75)})
    assert set(places) == set(range(75))
    assert all(isinstance(x, int) and isinstance(y, int) for x, y in places.values())
    spots = sorted(places.values())
    assert len(set(spots)) == 75
    assert places == layout(list(range(75))[::-1], pairs[::-1], {one: 80.0 for one in range(75)})


def many(count: int) -> Graph:
    """Pairs of a chain, and more and more people who are only described, each linked to one of the chain."""
    world = World()
    for at in range(count):
        world.say(f"Ana {at}", "knows", "memberOf", f"Ana {at + 1}", doc=at // 20)
        world.say(f"someone {at}", "knows", "memberOf", f"Ana {at}", doc=at // 20)
    world.say("Far A", "knows", "memberOf", "Far B")
    return world.graph({})


def test_of_many_things_the_heart_is_shown_and_the_others_stand_around_it() -> None:
    shown = place(view(many(100)))
    heart = [one for one in shown.nodes if "outer" not in one]
    assert 60 <= len(heart) <= HEART and all("x" in one for one in shown.nodes)
    assert not [one for one in heart if one["label"].startswith("someone")]
    spots = {one["id"]: (one["x"], one["y"]) for one in shown.nodes}
    assert len(set(spots.values())) == len(spots)
    outer = [one for one in shown.nodes if one["label"].startswith("someone")]
    friend = {one["from"]: spots[one["to"]] for one in shown.edges}
    far = [abs(one["x"] - friend[one["id"]][0]) + abs(one["y"] - friend[one["id"]][1]) for one in outer]
    assert sorted(far)[len(far) // 2] < 250
    floor = max(y for one, (_, y) in spots.items() if not shown.nodes[one]["label"].startswith("Far"))
    assert all(one["y"] > floor for one in shown.nodes if one["label"].startswith("Far"))
    assert place(view(many(100))) == shown


def test_of_few_things_all_are_the_heart() -> None:
    assert not [one for one in place(view(many(40))).nodes if "outer" in one]


def test_layout_of_nothing_and_of_one() -> None:
    assert layout([], [], {}) == {}
    assert list(layout([4], [(4, 4)], {})) == [4]


def test_communities_are_found() -> None:
    def ring(start: int) -> list[tuple[int, int]]:
        return [(start + one, start + other) for one in range(5) for other in range(one)]

    found = communities(11, [*ring(0), *ring(5), (0, 5), (10, 10)])
    assert [found.get(one) for one in range(11)] == [0] * 5 + [1] * 5 + [None]


def test_an_empty_graph_has_a_page() -> None:
    assert block(page(Graph(ontology(), [], [], [], [])))["nodes"] == []


def test_a_document_alone_gives_its_title() -> None:
    lone = Graph(ontology(), [Document.of("Nothing.", "a.txt", title="One page")], [], [], [])
    assert "<title>One page</title>" in page(lone)


def test_show_writes_a_file_or_into_a_folder(tmp_path) -> None:  # type: ignore[no-untyped-def]
    graph = story().graph(TYPES)
    assert show(graph, tmp_path) == tmp_path / "graph.html"
    other = show(graph, tmp_path / "other.html", title="Mine")
    assert "<title>Mine</title>" in other.read_text(encoding="utf-8")
    assert "\r" not in other.read_bytes().decode()


def test_inline_is_one_frame_that_cannot_reach_the_notebook() -> None:
    shown = inline(small())._repr_html_()
    assert shown.startswith("<iframe sandbox=") and "allow-same-origin" not in shown and shown.count("<iframe") == 1
