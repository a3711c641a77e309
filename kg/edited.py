"""Where a place in a text lies after it was edited."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

Block = tuple[int, int, int]  # where a stretch that both texts have begins in each, and how long it is

_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?]+|\n|$)\s*")
_WORDS = re.compile(r"\w+|\W")


def moved(old: str, new: str) -> Callable[[int], int | None]:
    """Maps an offset in the old text to the same character in the new one; None for what is no longer there."""
    blocks = list(_blocks(old, new, 0, 0, (_SENTENCES, _WORDS)))
    starts = [start for start, _, _ in blocks]

    def there(offset: int) -> int | None:
        start, other, long = blocks[bisect_right(starts, offset) - 1] if starts and offset >= starts[0] else (0, 0, 0)
        return other + offset - start if start <= offset < start + long else None

    return there


def _blocks(old: str, new: str, at: int, other: int, grains: Sequence[re.Pattern[str]]) -> Iterator[Block]:
    """The stretches that both have, first whole sentences, then words within sentences that differ."""
    if not grains or not old or not new:
        return
    mine, yours = ([one for one in grains[0].findall(text) if one] for text in (old, new))
    here, there = _starts(mine, at), _starts(yours, other)
    for tag, first, last, begin, end in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if tag == "equal":
            yield here[first], there[begin], here[last] - here[first]
        else:
            yield from _blocks("".join(mine[first:last]), "".join(yours[begin:end]), here[first], there[begin], grains[1:])


def _starts(pieces: Sequence[str], at: int) -> list[int]:
    found = [at]
    for one in pieces:
        found.append(found[-1] + len(one))
    return found
