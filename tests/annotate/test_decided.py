"""What is a mention: a name and what stands for it are, what is only said of somebody is not."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.annotate.decided import naming_links
from kg.annotate.doc import Link
from kg.facts import Document
from kg.ontology import Ontology

# passage -> what it mentions, and what it only says of somebody
PASSAGES = {
    "Ada Berg is a judge who lives in Lima.": ("Ada Berg", "a judge"),
    "Ada Berg is the leader of the Red Front.": ("Ada Berg", "the leader"),
    "Ada Berg, leader of the Red Front, left Lima.": ("Ada Berg", "leader"),
    "The judge Ada Berg left Lima.": ("Ada Berg", "The judge"),
    "Ada Berg, the judge, left Lima.": ("Ada Berg", "the judge"),
    "Her brother Tomas Rell left Lima. He met Ada Berg.": ("Tomas Rell", "Her brother"),
}
NAMING = {
    "The man was a judge.": "The man",
    "Ada Berg left Lima. The judge was ill.": "The judge",
}


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def mentioned(annotator: Annotator, passage: str) -> set[str]:
    return {one.evidence.quote for one in annotator.reading(Document.of(passage + "\n", "passage.txt")).mentions}


@pytest.mark.parametrize("passage", PASSAGES)
def test_what_is_only_said_of_somebody_is_no_mention(annotator: Annotator, passage: str) -> None:
    names, said = PASSAGES[passage]
    found = mentioned(annotator, passage)
    assert names in found and said not in found


@pytest.mark.parametrize("passage", NAMING)
def test_a_definite_description_is_one(annotator: Annotator, passage: str) -> None:
    assert NAMING[passage] in mentioned(annotator, passage)


def test_what_was_linked_through_a_description_stays_linked() -> None:
    links = [Link(1, 5, True, 0.9, "predicate of its subject"), Link(5, 9, True, 0.8, "pronoun"), Link(5, 7, False, 1.0, "conjuncts")]
    assert naming_links(links, {5}) == [Link(1, 9, True, 0.8, "pronoun")]
    assert naming_links(links, set()) == links
