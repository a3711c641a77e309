"""Documents that repeat each other: reprints of one report are one witness.

Word shingles are sketched with MinHash (rensa); sketches that share a band are compared by the shingles themselves.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from kg.facts import Document
from kg.resolve.weights import COPY, COPY_PART

_SHINGLE = 5  # words
_SKETCH, _BAND = 128, 4  # 32 bands of 4: two texts with half their shingles in common meet with a chance of 87 %, with two thirds of 99.9 %
_SEED = 1
_LEAST = 20  # shingles; a shorter text says too little to be anyone's copy
_KEPT = 64  # texts whose shingles are kept while their neighbours are compared
_CROWD = 50  # texts in one band; more are compared with the first of them only
_WORD = re.compile(r"\w+")


def copies(documents: Iterable[Document]) -> dict[str, str]:
    """Id of a document -> id of the first, by id, of those that it repeats or that repeat it; documents on their own are left out."""
    texts = {one.id: one.text for one in documents}
    sketches = Sketches()
    for one in sorted(texts):
        sketches.take(one, texts[one])
    return sketches.copies(texts.__getitem__)


class Sketches:
    """The sketches of texts, which are themselves looked at again only where two sketches are alike."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._bands = array("q")

    def take(self, document: str, text: str) -> None:
        """Sketches a text; the documents come in the order of their ids."""
        self._ids.append(document)
        self._bands.extend(_bands(text))

    def copies(self, text: Callable[[str], str]) -> dict[str, str]:
        """What ``copies`` says of all documents so far; ``text`` gives the text of a document."""
        ids = self._ids
        shingles = lru_cache(maxsize=_KEPT)(lambda one: frozenset(_shingles(text(ids[one]))))
        parent: dict[str, str] = {}
        for one, other in sorted(self._candidates()):
            if _root(parent, ids[one]) != _root(parent, ids[other]) and _repeats(shingles(one), shingles(other)):
                _join(parent, ids[one], ids[other])
        return {one: _root(parent, one) for one in sorted(parent)}

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs of numbers of texts whose sketches agree in a band."""
        if not self._ids:
            return set()
        import numpy

        bands = numpy.frombuffer(self._bands, dtype=numpy.int64).reshape(len(self._ids), -1)
        found: set[tuple[int, int]] = set()
        for band in bands.T:
            order = numpy.argsort(band, kind="stable")
            for group in numpy.split(order, numpy.flatnonzero(numpy.diff(band[order])) + 1):
                if len(group) > 1:
                    found.update(_pairs(sorted(int(one) for one in group)))
        return found


def witnesses(documents: Iterable[str], same: Mapping[str, str]) -> int:
    """How many of the documents are independent, copies of one counted once."""
    return len({same.get(one, one) for one in documents})


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {" ".join(words[place : place + _SHINGLE]) for place in range(max(0, len(words) - _SHINGLE + 1))}


def _bands(text: str) -> list[int]:
    """The sketch of a text, a number for each band; a text too short for a shingle gets numbers of its own."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_SKETCH, seed=_SEED)
    sketch.update(list(_shingles(text)) or [text])  # a set: a sketch knows no order
    digest = sketch.digest()
    return [hash(tuple(digest[start : start + _BAND])) for start in range(0, _SKETCH, _BAND)]  # of whole numbers: the same in every process


def _pairs(group: Sequence[int]) -> Iterable[tuple[int, int]]:
    first = group if len(group) <= _CROWD else group[:1]
    return ((one, other) for place, one in enumerate(first) for other in group[place + 1 :])


def _repeats(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are mostly the same, or the shorter one is part of the longer."""
    if min(len(one), len(other)) < _LEAST:
        return False
    shared = len(one & other)
    return shared >= COPY * len(one | other) or shared >= COPY_PART * min(len(one), len(other))


def _root(parent: Mapping[str, str], one: str) -> str:
    while parent.get(one, one) != one:
        one = parent[one]
    return one


def _join(parent: dict[str, str], one: str, other: str) -> None:
    left, right = sorted((_root(parent, one), _root(parent, other)))
    parent.setdefault(one, one)
    parent.setdefault(other, other)
    parent[right] = left
