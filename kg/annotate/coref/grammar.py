"""What the parse says about two namings: roles, co-arguments, and who can not be whom."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.doc import VERBS, Tree

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "dative": "object", "iobj": "object", "poss": "owner",
    "pobj": "oblique", "attr": "predicate", "appos": "apposition", "compound": "modifier", "nmod": "modifier", "amod": "modifier",
}  # fmt: skip


class Syntax:
    """Roles, governing verbs and arguments of one parse, each worked out once; ``loose`` are prepositions that make no argument."""

    def __init__(self, tree: Tree, loose: frozenset[str]) -> None:
        self.tree, self.loose = tree, loose
        self._roles: dict[int, str] = {}
        self._verbs: dict[int, int] = {}
        self._arguments: dict[int, frozenset[int]] = {}

    def top(self, i: int) -> int:
        """The first conjunct of a coordination, which carries the role of all."""
        while self.tree.dep[i] == "conj" and self.tree.pos[self.tree.head[i]] not in VERBS:
            i = self.tree.head[i]
        return i

    def role(self, i: int) -> str:
        """subject, object, owner, oblique, agent, predicate, apposition, modifier or other."""
        if i not in self._roles:
            top = self.top(i)
            dep = self.tree.dep[top]
            agent = dep == "pobj" and self.tree.dep[self.tree.head[top]] == "agent"
            self._roles[i] = "agent" if agent else _ROLES.get(dep, "other")
        return self._roles[i]

    def verb(self, i: int) -> int:
        """The nearest verb above a token, or its root."""
        if i not in self._verbs:
            found = i
            for found in self.tree.climb(i):
                if self.tree.pos[found] in VERBS:
                    break
            self._verbs[i] = found
        return self._verbs[i]

    def arguments(self, verb: int) -> frozenset[int]:
        """Subject, objects and non-locative prepositional objects of a verb, with a subject it shares or is controlled by."""
        if verb not in self._arguments:
            self._arguments[verb] = frozenset(self._found(verb))
        return self._arguments[verb]

    def _found(self, verb: int) -> Iterator[int]:
        tree = self.tree
        own = tree.kids(verb, *SUBJECTS, "dobj", "dative", "iobj", "agent", "prep")
        for child in own:
            if tree.dep[child] in ("prep", "agent", "dative") and tree.pos[child] in ("ADP", "SCONJ", "PART"):
                if tree.lower[child] not in self.loose:
                    yield from tree.kids(child, "pobj")
            else:
                yield child
        if not any(tree.dep[child] in SUBJECTS for child in own):
            yield from self._shared(verb)

    def _shared(self, verb: int) -> list[int]:
        tree, above = self.tree, self.tree.head[verb]
        if above == verb or tree.pos[above] not in VERBS:
            return []
        if tree.dep[verb] == "conj":
            return tree.kids(above, *SUBJECTS)
        if tree.dep[verb] in ("xcomp", "ccomp"):
            return tree.kids(above, "dobj", "dative")[:1] or tree.kids(above, *SUBJECTS)
        return []

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or the one it shares."""
        for i in tuple(self.tree.kids(verb, *SUBJECTS)) or tuple(self._shared(verb)):
            return i
        return None

    def together(self, i: int, j: int) -> bool:
        """Whether two tokens are arguments of one verb, so that one can be the other only through a reflexive."""
        i, j = self.top(i), self.top(j)
        verb = self.verb(i)
        arguments = self.arguments(verb)
        if i in arguments and j in arguments:
            return True
        other = self.verb(j)
        return other != verb and i in self.arguments(other) and j in self.arguments(other)

    def inside(self, i: int, j: int) -> bool:
        """Whether token i stands in the noun phrase of j with no clause between: "its roof" is not "it"."""
        tree = self.tree
        if not tree.left[j] <= i <= tree.right[j]:
            return False
        for above in tree.climb(i):
            if above == j:
                return True
            if tree.pos[above] in VERBS or tree.lower[above] == "with" or tree.dep[above] in ("appos", "conj", "relcl"):
                return False
        return False

    def depth(self, i: int) -> int:
        """How many tokens stand above a token in its sentence."""
        return sum(1 for _ in self.tree.climb(i))
