"""What several tests of the grammar read with."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ontology import Ontology


@pytest.fixture(scope="session")
def small() -> Ontology:
    """An ontology of a few classes and triggers."""
    return Ontology.load(Path(__file__).parent / "small")
