"""Where places lie: a table of countries, regions and cities beside the name lists, and which of several homonyms a text means.

A place is looked for under its own names. Where the text says in which country or region it lies, only those there count; else a place
counts by its inhabitants and by how often the document speaks of its country, and elsewhere only what is known everywhere counts.
What cannot be told apart stays unknown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from kg import atlas
from kg.ontology import Individual, Ontology
from kg.resolve.individuals import Index, by_name
from kg.resolve.names import key
from kg.resolve.weights import CLEARLY_LARGER, FAR_PLACE, HARDLY_APART, KNOWN_EVERYWHERE, LEAST_INHABITANTS, OTHER_NAME_OF_PLACE

_GEONAMES = "https://sws.geonames.org/"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the table or of a name list; ``code`` is its ISO 3166 code, ``position`` (latitude, longitude) in degrees of WGS 84."""

    id: str
    type: str
    code: str
    name: str
    position: tuple[float, float]
    inhabitants: int = 0
    land: bool = False

    @property
    def country(self) -> str:
        """The code of its country, empty where that is not known."""
        return self.code.partition("-")[0]

    @property
    def area(self) -> bool:
        """Whether other places lie in it: a country, or a part of one that has a code of its own."""
        return "-" in self.code or self.land

    @property
    def link(self) -> str | None:
        """The IRI of its GeoNames entry."""
        return f"{_GEONAMES}{self.id.removeprefix('geonames:')}/" if self.id.startswith("geonames:") else None


class Gazetteer:
    """The places that can be looked up: those of the name lists, and those of the table where the ontology's folder has one."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._lists: Index = by_name(ontology)
        self._table = _table(ontology.folder, ontology.fingerprint)
        self._lands = ontology.having("land")

    # -- looking up ----------------------------------------------------------------------------------------------------

    def spots(self, names: Iterable[str]) -> list[Spot]:
        """The places that go by one of the names, each once."""
        found: dict[str, Spot] = {}
        for name in dict.fromkeys(map(key, names)):
            for entry in self._lists.get(name, ()):
                if spot := self._listed(entry):
                    found.setdefault(spot.id, spot)
            for line in self._table.named.get(name, ()):
                spot = _spot(line, self._lands)
                found.setdefault(spot.id, spot)
        return list(found.values())

    def _listed(self, entry: Individual) -> Spot | None:
        """An entry of a name list, as the table has it where it says that they are the same."""
        for link in entry.links:
            line = self._table.lines.get(f"geonames:{link.removeprefix(_GEONAMES).rstrip('/')}") if link.startswith(_GEONAMES) else None
            if line:
                return _spot(line, self._lands)
        return Spot(entry.iri, entry.type, "", entry.name, entry.position, land=entry.type in self._lands) if entry.position else None

    def code(self, entry: Individual) -> str:
        """The ISO code of a country of the name lists, empty where it has none."""
        spot = self._listed(entry)
        return spot.code if spot else ""

    # -- choosing ------------------------------------------------------------------------------------------------------

    def choose(
        self, type: str, names: Collection[str], inside: Collection[str] = (), around: Mapping[str, int] | None = None
    ) -> Spot | None:
        """The one place of a class that the names mean, or None.

        ``inside`` are ISO codes of countries and regions in which the texts put it; ``around`` says how often the document speaks
        of a country. Without either only what is known everywhere is found.
        """
        labels = set(map(key, names))
        weighed: list[tuple[float, Spot]] = []
        for one in self._fitting(type, names):
            weight = self._weight(one, inside, around or {})
            own = key(one.name) in labels or self._is_listed(one, labels)
            weighed.append((weight * (1.0 if own else OTHER_NAME_OF_PLACE), one))
        ordered = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].id))
        if not ordered:
            return None
        best, spot = ordered[0]
        rivals = [weight for weight, one in ordered[1:] if not _one_spot(one, spot)]
        return spot if not rivals or best >= CLEARLY_LARGER * rivals[0] else None

    def _fitting(self, type: str, names: Iterable[str]) -> list[Spot]:
        fitting = [one for one in self.spots(names) if self.ontology.is_a(one.type, type) or self.ontology.is_a(type, one.type)]
        return [one for one in fitting if one.type == type] or fitting

    def _weight(self, one: Spot, inside: Collection[str], around: Mapping[str, int]) -> float:
        size = math.sqrt(max(one.inhabitants, LEAST_INHABITANTS))
        if inside:
            lands = {code.partition("-")[0] for code in inside}  # the table does not say in which region a city lies
            return size if one.code in inside or one.country in lands and not one.area or one.country in inside else 0.0
        if one.country in around:
            return size * around[one.country] ** 2
        known = one.land or not one.code or one.inhabitants >= KNOWN_EVERYWHERE or one.id in self._known
        return size * FAR_PLACE if known else 0.0

    @cached_property
    def _known(self) -> set[str]:
        """The ids of the places that a name list has, too."""
        entries = (entry for several in self._lists.values() for entry in several)
        return {spot.id for entry in entries if (spot := self._listed(entry))}

    def _is_listed(self, one: Spot, names: Iterable[str]) -> bool:
        entries = (entry for name in names for entry in self._lists.get(name, ()))
        return any((spot := self._listed(entry)) is not None and spot.id == one.id for entry in entries)


class _Table(NamedTuple):
    """Lines of the table, which are taken apart when they are wanted: by id, and by the key of each name."""

    lines: dict[str, str]
    named: dict[str, list[str]]


@lru_cache(maxsize=2)
def _table(folder: Path, fingerprint: str) -> _Table:
    """The table of a folder; the fingerprint is that of its content."""
    table = _Table({}, defaultdict(list))
    for line in atlas.lines(folder):
        table.lines[line[: line.index("\t")]] = line
        for name in line[line.rindex("\t") + 1 :].split(";"):
            table.named[name].append(line)
    return table


@lru_cache(maxsize=1 << 14)
def _spot(line: str, lands: frozenset[str]) -> Spot:
    row = atlas.row(line)
    position = float(row.latitude), float(row.longitude)
    return Spot(row.id, row.type, row.code, row.label, position, int(row.inhabitants), row.type in lands)


def _one_spot(one: Spot, other: Spot) -> bool:
    """Whether two entries are one place for a map: a region and its chief town, or two entries of a country hardly apart."""
    apart = max(abs(mine - yours) for mine, yours in zip(one.position, other.position, strict=True))
    return bool(one.country) and one.country == other.country and (one.type != other.type or apart < HARDLY_APART)
