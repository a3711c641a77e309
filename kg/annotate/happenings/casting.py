"""Who takes part in what a text reports: the grammar and the learned reader judge together.

The grammar knows what stands at which verb; the reader knows who in a whole report did it, suffered it or was used for it, also where
another sentence tells so. A logistic of both says how likely a thing has a role; a thing to which no telling gives the role gets it
in the nearest happening that can have it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log, log1p
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kg.annotate.classes import types
from kg.annotate.doc import Naming
from kg.annotate.grammar.wholes import inside
from kg.annotate.happenings.happening import Happening, Pair
from kg.annotate.happenings.participants import LEAST, Cast, fitting, score
from kg.facts import Span

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

LIKELY = 0.25  # in a report that the reader knows, what both together make less likely loses a role that the grammar is not sure of
KNOWN = 0.85  # a report of which the reader makes it so likely that it tells of something of its kinds is one that it knows: so attacks are told best
REACH = 3  # sentences from a happening to the words that tell who took part in it, at most
SURE = 0.5  # what the reader alone gives a role must be likelier than not
_WHOLE = 0.5  # so much of what the reader says of a part of a phrase it says of the whole, at least, where it means the whole
_AGREED = 0.5  # from here on the reader says so too
_STANDS = 0.5  # what the grammar alone makes likelier than not keeps its role
_EDGE = 0.0001  # nothing is less likely
_WEIGHTS = Path(__file__).with_name("casting.tsv")


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


def taking_part(told: Sequence[Happening], cast: Cast) -> list[Happening]:
    """The happenings with who takes part in them; by the grammar alone where nothing was read beside it."""
    return together(told, cast) if cast.reported.labels else fitting(told, cast)


def together(told: Sequence[Happening], cast: Cast) -> list[Happening]:
    """The happenings without what hardly takes part, and with what the reader finds beside them."""
    found = things(cast)
    ruled, at_home = by_rule(told, cast), known(cast)
    sure = {
        (role_of(label), one.group): likely(label, clues(label, one, ruled, cast))
        for one in found
        for label in one.likely
        if at_home or (role_of(label), one.group) in ruled
    }
    made = [_judged(one, sure, cast) for one in told]
    suffering = {cast.ontology.roles(one.type)[1] for one in told if cast.ontology.judged(one.type)}
    for one in found if at_home else ():
        hit = any(
            (role, one.group) in ruled for role in suffering
        )  # whom an attack was aimed at is its victim, and nobody's who was killed
        for role in map(role_of, one.likely):
            if sure[role, one.group] >= SURE and (role, one.group) not in ruled and not (hit and role in suffering):
                _give(made, one, role, sure[role, one.group], cast)
    return made


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


def by_rule(told: Sequence[Happening], cast: Cast) -> dict[tuple[str, int], float]:
    """(role, group) -> how likely it takes part by what the grammar found, at the best of its tellings."""
    found: dict[tuple[str, int], float] = {}
    for one in told:
        if cast.ontology.judged(one.type):
            judged = set(cast.judged(one))
            for role, token in one.roles:
                here = score(role, cast.traits(one, role, token)) if (role, token) in judged else 0.5
                key = role, cast.groups.get(token, token)
                found[key] = max(here, found.get(key, 0.0))
    return found


def clues(label: str, one: Thing, ruled: Mapping[tuple[str, int], float], cast: Cast) -> dict[str, float]:
    """What speaks for and against a thing's having the role of a label, as numbers."""
    others = {name: value for name, value in one.likely.items() if name != label}
    rule = ruled.get((role_of(label), one.group))
    return {
        "always": 1.0,
        "read": logit(one.likely[label]),
        "read in another role": logit(max(others.values(), default=0.0)),
        "read of another family": logit(one.other) if " " in label else 0.0,
        "told": float(rule is not None),
        "told so": logit(rule) if rule is not None else 0.0,
        "told in another role": float(any((role_of(name), one.group) in ruled for name in others)),
        "named": float(one.named),
        "often": log1p(len(one.heads)),
        "late": min(cast.g.tree.sent[one.heads[0]], 20) / 20,
        "reported": logit(max(cast.happened.values(), default=0.0)),
    }


def logit(likely: float) -> float:
    """The logarithm of the odds, held between those of what is as good as impossible and as good as certain."""
    held = min(max(likely, _EDGE), 1 - _EDGE)
    return log(held / (1 - held))


def likely(label: str, found: Mapping[str, float]) -> float:
    """How likely what has these clues is what a label says, 0 to 1; what was not fitted is not likely."""
    weights = _weights().get(label)
    return 1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in found.items()))) if weights else 0.0


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """Label -> clue -> weight, as ``python -m kg.learn.casting`` prints them."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in _WEIGHTS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            role, clue, weight = line.split("\t")
            found[role][clue] = float(weight)
    return found


def _judged(one: Happening, sure: Mapping[tuple[str, int], float], cast: Cast) -> Happening:
    """A happening without what hardly takes part; where the reader agrees, it is noted."""
    at_home = known(cast)
    both = {(role, token): sure.get((role, cast.groups.get(token, token))) for role, token in cast.judged(one)}
    out = {pair for pair, here in both.items() if _out(one, pair, here if at_home else None, cast)}
    read = {pair: here for pair, here in both.items() if here is not None and here >= _AGREED}
    return replace(one, roles=[pair for pair in one.roles if pair not in out], read=read)


def _out(one: Happening, pair: Pair, both: float | None, cast: Cast) -> bool:
    """Whether what the grammar gives a role hardly has it, by what both together think, or the grammar where that does not count.

    What the grammar alone makes likelier than not stays: the reader learnt from reports that leave out whom their readers did not ask for.
    """
    if both is not None and both >= LIKELY:
        return False
    return score(pair[0], cast.traits(one, *pair)) < (LEAST if both is None else _STANDS)


def known(cast: Cast) -> bool:
    """Whether a report is of a kind that the reader knows, so that what it sees and does not see counts."""
    return max(cast.happened.values(), default=0.0) >= KNOWN


def _give(made: list[Happening], thing: Thing, role: str, sure: float, cast: Cast) -> None:
    """Gives a role to a thing in the nearest happening that can have it there."""
    near = [(gap, n, head) for n, one in enumerate(made) for gap, head in _gaps(one, thing, role, cast)]
    if near and not _kin(made, thing, role, cast):
        _, n, head = min(near)
        pair: Pair = role, head
        made[n] = replace(made[n], roles=[*made[n].roles, pair], read={**made[n].read, pair: sure}, alone=made[n].alone | {pair})


def _kin(made: Sequence[Happening], thing: Thing, role: str, cast: Cast) -> bool:
    """Whether the role is somebody's of the same family name: what the reader says of Ana Ruiz may be meant of her brother."""
    if not thing.named or cast.ontology.family(cast.type_of(thing.heads[0])[0]) != "Person":
        return False
    words = {cast.g.tree.lower[head] for head in thing.heads}
    return any(name == role and cast.g.tree.lower[token] in words for one in made for name, token in one.roles)


def _gaps(one: Happening, thing: Thing, role: str, cast: Cast) -> Iterator[tuple[tuple[int, int], int]]:
    """How far each naming of a thing is from a happening in which it can have a role: in sentences, then in tokens."""
    tree, known = cast.g.tree, cast.ontology.properties[role]
    if not cast.ontology.judged(one.type) or cast.polarity(one) == "negated" or _busy(one, thing, role, cast):
        return
    type, hard = cast.type_of(thing.heads[0])
    if types.narrowed(type, hard, known.range, cast.ontology) is None:
        return
    for head in thing.heads:
        apart = abs(tree.sent[head] - tree.sent[one.at])
        if apart <= REACH and head != one.at:
            yield (apart, abs(head - one.at)), head


def _busy(one: Happening, thing: Thing, role: str, cast: Cast) -> bool:
    """Whether a thing takes part in a happening already, or another that is called the same has the role."""
    words = {cast.g.tree.lower[head] for head in thing.heads}
    held = [(name, cast.groups.get(token, token), cast.g.tree.lower[token]) for name, token in one.roles]
    return any(group == thing.group or name == role and word in words and not thing.named for name, group, word in held)
