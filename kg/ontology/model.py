"""An ontology as one plain frozen value, and what is asked of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.ontology.source import default_folder
from kg.ontology.terms import Class, Individual, PrepRole, Property, Trigger

# subject role, object role, roles after prepositions, and the property that counts who fills a role
Roles = tuple[str | None, str | None, tuple[PrepRole, ...], tuple[tuple[str, str], ...]]

ITSELF = "itself"  # in place of a property: a happening is the other one, told by its outcome


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

    def toward(self, event_class: str) -> str:
        """The preposition behind which the label of a class has its object: "attack on", "killing of"."""
        found = (self.classes[name].toward for name in self._line(event_class) if name in self.classes)
        return next(filter(None, found), "of")

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

    def has(self, name: str, trait: str) -> bool:
        """Whether a class, one above it, or a property has a trait (``kg:trait``)."""
        return name in self.having(trait)

    def having(self, trait: str) -> frozenset[str]:
        """The classes, with those below them, and the properties that have a trait."""
        return self._having.get(trait, frozenset())

    def broadest(self, trait: str) -> str:
        """The class above all others that have a trait; what has no class where none has it."""
        return min(
            (name for name in self.having(trait) if name in self.classes), key=lambda name: (self.depth[name], name), default="Thing"
        )

    @cached_property
    def done_to(self) -> frozenset[str]:
        """The verbs whose triggers all say what somebody does to somebody: who is said to be "arrested and deported" did neither."""
        verbal = [one for one in self.triggers if one.frame in ("Transitive", "Intransitive", "VerbPrep", "ObjectPrep")]
        done = {lemma for one in verbal if one.frame == "Transitive" for lemma in one.lemmas}
        does = [one for one in verbal if one.frame == "Intransitive" or one.frame == "VerbPrep" and one.voice != "passive"]
        return frozenset(done.difference(lemma for one in does for lemma in one.lemmas))

    @cached_property
    def _having(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name in self.classes:
            for trait in (trait for above in self._line(name) for trait in self.classes[above].traits):
                found.setdefault(trait, set()).add(name)
        for one in self.properties.values():
            for trait in one.traits:
                found.setdefault(trait, set()).add(one.name)
        return {trait: frozenset(names) for trait, names in found.items()}

    def places_only(self, role: str | None) -> bool:
        """Whether a role is filled by places alone; such a role stands beside the other one of its preposition ("at")."""
        return role in self._of_places

    def items_only(self, role: str) -> bool:
        """Whether a role is filled by items alone: with what something was done."""
        return role in self._of_items

    @cached_property
    def _of_places(self) -> frozenset[str | None]:
        return self._ending_in("Place")

    @cached_property
    def _of_items(self) -> frozenset[str | None]:
        return self._ending_in("Item")

    def _ending_in(self, family: str) -> frozenset[str | None]:
        """The properties whose range lies in one family."""
        return frozenset(name for name, one in self.properties.items() if {family} == set(map(self.family, one.range)))

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
