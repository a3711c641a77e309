"""The nouns: what is recorded of a text, and nothing that can be derived from it.

Offsets are Unicode code points in ``Document.text``, end exclusive. Identifiers are hashes or
positions, so the same text read twice gives the same identifiers in any order and any process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.cards import card, marked, soft

Kind = Literal["name", "nominal", "pronoun"]
Polarity = Literal["asserted", "negated", "hedged"]
Verdict = Literal["same", "different", "unsure"]
Span = tuple[int, int]


def digest(*parts: object, length: int = 16) -> str:
    """Hashes the parts, in order, to ``length`` hexadecimal digits of SHA-256."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, with where it came from; ``published`` is an ISO date."""

    id: str
    text: str
    source: str
    title: str
    published: str | None
    sha256: str

    @classmethod
    def of(cls, text: str, source: str, *, sha256: str | None = None, title: str = "", published: str | None = None) -> Document:
        """Makes a document whose id comes from its content and its source; ``sha256`` is that of the file's bytes."""
        content = sha256 or hashlib.sha256(text.encode()).hexdigest()
        return cls("d" + digest(content, source), text, source, title, published, content)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words, ``quote == document.text[start:end]``."""

    document: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Evidence:
        """Slices the quote; raises ValueError for a span that is empty or outside the text."""
        if not 0 <= start < end <= len(document.text):
            raise ValueError(f"{document.source}: [{start}, {end}) is no span of a text of {len(document.text)} characters")
        return cls(document.id, start, end, document.text[start:end])


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of something in one place; ``type`` is the local name of an ontology class.

    A mention whose type lies below ``Event`` is a mention of a happening. ``hard`` says that the type was
    stated by a name list or by the text's own words, and is not a model's guess.
    """

    id: str
    evidence: Evidence
    type: str
    kind: Kind
    hard: bool = False

    @classmethod
    def of(cls, document: Document, start: int, end: int, type: str, kind: Kind, *, hard: bool = False, event: bool = False) -> Mention:
        """Makes a mention whose id is its position (and its class, for a happening: one word may tell of two)."""
        place = f"{document.id}#{start},{end}" + (f"!{type}" if event else "")
        return cls(place, Evidence.of(document, start, end), type, kind, hard)


@dataclass(frozen=True, slots=True)
class Interval:
    """When something holds in the world: ISO dates at the precision of the text, or None where open or unknown."""

    start: str | None
    end: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement read in one place; ``subject``, ``object`` and ``attributed_to`` are mention ids.

    Exactly one of ``object`` and ``value`` is given. ``predicate`` is the local name of an ontology property, or
    ``type`` for the statement that a happening took place (its value is the event class). ``evidence`` is the sentence
    (or sentences), ``trigger`` and ``value_span`` are places inside the document. ``by`` names extractor and rule.
    """

    id: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    evidence: Evidence
    polarity: Polarity
    attributed_to: tuple[str, ...]
    time: Interval | None
    confidence: float
    by: str
    trigger: Span | None = None
    value_span: Span | None = None

    @classmethod
    def of(
        cls,
        subject: str,
        predicate: str,
        evidence: Evidence,
        *,
        by: str,
        object: str | None = None,
        value: str | None = None,
        polarity: Polarity = "asserted",
        attributed_to: Sequence[str] = (),
        time: Interval | None = None,
        confidence: float = 1.0,
        trigger: Span | None = None,
        value_span: Span | None = None,
    ) -> Claim:
        """Makes a claim whose id says what it says and where; raises ValueError unless it has one object or one value."""
        if (object is None) == (value is None):
            raise ValueError(f"{predicate}: a claim has either an object or a value")
        where = (evidence.document, evidence.start, evidence.end, value_span)
        name = "c" + digest(subject, predicate, object, value, polarity, *where)
        speakers = tuple(sorted(set(attributed_to)))
        return cls(name, subject, predicate, object, value, evidence, polarity, speakers, time, confidence, by, trigger, value_span)

    def _repr_html_(self) -> str:
        """The claim for a notebook: what it says of what, and the sentence with the words it was read from."""
        ends = filter(None, [_place(self.subject), _place(self.object or ""), self.trigger, self.value_span])
        from_here = ((start - self.evidence.start, end - self.evidence.start) for start, end in ends)
        said = f"{self.predicate}: {self.value}" if self.value else self.predicate
        about = f"{self.polarity}, confidence {self.confidence:.2f}, {self.by}"
        return card(said, about, [marked(self.evidence.quote, from_here), *([soft(self.time.text)] if self.time else [])])


def _place(mention: str) -> Span | None:
    """Where a mention stands in its document, which its id says."""
    start, _, end = mention.rpartition("#")[2].partition("!")[0].partition(",")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision that two mentions are (not) the same thing; a person's (``by`` starts with ``person``) outranks a machine's."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    by: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one document; ``judgements`` are those within the document."""

    document: str
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A cluster of mentions, derived; ``named`` is False for a participant that the texts only describe."""

    id: str
    iri: str
    type: str
    name: str
    aliases: tuple[str, ...]
    named: bool
    mentions: tuple[Mention, ...] = field(repr=False)

    def _repr_html_(self) -> str:
        """The entity for a notebook: what it is, what else it is called, how often it is spoken of."""
        also = [soft(f"also {', '.join(self.aliases)}")] if self.aliases else []
        return card(self.name, self.type if self.named else f"{self.type}, described and not named", [*also, soft(_told(self.mentions))])


@dataclass(frozen=True, slots=True)
class Event:
    """A happening, derived from its mentions and from the claims that it took place."""

    id: str
    iri: str
    type: str
    name: str
    mentions: tuple[Mention, ...] = field(repr=False)
    time: Interval | None
    polarity: Polarity
    attributed_to: tuple[str, ...]

    def _repr_html_(self) -> str:
        """The event for a notebook: what happened, when, and how surely."""
        when = [soft(f"{self.time.start or '?'} to {self.time.end or '?'} ({self.time.text})")] if self.time else []
        return card(self.name, f"{self.type}, {self.polarity}", [*when, soft(_told(self.mentions))])


def _told(mentions: Sequence[Mention]) -> str:
    documents = len({one.evidence.document for one in mentions})
    return f"{len(mentions)} mention{'s' * (len(mentions) != 1)} in {documents} document{'s' * (documents != 1)}"
