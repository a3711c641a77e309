"""How well two names are told apart or held for one, on the collection of pairs."""

from __future__ import annotations

from collections import Counter

from tests.resolve.name_pairs import pairs

TRADITIONS = {"Spanish", "Arabic", "Slavic", "South Asian", "East Asian", "African", "English"}


def test_the_collection_covers_kinds_traditions_and_both_verdicts() -> None:
    found = pairs()
    assert len(found) == len(set(found)) == 408
    assert Counter(one.kind for one in found) == {"person": 246, "group": 87, "place": 75}
    assert {one.tradition for one in found} == TRADITIONS
    assert min(Counter((one.tradition, one.same) for one in found).values()) >= 20
    assert all(one.left != one.right for one in found)
