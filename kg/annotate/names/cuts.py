"""Other ways to cut the names of a text: where the recogniser cuts them, joined over small words, shortened, or with more beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.spans import Listed, Span, full_name

_LONGEST = 11  # tokens
_UNNAMED = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE")


def ways(
    tree: Tree, lexicon: Lexicon, marked: Sequence[Span], listed: Listed, classes: Mapping[int, str], read: Sequence[Span] = ()
) -> list[Span]:
    """The marked spans and every other cut that may be the right one instead, in order; each lies in one sentence."""
    first = sorted({*marked, *_recognised(tree, lexicon, marked, listed, [*_entities(tree), *read])})
    found = set(first)
    for k in range(len(first)):
        found.update(_joined(tree, lexicon, first, k))
    for span in marked:
        found.update(_widened(tree, lexicon, listed, *span))
        if span[1] - span[0] > 1:
            found.update(_parts(tree, lexicon, *span, listed, classes))
    for span in [span for span in found if _people_of(tree, lexicon, *span, listed)]:
        found.remove(span)
        found.update((i, listed[i][0]) for i in range(*span) if i in listed)
    whole = (one for one in found if one[0] < one[1] <= one[0] + _LONGEST and tree.sent[one[0]] == tree.sent[one[1] - 1])
    apart = (
        one
        for one in whole
        if not _owner(tree, lexicon, listed, *one) and lexicon.joins.isdisjoint((tree.text[one[0]], tree.text[one[1] - 1]))
    )
    return sorted(one for one in apart if not (_suffix(tree, lexicon, one[0]) and tree.text[one[0] - 1] == ","))


def _owner(tree: Tree, lexicon: Lexicon, listed: Listed, start: int, end: int) -> bool:
    """Whether a span begins with the listed place that what follows belongs to: "London's St. Martin's College"."""
    hit = listed.get(start, (end, "", ""))
    return hit[0] + 1 < end and tree.lower[hit[0]] in ("'s", "’s") and lexicon.ontology.family(hit[1]) == "Place"


def _suffix(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    return tree.lower[i].rstrip(".") in lexicon.suffixes


def _people_of(tree: Tree, lexicon: Lexicon, start: int, end: int, listed: Listed) -> bool:
    """Whether a span is a listed group's name with its people or a noun for it: "Red Front guerrillas", "Rebels of the Red Front"."""
    ontology = lexicon.ontology
    group = next(
        (
            i
            for i in range(start, end)
            if i in listed and ontology.family(listed[i][1]) == "Group" and not ontology.has(listed[i][1], "people")
        ),
        None,
    )
    if group is None:
        return False
    last, after, before = end - 1, listed[group][0], tree.lower[start:group]
    behind = tree.tag[last] in ("NN", "NNS", "NNP", "NNPS") and after == last and _people(tree, lexicon, last)
    ahead = after == end and before[1:] in (["of"], ["of", "the"]) and tree.lower[start].endswith("s") and _people(tree, lexicon, start)
    return behind or ahead


def _people(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a word is an ordinary one for people of some kind, or for a group of them written small: "Guerrillas", "organization"."""
    ontology, word = lexicon.ontology, tree.lower[i]
    families = {ontology.family(ontology.nouns.get(form, "Thing")) for form in (word, tree.lemma[i], word.removesuffix("s"))}
    return "Person" in families and word.endswith("s") or "Group" in families and tree.text[i][0].islower()


def _bare(tree: Tree, start: int, end: int) -> Span:
    """A span without articles and marks at its edges."""
    while start < end and (tree.lower[start] in ("the", "a", "an") or not tree.text[start][0].isalnum()):
        start += 1
    while end > start and (tree.lower[end - 1] in ("'s", "’s") or not tree.text[end - 1][-1].isalnum()) and tree.text[end - 1] != ".":
        end -= 1
    return start, end


def _entities(tree: Tree) -> Iterator[Span]:
    """What the recogniser calls a name."""
    yield from ((start, end) for start, end, label in tree.ents if label not in _UNNAMED)


def _recognised(tree: Tree, lexicon: Lexicon, marked: Sequence[Span], listed: Listed, told: Sequence[Span]) -> Iterator[Span]:
    """What is called a name, without what it says of a person in front of the marked name ("Magistrate Ana Ruiz", "Kenyan Ana Ruiz")."""
    for one in told:
        if not any(tree.blank[one[0] : one[1]]):
            start, end = _bare(tree, *one)
            while (start + 1, end) in marked and _said_before(tree, lexicon, listed, start, end):
                start += 1
            if any(word[0].isupper() or word[0].isdigit() for word in tree.text[start:end]):
                yield start, end


def _said_before(tree: Tree, lexicon: Lexicon, listed: Listed, i: int, end: int) -> bool:
    """Whether a word says something of the person whose name follows it: "Magistrate Ana Ruiz", "Kenyan Ana Ruiz"."""
    return lexicon.calls_person(tree.lower[i], tree.lemma[i]) or i in listed and full_name(tree, lexicon, i + 1, end)


def _joined(tree: Tree, lexicon: Lexicon, whole: Sequence[Span], k: int) -> Iterator[Span]:
    """A span with up to three that follow it over small words: "John of Anfeld", "Roads and Bridges Service"."""
    start, end = whole[k]
    for first, last in whole[k + 1 : k + 4]:
        if first < end:
            continue
        if first - end > 3 or tree.sent[first] != tree.sent[start] or not all(word in lexicon.links for word in tree.lower[end:first]):
            return
        yield start, last
        end = last


def _widened(tree: Tree, lexicon: Lexicon, listed: Listed, start: int, end: int) -> Iterator[Span]:
    """A span with capitals before it, a number or a word behind it: "Lake Anfeld", "9th Street", "Calle 7", "Norfeld, Inc."."""
    opens, closes = tree.sents[tree.sent[start]]
    first = start
    while first > max(opens, start - 3) and tree.text[first - 1][0].isupper() and tree.pos[first - 1] != "PRON":
        first -= 1
        if _said_before(tree, lexicon, listed, first, end):
            break
        yield first, end
    if first > opens and tree.text[first - 1][0].isdigit() and tree.lower[first - 1][-2:] in ("st", "nd", "rd", "th"):
        yield first - 1, end
    if (
        tree.lower[start] in lexicon.saints
        and end + 1 < closes
        and tree.lower[end] in ("'s", "’s")
        and tree.pos[end + 1] in ("NOUN", "PROPN")
    ):
        yield start, end + 2
    if start - 1 > opens and tree.text[start - 1] in ("-", "'") and tree.text[start - 2][0].isupper():
        yield start - 2, end
    if end < closes:
        grown = tree.text[end][0].isdigit() or tree.text[end][0].isupper()
        if grown or tree.pos[end] in ("PROPN", "NOUN") and tree.head[end - 1] == end:
            yield start, end + 1
    if end + 1 < closes and tree.text[end] == "," and _suffix(tree, lexicon, end + 1):
        yield start, end + 2


def _parts(tree: Tree, lexicon: Lexicon, start: int, end: int, listed: Listed, classes: Mapping[int, str]) -> Iterator[Span]:
    """What is left of a span cut at its ends, at small words, at listed names and where the recogniser's label changes."""
    yield _bare(tree, start + 1, end)
    yield _bare(tree, start, end - 1)
    for i in range(start, end):
        link = tree.lower[i] in lexicon.links
        if link or i in listed or i > start and classes.get(i) != classes.get(i - 1):
            yield _bare(tree, start, i)
            yield _bare(tree, i + 1 if link else i, end)
