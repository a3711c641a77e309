"""Turtle -> values; what an ontology cannot mean is refused with the file, the term and the names that would have been understood."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.model import Ontology
from kg.ontology.namespaces import KG, OWL, PREFIXES, RDF, RDFS, SKOS
from kg.ontology.source import Source, local
from kg.ontology.terms import Class, Individual, PrepRole, Property, Trigger

FRAMES = (
    "Transitive",
    "Intransitive",
    "VerbPrep",
    "ObjectPrep",
    "Naming",
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
TRAITS = {
    "class": ("body", "built", "firm", "forces", "governed", "land", "numbered", "once", "people", "personal", "town"),
    "property": ("age", "birth"),
}
_LEMMALESS = ("NounPrep", "CommaPair", "Bracket", "Demonym", "Phrase")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?")
_LITERAL_TYPES = ("string", "date", "integer", "decimal", "gYear", "gYearMonth")


class Loader(Source):
    """Turtle files -> Ontology; one use, thrown away."""

    def ontology(self) -> Ontology:
        classes = self._classes()
        properties = self._properties(classes)
        triggers = tuple(sorted(self._triggers(classes, properties), key=lambda one: one.id))
        individuals = tuple(sorted(self._individuals(classes), key=lambda one: one.iri))
        return Ontology(classes, properties, triggers, individuals, self._cues(), self.fingerprint, self.folder)

    # -- classes, properties ---------------------------------------------------------------------------------------

    def _classes(self) -> dict[str, Class]:
        found = {}
        for node in self.instances(OWL + "Class"):
            if node.value.startswith(KG):
                found[local(node.value)] = self._class(node)
        if "Event" not in found:
            raise OntologyError(f"{self.folder}: no class kg:Event; happenings must lie below it")
        for one in found.values():
            for parent in one.parents:
                _known(parent, found, f"{self.folder}: {one.name}: rdfs:subClassOf")
        return found

    def _class(self, node: ox.NamedNode) -> Class:
        parents = tuple(local(one) for one in self._iris(node, RDFS + "subClassOf") if one.startswith(KG))
        return Class(
            *self._named(node),
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
            self.text(node, KG + "bodily") == "true",
            self._traits(node, "class"),
            self.text(node, KG + "toward"),
            self.text(node, KG + "colour"),
            self.text(node, KG + "shape"),
            self.links(node),
        )

    def _named(self, node: ox.NamedNode) -> tuple[str, str, str, str]:
        """The name, IRI, label and comment of a term."""
        name = local(node.value)
        return name, node.value, self.text(node, RDFS + "label") or name, self.text(node, RDFS + "comment") or ""

    def _traits(self, node: ox.NamedNode, kind: str) -> tuple[str, ...]:
        found = self.texts(node, KG + "trait")
        for one in found:
            _known(one, TRAITS[kind], f"{self.where(node)}: kg:trait")
        return found

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
                    found[local(node.value)] = self._property(node, kind == "DatatypeProperty", classes)
        for one in found.values():
            for other in (*one.parents, *filter(None, [one.inverse]), *(name for chain in one.chains for name in chain)):
                _known(other, found, f"{self.folder}: {one.name}")
        return self._closed(found)

    def _property(self, node: ox.NamedNode, literal: bool, classes: Mapping[str, Class]) -> Property:
        kinds = set(self.texts(node, RDF + "type"))
        domain = self._classes_of(node, "domain", classes)
        ranges = [value for one in self.objects(node, RDFS + "range") for value in self.members(one)]
        if literal:
            datatype = local(ranges[0]) if ranges else "string"
            _known(datatype, _LITERAL_TYPES, f"{self.where(node)}: rdfs:range")
            return self._make(node, domain, (), datatype, kinds)
        return self._make(node, domain, self._classes_of(node, "range", classes), None, kinds)

    def _classes_of(self, node: ox.NamedNode, end: str, classes: Mapping[str, Class]) -> tuple[str, ...]:
        names = [local(value) for one in self.objects(node, RDFS + end) for value in self.members(one)]
        for name in names:
            _known(name, classes, f"{self.where(node)}: rdfs:{end}")
        return tuple(sorted(names))

    def _make(
        self, node: ox.NamedNode, domain: tuple[str, ...], range_: tuple[str, ...], datatype: str | None, kinds: set[str]
    ) -> Property:
        return Property(
            *self._named(node),
            domain,
            range_,
            datatype,
            tuple(local(one) for one in self._iris(node, RDFS + "subPropertyOf") if one.startswith(KG)),
            next((local(one) for one in self._iris(node, OWL + "inverseOf")), None),
            OWL + "SymmetricProperty" in kinds,
            OWL + "TransitiveProperty" in kinds,
            OWL + "FunctionalProperty" in kinds,
            self.text(node, KG + "naming") == "true",
            self.links(node),
            irreflexive=OWL + "IrreflexiveProperty" in kinds,
            bodily=self.text(node, KG + "bodily") == "true",
            traits=self._traits(node, "property"),
            chains=tuple(sorted(tuple(map(local, self.listed(head))) for head in self.objects(node, OWL + "propertyChainAxiom"))),
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
                target, where = local(quad.subject.value), self.where(quad.subject)
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
            self.text(node, KG + "plain") == "true",
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
