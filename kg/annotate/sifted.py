"""What the learned reader says of two ends, and what of it can be held: not two countries of one town, nor one that lies elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

_AMONG = 0.75  # where a text names several countries, what is said of one of them across sentences must be so likely


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


def tenable(
    said: Sequence[Statement], classes: Sequence[str | None], where: Sequence[Collection[str]], sents: Sequence[Collection[int]],
    placing: Collection[str],
) -> Iterator[Statement]:  # fmt: skip
    """Without what the gazetteer knows to lie elsewhere, and what is read across sentences though another such place is no farther off.

    ``where`` are the codes of the countries in which each end lies or that it is, ``sents`` the sentences that name it; ``placing`` are
    the labels that say where something is.
    """
    for one in said:
        known, land = set(where[one.subject]), set(where[one.object])
        if one.label in placing and (known and land and not known & land or one.likely < _AMONG and _rivalled(one, classes, sents)):
            continue
        yield one


def _rivalled(one: Statement, classes: Sequence[str | None], sents: Sequence[Collection[int]]) -> bool:
    """Whether no sentence names both ends, and another of the object's class is named as near to the subject."""
    far = gap(sents[one.subject], sents[one.object])
    if not far:
        return False
    rivals = (k for k, name in enumerate(classes) if name == classes[one.object] and k not in (one.subject, one.object))
    return any(gap(sents[one.subject], sents[k]) <= far for k in rivals)


def gap(left: Collection[int], right: Collection[int]) -> int:
    """How many sentences two ends are apart."""
    return min([abs(a - b) for a in left for b in right])


def bits(numbers: Iterable[int]) -> int:
    """Sentences as the bits of a number."""
    return sum(1 << number for number in numbers)


def around(sents: int, reach: int) -> int:
    """The sentences, and those up to so many before and after them."""
    found = sents
    for apart in range(1, reach + 1):
        found |= sents << apart | sents >> apart
    return found
