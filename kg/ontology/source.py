"""A folder of Turtle files and the values in them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.namespaces import KG, OWL, RDF, RDFS, SKOS


def default_folder() -> Path:
    """The ontology to use: ``$KG_ONTOLOGY``, else the packaged one, else the repository's."""
    here = Path(__file__).parents[1]
    told = os.environ.get("KG_ONTOLOGY")
    places = [Path(told)] if told else [here / "data" / "ontology", here.parent / "ontology"]
    for place in places:
        if place.is_dir():
            return place
    raise OntologyError(f"no ontology found in {' or '.join(map(str, places))}; set KG_ONTOLOGY or pass a folder")


class Source:
    """The Turtle files of an ontology folder, and the values in them, each in a fixed order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = sorted(folder.rglob("*.ttl"))
        if not self.files:
            raise OntologyError(f"{folder}: no .ttl file there; an ontology is a folder of Turtle files")
        self.store = ox.Store()
        self.origin: dict[str, str] = {}
        seen = hashlib.sha256()
        for path in self.files:
            seen.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
            self._parse(path)
        for path in sorted(folder.rglob("*.tsv")):  # tables beside the name lists, read where they are wanted
            seen.update(path.name.encode() + b"\0" + path.read_bytes())
        self.fingerprint = seen.hexdigest()[:16]

    def _parse(self, path: Path) -> None:
        try:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                self.store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
                if isinstance(quad.subject, ox.NamedNode):
                    self.origin.setdefault(quad.subject.value, path.name)
        except SyntaxError as error:
            raise OntologyError(f"{path}:{error.lineno}: {error.msg}") from None

    # -- reading values ------------------------------------------------------------------------------------------

    def objects(self, subject: ox.NamedNode | ox.BlankNode, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        found = [quad.object for quad in self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]
        return sorted(found, key=str)  # type: ignore[arg-type]

    def texts(self, subject: ox.NamedNode | ox.BlankNode, predicate: str) -> tuple[str, ...]:
        values = [one.value for one in self.objects(subject, predicate)]
        return tuple(value.removeprefix(KG) for value in values)

    def text(self, subject: ox.NamedNode | ox.BlankNode, predicate: str) -> str | None:
        return next(iter(self.texts(subject, predicate)), None)

    def instances(self, type_iri: str) -> Iterator[ox.NamedNode]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(type_iri))
        yield from sorted({quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}, key=str)

    def where(self, subject: ox.NamedNode) -> str:
        return f"{self.folder / self.origin.get(subject.value, '')}: {local(subject.value)}"

    def links(self, subject: ox.NamedNode) -> tuple[str, ...]:
        ways = (SKOS + "exactMatch", SKOS + "closeMatch", RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "sameAs")
        found = (one.value for way in ways for one in self.objects(subject, way) if isinstance(one, ox.NamedNode))
        return tuple(sorted({value for value in found if not value.startswith(KG)}))

    def members(self, node: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[str]:
        """The classes of a domain or range: one, or the members of its ``owl:unionOf``."""
        if not isinstance(node, ox.BlankNode):
            return [node.value]
        return [name for head in self.objects(node, OWL + "unionOf") for name in self.listed(head)]

    def listed(self, head: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[str]:
        """The members of an RDF list."""
        found: list[str] = []
        while isinstance(head, ox.BlankNode):
            found += [one.value for one in self.objects(head, RDF + "first")]
            head = next(iter(self.objects(head, RDF + "rest")))
        return found


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
