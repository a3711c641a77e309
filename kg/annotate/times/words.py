"""The words of the calendar, and what a time expression says once it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

PointKind = Literal["date", "weekday", "step", "offset", "span", "duration", "then"]
ExpressionKind = Literal["date", "relative", "duration", "range"]
Bound = Literal["since", "until", "before", "after"]


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of the calendar as the words give it.

    ``date`` has some of year, month, day, season and part, and ``years`` for a decade or a century; ``weekday`` and
    ``step`` ("last week", "the following day") count ``step`` whole units from the day of reading; ``offset`` ("two days
    ago") and ``span`` ("the last three years") count ``count`` units into the direction of ``step``; ``then`` is the time
    just told. ``told`` says that the counting starts at the time just told and not at the document's date. A ``date`` with the
    ``unit`` "year" takes its year so: "May of that year".
    """

    kind: PointKind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    years: int = 1
    season: str | None = None
    part: str | None = None
    weekday: int | None = None
    step: int | None = None
    count: int | None = None
    unit: str | None = None
    told: bool = False
    about: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: tokens ``[start, end)``, characters ``[char_start, char_end)``, and what it says.

    ``last`` is the end of a range; ``bound`` is the side on which the time is open ("since 1980").
    """

    start: int
    end: int
    char_start: int
    char_end: int
    text: str
    kind: ExpressionKind
    first: Point
    last: Point | None = None
    bound: Bound | None = None


class Hit(NamedTuple):
    """What was read from a token on: its one or two points, the token after it, the open side, and a later start."""

    first: Point
    end: int
    last: Point | None = None
    bound: Bound | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a text; reading past either end gives the empty word."""

    text: Sequence[str]
    lower: Sequence[str]

    def at(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def capital(self, i: int) -> bool:
        return 0 <= i < len(self.text) and self.text[i][:1].isupper()


def _words(text: str) -> list[str]:
    return text.split()


_MONTH_NAMES = _words("january february march april may june july august september october november december")
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
ANY_MONTH = {**MONTHS, **SHORT_MONTHS, **{name + ".": number for name, number in SHORT_MONTHS.items()}}
WEEKDAYS = {name: number for number, name in enumerate(_words("monday tuesday wednesday thursday friday saturday sunday"))}
SHORT_WEEKDAYS = {name[:3] + dot: number for name, number in WEEKDAYS.items() for dot in ("", ".")} | {
    "tues": 1,
    "tues.": 1,
    "thurs": 3,
    "thurs.": 3,
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}

_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
TENS = {name: 10 * number for number, name in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
NUMBERS = {name: number for number, name in enumerate(_ONES) if number} | TENS | {"a": 1, "an": 1, "dozen": 12}
VAGUE = frozenset(("few", "several", "many", "some", "numerous"))
CENTURIES = {
    name: number
    for number, name in enumerate(
        _words("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"), 10
    )
} | {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9}
DECADES = {
    word: 1900 + 10 * number
    for number, word in enumerate(_words("twenties thirties forties fifties sixties seventies eighties nineties"), 2)
}

_UNIT_NAMES = _words("second minute hour day night weekend week fortnight month quarter year decade century")
UNITS = {name: name for name in _UNIT_NAMES} | {name + "s": name for name in _UNIT_NAMES} | {"centuries": "century"}
DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$")  # of a month
DAY_PARTS = frozenset(_words("morning afternoon evening night noon midnight dawn dusk"))

STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1, "this": 0, "same": 0, "that": 0}
TOLD_STEPS = frozenset(("previous", "preceding", "following", "same", "that"))
DAY_WORDS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
PARTS = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "end": "late",
    "turn": "early",
    "half": "",  # the first or the second
}
BOUNDS: dict[str, Bound] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "til": "until",
    "through": "until",
    "by": "until",
    "before": "before",
    "after": "after",
}
TAILS: dict[str, tuple[int, bool]] = {
    "ago": (-1, False),
    "back": (-1, False),
    "earlier": (-1, True),
    "before": (-1, True),
    "previously": (-1, True),
    "later": (1, True),
    "after": (1, True),
    "afterwards": (1, True),
    "afterward": (1, True),
}
TO = frozenset(("to", "through", "until", "till", "-", "–", "—", "--"))
PRESENT = frozenset(("present", "today", "now", "date"))

# What makes a bare number of four digits a year, and a bare "May" a month.
YEAR_STRONG = frozenset(
    _words(
        "in since until till during throughout circa c. ca. c year years early mid late ( [ born died deceased b. d. est. founded established dated"
    )
)
YEAR_WEAK = frozenset(_words("of by from to before after through around about between"))
DETERMINERS = frozenset(_words("the its his her their our whose a an this that 's ’s"))
FEASTS = ("easter", "palm", "good", "black", "bloody", "whit", "ash", "holy", "maundy", "shrove", "super", "cyber")
MONTH_CONTEXT = frozenset(
    _words("in since until till by from before after during of between to through last next this past early mid late - for")
)
FUNCTION = frozenset(
    _words(
        "and or but to until till through when where while that which who whom whose as at by for from with without in on of the a an his "
        "her its their he she it they we i you was were is are had has have after before during because although though since under over "
        "against amid following near led saw if not no also only alone onward onwards onto into between via then there this these those "
        "than because so up within about around among both either would will could can may might must said says"
    )
)
HOURS = frozenset(("hours", "hrs", "gmt", "utc", "local"))
