"""A parsed text as plain lists, and the border from token positions to facts.

spaCy makes an object for every token that is looked at; the grammar looks at each many times, so the parse is copied
once into lists of strings and integers. Nothing of ours is put on the ``Doc``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.facts import Kind

NOUNS = ("NOUN", "PROPN")
SUBJECTS = ("nsubj", "nsubjpass")
VERBS = ("VERB", "AUX")
Mark = tuple[int, int, str]  # first token, the one after the last, label of the entity recogniser
RELATIVE = ("who", "whom", "which", "that", "whose", "where")


class Tree:
    """The parse of one document; every list has one place per token, ``head[i] == i`` at a root.

    ``start`` and ``end`` are code-point offsets, ``left`` and ``right`` the first and last token of a subtree, ``sent``
    the number of the sentence and ``sents`` the token span of each sentence. ``off`` marks tokens of page furniture
    (credits, date lines, headings), which tell nothing; ``blank`` those of it that name nothing either (all but headings).
    ``ents`` is what the entity recogniser marks, or with the reader what stands in for it.
    """

    __slots__ = (
        "blank",
        "children",
        "dep",
        "doc",
        "end",
        "ents",
        "head",
        "left",
        "lemma",
        "lower",
        "n",
        "off",
        "pos",
        "right",
        "sent",
        "sents",
        "start",
        "tag",
        "text",
        "whole",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        self.doc, self.n, self.whole = doc, len(doc), doc.text
        columns = doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX"]).T
        self.text, lemma, self.pos, self.tag, self.dep = (_words(column.tolist(), doc) for column in columns[:5])
        self.lower = [text.lower() for text in self.text]
        self.lemma = [(word or text).lower() for word, text in zip(lemma, self.text, strict=True)]
        self.head: list[int] = [i + apart for i, apart in enumerate(columns[5].astype("int64").tolist())]
        self.start: list[int] = columns[6].tolist()
        self.end: list[int] = [start + len(text) for start, text in zip(self.start, self.text, strict=True)]
        self.ents: list[Mark] = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        self.off = [False] * self.n
        self.blank = [False] * self.n
        self._grow()
        self._divide()

    def _grow(self) -> None:
        self.children: list[list[int]] = [[] for _ in range(self.n)]
        self.left, self.right = list(range(self.n)), list(range(self.n))
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        for i in self._leaves_first():
            head = self.head[i]
            self.left[head] = min(self.left[head], self.left[i])
            self.right[head] = max(self.right[head], self.right[i])

    def regrow(self) -> None:
        """Works out children and subtrees anew after heads were changed; a sentence in which a change closed a ring is as it was parsed."""
        self._grow()
        rings = {self.sent[i] for i in set(range(self.n)).difference(self._leaves_first())}
        for start, end in (self.sents[number] for number in rings):
            for i in range(start, end):
                self.head[i], self.dep[i] = self.doc[i].head.i, self.doc[i].dep_
        if rings:
            self._grow()

    def _leaves_first(self) -> list[int]:
        """Every token after all of its descendants."""
        order = [i for i in range(self.n) if self.head[i] == i]
        for i in order:
            order.extend(self.children[i])
        return order[::-1]

    def _divide(self) -> None:
        self.sents: list[tuple[int, int]] = [(span.start, span.end) for span in self.doc.sents] if self.n else []
        self.sent = [number for number, (start, end) in enumerate(self.sents) for _ in range(start, end)]

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of a token that stand in one of the relations, in text order."""
        children, dep = self.children[i], self.dep
        return [child for child in children if dep[child] in deps] if children else []

    def climb(self, i: int) -> Iterator[int]:
        """The tokens above a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def coordinated(self, i: int) -> list[int]:
        """The token and everything coordinated with it to its right."""
        found, queue = [], [i]
        while queue:
            one = queue.pop(0)
            found.append(one)
            queue.extend(self.kids(one, "conj"))
        return sorted(found)

    def run_of(self, tokens: Iterable[int]) -> tuple[int, int]:
        """Where the sentence, or run of sentences, that holds some tokens begins and ends in the text."""
        numbers = [self.sent[token] for token in tokens]
        start, end = self.sents[min(numbers)][0], self.sents[max(numbers)][1] - 1
        while start < end and not self.text[start].strip():
            start += 1
        while end > start and not self.text[end].strip():
            end -= 1
        return self.start[start], self.end[end]


def _words(numbers: list[int], doc: Doc) -> list[str]:
    """The words for which spaCy has numbers."""
    known = {number: doc.vocab.strings[number] for number in set(numbers)}
    return [known[number] for number in numbers]


@dataclass(frozen=True, slots=True)
class Naming:
    """One naming in a text before it becomes a mention: tokens ``[start, end)``, its head token, kind and class.

    ``hard`` says that a name list or the text's own words gave the class; ``known`` is the IRI of a name-list entry; ``sure`` is how
    likely a guessed class is.
    """

    start: int
    end: int
    head: int
    kind: Kind
    type: str
    hard: bool = False
    known: str | None = None
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two namings (by their head tokens) that are (not) the same thing, and why."""

    left: int
    right: int
    same: bool
    score: float
    reason: str
