"""How alike two words of names are, whoever wrote them down: romanised spellings of one sound come near each other.

Three strings are compared with rapidfuzz's edit distance: the sounds, the sounds with near ones held for one, and the consonants alone.
A consonant that differs counts whole, a vowel half, a mere spelling a fifth.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from kg.resolve.weights import NEAR_SOUND, NEAR_SOUND_SHORT, SHORT_WORD

_VOWELS = "aeiou"
_LEAST = 4  # letters over which a cost is spread at least
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "dj", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_HACEKS = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ś": "sh", "ž": "zh", "ź": "zh", "ż": "zh", "ş": "sh", "ç": "ch", "ä": "ae", "ö": "oe", "ü": "ue"}
)
# Spelling -> sound, in this order: capitals stand for ch, sh and zh, y and w for themselves only where a word begins with them.
_SPELLINGS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"^x(?!\b)|^hs", "s"),
        (r"^(?:ye|ie)", "e"),
        (r"tsch|tch|ch|cz", "C"),
        (r"sch|sh|sz", "S"),
        (r"qi(?=[aeou]|n)", "Ci"),
        (r"zh", "Z"),
        (r"dj|dzh|dz", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"(?<=.)w", "u"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ow", "au"),
        (r"oe|oh(?=[^aeiou]|$)", "o"),
        (r"ue(?=[^aeiou])", "u"),
        (r"(?<=[aeiou])h$", ""),
        (r"(?<=.)y", "i"),
        (r"(?<=[aeiou])j$", "i"),
        (r"(?<=[pbvmtsk])j", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)i(?=[aeou])", ""),
    )
)
_NEAR = str.maketrans(
    {"e": "i", "u": "o", "z": "s", "c": "s", "S": "s", "Z": "j", "C": "j", "b": "p", "d": "t", "g": "k", "v": "f", "w": "f"}
)
_NOT_CONSONANT = re.compile(f"[{_VOWELS}]")


@lru_cache(maxsize=1 << 18)
def sounds(word: str) -> tuple[str, ...]:
    """How a word in lower case may sound: its accents left out, and where they stand for other letters with those."""
    plain = word.translate(_LETTERS)
    return tuple(dict.fromkeys(_sound(form) for form in (plain, plain.translate(_HACEKS))))


def _sound(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    sound = "".join(one for one in parts if one.isalnum())
    for spelling, to in _SPELLINGS:
        sound = spelling.sub(to, sound)
    return sound


@lru_cache(maxsize=1 << 18)
def near(sound: str) -> str:
    """A sound with those that are often taken for each other held for one."""
    return re.sub(r"(.)\1+", r"\1", sound.translate(_NEAR))


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: how likely two words in lower case are spellings of one name."""
    return 1.0 if one == other else max(_likeness(left, right) for left in sounds(one) for right in sounds(other))


def alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name; short words must come nearer."""
    return enough(one, other, NEAR_SOUND_SHORT if min(len(one), len(other)) <= SHORT_WORD else NEAR_SOUND)


def enough(one: str, other: str, wanted: float) -> bool:
    """Whether two words in lower case are so alike or more; most that are not are told by their consonants alone."""
    if one == other:
        return True
    hopeful = any(_may_reach(left, right, wanted) for left in sounds(one) for right in sounds(other))
    return hopeful and likeness(one, other) >= wanted


def _may_reach(left: str, right: str, wanted: float) -> bool:
    """Whether the cost of one consonant could be borne, or none is to be paid."""
    return (1 - wanted) * max(len(left), len(right), _LEAST) >= 1 or _skeleton(left) == _skeleton(right)


@lru_cache(maxsize=1 << 18)
def _skeleton(sound: str) -> str:
    return _NOT_CONSONANT.sub("", near(sound))


def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    near_left, near_right = near(left), near(right)
    consonants = Levenshtein.distance(_skeleton(left), _skeleton(right))
    all_near = Levenshtein.distance(near_left, near_right)
    spelt = Levenshtein.distance(left, right)
    cost = consonants + 0.5 * max(0, all_near - consonants) + 0.2 * max(0, spelt - all_near)
    if _ending(near_left) != _ending(near_right):
        cost += 0.5  # Fernando, Fernanda; Kumar, Kumari: the ending tells two people apart
    return max(0.0, 1.0 - cost / max(len(left), len(right), _LEAST))


def _ending(sound: str) -> str:
    return sound[-1:] if sound[-1:] in _VOWELS else ""
