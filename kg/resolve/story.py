"""What only the story tells: who "Sergeant Rell" is in another report of the same happening, what a leader's group is called elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.resolve import weights
from kg.resolve.compare import Weighed, weigh
from kg.resolve.decisions import Decisions
from kg.resolve.edge import Edge, clear_best
from kg.resolve.feature import Feature
from kg.resolve.leader import Leader
from kg.resolve.people import compare_people
from kg.resolve.profile import Profile
from kg.resolve.surroundings import Surroundings

_MOST_CANDIDATES = 12

Bearers = dict[tuple[str, int], dict[int, str]]  # (word, other name) -> root of the thing -> the document that gives it, or that several do
_NOBODY: dict[int, str] = {}
_SEVERAL = ""


def tell(around: Surroundings, found: Sequence[Profile], decisions: Decisions, unsure: Sequence[Edge]) -> None:
    """Adds the links that need to know what has been linked so far."""
    story = _Story(around, found, decisions)
    story.copied_names()
    around.joined(decisions.roots())
    story.doubts(unsure)
    story.single_names()
    around.joined(decisions.roots())
    story.led_groups()


class _Story:
    def __init__(self, around: Surroundings, found: Sequence[Profile], decisions: Decisions) -> None:
        self.around, self.found, self.decisions = around, found, decisions
        self._leaders: dict[int, Leader] = {}
        self._members: dict[int, list[Profile]] = {}

    def copied_names(self) -> None:
        """One name of one class in copies of a text, one word or more."""
        first: dict[tuple[str, str, str], Profile] = {}
        for one in self.found:
            copy = self.around.same_text.get(one.document)
            for form in one.forms if copy else ():
                known = first.setdefault((copy or "", one.family, form), one)
                if known.document != one.document and not self.decisions.linked(known, one):
                    self.decisions.same(known, one, Weighed(weights.COPIED_NAME, (f"same name in copies of one text: {form}",)))

    def doubts(self, unsure: Iterable[Edge]) -> None:
        """Things that a shared relative, employer or happening makes one after all."""
        for one in unsure:
            left, right = self.thing(one.left.first), self.thing(one.right.first)
            if left is not right and self.around.partners(left) & self.around.partners(right):
                said = Feature(weights.SAME_SHORT, one.weighed.reasons[0])
                weighed = weigh(self.around, said, left, right)
                if weighed.score >= weights.SAME:
                    self.decisions.same(one.left.first, one.right.first, weighed)

    # -- people of one word --------------------------------------------------------------------------------------------

    def single_names(self) -> None:
        """A person of whom a document gives one word only, looked for among those who bear it in documents of the same story."""
        alone = [one for one in self.found if one.family == "Person" and one.called.alone]
        words = {form for one in alone for form in one.called.alone}
        bearers = self._bearers(words)
        for one in alone:
            mine = self.around.leader(one)
            edges: list[Edge] = []
            for other in self._candidates(one, bearers):
                edges += self._edge(one, mine, self.thing(other))
            if best := clear_best(edges):
                self.decisions.same(best.left.first, one, best.weighed)

    def _bearers(self, words: set[str]) -> Bearers:
        """(word, name that the document uses besides) -> the people whose names have the word, with the documents that give them."""
        found: Bearers = defaultdict(dict)
        for one in self.found:
            if one.family == "Person" and (borne := {word for form in one.forms for word in form.split()} & words):
                root = self.decisions.root(one.place)
                for word in borne:
                    for name in self.around.names.get(one.document, ()):
                        known = found[word, name]
                        known[root] = one.document if known.get(root, one.document) == one.document else _SEVERAL
        return found

    def _candidates(self, one: Profile, bearers: Bearers) -> list[Profile]:
        """One profile for each thing that bears a word of this one's and shares names enough with its document."""
        told: dict[int, set[int]] = defaultdict(set)
        own = {self.around.numbers.get(" ".join(words)) for words in one.full}
        for form in one.forms:
            for name in self.around.names.get(one.document, frozenset()) - own if " " not in form else ():
                for known, document in bearers.get((form, name), _NOBODY).items():
                    if document != one.document:
                        told[known].add(name)
        shared: dict[int, set[int]] = defaultdict(set)
        for known, names in told.items():
            shared[self.decisions.root(known)] |= names
        enough = sorted(root for root, names in shared.items() if len(names) >= weights.RELATED)
        return [self.found[root] for root in enough if root != self.decisions.root(one.place)][:_MOST_CANDIDATES]

    def _edge(self, one: Profile, mine: Leader, other: Leader) -> Iterator[Edge]:
        if one.full and (full := sorted(other.full)):
            if all(compare_people(self.around.lexicon, " ".join(a), " ".join(b)).score < weights.SIMILAR for a in one.full for b in full):
                reason = f"full names differ: {', '.join(sorted((' '.join(one.full[0]), ' '.join(full[0]))))}"
                self.decisions.different(one, other.first, Weighed(0.0, (reason,)))
            return
        if not one.full and one.document not in other.documents:
            yield Edge(other, mine, weigh(self.around, _single(one, other), other, mine))

    # -- groups --------------------------------------------------------------------------------------------------------

    def led_groups(self) -> None:
        """A group of one word that has its leader in common with a group of another name, in documents of the same story."""
        led: dict[tuple[str, int], list[Profile]] = defaultdict(list)
        for one in self.found:
            if one.family == "Group":
                for predicate, leader in self.around.partners(self.around.leader(one)):
                    if predicate.startswith("^"):
                        led[predicate, leader].append(one)
        for _, groups in sorted(led.items()):
            things = {self.decisions.root(one.place): self.thing(one) for one in groups}
            for one in groups if len(things) <= _MOST_CANDIDATES else ():
                if not one.full and not one.short:
                    self._named_otherwise(one, things.values())

    def _named_otherwise(self, one: Profile, things: Iterable[Leader]) -> None:
        mine = self.thing(one)
        edges = []
        for thing in things:
            if thing.documents.isdisjoint(mine.documents) and self.around.related(thing, mine):
                said = Feature(weights.OTHER_NAME, f"two names: {thing.first.forms[0]}, {one.forms[0]}")
                edges.append(Edge(thing, mine, weigh(self.around, said, thing, mine)))
        if best := clear_best(edges):
            self.decisions.same(best.left.first, one, best.weighed)

    # -- things --------------------------------------------------------------------------------------------------------

    def thing(self, one: Profile) -> Leader:
        """All that is known so far of the thing a profile belongs to."""
        if not self._members:
            for profile in self.found:
                first = self.decisions.root(profile.place)
                if first != profile.place:
                    self._members.setdefault(first, [self.found[first]]).append(profile)
        root = self.decisions.root(one.place)
        if root not in self._leaders:
            members = self._members.get(root, [self.found[root]])
            made = self.around.leader(members[0])
            for other in members[1:]:
                made.take(self.around.leader(other))
            self._leaders[root] = made
        return self._leaders[root]


def _single(one: Profile, other: Leader) -> Feature:
    """One word that is another's whole name, with or without the title, or a part of it."""
    mine, titled = one.called.alone, one.called.titled
    if not other.alone.isdisjoint(mine) and (not other.titled or not titled or not other.titled.isdisjoint(titled)):
        return Feature(weights.ONE_WORD_TITLED, f"same single name: {mine[0]}")
    return Feature(weights.ONE_WORD, f"{mine[0]} is part of the name")
