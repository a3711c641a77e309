"""In which of the happenings that a text tells somebody took part of whom no telling says so: clues of both, weighed together.

The learned reader says of whole reports who suffered what they are about, and who did it ("The driver died at once" three sentences on);
which of the happenings that was is told by how near they stand, what lies between, and of which of them the reader makes much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate.classes import types
from kg.annotate.happenings.happened import labels_of
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.participants import Cast
from kg.annotate.happenings.things import Thing, role_of
from kg.annotate.happenings.weighing import logit, weighed

REACH = 3  # sentences from a happening to the words that tell who took part in it, at most
_LATE = 20  # sentences: after so many all is late
PAIRED = "paired"  # under which the weights stand
Chance = tuple[int, int]  # the number of a happening, and the head of the naming that stands nearest to it


def paired(told: Sequence[Happening], thing: Thing, label: str, cast: Cast) -> Chance | None:
    """The happening in which a thing likeliest has the role of a label, with the naming to quote; None where none can have it."""
    able = list(chances(told, thing, label, cast))
    return max(able, key=lambda pair: (weighed(PAIRED, clues(told, pair, label, cast)), -pair[0]), default=None)


def chances(told: Sequence[Happening], thing: Thing, label: str, cast: Cast) -> Iterator[Chance]:
    """The happenings near a thing in which it can have the role of a label."""
    role, sent, (type, hard) = role_of(label), cast.g.tree.sent, cast.type_of(thing.heads[0])
    if types.narrowed(type, hard, cast.ontology.properties[role].range, cast.ontology) is None:
        return
    for n, one in enumerate(told):
        if (
            cast.ontology.judged(one.type)
            and cast.polarity(one) != "negated"
            and not _busy(one, thing, role, cast)
            and not _done_by_another(one, label, cast)
        ):
            near = [(abs(sent[head] - sent[one.at]), abs(head - one.at), head) for head in thing.heads if _of_its_time(one, head, cast)]
            apart, _, head = min(near, default=(REACH + 1, 0, 0))
            if apart <= REACH:
                yield n, head


def _of_its_time(one: Happening, head: int, cast: Cast) -> bool:
    """Whether a naming may tell of a happening: another sentence with a date of its own tells of another day."""
    tree = cast.g.tree
    return head != one.at and (tree.sent[head] == tree.sent[one.at] or cast.g.dated.isdisjoint(range(*tree.sents[tree.sent[head]])))


def _busy(one: Happening, thing: Thing, role: str, cast: Cast) -> bool:
    """Whether a thing takes part in a happening already, or another that is called the same has the role."""
    words = {cast.g.tree.lower[head] for head in thing.heads}
    held = [(name, cast.groups.get(token, token), cast.g.tree.lower[token]) for name, token in one.roles]
    return any(group == thing.group or name == role and word in words and not thing.named for name, group, word in held)


def _done_by_another(one: Happening, label: str, cast: Cast) -> bool:
    """Whether the grammar says who else of the label's family did it: then a second doer is less likely than not."""
    role, _, family = label.partition(" ")
    doers = [token for name, token in one.roles if name == role == cast.ontology.roles(one.type)[0] and (name, token) not in one.alone]
    return any(cast.ontology.family(cast.type_of(token)[0]) == family for token in doers)


def clues(told: Sequence[Happening], pair: Chance, label: str, cast: Cast) -> dict[str, float]:
    """What speaks for and against a thing's having the role of a label in a happening, as numbers."""
    one, head, tree = told[pair[0]], pair[1], cast.g.tree
    low, high = sorted((head, one.at))
    own = labels_of(one.type, list(cast.happened), cast.ontology)
    between = [other for other in told if low < other.at < high and other.at != one.at and cast.ontology.judged(other.type)]
    apart = abs(tree.sent[head] - tree.sent[one.at])
    kinds = [labels_of(other.type, list(cast.happened), cast.ontology) for other in between]
    found = {
        "sentences apart": float(apart),
        "told before": float(apart > 0 and head > one.at),
        "one sentence": float(apart == 0),
        "nothing told between": float(not between),
        "another kind told between": float(any(kind != own for kind in kinds)),
        "more told between": float(any(len(other.roles) > 1 for other in between)),
        "a date between": float(any(k in cast.g.dated for k in range(low, high))),
        "another paragraph": float("\n\n" in tree.whole[tree.start[low] : tree.start[high]]),
        "likely": logit(cast.likely(one)),
        "hedged": float(cast.polarity(one) == "hedged"),
        "reported": logit(max((cast.happened[name] for name in own), default=0.0)),
        "late": min(tree.sent[one.at], _LATE) / _LATE,
        "with nobody": float(all(cast.ontology.places_only(role) for role, _ in one.roles)),
        "an outcome": float(not any(cast.ontology.is_a(one.type, name) for name in own)),
    }
    return {**found, **{f"{label}: {name}": 1.0 for name in own}}
