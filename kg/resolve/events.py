"""Which happenings of different reports are one: by class, place, time, participants, counts and the story around them.

Reports contradict each other; a count or a day that differs a little speaks for one happening told twice. No two happenings that
one document tells apart become one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kg.ontology import ITSELF, Ontology
from kg.resolve import weights
from kg.resolve.compare import Weighed
from kg.resolve.decisions import Decisions
from kg.resolve.feature import Feature
from kg.resolve.happening import Happening
from kg.resolve.surroundings import Surroundings

_LARGEST = 24  # happenings in a block; of a larger one each meets its neighbours only
_NEIGHBOURS = 12
_MONTH = timedelta(days=31)
_SLIP = timedelta(days=1)  # by which reports of one day may differ


def containing(ontology: Ontology) -> frozenset[str]:
    """The properties that say of a place in which other it lies."""
    return frozenset(name for name, one in ontology.properties.items() if one.transitive and _places(ontology, one.domain))


def inside(told: Iterable[tuple[int, int]], root: Callable[[int], int]) -> dict[int, frozenset[int]]:
    """Place -> the places in which it lies, over all steps, as any document tells in (inner, outer) pairs."""
    above: dict[int, set[int]] = defaultdict(set)
    for one, other in told:
        inner, outer = root(one), root(other)
        if inner != outer:
            above[inner].add(outer)
    return {place: frozenset(_reached(place, above)) for place in above}


def _places(ontology: Ontology, domain: Sequence[str]) -> bool:
    return bool(domain) and any(ontology.is_a(one, "Place") for one in domain)


def _reached(place: int, above: Mapping[int, set[int]]) -> set[int]:
    seen: set[int] = set()
    queue = [place]
    while queue:
        queue += (fresh := above.get(queue.pop(), set()) - seen - {place})
        seen |= fresh
    return seen


@dataclass
class Reports:
    """Compares happenings; ``inside`` says of a place in which others it lies."""

    around: Surroundings
    inside: Mapping[int, frozenset[int]]

    @property
    def ontology(self) -> Ontology:
        """The ontology."""
        return self.around.ontology

    def link(self, found: Sequence[Happening], decisions: Decisions) -> None:
        """Writes down which happenings are one, the surest first."""
        clusters = {number: {number} for number in range(len(found))}
        for one, other in self._accounts(found):
            clusters[one] |= clusters[other]
            clusters.update(dict.fromkeys(clusters[other], clusters[one]))
            said = Weighed(weights.TWO_ACCOUNTS, ("two sources tell of it with different counts",))
            decisions.judge(found[one].mention, found[other].mention, "same", said)
        for score, one, other, reasons in sorted(self._edges(found), key=lambda edge: (-edge[0], edge[1], edge[2])):
            mine, yours = clusters[one], clusters[other]
            if mine is yours or not {found[number].document for number in mine}.isdisjoint(found[number].document for number in yours):
                continue
            mine |= yours
            clusters.update(dict.fromkeys(yours, mine))
            decisions.judge(found[one].mention, found[other].mention, "same", Weighed(score, reasons))

    def _edges(self, found: Sequence[Happening]) -> Iterator[tuple[float, int, int, tuple[str, ...]]]:
        for one, other in sorted(self._meetings(found)):
            left, right = found[one], found[other]
            meet = left.document != right.document and left.negated == right.negated and self._one_class(left, right)
            if meet and (weighed := self._weigh(left, right)):
                yield weighed.score, one, other, weighed.reasons

    def _accounts(self, found: Sequence[Happening]) -> Iterator[tuple[int, int]]:
        """Pairs within a document of which two sources tell with counts that differ a little, and with nothing else that differs."""
        told: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(found):
            if one.counts and one.speakers and not one.negated:
                told[one.document].append(number)
        for several in told.values():
            for first, second in self._of_one_class(several, found):
                left, right = found[first], found[second]
                counted = self._counts(left, right)
                parted = any(part and part.score < 0 for part in (self._places(left, right), self._times(left, right)))
                if (
                    counted
                    and counted.score > 0
                    and not parted
                    and not left.roles
                    and not right.roles
                    and not left.speakers & right.speakers
                ):
                    yield first, second

    def _of_one_class(self, numbers: Sequence[int], found: Sequence[Happening]) -> Iterator[tuple[int, int]]:
        """Each happening with the next that may be told of it."""
        for at, first in enumerate(numbers):
            second = next((one for one in numbers[at + 1 :] if self._one_class(found[first], found[one])), None)
            if second is not None:
                yield first, second

    def _one_class(self, left: Happening, right: Happening) -> bool:
        """Whether one class is a form of the other, or tells how the other ended: the dead of a flood, the flood."""
        return self._form(left.type, right.type) or bool(left.counts and right.counts) and self._end(left.type, right.type)

    def _form(self, one: str, other: str) -> bool:
        return self.ontology.is_a(one, other) or self.ontology.is_a(other, one)

    def _end(self, one: str, other: str) -> bool:
        return ITSELF in (self.ontology.outcome(one, other), self.ontology.outcome(other, one))

    # -- who meets whom ------------------------------------------------------------------------------------------------

    def _meetings(self, found: Sequence[Happening]) -> set[tuple[int, int]]:
        blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, one in enumerate(found):
            for key in set(self._keys(one)):
                blocks[key].append(number)
        pairs: set[tuple[int, int]] = set()
        for block in blocks.values():
            ordered = sorted(block, key=lambda number: (str(found[number].first), number)) if len(block) > _LARGEST else block
            reach = len(block) if len(block) <= _LARGEST else _NEIGHBOURS
            pairs.update((min(one, other), max(one, other)) for at, one in enumerate(ordered) for other in ordered[at + 1 : at + 1 + reach])
        return pairs

    def _keys(self, one: Happening) -> Iterator[tuple[object, ...]]:
        kinds = (one.kind, *(self.ontology.absorbed(one.type) if one.counts else ()))
        return ((kind, *key) for key in self._circumstances(one) for kind in kinds)

    def _circumstances(self, one: Happening) -> Iterator[tuple[object, ...]]:
        months = self._months(one)
        for place in one.places:
            yield from (("place", wider, month) for wider in self.inside.get(place, frozenset()) | {place} for month in months)
        for _, thing in one.roles:
            yield from (("who", thing, month) for month in months)
        for thing in self._once(one):
            yield "once", thing
        if one.first is not None and one.first == one.last:
            yield ("day", one.first)
        if one.counts:
            yield from (("story", name, month) for name in self.around.rarest(one.document) for month in months)
        copy = self.around.same_text.get(one.document)
        if copy:
            yield ("copy", copy)

    def _once(self, one: Happening) -> set[int]:
        """The people whom it befell, where that befalls nobody twice."""
        if not self.ontology.has(one.type, "once"):
            return set()
        _, patient, _, _ = self.ontology.roles(one.type)
        return {thing for role, thing in one.roles if role == patient and self.around.found[thing].family == "Person"}

    def _months(self, one: Happening) -> set[str]:
        """The months in which it may have taken place; an unknown time is that of the report or shortly before."""
        if one.first and one.last and one.last - one.first <= _MONTH:
            middle = one.first + (one.last - one.first) / 2
            return {day.isoformat()[:7] for day in (one.first - _SLIP, one.first, middle, one.last, one.last + _SLIP)}
        if one.first or one.told is None:
            return {one.first.isoformat()[:4] if one.first else "?"}
        return {one.told.isoformat()[:7], (one.told - _MONTH).isoformat()[:7]}

    # -- how alike -----------------------------------------------------------------------------------------------------

    def _weigh(self, left: Happening, right: Happening) -> Weighed | None:
        """How likely two happenings are one, and why; None where it is not likely enough."""
        parts = (self._places, self._times, self._participants, self._only, self._counts, self._story)
        found = [one for part in parts if (one := part(left, right))]
        total = weights.EVENT_ALONE + sum([one.score for one in found])
        score = round(1 / (1 + math.exp(-total)), 3)
        if score < weights.SAME_EVENT:
            return None
        return Weighed(
            score, (f"both tell of {self._label(left, right)}", *(one.reason for one in found if abs(one.score) >= weights.TELLING))
        )

    def _label(self, left: Happening, right: Happening) -> str:
        broad = left.type if self.ontology.is_a(right.type, left.type) else right.type
        known = self.ontology.classes.get(broad)
        return f"one happening of the class {known.label if known else broad}"

    def _places(self, left: Happening, right: Happening) -> Feature | None:
        if not left.places or not right.places:
            return None
        if left.places & right.places:
            return Feature(weights.EVENT_PLACE, "the same place")
        wider = [self._around(one.places) for one in (left, right)]
        if wider[0] & right.places or wider[1] & left.places:
            return Feature(weights.EVENT_PLACE_INSIDE, "one place inside the other")
        return Feature(weights.EVENT_PLACE_OTHER, "other places")

    def _around(self, places: Iterable[int]) -> set[int]:
        return {wider for place in places for wider in self.inside.get(place, ())}

    def _times(self, left: Happening, right: Happening) -> Feature | None:
        if not (left.first and left.last and right.first and right.last):
            if left.told and right.told:
                apart = abs((left.told - right.told).days)
                if apart > weights.EVENT_REPORTS_FAR:
                    return Feature(weights.EVENT_REPORTED_APART, f"reported {apart} days apart")
                near = apart <= weights.EVENT_REPORTS_NEAR
                return Feature(weights.EVENT_REPORTED_TOGETHER, "reported within days") if near else None
            return None
        if left.first > right.last + _SLIP or right.first > left.last + _SLIP:
            return Feature(weights.EVENT_TIME_OTHER, f"{left.first} is not {right.first}")
        exact = left.first == left.last and right.first == right.last
        close = max(left.last - left.first, right.last - right.first) <= _MONTH
        same = weights.EVENT_DAY if exact else weights.EVENT_MONTH if close else weights.EVENT_TIME
        return Feature(same, f"the same time, {max(left.first, right.first)}")

    def _participants(self, left: Happening, right: Happening) -> Feature | None:
        total, said = self._with_names(left, right) if left.roles and right.roles else (0.0, "the same participants")
        total += weights.EVENT_WORDS if left.words & right.words else 0.0
        return Feature(max(-weights.EVENT_MOST, min(weights.EVENT_MOST, total)), said) if total else None

    def _with_names(self, left: Happening, right: Happening) -> tuple[float, str]:
        """What the named participants of both say, and why."""
        shared = left.roles & right.roles
        total, said = len(shared) * weights.EVENT_PARTICIPANT, "the same participants"
        agent, patient, _, _ = self.ontology.roles(left.type)
        mine, yours = ({thing for role, thing in one.roles if role == patient} for one in (left, right))
        if mine and yours and agent != patient:
            both = not mine.isdisjoint(yours)
            return total + (weights.EVENT_PATIENT if both else weights.EVENT_PATIENT_OTHER), said if both else "it befell others"
        if any(_at_odds(left, right, role) for role, _ in shared):
            return total + weights.EVENT_PATIENT_OTHER, "others took part"
        return total, said

    def _only(self, left: Happening, right: Happening) -> Feature | None:
        once = self._once(left) & self._once(right)
        return Feature(weights.EVENT_ONCE, "nobody suffers it twice") if once else None

    def _counts(self, left: Happening, right: Happening) -> Feature | None:
        for name in sorted(left.counts.keys() & right.counts.keys()):
            one, other = sorted((left.counts[name], right.counts[name]))
            if one == other:
                return Feature(weights.EVENT_COUNT, f"the same count, {one:g}")
            if other - one <= max(weights.EVENT_COUNT_NEAR, other * weights.EVENT_COUNT_SHARE):
                return Feature(weights.EVENT_COUNT_ABOUT, f"about the same count, {one:g} and {other:g}")
            return Feature(weights.EVENT_COUNT_OTHER, f"{one:g} is not {other:g}")
        return None

    def _story(self, left: Happening, right: Happening) -> Feature | None:
        same = self.around.same_text
        if same.get(left.document, left.document) == same.get(right.document, right.document):
            return Feature(weights.COPIED, "copies of one text")
        names = self.around.names
        shared = names.get(left.document, frozenset()) & names.get(right.document, frozenset())
        if not shared:
            return Feature(weights.EVENT_NO_STORY, "no name in common")
        said = ", ".join(sorted(self.around.words[name] for name in shared)[:3])
        return Feature(min(weights.EVENT_STORY_MOST, len(shared) * weights.SHARED_NAME), f"told of with {said}")


def _at_odds(left: Happening, right: Happening, role: str) -> bool:
    """Whether each names someone in a role whom the other does not: two meetings of one man with two others."""
    mine, yours = ({thing for known, thing in one.roles if known == role} for one in (left, right))
    return bool(mine - yours and yours - mine)
