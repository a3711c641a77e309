"""What the learned reader's attention says of a pronoun and its possible antecedents.

Heads of the encoder's last layer look from a pronoun, and from the word that governs it, at what it stands for, and back from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.coref.scoring import Candidate
from kg.annotate.doc import Tree
from kg.annotate.reader.encoder import View
from kg.annotate.reader.pieces import Pieces

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

_SETTLED = 100  # pieces of a window before a pronoun, from which on the window is rather taken than the one before it
_LEAST = 1e-3  # attention below this is none


class Attention:
    """The attention within one text, by token."""

    def __init__(self, tree: Tree, pieces: Pieces, views: Sequence[View]) -> None:
        self.tree, self.pieces, self.views = tree, pieces, views
        self._places: dict[tuple[int, int], tuple[int, int]] = {}

    def looks(self, candidates: Sequence[Candidate]) -> Floats:
        """How much a pronoun and each of its candidates look at each other, (candidates, numbers), as logarithms between about -1 and 2.

        To and from the candidate's nearest naming, then the same for its chain, then what the pronoun's governor looks at of both.
        """
        i = candidates[0].anaphor
        at = self.pieces.at(self.tree.start[i])
        view = self._view(at)
        row, above = at - view.first + 1, self.pieces.at(self.tree.start[self.tree.head[i]]) - view.first + 1
        columns, near, chain = self._marks(candidates, view, row)
        out, back = view.attention[:, row, columns].T, view.attention[:, columns, row].T
        governor = view.attention[:, above, columns].T if 0 < above <= view.last - view.first else np.zeros_like(out)
        found = [near @ out, _shares(near) @ back, chain @ out, _shares(chain) @ back, near @ governor, chain @ governor]
        return (np.log(np.concatenate(found, axis=1) + _LEAST) / 2 + 2).astype(np.float32)

    def _view(self, at: int) -> View:
        """The last window in which a piece has enough before it."""
        there = [one for one in self.views if one.first <= at < one.last]
        return there[-1] if len(there) == 1 or at - there[-1].first >= _SETTLED else there[0]

    def _marks(self, candidates: Sequence[Candidate], view: View, row: int) -> tuple[list[int], Floats, Floats]:
        """The columns of a window that belong to any candidate, and a one for each candidate's nearest naming, and for all of its namings."""
        spans = [[self._rows(span, view) for span in one.spans] for one in candidates]
        nearest = [(number, k) for number, own in enumerate(spans) for rows in own[:1] for k in rows if k != row]
        every = [(number, k) for number, own in enumerate(spans) for rows in own for k in rows if k != row]
        columns = sorted({k for _, k in every})
        place = {k: at for at, k in enumerate(columns)}
        near, chain = np.zeros((2, len(candidates), len(columns)), dtype=np.float32)
        for marks, pairs in ((near, nearest), (chain, every)):
            marks[[number for number, _ in pairs], [place[k] for _, k in pairs]] = 1.0
        return columns, near, chain

    def _rows(self, span: tuple[int, int], view: View) -> range:
        """The rows of a window that belong to a span of tokens."""
        if span not in self._places:
            start, end = span
            self._places[span] = self.pieces.at(self.tree.start[start]), self.pieces.at(self.tree.end[end - 1] - 1) + 1
        first, last = self._places[span]
        return range(max(first, view.first) - view.first + 1, min(last, view.last) - view.first + 1)


def _shares(marks: Floats) -> Floats:
    whole: Floats = marks / np.maximum(marks.sum(1, keepdims=True), 1)
    return whole
