"""The learned reader: relations between what is named in a text, with the words that are their evidence.

What it says passes the same gates as what the grammar finds: a class that fits, a stance, a sentence to quote.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg import atlas
from kg.annotate.doc import Naming, Tree
from kg.annotate.reader.encoder import End, Network, View, joined, unordered
from kg.annotate.reader.fusion import fused
from kg.annotate.reader.pieces import Pieces
from kg.annotate.reader.placed import governor, placed, told_at
from kg.annotate.reader.reported import Reported
from kg.annotate.reader.sifted import Party, Statement, around, bits, likeliest, tenable
from kg.annotate.relations.findings import Finding
from kg.annotate.times.dates import Expression
from kg.ontology import Ontology, Trigger

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

FAMILIES = ("Person", "Group", "Place", "Thing")  # what a name may be tagged as
KINDS = (*FAMILIES, "Time", "Pronoun")  # what an end of a relation may be
FRAME = "Reader"
_REACH, _FAR = 1, 3  # sentences from one end of a relation to the other, at most; the second where it holds along chains ("lies in")
_EVEN = 0.5  # what is less likely than not is not said
_AT_ONCE = 512  # pairs scored together
DEFAULT = Path(__file__).parents[2] / "data" / "reader"
Ends = Mapping[str, tuple[frozenset[str], frozenset[str]]]
Sight = tuple[Pieces, list[View]]  # a text's pieces, and what the encoder sees in each window over them


def ends_of(labels: Sequence[str], ontology: Ontology) -> Ends:
    """Label -> the kinds that its two ends may have, from domain and range; what has no class yet may be any thing."""
    found = {}
    for name in labels:
        one = ontology.properties[name]
        found[name] = _kinds(one.domain, None, ontology), _kinds(one.range, one.datatype, ontology)
    return found


def _kinds(allowed: Sequence[str], datatype: str | None, ontology: Ontology) -> frozenset[str]:
    if datatype:
        return frozenset({"Time"})
    found = {ontology.family(one) for one in allowed} & set(FAMILIES) or set(FAMILIES)
    return frozenset(found | {"Thing"} | ({"Pronoun"} if found & {"Person", "Group"} else set()))


def kind_of(type: str, ontology: Ontology) -> str:
    """The kind under which the reader knows a class."""
    family = ontology.family(type)
    return family if family in FAMILIES else "Thing"


def classes_of(namings: Mapping[int, Naming], settled: Mapping[int, tuple[str, bool]]) -> dict[int, str]:
    """The class of each naming: the one that its cluster settled on, else its own."""
    return {head: settled[head][0] if head in settled else one.type for head, one in namings.items()}


def _trigger(id: str, target: str) -> Trigger:
    """What stands where a rule has its words."""
    return Trigger(
        id=id, target=target, frame=FRAME, lemmas=(), preps=(), particles=(), objects=(), voice=None, reverse=False, subject=None, object=None,
        prep_roles=(), pattern=None, polarity=None, aim=False, half=None, named=False, plain=False, subject_class=(), object_class=(), example="", expect=(),
    )  # fmt: skip


class Reader:
    """A trained reader bound to an ontology; labels that the ontology does not know are not read."""

    def __init__(self, ontology: Ontology, folder: Path = DEFAULT) -> None:
        self.ontology, self.network = ontology, Network(folder)
        card = self.network.card
        self.version: str = card["version"]
        self.labels: list[str] = card["labels"]
        self.known = [name for name in self.labels if name in ontology.properties and card["thresholds"].get(name) is not None]
        self.told: tuple[str, ...] = tuple(card.get("reported", ()))
        self.ends = ends_of(self.known, ontology)
        self.reach = {name: _FAR if ontology.properties[name].transitive else _REACH for name in self.known}

    @cached_property
    def wholes(self) -> frozenset[str]:
        """The labels that put a thing into a larger one."""
        return frozenset(name for name in self.known if self.ontology.properties[name].transitive)

    @cached_property
    def triggers(self) -> dict[str, Trigger]:
        """Label -> what stands for the words of a rule."""
        return {name: _trigger(f"reader:{self.version}", name) for name in self.known}

    def beside(
        self, findings: Sequence[Finding], sight: Sight, tree: Tree, namings: Mapping[int, Naming], groups: Mapping[int, int],
        settled: Mapping[int, tuple[str, bool]], expressions: Sequence[Expression],
    ) -> list[Finding]:  # fmt: skip
        """What the rules found, and what is read beside them."""
        types = classes_of(namings, settled)
        return fused(findings, list(self.read(sight, tree, namings, groups, types, expressions)), groups, self.ontology, tree.sent)

    def read(
        self, sight: Sight, tree: Tree, namings: Mapping[int, Naming], groups: Mapping[int, int], types: Mapping[int, str],
        expressions: Sequence[Expression],
    ) -> Iterator[Finding]:  # fmt: skip
        """The relations of a text that can be quoted, as findings with their confidence."""
        people = parties(tree, namings, groups, lambda head: kind_of(types[head], self.ontology), expressions)
        classes = [types.get(one.named[0]) for one in people]
        said = likeliest(self._statements(sight, tree, people), classes, self.wholes)
        for one in tenable(said, self._lands(tree, namings, people), self.placing):
            ends = placed(tree, people[one.subject], people[one.object], one.looks, self.reach[one.label])
            if ends:
                subject, object_ = ends
                at = told_at(tree, subject, object_)
                span = people[one.object].span
                yield Finding(
                    self.triggers[one.label], subject, one.label, None if span else object_, "" if span else None, span, at,
                    governor(tree, at), True, one.likely, f"reader:{self.version}",
                )  # fmt: skip

    def reported(self, sight: Sight, tree: Tree) -> Reported:
        """What each word has to do with what the text reports, by the first piece of it."""
        pieces, views = sight
        if not pieces.ids:
            return Reported(self.told, np.zeros((tree.n, len(self.told)), dtype=np.float32))
        margins = joined(views, len(pieces.ids), len(self.told), lambda view: view.reported)
        odds = np.exp(margins[pieces.all_at(tree.start)])
        return Reported(self.told, odds / (1 + odds))

    @cached_property
    def placing(self) -> frozenset[str]:
        """The labels that say in which place something is or belongs."""
        known = self.ontology.properties
        return frozenset(name for name in self.known if any(self.ontology.is_a(one, "Place") for one in known[name].range))

    @cached_property
    def _listed(self) -> dict[str, str]:
        """What each entry of a name list is called."""
        return {one.iri: one.name for one in self.ontology.individuals}

    def _lands(self, tree: Tree, namings: Mapping[int, Naming], people: Sequence[Party]) -> list[frozenset[str]]:
        """The codes of the countries in which the places of each name lie, as far as the gazetteer knows one of the names."""
        table = atlas.known(self.ontology.folder, self.ontology.fingerprint)
        found = []
        for party in people:
            rows = [namings[head] for head in party.named if party.kind == "Place" and namings[head].kind == "name"]
            names = {self._listed.get(one.known or "") or tree.whole[tree.start[one.start] : tree.end[one.end - 1]] for one in rows}
            found.append(frozenset[str]().union(*(table[name].countries for name in names if name in table)))
        return found

    # -- statements --------------------------------------------------------------------------------------------------

    def _statements(self, sight: Sight, tree: Tree, people: Sequence[Party]) -> list[Statement]:
        """What the network holds for true; the surest of several windows, of each pair and label."""
        pieces, views = sight
        best: dict[tuple[str, int, int], Statement] = {}
        for view in views:
            for one in self._seen(tree, people, pieces, view):
                key = one.label, one.subject, one.object
                if key not in best or best[key].likely < one.likely:
                    best[key] = one
        return [best[key] for key in sorted(best)]

    def _seen(self, tree: Tree, people: Sequence[Party], pieces: Pieces, view: View) -> Iterator[Statement]:
        begin, end = pieces.starts[view.first], pieces.ends[view.last - 1]
        rows = {
            k: tuple(pieces.at(tree.start[i]) - view.first + 1 for i in one.scored if begin <= tree.start[i] < end)
            for k, one in enumerate(people)
        }
        there = [k for k, found in rows.items() if found]
        ends, place = [End(rows[k], KINDS.index(people[k].kind)) for k in there], {k: at for at, k in enumerate(there)}
        pairs = list(self._near(tree, people, there))
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            numbers = np.array([(place[left], place[right]) for left, right in some])
            once, either = unordered(numbers)
            shared = self.network.shared(view, ends, once)
            margins = self.network.margins(view, ends, numbers, shared, either)
            yield from self._true(tree, people, some, margins, shared[either], pieces, view)

    def _near(self, tree: Tree, people: Sequence[Party], there: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs whose kinds some label allows and that are named close enough to each other to be quoted together."""
        kinds, sents = [people[k].kind for k in there], [bits({tree.sent[i] for i in people[k].named}) for k in there]
        for left, kind, own in zip(there, kinds, sents, strict=True):
            near = {other: around(own, reach) for (one, other), reach in self._possible.items() if one == kind}
            yield from (
                (left, right) for right, other, its in zip(there, kinds, sents, strict=True) if near.get(other, 0) & its and left != right
            )

    @cached_property
    def _possible(self) -> dict[tuple[str, str], int]:
        """How many sentences two ends of some kinds may be apart, for kinds that some label allows."""
        possible: dict[tuple[str, str], int] = {}
        for name, (heads, tails) in self.ends.items():
            for kinds in itertools.product(heads, tails):
                possible[kinds] = max(possible.get(kinds, 0), self.reach[name])
        return possible

    @cached_property
    def _columns(self) -> tuple[list[int], Floats]:
        """The places of the labels that are known among all, and their thresholds."""
        least = [self.network.card["thresholds"][name] for name in self.known]
        return [self.labels.index(name) for name in self.known], np.array(least, dtype=np.float32)

    def _true(
        self, tree: Tree, people: Sequence[Party], pairs: Sequence[tuple[int, int]], margins: Floats, shared: Floats, pieces: Pieces, view: View,
    ) -> Iterator[Statement]:  # fmt: skip
        (columns, least), (slope, shift) = self._columns, self.network.card["calibration"]
        known = margins[:, columns]
        bounds = [tree.start[start] for start, _ in tree.sents]
        sents = np.searchsorted(bounds, pieces.starts[view.first : view.last], side="right") - 1
        for at, k in np.argwhere((known >= least).T).tolist():
            name, (left, right) = self.known[at], pairs[k]
            likely, (heads, tails) = 1 / (1 + float(np.exp(-(slope * known[k, at] + shift)))), self.ends[name]
            if people[left].kind in heads and people[right].kind in tails and likely >= _EVEN:
                looks = np.bincount(sents, weights=shared[k][1:-1], minlength=len(bounds))  # how much of the attention falls on each
                yield Statement(name, left, right, round(likely, 3), looks.tolist())


def parties(
    tree: Tree, namings: Mapping[int, Naming], groups: Mapping[int, int], kind: Callable[[int], str], expressions: Sequence[Expression]
) -> list[Party]:
    """Everything that is named at least once, and every date, with their mentions outside of headings and credits."""
    members: dict[int, list[Naming]] = defaultdict(list)
    for head, one in namings.items():
        if not tree.off[head]:
            members[groups.get(head, head)].append(one)
    found = [
        Party(kind(group), tuple(one.start for one in rows if one.kind != "nominal"), tuple(one.head for one in rows))
        for group, rows in sorted(members.items())
        if any(one.kind == "name" for one in rows)
    ]
    dates = [(one.start, one.end) for one in expressions if not tree.off[one.start]]
    return found + [Party("Time", (start,), (start,), (start, end)) for start, end in dates]
