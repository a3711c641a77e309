"""The date line of a report: "LIMA, 14 March 2023 (Agencia Andes) -" with its place, date and source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.facts import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a date line stands and where its parts stand, all as offsets in the text."""

    start: int
    end: int
    place: Span | None
    date: Span | None
    source: Span | None


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? '?\d{{2,4}}\b)?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|no date\b)",
    re.IGNORECASE,
)
_DASH = re.compile(
    r"\s*(?:--+|[—–])\s*|\s+-\s+|(?<=\))\s*-\s*(?=[A-Z\[\"])|(?<=[\d)]) ?\.? ?/(?P<wire>[A-Z][\w .-]{1,30})/\.?\s*-*\s*|(?<=[A-Z]{3}) \([A-Z]+[a-z]*\) ?(?=[A-Z\"])"
)
_BRACKETS = re.compile(r"\[([^\]\n]{1,300})\]\s*")
_FORMS = re.compile(
    r"(?:\w+ )?(?:text|summary|excerpts?|continued|report|commentary|communique|editorial|speech|statement|interview|news conference|passage|recording)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][\w.'-]*(?:,? (?:[A-Z(][\w.'()-]*|de|del|la|las|los|el|do|da|al|ad|of|and|the|on|city|sur))*$")
_REACH = 170


def dateline_at(plain: str, start: int, end: int) -> Dateline | None:
    """The date line with which a paragraph begins, or None; it needs a date, a source in brackets or a place in capitals."""
    dash = _dash(plain, start, min(end, start + _REACH)) if plain[start].isupper() else None
    if dash is None:
        return None
    stop, source = dash.start(), None
    if dash.group().lstrip().startswith("("):
        stop = dash.end() - len(dash.group()) + len(dash.group().rstrip())
    if dash["wire"]:
        source = dash.span("wire")
    place, date, bracketed = _parts(plain, start, stop)
    if place is None or not (date or bracketed or source or _shouted(plain, place)):
        return None
    if date and plain[place[1]] not in ",(" and plain[date[0] - 1] != "(" and not _shouted(plain, place):
        return None  # "Elena of Russia 17 January 1882 -" is a life
    if date and plain[date[0] : date[1]].lower() == "no date":
        date = None
    return Dateline(start, _after_forms(plain, dash.end(), end), place, date, source or bracketed)


def _dash(plain: str, start: int, end: int) -> re.Match[str] | None:
    """The first dash that does not stand inside round brackets, as that of a life's dates does."""
    for dash in _DASH.finditer(plain, start, end):
        if plain.count("(", start, dash.start()) == plain.count(")", start, dash.start()):
            return dash
    return None


def _parts(plain: str, start: int, stop: int) -> tuple[Span | None, Span | None, Span | None]:
    """Place, date and bracketed source of what stands before the dash."""
    date = _date(plain, start, stop)
    place_end = date.start() if date else stop
    source = _bracketed(plain, date.end() if date else start, stop)
    if source is None and date and plain[date.end() : stop].strip(" ,.):"):
        return None, None, None
    if source and not date:
        place_end = source[0] - 1
    elif source is None and date and "(" in plain[start : date.start()] and ")" in plain[date.end() : stop]:
        place_end = plain.index("(", start)
        source = _trimmed(plain, place_end + 1, date.start())
    place = _trimmed(plain, start, place_end)
    if place is None or not _PLACE.fullmatch(plain[place[0] : place[1]]) or len(plain[place[0] : place[1]].split()) > 7:
        return None, None, None
    return place, date.span() if date else None, source


def _date(plain: str, start: int, stop: int) -> re.Match[str] | None:
    """The last date of a date line; a lone word such as "Mar" in a place name is none."""
    found = [one for one in _DATE.finditer(plain, start, stop) if any(map(str.isdigit, one.group())) or "no date" in one.group().lower()]
    return found[-1] if found else None


def _bracketed(plain: str, start: int, stop: int) -> Span | None:
    """What stands in the round brackets that close the stretch."""
    tail = plain[start:stop].rstrip(" .:")
    opened = tail.rfind("(")
    if opened == -1 or not tail.endswith(")"):
        return None
    return _trimmed(plain, start + opened + 1, start + len(tail) - 1)


def _shouted(plain: str, place: Span) -> bool:
    return plain[place[0] : place[1]].split(",")[0].isupper()


def _trimmed(plain: str, start: int, end: int) -> Span | None:
    body = plain[start:end].rstrip(" ,(")
    end = start + len(body)
    start = end - len(body.lstrip(" ,("))
    return (start, end) if start < end else None


def _after_forms(plain: str, at: int, end: int) -> int:
    """Steps over the square brackets after the dash that say what kind of text follows: "[Report] [Text]"."""
    stop = at
    while hit := _BRACKETS.match(plain, at, end):
        at = hit.end()
        if _FORMS.match(hit[1]):
            stop = at
    return stop - (len(plain[:stop]) - len(plain[:stop].rstrip())) if stop < end else stop
