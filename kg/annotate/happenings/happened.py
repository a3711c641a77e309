"""Whether what a text tells happened: the grammar's traits of an actual happening, and what the reader says of the text, judged together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.weighing import likely, logit
from kg.annotate.reader.reported import Reported
from kg.ontology import Ontology

HAPPENED = "happened"


def labels_of(type: str, labels: Sequence[str], ontology: Ontology) -> list[str]:
    """The labels under which the reader reads a class of happening: its own or the nearest above it, else those that it can come of."""
    above = sorted((one for one in labels if ontology.is_a(type, one)), key=lambda one: -ontology.depth[one])
    return above[:1] or [one for one in labels if one in ontology.classes and ontology.outcome(one, type)]


def seen(
    one: Happening, rule: float, reported: Reported, sents: Sequence[int], happened: Mapping[str, float], ontology: Ontology
) -> dict[str, float]:
    """What speaks for a telling's being that of an actual happening, as numbers; ``rule`` is what the grammar thinks."""
    own = labels_of(one.type, list(happened), ontology)
    rows = slice(bisect_left(sents, sents[one.at]), bisect_right(sents, sents[one.at]))
    here = max((float(reported.scores[rows, reported.labels.index(name)].max()) for name in own), default=0.0)
    return {
        "always": 1.0,
        "told so": logit(rule),
        "read here": logit(here),
        "read": logit(max((happened[name] for name in own), default=0.0)),
        "anything read": logit(max(happened.values(), default=0.0)),
    }


def actually(
    one: Happening, rule: float, reported: Reported, sents: Sequence[int], happened: Mapping[str, float], ontology: Ontology
) -> float:
    """How likely a telling is that of an actual happening; the reader makes it likelier, never less likely than the grammar does."""
    if not labels_of(one.type, list(happened), ontology):
        return rule
    return max(rule, likely(HAPPENED, seen(one, rule, reported, sents, happened, ontology)))
