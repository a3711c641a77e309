"""Every format of ``kg write``: read back by another program, and the same bytes twice."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import networkx
import pytest
import rdflib

from kg.errors import KgError
from kg.graph import Graph
from kg.write import FORMATS, graph_json, text, write
from tests.handmade import Page, graph, report


@pytest.fixture(scope="module")
def known() -> Graph:
    return graph(report(), awkward())


def awkward() -> Page:
    """A page with markup, separators and a control character in its names."""
    page = Page('<b>"Ana; Rey"</b>, \x0bCEO leads\nPath & Sons.', "a,b.txt")
    page.says(page.name('<b>"Ana; Rey"</b>', "Person"), "leaderOf", page.name("Path & Sons", "Company"))
    page.name("\x0bCEO", "Person")
    return page


def written(known: Graph, folder: Path, suffix: str) -> Path:
    return write(known, folder / f"graph{suffix}")


def test_there_are_nine_formats():
    assert sorted(FORMATS) == [".csv", ".gexf", ".graphml", ".json", ".jsonld", ".nq", ".nt", ".trig", ".ttl"]


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_the_same_bytes_twice_and_nothing_left_behind(known: Graph, tmp_path: Path, suffix: str):
    first = written(known, tmp_path, suffix).read_bytes()
    assert first and first.endswith(b"\n")
    assert written(graph(report(), awkward()), tmp_path, suffix).read_bytes() == first
    assert [one.name for one in tmp_path.iterdir()] == [f"graph{suffix}"]


def test_graph_json_is_the_contract(known: Graph):
    found = json.loads(graph_json(known))
    assert list(found) == ["schema", "documents", "entities", "events", "claims"]
    assert found["schema"] == "kg-graph/1"
    assert [len(found[name]) for name in ("documents", "entities", "events", "claims")] == [2, 12, 2, 10]
    texts = {one.id: one.text for one in known.documents.values()}
    for one in [mention for thing in (*found["entities"], *found["events"]) for mention in thing["mentions"]]:
        assert texts[one["document"]][one["start"] : one["end"]] == one["text"]
    ids = {one["id"] for one in (*found["entities"], *found["events"])}
    for one in found["claims"]:
        assert texts[one["document"]][one["start"] : one["end"]] == one["quote"]
        assert one["subject"] in ids and (one["object"] is None) != (one["value"] is None)
        assert one["object"] is None or one["object"] in ids
    counted = next(one for one in found["claims"] if one["predicate"] == "killedCount")
    assert counted["value"] == "7" and counted["object_span"] == list(report().span("seven"))


def test_an_empty_graph_is_written_in_every_format(tmp_path: Path):
    for suffix in FORMATS:
        written(graph(), tmp_path, suffix)
    assert json.loads((tmp_path / "graph.json").read_text())["entities"] == []


def test_formats_of_rdf_say_the_same(known: Graph, tmp_path: Path):
    turtle = rdflib.Graph().parse(written(known, tmp_path, ".ttl"))
    assert set(turtle) == set(rdflib.Graph().parse(written(known, tmp_path, ".nt")))
    assert set(turtle) == set(rdflib.Graph().parse(written(known, tmp_path, ".jsonld"), format="json-ld"))
    trig, quads = rdflib.Dataset(), rdflib.Dataset()
    trig.parse(written(known, tmp_path, ".trig"), format="trig")
    quads.parse(written(known, tmp_path, ".nq"), format="nquads")
    assert set(trig.quads()) == set(quads.quads())
    assert set(turtle) < {(s, p, o) for s, p, o, _ in trig.quads()}


@pytest.mark.parametrize(("suffix", "read"), [(".graphml", networkx.read_graphml), (".gexf", networkx.read_gexf)])
def test_formats_of_networks_are_read_back(known: Graph, tmp_path: Path, suffix: str, read):
    found = read(written(known, tmp_path, suffix))
    assert found.number_of_nodes() == len(known.things)
    assert found.number_of_edges() == sum(one.object is not None for one in known.relations())
    labels = {values["label"] for _, values in found.nodes(data=True)}
    assert '<b>"Ana; Rey"</b>' in labels and "CEO" in labels
    assert "lastmodified" not in (tmp_path / f"graph{suffix}").read_text(encoding="utf-8")


def test_csv_has_a_row_per_claim_with_its_sentence(known: Graph, tmp_path: Path):
    with written(known, tmp_path, ".csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(known.claims())
    row = next(one for one in rows if one["source"] == "a,b.txt")
    assert (row["subject"], row["predicate"], row["object"]) == ('<b>"Ana; Rey"</b>', "leaderOf", "Path & Sons")
    assert row["sentence"].endswith("leads Path & Sons.")


@pytest.mark.parametrize("name", ["graph.docx", "graph", "graph.ttl.bak"])
def test_an_unknown_suffix_lists_the_known_ones(known: Graph, tmp_path: Path, name: str):
    with pytest.raises(KgError, match=r"\.ttl, \.nt, \.trig"):
        write(known, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named_and_left_as_it_was(known: Graph, tmp_path: Path):
    with pytest.raises(KgError, match="cannot be written"):
        write(known, tmp_path / "nowhere" / "graph.ttl")
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(KgError, match="cannot be written"):
        write(known, tmp_path / "graph.ttl")
    assert [one.name for one in tmp_path.iterdir()] == ["graph.ttl"]


def test_text_takes_a_suffix_of_any_case(known: Graph):
    assert text(known, ".TTL") == text(known, ".ttl")
