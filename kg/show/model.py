"""From a graph to what the page shows: plain numbers and strings, in an order that depends on content alone.

This is the only file of the page that knows the graph. Offsets become UTF-16 code units here, because the
page's scripts slice the texts with them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.facts import Document, Entity, Event, Interval, Mention
from kg.show.communities import communities

if TYPE_CHECKING:
    from kg.graph import Contradiction, Graph

Row = dict[str, Any]
KINDS = ("name", "nominal", "pronoun")


@dataclass(frozen=True, slots=True)
class View:
    """What one page shows: ``nodes`` and ``edges`` to draw (ids are positions) and the ``facts`` behind them."""

    title: str
    nodes: list[Row]
    edges: list[Row]
    facts: Row


def view(graph: Graph, *, title: str | None = None) -> View:
    """Turns the graph into rows; the same graph gives the same rows whatever the order it was read in."""
    return _Viewer(graph).view(title)


class _Viewer:
    """Numbers the things of one graph and writes each of its facts as a row."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.ontology = graph.ontology
        self.base = graph.base
        self.documents = sorted(graph.documents.values(), key=lambda one: (one.source, one.id))
        things: list[Entity | Event] = [*graph.entities(), *graph.events()]
        self.things = sorted(things, key=lambda one: one.id)
        self.claims = sorted([*graph.claims(), *graph.happenings()], key=lambda one: one.id)
        self.claim_number = {one.id: at for at, one in enumerate(self.claims)}
        self.number = {one.id: at for at, one in enumerate(self.things)}
        self.document = {one.id: at for at, one in enumerate(self.documents)}
        self.unit = {one.id: utf16(one.text) for one in self.documents}
        self.mentions = {mention.id: mention for one in self.things for mention in one.mentions}

    def view(self, title: str | None) -> View:
        facts = {
            "base": self.base,
            "types": self.types(),
            "predicates": self.predicates(),
            "rules": self.rules,
            "kinds": KINDS,
            "documents": [self.document_row(one) for one in self.documents],
            "things": [self.thing_row(one) for one in self.things],
            "claims": [self.claim_row(at) for at in range(len(self.claims))],
            "differ": [self.differ_row(one) for one in self.graph.contradictions()],
        }
        return View(title or self.title(), self.nodes(), self.edges(), facts)

    def title(self) -> str:
        if len(self.documents) == 1:
            return self.documents[0].title or self.documents[0].source
        return f"What {len(self.documents)} documents say"

    # -- names used by many rows -----------------------------------------------------------------------------------

    @cached_property
    def type_names(self) -> list[str]:
        return sorted({one.type for one in self.things})

    @cached_property
    def predicate_names(self) -> list[str]:
        return sorted({one.predicate for one in self.claims})

    @cached_property
    def rules(self) -> list[str]:
        return sorted({one.claim.by for one in self.claims})

    @cached_property
    def type_number(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.type_names)}

    @cached_property
    def predicate_number(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.predicate_names)}

    @cached_property
    def rule_number(self) -> Mapping[str, int]:
        return {name: at for at, name in enumerate(self.rules)}

    def types(self) -> list[Row]:
        return [self.type_row(name) for name in self.type_names]

    def type_row(self, name: str) -> Row:
        known = self.ontology.classes.get(name)
        row: Row = {"name": name, "label": known.label if known else name, "family": self.ontology.family(name)}
        for look in ("colour", "shape"):
            own = next((value for one in self.line(name) if (value := getattr(self.ontology.classes[one], look))), None)
            if own:
                row[look] = own
        return row

    def line(self, name: str) -> list[str]:
        """The class and those above it, the most specific first."""
        above = (one for one in self.ontology.ancestors(name) if one in self.ontology.classes)
        return sorted(above, key=lambda one: (-self.ontology.depth[one], one))

    def predicates(self) -> list[Row]:
        rows = []
        for name in self.predicate_names:
            known = self.ontology.properties.get(name)
            within = bool(
                known and known.transitive and known.range and all(self.ontology.is_a(one, "Place") for one in known.domain + known.range)
            )
            rows.append(plain(name=name, label=known.label if known else name, symmetric=bool(known and known.symmetric), within=within))
        return rows

    # -- documents, things, claims ---------------------------------------------------------------------------------

    def document_row(self, one: Document) -> Row:
        """``copy`` is the document that it repeats: both are one source."""
        first = self.graph.copies.get(one.id, one.id)
        copy = self.document[first] if first != one.id else None
        return plain(id=one.id, source=one.source, title=one.title, published=one.published, copy=copy, text=one.text)

    def differ_row(self, one: Contradiction) -> Row:
        """What sources tell differently of a thing: each value with its claims."""
        told = [[value, sorted(self.claim_number[row.id] for row in rows)] for value, rows in one.values]
        return {"s": self.number[one.subject], "p": self.predicate_number[one.predicate], "told": told}

    def thing_row(self, one: Entity | Event) -> Row:
        key = self.keys[one.id]
        row = plain(
            key=key,
            iri=one.iri if one.iri != self.base + key else None,
            type=self.type_number[one.type],
            group=self.groups.get(self.number[one.id]),
        )
        row["at"] = sorted(self.mention_row(mention) for mention in one.mentions)
        if isinstance(one, Entity):
            return row | plain(
                aliases=[name for name in one.aliases if name != one.name], unnamed=not one.named, geo=self.graph.coordinates(one.id)
            )
        by = sorted(self.number[speaker] for speaker in one.attributed_to if speaker in self.number)
        return row | plain(when=when(one.time), stance=one.polarity if one.polarity != "asserted" else None, by=by)

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """A short name for each thing, for links: the end of its IRI where no other thing ends so, else its id."""
        ends = {one.id: one.iri.rstrip("/").rsplit("/", 1)[-1] for one in self.things}
        seen = Counter(ends.values())
        return {name: end if end and seen[end] == 1 else name for name, end in ends.items()}

    def mention_row(self, mention: Mention) -> list[int]:
        start, end = self.span(mention.evidence.document, mention.evidence.start, mention.evidence.end)
        return [self.document[mention.evidence.document], start, end, KINDS.index(mention.kind)]

    def claim_row(self, at: int) -> Row:
        row, claim = self.claims[at], self.claims[at].claim
        place = claim.evidence.document
        return {
            "s": self.number[row.subject],
            "p": self.predicate_number[row.predicate],
            "d": self.document[place],
            "at": self.span(place, claim.evidence.start, claim.evidence.end),
            "st": self.mention_span(claim.subject, place),
        } | plain(
            o=None if row.object is None else self.number[row.object],
            v=row.value,
            ot=self.mention_span(claim.object, place),
            tt=self.span(place, *claim.trigger) if claim.trigger else None,
            vt=self.span(place, *claim.value_span) if claim.value_span else None,
            stance=None if row.polarity == "asserted" else row.polarity,
            by=sorted(self.number[one] for one in row.attributed_to if one in self.number),
            when=when(claim.time),
            c=None if claim.confidence >= 1 else round(claim.confidence, 3),
            r=self.rule_number[claim.by],
        )

    def mention_span(self, mention: str | None, document: str) -> list[int] | None:
        found = self.mentions.get(mention) if mention else None
        if not found or found.evidence.document != document:
            return None
        return self.span(document, found.evidence.start, found.evidence.end)

    def span(self, document: str, start: int, end: int) -> list[int]:
        unit = self.unit[document]
        return [unit(start), unit(end)]

    # -- what is drawn ---------------------------------------------------------------------------------------------

    def nodes(self) -> list[Row]:
        weights = self.weights()
        return [{"id": at, "label": one.name, "value": weights[at]} for at, one in enumerate(self.things)]

    def weights(self) -> list[int]:
        """How much the documents say of each thing: two for each link, one for each mention, up to ten of those."""
        seen: Counter[int] = Counter()
        for one in self.edges():
            seen[one["from"]] += 2
            seen[one["to"]] += 2
        return [seen[at] + min(10, len(one.mentions)) for at, one in enumerate(self.things)]

    def edges(self) -> list[Row]:
        return self._edges

    @cached_property
    def _edges(self) -> list[Row]:
        """One edge for all claims that say the same of the same two things; ends of a symmetric one in number order."""
        same: dict[tuple[int, int, str], list[int]] = defaultdict(list)
        for at, row in enumerate(self.claims):
            if row.object is not None:
                ends = self.number[row.subject], self.number[row.object]
                known = self.ontology.properties.get(row.predicate)
                start, end = sorted(ends) if known and known.symmetric else ends
                same[start, end, row.predicate].append(at)
        return [
            {"from": start, "to": end, "label": self.label(name), "p": self.predicate_number[name], "claims": claims}
            for (start, end, name), claims in sorted(same.items())
        ]

    def label(self, predicate: str) -> str:
        known = self.ontology.properties.get(predicate)
        return known.label if known else predicate

    @cached_property
    def groups(self) -> Mapping[int, int]:
        return communities(len(self.things), [(one["from"], one["to"]) for one in self.edges()])


def plain(**fields: Any) -> Row:
    """The fields that say something: None, False and empty ones are left out, 0 stays."""
    return {name: value for name, value in fields.items() if value or value not in (None, [], ()) and value is not False}


def when(time: Interval | None) -> list[str | None] | None:
    """An interval as [start, end, words of the text]."""
    return [time.start, time.end, time.text] if time else None


class utf16:
    """Turns an offset in code points into one in UTF-16 code units, for one text."""

    def __init__(self, text: str) -> None:
        self.wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF] if not text.isascii() else []

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self.wide, offset)
