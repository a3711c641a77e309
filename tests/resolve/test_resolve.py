"""Clusters, comparison and linking across documents, on hand-made facts."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts import Judgement
from kg.resolve import clusters, names
from tests.handmade import Page, graph, judged, resolved


def groups(ids: str, *judgements: Judgement) -> list[str]:
    return ["".join(group) for group in clusters(list(ids), judgements)]


def test_same_is_transitive_and_keeps_the_order_of_the_ids():
    assert groups("abcd", judged("d", "c"), judged("c", "a")) == ["acd", "b"]


def test_different_keeps_two_apart_and_the_surer_link_wins():
    assert groups("abc", judged("a", "c", "different"), judged("a", "b", score=0.7), judged("b", "c", score=0.8)) == ["a", "bc"]


def test_a_person_outranks_a_machine_on_the_same_pair():
    machine = judged("a", "b", score=1.0)
    assert groups("ab", machine, judged("b", "a", "different", score=0.1, by="person:ana")) == ["a", "b"]
    assert groups("ab", judged("a", "b", "different", score=1.0), judged("a", "b", score=0.1, by="person:ana")) == ["ab"]


def test_a_person_joins_what_a_machine_held_for_different():
    told = [judged("a", "b", by="person"), judged("b", "c", by="person"), judged("a", "c", "different", score=1.0)]
    assert groups("abc", *told) == ["abc"]


def test_of_two_decisions_of_a_person_the_later_stands():
    told = [judged("a", "b", by="person", at="2024-01-02"), judged("a", "b", "different", by="person", at="2024-01-01")]
    assert groups("ab", *told) == ["ab"]


def test_judgements_on_mentions_that_are_gone_are_left_out():
    assert groups("ab", judged("a", "gone"), judged("gone", "b")) == ["a", "b"]


pairs = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))
decisions = st.builds(
    lambda ends, verdict, score, by: judged(*ends, verdict, score=score, by=by),
    pairs,
    st.sampled_from(["same", "same", "different", "unsure"]),
    st.sampled_from([0.2, 0.5, 0.9]),
    st.sampled_from(["rule", "person"]),
)


@given(st.lists(decisions, max_size=25), st.randoms(use_true_random=False))
def test_clusters_do_not_depend_on_the_order_of_judgements(told: list[Judgement], chance: random.Random):
    mixed = list(told)
    chance.shuffle(mixed)
    assert clusters("abcdefgh", told) == clusters("abcdefgh", mixed)


@given(st.lists(decisions, max_size=25))
def test_what_a_person_holds_for_different_never_shares_a_cluster(told: list[Judgement]):
    person = {}
    for one in told:
        if one.by == "person" and one.left != one.right:
            person.setdefault(frozenset((one.left, one.right)), []).append(one.verdict)
    for group in clusters("abcdefgh", told):
        for pair, verdicts in person.items():
            assert not (pair <= set(group) and set(verdicts) == {"different"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the  United\nStates", "united states"),
        ("U.S.", "us"),
        ("Víctor Quispe's", "victor quispe"),
        ("Gen. Rey", "gen rey"),
        ("The", "the"),
        ("al-Shabaab", "al shabaab"),
    ],
)
def test_keys(text: str, expected: str):
    assert names.key(text) == expected


def linked(*pages: Page) -> list[set[str]]:
    """The names of each entity, after linking across the pages."""
    found = graph(*pages, judgements=tuple(resolved(*pages)))
    return [{" ".join(one.evidence.quote.split()) for one in entity.mentions} for entity in found.entities()]


def pages(*texts: str, type: str = "Person", hard: bool = False) -> list[Page]:
    """One page per text; its first line is a name, what follows after a bar are further ones of their own."""
    made = []
    for number, text in enumerate(texts):
        page = Page(text, f"{type}{number}.txt")
        for name in text.split("|"):
            page.name(name, type, hard=hard)
        made.append(page)
    return made


def test_one_full_name_in_two_documents_is_one_person():
    assert len(linked(*pages("Ana Rey", "Ána  REY"))) == 1
    assert len(linked(*pages("President Ana Rey", "Ana Rey"))) == 1


def test_single_names_of_people_are_not_joined():
    assert len(linked(*pages("Quispe", "Quispe"))) == 2
    assert len(linked(*pages("Comrade Raul", "Comrade Raul"))) == 2


def test_a_single_name_under_one_title_is_joined_where_the_documents_share_names():
    around = "Comrade Raul|Ana Rey|Juan Lopez"
    assert {"Comrade Raul"} in linked(*pages(around, around))
    assert len(linked(*pages(around, around))) == 3


def test_a_shorter_full_name_joins_the_one_longer_name_it_can_be():
    assert len(linked(*pages("Ana Maria Rey", "Ana Rey"))) == 1
    assert len(linked(*pages("Ana Maria Rey", "Ana Luisa Rey", "Ana Rey"))) == 3


def told_alias(name: str, alias: str) -> Page:
    page = Page(f"{name}|Juan Lopez Gil|Rosa Diaz", f"{name}.txt")
    for one in page.document.text.split("|"):
        page.name(one, "Person")
    page.says(page.name(name, "Person"), "alias", value=alias)
    return page


def test_a_title_and_name_told_as_an_alias_joins_its_bare_use():
    bare = pages("Comrade Sol|Juan Lopez Gil|Rosa Diaz")
    assert len(linked(told_alias("Ana Rey", "Comrade Sol"), *bare)) == 3


def test_people_whose_full_names_differ_are_kept_apart_whatever_links_them():
    one, other = told_alias("Ana Rey", "Comrade Sol"), told_alias("Pia Gomez", "Comrade Sol")
    bare = pages("Comrade Sol|Juan Lopez Gil|Rosa Diaz")
    assert ("different", ("full names differ: ana rey, pia gomez",)) in [(one.verdict, one.reasons) for one in resolved(one, other)]
    assert len(linked(one, other, *bare)) == 5


def test_places_of_one_name_are_one_and_other_classes_are_not():
    assert len(linked(*pages("Lima", "Lima", type="Settlement"))) == 1
    assert len(linked(*pages("Lima", type="Settlement"), *pages("Lima", type="Person"))) == 2
    assert len(linked(*pages("Rosario", type="Settlement", hard=True), *pages("Rosario", type="Region", hard=True))) == 2


def test_a_group_named_by_a_common_noun_stays_in_its_document():
    assert len(linked(*pages("Army", "Army", type="SecurityForce", hard=True))) == 2
    assert len(linked(*pages("Red Column", "the Red Column", type="Group"))) == 1


def test_names_that_a_list_gives_for_one_thing_are_one():
    assert len(linked(*pages("Sendero Luminoso", "Shining Path", type="ArmedGroup"))) == 1
    assert len(linked(*pages("Peru", type="Country"), *pages("Republic of Peru", type="Country"))) == 1


def test_a_people_is_not_its_country():
    assert len(linked(*pages("Peru", type="Country"), *pages("Peruvian", type="Community"))) == 2
    assert len(linked(*pages("Peruvian", "Peruvians", type="Community"))) == 1


def test_an_acronym_defined_in_one_document_joins_its_bare_use_in_another():
    one = Page("Front of the North (FDN) met.", "a.txt")
    one.same(one.name("Front of the North", "Group"), one.name("FDN", "Group"))
    two = Page("The FDN met.", "b.txt")
    two.name("FDN", "Organization")
    assert len(linked(one, two)) == 1


def test_things_without_names_are_never_joined_across_documents():
    made = [Page("armed men came", f"{number}.txt") for number in range(2)]
    for page in made:
        page.thing("armed men", "Group")
    assert resolved(*made) == []


def test_reasons_are_given_in_words():
    told = resolved(*pages("Ana Rey", "Ana Rey"))
    assert [(one.verdict, one.reasons) for one in told] == [("same", ("same name: ana rey",))]


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_linking_does_not_depend_on_the_order_of_documents(chance: random.Random):
    made = pages("Ana Maria Rey", "Ana Rey", "Ana Luisa Rey", "Comrade Sol|Ana Rey", "Ana Rey|Juan Lopez", "J. Lopez", "Juan Lopez Gil")
    expected = resolved(*made)
    chance.shuffle(made)
    assert resolved(*made) == expected


def working(name: str, occupation: str, *others: str) -> Page:
    """A page that tells what a person does for a living, and names others."""
    page = Page("|".join((name, *others)), f"{occupation}.txt")
    page.says(page.name(name, "Person"), "occupation", value=occupation)
    for one in others:
        page.name(one, "Person")
    return page


def test_two_people_with_one_name_stay_two():
    assert len(linked(working("Ana Rey", "minister"), working("Ana Rey", "footballer"))) == 2
    assert len(linked(working("Ana Rey", "minister", "Juan Lopez"), working("Ana Rey", "footballer", "Juan Lopez"))) == 3
    assert len(linked(working("Ana Rey", "minister"), working("Ana Rey", "mayor"))) == 1


def aged(name: str, age: str, published: str, *others: str) -> Page:
    page = Page("|".join((name, *others)), f"{published}.txt", published=published)
    page.says(page.name(name, "Person"), "age", value=age)
    for one in others:
        page.name(one, "Person")
    return page


def test_a_father_and_a_son_of_one_name_are_told_apart_by_their_ages():
    assert len(linked(aged("Ana Rey", "71", "2020-05-01"), aged("Ana Rey", "34", "2021-05-01"))) == 2
    assert len(linked(aged("Ana Rey", "33", "2020-05-01"), aged("Ana Rey", "34", "2021-05-01"))) == 1
    others = ("Juan Lopez", "Rosa Diaz", "Luis Mora")
    family = aged("Ana Maria Rey", "71", "2020-05-01", *others), aged("Ana Rey", "34", "2021-05-01", *others)
    either = Page("|".join(("A. M. Rey", *others)), "either.txt")
    for one in either.document.text.split("|"):
        either.name(one, "Person")
    assert not any({"Ana Maria Rey", "Ana Rey"} <= one for one in linked(*family, either))  # however much they are told of together


def test_two_birth_dates_are_two_people():
    made = pages("Ana Rey", "Ana Rey")
    for page, day in zip(made, ("1961-02-03", "1984"), strict=True):
        page.says(page.name("Ana Rey", "Person"), "birthDate", value=day)
    assert len(linked(*made)) == 2


def test_one_who_could_be_either_of_two_is_left_alone():
    minister, footballer = working("Ana Rey", "minister", "Juan Lopez"), working("Ana Rey", "footballer", "Rosa Diaz")
    assert len(linked(minister, footballer, *pages("Ana Rey"))) == 3 + 2
    assert len(linked(minister, footballer, *pages("Ana Rey|Juan Lopez"))) == 2 + 2


def test_the_title_in_front_of_a_name_tells_who_it_is():
    one, other = Page("Gen. Ana Rey spoke.", "a.txt"), working("Ana Rey", "footballer")
    one.name("Ana Rey", "Person")
    assert len(linked(one, other)) == 2


def test_one_person_under_five_names_becomes_one():
    around = "|Juan Lopez|Rosa Diaz"
    names = ("Mohammed al-Harthi", "Muhammad Al Harthi", "Mohamed Harthi", "M. al-Harthi", "Harthi")
    assert set(names) in linked(*pages(*(name + around for name in names)))


def test_a_single_name_is_looked_for_in_documents_of_the_same_story_only():
    full, around = "Ana Rey|Juan Lopez|Rosa Diaz", "|Juan Lopez|Rosa Diaz"
    assert {"Ana Rey", "Rey"} in linked(*pages(full, "Rey" + around))
    assert len(linked(*pages(full, "Rey"))) == 4
    assert {"Rey"} in linked(*pages(full + "|Pia Rey", "Rey" + around))


def test_a_brother_of_one_man_is_his_brother_elsewhere():
    made = pages("Ana Rey|Juan Lopez|Rosa Diaz", "Juan|Ana Rey|Rosa Diaz")
    for page, name in zip(made, ("Juan Lopez", "Juan"), strict=True):
        page.says(page.name(name, "Person"), "siblingOf", page.name("Ana Rey", "Person"))
    told = [one for one in resolved(*made) if "the same other end of relativeOf" in " ".join(one.reasons)]
    assert [one.verdict for one in told] == ["same"]


def test_a_group_that_one_report_names_otherwise_is_known_by_its_leader():
    made = [Page(f"{group}|Ana Rey|Juan Lopez", f"{group}.txt") for group in ("Red Column of the North", "Uncles")]
    for page in made:
        page.name("Juan Lopez", "Person")
        page.says(page.name("Ana Rey", "Person"), "leaderOf", page.name(page.document.text.split("|")[0], "ArmedGroup"))
    assert {"Red Column of the North", "Uncles"} in linked(*made)


def test_a_ministry_of_one_country_is_not_that_of_another():
    made = [Page(f"Interior Ministry|{country}", f"{country}.txt") for country in ("Peru", "Chile", "Republic of Peru")]
    for page in made:
        page.name("Interior Ministry", "Organization", hard=True)
        page.name(page.document.text.split("|")[1], "Country", hard=True)
    assert {"Interior Ministry"} in linked(*made)
    assert sum("Interior Ministry" in one for one in linked(*made)) == 2


def test_copies_of_a_text_speak_of_the_same_people():
    text = " ".join(f"word{number}" for number in range(60)) + " Hilario"
    made = [Page(text, "wire.txt"), Page("Reprinted. " + text, "reprint.txt"), Page("Hilario", "other.txt")]
    for page in made:
        page.name("Hilario", "Person")
    assert len(linked(*made)) == 2


def links(*names: str) -> list[list[str]]:
    """What weak links between neighbours make of mentions in documents of their own."""
    ids = [f"d{name}#0,1" for name in names]
    return clusters(ids, [judged(one, other, score=0.8) for one, other in pairwise(ids)])


def test_weak_links_make_stars_and_never_chains():
    assert max(map(len, links(*"abcdefgh"))) <= 3
    ids = [f"d{name}#0,1" for name in "abcdef"]
    assert clusters(ids, [judged("dd#0,1", one, score=0.7) for one in ids]) == [ids]


def test_a_weak_link_between_sure_clusters_asks_every_member():
    ids = [f"d{name}#0,1" for name in "abcd"]
    sure = [judged(ids[0], ids[1], score=0.99), judged(ids[2], ids[3], score=0.99)]
    weak = judged(ids[1], ids[2], score=0.8)
    assert clusters(ids, [*sure, weak]) == [ids]
    assert clusters(ids, [*sure, weak, judged(ids[0], ids[3], "different")]) == [ids[:2], ids[2:]]
