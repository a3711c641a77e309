"""An ontology as plain frozen values: classes, properties, triggers, name lists, cue words."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.ontology.source import default_folder

PrepRole = tuple[str, str, tuple[str, ...]]  # a preposition, the role of what stands after it, and the only classes it may have
# subject role, object role, roles after prepositions, and the property that counts who fills a role
Roles = tuple[str | None, str | None, tuple[PrepRole, ...], tuple[tuple[str, str], ...]]

ITSELF = "itself"  # in place of a property: a happening is the other one, told by its outcome


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
    bodily: bool = False
    colour: str | None = None
    shape: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Property:
    """A property; ``domain`` and ``range`` are class names (any of them), ``datatype`` the XSD name of a literal range.

    ``naming`` says that the value is another name of the subject; it follows from the properties of each of its ``chains``, one after the other.
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
    bodily: bool = False
    chains: tuple[tuple[str, ...], ...] = ()


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
    _lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _property_lines: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _outcomes: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, folder: str | os.PathLike[str] | None = None) -> Ontology:
        """Reads every ``*.ttl`` below the folder (the packaged one by default); raises OntologyError on nonsense."""
        from kg.ontology.loader import Loader  # makes what is defined here

        return Loader(Path(folder) if folder else default_folder()).ontology()

    def ancestors(self, name: str) -> frozenset[str]:
        """The class itself and all classes above it."""
        if name not in self._up:
            above = self.classes[name].parents if name in self.classes else ()
            self._up[name] = frozenset({name}).union(*(self.ancestors(parent) for parent in above))
        return self._up[name]

    def is_a(self, name: str, above: str) -> bool:
        """Whether a class is the other one or lies below it."""
        return above in self.ancestors(name)

    def fits(self, name: str, allowed: Collection[str]) -> bool:
        """Whether a class satisfies a domain or range; an empty one allows everything."""
        return not allowed or not self.ancestors(name).isdisjoint(allowed)

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
        if name not in self._property_lines:
            self._property_lines[name] = _upwards(name, lambda one: self.properties[one].parents if one in self.properties else ())
        return self._property_lines[name]

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
        if (whole, part) not in self._outcomes:
            self._outcomes[whole, part] = self._outcome(whole, part)
        return self._outcomes[whole, part]

    def _outcome(self, whole: str, part: str) -> str | None:
        for name in self._line(whole):
            one = self.classes[name]
            if any(self.is_a(part, other) for other in one.absorbs):
                return ITSELF
            found = next((property_ for property_, other in one.includes if self.is_a(part, other)), None)
            if found:
                return found
        return None

    def absorbed(self, whole: str) -> tuple[str, ...]:
        """The classes of happenings that only tell how one of a class ended."""
        return tuple(other for name in self._line(whole) for other in self.classes[name].absorbs)

    def judged(self, event_class: str) -> bool:
        """Whether happenings of a class are kept only where a text tells of a single, actual one."""
        return any(self.classes[name].actual for name in self._line(event_class))

    def bodily(self, target: str) -> bool:
        """Whether what a class or property tells is done only to what has a body."""
        return (
            self.properties[target].bodily if target in self.properties else any(self.classes[name].bodily for name in self._line(target))
        )

    def places_only(self, role: str | None) -> bool:
        """Whether a role is filled by places alone; such a role stands beside the other one of its preposition ("at")."""
        return role in self._of_places

    @cached_property
    def _of_places(self) -> frozenset[str | None]:
        return frozenset(name for name, one in self.properties.items() if one.range and all(self.is_a(end, "Place") for end in one.range))

    def _line(self, name: str) -> tuple[str, ...]:
        if name not in self._lines:
            self._lines[name] = _upwards(name, lambda one: self.classes[one].parents) if name in self.classes else ()
        return self._lines[name]

    @cached_property
    def nouns(self) -> Mapping[str, str]:
        """Noun or noun phrase (lower case lemma) -> class, from the classes' own words."""
        return {noun: one.name for one in self.classes.values() for noun in one.nouns}

    @cached_property
    def demonyms(self) -> frozenset[str]:
        """The words for those who are from a listed place: "Peruvian"."""
        return frozenset(word for one in self.individuals for word in one.demonyms)

    @cached_property
    def lands(self) -> Mapping[str, str]:
        """The names of listed places whose people have a name, and the names of those people, in lower case -> their IRI; none of two places."""
        found: dict[str, set[str]] = {}
        for one in self.individuals:
            for word in (one.name, *one.aliases, *one.demonyms) if one.demonyms else ():
                found.setdefault(word.lower(), set()).add(one.iri)
        return {word: min(places) for word, places in found.items() if len(places) == 1}

    @cached_property
    def owned_nouns(self) -> frozenset[str]:
        """The relational nouns that name what somebody has ("headquarters of X"), not what somebody is."""
        return frozenset(lemma for one in self.triggers if one.frame == "RelationalNoun" and one.reverse for lemma in one.lemmas)

    @cached_property
    def role_nouns(self) -> Mapping[str, str]:
        """Noun -> the role in a happening that it gives: a victim of it, its perpetrator; places apart."""
        told = (one for one in self.triggers if one.frame == "RelationalNoun" and one.reverse and not self.places_only(one.target))
        roles = (one for one in told if one.target in self.properties and any(map(self.is_event, self.properties[one.target].domain)))
        return {lemma: one.target for one in roles for lemma in one.lemmas}

    @cached_property
    def owners(self) -> Mapping[str, frozenset[str]]:
        """Relational noun -> the families of what may have one: a chairman is a group's."""
        return self._kinds("RelationalNoun", of=True)

    @cached_property
    def doers(self) -> Mapping[str, frozenset[str]]:
        """Verb with an object -> the families of what may do it: those who fight an army are people or a group."""
        return self._kinds("Transitive", of=False)

    def _kinds(self, frame: str, *, of: bool) -> Mapping[str, frozenset[str]]:
        """Lemma -> the families at one end of the relations that it tells in a frame: of the object, else of the subject."""
        found: dict[str, set[str]] = {}
        for one in self.triggers:
            if one.frame == frame and one.target in self.properties:
                known = self.properties[one.target]
                ends = (one.object_class or known.range) if of != one.reverse else (one.subject_class or known.domain)
                for lemma in one.lemmas:
                    found.setdefault(lemma, set()).update(map(self.family, ends or ("Thing",)))
        return {lemma: frozenset(families) for lemma, families in found.items()}

    @cached_property
    def depth(self) -> Mapping[str, int]:
        """How many classes lie above each class: the more, the more specific."""
        return {name: len(self.ancestors(name)) for name in self.classes}


def _upwards(name: str, above: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """A name and those above it, nearest first, each once."""
    line, queue = [], [name]
    for one in queue:
        if one not in line:
            line.append(one)
            queue.extend(above(one))
    return tuple(line)
