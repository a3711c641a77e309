"""What the learned reader's tagger says of spans: how likely each is a name, and of what family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from kg.annotate.doc import Tree
from kg.annotate.names.spans import Span
from kg.annotate.reader.encoder import View, joined
from kg.annotate.reader.pieces import Pieces

_FAMILIES = 4  # each with a tag for its first piece and one for the pieces that follow; tag 0 is for what is no name
_LEAST = 0.002  # nothing is less likely than this


class Tagged:
    """The tags of one text's pieces."""

    def __init__(self, tree: Tree, pieces: Pieces, views: Sequence[View]) -> None:
        self._tree, self._pieces = tree, pieces
        scores = joined(views, len(pieces.ids), 2 * _FAMILIES + 1, lambda view: view.tags).astype(float)
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        self._likely = likely / likely.sum(axis=1, keepdims=True)

    def logs(self, spans: Sequence[Span]) -> np.ndarray:
        """Logarithms of how likely each span is a name of each family, and last that it is none, (spans, families + 1).

        Words are tagged by their first piece: in how many pieces a word is cut makes it no less a name.
        """
        out = np.empty((len(spans), _FAMILIES + 1))
        words = self._likely[self._pieces.all_at(self._tree.start)] if self._pieces.ids else np.zeros((self._tree.n, 2 * _FAMILIES + 1))
        logs = np.log(np.maximum(words, 1e-9))
        follow = np.vstack((np.zeros(_FAMILIES), np.cumsum(logs[:, 2::2], axis=0)))
        ends = np.vstack((np.log(np.maximum(1 - words[:, 2::2], 1e-9)), np.zeros(_FAMILIES)))
        for k, (start, end) in enumerate(spans):
            out[k, :-1] = logs[start, 1::2] + follow[end] - follow[start + 1] + ends[end]
        named = np.exp(out[:, :-1])
        out[:, -1] = 1 - named.sum(axis=1)
        out[:, :-1] = named
        found: np.ndarray = np.log(np.clip(out, _LEAST, 1))
        return found

    def spans(self) -> Iterator[Span]:
        """The spans of tokens that the tags themselves mark."""
        tree, best = self._tree, self._likely.argmax(axis=1).tolist()
        start = 0
        tags = [best[k] for k in self._pieces.all_at(tree.start)] if self._pieces.ids else [0] * tree.n
        for i, begun in enumerate(tags):
            if start < i and not (begun and begun % 2 == 0):
                yield start, i
                start = i
            if begun == 0:
                start = i + 1
        if start < tree.n:
            yield start, tree.n
