"""Happenings that several reports tell of, contradicting counts and copies, on hand-made facts."""

from __future__ import annotations

import random

import pytest

from kg.explain import explain
from kg.facts import Interval
from kg.graph import Graph
from kg.rdf import trig
from kg.resolve.copies import copies, witnesses
from tests.handmade import Page, graph, resolved

PEOPLE = ("Ana Rey", "Juan Lopez", "Rosa Diaz")


def report(
    name: str,
    *,
    type: str = "Ambush",
    place: str | None = "Natividad",
    day: str | None = None,
    killed: str | None = None,
    victim: str | None = None,
    people: tuple[str, ...] = PEOPLE,
    published: str | None = "2021-03-02",
) -> Page:
    """A page about one happening, with the people it speaks of besides."""
    page = Page(f"{name} tells of the event {place} {killed} {victim} " + "|".join(people), f"{name}.txt", published=published)
    time = {"time": Interval(day, day, day)} if day else {}
    event = page.happens("event", type, **time)
    for one in people:
        page.name(one, "Person")
    if place:
        page.says(event, "place", page.name(place, "Settlement"))
    if victim:
        page.says(event, "victim", page.name(victim, "Person"))
    if killed:
        page.says(event, "killedCount", value=killed)
    return page


def built(*pages: Page) -> Graph:
    return graph(*pages, judgements=tuple(resolved(*pages)))


def count(*pages: Page) -> int:
    return len(built(*pages).events())


def test_one_incident_in_two_reports_is_one_event_with_the_claims_of_both() -> None:
    found = built(report("wire", killed="7"), report("daily", killed="7"))
    (event,) = found.events()
    assert len(event.mentions) == 2
    assert [row.value for row in found.claims() if row.predicate == "killedCount"] == ["7", "7"]


def test_a_broader_word_for_it_is_the_same_happening() -> None:
    assert count(report("wire", type="Ambush"), report("daily", type="Attack")) == 1
    assert count(report("wire", type="Ambush"), report("daily", type="Protest")) == 2


def test_days_that_differ_by_one_are_a_slip_and_others_are_two_happenings() -> None:
    assert count(report("wire", day="2021-03-01"), report("daily", day="2021-02-28")) == 1
    assert count(report("wire", day="2021-03-01"), report("daily", day="2021-02-11")) == 2
    assert count(report("wire", day="2021-03-01"), report("daily", day="2021-03")) == 1


def test_other_places_are_other_happenings_and_one_inside_the_other_is_not() -> None:
    assert count(report("wire"), report("daily", place="Cusco")) == 2


@pytest.mark.parametrize(("published", "expected"), [("2021-03-03", 1), ("2021-09-03", 2)])
def test_without_a_day_the_reports_must_be_near_in_time(published: str, expected: int) -> None:
    assert count(report("wire"), report("daily", published=published, people=PEOPLE[:2])) == expected


def test_one_dies_once_only() -> None:
    one = report("wire", type="Killing", place=None, victim="Pia Gomez", people=PEOPLE[:1])
    other = report("daily", type="Killing", place=None, victim="Pia Gomez", people=PEOPLE[:1])
    assert count(one, other) == 1
    assert count(one, report("daily", type="Killing", victim="Luz Mora")) == 2
    for differs in ({"place": "Cusco"}, {"place": None, "published": "2022-04-02"}):
        assert (
            count(report("wire", type="Killing", victim="Pia Gomez"), report("daily", type="Killing", victim="Pia Gomez", **differs)) == 1
        )
    again = (
        report(name, type="Killing", place=None, day=day, victim="Pia Gomez", people=PEOPLE[:1])
        for name, day in (("wire", "2021-03-01"), ("daily", "2022-03-01"))
    )
    assert count(*again) == 2


def test_a_day_and_its_month_are_one_time() -> None:
    days = ("2021-06-12", "2021-06")
    made = [report(f"on {day}", day=day, place=None, published=None, people=PEOPLE[:2]) for day in days]
    for page in made:
        page.says(next(iter(page.mentions)), "agent", page.name("Ana Rey", "Person"))
    assert count(*made) == 1


def test_two_happenings_that_one_report_tells_apart_stay_two() -> None:
    twice = report("daily")
    twice.says(twice.happens("tells", "Ambush"), "place", twice.name("Natividad", "Settlement"))
    assert count(report("wire"), twice) == 2


def test_what_did_not_happen_is_not_what_happened() -> None:
    denied = Page("daily denies the event Natividad " + "|".join(PEOPLE), "daily.txt", published="2021-03-02")
    event = denied.happens("event", "Ambush", polarity="negated")
    for one in PEOPLE:
        denied.name(one, "Person")
    denied.says(event, "place", denied.name("Natividad", "Settlement"), polarity="negated")
    assert count(report("wire"), denied) == 2


def test_contradicting_counts_stay_side_by_side_with_their_sources() -> None:
    found = built(report("wire", killed="7"), report("daily", killed="8"), report("evening", killed="7"))
    (event,) = found.events()
    (one,) = found.contradictions()
    assert (one.subject, one.predicate) == (event.id, "killedCount")
    sources = {value: {found.documents[row.claim.evidence.document].source for row in rows} for value, rows in one.values}
    assert sources == {"7": {"wire.txt", "evening.txt"}, "8": {"daily.txt"}}
    assert "reports differ: killed 8 (daily.txt), 7 (evening.txt, wire.txt)" in explain(found, event.id)
    assert trig(found).count("kg:contradicts") == 3


def test_the_dead_of_a_disaster_are_told_of_it_in_one_report_and_by_themselves_in_another() -> None:
    found = built(report("wire", type="Disaster", killed="8"), report("daily", type="Killing", killed="7"))
    (event,) = found.events()
    assert event.type == "Disaster"
    assert [value for one in found.contradictions() for value, _ in one.values] == ["7", "8"]
    assert count(report("wire", type="Disaster", killed="8"), report("daily", type="Killing", killed="7", place="Cusco")) == 2
    assert count(report("wire", type="Disaster"), report("daily", type="Killing", killed="7")) == 2


def test_what_one_source_says_twice_or_more_exactly_is_no_contradiction() -> None:
    page = Page("Ana Rey was born on 4 May 1961.", "a.txt")
    for value in ("1961", "1961-05-04"):
        page.says(page.name("Ana Rey", "Person"), "birthDate", value=value)
    assert graph(page).contradictions() == []


def test_the_outcome_does_not_depend_on_the_order_of_reports() -> None:
    made = [report("wire", killed="7"), report("daily", killed="8", day="2021-03-01"), report("evening", type="Attack", place="Cusco")]
    expected = [(one.left, one.right, one.score) for one in built(*made).judgements]
    for seed in range(4):
        random.Random(seed).shuffle(made)
        assert [(one.left, one.right, one.score) for one in built(*made).judgements] == expected


# -- copies --------------------------------------------------------------------------------------------------------------

WIRE = " ".join(f"word{number}" for number in range(80))


def test_a_reprint_with_another_headline_is_a_copy_and_another_report_is_none() -> None:
    wire, reprint = Page(WIRE, "wire.txt"), Page("Other headline. " + WIRE + " All rights reserved.", "reprint.txt")
    other = Page(" ".join(f"term{number}" for number in range(80)), "other.txt")
    found = copies([one.document for one in (wire, reprint, other)])
    assert set(found) == {wire.document.id, reprint.document.id}
    assert len(set(found.values())) == 1
    assert witnesses([wire.document.id, reprint.document.id, other.document.id], found) == 2


def test_a_shortened_reprint_is_a_copy() -> None:
    whole, half = Page(WIRE, "a.txt"), Page(" ".join(WIRE.split()[:50]), "b.txt")
    assert len(copies([whole.document, half.document])) == 2


def test_short_texts_are_nobodys_copies() -> None:
    assert copies([Page(text, f"{text}.txt").document for text in ("one two", "one two three", "One two")]) == {}


def test_support_counts_independent_sources() -> None:
    made = []
    for name, text in (("wire", WIRE), ("reprint", "Again. " + WIRE), ("other", "All else. ")):
        page = Page(text + " Ana Rey leads Red Column.", f"{name}.txt")
        page.says(page.name("Ana Rey", "Person"), "leaderOf", page.name("Red Column", "ArmedGroup", hard=True))
        made.append(page)
    found = built(*made)
    (relation,) = found.relations()
    assert (len(relation.claims), found.support(relation)) == (3, 2)
    assert [row["support"] for _, row in found.to_frames()["relations"].iterrows()] == [2]
    assert [data["support"] for _, _, data in found.to_networkx().edges(data=True)] == [2]
    assert trig(found).count("kg:copyOf") == 1
