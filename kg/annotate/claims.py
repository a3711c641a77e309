"""From what was found at tokens to facts: classes settled, stance and time added, evidence cut, ends gated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.annotate import decided
from kg.annotate.classes import types
from kg.annotate.classes.kinds import Kinds
from kg.annotate.doc import NOUNS, Link, Naming
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.incidents import definite
from kg.annotate.relations.findings import Finding
from kg.annotate.stance import hearsay
from kg.annotate.stance.contrast import set_apart
from kg.annotate.stance.stances import Stance, Stances
from kg.annotate.times.of_clauses import Times
from kg.facts import Claim, Document, Evidence, Interval, Mention, Polarity, Reading
from kg.ontology import Ontology, Trigger

_FULL, _OPEN, _SOFT = 0.9, 0.7, 0.85


@dataclass
class Scribe:
    """Writes down one document's reading; ``groups`` maps a head token to the representative of what it names."""

    document: Document
    grammar: Grammar
    ontology: Ontology
    stances: Stances
    times: Times
    groups: Mapping[int, int]
    settled: Mapping[int, tuple[str, bool]]
    namings: Mapping[int, Naming]
    reader: str = ""
    said_of: Mapping[int, int] = field(default_factory=dict)
    mentions: dict[str, Mention] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    events: dict[tuple[int, str], str] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    related: list[Finding] = field(default_factory=list)
    told_of: set[int] = field(default_factory=set)
    kinds: Kinds = field(init=False)

    def __post_init__(self) -> None:
        """Notes the clusters that hold more than pronouns."""
        self.kinds = Kinds(self.grammar, self.ontology, self.groups, self.settled, self.namings)
        self.told_of.update(self.groups.get(head, head) for head, one in self.namings.items() if one.kind != "pronoun")

    def naming(self, token: int) -> Naming:
        """The naming whose head is a token."""
        return self.kinds.naming(token)

    # -- mentions --------------------------------------------------------------------------------------------------

    def type_of(self, token: int) -> tuple[str, bool]:
        """The class of what a token names, and whether it was stated."""
        return self.kinds.of(token)

    def mention(self, token: int) -> Mention:
        """The mention whose head is a token, made on first use."""
        naming = self.naming(token)
        type, hard = self.type_of(naming.head)
        start, end = self.grammar.tree.start[naming.start], self.grammar.tree.end[naming.end - 1]
        made = Mention.of(self.document, start, end, type, naming.kind, hard=hard)
        self.mentions[made.id] = made
        self.heads[token] = self.heads[naming.head] = made.id
        return made

    def event_mention(self, one: Happening) -> Mention:
        """The mention of a happening: its trigger word, or its name."""
        tree, name = self.grammar.tree, self.grammar.phrases.name_at.get(one.at)
        start, end = (tree.start[name.start], tree.end[name.end - 1]) if name else (tree.start[one.at], tree.end[one.at])
        made = Mention.of(self.document, start, end, one.type, "nominal", hard=True, event=True)
        self.mentions[made.id] = made
        return made

    def _end(self, token: int) -> Mention:
        """The mention at an end of a claim: the happening told there, else what is named there."""
        told = self.told.get(token)
        return self.mentions[told] if told else self.mention(self.said_of.get(token, token))

    def known(self, token: int) -> bool:
        """Whether a token names something: a pronoun only where it is linked to something else."""
        if token in self.told:
            return True
        tree = self.grammar.tree
        none = any(tree.lower[k] == "no" for k in tree.kids(token, "det"))  # "no group has claimed it"
        if none or not any(sign.isalnum() for sign in tree.text[token]):
            return False
        if self.naming(token).kind == "pronoun" or tree.pos[token] == "PRON" and token not in self.grammar.phrases.name_at:
            return self.groups.get(token) in self.told_of
        return tree.pos[token] in ("NOUN", "PROPN", "NUM", "ADJ", "X", "DET") or token in self.grammar.phrases.name_at

    # -- evidence, stance ------------------------------------------------------------------------------------------

    def evidence(self, *tokens: int) -> Evidence:
        """The sentence, or run of sentences, that holds the tokens."""
        return Evidence.of(self.document, *self.grammar.tree.run_of(tokens))

    def speakers(self, stance: Stance) -> list[str]:
        """The mentions of those to whom a statement is attributed."""
        told = [self.grammar.phrases.settle(token) for token in stance.speakers]
        good = [token for token in told if self.known(token) and self.ontology.family(self.type_of(token)[0]) != "Event"]
        return [self.mention(token).id for token in dict.fromkeys(good)]

    # -- relations -------------------------------------------------------------------------------------------------

    def relation(self, finding: Finding) -> None:
        """Writes down a relation whose ends satisfy its domain and range; what the rule's words do not fit may be so as the reader has it."""
        gated = self._gated(finding)
        if gated is None:
            return self.relation(finding.by_reader()) if finding.reader and not finding.alone else None
        subject, object_, confidence = gated
        stance = self.stances.of(finding.at, finding.governor, aim=finding.trigger.aim, beside=self._beside(finding))
        if not finding.alone:
            stance = self.stances.by_own_word(finding.at, stance, finding.trigger.polarity)
        stance = hearsay.of_relation(finding, set_apart(stance, finding, self.grammar), self.grammar)
        undated = finding.alone or finding.subject in self.told  # of a happening the verb tells no date
        value, span, interval = finding.value, finding.span, None if undated else self.times.of(finding.at, finding.governor)
        if self.ontology.properties[finding.predicate].datatype == "date":
            span = span or self.times.span_of(finding.at, finding.governor)
            value, interval = self.times.point(span[0], finding.trigger.half) if span else None, None
            if value is None:
                return
        if stance.polarity == "asserted" and object_ is not None:
            self.related.append(replace(finding, subject=subject, object=object_))
        self._write(
            self._end(subject).id,
            self._narrowest(finding.predicate, object_),
            finding.trigger,
            finding.at,
            stance,
            self.evidence(finding.at, subject, *([object_] if object_ is not None else [])),
            interval,
            finding.surer(confidence),
            object=self._end(object_).id if object_ is not None else None,
            value=value if object_ is None else None,
            span=span,
            by=finding.said_by,
        )

    def _narrowest(self, predicate: str, object: int | None) -> str:
        """The property below that only things of the object's class have: a member of a party is a party member."""
        if object is None or object in self.told:
            return predicate
        type, own = self.type_of(object)[0], self.ontology.properties[predicate].range
        below = self.ontology.narrower(predicate)
        fit = [one for one in below if self.ontology.fits(type, one.range) and not any(end in one.range for end in own)]
        return fit[0].name if len(fit) == 1 else predicate

    def _beside(self, finding: Finding) -> bool:
        """Whether a relation is told by a noun phrase: an apposition, a title, a possessor."""
        pos = self.grammar.tree.pos
        return (
            pos[finding.governor] in NOUNS
            and pos[finding.at] in (*NOUNS, "ADP", "PUNCT", "ADJ")
            and finding.trigger.frame not in ("ActionNoun", "Phrase")
        )

    def _gated(self, finding: Finding) -> tuple[int, int | None, float] | None:
        """The ends that satisfy domain and range: as the grammar has them, or swapped where it left the direction open."""
        domain, range_ = types.ends(finding, self.ontology)
        subject, object_ = finding.subject, finding.object
        if not self._somebody(subject) or object_ is not None and (not self._somebody(object_) or self._same(subject, object_)):
            return None
        one = self.ontology.properties[finding.predicate]
        if not self.kinds.plain_enough(finding, (subject, domain), (object_, range_)):
            return None
        if self._admitted((subject, self._wide(subject, domain, one.domain)), (object_, self._wide(object_, range_, one.range))):
            soft = any(token not in self.told and not self.type_of(token)[1] for token in (subject, object_) if token is not None)
            return subject, object_, _SOFT if soft else _FULL
        if not finding.full and object_ is not None and self._admitted((object_, domain), (subject, range_)):
            return object_, subject, _OPEN
        return None

    def _wide(self, token: int | None, allowed: Sequence[str], wide: Sequence[str]) -> Sequence[str]:
        """The classes that an end may have; many of a kind need only be what the property, not its trigger, asks for."""
        return wide if token is not None and self.kinds.many(token, allowed) else allowed

    def _admitted(self, *ends: tuple[int | None, Sequence[str]]) -> bool:
        """Whether all the ends that a claim has may be what it asks for; guesses at them are narrowed then, and only then."""
        told = [(token, allowed) for token, allowed in ends if token is not None]
        good = all(self._admit(token, allowed) for token, allowed in told)
        for token, allowed in told if good else ():
            if token not in self.told:
                self.kinds.take(token, allowed)
        return good

    def _somebody(self, token: int) -> bool:
        """Whether a relation may be told of a token: it names something, or is a he or she whom the text names nowhere."""
        cues, word = self.ontology.cues, self.grammar.tree.lower[token]
        return self.known(token) or any(word in cues.get(kind, ()) for kind in ("pronounMale", "pronounFemale"))

    def _same(self, left: int, right: int) -> bool:
        return left == right or self.groups.get(left, left) == self.groups.get(right, right)

    def _admit(self, token: int, allowed: Sequence[str]) -> bool:
        if token in self.told:
            return self.ontology.fits(self.mentions[self.told[token]].type, allowed)
        if allowed and all(self.ontology.is_event(one) for one in allowed):
            return False
        return self.kinds.admits(token, allowed)

    # -- happenings ------------------------------------------------------------------------------------------------

    def happening(self, one: Happening, spoken_of: Container[int] = (), meant: Container[int] = ()) -> bool:
        """Writes down a happening, its roles, its counts and that it took place, unless the text does not tell of one.

        What nothing else is told of must be ``spoken_of`` elsewhere or, told as a known one, ``meant`` by others.
        """
        stance = self.stances.of(one.at, one.governor)
        if any(trigger.polarity for trigger in one.triggers) and stance.polarity == "asserted":
            told: Polarity = "hedged"
            stance = Stance(told, stance.speakers)
        ranges = self.ontology.properties
        roles = [(role, token) for role, token in one.roles if self.known(token) and self._admitted((token, ranges[role].range))]
        when = self.times.of(one.at, one.governor)
        bare = not roles and not one.counts and when is None and one.at not in spoken_of
        if bare and (self.ontology.judged(one.type) and one.at not in meant or not self._told(one)):
            return False
        event, trigger = self.event_mention(one), one.triggers[0]
        said = self.evidence(one.at)
        self._write(event.id, "type", trigger, one.at, stance, said, when, _FULL, value=one.type)
        for role, token in roles:
            named = token if token in self.told else decided.description(token, self.groups, self.namings, self.grammar)
            where = self.evidence(one.at, token, named)
            soft = _FULL if token in self.told or self.type_of(token)[1] else _SOFT
            sure = hearsay.of_role(one, (role, token), named, stance, self.stances, self.grammar)
            by, surer = hearsay.said_by(one, (role, token), trigger, soft, self.reader)
            self._write(event.id, role, trigger, one.at, sure, where, None, surer, object=self._end(named).id, by=by)
        for property_, value, span in one.counts:
            self._write(event.id, property_, trigger, one.at, stance, said, None, _FULL, value=value, span=span)
        self.events[one.at, one.type] = self.told[one.at] = event.id
        return True

    def _told(self, one: Happening) -> bool:
        """Whether a happening without participants was told by a verb or a definite noun, and is not a general notion."""
        return self.grammar.tree.pos[one.at] == "VERB" or definite(one, self.grammar)

    # -- writing ---------------------------------------------------------------------------------------------------

    def _write(
        self, subject: str, predicate: str, trigger: Trigger, at: int, stance: Stance, evidence: Evidence, time: Interval | None,
        confidence: float, *, object: str | None = None, value: str | None = None, span: tuple[int, int] | None = None, by: str | None = None,
    ) -> None:  # fmt: skip
        tree = self.grammar.tree
        place = (tree.start[span[0]], tree.end[span[1] - 1]) if span else None
        made = Claim.of(
            subject,
            predicate,
            evidence,
            by=by or f"rule:{trigger.id}",
            object=object,
            value=value,
            polarity=stance.polarity,
            attributed_to=self.speakers(stance),
            time=time,
            confidence=confidence,
            trigger=(tree.start[at], tree.end[at]),
            value_span=place,
        )
        kept = self.claims.get(made.id)
        if kept is None or (kept.confidence, kept.by) < (made.confidence, made.by):
            self.claims[made.id] = made

    def reading(self, namings: Iterable[Naming], links: Sequence[Link], incidents: Sequence[tuple[Happening, Happening, str]]) -> Reading:
        """All that was read: every name, what takes part in a claim, and what is linked to either."""
        for naming in namings:
            if naming.kind == "name":
                self.mention(naming.head)
        links = decided.naming_links(links, self.said_of.keys() - self.heads.keys())
        for link in links:
            if link.same:
                self.mention(link.left), self.mention(link.right)
        judged = (*decided.mentions(links, self.heads), *decided.happenings(incidents, self.events))
        mentions = tuple(sorted(self.mentions.values(), key=lambda one: (one.evidence.start, one.evidence.end, one.id)))
        claims = tuple(sorted(self.claims.values(), key=lambda one: (one.evidence.start, one.id)))
        return Reading(self.document.id, self._retyped(mentions), claims, judged)

    def _retyped(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Mentions with the class that the whole text settled on, also where it was narrowed later."""
        token = {id: head for head, id in self.heads.items()}
        out = []
        for one in mentions:
            if one.id in token and "!" not in one.id:
                type, hard = self.type_of(token[one.id])
                one = Mention(one.id, one.evidence, type, one.kind, hard)
            out.append(one)
        return tuple(out)
