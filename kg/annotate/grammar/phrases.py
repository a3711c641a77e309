"""Noun phrases: what an argument stands for, how far it reaches, of what class and how many it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.annotate.doc import NOUNS, RELATIVE, Naming, Tree
from kg.annotate.grammar.counting import counted
from kg.annotate.grammar.extents import begun, ended
from kg.annotate.grammar.wholes import own_name, whole
from kg.ontology import Ontology

_PREMODIFIERS = ("det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "advmod", "predet", "npadvmod", "punct", "case")
_QUOTES = frozenset("\"'“”‘’«»„`")


class Phrases:
    """The noun phrases of one text, seen through its names and the ontology's nouns."""

    def __init__(self, tree: Tree, names: Sequence[Naming], ontology: Ontology, *, roles: Mapping[str, str] | None = None) -> None:
        self.tree, self.ontology = tree, ontology
        self.names = list(names)
        self.name_at: dict[int, Naming] = {i: name for name in names for i in range(name.start, name.end)}
        self._nouns = {**(roles or {}), **ontology.nouns}
        self._settled: dict[int, int] = {}
        self._said: dict[int, str | None] = {}
        self._spans: dict[int, tuple[int, int]] = {}
        self._spread: dict[int, list[int]] = {}
        self.dated: frozenset[int] = frozenset()  # the tokens of time expressions, which describe nothing
        self.several: dict[int, tuple[int, ...]] = {}  # "they" -> those of whom it is said
        self._naming = ontology.cues.get("namedVerb", frozenset())
        self._anyones = ontology.cues.get("anyonesNoun", frozenset())

    # -- what an argument stands for -------------------------------------------------------------------------------

    def settle(self, i: int) -> int:
        """The token an argument stands for: through relative pronouns, containers ("remnants of X") and appositions."""
        found = self._settled.get(i)
        if found is None:
            found = self._settled[i] = self._stands_for(i)
        return found

    def _stands_for(self, i: int) -> int:
        for _ in range(6):
            steps = (self._antecedent, self._apposed, self._whole, self._predicated)
            further = next((k for k in (step(i) for step in steps) if k is not None), None)
            if further is None or further == i:
                break
            i = further
        name = self.name_at.get(i)
        return name.head if name else i

    def _antecedent(self, i: int) -> int | None:
        """The noun that a relative pronoun points back to."""
        tree = self.tree
        if tree.lower[i] not in RELATIVE or tree.tag[i] not in ("WP", "WDT", "WP$", "IN", "WRB"):
            return None
        for above in tree.climb(i):
            beside = tree.dep[above] == "appos" and tree.tag[i] == "WP$"  # "a hospital, whose director, Ana Ruiz, ...", as the parse has it
            if (tree.dep[above] in ("relcl", "acl") or beside) and tree.head[above] < i:
                return self._happening_at(tree.head[above], above) if tree.dep[i] == "nsubj" else tree.head[above]
        return None

    def _happening_at(self, i: int, verb: int) -> int:
        """What a clause that tells of harm is about: in "the explosion in Lima, which killed two" the explosion killed, not Lima."""
        tree, prep = self.tree, self.tree.head[i]
        noun = tree.head[prep]
        placed = tree.dep[i] == "pobj" and i in self.name_at and self.ontology.family(self.name_at[i].type) == "Place"
        if not placed or not self.is_cue("where", tree.lower[prep]) or not self.is_cue("harmVerb", tree.lemma[verb]):
            return i
        return noun if tree.pos[noun] == "NOUN" and noun not in self.name_at and self.noun_class(noun) is None else i

    def _whole(self, i: int) -> int | None:
        return whole(self, i)

    def _apposed(self, i: int) -> int | None:
        """The name in apposition to a description: "the gunman, Luis Cahuana"; "a man known as Comrade Ana" is left to aliases."""
        name = self.name_at.get(i)
        of_land = name and name.known and (self.ontology.family(name.type) == "Place" or self.ontology.has(name.type, "people"))
        land = of_land and self.tree.tag[i] in ("NNPS", "NNP")  # "two Kenyans, Ana Ruiz and Luis Paz"
        if name and not land or self.tree.pos[i] not in (*NOUNS, "NUM", "PRON"):
            return None
        if land:
            people = (self.name_at.get(child) for child in self.tree.kids(i, "appos"))
            return next((one.head for one in people if one and self.ontology.family(one.type) == "Person"), None)
        if own_name(self, i):
            return None
        for child in (*self.tree.kids(i, "appos"), *(k for verb in self.tree.kids(i, "acl") for k in self._named(verb))):
            name = self.name_at.get(child)
            if name and self._agree(i, name):
                return name.head
        return self._titled(i)

    def _predicated(self, i: int) -> int | None:
        """Whom a description is said of: in "Acme is a bank based in Lima" Acme is based there."""
        tree = self.tree
        while tree.dep[i] == "conj" and tree.pos[tree.head[i]] == "NOUN" and tree.head[i] not in self.name_at:
            i = tree.head[i]
        verb = tree.head[i]
        if tree.dep[i] != "attr" or tree.lemma[verb] != "be" or i in self.name_at or not tree.kids(i, "det"):
            return None
        if tree.kids(verb, "neg", "expl") or any(tree.tag[k] == "MD" for k in tree.kids(verb, "aux")):
            return None
        name = next((self.name_at.get(k) for k in tree.kids(verb, "nsubj")), None)
        return name.head if name and self._agree(i, name) else None

    def _named(self, verb: int) -> list[int]:
        """X in "a man named X", "a man identified as X"."""
        tree = self.tree
        said = [k for prep in tree.kids(verb, "prep") if tree.lower[prep] == "as" for k in tree.kids(prep, "pobj")]
        return [*tree.kids(verb, "oprd", "dobj", "attr"), *said] if tree.lemma[verb] in self._naming else []

    def _titled(self, i: int) -> int | None:
        """The name directly after its description: "brother Yunus", "the lawyer Ana Ruiz"."""
        name = self.name_at.get(i + 1) if i + 1 < self.tree.n else None
        if name and name.start == i + 1 and self.linked(i, name) and self._agree(i, name):
            return name.head
        return None

    def linked(self, i: int, name: Naming) -> bool:
        """Whether a noun and the name right after it are one phrase in the parse."""
        tree = self.tree
        if name.start <= tree.head[i] < name.end or tree.head[name.head] == i:
            return True
        return tree.head[i] == tree.head[name.head] and tree.dep[i] in ("nmod", "compound", tree.dep[name.head])

    def _agree(self, i: int, name: Naming) -> bool:
        said = self.noun_class(i)
        if said is None or name.type == "Thing" or not name.hard:
            return True
        families = {self.ontology.family(said), self.ontology.family(name.type)}
        if self.tree.lemma[i] in self._anyones:
            return not families & {"Item", "Event"}  # "our ally Turkey"
        if families == {"Place"}:  # a mine is no region
            return self.ontology.is_a(said, name.type) or self.ontology.is_a(name.type, said)
        return len(families) == 1 or "Thing" in families

    def along(self, i: int) -> list[int]:
        """Those with whom somebody is told of together: "Ana Ruiz, along with Luis Paz and two guards"."""
        tree = self.tree
        preps = [k for prep in tree.kids(i, "prep") if tree.lower[prep] in ("along", "together") for k in tree.kids(prep, "prep")]
        return [one for prep in preps if tree.lower[prep] == "with" for k in tree.kids(prep, "pobj") for one in tree.coordinated(k)]

    # -- class, extent, number -------------------------------------------------------------------------------------

    def noun_class(self, i: int) -> str | None:
        """The class that a common noun says by itself, longest compound first ("police officer", then "officer")."""
        if i not in self._said:
            self._said[i] = self._noun_class(i)
        return self._said[i]

    def _noun_class(self, i: int) -> str | None:
        tree = self.tree
        words = [tree.lemma[i]]
        j = i - 1
        while j >= 0 and len(words) < 3 and tree.head[j] == i and tree.dep[j] in ("compound", "amod") and tree.text[j] != "-":
            words.insert(0, tree.lower[j])
            j -= 1
        if i + 1 < tree.n and tree.head[i + 1] == i and tree.dep[i + 1] == "nummod":
            found = self._nouns.get(f"{tree.lemma[i]} {tree.lower[i + 1]}")  # a noun and its number: "number three"
            if found:
                return found
        for k in range(len(words) - 1):
            found = self._nouns.get(" ".join(words[k:]))
            if found:
                return found
        beside = self._nouns.get(f"+ {tree.lemma[i]}") if i and tree.head[i - 1] == i and tree.tag[i - 1] in ("NN", "NNS") else None
        return beside or self._nouns.get(tree.lemma[i]) or self._nouns.get(tree.lower[i])

    def span(self, i: int) -> tuple[int, int]:
        """Token span from the leftmost modifier of a head noun to the noun itself."""
        if i not in self._spans:
            self._spans[i] = self._found_span(i)
        return self._spans[i]

    def _found_span(self, i: int) -> tuple[int, int]:
        tree, start = self.tree, i
        for child in sorted(tree.children[i], reverse=True):
            if child < start and tree.dep[child] in _PREMODIFIERS and tree.right[child] == start - 1:
                start = tree.left[child]
        start = begun(self, start, i)
        while start < i and (tree.pos[start] in ("PUNCT", "SPACE", "CCONJ") or tree.text[start] in _QUOTES):
            start += 1
        numbered = i + 1 < tree.n and tree.dep[i + 1] == "nummod" and f"{tree.lemma[i]} {tree.lower[i + 1]}" in self._nouns
        return start, i + 2 if numbered else ended(self, i)

    def is_cue(self, kind: str, word: str) -> bool:
        """Whether the ontology lists a word under a kind."""
        return word in self.ontology.cues.get(kind, ())

    def doubted(self, i: int) -> bool:
        """Whether a description doubts that its noun is right: "alleged rebels", "suspected members"."""
        return i not in self.name_at and any(self.is_cue("hedgeAdjective", self.tree.lower[k]) for k in self.tree.kids(i, "amod"))

    def naming(self, i: int) -> Naming:
        """The naming whose head is a token: its name, or what describes it."""
        name = self.name_at.get(i)
        if name:
            return name
        start, end = self.span(i)
        said = self.noun_class(i)
        return Naming(start, end, i, "nominal", said or "Thing", said is not None)

    def some_of(self, name: Naming) -> Naming | None:
        """A number of a people, who are described and not named: "three Europeans", "five of them Kenyans"."""
        tree, i = self.tree, name.head
        few = self.ontology.has(name.type, "people") and name.end == name.start + 1
        told = [k for k in tree.kids(i, "nummod") if tree.pos[k] == "NUM"] if few else []
        return Naming(min(tree.left[k] for k in told), i + 1, i, "nominal", "Person", True) if told else None

    def count(self, i: int) -> tuple[int, tuple[int, int]] | None:
        """How many a phrase says, with the tokens that say so."""
        return counted(self.tree, i)

    def spread(self, i: int) -> Sequence[int]:
        """The argument and what is coordinated with it, each settled, in text order, without doubles."""
        if i in self.several:
            return self.several[i]
        if i not in self._spread:
            self._spread[i] = self._found_spread(i)
        return self._spread[i]

    def _found_spread(self, i: int) -> list[int]:
        found: list[int] = []
        for one in self._all_meant(i):
            settled = self.settle(one)
            group = (
                self.tree.coordinated(settled) if settled != one and settled not in self.tree.coordinated(i) else [settled]
            )  # "her sons, A and B"
            for token in group:
                token = self.settle(token) if token != settled else settled
                if token not in found:
                    found.append(token)
        return found

    def _all_meant(self, i: int) -> list[int]:
        """The coordinated arguments; a plural relative ("A and B, who lead X") means everything coordinated before it."""
        tree, antecedent = self.tree, self._antecedent(i)
        if (
            antecedent is None
            or tree.tag[tree.head[i]] != "VBP"
            and not any(tree.lower[k] in ("are", "were", "have") for k in tree.kids(tree.head[i], "aux", "auxpass"))
        ):
            return [*tree.coordinated(i), *self.along(i)]
        while tree.dep[antecedent] == "conj" and tree.pos[tree.head[antecedent]] in NOUNS:
            antecedent = tree.head[antecedent]
        return tree.coordinated(antecedent)
