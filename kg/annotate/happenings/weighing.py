"""Clues weighed together into how likely something is, by weights that ``kg/learn`` fitted and ``casting.tsv`` holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from math import exp, log
from pathlib import Path

_EDGE = 0.0001  # nothing is less likely
_WEIGHTS = Path(__file__).with_name("casting.tsv")


def logit(likely: float) -> float:
    """The logarithm of the odds, held between those of what is as good as impossible and as good as certain."""
    held = min(max(likely, _EDGE), 1 - _EDGE)
    return log(held / (1 - held))


def weighed(judged: str, found: Mapping[str, float]) -> float:
    """How much clues speak for what is judged; nought where nothing was fitted."""
    weights = _weights().get(judged, {})
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def likely(judged: str, found: Mapping[str, float]) -> float:
    """How likely what is judged is with these clues, 0 to 1; what was not fitted is not likely."""
    return 1 / (1 + exp(-weighed(judged, found))) if judged in _weights() else 0.0


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """What is judged -> clue -> weight, as ``python -m kg.learn.casting`` and ``python -m kg.learn.pairing`` print them."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in _WEIGHTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            judged, clue, weight = line.split("\t")
            found[judged][clue] = float(weight)
    return found
