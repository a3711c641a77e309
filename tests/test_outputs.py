"""The files of a folder: all of them new or all of them old, for whoever looks, whenever the process that writes them dies."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.outputs import read_together, replace_files

NAMES = ("a", "b", "c")
OLD, NEW, NEWER = ([f"{word}{name}" for name in NAMES] for word in ("old ", "new ", "newer "))


class Died(BaseException):
    """Stands for a process that is killed: nothing runs after it."""


def write(out: Path, texts: list[str]) -> None:
    replace_files(out, {name: (lambda text=text: text) for name, text in zip(NAMES, texts, strict=True)})  # type: ignore[misc]


@pytest.mark.parametrize("steps", range(9))
def test_a_reader_sees_all_old_or_all_new_whenever_the_writer_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """``steps`` changes of the folder are made, and no more: neither by the writer nor by what cleans up behind it."""
    write(tmp_path, OLD)
    seen = itertools.count()

    def dying(real):  # type: ignore[no-untyped-def]
        def one(*given, **more):  # type: ignore[no-untyped-def]
            if next(seen) >= steps:
                raise Died
            return real(*given, **more)

        return one

    with monkeypatch.context() as patch, pytest.raises(Died):
        patch.setattr(os, "replace", dying(os.replace))
        patch.setattr(Path, "unlink", dying(Path.unlink))
        patch.setattr("kg.outputs._write", dying(__import__("kg.outputs").outputs._write))
        write(tmp_path, NEW)
    assert read_together(tmp_path, NAMES) in (OLD, NEW)
    assert (read_together(tmp_path, NAMES) == NEW) == (steps >= 5)  # three files and the note written, the note in place
    write(tmp_path, NEWER)
    assert read_together(tmp_path, NAMES) == [(tmp_path / name).read_text() for name in NAMES] == NEWER
    assert sorted(path.name for path in tmp_path.iterdir()) == list(NAMES)


def test_a_reader_whose_files_are_replaced_between_its_looks_looks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    looks = itertools.count()
    real = __import__("kg.outputs").outputs._text

    def looking(path: Path) -> object:
        if next(looks) == 1:
            write(tmp_path, NEW)
        return real(path)

    monkeypatch.setattr("kg.outputs._text", looking)
    assert read_together(tmp_path, NAMES) == NEW


def test_a_file_that_cannot_be_put_in_place_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").write_text("old b")
    with pytest.raises(KgError, match="cannot be written"):
        write(tmp_path, NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]
    assert (tmp_path / "b").read_text() == "old b"
