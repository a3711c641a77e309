"""Where a text says what the reader read in it: which mentions to quote, and the words whose stance counts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.doc import VERBS, Tree
from kg.annotate.reader.sifted import Party


def placed(tree: Tree, subject: Party, object_: Party, looks: Sequence[float], reach: int) -> tuple[int, int] | None:
    """The mentions to quote: of one sentence, the one that is looked at most, else the closest ones; None where they are too far apart."""
    pairs = [(left, right) for left in subject.named for right in object_.named if left != right]
    near = [pair for pair in pairs if abs(tree.sent[pair[0]] - tree.sent[pair[1]]) <= reach]
    return min(near, key=lambda pair: _distance(tree, pair, looks), default=None)


def _distance(tree: Tree, pair: tuple[int, int], looks: Sequence[float]) -> tuple[int, float, int, int]:
    left, right = pair
    return abs(tree.sent[left] - tree.sent[right]), -looks[tree.sent[left]], abs(left - right), left


def told_at(tree: Tree, left: int, right: int) -> int:
    """The token whose stance counts: the verb of the end that stands in the deeper clause ("said X had never studied at Y"), else where both meet."""
    above = {left, *tree.climb(left)}
    meeting = next((i for i in (right, *tree.climb(right)) if i in above), right)
    verb = governor(tree, meeting)
    return next((own for own in (governor(tree, left), governor(tree, right)) if own != verb and tree.pos[own] in VERBS), meeting)


def governor(tree: Tree, at: int) -> int:
    """The verb in whose clause a token stands."""
    return next((i for i in (at, *tree.climb(at)) if tree.pos[i] in VERBS), at)
