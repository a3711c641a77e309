"""Texts told anew of other people: the words of personal names are exchanged, so that a name need not have been seen to be read."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.learn.samples import Sample, Zone

_WORD = re.compile(r"[^\W\d_]{3,}")
_PERSON = "Person"
Words = tuple[list[str], list[str]]  # what people are called first, and after that


def pool(samples: Sequence[Sample]) -> Words:
    """The words of the personal names of the texts that are not held back."""
    found: Words = [], []
    for sample in samples:
        if not sample.held:
            for start, end in _people(sample):
                for k, word in enumerate(_WORD.findall(sample.text[start:end])):
                    if word[0].isupper():
                        found[k > 0].append(word)
    return found


def swapped(sample: Sample, words: Words, draw: random.Random) -> Sample:
    """The sample with each word of a person's name exchanged for another's, the same everywhere in its people's names."""
    other: dict[str, str] = {}
    edits: dict[tuple[int, int], str] = {}
    for start, end in _people(sample):
        for k, match in enumerate(_WORD.finditer(sample.text, start, end)):
            if match[0][0].isupper() and words[k > 0]:
                edits[match.span()] = other.setdefault(match[0], draw.choice(words[k > 0]))
    return _edited(sample, sorted(edits.items()))


def _people(sample: Sample) -> list[tuple[int, int]]:
    """The spans of people's names: of those that are tagged, else of those that take part in relations."""
    rows = [(start, end) for start, end, kind, *_ in (sample.names or sample.mentions) if kind == _PERSON]
    return [(start, end) for start, end in sorted(set(rows)) if sample.text[start].isupper()]


def _edited(sample: Sample, edits: Sequence[tuple[tuple[int, int], str]]) -> Sample:
    """The sample with spans of its text replaced, and all that is marked moved along."""
    parts, at = [], 0
    for (start, end), word in edits:
        parts += [sample.text[at:start], word]
        at = end
    move = _mover(edits)
    return replace(
        sample,
        text="".join(parts) + sample.text[at:],
        mentions=[(move(start), move(end), kind, group) for start, end, kind, group in sample.mentions],
        zones=[Zone(move(zone.start), move(zone.end), zone.labels, zone.relations, zone.only) for zone in sample.zones],
        names=[(move(start), move(end), kind, exact) for start, end, kind, exact in sample.names],
        open=[(move(start), move(end)) for start, end in sample.open],
        parts=[(move(start), move(end), role) for start, end, role in sample.parts],
        happened={name: [(move(start), move(end)) for start, end in spans] for name, spans in sample.happened.items()},
    )


def _mover(edits: Sequence[tuple[tuple[int, int], str]]) -> Callable[[int], int]:
    """Where each place of the old text lies in the new one; a place inside of a word that went stays within the new word."""

    def move(place: int) -> int:
        shift = 0
        for (start, end), word in edits:
            if end <= place:
                shift += len(word) - (end - start)
            elif start < place:
                return min(place, start + len(word)) + shift
        return place + shift

    return move
