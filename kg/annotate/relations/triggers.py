"""The ontology's triggers by their words, matched in their frames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache

from kg.annotate.doc import Tree
from kg.annotate.frames.pairs import land_of
from kg.annotate.frames.table import FRAMES
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Ontology, Trigger

_VERBAL = ("Transitive", "Intransitive", "VerbPrep", "ObjectPrep")
_WORDED = ("RelationalNoun", "ActionNoun", "Designation", "Nominal")


class Index:
    """Triggers by the word at which they are tried."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.words: dict[str, list[tuple[tuple[str, ...], Trigger]]] = defaultdict(list)
        self._seen: dict[tuple[str, str, str], tuple[tuple[Trigger, ...], tuple[tuple[tuple[str, ...], Trigger], ...]]] = {}
        for trigger in ontology.triggers:
            for key in self._keys(trigger):
                self.words[key[-1]].append((key, trigger))
        self.needed = {one.id: _needed(one.pattern or "") for one in ontology.triggers if one.frame == "Phrase"}
        self.idioms: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for words in sorted(ontology.cues.get("idiom", frozenset())):
            for one in words.replace("-", " - ").split():
                self.idioms[one].append(tuple(words.replace("-", " - ").split()))
        self.names = [trigger for trigger in ontology.triggers if trigger.frame == "Demonym"]
        self.commas = [trigger for trigger in ontology.triggers if trigger.frame == "CommaPair"]
        self.brackets = [trigger for trigger in ontology.triggers if trigger.frame == "Bracket"]

    @staticmethod
    def _keys(trigger: Trigger) -> Iterator[tuple[str, ...]]:
        if trigger.frame == "Phrase":
            first = next((item for item in (trigger.pattern or "").split() if not item.startswith("_")), "")
            yield from ((word,) for word in first.rstrip("?").split("/"))
        elif trigger.frame == "NounPrep":
            yield from ((prep,) for prep in trigger.preps)
        elif trigger.frame not in ("Demonym", "CommaPair", "Bracket"):
            yield from (tuple(lemma.replace("-", " - ").split()) for lemma in trigger.lemmas)

    def absent(self, tree: Tree) -> frozenset[str]:
        """The phrases of which a text lacks some word; they need not be tried."""
        words = {*tree.lower, *tree.lemma}
        return frozenset(id for id, needed in self.needed.items() if any(words.isdisjoint(one) for one in needed))

    def at(self, g: Grammar, i: int, absent: frozenset[str] = frozenset()) -> Iterator[tuple[int, Trigger]]:
        """The triggers whose words end at a token, with the token where the words begin; each once."""
        tree, text = g.tree, g.tree.text[i]
        alone, rows = self._at_word(tree, i)
        for trigger in alone:
            if trigger.id not in absent:
                yield i, trigger
        if rows:
            found: dict[str, tuple[int, Trigger]] = {}
            for key, trigger in rows:
                name, start = trigger.id, i - len(key) + 1
                if name not in absent and (start == i or _ends_with(tree, i, key)) and (name not in found or start <= found[name][0]):
                    found[name] = start, trigger
            yield from found.values()
        if text == ",":
            yield from ((i, trigger) for trigger in self.commas)
        elif text[0] == "(":
            yield from ((i, trigger) for trigger in self.brackets)
        elif i in g.phrases.name_at and (g.phrases.name_at[i].known or land_of(g, i)):
            yield from ((i, trigger) for trigger in self.names)

    def _at_word(self, tree: Tree, i: int) -> tuple[tuple[Trigger, ...], tuple[tuple[tuple[str, ...], Trigger], ...]]:
        """The triggers, by name, that a token's own word can end; remembered, since the same words come again and again.

        Where each is of one word they stand by themselves, else all of them with the words of each.
        """
        word = tree.lower[i], tree.lemma[i], tree.pos[i]
        if word not in self._seen:
            stems = _stems(tree, i)
            rows = [
                (key, trigger)
                for form in sorted({tree.lemma[i], tree.lower[i], *stems})
                for key, trigger in self.words.get(form, ())
                # "found" is not "find" in the past
                if not (trigger.frame in _VERBAL and form == tree.lower[i] != tree.lemma[i] and form not in stems)
            ]
            ordered = tuple(sorted(rows, key=lambda row: row[1].id))
            alone = {trigger.id: trigger for key, trigger in ordered if len(key) == 1}
            self._seen[word] = (tuple(alone.values()), ()) if all(len(key) == 1 for key, _ in ordered) else ((), ordered)
        return self._seen[word]

    def idiomatic(self, g: Grammar, start: int, last: int) -> bool:
        """Whether the words stand in a longer phrase that means something else ("heart attack", "under fire")."""
        if g.tree.lemma[last] not in self.idioms and g.tree.lower[last] not in self.idioms:
            return False
        known = {word for word in (g.tree.lemma[last], g.tree.lower[last]) if word in self.idioms}
        return any(_stands_at(g.tree, at, words) for word in known for words in self.idioms[word]
                   for at in range(max(0, last - len(words) + 1), start + 1) if at + len(words) > last)  # fmt: skip


def _needed(pattern: str) -> tuple[frozenset[str], ...]:
    """The alternatives of each word that a pattern cannot do without."""
    fixed = (item for item in pattern.split() if not item.startswith("_") and not item.endswith("?"))
    return tuple(frozenset(item.split("/")) for item in fixed)


def _stands_at(tree: Tree, at: int, words: tuple[str, ...]) -> bool:
    return at + len(words) <= tree.n and all(word in (tree.lower[at + k], tree.lemma[at + k]) for k, word in enumerate(words))


def _stems(tree: Tree, i: int) -> tuple[str, ...]:
    """Likely verb lemmas of a participle that the tagger took for an adjective or noun, or that was cut too short ("stag" of "staged")."""
    word = tree.lower[i]
    if tree.pos[i] not in ("ADJ", "NOUN", "PROPN", "VERB") or not word.endswith("ed") or len(word) < 5:
        return ()
    doubled = (word[:-3],) if word[-3] == word[-4] else ()
    return (word[:-3] + "y" if word.endswith("ied") else word[:-2], word[:-1], *doubled)


def _ends_with(tree: Tree, i: int, key: tuple[str, ...]) -> bool:
    """Whether the words before a token are those before a key's last, which it is known to end with; the nearest tells most."""
    if len(key) > i + 1:
        return False
    lower, lemma = tree.lower, tree.lemma
    for back in range(1, len(key)):
        word = key[-1 - back]
        if word != lower[i - back] and word != lemma[i - back]:
            return False
    return True


def matches(g: Grammar, index: Index, sents: Container[int] | None = None) -> Iterator[tuple[int, Match]]:
    """Every trigger found in its frame, with its last token, in text order; of some sentences, or of all.

    A longer phrase wins over a shorter one inside it ("deputy leader").
    """
    absent, classes = index.absent(g.tree), index.ontology.classes
    idiomatic = cache(lambda start, i: index.idiomatic(g, start, i))
    tried = [
        (start, i, trigger)
        for i in range(g.tree.n)
        if not g.tree.off[i] and (sents is None or g.tree.sent[i] in sents)
        for start, trigger in index.at(g, i, absent)
        if (i not in g.dated or trigger.target in index.ontology.properties)  # "in March" is no march
        and (start == i or _whole(g, start, i))
        and not (
            trigger.target in classes
            and (idiomatic(start, i) or index.ontology.bodily(trigger.target) and any(idiomatic(k, k) for k in _supports(g, trigger, i)))
        )
    ]
    longer = {(start, last) for start, last, trigger in tried if start < last and trigger.frame in _WORDED}
    covered = {i: span for span in sorted(longer, key=lambda span: span[1] - span[0]) for i in range(span[0], span[1] + 1)}
    phrasal = {last for _, last, trigger in tried if trigger.particles and any(FRAMES[trigger.frame](g, trigger, last, last))}
    for start, last, trigger in tried:
        bare = trigger.frame in _VERBAL and not trigger.particles
        if bare and (last in phrasal or not trigger.objects and _other_verb(g, last)):
            continue  # "shot down" is not "shot", "ruled out" is not "ruled"
        if trigger.frame not in _WORDED or covered.get(last, (start, last)) == (start, last):
            for match in FRAMES[trigger.frame](g, trigger, last if start == last else _head_of(g, start, last), last):
                yield last, replace(match, value=(min(start, match.value[0]), match.value[1])) if match.value else match


def _other_verb(g: Grammar, i: int) -> bool:
    """Whether a verb's particle or object makes another verb of it: "ruled out an alliance", "serves a sentence in Lima"."""
    return any(g.is_cue("otherVerb", f"{g.tree.lemma[i]} {g.tree.lemma[k]}") for k in g.tree.kids(i, "prt", "dobj"))


def _supports(g: Grammar, trigger: Trigger, i: int) -> list[int]:
    """The nouns that a verb must have to be a trigger: in "fired the opening shots" they mean something else."""
    return [k for k in g.tree.kids(i, "dobj") if g.tree.lemma[k] in trigger.objects]


def _whole(g: Grammar, start: int, last: int) -> bool:
    """Whether the words of a trigger cut no name in two ("Crescent Brigade commander")."""
    names = {(name.start, name.end) for name in (g.phrases.name_at.get(i) for i in range(start, last + 1)) if name}
    return all(start <= first and end <= last + 1 for first, end in names)


def _head_of(g: Grammar, start: int, last: int) -> int:
    """The token of a trigger of several words that the rest of the sentence is attached to."""
    return next((i for i in range(start, last + 1) if not start <= g.tree.head[i] <= last or g.tree.head[i] == i), last)
