"""Windows of like length side by side, as tensors that the reader takes at once, and what a teacher says of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from kg.learn.examples import IGNORED, Pair, Window
from kg.learn.reports import CLASSES

_PAIRS = 300  # of a window's pairs without a relation so many are looked at; they count for all
_BESIDE = 150  # and so many of those for which nothing is marked, where a teacher is asked


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a teacher says: scores of tags (windows, n, tags), of what is reported (windows, n, told), of pairs (pairs, labels) over the threshold."""

    tags: Tensor
    told: Tensor
    margins: Tensor
    vectors: Tensor  # (windows, n, width of the teacher)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows filled up to the longest: n pieces each.

    ``mentions`` are (window, piece, group of the window), ``kinds`` (windows, most groups), ``pairs`` (window, head, tail); ``truth`` and ``marked``
    (pairs, labels) say what holds and what is marked at all, ``weights`` for how many pairs each stands. ``parts`` are (window, piece,
    role), ``reported`` says of each window whether they are marked, and ``happened`` (windows, classes) NOT, HELD or IGNORED.
    """

    ids: Tensor
    ways: Tensor
    real: Tensor
    tags: Tensor
    loose: Tensor
    mentions: Tensor
    kinds: Tensor
    pairs: Tensor
    truth: Tensor
    marked: Tensor
    weights: Tensor
    parts: Tensor
    happened: Tensor
    reported: Tensor
    lesson: Lesson | None = None

    def inner(self) -> Tensor:
        """Which pieces are the text's, without the marks around a window, (windows, n)."""
        inside = self.real & self.real.roll(-1, 1)
        inside[:, [0, -1]] = False
        return inside

    def to(self, device: str | torch.device) -> Batch:
        """The same on another device."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        moved = {name: value.to(device) for name, value in told.items() if isinstance(value, Tensor)}
        lesson = self.lesson and Lesson(*(getattr(self.lesson, one.name).to(device) for one in fields(Lesson)))
        return replace(self, **moved, lesson=lesson)


def batches(windows: Iterable[Window], labels: int, budget: int, draw: random.Random, *, every: bool = False) -> Iterator[Batch]:
    """Batches of windows of like length, ``budget`` pieces to each at most, in an order drawn anew; with ``every`` all their pairs."""
    kept = sorted(windows, key=lambda one: len(one.ids) + draw.random() * 16)
    rows, row = [], list[Window]()
    for one in kept:
        if row and len(one.ids) * (len(row) + 1) > budget:
            rows.append(row)
            row = []
        row.append(one)
    rows += [row] if row else []
    draw.shuffle(rows)
    for row in rows:
        yield together(row, labels, None if every else draw)


def together(windows: Sequence[Window], labels: int, draw: random.Random | None = None) -> Batch:
    """One batch; with ``draw`` only a random part of the pairs without a relation."""
    longest = max(len(one.ids) for one in windows)

    def filled(rows: Iterable[Sequence[int]], value: int, size: int = longest) -> Tensor:
        return torch.tensor([[*row, *[value] * (size - len(row))] for row in rows], dtype=torch.long)

    mentions, pairs, truth, marked, weights = [], list[tuple[int, ...]](), [], [], list[float]()
    most = max(len(one.groups) for one in windows)
    for k, one in enumerate(windows):
        mentions += [(k, place, group) for group, (places, _) in enumerate(one.groups) for place in places]
        for pair, weight in _drawn(one.pairs, draw):
            truth += [(len(pairs), label) for label in pair[2]]
            marked += [(len(pairs), label) for label in pair[3]]
            pairs.append((k, pair[0], pair[1]))
            weights.append(weight)
    return Batch(
        filled((one.ids for one in windows), 0), filled((one.ways for one in windows), 0), filled(([1] * len(one.ids) for one in windows), 0) > 0,
        filled((one.tags for one in windows), IGNORED), _rows(((k, *row) for k, one in enumerate(windows) for row in one.loose), 3),
        _rows(mentions, 3), filled(([kind for _, kind in one.groups] for one in windows), 0, most), _rows(pairs, 3), _table(truth, len(pairs), labels), _table(marked, len(pairs), labels),
        torch.tensor(weights), _rows(((k, *row) for k, one in enumerate(windows) for row in one.parts), 3),
        torch.tensor([one.happened or [IGNORED] * len(CLASSES) for one in windows]), torch.tensor([bool(one.happened) for one in windows]),
    )  # fmt: skip


def _drawn(pairs: Sequence[Pair], draw: random.Random | None) -> list[tuple[Pair, float]]:
    """Pairs and how many each stands for: those that hold, a part of those that do not, and a part of those of which nothing is known."""
    true, rest, open_ = (
        [one for one in pairs if one[2]],
        [one for one in pairs if one[3] and not one[2]],
        [one for one in pairs if not one[3]],
    )
    if draw is None:
        return [(one, float(bool(one[3]))) for one in pairs]
    kept, beside = (draw.sample(rows, min(most, len(rows))) for rows, most in ((rest, _PAIRS), (open_, _BESIDE)))
    return [(one, 1.0) for one in true] + [(one, len(rest) / len(kept)) for one in kept] + [(one, 0.0) for one in beside]


def _rows(rows: Iterable[Sequence[int]], width: int) -> Tensor:
    return torch.tensor(list(rows), dtype=torch.long).reshape(-1, width)


def _table(at: Sequence[tuple[int, int]], rows: int, width: int) -> Tensor:
    made = torch.zeros(rows, width, dtype=torch.bool)
    if at:
        made[tuple(torch.tensor(at).T)] = True
    return made
