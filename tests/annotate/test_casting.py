"""The grammar and the learned reader together say who takes part in what happened, and whether it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from kg.annotate import Annotator
from kg.annotate.happenings import casting, participants, weighing
from kg.annotate.happenings.actual import LEAST
from kg.annotate.happenings.casting import SURE, taking_part, together
from kg.annotate.happenings.happened import HAPPENED, actually, labels_of
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.pairing import PAIRED
from kg.annotate.happenings.participants import Cast, fitting
from kg.annotate.reader.reported import Reported
from kg.facts import Document, Reading
from kg.ontology import Ontology

LABELS = ("agent Person", "agent Group", "target", "victim", "instrument", "Attack", "Bombing")
TEXT = "Two farmers were killed near Lima on Monday. Everybody there fears Tomas Rell."


@pytest.fixture(autouse=True)
def weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain weights, so that what is fitted anew changes nothing here."""
    table = {role: {"read": 1.0, "told": 2.0, "told so": 1.0} for role in LABELS[:5]}
    monkeypatch.setattr(weighing, "_weights", lambda: {**table, HAPPENED: {"read": 1.0, "told so": 1.0}})


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def read(
    text: str, ontology: Ontology, said: dict[str, str], happened: float = 0.95, likely: float = 0.9
) -> tuple[Reading, list[Happening], Cast]:
    """The reading of a text in which the reader takes each word for one of a role, with what was told of."""
    seen: list[tuple[list[Happening], Cast]] = []

    def keep(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        scores = np.full((cast.g.tree.n, len(LABELS)), 0.0001, dtype=np.float32)
        for word, label in said.items():
            scores[[i for i, token in enumerate(cast.g.tree.text) if token == word], LABELS.index(label)] = likely
        cast = replace(cast, reported=Reported(LABELS, scores), happened={"Attack": happened, "Bombing": 0.01})
        seen.append((together(told, cast), cast))
        return seen[-1][0]

    reading = Annotator(ontology, casting=keep, reader=True).reading(Document.of(text, "a"))
    return reading, *seen[-1]


def roles(told: list[Happening], cast: Cast) -> set[tuple[str, str]]:
    return {(role, cast.g.tree.text[token]) for one in told for role, token in one.roles}


def test_who_did_it_is_found_in_another_sentence_and_the_reader_says_so(ontology: Ontology) -> None:
    reading, told, cast = read(TEXT, ontology, {"Tomas": "agent Person", "Rell": "agent Person"})
    assert ("agent", "Rell") in roles(told, cast)
    (claim,) = (one for one in reading.claims if one.predicate == "agent" and one.by.startswith("reader"))
    assert SURE <= claim.confidence < 1
    assert claim.evidence.quote == "Two farmers were killed near Lima on Monday. Everybody there fears Tomas Rell."


@pytest.mark.parametrize(("likely", "added"), [(0.6, True), (0.4, False)])
def test_what_the_reader_alone_says_must_be_likelier_than_not(likely: float, added: bool, ontology: Ontology) -> None:
    _, told, cast = read(TEXT, ontology, {"Tomas": "agent Person", "Rell": "agent Person"}, likely=likely)
    assert (("agent", "Rell") in roles(told, cast)) is added


@pytest.mark.parametrize(("other", "added"), [("Ana Rell", False), ("Ana Berg", True)])
def test_of_two_people_with_one_family_name_the_reader_may_mean_the_other(other: str, added: bool, ontology: Ontology) -> None:
    text = f"Gunmen killed Omar Rell near Lima on Monday. {other} had studied in Quito."
    _, told, _ = read(text, ontology, dict.fromkeys(("Omar", *other.split()), "victim"))
    hurt = [token for one in told for role, token in one.roles if role == "victim"]
    assert len(hurt) == 1 + added


def test_what_the_reader_does_not_see_is_not_added(ontology: Ontology) -> None:
    _, told, cast = read(TEXT, ontology, {}, happened=0.001)
    assert roles(told, cast) == {("victim", "farmers"), ("place", "Lima")}


@pytest.mark.parametrize(
    ("ruled", "happened", "stays"),
    [
        (participants.LEAST + 0.05, 0.95, False),
        (participants.LEAST + 0.05, 0.001, True),  # a report of a kind that the reader does not know
        (0.6, 0.95, True),  # likelier than not by the grammar alone
    ],
)
def test_what_the_reader_does_not_see_goes_where_the_grammar_is_not_sure_and_the_report_is_of_its_kind(
    ruled: float, happened: float, stays: bool, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casting, "score", lambda role, traits: ruled if role == "instrument" else 0.9)
    text, seen = "Gunmen attacked a bank in Lima with rifles.", {"Gunmen": "agent Person", "bank": "target"}
    _, told, cast = read(text, ontology, seen, happened=happened)
    assert roles(told, cast) == {("agent", "Gunmen"), ("target", "bank"), ("place", "Lima")} | (
        {("instrument", "rifles")} if stays else set()
    )


def test_where_both_agree_both_say_so_and_it_is_surer(ontology: Ontology) -> None:
    text = "Gunmen attacked a bank in Lima with rifles."
    (alone,) = (one for one in read(text, ontology, {}, happened=0.001)[0].claims if one.predicate == "instrument")
    (both,) = (one for one in read(text, ontology, {"rifles": "instrument"})[0].claims if one.predicate == "instrument")
    assert both.by.startswith(f"{alone.by} reader:")
    assert both.confidence > alone.confidence


def test_nobody_takes_part_twice_in_one_happening(ontology: Ontology) -> None:
    _, told, cast = read(
        "Gunmen killed Ada Berg in Lima. The gunmen fled.", ontology, {"gunmen": "agent Person", "Ada": "victim", "Berg": "victim"}
    )
    assert sorted(role for role, word in roles(told, cast) if word in ("Gunmen", "gunmen", "Berg")) == ["agent", "victim"]


def test_whom_an_attack_was_aimed_at_is_not_counted_among_the_dead(ontology: Ontology) -> None:
    text = "Ten people were killed in Lima during an attack on the judge Ada Berg."
    _, told, cast = read(text, ontology, {"Ada": "victim", "Berg": "victim"})
    assert ("target", "Berg") in roles(told, cast) and ("victim", "Berg") not in roles(told, cast)


def test_who_is_far_from_every_happening_has_no_part(ontology: Ontology) -> None:
    far = "Ada Berg was killed in Lima. " + "It rained all day. " * 4 + "Tomas Rell was there."
    _, told, cast = read(far, ontology, {"Tomas": "agent Person", "Rell": "agent Person"})
    assert "agent" not in {role for role, _ in roles(told, cast)}


def test_without_a_reader_the_grammar_judges_alone(ontology: Ontology) -> None:
    seen = []

    def keep(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        seen.append((taking_part(told, cast), fitting(told, cast)))
        return seen[-1][0]

    Annotator(ontology, casting=keep).reading(Document.of(TEXT, "a"))
    assert seen[-1][0] == seen[-1][1]


def test_a_class_is_read_under_its_own_label_or_under_what_it_comes_of(ontology: Ontology) -> None:
    classes = LABELS[5:]
    assert labels_of("Ambush", classes, ontology) == ["Attack"]
    assert labels_of("Bombing", classes, ontology) == ["Bombing"]
    assert set(labels_of("Killing", classes, ontology)) == set(classes)
    assert labels_of("Election", classes, ontology) == []


def test_the_reader_makes_a_happening_likelier_and_never_less_likely(ontology: Ontology) -> None:
    one = Happening("Attack", 0, 0)
    silent, loud = (Reported(LABELS, np.full((1, len(LABELS)), value, dtype=np.float32)) for value in (0.0001, 0.9))
    quiet, said = dict.fromkeys(LABELS[5:], 0.0001), dict.fromkeys(LABELS[5:], 0.95)
    assert actually(one, 0.4, loud, [0], said, ontology) >= LEAST
    assert [actually(one, rule, silent, [0], quiet, ontology) for rule in (0.4, 0.8)] == [0.4, 0.8]
    assert actually(Happening("Election", 0, 0), 0.3, loud, [0], said, ontology) == 0.3


def test_a_part_of_a_phrase_has_no_part_where_the_whole_has_it(ontology: Ontology) -> None:
    text = "Gunmen attacked the town on Monday. The police building was on fire."
    both = {"Gunmen": "agent Person", "police": "target", "building": "target"}
    assert ("target", "police") not in roles(*read(text, ontology, both)[1:])
    assert ("target", "police") in roles(*read(text, ontology, {"Gunmen": "agent Person", "police": "target"})[1:])


def test_whose_relative_suffered_it_did_not(ontology: Ontology) -> None:
    text = "Gunmen killed a man in Lima. He was Ana Ruiz's brother."
    _, told, cast = read(text, ontology, {"Gunmen": "agent Person", "Ana": "victim", "Ruiz": "victim"})
    assert ("victim", "Ruiz") not in roles(told, cast)


def test_beside_somebody_known_another_must_be_likelier_than_not(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    text, said = "Gunmen killed Ada Berg in Lima. Tomas Rell was there.", {"Tomas": "victim", "Rell": "victim"}
    for sure, there in ((0.45, False), (0.99, True)):

        def likely(label: str, found: dict[str, float], sure: float = sure) -> float:
            return 0.6 if found.get("told", 1.0) else sure if found["read"] > 0 else 0.0

        monkeypatch.setattr(casting, "likely", likely)
        assert (("victim", "Rell") in roles(*read(text, ontology, said)[1:])) is there


@pytest.mark.parametrize(
    ("clause", "polarity"),
    [
        ("Everybody there fears Tomas Rell.", "asserted"),
        ("The murders were attributed to Tomas Rell.", "hedged"),
        ("Tomas Rell denied any part in it.", "hedged"),
        ("A possible role of Tomas Rell is looked into.", "hedged"),
        ("A judge believes that Tomas Rell was there.", "hedged"),
    ],
)
def test_what_only_the_reader_says_is_doubted_where_its_sentence_doubts(clause: str, polarity: str, ontology: Ontology) -> None:
    reading, _, _ = read(
        f"Two farmers were killed near Lima on Monday. {clause}", ontology, {"Tomas": "agent Person", "Rell": "agent Person"}
    )
    found = {one.polarity for one in reading.claims if one.predicate == "agent" and one.by.startswith("reader")}
    assert found == {polarity}


def test_whoever_suffers_without_a_name_is_not_lost_where_the_reader_sees_nobody(ontology: Ontology) -> None:
    _, told, cast = read("Rebels stormed a hotel in Lima. The terrorists took several civilians as hostages.", ontology, {})
    assert ("victim", "civilians") in roles(told, cast)


PAIRS = {"one sentence": 1.0, "sentences apart": -1.0, "with nobody": -2.5, "another kind told between": -0.5, "victim: Bombing": 0.5}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("A bomb exploded in Lima. Gunmen attacked a bank in Cuzco, where Ada Berg worked.", "attacked"),
        ("Gunmen attacked a bank in Lima on Monday. There was a bombing in Cuzco on Tuesday. Ada Berg was a clerk.", "attacked"),
        ("Gunmen attacked a bank in Lima. Rebels bombed a bridge near Cuzco. Ada Berg was a clerk.", "bombed"),
    ],
)
def test_where_nobody_says_in_what_somebody_suffered_what_lies_nearer_and_tells_more_counts(
    text: str, trigger: str, ontology: Ontology, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {"victim": {"read": 1.0, "told": 2.0, "told so": 1.0}, PAIRED: PAIRS, HAPPENED: {"read": 1.0, "told so": 1.0}}
    monkeypatch.setattr(weighing, "_weights", lambda: table)
    _, told, cast = read(text, ontology, {"Ada": "victim", "Berg": "victim"})
    assert [cast.g.tree.text[one.at] for one in told if any(cast.g.tree.text[k] == "Berg" for _, k in one.alone)] == [trigger]


def test_what_the_reader_alone_says_is_as_sure_as_the_clauses_around_it(ontology: Ontology) -> None:
    text = "Two farmers were killed near Lima on Monday. A man known as Tomas Rell {} the riders."
    found = {}
    for verb in ("led", "may have led"):
        reading, _, _ = read(text.format(verb), ontology, {"Tomas": "agent Person", "Rell": "agent Person"})
        found[verb] = {one.polarity for one in reading.claims if one.predicate == "agent" and one.by.startswith("reader")}
    assert found == {"led": {"asserted"}, "may have led": {"hedged"}}


@pytest.mark.parametrize(("doer", "added"), [("Gunmen", False), ("The Red Front", True)])
def test_beside_the_people_who_did_it_no_others_are_added(doer: str, added: bool, ontology: Ontology) -> None:
    text = f"{doer} killed two farmers near Lima on Monday. Everybody there fears Tomas Rell."
    _, told, cast = read(text, ontology, {"Tomas": "agent Person", "Rell": "agent Person"})
    assert (("agent", "Rell") in roles(told, cast)) is added


def test_a_sentence_with_a_date_of_its_own_tells_of_another_day(ontology: Ontology) -> None:
    text = "Two farmers were killed near Lima on Monday. In 1990 everybody there feared Tomas Rell."
    _, told, cast = read(text, ontology, {"Tomas": "agent Person", "Rell": "agent Person"})
    assert ("agent", "Rell") not in roles(told, cast)
