"""A small invented world for the page's tests: sentences composed from facts, so that every offset is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.facts import Claim, Document, Evidence, Interval, Judgement, Mention
from kg.graph import Graph
from kg.ontology import Ontology

EVENTS = ("Attack", "Ambush", "Arrest", "Meeting")


@cache
def ontology() -> Ontology:
    """The classes and properties of the invented world."""
    return Ontology.load(Path(__file__).parent / "ontology")


@dataclass
class World:
    """Collects sentences and makes a graph of them; a thing is known by its name."""

    source: str = "story.txt"
    title: str = ""
    published: str | None = "2021-06-01"
    said: list[dict[str, Any]] = field(default_factory=list)

    def say(self, subject: str, words: str, predicate: str, object: str | None = None, **more: Any) -> World:
        """Adds "SUBJECT WORDS OBJECT." with one claim; ``more`` goes to the claim, but for types, doc and value."""
        self.said.append({"subject": subject, "words": words, "predicate": predicate, "object": object, **more})
        return self

    def graph(self, types: dict[str, str]) -> Graph:
        """The graph of everything said; names without a type are people."""
        pages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for one in self.said:
            pages[one.pop("doc", 0)].append(one)
        documents, mentions, claims = [], {}, []
        for number, rows in sorted(pages.items()):
            source = self.source if number == 0 else f"{number:03}-{self.source}"
            document, found, told = _page(rows, types, source, self.title if number == 0 else "", self.published)
            documents.append(document)
            mentions.update(found)
            claims += told
        return Graph(ontology(), documents, [one for one, _ in mentions.values()], claims, _same(mentions))


def _page(rows: list[dict[str, Any]], types: dict[str, str], source: str, title: str, published: str | None) -> Any:
    parts, spots, at = [], [], 0
    for one in rows:
        tail = one["object"] if one["object"] is not None else one.get("value", "")
        text = f"{one['subject']} {one['words']} {tail}."
        start = at + len(one["subject"]) + 1
        spots.append((at, start, start + len(one["words"]) + 1, at + len(text)))
        parts.append(text)
        at += len(text) + 1
    document = Document.of("\n".join(parts), source, title=title, published=published)
    mentions: dict[str, tuple[Mention, str]] = {}
    claims: list[Claim] = []
    for one, spot in zip(rows, spots, strict=True):
        claims += _told(document, one, spot, types, mentions)
    return document, mentions, claims


def _told(document: Document, one: dict[str, Any], spot: Any, types: dict[str, str], mentions: Any) -> list[Claim]:
    start, trigger, tail, end = spot
    words = (trigger, trigger + len(one["words"]))

    def mention(name: str, at: int) -> str:
        kind = types.get(name, "Person")
        event = kind in EVENTS
        found = Mention.of(document, at, at + len(name), kind, "nominal" if event or name[:1].islower() else "name", hard=True, event=event)
        mentions[found.id] = (found, name)
        if event:
            sentence = Evidence.of(document, start, end)
            happened.append(
                Claim.of(found.id, "type", sentence, by="rules/test", value=kind, time=one.get("when"), trigger=(at, at + len(name)))
            )
        return found.id

    happened: list[Claim] = []
    more = {name: one[name] for name in ("polarity", "confidence") if name in one}
    subject = mention(one["subject"], start)
    object = mention(one["object"], tail) if one["object"] is not None else None
    said = [next(key for key, (_, name) in mentions.items() if name == who) for who in one.get("by", ())]
    claim = Claim.of(
        subject, one["predicate"], Evidence.of(document, start, end), by="rules/" + one["predicate"], object=object, value=one.get("value"),
        attributed_to=said, time=one.get("when"), trigger=words, value_span=(tail, end - 1) if object is None else None, **more,
    )  # fmt: skip
    return [*happened, claim]


def _same(mentions: dict[str, tuple[Mention, str]]) -> list[Judgement]:
    homes: dict[str, list[str]] = defaultdict(list)
    for key, (_, name) in sorted(mentions.items()):
        homes[name].append(key)
    return [Judgement(keys[0], key, "same", 1.0, ("name",), "test") for keys in homes.values() for key in keys[1:]]


TYPES = {
    "Red Valley Front": "ArmedGroup", "Northern Command": "ArmedGroup", "Interior Ministry": "GovernmentBody", "Peru": "Country",
    "Lima": "Settlement", "Huanta": "Settlement", "the ambush": "Ambush", "the attack": "Attack", "the arrest": "Arrest",
    "the meeting": "Meeting", "seven police officers": "Person", "Palmapampa": "Settlement", "River Union": "ArmedGroup",
}  # fmt: skip


def day(date: str) -> Interval:
    """A date as an interval."""
    return Interval(date, date, date)


def story() -> World:
    """A dozen facts of every kind the page shows."""
    world = World(title="The valley")
    world.say("Jorge Quispe", "is the brother of", "brotherOf", "Victor Quispe")
    world.say("Jorge Quispe", "leads", "leaderOf", "Red Valley Front").say("Victor Quispe", "commands", "leaderOf", "Northern Command")
    world.say("Jorge Quispe", "is known as", "alias", value="Comrade Raul").say("Jorge Quispe", "works as", "occupation", value="farmer")
    world.say("Red Valley Front", "is allied with", "alliedWith", "Northern Command")
    world.say("Red Valley Front", "may be based in", "basedIn", "Palmapampa", polarity="hedged", confidence=0.6, by=("Jorge Quispe",))
    world.say("Northern Command", "is not based in", "basedIn", "Lima", polarity="negated")
    world.say("the ambush", "took place in", "place", "Huanta", when=day("2021-05-23"))
    world.say("the ambush", "killed", "victim", "seven police officers", when=day("2021-05-23"))
    world.say("the ambush", "was the work of", "agent", "Red Valley Front", when=day("2021-05-23"))
    world.say("Huanta", "lies in", "locatedIn", "Peru").say("Lima", "is a town of", "locatedIn", "Peru")
    world.say("the arrest", "took", "target", "Victor Quispe", when=day("2021-06-02"), doc=1)
    world.say("the arrest", "was made by", "agent", "Interior Ministry", when=day("2021-06-02"), doc=1)
    world.say("Interior Ministry", "sits in", "basedIn", "Lima", doc=1).say("Jorge Quispe", "heads", "leaderOf", "Red Valley Front", doc=1)
    world.say("River Union", "fights against", "fightsAgainst", "Red Valley Front", doc=1)
    return world


def small() -> Graph:
    """The graph of the story."""
    return story().graph(TYPES)
