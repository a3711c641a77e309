"""Does reading a trigger's example give what the example promises?"""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotate import MODEL, Annotator
from kg.facts import Claim, Document, Mention, Reading
from kg.ontology import Ontology, Trigger


@dataclass(frozen=True, slots=True)
class Example:
    """What reading a trigger's example gave: whether all that it promises was found, and what was."""

    trigger: Trigger
    found: bool
    got: tuple[str, ...]


def test_examples(ontology: Ontology, *, model: str = MODEL) -> list[Example]:
    """Reads the example of every trigger and compares what is claimed with what it promises."""
    annotator = Annotator(ontology, model=model)
    documents = ((one, Document.of(one.example, one.id)) for one in ontology.triggers)
    return [compare(trigger, annotator.reading(document), ontology) for trigger, document in documents]


def compare(trigger: Trigger, reading: Reading, ontology: Ontology) -> Example:
    """Compares the claims of a reading with the triples that an example promises."""
    mentions = {one.id: one for one in reading.mentions}
    groups = _groups(reading)
    got = [_said(claim, mentions) for claim in reading.claims]
    found = all(any(_same(promise, claim, mentions, groups, ontology) for claim in reading.claims) for promise in trigger.expect)
    return Example(trigger, found, tuple(got))


def _groups(reading: Reading) -> dict[str, set[str]]:
    """Mention id -> the texts of all mentions judged the same."""
    groups: dict[str, set[str]] = {one.id: {one.evidence.quote} for one in reading.mentions}
    for one in reading.judgements:
        if one.verdict == "same":
            joined = groups[one.left] | groups[one.right]
            for id, texts in groups.items():
                if texts & joined and id in (one.left, one.right):
                    groups[id] = joined
    return groups


def _said(claim: Claim, mentions: dict[str, Mention]) -> str:
    subject = mentions[claim.subject]
    who = f"@{subject.type}" if "!" in subject.id else subject.evidence.quote
    end = mentions[claim.object].evidence.quote if claim.object else claim.value
    return f"{who} | {claim.predicate} | {end} ({claim.polarity})"


def _same(
    promise: tuple[str, str, str], claim: Claim, mentions: dict[str, Mention], groups: dict[str, set[str]], ontology: Ontology
) -> bool:
    subject, predicate, end = promise
    if predicate == "exists":
        return claim.predicate == "type" and ontology.is_a(claim.value or "", subject.removeprefix("@"))
    if claim.predicate != predicate and predicate not in ontology.property_line(claim.predicate):
        return False
    straight = _names(subject, claim.subject, mentions, groups, ontology) and _ends(end, claim, mentions, groups, ontology)
    one = ontology.properties.get(predicate)
    if straight or claim.object is None or one is None or not one.symmetric:
        return straight
    return _names(end, claim.subject, mentions, groups, ontology) and _names(subject, claim.object, mentions, groups, ontology)


def _ends(end: str, claim: Claim, mentions: dict[str, Mention], groups: dict[str, set[str]], ontology: Ontology) -> bool:
    if claim.object is None:
        return _plain(end) == _plain(claim.value or "")
    return _names(end, claim.object, mentions, groups, ontology)


def _names(text: str, id: str, mentions: dict[str, Mention], groups: dict[str, set[str]], ontology: Ontology) -> bool:
    if text.startswith("@"):
        return "!" in id and ontology.is_a(mentions[id].type, text[1:])
    wanted = _plain(text)
    described = mentions[id].kind == "nominal"  # a description may carry more words than the example names: "a rebel camp", "camp"
    return any(wanted == one or described and one.endswith(" " + wanted) for one in map(_plain, groups[id]))


def _plain(text: str) -> str:
    words = text.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
