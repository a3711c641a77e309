"""What a time expression says, put on the calendar: ISO dates at the precision of the text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from kg.annotate.times.words import SEASONS, Expression, Point
from kg.facts import Interval

Ends = tuple[str | None, str | None]
_UNKNOWN: Ends = (None, None)
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}


def resolve(expression: Expression, *, anchor: date | None, told: Interval | None, ahead: bool = False) -> Interval:
    """Puts an expression on the calendar; both ends are None where that cannot be said.

    ``anchor`` is the day the text was written, ``told`` the time of what was just told ("two days later" counts from it).
    A weekday, month or day without its year is the latest one on or before the anchor (for a day or month: the nearest one);
    ``ahead`` says that the text speaks of what is to come, and turns that round.
    """
    first = _ends(expression.first, anchor, told, ahead)
    if expression.last:
        return _range(expression, anchor, told, ahead)
    if expression.bound == "since":
        return Interval(first[0], None, expression.text)
    if expression.bound == "after":
        return Interval(first[1], None, expression.text)
    if expression.bound == "until":
        return Interval(None, first[1], expression.text)
    if expression.bound == "before":
        return Interval(None, first[0], expression.text)
    return Interval(first[0], first[1], expression.text)


def anchor_of(published: str | None) -> date | None:
    """The day that an ISO date names, None for a month, a year or nothing."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", published or "")
    return _day(*map(int, found.groups())) if found else None


# -- points ----------------------------------------------------------------------------------------------------------------


def _ends(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    return _WAYS[point.kind](point, anchor, told, ahead)


def _range(expression: Expression, anchor: date | None, told: Interval | None, ahead: bool) -> Interval:
    """The two ends lend each other the year that one of them lacks."""
    first, last = expression.first, expression.last or expression.first
    if first.kind == last.kind == "date":
        if first.year is None and last.year:
            first = replace(first, year=last.year - (_order(first) > _order(last)))
        elif last.year is None and first.year is None:
            start = _ends(first, anchor, told, ahead)[0]
            first = replace(first, year=int(start[:4])) if start else first
        if last.year is None and first.year:
            last = replace(last, year=first.year + (_order(last) < _order(first)))
    start, end = _ends(first, anchor, told, ahead)[0], _ends(last, anchor, told, ahead)[1]
    if first.kind == "weekday" and start and end and start > end:
        start = _shift(start, "day", -7)
    good = start is None or end is None or start <= end or end.startswith(start)
    return Interval(start if good else None, end if good else None, expression.text)


def _order(point: Point) -> tuple[int, int]:
    return (point.month or (SEASONS[point.season][0] if point.season else 0), point.day or 0)


def _date(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    year = point.year or _year(point, anchor, told, ahead)
    if year is None:
        return _UNKNOWN
    if point.day:
        month = point.month or (anchor.month if anchor else 0)
        day = _day(year, month, point.day)
        if day and anchor and not point.month and day > anchor and not ahead:
            return _both(_shift(day.isoformat()[:7], "month", -1), f"-{point.day:02d}")
        return _both(day.isoformat() if day else None)
    if point.season:
        first, last = SEASONS[point.season]
        return _month_of(year, first), _month_of(year, last)
    if point.month:
        return _in_month(year, point.month, point.part)
    return _in_years(year, point)


def _month_of(year: int, month: int) -> str:
    """A month that may lie in the year after."""
    return f"{year + (month - 1) // 12:04d}-{(month - 1) % 12 + 1:02d}"


def _both(text: str | None, more: str = "") -> Ends:
    return (text + more, text + more) if text else _UNKNOWN


def _in_month(year: int, month: int, part: str | None) -> Ends:
    if part is None:
        return _both(f"{year:04d}-{month:02d}")
    longest = calendar.monthrange(year, month)[1]
    first, last = {"early": (1, 10), "mid": (11, 20), "first": (1, 15), "second": (16, longest)}.get(part, (21, longest))
    return f"{year:04d}-{month:02d}-{first:02d}", f"{year:04d}-{month:02d}-{last:02d}"


def _in_years(year: int, point: Point) -> Ends:
    if point.years == 1:
        first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first": (1, 6), "second": (7, 12)}.get(point.part or "", (0, 0))
        return (f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}") if first else _both(f"{year:04d}")
    tenths = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first": (0, 4), "second": (5, 9)}.get(point.part or "", (0, 9))
    size = point.years // 10
    return f"{year + tenths[0] * size:04d}", f"{year + (tenths[1] + 1) * size - 1:04d}"


def _year(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> int | None:
    """The year of a day, month or season that lacks it."""
    if point.unit == "year":  # "May of that year", "June last year"
        base = _base(point, anchor, told)
        return int(base[:4]) + (point.step or 0) if base else None
    if anchor is None and ahead:
        return None  # what is to come need not come in the year last told
    if anchor is None:
        one_year = told and told.start and told.end and told.start[:4] == told.end[:4]
        return int(told.start[:4]) if told and told.start and one_year and point.step is None else None
    if not point.month and not point.season:
        return anchor.year
    month = point.month or SEASONS[point.season or "spring"][0]
    if point.step is not None:
        return _stepped_year(month, point.step, anchor)
    away = (month - anchor.month) + ((point.day or anchor.day) - anchor.day) / 31
    if ahead:
        return anchor.year + (away < 0)
    return anchor.year - (away > 3) + (away < -9)


def _stepped_year(month: int, step: int, anchor: date) -> int:
    """Last August, this August, next August."""
    if step < 0:
        return anchor.year - (month >= anchor.month)
    return anchor.year + (step > 0 and month <= anchor.month)


def _weekday(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    """News says "Saturday" for the latest one, today included; "last Saturday" is never today."""
    base = anchor_of(told.start) if point.told and told else None if point.told else anchor
    if base is None or point.weekday is None:
        return _UNKNOWN
    back = (base.weekday() - point.weekday) % 7
    if point.step == 0:
        days = -back if back < 4 and not ahead else 7 - back if back else 0
    elif (point.step or 0) > 0 or ahead and point.step is None:
        days = 7 - back if back or point.step else 0
    else:
        days = -(back or (7 if point.step else 0))
    return _both(_shift(base.isoformat(), "day", days))


# -- counting ----------------------------------------------------------------------------------------------------------------


def _base(point: Point, anchor: date | None, told: Interval | None) -> str | None:
    """Where the counting starts: the near end of what was told, or the day of the text."""
    if not point.told:
        return anchor.isoformat() if anchor else None
    if told is None:
        return None
    return (told.start or told.end) if (point.step or 0) < 0 else (told.end or told.start)


def _step(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    """Whole units: last week is Monday to Sunday, that year is the year."""
    base, unit, step = _base(point, anchor, told), point.unit or "day", point.step or 0
    if base is None:
        return _UNKNOWN
    if unit in ("week", "weekend", "fortnight", "quarter"):
        return _whole(base, unit, point.step)
    moved = _shift(base, unit, step)
    if moved is None or unit in ("decade", "century"):
        return _decade_of(moved, unit, point.part)
    return _parted(moved, point.part)


def _parted(moved: str, part: str | None) -> Ends:
    if part is None or len(moved) > 7:
        return _both(moved)
    if len(moved) == 7:
        return _in_month(int(moved[:4]), int(moved[5:]), part)
    return _in_years(int(moved), Point("date", part=part))


def _decade_of(moved: str | None, unit: str, part: str | None) -> Ends:
    if moved is None:
        return _UNKNOWN
    size = 10 if unit == "decade" else 100
    return _in_years(int(moved) // size * size, Point("date", years=size, part=part))


def _whole(base: str, unit: str, step: int | None) -> Ends:
    """The week, weekend or quarter that lies ``step`` of them from the one around the base; None is the latest begun."""
    day = anchor_of(base)
    if day is None:
        return _UNKNOWN
    step = step if step is not None else -(day.weekday() < 5)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1 + 3 * step
        return _month_of(day.year, first), _month_of(day.year, first + 2)
    monday = -day.weekday() + _DAYS_IN[unit] * step
    return _shift(base, "day", monday + 5 * (unit == "weekend")), _shift(base, "day", monday + _DAYS_IN[unit] - 1)


def _offset(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    """Two days ago is a day, two weeks ago a week, two months ago a month, two years ago a year."""
    base, unit = _base(point, anchor, told), point.unit or "day"
    if base is None:
        return _UNKNOWN
    if unit in ("second", "minute", "hour"):
        return _both(base) if point.count is None or unit != "hour" or point.count < 12 else _UNKNOWN
    if point.count is None:
        return _UNKNOWN
    if unit in ("week", "weekend", "fortnight"):
        return _whole(base, unit, point.count * (point.step or 0))
    return _both(_shift(base, unit, point.count * (point.step or 0)))


def _stretch(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    """The last three years: up to the base; the next two weeks: from it."""
    base, unit, step = _base(point, anchor, told), point.unit or "day", point.step or 0
    if base is None or point.count is None:
        return _UNKNOWN
    count = -(-point.count // {"hour": 24, "minute": 1440, "second": 86400}.get(unit, 1))
    unit = "day" if unit in ("hour", "minute", "second") else unit
    far = _shift(base, unit, step * count)
    near = base[: len(far)] if far else None
    return (far, near) if step < 0 else (near, far)


def _then(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    return (told.start, told.end) if told else _UNKNOWN


def _nothing(point: Point, anchor: date | None, told: Interval | None, ahead: bool) -> Ends:
    return _UNKNOWN


def _shift(base: str, unit: str, step: int) -> str | None:
    """Moves an ISO date by whole units, at the unit's precision; None where the base is too coarse or the calendar ends."""
    if unit in _DAYS_IN:
        day = anchor_of(base)
        moved = day.toordinal() + step * _DAYS_IN[unit] if day else 0
        return date.fromordinal(moved).isoformat() if 1 <= moved <= date.max.toordinal() else None
    size = _MONTHS_IN[unit]
    if size < 12 and len(base) < 7:
        return None
    months = int(base[:4]) * 12 + (int(base[5:7]) - 1 if len(base) > 4 else 0) + step * size
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}" if size >= 12 else f"{year:04d}-{month + 1:02d}"


def _day(year: int, month: int, day: int) -> date | None:
    good = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return date(year, month, day) if good else None


_WAYS: Mapping[str, Callable[[Point, date | None, Interval | None, bool], Ends]] = {
    "date": _date,
    "weekday": _weekday,
    "step": _step,
    "offset": _offset,
    "span": _stretch,
    "duration": _nothing,
    "then": _then,
}
