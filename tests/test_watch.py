"""Watching: one build for each change, none without, and no end at a build that fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from kg.errors import DocumentError, KgError, OntologyError
from kg.watch import watch
from tests.command_line import kg
from tests.handmade import WORLD


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """What happens between two looks at the files, in order; after the last of it nothing may be waited for."""
    coming: list[Callable[[], None]] = []

    def sleep(seconds: float) -> None:
        assert coming, "still waiting"
        coming.pop(0)()

    monkeypatch.setattr("time.sleep", sleep)
    yield coming


def nothing() -> None:
    pass


def names(graph: object) -> set[str]:
    return {one.name for one in graph.entities()}  # type: ignore[attr-defined]


def test_builds_at_once_and_after_each_change(plain: list[str], pages: Path, tmp_path: Path, looks: list[Callable[[], None]]) -> None:
    builds = watch(pages, out=tmp_path / "out")
    assert "Ada Stone" in names(next(builds))
    looks += [nothing, lambda: (pages / "new.txt").write_text("Dee Marsh leads Red Path.\n") and None, nothing]
    assert "Dee Marsh" in names(next(builds))
    looks += [lambda: (pages / "one.txt").write_text("Eve Pond leads Red Path.\n") and None, nothing]
    assert "Eve Pond" in names(next(builds))
    assert len(plain) == 5
    assert (looks, (tmp_path / "out" / "graph.html").exists()) == ([], True)


def test_waits_while_a_file_is_being_written(plain: list[str], pages: Path, tmp_path: Path, looks: list[Callable[[], None]]) -> None:
    builds = watch(pages, out=tmp_path / "out")
    next(builds)
    plain.clear()

    def grow() -> None:
        with (pages / "new.txt").open("a", encoding="utf-8") as file:
            file.write("Dee Marsh leads Red Path. ")

    looks += [grow, grow, grow, nothing]
    next(builds)
    assert plain == ["Dee Marsh leads Red Path. " * 3]


def test_a_build_that_fails_is_told_and_the_next_change_mends_it(
    plain: list[str], pages: Path, tmp_path: Path, looks: list[Callable[[], None]]
) -> None:
    world = tmp_path / "ontology"
    world.mkdir()
    (world / "world.ttl").write_text(WORLD, encoding="utf-8")
    builds = watch(pages, out=tmp_path / "out", ontology=world)
    next(builds)
    looks += [lambda: (world / "world.ttl").write_text(WORLD + "nonsense") and None, nothing]
    assert isinstance(next(builds), OntologyError)
    looks += [lambda: (world / "world.ttl").write_text(WORLD) and None, nothing]
    assert "Ada Stone" in names(next(builds))
    looks += [lambda: [path.unlink() for path in pages.iterdir()] and None, nothing]
    assert isinstance(next(builds), DocumentError)


def test_what_cannot_be_watched_is_refused_at_once(plain: list[str], tmp_path: Path) -> None:
    with pytest.raises(KgError, match="standard input cannot be watched"):
        next(watch("-", out=tmp_path / "out"))
    with pytest.raises(DocumentError, match="no such file"):
        next(watch(tmp_path / "nowhere", out=tmp_path / "out"))


def test_the_command_tells_each_build_and_ends_at_ctrl_c(
    plain: list[str], pages: Path, tmp_path: Path, looks: list[Callable[[], None]]
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    looks += [lambda: (pages / "new.txt").write_text("Dee Marsh leads Red Path.\n") and None, nothing]
    looks += [lambda: [path.unlink() for path in pages.iterdir()] and None, nothing, interrupt]
    with mock.patch("click.launch") as launched:
        done = kg("watch", pages, "-o", tmp_path / "out", "--open")
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("watching")] == [f"watching   {pages} (Ctrl-C ends)"] * 2
    assert "3 documents given: 3 new" in done.stdout and "4 documents given: 1 new, 3 unchanged" in done.stdout
    assert done.stderr.startswith("kg: ") and "no document found" in done.stderr
    launched.assert_called_once_with(str(tmp_path / "out" / "graph.html"))


def test_build_opens_the_page_where_asked(plain: list[str], pages: Path, tmp_path: Path) -> None:
    with mock.patch("click.launch") as launched:
        kg("build", pages, "-o", tmp_path / "out")
        assert not launched.called
        kg("build", pages, "-o", tmp_path / "out", "--open")
    launched.assert_called_once_with(str(tmp_path / "out" / "graph.html"))
