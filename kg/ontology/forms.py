"""Words that are other forms of a name: the ontology's own list and a well-kept list of English nicknames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    """("paco=francisco", ...) -> (("paco", "francisco"), ...)."""
    split = (one.partition("=") for one in sorted(words))
    return [(left, right) for left, _, right in split if right]


@lru_cache(maxsize=4)
def other_forms(told: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Word -> the words that it is another form of; ``told`` are pairs as the ontology writes them."""
    from nicknames import name_triplets

    nicknames = [(one.name2, one.name1) for one in name_triplets() if one.relationship == "has_nickname"]
    found: dict[str, set[str]] = defaultdict(set)
    for form, name in [*pairs(told), *nicknames]:
        found[form].add(name)
    return {form: frozenset(names) for form, names in found.items()}
