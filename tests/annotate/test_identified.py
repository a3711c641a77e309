"""Whom a description means, and how far it goes: who is said to be whom, and which words around a noun say what is meant."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.facts import Document
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def fillers(annotator: Annotator, text: str, role: str) -> set[str]:
    """The words of what has a role in a happening of a text."""
    reading = annotator.reading(Document.of(text, "a"))
    words = {one.id: one.evidence.quote for one in reading.mentions}
    return {words[one.object] for one in reading.claims if one.predicate == role and one.object}


IDENTIFIED = [
    ("Gunmen killed two farmers near Lima. The victims were identified as Luis Rell and Pedro Paz.", {"Luis Rell", "Pedro Paz"}),
    ("The murdered inspector was identified as Luis Rell.", {"Luis Rell"}),
    ("Gunmen kidnapped three traders in Lima. Those who were kidnapped are Luis Rell and Pedro Paz.", {"Luis Rell", "Pedro Paz"}),
    ("Gunmen shot two men in Lima. The dead were Luis Rell and Pedro Paz.", {"Luis Rell", "Pedro Paz"}),
    ("Killed in the attack were Luis Rell and Pedro Paz.", {"Luis Rell", "Pedro Paz"}),
    ("Among the priests murdered was Luis Rell.", {"Luis Rell"}),
    ("One of the students killed in Lima was Luis Rell.", {"Luis Rell"}),
    ("Gunmen killed a trader in Lima. A judge identified the victim as Luis Rell.", {"Luis Rell"}),
    ("Luis Rell and Pedro Paz were the farmers killed in Lima.", {"Luis Rell", "Pedro Paz"}),
    ("The murder in May of Luis Rell was condemned.", {"Luis Rell"}),
    ("Among the injured are Luis Rell, 24; Pedro Paz, 30; and Ana Mora, a teacher.", {"Luis Rell", "Pedro Paz", "Ana Mora"}),
    ("Two engineers were kidnapped in Lima. Engineers Luis Rell and Pedro Paz were released on Monday.", {"Luis Rell", "Pedro Paz"}),
    ("The murder of Luis Rell, along with Pedro Paz, was condemned.", {"Luis Rell", "Pedro Paz"}),
    ("Armed men kidnapped Pedro Paz, the bishop of Norfeld, and his assistant, Luis Rell.", {"Pedro Paz", "Luis Rell"}),
    ("Ten members were killed in the attack, including opposition leader Luis Rell.", {"Luis Rell"}),
    ("Gunmen kidnapped a young couple, Luis Rell and Ana Paz, as they were leaving.", {"Luis Rell", "Ana Paz"}),
]


@pytest.mark.parametrize(("text", "names"), IDENTIFIED)
def test_those_who_are_named_have_the_part_of_the_description(annotator: Annotator, text: str, names: set[str]) -> None:
    assert names <= fillers(annotator, text, "victim")


def test_who_is_said_not_to_be_meant_has_no_part(annotator: Annotator) -> None:
    assert "Luis Rell" not in fillers(annotator, "Gunmen shot two men in Lima. The dead were not Luis Rell and Pedro Paz.", "victim")
    assert "Luis Rell" not in fillers(annotator, "A man was shot in Lima on Monday. The mayor is Luis Rell.", "victim")


EXTENTS = [
    ("Members of the Red Front attacked a bank in Lima.", "agent", "Members of the Red Front"),
    ("Men wearing military uniforms attacked a bank in Lima.", "agent", "Men wearing military uniforms"),
    ("At least 20 rebels attacked a bank in Lima.", "agent", "rebels"),
    ("Rebels attacked the offices of lawyer Ada Berg in Lima.", "target", "the offices of lawyer Ada Berg"),
    ("Rebels attacked the headquarters of the peasants' union in Lima.", "target", "the headquarters of the peasants' union"),
    ("Rebels burned his car near Lima.", "target", "car"),
    ("Rebels attacked several state-owned banks in Lima.", "target", "state-owned banks"),
    ("Last year rebels bombed the same bank in Lima.", "agent", "rebels"),
]


@pytest.mark.parametrize(("text", "role", "words"), EXTENTS)
def test_a_description_goes_as_far_as_it_says_what_is_meant(annotator: Annotator, text: str, role: str, words: str) -> None:
    assert words in fillers(annotator, text, role)


@pytest.mark.parametrize("text", ["Gunmen kidnapped Kenyan Ana Ruiz in Lima.", "Gunmen kidnapped Cattleman Luis Ruiz in Lima."])
def test_what_a_person_is_stays_out_of_the_name(annotator: Annotator, text: str) -> None:
    assert fillers(annotator, text, "victim") == {" ".join(text.split()[3:5])}


PEOPLE_OF_A_GROUP = [
    ("Guerrillas of the Farabundo Marti National Liberation Front attacked a bank in Lima.", "Farabundo Marti National Liberation Front"),
    ("On Monday FMLN Rebels attacked a bank in Lima.", "FMLN"),
    ("On Monday shining path terrorists attacked a bank in Lima.", "shining path"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE_OF_A_GROUP)
def test_the_people_of_a_listed_group_are_no_part_of_its_name(annotator: Annotator, text: str, name: str) -> None:
    assert name in fillers(annotator, text, "agent")


def test_what_stands_with_the_verb_of_a_deed_is_said_of_the_deed(annotator: Annotator) -> None:
    text = "A guard was hurt in the attack staged by rebels on the town hall in Lima."
    assert fillers(annotator, text, "target") == {"the town hall"}
    text = "The attack, which was carried out with rifles, left four dead in Lima."
    assert fillers(annotator, text, "instrument") == {"rifles"}


def test_the_perpetrators_are_nobody_in_particular(annotator: Annotator) -> None:
    assert not fillers(annotator, "The perpetrators of the attack on the bank in Lima fled.", "agent")


def test_what_is_damaged_by_nobody_named_is_the_target_of_what_was_told_before(annotator: Annotator) -> None:
    told = "A bomb exploded near a bank in Lima on Monday. Two cars were damaged. A restaurant was also destroyed."
    assert {"cars", "A restaurant", "a bank"} <= fillers(annotator, told, "target")
    assert not fillers(annotator, "A flood struck Lima on Monday. Two cars were damaged.", "target")


INSTRUMENTS = [
    ("The mayor was killed by a bomb in Lima on Monday.", {"a bomb"}),
    ("The mayor was killed by a grenade thrown by rebels in Lima.", {"a grenade"}),
    ("Approximately 5 kg of dynamite were used in the attack on the bank in Lima.", {"dynamite"}),
    ("Gunmen riddled the house with bullets in Lima.", set()),
    ("Rebels carried out a dynamite attack on the bank in Lima.", {"dynamite"}),
    ("Soldiers fired rockets and rifles at the village near Lima.", {"rockets", "rifles"}),
]


@pytest.mark.parametrize(("text", "words"), INSTRUMENTS)
def test_with_what_it_was_done(annotator: Annotator, text: str, words: set[str]) -> None:
    assert fillers(annotator, text, "instrument") == words


def test_a_gloss_in_brackets_stands_beside_the_name_before_it(annotator: Annotator) -> None:
    text = "The murder of the RFU [Red Front University] priests in Lima was condemned on Monday."
    assert {words.split()[-1] for words in fillers(annotator, text, "victim")} == {"priests"}


def test_the_house_of_somebody_is_not_called_after_the_owner(annotator: Annotator) -> None:
    assert fillers(annotator, "Rebels threw a bomb at the house of Ana Ruiz in Lima.", "target") == {"the house of Ana Ruiz"}


def test_nothing_is_aimed_at_a_street(annotator: Annotator) -> None:
    text = "A bomb exploded on 34th Street in Lima on Monday."
    assert (fillers(annotator, text, "target"), "34th Street" in fillers(annotator, text, "place")) == (set(), True)


SIDES = [
    ("Guerrillas of the Red Front left the hills on Monday. The guerrillas burned a bus in Lima.", {"Red Front", "The guerrillas"}),
    ("A spokesman for the Red Front claimed responsibility for the bombing in Lima.", {"Red Front"}),
    ("Members of the Red Front claimed responsibility for the bombing in Lima.", {"Members of the Red Front", "Red Front"}),
    ("A group of rebels belonging to the Red Front attacked a bank in Lima.", {"A group of rebels", "Red Front"}),
    ("Luis Rell participated in the killing of Ada Berg.", {"Luis Rell"}),
    ("Luis Rell was arrested in connection with the murder of Ada Berg.", {"Luis Rell"}),
    ("Luis Rell's involvement in the killing of Ada Berg is known.", {"Luis Rell"}),
    ("The minister has blamed the murder of two priests on drug traffickers.", {"drug traffickers"}),
    (
        "The mayor accused the death squads of perpetrating the attack in which two priests were killed in Lima on Monday.",
        {"the death squads"},
    ),
    (
        "Luis Rell, two lieutenants, one corporal and two soldiers are implicated in the murder.",
        {"Luis Rell", "two lieutenants", "one corporal", "two soldiers"},
    ),
    ("A judge acquitted Luis Rell of charges of masterminding the murder of Ada Berg.", {"Luis Rell"}),
]


@pytest.mark.parametrize(("text", "doers"), SIDES)
def test_who_acts_in_the_stead_of_a_group_names_it(annotator: Annotator, text: str, doers: set[str]) -> None:
    reading = annotator.reading(Document.of(text, "a"))
    words = {one.id: one for one in reading.mentions}
    found = [
        one for one in reading.claims if one.predicate == "agent" and words[one.subject].type in ("Arson", "Attack", "Bombing", "Killing")
    ]
    assert {words[one.object].evidence.quote for one in found if one.object} == doers


def test_a_noun_of_two_groups_people_tells_nothing_of_whose_they_are(annotator: Annotator) -> None:
    text = "The mayor met rebels of the Condor Brigade on Monday. Rebels of the Falcon Brigade left. The rebels burned a bus in Lima."
    assert fillers(annotator, text, "agent") == {"The rebels"}


def test_a_building_does_nothing_and_students_stand_for_no_school(annotator: Annotator) -> None:
    assert "the Norfeld headquarters" not in fillers(annotator, "A bomb exploded at the Norfeld headquarters killing nine people.", "agent")
    assert fillers(annotator, "Gunmen kidnapped two Norfeld University students in Lima.", "victim") == {"two Norfeld University students"}


def test_what_is_damaged_by_it_is_damaged_by_what_was_told(annotator: Annotator) -> None:
    assert {"a telephone booth"} <= fillers(annotator, "A bomb exploded in Lima. It also destroyed a telephone booth.", "target")


def test_who_dies_in_an_act_is_its_victim(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Luis Rell died on Monday when soldiers fired at his car.", "a"))
    words = {one.id: one for one in reading.mentions}
    found = {
        (words[one.subject].type, words[one.object].evidence.quote) for one in reading.claims if one.predicate == "victim" and one.object
    }
    assert ("Shooting", "Luis Rell") in found


def test_such_things_as_are_named_are_used(annotator: Annotator) -> None:
    assert "flamethrowers" in fillers(annotator, "Rebels burned the church with weapons such as flamethrowers.", "instrument")
    assert fillers(annotator, "The explosion in Lima was caused by a bomb.", "instrument") == {"a bomb"}


def test_what_is_thrown_from_somewhere_is_thrown_at_what_stands_behind_it(annotator: Annotator) -> None:
    assert fillers(annotator, "Guerrillas threw two bombs from a car at the warehouse.", "target") == {"the warehouse"}


def test_a_groups_killers_killed_not_the_group(annotator: Annotator) -> None:
    assert not fillers(annotator, "Soldiers defeated the FMLN murderers in Lima on Monday.", "victim")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rebels attacked several banks in the capital, including the office of the mayor.", "the office of the mayor"),
        ("The attack on Friday, 23 June at the Norfeld Market killed two people.", "Norfeld Market"),
        ("Rebels hurled two grenades that fell on a gas station.", "a gas station"),
        ("The rebels carried out sabotage to the power station.", "the power station"),
    ],
)
def test_what_was_hit_stands_far_from_the_word_that_tells_so(annotator: Annotator, text: str, target: str) -> None:
    assert target in fillers(annotator, text, "target")


def test_many_of_a_kind_are_not_counted_among_those_killed(annotator: Annotator) -> None:
    assert "judges" not in fillers(annotator, "Rebels killed 200 people in Lima on Monday, including judges and attorneys.", "victim")


def test_a_number_of_a_people_is_described_and_not_named(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Armed men kidnapped three Kenyans in Lima on Monday. Most Kenyans were shocked.", "a"))
    kinds = {one.evidence.quote: (one.kind, one.type) for one in reading.mentions}
    assert kinds["three Kenyans"] == ("nominal", "Person")
    assert kinds["Kenyans"][0] == "name"


def test_wounds_tell_by_what_and_are_not_counted_as_the_wounded(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Ada Berg received two bullet wounds in Lima on Monday.", "a"))
    assert [
        one.evidence.quote for one in reading.mentions if one.id in {c.object for c in reading.claims if c.predicate == "instrument"}
    ] == ["bullet"]
    assert "injuredCount" not in {one.predicate for one in reading.claims}


def test_a_building_that_somebody_has_is_not_whose_it_is(annotator: Annotator) -> None:
    assert fillers(annotator, "Rebels attacked the U.S. Embassy warehouse on Monday.", "target") == {"the U.S. Embassy warehouse"}
    assert fillers(annotator, "Rebels attacked the Ruiz home on Monday.", "target") == {"the Ruiz home"}
