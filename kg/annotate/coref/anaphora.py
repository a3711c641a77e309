"""Third-person pronouns: reflexives and relatives by grammar, the others by rank among the chains in view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp

from kg.annotate.coref.chains import Chain, Chains
from kg.annotate.coref.grammar import SUBJECTS, Syntax
from kg.annotate.coref.profile import Profile
from kg.annotate.coref.pronouns import relative_clause
from kg.annotate.coref.ranking import Ranker, watcher
from kg.annotate.coref.scoring import Candidate, Scorer, View, features, group, kinds, spans
from kg.annotate.coref.weights import FLOOR
from kg.annotate.doc import VERBS, Tree

_SENTENCES = {"person": 8, "thing": 3, "plural": 4}
_RANKED = ("person",)  # for the others the ranker gains nothing over the linear score
_LOOK_BACK = 90
_MOST = 14
_SHARE = 0.3  # of the belief, spread over all candidates and none, that the best must have
_OWNER = 4.0  # how much less may speak for the owner of what only a group or a place has: "its chairman"
_NEAR = 8  # members of a chain that are tried against the grammar


class Anaphora:
    """Resolves the pronouns of one text in text order."""

    def __init__(
        self,
        chains: Chains,
        tree: Tree,
        syntax: Syntax,
        at_token: dict[int, int],
        scorer: Scorer,
        decoys: frozenset[int],
        shared: frozenset[str] = frozenset(),
        owners: Mapping[str, frozenset[str]] | None = None,
        doers: Mapping[str, frozenset[str]] | None = None,
        ranker: Ranker | None = None,
        speaking: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset()),
    ) -> None:
        """``shared`` are nouns of what only a group has ("their remnants"), ``owners`` and ``doers`` say of others, and of verbs, whose they may be;
        ``speaking`` are verbs of saying, and those with which a speaker goes on."""
        self.shared, self.owners, self.doers = shared, owners or {}, doers or {}
        self.saying, self.adding = speaking
        self.speakers: set[int] = set()
        self.chains, self.tree, self.syntax, self.at_token = chains, tree, syntax, at_token
        self.scorer, self.decoys, self.ranker = scorer, decoys, ranker
        self.shown = watcher(ranker)
        self.persons: dict[int, int] = {}

    def link(self, one: Profile) -> None:
        """Joins a pronoun with its antecedent, if there is one."""
        if one.sort == "relative":
            self._relative(one)
        elif one.sort == "place":
            self._place(one)
        elif one.person == 3 and not (one.sort == "reflexive" and self._reflexive(one)) and one.at not in self.speakers:
            self._ranked(one)

    # -- by grammar -----------------------------------------------------------------------------------------------------

    def _relative(self, one: Profile) -> None:
        verb = relative_clause(self.tree, one.head)
        at = self.at_token.get(self.tree.head[verb]) if verb is not None else None
        if at is not None and at != one.at and at not in self.decoys:
            self.chains.join(at, one.at, "relative pronoun of the noun before it", 0.95)

    def _place(self, one: Profile) -> None:
        """ "There": the last place of this or the last sentence that something was, went or happened in."""
        for last in reversed(self.chains.profiles[max(one.at - _LOOK_BACK, 0) : one.at]):
            if one.sent - last.sent > 1:
                return
            if last.family == "Place" and last.kind == "name" and last.verb != one.verb and last.role in ("oblique", "object", "subject"):
                self.chains.join(last.at, one.at, '"there": the last place with a name', 0.7)
                return

    def _reflexive(self, one: Profile) -> bool:
        tree, syntax = self.tree, self.syntax
        beside = self.at_token.get(tree.head[one.head]) if tree.dep[one.head] in ("appos", "npadvmod", "nmod") else None
        if beside is not None and beside not in self.decoys and self._agrees(one, self.chains.of(beside)):
            return self.chains.join(beside, one.at, "reflexive beside its noun", 0.95)
        verb = syntax.verb(one.head)
        for _ in range(3):
            subject = syntax.subject(verb)
            at = self.at_token.get(subject) if subject is not None else None
            if at is not None and at != one.at and at not in self.decoys and self._agrees(one, self.chains.of(at)):
                return self.chains.join(at, one.at, "reflexive of the verb's subject", 0.95)
            verb = syntax.verb(verb)
        return False

    def adds(self, one: Profile) -> None:
        """Joins a pronoun with whoever spoke before, where he goes on: in "Ana Ruiz said that Eva Paz left. She added ..." it is Ana Ruiz."""
        tree, verb = self.tree, self.tree.head[one.head]
        if one.gender not in ("m", "f") or tree.dep[one.head] != "nsubj" or tree.lemma[verb] not in self.adding or not one.sent:
            return
        said = next((i for i in range(*tree.sents[one.sent - 1]) if tree.head[i] == i), None)
        subject = self.syntax.subject(said) if said is not None and tree.lemma[said] in self.saying else None
        at = self.at_token.get(subject) if subject is not None else None
        if at is None or at in self.decoys or self.chains.of(at).family != "Person" or not self._agrees(one, self.chains.of(at)):
            return
        if self.chains.join(at, one.at, "whoever spoke before goes on", 0.85):
            self.speakers.add(one.at)

    # -- by rank --------------------------------------------------------------------------------------------------------

    def _ranked(self, one: Profile) -> None:
        kind = group(one)
        candidates = self.candidates(one)
        if not candidates:
            return
        if self.shown:
            self.shown(kind, candidates)
        ranked = self.ranker(kind, candidates) if self.ranker and self._asks(one) else None
        scores, floor = ranked or ([self.scorer(kind, found) for found in candidates], FLOOR[kind])
        best, found = max(zip(scores, candidates, strict=True), key=lambda pair: (pair[0], pair[1].antecedent))
        floor -= _OWNER if self._owner(one) else 0.0
        share = exp(best - floor) / (1 + sum(exp(score - floor) for score in scores))
        at = self.at_token[found.antecedent]
        if (ranked or best >= floor) and share >= _SHARE and at not in self.decoys:
            sure = f", {share:.2f} sure by the reader" if ranked else ""
            self.chains.join(at, one.at, self._why(one, self.chains.profiles[at]) + sure, round(share, 2))
            self._count(at)

    def _asks(self, one: Profile) -> bool:
        """Whether the ranker is asked about a pronoun."""
        return self.ranker is not None and group(one) in _RANKED

    def seen(self, one: Profile) -> None:
        """Counts a person that the walk has come to."""
        self._count(one.at)

    def _count(self, at: int) -> None:
        chain = self.chains.of(at)
        if chain.family == "Person":
            self.persons[chain.members[0].at] = len(chain.members)

    def _why(self, one: Profile, other: Profile) -> str:
        where = "the same sentence" if one.sent == other.sent else f"{one.sent - other.sent} sentence(s) before"
        said = "name" if other.kind == "name" else "nominal" if other.kind == "nominal" else "pronoun"
        return f'"{self.tree.lower[one.head]}": best {said} that agrees, {other.role}, {where}'

    def candidates(self, one: Profile) -> list[Candidate]:
        """The chains in view that can be the antecedent, nearest first, each through its nearest member."""
        view = View(self.tree, self.syntax, *self._leading(one))
        found, asked = list[Candidate](), self.shown or self._asks(one)
        for last, chain in self._view(one):
            more = (kinds(one, chain, last, last.at not in self.decoys), spans(one, chain, last)) if asked else ()
            found.append(Candidate(one.head, last.head, features(view, one, chain, last, len(found)), *more))
            if len(found) >= _MOST:
                break
        groups = [each for each in found if self.chains.of(self.at_token[each.antecedent]).family == "Group"]
        return groups if groups and "Group" in self._owner(one) else found

    def _leading(self, one: Profile) -> tuple[int, int]:
        """The person named most so far, and the first person of the text (by their first naming)."""
        most = max(self.persons, key=lambda at: (self.persons[at], -at), default=-1)
        return most, min(self.persons, default=-1)

    def _view(self, one: Profile) -> Iterator[tuple[Profile, Chain]]:
        seen: set[int] = set()
        reach = _SENTENCES[group(one)]
        behind = reversed(self.chains.profiles[max(one.at - _LOOK_BACK, 0) : one.at])
        for last in (*self._ahead(one), *behind):
            if one.sent - last.sent > reach:
                break
            root = self.chains.find(last.at)
            if root in seen or last.at == one.at or last.sort == "relative" or last.person < 3:
                continue
            chain = self.chains.chain[root]
            if self._possible(one, last, chain):
                seen.add(root)
                yield last, chain

    def _ahead(self, one: Profile) -> Iterator[Profile]:
        """The subject that follows a clause or phrase put in front: "When he fell, Ana ...", "In her book, Ana ..."."""
        tree, below = self.tree, one.head
        for above in tree.climb(one.head):
            if tree.dep[below] in ("ccomp", "parataxis", "conj"):
                return
            if tree.pos[above] in VERBS and above > one.head:
                for subject in tree.kids(above, *SUBJECTS):
                    at = self.at_token.get(subject)
                    if subject > one.head and at is not None and tree.left[subject] > one.head and self.chains.profiles[at].kind == "name":
                        yield self.chains.profiles[at]
            below = above

    def _possible(self, one: Profile, last: Profile, chain: Chain) -> bool:
        if not self._agrees(one, chain) or not self.chains.may_join(one.at, last.at) or last.at in self.decoys and one.gender in ("m", "f"):
            return False
        if one.sort == "possessive" and self.tree.lemma[self.tree.head[one.head]] in self.shared and chain.family != "Group":
            return False
        families = self._owner(one)
        if families and chain.family not in families:
            return False
        near = (*chain.before(one.at, _NEAR), *([last] if last.at > one.at else ()))
        return not any(self._barred(one, other) for other in near if other.sent == one.sent)

    def _owner(self, one: Profile) -> frozenset[str]:
        """The families of what "its" noun may belong to, or may do what "it" does; none where the word says nothing of that."""
        tree, above = self.tree, self.tree.head[one.head]
        if one.gender != "n":
            return frozenset()
        if one.sort == "possessive":
            families = self.owners.get(tree.lemma[above], frozenset())
        else:
            acts = tree.dep[one.head] == "nsubj" and tree.kids(above, "dobj")
            families = self.doers.get(tree.lemma[above], frozenset()) if acts else frozenset()
        return families - {"Person"} if families.isdisjoint(("Thing", "Item", "Event")) else frozenset()

    def _agrees(self, one: Profile, chain: Chain) -> bool:
        """Person, number, gender and class of a pronoun against those of a chain."""
        if chain.person != 3 or "?" not in (one.number, chain.number) and one.number != chain.number:
            return False
        if one.gender in ("m", "f"):
            if chain.gender != "?":
                return chain.gender == one.gender
            return chain.family in ("Person", "Thing") or not chain.hard and chain.named
        if one.gender == "n":
            return chain.family != "Person" and chain.gender not in ("m", "f")
        return chain.number == "p" or chain.family in ("Group", "Thing")

    def _barred(self, one: Profile, other: Profile) -> bool:
        """Grammar forbids: an argument of the same verb, or a phrase that holds the pronoun."""
        if one.sort == "possessive":
            return self.syntax.inside(one.head, other.head) or self.tree.head[one.head] == other.head
        return (
            self.syntax.together(one.head, other.head)
            or self.syntax.inside(one.head, other.head)
            or self.syntax.inside(other.head, one.head)
        )
