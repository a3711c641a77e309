"""The ontology's names, demonyms, titles and name words, ready to be found among tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.lang.en import English

from kg import atlas
from kg.annotate.coref.gender import FirstNames
from kg.annotate.doc import Tree
from kg.ontology import Ontology

_MARKS = frozenset(("&", "'s", "-", "–", "/", ",", "'", '"', "’s", "’", "“", "”"))  # may stand inside a name as small words do
_TOWN, _CITY = 50_000, 500_000  # inhabitants


class Lexicon:
    """The ontology's names, demonyms, titles and name words, ready to be found among tokens."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.entries: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self.type_of = {one.iri: one.type for one in ontology.individuals}
        self.titles = ontology.cues.get("title", frozenset())
        self.offices: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for office in sorted(ontology.cues.get("office", ())):
            self.offices[office.split()[0]].append(tuple(office.split()))
        self.name_titles = ontology.cues.get("nameTitle", frozenset())
        self.event_titles = ontology.cues.get("eventTitle", frozenset())
        self.dwellings = ontology.cues.get("dwellingNoun", frozenset())
        self.particles = ontology.cues.get("nameParticle", frozenset())
        cues = ontology.cues
        self.named_after = cues.get("namedAfter", frozenset())
        self.links = cues.get("nameLink", frozenset()) | _MARKS
        self.joins = cues.get("nameJoin", frozenset()) | {"&"}
        self.suffixes = cues.get("nameSuffix", frozenset())
        self.firm_words = cues.get("firmWord", frozenset())
        self.person_or_firm = cues.get("personOrFirm", frozenset())
        self.own_names, self.saints = cues.get("kinAsName", frozenset()), cues.get("saintWord", frozenset())
        self.kind_nouns, self.bodies_on = cues.get("kindNoun", frozenset()), cues.get("bodyOn", frozenset())
        self.of_somebody, self.surnames_too = cues.get("ofSomebody", frozenset()), cues.get("surnameToo", frozenset())
        self.with_others = cues.get("withOthers", frozenset())
        self.before_name, self.before_place = cues.get("beforeName", frozenset()), cues.get("beforePlace", frozenset())
        self.first_names = FirstNames(*(cues.get(kind, frozenset()) for kind in ("firstNameMale", "firstNameFemale", "firstNameEither")))
        self.labels = {label: one.name for one in ontology.classes.values() for label in one.ner}
        self.role_classes = dict(sorted(_role_classes(ontology)))
        self.roles = {role for role, type in self.role_classes.items() if type == "Person"}
        self.designations = set(_designations(ontology))
        self.tongue_nouns, self.tongue_verbs = cues.get("languageNoun", frozenset()), cues.get("languageVerb", frozenset())
        self.tongue_preps = cues.get("languagePreposition", frozenset())
        self.tongues = {name for one in ontology.individuals for name in one.demonyms if " " not in name}
        self.tongues |= {word.capitalize() for word in cues.get("language", frozenset())}
        self.naming = frozenset(_naming_words(ontology))
        self.atlas = {name: _sized(one, ontology) for name, one in atlas.known(ontology.folder, ontology.fingerprint).items()}
        self.articled: set[tuple[str, ...]] = set()  # names of which an article is part, with it
        self._after_the: dict[str, tuple[str, str]] = {}
        self._fill()

    def _fill(self) -> None:
        tokenizer = English().tokenizer
        for one in self.ontology.individuals:
            for name in (one.name, *one.aliases):
                self._add(tuple(token.text for token in tokenizer(name)), one.type, one.iri)
            for name in one.demonyms:
                self._add(tuple(token.text for token in tokenizer(name)), self.ontology.broadest("people"), one.iri)
        for rows in self.entries.values():
            rows.sort(key=lambda row: (-len(row[0]), row[2]))

    def _add(self, words: tuple[str, ...], type: str, iri: str) -> None:
        if words[:1] in (("the",), ("The",)) and len(words) > 1:
            self.articled.add(words)
            words = words[1:]
            if len(words) == 1:  # "The Hindu" is not whatever is Hindu
                self._after_the[words[0]] = type, iri
                return
        if words:
            self.entries[words[0]].append((words, type, iri))

    def at(self, tree: Tree, i: int) -> tuple[int, str, str] | None:
        """The longest listed name that begins at a token: its end, class and IRI."""
        for words, type, iri in self.entries.get(tree.text[i], ()):
            end = i + len(words)
            if tuple(tree.text[i:end]) == words:
                return end, type, iri
        alone = self._after_the.get(tree.text[i]) if self.article(tree, i, i + 1) else None
        return (i + 1, *alone) if alone else None

    def article(self, tree: Tree, start: int, end: int) -> bool:
        """Whether the article before some tokens belongs to the name that they are; a sentence has a capital there anyway."""
        opens = tree.sents[tree.sent[start]][0]
        return opens < start - (tree.text[start - 1] == "The") and tuple(tree.text[start - 1 : end]) in self.articled

    def body_on(self, tree: Tree, i: int) -> bool:
        """Whether a token is the "on" after a body that is named after what it is on: "Commission on Land Rights"."""
        return i > 0 and tree.lower[i] == "on" and tree.lower[i - 1] in self.bodies_on and tree.text[i - 1][0].isupper()

    def office_before(self, tree: Tree, i: int) -> bool:
        """Whether an office of several words ends right before a token: "Secretary of State Ana Ruiz"."""
        around = range(max(0, i - 6), i)
        return any(tuple(tree.lower[k:i]) == words for k in around for words in self.offices.get(tree.lower[k], ()))

    def is_title(self, word: str) -> bool:
        """Whether a capitalised word is a title or a role in front of a name."""
        return word in self.titles or word in self.designations or word.rstrip(".") in self.titles

    def calls_person(self, word: str, lemma: str) -> bool:
        """Whether a word in front of a name says who a person is: a title, a role, a trade ("Widow", "Brothers")."""
        nouns = self.ontology.nouns
        if word in self.own_names:
            return False
        forms = (word, lemma, word.removesuffix("s"))
        return self.is_title(word) or any(form in self.roles or nouns.get(form, "Thing") == "Person" for form in forms)


def _naming_words(ontology: Ontology) -> Iterator[str]:
    """The words right before another name in the patterns of properties that name: "alias", "nicknamed"."""
    for one in ontology.triggers:
        if one.target in ontology.properties and ontology.properties[one.target].naming and one.pattern:
            words = one.pattern.split()
            place = words.index("_2") if "_2" in words else 0
            yield from (word for word in words[place - 1].rstrip("?").split("/") if place and word.isalpha() and len(word) > 2)


def _role_classes(ontology: Ontology) -> Iterator[tuple[str, str]]:
    """(noun, class) of the relational nouns and designations: a leader is what may lead."""
    for one in ontology.triggers:
        domain = one.subject_class or ontology.properties[one.target].domain if one.target in ontology.properties else ()
        if one.frame in ("RelationalNoun", "Designation") and len(domain) == 1 and not one.reverse:
            yield from ((lemma, domain[0]) for lemma in one.lemmas)


def _designations(ontology: Ontology) -> Iterator[str]:
    """The words that say what somebody is; a port or a ship is so called too, but its word belongs to the name: "Port Norfeld"."""
    lemmas = (lemma for one in ontology.triggers if one.frame == "Designation" for lemma in one.lemmas)
    yield from (lemma for lemma in lemmas if ontology.family(ontology.nouns.get(lemma, "Person")) == "Person")


def _sized(place: atlas.Known, ontology: Ontology) -> str:
    """The class of a place, and of a settlement how large it is."""
    large = (place.inhabitants >= _TOWN) + (place.inhabitants >= _CITY)
    return f"{place.type} {large}" if ontology.has(place.type, "town") else place.type
