"""Which time expression belongs to which clause."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from kg.annotate.doc import NOUNS, VERBS, Tree
from kg.annotate.times.dates import Expression, resolve
from kg.facts import Interval

_TO_COME = ("will", "shall", "'ll", "wo")
_NEARBY = ("xcomp", "advcl", "pcomp", "prep", "pobj", "dobj", "acl", "attr")


class Times:
    """The time expressions of one text, resolved in order against its date and the time told before."""

    def __init__(
        self, tree: Tree, expressions: Sequence[Expression], anchor: date | None, deeds: Mapping[int, str] | None = None,
        during: Container[str] = (), later: Container[str] = (),
    ) -> None:  # fmt: skip
        """``deeds`` are the classes of the happenings told at tokens, ``during`` the prepositions of that in the course of which they happen.

        ``later`` are the adverbs that say that one thing was done after another.
        """
        self.tree, self.deeds, self.during, self.later = tree, {} if deeds is None else deeds, during, later
        self.intervals: list[Interval] = []
        self.spans = [(one.start, one.end) for one in expressions]
        self.unplaced = {n for n, one in enumerate(expressions) if one.first.kind == "weekday"}
        self.by_token: dict[int, int] = {}
        self.by_verb: dict[int, list[int]] = {}
        self.owners: list[list[int]] = []
        told: Interval | None = None
        apart = _life_dates(tree, expressions)
        for number, one in enumerate(expressions):
            owners = [k for k in self._owners(one) if number not in apart or apart[number][0] < k < apart[number][1]]
            interval = resolve(one, anchor=anchor, told=told, ahead=self._called_for(one) or any(map(self._ahead, owners)))
            told = interval if interval.start else told
            self.intervals.append(interval)
            self.owners.append(owners)
            self.by_token.update({i: number for i in range(one.start, one.end)})
            for owner in owners:
                self.by_verb.setdefault(owner, []).append(number)

    def at(self, token: int) -> Interval | None:
        """The time that the expression at a token says."""
        number = self.by_token.get(token)
        return self.intervals[number] if number is not None else None

    def point(self, token: int, half: str | None) -> str | None:
        """The one date that the expression at a token says: its beginning, or its end for the second half of a span of time."""
        said = self.at(token)
        if said is None:
            return None
        return said.end or said.start if half == "second" else said.start or said.end

    def of(self, at: int, governor: int) -> Interval | None:
        """The time of what a token tells: said in its own clause, or in the clause that its non-finite verb depends on."""
        number = self._number(at, governor)
        return None if number is None else self.intervals[number]

    def span_of(self, at: int, governor: int) -> tuple[int, int] | None:
        """The tokens of the expression that ``of`` goes by."""
        number = self._number(at, governor)
        return None if number is None else self.spans[number]

    def _number(self, at: int, governor: int) -> int | None:
        for i in dict.fromkeys((at, governor)):
            found = self._dated(i)
            if found is not None and not self._another_s(i, found):
                return found
        i = governor
        if self.tree.dep[i] == "conj" and self.tree.pos[i] in VERBS and (found := self._opening(i)) is not None:
            return found
        for _ in range(6):
            if self.tree.head[i] == i or self.tree.dep[i] not in _NEARBY or self._finite(i) or self._told_of(at, i):
                return None
            i = self.tree.head[i]
            found = self._dated(i)
            if found is not None:
                return found
        return None

    def _opening(self, i: int) -> int | None:
        """The date that opens a sentence, which all its verbs share: "In 1984 they seized and killed a priest"."""
        first = i
        while self.tree.dep[first] == "conj" and self.tree.pos[self.tree.head[first]] in VERBS:
            first = self.tree.head[first]
        found, start = self._dated(first), self.tree.sents[self.tree.sent[i]][0]
        after = any(self.tree.lower[k] in self.later for k in self.tree.kids(i, "advmod"))
        return found if found is not None and self.spans[found][0] <= start + 1 and not after else None

    def _told_of(self, at: int, i: int) -> bool:
        """Whether the token above tells of something else that is done about a happening later: "convicted of the murders in 1990", "charged in May with killing"."""
        tree, above = self.tree, self.tree.head[i]
        if tree.head[at] == i and tree.dep[at] == "pcomp" and tree.lower[i] not in self.during:
            return above in self.deeds  # "sentenced on Friday for selling rifles"
        if at not in self.deeds or above not in self.deeds or tree.pos[at] not in NOUNS:
            return False
        meanwhile = tree.dep[i] == "prep" and tree.lower[i] in self.during and tree.head[at] == i
        return not meanwhile and self.deeds[above] != self.deeds[at]

    def _another_s(self, at: int, number: int) -> bool:
        """Whether a date is that of what is done about a happening, or of the happening about which it is done, wherever the parse hangs it.

        "Convicted of the murders in 1990" tells when somebody was convicted, "of the 1990 murders", "of the murders of 1990" does not.
        """
        mine = [at] if self.tree.pos[at] in NOUNS else [k for k in self.owners[number] if self.tree.pos[k] in NOUNS]
        about = next(((noun, above) for noun in mine for above in self._told_about(noun)), None)
        if about is None:
            return False
        noun, above = about
        start = self.spans[number][0]
        own = start < noun or self.tree.lower[start - 1] == "of" or self.by_verb.get(above) != [number] or self._until_now(above)
        return not own if noun == at else own and above == at

    def _told_about(self, noun: int) -> Iterator[int]:
        """The token that tells what is done about the happening that a noun names, where there is one."""
        for i in (noun, *self.tree.climb(noun)):
            if self.tree.dep[i] not in _NEARBY:
                return
            if self._told_of(noun, i):
                yield self.tree.head[i]
                return

    def _until_now(self, verb: int) -> bool:
        """Whether a verb tells what has come to pass until now, which has no date: "nobody has been tried for the killings in 1990"."""
        return any(self.tree.lower[k] in ("has", "have", "'ve") for k in self.tree.kids(verb, "aux"))

    def _dated(self, i: int) -> int | None:
        told = sorted(self.by_verb.get(i, []), key=lambda number: self._far(number, i))
        return next((number for number in told if self._stands(number)), told[0] if told else None)

    def _stands(self, number: int) -> bool:
        """Whether an expression says when, also where nobody can tell which day it means: on Friday, and not in the year that stands further off."""
        return number in self.unplaced or bool(self.intervals[number].start or self.intervals[number].end)

    def _called_for(self, one: Expression) -> bool:
        """Whether a day is one for which something is fixed: "called a strike for Thursday"."""
        return one.start > 0 and self.tree.lower[one.start - 1] == "for"

    def _ahead(self, i: int) -> bool:
        """Whether a verb speaks of what is to come: "will leave on Friday", "is to leave", "plans to leave"."""
        tree = self.tree
        if tree.pos[i] not in VERBS:
            return False
        auxiliaries = tree.kids(i, "aux")
        if any(tree.lemma[k] in _TO_COME or tree.lower[k] in _TO_COME for k in auxiliaries):
            return True
        if tree.dep[i] == "ccomp" and any(tree.lower[k] == "would" for k in auxiliaries):
            return True  # "said he would leave on Friday"
        infinitive = tree.tag[i] == "VB" and any(tree.lower[k] == "to" for k in auxiliaries)
        return (
            infinitive
            and tree.dep[i] == "xcomp"
            and not any(tree.tag[k] == "VBD" for k in (tree.head[i], *tree.kids(tree.head[i], "aux", "auxpass")))
        )

    def _far(self, number: int, i: int) -> tuple[int, bool]:
        """How far an expression stands from a word; of two as near, the one behind it counts."""
        start, end = self.spans[number]
        return (i - end + 1, True) if end <= i else (start - i, False)

    def _finite(self, i: int) -> bool:
        """Whether a verb stands in a finite clause of its own, which has its own time."""
        tree = self.tree
        return tree.pos[i] in VERBS and tree.dep[i] in ("advcl", "ccomp") and bool(tree.kids(i, "nsubj", "nsubjpass"))

    def _owners(self, one: Expression) -> list[int]:
        """The verb, and any noun before it on the way up, that an expression hangs on."""
        tree = self.tree
        i = next((k for k in range(one.start, one.end) if not one.start <= tree.head[k] < one.end or tree.head[k] == k), one.start)
        owners: list[int] = []
        for _ in range(8):
            if tree.head[i] == i:
                break
            i = tree.head[i]
            if tree.pos[i] in VERBS:
                return [*owners, i]
            if tree.pos[i] in NOUNS and not one.start <= i < one.end:
                owners.append(i)
        return owners


def _life_dates(tree: Tree, expressions: Sequence[Expression]) -> dict[int, tuple[int, int]]:
    """The expressions that stand in brackets with another, with the brackets: the dates of a life are no verb's outside of them."""
    inside: dict[tuple[int, int], list[int]] = {}
    opening = None
    for k, word in enumerate(tree.text):
        if word == "(":
            opening = k
        elif word == ")" and opening is not None:
            inside[opening, k] = [n for n, one in enumerate(expressions) if opening < one.start and one.end <= k]
            opening = None
    return {n: span for span, held in inside.items() if len(held) > 1 or any(expressions[n].last for n in held) for n in held}
