"""Of what class each thing is that one text names, and whether it may stand where a relation or a role wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.annotate.classes import types
from kg.annotate.doc import Naming
from kg.annotate.grammar.text import Grammar
from kg.annotate.relations.findings import Finding
from kg.ontology import Ontology

End = tuple[int | None, Sequence[str]]  # the token at an end of a relation, and the classes asked for there


@dataclass
class Kinds:
    """The classes of what one text names; ``groups`` maps a head token to the representative of what it names.

    A class that is only guessed is narrowed when something is said that fits a narrower one alone.
    """

    grammar: Grammar
    ontology: Ontology
    groups: Mapping[int, int]
    settled: Mapping[int, tuple[str, bool]]
    namings: Mapping[int, Naming]
    narrow: dict[int, str] = field(default_factory=dict)
    described: dict[int, str] = field(default_factory=dict)
    called: dict[int, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Notes what the first description says of each thing, and of what classes its namings are by themselves."""
        for head, one in self.namings.items():
            self.called.setdefault(self.groups.get(head, head), set()).add(one.type)
            if one.kind == "nominal" and one.hard:
                self.described.setdefault(self.groups.get(head, head), one.type)

    def naming(self, token: int) -> Naming:
        """The naming whose head is a token."""
        return self.namings.get(token) or self.grammar.phrases.naming(token)

    def of(self, token: int) -> tuple[str, bool]:
        """The class of what a token names, and whether it was stated."""
        group = self.groups.get(token, token)
        naming = self.naming(token)
        if group in self.settled:
            type, hard = self.settled[group]
            return self.narrow.get(group, type), hard
        if naming.kind == "pronoun" and group in self.described:
            return self.described[group], True  # "Kenyan forces lost their tanks": they are what the noun says
        return self.narrow.get(group, naming.type), naming.hard

    def admits(self, token: int, allowed: Sequence[str]) -> bool:
        """Whether what a token names is, or may be taken for, one of some classes."""
        return self._as(token, allowed) is not None

    def take(self, token: int, allowed: Sequence[str]) -> None:
        """Narrows a guess at what a token names to what a claim that is made asks for."""
        found = self._as(token, allowed)
        if found is not None and found != self.of(token)[0]:
            self.narrow[self.groups.get(token, token)] = found

    def _as(self, token: int, allowed: Sequence[str]) -> str | None:
        type, hard = self.of(token)
        bare = type == "Thing" and self.naming(token).kind == "nominal"  # "the policy": what is said of it tells no class
        return types.narrowed(type, hard or bare, allowed, self.ontology)

    def plain_enough(self, finding: Finding, subject: End, object: End) -> bool:
        """Whether the ends of what a trigger tells are so plainly of their classes as it asks: a guess that is narrowed is not always enough."""
        trigger = finding.trigger
        both = trigger.subject_class and trigger.object_class
        if both and self.ontology.properties[finding.predicate].symmetric or trigger.frame == "CommaPair":
            return self.plainly(subject, object)
        if both and trigger.frame == "Demonym":
            return self.plainly(subject)  # "the Kenyan Red Front" is no body of its state
        return not trigger.plain or self.plainly(object)

    def plainly(self, *ends: End) -> bool:
        """Whether, where some ends are groups, one end at least is by its own words, or what is beside them, what is asked for.

        A comma alone makes nothing an army, nor does driving out of a market.
        """
        tokens = [(token, allowed) for token, allowed in ends if token is not None]
        if all(self.ontology.family(self.of(token)[0]) != "Group" for token, _ in tokens):
            return True
        return any(self.ontology.fits(type, allowed) for token, allowed in tokens for type in self._called(token))

    def _called(self, token: int) -> set[str]:
        """The classes that the namings of a thing have by themselves."""
        return self.called.get(self.groups.get(token, token), set()) | {self.naming(token).type}

    def many(self, token: int, allowed: Sequence[str]) -> bool:
        """Whether many of a kind pass for a group of one of some classes: "the rebels", "rebel positions"."""
        tree = self.grammar.tree
        word = tree.lower[token] if tree.tag[token] == "NNS" else f"{tree.lower[token]}s" if tree.dep[token] == "compound" else ""
        said = self.ontology.nouns.get(word)
        return said is not None and token not in self.grammar.phrases.name_at and self.ontology.fits(said, allowed)
