"""Choices of antecedents from annotated texts, and that networks learn to make them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.annotate.coref.ranking import FILE, NETS, Ranking
from kg.annotate.coref.scoring import Candidate
from kg.ontology import Ontology
from tests.learn.test_pronouns import written

torch = pytest.importorskip("torch")  # comes with the extra ``train`` only

from kg.learn.coref import Choice, choices, good, learn, likely, right_of
from kg.learn.coref import fit as fitted

LOOKS = 4


def made(net: str, n: int) -> list[Choice]:
    """The right one is looked at; where nothing is, none is right."""
    order, rows = np.random.default_rng(3), []
    for k in range(n):
        size, kind = 2 + k % 3, k % len(NETS[net])
        right = k % (size + 1)
        looks = np.zeros((size, LOOKS), dtype=np.float32)
        if right < size:
            looks[right, 0] = 1.0
        features = order.normal(size=(size, 5)).astype(np.float32)
        asked = np.zeros((size, len(NETS[net])), dtype=np.float32)
        asked[:, kind] = 1.0
        found = tuple(j == right for j in range(size + 1))
        rows.append(Choice(net, kind, features, np.concatenate([features, asked], 1), looks, found, 1.0, "gum", k % 4 == 0))
    return rows


def test_annotated_texts_become_choices(tmp_path: Path) -> None:
    written(tmp_path)
    found = list(choices(tmp_path, Ontology.load()))
    assert len(found) == 4 and {one.net for one in found} == {"pronoun"}
    assert all(len(one.features) == len(one.clues) == len(one.looks) == len(one.right) - 1 for one in found)
    assert [one.right[-1] for one in found[:2]] == [False, True]


@pytest.mark.parametrize(
    ("source", "net", "known", "right"),
    [
        ("gum", "pronoun", {2: "a", 5: "b", 9: "b"}, (False, True, False)),
        ("gum", "pronoun", {2: "a", 5: "b", 9: "c"}, (False, False, True)),
        ("gum", "pronoun", {2: "a"}, (False, False, True)),  # what is not annotated stands for nothing
        ("litbank", "pronoun", {2: "a"}, (False, True, True)),  # or for something of a kind that is not annotated
        ("litbank", "nominal", {2: "a"}, None),
        ("gum", "nominal", {3: "b", 9: "b"}, (False, True, False)),  # by another naming of its chain
    ],
)
def test_what_annotation_says_of_candidates(source: str, net: str, known: dict[int, str], right: tuple[bool, ...] | None) -> None:
    candidates = [Candidate(9, 2, (), (), ((2, 3),)), Candidate(9, 5, (), (), ((5, 6), (3, 4)))]
    assert right_of(source, {}, None, None, known, candidates, net) == right  # type: ignore[arg-type]


def test_a_network_learns_what_is_looked_at_and_where_nothing_is() -> None:
    rows = made("pronoun", 400)
    chosen, right, there = good([fitted(rows, "pronoun", 0, 100)], rows)
    assert right / max(1, chosen) > 0.9 and right / there > 0.9


def test_any_right_antecedent_will_do() -> None:
    rows = made("pronoun", 8)
    net = fitted(rows, "pronoun", 0, 1)
    with torch.no_grad():
        told, shares = likely(
            net, [Choice(**{**{key: getattr(one, key) for key in Choice.__slots__}, "right": (True,) * len(one.right)}) for one in rows]
        )
    assert torch.allclose(told, torch.zeros(8), atol=1e-5) and bool((shares < 1).all())


def test_weights_are_written_as_numpy_reads_them(tmp_path: Path) -> None:
    rows = [*made("pronoun", 60), *made("nominal", 60)]
    lines = list(learn(rows, tmp_path / FILE))
    assert any("to find" in line and "one seed" in line for line in lines)
    found = Ranking(tmp_path / FILE)
    one = next(row for row in rows if row.net == "nominal" and row.kind == 2)
    candidates = [Candidate(9, k, tuple(numbers.tolist()), ()) for k, numbers in enumerate(one.features)]
    scores, floor = found.scores("owned", candidates, one.looks)
    nets = [fitted([row for row in rows if row.net == "nominal"], "nominal", seed, 9) for seed in range(3)]
    with torch.no_grad():
        parts = [
            net(torch.from_numpy(one.features), torch.from_numpy(one.clues), torch.from_numpy(one.looks), torch.full((len(one.looks),), 2))
            for net in nets
        ]
    assert np.allclose(scores, torch.stack(parts).mean(0), atol=0.02)
    assert floor == pytest.approx(sum(float(net.none[2]) for net in nets) / 3, abs=0.01)
