"""The table of places beside the name lists: how its file is found and what a line of it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FILE = "gazetteer.tsv"


class Row(NamedTuple):
    """One place as the table has it; ``names`` are the keys of all its names, ``label`` is how it is written."""

    id: str
    type: str
    code: str
    latitude: str
    longitude: str
    inhabitants: str
    label: str
    names: str


def lines(folder: Path) -> Iterator[str]:
    """The lines of every table in an ontology's folder, one a place, to be taken apart when they are wanted."""
    for path in sorted(folder.rglob(_FILE)):
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file if not line.startswith("#"))


def row(line: str) -> Row:
    """What a line says."""
    return Row(*line.split("\t"))
