"""Reports of violence: which words name what took part in it and how, and what of it happened; and which place lies in which country.

The labels are the ontology's: properties of happenings, told apart by what stands there, and classes of happenings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.annotate import Annotator
from kg.facts import Document
from kg.learn.met import Met, met
from kg.learn.samples import Row, Sample, Zone, held
from kg.ontology import Ontology
from kg.resolve.gazetteer import Gazetteer

ROLES = {"PerpInd": "agent Person", "PerpOrg": "agent Group", "Target": "target", "Victim": "victim", "Weapon": "instrument"}
CLASSES = {
    "ATTACK": "Attack", "BOMBING": "Bombing", "KIDNAPPING": "Kidnapping", "ARSON": "Arson", "ROBBERY": "Robbery",
    "FORCED WORK STOPPAGE": "Strike",
}  # fmt: skip
TOLD = (*ROLES.values(), *CLASSES.values())  # what is said of each word, in this order
_LIES = "locatedIn"
Place = tuple[int, int]


def reports(rows: Iterable[Row], ontology: Ontology) -> Iterator[Sample]:
    """The samples of MUC-3 and MUC-4 reports (dstl/muc3)."""
    annotator, gazetteer = Annotator(ontology), Gazetteer(ontology)
    for row in rows:
        made = Sample(row["id"], "muc", row["text"], held(row["id"]), reported=True)
        for theirs, ours in ROLES.items():
            words = [one["text"] for filler in row["fillers"][theirs] for one in filler]
            made.parts += [(start, end, ours) for start, end in occurrences(words, row["text"])]
        for one in row["incidents"]:
            words = [word for role in one["fillers"].values() for filler in role for word in filler]
            for name in one["types"]:
                made.happened.setdefault(CLASSES[name], []).extend(occurrences(words, row["text"]))
        seen_as = met(annotator.session(Document.of(row["text"], row["id"])))
        made.mentions = seen_as.mentions()
        made.zones = [lying(seen_as, row["text"], gazetteer)]
        yield made


def occurrences(names: Iterable[str], text: str) -> list[Place]:
    """Where any of the names stands in the text in whole words, the longest first, without overlap."""
    ordered = sorted(set(names), key=lambda one: (-len(one), one))
    if not ordered:
        return []
    return [one.span() for one in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", text, re.IGNORECASE)]


def lying(seen_as: Met, text: str, gazetteer: Gazetteer) -> Zone:
    """Which of the text's towns and regions lie in which of its countries, where the gazetteer knows it."""
    lands, inside = {}, {}
    for k, rows in enumerate(seen_as.spans):
        spots = gazetteer.spots([text[start:end] for start, end, pronoun in rows if not pronoun]) if seen_as.kinds[k] == "Place" else []
        own = {spot.country for spot in spots if spot.type == "Country"}
        if own:
            lands[k] = own
        elif known := {spot.country for spot in spots if spot.country}:
            inside[k] = known
    only = [(place, land) for place, known in inside.items() for land, code in lands.items() if len(known) == 1 or not known & code]
    told = [(place, _LIES, land) for place, land in only if inside[place] & lands[land]]
    return Zone(0, len(text), [_LIES], told, only)
