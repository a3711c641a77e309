"""Samples: annotated texts as the reader learns from them, and the file that keeps them."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError

Row = dict[str, Any]
_HELD = 10  # one text in ten is held back, to choose thresholds by


@dataclass
class Zone:
    """A stretch of text in which all relations of some labels are marked: (head mention group, label, tail mention group).

    Where ``only`` is given, nothing is marked but between those groups.
    """

    start: int
    end: int
    labels: list[str]
    relations: list[tuple[int, str, int]]
    only: list[tuple[int, int]] | None = None


@dataclass
class Sample:
    """One text: mentions as (start, end, kind, group), names to be tagged as (start, end, class, whether the span is exact).

    Characters of ``open`` spans teach the tagger nothing; ``tagged`` says whether names outside of them are all marked. ``reported``
    says whether it is marked what happened: ``parts`` are (start, end, role) of what took part, ``happened`` holds the class of each
    happening with the spans of what took part in it.
    """

    id: str
    source: str
    text: str
    held: bool
    mentions: list[tuple[int, int, str, int]] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    names: list[tuple[int, int, str, bool]] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    tagged: bool = False
    reported: bool = False
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    happened: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def write(samples: Iterable[Sample], path: Path) -> None:
    """One sample a line."""
    with path.open("w", encoding="utf-8") as out:
        for sample in samples:
            out.write(json.dumps(asdict(sample), ensure_ascii=False) + "\n")


def load(path: Path) -> list[Sample]:
    """The samples of a file that ``write`` made."""
    made = []
    for row in rows_of(path):
        row["zones"] = [Zone(**zone) for zone in row["zones"]]
        made.append(Sample(**row))
    return made


def counts(samples: Iterable[Sample]) -> Counter[tuple[str, str]]:
    """(source, label) -> how many relations or names carry the label."""
    found: Counter[tuple[str, str]] = Counter()
    for sample in samples:
        found.update((sample.source, label) for zone in sample.zones for _, label, _ in zone.relations)
        found.update((sample.source, f"name: {kind}") for _, _, kind, _ in sample.names)
        found.update((sample.source, f"role: {role}") for _, _, role in sample.parts)
        found.update((sample.source, f"happening: {name}") for name in sample.happened)
    return found


def labels_of(samples: Iterable[Sample]) -> list[str]:
    """The relations that the samples hold, in order."""
    return sorted({label for sample in samples for zone in sample.zones for _, label, _ in zone.relations})


def rows_of(path: Path) -> list[Row]:
    """The JSON objects of a file, one a line; raises KgError where a line is none."""
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except json.JSONDecodeError as error:
        raise KgError(f"{path}: {error}; one JSON object a line is expected") from None


def held(id: str) -> bool:
    """Whether a text is held back."""
    return zlib.crc32(id.encode()) % _HELD == 0


def part_of(id: str, parts: int) -> int:
    """In which of so many parts a text lies, in all sets that hold it."""
    return zlib.crc32(f"part {id}".encode()) % parts
