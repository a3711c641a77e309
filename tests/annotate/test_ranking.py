"""The learned ranking of antecedents: what attention says, what the weights make of it, and how it is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from kg.annotate import coref
from kg.annotate.coref.ranking import FILE, NETS, Ranking, table
from kg.annotate.coref.scoring import FEATURES, MORE, Candidate
from kg.annotate.doc import Tree
from kg.annotate.reader.encoder import View
from kg.annotate.reader.pieces import Pieces
from kg.annotate.reader.reader import DEFAULT
from kg.ontology import Ontology
from tests.annotate.passages import PASSAGES
from tests.annotate.test_coref import grouped, namings_of, tree_of

HEADS, LOOKS = 2, 6
SIZES = {"pronoun": len(FEATURES), "nominal": 4}


@pytest.fixture(scope="module")
def world() -> Ontology:
    return Ontology.load(Path(__file__).parent / "coref_world")


def pieces_of(tree: Tree) -> Pieces:
    """One piece a word."""
    return Pieces([7] * tree.n, [1] * tree.n, list(tree.start), list(tree.end))


def view(first: int, last: int, looks: dict[tuple[int, int], float]) -> View:
    size, none = last - first + 2, np.zeros((0, 0), dtype=np.float32)
    attention = np.zeros((HEADS, size, size), dtype=np.float32)
    for (one, other), much in looks.items():
        attention[:, one - first + 1, other - first + 1] = much
    return View(first, last, none, none, attention, none)


def weights(folder: Path, net: str, *, look: int) -> Path:
    """Weights by which the attention numbered ``look`` decides for this net, and nothing else does."""
    arrays = {}
    for name, kinds in NETS.items():
        clues = SIZES[name] + len(kinds) + (len(MORE) if name == "pronoun" else 0)
        second = np.zeros((1, 1, 1 + LOOKS * HEADS))
        second[0, 0, 1 + look] = float(name == net)
        shapes = {
            "first": (1, 1, clues),
            "first_bias": (1, 1),
            "second_bias": (1, 1),
            "straight": (1, len(kinds), SIZES[name]),
            "none": (1, len(kinds)),
        }
        arrays.update(
            {f"{name}_{key}": np.zeros(shape) for key, shape in shapes.items()}
            | {f"{name}_second": second, f"{name}_last": np.ones((1, 1))}
        )
    np.savez_compressed(folder / FILE, **arrays)
    return folder


TWO = "Ada|ada|NNP|nsubj|1 met|meet|VBD|ROOT|1 Berg|berg|NNP|dobj|1 .|.|.|punct|1 She|she|PRP|nsubj|5 left|leave|VBD|ROOT|5 .|.|.|punct|5"
SHE = [
    Candidate(4, 0, (0.0,) * len(FEATURES), (0.0,) * 6, ((0, 1),)),
    Candidate(4, 2, (0.0,) * len(FEATURES), (0.0,) * 6, ((2, 3), (0, 1))),
]


def test_what_a_pronoun_looks_at_is_told_of_each_candidate() -> None:
    tree = tree_of(TWO)
    looks = coref.Attention(tree, pieces_of(tree), [view(0, 7, {(4, 0): 0.5, (2, 4): 0.3, (5, 2): 0.2})]).looks(SHE)
    to, back, to_chain, back_chain, governor, governor_chain = (
        np.exp((looks[:, k : k + 2].astype(float) - 2) * 2) for k in range(0, 12, 2)
    )
    assert looks.shape == (2, LOOKS * HEADS)
    assert to[:, 0].round(2).tolist() == [0.5, 0.0] and to_chain[:, 0].round(2).tolist() == [0.5, 0.5]
    assert back[:, 0].round(2).tolist() == [0.0, 0.3] and back_chain[:, 0].round(2).tolist() == [0.0, 0.15]
    assert governor[:, 0].round(2).tolist() == [0.0, 0.2] and governor_chain[:, 0].round(2).tolist() == [0.0, 0.2]


def test_the_window_with_more_before_a_pronoun_counts() -> None:
    tree = tree_of(TWO)
    whole, rest = view(0, 7, {(4, 0): 0.5}), view(3, 7, {(4, 5): 0.9})
    looks = coref.Attention(tree, pieces_of(tree), [whole, rest]).looks(SHE)
    assert looks[0, 0] > looks[1, 0]


def test_what_lies_outside_of_the_window_is_not_looked_at() -> None:
    tree = tree_of(TWO)
    looks = coref.Attention(tree, pieces_of(tree), [view(2, 7, {(4, 2): 0.5})]).looks(SHE)
    assert looks[0, 0] == looks[0].min() < looks[1, 0]


def test_the_weights_turn_looks_into_scores(tmp_path: Path) -> None:
    found = Ranking(weights(tmp_path, "pronoun", look=0) / FILE)
    looks = np.array([[0.2] * 12, [0.9] * 12], dtype=np.float32)
    scores, floor = found.scores("person", SHE, looks)
    assert np.allclose(scores, [0.2, 0.9]) and floor == 0
    assert coref.trained(tmp_path) is not None and coref.trained(tmp_path / "none") is None


def test_kinds_and_what_is_asked_are_clues_too() -> None:
    made = table("pronoun", 1, SHE, np.zeros((2, len(FEATURES)), dtype=np.float32))
    assert made.shape == (2, len(FEATURES) + 3 + len(MORE)) and made[:, len(FEATURES) : len(FEATURES) + 3].tolist() == [[0, 1, 0]] * 2


def ranked(tree: Tree, world: Ontology, liked: str, *, floor: float = 0.0) -> coref.Ranker:
    """Likes the candidates whose head is this word."""

    def rank(kind: str, candidates: Sequence[Candidate]) -> tuple[list[float], float]:
        return [5.0 if tree.text[one.antecedent] == liked else -5.0 for one in candidates], floor

    return rank


def test_the_ranker_decides_and_the_reason_says_how_sure_it_was(world: Ontology) -> None:
    tree = tree_of(PASSAGES["subject goes on"][0])
    namings = namings_of(tree, world)
    (she,) = (one.head for one in namings if tree.text[one.head] == "She")
    (link,) = (one for one in coref.resolve(tree, namings, world, ranked=ranked(tree, world, "Berg")) if she in (one.left, one.right))
    assert tree.text[link.left] == "Berg" and "0.99 sure by the reader" in link.reason and link.score == 0.99


def test_where_none_is_likely_nothing_is_joined(world: Ontology) -> None:
    tree = tree_of(PASSAGES["subject goes on"][0])
    assert (
        grouped(
            tree,
            namings_of(tree, world),
            coref.resolve(tree, namings_of(tree, world), world, ranked=ranked(tree, world, "Berg", floor=9.0)),
        )
        == []
    )


@pytest.mark.parametrize("construction", sorted(PASSAGES))
def test_a_ranker_without_opinion_leaves_all_as_it_was(construction: str, world: Ontology) -> None:
    tree = tree_of(PASSAGES[construction][0])
    namings = namings_of(tree, world)
    assert coref.resolve(tree, namings, world, ranked=lambda kind, candidates: None) == coref.resolve(tree, namings, world)


def test_what_ships_knows_every_kind_and_prefers_what_is_looked_at() -> None:
    found = coref.trained(DEFAULT)
    assert found is not None and set(found.place) == {kind for kinds in NETS.values() for kind in kinds}
    looks = np.zeros((2, 72), dtype=np.float32) - 1.4
    looks[1, :48] = 1.5
    scores, _ = found.scores("person", SHE, looks)
    assert scores[1] > scores[0]
