"""Shapes over hand-made facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import rdf
from kg.check import check
from kg.errors import KgError, OntologyError
from kg.graph import Graph
from tests.handmade import graph, report


@pytest.fixture
def out(tmp_path: Path) -> Path:
    known = graph(report())
    (tmp_path / "graph.ttl").write_text(rdf.turtle(known), encoding="utf-8")
    (tmp_path / "claims.trig").write_text(rdf.trig(known), encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def known() -> Graph:
    return graph(report())


def test_a_derived_graph_conforms(known: Graph):
    assert check(known).conforms and check(known).problems == ()


def test_each_breach_is_one_line(out: Path, known: Graph):
    with (out / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("\nent:Lima kg:leaderOf ent:Natividad .\n")
    found = check(out, ontology=known.ontology.folder)
    assert not found.conforms
    assert any(one.startswith("ent:Lima kg:leaderOf: leads something that is no group (ent:Natividad)") for one in found.problems)
    assert all("\n" not in one for one in found.problems)


def test_a_subclass_satisfies_the_class_of_a_shape(known: Graph):
    assert any(one.type == "ArmedGroup" for one in known.entities())
    assert check(known).conforms


def test_shapes_that_are_missing_or_broken_are_named(out: Path, known: Graph, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("world")
    shutil.copy(known.ontology.folder / "world.ttl", folder)
    with pytest.raises(KgError, match=r"shapes\.ttl"):
        check(out, ontology=folder)
    (folder / "shapes.ttl").write_text("nonsense", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"shapes\.ttl:1"):
        check(out, ontology=folder)


def test_files_that_were_spoilt_are_named(out: Path, known: Graph):
    (out / "graph.ttl").write_text("nonsense", encoding="utf-8")
    with pytest.raises(KgError, match="build it again"):
        check(out, ontology=known.ontology.folder)
