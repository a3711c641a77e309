"""Capitals given back to texts that have lost them or have nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.parse.case import Known, case_of, truecase
from kg.ontology import Ontology

NAMES = frozenset(("Shining Path", "FMLN", "Peru", "Lima", "US", "WHO", "San José", "Peruvian", "Valle de los Ríos", "M-19"))
GRAMMAR = {kind: Ontology.load().cues[kind] for kind in ("functionWord", "smallWord", "untitling")}
TITLES = frozenset(("president", "gen.", "general", "comrade", "brother"))
GIVEN = frozenset(("victor", "mark"))
WORDS = frozenset(
    [
        "police",
        "kill",
        "man",
        "group",
        "say",
        "army",
        "attack",
        "general",
        "strike",
        "leader",
        "fight",
        "officer",
        "president",
        "brother",
        "town",
        "be",
        "village",
        "arrest",
        "denied",
        "deny",
        "mark",
        "guerrilla",
        "soldier",
        "wound",
        "clash",
        "people",
        "war",
        "report",
        "northern",
        "night",
        "die",
        "ambush",
        "call",
    ]
)

NAMED = Known.of(NAMES, GRAMMAR)
KNOWN = Known.of(NAMES, {**GRAMMAR, "title": TITLES, "firstNameMale": GIVEN}, WORDS | {"three", "urn"})

UPPER = [
    ("SHINING PATH KILLS THREE POLICE IN PERU", "Shining Path kills three police in Peru"),
    ("THE FMLN ATTACKED THE US ARMY. IT WAS DENIED BY US.", "The FMLN attacked the US army. It was denied by us."),
    ("ARMY OFFICERS WHO CALLED A GENERAL STRIKE", "Army officers who called a general strike"),
    ("THE ARMY KILLED PRESIDENT CEREZO ON 4 MAY IN LIMA", "The army killed President Cerezo on 4 May in Lima"),
    ("SOLDIERS ARRESTED VICTOR QUISPE PALOMINO ON SATURDAY", "Soldiers arrested Victor Quispe Palomino on Saturday"),
    ("POLICE SAY IT MAY MARK A WAR IN MARCH", "Police say it may mark a war in March"),
    ("THE LEADER OF THE URNG GROUP (URNG) DIED", "The leader of the URNG group (URNG) died"),
    ("HIS BROTHER QUISPE DIED. GEN. OCHOA DIDN'T, J. R. OCHOA SAYS", "His brother Quispe died. Gen. Ochoa didn't, J. R. Ochoa says"),
    ("THE M-19 GROUP KILLED 12 PEOPLE IN VALLE DE LOS RÍOS", "The M-19 group killed 12 people in Valle de los Ríos"),
    ("SAN JOSÉ, 4 FEB 90 (EFE) -- THE ARMY SAYS", "San José, 4 Feb 90 (EFE) -- The army says"),
]

MIXED = [
    "The FMLN attacked the US Army in Peru.",
    "LIMA (AFP) - Two men died.",
    "WHO?",
    "FMLN",
    "",
    "he said",
]


@pytest.mark.parametrize(("text", "expected"), UPPER)
def test_capitals(text: str, expected: str) -> None:
    assert truecase(text, KNOWN) == expected


def test_small_letters() -> None:
    text = (
        'the shining path killed three police in peru, president cerezo said. i denied it on saturday. "the u.s. army was called," he said.'
    )
    expected = (
        'The Shining Path killed three police in Peru, President Cerezo said. I denied it on Saturday. "The U.S. army was called," he said.'
    )
    assert truecase(text, KNOWN) == expected


def test_without_a_list_of_words() -> None:
    text = "THE ARMY KILLED COMRADE RAÚL OF THE SHINING PATH IN OXAPAMPA"
    assert truecase(text, Known.of(NAMES, {**GRAMMAR, "title": TITLES})) == "The army killed Comrade Raúl of the Shining Path in oxapampa"


@pytest.mark.parametrize("text", MIXED)
def test_other_text_stays(text: str) -> None:
    assert case_of(text) == "mixed"
    assert truecase(text, KNOWN) == text


def test_headline_learns_from_the_text_below_it() -> None:
    head, body = "ARMY ATTACKS OXAPAMPA TOWN IN NIGHT", "\n\nSoldiers went to Oxapampa on Monday, a town in the north of the country."
    assert truecase(head + body, NAMED) == head + body
    got = truecase(head + body, NAMED, spans=[(0, len(head)), (len(head) + 2, len(head + body))])
    assert got == "Army attacks Oxapampa town in night" + body


def test_letters_that_would_grow_stay() -> None:
    text = "DIE STRAßE İN LIMA UND ANDERSWO IST LANG"
    got = truecase(text, NAMED)
    assert len(got) == len(text)
    assert "ß" in got
    assert "İ" in got


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["PERU", "shining path", "GEN.", " ", ". ", "İ", "ß", "ŉ", "(URNG)", "'S", "M-19", "\n\n"]), st.text(max_size=6)
        )
    ).map(" ".join)
)
@settings(deadline=None)
def test_length_stays(text: str) -> None:
    for one in (text, text.upper(), text.lower()):
        got = truecase(one, KNOWN, spans=[(0, len(one) // 2)])
        assert len(got) == len(one)
        assert [
            a.casefold() == b.casefold() or a.lower() == b.lower() or a.upper() == b.upper() for a, b in zip(got, one, strict=True)
        ] == [True] * len(one)
