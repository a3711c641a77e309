"""How likely a span is a name, and of what class: a multinomial logistic regression over its clues (kg/learn/names.py fits it)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np

FAMILIES = ("Person", "Group", "Place", "Other", "None")  # "Other": the name of something else; "None": no name, or wrongly cut
WEIGHTS = Path(__file__).with_name("weights.npz")

Row = tuple[float, ...]


class Model:
    """Clue -> weights, one for each of ``FAMILIES``."""

    def __init__(self, clues: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self._row = {clue: k for k, clue in enumerate(clues)}
        self._weights = np.vstack((weights, bias))  # the bias is the last row, a clue that every span has

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Model:
        """Reads weights that ``save`` has written."""
        with np.load(path) as stored:
            words = bytes(stored["clues"]).decode("utf-8").split("\n")
            return cls(words, stored["weights"].astype(np.float64) * stored["step"], stored["bias"].astype(np.float64))

    @staticmethod
    def save(path: Path, clues: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        """Writes weights in steps of a 127th of the largest."""
        step = np.abs(weights).max() / 127
        words = np.frombuffer("\n".join(clues).encode("utf-8"), dtype=np.uint8)
        np.savez_compressed(path, clues=words, weights=np.rint(weights / step).astype(np.int8), step=step, bias=bias.astype(np.float32))

    def logs(self, spans: Sequence[Sequence[str]]) -> np.ndarray:
        """The logarithms of the probabilities, one row a span in the order of ``FAMILIES``."""
        if not spans:
            return np.empty((0, len(FAMILIES)))
        row, bias = self._row, len(self._row)
        found = [[*sorted({k for k in map(row.get, clues) if k is not None}), bias] for clues in spans]
        starts = np.cumsum([0, *(len(rows) for rows in found[:-1])])
        sums = np.add.reduceat(self._weights[list(chain.from_iterable(found))], starts, axis=0)
        sums -= sums.max(axis=1, keepdims=True)
        logs: np.ndarray = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        return logs


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that is part of the package."""
    return Model.load()
