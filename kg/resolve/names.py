"""Names as strings: folding, keys under which two spellings are one name, titles, acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from kg.ontology import Ontology

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DETERMINERS = frozenset({"the", "a", "an"})
_LONGEST_TITLE = 4


def fold(text: str) -> str:
    """The text with every run of white space, line breaks included, as one blank."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without accents, points and possessive endings ("U.S." gives "us")."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", fold(text))).casefold()
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return tuple(_WORD.findall(plain.replace(".", "") if _dotted(plain) else plain.replace(".", " ")))


def _dotted(text: str) -> bool:
    """Whether a single word is spelt with points, as "u.s." or "f.a.r.c." are."""
    return " " not in text and bool(re.fullmatch(r"(?:\w\.){2,}\w?\.?", text))


def key(text: str) -> str:
    """The key under which two spellings count as one name: ``tokens`` without a leading article."""
    return " ".join(without_determiner(tokens(text)))


def without_determiner(words: Sequence[str], determiners: Collection[str] = _DETERMINERS) -> Sequence[str]:
    """The words without articles in front, unless nothing would be left."""
    start = 0
    while start < len(words) - 1 and words[start].casefold() in determiners:
        start += 1
    return words[start:]


def titles(ontology: Ontology) -> frozenset[tuple[str, ...]]:
    """The ontology's titles ("Gen.", "Prime Minister") as token tuples."""
    return frozenset(filter(None, (tokens(one) for one in ontology.cues.get("title", ()))))


def split_title(words: Sequence[str], known: Collection[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles in front and the rest of a name; a name that is nothing but titles keeps its last one as the rest."""
    start, moved = 0, True
    while moved:
        moved = False
        for size in range(min(_LONGEST_TITLE, len(words) - start - 1), 0, -1):
            if tuple(words[start : start + size]) in known:
                start, moved = start + size, True
                break
    return tuple(words[:start]), tuple(words[start:])


def is_acronym(text: str) -> bool:
    """Whether a name is one word of capitals ("NATO", "U.S.", "M-19")."""
    letters = [one for one in text if one.isalpha()]
    return " " not in text and 1 < len(text) and bool(letters) and all(one.isupper() for one in letters)
