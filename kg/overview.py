"""report.md: what a build read and found and what deserves a second look, for a person."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kg.facts import Entity, Event, Judgement
from kg.graph import Graph, Resolved
from kg.resolve.names import fold, key

PAGE = "graph.html"
BEST, NEWEST, WEAKEST, OPEN = 20, 10, 10, 20
_STANCE = {"asserted": "", "hedged": " (not certain)", "negated": " (denied)"}


def overview(graph: Graph, report: Mapping[str, Any]) -> str:
    """The text of report.md: what was read and skipped, the best connected things, the newest events, the weakest merges, the open ends."""
    sections = {
        f"What {_number(len(graph.documents), 'document')} {'say' if len(graph.documents) != 1 else 'says'}": _read(report),
        "Skipped": _skipped(report),
        f"The {BEST} best connected": _best(graph),
        "The newest events": _newest(graph),
        "Where reports differ": _differ(graph),
        "The weakest merges": _weakest(graph),
        "What could not be resolved": _unresolved(graph),
    }
    blocks = [f"{'#' if not at else '##'} {title}\n\n{body}" for at, (title, body) in enumerate(sections.items()) if body]
    return "\n\n".join(blocks) + "\n"


# -- what was read -----------------------------------------------------------------------------------------------------


def _read(report: Mapping[str, Any]) -> str:
    documents, found = report["documents"], report["found"]
    fates = ("new", "edited", "read_again", "unchanged", "skipped", "kept")
    told = ", ".join(f"{documents[fate]:,} {fate.replace('_', ' ')}" for fate in fates if documents[fate])
    counted = "\n".join(f"- {sum(found[what].values()):,} {what}: {_tally(found[what])}" for what in found if found[what])
    return f"Of {_number(documents['given'], 'document')} given: {told}. Open [the page]({PAGE}) to look around.\n\n{counted}"


def _tally(counted: Mapping[str, int], most: int = 8) -> str:
    rows = list(counted.items())
    more = sum(number for _, number in rows[most:])
    return ", ".join([*(f"{number:,} {name}" for name, number in rows[:most]), *([f"{more:,} others"] if more else [])])


def _skipped(report: Mapping[str, Any]) -> str:
    rows = [f"- {text(one['reason'])}" for one in report["skipped"]]
    passed = ", ".join(f"{count:,} {suffix}" for suffix, count in report["passed_over"].items())
    return "\n".join([*rows, *([f"- Passed by, because nothing reads them: {passed}; save them as .txt or .md"] if passed else [])])


# -- what was found ----------------------------------------------------------------------------------------------------


def _best(graph: Graph) -> str:
    ends = Counter(end for one in graph.relations() if one.object and one.polarity == "asserted" for end in (one.subject, one.object))
    named = [one for one in graph.entities() if one.named and ends[one.id]]
    best = sorted(named, key=lambda one: (-ends[one.id], -len(one.mentions), one.name, one.id))[:BEST]
    rows = [[link(one, graph), _label(one, graph), str(ends[one.id]), str(_sources(one))] for one in best]
    return table(["name", "what", "links", "documents"], rows)


def _newest(graph: Graph) -> str:
    dated = [(one.time.start or one.time.end or "", one) for one in graph.events() if one.time and one.polarity != "negated"]
    newest = sorted((pair for pair in dated if pair[0]), key=lambda pair: (pair[0], pair[1].name, pair[1].id), reverse=True)[:NEWEST]
    return table(["when", "what"], [[date, link(one, graph) + _STANCE[one.polarity]] for date, one in newest])


def _differ(graph: Graph) -> str:
    """What sources tell differently, each value with the documents that tell it."""
    rows = []
    for one in graph.contradictions()[:OPEN]:
        told = (f"{text(value)} ({text(', '.join(sorted({_source(row, graph) for row in rows})))})" for value, rows in one.values)
        rows.append([link(graph.things[one.subject], graph), text(graph.ontology.properties[one.predicate].label), ", ".join(told)])
    return table(["of what", "what", "told"], rows)


def _source(row: Resolved, graph: Graph) -> str:
    return graph.documents[row.claim.evidence.document].source


# -- what deserves a second look ---------------------------------------------------------------------------------------


def _weakest(graph: Graph) -> str:
    """The merges that the machine is least sure of, pronouns aside, each pair of wordings once."""
    found: dict[tuple[str, str], Judgement] = {}
    by_machine = (one for one in graph.judgements if one.verdict == "same" and not one.by.startswith("person"))
    for one in sorted((one for one in by_machine if _worth_a_look(one, graph)), key=lambda one: (one.score, one.left, one.right)):
        found.setdefault(_wordings(one, graph), one)
    rows = [[*_placed(one, graph), f"{one.score:.2f}", text("; ".join(one.reasons))] for one in list(found.values())[:WEAKEST]]
    told = table(["this", "and this", "score", "held for one because"], rows)
    return f"{told}\n\nWhere two are not one, say so: `kg different OUT A B`, A and B being the places in brackets." if told else ""


def _placed(one: Judgement, graph: Graph) -> list[str]:
    """What two mentions say, and where each stands."""
    said = (graph.mentions[end].evidence for end in (one.left, one.right))
    return [f"{text(each.quote)} ({text(graph.place(each))})" for each in said]


def _worth_a_look(one: Judgement, graph: Graph) -> bool:
    ends = (graph.mentions.get(name) for name in (one.left, one.right))
    return one.score < 1 and all(end is not None and end.kind != "pronoun" for end in ends)


def _wordings(one: Judgement, graph: Graph) -> tuple[str, str]:
    return fold(graph.mentions[one.left].evidence.quote), fold(graph.mentions[one.right].evidence.quote)


def _unresolved(graph: Graph) -> str:
    return "\n".join([*_shared(graph), *_unsure(graph), *_unknown(graph)])


def _shared(graph: Graph) -> Iterator[str]:
    """Names that several things go by."""
    bearers: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for one in graph.entities():
        if one.named:
            bearers[key(one.name), one.type].append(one)
    several = [ones for ones in bearers.values() if len(ones) > 1]
    for ones in several[:OPEN]:
        yield f"- {len(ones)} things of one kind are called {text(ones[0].name)}: {', '.join(link(one, graph, one.id) for one in ones)}"


def _unsure(graph: Graph) -> Iterator[str]:
    unsure = [one for one in graph.judgements if one.verdict == "unsure" and {one.left, one.right} <= graph.mentions.keys()]
    for one in sorted(unsure, key=lambda one: (-one.score, one.left, one.right))[:OPEN]:
        left, right = map(text, _wordings(one, graph))
        yield f"- {left} and {right} may be one: {text('; '.join(one.reasons)) or 'no reason given'} ({one.score:.2f})"


def _unknown(graph: Graph) -> Iterator[str]:
    """Names of which neither a list nor the text says what they name."""
    vague = [
        one
        for one in graph.entities()
        if one.named and graph.ontology.depth.get(one.type, 1) == 1 and graph.ontology.family(one.type) == "Thing"
    ]
    if vague:
        yield f"- What these are is not known: {', '.join(link(one, graph) for one in vague[:OPEN])}" + (" ..." if vague[OPEN:] else "")
    lost = [one for one in graph.entities() if one.named and graph.ontology.is_a(one.type, "Place") and not graph.coordinates(one.id)]
    if lost:
        yield f"- Where these lie is not known: {', '.join(link(one, graph) for one in lost[:OPEN])}" + (" ..." if lost[OPEN:] else "")


# -- Markdown ----------------------------------------------------------------------------------------------------------


def text(words: str) -> str:
    """Words on one line that Markdown shows as they are."""
    return re.sub(r"([\\`*_{}\[\]<>|#~$&])", r"\\\1", fold(words))


def link(one: Entity | Event, graph: Graph, caption: str | None = None) -> str:
    """A link to the thing's place in the page."""
    name = one.iri.removeprefix(graph.base).rstrip("/").rsplit("/", 1)[-1]
    return f"[{text(caption or one.name)}]({PAGE}#node={quote(name, safe='')})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; empty without rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads), *lines]) if lines else ""


def _label(one: Entity | Event, graph: Graph) -> str:
    known = graph.ontology.classes.get(one.type)
    return text(known.label if known else one.type)


def _sources(one: Entity | Event) -> int:
    return len({mention.evidence.document for mention in one.mentions})


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + "s" * (count != 1)
