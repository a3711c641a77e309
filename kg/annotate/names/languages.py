"""Words that stand for a language and not for a people or a country: "an album in Spanish", "(Greek: ...)", "Tamil-speaking"."""

from __future__ import annotations

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon

_OPENERS = ("(", "[", ";", ",")


def languages(tree: Tree, lexicon: Lexicon) -> set[int]:
    """The tokens that stand for a language."""
    may_be = [i for i in range(tree.n) if tree.text[i] in lexicon.tongues and tree.tag[i] not in ("NNS", "NNPS")]
    found = {i for i in may_be if _told(tree, lexicon, i) or _glossing(tree, i)}
    return found | {i for i in may_be if tree.dep[i] == "conj" and tree.head[i] in found}


def _told(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether it is spoken, something is said in it, or a word for a language follows: "speaks Polish", "in Polish", "Polish-language"."""
    after = i + 2 if tree.text[i + 1 : i + 2] == ["-"] else i + 1
    if after < tree.n and tree.lower[after] in lexicon.tongue_nouns and tree.text[after].islower():
        return True
    if tree.kids(i, "det", "poss"):
        return False
    if tree.dep[i] == "nsubj" and any(tree.lemma[k] in lexicon.tongue_nouns for k in tree.kids(tree.head[i], "attr")):
        return True
    if i == 0:
        return False
    spoken = tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in lexicon.tongue_verbs
    into = tree.dep[i] == "pobj" and tree.head[i] == i - 1 and tree.lower[i - 1] in lexicon.tongue_preps
    return (spoken or into) and not (i + 1 < tree.n and tree.text[i + 1][0].isupper())


def _glossing(tree: Tree, i: int) -> bool:
    """Whether it opens a gloss: "Athens (Greek: Αθήνα)", "Die Haut (German for the skin)", "being Spanish for monkey"."""
    if i + 1 >= tree.n or not i:
        return False
    opens = tree.text[i - 1] in _OPENERS
    return opens and tree.text[i + 1] == ":" or tree.lower[i + 1] == "for" and (opens or tree.lemma[i - 1] == "be")
