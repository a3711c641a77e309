"""Fixtures for tests that build with the plain reader in place of the annotator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.handmade import world
from tests.plain_reader import PlainReader

# No deadline, since a busy machine is no fault; the same examples every time, since a red suite must be red again.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Builds with the plain reader and the hand-made world; gives the list of texts that were read."""
    monkeypatch.setattr("kg.annotate.Annotator", PlainReader)
    monkeypatch.setenv("KG_ONTOLOGY", str(world().folder))
    PlainReader.texts.clear()
    yield PlainReader.texts


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with three small documents."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text("Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone.\n", encoding="utf-8")
    (folder / "two.txt").write_text("Red Path killed Cy Brook in Natividad. Bo Stone does not lead Red Path.\n", encoding="utf-8")
    (folder / "three.md").write_text("# News\n\n**Bo Stone** leads Blue Path.\n", encoding="utf-8")
    return folder
