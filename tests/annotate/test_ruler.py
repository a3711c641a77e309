"""The remembering ruler and lemmatizer give what spaCy's own give."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from spacy.language import Language

from kg.annotate import MODEL, pipeline
from kg.annotate.parse.lemmas import RememberingLemmatizer
from kg.annotate.parse.ruler import RememberingRuler

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
ODD = "He ain't gonna say whether they'd've left; I 'll go. y' all  know \n\n nothin' o' it, let's be gone. There's been one."


@pytest.fixture(scope="module")
def rulers() -> tuple[Language, RememberingRuler]:
    """The stock pipeline, and a remembering ruler with its vocabulary and its rules."""
    stock: Language = importlib.import_module(MODEL).load()
    ruler = RememberingRuler(stock.vocab, "remembering")
    ruler.add_patterns(stock.get_pipe("attribute_ruler").patterns)  # type: ignore[attr-defined]
    return stock, ruler


@pytest.fixture(scope="module")
def ours() -> Language:
    """Our own pipeline."""
    return pipeline()


@pytest.mark.parametrize("text", [*(path.read_text(encoding="utf-8") for path in SEEDS), ODD, ""])
def test_it_annotates_as_the_stock_ruler_does(rulers: tuple[Language, RememberingRuler], text: str) -> None:
    stock, ruler = rulers
    with stock.select_pipes(enable=["tok2vec", "tagger", "parser"]):
        doc = stock(text)
    for _ in range(2):  # the second time from memory
        expected, got = stock.get_pipe("attribute_ruler")(doc.copy()), ruler(doc.copy())
        assert [(one.pos_, one.lemma_, str(one.morph)) for one in got] == [(one.pos_, one.lemma_, str(one.morph)) for one in expected]


@pytest.mark.parametrize("text", [*(path.read_text(encoding="utf-8") for path in SEEDS), ODD, ""])
def test_it_finds_the_lemmas_that_the_stock_one_finds(ours: Language, rulers: tuple[Language, RememberingRuler], text: str) -> None:
    expected = [one.lemma_ for one in rulers[0](text)]
    for _ in range(2):  # the second time from memory
        assert [one.lemma_ for one in ours(text)] == expected


def test_the_pipeline_has_them(ours: Language) -> None:
    assert isinstance(ours.get_pipe("attribute_ruler"), RememberingRuler)
    assert isinstance(ours.get_pipe("lemmatizer"), RememberingLemmatizer)


def test_there_is_something_to_compare() -> None:
    assert len(SEEDS) == 10
