"""Who takes part in what a text reports: the grammar and the learned reader judge together.

The grammar knows what stands at which verb; the reader knows who in a whole report did it, suffered it or was used for it, also where
another sentence tells so. A logistic of both says how likely a thing has a role; a thing to which no telling gives the role gets it
in the likeliest happening near it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log1p

from kg.annotate.happenings.happening import Happening, Pair
from kg.annotate.happenings.pairing import paired
from kg.annotate.happenings.participants import LEAST, Cast, fitting, score
from kg.annotate.happenings.things import Thing, role_of, things
from kg.annotate.happenings.weighing import likely, logit

LIKELY = 0.25  # in a report that the reader knows, what both together make less likely loses a role that the grammar is not sure of
KNOWN = 0.85  # a report of which the reader makes it so likely that it tells of something of its kinds is one that it knows: so attacks are told best
SURE = 0.5  # what the reader alone gives a role must be likelier than not
_AGREED = 0.5  # from here on the reader says so too
_STANDS = 0.5  # what the grammar alone makes likelier than not keeps its role


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
        for label in one.likely:
            role = role_of(label)
            if sure[role, one.group] >= SURE and (role, one.group) not in ruled and not (hit and role in suffering):
                _give(made, one, label, sure[role, one.group], cast)
    return made


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
    if both is not None and both >= LIKELY or cast.plainly(one, pair[1]):
        return False
    alone = both is None or _unnamed(one, pair, cast)
    return score(pair[0], cast.traits(one, *pair)) < (LEAST if alone else _STANDS)


def _unnamed(one: Happening, pair: Pair, cast: Cast) -> bool:
    """Whether somebody without a name suffers it: the reports that the reader learnt from hold those who suffer by name alone."""
    role, token = pair
    suffers = role == cast.ontology.roles(one.type)[1] and cast.ontology.family(cast.type_of(token)[0]) == "Person"
    return suffers and cast.naming(token).kind != "name"


def known(cast: Cast) -> bool:
    """Whether a report is of a kind that the reader knows, so that what it sees and does not see counts."""
    return max(cast.happened.values(), default=0.0) >= KNOWN


def _give(made: list[Happening], thing: Thing, label: str, sure: float, cast: Cast) -> None:
    """Gives a thing the role of a label in the happening in which it likeliest has it."""
    pair: Pair
    chance = None if _kin(made, thing, role_of(label), cast) else paired(made, thing, label, cast)
    if chance:
        n, pair = chance[0], (role_of(label), chance[1])
        made[n] = replace(made[n], roles=[*made[n].roles, pair], read={**made[n].read, pair: sure}, alone=made[n].alone | {pair})


def _kin(made: Sequence[Happening], thing: Thing, role: str, cast: Cast) -> bool:
    """Whether the role is somebody's of the same family name: what the reader says of Ana Ruiz may be meant of her brother."""
    if not thing.named or cast.ontology.family(cast.type_of(thing.heads[0])[0]) != "Person":
        return False
    words = {cast.g.tree.lower[head] for head in thing.heads}
    return any(name == role and cast.g.tree.lower[token] in words for one in made for name, token in one.roles)
