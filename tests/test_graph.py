"""Entities, events, relations and lookups derived from hand-made facts."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.caption import best_name, slug
from kg.errors import KgError
from kg.explain import explain
from kg.facts import Document, Entity, Event, Interval, Mention
from kg.graph import Graph
from kg.write import graph_json
from tests.handmade import Page, graph, judged, report


@pytest.fixture(scope="module")
def known() -> Graph:
    return graph(report())


def entity(found: Graph, name: str) -> Entity:
    one = found.find(name)
    assert isinstance(one, Entity)
    return one


def event(found: Graph, type: str) -> Event:
    return next(one for one in found.events() if one.type == type)


def named(*names: str, types: tuple[str, ...] = (), hard: tuple[bool, ...] = ()) -> Entity:
    """The entity of one page on which all names stand for one thing."""
    page = Page("\n".join(names))
    made = [page.name(name, (types or ("Person",) * 9)[at], hard=(hard or (False,) * 9)[at]) for at, name in enumerate(names)]
    for one in made[1:]:
        page.same(made[0], one)
    return graph(page).entities()[0]


# -- names and classes -----------------------------------------------------------------------------------------------------


def test_best_name_is_the_fullest_one_and_the_others_are_aliases():
    found = named("Quispe", "Victor Quispe Palomino", "Comrade Jose")
    assert (found.name, found.aliases) == ("Victor Quispe Palomino", ("Comrade Jose", "Quispe"))


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("Raul", "Comrade Raul"), "Comrade Raul"),
        (("President Ana Rey", "Ana Rey"), "Ana Rey"),
        (("FDN", "the Front of the\n North"), "Front of the North"),
        (("PERU", "Peru"), "Peru"),
        (("The Hague Tribunal", "the Tribunal"), "Hague Tribunal"),
    ],
)
def test_best_name(names: tuple[str, ...], best: str):
    assert named(*names).name == best


@pytest.mark.parametrize(
    ("names", "best"),
    [(("Peruvian", "Peruvians"), "Peru"), (("Peruvian", "Peruvians", "Peru"), "Peru"), (("Peruvian", "Lima"), "Peruvian")],
)
def test_a_land_is_not_called_by_its_adjective(names: tuple[str, ...], best: str):
    assert named(*names, types=("Country",) * 3).name == best


def test_a_description_is_called_by_its_words_without_article_and_loose_quotation_mark():
    document = Document.of('She wants a "national truce" now.', "a.txt")
    assert best_name([Mention.of(document, 10, 27, "Thing", "nominal")], ()) == "national truce"


def test_a_stated_class_outranks_guesses_and_a_more_specific_one_a_general_one():
    assert named("Path", "The Path", "A Path", types=("Company", "Company", "ArmedGroup"), hard=(False, False, True)).type == "ArmedGroup"
    assert named("Path", "The Path", "A Path", types=("Group", "Group", "ArmedGroup")).type == "ArmedGroup"
    assert named("Path", "The Path", "A Path", types=("Region", "Region", "Settlement")).type == "Region"


@pytest.mark.parametrize("hard", [(False, False, True), (False, False, False)])
def test_where_documents_class_a_thing_differently_what_is_said_of_it_decides_within_the_family(hard: tuple[bool, ...]):
    page = Page("Ana is a citizen of Velia.\nHe left Velia.\nThe Velia region.\nBo is from Velia.")
    lands = [page.name("Velia", type, nth=at, hard=hard[at]) for at, type in enumerate(("Country", "Region", "Region"))]
    page.same(lands[0], lands[1]), page.same(lands[1], lands[2])
    page.says(page.name("Ana", "Person"), "citizenOf", lands[0])
    assert graph(page).find("Velia").type == "Country"
    assert [one.predicate for one in graph(page).claims()] == ["citizenOf"]


def test_told_aliases_join_the_aliases():
    page = Page("Ana Rey is known as La Sombra.")
    page.says(page.name("Ana Rey", "Person"), "alias", value="La Sombra")
    assert graph(page).entities()[0].aliases == ("La Sombra",)


def test_descriptions_without_a_claim_are_left_out_and_names_are_kept():
    page = Page("A man met Ana.")
    page.thing("A man", "Person"), page.name("Ana", "Person")
    assert [one.name for one in graph(page).entities()] == ["Ana"]


def test_participants_without_a_name_are_unnamed_entities(known: Graph):
    assert [one.name for one in known.entities() if not one.named] == ["rebels", "seven officers"]


def test_a_happening_is_never_joined_with_a_thing():
    page = Page("The Killing was a killing.")
    one, other = page.name("The Killing", "Person"), page.happens("killing", "Killing")
    page.same(one, other)
    found = graph(page)
    assert (len(found.entities()), len(found.events())) == (1, 1)


# -- claims and relations --------------------------------------------------------------------------------------------------


def test_ends_are_resolved_to_entities(known: Graph):
    sibling = next(one for one in known.claims() if one.predicate == "siblingOf")
    assert known.things[sibling.object or ""].name == "Victor Quispe Palomino"


def test_a_claim_that_breaks_the_range_after_resolution_is_dropped():
    page = Page("Ana leads the Path. The Path is a town.")
    page.says(page.name("Ana", "Person"), "leaderOf", page.name("the Path", "Group"))
    assert len(graph(page).claims()) == 1
    page.same(page.name("the Path", "Group"), page.name("The Path", "Settlement", hard=True))
    assert graph(page).claims() == []


def test_a_thing_stands_in_no_relation_to_itself():
    page = Page("Ana is a sister of Rey.")
    one, other = page.name("Ana", "Person"), page.name("Rey", "Person")
    page.says(one, "siblingOf", other)
    page.same(one, other)
    assert graph(page).claims() == []


def test_one_sentence_that_says_a_thing_twice_is_one_claim_the_surest():
    page = Page("Ana Rey, the sister of Juan, is Juan's sister.")
    ana = page.name("Ana Rey", "Person")
    juan, again = page.name("Juan", "Person"), page.name("Juan", "Person", nth=1)
    page.same(juan, again)
    page.says(ana, "siblingOf", juan, confidence=0.5), page.says(ana, "siblingOf", again, confidence=0.9)
    assert [one.claim.confidence for one in graph(page).claims()] == [0.9]


def test_a_symmetric_relation_is_one_edge_whichever_end_comes_first():
    page = Page("Ana is a sister of Juan. Juan is a brother of Ana.")
    ana, juan = page.name("Ana", "Person"), page.name("Juan", "Person")
    ana2, juan2 = page.name("Ana", "Person", nth=1), page.name("Juan", "Person", nth=1)
    page.same(ana, ana2), page.same(juan, juan2)
    page.says(ana, "siblingOf", juan), page.says(juan2, "siblingOf", ana2)
    found = graph(page)
    assert len(found.claims()) == 2
    assert [len(one.claims) for one in found.relations()] == [2]


def test_a_role_is_no_surer_than_its_event(known: Graph):
    attack = event(known, "Attack")
    assert {one.polarity for one in known.relations() if one.subject == attack.id} == {"hedged"}


def test_a_claim_without_its_mention_says_so():
    page = Page("Ana leads the Path.")
    page.says(page.name("Ana", "Person"), "leaderOf", page.name("the Path", "Group"))
    page.mentions.popitem()
    with pytest.raises(KgError, match="no mention"):
        graph(page)


# -- events ----------------------------------------------------------------------------------------------------------------


def test_an_event_has_class_time_caption_and_stance(known: Graph):
    killing, attack = event(known, "Killing"), event(known, "Attack")
    assert killing.name == "Killing of seven officers, Natividad, 2021-01"
    assert killing.time == Interval("2021-01", "2021-01", "January 2021")
    assert (killing.polarity, attack.polarity) == ("asserted", "hedged")
    assert attack.attributed_to == (entity(known, "Police").id,)


def test_an_event_told_twice_takes_the_specific_class_the_precise_time_and_the_surer_stance():
    page = Page("An attack came. The ambush came on Monday.")
    attack = page.happens("attack", "Attack", polarity="hedged", time=Interval("2021", "2021", "2021"))
    ambush = page.happens("ambush", "Ambush", time=Interval("2021-05-03", "2021-05-03", "Monday"))
    page.same(attack, ambush)
    found = graph(page).events()
    assert [(one.type, one.polarity, one.time and one.time.text) for one in found] == [("Ambush", "asserted", "Monday")]


def test_the_class_of_an_event_is_no_claim_and_stays_available(known: Graph):
    assert "type" not in {one.predicate for one in known.claims()}
    assert [one.value for one in known.happenings()] == ["Killing", "Attack"]


# -- IRIs ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Comrade Raul", "Comrade_Raul"),
        ("Víctor Ñandú", "Víctor_Ñandú"),
        ("a/b#c?d%", "a%2Fb%23c%3Fd%25"),
        ("<img onerror=x>", "%3Cimg_onerror=x%3E"),
        ("Москва", "Москва"),
        ("Killing of X, Lima", "Killing_of_X_Lima"),
        ("x\u2028y", "x_y"),
    ],
)
def test_slugs(name: str, expected: str):
    assert slug(name) == expected


def test_of_two_things_with_one_name_the_later_gets_a_short_hash():
    made = [Page("Quispe spoke.", f"{number}.txt") for number in "ab"]
    for page in made:
        page.name("Quispe", "Person")
    first, second = (one.iri.rsplit("/", 1)[-1] for one in graph(*made).entities())
    assert first == "Quispe" and second.startswith("Quispe_") and len(second) == len("Quispe_") + 6


@pytest.mark.parametrize(
    ("type", "caption"), [("Attack", "Attack on Lima"), ("Ambush", "Ambush on Lima"), ("Killing", "Killing of Ana Rey")]
)
def test_the_caption_of_a_happening_says_toward_whom_it_went(type: str, caption: str):
    page = Page("Rebels struck Lima and Ana Rey.")
    whom = ("victim", page.name("Ana Rey", "Person")) if type == "Killing" else ("target", page.name("Lima", "Settlement"))
    page.says(page.happens("struck", type), *whom)
    assert event(graph(page), type).name == caption


# -- lookups ---------------------------------------------------------------------------------------------------------------


def test_about_gives_claims_and_reasons(known: Graph):
    found = known.about("comrade jose")
    assert found.thing.name == "Victor Quispe Palomino"
    assert {one.predicate for one in found.claims} == {"leaderOf", "siblingOf"}
    assert [one.reasons for one in found.judgements] == [("said so",), ("said so",)]


@pytest.mark.parametrize("form", ["iri", "id", "name"])
def test_a_thing_is_found_by_iri_id_and_name(known: Graph, form: str):
    one = known.entities()[1]
    assert known.find(getattr(one, form)) == one


def test_an_unknown_name_lists_those_that_come_near(known: Graph):
    with pytest.raises(KgError, match="near: .*Jorge Quispe"):
        known.about("Jorje Quispe")


def test_a_name_of_two_things_lists_both():
    made = [Page("Quispe spoke.", f"{number}.txt") for number in "ab"]
    for page in made:
        page.name("Quispe", "Person")
    with pytest.raises(KgError, match=r"names 2 things; say which: .*a\.txt.*b\.txt"):
        graph(*made).about("Quispe")


def several() -> Graph:
    """The Rell Works in two texts, under its full name in one of them; a boat and a man are called so once each."""
    first = Page("Rell Works Ltd grew. Rell Works paid. Rell Works shrank.", "a.txt")
    whole, *short = (first.name(words, "Company", nth=nth) for words, nth in (("Rell Works Ltd", 0), ("Rell Works", 1), ("Rell Works", 2)))
    first.same(whole, short[0])
    first.same(whole, short[1])
    second = Page("The Rell Works sank.", "b.txt")
    second.name("Rell Works", "Place")
    third = Page("Rell Works died.", "c.txt")
    third.name("Rell Works", "Person")
    return graph(first, second, third)


def test_of_several_so_called_the_one_known_by_a_fuller_name_is_told_first():
    with pytest.raises(KgError, match=r"names 3 things; say which: e\w+ \(Rell Works Ltd, Company, 3 mentions, a.txt\), .*b\.txt.*c\.txt"):
        several().about("Rell Works")


def test_explain_warns_of_others_that_are_called_so():
    made = several()
    assert re.search(r"others are called so, too: .*b\.txt\), .*c\.txt\)\n", explain(made, "Rell Works Ltd"))


def test_an_unknown_happening_lists_those_that_come_near():
    with pytest.raises(KgError, match="near: .*Killing of"):
        graph(report()).about("Killing")


@pytest.mark.parametrize(
    ("name", "type", "found"),
    [
        ("Peruvian", "Country", (-10.0, -76.5)),
        ("Republic of Peru", "Place", (-10.0, -76.5)),
        ("Cusco", "Settlement", (-13.52, -71.97)),
        ("Cusco", "Region", (-13.0, -72.0)),
        ("Cusco", "Place", None),  # the town or the region
        ("San Miguel", "Settlement", None),  # one of two
        ("Peru", "Person", None),
        ("Nowhere", "Settlement", None),
    ],
)
def test_a_place_has_the_coordinates_of_the_one_individual_it_can_be(name: str, type: str, found: tuple[float, float] | None):
    page = Page(f"{name} is spoken of.")
    page.name(name, type)
    made = graph(page)
    assert made.coordinates(made.entities()[0].id) == found


def test_what_is_no_entity_or_has_no_name_has_no_coordinates():
    page = Page("An ambush near the cusco of the north.")
    page.says(page.happens("ambush", "Ambush"), "place", page.thing("cusco", "Settlement"))
    made = graph(page)
    assert [made.coordinates(one) for one in (*made.things, "nobody")] == [None, None, None]


# -- for other tools -------------------------------------------------------------------------------------------------------


def test_networkx_has_an_edge_per_relation(known: Graph):
    found = known.to_networkx()
    assert found.number_of_nodes() == len(known.things)
    assert found.number_of_edges() == sum(one.object is not None for one in known.relations())
    killing = event(known, "Killing")
    assert found.nodes[killing.id]["killedCount"] == ["7"]
    _, _, key, edge = next(iter(found.out_edges(killing.id, keys=True, data=True)))
    assert (
        key.startswith("r") and edge["count"] == 1 and edge["sentences"] == ["In January 2021 rebels killed seven officers in Natividad."]
    )
    assert edge["sources"] == ["report.txt"] and edge["start"] is None
    attack = event(known, "Attack")
    assert {tuple(edge["attributed_to"]) for *_, edge in found.out_edges(attack.id, data=True)} == {("Police",)}


def test_an_edge_is_dated_by_the_most_precise_of_its_claims():
    pages = [Page(f"Ana Rey led the army {when}.", f"{number}.txt") for number, when in enumerate(("in 2019", "in May 2019"))]
    for page, date in zip(pages, ("2019", "2019-05"), strict=True):
        page.says(page.name("Ana Rey", "Person"), "leaderOf", page.name("the army", "SecurityForce"), time=Interval(date, date, date))
    made = graph(
        *pages, judgements=(judged(*(next(iter(page.mentions)) for page in pages)), judged(*([*page.mentions][1] for page in pages)))
    )
    (edge,) = (edge for *_, edge in made.to_networkx().edges(data=True))
    assert (edge["start"], edge["end"], edge["support"]) == ("2019-05", "2019-05", 2)
    assert made.to_frames()["relations"].loc[0, "start_date"] == "2019-05"


def test_frames_hold_what_the_graph_holds(known: Graph):
    frames = known.to_frames()
    assert sorted(frames) == ["claims", "documents", "entities", "events", "mentions", "relations"]
    assert (len(frames["entities"]), len(frames["events"])) == (len(known.entities()), len(known.events()))
    assert frames["claims"].loc[0, "sentence"].startswith("Victor Quispe Palomino")


def test_notebook_view_escapes(known: Graph):
    assert "9 entities" in known._repr_html_()
    assert "<img" not in graph(Page("<img>"))._repr_html_()


def test_things_and_claims_show_themselves_in_a_notebook(known: Graph):
    about = known.about("comrade jose")
    shown = about._repr_html_()
    assert shown.startswith(about.thing._repr_html_()) and "also " in shown and " mentions in " in shown
    said = next(one for one in about.claims if one.predicate == "leaderOf").claim
    assert said._repr_html_() in shown
    marks = re.findall("<mark>(.*?)</mark>", said._repr_html_())
    assert [known.mentions[one].evidence.quote for one in (said.subject, said.object)] == marks
    assert re.sub("<.*?>", "", said._repr_html_()).endswith(said.evidence.quote)
    assert "2021-01" in event(known, "Killing")._repr_html_()


def test_a_name_full_of_markup_shows_as_itself():
    page = Page("<img src=x> leads <script>.")
    page.says(page.name("<img src=x>", "Person"), "leaderOf", page.name("<script>", "ArmedGroup"))
    made = graph(page)
    shown = made.about(made.entities()[0].id)._repr_html_()
    assert not re.search("<img|<script", shown)
    assert shown.count("&lt;img src=x&gt;") == 2


def test_the_page_in_a_notebook_is_one_frame(known: Graph):
    assert re.match(r'<iframe sandbox="[^"]*" title="Knowledge graph" style="[^"]*height:300px', known.show(height=300)._repr_html_())


def test_an_empty_graph_is_a_graph():
    found = graph()
    assert (found.entities(), found.events(), found.relations()) == ([], [], [])
    assert found.to_networkx().number_of_nodes() == 0
    assert len(found.to_frames()["claims"]) == 0


# -- laws ------------------------------------------------------------------------------------------------------------------


def shuffled(chance: random.Random, *pages: Page, links: tuple = ()) -> Graph:
    from tests.handmade import world

    def mixed(found):
        listed = list(found)
        chance.shuffle(listed)
        return listed

    return Graph(
        world(),
        mixed(page.document for page in pages),
        mixed(one for page in pages for one in page.mentions.values()),
        mixed(one for page in pages for one in page.claims),
        mixed([*(one for page in pages for one in page.judgements), *links]),
    )


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_is_handed_in_changes_no_byte(chance: random.Random):
    other = Page("Jorge Quispe met Ana. Comrade Jose spoke.", "other.txt")
    jorge, jose = other.name("Jorge Quispe", "Person"), other.name("Comrade Jose", "Person")
    other.says(jorge, "siblingOf", other.name("Ana", "Person"))
    first = report()
    links = (judged(next(iter(first.mentions)), jose), judged(next(iter(first.mentions)), jorge, "different"))
    expected = graph_json(graph(first, other, judgements=links))
    assert graph_json(shuffled(chance, first, other, links=links)) == expected


def test_ids_of_things_stay_when_a_document_after_them_goes():
    first, second = report(), Page("Ana spoke.", "z.txt")
    second.name("Ana", "Person")
    both, alone = graph(first, second), graph(first)
    assert [one.id for one in alone.entities()] == [one.id for one in both.entities()][:-1]
