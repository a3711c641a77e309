"""What the learned reader says of two ends, and what of it can be held: not two countries of one town, nor one that lies elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass


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
    looks: Sequence[float]


def likeliest(said: Sequence[Statement], classes: Sequence[str | None], wholes: Collection[str]) -> list[Statement]:
    """Without the rivals of what is likelier: a thing lies in one country, and in one region of it."""
    best: dict[tuple[str, int, str | None], float] = defaultdict(float)
    for one in said:
        best[one.label, one.subject, classes[one.object]] = max(best[one.label, one.subject, classes[one.object]], one.likely)
    return [one for one in said if one.label not in wholes or one.likely == best[one.label, one.subject, classes[one.object]]]


def tenable(said: Sequence[Statement], where: Sequence[Collection[str]], placing: Collection[str]) -> Iterator[Statement]:
    """Without what the gazetteer knows to lie elsewhere.

    ``where`` are the codes of the countries in which each end lies or that it is; ``placing`` are the labels that say where something is.
    """
    for one in said:
        known, land = set(where[one.subject]), set(where[one.object])
        if one.label not in placing or not known or not land or known & land:
            yield one


def bits(numbers: Iterable[int]) -> int:
    """Sentences as the bits of a number."""
    return sum(1 << number for number in numbers)


def around(sents: int, reach: int) -> int:
    """The sentences, and those up to so many before and after them."""
    found = sents
    for apart in range(1, reach + 1):
        found |= sents << apart | sents >> apart
    return found
