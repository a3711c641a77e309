"""The ontology folder as plain frozen values: classes, properties, triggers, name lists, cue words.

Everything the program knows about the user's world comes from here. The folder is read once; what it cannot mean is
refused at load with the file, the term and the names that would have been understood.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError

KG = "https://kg.example/ontology#"
ENT = "https://kg.example/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Mapping[str, str] = {
    "kg": KG,
    "ent": ENT,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "sh": "http://www.w3.org/ns/shacl#",
}

FRAMES = (
    "Transitive",
    "Intransitive",
    "VerbPrep",
    "ObjectPrep",
    "RelationalNoun",
    "ActionNoun",
    "Designation",
    "Nominal",
    "Adjectival",
    "NounPrep",
    "CommaPair",
    "Bracket",
    "Demonym",
    "Phrase",
)
_LEMMALESS = ("NounPrep", "CommaPair", "Bracket", "Demonym", "Phrase")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")
_LITERAL_TYPES = ("string", "date", "integer", "decimal", "gYear", "gYearMonth")
PrepRole = tuple[str, str, tuple[str, ...]]  # a preposition, the role of what stands after it, and the only classes it may have
# subject role, object role, roles after prepositions, and the property that counts who fills a role
Roles = tuple[str | None, str | None, tuple[PrepRole, ...], tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Class:
    """A class: its parents, the nouns that name it in a text, and the roles its happenings give to a verb's arguments."""

    name: str
    iri: str
    label: str
    comment: str
    parents: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    ner: tuple[str, ...] = ()
    subject_role: str | None = None
    object_role: str | None = None
    prep_roles: tuple[PrepRole, ...] = ()
    counts: tuple[tuple[str, str], ...] = ()
    includes: tuple[tuple[str, str], ...] = ()
    absorbs: tuple[str, ...] = ()
    actual: bool = False
    colour: str | None = None
    shape: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property; ``domain`` and ``range`` are class names (any of them), ``datatype`` the XSD name of a literal range.

    ``naming`` says that the value is another name of the subject.
    """

    name: str
    iri: str
    label: str
    comment: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    datatype: str | None
    parents: tuple[str, ...]
    inverse: str | None
    symmetric: bool
    transitive: bool
    functional: bool
    naming: bool
    links: tuple[str, ...] = ()
    irreflexive: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words in a frame that signal a property or an event class; ``expect`` is what its example must give."""

    id: str
    target: str
    frame: str
    lemmas: tuple[str, ...]
    preps: tuple[str, ...]
    particles: tuple[str, ...]
    objects: tuple[str, ...]
    voice: str | None
    reverse: bool
    subject: str | None
    object: str | None
    prep_roles: tuple[PrepRole, ...]
    pattern: str | None
    polarity: str | None
    aim: bool
    half: str | None
    named: bool
    subject_class: tuple[str, ...]
    object_class: tuple[str, ...]
    example: str
    expect: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Individual:
    """A known thing of a name list; ``position`` is (latitude, longitude) in degrees of WGS 84."""

    iri: str
    type: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    links: tuple[str, ...]
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class Ontology:
    """What can be found, by which words; made by ``Ontology.load``."""

    classes: Mapping[str, Class]
    properties: Mapping[str, Property]
    triggers: tuple[Trigger, ...]
    individuals: tuple[Individual, ...]
    cues: Mapping[str, frozenset[str]]
    fingerprint: str
    folder: Path
    _up: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _families: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _roles: dict[str, Roles] = field(default_factory=dict, repr=False, compare=False)
    _below: dict[str, tuple[Property, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, folder: str | os.PathLike[str] | None = None) -> Ontology:
        """Reads every ``*.ttl`` below the folder (the packaged one by default); raises OntologyError on nonsense."""
        return _Loader(Path(folder) if folder else default_folder()).ontology()

    def ancestors(self, name: str) -> frozenset[str]:
        """The class itself and all classes above it."""
        if name not in self._up:
            above = self.classes[name].parents if name in self.classes else ()
            self._up[name] = frozenset({name}).union(*(self.ancestors(parent) for parent in above))
        return self._up[name]

    def is_a(self, name: str, above: str) -> bool:
        """Whether a class is the other one or lies below it."""
        return above in self.ancestors(name)

    def fits(self, name: str, allowed: Iterable[str]) -> bool:
        """Whether a class satisfies a domain or range; an empty one allows everything."""
        above = self.ancestors(name)
        wanted = tuple(allowed)
        return not wanted or any(one in above for one in wanted)

    def is_event(self, name: str) -> bool:
        """Whether a class is a class of happenings."""
        return self.is_a(name, "Event")

    def family(self, name: str) -> str:
        """The broad class under which a class is shown: Person, Group, Place, Item, Event or Thing."""
        if name not in self._families:
            above = self.ancestors(name)
            self._families[name] = next((one for one in ("Person", "Group", "Place", "Event", "Item") if one in above), "Thing")
        return self._families[name]

    def narrower(self, name: str) -> tuple[Property, ...]:
        """The properties right below a property, by name."""
        if name not in self._below:
            self._below[name] = tuple(one for _, one in sorted(self.properties.items()) if name in one.parents)
        return self._below[name]

    def property_line(self, name: str) -> tuple[str, ...]:
        """The property and those above it, nearest first."""
        line, queue = [], [name]
        while queue:
            one = queue.pop(0)
            if one not in line:
                line.append(one)
                queue.extend(self.properties[one].parents if one in self.properties else ())
        return tuple(line)

    def roles(self, event_class: str) -> Roles:
        """Subject role, object role, roles after prepositions and (count property, role) pairs of a class, inherited."""
        if event_class not in self._roles:
            self._roles[event_class] = self._inherited_roles(event_class)
        return self._roles[event_class]

    def _inherited_roles(self, event_class: str) -> Roles:
        subject = obj = None
        preps: list[PrepRole] = []
        counts: list[tuple[str, str]] = []
        for name in self._line(event_class):
            one = self.classes[name]
            subject, obj = subject or one.subject_role, obj or one.object_role
            taken = {prep for prep, _, _ in preps}
            preps += [pair for pair in one.prep_roles if pair[0] not in taken or self.places_only(pair[1])]
            counts += [pair for pair in one.counts if pair not in counts]
        return subject, obj, tuple(preps), tuple(counts)

    def outcome(self, whole: str, part: str) -> str | None:
        """The property by which a happening of one class is part of one of another; "itself" where it only tells how that one ended."""
        for name in self._line(whole):
            one = self.classes[name]
            if any(self.is_a(part, other) for other in one.absorbs):
                return "itself"
            found = next((property_ for property_, other in one.includes if self.is_a(part, other)), None)
            if found:
                return found
        return None

    def judged(self, event_class: str) -> bool:
        """Whether happenings of a class are kept only where a text tells of a single, actual one."""
        return any(self.classes[name].actual for name in self._line(event_class))

    def places_only(self, role: str | None) -> bool:
        """Whether a role is filled by places alone; such a role stands beside the other one of its preposition ("at")."""
        return role in self._of_places

    @cached_property
    def _of_places(self) -> frozenset[str | None]:
        return frozenset(name for name, one in self.properties.items() if one.range and all(self.is_a(end, "Place") for end in one.range))

    def _line(self, name: str) -> list[str]:
        line, queue = [], [name]
        while queue:
            one = queue.pop(0)
            if one in self.classes and one not in line:
                line.append(one)
                queue.extend(self.classes[one].parents)
        return line

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """Noun or noun phrase (lower case lemma) -> class, from the classes' own words."""
        return {noun: one.name for one in self.classes.values() for noun in one.nouns}

    @cached_property
    def owned_nouns(self) -> frozenset[str]:
        """The relational nouns that name what somebody has ("headquarters of X"), not what somebody is."""
        return frozenset(lemma for one in self.triggers if one.frame == "RelationalNoun" and one.reverse for lemma in one.lemmas)

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """How many classes lie above each class: the more, the more specific."""
        return {name: len(self.ancestors(name)) for name in self.classes}


def default_folder() -> Path:
    """The ontology to use: ``$KG_ONTOLOGY``, else the packaged one, else the repository's."""
    here = Path(__file__).parent
    told = os.environ.get("KG_ONTOLOGY")
    places = [Path(told)] if told else [here / "data" / "ontology", here.parent / "ontology"]
    for place in places:
        if place.is_dir():
            return place
    raise OntologyError(f"no ontology found in {' or '.join(map(str, places))}; set KG_ONTOLOGY or pass a folder")


class _Loader:
    """Turtle files -> Ontology; one use, thrown away."""

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

    def ontology(self) -> Ontology:
        classes = self._classes()
        properties = self._properties(classes)
        triggers = tuple(sorted(self._triggers(classes, properties), key=lambda one: one.id))
        individuals = tuple(sorted(self._individuals(classes), key=lambda one: one.iri))
        return Ontology(classes, properties, triggers, individuals, self._cues(), self.fingerprint, self.folder)

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
        return f"{self.folder / self.origin.get(subject.value, '')}: {_local(subject.value)}"

    def links(self, subject: ox.NamedNode) -> tuple[str, ...]:
        ways = (SKOS + "exactMatch", SKOS + "closeMatch", RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "sameAs")
        found = (one.value for way in ways for one in self.objects(subject, way) if isinstance(one, ox.NamedNode))
        return tuple(sorted({value for value in found if not value.startswith(KG)}))

    def members(self, node: ox.NamedNode | ox.BlankNode | ox.Literal) -> list[str]:
        """The classes of a domain or range: one, or the members of its ``owl:unionOf``."""
        if not isinstance(node, ox.BlankNode):
            return [node.value]
        found: list[str] = []
        for head in self.objects(node, OWL + "unionOf"):
            while isinstance(head, ox.BlankNode):
                found += [one.value for one in self.objects(head, RDF + "first")]
                head = next(iter(self.objects(head, RDF + "rest")))
        return found

    # -- classes, properties ---------------------------------------------------------------------------------------

    def _classes(self) -> dict[str, Class]:
        found = {}
        for node in self.instances(OWL + "Class"):
            if node.value.startswith(KG):
                found[_local(node.value)] = self._class(node)
        if "Event" not in found:
            raise OntologyError(f"{self.folder}: no class kg:Event; happenings must lie below it")
        for one in found.values():
            for parent in one.parents:
                _known(parent, found, f"{self.folder}: {one.name}: rdfs:subClassOf")
        return found

    def _class(self, node: ox.NamedNode) -> Class:
        parents = tuple(_local(one) for one in self._iris(node, RDFS + "subClassOf") if one.startswith(KG))
        return Class(
            _local(node.value),
            node.value,
            self.text(node, RDFS + "label") or _local(node.value),
            self.text(node, RDFS + "comment") or "",
            parents,
            self.texts(node, KG + "noun"),
            self.texts(node, KG + "nerLabel"),
            self.text(node, KG + "subjectRole"),
            self.text(node, KG + "objectRole"),
            self._prep_roles(node),
            tuple(sorted(self._pairs(node, "count"))),
            tuple(sorted(self._pairs(node, "includes"))),
            self.texts(node, KG + "absorbs"),
            self.text(node, KG + "actual") == "true",
            self.text(node, KG + "colour"),
            self.text(node, KG + "shape"),
            self.links(node),
        )

    def _iris(self, node: ox.NamedNode, predicate: str) -> list[str]:
        return [one.value for one in self.objects(node, predicate) if isinstance(one, ox.NamedNode)]

    def _prep_roles(self, node: ox.NamedNode | ox.BlankNode) -> tuple[PrepRole, ...]:
        """Roles after prepositions; those for certain classes only come before those for any."""
        found = []
        for one in self.objects(node, KG + "prepRole"):
            if isinstance(one, ox.BlankNode):
                role, only = self.text(one, KG + "role") or "", tuple(sorted(self.texts(one, KG + "only")))
                found += [(prep, role, only) for prep in self.texts(one, KG + "prep")]
        return tuple(sorted(found, key=lambda one: (one[0], not one[2], one[1], one[2])))

    def _pairs(self, node: ox.NamedNode, kind: str) -> Iterator[tuple[str, str]]:
        for one in self.objects(node, KG + kind):
            if isinstance(one, ox.BlankNode):
                yield from ((self.text(one, KG + "property") or "", of) for of in self.texts(one, KG + "of"))

    def _properties(self, classes: Mapping[str, Class]) -> dict[str, Property]:
        found = {}
        for kind in ("ObjectProperty", "DatatypeProperty"):
            for node in self.instances(OWL + kind):
                if node.value.startswith(KG):
                    found[_local(node.value)] = self._property(node, kind == "DatatypeProperty", classes)
        for one in found.values():
            for other in (*one.parents, *filter(None, [one.inverse])):
                _known(other, found, f"{self.folder}: {one.name}")
        return self._closed(found)

    def _property(self, node: ox.NamedNode, literal: bool, classes: Mapping[str, Class]) -> Property:
        kinds = set(self.texts(node, RDF + "type"))
        domain = self._classes_of(node, "domain", classes)
        ranges = [value for one in self.objects(node, RDFS + "range") for value in self.members(one)]
        if literal:
            datatype = _local(ranges[0]) if ranges else "string"
            _known(datatype, _LITERAL_TYPES, f"{self.where(node)}: rdfs:range")
            return self._make(node, domain, (), datatype, kinds)
        return self._make(node, domain, self._classes_of(node, "range", classes), None, kinds)

    def _classes_of(self, node: ox.NamedNode, end: str, classes: Mapping[str, Class]) -> tuple[str, ...]:
        names = [_local(value) for one in self.objects(node, RDFS + end) for value in self.members(one)]
        for name in names:
            _known(name, classes, f"{self.where(node)}: rdfs:{end}")
        return tuple(sorted(names))

    def _make(
        self, node: ox.NamedNode, domain: tuple[str, ...], range_: tuple[str, ...], datatype: str | None, kinds: set[str]
    ) -> Property:
        return Property(
            _local(node.value),
            node.value,
            self.text(node, RDFS + "label") or _local(node.value),
            self.text(node, RDFS + "comment") or "",
            domain,
            range_,
            datatype,
            tuple(_local(one) for one in self._iris(node, RDFS + "subPropertyOf") if one.startswith(KG)),
            next((_local(one) for one in self._iris(node, OWL + "inverseOf")), None),
            OWL + "SymmetricProperty" in kinds,
            OWL + "TransitiveProperty" in kinds,
            OWL + "FunctionalProperty" in kinds,
            self.text(node, KG + "naming") == "true",
            self.links(node),
            irreflexive=OWL + "IrreflexiveProperty" in kinds,
        )

    @staticmethod
    def _closed(found: dict[str, Property]) -> dict[str, Property]:
        """Says inverses from both ends: Turtle states them once."""
        from dataclasses import replace

        for one in list(found.values()):
            if one.inverse and not found[one.inverse].inverse:
                found[one.inverse] = replace(found[one.inverse], inverse=one.name)
        return found

    # -- triggers, names, cues -------------------------------------------------------------------------------------

    def _triggers(self, classes: Mapping[str, Class], properties: Mapping[str, Property]) -> Iterator[Trigger]:
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(KG + "trigger"), None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.BlankNode):
                target, where = _local(quad.subject.value), self.where(quad.subject)
                event = target in classes and "Event" in self._above(target, classes)
                if target not in properties and not event:
                    raise OntologyError(f"{where}: a trigger belongs to a property or to a class below kg:Event")
                yield self._trigger(quad.object, target, where, properties)

    @staticmethod
    def _above(name: str, classes: Mapping[str, Class]) -> set[str]:
        seen, queue = set(), [name]
        while queue:
            one = queue.pop()
            if one not in seen:
                seen.add(one)
                queue.extend(classes[one].parents)
        return seen

    def _trigger(self, node: ox.BlankNode, target: str, where: str, properties: Mapping[str, Property]) -> Trigger:
        frame = self.text(node, RDF + "type") or ""
        _known(frame, FRAMES, f"{where}: frame")
        lemmas = self.texts(node, KG + "lemma")
        if not lemmas and frame not in _LEMMALESS:
            raise OntologyError(f"{where}: a trigger in frame {frame} has no kg:lemma; give the words that signal it")
        pairs, pattern = self._prep_roles(node), self.text(node, KG + "pattern")
        roles = [self.text(node, KG + "subject"), self.text(node, KG + "object"), *(role for _, role, _ in pairs)]
        for role in filter(None, roles):
            _known(role, properties, f"{where}: role")
        preps, parts = self.texts(node, KG + "prep"), self.texts(node, KG + "particle")
        objects, voice = self.texts(node, KG + "withObject"), self.text(node, KG + "voice")
        ends = self.texts(node, KG + "subjectClass"), self.texts(node, KG + "objectClass")
        words = [",".join(one) for one in (lemmas, preps, parts + objects, *ends)]
        return Trigger(
            _trigger_id(target, frame, lemmas[0] if lemmas else pattern or words[1], [*words, pattern or "", voice or ""]),
            target,
            frame,
            lemmas,
            preps,
            parts,
            objects,
            voice,
            self.text(node, KG + "reverse") == "true",
            roles[0],
            roles[1],
            pairs,
            pattern,
            self.text(node, KG + "polarity"),
            self.text(node, KG + "aim") == "true",
            self.text(node, KG + "half"),
            self.text(node, KG + "named") == "true",
            *ends,
            *self._example(node, f"{where}: the {frame} trigger {', '.join(lemmas)}", where),
        )

    def _example(self, node: ox.BlankNode, what: str, where: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
        """A trigger's example sentence and the triples that it promises."""
        example, _, told = (self.text(node, KG + "example") or "").partition("=>")
        if not example.strip() or not told.strip():
            raise OntologyError(f'{what} needs kg:example "sentence => subject | property | object"')
        return example.strip(), tuple(_expected(told, where))

    def _individuals(self, classes: Mapping[str, Class]) -> Iterator[Individual]:
        for name in classes:
            for node in self.instances(KG + name):
                label = self.text(node, RDFS + "label")
                if label and not node.value.startswith(KG):
                    aliases, demonyms = self.texts(node, SKOS + "altLabel"), self.texts(node, KG + "demonym")
                    yield Individual(node.value, name, label, aliases, demonyms, self.links(node), self._position(node))

    def _position(self, node: ox.NamedNode) -> tuple[float, float] | None:
        told = (self.text(node, PREFIXES["wgs"] + "lat"), self.text(node, PREFIXES["wgs"] + "long"))
        if told == (None, None):
            return None
        lat, long = _degrees(told[0] or "", 90), _degrees(told[1] or "", 180)
        if lat is None or long is None:
            raise OntologyError(f"{self.where(node)}: give wgs:lat (-90 to 90) and wgs:long (-180 to 180) together, as numbers")
        return lat, long

    def _cues(self) -> dict[str, frozenset[str]]:
        """``kg:English kg:cue [ kg:kind "negation" ; kg:word "not", "never" ]`` -> {"negation": {"not", "never"}}."""
        found: dict[str, set[str]] = {}
        for one in self.objects(ox.NamedNode(KG + "English"), KG + "cue"):
            if isinstance(one, ox.BlankNode):
                found.setdefault(self.text(one, KG + "kind") or "", set()).update(self.texts(one, KG + "word"))
        return {kind: frozenset(words) for kind, words in sorted(found.items())}


def _trigger_id(target: str, frame: str, word: str, words: Iterable[str]) -> str:
    """A readable name of a trigger, with a short hash of all its words and classes."""
    return f"{target}/{frame}/{word}/{hashlib.sha256('/'.join([target, frame, *words]).encode()).hexdigest()[:4]}"


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _degrees(value: str, most: int) -> float | None:
    """The number of degrees that a literal says, or None where it is no number between -most and most."""
    found = float(value) if _NUMBER.fullmatch(value) else None
    return found if found is not None and abs(found) <= most else None


def _known(name: str, names: Iterable[str], where: str) -> None:
    """Refuses a name that is not among the names, listing them."""
    known = sorted(names)
    if name not in known:
        raise OntologyError(f"{where}: unknown {name!r}; known: {', '.join(known)}")


def _expected(told: str, where: str) -> Iterator[tuple[str, str, str]]:
    for part in filter(None, map(str.strip, told.split(";"))):
        fields = [one.strip() for one in part.split("|")]
        if len(fields) != 3 or not all(fields):
            raise OntologyError(f"{where}: expected 'subject | property | object' in the example, found {part!r}")
        yield fields[0], fields[1], fields[2]
