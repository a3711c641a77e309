"""Definite and demonstrative nominals: the one described before, or the one thing of that class in view."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.coref.chains import Chain, Chains
from kg.annotate.coref.grammar import Syntax
from kg.annotate.coref.profile import Profile
from kg.annotate.doc import Tree
from kg.ontology import Ontology

_FAR = 60
_NEAR_SENTENCES = 2
_SOME_SENTENCES = 10
_MEMBERS = 8


class Nominals:
    """Finds the antecedent of one nominal among the namings before it."""

    def __init__(self, chains: Chains, tree: Tree, syntax: Syntax, ontology: Ontology, at_token: dict[int, int]) -> None:
        self.chains, self.tree, self.syntax, self.ontology, self.at_token = chains, tree, syntax, ontology, at_token
        self.another = ontology.cues.get("anotherWord", frozenset())
        self.itself = ontology.cues.get("namedItself", frozenset())
        self.generic = ontology.cues.get("genericNoun", frozenset())
        self.back = sorted(ontology.cues.get("calledBack", ()))
        self.by_label: dict[str, list[Profile]] = {}
        self._names_in: dict[int, frozenset[str]] = {}

    def link(self, one: Profile) -> None:
        """Joins a nominal with its antecedent, if there is a sure one, and remembers it."""
        if one.definite in ("definite", "demonstrative"):
            inside = self._inside(one)
            self._described(one) or (self._of_name(one, inside) if inside else not self._introduced(one) and self._classed(one))
        elif one.definite == "owned":
            self._owned(one)

    def _introduced(self, one: Profile) -> bool:
        """Whether the name of whom a nominal means stands right behind it: "the charity Aid Now"."""
        return any(other.kind == "name" and 0 <= other.start - one.end < 2 for other in self.chains.of(one.at).members)

    def remember(self, one: Profile) -> None:
        """Makes a naming findable by the nouns it is called by."""
        if one.kind == "name":
            self._title_before(one)
        for label in one.labels:
            self.by_label.setdefault(label, []).append(one)

    def _title_before(self, one: Profile) -> None:
        """ "The president came on Monday. President Ana Ruiz said ...": the bare title of somebody who is named right after."""
        for label in one.labels if one.family == "Person" else ():
            for other in reversed(self.by_label.get(label, [])):
                if one.sent - other.sent > _NEAR_SENTENCES or other.kind == "name":
                    break
                plain = other.kind == "nominal" and other.definite == "definite" and not self._told(other)
                if plain and not self.chains.of(other.at).named and self._fits(one, other):
                    self.chains.join(other.at, one.at, f'"{label}" of whom the text names next', 0.75)
                    break

    def _called(self, one: Profile) -> Iterator[Profile]:
        """Earlier namings that are called by the nominal's noun, nearest first."""
        for label in one.labels:
            yield from reversed(self.by_label.get(label, [])[-_FAR:])

    def _fits(self, one: Profile, other: Profile) -> bool:
        chain = self.chains.of(other.at)
        if "?" not in (one.number, chain.number) and one.number != chain.number:
            return False
        if {one.gender, chain.gender} == {"m", "f"} or one.family != chain.family and "Thing" not in (one.family, chain.family):
            return False
        if other.kind == "nominal" and self._told_apart(one, other):
            return False
        return not (
            self.syntax.together(one.head, other.head)
            or self.syntax.inside(one.head, other.head)
            or self.syntax.inside(other.head, one.head)
        )

    def _told_apart(self, one: Profile, other: Profile) -> bool:
        """Whether two descriptions name different things: "the Mali team ... the Chad team", "teams ... the team", "her party ... his party"."""
        mine, theirs = self._proper(one), self._proper(other)
        if mine and theirs and mine.isdisjoint(theirs) and mine.isdisjoint(self.chains.of(other.at).words):
            return True
        if one.labels.isdisjoint(other.labels):  # "her husband ... her brother"
            return (
                one.family == "Person" and one.definite == other.definite == "owned" and self._owner(one) == self._owner(other) is not None
            )
        if {self.tree.tag[one.head], self.tree.tag[other.head]} == {"NN", "NNS"} or self.another & self._told(one) - self._told_of(
            self.chains.of(other.at)
        ):
            return True
        owner = self._whose(one)
        owners = [self._whose(each) for each in self.chains.of(other.at).members[-_MEMBERS:] if each.labels & one.labels]
        return owner is not None and any(each not in (None, owner) for each in owners)

    def _whose(self, one: Profile) -> int | None:
        """The chain of a nominal's owner, where the text says more of him than one pronoun."""
        owner = self._owner(one) if one.kind == "nominal" else None
        chain = self.chains.chain[owner] if owner is not None else None
        return owner if chain is not None and chain.person == 3 and (chain.named or len(chain.members) > 1) else None

    def _proper(self, one: Profile) -> frozenset[str]:
        """The names and nationalities among what restricts a nominal: "Danish" and "Funen" in "the Danish island of Funen"."""
        if one.at not in self._names_in:
            tree = self.tree
            after = [k for prep in tree.kids(one.head, "prep") for k in tree.kids(prep, "pobj")]
            inside = [k for k in range(one.start, one.head) if k != tree.sents[one.sent][0]]
            told = [k for k in (*inside, *after) if tree.pos[k] in ("PROPN", "ADJ") and tree.text[k][0].isupper()]
            self._names_in[one.at] = frozenset(tree.lemma[k].lower() for k in told)
        return self._names_in[one.at]

    def _described(self, one: Profile) -> bool:
        """The same noun, and no describing word that the earlier description lacks."""
        for other in self._called(one):
            if not self._fits(one, other) or other.kind == "pronoun":
                continue
            if "(clause)" in self._told(one) or self._told(one) - self._told_of(self.chains.of(other.at)):
                continue  # "the company that built the market" says which one
            if self._loose(one, other):
                continue
            if self.chains.join(other.at, one.at, f'"{self.tree.lower[one.head]}" again', 0.85):
                return True
        return False

    def _loose(self, one: Profile, other: Profile) -> bool:
        """Whether an earlier naming is too far, or too unspecific, to be what "the N" takes up again."""
        far = one.sent - other.sent
        if other.kind == "name":
            return other.family == "Place" and far > _NEAR_SENTENCES
        if other.definite == "bare" and other.number != "p":
            return not self.chains.of(other.at).named  # "Ana was elected mayor. The mayor ..."
        return other.definite in ("indefinite", "bare") and other.number == "p" and far > _SOME_SENTENCES

    def _told(self, one: Profile) -> set[str]:
        """What restricts a nominal: modifiers and the words of an of-phrase."""
        tree, found = self.tree, set(one.words)
        for prep in tree.kids(one.head, "prep"):
            if tree.lower[prep] in ("of", "in", "at", "from", "for"):
                found.update(tree.lemma[k] for k in tree.kids(prep, "pobj"))
        if tree.kids(one.head, "relcl", "acl"):
            found.add("(clause)")
        return found

    def _told_of(self, chain: Chain) -> set[str]:
        found: set[str] = set()
        for one in chain.members[:8]:
            found.update(one.words if one.kind == "name" else self._told(one) if one.kind == "nominal" else ())
        return found

    def _owned(self, one: Profile) -> bool:
        """ "His wife" again, of the same owner; or the owner of whoever is called his wife."""
        mine = self._owner(one)
        if mine is None:
            return False
        for other in self._called(one):
            if other.kind == "nominal" and other.owner is not None and self._owner(other) == mine and self._fits(one, other):
                return self.chains.join(other.at, one.at, f'the same "{self.tree.lower[one.head]}"', 0.85)
        return self._back(one, self.chains.chain[mine])

    def _back(self, one: Profile, owner: Chain) -> bool:
        """ "Paz's wife, Ana, met her husband": Paz."""
        calls = {called for called, _, back in (each.partition("=") for each in self.back) if back in one.labels}
        for member in owner.members:
            whose = self._owner(member) if member.kind == "nominal" and member.labels & calls else None
            chain = self.chains.chain[whose] if whose is not None else None
            if chain is not None and chain.family == "Person" and {chain.gender, one.gender} != {"m", "f"} and chain.number != "p":
                return self.chains.join(chain.members[-1].at, one.at, f'"{self.tree.lower[one.head]}" of whom he calls so', 0.8)
        return False

    def _owner(self, one: Profile) -> int | None:
        at = self.at_token.get(one.owner) if one.owner is not None else None
        return None if at is None else self.chains.find(at)

    def _inside(self, one: Profile) -> list[Profile]:
        """The names that stand among a nominal's own words, adjectives such as "South American" apart."""
        found = (self.chains.profiles[self.at_token[i]] for i in range(one.start, one.head) if i in self.at_token)
        return [other for other in found if other.kind == "name" and self.tree.tag[other.head] != "JJ"]

    def _of_name(self, one: Profile, inside: list[Profile]) -> bool:
        """ "The Red Valley group" is Red Valley; a group called by its place is not the place."""
        name, lemma = inside[-1], self.tree.lemma[one.head]
        if one.number == "p" or name.role != "modifier":
            return False
        itself = lemma in self.itself and not (name.hard or name.known) and self.chains.of(name.at).members[0] is name
        if itself or lemma in self.generic and one.family == name.family and self.ontology.is_a(name.type, one.type):
            return self.chains.join(name.at, one.at, "a description with the name in it", 0.9)
        return False

    # -- by class -------------------------------------------------------------------------------------------------------

    def _classed(self, one: Profile) -> bool:
        """The only thing of the nominal's class in view, where the noun can stand for anything of its class."""
        if one.number == "p" or "(clause)" in self._told(one) or self.tree.kids(one.head, "prep"):
            return False
        lemma = self.tree.lemma[one.head]
        if lemma in self.generic and not (one.family == "Place" and self._narrowed(one)):
            found = self._in_view(one, named=one.family in ("Group", "Place"))
            if not found and one.family == "Group":
                found = [other for other in self._in_view(one, named=False) if self._just_described(one, other)]
            joined = self._only(
                one, [other for other in found if self._plain(one, other)], f'"{lemma}" for the only {one.type} in view', 0.7
            )
            return joined or not found and self._alone(one, f'"{lemma}" for the only {one.type} with a name', 0.6)
        if one.family == "Person" and self._opens(one):
            found = self._in_view(one, named=False)
            return self._only(
                one, found if all(self._topic(one, other) for other in found) else [], f'"{lemma}" for the only person told of', 0.6
            )
        return False

    def _alone(self, one: Profile, reason: str, score: float) -> bool:
        """The only thing of the nominal's class that the text has named so far, and of which nobody else speaks."""
        if one.family != "Group" or one.definite != "definite":
            return False
        before = {self.chains.find(at): self.chains.profiles[at] for at in range(one.at) if self.chains.profiles[at].family == one.family}
        named = [
            last for root, last in before.items() if self.chains.chain[root].named and self._same_class(one, self.chains.chain[root], True)
        ]
        return len(named) == 1 and self._fits(one, named[0]) and self._only(one, [o for o in named if self._plain(one, o)], reason, score)

    def _just_described(self, one: Profile, other: Profile) -> bool:
        """Whether the sentence before spoke of something by a noun that says more: "the column ... the group"."""
        return other.definite == "definite" and one.sent - other.sent == 1 and self.tree.lemma[other.head] not in self.generic

    def _narrowed(self, one: Profile) -> bool:
        """Whether a describing word other than a nationality picks out one place among several ("the metro area")."""
        return any(self.tree.pos[i] in ("NOUN", "ADJ", "VERB") and self.tree.text[i][0].islower() for i in range(one.start, one.head))

    def _plain(self, one: Profile, other: Profile) -> bool:
        """Whether a candidate is of one's own side of a quotation; a person must be near and of the same sex."""
        if one.quote != other.quote or other.person != 3:
            return False
        chain = self.chains.of(other.at)
        agrees = chain.gender == one.gender if one.gender != "?" else chain.named
        return one.family != "Person" or one.sent - other.sent < 2 and agrees

    def _opens(self, one: Profile) -> bool:
        return one.start == self.tree.sents[one.sent][0] and one.definite == "definite"

    def _topic(self, one: Profile, other: Profile) -> bool:
        """Whether somebody with a name is the subject of the sentence before, and not called anything yet."""
        verb = other.verb
        before = other.sent == one.sent - 1 and other.role == "subject" and self.tree.head[verb] == verb
        chain = self.chains.of(other.at)
        return before and chain.named and not chain.labels

    def _only(self, one: Profile, found: list[Profile], reason: str, score: float) -> bool:
        return len(found) == 1 and self.chains.join(found[0].at, one.at, reason, score)

    def _in_view(self, one: Profile, *, named: bool) -> list[Profile]:
        """The chains of the class named in the same and the last sentences, each by its last member."""
        seen: dict[int, Profile] = {}
        for at in range(one.at - 1, max(one.at - _FAR, -1), -1):
            other = self.chains.profiles[at]
            if one.sent - other.sent > _NEAR_SENTENCES:
                break
            root = self.chains.find(at)
            if root not in seen and self._same_class(one, self.chains.chain[root], named) and self._fits(one, other):
                seen[root] = other
        return list(seen.values())

    def _same_class(self, one: Profile, chain: Chain, named: bool) -> bool:
        if named and not chain.named or one.labels & chain.labels:
            return False
        if one.family == "Person":
            return chain.family == "Person"
        return any(self.ontology.is_a(type, one.type) for type in chain.types)
