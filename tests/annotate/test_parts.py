"""The dead and wounded of an attack are part of it; those of a clash or an accident are how it ended."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kg.annotate import Annotator
from kg.facts import Document, Reading
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def told(reading: Reading) -> set[tuple[str, str, str]]:
    words = {one.id: one for one in reading.mentions}
    rows = ((words[one.subject], one.predicate, words[one.object].evidence.quote if one.object else one.value) for one in reading.claims)
    return {(f"@{subject.type}", predicate, str(end)) for subject, predicate, end in rows if "!" in subject.id}


def classes(rows: Iterable[tuple[str, str, str]]) -> set[str]:
    return {one[0] for one in rows}


def test_a_clash_has_the_victims_and_counts_that_are_told_with_it(annotator: Annotator) -> None:
    found = told(annotator.reading(Document.of("Troops clashed with rebels near Lima, killing three rebels and wounding ten.", "a")))
    assert {("@Clash", "killedCount", "3"), ("@Clash", "injuredCount", "10"), ("@Clash", "victim", "three rebels")} <= found
    assert classes(found) == {"@Clash"}


def test_an_outcome_in_the_course_of_an_attack_is_part_of_it(annotator: Annotator) -> None:
    found = told(annotator.reading(Document.of("Five farmers were killed in the attack on the village.", "a")))
    assert {("@Killing", "partOfEvent", "attack"), ("@Killing", "killedCount", "5"), ("@Attack", "target", "the village")} <= found


def test_a_killing_with_a_doer_of_its_own_stands_alone(annotator: Annotator) -> None:
    text = "A bomb exploded at the station. In another town the Red Front killed a mayor."
    assert not [one for one in told(annotator.reading(Document.of(text, "a"))) if one[1] == "partOfEvent"]


def test_they_who_did_it_are_called_by_what_was_said_of_them(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Several men came to the village on Monday. They killed two farmers.", "a"))
    said = {one.id: one.evidence.quote for one in reading.mentions}
    doers = [one for one in reading.claims if one.predicate == "agent" and reading.document and "killed" in one.evidence.quote]
    assert [said[str(one.object)] for one in doers] == ["Several men"]
    assert doers[0].evidence.quote.startswith("Several men")


def test_a_doubted_description_hedges_the_role_and_not_the_deed(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Alleged rebels killed two farmers near Lima.", "a"))
    stances = {one.predicate: one.polarity for one in reading.claims}
    assert (stances["agent"], stances["victim"]) == ("hedged", "asserted")
    assert "rebels" in {one.evidence.quote for one in reading.mentions}


def test_a_group_of_people_is_named_with_the_people(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("A group of armed men killed Ada Berg.", "a"))
    assert "A group of armed men" in {one.evidence.quote for one in reading.mentions}


@pytest.mark.parametrize(
    ("text", "role", "targets"),
    [
        ("A bomb damaged the windows of the embassy.", "target", {"the embassy"}),
        ("Rebels ambushed a patrol on a highway.", "target", {"a patrol"}),
        ("The attack occurred on a highway near Lima.", "target", set()),
        ("The Red Front attacked a bank in Lima and the killing of a guard followed.", "target", {"a bank"}),
    ],
)
def test_what_was_aimed_at_is_the_whole_and_neither_place_nor_deed(annotator: Annotator, text: str, role: str, targets: set[str]) -> None:
    found = told(annotator.reading(Document.of(text, "a")))
    assert {end for _, predicate, end in found if predicate == role} == targets


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Two bombs went off outside a bank in Lima. Four people were hurt.", "went"),
        ("Gunmen ambushed a convoy near Lima. The drivers fled. A guard was wounded.", "ambushed"),
        ("Two bombs went off outside a bank. Elsewhere, four people were hurt.", None),
        ("Two bombs went off outside a bank on Monday. On Friday four people were hurt.", None),
        ("Soldiers clashed with rebels near Lima. Three rebels were killed.", None),
        ("The murders of two priests and the bombings of the bridges shook the country.", None),
    ],
)
def test_the_hurt_belong_to_what_was_told_right_before(annotator: Annotator, text: str, whole: str | None) -> None:
    found = {end for _, predicate, end in told(annotator.reading(Document.of(text, "a"))) if predicate == "partOfEvent"}
    assert found == ({whole} if whole else set())


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off outside a bank in Lima. The attack was carried out by three men.",
        "A bomb went off outside a bank in Lima. Police spoke of last night's attack.",
    ],
)
def test_a_definite_deed_is_the_one_told_before_though_more_is_told_of_it(annotator: Annotator, text: str) -> None:
    reading = annotator.reading(Document.of(text, "a"))
    assert ["a definite noun for what was told before"] in [list(one.reasons) for one in reading.judgements]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The minister condemned the murder of Ada Berg, carried out on Monday by Red Front rebels.", ("@Killing", "agent", "Red Front")),
        ("The gang set a restaurant on fire in Lima on Monday.", ("@Arson", "target", "a restaurant")),
        ("Rebels blew up 20 meters of railway near Lima.", ("@Bombing", "target", "railway")),
        ("The attack on the barracks was carried out with grenades.", ("@Bombing", "target", "the barracks")),
    ],
)
def test_what_the_parse_hangs_elsewhere_belongs_to_the_deed(annotator: Annotator, text: str, deed: tuple[str, str, str]) -> None:
    assert deed in told(annotator.reading(Document.of(text, "a")))


@pytest.mark.parametrize(
    ("text", "role", "who"),
    [
        ("As a result of the raid, a teacher was killed.", "victim", {"a teacher"}),
        ("The council condemned the murder in Lima of leaders Ada Berg and Tomas Rell.", "victim", {"Ada Berg", "Tomas Rell"}),
        ("The council condemned the murder on 26 February of mayor Ada Berg.", "victim", {"Ada Berg"}),
        ("Ada Berg was shot to death in Lima by two men on a motorcycle.", "target", set()),
        ("Rebels fired on a bus on a highway near Lima.", "target", {"a bus"}),
        ("Rebels launched rockets on the barracks.", "target", {"the barracks"}),
        ("A bomb exploded in Western Sirel, on Sol Avenue.", "target", set()),
    ],
)
def test_who_and_what_was_hit_is_told_from_where_it_was(annotator: Annotator, text: str, role: str, who: set[str]) -> None:
    assert {end for _, predicate, end in told(annotator.reading(Document.of(text, "a"))) if predicate == role} == who
