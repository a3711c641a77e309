"""What the learned reader says of two ends, and what of it can be held: not two countries of one town, nor one that lies elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

_AMONG = 0.85  # where a text names several countries, what no one sentence says must be so likely


@dataclass(frozen=True, slots=True)
class Party:
    """What may be an end: kind, head tokens of the mentions that are scored, and of all that name it; a date has its tokens."""

    kind: str
    scored: tuple[int, ...]
    named: tuple[int, ...]
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A label that holds between two parties, how likely, and how much of each sentence both attend to."""

    label: str
    subject: int
    object: int
    likely: float
    looks: Mapping[int, float]


def likeliest(said: Sequence[Statement], classes: Sequence[str | None], wholes: Collection[str]) -> list[Statement]:
    """Without the rivals of what is likelier: a thing lies in one country, and in one region of it."""
    best: dict[tuple[str, int, str | None], float] = defaultdict(float)
    for one in said:
        best[one.label, one.subject, classes[one.object]] = max(best[one.label, one.subject, classes[one.object]], one.likely)
    return [one for one in said if one.label not in wholes or one.likely == best[one.label, one.subject, classes[one.object]]]


def tenable(
    said: Sequence[Statement], classes: Sequence[str | None], where: Sequence[Collection[str]],
    sents: Sequence[Collection[int]], placing: Collection[str],
) -> Iterator[Statement]:  # fmt: skip
    """Without what the gazetteer knows to lie elsewhere, and what is read across sentences though the text names several such places.

    ``where`` are the codes of the countries in which each end lies or that it is, ``sents`` the sentences that name it; ``placing`` are
    the labels that say where something is.
    """
    rivals = Counter(classes)
    for one in said:
        known, land = where[one.subject], where[one.object]
        elsewhere = known and land and not set(known) & set(land)
        told = set(sents[one.subject]) & set(sents[one.object])
        if one.label in placing and (elsewhere or not told and rivals[classes[one.object]] > 1 and one.likely < _AMONG):
            continue
        yield one
