"""The collection of pairs of names, as values."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Pair(NamedTuple):
    """Two names of one kind of thing, and whether a reader who sees nothing else would hold them for one."""

    kind: str
    tradition: str
    same: bool
    left: str
    right: str


def pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    lines = (Path(__file__).parent / "name_pairs.txt").read_text(encoding="utf-8").splitlines()
    rows = ([part.strip() for part in line.split("|")] for line in lines if not line.startswith("#"))
    return [Pair(kind, tradition, verdict == "same", left, right) for kind, tradition, verdict, left, right in rows]
