"""What is known of one thing, for a person to read: each claim with its sentence, its source and why it was believed."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.facts import Entity, Event, Judgement, Mention, Span
from kg.graph import About, Graph, Resolved
from kg.keep import load

MARKS = ("«", "»")
_MOST = 12
_STANCE = {"asserted": "", "negated": "not: ", "hedged": "perhaps: "}
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def explain(graph: Graph | str | os.PathLike[str], name: str, *, marks: tuple[str, str] = MARKS) -> str:
    """Tells who or what a thing is and every claim about it; the words each claim was read from stand between ``marks``.

    ``name`` is a name, an alias, an id or an IRI; raises KgError where nothing, or more than one thing, is called so.
    """
    opened = graph if isinstance(graph, Graph) else load(graph)
    about = opened.about(name)
    blocks = [
        "\n".join([*_head(about.thing, opened), *_differ(about.thing, opened)]),
        *("\n".join(_claim(row, opened, marks)) for row in about.claims),
    ]
    return "\n\n".join(filter(None, [*blocks, "\n".join(_one(about, opened))]))


def _head(thing: Entity | Event, graph: Graph) -> Iterator[str]:
    yield f"{line(thing.name)} ({_label(thing.type, graph)})"
    yield f"  {thing.iri}"
    if isinstance(thing, Entity) and thing.aliases:
        yield f"  also {', '.join(map(line, thing.aliases))}"
    if isinstance(thing, Event) and thing.time:
        yield f"  {_STANCE[thing.polarity]}{line(thing.time.text)} ({thing.time.start or '?'} to {thing.time.end or '?'})"
    often = "once" if len(thing.mentions) == 1 else f"{len(thing.mentions)} times"
    yield f"  mentioned {often}: {_places(thing.mentions, graph)}"
    if isinstance(thing, Entity) and thing.named and (others := graph.called.namesakes(thing)):
        yield f"  others are called so, too: {line(graph.called.listed(others))}"


def _differ(thing: Entity | Event, graph: Graph) -> Iterator[str]:
    """A line for each property of which sources give different values: "reports differ: killed 7 (a.txt), 8 (b.txt)"."""
    for one in graph.contradictions():
        if one.subject == thing.id:
            told = [f"{line(value)} ({', '.join(_witnesses(rows, graph))})" for value, rows in one.values]
            yield f"  reports differ: {graph.ontology.properties[one.predicate].label} {', '.join(told)}"


def _witnesses(rows: Iterable[Resolved], graph: Graph) -> list[str]:
    """The sources of claims, each with the speakers it names."""
    found: dict[str, None] = {}
    for row in rows:
        speakers = ", ".join(_name(one, graph) for one in row.attributed_to)
        found[line(graph.documents[row.claim.evidence.document].source) + (f": {speakers}" if speakers else "")] = None
    return list(found)


def _claim(row: Resolved, graph: Graph, marks: tuple[str, str]) -> Iterator[str]:
    claim = row.claim
    yield f"{_STANCE[row.polarity]}{_statement(row, graph)}"
    yield f"  {_marked(row, graph, marks)}"
    said = f", said by {', '.join(_name(one, graph) for one in row.attributed_to)}" if row.attributed_to else ""
    when = f", {line(claim.time.text)} ({claim.time.start or '?'} to {claim.time.end or '?'})" if claim.time else ""
    yield f"  {graph.place(claim.evidence)}{said}{when}; {claim.by}, confidence {claim.confidence:.2f}, claim {row.id}"


def _statement(row: Resolved, graph: Graph) -> str:
    subject = _name(row.subject, graph)
    if row.predicate == "type":
        return f"{subject} took place ({_label(row.value or '', graph)})"
    known = graph.ontology.properties.get(row.predicate)
    if known is not None and known.naming and row.value is not None and line(row.value) == subject:
        return f"{subject}, the name that it goes by"
    end = _name(row.object, graph) if row.object else line(row.value or "")
    return f"{subject} -- {known.label if known else row.predicate} -> {end}"


def _one(about: About, graph: Graph) -> Iterator[str]:
    """Why several mentions are held for one thing, each pair of wordings and reasons once, with where the first of them stands."""
    told: dict[str, Judgement] = {}
    for one in sorted(about.judgements, key=_doubt):
        told.setdefault(_why(one, graph), one)
    for heading, alike in (("who is who, the least sure first", True), ("who is not who", False)):
        lines = [f"  {why} {_places(_ends(one, graph), graph)}" for why, one in told.items() if (one.verdict == "same") is alike]
        yield from [heading, *lines] if lines else []


def _doubt(one: Judgement) -> tuple[bool, float, str, str]:
    """What a person decided comes first, then what the machine did, from the least sure on."""
    return not one.by.startswith("person"), one.score, one.left, one.right


def _ends(one: Judgement, graph: Graph) -> list[Mention]:
    return [graph.mentions[end] for end in (one.left, one.right) if end in graph.mentions]


def _why(one: Judgement, graph: Graph) -> str:
    left, right = (line(graph.mentions[end].evidence.quote) if end in graph.mentions else "?" for end in (one.left, one.right))
    reasons = "; ".join(one.reasons) or "no reason given"
    return f"{left} / {right}: {one.verdict} ({reasons}; {one.by}, {one.score:.2f})"


def _marked(row: Resolved, graph: Graph, marks: tuple[str, str]) -> str:
    claim = row.claim
    ends = [graph.mentions[one].evidence for one in (claim.subject, claim.object) if one is not None and one in graph.mentions]
    told: list[Span | None] = [*((one.start, one.end) for one in ends), claim.trigger, claim.value_span]
    spans = [(max(span[0], claim.evidence.start), min(span[1], claim.evidence.end)) for span in told if span]
    text = graph.documents[claim.evidence.document].text
    return _mark(text, (claim.evidence.start, claim.evidence.end), [span for span in spans if span[0] < span[1]], marks)


def _mark(text: str, sentence: Span, spans: Iterable[Span], marks: tuple[str, str]) -> str:
    opened, closed = marks
    parts, at = [], sentence[0]
    for start, end in _joined(spans):
        parts += [line(text[at:start], strip=False), opened, line(text[start:end]), closed]
        at = end
    return "".join([*parts, line(text[at : sentence[1]], strip=False)])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def line(text: str, *, strip: bool = True) -> str:
    """Text on one line without what would steer a terminal."""
    shown = _UNPRINTABLE.sub("\ufffd", re.sub(r"\s+", " ", text))
    return shown.strip() if strip else shown


def _name(thing: str, graph: Graph) -> str:
    known = graph.things.get(thing)
    return line(known.name) if known else thing


def _label(kind: str, graph: Graph) -> str:
    known = graph.ontology.classes.get(kind)
    return known.label if known else kind


def _places(mentions: Iterable[Mention], graph: Graph) -> str:
    """Where the mentions stand, as the commands by which a person decides take it: news.txt:12-24, 80-82; other.txt:5-9."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in mentions:
        found[_source(one, graph)].append(f"{one.evidence.start}-{one.evidence.end}")
    told = (f"{source}:{', '.join(spans[:_MOST])}{' ...' * (len(spans) > _MOST)}" for source, spans in found.items())
    return "; ".join(told)


def _source(mention: Mention, graph: Graph) -> str:
    return line(graph.documents[mention.evidence.document].source)
