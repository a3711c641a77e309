"""The rules of the house: the linters are clean, the fence holds and can be seen to hold, and nothing loads or says what it should not."""

from __future__ import annotations

import ast
import functools
import importlib
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kg"
SOURCES = sorted(PACKAGE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {one["name"]: one for one in PROJECT["tool"]["importlinter"]["contracts"]}
ROOMS = {f"kg.{path.stem}" for path in PACKAGE.iterdir() if (path.suffix == ".py" or (path / "__init__.py").is_file()) and path.stem[0] != "_"}

# How many there are today; a ceiling may fall, never rise.
LONG_FILES, MOST_LINES = 5, 300
LONG_FUNCTIONS, MOST_LINES_OF_A_FUNCTION = 0, 40


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, timeout=300, check=False)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return run(Path(sys.executable).parent / "lint-imports", "--no-cache", cwd=folder)


def python(code: str) -> str:
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@functools.cache
def trees() -> list[tuple[str, ast.Module]]:
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES]


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 60
    assert len(ROOMS) > 15


# -- the linters ---------------------------------------------------------------------------------------------------------


def test_ruff_is_clean() -> None:
    done = run(sys.executable, "-m", "ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_the_types_hold() -> None:
    done = run(sys.executable, "-m", "mypy", "--strict", "kg")
    assert done.returncode == 0, done.stdout


# -- the fence -----------------------------------------------------------------------------------------------------------


def test_every_contract_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in done.stdout


BREACHES = [
    ("One direction", "kg/facts.py", "import kg.graph"),
    ("One direction", "kg/store.py", "import kg.build"),
    ("One direction", "kg/show/model.py", "import kg.cli"),
    ("One direction", "kg/newroom.py", ""),
    ("Below the waist never looks up", "kg/tables.py", "import kg.store"),
    ("Below the waist never looks up", "kg/graph.py", "import kg.annotate"),
    ("Below the waist never looks up", "kg/write/csv.py", "import kg.read"),
    ("Below the waist never looks up", "kg/rdf.py", "import spacy"),
    ("pyvis lives in show", "kg/graph.py", "import pyvis"),
    ("pyshacl lives in check", "kg/query.py", "import pyshacl"),
    ("networkx lives in graph and write", "kg/rdf.py", "import networkx"),
]


def test_every_contract_has_a_breach() -> None:
    assert {name for name, _, _ in BREACHES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "path", "line"), BREACHES)
def test_a_breach_of_the_fence_is_seen(tmp_path: Path, contract: str, path: str, line: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "assets"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout or path == "kg/newroom.py", done.stdout + done.stderr


@pytest.mark.parametrize(
    ("contract", "homes"),
    [
        ("pyvis lives in show", {"kg.show"}),
        ("pyshacl lives in check", {"kg.check"}),
        ("networkx lives in graph and write", {"kg.graph", "kg.write"}),
    ],
)
def test_a_library_with_a_home_is_closed_to_every_other_room(contract: str, homes: set[str]) -> None:
    assert set(CONTRACTS[contract]["source_modules"]) == ROOMS - homes


# -- what loads what -----------------------------------------------------------------------------------------------------

HEAVY = ("spacy", "rdflib", "pandas", "networkx", "pyvis", "pyshacl", "pyoxigraph", "rich")


def test_the_package_loads_no_heavy_library() -> None:
    assert python(f"import kg, sys; print(sorted(set(sys.modules) & set({HEAVY})))") == "[]"


def test_the_command_line_loads_no_heavy_library_before_a_command_runs() -> None:
    assert python(f"import kg.cli, sys; print(sorted(set(sys.modules) & set({HEAVY})))") == "[]"


@pytest.mark.parametrize("room", ["kg.show", "kg.rdf", "kg.write", "kg.query", "kg.check", "kg.graph"])
def test_what_lies_below_the_waist_loads_without_spacy(room: str) -> None:
    assert python(f"import sys; sys.modules['spacy'] = None; import {room}; print({room!r} in sys.modules)") == "True"


WITHOUT_SPACY = """
import sys

sys.modules["spacy"] = None
from kg.query import query
from kg.rdf import trig, turtle
from kg.show import page
from kg.write import graph_json
from tests.handmade import graph, report

known = graph(report())
print(all(make(known) for make in (turtle, trig, page, graph_json)), len(query(known, "SELECT ?one { ?one a kg:Person }")) > 0)
"""


def test_a_graph_is_written_drawn_and_asked_without_spacy() -> None:
    assert python(WITHOUT_SPACY) == "True True"


def test_the_public_names_are_there() -> None:
    import kg

    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="it has build"):
        kg.nonsense  # noqa: B018  (the look-up is what is tried)


def test_the_command_has_a_way_in() -> None:
    module, _, name = PROJECT["project"]["scripts"]["kg"].partition(":")
    assert callable(getattr(importlib.import_module(module), name))


# -- what the source says ------------------------------------------------------------------------------------------------

# Words of somebody's world; they belong into Turtle, never into Python.
WORLD = ("shining path", "vraem", "guerrilla", "peru", "quispe", "comrade", "reuters", "natividad")


def strings(tree: ast.Module) -> Iterator[str]:
    """The string constants of a module that are no docstring."""
    owners = (one for one in ast.walk(tree) if isinstance(one, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)))
    first = (one.body[0] for one in owners if one.body)
    docstrings = {id(one.value) for one in first if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)}
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docstrings:
            yield one.value


def test_no_word_of_the_users_world_stands_in_python() -> None:
    told = [(path, text) for path, tree in trees() for text in strings(tree) if any(word in text.lower() for word in WORLD)]
    assert told == []


def test_nothing_reaches_outside_the_repository() -> None:
    outside = "../" + "shared"  # in two parts, so that this file may be looked at too
    files = [path for folder in ("kg", "ontology", "tests") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".ttl", ".js", ".html", ".css")]
    assert len(files) > 80
    assert [path for path in files if outside in path.read_text(encoding="utf-8")] == []


def test_the_library_never_prints_nor_swallows() -> None:
    told = []
    for path, tree in trees():
        for one in ast.walk(tree):
            printed = isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "print"
            swallowed = isinstance(one, ast.ExceptHandler) and (one.type is None or ast.unparse(one.type) == "Exception")
            asserted = isinstance(one, ast.Assert)
            if printed or swallowed or asserted:
                told.append(f"{path}:{one.lineno}")
    assert told == []


def test_long_files_grow_no_more() -> None:
    found = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    long = {path: lines for path, lines in found.items() if lines > MOST_LINES}
    assert len(long) <= LONG_FILES, long


def test_long_functions_grow_no_more() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [(path, one.name, (one.end_lineno or 0) - one.lineno + 1) for path, tree in trees() for one in ast.walk(tree) if isinstance(one, kinds)]
    long = [one for one in found if one[2] > MOST_LINES_OF_A_FUNCTION]
    assert len(long) <= LONG_FUNCTIONS, long
    assert sorted(lines for _, _, lines in found)[len(found) // 2] < 10
