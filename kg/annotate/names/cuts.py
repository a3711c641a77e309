"""Other ways to cut the names of a text: where the recogniser cuts them, joined over small words, shortened, or with more beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.spans import Listed, Span

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
    whole = (one for one in found if one[0] < one[1] <= one[0] + _LONGEST and tree.text[one[1] - 1] not in lexicon.joins)
    return sorted(one for one in whole if tree.sent[one[0]] == tree.sent[one[1] - 1])


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
            while (start + 1, end) in marked and (start in listed or lexicon.calls_person(tree.lower[start], tree.lemma[start])):
                start += 1
            if any(word[0].isupper() or word[0].isdigit() for word in tree.text[start:end]):
                yield start, end


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
        if lexicon.calls_person(tree.lower[first], tree.lemma[first]) or first in listed:
            break
        yield first, end
    if first > opens and tree.text[first - 1][0].isdigit() and tree.lower[first - 1][-2:] in ("st", "nd", "rd", "th"):
        yield first - 1, end
    if start - 1 > opens and tree.text[start - 1] in ("-", "'") and tree.text[start - 2][0].isupper():
        yield start - 2, end
    if end < closes:
        grown = tree.text[end][0].isdigit() or tree.text[end][0].isupper()
        if grown or tree.pos[end] in ("PROPN", "NOUN") and tree.head[end - 1] == end:
            yield start, end + 1
    if end + 1 < closes and tree.text[end] == "," and tree.lower[end + 1].rstrip(".") in lexicon.suffixes:
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
