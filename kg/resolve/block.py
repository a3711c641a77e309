"""Which names are worth comparing: names that share a key meet in a block, so time grows with the number of names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import jellyfish

from kg.resolve.groups import words_of
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import is_acronym
from kg.resolve.people import parts
from kg.resolve.sound import near, sounds

Key = tuple[str, ...]

_LARGEST = 8  # names in a block; of a larger one each meets its neighbours in the alphabet only
_NEIGHBOURS = 4
_BEGINNING = 2  # consonants of a first name
_RAREST = 2  # words of a group's or place's name by which it is found
_VOWELS = re.compile("[aeiou]")


def meetings(lexicon: Lexicon, family: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names to compare, each once, the smaller first."""
    keys = _person_keys if family == "Person" else _Rare(lexicon, names).keys
    blocks: dict[Key, list[str]] = defaultdict(list)
    for name in names:
        for key in set(keys(lexicon, name)):
            blocks[key].append(name)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        if key[0] != "is sought":
            for pair in _pairs(sorted(blocks[key]), sorted(blocks.get(("is sought", *key[1:]), ())) if key[0] == "seeks" else ()):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _pairs(block: Sequence[str], sought: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs within a block, and of its names with those sought; of many each meets its neighbours only."""
    reach = len(block) if len(block) <= _LARGEST else _NEIGHBOURS
    yield from ((one, other) for place, one in enumerate(block) for other in block[place + 1 : place + 1 + reach])
    if len(block) * len(sought) <= _LARGEST**2:
        yield from ((one, other) if one < other else (other, one) for one in block for other in sought)


def _person_keys(lexicon: Lexicon, name: str) -> Iterator[Key]:
    """A later word as it sounds, with how the first word begins; also the other way round, for names that are turned.

    An initial is looked for under the first sound alone, and only a name with an initial looks there for others.
    """
    words = parts(name, lexicon).words
    begins = {_consonants(one)[:_BEGINNING] for one in (words[0], *lexicon.forms.get(words[0], ()))}
    initial = near(sounds(words[0])[0])[:1]
    for word in words[1:]:
        if len(word) > 1:
            seeks = "seeks" if len(words[0]) == 1 else "is sought"
            for sound in _sounding(word):
                yield from (("sound", begin, sound) for begin in begins if len(words[0]) > 1)
                yield (seeks, initial, sound)
            yield from (("sound", _consonants(word)[:_BEGINNING], sound) for sound in _sounding(words[0]))
    yield ("whole", _consonants("".join(words)))


def _sounding(word: str) -> set[str]:
    return {jellyfish.metaphone(word), _consonants(word)}


def _consonants(word: str) -> str:
    sound = near(sounds(word)[0])
    return _VOWELS.sub("", sound) or sound


class _Rare:
    """The rarest words of a name, as they sound; for an acronym its letters."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str]) -> None:
        self.often = Counter(word for name in names for word in {_consonants(one) for one in words_of(name, lexicon)})

    def keys(self, lexicon: Lexicon, name: str) -> Iterator[Key]:
        words = words_of(name, lexicon)
        if is_acronym(name):
            yield ("letters", "".join(one for one in name.casefold() if one.isalnum()))
        elif len(words) > 1:
            content = name.casefold().split()
            yield ("letters", "".join(one[0] for one in content))
            yield ("letters", "".join(one[0] for one in content if len(one) > 3))
        rare = sorted({_consonants(one) for one in words}, key=lambda one: (self.often[one], one))
        yield from (("word", one) for one in rare[:_RAREST])
