"""Who says that something takes part in a happening, and how surely: a rule, the learned reader, or both."""

from __future__ import annotations

from kg.annotate.doc import VERBS
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening, Pair
from kg.annotate.stance.stances import Stance, Stances
from kg.ontology import Trigger

_DOUBTS = ("hedgeAdjective", "hedgeAdverb", "denyVerb", "attributingVerb", "blamingVerb")


def said_by(one: Happening, pair: Pair, trigger: Trigger, confidence: float, reader: str) -> tuple[str, float]:
    """Who says that something has a role, and how sure that is; rule and reader may err apart."""
    if pair in one.alone:
        return reader, round(one.read[pair], 3)
    if pair in one.read:
        return f"rule:{trigger.id} {reader}", round(1 - (1 - confidence) * (1 - one.read[pair]), 3)
    return f"rule:{trigger.id}", confidence


def stance_of(one: Happening, pair: Pair, named: int, stance: Stance, stances: Stances, g: Grammar) -> Stance:
    """The stance of a role in a happening that is told with a stance, where ``named`` is what the role's filler is called.

    A doubtful description makes it doubtful ("alleged rebels"). Of what the reader alone says no clause tells: whatever the clause of the
    filler or its sentence doubts, denies or lays to somebody makes it doubtful ("was attributed to the Red Front").
    """
    if stance.polarity != "asserted":
        return stance
    if pair in one.doubted or g.phrases.doubted(named):
        return Stance("hedged", stance.speakers)
    if pair not in one.alone:
        return stance
    token, tree = pair[1], g.tree
    own = stances.of(token, next((i for i in (token, *tree.climb(token)) if tree.pos[i] in VERBS), token))
    start, end = tree.sents[tree.sent[token]]
    doubted = own.polarity != "asserted" or any(g.is_cue(kind, tree.lemma[i]) for i in range(start, end) for kind in _DOUBTS)
    return Stance("hedged" if doubted else "asserted", stance.speakers or own.speakers)
