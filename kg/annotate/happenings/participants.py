"""Whether what is told beside a happening takes part in it: traits of both, from which a fitted scorer judges.

In "rebels attacked a bank" the bank is what was attacked; "rebels attacked on several fronts" tells of no such thing.
What class a thing is of never speaks against it in the fitted weights: the reports they are fitted on count some sides of a war and
not others, and a text on another war would suffer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from kg.annotate.doc import Naming
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.actual import described
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.parts import Told
from kg.annotate.reader.reported import Reported
from kg.facts import Polarity
from kg.ontology import Ontology

LEAST = 0.22  # what is less likely to take part is left out
_WEIGHTS = Path(__file__).with_name("participants.tsv")
_FIRST = (1, 2, 4, 8, 16)  # sentences: where telling of the main thing gives way to telling of others


@dataclass(frozen=True)
class Cast:
    """The happenings of one text and what is told beside them; ``tellings`` counts those of a happening.

    ``reported`` is what the learned reader says of each word, ``happened`` how likely it makes each class of happening in the text.
    """

    g: Grammar
    ontology: Ontology
    groups: Mapping[int, int]
    namings: Mapping[int, Naming]
    naming: Callable[[int], Naming]
    type_of: Callable[[int], tuple[str, bool]]
    polarity: Callable[[Happening], Polarity]
    likely: Callable[[Happening], float]
    tellings: Mapping[int, int]
    reported: Reported
    happened: Mapping[str, float]

    def judged(self, one: Happening) -> Iterator[tuple[str, int]]:
        """The roles that the scorer judges, with their fillers: not places, nor other happenings, nor whoever a pronoun stands for."""
        if self.ontology.judged(one.type):
            yield from ((role, token) for role, token in one.roles if self._of_things(role) and self.naming(token).kind != "pronoun")

    def _of_things(self, role: str) -> bool:
        return not self.ontology.places_only(role) and not any(map(self.ontology.is_event, self.ontology.properties[role].range))

    def traits(self, one: Happening, role: str, token: int) -> list[str]:
        """What a participant in its role, and the telling beside it, look like; each trait begins with the role."""
        found = [*self._kind(token), *self._place(one, token), *self._company(one, role), *self._told(one)]
        return [f"{role}: {trait}" for trait in dict.fromkeys(found)]

    def _kind(self, token: int) -> Iterator[str]:
        """Of what classes it is and how it is described."""
        type = self.type_of(token)[0]
        how = "named" if self.naming(token).kind == "name" else "described"
        family = self.ontology.family(type)
        yield from (
            f"{how} {above}" for above in (sorted(self.ontology.ancestors(type)) if family in ("Item", "Thing", "Place") else (family,))
        )
        yield described(token, self.g)

    def _place(self, one: Happening, token: int) -> Iterator[str]:
        """How it is bound to the telling."""
        tree = self.g.tree
        dep = tree.dep[token]
        yield f"after {tree.lower[tree.head[token]]}" if dep == "pobj" else f"as {dep}"
        yield f"by {one.triggers[0].frame}"
        yield "elsewhere" if tree.sent[token] != tree.sent[one.at] else "in the sentence"

    def plainly(self, one: Happening, token: int) -> bool:
        """Whether it is who a verb itself says to do or to suffer what it tells: "the army shelled the village", "by the painter".

        Such participants stay: the reports that the scorer is fitted on leave out whom their readers did not ask for.
        """
        tree = self.g.tree
        while tree.dep[token] in ("conj", "appos"):
            token = tree.head[token]
        if tree.dep[token] == "pobj" and tree.dep[tree.head[token]] == "agent":
            token = tree.head[token]
        return (
            tree.head[token] == one.at
            and tree.dep[token] in ("nsubj", "nsubjpass", "dobj", "agent")
            and one.triggers[0].frame == "Transitive"
        )

    def _company(self, one: Happening, role: str) -> Iterator[str]:
        """Who and what else is told to take part."""
        yield f"{min(sum(name == role for name, _ in one.roles), 4)} alike"
        for name, token in one.roles:
            if self.ontology.places_only(name):
                yield "with a place"
            elif name != role and self._of_things(name):
                yield f"with {name}"
                yield f"with {name}: {self.ontology.family(self.type_of(token)[0])}"

    def _told(self, one: Happening) -> Iterator[str]:
        """How surely, how early and how often the happening is told."""
        sent = self.g.tree.sent[one.at]
        yield f"it is {self.polarity(one)}"
        yield f"it is {int(10 * self.likely(one)) / 10} likely"
        yield f"it is told {min(self.tellings.get(one.at, 1), 3)} times"
        yield f"told after {sum(sent >= first for first in _FIRST)} steps"


Casting = Callable[[Sequence[Happening], Cast], list[Happening]]


def fitting(told: Sequence[Happening], cast: Cast) -> list[Happening]:
    """The happenings without what is told beside them and hardly takes part."""
    return [replace(one, roles=_kept(one, cast)) for one in told]


def _kept(one: Happening, cast: Cast) -> list[tuple[str, int]]:
    judged = [(role, token) for role, token in cast.judged(one) if not cast.plainly(one, token)]
    out = {(role, token) for role, token in judged if score(role, cast.traits(one, role, token)) < LEAST}
    return [pair for pair in one.roles if pair not in out]


def score(role: str, found: Sequence[str]) -> float:
    """How likely what has these traits takes part in that role, 0 to 1; 1 for a role that was not fitted."""
    weights = _weights()
    return 1 / (1 + exp(-weights[role] - sum(weights.get(trait, 0.0) for trait in found))) if role in weights else 1.0


@cache
def _weights() -> Mapping[str, float]:
    """Role or trait -> weight, as ``python -m kg.learn.participants`` prints them."""
    rows = (line.split("\t") for line in _WEIGHTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {trait: float(weight) for trait, weight in rows}


def tellings(same: Sequence[Told]) -> Mapping[int, int]:
    """Token of each telling -> how many tellings there are of its happening, as far as they are paired."""
    found: Counter[int] = Counter()
    for left, right, _ in same:
        found[left.at] += 1
        found[right.at] += 1
    return {at: times + 1 for at, times in found.items()}
