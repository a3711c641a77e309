"""Nouns -> rows of the tables -> nouns. Quotes are not kept: they are sliced from the text, so what comes out is grounded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import Any, get_args

from kg.facts import Claim, Document, Evidence, Interval, Judgement, Kind, Mention, Polarity, Reading

Row = tuple[Any, ...]  # columns of any kind SQLite knows

_KINDS: Mapping[str, Kind] = {one: one for one in get_args(Kind)}
_POLARITIES: Mapping[str, Polarity] = {one: one for one in get_args(Polarity)}
_WHOLE = "="  # begins an id that is kept in full
_NOBODY = "[]"


def shorten(mention: str, document: str) -> str:
    """A mention's id without the name of the document it lies in."""
    short = mention.removeprefix(f"{document}#")
    return short if short != mention else _WHOLE + mention


def lengthen(short: str, document: str) -> str:
    """The id that was shortened."""
    return short[1:] if short.startswith(_WHOLE) else f"{document}#{short}"


def shorten_all(listed: str, document: str) -> str:
    """The same for a JSON list of ids."""
    return json.dumps([shorten(one, document) for one in json.loads(listed)])


def head(one: Document, extractor: str) -> Row:
    """What is known of a document besides its text."""
    return one.id, one.source, one.title, one.published, one.sha256, extractor


def parts(number: int, reading: Reading) -> tuple[list[Row], list[Row], list[Row]]:
    """The rows of a reading: mentions, claims, judgements; an id tells what is said and where, so each counts once."""
    document = reading.document
    return (
        _once([_mention_row(number, document, one) for one in reading.mentions], 4),
        _once([_claim_row(number, document, one) for one in reading.claims], 4),
        _once([_within_row(number, document, one) for one in reading.judgements], 4),
    )


def seal(head: Row, text: str, *tables: Sequence[Row]) -> str:
    """A hash of a document and of all rows that were read in it, whatever number it goes by: kept, it tells damage."""
    seen = hashlib.sha256(repr(head).encode())
    seen.update(text.encode("utf-8", "surrogatepass"))
    for rows in tables:
        for row in sorted(repr(row[1:]) for row in rows):
            seen.update(row.encode("utf-8", "surrogatepass"))
    return seen.hexdigest()[:16]


def across_row(one: Judgement) -> Row:
    """The row of a judgement across documents."""
    return one.left, one.right, one.by, one.verdict, one.score, json.dumps(one.reasons), one.at


class Reader:
    """Makes the nouns of one document's rows; what they share (ids, places, classes) is held once, since there may be millions."""

    def __init__(self, document: str, text: str) -> None:
        self.document, self.text = document, text
        self._ids: dict[str, str] = {}
        self._places: dict[tuple[int, int], Evidence] = {}

    def mention(self, row: Row) -> Mention:
        _, start, end, name, kind_of, kind, hard = row
        return Mention(self._id(name), self._place(start, end), intern(kind_of), _KINDS[kind], bool(hard))

    def claim(self, row: Row) -> Claim:
        _, start, end, name, subject, predicate, other, value, polarity, speakers, time, confidence, by, *spans = row
        when = Interval(*json.loads(time)) if time else None
        trigger, valued = (None if start is None else (start, end) for start, end in (spans[:2], spans[2:]))
        said = () if speakers == _NOBODY else tuple(map(self._id, json.loads(speakers)))
        ends = self._id(subject), intern(predicate), other and self._id(other)
        place = self._place(start, end)
        return Claim(name, *ends, value, place, _POLARITIES[polarity], said, when, confidence, intern(by), trigger, valued)

    def judgement(self, row: Row) -> Judgement:
        _, left, right, *rest = row
        return across((self._id(left), self._id(right), *rest))

    def _id(self, short: str) -> str:
        if short not in self._ids:
            self._ids[short] = lengthen(short, self.document)
        return self._ids[short]

    def _place(self, start: int, end: int) -> Evidence:
        if (start, end) not in self._places:
            self._places[start, end] = Evidence(self.document, start, end, self.text[start:end])
        return self._places[start, end]


def across(row: Row) -> Judgement:
    """The judgement of a row, on mentions of any documents."""
    left, right, by, verdict, score, reasons, at = row
    return Judgement(left, right, verdict, score, tuple(json.loads(reasons)), by, at)


def _once(rows: Iterable[Row], columns: int) -> list[Row]:
    first: dict[Row, Row] = {}
    for row in rows:
        first.setdefault(row[:columns], row)
    return list(first.values())


def _mention_row(number: int, document: str, one: Mention) -> Row:
    place = one.evidence
    return number, place.start, place.end, shorten(one.id, document), one.type, one.kind, int(one.hard)


def _within_row(number: int, document: str, one: Judgement) -> Row:
    ends = shorten(one.left, document), shorten(one.right, document)
    return number, *ends, one.by, one.verdict, float(one.score), json.dumps(one.reasons), one.at


def _claim_row(number: int, document: str, one: Claim) -> Row:
    place, time = one.evidence, one.time
    said = json.dumps([shorten(speaker, document) for speaker in one.attributed_to]) if one.attributed_to else _NOBODY
    return (
        *(number, place.start, place.end, one.id, shorten(one.subject, document), one.predicate),
        *(one.object and shorten(one.object, document), one.value, one.polarity),
        said,
        json.dumps((time.start, time.end, time.text)) if time else None,
        float(one.confidence),
        one.by,
        *(one.trigger or (None, None)),
        *(one.value_span or (None, None)),
    )
