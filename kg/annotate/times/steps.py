"""Times counted from another: two days ago, last August, the following week, yesterday."""

from __future__ import annotations

from dataclasses import replace

from kg.annotate.times.words import (
    ANY_MONTH,
    DAY,
    DAY_PARTS,
    DAY_WORDS,
    NUMBERS,
    SEASONS,
    STEPS,
    TAILS,
    TENS,
    TOLD_STEPS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    Hit,
    Line,
    Point,
)


def count(line: Line, i: int) -> tuple[int | None, int] | None:
    """A number in words or digits, None for "a few", and the token after it."""
    word = line.at(i)
    if word in ("a", "the") and line.at(i + 1) in ("few", "couple", "dozen"):
        i, word = i + 1, line.at(i + 1)
    if word in VAGUE:
        return None, i + 1
    if word == "couple":
        return 2, i + 1 + (line.at(i + 1) == "of")
    if word in TENS and line.at(i + 1) == "-" and line.at(i + 2) in NUMBERS:
        return TENS[word] + NUMBERS[line.at(i + 2)], i + 3
    number = NUMBERS.get(word) or (int(word) if word.isdecimal() and len(word) < 5 else None)
    return None if number is None else (number, i + 1)


def counted(line: Line, i: int, sure: bool) -> Hit | None:
    """Two days ago, a year later; "half a century ago" is left vague."""
    number = count(line, i)
    if number and line.at(i - 1) == "half":
        number = (None, number[1])
    return _offset(line, number[1], number[0]) if number else None


def vague(line: Line, i: int, sure: bool) -> Hit | None:
    """Years later, minutes earlier."""
    return _offset(line, i, None) if line.lower[i].endswith("s") else None


def _offset(line: Line, i: int, count: int | None) -> Hit | None:
    """A unit at the token and, after it, the word that says from where to count."""
    unit, tail = UNITS.get(line.at(i)), line.at(i + 1)
    if unit and (tail, line.at(i + 2)) == ("from", "now"):
        return Hit(Point("offset", count=count, unit=unit, step=1), i + 3)
    if unit is None or tail not in TAILS or tail in ("before", "after") and not _closes(line, i + 2):
        return None
    step, told = TAILS[tail]
    return Hit(Point("offset", count=count, unit=unit, step=step, told=told), i + 2)


def _closes(line: Line, i: int) -> bool:
    """Whether nothing that "before" or "after" could govern follows."""
    return not line.at(i) or not line.at(i)[0].isalnum() or line.at(i) in ("and", "but", "when", "in", "at", "had", "was", "were")


def day_before(line: Line, i: int) -> Hit | None:
    """The day before; the day after tomorrow; the year before last."""
    step, third = (-1 if line.at(i + 1) == "before" else 1), line.at(i + 2)
    unit = UNITS[line.at(i)]
    if third in ("yesterday", "tomorrow") and unit == "day":
        return Hit(Point("step", unit="day", step=2 * step), i + 3)
    if third in ("last", "next") and not line.at(i + 3).isalpha():
        return Hit(Point("step", unit=unit, step=2 * step), i + 3)
    return Hit(Point("step", unit=unit, step=step, told=True), i + 2) if _closes(line, i + 2) else None


def stepped(line: Line, i: int, sure: bool) -> Hit | None:
    """Last August, next week, the following day, the past 24 hours; an article before makes "next" count from the time told."""
    word, sure = line.lower[i], sure or line.at(i - 1) == "the"
    at = i + 1 + (line.at(i + 1) in ("past", "coming", "last"))
    step, target = STEPS[line.at(at - 1)], line.at(at)
    told = word in TOLD_STEPS or sure and word == "next" and target in UNITS.keys() | DAY_PARTS and not target.endswith("s")
    if target in WEEKDAYS:
        return with_day_part(line, Hit(Point("weekday", weekday=WEEKDAYS[target], step=step, told=told), at + 1))
    if target in ANY_MONTH and line.capital(at):
        return _stepped_month(line, at, step, told)
    if target in SEASONS:
        return Hit(Point("date", season=target, step=step, told=told), at + 1)
    if target in DAY_PARTS:
        return Hit(Point("step", unit="night" if target == "night" else "day", step=_of_day(step, target, told), told=told), at + 1)
    return _stepped_unit(line, at, Point("step", step=step, told=told), sure)


def _stepped_month(line: Line, i: int, step: int, told: bool) -> Hit | None:
    day = DAY.match(line.at(i + 1))
    if day:
        return Hit(Point("date", month=ANY_MONTH[line.at(i)], day=int(day[1]), step=step, told=told), i + 2)
    return Hit(Point("date", month=ANY_MONTH[line.at(i)], step=step, told=told), i + 1)


def _stepped_unit(line: Line, i: int, point: Point, sure: bool) -> Hit | None:
    target, word = line.at(i), line.at(i - 1)
    if line.at(i + 1) == "of" and word in ("last", "next") and sure:
        return None  # the last week of the war
    if target in UNITS and not target.endswith("s"):
        if UNITS[target] in ("second", "minute", "hour") or target == "day" and not point.told and word != "past":
            return None
        if word == "past":
            return Hit(replace(point, kind="span", count=1, unit=UNITS[target]), i + 1)
        return None if word == "that" and line.at(i - 2) in UNITS else Hit(replace(point, unit=UNITS[target]), i + 1)
    counted = count(line, i) if word not in ("this", "that", "same") else None
    counted = (None, i) if counted is None and word in ("past", "last") and target in UNITS else counted
    unit = UNITS.get(line.at(counted[1])) if counted else None
    if counted is None or unit is None or line.at(counted[1] + 1) == "of":
        return None
    return Hit(Point("span", count=counted[0], unit=unit, step=point.step, told=point.told), counted[1] + 1)


def of_year(line: Line, hit: Hit) -> Hit:
    """A day, month or season and the year that is told before it or counted from the text's: "May of that year", "June last year"."""
    at = hit.end + (line.at(hit.end) in ("of", ","))
    the = line.at(at) == "the"
    word, point = line.at(at + the), hit.first
    lacks = point.kind == "date" and point.year is None and point.step is None and (point.month or point.season)
    if not lacks or word not in STEPS or word in ("past", "coming") or line.at(at + the + 1) != "year":
        return hit
    told = the or word in TOLD_STEPS
    first, *more = (replace(one, step=STEPS[word], told=told, unit="year") for one in (point, hit.last) if one)
    return hit._replace(first=first, last=more[0] if more else None, end=at + the + 2)


def _of_day(step: int, part: str, told: bool) -> int:
    """Last night was the night before; the next morning is the next day's."""
    return step if told or part == "night" or step >= 0 else -1


def day_word(line: Line, i: int, sure: bool) -> Hit | None:
    """A word that is a day by itself: "yesterday", "tomorrow"."""
    return with_day_part(line, Hit(Point("step", unit="day", step=DAY_WORDS[line.lower[i]]), i + 1))


def with_day_part(line: Line, hit: Hit) -> Hit:
    """Takes in the "night" of "Saturday night"."""
    return hit._replace(end=hit.end + 1) if line.at(hit.end) in DAY_PARTS else hit
