"""One document on its way from parse to reading: what is named, told, linked and settled, and what is written of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from kg.annotate import coref, names
from kg.annotate.claims import Scribe
from kg.annotate.classes import types
from kg.annotate.classes.nouns import guessed
from kg.annotate.decided import descriptions
from kg.annotate.doc import Link, Naming, Tree
from kg.annotate.grammar.phrases import Phrases
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.happenings.actual import score, traits
from kg.annotate.happenings.figures import figurative
from kg.annotate.happenings.happened import actually
from kg.annotate.happenings.happening import Happening, happenings
from kg.annotate.happenings.identified import with_damage, with_names, with_sides
from kg.annotate.happenings.incidents import same_incidents
from kg.annotate.happenings.participants import Cast, tellings
from kg.annotate.happenings.parts import outcomes_told, parts
from kg.annotate.parse import layout
from kg.annotate.parse.beside import mend_names
from kg.annotate.parse.lists import mend_lists
from kg.annotate.parse.mend import mend_words
from kg.annotate.parse.opening import mend_openings
from kg.annotate.parse.subjects import mend_subjects
from kg.annotate.reader.reported import Reported
from kg.annotate.relations.closure import chained, closure
from kg.annotate.relations.findings import Finding, relations
from kg.annotate.relations.gapping import Gap, gaps, unfolded
from kg.annotate.relations.triggers import matches
from kg.annotate.stance.hearsay import doubting
from kg.annotate.stance.stances import Stances
from kg.annotate.times import dates
from kg.annotate.times.of_clauses import Times
from kg.facts import Document, Interval, Polarity, Reading

if TYPE_CHECKING:
    from kg.annotate import Annotator


class Session:
    """One document on its way from parse to reading."""

    def __init__(self, annotator: Annotator, document: Document, tree: Tree, plan: layout.Layout) -> None:
        self.annotator, self.document, self.tree, self.plan = annotator, document, tree, plan
        self.ontology = annotator.ontology
        mend_words(tree, annotator.ontology)
        self.expressions = dates.search(tree.text, tree.start)
        dated = dates.tokens(self.expressions)
        mend_openings(tree, dated)
        self.sight = annotator.learned.network.look(tree.whole) if annotator.learned else None
        self.ranker = self._ranker()
        tagged = names.Tagged(tree, *self.sight) if self.sight else None
        if self.sight:
            tree.ents = names.recognised(tree, *self.sight, self.expressions)
        found = names.find(tree, annotator.lexicon, dated=dated, tagged=tagged)
        mend_subjects(tree, found)
        self.names = mend_names(tree, found, annotator.ontology)
        mend_lists(tree)
        self.phrases = Phrases(tree, self.names, self.ontology, roles=annotator.lexicon.role_classes)
        self.grammar = Grammar(tree, self.phrases, self.ontology.cues, dated)
        self._matches: list[tuple[int, Match]] = []
        self._deeds: dict[int, str] = {}
        self.reported = Reported.nothing(tree.n)

    def _ranker(self) -> coref.Ranker | None:
        """What ranks antecedents, where there is a reader with weights for it."""
        learned = self.annotator.learned
        weights = coref.trained(learned.network.folder) if learned else None
        return coref.ranker(weights, coref.Attention(self.tree, *self.sight)) if weights and self.sight and self.sight[0].ids else None

    def reading(self) -> Reading:
        """Matches, links, settles and writes down."""
        findings, told, namings, links, groups, settled = self.settled()
        if self.annotator.learned and self.sight:
            findings = self.annotator.learned.beside(findings, self.sight, self.tree, namings, groups, settled, self.expressions)
            findings = [one for one in findings if not (one.alone and any(gap.astray(one, groups) for gap in self._gaps))]
        return self._written(findings, told, namings, links, groups, settled)

    def _reported(self, told: Sequence[Happening]) -> Reported:
        """What the reader says that each word has to do with what is reported; asked only where a happening is told that it may judge."""
        learned = self.annotator.learned
        if learned and self.sight and any(self.ontology.judged(one.type) for one in told):
            return learned.reported(self.sight, self.tree)
        return Reported.nothing(self.tree.n)

    def settled(self) -> tuple[list[Finding], list[Happening], dict[int, Naming], list[Link], dict[int, int], dict[int, tuple[str, bool]]]:
        """What the rules find, every naming, what is linked, and the class of each."""
        findings, told = self._told()
        namings = self._namings(findings, told)
        bonds = self._bonds(findings)
        links = bonds + coref.resolve(
            self.tree, list(namings.values()), self.ontology, bonds=bonds, scorer=self.annotator.scorer, ranked=self.ranker
        )
        several = coref.plural(self.tree, list(namings.values()), links)
        if several:  # "Ana and Luis ... they": read again with both in their place, as far as a phrase may reach
            self.phrases.several.update(several)
            findings, told = self._told({self.tree.sent[i] + apart for i in several for apart in (-1, 0, 1)})
        groups = coref.clusters(links, list(namings.values()))
        namings, links, groups = coref.with_relatives(self.tree, namings, links, groups)
        return findings, told, namings, links, groups, types.settle(namings, groups, findings, self.ontology)

    def _told(self, again: Container[int] | None = None) -> tuple[list[Finding], list[Happening]]:
        """The relations and happenings that the triggers find; the second time only some sentences are looked at again."""
        kept = [pair for pair in self._matches if again is not None and self.tree.sent[pair[0]] not in again]
        self._matches = sorted([*kept, *matches(self.grammar, self.annotator.index, again)], key=lambda pair: pair[0])
        found = [match for _, match in self._matches]
        properties, classes = self.ontology.properties, self.ontology.classes
        telling = [
            match for match in found if match.trigger.target in properties and not figurative(match, (), self.grammar, self.ontology)
        ]
        findings = [one for match in telling for one in relations(match, self.ontology, self.grammar) if not self._misnamed(one)]
        findings = unfolded(findings, self._gaps)
        told = happenings([match for match in found if match.trigger.target in classes], self.ontology, self.grammar)
        return findings, with_damage(told, found, self.grammar, self.ontology)

    def _misnamed(self, one: Finding) -> bool:
        """Whether a name is told for another's that is plainly of another kind: in "Ada Berg (born Lima in 1960)" nobody is called Lima."""
        if not self.ontology.properties[one.predicate].naming or not one.span:
            return False
        name, said = self.phrases.name_at.get(one.span[1] - 1), self.phrases.naming(one.subject)
        families = {self.ontology.family(name.type), self.ontology.family(said.type)} if name else {"Thing"}
        return name is not None and name.hard and len(families) > 1 and "Thing" not in families

    def _namings(self, findings: list[Finding], told: list[Happening]) -> dict[int, Naming]:
        """Every naming by its head token: names, pronouns and described things, happenings apart."""
        happening = {one.at for one in told}
        found = {one.head: one for one in coref.pronouns(self.tree, relatives=False)}
        found.update((one.head, one) for one in self._described(happening))
        found.update((one.head, self.phrases.some_of(one) or one) for one in self.names)
        return dict(sorted(found.items()))

    def _described(self, happening: Container[int]) -> Iterator[Naming]:
        """What is described by a noun that the ontology lists, or that the reader takes for a person, a group or a place."""
        tree, names = self.tree, self.phrases.name_at
        noun = [pos in ("NOUN", "NUM") or pos == "PROPN" and text.islower() for pos, text in zip(tree.pos, tree.text, strict=True)]
        nouns = [i for i in range(tree.n) if noun[i] and not tree.off[i] and i not in happening and i not in names]
        rows = [self.phrases.naming(i) for i in nouns]
        guessed = self._guessed([one.head for one in rows if not one.hard])
        for one in rows:
            if one.hard or one.head in guessed:
                yield one if one.hard else replace(one, type=guessed[one.head])

    def _guessed(self, nouns: Sequence[int]) -> dict[int, str]:
        """The families of nouns that the ontology does not list, as far as the reader tells them."""
        weights = self.annotator.nouns
        return guessed(weights, self.tree, [i for i in nouns if i not in self.grammar.dated], *self.sight) if weights and self.sight else {}

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
        if one.object is None or one.subject not in names or one.object not in names:
            return False
        left, right = (self.tree.lower[names[i].start : names[i].end] for i in (one.subject, one.object))
        return left != right and one.full and self.ontology.properties[one.predicate].irreflexive

    @cached_property
    def _gaps(self) -> list[Gap]:
        return list(gaps(self.grammar))

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
        self._deeds.update((one.at, one.type) for one in told)
        said_of = descriptions(links, namings, groups, self.grammar)
        scribe = Scribe(
            self.document, self.grammar, self.ontology, self._stances, self._times, groups, settled, namings, self._reader, said_of
        )
        told = with_sides(with_names(told, groups, self.grammar, self.ontology), groups, self.grammar, self.ontology)
        told, same = outcomes_told(told, parts(told, groups, self.grammar, self.ontology, self._polarity), self.ontology, self.tree)
        same += same_incidents(told, groups, self.grammar, self.ontology, self._when)
        self.reported = self._reported(told)
        kept = self.annotator.judge(told, same, self._traits, self._likely, self.ontology)
        cast = self._cast(scribe, same)
        spoken_of = {one.subject for one in findings if any(map(self.ontology.is_event, self.ontology.properties[one.predicate].domain))}
        spoken_of |= {one.at for left, right, _ in same for one, other in ((left, right), (right, left)) if other.roles or other.counts}
        acting = zip(kept, self.annotator.casting(kept, cast), strict=True)
        meant = {token for one in kept for role, token in one.roles if not self.ontology.places_only(role)}
        first = sorted(acting, key=lambda pair: pair[0].at not in meant)  # what others are about, or part of, is told before them
        written = {id(one) for one, acted in first if scribe.happening(doubting(acted, findings, groups), spoken_of, meant)}
        for finding in findings:
            scribe.relation(finding)
        for finding in [*closure(scribe.related, self.ontology), *chained(scribe.related, self.ontology)]:
            scribe.relation(finding)
        return scribe.reading(namings.values(), links, [one for one in same if id(one[0]) in written and id(one[1]) in written])

    def _cast(self, scribe: Scribe, same: list[tuple[Happening, Happening, str]]) -> Cast:
        return Cast(
            self.grammar, self.ontology, scribe.groups, scribe.namings, scribe.naming, scribe.type_of, self._polarity,
            lambda one: score(self._traits(one)), tellings(same), self.reported, self._happened,
        )  # fmt: skip

    def _likely(self, one: Happening, found: Sequence[str]) -> float:
        """How likely a happening with some traits is an actual one."""
        rule = score(found)
        return actually(one, rule, self.reported, self.tree.sent, self._happened, self.ontology) if self.reported.labels else rule

    @cached_property
    def _happened(self) -> dict[str, float]:
        """How likely the reader makes it that the text reports a happening, for each class that it knows."""
        return {name: self.reported.happened(name) for name in self.reported.labels if name in self.ontology.classes}

    @property
    def _reader(self) -> str:
        return f"reader:{self.annotator.learned.version}" if self.annotator.learned else ""

    def _polarity(self, one: Happening) -> Polarity:
        return self._stances.of(one.at, one.governor).polarity

    @cached_property
    def _times(self) -> Times:
        published = dates.document_date(self.document.text, self.plan) or self.document.published
        day = date.fromisoformat(published) if published and len(published) == 10 else None
        during, later = (self.ontology.cues.get(kind, frozenset()) for kind in ("courseOf", "laterAdverb"))
        return Times(self.tree, self.expressions, day, self._deeds, during, later)

    def _when(self, one: Happening) -> Interval | None:
        return self._times.of(one.at, one.governor)

    def _traits(self, one: Happening) -> list[str]:
        """What the telling of a happening looks like, stance and time included."""
        return traits(one, self.grammar, self.ontology, self._polarity(one), self._when(one))
