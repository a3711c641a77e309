"""A reader of four plain sentence shapes, fast enough to build hundreds of graphs in a test; it stands in for the annotator."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from kg.facts import Claim, Document, Evidence, Judgement, Mention, Reading
from kg.ontology import Ontology

NAME = r"[A-Z]\w+(?: [A-Z]\w+)*"
LEADS = re.compile(rf"(?P<subject>{NAME}) (?P<no>does not )?leads? (?P<object>{NAME})\.")
SIBLING = re.compile(rf"(?P<subject>{NAME}) is a brother of (?P<object>{NAME})\.")
KILLED = re.compile(rf"(?P<subject>{NAME}) (?P<verb>killed) (?P<object>{NAME}) in (?P<place>{NAME})\.")
DEADLY = "the reader dies here"


class PlainReader:
    """Reads "X leads Y.", "X does not lead Y.", "X is a brother of Y." and "X killed Y in Z."; ``texts`` counts what it read."""

    fingerprint = "plain/1"
    texts: ClassVar[list[str]] = []

    def __init__(self, ontology: Ontology, *, model: str = "plain", reader: bool = False) -> None:
        self.ontology, self.model, self.reader = ontology, model, reader

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if DEADLY in document.text:
                os._exit(9)
            self.texts.append(document.text)
            yield Page(document).reading()


class Page:
    """One document on its way to a reading."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mentions: dict[str, Mention] = {}
        self.claims: list[Claim] = []

    def reading(self) -> Reading:
        for found in LEADS.finditer(self.document.text):
            self.says(found, self.name(found, "subject", "Person"), "leaderOf", self.name(found, "object", "ArmedGroup"))
        for found in SIBLING.finditer(self.document.text):
            self.says(found, self.name(found, "subject", "Person"), "siblingOf", self.name(found, "object", "Person"))
        for found in KILLED.finditer(self.document.text):
            event = self.name(found, "verb", "Killing", event=True)
            self.says(found, event, "type", value="Killing")
            self.says(found, event, "agent", self.name(found, "subject", "ArmedGroup"))
            self.says(found, event, "victim", self.name(found, "object", "Person"))
            self.says(found, event, "place", self.name(found, "place", "Settlement"))
        return Reading(self.document.id, tuple(self.mentions.values()), tuple(self.claims), tuple(self.same()))

    def name(self, found: re.Match[str], part: str, type: str, *, event: bool = False) -> str:
        made = Mention.of(self.document, *found.span(part), type, "nominal" if event else "name", event=event)
        return self.mentions.setdefault(made.id, made).id

    def says(self, found: re.Match[str], subject: str, predicate: str, object: str | None = None, *, value: str | None = None) -> None:
        evidence = Evidence.of(self.document, *found.span())
        polarity = "negated" if found.groupdict().get("no") else "asserted"
        self.claims.append(Claim.of(subject, predicate, evidence, by="plain", object=object, value=value, polarity=polarity))

    def same(self) -> Iterator[Judgement]:
        first: dict[tuple[str, str], str] = {}
        for one in self.mentions.values():
            known = first.setdefault((one.evidence.quote, one.type), one.id)
            if known != one.id and one.kind == "name":
                yield Judgement(known, one.id, "same", 1.0, ("the same words",), "plain")
