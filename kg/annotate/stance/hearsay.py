"""What the learned reader says, alone or beside a rule: who says it, how surely, and what the words around it take back.

Of what it says alone no clause tells, so whatever stands there against it counts: "turned down a job at Acme", "applied to the university",
"arrested for the murder", "was attributed to the Red Front".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.annotate.doc import VERBS
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening, Pair
from kg.annotate.relations.findings import Finding
from kg.annotate.stance.stances import Stance, Stances
from kg.facts import Polarity
from kg.ontology import Trigger

_DOUBTS = ("hedgeAdjective", "hedgeAdverb", "denyVerb", "attributingVerb", "blamingVerb")


def said_by(one: Happening, pair: Pair, trigger: Trigger, confidence: float, reader: str) -> tuple[str, float]:
    """Who says that something has a role, and how sure that is; rule and reader may err apart."""
    if pair in one.alone:
        return reader, round(one.read[pair], 3)
    if pair in one.read:
        return f"rule:{trigger.id} {reader}", round(1 - (1 - confidence) * (1 - one.read[pair]), 3)
    return f"rule:{trigger.id}", confidence


def of_relation(finding: Finding, stance: Stance, g: Grammar) -> Stance:
    """The stance of a relation whose clause has a stance: what the reader alone says may be taken back by the verb that it is told at."""
    if not finding.alone or stance.polarity != "asserted":
        return stance
    end = finding.object if finding.object is not None else finding.subject
    return Stance(_come_to(finding.governor, end, g), stance.speakers)


def of_role(one: Happening, pair: Pair, named: int, stance: Stance, stances: Stances, g: Grammar) -> Stance:
    """The stance of a role in a happening that is told with a stance, where ``named`` is what the role's filler is called.

    A doubtful description makes it doubtful ("alleged rebels"); what the reader alone says is made so by whatever the clause of the
    filler or its sentence doubts, denies or lays to somebody.
    """
    if stance.polarity != "asserted":
        return stance
    if pair in one.doubted or g.phrases.doubted(named):
        return Stance("hedged", stance.speakers)
    if pair not in one.alone:
        return stance
    token, tree = pair[1], g.tree
    verbs = [i for i in (token, *tree.climb(token)) if tree.pos[i] in VERBS] or [token]  # "a man known as X may have led the gunmen"
    own = stances.of(token, verbs[0])
    start, end = tree.sents[tree.sent[token]]
    doubted = {_come_to(verbs[0], token, g), *(stances.of(token, verb).polarity for verb in verbs)} != {"asserted"}
    doubted = doubted or any(g.is_cue(kind, tree.lemma[i]) for i in range(start, end) for kind in _DOUBTS)
    return Stance("hedged" if doubted else "asserted", stance.speakers or own.speakers)


def _come_to(verb: int, end: int, g: Grammar) -> Polarity:
    """What a verb says of whether it came to what is told of something below it: "turned down a job", "applied to the university"."""
    tree = g.tree
    below = next((one for one in (end, *tree.climb(end)) if tree.head[one] == verb and one != verb), None)
    if tree.pos[verb] not in VERBS or below is None or tree.dep[below] not in ("prep", "dobj", "dative"):
        return "asserted"
    phrases = [f"{tree.lemma[verb]} {tree.lower[k]}" for k in (below, *tree.kids(verb, "prt"))]
    if g.is_cue("negativeVerb", tree.lemma[verb]) or any(g.is_cue("negativePhrase", one) for one in phrases):
        return "negated"
    return "hedged" if any(g.is_cue("hedgePhrase", one) for one in phrases) else "asserted"


def doubting(one: Happening, findings: Iterable[Finding], groups: Mapping[int, int]) -> Happening:
    """A happening that knows which of its parts the text only holds possible: "arrested for the murder", "suspected of the attack"."""
    said = {
        (told.predicate, groups.get(told.object, told.object))
        for told in findings
        if told.trigger.polarity and told.object is not None and told.subject == one.at
    }
    found = frozenset(pair for pair in (*one.alone, *one.roles) if (pair[0], groups.get(pair[1], pair[1])) in said)
    return replace(one, doubted=found) if found else one
