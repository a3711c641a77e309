"""Time expressions among the words of a text: one pass over the tokens, a small grammar, nothing guessed.

``find`` says what stands where; ``resolve`` says which days that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from kg.annotate.parse.layout import Layout
from kg.annotate.times.edtf import edtf
from kg.annotate.times.grammar import OPENERS, read
from kg.annotate.times.intervals import anchor_of, resolve
from kg.annotate.times.words import ANY_MONTH, Expression, ExpressionKind, Hit, Line, Point

__all__ = ["Expression", "Point", "anchor_of", "document_date", "edtf", "find", "parse_published", "resolve", "search", "tokens"]


def find(doc: Doc) -> list[Expression]:
    """The time expressions of a text in order, without overlap; only the words and their places are looked at."""
    pairs = [(token.text, token.idx) for token in doc]
    return search([word for word, _ in pairs], [start for _, start in pairs])


def tokens(expressions: Iterable[Expression]) -> frozenset[int]:
    """The tokens of time expressions."""
    return frozenset(i for one in expressions for i in range(one.start, one.end))


def search(words: Sequence[str], starts: Sequence[int]) -> list[Expression]:
    """Does what ``find`` does from the words and the offsets at which they start."""
    line = Line(words, [word.lower() for word in words])
    found: list[Expression] = []
    done = 0
    for i, word in enumerate(line.lower):
        if i < done or not (word in OPENERS or word[:1].isdigit() or _odd(word)):
            continue
        hit = read(line, i, continued=bool(found) and _continues(line, found[-1].end, i))
        if hit:
            done = hit.end
            found.append(_expression(hit, i if hit.start is None else hit.start, words, starts))
    return found


def _continues(line: Line, last: int, i: int) -> bool:
    """Whether only a comma or an "and" stands between an expression and a token."""
    return i - 3 < last < i and all(line.at(k) in (",", "and", "or") for k in range(last, i))


def _odd(word: str) -> bool:
    """Whether a word has letters and digits glued together: "mid-1990s", "Feb.14"."""
    return word[-1:] in "sth0123456789" and not word.isalpha() and ("." in word or "-" in word or "–" in word)


def _expression(hit: Hit, start: int, words: Sequence[str], starts: Sequence[int]) -> Expression:
    end = starts[hit.end - 1] + len(words[hit.end - 1])
    spaced = (
        word + " " * (after - at - len(word))
        for word, at, after in zip(words[start:], starts[start:], starts[start + 1 : hit.end], strict=False)
    )
    text = "".join((*spaced, words[hit.end - 1]))
    return Expression(start, hit.end, starts[start], end, text, _kind(hit), hit.first, hit.last, hit.bound)


def _kind(hit: Hit) -> ExpressionKind:
    if hit.last or hit.first.kind == "span":
        return "range"
    if hit.first.kind == "duration":
        return "duration"
    dated = hit.first.kind == "date" and hit.first.step is None
    return "date" if dated else "relative"


# -- the date of a document --------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\d[\d./-]*\d(?:st|nd|rd|th)?|\d(?:st|nd|rd|th)?|[^\W\d_]+\.?|[^\s\w]|_")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_HEADER_WORDS = frozenset(
    (
        "posted",
        "published",
        "updated",
        "modified",
        "first",
        "last",
        "date",
        "dated",
        "issued",
        "on",
        "at",
        "am",
        "pm",
        "gmt",
        "utc",
        "t",
        "z",
    )
)


def document_date(text: str, layout: Layout) -> str | None:
    """The ISO day on which a text says it was written: in its date line, else in a line of its own above the first long paragraph."""
    if layout.date:
        return parse_published(text[slice(*layout.date)])
    for start, end, kind in layout.blocks[:8]:
        line = text[start:end]
        if kind in ("paragraph", "list") and len(line) > 160:
            return None
        if kind != "credit" and len(line) < 160 and (kind == "byline" or _only_date(line)):
            day = parse_published(line)
            if day:
                return day
    return None


def parse_published(value: str) -> str | None:
    """The first full date in a short text, as an ISO day: "2023-01-05T12:00Z", "Thu, 5 Jan 2023", "20230105"; None without one."""
    compact = _COMPACT.match(value.strip())
    if compact:
        value = "-".join(compact.groups())
    for one in _loosely(value):
        interval = resolve(one, anchor=None, told=None)
        if one.bound is None and interval.start == interval.end and anchor_of(interval.start):
            return interval.start
    return None


def _loosely(value: str) -> list[Expression]:
    """The expressions of a line that no tokenizer has seen."""
    spans = [(found.start(), found.group()) for found in _TOKEN.finditer(value)]
    words = [word if word.lower() in ANY_MONTH else word.rstrip(".") or word for _, word in spans]
    return search(words, [start for start, _ in spans])


def _only_date(line: str) -> bool:
    """Whether a line holds one date and next to nothing else."""
    found = _loosely(line)
    if len(found) != 1:
        return False
    rest = line[: found[0].char_start] + line[found[0].char_end :]
    return all(word.lower().strip(".") in _HEADER_WORDS or not word.isalpha() for word in _TOKEN.findall(rest))
