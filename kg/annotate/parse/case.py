"""Text all in capitals or all in small letters, given the capitals it should have; no character moves.

What a word should look like is decided by the names that are known, by titles in front of names, by sentence starts and, where
a list of ordinary words is at hand, by being none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

Case = Literal["upper", "lower", "mixed"]

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?][\"')\]]*\s|\n\s*\n|[\[\]]\s)[\s\"'(\[]*$")
_DATELINE_END = re.compile(r"[\d)] ?--? [\"'(\[]*$")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february april june july august september october november december"
_CALENDAR = frozenset(f"{_DAYS} {_MONTHS}".split(" "))
_AMBIGUOUS_MONTHS = frozenset(["march", "may", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
_BEFORE_MONTH = frozenset(("in", "since", "last", "next", "until", "by", "of", "early", "late", "mid"))
_ROMAN = frozenset(("ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii", "xiv", "xv", "xvi"))
_CLIPPED = frozenset(("s", "t", "d", "m", "re", "ve", "ll"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of words: ``names`` by their first word, with the case they have; the rest are sets of lower-case words.

    ``titles`` stand in front of names, but for those after ``untitled`` words ("his brother"), ``given`` are first names, ``function`` and
    ``small`` words are of grammar and inside names, and ``words`` are ordinary words: when there are any, a word that is none of them
    is taken for a name.
    """

    names: Mapping[str, tuple[str, ...]]
    titles: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    untitled: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], cues: Mapping[str, Collection[str]], words: Iterable[str] = ()) -> Known:
        """Gathers it from listed names, the ontology's words by kind, and ordinary words."""
        given = (word.lower() for kind in ("firstNameMale", "firstNameFemale", "firstNameEither") for word in cues.get(kind, ()))
        titles = (title.rstrip(".") for title in cues.get("title", ()) if " " not in title)
        function, small, untitled = (frozenset(cues.get(kind, ())) for kind in ("functionWord", "smallWord", "untitling"))
        return cls(_by_first_word(names), frozenset(titles), frozenset(given), function, small, untitled, frozenset(words))


def case_of(text: str) -> Case:
    """Whether a text is in capitals or in small letters throughout; a short or ordinary one is mixed."""
    high, low = sum(map(str.isupper, text)), sum(map(str.islower, text))
    if high + low < 12 or len(text.split(maxsplit=2)) < 3:
        return "mixed"
    if high >= 0.8 * (high + low):
        return "upper"
    return "lower" if 400 * high <= low and low >= 40 else "mixed"


def truecase(text: str, known: Known, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Gives a text of one case its capitals; a text of mixed case is returned as it is, but for ``spans`` in capitals.

    ``spans`` are the blocks of the text (a headline in capitals above mixed prose is one); what the mixed prose writes with a
    capital inside its sentences counts as a name for them. The result has the length of the text.
    """
    case = case_of(text)
    loud = [(start, end) for start, end in spans if case == "mixed" and case_of(text[start:end]) == "upper"]
    if case == "mixed" and not loud:
        return text
    if case != "mixed":
        return _recased(text, known, case)
    seen = replace(known, names={**{word.lower(): (word,) for word in sorted(_seen(text, loud, known))}, **known.names})
    return _patched(text, [(start, end, _recased(text[start:end], seen, "upper")) for start, end in sorted(loud)])


def _patched(text: str, patches: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in patches:
        parts += [text[at:start], new]
        at = end
    return "".join((*parts, text[at:]))


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """First word -> the names that begin with it, longest first; names that change length with their case are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        first = _WORD.match(name)
        if first and len(name.lower()) == len(name) and not name.islower():
            found[first.group().lower()].append(name)
    return {first: tuple(sorted(rows, key=lambda name: (-len(name), name))) for first, rows in found.items()}


def _seen(text: str, loud: Collection[tuple[int, int]], known: Known) -> set[str]:
    """The words that the mixed part of a text writes with a capital where it need not."""
    found, small = set(), set()
    for word in _WORD.finditer(text):
        start = word.start()
        if any(left <= start < right for left, right in loud):
            continue
        if word.group().islower():
            small.add(word.group())
        elif len(word.group()) > 1 and not _starts_sentence(text, start):
            found.add(word.group())
    return {word for word in found if word.lower() not in small and word.lower() not in known.function}


# -- one text in one case ---------------------------------------------------------------------------------------------------


def _recased(text: str, known: Known, case: Case) -> str:
    """Small letters first, then the capitals of names, then of what stands beside names, then of sentence starts."""
    low = _lower(text)
    spans = [found.span() for found in _WORD.finditer(low)]
    shape: dict[int, str] = {}
    _shape_names(low, spans, known, shape)
    _shape_words(text if case == "upper" else "", low, spans, known, shape)
    _shape_neighbours(low, spans, known, shape)
    for place, (start, end) in enumerate(spans):
        if place not in shape and _starts_sentence(low, start):
            shape[place] = _capital(low[start:end])
    return _patched(low, [(start, end, shape.get(place, low[start:end])) for place, (start, end) in enumerate(spans)])


def _shape_names(low: str, spans: list[tuple[int, int]], known: Known, shape: dict[int, str]) -> None:
    """Names from the lists, longest first, in the case in which they are listed."""
    done = 0
    for place, (start, end) in enumerate(spans):
        if start < done:
            continue
        for name in known.names.get(low[start:end], ()):
            stop = start + len(name)
            if low[start:stop] == name.lower() and not low[stop : stop + 1].isalpha() and not _is_function(low, spans, place, name, known):
                inside = (k for k in range(place, len(spans)) if spans[k][0] < stop)
                shape.update({k: name[spans[k][0] - start : spans[k][1] - start] for k in inside})
                done = stop
                break


def _is_function(low: str, spans: list[tuple[int, int]], place: int, name: str, known: Known) -> bool:
    """Whether a short name is more likely the word that it looks like: who, it, us; but "the US"."""
    before = low[slice(*spans[place - 1])] if place else ""
    return name.lower() in known.function and not (name == "US" and before in ("the", "in", "to", "a"))


def _shape_words(original: str, low: str, spans: list[tuple[int, int]], known: Known, shape: dict[int, str]) -> None:
    """Words whose look needs no list of names: I, months, initials, numerals, and what is no ordinary word."""
    bracketed = {low[start:end] for start, end in spans if _in_brackets(low, start, end) and not _is_ordinary(low[start:end], known)}
    for place, (start, end) in enumerate(spans):
        word = low[start:end]
        if place in shape:
            continue
        if word == "i" or word in _ROMAN or _is_initial(low, start, end) or _is_code(low, start, end) or word in bracketed:
            shape[place] = _upper(word)
        elif word in _CALENDAR or word in _AMBIGUOUS_MONTHS and _is_month(low, spans, place):
            shape[place] = _capital(word)
        elif known.words and not _is_ordinary(word, known) and not _is_clipped(low, start, word) and low[end : end + 2] != "'t":
            consonants = original and len(word) < 7 and not re.search("[aeiouyáéíóúàèìòùâêîôûäëïöüåæøãõ]", word)
            shape[place] = _upper(word) if consonants else _capital(word)


def _is_ordinary(word: str, known: Known) -> bool:
    """Whether a word or what it is inflected from stands among the ordinary ones; without a list, a function word does."""
    if word in known.function or word in known.small or word in known.words or len(word) < 2:
        return True
    return any(stem in known.words for stem in _stems(word))


def _stems(word: str) -> Iterator[str]:
    for ending, new in (
        ("ies", "y"),
        ("es", ""),
        ("es", "e"),
        ("s", ""),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem + new
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _shape_neighbours(low: str, spans: list[tuple[int, int]], known: Known, shape: dict[int, str]) -> None:
    """A first name before a name, what follows a title, and the title before it."""
    words = [low[start:end] for start, end in spans]
    close = [b[0] - a[1] <= 2 and not set(low[a[1] : b[0]]) & set(',;:!?\n"()[]') for a, b in pairwise(spans)]
    for k in range(len(words) - 2, -1, -1):
        follows = k + 1 in shape and shape[k + 1][:1].isupper() and words[k + 1] not in _CALENDAR
        if k in shape or not close[k]:
            continue
        if words[k] in known.titles and not follows and _may_be_name(words[k + 1], known):
            shape[k + 1], follows = _capital(words[k + 1]), True
        titled = words[k] in known.titles and (k == 0 or words[k - 1] not in known.untitled)
        if follows and (titled or words[k] in known.given) and words[k] not in known.function:
            shape[k] = _capital(words[k])


def _may_be_name(word: str, known: Known) -> bool:
    return (
        len(word) > 2 and word not in known.function and word not in known.titles and (word in known.given or not _is_ordinary(word, known))
    )


# -- looks of single words ----------------------------------------------------------------------------------------------------


def _starts_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at a word: after a closing mark, a blank line, or the date line of a report."""
    before = text[max(0, start - 6) : start] if start > 6 else text[:start]
    if start < 200 and _DATELINE_END.search(before):
        return True
    return _SENTENCE_END.search(before) is not None and not _after_initial(text, start)


def _after_initial(text: str, start: int) -> bool:
    """Whether the full stop before a word is that of an initial or a title: "J. Smith"."""
    return bool(
        re.search(
            r"(?:^|[\s.])(?:[^\W\d_]|gen|col|dr|mr|mrs|ms|st|lt|sgt|capt|sen|rep|gov|maj)\.\s*$",
            text[max(0, start - 8) : start],
            re.IGNORECASE,
        )
    )


def _in_brackets(low: str, start: int, end: int) -> bool:
    return end - start < 8 and low[start - 1 : start] in ("(", "[") and low[end : end + 1] in (")", "]")


def _is_initial(low: str, start: int, end: int) -> bool:
    """A letter with a full stop: J. Smith, U.S.; not one of a list."""
    if end - start != 1 or low[end : end + 1] != "." or re.search(r"\b[ap]\.? ?m\.", low[max(0, start - 3) : end + 3]):
        return False
    return (
        low[end + 1 : end + 2].isalpha()
        or low[start - 1 : start] == "."
        or start > 1
        and low[start - 1] == " "
        and low[start - 2] not in "\n)]"
    )


def _is_code(low: str, start: int, end: int) -> bool:
    """Letters that a hyphen ties to a number: M-19, AK-47."""
    return end - start < 4 and low[end : end + 1] == "-" and low[end + 1 : end + 2].isdigit()


def _is_clipped(low: str, start: int, word: str) -> bool:
    """The tail of "didn't" and of "army's", or the letters of "19th"."""
    before = low[start - 1 : start]
    return before in ("'", "\u2019") and word in _CLIPPED or before.isdigit()


def _is_month(low: str, spans: list[tuple[int, int]], place: int) -> bool:
    start, end = spans[place]
    beside = low[start - 2 : start - 1].isdigit() or low[end + 1 : end + 2].isdigit()
    return beside or place > 0 and low[slice(*spans[place - 1])] in _BEFORE_MONTH


def _lower(text: str) -> str:
    """Small letters, except where one letter would become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _upper(text: str) -> str:
    return "".join(large if len(large := letter.upper()) == 1 else letter for letter in text)


def _capital(word: str) -> str:
    return _upper(word[:1]) + word[1:]
