"""What a noun that the ontology does not list describes, by the reader's vectors: who is asked, what is likely enough, what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.annotate import Annotator
from kg.annotate.classes.nouns import FAMILIES, LEAST, Nouns, describes, trained
from kg.annotate.reader.encoder import Floats
from kg.annotate.reader.reader import DEFAULT
from kg.facts import Document
from kg.ontology import Ontology

TEXT = "The newcomer met the police in the gazebo near the salt depot. The newcomer had seen nobody."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load(), reader=True)


def always(family: str, sure: float = 9.0) -> Nouns:
    """Takes every noun for the same, whatever its vector."""
    bias = np.zeros(len(FAMILIES), dtype=np.float32)
    bias[FAMILIES.index(family)] = sure
    return Nouns(np.zeros((768, len(FAMILIES)), dtype=np.float32), bias)


def told(annotator: Annotator, weights: Nouns | None, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Phrase -> class of what is described in the text."""
    monkeypatch.setattr(Annotator, "nouns", weights)
    reading = annotator.reading(Document.of(TEXT, "text"))
    return {one.evidence.quote: one.type for one in reading.mentions if one.kind == "nominal"}


def test_a_noun_that_the_ontology_does_not_list_is_what_the_reader_takes_it_for(
    annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = told(annotator, None, monkeypatch)
    assert "The newcomer" not in without and "the police" in without
    found = told(annotator, always("Person"), monkeypatch)
    assert found["The newcomer"] == "Person"
    assert found["the police"] == without["the police"]  # what the ontology lists is what it says
    assert not any("salt" in phrase and "depot" not in phrase for phrase in found)  # a part of a description describes nothing
    assert told(annotator, always("Thing"), monkeypatch) == without


def test_what_is_not_likely_enough_is_not_taken_for_anything(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    sure = float(np.log(3 * LEAST / (1 - LEAST)))  # the odds against the three other families together
    assert "The newcomer" not in told(annotator, always("Person", sure - 0.01), monkeypatch)
    assert "The newcomer" in told(annotator, always("Person", sure + 0.01), monkeypatch)


def test_only_the_noun_of_a_phrase_is_asked_about(annotator: Annotator) -> None:
    tree = annotator.session(Document.of(TEXT, "text")).tree
    assert {tree.text[i] for i in range(tree.n) if describes(tree, i)} >= {"newcomer", "gazebo", "depot"}
    assert not any(describes(tree, i) for i in range(tree.n) if tree.text[i] in ("salt", "met", "The"))


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows: Floats = np.random.default_rng(1).normal(size=(5, 768)).astype(np.float32)
    made = Nouns(
        np.random.default_rng(2).normal(size=(768, len(FAMILIES))).astype(np.float32) / 64, np.ones(len(FAMILIES), dtype=np.float32)
    )
    made.save(tmp_path / "nouns.npz")
    again = trained(tmp_path)
    assert again is not None and np.allclose(again.likely(rows), made.likely(rows), atol=1e-2)
    assert trained(tmp_path / "elsewhere") is None


def test_a_text_is_read_anew_with_other_weights(annotator: Annotator) -> None:
    shipped = trained(DEFAULT)
    assert shipped is not None and shipped.version in annotator.fingerprint
