"""Names in a text: name lists, the recogniser's entities and runs of proper nouns, made one set of spans with a class each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.lang.en import English

from kg.annotate.coref.gender import FirstNames
from kg.annotate.doc import Naming, Tree
from kg.ontology import Ontology

_JOINS = ("of", "for", "and", "&", "de", "on", "in", "the")


class Lexicon:
    """The ontology's names, demonyms, titles and name words, ready to be found among tokens."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.entries: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self.type_of = {one.iri: one.type for one in ontology.individuals}
        self.titles = ontology.cues.get("title", frozenset())
        self.name_titles = ontology.cues.get("nameTitle", frozenset())
        self.particles = ontology.cues.get("nameParticle", frozenset())
        cues = ontology.cues
        self.first_names = FirstNames(*(cues.get(kind, frozenset()) for kind in ("firstNameMale", "firstNameFemale", "firstNameEither")))
        self.labels = {label: one.name for one in ontology.classes.values() for label in one.ner}
        self.role_classes = dict(sorted(_role_classes(ontology)))
        self.roles = {role for role, type in self.role_classes.items() if type == "Person"}
        self.designations = {lemma for one in ontology.triggers if one.frame == "Designation" for lemma in one.lemmas}
        self._fill()

    def _fill(self) -> None:
        tokenizer = English().tokenizer
        for one in self.ontology.individuals:
            for name in (one.name, *one.aliases):
                self._add(tuple(token.text for token in tokenizer(name)), one.type, one.iri)
            for name in one.demonyms:
                self._add(tuple(token.text for token in tokenizer(name)), "Community", one.iri)
        for rows in self.entries.values():
            rows.sort(key=lambda row: (-len(row[0]), row[2]))

    def _add(self, words: tuple[str, ...], type: str, iri: str) -> None:
        if words:
            self.entries[words[0]].append((words, type, iri))

    def at(self, tree: Tree, i: int) -> tuple[int, str, str] | None:
        """The longest listed name that begins at a token: its end, class and IRI."""
        for words, type, iri in self.entries.get(tree.text[i], ()):
            end = i + len(words)
            if tuple(tree.text[i:end]) == words:
                return end, type, iri
        return None

    def is_title(self, word: str) -> bool:
        """Whether a capitalised word is a title or a role in front of a name."""
        return word in self.titles or word in self.designations or word.rstrip(".") in self.titles


def _role_classes(ontology: Ontology) -> Iterator[tuple[str, str]]:
    """(noun, class) of the relational nouns and designations: a leader is what may lead."""
    for one in ontology.triggers:
        domain = one.subject_class or ontology.properties[one.target].domain if one.target in ontology.properties else ()
        if one.frame in ("RelationalNoun", "Designation") and len(domain) == 1 and not one.reverse:
            yield from ((lemma, domain[0]) for lemma in one.lemmas)


def find(tree: Tree, lexicon: Lexicon, *, dated: Collection[int] = ()) -> list[Naming]:
    """Every name of a text, in order and without overlap; ``dated`` tokens belong to time expressions and name nothing."""
    dated = {
        *dated,
        *(i for ent in tree.doc.ents if ent.label_ in ("DATE", "TIME") for i in range(ent.start, ent.end) if tree.pos[i] == "NUM"),
    }
    listed = _listed(tree, lexicon)
    labels = _labels(tree, lexicon)
    spans = [span for run in _runs(tree, lexicon, listed, labels, dated) for span in _split(tree, lexicon, run, listed)]
    names = [_typed(tree, lexicon, start, end, listed, labels) for start, end in spans]
    return _agreed([name for name in names if name is not None], tree, lexicon.ontology)


def _listed(tree: Tree, lexicon: Lexicon) -> dict[int, tuple[int, str, str]]:
    """Start token -> (end, class, IRI) of each listed name, longest first, without overlap."""
    found: dict[int, tuple[int, str, str]] = {}
    i = 0
    while i < tree.n:
        hit = None if tree.off[i] else lexicon.at(tree, i)
        if hit:
            found[i] = hit
        i = hit[0] if hit else i + 1
    return found


def _labels(tree: Tree, lexicon: Lexicon) -> dict[int, str]:
    """Token -> class that the entity recogniser gave it."""
    found = {}
    for ent in tree.doc.ents:
        type = lexicon.labels.get(ent.label_)
        if type:
            found.update({i: type for i in range(ent.start, ent.end)})
    return found


def _proper(tree: Tree, i: int, labels: dict[int, str], listed: dict[int, tuple[int, str, str]]) -> bool:
    """Whether a token looks like part of a name: a capital or digit-free acronym that the tagger, recogniser or a list calls proper."""
    word = tree.text[i]
    if tree.off[i] or not word[0].isalpha():
        return False
    if not word[0].isupper():
        return i in listed
    first = i == tree.sents[tree.sent[i]][0] or tree.text[i - 1] in "\"'“‘:-"
    if tree.pos[i] == "PROPN" or i in listed:
        return not (first and tree.tag[i] in ("NNS",) and i not in labels)
    return (
        i in labels
        and (not first or tree.pos[i] in ("NOUN", "ADJ", "X"))
        or not first
        and tree.pos[i] in ("NOUN", "ADJ", "X", "INTJ", "VERB", "ADV")
    )


def _runs(
    tree: Tree, lexicon: Lexicon, listed: dict[int, tuple[int, str, str]], labels: dict[int, str], dated: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Maximal token runs that may be one name, with particles, hyphens and "of" inside where a name holds them."""
    inside = {i for start, (end, _, _) in listed.items() for i in range(start, end)}
    good = [i not in dated and (i in inside or _proper(tree, i, labels, listed)) for i in range(tree.n)]
    i = 0
    while i < tree.n:
        if not good[i]:
            i += 1
            continue
        start = i
        while i < tree.n and (good[i] or _bridges(tree, lexicon, start, i, good, labels)):
            i += 1
        end = i
        while end > start and not good[end - 1]:
            end -= 1
        if start > 0 and tree.lower[start - 1][0].isdigit() and tree.lower[start - 1][-2:] in ("st", "nd", "rd", "th"):
            start -= 1  # "9th Mountain Brigade"
        yield _article(tree, start, labels), end


def _article(tree: Tree, start: int, labels: dict[int, str]) -> int:
    """Where a name begins whose article stands before it in lower case: "al-Hilla", "bin Laden"."""
    first = start - 2 if start > 1 and tree.text[start - 1] == "-" and tree.end[start - 1] == tree.start[start] else start - 1
    return first if first >= 0 and tree.lower[first] in ("al", "el", "bin", "abu") and labels.get(first) else start


def _bridges(tree: Tree, lexicon: Lexicon, start: int, i: int, good: list[bool], labels: dict[int, str]) -> bool:
    """Whether a token that is no name itself holds two parts of one name together."""
    if i + 1 >= tree.n or tree.sent[i] != tree.sent[start]:
        return False
    word, tight = tree.lower[i], tree.end[i - 1] == tree.start[i]
    if word in ("-", "–", "/") and tight or word in ("'", "’") and tight and tree.end[i] == tree.start[i + 1]:
        return good[i + 1] and tree.end[i] == tree.start[i + 1]
    if word in ("'s", "'", "’s", "’") and tight:
        return good[i + 1] and tree.text[i + 1][0].isupper() and _of_many(tree, lexicon, i - 1)
    particle = len(word) <= 3 and not tight and word.isalpha() and tree.pos[i] in ("PROPN", "X", "NOUN")
    if particle and labels.get(i - 1) == "Person" and good[i + 1]:
        return True  # "Iyad ag Moussa": a particle that no list knows
    if word in lexicon.particles and not tight:
        follows = i + 1 if good[i + 1] else i + 2
        joined = word not in ("y", "e") or labels.get(i) is not None
        return (
            joined
            and follows < tree.n
            and good[follows]
            and (follows == i + 1 or tree.lower[i + 1] in lexicon.particles or tree.text[i + 1] == "-")
        )
    if word in _JOINS:
        return _one_name(tree, lexicon, i, good, labels)
    return False


def _of_many(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a capitalised word before an apostrophe is a kind of people: "Women's Harvest Movement", "Students' Front"."""
    plural = tree.tag[i] in ("NNS", "NNPS") or tree.lower[i].endswith("s") or tree.lemma[i] in ("people", "woman", "man", "child")
    return plural and any(one in lexicon.ontology.nouns for one in (tree.lemma[i], tree.lower[i], tree.lower[i].removesuffix("s")))


def _one_name(tree: Tree, lexicon: Lexicon, i: int, good: list[bool], labels: dict[int, str]) -> bool:
    """Whether "of", "for", "and" stands inside a name: "Ministry of Defence", "Roads and Bridges Commission"."""
    follows = i + 1 if good[i + 1] else i + 2
    if follows >= tree.n or not good[follows] or follows == i + 2 and tree.lower[i + 1] != "the":
        return False
    label = labels.get(i)
    if label and label == labels.get(i - 1) == labels.get(follows) and lexicon.ontology.family(label) == "Group":
        return True
    organised = lexicon.ontology.nouns.get(tree.lower[i - 1])
    return (
        tree.lower[i] == "of" and organised is not None and lexicon.ontology.family(organised) == "Group" and tree.text[i - 1][0].isupper()
    )


def _split(tree: Tree, lexicon: Lexicon, run: tuple[int, int], listed: dict[int, tuple[int, str, str]]) -> Iterator[tuple[int, int]]:
    """Parts of a run: a title ends what stands before it and is no part of the name after it; a demonym in front stands alone."""
    start, end = run
    i = start
    while i < end:
        hit = listed.get(i)
        if (
            hit
            and hit[0] <= end
            and (hit[0] == end or i == start and hit[1] == "Community" and _person_follows(tree, lexicon, hit[0], end))
        ):
            if i > start and not _inside_name(tree, lexicon, start, i, hit):
                yield from _trimmed(tree, lexicon, start, i)
                start = i
            if hit[0] < end:
                yield start, hit[0]
                start = hit[0]
            i = hit[0]
        elif lexicon.is_title(tree.lower[i]) and i + 1 < end and not _part_of_title(tree, lexicon, i, end):
            first = _title_start(tree, lexicon, start, i)
            if first > start:
                yield from _trimmed(tree, lexicon, start, first)
            keep = tree.lower[i] in lexicon.name_titles and i + 2 >= end
            start = i if keep else i + 1
            i += 1
        else:
            i += 1
    if start < end:
        yield from _trimmed(tree, lexicon, start, end)


def _title_start(tree: Tree, lexicon: Lexicon, start: int, i: int) -> int:
    """Where a title of several words begins: "Prime Minister", "Lieutenant General"."""
    return next(
        (k for k in range(max(start, i - 3), i) if lexicon.is_title(" ".join(tree.lower[k : i + 1])) or lexicon.is_title(tree.lower[k])), i
    )


def _person_follows(tree: Tree, lexicon: Lexicon, i: int, end: int) -> bool:
    return any(lexicon.is_title(tree.lower[k]) for k in range(i, end - 1))


def _inside_name(tree: Tree, lexicon: Lexicon, start: int, i: int, hit: tuple[int, str, str]) -> bool:
    """Whether a listed name that ends a run belongs to the longer name before it ("National Police of Kenya", "Ana Jordan")."""
    return tree.lower[i - 1] in (*_JOINS, *lexicon.particles, "-", "'") or hit[0] - i == 1


def _part_of_title(tree: Tree, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether a role word inside a run belongs to an organisation's name ("President Hotel", "Workers' Party Congress")."""
    last = lexicon.ontology.nouns.get(tree.lower[end - 1])
    return last is not None and lexicon.ontology.family(last) in ("Group", "Place", "Item") and not lexicon.is_title(tree.lower[end - 1])


def _trimmed(tree: Tree, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without a role noun or article at a sentence's start, and without dangling marks."""
    first = tree.sents[tree.sent[start]][0] == start
    if first and _common(tree, lexicon, start) and tree.tag[start] in ("NNS", "NNPS", "NN", "NNP"):
        start += 1
    while start < end and (tree.lower[start] in ("the", "a", "an") or not tree.text[start][0].isalnum()):
        start += 1
    while end > start and not tree.text[end - 1][-1].isalnum() and tree.text[end - 1] != "." and len(tree.text[end - 1]) == 1:
        end -= 1
    if start < end and not (end - start == 1 and (lexicon.is_title(tree.lower[start]) or tree.lower[start] in lexicon.ontology.nouns)):
        yield start, end


def _common(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a capitalised word at a sentence's start is an ordinary noun of the ontology ("Brothers", "Groups", "Police")."""
    forms = {tree.lemma[i], tree.lower[i], tree.lower[i].removesuffix("s")}
    return any(
        form in lexicon.role_classes or lexicon.ontology.family(lexicon.ontology.nouns.get(form, "Thing")) in ("Person", "Group")
        for form in forms
    )


# -- classes ---------------------------------------------------------------------------------------------------------


def _typed(
    tree: Tree, lexicon: Lexicon, start: int, end: int, listed: dict[int, tuple[int, str, str]], labels: dict[int, str]
) -> Naming | None:
    head = _head(tree, start, end)
    hit = listed.get(start)
    if hit and hit[0] == end:
        adjective = (
            hit[1] == "Community" and tree.dep[head] in ("amod", "compound", "nmod", "poss") and tree.tag[head] not in ("NNS", "NNPS")
        )
        return Naming(
            start, end, head, "name", lexicon.type_of[hit[2]] if adjective else hit[1], True, hit[2]
        )  # "Kenyan police" are Kenya's
    placed = any(lexicon.ontology.family(labels.get(i, "Thing")) == "Place" for i in range(start, end))
    said = _own_words(tree, lexicon, start, end, placed) or _beside(tree, lexicon, start, end, head)
    if said:
        return Naming(start, end, head, "name", said, lexicon.ontology.family(said) != said or said == "Person")
    votes = Counter(labels[i] for i in range(start, end) if i in labels)
    if (
        end - start in (2, 3, 4)
        and tree.lower[start - 1 if start else 0] != "the"
        and len(tree.text[start]) > 2
        and lexicon.first_names.knows(tree.text[start])
    ):
        votes["Person"] += end - start + 1
    if votes:
        return Naming(start, end, head, "name", min(votes, key=lambda type: (-votes[type], type)))
    if tree.pos[head] == "PROPN" or tree.text[head].isupper() and len(tree.text[head]) > 1:
        return Naming(start, end, head, "name", "Thing")
    return None


def _head(tree: Tree, start: int, end: int) -> int:
    """The token of a span that the rest of the sentence is attached to."""
    return next((i for i in range(end - 1, start - 1, -1) if not start <= tree.head[i] < end or tree.head[i] == i), end - 1)


def _own_words(tree: Tree, lexicon: Lexicon, start: int, end: int, placed: bool) -> str | None:
    """The class that a word of the name says: "Roads and Bridges Commission", "University of X", and "Lake X" where it is a place."""
    ontology = lexicon.ontology
    if end - start < 2:
        return None
    cut = next((i for i in range(start + 1, end) if tree.lower[i] in ("of", "for", "de")), end)
    for i in (cut - 1, end - 1, start):
        for words in (" ".join(tree.lower[max(i - 1, start) : i + 1]), tree.lower[i], tree.lemma[i]):
            said = ontology.nouns.get(words)
            if (
                said
                and ontology.family(said) in ("Group", "Place")
                and (i != start or placed and ontology.family(said) == "Place" or cut < end)
            ):
                return said
    return None


def _beside(tree: Tree, lexicon: Lexicon, start: int, end: int, head: int) -> str | None:
    """The class that the words right beside a name say: "Comrade X", "the town of X", "X, a Maoist rebel group"."""
    nouns, before = lexicon.ontology.nouns, start - 1
    if tree.lower[start] in lexicon.name_titles and end - start > 1:
        return "Person"
    if before >= 0 and lexicon.is_title(tree.lower[before]) and _touching(tree, before, head):
        return "Person" if nouns.get(tree.lower[before], "Person") == "Person" else None
    if before > 0 and tree.lower[before] == "of" and tree.dep[head] == "pobj":
        return _kind_of_place(tree, lexicon, tree.head[before])
    if before >= 0 and tree.pos[before] == "NOUN" and _touching(tree, before, head):
        return _class_of(tree, lexicon, before, ("Person", "Group", "Place"))
    for child in tree.kids(head, "appos"):
        if tree.pos[child] == "NOUN" and child > head:
            return _class_of(tree, lexicon, child, ("Person", "Group", "Place"))
    above = tree.head[head]
    if tree.dep[head] == "appos" and tree.pos[above] == "NOUN" and above < head:
        return _class_of(tree, lexicon, above, ("Person", "Group", "Place"))
    return None


def _kind_of_place(tree: Tree, lexicon: Lexicon, noun: int) -> str | None:
    """The class in "the town of X", where the noun says what X is and not whose it is ("a region of Kenya", "the birthplace of X")."""
    said = lexicon.ontology.nouns.get(tree.lemma[noun])
    kind = said is not None and lexicon.ontology.family(said) == "Place" and said != "Place"
    return said if kind and tree.dep[noun] not in ("attr", "appos") and tree.lemma[noun] not in lexicon.ontology.owned_nouns else None


def _touching(tree: Tree, before: int, head: int) -> bool:
    return tree.head[before] == head or tree.head[head] == before or tree.head[before] == tree.head[head]


def _class_of(tree: Tree, lexicon: Lexicon, i: int, families: tuple[str, ...]) -> str | None:
    said = lexicon.ontology.nouns.get(tree.lemma[i]) or ("Person" if tree.lemma[i] in lexicon.roles else None)
    return said if said and lexicon.ontology.family(said) in families else None


def _agreed(names: Sequence[Naming], tree: Tree, ontology: Ontology) -> list[Naming]:
    """One class for all namings with the same words: a stated one, else the commonest guess."""
    votes: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for one in names:
        votes[_words(tree, one)][one.hard, one.type] += 1
    best = {words: _winner(found, ontology) for words, found in votes.items()}
    persons = {
        " ".join(words.split(" ")[k:]) for words, (_, type) in best.items() if type == "Person" for k in range(1, words.count(" ") + 1)
    }
    return [_settled(tree, one, best, persons) for one in names]


def _winner(found: Counter[tuple[bool, str]], ontology: Ontology) -> tuple[bool, str]:
    return min(found, key=lambda key: (not key[0], key[1] == "Thing", -found[key], -ontology.depth.get(key[1], 0), key[1]))


def _settled(tree: Tree, one: Naming, best: dict[str, tuple[bool, str]], persons: set[str]) -> Naming:
    hard, type = best[_words(tree, one)]
    if not hard and _words(tree, one) in persons:  # the surname, or surnames, of somebody named in full
        type = "Person"
    return one if one.known else replace(one, type=type, hard=hard)


def _words(tree: Tree, one: Naming) -> str:
    return " ".join(tree.text[one.start : one.end])
