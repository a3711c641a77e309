"""The table of places beside the name lists: how its file is found and what a line of it says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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


class Known(NamedTuple):
    """What the table says of a name: the largest place that is so called, and the ISO codes of the countries with a place of that name."""

    type: str
    inhabitants: int
    countries: frozenset[str]


@lru_cache(maxsize=2)
def known(folder: Path, fingerprint: str) -> dict[str, Known]:
    """Every name in the tables of an ontology's folder; ``fingerprint`` is the ontology's, so that another one is read anew."""
    found: dict[str, Known] = {}
    for one in map(row, lines(folder)):
        size, type = int(one.inhabitants), one.type
        countries = frozenset({one.code.partition("-")[0]} - {""})
        if before := found.get(one.label):
            size, type = max((before.inhabitants, before.type), (size, type))
            countries |= before.countries
        found[one.label] = Known(type, size, countries)
    return found


def lines(folder: Path) -> Iterator[str]:
    """The lines of every table in an ontology's folder, one a place, to be taken apart when they are wanted."""
    for path in sorted(folder.rglob(_FILE)):
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file if not line.startswith("#"))


def row(line: str) -> Row:
    """What a line says."""
    return Row(*line.split("\t"))
