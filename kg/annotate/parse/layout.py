"""A text as paragraphs, headings and page furniture, and the same text made fit for a parser without moving a character.

Blocks hold every character that is not white space, in order and without overlap. A sentence never runs over the edge of a
block, so whoever divides sentences starts a new one at each block.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.annotate.parse.dateline import Dateline, dateline_at
from kg.facts import Span

Block = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The parser's text, the blocks (start, end, kind), and the first date line with its place, date and source.

    ``parse_text`` has the length of the text, so offsets are the same. Kinds are paragraph, heading, list, dateline,
    byline (also lines that say when a text was posted) and credit (photo credits, agency tails, copyright).
    """

    parse_text: str
    blocks: tuple[Block, ...]
    dateline: Span | None = None
    place: Span | None = None
    date: Span | None = None
    source: Span | None = None


_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\t\r\u00a0\u1680\u180e\u200b\u202f\u205f\u2060\u3000\ufeff"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n"),
    0x2010: "-",
    0x2011: "-",
}  # fmt: skip

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MID_AIR = re.compile(
    r"(?<=[a-z,] )(?:(?:the|an|and|or)\.(?=\s+\w)"
    r"|(?:a|in|on|at|of|to|by|for|from|with|into|since|until|during|between|near|under|against|that|which|his|her|its|their)"
    rf"\.(?=\s+(?:[a-z\d]|(?:{_MONTHS})\s+\d)))"
)
_DANGLING = re.compile(
    r"(?:^|\s)(?:the|an?|and|or|in|on|at|of|to|by|for|from|with|into|since|until|during|between|near|under|against|that|which|his|its|their)$"
)
_BULLET = re.compile(r"(?:[-*•‣▪◦·–—]|\(?(?:\d{1,2}|[a-z])[.)])\s+(?=\S)")
_ENDED = re.compile(r"[.!?:;…][\"')\]]*$")
_NAMES = r"(?:[A-Z][\w.'-]*|and|&|de|del|da|von|van|al|in|for|of|the)"
_BYLINE = re.compile(rf"(?:By|BY) [A-Z][\w.'-]+,?(?: {_NAMES},?)* [A-Z][\w'-]*\.?$")
_POSTED = re.compile(r"(?:^|[.|] )(?:(?:first|last) )?(?:posted|published|updated|modified|dated?|issued)\b[: ].{0,25}?\d", re.IGNORECASE)
_ROUND = str.maketrans("[]", "()")
_NOTICE = re.compile(r"[(\[]?(?:©|\(c\)\s*(?:19|20)\d\d|copyright\b\W*(?:©|\(c\)|(?:19|20)\d\d|by\b))", re.IGNORECASE)
_SIGNS = ("©", "(c)", "copyright", "rights reserved")
_SENTENCE = re.compile(
    r"(?<![\s(][A-Z])(?<!\b(?:Mr|Dr|St|Lt|Jr))(?<!\b(?:Mrs|Gen|Col|Maj|Sgt|Sen|Rep|Gov))[.!?][\"')\]]*\s+(?=[\"'(\[©A-Z])|\s+(?=[(\[][A-Z])"
)
_SMALL = frozenset(("and", "or", "in", "for", "of", "the", "with", "at", "on", "by", "via", "de", "courtesy", "&", "/", "-"))


def lay_out(text: str, *, credit_words: Collection[str] = ()) -> Layout:
    """Divides a text into blocks and mends what would mislead a parser.

    ``credit_words`` are lower-case words and phrases that open a credit ("photo", "reporting", "all rights reserved"): a
    single word counts where a colon, a slash or "by" and a name follow it, a phrase counts by itself.
    """
    plain = text.translate(_PLAIN)
    paragraphs = _paragraphs(plain)
    dateline = _first_dateline(plain, paragraphs)
    blocks: list[Block] = []
    for number, (start, end) in enumerate(paragraphs):
        if dateline and start == dateline.start:
            blocks.append((start, dateline.end, "dateline"))
            start = _skip(plain, dateline.end, end)
        if start < end:
            blocks += _divide(plain, start, end, number, credit_words)
    parse_text = _mended(plain, paragraphs)
    if dateline is None:
        return Layout(parse_text, tuple(_headed(plain, blocks)))
    where = (dateline.start, dateline.end)
    return Layout(parse_text, tuple(_headed(plain, blocks)), where, dateline.place, dateline.date, dateline.source)


# -- lines to paragraphs ------------------------------------------------------------------------------------------------


def _lines(plain: str) -> Iterator[Span]:
    """The spans of the lines without the white space at their ends; an empty line is an empty span."""
    at = 0
    for line in plain.split("\n"):
        start = at + len(line) - len(line.lstrip())
        yield start, max(start, at + len(line.rstrip()))
        at += len(line) + 1


def _paragraphs(plain: str) -> list[Span]:
    """Joins the lines that belong together."""
    lines = list(_lines(plain))
    width = _wrap_width(plain, lines)
    found: list[Span] = []
    last, blank = (0, 0), True
    for line in lines:
        if line[0] == line[1]:
            blank = True
            continue
        if found and (_runs_over(plain, last, line) if blank else _runs_on(plain, last, line, width)):
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
        last, blank = line, False
    return found


def _wrap_width(plain: str, lines: list[Span]) -> int:
    """The column at which lines were broken by hand, 0 where line ends mean something."""
    pairs = [(a, b) for a, b in pairwise(lines) if a[0] < a[1] and b[0] < b[1]]
    longest = max((end - start for start, end in lines), default=0)
    if not pairs or not 30 <= longest <= 132:
        return 0
    full = sum(_fills(plain, a, b, longest) for a, b in pairs)
    return longest if full >= 0.7 * len(pairs) else 0


def _fills(plain: str, line: Span, following: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on the line (with some play for ragged edges)."""
    word = plain[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(word) > 0.94 * width


def _runs_on(plain: str, last: Span, line: Span, width: int) -> bool:
    """Whether a line continues the one above it."""
    if _BULLET.match(plain, line[0]) or _BYLINE.match(plain[last[0] : last[1]]):
        return False
    if width and _fills(plain, last, line, width):
        return True
    above = plain[last[0] : last[1]]
    return not _ENDED.search(above) and (plain[line[0]].islower() or bool(_DANGLING.search(above)))


def _runs_over(plain: str, last: Span, line: Span) -> bool:
    """Whether a paragraph breaks off in mid sentence and the next goes on with it."""
    above = plain[last[0] : last[1]]
    return bool(_DANGLING.search(above)) and not _BULLET.match(plain, line[0]) and len(above.split()) > 3


# -- paragraphs to blocks ------------------------------------------------------------------------------------------------


def _first_dateline(plain: str, paragraphs: list[Span]) -> Dateline | None:
    found = (dateline_at(plain, start, end) for start, end in paragraphs[:8])
    return next((one for one in found if one), None)


def _divide(plain: str, start: int, end: int, number: int, credit_words: Collection[str]) -> Iterator[Block]:
    """The blocks of one paragraph: a list item, a byline, or prose with credits between its sentences."""
    body = plain[start:end]
    if _BULLET.match(body) and not _NOTICE.match(body):
        kind = "list"
    elif number < 8 and len(body) < 160 and (_BYLINE.match(body) or _POSTED.search(body) and len(body.split()) < 15):
        kind = "byline"
    else:
        yield from _with_credits(plain, start, end, credit_words)
        return
    yield start, end, kind


def _with_credits(plain: str, start: int, end: int, credit_words: Collection[str]) -> Iterator[Block]:
    """Merges neighbouring sentences of one kind; after a copyright sign the rest is notice."""
    lower = plain[start:end].lower()
    if not lower.startswith("by ") and not any(word in lower for word in (*_SIGNS, *credit_words)):
        yield start, end, "paragraph"
        return
    held: Block | None = None
    notice = False
    for left, right in _sentences(plain, start, end):
        sentence = plain[left:right]
        notice = notice or bool(_NOTICE.match(sentence)) or "rights reserved" in sentence.lower()
        kind = "credit" if notice or _is_credit(sentence, credit_words) else "paragraph"
        if left == start and _BYLINE.match(sentence):
            kind = "byline"
        if held and held[2] == kind:
            held = (held[0], right, kind)
            continue
        if held:
            yield held
        held = (left, right, kind)
    if held:
        yield held


def _sentences(plain: str, start: int, end: int) -> Iterator[Span]:
    """Stretches that can be a credit by themselves; cut boldly, for they are joined again where kinds agree."""
    left = start
    for cut in _SENTENCE.finditer(plain, start, end):
        right = cut.start() + len(cut.group().rstrip())
        if right > left:
            yield left, right
        left = cut.end()
    if left < end:
        yield left, end


def _is_credit(sentence: str, credit_words: Collection[str]) -> bool:
    """Whether a sentence says who made a picture or a text and nothing else."""
    words = sentence.strip("()[] ").replace(":", " : ").replace("/", " / ").split()[:30]
    if not words:
        return False
    lowered = [word.lower().rstrip(".,;") for word in words]
    phrase = next((size for size in range(2, 5) if " ".join(lowered[:size]) in credit_words), None)
    if phrase and lowered[phrase : phrase + 1] != ["of"] or " ".join(lowered[-4:]) in credit_words:  # "File photo of Ana Ruiz" is a caption
        return True
    for place in range(min(3, len(words) - 1)):
        if lowered[place] in credit_words and lowered[place + 1] in (":", "by", "/", "courtesy", "via"):
            rest = (
                word for word in words[place + 2 :] if word.strip(".,;") not in _SMALL and word.lower().rstrip(".,;") not in credit_words
            )
            return not any(word[0].islower() for word in rest)
    return False


def _headed(plain: str, blocks: list[Block]) -> Iterator[Block]:
    """Calls a short paragraph without closing mark a heading where something else follows it."""
    for number, (start, end, kind) in enumerate(blocks):
        follows = any(later[2] in ("paragraph", "list", "dateline") for later in blocks[number + 1 : number + 4])
        if kind == "paragraph" and follows and _is_heading(plain, start, end):
            kind = "heading"
        yield start, end, kind


def _is_heading(plain: str, start: int, end: int) -> bool:
    line = plain[start:end]
    at_edge = plain.find("\n", end) != -1 and not plain[end : plain.find("\n", end)].strip()
    short = len(line) <= 130 and len(line.split()) <= 18
    return (
        short
        and at_edge
        and line[-1] not in ".!?:;,…]-"
        and not line.endswith(('."', ".'", '!"', '?"', ',"'))
        and not (line[0].islower() or line[0] == "[")
    )


# -- the parser's text ---------------------------------------------------------------------------------------------------


def _mended(plain: str, paragraphs: list[Span]) -> str:
    """Makes line ends inside paragraphs and full stops in mid sentence into spaces, and brackets round, as the parser knows them."""
    parts, at = [], 0
    for start, end in paragraphs:
        parts.append(plain[at:start])
        parts.append(_MID_AIR.sub(_without_stop, plain[start:end].replace("\n", " ")))
        at = end
    return "".join((*parts, plain[at:])).translate(_ROUND)


def _without_stop(match: re.Match[str]) -> str:
    return match.group()[:-1] + " "


def _skip(plain: str, start: int, end: int) -> int:
    """The first character of a stretch that is no white space."""
    return end - len(plain[start:end].lstrip())
