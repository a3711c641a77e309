"""Who belongs together: Louvain's method (Blondel et al. 2008), every loop in number order, so that it gives one answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

Weights = list[dict[int, float]]


def communities(size: int, pairs: Iterable[tuple[int, int]], *, least: int = 4) -> dict[int, int]:
    """Numbers the communities of ``least`` members or more, the largest first, and gives each of their members its number."""
    beside: Weights = [{} for _ in range(size)]
    for start, end in pairs:
        if start != end:
            beside[start][end] = beside[start].get(end, 0.0) + 1.0
            beside[end][start] = beside[end].get(start, 0.0) + 1.0
    home = list(range(size))
    while True:
        label = _settled(beside)
        if len(set(label)) == len(beside):
            return _numbered(home, least)
        home = [label[one] for one in home]
        beside = _folded(beside, label)


def _settled(beside: Weights) -> list[int]:
    """Moves each node to the neighbouring community that raises modularity most, until none moves; labels become 0, 1, 2..."""
    degree = [sum(one.values()) for one in beside]
    total = sum(degree) or 1.0
    label, inside = list(range(len(beside))), list(degree)
    for _ in range(30):
        if not sum(_move(at, beside[at], degree, inside, label, total) for at in range(len(beside))):
            break
    order = {name: at for at, name in enumerate(sorted(set(label)))}
    return [order[one] for one in label]


def _move(at: int, beside: dict[int, float], degree: Sequence[float], inside: list[float], label: list[int], total: float) -> bool:
    if not beside:
        return False
    old = label[at]
    inside[old] -= degree[at]
    toward: dict[int, float] = {old: 0.0}
    for other, weight in beside.items():
        if other != at:
            toward[label[other]] = toward.get(label[other], 0.0) + weight
    own = degree[at]
    _, _, best = min([(-round(weight - inside[one] * own / total, 9), one != old, one) for one, weight in toward.items()])
    inside[best] += degree[at]
    label[at] = best
    return best != old


def _folded(beside: Weights, label: Sequence[int]) -> Weights:
    """The graph whose nodes are the communities."""
    folded: Weights = [{} for _ in range(max(label) + 1)]
    for at, row in enumerate(beside):
        for other, weight in sorted(row.items()):
            start, end = label[at], label[other]
            folded[start][end] = folded[start].get(end, 0.0) + weight
    return folded


def _numbered(home: Sequence[int], least: int) -> dict[int, int]:
    sizes = Counter(home)
    large = sorted((one for one in sizes if sizes[one] >= least), key=lambda one: (-sizes[one], one))
    rank = {one: at for at, one in enumerate(large)}
    return {at: rank[one] for at, one in enumerate(home) if one in rank}
