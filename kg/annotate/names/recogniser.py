"""What spaCy's entity recogniser would mark, told from the reader's vectors: a small network in place of a second large one.

It was shown the recogniser's own marks (kg/learn/recogniser.py), so that what is made of them is the same with the reader and without.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from kg.annotate.doc import Mark, Tree
from kg.annotate.reader.encoder import Floats, View, joined
from kg.annotate.reader.pieces import Pieces
from kg.annotate.times.dates import Expression, tokens

WEIGHTS = Path(__file__).with_name("recogniser.npz")
_COUNTED = (
    "DATE",
    "TIME",
    "PERCENT",
    "MONEY",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
)  # times have a grammar of their own; the rest names nothing
_SURE = math.log(0.98)  # a word that is so surely outside ends whatever stands before it
OUTSIDE = "O"  # the tag of a word outside; the others are a label with "B-" at a mark's first word and "I-" at those that follow


class Recogniser:
    """A network with one hidden layer from a word's vectors to its tag."""

    def __init__(self, tags: Sequence[str], layers: Mapping[str, Floats]) -> None:
        self._tags, self._layers = tags, layers
        place = {tag: k for k, tag in enumerate(tags)}
        self._inside = [k for k, tag in enumerate(tags) if tag.startswith("I-")]
        self._first = [place.get(f"B-{tags[k][2:]}", k) for k in self._inside]  # the tag with which a mark of the label begins
        self._before = {k: (first, k) for k, first in zip(self._inside, self._first, strict=True)}

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Recogniser:
        """Reads weights that ``save`` has written."""
        with np.load(path) as stored:
            layers = {name: stored[name].astype(np.float32) for name in stored.files if name != "tags"}
            return cls(bytes(stored["tags"]).decode("utf-8").split("\n"), layers)

    def save(self, path: Path) -> None:
        """Writes weights with 16 bits each."""
        words = np.frombuffer("\n".join(self._tags).encode("utf-8"), dtype=np.uint8)
        np.savez_compressed(path, tags=words, **{name: value.astype(np.float16) for name, value in self._layers.items()})  # type: ignore[arg-type]

    def marks(self, words: Floats) -> Iterator[Mark]:
        """What is marked, given a row of vectors for each word."""
        at = self._layers
        inner = np.tanh(words @ at["inner"] + at["inner_bias"])
        start, label = 0, ""
        for i, tag in enumerate([*(self._tags[k] for k in self._likeliest(inner @ at["outer"] + at["outer_bias"])), OUTSIDE]):
            if label and tag != f"I-{label}":
                yield start, i, label
                label = ""
            if tag != OUTSIDE and not label:
                start, label = i, tag[2:]

    def _likeliest(self, scores: Floats) -> Iterator[int]:
        """The likeliest tags of words one after the other in which a mark goes on only where it has begun (Viterbi 1967)."""
        logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        best, outside = logs.argmax(axis=1).tolist(), self._tags.index(OUTSIDE)
        sure = (logs[:, outside] > _SURE).tolist()
        for plain, group in itertools.groupby(range(len(logs)), key=sure.__getitem__):
            rows = list(group)
            path = [best[i] for i in rows]
            fits = plain or all(k not in self._before or before in self._before[k] for before, k in itertools.pairwise([outside, *path]))
            yield from (path if fits else self._path(logs[rows[0] : rows[-1] + 1]))

    def _path(self, logs: Floats) -> list[int]:
        """The likeliest tags of a run of words after a word outside."""
        first, *rest = logs.tolist()
        sums, came = [-math.inf if k in self._before else one for k, one in enumerate(first)], []
        for row in rest:
            before = [max(range(len(sums)), key=sums.__getitem__)] * len(row)
            for k, (begin, same) in self._before.items():
                before[k] = begin if sums[begin] > sums[same] else same
            came.append(before)
            sums = [sums[k] + one for k, one in zip(before, row, strict=True)]
        path = [max(range(len(sums)), key=sums.__getitem__)]
        for before in reversed(came):
            path.append(before[path[-1]])
        return path[::-1]


def recognised(tree: Tree, pieces: Pieces, views: Sequence[View], times: Iterable[Expression]) -> list[Mark]:
    """The names that the recogniser would mark in a text, and what tells a time by the grammar of dates."""
    times = list(times)
    dated = tokens(times)
    found = [one for one in shipped().marks(words(tree, pieces, views)) if one[2] not in _COUNTED] if views else []
    return sorted(
        [*(one for one in found if not any(i in dated for i in range(*one[:2]))), *((one.start, one.end, "DATE") for one in times)]
    )


def words(tree: Tree, pieces: Pieces, views: Sequence[View]) -> Floats:
    """The vectors of the first and the last piece of each word, side by side."""
    vectors = joined(views, len(pieces.ids), views[0].vectors.shape[1], lambda view: view.vectors)
    first = pieces.all_at(tree.start)
    last = list(map(max, pieces.all_at(end - 1 for end in tree.end), first))
    found: Floats = np.concatenate([vectors[first], vectors[last]], axis=1)
    return found


@lru_cache(maxsize=1)
def shipped() -> Recogniser:
    """The recogniser that is part of the package."""
    return Recogniser.load()
