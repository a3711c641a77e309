"""spaCy's lemmatizer of English with a memory: a lemma depends on form, word class and morphology alone.

The stock one works out most lemmas anew each time they are asked for, above all those of words that stand in their first form already.
"""

from __future__ import annotations

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

FACTORY = "kg_lemmatizer"
_MOST = 200_000  # remembered lemmas; a text of many forms must not make the memory grow for ever

Key = tuple[int, ...]


class RememberingLemmatizer(EnglishLemmatizer):
    """The lemmatizer, the same lemmas in less time."""

    known: dict[Key, str]

    def __call__(self, doc: Doc) -> Doc:
        """Gives the tokens that have no lemma one."""
        for token, key in zip(doc, map(tuple, doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()), strict=True):
            if self.overwrite or not key[-1]:
                if key not in self.known:
                    if len(self.known) >= _MOST:
                        self.known.clear()
                    self.known[key] = self.lemmatize(token)[0]
                token.lemma_ = self.known[key]
        return doc


@Language.factory(FACTORY)
def _made(nlp: Language, name: str) -> RememberingLemmatizer:
    made = RememberingLemmatizer(nlp.vocab, None, name, mode="rule")
    made.known = {}
    return made


def remember_lemmas(nlp: Language) -> None:
    """Puts a remembering lemmatizer in the place of the pipeline's own, where that is one of English by rules, with the same tables."""
    stock = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if isinstance(stock, EnglishLemmatizer) and stock.mode == "rule":
        nlp.replace_pipe("lemmatizer", FACTORY).initialize(lookups=stock.lookups)  # type: ignore[attr-defined]
