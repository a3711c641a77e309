"""What an ontology is made of, as plain frozen values: classes, properties, triggers, entries of name lists."""

from __future__ import annotations

from dataclasses import dataclass

PrepRole = tuple[str, str, tuple[str, ...]]  # a preposition, the role of what stands after it, and the only classes it may have


@dataclass(frozen=True, slots=True)
class Class:
    """A class: its parents, the nouns that name it in a text, and the roles its happenings give to a verb's arguments.

    ``toward`` is the preposition that puts the object behind the label: "attack on".
    """

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
    traits: tuple[str, ...] = ()
    toward: str | None = None
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
    traits: tuple[str, ...] = ()


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
    plain: bool
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
