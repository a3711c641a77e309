"""How time expressions are put together: since, until, from A to B, for ten years, early in, the week before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.annotate.times import points as named
from kg.annotate.times import steps as counted
from kg.annotate.times import years as yearly
from kg.annotate.times.words import (
    ANY_MONTH,
    BOUNDS,
    CENTURIES,
    DAY_WORDS,
    DECADES,
    NUMBERS,
    PARTS,
    PRESENT,
    SEASONS,
    SHORT_WEEKDAYS,
    STEPS,
    TAILS,
    TO,
    UNITS,
    VAGUE,
    WEEKDAYS,
    Hit,
    Line,
    Point,
)

Rule = Callable[[Line, int, bool], Hit | None]


def read(line: Line, i: int, *, continued: bool) -> Hit | None:
    """The expression that begins at a token, or None; ``continued`` says that one ended just before a comma or an "and"."""
    frame = _FRAMES.get(line.lower[i])
    hit = frame(line, i, False) if frame else None
    return hit or _ranged(line, i, _point(line, i, continued))


def _point(line: Line, i: int, sure: bool) -> Hit | None:
    """Reads one point; ``sure`` says that the words before it promise a time, so a bare year or month is one."""
    word = line.at(i)
    rules = _DIGIT_RULES if word[:1].isdigit() else (_POINTS.get(word, named.glued),)
    hit = next(filter(None, (rule(line, i, sure) for rule in rules)), None)
    return counted.of_year(line, hit) if hit else None


# -- frames: between, from, since, for ----------------------------------------------------------------------------------


def _between(line: Line, i: int, sure: bool) -> Hit | None:
    first = _point(line, i + 1, True)
    if first and first.last:
        return first
    last = _point(line, first.end + 1, True) if first and line.at(first.end) == "and" else None
    return _pair(first, last) if first and last else None


def _from(line: Line, i: int, sure: bool) -> Hit | None:
    """From A to B; "from A on" and "from" a year or month alone are open."""
    first = _point(line, i + 1, True)
    if first is None or first.last:
        return first
    hit = _ranged(line, i + 1, first)
    if hit and (hit.last or hit.bound):
        return hit
    if line.at(first.end) in ("on", "onward", "onwards"):
        return first._replace(end=first.end + 1, bound="since")
    dated = first.first.kind == "date" and first.first.day is None and line.at(first.end) != "'s"
    return first._replace(bound="since") if dated and first.first.step is None else first._replace(start=i + 1)


def _bounded(line: Line, i: int, sure: bool) -> Hit | None:
    """Since, until, by, before and after a time; the bound is dropped where the time only modifies ("before Tuesday's vote")."""
    if line.at(i + 1) == "then" and line.lower[i] in ("since", "until", "till", "by"):
        return Hit(Point("then", told=True), i + 2, bound=BOUNDS[line.lower[i]])
    hit = _point(line, i + 1, True) or (_lasting(line, i, sure) if line.lower[i] == "after" else None)
    if hit is None or hit.first.kind == "duration":
        return hit
    if line.at(hit.end) == "'s" or hit.last or hit.first.kind == "offset" and line.lower[i] in ("by", "after", "before"):
        return hit._replace(start=i + 1)
    whole = line.lower[i] == "before" and hit.first.part == "late"
    return hit._replace(bound="until" if whole else BOUNDS[line.lower[i]])


def _prior(line: Line, i: int, sure: bool) -> Hit | None:
    hit = _point(line, i + 2, True) if line.at(i + 1) == "to" else None
    return hit._replace(bound="before") if hit else None


def _lasting(line: Line, i: int, sure: bool) -> Hit | None:
    """For two decades, in 30 minutes, for years: a length and not a date."""
    number = counted.count(line, i + 1)
    if number is None and line.at(i + 1) in UNITS and line.at(i + 1).endswith("s"):
        number = (None, i + 1)
    unit = UNITS.get(line.at(number[1])) if number else None
    if number is None or unit is None or line.at(number[1] + 1) in TAILS or unit == "second" and number[0] == 1:
        return None
    return Hit(Point("duration", count=number[0], unit=unit), number[1] + 1)


def _ranged(line: Line, i: int, first: Hit | None) -> Hit | None:
    """Joins what follows a dash or "to" where both ends are of one kind: 1990-1994, May to July, 17 June 1938 - 2 March 2001."""
    if first is None or first.last or first.first.kind not in ("date", "weekday") or line.at(first.end) not in TO:
        return first
    at = first.end + 1
    present = at + (line.at(at) == "the")
    if line.at(present) in PRESENT and first.first.year:
        return first._replace(end=present + 1, bound="since")
    last = _point(line, at, True)
    if last is None or last.last or last.first.kind != first.first.kind or _grain(last.first) != _grain(first.first):
        return first
    return _pair(first, last)


def _pair(first: Hit, last: Hit) -> Hit:
    return Hit(first.first, last.end, last.first)


def _grain(point: Point) -> str:
    return "day" if point.day else "month" if point.month or point.season else "year"


def _the(line: Line, i: int, sure: bool) -> Hit | None:
    word, after = line.at(i + 1), line.at(i + 2)
    if word in UNITS and after in ("before", "after"):
        return counted.day_before(line, i + 1)
    if word in STEPS and word != "this" and word != "that":
        return counted.stepped(line, i + 1, True)
    if word in PARTS or word in DECADES or word in CENTURIES or word == "'":
        return _point(line, i + 1, True)
    if word == "weekend":
        return Hit(Point("step", unit="weekend"), i + 2)
    if word == "year" and yearly.is_year(after):
        return Hit(Point("date", year=int(after)), i + 3)
    if word[:1].isdigit() and not yearly.is_year(word):
        hit = named.day_first(line, i + 1, True) or yearly.decade(line, i + 1, True) or yearly.century(line, i + 1, True)
        return hit or named.day_alone(line, i + 1)
    return yearly.season(line, i + 1, sure or line.at(i - 1) == "in") if word in SEASONS else None


# -- parts: early 1990s, the end of last year ------------------------------------------------------------------------------


def _part(line: Line, i: int, sure: bool) -> Hit | None:
    """Early, mid and late in a year, month or decade; a day has no such parts here."""
    at, part = i + 1, PARTS[line.lower[i]] or line.at(i - 1)
    if line.lower[i] not in ("early", "mid", "late"):
        if line.at(at) != "of" or part not in ("early", "mid", "late", "first", "second"):
            return None
        at += 1
    at += (line.at(at) == "-") + (line.at(at) == "in")
    hit = _point(line, at, True)
    if hit is None or hit.last or hit.first.day or hit.first.part or not _divisible(hit.first):
        return None
    return hit._replace(first=replace(hit.first, part=part))


def _divisible(point: Point) -> bool:
    return point.kind == "date" and not point.season or point.kind == "step" and point.unit in ("month", "year", "decade", "century")


_DIGIT_RULES: tuple[Rule, ...] = (
    named.iso,
    named.day_first,
    named.numeric,
    yearly.years,
    yearly.decade,
    yearly.century,
    yearly.year,
    counted.counted,
)
_POINTS: Mapping[str, Rule] = {
    **dict.fromkeys((*VAGUE, "couple"), counted.counted),
    **dict.fromkeys(NUMBERS, counted.counted),
    **dict.fromkeys((word for word in UNITS if word.endswith("s")), counted.vague),
    **dict.fromkeys(CENTURIES, yearly.century),
    **dict.fromkeys(DECADES, yearly.decade_word),
    **dict.fromkeys(ANY_MONTH, named.month_first),
    **dict.fromkeys((*WEEKDAYS, *SHORT_WEEKDAYS), named.weekday),
    **dict.fromkeys(SEASONS, yearly.season),
    **dict.fromkeys(STEPS, counted.stepped),
    **dict.fromkeys(DAY_WORDS, counted.day_word),
    **dict.fromkeys(PARTS, _part),
    **dict.fromkeys(("circa", "c.", "ca."), yearly.about),
    "'": yearly.decade,
    "\u2019": yearly.decade,
    "the": _the,
}
_FRAMES: Mapping[str, Rule] = {
    **dict.fromkeys(BOUNDS, _bounded),
    **dict.fromkeys(("for", "over", "during", "within", "in", "throughout"), _lasting),
    "between": _between,
    "from": _from,
    "prior": _prior,
}
OPENERS = frozenset((*_POINTS, *_FRAMES))
