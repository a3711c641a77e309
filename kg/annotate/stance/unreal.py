"""What a clause only imagines or refuses: "had Ana Ruiz married him", "turned down a job at Acme", "applied to the university"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.annotate.doc import VERBS, Tree
from kg.annotate.happenings.happening import Happening
from kg.annotate.relations.triggers import Finding
from kg.annotate.stance.stances import Stance
from kg.facts import Polarity


def refused(stance: Stance, finding: Finding, tree: Tree, cues: Mapping[str, frozenset[str]]) -> Stance:
    """The stance of what the learned reader finds at a verb that says that it did not come to that, or may have."""
    verb, end = finding.governor, finding.object if finding.object is not None else finding.subject
    if not finding.alone or stance.polarity != "asserted" or tree.pos[verb] not in VERBS:
        return stance
    below = next((one for one in (end, *tree.climb(end)) if tree.head[one] == verb and one != verb), None)
    if below is None or tree.dep[below] not in ("prep", "dobj", "dative"):
        return stance
    phrases = {f"{tree.lemma[verb]} {tree.lower[k]}" for k in (below, *tree.kids(verb, "prt"))}
    negative = tree.lemma[verb] in cues.get("negativeVerb", ()) or not phrases.isdisjoint(cues.get("negativePhrase", ()))
    said: Polarity = "negated" if negative else "hedged" if not phrases.isdisjoint(cues.get("hedgePhrase", ())) else "asserted"
    return Stance(said, stance.speakers)


def doubting(one: Happening, findings: Iterable[Finding], groups: Mapping[int, int]) -> Happening:
    """A happening that knows which of the parts that the reader alone gives the text only holds possible: "arrested for the murder"."""
    said = {
        (told.predicate, groups.get(told.object, told.object))
        for told in findings
        if told.trigger.polarity and told.object is not None and told.subject == one.at
    }
    found = frozenset(pair for pair in one.alone if (pair[0], groups.get(pair[1], pair[1])) in said)
    return replace(one, doubted=found) if found else one
