"""What family a noun is of, learnt from annotated phrases."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kg.annotate.classes.nouns import FAMILIES, trained
from kg.learn.nouns import Nouned, fit, learn, nouned
from kg.ontology import Ontology

pytest.importorskip("scipy")  # comes with the extra ``train`` only

TEXT = "The newcomer met the police. He had a gazebo."
MARKED = [
    ("The newcomer", "person", "nominal"),
    ("the police", "organization", "nominal"),
    ("He", "person", "pronoun"),
    ("a gazebo", "place", "nominal"),
]


def texts() -> list[Nouned]:
    """Each family has a corner of its own; every second noun is listed."""
    order, made = np.random.default_rng(4), []
    for _ in range(10):
        families = np.arange(40) % len(FAMILIES)
        vectors = (np.eye(8)[families] * 3 + order.normal(size=(40, 8)) / 4).astype(np.float32)
        made.append(Nouned(vectors, families, np.arange(40) % 8 >= 4))
    return made


def test_heads_of_annotated_phrases_become_examples(tmp_path: Path) -> None:
    rows = []
    for phrase, type, kind in MARKED:
        start = TEXT.index(phrase)
        head = start + phrase.rfind(" ") + 1
        rows.append(
            {"span": [start, start + len(phrase)], "head": [head, start + len(phrase)], "type": type, "kind": kind, "cluster": phrase}
        )
    (tmp_path / "gum.jsonl").write_text(json.dumps({"id": "a", "text": TEXT, "mentions": rows}) + "\n")
    (found,) = nouned(tmp_path / "gum.jsonl", Ontology.load())
    assert [FAMILIES[k] for k in found.families] == ["Person", "Group", "Place"]
    assert found.vectors.shape[0] == 3 and found.listed.tolist() == [False, True, False]


def test_families_that_differ_are_told_apart() -> None:
    rows = texts()
    made = fit(np.concatenate([one.vectors for one in rows]), np.concatenate([one.families for one in rows]))
    assert all((made.likely(one.vectors).argmax(1) == one.families).mean() > 0.95 for one in rows)


def test_figures_are_those_of_texts_left_out(tmp_path: Path) -> None:
    rows = texts()
    rows[0] = Nouned(rows[0].vectors, (rows[0].families + 1) % len(FAMILIES), rows[0].listed)  # one text in ten is marked wrongly
    lines = list(learn(rows, tmp_path / "nouns.npz"))
    assert trained(tmp_path) is not None
    assert "200 nouns" in lines[0] and "Person 90/90" in lines[0]
