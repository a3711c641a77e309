"""The class of a name that its own words or the words right beside it state."""

from __future__ import annotations

from collections.abc import Collection

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.spans import NICKNAME, Span


def head_of(tree: Tree, start: int, end: int) -> int:
    """The token of a span that the rest of the sentence is attached to."""
    return next((i for i in range(end - 1, start - 1, -1) if not start <= tree.head[i] < end or tree.head[i] == i), end - 1)


def stated(tree: Tree, lexicon: Lexicon, span: Span, head: int, *, seen: Collection[str]) -> str | None:
    """The class that a name's own words, else the words beside it, state; ``seen`` are the families that the recogniser sees in it."""
    said = _own_words(tree, lexicon, *span, seen)
    if said and lexicon.ontology.family(said) == "Place" and _person_called(tree, lexicon, *span, head):
        said = "Person"
    said = said or ("Person" if byname(tree, lexicon, *span) else None) or _beside(tree, lexicon, *span, head)
    return said or ("Person" if "Person" in seen and _with_another(tree, *span) or cited(tree, *span) else None)


def _with_another(tree: Tree, start: int, end: int) -> bool:
    """Whether a whole name is joined to another by a sign: "Ana Ruiz & Luis Paz"."""
    before, after = tree.text[max(start - 3, 0) : start], tree.text[end : end + 3]
    joined = (
        after[:1] == ["&"]
        and all(word.istitle() for word in after[1:])
        or before[-1:] == ["&"]
        and all(word.istitle() for word in before[:-1])
    )
    return end - start > 1 and joined


def cited(tree: Tree, start: int, end: int) -> bool:
    """Whether a surname is cited with another's and a year, or between citations: "(Rell & Holm, 2005; Orde, 2007)"."""
    after = tree.text[end : end + 3]
    dated = (
        len(after) == 3
        and after[0] in (",", "(")
        and after[1][:4].isdigit()
        and len(after[1]) in (4, 5)
        and after[2] in (";", ")", ",", ":")
    )
    if end - start > 1 or not tree.text[start][0].isupper() or tree.text[start].isupper():
        return False
    if dated:
        return start > 0 and tree.text[start - 1] in ("&", ";") or after[2] == ";"
    return after[:1] == ["&"] and start > 0 and end + 2 < tree.n and cited(tree, end + 1, end + 2)


def _own_words(tree: Tree, lexicon: Lexicon, start: int, end: int, seen: Collection[str]) -> str | None:
    """The class that a word of the name says: "Roads and Bridges Commission", "University of X", and "Lake X" where it is a place."""
    ontology = lexicon.ontology
    if suffixed(tree, lexicon, start, end):
        end -= 2
    if end - start < 2:
        return None
    if tree.lower[start] in lexicon.event_titles:
        return "Thing"  # "Cyclone Ana" is neither a person nor a place
    if not NICKNAME.keys().isdisjoint(tree.text[start:end]):
        return "Person"
    if numbered(tree, start, end):
        return next(
            (said for said in map(ontology.nouns.get, _forms(tree, start, end - 2)) if said and ontology.has(said, "numbered")), None
        )
    if tree.lower[end - 1] in lexicon.firm_words and not ("Person" in seen and _first_and_last(tree, lexicon, start, end)):
        return ontology.broadest("firm")
    placed = "Place" in seen
    cut = next((i for i in range(start + 1, end) if tree.lower[i] in ("of", "for", "de") or lexicon.body_on(tree, i)), end)
    body = _body(tree, lexicon, cut, end) if cut < end and tree.lower[cut] == "of" else None
    if body and not (placed and ontology.has(ontology.nouns.get(tree.lower[cut - 1], "Thing"), "governed")):
        return body  # "Department of Trade", which is no region as the Department of Meta is
    for i in (cut - 1, start if cut < end and tree.lower[cut] == "of" else end - 1, start):
        for said in filter(None, map(ontology.nouns.get, _forms(tree, start, i))):
            family = ontology.family(said)
            if family in ("Group", "Place") and (i != start or placed and family == "Place" or cut < end):
                return None if family == "Place" and "Person" in seen and _first_and_last(tree, lexicon, start, end) else said
    return None


def _forms(tree: Tree, start: int, i: int) -> tuple[str, ...]:
    """A word with the one before it, by itself, and its lemma."""
    return " ".join(tree.lower[max(i - 1, start) : i + 1]), tree.lower[i], tree.lemma[i]


def _first_and_last(tree: Tree, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a name is a first name and one word more: "Ana Park"."""
    return end - start == 2 and lexicon.first_names.knows(tree.text[start])


def suffixed(tree: Tree, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a name ends in a comma and what says of what form a firm is: "Norfeld Corporation, Inc."."""
    return tree.text[start:end].count(",") == 1 and tree.text[end - 2] == "," and tree.lower[end - 1].rstrip(".") in lexicon.suffixes


def _person_called(tree: Tree, lexicon: Lexicon, start: int, end: int, head: int) -> bool:
    """Whether a title before what may be a place, or words after a comma, say that it is somebody: "Judge Ana Park", "Luis Hill, a teacher"."""
    if end - start > 3 or tree.lower[end - 1] not in lexicon.surnames_too or tree.dep[head] == "appos":
        return False
    titled = start > 0 and lexicon.is_title(tree.lower[start - 1]) and tree.text[start - 1].istitle() and _touching(tree, start - 1, head)
    called = (child for child in tree.kids(head, "appos") if child > head and tree.tag[child] == "NN")
    return titled or any(_class_of(tree, lexicon, child, ("Person",)) for child in called)


def byname(tree: Tree, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a span is a given name and the place by which its bearer goes: "Isidore of Anfeld"."""
    if end - start != 3 or tree.lower[start + 1] != "of" or not (tree.text[start].istitle() and tree.text[end - 1].istitle()):
        return False
    beside = (start - 1, end) if start else (end,)
    alone = not any(tree.pos[i] == "PROPN" for i in beside if i < tree.n)
    called = lexicon.calls_person(tree.lower[start], tree.lemma[start]) or tree.lower[start] in lexicon.ontology.nouns
    place = tree.text[end - 1] in lexicon.atlas or lexicon.at(tree, end - 1) is not None
    return alone and not called and place and lexicon.first_names.knows(tree.text[start])


def numbered(tree: Tree, start: int, end: int) -> bool:
    """Whether a span is capitals and the number of a road, a force and the like: "Interstate 5", "Task Force 104"."""
    *words, number = tree.text[start:end]
    return number.isdigit() and len(number) < 4 and all(word[0].isupper() for word in words)


def _body(tree: Tree, lexicon: Lexicon, of: int, end: int) -> str | None:
    """The class of what is an X of something, where X alone may be of another: "House of Lords", "House of Anfeld", "Department of Trade"."""
    nouns = lexicon.ontology.nouns
    return nouns.get(" ".join(tree.lower[of - 1 : end])) or nouns.get(f"{tree.lower[of - 1]} of")


def _beside(tree: Tree, lexicon: Lexicon, start: int, end: int, head: int) -> str | None:
    """The class that the words right beside a name say: "Comrade X", "the town of X", "X, a Maoist rebel group"."""
    nouns, before = lexicon.ontology.nouns, start - 1
    if tree.lower[start] in lexicon.name_titles and end - start > 1 or " ".join(tree.lower[end : end + 2]) in lexicon.with_others:
        return "Person"
    if lexicon.office_before(tree, start):
        return "Person"
    if before >= 0 and _titled(tree, lexicon, before) and _touching(tree, before, head):
        person = nouns.get(tree.lower[before], "Person") == "Person" and tree.lemma[before] not in lexicon.person_or_firm
        return "Person" if person else None
    of = before > 0 and tree.lower[before] == "of" and tree.dep[head] == "pobj"
    if _of_somebody(tree, lexicon, head):
        return "Person"
    placed = of and _kind_of_place(tree, lexicon, tree.head[before]) or _own_kind(tree, lexicon, end, head)
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


def _of_somebody(tree: Tree, lexicon: Lexicon, head: int) -> bool:
    """Whether a name, or what it is joined to, is of a noun that only somebody has: "the reigns of Osmund and Edric"."""
    while tree.dep[head] == "conj" and tree.head[head] < head:
        head = tree.head[head]
    of = tree.head[head]
    return tree.dep[head] == "pobj" and tree.lower[of] == "of" and tree.lemma[tree.head[of]] in lexicon.of_somebody


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


def _own_kind(tree: Tree, lexicon: Lexicon, after: int, head: int) -> str | None:
    """The class in "Anfeld province", "the Dawn militia", where the noun says what is so called ("the Anfeld airport" is in Anfeld)."""
    if after >= tree.n or tree.head[head] != after or tree.tag[after] != "NN" or tree.tag[head] not in ("NNP", "NNPS"):
        return None
    said = lexicon.ontology.nouns.get(tree.lower[after])
    if tree.lower[after] in lexicon.kind_nouns and tree.lower[max(tree.left[head] - 1, 0)] == "the":
        return said
    own = said is not None and lexicon.ontology.family(said) == "Place" and said != "Place" and not lexicon.ontology.has(said, "built")
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
    if tree.lemma[i] in lexicon.person_or_firm:
        return None
    said = lexicon.ontology.nouns.get(tree.lemma[i]) or ("Person" if tree.lemma[i] in lexicon.roles else None)
    return said if said and lexicon.ontology.family(said) in families else None
