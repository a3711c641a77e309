"""Ends as the reader meets them: what the grammar finds and links in a text, in place of what annotators marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.annotate import Session
from kg.annotate.reader.reader import classes_of, kind_of, parties
from kg.learn.samples import Sample, Zone

Place = tuple[int, int]  # characters of a text
SUFFIX = "-met"


@dataclass
class Met:
    """The ends that were met in one text: each has a kind and (start, end, whether it is a pronoun) of its mentions."""

    kinds: list[str]
    spans: list[list[tuple[int, int, bool]]]

    def best(self, mentions: Sequence[Place]) -> list[int]:
        """The ends that most of all name what the mentions name."""
        hits = Counter(k for start, end in mentions if (k := self._find(start, end)) is not None)
        return [k for k, n in hits.items() if 2 * n >= sum(not pronoun for _, _, pronoun in self.spans[k])]

    def at(self, start: int, end: int, kind: str) -> int:
        """The end that a marked span names; one of its own where the grammar found nothing there."""
        found = self._find(start, end)
        if found is None:
            self.kinds.append(kind)
            self.spans.append([(start, end, False)])
            return len(self.kinds) - 1
        return found

    def _find(self, start: int, end: int) -> int | None:
        """The end with a mention that is at least half of the span, or the other way round."""
        shared = [
            (min(end, last) - max(start, first), first - last, k)
            for k, rows in enumerate(self.spans)
            for first, last, _ in rows
            if first < end and start < last
        ]
        good = [(n, short, k) for n, short, k in shared if 2 * n >= max(end - start, -short)]
        return max(good)[2] if good else None

    def sample(self, given: Sample, zones: list[Zone]) -> Sample:
        """The text of a sample with these ends, as a set of its own."""
        made = Sample(given.id, given.source + SUFFIX, given.text, given.held, zones=zones)
        made.mentions = self.mentions()
        return made

    def mentions(self) -> list[tuple[int, int, str, int]]:
        """The mentions as a sample holds them."""
        return [
            (start, end, "Pronoun" if pronoun else kind, k)
            for k, (kind, rows) in enumerate(zip(self.kinds, self.spans, strict=True))
            for start, end, pronoun in rows
        ]


def met(session: Session) -> Met:
    """What may be an end in a text."""
    tree, ontology = session.tree, session.ontology
    _, _, namings, _, groups, settled = session.settled()
    classes = classes_of(namings, settled)
    people = parties(tree, namings, groups, lambda head: kind_of(classes[head], ontology), session.expressions)
    made = Met([], [])
    for one in people:
        rows = [namings[head] for head in one.named] if not one.span else []
        spans = [(tree.start[row.start], tree.end[row.end - 1], row.kind == "pronoun") for row in rows if row.kind != "nominal"]
        made.kinds.append(one.kind)
        made.spans.append(spans or [(tree.start[one.scored[0]], tree.end[one.span[1] - 1 if one.span else one.scored[0]], False)])
    return made
