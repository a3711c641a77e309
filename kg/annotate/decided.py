"""What the words of one text decide about who is who: its links as judgements between the mentions that were written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.annotate.doc import Link
from kg.annotate.happenings.happening import Happening
from kg.facts import Judgement

_INCIDENT = 0.8


def mentions(links: Iterable[Link], written: Mapping[int, str]) -> list[Judgement]:
    """The decisions between mentions; ``written`` maps head tokens to ids, and what was not written down is not decided on."""
    made = []
    for link in links:
        left, right = written.get(link.left), written.get(link.right)
        if left and right and left != right:
            pair = sorted((left, right))
            made.append(Judgement(pair[0], pair[1], "same" if link.same else "different", link.score, (link.reason,), "rule:coreference"))
    return sorted(set(made), key=lambda one: (one.left, one.right, one.verdict, -one.score, one.reasons))


def happenings(pairs: Iterable[tuple[Happening, Happening, str]], written: Mapping[tuple[int, str], str]) -> list[Judgement]:
    """The decisions that two tellings are of one happening; ``written`` maps trigger token and class to ids."""
    made = []
    for left, right, reason in pairs:
        one, other = sorted((written[left.at, left.type], written[right.at, right.type]))
        made.append(Judgement(one, other, "same", _INCIDENT, (reason,), "rule:incidents"))
    return made
