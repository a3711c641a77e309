"""One text as the search for names looks at it: its lists, labels and possible names, and what is counted over all of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from kg.annotate.doc import Tree
from kg.annotate.names import cuts, spans
from kg.annotate.names.languages import languages
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.spans import Span
from kg.annotate.names.tagged import Tagged

_WHOLE, _LONG = 4, 11  # words from which on a listed name is not cut, and the most that one has


class Scene:
    """A text with the spans that may be names: ``marked`` by capitals and lists, ``possible`` when they are cut in other ways too.

    ``led`` says where the listed name begins that stands right before another: "Kenyan Ana Ruiz".
    """

    def __init__(self, tree: Tree, lexicon: Lexicon, *, dated: Collection[int] = (), tagged: Tagged | None = None) -> None:
        self.tree, self.lexicon, self.tagged = tree, lexicon, tagged
        tongues = languages(tree, lexicon)
        self.listed = spans.listed_names(tree, lexicon, tongues)
        self.classes = spans.labelled(tree, lexicon)
        self.marked = spans.found(tree, lexicon, self.listed, self.classes, dated)
        ends = {end: start for start, end in self.marked if self.listed.get(start, (0,))[0] == end}
        self.led = {start: ends[start] for start, _ in self.marked if start in ends and start not in self.listed}
        read = [span for span in tagged.spans() if not any(i in dated for i in range(*span))] if tagged else []
        self.said = [self._noun_class(i) for i in range(tree.n)]
        cut = cuts.ways(tree, lexicon, self.marked, self.listed, self.classes, read)
        held = spans.offices(tree, lexicon) | tongues
        apart = [span for span in cut if held.isdisjoint(range(*span)) and not (tree.pos[span[1] - 1] == "NUM" and span[1] - 1 in dated)]
        self.possible = [span for span in apart if not (self._common(*span) or self._begun_small(*span) or self._inside_listed(*span))]
        self.label = {i: label for start, end, label in tree.ents for i in range(start, end)}
        self.exact = {(start, end): label for start, end, label in tree.ents}
        self._count()
        self._note()

    def _count(self) -> None:
        tree = self.tree
        self.times = Counter(self.words(span) for span in self.marked)
        self.body = {self.words(span) for span in self.marked if not tree.off[span[0]]}
        self.longer: dict[str, set[str]] = {}
        self.alone = {tree.text[start] for start, end in self.marked if end - start == 1}
        for start, end in self.marked:
            if end - start > 1:
                kind = self.kind(start, end)
                self.longer.setdefault(tree.text[start], set()).update(("first", f"first {kind}"))
                self.longer.setdefault(tree.text[end - 1], set()).update(("last", f"last {kind}"))
                self.longer.setdefault(self.initials(start, end), set()).add("initials")
        self.small = {word for word, text in zip(tree.lower, tree.text, strict=True) if word == text}

    def _note(self) -> None:
        """What stands before and what hangs on the same words anywhere in the text."""
        tree, self.elsewhere, self.called = self.tree, dict[str, set[str]](), dict[str, Counter[str]]()
        for start, end in self.marked:
            words = self.words((start, end))
            seen = self.elsewhere.setdefault(words, set())
            if start and tree.lower[start - 1] in self.lexicon.before_name:
                seen.add(tree.lower[start - 1])
            if start and self.said[start - 1]:
                seen.add(f"a {self.said[start - 1]}")
            if end < tree.n and tree.lower[end] in ("'s", ","):
                seen.add(f"then {tree.lower[end]}")
            self.called.setdefault(words, Counter())[self.kind(start, end)] += 1

    def _common(self, start: int, end: int) -> bool:
        """Whether a span is a word for people of some kind, with no more before it than where they are from: "Guerrillas"."""
        tree, last = self.tree, end - 1
        people = tree.pos[last] == "NOUN" and tree.tag[last] == "NNS" and self.lexicon.ontology.family(self.said[last] or "Thing")
        return people in ("Person", "Group") and all(
            self.lexicon.ontology.has(self.listed.get(k, (0, ""))[1], "people") for k in range(start, last)
        )

    def _begun_small(self, start: int, end: int) -> bool:
        """Whether a span begins in an ordinary word before its name: "paramilitary Red Brigades"."""
        word = self.tree.text[start]
        return (
            word.isalpha() and word.islower() and self.tree.pos[start] in ("ADJ", "NOUN") and start not in self.listed and end - start > 1
        )

    def _inside_listed(self, start: int, end: int) -> bool:
        """Whether a span is part of a longer listed name, which is no sum of names: "Islamic State of Iraq and the Levant"."""
        first = next((k for k in range(start, max(start - _LONG, -1), -1) if k in self.listed and self.listed[k][0] > start), None)
        if first is None:
            return False
        last = self.listed[first][0]
        return last - first >= _WHOLE and end <= last and (start, end) != (first, last)

    def words(self, span: Span) -> str:
        """The words of a span, one blank between them."""
        return " ".join(self.tree.text[span[0] : span[1]])

    def kind(self, start: int, end: int) -> str:
        """What the recogniser calls most of a span's tokens, "-" where it calls them nothing."""
        labels = Counter(self.label.get(i, "-") for i in range(start, end))
        return min(labels, key=lambda label: (-labels[label], label))

    def initials(self, start: int, end: int) -> str:
        """The first letters of a span's capitalised words."""
        return "".join(word[0] for word in self.tree.text[start:end] if word[0].isupper())

    def _noun_class(self, i: int) -> str | None:
        """The class that a token says by itself as a common noun or as a role."""
        nouns, tree = self.lexicon.ontology.nouns, self.tree
        found = nouns.get(tree.lower[i]) or nouns.get(tree.lemma[i])
        return found or ("Person" if tree.lemma[i] in self.lexicon.roles else None)
