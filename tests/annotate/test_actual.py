"""Talk of killings and attacks in general is no happening; the telling of a single one is."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.annotate.happenings.actual import score
from kg.annotate.happenings.actual_weights import LEAST, WEIGHTS
from kg.facts import Document
from kg.ontology import Ontology

ACTUAL = (
    "Gunmen killed two farmers near Lima on Monday.",
    "The mayor was kidnapped by the Red Front.",
    "The attack on the barracks shook the town.",
    "The Red Front carried out an attack on a police station.",
    "Rebels blew up a bridge.",
)
GENERAL = (
    "They attack whoever speaks out.",
    "He condemned murders, kidnappings and robberies.",
    "They are attacking our freedom, she said.",
    "She spoke of robberies, burglaries and murders.",
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def happenings(annotator: Annotator, text: str) -> list[str]:
    reading = annotator.reading(Document.of(text, "a"))
    return [str(one.value) for one in reading.claims if one.predicate == "type" and annotator.ontology.judged(str(one.value))]


@pytest.mark.parametrize("text", ACTUAL)
def test_a_single_happening_is_kept(text: str, annotator: Annotator) -> None:
    assert happenings(annotator, text)


@pytest.mark.parametrize("text", GENERAL)
def test_talk_of_such_things_is_left_out(text: str, annotator: Annotator) -> None:
    assert not happenings(annotator, text)


def test_a_judge_sees_every_telling_and_can_be_replaced() -> None:
    seen: list[list[str]] = []
    annotator = Annotator(Ontology.load(), judge=lambda told, same, of, likely, ontology: [seen.append(of(one)) for one in told] and [])
    reading = annotator.reading(Document.of(ACTUAL[0], "a"))
    assert [one for one in seen if "verb: past" in one]
    assert not [one for one in reading.claims if one.predicate == "type"]


def test_weights_tell_past_from_present() -> None:
    assert score(["verb: past", "a day", "other: named"]) > LEAST > score(["verb: present", "other: bare plural", "no time"])
    assert all(abs(weight) < 3 for weight in WEIGHTS.values())


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("There are no tourists being held hostage by the Red Front.", "negated"),
        ("There were no guards who were killed by the Red Front.", "negated"),
        ("There is no Ada Berg at the bank and the mayor was killed by the Red Front.", "asserted"),
        ("The country needs talks, not the killing of farmers by the army.", "negated"),
        ("Police defused a bomb at the airport in Lima.", "hedged"),
    ],
)
def test_what_did_not_come_about_is_not_asserted(text: str, polarity: str, annotator: Annotator) -> None:
    reading = annotator.reading(Document.of(text, "a"))
    types = {one.subject for one in reading.claims if one.predicate == "type" and annotator.ontology.judged(str(one.value))}
    assert {one.polarity for one in reading.claims if one.subject in types} == {polarity}
