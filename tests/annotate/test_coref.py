"""Who is who within a text, on hand-made parses: each construction, what must stay apart, and the clusters of links."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate import coref
from kg.annotate.coref.gender import FirstNames
from kg.annotate.coref.scoring import FEATURES, WEIGHTS, Candidate, linear
from kg.annotate.doc import Link, Naming, Tree
from kg.annotate.grammar.phrases import Phrases
from kg.ontology import Ontology
from tests.annotate.passages import NAMES, PASSAGES

POS = {"DT": "DET", "POS": "PART", "NNP": "PROPN", "NNPS": "PROPN", "NN": "NOUN", "NNS": "NOUN", "MD": "AUX", "TO": "PART", "IN": "ADP",
       "JJ": "ADJ", "RB": "ADV", "CC": "CCONJ", "CD": "NUM", "WDT": "PRON", "WRB": "SCONJ"}  # fmt: skip
DETERMINERS = ("det", "predet")


@pytest.fixture(scope="module")
def world() -> Ontology:
    return Ontology.load(Path(__file__).parent / "coref_world")


def tree_of(parse: str) -> Tree:
    rows = [token.split("|") for token in parse.split()]
    words, lemmas, tags, deps, heads = zip(*rows, strict=True)
    pos = [POS.get(tag, "VERB" if tag.startswith("VB") else "PRON" if tag.startswith(("W", "PRP")) else "PUNCT") for tag in tags]
    pos = ["AUX" if dep in ("aux", "auxpass") or lemma == "be" else one for lemma, dep, one in zip(lemmas, deps, pos, strict=True)]
    spaces = [word != "-" and after != "-" for word, after in zip(words, (*words[1:], ""), strict=True)]
    heads_ = [int(one) for one in heads]
    doc = Doc(Vocab(), words=list(words), spaces=spaces, lemmas=list(lemmas), tags=list(tags), deps=list(deps), heads=heads_, pos=pos)
    return Tree(doc)


def namings_of(tree: Tree, ontology: Ontology) -> list[Naming]:
    names: list[Naming] = []
    for i in range(tree.n):
        for text, type in NAMES.items():
            words = text.split()
            inside = any(one.start <= i < one.end for one in names)
            if not inside and tree.text[i : i + len(words)] == words:
                names.append(Naming(i, i + len(words), i + len(words) - 1 if "of" not in words else i, "name", type, type != "Thing"))
    phrases = Phrases(tree, names, ontology)
    nominals = [phrases.naming(i) for i in range(tree.n) if tree.pos[i] == "NOUN" and i not in phrases.name_at]
    found = [*coref.pronouns(tree), *(one for one in nominals if one.hard), *names]
    return sorted(found, key=lambda one: one.head)


def grouped(tree: Tree, namings: list[Naming], links: list[Link]) -> list[str]:
    groups: dict[int, list[str]] = {}
    first = coref.clusters(links, namings)
    for one in namings:
        groups.setdefault(first[one.head], []).append(" ".join(tree.text[one.start : one.end]))
    return sorted(" | ".join(words) for words in groups.values() if len(words) > 1)


@pytest.mark.parametrize("construction", sorted(PASSAGES))
def test_construction(construction: str, world: Ontology) -> None:
    parse, expected = PASSAGES[construction]
    tree = tree_of(parse)
    namings = namings_of(tree, world)
    assert grouped(tree, namings, coref.resolve(tree, namings, world)) == sorted(expected)


def test_there_are_passages() -> None:
    assert len(PASSAGES) >= 30


def test_links_say_why_and_how_surely(world: Ontology) -> None:
    for parse, _ in PASSAGES.values():
        tree = tree_of(parse)
        for one in coref.resolve(tree, namings_of(tree, world), world):
            assert one.reason and 0 < one.score <= 1 and one.left != one.right


def test_different_full_names_and_conjuncts_are_kept_apart(world: Ontology) -> None:
    tree = tree_of(PASSAGES["surname of two people"][0])
    links = coref.resolve(tree, namings_of(tree, world), world)
    assert [one.reason for one in links if not one.same] == ["two different full names"]


def test_nobody_is_whose_he_is(world: Ontology) -> None:
    words = "Ada|ada|NNP|poss|2 's|'s|POS|case|0 gunman|gunman|NN|nsubj|3 left|leave|VBD|ROOT|3 Ada|ada|NNP|dobj|3 .|.|.|punct|3"
    tree = tree_of(words)
    namings = [Naming(0, 1, 0, "name", "Person", True), Naming(0, 3, 2, "nominal", "Person", True), Naming(4, 5, 4, "name", "Person", True)]
    always = coref.resolve(tree, namings, world, scorer=lambda kind, candidate: 100.0)
    assert [(one.left, one.right, one.reason) for one in always if not one.same] == [(2, 0, "nobody is his own")]
    assert grouped(tree, namings, always) == ["Ada | Ada"]


def test_bonds_are_respected_and_not_repeated(world: Ontology) -> None:
    tree = tree_of(PASSAGES["subject goes on"][0])
    namings = namings_of(tree, world)
    ada, tomas, she = (next(one.head for one in namings if tree.text[one.head] == word) for word in ("Berg", "Rell", "She"))
    bonds = [Link(ada, she, False, 1.0, "the text says so"), Link(ada, tomas, True, 1.0, "another name")]
    links = coref.resolve(tree, namings, world, bonds=bonds)
    assert all({one.left, one.right} not in ({ada, she}, {ada, tomas}) for one in links)


def test_another_scorer_can_be_plugged_in(world: Ontology) -> None:
    tree = tree_of(PASSAGES["subject goes on"][0])
    namings = namings_of(tree, world)
    seen: list[Candidate] = []

    def scorer(kind: str, candidate: Candidate) -> float:
        seen.append(candidate)
        return -100.0

    assert grouped(tree, namings, coref.resolve(tree, namings, world, scorer=scorer)) == []
    assert seen and all(len(one.features) == len(FEATURES) for one in seen)


def test_every_feature_has_a_weight() -> None:
    assert all(len(weights) == len(FEATURES) for weights in WEIGHTS.values())
    assert linear("person", Candidate(1, 0, (0.0,) * len(FEATURES))) == 0


IMPERSONAL = [
    "It|it|PRP|nsubj|1 is|be|VBZ|ROOT|1 likely|likely|JJ|acomp|1 that|that|IN|mark|5 Lima|Lima|NNP|nsubj|5 fell|fall|VBD|ccomp|1",
    "It|it|PRP|nsubj|1 seems|seem|VBZ|ROOT|1 that|that|IN|mark|4 Lima|Lima|NNP|nsubj|4 fell|fall|VBD|ccomp|1",
    "It|it|PRP|nsubjpass|2 was|be|VBD|auxpass|2 reported|report|VBN|ROOT|2 that|that|IN|mark|5 Lima|Lima|NNP|nsubj|5 fell|fall|VBD|ccomp|2",
    "It|it|PRP|nsubj|1 is|be|VBZ|ROOT|1 hard|hard|JJ|acomp|1 to|to|TO|aux|4 leave|leave|VB|xcomp|1",
]


@pytest.mark.parametrize("parse", IMPERSONAL)
def test_it_without_a_referent_is_no_naming(parse: str) -> None:
    assert coref.pronouns(tree_of(parse)) == []


def test_relative_pronouns_can_be_left_out() -> None:
    tree = tree_of(PASSAGES["relative"][0])
    assert [tree.text[one.head] for one in coref.pronouns(tree)] == ["who"]
    assert coref.pronouns(tree, relatives=False) == []


@pytest.mark.parametrize(("construction", "linked"), [("relative", ["Rell who"]), ("relative possessive", [])])
def test_relative_pronouns_of_names_are_mentions_too(construction: str, linked: list[str], world: Ontology) -> None:
    tree = tree_of(PASSAGES[construction][0])
    namings = {one.head: one for one in namings_of(tree, world) if one.kind != "pronoun"}
    before = {head: head for head in namings}
    more, links, groups = coref.with_relatives(tree, namings, [], before)
    assert [f"{tree.text[one.left]} {tree.text[one.right]}" for one in links] == linked
    assert len(more) == len(namings) + len(linked) and list(more) == sorted(more)
    assert all(groups[one.left] == groups[one.right] for one in links)


PAIR = (
    "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|5 and|and|CC|cc|1 Tomas|tomas|NNP|compound|4 Rell|rell|NNP|conj|1 left|leave|VBD|ROOT|5 "
    ".|.|.|punct|5 They|they|PRP|nsubj|8 wept|weep|VBD|ROOT|8 .|.|.|punct|8"
)


def test_they_stands_for_several_people(world: Ontology) -> None:
    tree = tree_of(PAIR)
    namings = namings_of(tree, world)
    links = coref.resolve(tree, namings, world)
    assert coref.plural(tree, namings, links) == {7: (1, 4)}
    assert ("conjuncts of one coordination", False) in {(one.reason, one.same) for one in links}


def test_first_names() -> None:
    names = FirstNames(male=["Zeth"], either=["Maria"])
    assert [names.of(word) for word in ("Zeth", "Maria", "Ana", "José", "Xqzt")] == ["m", "?", "f", "m", "?"]
    assert names.knows("José") and not names.knows("Xqzt")


HEADS = st.integers(0, 7)
LINKS = st.lists(st.builds(Link, HEADS, HEADS, st.booleans(), st.sampled_from([0.5, 0.7, 1.0]), st.just("why")), max_size=12)


@given(LINKS, st.randoms(use_true_random=False))
def test_clusters_keep_apart_what_must_be_and_need_no_order(links: list[Link], random: object) -> None:
    links = [one for one in links if one.left != one.right]
    namings = [Naming(i, i + 1, i, "name", "Person") for i in range(8)]
    found = coref.clusters(links, namings)
    assert all(found[one.left] != found[one.right] for one in links if not one.same)
    assert coref.clusters(sorted(links, key=repr), namings) == coref.clusters(links[::-1], namings) == found
    assert all(found[first] == first and first <= head for head, first in found.items())


def test_the_shipped_words_are_there() -> None:
    cues = Ontology.load().cues
    assert all(cues[kind] for kind in ("maleNoun", "femaleNoun", "genericNoun", "speechVerb", "title"))
