"""What the reader says that each word of a text has to do with the happenings that are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

_CERTAIN = 1 - 1e-6  # nothing is surer


@dataclass(frozen=True, slots=True)
class Reported:
    """How likely each word of a text has a part in a happening that is reported, (words, labels); nought where nothing was read.

    A label is a role with the family of what stands there ("agent Person"), or the class of a happening of which the word speaks.
    """

    labels: tuple[str, ...]
    scores: Floats

    @classmethod
    def nothing(cls, n: int) -> Reported:
        """What is known of so many words where there is no reader."""
        return cls((), np.zeros((n, 0), dtype=np.float32))

    def happened(self, label: str) -> float:
        """How likely the text as a whole reports a happening of a class."""
        likely = np.minimum(self.scores[:, self.labels.index(label)], _CERTAIN)
        odds = float((likely / (1 - likely)).sum())
        return odds / (1 + odds)
