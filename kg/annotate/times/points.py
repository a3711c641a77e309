"""Times named outright: days, months, years, decades, centuries, seasons and weekdays."""

from __future__ import annotations

import calendar
import re

from kg.annotate.times.steps import with_day_part
from kg.annotate.times.words import (
    ANY_MONTH,
    DAY,
    DETERMINERS,
    FEASTS,
    FUNCTION,
    MONTH_CONTEXT,
    MONTHS,
    WEEKDAYS,
    Hit,
    Line,
    Point,
)
from kg.annotate.times.years import amounts, century, dates_day, decade, is_year

_DAYS = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[–—/-](0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$")
_JOINED = re.compile(r"([12]\d{3})[–—](\d{1,2})$")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)$")
_ISO = re.compile(r"([12]\d{3})-(\d\d)-(\d\d)(?:t.*)?$")
_GLUED = re.compile(r"(?:(ca?)\.|([a-z]{3,4}\.)|(early|mid|late)[-–])(\d{1,4})$")


def weekday(line: Line, i: int, sure: bool) -> Hit | None:
    """A weekday, alone or in front of the date that says which."""
    word = line.lower[i]
    comma = line.at(i + 1) in (",", "(")
    dated = day_first(line, i + 1 + comma, True) or month_first(line, i + 1 + comma, False, numbered=True)
    if dated:
        return dated._replace(end=dated.end + (line.at(i + 1) == "(" and line.at(dated.end) == ")"))
    if (
        word not in WEEKDAYS
        or line.at(i - 1) in ("a", "every", "each", "any", *FEASTS)
        or not line.capital(i)
        and line.at(i - 1) not in ("on", "since", "until", "by")
    ):
        return None
    return with_day_part(line, Hit(Point("weekday", weekday=WEEKDAYS[word]), i + 1))


def month_first(line: Line, i: int, sure: bool, *, numbered: bool = False) -> Hit | None:
    """March 4, 2020; Feb. 14-16; August 2022; August."""
    month = ANY_MONTH.get(line.at(i))
    if month is None or line.at(i) in ("may", "march", "mar") and not line.capital(i):
        return None
    at = i + 1 + (line.at(i + 1) == "." and line.at(i) not in MONTHS)
    days = _days(line, at)
    if days and not _is_amount(line, days[2]):
        year, end = _year_after(line, days[2], short=days[1] is None)
        return _dated(year, month, days[0], days[1], end)
    year_at = at + (line.at(at) in (",", "of"))
    if dates_day(line, year_at) and line.capital(i):
        return Hit(Point("date", int(line.at(year_at)), month), year_at + 1)
    return None if numbered or not _is_month(line, i, sure) else Hit(Point("date", month=month), at)


def _is_month(line: Line, i: int, sure: bool) -> bool:
    """Whether a month's name without a number is one, and neither a verb nor a person."""
    if not line.capital(i) or line.lower[i] not in MONTHS and not line.lower[i].endswith("."):
        return False
    before, after = line.at(i - 1), line.at(i + 1)
    if before in DETERMINERS:
        return after.isalpha() and not line.capital(i + 1) and after not in FUNCTION
    named = line.capital(i + 1) and after.isalpha() and after not in FUNCTION and before not in ("in", "since", "last", "next")
    return (sure or before in MONTH_CONTEXT) and not named


def day_first(line: Line, i: int, sure: bool) -> Hit | None:
    """4 March 2020; the 5th of May; 3-5 March; 11 Feb 90."""
    days = _days(line, i)
    if days is None:
        return None
    at = days[2] + (line.at(days[2]) in ("of", "-"))
    month = ANY_MONTH.get(line.at(at))
    if month is None or line.lower[at] == "may" and not line.capital(at) and not is_year(line.at(at + 1)):
        return None
    at += 1 + (line.at(at + 1) == "." and line.at(at) not in MONTHS)
    if line.at(i - 1) == "the" and line.capital(at) and line.at(at).isalpha():
        return None  # the 19 April Movement
    joined = _JOINED.match(line.at(at))
    if joined and line.at(at + 1) in ANY_MONTH:
        return _life(line, at, Point("date", int(joined[1]), month, days[0]), int(joined[2]))
    year, end = _year_after(line, at, short=True)
    return _dated(year, month, days[0], days[1], end)


def _life(line: Line, i: int, first: Point, day: int) -> Hit | None:
    """21 May 1920–21 March 2001, where a dash without spaces makes "1920–21" one word."""
    year, end = _year_after(line, i + 2, short=False)
    last = _dated(year, ANY_MONTH[line.at(i + 1)], day, None, end)
    return Hit(first, end, last.first) if last else None


def _days(line: Line, i: int) -> tuple[int, int | None, int] | None:
    """A day of the month or two of them ("3-5", "5 and 6"), and the token after."""
    both = _DAYS.match(line.at(i))
    if both:
        return int(both[1]), int(both[2]), i + 1
    first = DAY.match(line.at(i))
    if first is None:
        return None
    last = DAY.match(line.at(i + 2)) if line.at(i + 1) in ("-", "–", "to", "and", "or", "/") else None
    if last and int(last[1]) > int(first[1]) and (line.at(i - 1) in ANY_MONTH or line.at(i + 3) in ANY_MONTH):
        return int(first[1]), int(last[1]), i + 3
    return int(first[1]), None, i + 1


def _year_after(line: Line, i: int, *, short: bool) -> tuple[int | None, int]:
    """The year behind a day and a month, and the token after what was used."""
    at = i + (line.at(i) == ",")
    at += line.at(at) in ("'", "’")
    word = line.at(at)
    if dates_day(line, at):
        return int(word), at + 1
    if short and at != i + 1 and len(word) == 2 and word.isdecimal() and not amounts(line, at):
        return int(word) + (2000 if int(word) < 50 else 1900), at + 1
    if len(word) == 3 and word[0] in "'’" and word[1:].isdecimal():
        return int(word[1:]) + (2000 if int(word[1:]) < 50 else 1900), at + 1
    return None, i


def _dated(year: int | None, month: int, day: int, last: int | None, end: int) -> Hit | None:
    longest = calendar.monthrange(year or 2000, month)[1]
    if max(day, last or 0) > longest:
        return None
    return Hit(Point("date", year, month, day), end, Point("date", year, month, last) if last else None)


def day_alone(line: Line, i: int) -> Hit | None:
    """On the 11th."""
    word = line.at(i)
    if line.at(i - 2) != "on" or not word.endswith(("st", "nd", "rd", "th")) or line.at(i + 1).isalpha():
        return None
    day = DAY.match(word)
    return Hit(Point("date", day=int(day[1])), i + 1) if day else None


def _is_amount(line: Line, i: int) -> bool:
    """Whether the number before is the front of a greater one or a share: "March 5 percent"."""
    return line.at(i) in ("percent", "%", "per", "million", "billion", "thousand", "hundred")


def iso(line: Line, i: int, sure: bool) -> Hit | None:
    """2021-03-14, in one word or in five."""
    for size in (1, 5):
        found = _ISO.match("".join(line.lower[i : i + size]))
        if found and 1 <= int(found[2]) <= 12 and int(found[3]) >= 1:
            return _dated(int(found[1]), int(found[2]), int(found[3]), None, i + size)
    return None


def numeric(line: Line, i: int, sure: bool) -> Hit | None:
    """15/02/2022 and 15.02.2022; the day comes first unless that cannot be."""
    found = _NUMERIC.match(line.at(i))
    if found is None or len(found[4]) == 2 and found[2] != "/":
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    day, month = (month, day) if month > 12 else (day, month)
    full = year if year > 99 else year + (2000 if year < 50 else 1900)
    return _dated(full, month, day, None, i + 1) if 1 <= month <= 12 and day >= 1 else None


def glued(line: Line, i: int, sure: bool) -> Hit | None:
    """Words that lack a space: Feb.14, Aug.1990, c.1818, mid-1990s, 3–5."""
    word = line.at(i)
    found = _GLUED.match(word)
    if found is None:
        return decade(line, i, sure) or century(line, i, sure)
    if not found[2]:
        return Hit(Point("date", int(found[4]), part=found[3], about=bool(found[1])), i + 1) if is_year(found[4]) else None
    apart = Line(
        (*line.text[:i], word.split(".")[0].title() + ".", found[4], *line.text[i + 1 :]),
        (*line.lower[:i], found[2], found[4], *line.lower[i + 1 :]),
    )
    hit = month_first(apart, i, True, numbered=True)
    return hit._replace(end=hit.end - 1) if hit else None
