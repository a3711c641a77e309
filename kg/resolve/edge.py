"""Links that may be drawn between things, and which of them stand clear of their rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.resolve import weights
from kg.resolve.compare import Weighed, logit
from kg.resolve.leader import Leader


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A link that may be drawn between two things."""

    left: Leader
    right: Leader
    weighed: Weighed

    @property
    def odds(self) -> float:
        """The log-odds of the link."""
        return logit(min(self.weighed.score, 0.999))


def clear_best(edges: Sequence[Edge]) -> Edge | None:
    """The one likely link of a thing, or None where there is none or two are about as likely."""
    likely = sorted((one for one in edges if one.weighed.score >= weights.SAME), key=lambda one: -one.weighed.score)
    if len(likely) > 1 and likely[0].odds - likely[1].odds < weights.MARGIN:
        return None
    return likely[0] if likely else None


def standing(edges: Sequence[Edge], apart: Callable[[Leader, Leader], bool]) -> Iterator[Edge]:
    """The edges that stand clear: neither end could as well be something else that is apart from what it is linked with here."""
    ends: dict[int, list[tuple[Edge, Leader]]] = defaultdict(list)
    for one in edges:
        ends[id(one.left)].append((one, one.right))
        ends[id(one.right)].append((one, one.left))
    for one in edges:
        both = ((one.left, one.right), (one.right, one.left))
        if all(_stands(one, other, ends[id(end)], apart) for end, other in both):
            yield one


def _stands(edge: Edge, other: Leader, rivals: Iterable[tuple[Edge, Leader]], apart: Callable[[Leader, Leader], bool]) -> bool:
    return all(rival is edge or edge.odds - rival.odds >= weights.MARGIN or not apart(other, third) for rival, third in rivals)
