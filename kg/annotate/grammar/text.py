"""One text as the frames see it, and what a frame finds in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.annotate.doc import Tree
from kg.annotate.grammar.clauses import Clauses
from kg.annotate.grammar.phrases import Phrases
from kg.ontology import Trigger


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in its frame: settled argument tokens, what stands after prepositions, and the token whose clause governs.

    ``full`` says that the grammar fixed the direction; ``value`` is the token span of a designation.
    """

    trigger: Trigger
    at: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...] = ()
    value: tuple[int, int] | None = None
    governor: int = -1
    full: bool = True
    mutual: bool = False


@dataclass(frozen=True)
class Grammar:
    """One text as the frames see it: its parse, its clauses, its noun phrases and the ontology's function words by kind.

    ``dated`` are the tokens of time expressions.
    """

    tree: Tree
    phrases: Phrases
    clauses: Clauses = field(init=False)
    cues: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dated: frozenset[int] = frozenset()
    _noted: dict[tuple[Words, int], frozenset[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        words = (self.cues.get(kind, frozenset()) for kind in ("endeavour", "subjectControl", "chargeNoun", "ofVerb", "askingPhrase"))
        self.phrases.dated = self.dated
        object.__setattr__(self, "clauses", Clauses(self.tree, *words))

    def noted(self, words: Words, i: int) -> frozenset[str]:
        """Words at a token as a function finds them, which is asked once: many triggers are tried at one verb."""
        if (words, i) not in self._noted:
            self._noted[words, i] = words(self, i)
        return self._noted[words, i]

    def is_cue(self, kind: str, word: str) -> bool:
        """Whether the ontology lists a word, or verb and preposition, under a kind."""
        return word in self.cues.get(kind, ())

    def quoted(self, token: int) -> bool:
        """Whether a token stands between quotation marks of its own sentence or paragraph."""
        return self._quoted[token]

    @cached_property
    def _quoted(self) -> list[bool]:
        found, inside = [], False
        for i, word in enumerate(self.tree.text):
            if word in ('"', "“", "”"):
                inside = word == "“" or word == '"' and not inside
            elif "\n\n" in word:
                inside = False
            found.append(inside)
        return found

    def spread(self, tokens: tuple[int, ...] | list[int]) -> tuple[int, ...]:
        """The tokens with what is coordinated with them, settled, without doubles."""
        return tuple(dict.fromkeys(one for token in tokens for one in self.phrases.spread(token)))

    def pairs(self, obliques: list[tuple[str, int]] | tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        """The obliques with coordinated nouns spelled out."""
        return tuple((prep, one) for prep, token in obliques for one in self.phrases.spread(token))


Frame = Callable[[Grammar, Trigger, int, int], Iterator[Match]]
Words = Callable[[Grammar, int], frozenset[str]]
