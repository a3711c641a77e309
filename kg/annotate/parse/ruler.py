"""spaCy's attribute ruler with a memory: what one token's rules give depends on its form, tag and dependency alone.

The stock ruler runs its matcher over every token of every text, a tenth of the pipeline's time. Here the library's
matcher answers once for each (form, tag, dependency) and the answer is kept; rules over several tokens are matched as ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs
from spacy.vocab import Vocab

FACTORY = "kg_attribute_ruler"
_OWN = {"ORTH", "TEXT", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "LENGTH", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "TAG", "DEP"}
_MOST = 200_000  # remembered answers; a text of many forms must not make the memory grow for ever

Key = tuple[int, ...]


class RememberingRuler(AttributeRuler):
    """The attribute ruler, the same annotations in less time."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self._single, self._several = Matcher(vocab), Matcher(vocab)
        self._known: dict[Key, tuple[list[int], dict[Any, Any]]] = {}

    def add(self, patterns: Iterable[list[dict[int | str, Any]]], attrs: dict[str, Any], index: int = 0) -> None:
        """Adds rules that give the attributes to the token at ``index`` of what they match."""
        rows = list(patterns)
        key = str(len(self.attrs))
        super().add(rows, attrs, index)
        for one in rows:
            alone = len(one) == 1 and one[0].keys() <= _OWN
            (self._single if alone else self._several).add(key, [one])  # type: ignore[list-item]  # the two signatures of the library differ

    def __call__(self, doc: Doc) -> Doc:
        """Gives each token what the rules say of it; later rules have precedence."""
        more: dict[int, list[int]] = defaultdict(list)
        for name, start, end in self._several(doc, allow_missing=True):
            rule = self._rule(name)
            more[(start if self.indices[rule] >= 0 else end) + self.indices[rule]].append(rule)
        for i, (token, key) in enumerate(zip(doc, map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()), strict=True)):
            if key not in self._known:
                self._learn(key, doc, i)
            rules, attrs = self._known[key]
            set_token_attrs(token, self._said(sorted([*rules, *more[i]])) if i in more else attrs)
        return doc

    def _learn(self, key: Key, doc: Doc, i: int) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()
        rules = sorted(self._rule(name) for name, _, _ in self._single(doc[i : i + 1], allow_missing=True))
        self._known[key] = rules, self._said(rules)

    def _said(self, rules: Iterable[int]) -> dict[Any, Any]:
        return {name: value for rule in rules for name, value in self.attrs[rule].items()}

    def _rule(self, name: int) -> int:
        return int(self.vocab.strings[name])


@Language.factory(FACTORY)
def _made(nlp: Language, name: str) -> RememberingRuler:
    return RememberingRuler(nlp.vocab, name)


def remember(nlp: Language) -> None:
    """Puts a remembering ruler in the place of the pipeline's own, with the same rules."""
    if nlp.has_pipe("attribute_ruler"):
        rules = nlp.get_pipe("attribute_ruler").patterns  # type: ignore[attr-defined]
        nlp.replace_pipe("attribute_ruler", FACTORY).add_patterns(rules)  # type: ignore[attr-defined]
