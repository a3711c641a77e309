"""What annotated texts say of spans that may be names: one function a data set, each span -> family, "None" for no name.

A row is a line of the data set as JSON. A span that an annotation leaves open (another cut of the same name, a name inside a name) is
left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Span = tuple[int, int]  # code points
Row = Mapping[str, Any]

_LEAD = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_FAMILIES = {
    "PER": "Person", "ORG": "Group", "LOC": "Place",
    "person": "Person", "organization": "Group", "place": "Place",
    "Person": "Person", "Organisation": "Group", "Location": "Place", "Nationality": "Place",
}  # fmt: skip
# The ends of KnowledgeNet's properties.
_ENDS = {
    "CEO": ("Group", "Person"), "CHILD_OF": ("Person", "Person"), "DATE_FOUNDED": ("Group", ""), "DATE_OF_BIRTH": ("Person", ""),
    "DATE_OF_DEATH": ("Person", ""), "EDUCATED_AT": ("Person", "Group"), "EMPLOYEE_OR_MEMBER_OF": ("Person", "Group"),
    "FOUNDED_BY": ("Group", "Person"), "HEADQUARTERS": ("Group", "Place"), "NATIONALITY": ("Person", "Place"),
    "PLACE_OF_BIRTH": ("Person", "Place"), "PLACE_OF_RESIDENCE": ("Person", "Place"), "POLITICAL_AFFILIATION": ("Person", "Group"),
    "SPOUSE": ("Person", "Person"), "SUBSIDIARY_OF": ("Group", "Group"),
}  # fmt: skip


def redocred(row: Row, spans: Sequence[Span], marked: Sequence[Span]) -> dict[Span, str]:
    """Every name is annotated, span by span; an article may belong to it, and to a person's his title."""
    text, gold = row["text"], {(start, end): one["type"] for one in row["entities"] for start, end in one["mentions"]}
    bare = {_bare(text, span): type for span, type in gold.items()}
    for span in marked:
        if any(type == "PER" and _within(span, whole) and span[1] == whole[1] for whole, type in gold.items()):
            bare.setdefault(span, "PER")
    return {span: _FAMILIES.get(bare[span], "Other") if span in bare else "None" for span in spans}


def gum(row: Row, spans: Sequence[Span], marked: Sequence[Span]) -> dict[Span, str]:
    """Phrases are annotated, names inside names too: the whole phrase is the name if it is a span, else its proper head."""
    text, named = row["text"], [one for one in row["mentions"] if one["kind"] == "name"]
    whole = {_bare(text, tuple(one["span"])): one["type"] for one in reversed(named)}
    right = {span: whole[span] for span in spans if span in whole}
    for one in named:
        head = tuple(one["head"])
        if head in spans and not any(_within(span, one["span"]) and span[0] < head[1] <= span[1] for span in right):
            right[head] = one["type"]
    found = {}
    for span in spans:
        if span in right:
            if not any(other != span and _within(span, other) for other in right):
                found[span] = _FAMILIES.get(right[span], "Other")
        elif span not in marked:
            found[span] = "None"
        else:
            phrases = [one for one in named if _within(span, one["span"]) and span[0] < one["head"][1] <= span[1]]
            if not phrases:
                found[span] = "None"
            elif not any(other[0] < span[1] and span[0] < other[1] for other in right):
                found[span] = _FAMILIES.get(min(phrases, key=lambda one: one["span"][1] - one["span"][0])["type"], "Other")
    return found


def re3d(row: Row, spans: Sequence[Span], marked: Sequence[Span]) -> dict[Span, str]:
    """Names and descriptions are annotated alike, so only the class of marked spans is taken."""
    gold = {(one[0], one[1]): one[2] for one in row["entities"]}
    found = {}
    for span in marked:
        around = [one for one in gold if _within(span, one) and one[1] == span[1]]
        if span in gold or len(around) == 1:
            found[span] = _FAMILIES.get(gold[span if span in gold else around[0]], "Other")
    return found


def knowledgenet(row: Row, spans: Sequence[Span], marked: Sequence[Span]) -> dict[Span, str]:
    """Only what takes part in a fact is annotated."""
    gold: dict[Span, str] = {}
    for passage in row["passages"]:
        for fact in passage["facts"]:
            gold[fact[1], fact[2]], gold[fact[3], fact[4]] = _ENDS[fact[0]]
    return {span: gold[span] for span in spans if gold.get(span)}


# Data set -> its reader and the weight of one of its spans; the last two show the middle of the scale only, or few kinds of names.
SETS: Mapping[str, tuple[Callable[[Row, Sequence[Span], Sequence[Span]], dict[Span, str]], float]] = {
    "gum": (gum, 1.0),
    "redocred": (redocred, 1.0),
    "re3d": (re3d, 0.7),
    "knowledgenet": (knowledgenet, 0.3),
}


def _bare(text: str, span: Span) -> Span:
    """A span without the article before it and the possessive mark behind it."""
    words = text[span[0] : span[1]]
    lead, owner = _LEAD.match(words), _OWNER.search(words)
    return span[0] + (lead.end() if lead else 0), span[0] + (owner.start() if owner else len(words))


def _within(span: Sequence[int], other: Sequence[int]) -> bool:
    return bool(other[0] <= span[0] and span[1] <= other[1])
