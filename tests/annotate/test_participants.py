"""What stands beside a telling takes part in it where it looks like a participant; reports teach how one looks."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.annotate import Annotator
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.participants import Cast, score
from kg.facts import Document
from kg.learn.participants import ENOUGH, Part, fitted, listed, truths
from kg.ontology import Ontology

ALL_TAKE_PART = (
    ("Gunmen attacked a bank in Lima with rifles.", {"agent", "target", "instrument", "place"}),
    ("Troops shelled the village on Monday.", {"agent", "target"}),
    ("Ada Berg was killed by soldiers in Lima.", {"agent", "victim", "place"}),
)
NOT_ALL = (
    ("Rebels attacked on several fronts in May.", {"agent"}),
    ("Gunmen attacked on orders from their leaders.", {"agent"}),
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def roles(annotator: Annotator, text: str) -> set[str]:
    reading = annotator.reading(Document.of(text, "a"))
    return {one.predicate for one in reading.claims if "!" in one.subject and one.object}


@pytest.mark.parametrize(("text", "told"), [*ALL_TAKE_PART, *NOT_ALL])
def test_who_takes_part_stays_and_what_does_not_goes(text: str, told: set[str], annotator: Annotator) -> None:
    assert roles(annotator, text) == told


def test_without_the_scorer_all_that_is_told_beside_stays() -> None:
    everything = Annotator(Ontology.load(), casting=lambda told, cast: list(told))
    assert all(roles(everything, text) > told for text, told in NOT_ALL)


def test_traits_begin_with_their_role_and_an_unknown_role_is_left_alone() -> None:
    seen: list[list[str]] = []

    def casting(told: Sequence[Happening], cast: Cast) -> list[Happening]:
        seen.extend(cast.traits(one, role, token) for one in told for role, token in cast.judged(one))
        return list(told)

    Annotator(Ontology.load(), casting=casting).reading(Document.of(ALL_TAKE_PART[0][0], "a"))
    assert [found[0].partition(":")[0] for found in seen] == ["agent", "target", "instrument"]
    assert "target: as dobj" in seen[1]
    assert score("observer", ["observer: as dobj"]) == 1.0


def test_what_a_report_lists_under_a_role_of_that_kind_takes_part() -> None:
    report = {"incidents": [{"n": 1, "types": ["RAID"], "fillers": {"Doer": [["ARMED REBELS", "MEN"]]}, "others": [["FIRST BANK"]]}]}
    found = listed(report)
    assert found == {"Doer": {"rebels", "men"}, "others": {"bank"}}
    rows = [
        Part(0, "agent", (), frozenset({"rebels"})),
        Part(0, "target", (), frozenset({"bank"})),
        Part(0, "agent", (), frozenset({"fog"})),
    ]
    assert truths(rows, [found]) == [True, True, False]


def test_a_class_never_speaks_against_and_a_rare_role_is_not_fitted() -> None:
    good = ("agent", "agent: as nsubj", "agent: named Person")
    bad = ("agent", "agent: as pobj", "agent: named Group")
    rows = [Part(n, "agent", bad if n % 2 else good, frozenset({"fog" if n % 2 else "men"})) for n in range(2 * ENOUGH)]
    rows.append(Part(0, "target", ("target",), frozenset({"men"})))
    lines = list(fitted(rows, [{"Doer": {"men"}} for _ in rows]))
    weights = dict(line.split("\t") for line in lines if "\t" in line)
    assert "agent: named Group" not in weights and "target" not in weights
    assert float(weights["agent: named Person"]) > 0 > float(weights["agent: as pobj"])
    assert lines[0].startswith("# agent, least 0.10")
