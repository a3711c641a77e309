"""Hand-made facts for tests: a small world, and pages whose mentions and claims are found by their words."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from kg.facts import Claim, Document, Evidence, Interval, Judgement, Mention, Reading
from kg.graph import Graph
from kg.ontology import Ontology
from kg.resolve import resolve

WORLD = """
@prefix kg: <https://kg.example/ontology#> .
@prefix ent: <https://kg.example/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .

kg:Person a owl:Class ; rdfs:label "person"@en .
kg:Group a owl:Class ; rdfs:label "group"@en .
kg:Organization a owl:Class ; rdfs:label "organization"@en ; rdfs:subClassOf kg:Group ; kg:noun "interior ministry" .
kg:Company a owl:Class ; rdfs:label "company"@en ; rdfs:subClassOf kg:Organization ; kg:noun "company" .
kg:SecurityForce a owl:Class ; rdfs:label "security force"@en ; rdfs:subClassOf kg:Organization ; kg:noun "army" .
kg:ArmedGroup a owl:Class ; rdfs:label "armed group"@en ; rdfs:subClassOf kg:Group .
kg:Community a owl:Class ; rdfs:label "community"@en ; rdfs:subClassOf kg:Group .
kg:Place a owl:Class ; rdfs:label "place"@en .
kg:Country a owl:Class ; kg:trait "land" ; rdfs:label "country"@en ; rdfs:subClassOf kg:Place .
kg:Region a owl:Class ; rdfs:label "region"@en ; rdfs:subClassOf kg:Place .
kg:Settlement a owl:Class ; rdfs:label "settlement"@en ; rdfs:subClassOf kg:Place .
kg:Item a owl:Class ; rdfs:label "item"@en .
kg:Weapon a owl:Class ; rdfs:label "weapon"@en ; rdfs:subClassOf kg:Item .
kg:Event a owl:Class ; rdfs:label "event"@en ; kg:subjectRole kg:agent .
kg:Attack a owl:Class ; rdfs:label "attack"@en ; rdfs:subClassOf kg:Event ; kg:objectRole kg:target ; kg:toward "on" .
kg:Ambush a owl:Class ; rdfs:label "ambush"@en ; rdfs:subClassOf kg:Attack .
kg:Killing a owl:Class ; kg:trait "once" ; rdfs:label "killing"@en ; rdfs:subClassOf kg:Event ; kg:objectRole kg:victim .
kg:Disaster a owl:Class ; rdfs:label "disaster"@en ; rdfs:subClassOf kg:Event ; kg:absorbs kg:Killing .
kg:Protest a owl:Class ; rdfs:label "protest"@en ; rdfs:subClassOf kg:Event .

kg:relativeOf a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:label "relative of"@en ; rdfs:domain kg:Person ; rdfs:range kg:Person .
kg:siblingOf a owl:ObjectProperty, owl:SymmetricProperty ; rdfs:label "sibling of"@en ; rdfs:domain kg:Person ; rdfs:range kg:Person ;
    rdfs:subPropertyOf kg:relativeOf .
kg:leaderOf a owl:ObjectProperty ; rdfs:label "leader of"@en ; rdfs:domain kg:Person ; rdfs:range kg:Group .
kg:operatesIn a owl:ObjectProperty ; rdfs:label "operates in"@en ; rdfs:domain kg:Group ; rdfs:range kg:Place .
kg:citizenOf a owl:ObjectProperty ; rdfs:label "citizen of"@en ; rdfs:domain kg:Person ; rdfs:range kg:Country .
kg:alias a owl:DatatypeProperty ; kg:naming true ; rdfs:label "alias"@en .
kg:age a owl:DatatypeProperty ; kg:trait "age" ; rdfs:label "age"@en ; rdfs:domain kg:Person ; rdfs:range xsd:integer .
kg:occupation a owl:DatatypeProperty ; rdfs:label "occupation"@en ; rdfs:domain kg:Person ; rdfs:range xsd:string .
kg:birthDate a owl:DatatypeProperty, owl:FunctionalProperty ; kg:trait "birth" ; rdfs:label "born on"@en ; rdfs:domain kg:Person ; rdfs:range xsd:date .
kg:memberCount a owl:DatatypeProperty ; rdfs:label "members"@en ; rdfs:domain kg:Group ; rdfs:range xsd:integer .
kg:killedCount a owl:DatatypeProperty, owl:FunctionalProperty ; rdfs:label "killed"@en ; rdfs:domain kg:Event ; rdfs:range xsd:integer .
kg:agent a owl:ObjectProperty ; rdfs:label "agent"@en ; rdfs:domain kg:Event .
kg:victim a owl:ObjectProperty ; rdfs:label "victim"@en ; rdfs:domain kg:Event ; rdfs:range [ owl:unionOf ( kg:Person kg:Group ) ] .
kg:target a owl:ObjectProperty ; rdfs:label "target"@en ; rdfs:domain kg:Event .
kg:place a owl:ObjectProperty ; rdfs:label "place"@en ; rdfs:domain kg:Event ; rdfs:range kg:Place .

kg:English kg:cue [ kg:kind "calling" ; kg:word "minister=politics", "mayor=politics", "footballer=sport", "gen=security" ] .
kg:English kg:cue [ kg:kind "smallWord" ; kg:word "the", "of", "for", "and", "de", "del", "la" ] .
kg:English kg:cue [ kg:kind "title" ; kg:word "comrade", "gen.", "prime minister", "president" ] .

ent:peru a kg:Country ; rdfs:label "Peru" ; skos:altLabel "Republic of Peru" ; kg:demonym "Peruvian", "Peruvians" ; owl:sameAs wd:Q419 ;
    wgs:lat -10 ; wgs:long -76.5 .
ent:san_miguel a kg:Settlement ; rdfs:label "San Miguel" ; wgs:lat 13.48 ; wgs:long -88.18 .
ent:san_miguel_island a kg:Settlement ; rdfs:label "San Miguel" ; wgs:lat 34.04 ; wgs:long -120.37 .
ent:cusco a kg:Settlement ; rdfs:label "Cusco" ; wgs:lat -13.52 ; wgs:long -71.97 .
ent:cusco_region a kg:Region ; rdfs:label "Cusco" ; wgs:lat -13.0 ; wgs:long -72.0 .
ent:chile a kg:Country ; rdfs:label "Chile" .
ent:path a kg:ArmedGroup ; rdfs:label "Shining Path" ; skos:altLabel "Sendero Luminoso" .
"""

SHAPES = """
@prefix kg: <https://kg.example/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

kg:LeaderShape a sh:NodeShape ; sh:targetSubjectsOf kg:leaderOf ; sh:class kg:Person ;
    sh:property [ sh:path kg:leaderOf ; sh:class kg:Group ; sh:message "leads something that is no group" ] .
kg:ClaimShape a sh:NodeShape ; sh:targetClass kg:Claim ;
    sh:property [ sh:path kg:evidence ; sh:minCount 1 ; sh:message "a claim without evidence" ] ;
    sh:property [ sh:path kg:polarity ; sh:in ( "asserted" "negated" "hedged" ) ] .
"""


@functools.cache
def world() -> Ontology:
    """The small world, shapes included; its folder lives as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="kg-world-"))
    (folder / "world.ttl").write_text(WORLD, encoding="utf-8")
    (folder / "shapes.ttl").write_text(SHAPES, encoding="utf-8")
    return Ontology.load(folder)


class Page:
    """One document and what a reader would have noted in it; words are found at their ``nth`` place (from 0)."""

    def __init__(self, text: str, source: str = "page.txt", *, published: str | None = None) -> None:
        self.document = Document.of(text, source, title=source.partition(".")[0], published=published)
        self.mentions: dict[str, Mention] = {}
        self.claims: list[Claim] = []
        self.judgements: list[Judgement] = []

    def span(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = self.document.text.index(words, start + 1)
        return start, start + len(words)

    def name(self, words: str, type: str, *, nth: int = 0, kind: str = "name", hard: bool = False) -> str:
        event = world().is_event(type)
        made = Mention.of(self.document, *self.span(words, nth), type, kind, hard=hard, event=event)
        return self.mentions.setdefault(made.id, made).id

    def thing(self, words: str, type: str, *, nth: int = 0, hard: bool = False) -> str:
        return self.name(words, type, nth=nth, kind="nominal", hard=hard)

    def happens(self, word: str, type: str, *, nth: int = 0, **more: object) -> str:
        mention = self.thing(word, type, nth=nth)
        self.says(mention, "type", value=type, **more)
        return mention

    def says(self, subject: str, predicate: str, object: str | None = None, **more: object) -> Claim:
        start, end = self.sentence(self.mentions[subject].evidence.start)
        more.setdefault("by", "test/rule")
        made = Claim.of(subject, predicate, Evidence.of(self.document, start, end), object=object, **more)
        self.claims.append(made)
        return made

    def sentence(self, at: int) -> tuple[int, int]:
        text = self.document.text
        start = max(text.rfind(". ", 0, at) + 2, text.rfind("\n", 0, at) + 1) if at else 0
        start = 0 if start == 1 else start
        stop = text.find(".", at)
        return start, stop + 1 if stop >= 0 else len(text)

    def same(self, left: str, right: str, verdict: str = "same", *, score: float = 0.9, by: str = "test", at: str | None = None) -> None:
        self.judgements.append(judged(left, right, verdict, score=score, by=by, at=at))


def resolved(*pages: Page) -> list[Judgement]:
    """Who is who across pages, as the machine judges."""
    read = [Reading(page.document.id, tuple(page.mentions.values()), tuple(page.claims), tuple(page.judgements)) for page in pages]
    return judged_across(world(), [(page.document, reading) for page, reading in zip(pages, read, strict=True)])


def judged_across(ontology: Ontology, pages: list[tuple[Document, Reading]]) -> list[Judgement]:
    """The same for pages of any world, in whatever order."""
    texts = {document.id: document.text for document, _ in pages}
    return resolve(ontology, sorted(pages, key=lambda one: one[0].id), texts.__getitem__)


def judged(left: str, right: str, verdict: str = "same", *, score: float = 0.9, by: str = "test", at: str | None = None) -> Judgement:
    return Judgement(left, right, verdict, score, ("said so",), by, at)


def graph(*pages: Page, judgements: tuple[Judgement, ...] = ()) -> Graph:
    """The graph of some pages, with further judgements across them."""
    return Graph(
        world(),
        [page.document for page in pages],
        [one for page in pages for one in page.mentions.values()],
        [one for page in pages for one in page.claims],
        [*(one for page in pages for one in page.judgements), *judgements],
    )


def report() -> Page:
    """A page with people, a group, an event with unnamed victims, something denied and something only said."""
    page = Page(
        "Victor Quispe Palomino, alias Comrade Jose, leads the Shining Path. Jorge Quispe is a brother of Quispe. "
        "In January 2021 rebels killed seven officers in Natividad. Police said the group may attack Lima. Jorge Quispe does not lead the army.",
        "report.txt",
    )
    victor, jose = page.name("Victor Quispe Palomino", "Person"), page.name("Comrade Jose", "Person")
    path = page.name("the Shining Path", "ArmedGroup", hard=True)
    jorge, quispe = page.name("Jorge Quispe", "Person"), page.name("Quispe", "Person", nth=2)
    page.same(victor, jose, score=0.99)
    page.same(victor, quispe)
    page.says(victor, "leaderOf", path)
    page.says(jorge, "siblingOf", quispe)
    killing = page.happens("killed", "Killing", time=Interval("2021-01", "2021-01", "January 2021"))
    rebels, officers = page.thing("rebels", "ArmedGroup"), page.thing("seven officers", "Group")
    page.says(killing, "agent", rebels)
    page.says(killing, "victim", officers)
    page.says(killing, "killedCount", value="7", value_span=page.span("seven"))
    page.says(killing, "place", page.name("Natividad", "Settlement"))
    police, group = page.name("Police", "Organization"), page.thing("the group", "Group")
    page.same(path, group)
    attack = page.happens("attack", "Attack", polarity="hedged", attributed_to=(police,))
    page.says(attack, "agent", group, polarity="hedged", attributed_to=(police,))
    page.says(attack, "target", page.name("Lima", "Settlement"), polarity="hedged", attributed_to=(police,))
    again = page.name("Jorge Quispe", "Person", nth=1)
    page.same(jorge, again)
    page.says(again, "leaderOf", page.name("the army", "SecurityForce", hard=True), polarity="negated")
    return page
