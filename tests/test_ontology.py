"""The ontology: what it holds, what it refuses, and whether its own examples are read as they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate.examples import test_examples as read_examples
from kg.errors import OntologyError
from kg.ontology import Ontology, default_folder

CLASSES = """Person Group Organization Company GovernmentBody SecurityForce PoliticalParty MediaOrganization EducationalInstitution
InternationalOrganization SportsTeam ArmedGroup CriminalGroup Community Place Country Region Settlement NaturalFeature Facility Item Weapon
Vehicle Substance Event Attack Ambush Bombing Shooting Arson Airstrike Killing Injury Kidnapping Robbery Clash MilitaryOperation Arrest Trial
Conviction Release Protest Strike Election Appointment Resignation Meeting Negotiation Agreement Statement Accusation Threat Demand Visit
Founding Acquisition Birth Death Marriage Disaster Accident Seizure Production Trafficking Sanction Aid War""".split()
PROPERTIES = """siblingOf brotherOf sisterOf parentOf fatherOf motherOf childOf sonOf daughterOf spouseOf relativeOf memberOf partyMemberOf
employeeOf educatedAt leaderOf headOfGovernmentOf headOfStateOf commanderOf spokespersonOf founderOf holdsPosition occupation alias description
age birthDate deathDate citizenOf bornIn diedIn livesIn associateOf opponentOf succeeded alliedWith fightsAgainst supports partOf subsidiaryOf
ownedBy splinterOf basedIn operatesIn controls foundedOn dissolvedOn memberCount locatedIn capitalOf borders agent victim target instrument
participant recipient topic place time origin destination killedCount injuredCount arrestedCount participantCount partOfEvent causedBy""".split()
ROLES = set(PROPERTIES[PROPERTIES.index("agent") :])
SMALL = (Path(__file__).parent / "annotate" / "small" / "world.ttl").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(default_folder())


def test_the_contract_is_there(ontology: Ontology) -> None:
    assert set(CLASSES) <= ontology.classes.keys()
    assert set(PROPERTIES) <= ontology.properties.keys()


def test_terms_are_labelled_and_commented(ontology: Ontology) -> None:
    terms = [*ontology.classes.values(), *ontology.properties.values()]
    assert [one.name for one in terms if not one.label or not one.comment] == []


def test_every_relation_and_event_class_has_words(ontology: Ontology) -> None:
    signalled = {one.target for one in ontology.triggers}
    happenings = {name for name in CLASSES if ontology.is_event(name) and name != "Event"}
    relations = set(PROPERTIES) - ROLES
    # Words for the child's side are those of son and daughter, and the other way round.
    assert happenings - signalled == set()
    assert relations - signalled == set()


def test_examples_are_read_as_promised() -> None:
    """The share of examples that give what they promise; it may rise, never fall."""
    read = read_examples(Ontology.load(default_folder()))
    assert len(read) >= 1000
    assert sum(one.found for one in read) / len(read) >= 0.95


def broken(tmp_path: Path, old: str, new: str) -> str:
    assert old in SMALL
    (tmp_path / "world.ttl").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(OntologyError) as caught:
        Ontology.load(tmp_path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_unknown_frame(tmp_path: Path) -> None:
    said = broken(tmp_path, "a kg:Nominal", "a kg:Sideways")
    assert "Sideways" in said
    assert "Transitive" in said


def test_trigger_without_lemma(tmp_path: Path) -> None:
    assert "no kg:lemma" in broken(tmp_path, 'kg:lemma "attack" ;', "")


def test_trigger_without_example(tmp_path: Path) -> None:
    assert "kg:example" in broken(tmp_path, 'kg:example "Gunmen carried out an attack on Lima. => @Attack | target | Lima"', 'kg:prep "of"')


def test_unknown_trait(tmp_path: Path) -> None:
    said = broken(tmp_path, "kg:Place a owl:Class ;", 'kg:Place a owl:Class ; kg:trait "landd" ;')
    assert "kg:trait: unknown 'landd'" in said
    assert "known: body, built" in said


def test_a_trait_is_that_of_the_classes_below_and_of_no_other(ontology: Ontology) -> None:
    assert ontology.has("Company", "body")
    assert not ontology.has("Group", "body")
    assert ontology.has("birthDate", "birth")
    assert ontology.having("land") == {"Country"}
    assert ontology.broadest("people") == "Community" and ontology.broadest("no such trait") == "Thing"


def test_range_that_is_no_class(tmp_path: Path) -> None:
    said = broken(tmp_path, "rdfs:range kg:Place", "rdfs:range kg:Nowhere")
    assert "Nowhere" in said
    assert "known:" in said


@pytest.mark.parametrize("told", ["wgs:lat 12", "wgs:lat 91 ; wgs:long 0", 'wgs:lat "north" ; wgs:long 3', "wgs:long 3.5"])
def test_a_position_that_is_none(tmp_path: Path, told: str) -> None:
    prefixes = "@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .\n@prefix name: <https://kg.example/name/> .\n"
    old = "kg:Thing a owl:Class ."
    assert "wgs:lat (-90 to 90)" in broken(tmp_path, old, f'{prefixes}{old} name:Lima a kg:Place ; rdfs:label "Lima" ; {told} .')


def test_positions_of_known_places(ontology: Ontology) -> None:
    placed = {one.name: one.position for one in ontology.individuals if one.position}
    assert len(placed) > 1000
    assert placed["Lima"] == (-12.043, -77.028)


def test_turtle_that_does_not_parse(tmp_path: Path) -> None:
    assert "world.ttl:" in broken(tmp_path, "kg:Thing a owl:Class .", "kg:Thing a owl:Class")


def test_folder_without_turtle(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"no \.ttl"):
        Ontology.load(tmp_path)
