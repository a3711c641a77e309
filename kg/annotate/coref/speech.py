"""First and second person: who speaks a quotation and who is spoken to, or the narrator of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate.coref.chains import Chains
from kg.annotate.coref.profile import Profile
from kg.annotate.coref.quotes import Quotation
from kg.annotate.doc import Tree

_TURNS = 3
_REACH = 120  # tokens between two turns of one conversation


class Speech:
    """The quotations of one text and their speakers' namings."""

    def __init__(self, chains: Chains, tree: Tree, quotations: Sequence[Quotation], at_token: dict[int, int]) -> None:
        self.chains, self.tree, self.quotations = chains, tree, quotations
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

    def _voice(self, one: Profile, at: int | None) -> tuple[str, int]:
        if at is not None:
            return "speaker", self.chains.find(at)
        return ("quotation", one.quote) if one.quote >= 0 else ("narrator", 0)

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
