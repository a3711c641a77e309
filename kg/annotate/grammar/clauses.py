"""Who does what in a clause: voice, coordination, relatives, participles and control, solved once for every frame."""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotate.doc import NOUNS, RELATIVE, VERBS, Tree

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_FLOATING = ("both", "all", "each", "neither")
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and its arguments as tokens: logical subjects and objects, the surface subject, and what stands after prepositions."""

    verb: int
    passive: bool
    surface: tuple[int, ...]
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]


class Clauses:
    """The clauses of one parse, each worked out when it is first asked for."""

    def __init__(
        self, tree: Tree, endeavour: frozenset[str] = frozenset(), control: frozenset[str] = frozenset(),
        charges: frozenset[str] = frozenset(), accusing: frozenset[str] = frozenset(), asking: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """``endeavour`` are nouns of doing whose infinitive tells what their doer does ("the effort to free X").

        ``control`` are verbs whose subject, not object, does what their infinitive says ("promised the crowd to leave"), ``charges`` nouns
        that say of what somebody is accused, ``accusing`` verbs of which the same is said with "of", ``asking`` verbs with the preposition
        of whom they ask ("call on").
        """
        self.tree, self.endeavour, self.control, self.charges, self.accusing = tree, endeavour, control, charges, accusing
        self.asking = asking
        self._known: dict[int, Clause] = {}
        self._obliques: dict[int, tuple[tuple[str, int], ...]] = {}

    def of(self, verb: int) -> Clause:
        """The clause of a verb."""
        if verb not in self._known:
            self._known[verb] = self._read(verb)
        return self._known[verb]

    def _read(self, verb: int) -> Clause:
        passive = self.passive(verb)
        surface = tuple(self.surface(verb))
        if passive:
            return Clause(verb, True, surface, tuple(self._agents(verb)), surface, self.obliques(verb))
        return Clause(verb, False, surface, surface, tuple(self._objects(verb)), self.obliques(verb))

    def imagined(self, verb: int) -> bool:
        """Whether a clause is a condition by its order alone: "had Ana Ruiz married him", "were the army to leave"."""
        tree, first = self.tree, self.tree.left[verb]
        opens = tree.head[first] == verb and tree.dep[first] in ("aux", "auxpass") and tree.lower[first] in ("had", "were", "should")
        return opens and first != verb and any(first < k < verb for k in tree.kids(verb, "nsubj", "nsubjpass"))

    # -- voice -----------------------------------------------------------------------------------------------------

    def passive(self, verb: int, depth: int = 0) -> bool:
        """Whether a verb form is passive, by its auxiliary or because it is a participle without an object of its own."""
        tree = self.tree
        if tree.kids(verb, "nsubjpass", "auxpass"):
            return True
        if tree.tag[verb] not in ("VBN", "VBD", "JJ") or tree.kids(verb, "nsubj", "dobj") or self._perfect(verb):
            return False
        if tree.dep[verb] in ("acl", "amod", "advcl"):
            return tree.tag[verb] != "VBD" or tree.dep[verb] == "acl"
        above = tree.head[verb]
        if tree.dep[verb] == "conj" and tree.pos[above] == "ADJ":
            return tree.tag[verb] == "VBN"  # "dead or jailed"
        return tree.dep[verb] == "conj" and tree.tag[verb] == "VBN" and depth < _DEPTH and self.passive(above, depth + 1)

    def _perfect(self, verb: int) -> bool:
        return any(self.tree.lemma[aux] in ("have", "having", "'ve", "'d") for aux in self.tree.kids(verb, "aux"))

    def _agents(self, verb: int) -> list[int]:
        tree = self.tree
        preps = tree.kids(verb, "agent") + [prep for prep in tree.kids(verb, "prep") if tree.lower[prep] == "by"]
        preps += [k for prep in preps for k in tree.kids(prep, "conj") if tree.lower[k] == "by"]  # "owned by Ana Ruiz and by Acme"
        found = [i for prep in preps for i in tree.kids(prep, "pobj")]
        if not found and tree.dep[verb] == "conj":
            return []
        return found or self._shared_agents(verb) or self._low_agents(verb)

    def _low_agents(self, verb: int) -> list[int]:
        """The by-phrase that the parse hangs on a noun behind the passive: "named head of the bank by the ministry"."""
        tree = self.tree
        queue = [*tree.kids(verb, "oprd"), *(i for prep in tree.kids(verb, "prep", "dative") for i in tree.kids(prep, "pobj"))]
        while queue:
            noun = queue.pop(0)
            preps = tree.kids(noun, "prep")
            found = [i for prep in preps if tree.lower[prep] == "by" for i in tree.kids(prep, "pobj")]
            if found:
                return found
            queue += [i for prep in preps if tree.lower[prep] == "of" for i in tree.kids(prep, "pobj")]
        return []

    def _shared_agents(self, verb: int) -> list[int]:
        """The by-phrase of a coordinated participle that follows: "kidnapped and killed by X"."""
        return [
            i
            for other in self.tree.kids(verb, "conj")
            if self.passive(other) and not self.tree.kids(other, "nsubjpass")
            for i in self._agents(other)
        ]

    # -- subjects --------------------------------------------------------------------------------------------------

    def surface(self, verb: int, depth: int = 0) -> list[int]:
        """The grammatical subject, its own or the one it shares with, or takes from, a verb or noun above it."""
        tree = self.tree
        own = [i for i in tree.kids(verb, *_SUBJECTS) if tree.lower[i] != "there"]
        if own and tree.dep[verb] == "conj" and tree.lower[own[0]] in _FLOATING and not tree.children[own[0]]:
            own = []  # "are siblings and both sit on the council"
        if own or depth > _DEPTH:
            return own
        above, dep = tree.head[verb], tree.dep[verb]
        if above == verb:
            return self._behind_opening(verb)
        if dep == "acl" and tree.tag[verb] == "VB" and tree.lemma[above] in self.endeavour:
            return self._doers(above, depth)
        if dep in ("acl", "relcl") or dep == "amod" and tree.tag[verb] in ("VBN", "VBG", "JJ"):
            return [above] if tree.pos[above] in (*NOUNS, "PRON", "NUM") else []
        if dep == "pcomp":
            return self._gerund_subject(above, depth)
        if tree.pos[above] not in VERBS:
            return self._complement_subject(verb, above, depth)
        if dep == "conj":
            return self.surface(above, depth + 1)
        if dep in ("xcomp", "ccomp", "advcl"):
            return self._controller(verb, above, depth)
        return []

    def _behind_opening(self, verb: int) -> list[int]:
        """The subject that the parse sets beside the last noun of what opens a sentence: "As a result of the raid, a teacher was killed"."""
        tree = self.tree
        inner = [i for prep in tree.kids(verb, "prep") if prep < verb for i in tree.kids(prep, "pobj")]
        inner += [i for noun in inner for prep in tree.kids(noun, "prep") for i in tree.kids(prep, "pobj")]
        beside = [i for noun in inner for i in tree.kids(noun, "appos") if noun < i < verb and tree.kids(i, "det", "nummod")]
        return [i for i in beside if tree.text[tree.left[i] - 1] == ","][-1:] if tree.kids(verb, "auxpass") else []

    def _doers(self, noun: int, depth: int) -> list[int]:
        """Whose endeavour a noun names: "Peru's effort to", "the army campaign to", "the army leads the fight to"."""
        tree, above = self.tree, self.tree.head[noun]
        own = tree.kids(noun, "poss") or tree.kids(noun, "compound", "nmod")[-1:]
        if own:
            return own
        if tree.dep[noun] == "pobj" and tree.lower[above] == "in" and depth < _DEPTH:
            outer = tree.head[above]  # "efforts in the campaign to", "joins in the fight to"
            return self.surface(outer, depth + 1) if tree.pos[outer] in VERBS else self._doers(outer, depth + 1) if outer < noun else []
        return self.surface(above, depth + 1) if tree.dep[noun] == "dobj" and tree.pos[above] in VERBS else []

    def _controller(self, verb: int, above: int, depth: int) -> list[int]:
        tree = self.tree
        if tree.dep[verb] == "ccomp" and tree.tag[verb] not in ("VB", "VBG", "VBN"):
            return []
        if tree.dep[verb] == "advcl" and tree.tag[verb] not in ("VB", "VBG", "VBN"):
            return []
        objects = tree.kids(above, "dobj")
        if objects and tree.dep[verb] != "advcl" and tree.lemma[above] not in self.control:
            return objects
        asked = [prep for prep in tree.kids(above, "prep") if prep < verb and f"{tree.lemma[above]} {tree.lower[prep]}" in self.asking]
        if asked and tree.tag[verb] == "VB" and not objects:
            return tree.kids(asked[0], "pobj")  # "called on him to resign"
        return self.surface(above, depth + 1)

    def _gerund_subject(self, prep: int, depth: int) -> list[int]:
        """Who does the -ing after a preposition: the object of "accuse X of", else the (logical) subject."""
        tree = self.tree
        above = said = tree.head[prep]
        while tree.pos[above] not in VERBS and tree.head[above] != above:
            above = tree.head[above]
        if tree.pos[above] not in VERBS:
            return []
        hung = tree.head[said] == above and tree.dep[said] == "dobj" and tree.lemma[above] in self.accusing  # "accused men of killing Y"
        charged = (
            said == above or hung or tree.lemma[said] in self.charges and tree.dep[said] == "pobj"
        )  # "arrested X on charges of killing Y"
        if tree.kids(above, "dobj") and tree.lower[prep] in ("of", "for", "from") and charged:
            return tree.kids(above, "dobj")
        if self.passive(above) and tree.lower[prep] == "by":
            return self._agents(above)
        return self.surface(above, depth + 1)

    def _complement_subject(self, verb: int, above: int, depth: int) -> list[int]:
        """The subject of a verb below an adjective or noun: "is likely to join", "the man suspected to have led"."""
        tree = self.tree
        if tree.pos[above] == "ADJ" and tree.head[above] != above and tree.pos[tree.head[above]] in VERBS:
            return self.surface(tree.head[above], depth + 1)
        if tree.dep[verb] == "conj":
            return [above] if tree.pos[above] in NOUNS and tree.tag[verb] in ("VBN", "VBG") else []
        return []

    # -- objects and prepositions ----------------------------------------------------------------------------------

    def _objects(self, verb: int) -> list[int]:
        tree = self.tree
        own = tree.kids(verb, "dobj")
        if own:
            return own
        if tree.dep[verb] == "relcl" and tree.kids(verb, "nsubj") and not self._relative_inside(verb):
            return [tree.head[verb]]
        later = [other for other in tree.kids(verb, "conj") if tree.pos[other] in VERBS and not tree.kids(other, *_SUBJECTS)]
        return [
            i
            for other in later
            if tree.kids(other, "dobj") and not self.passive(other) and self._adjacent(verb, other)
            for i in tree.kids(other, "dobj")
        ]

    def _adjacent(self, verb: int, other: int) -> bool:
        """Whether two coordinated verbs stand side by side, so that they share an object ("ambushed and killed X")."""
        return all(self.tree.pos[i] in ("CCONJ", "ADV", "PUNCT") for i in range(verb + 1, other))

    def _relative_inside(self, verb: int) -> bool:
        return any(self.tree.lower[i] in (*RELATIVE, "when", "why") for i in range(self.tree.left[verb], verb))

    def obliques(self, head: int) -> tuple[tuple[str, int], ...]:
        """(preposition, noun) pairs of a verb or noun, through preposition chains ("out of") and "using"."""
        if head not in self._obliques:
            self._obliques[head] = tuple(self._found_obliques(head))
        return self._obliques[head]

    def _found_obliques(self, head: int) -> list[tuple[str, int]]:
        tree = self.tree
        pairs = []
        for prep in tree.kids(head, "prep", "dative"):
            word = tree.lower[prep]
            if tree.pos[prep] not in ("ADP", "SCONJ", "VERB"):
                pairs += [("to", prep)] if tree.dep[prep] == "dative" else []
                continue
            pairs += [(word, i) for i in tree.kids(prep, "pobj")]
            for noun in tree.kids(prep, "pobj"):  # "in connection with X"
                pairs += [
                    (f"{word} {tree.lower[noun]} {tree.lower[k]}", i)
                    for k in tree.kids(noun, "prep")
                    if noun == prep + 1
                    for i in tree.kids(k, "pobj")
                ]
            queue = tree.kids(prep, "prep", "conj")  # "out of X", "in X and in Y"
            while queue:
                inner = queue.pop(0)
                if tree.pos[inner] == "ADP":
                    pairs += [(tree.lower[inner], i) for i in tree.kids(inner, "pobj")]
                    queue += tree.kids(inner, "conj")
        for adverb in tree.kids(head, "advmod", "prt"):  # "broke away from X", "lives there"
            pairs += [("in", adverb)] if tree.lower[adverb] == "there" and not tree.children[adverb] else []
            pairs += [(tree.lower[prep], i) for prep in tree.kids(adverb, "prep") for i in tree.kids(prep, "pobj")]
        for other in tree.kids(head, "advcl", "acl", "xcomp"):
            if tree.lower[other] in ("using", "wielding", "including", "discuss"):
                pairs += [(tree.lower[other], i) for i in tree.kids(other, "dobj")]
        return pairs
