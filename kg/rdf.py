"""The graph as RDF: graph.ttl holds the facts, claims.trig who says so, where, in which words.

Both are written directly as sorted text, so the same graph gives the same bytes; rdflib and Oxigraph read them.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.facts import Document, Entity, Event, Evidence, Interval
from kg.ontology import ENT, KG, PREFIXES, RDF, RDFS, SKOS, Ontology, default_folder
from kg.outputs import read_together
from kg.resolve.individuals import by_name
from kg.resolve.names import key
from kg.turtle import Names, Pairs, blocks, decimal, literal

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.graph import Graph, Relation, Resolved

ONTOLOGY = "https://kg.example/ontology"
FACTS, CLAIMS = "graph.ttl", "claims.trig"

_FACTS_USE = ("kg", "ent", "geo", "owl", "rdfs", "skos", "wd", "wgs", "xsd")
_CLAIMS_USE = ("kg", "ent", "dcterms", "nif", "prov", "rdf", "rdfs", "xsd")
_TYPE = "rdf:type"


def turtle(graph: Graph, *, base: str | None = None) -> str:
    """The text of graph.ttl: entities, asserted relations as plain triples, asserted events with their roles."""
    writer = _Writer(graph, base, _FACTS_USE)
    return f"{writer.names.header()}\n{blocks(writer.facts())}"


def trig(graph: Graph, *, base: str | None = None) -> str:
    """The text of claims.trig: in one named graph a node for each claim, its sentence, its document and the run."""
    writer = _Writer(graph, base, _CLAIMS_USE)
    return f"{writer.names.header()}\n{writer.names.iri(claims_graph(writer.base))} {{\n{blocks(writer.claims())}}}\n"


def claims_graph(base: str = ENT) -> str:
    """The IRI of the named graph that holds the claims."""
    return base + "graph/claims"


class _Writer:
    """Writes one graph's terms."""

    def __init__(self, graph: Graph, base: str | None, prefixes: tuple[str, ...]) -> None:
        self.graph = graph
        self.base = base or graph.base
        self.names = Names({name: PREFIXES[name] for name in prefixes} | {"ent": self.base})
        self.run = self.names.iri(f"{self.base}run/{graph.ontology.fingerprint}")
        self.node, self.term, self.document = cache(self._node), cache(self._term), cache(self._document_node)
        self.word, self.number = cache(literal), cache(decimal)

    def _node(self, thing: str) -> str:
        return self.names.iri(self.base + self.graph.things[thing].iri.removeprefix(self.graph.base))

    def _term(self, name: str) -> str:
        return self.names.iri(KG + name)

    def _document_node(self, name: str) -> str:
        return self.names.iri(self.base + name)

    def object(self, row: Resolved | Relation) -> str:
        """The object of a claim or relation: a node, a class, or a literal of its property's type."""
        if row.object is not None:
            return self.node(row.object)
        if row.predicate == "type":
            return self.term(row.value or "")
        return literal(row.value or "", self.graph.ontology.properties[row.predicate].datatype or "string")

    # -- graph.ttl -----------------------------------------------------------------------------------------------------

    def facts(self) -> dict[str, Pairs]:
        found: dict[str, Pairs] = defaultdict(list)
        links = _links(self.graph)
        for entity in self.graph.entities():
            found[self.node(entity.id)] += self._entity(entity, links.get(entity.id, ()))
        for event in self.graph.events():
            if event.polarity == "asserted":
                found[self.node(event.id)] += self._event(event)
        for one in self.graph.relations():
            if one.polarity == "asserted":
                found[self.node(one.subject)] += [(self.term(one.predicate), self.object(one))]
        return found

    def _entity(self, one: Entity, links: tuple[str, ...]) -> Pairs:
        pairs = [("a", self.term(one.type)), ("rdfs:label", literal(one.name)), ("kg:named", "true" if one.named else "false")]
        pairs += [("skos:altLabel", literal(alias)) for alias in one.aliases]
        return pairs + self._spot(one) + [("owl:sameAs", self.names.iri(link)) for link in links]

    def _spot(self, one: Entity) -> Pairs:
        """Where a place lies: coordinates, also as GeoSPARQL reads them, its ISO code and its GeoNames entry."""
        spot = self.graph.whereabouts.get(one.id)
        if spot is None:
            return []
        latitude, longitude = spot.position
        point = f'"POINT({longitude:g} {latitude:g})"^^geo:wktLiteral'
        pairs = [("wgs:lat", decimal(latitude)), ("wgs:long", decimal(longitude)), ("geo:asWKT", point)]
        pairs += [("kg:isoCode", literal(spot.code))] if spot.area and spot.code else []
        return pairs + ([("owl:sameAs", self.names.iri(spot.link))] if spot.link else [])

    def _event(self, one: Event) -> Pairs:
        return [("a", self.term(one.type)), ("rdfs:label", literal(one.name)), *_when(one.time)]

    # -- claims.trig ---------------------------------------------------------------------------------------------------

    def claims(self) -> dict[str, Pairs]:
        found: dict[str, Pairs] = {self.run: self._run()}
        against = self._against()
        for document in self.graph.documents.values():
            found[self.document(document.id)] = self._document(document)
        for row in (*self.graph.happenings(), *self.graph.claims()):
            sentence = self._sentence(row.claim.evidence)
            found[self.names.iri(self.base + row.id)] = [*self._claim(row), ("kg:evidence", sentence), *against.get(row.id, ())]
            if sentence not in found:
                found[sentence] = self._words(row.claim.evidence)
        for event in self.graph.events():
            if event.polarity != "asserted":
                found[self.node(event.id)] = [("rdfs:label", literal(event.name))]
        return found

    def _against(self) -> dict[str, Pairs]:
        """Claim -> the claims of other sources that contradict it."""
        found: dict[str, Pairs] = defaultdict(list)
        for one in self.graph.contradictions():
            for value, rows in one.values:
                others = [row for other, told in one.values if other != value for row in told]
                for row in rows:
                    found[row.id] += [("kg:contradicts", self.names.iri(self.base + other.id)) for other in others]
        return found

    def _run(self) -> Pairs:
        return [("a", "prov:Activity"), ("rdfs:label", literal("kg build")), ("prov:used", self.names.iri(ONTOLOGY))]

    def _document(self, one: Document) -> Pairs:
        pairs = [("a", "nif:Context"), ("dcterms:source", literal(one.source)), ("kg:sha256", literal(one.sha256))]
        pairs += [("dcterms:title", literal(one.title))] if one.title else []
        first = self.graph.copies.get(one.id, one.id)
        pairs += [("kg:copyOf", self.document(first))] if first != one.id else []
        return pairs + ([("dcterms:issued", literal(one.published, "date"))] if one.published else [])

    def _claim(self, row: Resolved) -> Pairs:
        claim = row.claim
        predicate = _TYPE if row.predicate == "type" else self.term(row.predicate)
        pairs = [
            ("a", "kg:Claim"),
            ("rdf:subject", self.node(row.subject)),
            ("rdf:predicate", predicate),
            ("rdf:object", self.object(row)),
            ("kg:polarity", self.word(row.polarity)),
            ("kg:confidence", self.number(claim.confidence)),
            ("kg:extractor", self.word(claim.by)),
            ("prov:wasDerivedFrom", self.document(claim.evidence.document)),
            ("prov:wasGeneratedBy", self.run),
        ]
        pairs += [("prov:wasAttributedTo", self.node(one)) for one in row.attributed_to]
        return pairs + _bounds(claim.time)

    def _sentence(self, said: Evidence) -> str:
        """The IRI of a stretch of text, as RFC 5147 writes it."""
        return self.names.iri(f"{self.base}{said.document}#char={said.start},{said.end}")

    def _words(self, said: Evidence) -> Pairs:
        return [
            ("a", "kg:Sentence"),
            ("a", "nif:Sentence"),
            ("nif:anchorOf", literal(said.quote)),
            ("nif:beginIndex", _count(said.start)),
            ("nif:endIndex", _count(said.end)),
            ("nif:referenceContext", self.document(said.document)),
        ]


def _count(number: int) -> str:
    return str(number)


def _when(time: Interval | None) -> Pairs:
    """The time of an event: one literal for its start, and both ends where they differ."""
    if time is None or not (time.start or time.end):
        return []
    single = not (time.start and time.end) or time.start == time.end
    return [("kg:time", literal(time.start or time.end or "", "date")), *([] if single else _bounds(time))]


def _bounds(time: Interval | None) -> Pairs:
    ends = (("kg:start", time.start), ("kg:end", time.end)) if time else ()
    return [(name, literal(value, "date")) for name, value in ends if value]


def _links(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Entity -> the IRIs that name lists give for it, where its names stand for one entry of its class alone."""
    known = by_name(graph.ontology)
    found = {}
    for one in graph.entities():
        if one.named:
            entries = {entry.iri: entry for name in (one.name, *one.aliases) for entry in known.get(key(name), ())}
            fitting = [entry for entry in entries.values() if _one_kind(graph.ontology, entry.type, one.type)]
            if len(fitting) == 1:
                found[one.id] = fitting[0].links
    return found


def _one_kind(ontology: Ontology, left: str, right: str) -> bool:
    return ontology.is_a(left, right) or ontology.is_a(right, left)


# -- for rdflib and Oxigraph ---------------------------------------------------------------------------------------------


def texts(source: Graph | str | os.PathLike[str]) -> tuple[str, str]:
    """The texts of graph.ttl and claims.trig, of a graph or from a folder that ``kg build`` wrote; raises KgError."""
    if not isinstance(source, (str, os.PathLike)):
        return turtle(source), trig(source)
    facts, claims = _read(Path(source), FACTS, CLAIMS)
    return facts, claims


def _read(folder: Path, *names: str) -> list[str]:
    try:
        return read_together(folder, names)
    except OSError as error:
        raise KgError(f"{error.filename}: {error.strerror}; a folder that kg build wrote holds {FACTS} and {CLAIMS}") from None


def store(source: Graph | str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> pyoxigraph.Store:
    """An Oxigraph store: facts in the default graph, claims in a named one, the ontology's terms in a third."""
    import pyoxigraph as ox

    facts, claims = texts(source)
    found = ox.Store()
    try:
        found.bulk_load(input=facts.encode(), format=ox.RdfFormat.TURTLE)
        found.bulk_load(input=claims.encode(), format=ox.RdfFormat.TRIG)
    except SyntaxError as error:
        raise KgError(f"{source}: not as kg build wrote it: {error.msg}; build it again") from None
    found.bulk_extend(vocabulary(folder(source, ontology)))
    return found


def dataset(source: Graph | str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> rdflib.Dataset:
    """The same as an rdflib Dataset on Oxigraph, with every prefix bound; its default graph is the union of all."""
    import rdflib
    from oxrdflib import OxigraphStore

    found = rdflib.Dataset(store=OxigraphStore(store=store(source, ontology=ontology)), default_union=True)
    for name, iri in prefixes(source).items():
        found.bind(name, iri, replace=True)
    return found


def prefixes(source: Graph | str | os.PathLike[str]) -> Mapping[str, str]:
    """Every prefix that a query may use; ``ent`` is the base of the data."""
    if not isinstance(source, (str, os.PathLike)):
        return {**PREFIXES, "ent": source.base}
    header = next((line for line in _read(Path(source), FACTS)[0].splitlines() if line.startswith("@prefix ent:")), "")
    return {**PREFIXES, "ent": header.partition("<")[2].partition(">")[0] or ENT}


def folder(source: Graph | str | os.PathLike[str], ontology: str | os.PathLike[str] | None = None) -> Path:
    """The ontology's folder: the one given, else the graph's, else the packaged one; raises KgError where it is no folder."""
    if ontology is not None:
        if not Path(ontology).is_dir():
            raise KgError(f"{ontology}: no such folder; an ontology is a folder of Turtle files")
        return Path(ontology)
    return default_folder() if isinstance(source, (str, os.PathLike)) else source.ontology.folder


def vocabulary(folder: Path) -> Iterator[pyoxigraph.Quad]:
    """What the ontology says of its classes and properties, without triggers, name lists and shapes."""
    import pyoxigraph as ox

    home = ox.NamedNode(ONTOLOGY)
    kept = (RDF + "type", RDFS, PREFIXES["owl"], SKOS)
    for path in sorted(folder.glob("*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            ours = isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG)
            if ours and quad.predicate.value.startswith(kept) and not isinstance(quad.object, ox.BlankNode):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, home)
