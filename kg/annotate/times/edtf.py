"""Intervals in the Extended Date/Time Format, which can say "about", "some time in" and "since"."""

from __future__ import annotations

import re

from kg.facts import Interval

_ABOUT = re.compile(r"(?:about|around|circa|c\.|ca\.|c )", re.IGNORECASE)
_SEASONS = {"spring": (3, 21), "summer": (6, 22), "autumn": (9, 23), "fall": (9, 23), "winter": (12, 24)}


def edtf(interval: Interval) -> str:
    """The interval in EDTF level 1: "1980/..", "199X", "2010-22" for a summer, "~" for circa; empty where nothing is known."""
    start, end = interval.start, interval.end
    about = "~" if _ABOUT.match(interval.text) else ""
    if start is None and end is None:
        return ""
    if start == end:
        return f"{start}{about}"
    if start and end:
        return _decade_edtf(start, end) or _season_edtf(interval, start) or f"{start}{about}/{end}{about}"
    return f"{start or '..'}/{end or '..'}"


def _decade_edtf(start: str, end: str) -> str:
    if len(start) == len(end) == 4 and start[:3] == end[:3] and start[3] == "0" and end[3] == "9":
        return start[:3] + "X"
    return ""


def _season_edtf(interval: Interval, start: str) -> str:
    words = interval.text.lower().split()
    name = next((word for word in words if word in _SEASONS), None)
    if name is None or len(start) != 7 or int(start[5:]) != _SEASONS[name][0]:
        return ""
    return f"{start[:4]}-{_SEASONS[name][1]}"
