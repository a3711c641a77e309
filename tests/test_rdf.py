"""graph.ttl and claims.trig: what they say, and that rdflib and Oxigraph read them alike."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import rdf
from kg.errors import KgError
from kg.facts import Interval
from kg.graph import Graph
from kg.ontology import KG
from kg.turtle import decimal, literal
from tests.handmade import Page, graph, report

PROV, NIF = (
    rdflib.Namespace("http://www.w3.org/ns/prov#"),
    rdflib.Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
)
OURS, ENT = rdflib.Namespace(KG), rdflib.Namespace("https://kg.example/id/")


@pytest.fixture(scope="module")
def known() -> Graph:
    return graph(report())


@pytest.fixture(scope="module")
def facts(known: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=rdf.turtle(known), format="turtle")


@pytest.fixture(scope="module")
def claims(known: Graph) -> rdflib.Graph:
    found = rdflib.Dataset()
    found.parse(data=rdf.trig(known), format="trig")
    return found.graph(rdflib.URIRef(rdf.claims_graph()))


def test_asserted_relations_are_plain_triples(facts: rdflib.Graph):
    assert (ENT.Victor_Quispe_Palomino, OURS.leaderOf, ENT.Shining_Path) in facts
    assert (ENT.Victor_Quispe_Palomino, OURS.siblingOf, ENT.Jorge_Quispe) in facts


def test_negated_and_hedged_claims_are_no_plain_triples(facts: rdflib.Graph, claims: rdflib.Graph):
    assert (ENT.Jorge_Quispe, OURS.leaderOf, ENT.army) not in facts
    assert not list(facts.subjects(rdflib.RDF.type, OURS.Attack))
    assert not list(facts.triples((None, OURS.target, None)))
    polarities = sorted(str(one) for one in claims.objects(None, OURS.polarity))
    assert (polarities.count("negated"), polarities.count("hedged")) == (1, 3)


def test_events_have_roles_counts_and_dates(facts: rdflib.Graph):
    killing = facts.value(predicate=rdflib.RDF.type, object=OURS.Killing)
    assert facts.value(killing, OURS.victim) == ENT.seven_officers
    assert facts.value(killing, OURS.killedCount) == rdflib.Literal(7)
    assert facts.value(killing, OURS.time) == rdflib.Literal("2021-01", datatype=rdflib.XSD.gYearMonth)


def test_every_claim_leads_to_its_words(known: Graph, claims: rdflib.Graph):
    found = list(claims.subjects(rdflib.RDF.type, OURS.Claim))
    assert len(found) == len(known.claims()) + len(known.happenings()) == 11
    text = next(iter(known.documents.values())).text
    for one in found:
        sentence = claims.value(one, OURS.evidence)
        start, end = (int(claims.value(sentence, NIF[name])) for name in ("beginIndex", "endIndex"))
        assert str(sentence).endswith(f"#char={start},{end}")
        assert str(claims.value(sentence, NIF.anchorOf)) == text[start:end]
        assert claims.value(sentence, NIF.referenceContext) == claims.value(one, PROV.wasDerivedFrom)


def test_what_is_said_by_someone_names_the_speaker(claims: rdflib.Graph):
    hedged = set(claims.subjects(OURS.polarity, rdflib.Literal("hedged")))
    assert {claims.value(one, PROV.wasAttributedTo) for one in hedged} == {ENT.Police}


def test_only_entries_of_name_lists_are_linked_elsewhere():
    page = Page("Peru and Chile")
    page.name("Peru", "Country"), page.name("Chile", "Country")
    found = rdflib.Graph().parse(data=rdf.turtle(graph(page)), format="turtle")
    links = [(str(start).rpartition("/")[2], str(end).rpartition("/")[2]) for start, end in found.subject_objects(rdflib.OWL.sameAs)]
    assert links == [("Peru", "Q419")]


def test_an_interval_has_both_ends():
    page = Page("They fought from May to June 2020.")
    page.happens("fought", "Attack", time=Interval("2020-05", "2020-06", "from May to June 2020"))
    text = rdf.turtle(graph(page))
    assert 'kg:end "2020-06"^^xsd:gYearMonth' in text and 'kg:start "2020-05"^^xsd:gYearMonth' in text


def test_another_base_moves_the_data_alone(known: Graph):
    moved = rdf.turtle(known, base="https://example.org/data/")
    assert "@prefix ent: <https://example.org/data/> ." in moved
    assert moved.partition("\n\n")[2] == rdf.turtle(known).partition("\n\n")[2]


@pytest.mark.parametrize(
    ("value", "datatype", "expected"),
    [
        ("2021-01-20", "date", '"2021-01-20"^^xsd:date'),
        ("2021", "date", '"2021"^^xsd:gYear'),
        ("last year", "date", '"last year"'),
        ("1,200", "integer", "1200"),
        ("dozens", "integer", '"dozens"'),
        ('say "no"\n', "string", '"say \\"no\\"\\n"'),
        ("a\x00b", "string", '"a\\u0000b"'),
    ],
)
def test_literals(value: str, datatype: str, expected: str):
    assert literal(value, datatype) == expected


def test_decimals():
    assert [decimal(one) for one in (1.0, 0.5, 0.123456789, 0.0)] == ["1.0", "0.5", "0.123457", "0.0"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), st.text(max_size=12))
def test_any_text_survives_both_readers(name: str, source: str):
    """Control characters, quotes and markup in names, texts and sources."""
    page = Page(f"{name} leads Path", source)
    page.says(page.name(name, "Person"), "leaderOf", page.name("Path", "Group", nth=name.count("Path")))
    found = graph(page)
    for text, oxford, format in ((rdf.turtle(found), ox.RdfFormat.TURTLE, "turtle"), (rdf.trig(found), ox.RdfFormat.TRIG, "trig")):
        read = rdflib.Dataset()
        read.parse(data=text, format=format)
        theirs = {
            (str(one.subject.value), str(one.predicate.value), str(one.object.value)) for one in ox.parse(text.encode(), format=oxford)
        }
        ours = {(str(s), str(p), str(o)) for s, p, o, _ in read.quads()}
        assert ours == theirs
        assert theirs


def test_dataset_joins_facts_claims_and_terms(known: Graph):
    found = rdf.dataset(known)
    asked = "SELECT DISTINCT ?l { ?c rdf:object ent:Shining_Path ; kg:evidence ?e . ent:Shining_Path rdfs:label ?l . kg:leaderOf rdfs:domain kg:Person }"
    assert [str(row[0]) for row in found.query(asked)] == ["Shining Path"]


def test_a_folder_without_the_files_says_what_is_missing(tmp_path):
    with pytest.raises(KgError, match=r"graph\.ttl"):
        rdf.dataset(tmp_path)
