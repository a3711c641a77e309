"""SPARQL over hand-made facts: answers, formats, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import rdf
from kg.errors import QueryError
from kg.graph import Graph
from kg.query import query
from tests.handmade import Page, graph, report

KIN = "SELECT ?a ?b { ?a ?p ?b . ?p rdfs:subPropertyOf* kg:relativeOf }"


@pytest.fixture(scope="module")
def known() -> Graph:
    return graph(report())


def test_select_gives_columns_and_plain_rows(known: Graph):
    found = query(known, "SELECT ?n ?count { ?e kg:killedCount ?count ; kg:victim/rdfs:label ?n }")
    assert (found.columns, found.rows) == (("n", "count"), (("seven officers", 7),))


def test_the_hierarchy_of_properties_can_be_asked(known: Graph):
    assert query(known, KIN).short() == [("ent:Victor_Quispe_Palomino", "ent:Jorge_Quispe")]


def test_facts_and_claims_are_asked_together(known: Graph):
    asked = """SELECT DISTINCT ?who ?sentence { ?c kg:polarity "hedged" ; prov:wasAttributedTo/rdfs:label ?who ; kg:evidence/nif:anchorOf ?sentence }"""
    assert query(known, asked).rows == (("Police", "Police said the group may attack Lima."),)


def test_rows_without_order_by_are_sorted_and_with_it_kept(known: Graph):
    names = [row[0] for row in query(known, "SELECT ?n { ?x kg:named true ; rdfs:label ?n }").rows]
    assert names == sorted(names) and len(names) == 7
    turned = [row[0] for row in query(known, "SELECT ?n { ?x kg:named true ; rdfs:label ?n } ORDER BY DESC(?n)").rows]
    assert turned == names[::-1]


def test_an_unbound_value_is_none(known: Graph):
    found = query(known, "SELECT ?n ?m { ?x a kg:ArmedGroup ; rdfs:label ?n OPTIONAL { ?x kg:memberCount ?m } }")
    assert found.rows == (("Shining Path", None), ("rebels", None))
    assert found.text("csv") == "n,m\nShining Path,\nrebels,\n"


def test_ask_and_construct(known: Graph):
    assert query(known, "ASK { ?x a kg:Killing }").rows == ((True,),)
    assert json.loads(query(known, "ASK { ?x a kg:Ambush }").text("json")) == {"head": {}, "boolean": False}
    found = query(known, "CONSTRUCT { ?a rdfs:label ?l } { ?a a kg:Person ; rdfs:label ?l }")
    assert found.columns == ("subject", "predicate", "object") and len(found) == 2


def test_an_empty_answer_names_what_nobody_knows(known: Graph):
    note = "kg:leaderOff is no class or property here, near: kg:leaderOf"
    assert query(known, "SELECT ?x { ?x kg:leaderOff ?y . ?x a kg:Person }").note.startswith(note)
    assert query(known, "ASK { ?x kg:leaderOff ?y }").note.startswith(note)
    assert note in query(known, "SELECT ?x { ?x kg:leaderOff ?y }")._repr_html_()
    assert query(known, 'SELECT ?x { ?x kg:leaderOf "kg:Nothing" }').note == ""
    assert query(known, "SELECT ?x { { ?x kg:leaderOff ?y } UNION { ?x kg:leaderOf ?y } }").note == ""


def test_formats(known: Graph):
    found = query(known, "SELECT ?x ?n { ?x kg:killedCount ?n }")
    bound = json.loads(found.text("json"))["results"]["bindings"][0]
    assert bound["n"] == {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    assert bound["x"]["type"] == "uri"
    assert found.text("tsv").splitlines()[0] == "x\tn"
    assert "ent:Killing" in found.text("table")
    assert list(found.to_frame().columns) == ["x", "n"]
    with pytest.raises(QueryError, match="csv, json, table, tsv"):
        found.text("xml")


def test_the_notebook_view_and_the_table_escape():
    page = Page("<img onerror=x> [red]leads[/red] Path")
    page.says(page.name("<img onerror=x> [red]leads[/red]", "Person"), "leaderOf", page.name("Path", "Group"))
    found = query(graph(page), "SELECT ?n { ?x kg:leaderOf ?y ; rdfs:label ?n }")
    assert "&lt;img" in found._repr_html_() and "<img" not in found._repr_html_()
    assert "[red]" in found.text("table")


@pytest.mark.parametrize(
    ("sparql", "said"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column 9: cannot go on after '?s ?p }'"),
        ("SELECT * { ?s ?p ?o } nonsense", "line 1, column 23: cannot go on at 'nonsense'"),
        ("SELECT * { ?s foo:bar ?o }", "unknown prefix"),
        ("", "an empty query"),
        ("# nothing", "an empty query"),
        ("INSERT DATA { ent:a kg:b 1 }", "only reads"),
        ("PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }", "only reads"),
        ("LOAD <http://127.0.0.1/x>", "only reads"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "stay on this one"),
        ("SELECT (ent:f(1) AS ?x) {}", "cannot be answered"),
    ],
)
def test_refusals_are_one_line(known: Graph, sparql: str, said: str):
    with pytest.raises(QueryError) as caught:
        query(known, sparql)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_words_of_an_update_inside_a_string_are_no_update(known: Graph):
    assert query(known, "SELECT ?x { ?x rdfs:label 'DELETE and SERVICE' } # INSERT").rows == ()


def test_a_folder_answers_as_its_graph_does(known: Graph, tmp_path: Path):
    (tmp_path / "graph.ttl").write_text(rdf.turtle(known), encoding="utf-8")
    (tmp_path / "claims.trig").write_text(rdf.trig(known), encoding="utf-8")
    assert query(tmp_path, KIN, ontology=known.ontology.folder) == query(known, KIN)
