"""Of what family is what a noun describes that the ontology does not list, as the reader's vectors tell it: "the marksman", "her hideout"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np

from kg.annotate.doc import Tree
from kg.annotate.names.recogniser import words
from kg.annotate.reader.encoder import Floats, View
from kg.annotate.reader.pieces import Pieces

FILE = "nouns.npz"
FAMILIES = ("Person", "Group", "Place", "Thing")  # the last stands for all else
LEAST = 0.8  # what is less likely to be of a family is of none (by cross-validation on the training texts)
_INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod"})  # what stands so is a part of a description


class Nouns:
    """A multinomial logistic regression over the vectors of a noun's first and last piece."""

    def __init__(self, weights: Floats, bias: Floats, version: str = "") -> None:
        """``weights`` (width, families) and ``bias`` (families)."""
        self.weights, self.bias, self.version = weights, bias, version

    @classmethod
    def load(cls, path: Path) -> Nouns:
        """Reads weights that ``save`` has written."""
        with np.load(path) as told:
            return cls(told["weights"].astype(np.float32), told["bias"].astype(np.float32), f"{crc32(path.read_bytes()):08x}")

    def save(self, path: Path) -> None:
        """Writes weights with 16 bits each."""
        np.savez_compressed(path, weights=self.weights.astype(np.float16), bias=self.bias.astype(np.float16))

    def likely(self, vectors: Floats) -> Floats:
        """How likely each noun is of each family, (nouns, families), given a row of vectors for each."""
        scores = vectors @ self.weights + self.bias
        odds = np.exp(scores - scores.max(1, keepdims=True))
        found: Floats = odds / odds.sum(1, keepdims=True)
        return found


@lru_cache(maxsize=2)
def trained(folder: Path) -> Nouns | None:
    """The weights in a reader's folder, if there are any."""
    path = folder / FILE
    return Nouns.load(path) if path.exists() else None


def describes(tree: Tree, i: int) -> bool:
    """Whether a token is the noun of a phrase, and not a part of one."""
    return tree.pos[i] == "NOUN" and tree.dep[i] not in _INSIDE


def guessed(weights: Nouns, tree: Tree, nouns: Sequence[int], pieces: Pieces, views: Sequence[View]) -> dict[int, str]:
    """Token -> family, for those nouns of which a family is likely enough."""
    rows = [i for i in nouns if describes(tree, i)]
    if not rows or not views:
        return {}
    likely = weights.likely(words(tree, pieces, views)[rows])
    best = likely.argmax(1).tolist()
    return {i: FAMILIES[k] for i, k, row in zip(rows, best, likely, strict=True) if FAMILIES[k] != "Thing" and row[k] >= LEAST}
