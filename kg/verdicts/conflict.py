"""Where decisions contradict one another: found before one more is taken, and told."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence

from kg.facts import Judgement
from kg.verdicts.nouns import Decision

Conflict = tuple[Decision, ...]
Judged = Iterable[tuple[Decision, Judgement]]


def conflicts(decisions: Iterable[Decision], judged: Judged) -> list[Conflict]:
    """Decisions that cannot all hold: one that parts two things, then those that join them; or a wrong and a right.

    ``judged`` are the judgements that the decisions give on the mentions that are there, as ``apply`` returns them.
    """
    return list(dict.fromkeys([*_of_claims(decisions), *_of_things(list(judged))]))


def _of_claims(decisions: Iterable[Decision]) -> Iterator[Conflict]:
    said: dict[Hashable, Decision] = {}
    for one in decisions:
        for claim in one.claims:
            before = said.setdefault(claim.place, one)
            if before.verdict != one.verdict:
                yield before, one


def _of_things(judged: Sequence[tuple[Decision, Judgement]]) -> Iterator[Conflict]:
    joined: dict[str, dict[str, Decision]] = defaultdict(dict)
    for one, judgement in judged:
        if judgement.verdict == "same":
            joined[judgement.left].setdefault(judgement.right, one)
            joined[judgement.right].setdefault(judgement.left, one)
    for one, judgement in judged:
        if judgement.verdict == "different":
            path = _path(joined, judgement.left, judgement.right)
            if path:
                yield one, *path


def _path(joined: dict[str, dict[str, Decision]], start: str, end: str) -> list[Decision]:
    """The decisions that make one thing of two mentions, as few as can be; none where they are not joined."""
    before: dict[str, tuple[str, Decision] | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there, one in joined.get(here, {}).items():
            if there not in before:
                before[there] = (here, one)
                waiting.append(there)
    path: list[Decision] = []
    step = before.get(end)
    while step:
        path.append(step[1])
        step = before[step[0]]
    return path
