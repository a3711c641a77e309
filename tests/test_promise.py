"""What the house promises: a new relation, a new happening and a new name are Turtle alone."""

from __future__ import annotations

import shutil

import pytest

import kg
from kg.ontology import default_folder

NEW = """@prefix kg: <https://kg.example/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix name: <https://kg.example/name/> .

kg:mentorOf a owl:ObjectProperty ; rdfs:label "mentor of"@en ; rdfs:comment "The subject taught the object a trade."@en ;
    rdfs:domain kg:Person ; rdfs:range kg:Person ;
    kg:trigger [ a kg:RelationalNoun ; kg:lemma "mentor" ; kg:example "Ada Berg is the mentor of Tomas Rell. => Ada Berg | mentorOf | Tomas Rell" ] ,
        [ a kg:Transitive ; kg:lemma "apprentice" ; kg:example "Ada Berg apprenticed Tomas Rell. => Ada Berg | mentorOf | Tomas Rell" ] .

kg:Eclipse a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "eclipse"@en ; rdfs:comment "The sun or moon goes dark."@en ;
    kg:trigger [ a kg:Nominal ; kg:lemma "eclipse" ; kg:example "The eclipse in Lima lasted a minute. => @Eclipse | place | Lima" ] .

name:Order_of_the_Kite a kg:ArmedGroup ; rdfs:label "Order of the Kite" ; skos:altLabel "OK Column" .
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    place = tmp_path_factory.mktemp("promise")
    shutil.copytree(default_folder(), place / "ontology")
    (place / "ontology" / "mine.ttl").write_text(NEW, encoding="utf-8")
    text = "Sara Linde, whose mentor is Paul Denk, joined the Order of the Kite. The eclipse in Lima surprised the OK Column.\n"
    (place / "note.txt").write_text(text, encoding="utf-8")
    return kg.build([place / "note.txt"], ontology=place / "ontology")


def said(graph: kg.Graph) -> set[tuple[str, str, str]]:
    names = {one.id: one.name for one in (*graph.entities(), *graph.events())}
    return {(names[row.subject], row.predicate, names[row.object] if row.object else str(row.value)) for row in graph.claims()}


def test_new_relation(graph: kg.Graph) -> None:
    assert ("Paul Denk", "mentorOf", "Sara Linde") in said(graph)


def test_new_happening(graph: kg.Graph) -> None:
    assert [one.type for one in graph.events() if one.type == "Eclipse"] == ["Eclipse"]


def test_new_name(graph: kg.Graph) -> None:
    kite = next(one for one in graph.entities() if one.name == "Order of the Kite")
    assert kite.type == "ArmedGroup"
    assert "OK Column" in kite.aliases
