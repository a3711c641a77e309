"""In which happening somebody took part is learnt from reports that list several incidents."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import Annotator
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.participants import Cast
from kg.facts import Document
from kg.learn.pairing import Incident, Question, asked, fitted, incidents_of
from kg.ontology import Ontology

BANK = {
    "types": ["ATTACK"], "location": ["PERU: LIMA (CITY)"], "described_victims": [["A CLERK"]],
    "fillers": {"PerpOrg": [["RED FRONT", "RF"]], "Target": [["BANK"]], "Victim": [["ADA BERG"]]},
}  # fmt: skip
BRIDGE = {"types": ["BOMBING"], "location": ["PERU: CUZCO"], "fillers": {"Target": [["BRIDGE"]], "Victim": []}}
TEXT = "Gunmen attacked a bank in Lima. Rebels bombed a bridge near Cuzco. The Red Front did not comment."


def test_an_incident_is_known_by_its_classes_and_last_words() -> None:
    found = Incident.of(BANK)
    assert found.classes == {"Attack"} and found.where == {"lima"}
    assert found.words["agent"] == {"front", "rf"}
    assert found.words["victim"] == found.words["target"] == {"bank", "berg", "clerk"}


def test_a_telling_is_of_the_incident_with_which_it_shares_most_and_a_thing_is_asked_about_where_no_rule_knows_it() -> None:
    seen: list[tuple[dict[str, set[int]], list[Question]]] = []

    def keep(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        incidents = [Incident.of(BANK), Incident.of(BRIDGE), Incident.of({**BANK, "fillers": {}, "location": ["PERU: PUNO"]})]
        of = {cast.g.tree.text[one.at]: incidents_of(one, incidents, cast) for one in told}
        seen.append((of, list(asked(told, cast, 0, incidents))))
        return list(told)

    Annotator(Ontology.load(), casting=keep, reader=True).reading(Document.of(TEXT, "a"))
    ((of, questions),) = seen
    assert of == {"attacked": {0}, "bombed": {1}}
    assert {one.right for one in questions} == {(True, False)}


def test_what_right_happenings_have_gets_weight() -> None:
    rows = ({"near": 1.0, "late": 0.0}, {"near": 0.0, "late": 1.0}, {"near": 0.0, "late": 0.0})
    found = [Question(k, rows, (True, False, False), ((1.0, k), (0.0, k), (2.0, k))) for k in range(100)]
    first, *lines = fitted(found)
    assert first == "# paired: 100 of 100 right, 0 by the nearest"
    weights = {clue: float(weight) for _, clue, weight in (line.split("\t") for line in lines)}
    assert weights["near"] > 1 and weights["late"] < 0
