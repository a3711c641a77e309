"""What the grammar and the reader say of a role is weighed as reports show that it should be."""

from __future__ import annotations

from kg.learn.casting import Row, fitted, last_words


def test_what_goes_with_the_truth_gets_weight_and_what_does_not_gets_none() -> None:
    rows = [Row(k, "agent", {"always": 1.0, "read": float(k % 2), "late": float(k % 3 == 0)}, bool(k % 2)) for k in range(200)]
    lines = [line for line in fitted(rows) if not line.startswith("#")]
    weights = {clue: float(weight) for _, clue, weight in (line.split("\t") for line in lines)}
    assert weights["read"] > 3 > abs(weights["late"])


def test_how_well_it_does_is_told_on_reports_left_out() -> None:
    rows = [Row(k, "victim", {"always": 1.0, "read": float(k % 2)}, bool(k % 2)) for k in range(50)]
    assert "# victim, least 0.50: 25 of 25 right, 25 of 25 found" in list(fitted(rows))


def test_the_last_word_of_what_is_listed_counts() -> None:
    report = {"fillers": {"PerpOrg": [[{"text": "RED FRONT"}, {"text": "RF"}]], "Victim": []}}
    assert last_words(report) == {"agent": {"front", "rf"}}
