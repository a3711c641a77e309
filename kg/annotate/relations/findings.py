"""The relations between two things that matched triggers tell, before the classes of their ends are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.annotate.doc import Tree
from kg.annotate.grammar.sides import groups_of, with_fighters
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.grammar.wholes import side, spoken_for
from kg.ontology import Ontology, Property, Trigger


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation read at a token: ends as head tokens, or a literal with its token span.

    ``reader`` names the learned reader that says so too, or alone, and ``likely`` is how sure it is.
    """

    trigger: Trigger
    subject: int
    predicate: str
    object: int | None
    value: str | None
    span: tuple[int, int] | None
    at: int
    governor: int
    full: bool
    likely: float = 0.0
    reader: str = ""

    @property
    def alone(self) -> bool:
        """Whether only the learned reader says so."""
        return self.trigger.id == self.reader

    @property
    def said_by(self) -> str:
        """Who says so: a rule, the reader, or both."""
        return self.reader if self.alone else f"rule:{self.trigger.id} {self.reader}".rstrip()

    def by_reader(self) -> Finding:
        """What the learned reader says of it by itself, whatever classes the rule that says so too would ask for."""
        free = replace(self.trigger, id=self.reader, frame="Reader", plain=False, polarity=None, subject_class=(), object_class=())
        return replace(self, trigger=free)

    def surer(self, confidence: float) -> float:
        """The confidence of a rule, of the reader, or of both, which may err apart."""
        return self.likely if self.alone else round(1 - (1 - confidence) * (1 - self.likely), 3)


def relations(match: Match, ontology: Ontology, g: Grammar) -> Iterator[Finding]:
    """The claims that a match of a property's trigger makes, before types are looked at."""
    trigger = match.trigger
    one = ontology.properties[trigger.target]
    if match.mutual and (one.datatype or not any(ontology.properties[name].symmetric for name in ontology.property_line(one.name))):
        return
    if one.datatype:
        yield from _literals(match, one.datatype, g)
    elif match.mutual:
        for k, left in enumerate(match.subjects):
            for right in match.subjects[k + 1 :]:
                yield _finding(match, left, right)
    else:
        left_end, right_end = (one.range, one.domain) if trigger.reverse else (one.domain, one.range)
        lefts = [each for token in match.subjects for each in _sides(g, token, left_end, one, ontology)]
        rights = [each for token in match.objects for each in _sides(g, token, right_end, one, ontology)]
        for left in dict.fromkeys(lefts):
            for right in dict.fromkeys(rights):
                if left != right:
                    yield _finding(match, *((right, left) if trigger.reverse else (left, right)))


def _sides(g: Grammar, i: int, allowed: Sequence[str], one: Property, ontology: Ontology) -> Iterator[int]:
    """What a token stands for: its side, who it speaks for, or in what is done on two sides, or to a happening, its group too."""
    token = side(g, i, allowed)
    if one.symmetric:
        yield from with_fighters(g, token)
    elif one.domain and all(map(ontology.is_event, one.domain)) and {"Person", "Group"} <= set(allowed):
        token = spoken_for(g, token)
        yield from (token, *groups_of(token, g))
    else:
        yield token


def _finding(match: Match, subject: int, object: int) -> Finding:
    return Finding(match.trigger, subject, match.trigger.target, object, None, None, match.at, match.governor, match.full)


def _literals(match: Match, datatype: str, g: Grammar) -> Iterator[Finding]:
    trigger = match.trigger
    if match.value:
        for subject in match.subjects:
            yield _literal(match, subject, _text(g.tree, match.value), match.value)
        return
    if datatype == "date" and trigger.frame in ("Transitive", "Intransitive"):  # dated by its clause: "On 4 March 1961 X was born"
        for subject in match.objects if trigger.reverse else match.subjects:
            yield Finding(trigger, subject, trigger.target, None, "", None, match.at, match.governor, match.full)
        return
    subjects, objects = (match.objects, match.subjects) if trigger.reverse else (match.subjects, match.objects)
    for subject in subjects:
        for token in objects:
            said = _said(g, token, datatype)
            if said and token != subject:
                yield _literal(match, subject, *said)


def _literal(match: Match, subject: int, value: str, span: tuple[int, int]) -> Finding:
    return Finding(match.trigger, subject, match.trigger.target, None, value, span, match.at, match.governor, match.full)


def _said(g: Grammar, token: int, datatype: str) -> tuple[str, tuple[int, int]] | None:
    """The literal that a noun phrase says: a number with its tokens, or its words; dates are found elsewhere."""
    if datatype == "integer":
        found = g.phrases.count(token)
        return (str(found[0]), found[1]) if found else None
    if datatype == "string":
        naming = g.phrases.naming(token)
        return _text(g.tree, (naming.start, naming.end)), (naming.start, naming.end)
    return "", (token, token + 1)


def _text(tree: Tree, span: tuple[int, int]) -> str:
    return tree.whole[tree.start[span[0]] : tree.end[span[1] - 1]]
