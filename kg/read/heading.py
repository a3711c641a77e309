"""What the head of a text says about itself: its title and the day it was published."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, (?P<year>\d{{4}})(?!\d)", re.IGNORECASE)
# What may stand before a date that dates the whole text: nothing, a weekday, a label, or a dateline's place in capitals.
_BEFORE = re.compile(
    r"(?:(?:published|updated|posted|date|dated)(?: on)?:? )?(?:\w+day,? )?|[A-ZÀ-Þ][A-ZÀ-Þ .'-]+(?:, [^\W\d_][\w .'-]*)?,? (?:\w+day,? )?"
)
_BEFORE_LABEL = re.compile(r"published|updated|posted|date", re.IGNORECASE)
_AFTER = re.compile(r"\s*(?:$|[-\u2013\u2014(|]|,? (?:at )?\d{1,2}[:.]\d\d)")
_HEAD = 5
_LONGEST_TITLE = 140


def title(text: str) -> str:
    """The first of the top three lines that is no sentence, or nothing."""
    lines = (line for line in itertools.islice(_lines(text), 3))
    return next((line for line in lines if len(line) <= _LONGEST_TITLE and line[-1] not in ".!?:;,\"'\u201d"), "")


def published(text: str, name: str) -> str | None:
    """The ISO date that begins the file's name, or that a line at the head gives for the whole text; None where none does."""
    named = _ISO.match(name)
    dates = (_dated(line) for line in itertools.islice(_lines(text), _HEAD))
    return (named and _iso(named)) or next(filter(None, dates), None)


def _lines(text: str) -> Iterator[str]:
    return filter(None, (line.strip() for line in text[:4000].split("\n")))


def _dated(line: str) -> str | None:
    for pattern in (_ISO, _DAY_FIRST, _MONTH_FIRST):
        found = pattern.search(line)
        if found and _is_label(line[: found.start()]) and _AFTER.match(line, found.end()):
            return _iso(found)
    return None


def _is_label(before: str) -> bool:
    lowered = _BEFORE_LABEL.sub(lambda found: found[0].lower(), before)
    return bool(_BEFORE.fullmatch(lowered))


def _iso(found: re.Match[str]) -> str | None:
    month = found["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return datetime.date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:  # 31 February dates nothing
        return None
