"""From annotated texts to samples: names with classes, and which relations hold between which of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.annotate import Annotator, Session, coref
from kg.annotate.reader.reader import kind_of
from kg.errors import KgError
from kg.facts import Document
from kg.learn.labels import Label, both_ways, wikidata
from kg.learn.met import Met, met
from kg.learn.reports import reports
from kg.learn.samples import Row, Sample, Zone, held, rows_of
from kg.ontology import Ontology

_ENOUGH = 20  # a set that holds fewer examples of a relation does not count as annotated for it


def prepare(place: Path, ontology: Ontology) -> list[Sample]:
    """The samples of a file, or of every ``*.jsonl`` of a folder, whose format is known by its name; raises KgError when there is none."""
    files = [path for path in (sorted(place.glob("*.jsonl")) if place.is_dir() else [place]) if path.stem in _READERS]
    if not files:
        raise KgError(f"{place}: no {', '.join(f'{name}.jsonl' for name in _READERS)} there; nothing to learn from")
    return [sample for path in files for sample in _READERS[path.stem](rows_of(path), ontology)]


# -- Re-DocRED: every name and every relation between names ------------------------------------------------------------

_REDOCRED = {"PER": "Person", "ORG": "Group", "LOC": "Place", "MISC": "Thing", "NUM": "Thing", "TIME": "Time"}


def _redocred(rows: list[Row], ontology: Ontology) -> Iterator[Sample]:
    table, annotator = wikidata(ontology), Annotator(ontology)
    seen = Counter(table[label].property for row in rows for _, label, _ in row["triples"] if label in table)
    labels = sorted(name for name, n in seen.items() if n >= _ENOUGH)
    for row in rows:
        made = Sample(row["id"], "redocred", row["text"], held(row["id"]), tagged=True)
        number = {entity["id"]: group for group, entity in enumerate(row["entities"])}
        for entity in row["entities"]:
            kind = _REDOCRED[entity["type"]]
            made.mentions += [(start, end, kind, number[entity["id"]]) for start, end in entity["mentions"]]
            if entity["type"] not in ("TIME", "NUM"):
                made.names += [(start, end, kind, True) for start, end in entity["mentions"]]
        told = [_told(number[head], table[label], number[tail]) for head, label, tail in row["triples"] if label in table]
        kept = both_ways([one for one in told if one[1] in labels], ontology)
        made.zones = [Zone(0, len(row["text"]), labels, kept)]
        yield made
        seen_as = met(annotator.session(Document.of(row["text"], row["id"])))
        stands = [seen_as.best([(start, end) for start, end, _, group in made.mentions if group == k]) for k in number.values()]
        yield seen_as.sample(made, [Zone(0, len(row["text"]), labels, _projected(kept, stands))])


def _projected(told: list[tuple[int, str, int]], stands: list[list[int]]) -> list[tuple[int, str, int]]:
    """Relations between what stands for each entity; the same thing may have been met as two."""
    return sorted({(left, name, right) for head, name, tail in told for left in stands[head] for right in stands[tail] if left != right})


def _told(head: int, label: Label, tail: int) -> tuple[int, str, int]:
    return (tail, label.property, head) if label.reverse else (head, label.property, tail)


# -- KnowledgeNet: some relations of each passage, between mentions ----------------------------------------------------

_KNOWLEDGENET = {
    "CEO": Label("leaderOf", True),
    "FOUNDED_BY": Label("founderOf", True),
    "EMPLOYEE_OR_MEMBER_OF": Label("employeeOf", False),
    "POLITICAL_AFFILIATION": Label("partyMemberOf", False),
    "EDUCATED_AT": Label("educatedAt", False),
    "SPOUSE": Label("spouseOf", False),
    "CHILD_OF": Label("parentOf", True),
    "PLACE_OF_BIRTH": Label("bornIn", False),
    "PLACE_OF_RESIDENCE": Label("livesIn", False),
    "NATIONALITY": Label("citizenOf", False),
    "DATE_OF_BIRTH": Label("birthDate", False),
    "DATE_OF_DEATH": Label("deathDate", False),
    "DATE_FOUNDED": Label("foundedOn", False),
    "HEADQUARTERS": Label("basedIn", False),
    "SUBSIDIARY_OF": Label("subsidiaryOf", False),
}


def _knowledgenet(rows: list[Row], ontology: Ontology) -> Iterator[Sample]:
    annotator = Annotator(ontology)
    for row in rows:
        session = annotator.session(Document.of(row["text"], row["id"]))
        found, seen_as = _found(session), met(session)
        made = Sample(row["id"], "knowledgenet", row["text"], held(row["id"]))
        passages = [one for one in row["passages"] if one["properties"]]
        for passage in passages:
            _passage(passage, found, made, ontology)
        yield made
        yield seen_as.sample(made, [_met_passage(passage, seen_as, ontology) for passage in passages])


@dataclass(frozen=True, slots=True)
class _Found:
    """A span that may be an end of a relation, and its kind."""

    start: int
    end: int
    kind: str


def _found(session: Session) -> list[_Found]:
    """Names, dates and pronouns, in order."""
    tree = session.tree
    spans = [(one.start, one.end, kind_of(one.type, session.ontology)) for one in session.names]
    spans += [(one.start, one.end, "Time") for one in session.expressions]
    spans += [(one.start, one.end, "Pronoun") for one in coref.pronouns(tree, relatives=False)]
    return sorted((_Found(tree.start[a], tree.end[b - 1], kind) for a, b, kind in spans), key=lambda one: (one.start, one.end))


def _passage(passage: Row, found: list[_Found], made: Sample, ontology: Ontology) -> None:
    """Mentions of the passage's facts, and what else could be an end of one; each mention is a group of its own."""
    group: dict[tuple[int, int], int] = {}
    kinds = {(one.start, one.end): one.kind for one in found}

    def number(start: int, end: int, allowed: tuple[str, ...]) -> int:
        if (start, end) not in group:
            kind = kinds.get((start, end)) or next((one.kind for one in found if one.start < end and start < one.end), None)
            group[start, end] = len(made.mentions)
            made.mentions.append((start, end, kind or _family(allowed, ontology), group[start, end]))
        return group[start, end]

    told = []
    for name, start, end, other, last, *_ in passage["facts"]:
        label = _KNOWLEDGENET[name]
        one = ontology.properties[label.property]
        ends = (one.range, one.domain) if label.reverse else (one.domain, one.range)
        told.append(_told(number(start, end, ends[0]), label, number(other, last, ends[1])))
    for each in found:
        inside = passage["start"] <= each.start and each.end <= passage["end"]
        if inside and not any(start < each.end and each.start < end for start, end in group):
            number(each.start, each.end, ())
    made.zones.append(Zone(passage["start"], passage["end"], _labels(passage), both_ways(told, ontology)))


def _met_passage(passage: Row, seen_as: Met, ontology: Ontology) -> Zone:
    """The passage's facts between what the grammar finds and links, and between what it does not find as well."""
    told = []
    for name, start, end, other, last, *_ in passage["facts"]:
        label = _KNOWLEDGENET[name]
        one = ontology.properties[label.property]
        ends = (one.range, one.domain) if label.reverse else (one.domain, one.range)
        head, tail = seen_as.at(start, end, _family(ends[0], ontology)), seen_as.at(other, last, _family(ends[1], ontology))
        if head != tail:
            told.append(_told(head, label, tail))
    return Zone(passage["start"], passage["end"], _labels(passage), both_ways(told, ontology))


def _labels(passage: Row) -> list[str]:
    return sorted({_KNOWLEDGENET[name].property for name in passage["properties"]})


def _family(allowed: tuple[str, ...], ontology: Ontology) -> str:
    return ontology.family(allowed[0]) if allowed else "Time"


# -- re3d: who fights, helps, leads and belongs to whom ----------------------------------------------------------------

_RE3D = {
    "AlliesOf": Label("alliedWith", False),
    "FightingAgainst": Label("fightsAgainst", False),
    "InChargeOf": Label("leaderOf", False),
    "BelongsTo": Label("memberOf", False),
}
_RE3D_KINDS = {"Person": "Person", "Organisation": "Group", "Location": "Place", "Nationality": "Place"}
_SURE = 0.5


def _re3d(rows: list[Row], ontology: Ontology) -> Iterator[Sample]:
    labels = [label.property for label in _RE3D.values()]
    titles = ontology.cues.get("title", frozenset())
    for row in rows:
        made = Sample(row["id"], "re3d", row["text"], held(row["id"]), tagged=True)
        for start, end, kind, sure in row["entities"]:
            made.open.append((start, end))
            if sure >= _SURE and kind in _RE3D_KINDS and (name := _plain(row["text"], start, end, titles)):
                made.names.append((*name, _RE3D_KINDS[kind], True))
        group: dict[tuple[int, int], int] = {}
        for start, end, kind, sure in row["entities"]:
            if sure >= _SURE and kind in _RE3D_KINDS and (start, end) not in group:
                group[start, end] = len(group)
                made.mentions.append((start, end, _RE3D_KINDS[kind], group[start, end]))
        told = []
        for name, start, end, other, last, sure in row["relations"]:
            left, right = group.get((start, end)), group.get((other, last))
            if sure >= _SURE and name in _RE3D and left is not None and right is not None and left != right:
                told.append(_told(left, _RE3D[name], right))
        made.zones = [Zone(0, len(row["text"]), labels, both_ways(told, ontology))]
        yield made


# -- GUM: heads of named mentions --------------------------------------------------------------------------------------

_GUM = {"person": "Person", "organization": "Group", "place": "Place"}
_UNNAMED = ("time", "substance", "animal", "plant")
_WORD = re.compile(r"[\w.'’-]+")
_ARTICLE = re.compile(r"the|an?", re.IGNORECASE)
_SHORT = 3  # letters of a small word inside a name, at most


def _plain(text: str, start: int, end: int, titles: frozenset[str]) -> tuple[int, int] | None:
    """A phrase without the small words and titles before it, where the rest is nothing but a name: capitals, and short words between them."""
    words = [(one.start() + start, one.end() + start, one[0]) for one in _WORD.finditer(text[start:end])]
    while words and (_ARTICLE.fullmatch(words[0][2]) or words[0][2][0].islower() or words[0][2].lower().rstrip(".") in titles):
        del words[0]
    while len(words) > 2 and words[-1][2].isdigit() and words[-2][2].islower():  # "the prize in 1958"
        del words[-2:]
    good = all(not word[0].islower() or len(word) <= _SHORT for _, _, word in words)
    spaced = all(text[a:b] == " " for (_, a, _), (b, _, _) in itertools.pairwise(words))
    ends = words and words[0][2][0].isupper() and not words[-1][2][0].islower()
    return (words[0][0], words[-1][1]) if ends and good and spaced else None


def _gum(rows: list[Row], ontology: Ontology) -> Iterator[Sample]:
    annotator = Annotator(ontology)
    for row in rows:
        made = Sample(row["id"], "gum", row["text"], held(row["id"]), tagged=True)
        last = -1
        for one in sorted(row["mentions"], key=lambda one: (one["span"][0], -one["span"][1])):
            start, end = one["span"]
            if one["kind"] == "name" and start >= last:
                last = end
                made.open.append((start, end))
                if one["type"] in _UNNAMED:
                    continue
                whole = _plain(row["text"], start, end, ontology.cues.get("title", frozenset()))
                made.names.append((*(whole or one["head"]), _GUM.get(one["type"], "Thing"), bool(whole)))
        made.mentions = met(annotator.session(Document.of(row["text"], row["id"]))).mentions()
        yield made


def _gap(rows: list[Row], ontology: Ontology) -> Iterator[Sample]:
    """Texts in which nothing is marked, about people: a teacher says what they tell."""
    annotator = Annotator(ontology)
    for row in rows:
        mentions = met(annotator.session(Document.of(row["text"], row["id"]))).mentions()
        yield Sample(row["id"], "gap", row["text"], held(row["id"]), mentions=mentions)


_READERS = {"gap": _gap, "gum": _gum, "knowledgenet": _knowledgenet, "muc-dev": reports, "re3d": _re3d, "redocred": _redocred}
