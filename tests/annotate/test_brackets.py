"""Facts in brackets after a name, and what the sentences of places add up to, on hand-made tokens."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.doc import Naming, Tree
from kg.annotate.frames.brackets import bracket
from kg.annotate.grammar.phrases import Phrases
from kg.annotate.grammar.text import Grammar
from kg.annotate.relations.closure import closure
from kg.annotate.relations.findings import Finding
from kg.ontology import Ontology, Trigger

FACTS = {
    "Ada ( born |3 |May |1920 in Lima ) slept": "born 3; in Lima",
    "Ada ( |3 |May |1920 – |4 |June |1984 ) slept": "born 3; died 4",
    "Ada ( |1920–1984 ) slept": "born 1920–1984; died 1920–1984",
    "Ada ( Lima , |3 |May |1920 – Quito , |4 |June |1984 ) slept": "born 3; died 4; in Lima; at Quito",
    "Ada ( died |1984 ) slept": "died 1984",
    "Ada , OBE ( born |1920 ) slept": "born 1920",
    "Ada ( |1990 - |1994 ) slept": "",
    "Ada ( Lima – Quito ) slept": "",
    "Ada ( |1984 ) slept": "",
}
NAMES = {"Ada": "Person", "OBE": "Thing", "Lima": "Place", "Quito": "Place"}


def grammar_of(words: list[str], ontology: Ontology) -> Grammar:
    doc = Doc(Vocab(), words=[word.lstrip("|") for word in words], heads=[len(words) - 1] * len(words), deps=["dep"] * len(words))
    tree = Tree(doc)
    names = [Naming(i, i + 1, i, "name", NAMES[word], True) for i, word in enumerate(tree.text) if word in NAMES]
    dated = frozenset(i for i, word in enumerate(words) if word[0] == "|" or word == "–" and words[i - 1][0] == words[i + 1][0] == "|")
    return Grammar(tree, Phrases(tree, names, ontology), dated=dated)


def trigger_of(ontology: Ontology, name: str) -> Trigger:
    return next(one for one in ontology.triggers if one.target == name and one.frame == "Bracket")


@pytest.mark.parametrize("text", sorted(FACTS))
def test_bracket(text: str, small: Ontology) -> None:
    g = grammar_of(text.split(), small)
    at = g.tree.text.index("(")
    found = []
    for word, name in (("born", "birthDate"), ("died", "deathDate"), ("in", "bornIn"), ("at", "diedIn")):
        found += [f"{word} {g.tree.text[one.objects[0]]}" for one in bracket(g, trigger_of(small, name), at, at) if one.subjects == (0,)]
    assert "; ".join(found) == FACTS[text]


def finding(small: Ontology, subject: int, name: str, object: int) -> Finding:
    return Finding(small.triggers[0], subject, name, object, None, None, subject, subject, True)


def test_closure(small: Ontology) -> None:
    told = [
        finding(small, 1, "partOf", 2),
        finding(small, 2, "wingOf", 3),
        finding(small, 3, "partOf", 1),
        finding(small, 3, "leaderOf", 4),
    ]
    made = {(one.subject, one.predicate, one.object) for one in closure(told, small)}
    assert made == {(1, "partOf", 3), (2, "partOf", 1), (3, "partOf", 2)}
