"""The error table counts what it says it counts."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

FILE = Path(__file__).parent / "benchmarks" / "errors.py"


@pytest.fixture(scope="module")
def errors() -> ModuleType:
    spec = importlib.util.spec_from_file_location("errors", FILE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_right_wrong_and_missed_are_summed_over_documents(errors: ModuleType) -> None:
    one = {"role.ptp": 1, "role.p": 3, "role.rtp": 1, "role.g": 2}
    assert errors.counted([one, one]) == [("role", 2, 4, 2)]


def test_missed_triples_are_counted_by_class_and_predicate(errors: ModuleType) -> None:
    told = {
        "a": {"missing": [["@Clash", "place", "Lima"], ["Ada", "memberOf", "Red Front", "hedged"]]},
        "b": {"missing": [["@Clash", "place", "Loja"]]},
    }
    assert errors.missed_triples(told) == [("missing", "@Clash place", 2), ("missing", "thing memberOf, hedged", 1)]


def test_fillers_tell_kinds_of_error_apart(errors: ModuleType) -> None:
    kit = SimpleNamespace(ROLES=("Who", "What"), normalise=str.lower, predicted_fillers=lambda view, onto: view)
    doc = {"incidents": [1], "fillers": {"Who": [[{"text": "two rebels"}], [{"text": "army"}]], "What": [[{"text": "bridge"}]]}}
    found = errors.fillers(kit, [doc], [{"Who": [{"rebels"}, {"bridge"}], "What": []}], None)
    assert found == [
        ("What", "missed: given another role", 1),
        ("Who", "wrong: more or fewer words than wanted", 1),
        ("Who", "wrong: has another role", 1),
        ("Who", "missed: found with more or fewer words", 1),
        ("Who", "missed: not found", 1),
    ]


def test_sections_of_other_suites_are_kept(errors: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "errors.md"
    table.write_text("# Errors\n\n## muc: 2 documents\n\nrows\n\n## seed\n\nmore\n", encoding="utf-8")
    assert errors._kept(table) == {"muc": "## muc: 2 documents\n\nrows", "seed": "## seed\n\nmore"}
