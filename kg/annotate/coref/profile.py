"""What a naming says about its referent: number, gender, person, class, role, and the words that describe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.annotate.coref.gender import FirstNames, plain
from kg.annotate.coref.grammar import Syntax
from kg.annotate.coref.pronouns import Form, Gender, Number, Sort, form
from kg.annotate.coref.quotes import Quotation
from kg.annotate.doc import Naming, Tree
from kg.ontology import Ontology

_COLLECTIVE = ("Group",)


@dataclass(frozen=True, slots=True)
class Profile:
    """A naming seen as a mention; ``at`` is its number in text order, ``owner`` the head of its possessor, ``quote`` a quotation or -1.

    ``words`` are a name's words or a nominal's modifiers, ``labels`` the nouns by which it is called ("president" in "President Ruiz").
    ``leaning`` is the gender that a lone word, first name or surname, would have as a first name.
    ``definite`` is name, pronoun, definite, demonstrative, owned, indefinite or bare.
    """

    at: int
    start: int
    end: int
    head: int
    kind: str
    type: str
    hard: bool
    family: str
    number: Number
    gender: Gender
    person: int
    sort: Sort | None
    definite: str
    words: tuple[str, ...]
    labels: frozenset[str]
    owner: int | None
    role: str
    verb: int
    sent: int
    quote: int
    known: str | None = None
    leaning: Gender = "?"


class Describer:
    """Makes the profiles of one text."""

    def __init__(self, tree: Tree, syntax: Syntax, ontology: Ontology, names: FirstNames, quotations: Sequence[Quotation]) -> None:
        self.tree, self.syntax, self.ontology, self.names = tree, syntax, ontology, names
        cues = ontology.cues
        self.titles = cues.get("title", frozenset())
        self.forms = self.titles | cues.get("nameTitle", frozenset())
        self.demonstrative = cues.get("demonstrative", frozenset())
        self.indefinite = cues.get("indefinite", frozenset())
        self.male = cues.get("maleNoun", frozenset())
        self.female = cues.get("femaleNoun", frozenset())
        self.mixed = sum(text.islower() for text in tree.text) * 2 > tree.n / 2
        self.quote = [-1] * tree.n
        for number, one in enumerate(quotations):
            for i in range(one.start, min(one.end, tree.n)):
                self.quote[i] = number

    def of(self, at: int, naming: Naming) -> Profile:
        """The profile of one naming."""
        if naming.kind == "pronoun":
            said = form(self.tree, naming.head)
            if said is not None:
                return self._pronoun(at, naming, said)
        return self._name(at, naming) if naming.kind == "name" else self._nominal(at, naming)

    def _make(
        self,
        at: int,
        one: Naming,
        number: Number,
        gender: Gender,
        definite: str,
        *,
        said: Form | None = None,
        words: tuple[str, ...] = (),
        labels: frozenset[str] = frozenset(),
        owner: int | None = None,
        leaning: Gender = "?",
        family: str = "",
    ) -> Profile:
        i = one.head
        return Profile(
            at,
            one.start,
            one.end,
            i,
            one.kind,
            one.type,
            one.hard,
            family or self.ontology.family(one.type),
            number,
            gender,
            said.person if said else 3,
            said.sort if said else None,
            definite,
            words,
            labels,
            owner,
            self.syntax.role(i),
            self.syntax.verb(i),
            self.tree.sent[i],
            self.quote[i],
            one.known,
            leaning if gender in ("?", "n") else gender,
        )

    def _pronoun(self, at: int, one: Naming, said: Form) -> Profile:
        return self._make(at, one, said.number, said.gender, "pronoun", said=said)

    # -- names -------------------------------------------------------------------------------------------------------

    def _name(self, at: int, one: Naming) -> Profile:
        tree = self.tree
        words = tuple(plain(tree.text[i]) for i in range(one.start, one.end) if tree.text[i][0].isalnum())
        called = self._called(one) | self._described(one.head)
        family = self._name_family(one, words)
        gender, leaning = self._name_gender(one, words, called, family)
        number = self._name_number(one, family)
        if family != "Person":
            called |= self._own_nouns(words)
        elif len(words) > 1 and words[0] in self.forms:
            words = words[1:]  # "Comrade Jose" and "Comrade Raul" have no name in common
        return self._make(at, one, number, gender, "name", words=words, labels=called, leaning=leaning, family=family)

    def _own_nouns(self, words: tuple[str, ...]) -> frozenset[str]:
        """The nouns by which the words of a name say what it is: "assembly" in "Farmers' Assembly of Cauca"."""
        cut = words.index("of") if "of" in words[1:] else len(words)
        return frozenset(word for word in (words[cut - 1], words[0], words[-1]) if len(words) > 1 and word in self.ontology.nouns)

    def _name_family(self, one: Naming, words: tuple[str, ...]) -> str:
        """The family of a name; a guess that is no person gives way where the name begins with a first name."""
        family = self.ontology.family(one.type)
        if one.hard or family in ("Person", "Thing") or not words or not self.names.knows(words[0]):
            return family
        if any(word in self.ontology.nouns for word in words[1:]):
            return family
        return "Person" if len(words) > 1 and family != "Place" else "Thing"

    def _called(self, one: Naming) -> frozenset[str]:
        """Titles and role nouns right in front of a name, and titles inside it."""
        tree, found = self.tree, set()
        i = one.start - 1
        while i >= 0 and one.start - i <= 4 and self._before(i, one):
            found.add(tree.lemma[i].rstrip("."))
            i -= 1
        found.update(tree.lower[i].rstrip(".") for i in range(one.start, one.end) if tree.lower[i].rstrip(".") in self.titles)
        return frozenset(found)

    def _before(self, i: int, one: Naming) -> bool:
        tree = self.tree
        if tree.pos[i] not in ("NOUN", "PROPN") or tree.lower[i].rstrip(".") in ("", "'s"):
            return False
        return tree.lower[i].rstrip(".") in self.titles or tree.dep[i] in ("compound", "nmod") and one.start <= tree.head[i] < one.end

    def _name_gender(self, one: Naming, words: tuple[str, ...], called: frozenset[str], family: str) -> tuple[Gender, Gender]:
        """What a name says of its bearer's gender, and what it only suggests; a class that is a guess does not make it a thing."""
        stated = self._noun_gender(called)
        if stated != "?" or family not in ("Person", "Thing") and one.hard or self._acronym(one, words):
            return (stated if stated != "?" else "n"), "?"
        parts = [word for word in words if word not in self.titles]
        gender = self.names.of(parts[0]) if parts else "?"
        if family == "Person" and len(parts) > 1:
            return gender, gender
        return "?", gender

    def _described(self, head: int) -> frozenset[str]:
        """The nouns in apposition to a name: "his sister, Ana", "Ana Ruiz, the widow of Luis Paz"."""
        tree = self.tree
        beside = [*tree.kids(head, "appos"), *([tree.head[head]] if tree.dep[head] == "appos" else [])]
        return frozenset(tree.lemma[k] for k in beside if tree.tag[k] == "NN" or tree.tag[k] == "NNP" and tree.text[k].islower())

    def _acronym(self, one: Naming, words: tuple[str, ...]) -> bool:
        """Whether a name is one word of capitals in a text that is not all in capitals."""
        if one.hard or len(words) != 1 or not self.tree.text[one.head].isupper() or len(words[0]) < 2:
            return False
        return not self.names.knows(words[0]) and self.mixed

    def _noun_gender(self, words: frozenset[str]) -> Gender:
        if words & self.female:
            return "f"
        return "m" if words & self.male else "?"

    def _name_number(self, one: Naming, family: str) -> Number:
        if self.ontology.has(one.type, "people"):
            return "p" if self.tree.lower[one.end - 1].endswith("s") or self.tree.tag[one.head] == "NNPS" else "?"
        return "s" if family in ("Person", "Place", "Item") else "?"

    # -- nominals ------------------------------------------------------------------------------------------------------

    def _nominal(self, at: int, one: Naming) -> Profile:
        tree, i = self.tree, one.head
        lemma = tree.lemma[i]
        family = self.ontology.family(one.type)
        gender: Gender = self._noun_gender(frozenset((lemma, tree.lower[i]))) if family in ("Person", "Thing") else "n"
        modifiers = tuple(tree.lower[k] for k in range(one.start, i) if tree.pos[k] in ("ADJ", "NOUN", "PROPN", "NUM", "VERB"))
        owner = next(iter(tree.kids(i, "poss")), None)
        return self._make(
            at, one, self._number(one, family), gender, self._definite(i), words=modifiers, labels=frozenset((lemma,)), owner=owner
        )

    def _number(self, one: Naming, family: str) -> Number:
        tree, i = self.tree, one.head
        if tree.tag[i] in ("NNS", "NNPS") or any(tree.lower[k] not in ("one", "1") for k in tree.kids(i, "nummod") if k < i):
            return "p"
        return "?" if family in _COLLECTIVE else "s"

    def _definite(self, i: int) -> str:
        tree = self.tree
        if tree.kids(i, "poss"):
            return "owned"
        said = {tree.lower[k] for k in tree.children[i] if k < i and tree.dep[k] in ("det", "predet", "amod", "nummod")}
        if "the" in said:
            return "definite"
        if said & self.demonstrative and not said & {"a", "an"}:
            return "demonstrative"
        return "indefinite" if said & self.indefinite or tree.kids(i, "nummod") else "bare"
