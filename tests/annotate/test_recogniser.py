"""What stands in for spaCy's entity recogniser beside the reader: how tags become marks, its file, and how far it agrees with the recogniser."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.annotate import Annotator
from kg.annotate.names import recognised
from kg.annotate.names.recogniser import WEIGHTS, Recogniser
from kg.annotate.reader.encoder import Network
from kg.annotate.reader.reader import DEFAULT
from kg.annotate.times import dates
from kg.facts import Document
from kg.learn.recogniser import examples
from kg.ontology import Ontology

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TAGS = ["O", "B-ORG", "I-ORG", "B-PERSON", "I-PERSON"]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def echo() -> Recogniser:
    """Tags each word as its vector says, one place to a tag."""
    eye = np.eye(len(TAGS), dtype=np.float32)
    nothing = np.zeros(len(TAGS), dtype=np.float32)
    return Recogniser(TAGS, {"inner": eye, "inner_bias": nothing, "outer": eye, "outer_bias": nothing})


@pytest.mark.parametrize(
    ("tags", "marks"),
    [
        ("O O", []),
        ("B-ORG I-ORG O B-PERSON", [(0, 2, "ORG"), (3, 4, "PERSON")]),
        ("B-ORG B-ORG I-ORG", [(0, 1, "ORG"), (1, 3, "ORG")]),
    ],
)
def test_tags_become_marks(tags: str, marks: list[tuple[int, int, str]], tmp_path: Path) -> None:
    rows = np.eye(len(TAGS), dtype=np.float32)[[TAGS.index(tag) for tag in tags.split(" ")]]
    assert list(echo().marks(rows)) == marks
    echo().save(tmp_path / "w.npz")
    assert list(Recogniser.load(tmp_path / "w.npz").marks(rows)) == marks


def test_a_mark_goes_on_only_as_what_it_began() -> None:
    rows = 4 * np.eye(len(TAGS), dtype=np.float32)[[1, 4, 0]]
    rows[1, 2] = 3  # nearly as likely as the tag that cannot stand here
    assert list(echo().marks(rows)) == [(0, 2, "ORG")]


def test_beside_the_reader_the_pipeline_has_no_recogniser(ontology: Ontology) -> None:
    assert "ner" in Annotator(ontology).nlp.pipe_names
    assert "ner" not in Annotator(ontology, reader=True).nlp.pipe_names


def test_the_words_of_a_text_become_examples(ontology: Ontology) -> None:
    text = "Ana Ruiz flew to Peru on Monday, and with her went a friend of the whole family whom nobody had seen for many years."
    (rows,) = examples([text, ""], Annotator(ontology), Network(DEFAULT))
    vectors, tags, weights = rows
    assert "B-GPE" in tags and "B-DATE" in tags
    assert len(vectors) == len(tags) == len(weights) < len(text.split(" ")) and set(weights) == {1.0, 7.0}


def test_it_marks_what_the_recogniser_marks(ontology: Ontology) -> None:
    annotator, network = Annotator(ontology), Network(DEFAULT)
    both = mine = theirs = 0
    for path in SEEDS:
        tree = annotator.scene(Document.of(path.read_text(encoding="utf-8"), path.name)).tree
        times = dates.find(tree.doc)
        found = recognised(tree, *network.look(tree.whole), times)
        assert [(one.start, one.end) for one in times] == [(start, end) for start, end, label in found if label == "DATE"]
        ours, other = ({(i, label) for start, end, label in marks for i in range(start, end)} for marks in (found, tree.ents))
        kept = ("PERSON", "ORG", "GPE", "NORP")
        ours, other = ({one for one in some if one[1] in kept} for some in (ours, other))
        both, mine, theirs = both + len(ours & other), mine + len(ours), theirs + len(other)
    assert len(SEEDS) == 10
    assert 2 * both / (mine + theirs) > 0.65  # with the vectors of another encoder it is about 0.1
    assert WEIGHTS.stat().st_size < 300_000
