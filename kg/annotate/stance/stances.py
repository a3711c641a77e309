"""Whether a text asserts, denies or hedges what a word tells, and who it says said so."""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotate.doc import NOUNS, VERBS, Tree
from kg.annotate.grammar.clauses import Clauses
from kg.annotate.grammar.presupposed import done, presupposed
from kg.annotate.stance.denials import of_nobody, of_what_follows, put_aside
from kg.annotate.stance.speech import Speech
from kg.facts import Polarity
from kg.ontology import Ontology

_CLAUSES = ("ccomp", "xcomp", "advcl", "pcomp", "acl", "conj", "dep", "parataxis", "csubj")
_COMPLEMENT = (*_CLAUSES, "prep", "pobj", "dobj", "nsubj", "nsubjpass", "attr", "acomp", "oprd")


@dataclass(frozen=True, slots=True)
class Stance:
    """The polarity of a statement and the tokens of those it is attributed to, nearest first."""

    polarity: Polarity
    speakers: tuple[int, ...]


@dataclass(slots=True)
class _Climb:
    """What has been met on the way up from a trigger, the token where the way begins."""

    start: int = -1
    aim: bool = False
    negated: bool = False
    hedged: bool = False
    speakers: tuple[int, ...] = ()


class Stances:
    """The stance of any token of one text, from the cue words of the ontology."""

    def __init__(self, tree: Tree, clauses: Clauses, ontology: Ontology) -> None:
        self.tree, self.clauses, self.speech = tree, clauses, Speech(tree, clauses, ontology.cues)
        self._cue = self.speech.cue
        self._no_one = ontology.cues.get("noOne", frozenset())
        self._known: dict[tuple[int, int, bool, bool], Stance] = {}

    def of(self, at: int, governor: int, *, aim: bool = False, beside: bool = False) -> Stance:
        """The stance of what the token ``at`` tells in the clause of ``governor``; ``aim`` says that who works at it does it already.

        ``beside`` says that it is told beside the clause and not by it: "X, leader of Y, did not come" denies no leadership.
        """
        key = (at, governor, aim, beside)
        if key not in self._known:
            self._known[key] = self._told_beside(at, governor) if beside else self._read(at, governor, aim)
        return self._known[key]

    def _told_beside(self, at: int, governor: int) -> Stance:
        seen = _Climb()
        self._look(at, seen)
        if governor != at:
            self._look(governor, seen)
        self._only_speakers(governor, seen, beside=True)
        self._asked(at, seen)
        return Stance("negated" if seen.negated else "hedged" if seen.hedged else "asserted", seen.speakers)

    def _read(self, at: int, governor: int, aim: bool) -> Stance:
        seen = _Climb(aim=aim)
        self._look(at, seen)
        if governor != at:
            self._look(governor, seen)
            if self._said_to_be(at, governor):
                self._scope(governor, self.tree.head[at], seen)
        self._rise(governor if governor >= 0 else at, seen)
        self._asked(at, seen)
        polarity: Polarity = "negated" if seen.negated else "hedged" if seen.hedged else "asserted"
        return Stance(polarity, seen.speakers)

    def _said_to_be(self, at: int, governor: int) -> bool:
        """Whether a verb of saying governs through "as": "police described him as the son of X"."""
        prep = self.tree.head[at]
        return self.tree.lower[prep] == "as" and self.tree.head[prep] == governor and self._cue("reportVerb", self.tree.lemma[governor])

    def by_own_word(self, at: int, said: Stance, polarity: str | None) -> Stance:
        """The stance of what a verb of saying or denying tells by itself: "claimed responsibility", "denied any role"."""
        tree, lemma = self.tree, self.tree.lemma[at]
        speakers = said.speakers
        if tree.pos[at] in VERBS and (self._cue("reportVerb", lemma) or self._cue("denyVerb", lemma)):
            speakers = speakers or self._agent(at)
        if polarity is None or said.polarity != "asserted":
            return Stance(said.polarity, speakers)
        return Stance("negated" if polarity == "negated" else "hedged", speakers)

    # -- one clause ------------------------------------------------------------------------------------------------

    def _look(self, i: int, seen: _Climb) -> None:
        """Notes the negation, the hedges and the source that stand right beside a word."""
        seen.hedged = seen.hedged or self.clauses.imagined(i)
        seen.negated = seen.negated or of_nobody(self.tree, i, self._no_one) or put_aside(self.tree, i)
        for child in self.tree.children[i]:
            seen.negated = seen.negated or self._negates(child) and not of_what_follows(self.tree, i, child)
            seen.hedged = seen.hedged or self._hedges(child)
            if self.tree.dep[child] == "parataxis" and self._cue("reportVerb", self.tree.lemma[child]):
                seen.speakers = seen.speakers or self._agent(child)  # "The army, Ana Ruiz said, had left"
            if self.tree.dep[child] == "prep" and self.tree.lower[child] == "according":
                seen.speakers = seen.speakers or self.speech.according(child)

    def _negates(self, child: int) -> bool:
        tree, dep, word = self.tree, self.tree.dep[child], self.tree.lower[child]
        if dep == "advmod" and word == "longer":
            return any(tree.lower[k] == "no" for k in tree.children[child])
        if dep in ("nsubj", "nsubjpass", "dobj"):
            return self.speech.empty(child)
        return dep == "neg" or dep in ("advmod", "det", "preconj", "cc") and self._cue("negation", word)

    def _hedges(self, child: int) -> bool:
        dep, word, lemma = self.tree.dep[child], self.tree.lower[child], self.tree.lemma[child]
        if dep == "aux":
            return self._cue("modal", word) or self._cue("modal", lemma)
        if dep in ("amod", "acomp"):
            return self._cue("hedgeAdjective", word) or self._cue("hedgeAdjective", lemma)
        if dep in ("mark", "advmod") and self._cue("conditional", word):
            return True
        return dep in ("advmod", "npadvmod", "prep") and self._cue("hedgeAdverb", word)

    def _asked(self, i: int, seen: _Climb) -> None:
        """A question asserts nothing, nor does what happens in a novel."""
        start, end = self.tree.sents[self.tree.sent[i]]
        opening = range(start, min(start + 6, end - 1))
        if self.tree.lower[start] == "in" and any(
            self._cue("fictionNoun", self.tree.lemma[k]) for k in opening if self.tree.dep[k] == "pobj"
        ):
            seen.hedged = True
        if any(self.tree.text[k] == "?" for k in range(max(start, end - 2), end)):
            seen.hedged = True

    # -- the clauses above -----------------------------------------------------------------------------------------

    def _rise(self, i: int, seen: _Climb) -> None:
        tree, seen.start = self.tree, i
        aim = tree.tag[i] == "VB" and tree.dep[i] in ("acl", "relcl") and not self._under_way(tree.head[i], seen)
        seen.hedged = seen.hedged or aim and self._cue("sentOut", tree.lemma[tree.head[i]])  # "a raid to arrest X"
        while tree.head[i] != i and (tree.dep[i] in _COMPLEMENT or self._first_to(i)):
            above, dep = tree.head[i], tree.dep[i]
            if self.speech.apart(above, i):
                return
            if i == seen.start and self.speech.still_made(above, i):
                return self._only_speakers(above, seen)
            if (
                dep == "acl"
                and (not self._noun_scope(above, i) or self._under_way(above, seen))
                or dep == "dep"
                and tree.pos[above] not in VERBS
            ):
                return self._only_speakers(i, seen)
            if dep == "advcl" and not self._adverbial(above, i, seen):
                return self._only_speakers(above, seen)
            if dep == "ccomp" and any(self._cue("openMark", tree.lower[k]) for k in tree.kids(i, "mark")):
                return self._only_speakers(above, seen)  # "does not care whether X left" denies nothing
            if dep == "conj" and not self._shared(i, above):
                return self._only_speakers(above, seen)
            if dep in ("nsubj", "nsubjpass", "pobj", "dobj") and tree.pos[i] in NOUNS and not self._governs(above, i):
                return self._only_speakers(i, seen)
            if dep == "conj":
                self._look(above, seen)  # "rejected the plan and accused X": what stands beside a verb is not what it speaks of
            else:
                self._scope(above, i, seen)
            i = above
        self._only_speakers(i, seen)

    def _first_to(self, i: int) -> bool:
        """Whether a clause says what its noun is the first, or only, one to do: "would be the first woman to lead X"."""
        return self.tree.dep[i] == "relcl" and self.tree.tag[i] == "VB" and self.tree.dep[self.tree.head[i]] == "attr"

    def _scope(self, above: int, i: int, seen: _Climb) -> None:
        """Applies what the word above says of its complement."""
        if self.tree.pos[above] not in (*VERBS, "ADJ"):
            self._noun_says(above, i, seen)
        elif self.speech.unconfirmed(above, i):
            seen.hedged = True
        else:
            self._verb_says(above, i, seen)

    def _noun_says(self, noun: int, i: int, seen: _Climb) -> None:
        """Applies what a noun above says of its complement: "the lack of an attack", "the plan to attack", "alleged ties to"."""
        tree, lemma = self.tree, self.tree.lemma[noun]
        if self._cue("negativeNoun", lemma) and (tree.tag[i] == "VB" or not self._cue("hedgeNoun", lemma)):
            seen.negated = True  # "the lack of an attack", "their failure to attack", but not "the failure of the talks"
        adjectives = [tree.lower[k] for k in tree.kids(noun, "amod")] if tree.dep[i] in ("acl", "prep") else []
        doubtful = any(self._cue("hedgeAdjective", word) for word in adjectives)
        seen.hedged = seen.hedged or doubtful or self.speech.reported(noun, i)

    def _verb_says(self, above: int, i: int, seen: _Climb) -> None:
        """Applies what a verb or adjective above says of its complement, and notes whose words it is."""
        tree, lemma = self.tree, self.tree.lemma[above]
        said = self._cue("reportVerb", lemma)
        if any(self._cue("reportPhrase", f"{lemma} {tree.lower[k]}") for k in tree.kids(above, "prep") if k == i):
            seen.speakers = seen.speakers or self._agent(above)
            seen.hedged = seen.hedged or any(self.speech.doubted(k) for k in tree.kids(above, "nsubj"))
        phrases = {f"{lemma} {tree.lower[k]}" for k in tree.kids(above, "prep", "prt")}
        if tree.dep[i] == "prep" and any(self._cue("hedgePhrase", one) for one in phrases):
            seen.hedged = True
        if tree.dep[i] in ("dobj", "prep", "ccomp") and any(self._cue("negativePhrase", one) for one in phrases):
            seen.negated = True
        if tree.dep[i] == "ccomp" and any(self._cue("hedgeNoun", tree.lemma[k]) for k in tree.kids(above, "nsubj")):
            seen.hedged = True  # "rumours persist that ..."
        if (
            self._cue("denyVerb", lemma)
            or self._cue("negativeVerb", lemma)
            and (i == seen.start or not self._cue("reportVerb", tree.lemma[i]))
        ):
            seen.negated = True
        elif self._weakens(above, i, said) and not self._under_way(above, seen):
            seen.hedged = True
        if said and self.clauses.passive(above) and not self._agent(above) and tree.dep[i] == "xcomp":
            seen.hedged = True
        if said or self._cue("denyVerb", lemma) or self._cue("attributingVerb", lemma):
            seen.speakers = seen.speakers or self._agent(above)
            if not said or tree.dep[i] in ("xcomp", "advcl"):
                self._look(above, seen)
            elif any(self._cue("conditional", tree.lower[k]) for k in tree.kids(above, "mark", "advmod")):
                seen.hedged = True
        else:
            self._look(above, seen)

    def _weakens(self, above: int, i: int, said: bool) -> bool:
        """Whether a verb or adjective takes its complement for planned, wanted or believed only."""
        lemma, word = self.tree.lemma[above], self.tree.lower[above]
        done = any(self._cue("factPhrase", f"{lemma} {self.tree.lower[k]}") for k in self.tree.kids(above, "prt"))
        if self.tree.tag[i] == "VB" and any(
            self._cue("askingPhrase", f"{lemma} {self.tree.lower[k]}") for k in self.tree.kids(above, "prep")
        ):
            return True  # "called on the minister to resign"
        if self._cue("comingVerb", word) and self.tree.tag[i] == "VB":
            return True  # "is going to leave"
        if self._cue("hedgeVerb", lemma):
            return not done and not (said and (self._cue("factVerb", lemma) or self._deed(i)))
        return self.tree.pos[above] == "ADJ" and (self._cue("hedgeAdjective", word) or self._cue("hedgeAdjective", lemma))

    def _deed(self, verb: int) -> bool:
        """Whether a complement tells of a deed done: "claimed to have killed X" reports it, "claims to be" does not."""
        return any(self.tree.lemma[k] == "have" for k in self.tree.kids(verb, "aux"))

    def _agent(self, verb: int) -> tuple[int, ...]:
        return self.clauses.of(verb).subjects

    def _only_speakers(self, i: int, seen: _Climb, *, beside: bool = False) -> None:
        """Above a barrier only the speaker of the clause still counts; ``beside`` says that ``i`` is a thing and not what it does."""
        seen.speakers = seen.speakers or self.speech.speaker(i, beside)

    def _noun_scope(self, noun: int, i: int) -> bool:
        """Whether a noun has its clause in scope: "plans to attack", "the claim that ...", "suspected of"."""
        lemma = self.tree.lemma[noun]
        if self.tree.tag[i] == "VB" and self.tree.dep[noun] == "attr":
            return True  # "would be the first woman to lead X"
        told = any(self._cue(kind, lemma) for kind in ("hedgeNoun", "claimNoun", "negativeNoun"))
        return told or self._cue("evidenceNoun", lemma) and self.speech.empty(noun)

    def _adverbial(self, above: int, i: int, seen: _Climb) -> bool:
        """Whether an adverbial clause is in the scope of the verb above: reported infinitives are, the rest stands alone."""
        tree = self.tree
        infinitive = any(tree.lower[k] == "to" for k in tree.kids(i, "aux"))
        if self._cue("reportVerb", tree.lemma[above]) or self._cue("hedgeVerb", tree.lemma[above]):
            return infinitive or self._cue("reportVerb", tree.lemma[above]) and self.speech.within(above, i)
        if infinitive and not self._under_way(above, seen) and not done(tree, self.speech.cues, above, i):
            seen.hedged = True
        seen.hedged = seen.hedged or self.speech.stopped(above, i)
        return False

    def _under_way(self, above: int, seen: _Climb) -> bool:
        """Whether a word says that an aim is being worked at: "fight to free X", "efforts to defeat X"."""
        return seen.aim and self._cue("underWay", self.tree.lemma[above])

    def _shared(self, i: int, above: int) -> bool:
        """Whether a conjunct stands under the auxiliaries and the verb above its first conjunct."""
        own = self.tree.kids(i, "nsubj", "nsubjpass", "aux")
        return not own or self.tree.pos[i] in NOUNS

    def _governs(self, above: int, i: int) -> bool:
        """Whether a word above a noun of happening speaks of the happening itself ("denied the attack", "a plan for an attack")."""
        tree, lemma = self.tree, self.tree.lemma[above]
        holder = tree.head[above] if tree.dep[i] == "pobj" else above
        if presupposed(tree, self.speech.cues, holder, i):
            return False
        if tree.dep[i] == "pobj":
            if self._cue("denyVerb", tree.lemma[holder]) and tree.kids(holder, "dobj"):
                return False  # "denied any role in the attack": the role is denied
            if self._cue("reportPhrase", f"{tree.lemma[holder]} {tree.lower[above]}"):
                return True  # "witnesses spoke of an attack"
            spoken = self._verb_cue(tree.lemma[holder]) and tree.pos[holder] in VERBS or self._noun_scope(holder, i)
            return tree.pos[above] == "ADP" and holder != above and spoken
        if tree.pos[above] not in VERBS:
            return False
        if tree.dep[i] == "dobj":
            return self._verb_cue(lemma)
        if tree.dep[i] == "nsubj" and self._cue("happeningVerb", lemma):
            return True
        return tree.dep[i] in ("nsubj", "nsubjpass") and (self.clauses.passive(above) and self._verb_cue(lemma))

    def _verb_cue(self, lemma: str) -> bool:
        return any(self._cue(kind, lemma) for kind in ("hedgeVerb", "denyVerb", "negativeVerb")) and not self._cue("factVerb", lemma)
