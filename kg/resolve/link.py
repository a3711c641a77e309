"""Names -> candidates -> comparison -> judgements: which clusters of different documents name one thing.

Every cluster of a document is summed up as a profile. Profiles of one name are led together one by one, each compared with what
is known of the things of that name so far (two people may share it); things of similar names are compared then, and what has one
word only is looked for in documents that tell of the same story. Nothing is compared with everything else, so time grows with the
number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from sys import intern

from kg.facts import Judgement
from kg.ontology import Ontology
from kg.resolve import weights
from kg.resolve.block import meetings
from kg.resolve.compare import Weighed, weigh
from kg.resolve.decisions import Decisions
from kg.resolve.edge import Edge, clear_best, standing
from kg.resolve.events import Reports, inside
from kg.resolve.feature import Feature
from kg.resolve.groups import compare_groups, compare_places
from kg.resolve.individuals import by_demonym
from kg.resolve.known import Known, Page
from kg.resolve.leader import Leader
from kg.resolve.lexicon import Lexicon
from kg.resolve.people import compare_people
from kg.resolve.profile import Profile
from kg.resolve.story import tell
from kg.resolve.surroundings import Surroundings

_MOST_LEADERS = 12  # things of one name that a further profile is compared with
_COMPARE = {"Person": compare_people, "Group": compare_groups, "Place": compare_places}


def resolve(ontology: Ontology, pages: Iterable[Page], text: Callable[[str], str]) -> list[Judgement]:
    """Judges across documents, given what was read in each; the pages come in the order of the documents' ids.

    A page is seen once and summed up, so that many need not be held; ``text`` gives the text of a document once more.
    """
    known = Known(ontology, Lexicon.of(ontology))
    for page in pages:
        known.take(page)
    around = Surroundings(ontology, known.lexicon, known.profiles, known.sketches.copies(text))
    linker = Linker(around, known.profiles, Decisions(known.profiles))
    linker.name_lists()
    linker.names()
    decisions = linker.decisions
    tell(around, known.profiles, decisions, linker.unsure)
    for one in known.happenings:
        one.joined(decisions.root)
    Reports(around, inside(known.inside, decisions.root)).link(known.happenings, decisions)
    return decisions.judgements()


class Linker:
    """Holds what the steps of one resolution share."""

    def __init__(self, around: Surroundings, found: Sequence[Profile], decisions: Decisions) -> None:
        self.around, self.found, self.decisions = around, found, decisions
        self.lexicon = around.lexicon
        self.unsure: list[Edge] = []

    # -- name lists ----------------------------------------------------------------------------------------------------

    def name_lists(self) -> None:
        """Links what stands for one entry of a name list, told apart from its people by the class."""
        demonyms = by_demonym(self.around.ontology)
        blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
        for one in self.found:
            entries = {
                ("individual", entry.iri) for form in one.forms for entry in self.lexicon.known.get(form, ()) if self._kin(entry.type, one)
            }
            people = {
                ("demonym", one.family, entry.iri)
                for form in one.forms
                for entry in demonyms.get(form, ())
                if not self._kin(entry.type, one)
            }
            if len(both := entries | people) == 1:
                blocks[next(iter(both))].append(one)
        for _, members in sorted(blocks.items()):
            for one in members[1:]:
                names = ", ".join(sorted({other.forms[0] for other in (members[0], one)}))
                self.decisions.same(members[0], one, Weighed(weights.NAME_LIST, (f"one entry of a name list: {names}",)))

    def _kin(self, type: str, one: Profile) -> bool:
        return self.around.ontology.family(type) == one.family

    # -- names ---------------------------------------------------------------------------------------------------------

    def names(self) -> None:
        """Links what has the same name or a similar one, where nothing else speaks against it."""
        families: dict[str, list[Profile]] = defaultdict(list)
        for one in self.found:
            families[one.family].append(one)
        for family in sorted(families.keys() - {"Item"}):  # each by itself, so that less is held at a time
            leaders = self._leaders(families.pop(family))
            edges = list(self._edges(family, leaders)) if family in _COMPARE else []
            for edge in standing(edges, self._apart):
                self.decisions.same(edge.left.first, edge.right.first, edge.weighed)

    def _leaders(self, found: Iterable[Profile]) -> dict[str, list[Leader]]:
        """Name, as it is spelt -> the things that bear it."""
        bearers: dict[str, list[Profile]] = defaultdict(list)
        spelt: dict[str, str] = {}
        for one in found:
            for form, spelling in self._telling(one):
                bearers[form].append(one)
                spelt.setdefault(form, spelling)
        return {spelt[form]: self._led(bearers.pop(form)) for form in sorted(bearers)}

    def _telling(self, one: Profile) -> Iterator[tuple[str, str]]:
        """The forms that say enough to be looked for elsewhere: two words or more; one word of a place or of what is stated to be a group."""
        for form, spelt in zip(one.forms, one.called.spelt, strict=True):
            if " " in form or form not in self.around.ontology.nouns and one.family in ("Group", "Place") and self._stated(form, one):
                yield form, spelt

    def _stated(self, form: str, one: Profile) -> bool:
        return one.hard or one.family == "Place" or form in one.short

    def _led(self, bearers: Sequence[Profile]) -> list[Leader]:
        """Leads the profiles of one name together: one thing, or several that share it."""
        leaders: list[Leader] = []
        said = Feature(weights.SAME_NAME, "same name")
        for one in sorted(bearers, key=lambda one: (-len(one.callings) - len(one.facts), one.place)):
            new = self.around.leader(one)
            edges = [
                Edge(leader, new, weigh(self.around, self._named(said, leader, one), leader, new)) for leader in leaders[:_MOST_LEADERS]
            ]
            best = clear_best(edges)
            if best:
                self.decisions.same(best.left.first, one, best.weighed)
                best.left.take(new)
            else:
                leaders.append(new)
                self._doubt(edges)
        return leaders

    def _named(self, said: Feature, leader: Leader, one: Profile) -> Feature:
        shared = [form for form in leader.first.forms if form in one.forms]
        longest = min(shared, key=lambda form: (-len(form), form)) if shared else one.forms[0]
        guessed = " " not in longest and not (leader.hard or one.hard)
        return Feature(weights.SAME_GUESSED if guessed else said.score, intern(f"{said.reason}: {longest}"))

    def _doubt(self, edges: Iterable[Edge]) -> None:
        for one in edges:
            if one.weighed.score <= weights.DIFFERENT:
                self.decisions.different(one.left.first, one.right.first, one.weighed)
            else:
                self.unsure.append(one)

    # -- similar names -------------------------------------------------------------------------------------------------

    def _edges(self, family: str, leaders: Mapping[str, Sequence[Leader]]) -> Iterator[Edge]:
        for one, other in meetings(self.lexicon, family, sorted(leaders)):
            named = _COMPARE[family](self.lexicon, one, other)
            if named.score >= weights.SIMILAR:
                yield from self._between(named, leaders[one], leaders[other])
        if family == "Place":
            yield from self._of_one_spot(leaders)

    def _of_one_spot(self, leaders: Mapping[str, Sequence[Leader]]) -> Iterator[Edge]:
        """Places that go by names with nothing in common and are one in the gazetteer, from where each stands: Praha, Prague."""
        spots: dict[str, list[Leader]] = defaultdict(list)
        for one in (leader for name in leaders for leader in leaders[name]):
            if spot := self.around.located(one):
                spots[spot].append(one)
        for several in spots.values():
            for one, other in pairwise(several):
                if not set(one.first.forms) & set(other.first.forms):
                    names = f"{one.first.forms[0]}, {other.first.forms[0]}"
                    yield from self._between(Feature(weights.SAME_SPOT, f"two names of one place: {names}"), [one], [other])

    def _between(self, named: Feature, left: Sequence[Leader], right: Sequence[Leader]) -> Iterator[Edge]:
        for one in left[:_MOST_LEADERS]:
            for other in right[:_MOST_LEADERS]:
                if one.first is not other.first and one.first.document != other.first.document:
                    edge = Edge(one, other, weigh(self.around, named, one, other))
                    if edge.weighed.score >= weights.SAME:
                        yield edge
                    else:
                        self._doubt([edge])

    def _apart(self, one: Leader, other: Leader) -> bool:
        """Whether two things that a third may be are two themselves."""
        if one.family == "Place" and (spot := self.around.located(one)) and spot == self.around.located(other):
            return False
        if set(one.first.forms) & set(other.first.forms):
            return one.first is not other.first and not self.decisions.linked(one.first, other.first)
        compare = _COMPARE[one.family]
        return all(
            compare(self.lexicon, mine, yours).score < weights.SIMILAR
            for mine in one.first.called.spelt
            for yours in other.first.called.spelt
        )
