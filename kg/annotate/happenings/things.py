"""What may take part in what a text reports, and how likely the learned reader thinks that it does, in which role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.doc import Naming
from kg.annotate.grammar.wholes import inside
from kg.annotate.happenings.participants import Cast
from kg.facts import Span

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

_WHOLE = 0.5  # so much of what the reader says of a part of a phrase it says of the whole, at least, where it means the whole


@dataclass(frozen=True, slots=True)
class Thing:
    """What the text names or describes, with the head tokens that do; ``likely`` is what the reader says of each label that it can have.

    A label is a role, with the family of what stands there where the reader tells families apart ("agent Group").
    """

    group: int
    heads: tuple[int, ...]
    named: bool
    likely: Mapping[str, float]
    other: float = 0.0  # what the reader says of the labels of another family


@cache
def role_of(label: str) -> str:
    """The role of a label."""
    return label.partition(" ")[0]


def things(cast: Cast) -> list[Thing]:
    """What may take part: all that is named or described outside of headings and credits."""
    members: dict[int, list[int]] = defaultdict(list)
    for head, one in cast.namings.items():
        if one.kind != "pronoun" and not cast.g.tree.off[head]:
            members[cast.groups.get(head, head)].append(head)
    means = _means(
        [(cast.namings[head].start, cast.namings[head].end) for heads in members.values() for head in heads], cast.reported.scores
    )
    return [_thing(group, tuple(heads), means, cast) for group, heads in sorted(members.items())]


def _means(spans: Sequence[Span], scores: Floats) -> dict[Span, list[float]]:
    """What the reader says of each label of spans of tokens, at the mean of their tokens; those of one length are summed together."""
    lengths: dict[int, list[Span]] = defaultdict(list)
    for one in spans:
        lengths[one[1] - one[0]].append(one)
    found: dict[Span, list[float]] = {}
    for length, several in lengths.items():
        rows = scores[np.array([start for start, _ in several])[:, None] + np.arange(length)]
        found.update(zip(several, np.ascontiguousarray(rows.transpose(0, 2, 1)).mean(axis=2).tolist(), strict=True))
    return found


def _thing(group: int, heads: tuple[int, ...], means: Mapping[Span, Sequence[float]], cast: Cast) -> Thing:
    """What some namings name, with how likely the reader thinks that one of them has each of its labels."""
    named = any(cast.namings[k].kind == "name" for k in heads)
    acts_as = cast.ontology.family(cast.type_of(heads[0])[0])
    family = "Group" if named and acts_as in ("Group", "Place") else "Person"  # a land that acts is a group
    rows = [_here(cast.namings[head], means, cast) for head in heads]
    read = {
        label: max(several)
        for label, several in zip(cast.reported.labels, zip(*rows, strict=True), strict=True)
        if role_of(label) in cast.ontology.properties
    }
    own = {label: here for label, here in read.items() if label in (role_of(label), f"{role_of(label)} {family}")}
    other = max((here for label, here in read.items() if label not in own), default=0.0)
    return Thing(group, heads, named, own, other)


def _here(one: Naming, means: Mapping[Span, Sequence[float]], cast: Cast) -> Sequence[float]:
    """What the reader says of one naming under each label; nothing where it says so of the phrase in which it stands.

    Thus of the police in "police building". For a label with a family what follows "of" is no part of what comes before it: a group of
    gunmen are gunmen.
    """
    here, labels = means[one.start, one.end], cast.reported.labels
    outer, wider = (inside(cast.g.tree, one, of=of) for of in (False, True))
    if outer is None and wider is None:
        return here
    if (
        wider is not None
        and wider in cast.namings
        and cast.g.tree.dep[one.head] == "poss"
        and cast.ontology.family(cast.type_of(wider)[0]) == "Person"
    ):
        return [0.0] * len(here)  # "Ana Ruiz's brother was killed" says nothing of her
    scores, wholes = cast.reported.scores, (outer if " " in label else wider for label in labels)
    return [
        0.0 if whole is not None and scores[whole, k] >= _WHOLE * mine else mine
        for k, (mine, whole) in enumerate(zip(here, wholes, strict=True))
    ]
