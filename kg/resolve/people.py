"""Two names of people -> how likely they name one person, and why, from the names alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve import weights
from kg.resolve.feature import Feature
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import fold, split_title, tokens
from kg.resolve.sound import alike, enough

Words = tuple[str, ...]

_SERVANT = re.compile(r"^abd(?:[aeiou]?[lrnszd](?=[^aeiou]))?(?:al|el|ul)?(?=\w{4})")  # Abdelkader, Abdurrahman: the servant of
_FAITH = re.compile(r"(?:[aeiou]d)?d(?:i|e|ee|ie|ii)ne?$")  # Noureddine, Sharafuddin: of the faith
_STEPS = ((1, 1), (1, 2), (2, 1), (2, 2))  # so many words of the one name match so many of the other
_SPELT_LONGER = 3  # letters by which one spelling of joined words may be longer than another
_SYLLABLE = 5  # letters: two words match two others only where they are syllables of one name (Ji-hun, Chi-hun)
_RELIGION = re.compile(r"d(?:i|e|ee|ie)ne?")
_HYPOCORISM = (4, 4)  # a tail of so many letters stands for a longer name that has so many more before it


@dataclass(frozen=True, slots=True)
class Parts:
    """A person's name taken apart: the words that count, all words in one, the generation ("Jr.") and whether it says whose child."""

    words: Words
    whole: str
    generation: str | None
    patronymic: bool


@lru_cache(maxsize=1 << 17)
def parts(name: str, lexicon: Lexicon) -> Parts:
    """Takes a name apart; titles, honorifics, particles and articles are left out, "Abd al-" and "al-Din" join their word."""
    words = list(split_title(tokens(_turned(fold(name)).replace("-", " ").replace("'", "").replace("’", "")), lexicon.titles)[1])
    generation = lexicon.generations.get(words[-1]) if len(words) > 1 else None
    if generation:
        words.pop()
    joined = _joined(words, lexicon)
    patronymic = any(one in lexicon.child_of for one in joined[1:])
    kept = [one for one in joined if one not in lexicon.particles and one not in lexicon.articles]
    return Parts(tuple(kept or joined), "".join(words), generation, patronymic)


def _turned(name: str) -> str:
    """ "Rell, Ada" and "RELL Ada" as "Ada Rell"."""
    front, comma, rest = name.partition(", ")
    if comma and len(rest.split()) < 4 and not rest.rstrip(".").lower() in ("jr", "sr"):
        return f"{rest} {front}"
    words = name.split()
    shouted = 0
    while shouted < len(words) and words[shouted].isupper() and len(words[shouted]) > 2:
        shouted += 1
    return " ".join([*words[shouted:], *words[:shouted]]) if 0 < shouted < len(words) else name


def _joined(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    found: list[str] = []
    for place, one in enumerate(words):
        before = words[place - 1] if place else ""
        if place > 1 and before in lexicon.articles and _RELIGION.fullmatch(one):
            found[-2:] = [found[-2] + "din"]
        elif _FAITH.fullmatch(one) and found and len(one) > 3:
            found[-1] += "din"
        elif found and found[-1] == "abd" and one in lexicon.articles:
            continue
        elif found and found[-1] in lexicon.servant_of:
            found[-1] = "abd" + one
        else:
            found.append(_SERVANT.sub("abd", _FAITH.sub("din", one) if len(one) > 6 else one))
    return found


def compare_people(lexicon: Lexicon, left: str, right: str) -> Feature:
    """Judges two names of which each has two words or more."""
    one, other = parts(left, lexicon), parts(right, lexicon)
    if one.generation and other.generation and one.generation != other.generation:
        return Feature(weights.NAMES_DIFFER, f"{one.generation} is not {other.generation}")
    if one.whole == other.whole:
        return Feature(weights.SAME_NAME, f"same name: {' '.join(one.words)}")
    found = _aligned(lexicon, one.words, other.words)
    if found is None and not (one.patronymic or other.patronymic):
        found = _rotated(lexicon, one.words, other.words)
    return found or Feature(weights.NAMES_DIFFER, f"names differ: {' '.join(one.words)}, {' '.join(other.words)}")


def _rotated(lexicon: Lexicon, left: Words, right: Words) -> Feature | None:
    """The family name first in one and last in the other."""
    if not 2 <= len(left) <= 4:
        return None
    for turned in ((*left[1:], left[0]), (left[-1], *left[:-1])):
        found = _aligned(lexicon, turned, right)
        if found and found.score >= weights.SAME_SPELLING:
            return Feature(weights.SAME_TURNED, f"{' '.join(left)} is {' '.join(right)} turned round")
    return None


def _aligned(lexicon: Lexicon, left: Words, right: Words) -> Feature | None:
    short, long = sorted((left, right), key=lambda one: (len(one), one))
    if "".join(short) == "".join(long):
        return Feature(weights.SAME_NAME, f"same name: {' '.join(long)}")
    scores = _walk(lexicon, short, long, True)
    if scores is None and len(long) > 2 and len(short) > 1 and long[0] in lexicon.leading:
        scores = _walk(lexicon, short, long[1:], True)
        scores = [*scores, weights.SAME_SHORT] if scores else None
    if not scores or len(short) < 2 and len(long) > 1:
        return None
    return _told(scores, short, long)


def _told(scores: Sequence[float], short: Words, long: Words) -> Feature | None:
    full = [one for one in scores if one > weights.SAME_INITIALS]
    if not full:
        return None
    names = f"{' '.join(short)}, {' '.join(long)}"
    worst = min(scores)
    reasons = {
        weights.SAME_NAME: "same name",
        weights.SAME_SPELLING: "spellings of one name",
        weights.SAME_SHORT: "one is short for the other",
        weights.SAME_FORM: "a short form of the name",
        weights.SAME_INITIALS: "initials fit",
    }
    return Feature(worst, f"{reasons[worst]}: {names}")


def _walk(lexicon: Lexicon, short: Words, long: Words, first: bool) -> list[float] | None:
    """The scores of matching every word of the short name, in order; the first words must match, later ones of the long may be left."""
    if not short:
        return [weights.SAME_SHORT] if long else []
    if not long:
        return None
    for here, there in _STEPS:
        if here <= len(short) and there <= len(long):
            score = _step(lexicon, short[:here], long[:there], first)
            if score and (rest := _walk(lexicon, short[here:], long[there:], False)) is not None:
                return [score, *rest]
    if first:
        return None
    rest = _walk(lexicon, short, long[1:], False)
    return None if rest is None else [weights.SAME_SHORT, *rest]


def _step(lexicon: Lexicon, one: Words, other: Words, first: bool) -> float:
    joined = len(one) + len(other) > 2
    if joined and abs(sum(map(len, one)) - sum(map(len, other))) > _SPELT_LONGER:
        return 0.0
    if len(one) == len(other) == 2 and (first or max(map(len, (*one, *other))) > _SYLLABLE):
        return 0.0
    if len(one) == len(other) == 2 and not enough("".join(one), "".join(other), weights.NEAR_SOUND_SHORT):
        return 0.0
    return _word(lexicon, "".join(one), "".join(other), first, joined)


def _word(lexicon: Lexicon, one: str, other: str, first: bool, joined: bool) -> float:
    """How well two words match: 0 where they do not."""
    if one == other:
        return weights.SAME_NAME
    if min(len(one), len(other)) == 1:
        return weights.SAME_INITIALS if one[0] == other[0] and not joined else 0.0
    if alike(one, other):
        return weights.SAME_SPELLING
    if joined:
        return 0.0
    mine, yours = lexicon.forms.get(one, frozenset()) | {one}, lexicon.forms.get(other, frozenset()) | {other}
    if mine & yours or first and any(alike(a, b) for a in mine for b in yours):
        return weights.SAME_FORM
    return weights.SAME_FORM if first and (_tail(one, other) or _tail(other, one)) else 0.0


def _tail(short: str, long: str) -> bool:
    """ "Seun" of Oluwaseun."""
    least, more = _HYPOCORISM
    return len(short) >= least and len(long) - len(short) >= more and long.endswith(short)
