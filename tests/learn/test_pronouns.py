"""Fitting the weights of pronouns: what annotated texts say of candidates, and that ranking learns."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from kg.annotate.coref.scoring import FEATURES
from kg.annotate.coref.weights import FLOOR, ROWS
from kg.learn.pronouns import KINDS, Choice, choices, fitted, rank
from kg.ontology import Ontology

TEXT = "Ana Ruiz met Tomas Rell in Lima. She left. He stayed."
SHE, HE, ANA, TOMAS = [33, 36], [43, 45], [0, 8], [13, 23]


def written(folder: Path) -> None:
    gap = {"id": "a", "text": TEXT, "pronoun": SHE, "a": ANA, "b": TOMAS, "a_coref": True, "b_coref": False}
    neither = gap | {"id": "b", "pronoun": HE, "a": ANA, "b": [27, 31], "a_coref": False}
    phrases = [(ANA, "1"), (SHE, "1"), (TOMAS, "2"), (HE, "2")]
    gum = {"id": "c", "text": TEXT, "mentions": [{"span": span, "cluster": cluster} for span, cluster in phrases]}
    for name, rows in {"gap": [gap, neither], "gum": [gum], "litbank": []}.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_annotated_texts_become_choices(tmp_path: Path) -> None:
    written(tmp_path)
    found = list(choices(tmp_path, Ontology.load()))
    assert len(found) == 4
    assert all(one.kind == "person" and len(one.right) == len(one.features) + 1 and any(one.right) for one in found)
    she, neither, *_ = found
    assert not she.right[-1] and neither.right[-1]


def test_ranking_learns_which_feature_is_right_and_where_none_is() -> None:
    rows = [Choice("thing", ((1.0, 0.0), (0.0, 1.0)), (True, False, False), 1.0)] * 8
    rows += [Choice("thing", ((0.0, 1.0),), (False, True), 1.0)] * 8
    weights, floor = rank(rows, 0.1)
    assert weights[0] > floor > weights[1]


def test_what_is_fitted_is_a_module_like_the_shipped_one() -> None:
    features = tuple(float(k == 0) for k in range(len(FEATURES)))
    rows = [Choice(kind, (features,), (True, False), 1.0) for kind in KINDS]
    module = ast.parse(fitted(rows))
    values = {ast.unparse(node.targets[0]): node.value for node in module.body if isinstance(node, ast.Assign)}
    table = next(ast.literal_eval(node.value) for node in module.body if isinstance(node, ast.AnnAssign) and node.value is not None)
    assert [row[0] for row in table] == [row[0] for row in ROWS]
    assert table[0][1] > 0 == table[1][1]
    assert set(ast.literal_eval(values["FLOOR"])) == set(FLOOR)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_weight_for_every_feature(kind: str) -> None:
    assert [row[0] for row in ROWS] == list(FEATURES) and all(len(row) == 1 + len(KINDS) for row in ROWS) and kind in FLOOR
