"""The grammar of the frames on hand-made parses: each construction, its direction and its stance."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.doc import Naming, Tree
from kg.annotate.grammar.counting import number
from kg.annotate.grammar.phrases import Phrases
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.happenings.happening import Happening, happenings
from kg.annotate.relations.findings import relations
from kg.annotate.relations.triggers import Index, matches
from kg.annotate.stance.stances import Stances
from kg.ontology import Ontology
from tests.annotate.sentences import SENTENCES

POS = {
    "DT": "DET",
    "POS": "PART",
    "NNP": "PROPN",
    "NN": "NOUN",
    "NNS": "NOUN",
    "MD": "AUX",
    "TO": "PART",
    "RP": "ADP",
    "IN": "ADP",
    "JJ": "ADJ",
    "RB": "PART",
    "CC": "CCONJ",
}
NAMES = {"Ada Berg": "Person", "Tomas Rell": "Person", "Red Front": "Group", "Lima": "Place"}


def tree_of(parse: str) -> Tree:
    rows = [token.split("|") for token in parse.split()]
    words, lemmas, tags, deps, heads = zip(*rows, strict=True)
    pos = [POS.get(tag, "VERB" if tag.startswith("VB") else "PRON" if tag.startswith(("W", "PRP")) else "PUNCT") for tag in tags]
    pos = ["AUX" if dep in ("aux", "auxpass") else one for dep, one in zip(deps, pos, strict=True)]
    heads = [int(head) for head in heads]
    return Tree(Doc(Vocab(), words=list(words), lemmas=list(lemmas), tags=list(tags), deps=list(deps), heads=heads, pos=pos))


def grammar_of(tree: Tree, ontology: Ontology) -> Grammar:
    names = []
    for i in range(tree.n):
        for text, type in NAMES.items():
            words = text.split()
            if tree.text[i : i + len(words)] == words:
                names.append(Naming(i, i + len(words), i + len(words) - 1, "name", type, True))
    return Grammar(tree, Phrases(tree, names, ontology), ontology.cues)


def told(tree: Tree, ontology: Ontology) -> list[str]:
    """Every claim of a sentence in words: ends, stance and speaker."""
    g = grammar_of(tree, ontology)
    stances = Stances(tree, g.clauses, ontology)
    found: list[Match] = [match for _, match in matches(g, Index(ontology))]

    def words(token: int) -> str:
        naming = g.phrases.naming(token)
        return " ".join(tree.text[naming.start : naming.end])

    def ending(at: int, governor: int, *, aim: bool = False) -> str:
        stance = stances.of(at, governor, aim=aim)
        by = " ".join(words(g.phrases.settle(token)) for token in stance.speakers)
        return (f" {stance.polarity}" if stance.polarity != "asserted" else "") + (f" by {by}" if by else "")

    out = []
    for match in found:
        if match.trigger.target in ontology.properties:
            out += [
                f"{words(one.subject)} {one.predicate} {words(one.object)}" + ending(one.at, one.governor, aim=one.trigger.aim)
                for one in relations(match, ontology, g)
                if one.object is not None
            ]
    events: list[Happening] = happenings([one for one in found if one.trigger.target in ontology.classes], ontology, g)
    out += [f"@{one.type} {role} {words(token)}" + ending(one.at, one.governor) for one in events for role, token in one.roles]
    return sorted(out)


@pytest.mark.parametrize("construction", sorted(SENTENCES))
def test_construction(construction: str, small: Ontology) -> None:
    parse, expected = SENTENCES[construction]
    assert told(tree_of(parse), small) == sorted(expected)


def test_there_are_constructions() -> None:
    assert len(SENTENCES) >= 30


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("3,000", 3000),
        ("twenty-one", 21),
        ("two hundred and six", 206),
        ("a dozen", 12),
        ("69,000", 69000),
        ("1.5", None),
        ("many", None),
        ("two thousand three hundred", 2300),
    ],
)
def test_number(words: str, value: int | None) -> None:
    assert number(words) == value
