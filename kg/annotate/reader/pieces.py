"""A text as the reader's encoder takes it: word pieces with their places, how each is written, and windows over them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

WAYS = 6  # ways of writing a piece, see written()
SIZE, OVERLAP = 510, 128  # pieces to a window, without the two marks around it, and pieces that two windows share
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_")
_LONGEST, _REMEMBERED = 100, 1 << 16
FIRST, LAST = 101, 102  # the marks at the ends of a window


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: ids, ways of writing, and offsets in code points."""

    ids: list[int]
    ways: list[int]
    starts: list[int]
    ends: list[int]
    _at: list[int] = field(default_factory=list, repr=False, compare=False)

    def at(self, start: int) -> int:
        """The piece in which a character lies, or the next one after it."""
        table = self._at or self._table()
        return table[start] if start < len(table) else len(self.ids) - 1

    def all_at(self, starts: Iterable[int]) -> list[int]:
        """The same for many characters."""
        table, last = self._at or self._table(), len(self.ids) - 1
        return [table[start] if start < len(table) else last for start in starts]

    def _table(self) -> list[int]:
        """The piece of every character up to the end of the last piece; it is asked for some thousand times."""
        for k, end in enumerate(self.ends):
            self._at.extend([k] * (end - len(self._at)))
        return self._at


class Vocabulary:
    """The word pieces that an encoder knows, in the order of their ids, and how words are cut into them (BERT's, small letters only)."""

    def __init__(self, path: Path) -> None:
        self.ids = {piece: k for k, piece in enumerate(path.read_text(encoding="utf-8").splitlines())}
        self.unknown = self.ids["[UNK]"]
        self._word = lru_cache(maxsize=_REMEMBERED)(self._cut_word)

    def cut(self, text: str) -> Pieces:
        """A text cut into pieces; the encoder knows small letters only, so how a piece is written is told beside."""
        made = Pieces([], [], [], [])
        for match in _WORD.finditer(text):
            at = match.start()
            for id, start, end, way in self._word(match[0]):
                made.ids.append(id)
                made.ways.append(way)
                made.starts.append(at + start)
                made.ends.append(at + end)
        return made

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int, int], ...]:
        """(id, start, end, way of writing) of each piece of a word, the longest known beginning first; or one unknown piece."""
        bare, place = _bare(word)
        found, start = [], 0
        while start < len(bare):
            mark = "##" if start else ""
            end = next((end for end in range(len(bare), start, -1) if mark + bare[start:end] in self.ids), None)
            if end is None or len(bare) > _LONGEST:
                return ((self.unknown, 0, len(word), written(word)),)
            begin, finish = place[start], place[end - 1] + 1
            found.append((self.ids[mark + bare[start:end]], begin, finish, written(word[begin:finish])))
            start = end
        return tuple(found)


def _bare(word: str) -> tuple[str, list[int]]:
    """A word in small letters without accents, and where in the word each of its letters comes from."""
    rows = [
        (letter, k)
        for k, one in enumerate(word)
        for letter in unicodedata.normalize("NFD", one.lower())
        if unicodedata.category(letter) != "Mn"
    ]
    return "".join(letter for letter, _ in rows), [k for _, k in rows]


def written(word: str) -> int:
    """How a piece is written: 1 small, 2 capitalised, 3 capitals, 4 digits, 5 other; 0 is for the marks around a window."""
    if word.isdigit():
        return 4
    if not word[:1].isalpha():
        return 5
    if word.islower() or not word[0].isupper():
        return 1
    return 3 if len(word) > 1 and word.isupper() else 2


def windows(n: int, *, size: int = SIZE, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Windows that cover ``n`` pieces, each sharing ``overlap`` pieces with the one before it."""
    if n <= size:
        return [(0, n)]
    starts: Sequence[int] = range(0, n - overlap, size - overlap)
    return [(min(start, n - size), min(start + size, n)) for start in starts]
