"""How likely a span is a name, and of what class: a multinomial logistic regression over its clues (kg/learn/names.py fits it)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

FAMILIES = ("Person", "Group", "Place", "Other", "None")  # "Other": the name of something else; "None": no name, or wrongly cut
WEIGHTS = Path(__file__).with_name("weights.npz")

Row = tuple[float, ...]


class Model:
    """Clue -> weights, one for each of ``FAMILIES``."""

    def __init__(self, clues: Sequence[str], weights: np.ndarray, bias: np.ndarray) -> None:
        self._row = {clue: k for k, clue in enumerate(clues)}
        self._weights, self._bias = weights, bias

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
        row = self._row
        found = [[row[clue] for clue in set(clues) if clue in row] for clues in spans]
        sums = np.array([self._weights[sorted(rows)].sum(axis=0) for rows in found]).reshape(len(spans), len(FAMILIES)) + self._bias
        sums -= sums.max(axis=1, keepdims=True, initial=-np.inf) if len(spans) else 0
        logs: np.ndarray = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        return logs


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that is part of the package."""
    return Model.load()
