"""Of what class a name is, when the recogniser guesses: its own words first, then the votes of recogniser and grammar."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.annotate.doc import Naming
from kg.annotate.relations.findings import Finding
from kg.ontology import Ontology

_LIKELY = ("Person", "Group", "Place", "Item", "Event", "Thing")  # what an unknown name most often turns out to be
_GUESSED = 1.5  # a guess at a name that is quite sure
_CERTAIN, _SURE = 1.0, 0.9  # how much more a guess that is so sure weighs for its family
_CALLED = 4.0  # "they call the group X": of whatever class X looks, it is a group
_DESCRIBED = 0.8  # "he", "the village": what a name is called elsewhere counts a little less than a guess at the name itself
# Weight of a frame's vote for the class of its subject and of its object. A noun or verb that can only be said of a person
# outweighs one guess of the recogniser, not two; what a preposition ties says less, and nothing of its subject where both are places.
_VOTES = {
    "RelationalNoun": (1.6, 1.6),
    "Designation": (1.6, 0.0),
    "Transitive": (1.6, 1.6),
    "VerbPrep": (1.4, 1.4),
    "Adjectival": (1.2, 1.2),
    "Bracket": (1.6, 1.6),
}


def ends(finding: Finding, ontology: Ontology) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The classes that a finding's subject and object may have: its trigger's, else its property's domain and range."""
    one, trigger = ontology.properties[finding.predicate], finding.trigger
    return trigger.subject_class or one.domain, trigger.object_class or one.range


def settle(
    namings: Mapping[int, Naming], groups: Mapping[int, int], findings: Sequence[Finding], ontology: Ontology
) -> dict[int, tuple[str, bool]]:
    """Group (its representative head token) -> class and whether it was stated, from all namings and findings of a text."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    stated: dict[int, Counter[str]] = defaultdict(Counter)
    certain: dict[int, Counter[str]] = defaultdict(Counter)
    for head, naming in namings.items():
        if naming.kind == "name":
            group = groups.get(head, head)
            (stated if naming.hard else votes)[group][naming.type] += _GUESSED * naming.sure  # type: ignore[assignment]
            if not naming.hard and naming.sure >= _SURE:
                certain[group][ontology.family(naming.type)] += _CERTAIN  # type: ignore[assignment]
    for head, naming in namings.items():
        group = groups.get(head, head)
        if naming.kind != "name" and group in votes and naming.type != "Thing":
            votes[group][naming.type] += _DESCRIBED  # type: ignore[assignment]
    said = _allowed(findings, ontology)
    for finding in findings:
        called = namings.get(finding.subject)
        if ontology.properties[finding.predicate].naming and called and called.kind == "nominal" and called.hard:
            votes[groups.get(called.head, called.head)][called.type] += _CALLED  # type: ignore[assignment]
        _vote(finding, groups, votes, certain, ontology, said)
    found = {group: (_first(counts, ontology), True) for group, counts in stated.items()}
    for group, counts in votes.items():
        found.setdefault(group, (_elected(counts, certain[group], ontology), False))
    return found


def _allowed(findings: Sequence[Finding], ontology: Ontology) -> dict[tuple[int, int | None], set[str]]:
    """(Word, end) -> the families that any reading of the word allows for what stands there."""
    found: dict[tuple[int, int | None], set[str]] = defaultdict(set)
    for one in findings:
        for token, allowed in zip((one.subject, one.object), ends(one, ontology), strict=True):
            found[one.at, token] |= {ontology.family(each) for each in allowed}
    return found


def _vote(
    finding: Finding,
    groups: Mapping[int, int],
    votes: dict[int, Counter[str]],
    certain: dict[int, Counter[str]],
    ontology: Ontology,
    said: Mapping[tuple[int, int | None], set[str]],
) -> None:
    for end, token, allowed in zip((0, 1), (finding.subject, finding.object), ends(finding, ontology), strict=True):
        families = {ontology.family(one) for one in allowed}
        if token is None or not finding.full:
            continue
        group, weight = groups.get(token, token), _VOTES.get(finding.trigger.frame, (0.0, 0.0))[end]
        guessed = set(map(ontology.family, votes.get(group, ())))
        if len(families) > 1 and "Group" in families and guessed and said[finding.at, token].isdisjoint(guessed):
            votes[group]["Group"] += weight  # type: ignore[assignment]  # what fights, supports or founds is no place and no thing
            continue
        placed = end == 0 and families == {"Place"} and finding.trigger.frame != "Transitive"
        other = families.isdisjoint(guessed) and not said[finding.at, token].isdisjoint(guessed)
        open_ = other and finding.trigger.frame == "Transitive"  # "joined by X": another reading of the verb fits the guess
        if not (weight and len(families) == 1 and group in votes) or placed or open_:
            continue
        if end == 1 and finding.trigger.plain:
            certain[group][min(families)] += weight  # type: ignore[assignment]  # what one joins is a group, and no party for that
        else:
            votes[group][min(allowed, key=lambda one: (ontology.depth[one], one))] += weight  # type: ignore[assignment]


def _first(counts: Counter[str], ontology: Ontology) -> str:
    return min(counts, key=lambda type: (-counts[type], -ontology.depth.get(type, 0), type))


def _elected(counts: Counter[str], certain: Counter[str], ontology: Ontology) -> str:
    """The class of the family with most votes; inside it the commonest guess. ``certain`` are votes for a family and no class of it."""
    families = Counter(certain)
    for type, n in counts.items():
        families[ontology.family(type)] += n
    family = min(families, key=lambda one: (-families[one], one))
    inside = Counter({type: n for type, n in counts.items() if ontology.family(type) == family})
    return _first(inside, ontology) if inside else family


def narrowed(type: str, hard: bool, allowed: Sequence[str], ontology: Ontology) -> str | None:
    """The class under which something satisfies a domain or range, or None; a guess may be made more specific."""
    if ontology.fits(type, allowed):
        return type
    below = [one for one in allowed if ontology.is_a(one, type)]
    if hard or not below:
        return None
    family = min(map(ontology.family, below), key=_LIKELY.index)
    inside = [one for one in below if ontology.family(one) == family]
    shared = frozenset.intersection(*(ontology.ancestors(one) for one in inside))  # an armed group or a company: a group
    return max(shared, key=lambda one: (ontology.depth[one], one))
