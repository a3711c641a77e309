"""Years and what is longer: decades, centuries, seasons; and when a bare number is a year."""

from __future__ import annotations

import re

from kg.annotate.times.words import CENTURIES, DECADES, DETERMINERS, FUNCTION, HOURS, YEAR_STRONG, YEAR_WEAK, Hit, Line, Point

_YEARS = re.compile(r"([12]\d{3})(?:[–—/-]|--)(\d{4}|\d{2})$")
_DECADE = re.compile(r"(?:(early|mid|late)[-–])?([12]\d)?(\d0)[’']?s\.?$")
_CENTURY = re.compile(r"(?:(early|mid|late)[-–])?(\d{1,2})(?:st|nd|rd|th)$")


def is_year(word: str) -> bool:
    """Whether a word is a number that can be a year, 1000 to 2100."""
    return len(word) == 4 and word.isdecimal() and 1000 <= int(word) <= 2100


def _modern(word: str) -> bool:
    """Whether a number is far more often a year than an amount."""
    number = int(word)
    return 1900 < number < 2040 and number % 100 != 0 or 1600 < number < 1900 and number % 10 != 0


def dates_day(line: Line, i: int) -> bool:
    """Whether a year stands behind a day or a month."""
    return is_year(line.at(i)) and line.at(i + 1) not in HOURS and (int(line.at(i)) % 100 != 0 or not amounts(line, i))


def amounts(line: Line, i: int) -> bool:
    """Whether the number counts what follows it, or is an hour: "2000 villages", "1900 GMT"."""
    after = line.at(i + 1)
    if after in HOURS or line.at(i + 3) in HOURS or after in ("%", "$", "percent"):
        return True
    return after.isalpha() and not line.capital(i + 1) and after not in FUNCTION


def year(line: Line, i: int, sure: bool) -> Hit | None:
    """A bare year where the words before it promise one: in 1997, (1997), the 1992 elections."""
    word = line.at(i)
    if not is_year(word) or line.at(i - 1) in ("$", "£", "€", "no.", "no"):
        return None
    before = line.at(i - 1) if line.at(i - 1) != "." else line.at(i - 2) + "."
    modern = _modern(word)
    if before in DETERMINERS:
        good = modern and line.at(i + 1).isalpha()
    elif before in YEAR_STRONG or sure and before not in YEAR_WEAK:
        good = modern or before in ("since", "until", "till") and line.at(i + 1) not in HOURS or not amounts(line, i)
    else:
        good = (sure or before in YEAR_WEAK) and not amounts(line, i) or modern and line.at(i + 1) == "'s"
    return Hit(Point("date", int(word)), i + 1) if good else None


def years(line: Line, i: int, sure: bool) -> Hit | None:
    """1975-1992, 2010-14, 2010/11, in one word or in three."""
    whole = _YEARS.match(line.at(i))
    if whole:
        return _span_of_years(whole[1], whole[2], i + 1)
    if not is_year(line.at(i)) or line.at(i + 1) not in ("-", "–", "--", "/"):
        return None
    if line.at(i + 2) == "present":
        return Hit(Point("date", int(line.at(i))), i + 3, bound="since")
    if line.at(i + 2).isdecimal() and line.at(i + 3) != "-":
        return _span_of_years(line.at(i), line.at(i + 2), i + 3)
    return None


def _span_of_years(first: str, last: str, end: int) -> Hit | None:
    whole = first[:2] + last if len(last) == 2 else last
    if is_year(whole) and int(whole) > int(first):
        return Hit(Point("date", int(first)), end, Point("date", int(whole)))
    if len(last) == 2 and 1 <= int(last) <= 12:
        return Hit(Point("date", int(first), int(last)), end)
    return None


def decade(line: Line, i: int, sure: bool) -> Hit | None:
    """The 1990s, 1980's, mid-1990s, the '90s."""
    at = i + (line.at(i) in ("'", "’"))
    word, end = line.at(at), at + 1
    if (
        len(word) == 4
        and is_year(word)
        and word[-1] == "0"
        and line.at(end) in ("'s", "’s")
        and (sure or line.at(i - 1) in ("the", "early", "late", "mid", "-"))
    ):
        word, end = word + "s", end + 1
    found = _DECADE.match(word)
    if found is None or not found[2] and at == i and not sure:
        return None
    start = int((found[2] or "19") + found[3])
    hundred = found[3] == "00" and start < 2000
    return Hit(Point("date", start, years=100 if hundred else 10, part=found[1]), end)


def decade_word(line: Line, i: int, sure: bool) -> Hit | None:
    """The nineties; not a person's."""
    good = line.at(i - 1) in ("the", "early", "mid", "late", "-") or sure
    return Hit(Point("date", DECADES[line.lower[i]], years=10), i + 1) if good and line.at(i - 1) not in ("his", "her", "their") else None


def century(line: Line, i: int, sure: bool) -> Hit | None:
    """The 19th century, the nineteenth century; not one before Christ."""
    found = _CENTURY.match(line.at(i))
    number = int(found[2]) if found else CENTURIES.get(line.at(i), 0)
    at = i + 1 + (line.at(i + 1) == "-")
    if not 10 < number < 22 or line.at(at) != "century" or line.at(at + 1) in ("bc", "b.c.", "bce"):
        return None
    return Hit(Point("date", 100 * number - 99, years=100, part=found[1] if found else None), at + 1)


def season(line: Line, i: int, sure: bool) -> Hit | None:
    """Summer 2010, the winter of 2003; a season without a year counts only where a time is expected."""
    at = i + 1 + (line.at(i + 1) in ("of", ","))
    name = line.lower[i]
    if is_year(line.at(at)) and not amounts(line, at):
        return Hit(Point("date", int(line.at(at)), season=name), at + 1)
    alone = not line.at(i + 1).isalpha() or line.at(at) in ("that", "the") and line.at(at + 1 + (line.at(at) == "the")) == "year"
    return Hit(Point("date", season=name), i + 1) if (sure or line.at(i - 1) == "in") and alone else None


def about(line: Line, i: int, sure: bool) -> Hit | None:
    """Circa 1818."""
    hit = year(line, i + 1, True)
    return hit._replace(first=Point("date", hit.first.year, about=True)) if hit else None
