"""Nominals as the learned ranking sees them: what may be meant before, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp, log

from kg.annotate.coref.chains import Chain, Chains
from kg.annotate.coref.grammar import Syntax
from kg.annotate.coref.nominals import Nominals
from kg.annotate.coref.profile import Profile
from kg.annotate.coref.ranking import Ranker, watcher
from kg.annotate.coref.scoring import Candidate, spans
from kg.annotate.doc import Tree
from kg.ontology import Ontology

DEFINITENESS = ("definite", "demonstrative", "owned", "indefinite", "bare")
_ASKED = ("definite", "demonstrative", "owned")
_FAMILIES = ("Person", "Group", "Place")
_ROLES = ("subject", "object", "owner", "oblique", "predicate", "apposition", "modifier")
_SENTENCES = 6
_BACK = 120  # namings
_OTHERS = 16  # chains, at most, that are not called by the nominal's noun
_CALLED = 40  # namings, at most, that are
_OPENING = 2  # sentences
_LEAST = 0.45  # of the belief, spread over all candidates and none, that the best must have


class Described(Nominals):
    """Nominals by the rules, and by learned rank where these see nothing."""

    def __init__(
        self,
        chains: Chains,
        tree: Tree,
        syntax: Syntax,
        ontology: Ontology,
        at_token: dict[int, int],
        ranker: Ranker,
        decoys: frozenset[int],
    ) -> None:
        super().__init__(chains, tree, syntax, ontology, at_token)
        self.ranker, self.decoys = ranker, decoys
        self.shown = watcher(ranker)
        self._known: dict[int, set[str]] = {}
        self._firsts: dict[str, int] = {}

    def link(self, one: Profile) -> None:
        """Joins a nominal as the rules do; where they see nothing, with what the ranker makes the likeliest antecedent."""
        before = len(self.chains.links)
        open_ = one.role != "modifier" and not self._title(one)
        if open_ and self.shown:
            self.shown(one.definite, self.candidates(one))
        super().link(one)
        if (
            open_
            and one.definite in _ASKED
            and "(clause)" not in self._told(one)
            and not self._introduces(one)
            and len(self.chains.links) == before
            and (found := self.candidates(one))
            and (ranked := self.ranker(one.definite, found))
        ):
            self._ranked(one, found, *ranked)

    def _introduces(self, one: Profile) -> bool:
        """Whether a nominal stands beside a name that the text has not used before: "the president of Zambia, Ada Berg"."""
        chain = self.chains.of(one.at)
        return chain.named and not chain.before(one.at, 1)

    def _title(self, one: Profile) -> bool:
        """Whether a name follows, of which the grammar has its say: "the trader Ana Ruiz"."""
        after = self.at_token.get(one.head + 1)
        return after is not None and self.chains.profiles[after].kind == "name"

    def _ranked(self, one: Profile, found: Sequence[Candidate], scores: Sequence[float], floor: float) -> None:
        best = max(range(len(found)), key=lambda k: (scores[k], -k))
        share = 1 / (exp(min(floor - scores[best], 50)) + sum(exp(score - scores[best]) for score in scores))
        if share >= _LEAST:
            at, noun = self.at_token[found[best].antecedent], self.tree.lower[one.head]
            again = "again" if one.labels & self.chains.profiles[at].labels else f"for a {self.chains.profiles[at].kind} before"
            self.chains.join(at, one.at, f'"{noun}" {again}, {share:.2f} sure by the reader', round(share, 2))

    def candidates(self, one: Profile) -> list[Candidate]:
        """The chains that may be meant, each by its nearest naming and by the nearest that the nominal's noun is said of."""
        found = list(self._possible(one))
        most = max((len(chain.members) for _, chain in found if chain.named), default=0)
        return [
            Candidate(one.head, last.head, self._features(one, last, chain, rank, most), (), spans(one, chain, last))
            for rank, (last, chain) in enumerate(found)
        ]

    def _possible(self, one: Profile) -> Iterator[tuple[Profile, Chain]]:
        profiles, called = self.chains.profiles, set[int]()
        for label in one.labels:
            called.update(other.at for other in self.by_label.get(label, [])[-_CALLED:])
        near = {at for at in range(max(one.at - _BACK, 0), one.at) if one.sent - profiles[at].sent <= _SENTENCES}
        seen: set[tuple[int, bool]] = set()
        others, mine = 0, self.chains.find(one.at)
        for at in sorted(near | called, reverse=True):
            other, root, again = profiles[at], self.chains.find(at), at in called
            if other.person < 3 or other.sort == "relative" or at in self.decoys or root == mine or others >= _OTHERS and not again:
                continue
            if (root, again) in seen or not again and (root, True) in seen:
                continue
            if self._fits(one, other) and self.chains.may_join(one.at, at):
                seen.add((root, again))
                others += not again
                yield other, self.chains.chain[root]

    def _told(self, one: Profile) -> set[str]:
        if one.at not in self._known:
            self._known[one.at] = super()._told(one)
        return self._known[one.at]

    # -- features -------------------------------------------------------------------------------------------------------

    def _features(self, one: Profile, last: Profile, chain: Chain, rank: int, most: int) -> tuple[float, ...]:
        more = self._told(one) - self._told_of(chain)
        again = self.tree.lemma[one.head] in last.labels
        below = any(self.ontology.is_a(type, one.type) for type in chain.types)
        flags = (
            *self._nearness(one, last, chain, rank), *self._words(one, last, chain, again, bool(more)),
            *self._classes(one, last, chain, below), *self._standing(one, last, chain), *self._topic_of(one, chain, most),
        )  # fmt: skip
        kinds = [one.definite == kind for kind in DEFINITENESS]
        crosses = (
            *(again and kind for kind in kinds), *(not again and last.kind == "name" and kind for kind in kinds),
            *(not again and last.kind == "nominal" and kind for kind in kinds), *(again and last.definite == kind for kind in DEFINITENESS),
            again and one.number == "p", again and not more and kinds[0], below and chain.named and (kinds[0] or kinds[1]),
        )  # fmt: skip
        return tuple(map(float, (*flags, *kinds, *crosses)))

    def _nearness(self, one: Profile, last: Profile, chain: Chain, rank: int) -> tuple[float, ...]:
        far = one.sent - last.sent
        recent = sum(1 for other in chain.before(one.at, 4) if one.sent - other.sent < 2)
        return (
            far == 0, far == 1, far == 2, min(far, 20) / 20, log(1 + one.at - last.at), 1 / (1 + rank), rank == 0,
            log(len(chain.members)), recent / 4, one.start == self.tree.sents[one.sent][0], one.quote != last.quote,
        )  # fmt: skip

    def _words(self, one: Profile, last: Profile, chain: Chain, again: bool, more: bool) -> tuple[float, ...]:
        tree, own, other = self.tree, set(one.words), set(last.words) if last.kind != "pronoun" else set[str]()
        noun = tree.lemma[one.head]
        return (
            again, bool(one.labels & chain.labels), again and tree.lower[last.head] == tree.lower[one.head],
            noun in chain.words or tree.lower[one.head] in chain.words, not own, not other, own == other, bool(own & other),
            bool(own - other) and bool(other - own), not more, again and not more, again and own == other, len(own) / 3, len(other) / 3,
            noun in self.generic, bool(tree.kids(one.head, "prep")), bool(tree.kids(one.head, "relcl", "acl")),
        )  # fmt: skip

    def _classes(self, one: Profile, last: Profile, chain: Chain, below: bool) -> tuple[float, ...]:
        return (
            one.type in chain.types, one.type == last.type, below,
            any(self.ontology.is_a(one.type, type) for type in chain.types if type != "Thing"), chain.family == "Thing",
            *(one.family == family for family in _FAMILIES), one.number == chain.number != "?", one.number == "p", chain.number == "p",
            one.gender in ("m", "f") and chain.gender == one.gender, one.gender == "?" and chain.gender in ("m", "f"),
        )  # fmt: skip

    def _standing(self, one: Profile, last: Profile, chain: Chain) -> tuple[float, ...]:
        tree, mine = self.tree, self._owner(one)
        theirs = self._owner(last) if last.kind == "nominal" else None
        return (
            last.kind == "name", last.kind == "pronoun", last.kind == "nominal", chain.named, mine is not None,
            mine is not None and mine == theirs, mine is not None and theirs is not None and mine != theirs,
            tree.head[one.head] == last.head, tree.head[last.head] == one.head, one.verb == last.verb, one.role == last.role == "subject",
            *(last.definite == kind for kind in DEFINITENESS), *(one.role == role for role in _ROLES), *(last.role == role for role in _ROLES),
        )  # fmt: skip

    def _topic_of(self, one: Profile, chain: Chain, most: int) -> tuple[float, ...]:
        """How far the text is about a chain: named before all others of its family, in the first lines, or more often than the other candidates."""
        first = chain.named and chain.members[0].at == self._first(chain.family)
        leads = chain.named and len(chain.members) == most
        return first, leads, first and leads, chain.named and chain.members[0].sent < _OPENING, leads and one.definite == "definite"

    def _first(self, family: str) -> int:
        if family not in self._firsts:
            self._firsts[family] = next((one.at for one in self.chains.profiles if one.kind == "name" and one.family == family), -1)
        return self._firsts[family]
