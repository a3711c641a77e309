"""Whether the graph keeps the rules of the ontology's shapes (SHACL)."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, OntologyError
from kg.rdf import ONTOLOGY, folder, prefixes, store
from kg.turtle import Names

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.graph import Graph

SHAPES = "shapes.ttl"

_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the graph conforms, and one line for each breach, sorted."""

    conforms: bool
    problems: tuple[str, ...]

    def __str__(self) -> str:
        return "conforms to the shapes" if self.conforms else "\n".join(self.problems)

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(str(self))}</pre>"


def check(source: Graph | str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> Report:
    """Validates facts and claims, of a graph or of a folder that ``kg build`` wrote, against the ontology's shapes.ttl."""
    import pyshacl

    rules = _rules(folder(source, ontology) / SHAPES)
    data, known = _graphs(store(source, ontology=ontology))
    # Entailment would give everything the type that a range asks for, and so hide what breaks the range.
    conforms, found, _ = pyshacl.validate(data, shacl_graph=rules, ont_graph=known, inference="none", inplace=True)
    return Report(bool(conforms), tuple(sorted(set(_problems(found, Names(prefixes(source)))))))


def _rules(path: Path) -> rdflib.Graph:
    import rdflib

    try:
        return rdflib.Graph().parse(data=path.read_text(encoding="utf-8"), format="ox-turtle")
    except OSError as error:
        raise KgError(f"{path}: {error.strerror}; shapes are a Turtle file of that name in the ontology's folder") from None
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: {error.msg}") from None


def _graphs(quads: pyoxigraph.Store) -> tuple[rdflib.Graph, rdflib.Graph]:
    """Facts and claims in one graph, the ontology's terms in another, in rdflib's own memory."""
    import rdflib

    data, known = rdflib.Graph(), rdflib.Graph()
    for quad in quads:
        ours = getattr(quad.graph_name, "value", None) == ONTOLOGY
        (known if ours else data).add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return data, known


def _term(one: Any) -> Any:  # any of Oxigraph's terms -> rdflib's
    import pyoxigraph as ox
    import rdflib

    if isinstance(one, ox.NamedNode):
        return rdflib.URIRef(one.value)
    if isinstance(one, ox.BlankNode):
        return rdflib.BNode(one.value)
    datatype = None if one.language else rdflib.URIRef(one.datatype.value)
    return rdflib.Literal(one.value, lang=one.language, datatype=datatype)


def _problems(found: Any, names: Names) -> Iterator[str]:
    """One line per result: where, along which property, what is wrong, with which value."""
    from rdflib import RDF, Namespace

    shacl = Namespace(_SH)
    for result in found.subjects(RDF.type, shacl.ValidationResult):
        said = {part: found.value(result, shacl[part]) for part in ("focusNode", "resultPath", "value")}
        told = sorted(str(one) for one in found.objects(result, shacl.resultMessage))
        where = " ".join(_named(said[part], names) for part in ("focusNode", "resultPath") if said[part] is not None)
        value = f" ({_named(said['value'], names)})" if said["value"] is not None else ""
        yield f"{where}: {'; '.join(' '.join(one.split()) for one in told)}{value}"


def _named(term: Any, names: Names) -> str:
    from rdflib import URIRef

    return names.iri(str(term)) if isinstance(term, URIRef) else repr(str(term))
