"""What one comparison says."""

from __future__ import annotations

from typing import NamedTuple


class Feature(NamedTuple):
    """A score, and the reason in words; of names 1 is one and the same thing, 0 two different ones."""

    score: float
    reason: str
