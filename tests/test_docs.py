"""README: its Python runs, its questions have answers on the seeds, its relation works, its commands exist."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.cli import cli as commands
from kg.ontology import default_folder

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.build([ROOT / "seeds"])


def test_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = blocks("python")
    assert found
    monkeypatch.chdir(ROOT)
    for block in found:
        exec(compile(block, "README.md", "exec"), {})
    assert "brotherOf" in capsys.readouterr().out


def test_there_are_six_questions() -> None:
    assert len(blocks("sparql")) == 6


@pytest.mark.parametrize("sparql", blocks("sparql"))
def test_question_has_an_answer(graph: kg.Graph, sparql: str) -> None:
    assert kg.query(graph, sparql).rows


def test_relation_of_the_readme(tmp_path: Path) -> None:
    (block,) = blocks("turtle")
    shutil.copytree(default_folder(), tmp_path / "ontology")
    (tmp_path / "ontology" / "mine.ttl").write_text(block, encoding="utf-8")
    (tmp_path / "note.txt").write_text("Sara Linde, whose mentor is Paul Denk, tutored Nora Vance.\n", encoding="utf-8")
    taught = kg.build([tmp_path / "note.txt"], ontology=tmp_path / "ontology")
    names = {one.id: one.name for one in taught.entities()}
    said = {(names[row.subject], names[row.object or ""]) for row in taught.claims() if row.predicate == "mentorOf"}
    assert said == {("Paul Denk", "Sara Linde"), ("Sara Linde", "Nora Vance")}


def test_every_command_is_in_the_table() -> None:
    assert [name for name in commands.commands if f"`kg {name}" not in README] == []
