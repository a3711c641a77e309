"""First and second person: who speaks a quotation or a turn and who is spoken to, or the narrator of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from kg.annotate.coref.chains import Chains
from kg.annotate.coref.profile import Profile
from kg.annotate.coref.quotes import Quotation
from kg.annotate.coref.turns import ANSWERS, ASKS, Turn, other
from kg.annotate.doc import Tree

_TURNS = 3
_OURS = 4  # times as often as "I" is "we" said by those who answer as one group
_REACH = 40  # tokens between two turns of one conversation


class Speech:
    """The quotations of one text and their speakers' namings."""

    def __init__(
        self,
        chains: Chains,
        tree: Tree,
        quotations: Sequence[Quotation],
        at_token: dict[int, int],
        turns: Sequence[Turn] = (),
        cues: Mapping[str, Collection[str]] | None = None,
    ) -> None:
        self.chains, self.tree, self.quotations, self.turns, self.cues = chains, tree, quotations, turns, cues or {}
        self.voices = sorted({one.voice for one in turns})
        self.first_turns = [one.start for one in turns]
        self.at_token = at_token
        self.speakers = [at_token.get(one.speaker) if one.speaker is not None else None for one in quotations]

    def part(self) -> None:
        """Nobody speaks of himself as he or she: third-person pronouns in a quotation are not its speaker."""
        for one in self.chains.profiles:
            if one.kind == "pronoun" and one.person == 3 and one.gender in ("m", "f") and one.quote >= 0:
                at = self.speakers[one.quote]
                if at is not None and self.chains.profiles[at].person == 3:
                    self.chains.part(at, one.at, "the speaker and somebody spoken of", 0.9)

    def link(self) -> None:
        """Joins "I" with the speaker, and the first and second persons of one voice with each other."""
        first: dict[tuple[int, str, str, int], Profile] = {}
        for one in self.chains.profiles:
            if one.kind != "pronoun" or one.person == 3:
                continue
            at = self.speakers[one.quote] if one.quote >= 0 else None
            if one.person == 1 and one.number == "s" and at is not None and at != one.at and self.chains.of(at).number != "p":
                self.chains.join(at, one.at, "first person of the quotation's speaker", 0.85)
            before = first.setdefault((one.person, one.number, *self._voice(one, at)), one)
            if before is not one:
                self.chains.join(before.at, one.at, "the same voice", 0.8)
            self._presented(one)
        self._conversation(first)

    def _presented(self, one: Profile) -> None:
        """ "I am Ana Ruiz", "my name is Ana Ruiz": the name that a first person gives itself."""
        tree, subject = self.tree, one.head
        if one.sort == "possessive" and tree.lemma[tree.head[subject]] in self.cues.get("nameNoun", ()):
            subject = tree.head[subject]
        verb = tree.head[subject]
        if (
            one.person == 1
            and one.number == "s"
            and tree.dep[subject] == "nsubj"
            and tree.lemma[verb] == "be"
            and not tree.kids(verb, "neg")
        ):
            for token in tree.kids(verb, "attr"):
                at = self.at_token.get(token)
                if at is not None and self.chains.profiles[at].kind == "name" and self.chains.profiles[at].family == "Person":
                    self.chains.join(at, one.at, "the name that a speaker gives himself", 0.9)

    def _voice(self, one: Profile, at: int | None) -> tuple[str, int]:
        if at is not None:
            return "speaker", self.chains.find(at)
        if one.quote >= 0:
            return "quotation", one.quote
        turn = self._turn(one)
        if turn is None:
            return "narrator", 0
        alone = one.person == 1 and one.number == "s" and self._number(turn.voice) == "p"
        return ("one of several", turn.start) if alone else ("turn", self.voices.index(turn.voice))

    def _turn(self, one: Profile) -> Turn | None:
        """The turn that a naming stands in."""
        at = bisect_right(self.first_turns, one.head) - 1
        return self.turns[at] if at >= 0 and one.head < self.turns[at].end else None

    def _conversation(self, first: Mapping[tuple[int, str, str, int], Profile]) -> None:
        """Joins "I" of a turn with its speaker's name, and "you" of the other of two who speak with "I", or with "we" of a group."""
        for number, voice in enumerate(self.voices):
            mine = first.get((1, self._number(voice), "turn", number))
            if mine is None:
                continue
            asking = other(voice, self.voices) if voice != ASKS else None
            yours = first.get((2, "?", "turn", self.voices.index(asking))) if asking else None
            if yours:
                self.chains.join(mine.at, yours.at, "second person of the other speaker", 0.8)
            for at in self._named(voice) if mine.number == "s" else ():
                self.chains.join(at, mine.at, "first person of the turn's speaker", 0.85)

    def _named(self, voice: str) -> set[int]:
        """The names that stand before the turns of a voice; of an interview's answers the one person that it is said to be with."""
        if voice != ANSWERS:
            found = (self.at_token.get(turn.label) for turn in self.turns if turn.voice == voice and turn.label is not None)
            return {at for at in found if at is not None and self.chains.profiles[at].kind == "name"}
        told = {self.tree.sent[i] for i in range(self.turns[0].start) if self.tree.lower[i] in self.cues.get("interviewWord", ())}
        with_name = {
            self.chains.find(one.at) for one in self.chains.profiles if one.sent in told and one.kind == "name" and one.family == "Person"
        }
        return with_name if len(with_name) == 1 else set()

    def _number(self, voice: str) -> str:
        """Whether those who answer an interview answer as one group: asked as several ("you two"), or hardly ever saying "I"."""
        return "p" if voice == ANSWERS and self._group else "s"

    @cached_property
    def _group(self) -> bool:
        several = self.cues.get("youSeveral", ())
        spoken = [
            (one, turn) for one in self.chains.profiles if one.kind == "pronoun" and one.quote < 0 for turn in [self._turn(one)] if turn
        ]
        if any(
            one.person == 2 and turn.voice == ASKS and self.tree.lower[min(one.end, self.tree.n - 1)] in several for one, turn in spoken
        ):
            return True
        said = Counter(one.number for one, turn in spoken if one.person == 1 and turn.voice == ANSWERS)
        return said["p"] > _OURS * said["s"]

    def address(self) -> None:
        """Joins "you" in a quotation with whom it calls by name, or with the other speaker of the conversation."""
        called = self._called()
        done: set[tuple[int, int]] = set()
        for one in self.chains.profiles:
            if one.kind != "pronoun" or one.person != 2 or one.quote < 0:
                continue
            at = called.get(one.quote)
            reason = "second person of whom the quotation calls by name"
            if at is None:
                at, reason = self._other(one.quote), "second person of the other speaker"
            if at is not None and (one.quote, at) not in done and self.chains.of(at).number != "p":
                done.add((one.quote, at))
                self.chains.join(at, one.at, reason, 0.7)

    def _called(self) -> dict[int, int]:
        """Quotation -> the name in it that stands between marks and has no role in the clause ("Come in, Mr. Ruiz.")."""
        found: dict[int, int] = {}
        tree = self.tree
        for one in self.chains.profiles:
            if (
                one.kind == "name"
                and one.family in ("Person", "Thing")
                and one.quote >= 0
                and one.role not in ("subject", "object", "owner", "oblique")
            ):
                before, after = tree.text[one.start - 1] if one.start else "", tree.text[one.end] if one.end < tree.n else ""
                if before in (",", '"', "“", "!") and after in (",", ".", "!", "?", '"', "”", ";"):
                    found.setdefault(one.quote, one.at)
        return found

    def _other(self, quote: int) -> int | None:
        mine = self.speakers[quote]
        if mine is None:
            return None
        for number in self._turns(quote):
            at = self.speakers[number]
            if at is not None and self.chains.find(at) != self.chains.find(mine) and not self.chains.apart(at, mine):
                return at
        return None

    def _turns(self, quote: int) -> Iterator[int]:
        """The turns around a quotation: those before it, nearest first, then those after it."""
        here = self.quotations[quote]
        for number in range(quote - 1, max(quote - _TURNS, 0) - 1, -1):
            if here.start - self.quotations[number].end > _REACH:
                break
            yield number
        for number in range(quote + 1, min(quote + _TURNS, len(self.quotations))):
            if self.quotations[number].start - here.end > _REACH:
                break
            yield number
