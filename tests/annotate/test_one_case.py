"""Texts in capitals, and texts without any, are read like others, with their own words as evidence."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.facts import Document
from kg.ontology import Ontology

TEXT = "Gunmen killed three officers in Lima on 3 May 1990, the police said. The Red Cross took the wounded to a hospital in Nairobi."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


@pytest.mark.parametrize("form", [str, str.upper, str.lower])
def test_the_killing_is_found(annotator: Annotator, form: type[str]) -> None:
    reading = annotator.reading(Document.of(form(TEXT), "note.txt"))
    mentions = {one.id: one for one in reading.mentions}
    said = {
        (mentions[one.subject].type, one.predicate, mentions[one.object].evidence.quote.lower()) for one in reading.claims if one.object
    }
    assert ("Killing", "victim", "three officers") in said
    assert ("Killing", "place", "lima") in said
    assert all(one.evidence.quote == form(TEXT)[one.evidence.start : one.evidence.end] for one in reading.mentions)
