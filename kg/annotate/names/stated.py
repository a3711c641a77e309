"""The class of a name that its own words or the words right beside it state."""

from __future__ import annotations

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.spans import Span


def head_of(tree: Tree, start: int, end: int) -> int:
    """The token of a span that the rest of the sentence is attached to."""
    return next((i for i in range(end - 1, start - 1, -1) if not start <= tree.head[i] < end or tree.head[i] == i), end - 1)


def stated(tree: Tree, lexicon: Lexicon, span: Span, head: int, *, placed: bool) -> str | None:
    """The class that a name's own words, else the words beside it, state; ``placed`` says that the recogniser sees a place in it."""
    return _own_words(tree, lexicon, *span, placed) or _beside(tree, lexicon, *span, head)


def _own_words(tree: Tree, lexicon: Lexicon, start: int, end: int, placed: bool) -> str | None:
    """The class that a word of the name says: "Roads and Bridges Commission", "University of X", and "Lake X" where it is a place."""
    ontology = lexicon.ontology
    if end - start < 2:
        return None
    if tree.lower[start] in lexicon.event_titles:
        return "Thing"  # "Cyclone Ana" is neither a person nor a place
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
    if tree.lower[start] in lexicon.name_titles and end - start > 1 or " ".join(tree.lower[end : end + 2]) in lexicon.with_others:
        return "Person"
    if lexicon.office_before(tree, start):
        return "Person"
    if before >= 0 and _titled(tree, lexicon, before) and _touching(tree, before, head):
        return "Person" if nouns.get(tree.lower[before], "Person") == "Person" else None
    of = before > 0 and tree.lower[before] == "of" and tree.dep[head] == "pobj"
    placed = of and _kind_of_place(tree, lexicon, tree.head[before]) or _own_place(tree, lexicon, end, head)
    if placed:
        return placed
    if before >= 0 and tree.pos[before] == "NOUN" and _touching(tree, before, head):
        return _class_of(tree, lexicon, before, ("Person", "Group", "Place"))
    for child in tree.kids(head, "appos"):
        if tree.pos[child] == "NOUN" and child > head:
            return _class_of(tree, lexicon, child, ("Person", "Group", "Place"))
    above = tree.head[head]
    if tree.dep[head] == "appos" and tree.pos[above] == "NOUN" and above < head and not _of_person(tree, lexicon, above):
        return _class_of(tree, lexicon, above, ("Person", "Group", "Place"))
    return _predicate(tree, lexicon, head, above) if tree.dep[head] == "nsubj" and tree.lemma[above] == "be" else None


def _of_person(tree: Tree, lexicon: Lexicon, noun: int) -> bool:
    """Whether a noun hangs on one for a person, who may be meant instead: "a spokesman for the militia, Ana Ruiz"."""
    return tree.dep[noun] == "pobj" and _class_of(tree, lexicon, tree.head[tree.head[noun]], ("Person",)) == "Person"


def _predicate(tree: Tree, lexicon: Lexicon, head: int, verb: int) -> str | None:
    """The class in "X is a village in Y", "X was an airline"; "a group of hills" says nothing, nor does what X is not."""
    for noun in tree.kids(verb, "attr"):
        one = any(tree.lower[k] in ("a", "an", "the") for k in tree.kids(noun, "det")) and tree.tag[noun] == "NN" and noun > head
        of = any(tree.lower[k] == "of" for k in tree.kids(noun, "prep"))
        if one and not of and not tree.kids(verb, "neg") and tree.lemma[noun] not in lexicon.ontology.owned_nouns:
            return _class_of(tree, lexicon, noun, ("Group", "Place"))
    return None


def _titled(tree: Tree, lexicon: Lexicon, before: int) -> bool:
    """Whether the word in front of a name is a title, or with a capital says who a person is ("Widow Ana Ruiz", "Brothers Luis and ...")."""
    word = tree.lower[before]
    return lexicon.is_title(word) or tree.text[before][0].isupper() and lexicon.calls_person(word, tree.lemma[before])


def _own_place(tree: Tree, lexicon: Lexicon, after: int, head: int) -> str | None:
    """The class in "Anfeld province", "the Anfeld river", where the noun says what is so called ("the Anfeld airport" is in Anfeld)."""
    if after >= tree.n or tree.head[head] != after or tree.tag[after] != "NN" or tree.tag[head] not in ("NNP", "NNPS"):
        return None
    said = lexicon.ontology.nouns.get(tree.lower[after])
    own = said is not None and lexicon.ontology.family(said) == "Place" and said != "Place" and not lexicon.ontology.is_a(said, "Facility")
    return said if own else None


def _kind_of_place(tree: Tree, lexicon: Lexicon, noun: int) -> str | None:
    """The class in "the town of X", where the noun says what X is and not whose it is ("a region of Kenya", "the house of X")."""
    said = lexicon.ontology.nouns.get(tree.lemma[noun])
    kind = said is not None and lexicon.ontology.family(said) == "Place" and said != "Place"
    owned = tree.lemma[noun] in lexicon.ontology.owned_nouns or tree.lemma[noun] in lexicon.dwellings
    return said if kind and tree.dep[noun] not in ("attr", "appos") and not owned else None


def _touching(tree: Tree, before: int, head: int) -> bool:
    return tree.head[before] == head or tree.head[head] == before or tree.head[before] == tree.head[head]


def _class_of(tree: Tree, lexicon: Lexicon, i: int, families: tuple[str, ...]) -> str | None:
    said = lexicon.ontology.nouns.get(tree.lemma[i]) or ("Person" if tree.lemma[i] in lexicon.roles else None)
    return said if said and lexicon.ontology.family(said) in families else None
