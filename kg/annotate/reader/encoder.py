"""The learned reader's network: pieces of a text to vectors and attention, and pairs of ends to scores of labels.

The encoder runs under onnxruntime on one thread, so that the same text gives the same bytes on the same machine; the scorer
is numpy (localised context pooling and a grouped bilinear form: Zhou et al. 2021, ATLOP).
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.annotate.reader.pieces import FIRST, LAST, Pieces, Vocabulary, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
_BLOCK = 16  # numbers to a block of the bilinear form
# A norm fused with the sum before it takes onnxruntime six times the time of both apart, and is less exact.
_SLOWER = ["SkipLayerNormFusion"]


@dataclass(frozen=True, slots=True)
class View:
    """What the encoder sees of pieces ``[first, last)``: vectors (n, width), tag scores (n, tags) and attention (heads, n, n).

    ``reported`` (n, labels) scores what each piece has to do with what is reported. Row 0 and the last row are the marks around the window.
    """

    first: int
    last: int
    vectors: Floats
    tags: Floats
    attention: Floats
    reported: Floats


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation in a window: the rows of its mentions and the number of its kind."""

    rows: tuple[int, ...]
    kind: int


class Network:
    """The files of a trained reader, each loaded when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Cuts words into pieces."""
        return Vocabulary(self.folder / "vocab.txt")

    @cached_property
    def encoder(self) -> InferenceSession:
        """Pieces to vectors."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )

    @cached_property
    def weights(self) -> dict[str, Floats]:
        """The scorer's weights by name."""
        with np.load(self.folder / "scorer.npz") as told:
            return {name: told[name].astype(np.float32) for name in told.files}

    def look(self, text: str) -> tuple[Pieces, list[View]]:
        """The pieces of a text and what the encoder sees in each window over them."""
        pieces = self.vocabulary.cut(text)
        return pieces, [self._view(pieces, first, last) for first, last in windows(len(pieces.ids))] if pieces.ids else []

    def _view(self, pieces: Pieces, first: int, last: int) -> View:
        return self.view(first, last, [FIRST, *pieces.ids[first:last], LAST], [0, *pieces.ways[first:last], 0])

    def view(self, first: int, last: int, ids: Sequence[int], ways: Sequence[int]) -> View:
        """What the encoder sees of pieces ``[first, last)``, given their ids and ways of writing with the marks around them."""
        rows = {"ids": np.array(ids, dtype=np.int64), "ways": np.array(ways, dtype=np.int64)}
        vectors, tags, attention, *told = self.encoder.run(None, rows)
        return View(first, last, vectors, tags, attention, told[0] if told else np.zeros((len(ids), 0), dtype=np.float32))

    def shared(self, view: View, ends: Sequence[End], pairs: NDArray[np.int64]) -> Floats:
        """What the two ends of each pair both attend to, (pairs, n), each row a share of one."""
        looks = np.stack([view.attention[:, one.rows[0]] if len(one.rows) == 1 else view.attention[:, one.rows].mean(1) for one in ends])
        both = np.empty((len(pairs), view.attention.shape[-1]), dtype=np.float32)
        starts = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1)).tolist()
        for start, end in itertools.pairwise([*starts, len(pairs)]):  # one end at a time, so that its looks are not copied for each pair
            np.einsum("phn,hn->pn", looks[pairs[start:end, 1]], looks[pairs[start, 0]], out=both[start:end])
        both /= both.sum(-1, keepdims=True) + np.float32(1e-10)
        return both

    def margins(self, view: View, ends: Sequence[End], pairs: NDArray[np.int64], shared: Floats, either: NDArray[np.int64]) -> Floats:
        """By how much each label passes the threshold of each pair, (pairs, labels); ``either`` is each pair's row in ``shared``."""
        at = self.weights
        vectors = np.stack([_logsumexp(view.vectors[list(one.rows)]) for one in ends]) + at["kinds_weight"][[one.kind for one in ends]]
        context = shared @ view.vectors
        head = np.tanh((vectors @ at["head_weight"].T + at["head_bias"])[pairs[:, 0]] + (context @ at["head_context_weight"].T)[either])
        tail = np.tanh((vectors @ at["tail_weight"].T + at["tail_bias"])[pairs[:, 1]] + (context @ at["tail_context_weight"].T)[either])
        n = len(pairs)
        form = np.einsum("nbi,nbj->nbij", head.reshape(n, -1, _BLOCK), tail.reshape(n, -1, _BLOCK))
        scores = form.reshape(n, -1) @ at["form_weight"].T + at["form_bias"]
        found: Floats = scores[:, 1:] - scores[:, :1]
        return found


def joined(views: Sequence[View], n: int, width: int, rows: Callable[[View], Floats]) -> Floats:
    """What the views say of each of a text's pieces, (n, width); where windows overlap each has its half."""
    made = np.zeros((n, width), dtype=np.float32)
    for k, view in enumerate(views):
        first = view.first if k == 0 else (view.first + views[k - 1].last) // 2
        made[first : view.last] = rows(view)[1 + first - view.first : 1 + view.last - view.first]
    return made


def unordered(pairs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs without regard to which end is which, sorted, and for each given pair its row among them."""
    width = int(pairs.max()) + 1
    codes, rows = np.unique(pairs.min(1) * width + pairs.max(1), return_inverse=True)
    return np.stack([codes // width, codes % width], axis=1), rows


def _logsumexp(rows: Floats) -> Floats:
    top = rows.max(0)
    found: Floats = np.log(np.exp(rows - top).sum(0)) + top
    return found
