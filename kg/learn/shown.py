"""What a reader is shown in each pass: the samples as batches, told of other people each time, and those that are held back."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.reader import Ends
from kg.learn import examples, swap
from kg.learn.batch import Batch, batches
from kg.learn.samples import Sample, part_of
from kg.learn.teach import PARTS, Telling

_SWAPPED = 0.33  # of the texts are told of other people in each telling
# Of some sets only a part is shown in each telling, of others each text more than once.
_SHARES = {"knowledgenet": 0.5, "madeup": 0.5, "re3d": 3.0}


@dataclass
class Shown:
    """The samples as a reader takes them, on one device."""

    samples: Sequence[Sample]
    labels: Sequence[str]
    ends: Ends
    vocabulary: Vocabulary
    budget: int  # pieces to a batch
    device: str

    def telling(self, number: int) -> Telling:
        """All that is not held back, in parts; in a third of the texts the people have other names each time."""
        draw, words = random.Random(number), swap.pool(self.samples)
        rows = [
            swap.swapped(one, words, draw) if draw.random() < _SWAPPED else one
            for one in self.samples
            if not one.held
            for _ in range(int(_SHARES.get(one.source, 1.0) + draw.random()))
        ]
        windows = self._cut(rows, every=True)
        return [self._batches([one for one in windows if part_of(one.id, PARTS) == k], draw, every=False) for k in range(PARTS)]

    def held(self) -> dict[str, list[Batch]]:
        """What is held back, by set."""
        found: dict[str, list[examples.Window]] = {}
        for one in self._cut([one for one in self.samples if one.held], every=False):
            found.setdefault(one.source, []).append(one)
        return {source: self._batches(rows, random.Random(0), every=True) for source, rows in found.items()}

    def _cut(self, samples: Iterable[Sample], *, every: bool) -> list[examples.Window]:
        return list(examples.cut_up(samples, self.labels, self.ends, self.vocabulary, every=every))

    def _batches(self, windows: Iterable[examples.Window], draw: random.Random, *, every: bool) -> list[Batch]:
        return [one.to(self.device) for one in batches(windows, len(self.labels), self.budget, draw, every=every)]
