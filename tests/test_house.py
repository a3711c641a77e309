"""The house keeps its own rules: types, style, the fence between rooms, lazy imports, and no word of the user's world in Python."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg
from kg.ontology import Ontology

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = sorted(path for path in (ROOT / "kg").rglob("*.py"))
HEAVY = ("spacy", "rdflib", "pandas", "networkx", "pyvis", "pyshacl", "numpy", "rich", "click")


def run(*command: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env={**os.environ, **environment}, timeout=300)


def python(script: str) -> str:
    done = run(sys.executable, "-c", script)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# -- types, style, fence -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("ruff", "check", "."), ("mypy", "--strict", "-p", "kg"), ("lint-imports", "--no-cache")])
def test_the_checker_has_nothing_to_say(command: tuple[str, ...]) -> None:
    done = run(str(BIN / command[0]), *command[1:])
    assert done.returncode == 0, done.stdout + done.stderr


# What breaks each contract: a file of the package and the line that is added to it.
BREACHES = [
    ("One direction", "facts.py", "import kg.graph"),
    ("One direction", "store/store.py", "import kg.build"),
    ("One direction", "show/model.py", "import kg.cli"),
    ("From parse to claims", "annotate/grammar/phrases.py", "import kg.annotate.frames.table"),
    ("From parse to claims", "annotate/happenings/parts.py", "import kg.annotate.stance.stances"),
    ("Below the waist never looks up", "tables.py", "import kg.store"),
    ("Below the waist never looks up", "graph.py", "import kg.annotate"),
    ("Below the waist never looks up", "write/csv.py", "import kg.read"),
    ("Below the waist never looks up", "rdf.py", "import spacy"),
    ("pyvis lives in show", "query.py", "import pyvis"),
    ("pyshacl lives in check", "rdf.py", "import pyshacl"),
    ("networkx lives in graph and write", "rdf.py", "import networkx"),
]
CONTRACTS = {one["name"]: one for one in SETTINGS["tool"]["importlinter"]["contracts"]}
ROOMS = {f"kg.{path.stem}" for path in (ROOT / "kg").iterdir() if (path.suffix == ".py" or list(path.glob("*.py"))) and path.stem[0] != "_"}


def test_every_contract_has_a_breach_to_try() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "name", "line"), BREACHES)
def test_a_contract_fails_when_it_is_broken(tmp_path: Path, contract: str, name: str, line: str) -> None:
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "assets"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "kg" / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = run(str(BIN / "lint-imports"), "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert re.search(rf"(?m)^{re.escape(contract)} BROKEN", done.stdout), done.stdout


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


def test_every_room_stands_in_the_fence(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__", "assets"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "kg" / "utils.py").write_text("", encoding="utf-8")
    done = run(str(BIN / "lint-imports"), "--no-cache", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "kg.utils" in done.stdout


# -- imports -------------------------------------------------------------------------------------------------------------


def test_the_package_loads_nothing_heavy() -> None:
    assert python(f"import sys, kg, kg.errors, kg.facts; print([one for one in {HEAVY} if one in sys.modules])") == "[]"


@pytest.mark.parametrize("room", ["graph", "rdf", "query", "check", "show", "write", "build", "explain"])
def test_what_only_asks_works_where_no_text_can_be_read(room: str) -> None:
    script = f"import sys; sys.modules['spacy'] = None; import importlib; importlib.import_module('kg.{room}'); print('fine')"
    assert python(script) == "fine"


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


def test_a_graph_is_written_drawn_and_asked_where_no_text_can_be_read() -> None:
    assert python(WITHOUT_SPACY) == "True True"


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    heavy = set(HEAVY) - {"click"}
    assert python(f"import sys, kg.cli; print([one for one in {sorted(heavy)} if one in sys.modules])") == "[]"


def test_every_module_can_be_imported_first() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in FILES if path.stem != "__main__"]
    assert len(names) > 40
    torch = importlib.util.find_spec("torch") is not None  # comes with the extra ``train`` only
    for name in names:
        if torch or name not in {f"kg.learn.{one}" for one in ("batch", "coref", "export", "judge", "model", "shown", "teach", "train")}:
            importlib.import_module(name)


def test_the_verbs_are_functions_whatever_was_imported_before() -> None:
    script = "import kg.build, kg.query, kg.show, kg.write, kg.check, kg.explain, kg\n"
    script += (
        "print(all(type(getattr(kg, verb)).__name__ == 'function' for verb in ('build', 'query', 'show', 'write', 'check', 'explain')))"
    )
    assert python(script) == "True"


def test_every_public_name_is_there_and_an_unknown_one_is_told() -> None:
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="has no attribute 'biuld'; it has build"):
        kg.biuld  # type: ignore[attr-defined]  # noqa: B018


def test_every_script_of_the_package_points_at_a_function() -> None:
    scripts = SETTINGS["project"]["scripts"]
    assert set(scripts) == {"kg", "kg-learn"}
    for target in scripts.values():
        module, name = target.split(":")
        assert callable(getattr(importlib.import_module(module), name))


# -- what stands in the files --------------------------------------------------------------------------------------------


def test_no_name_of_the_users_world_stands_in_python() -> None:
    names = {name for one in Ontology.load().individuals for name in (one.name, *one.aliases, *one.demonyms)}
    telling = {name for name in names if " " in name and name[0].isupper()}  # a single word may be a word of English, too
    assert len(telling) > 100
    for path in FILES:
        strings = [node.value for node in ast.walk(code(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found = {string.strip() for string in strings} & telling
        assert not found, (path, found)


def test_every_list_of_words_is_asked_for_and_is_there() -> None:
    kinds = set(Ontology.load().cues)
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert len(kinds) > 80
    assert {kind for kind in kinds if f'"{kind}"' not in text} == set()
    assert set(re.findall(r'(?:cue|cues\.get)\(\s*"(\w+)"', text)) <= kinds


def test_no_class_below_the_broadest_stands_in_python() -> None:
    ontology = Ontology.load()
    broadest = {ontology.family(name) for name in ontology.classes}
    narrower = {name for name in ontology.classes if ontology.family(name) != "Thing"} - broadest
    assert len(narrower) > 50
    asking = [path for path in FILES if "learn" not in path.relative_to(ROOT).parts]  # weights are fitted to classes
    assert len(asking) > 150
    for path in asking:
        strings = {node.value for node in ast.walk(code(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        assert not strings & narrower, (path, strings & narrower)


def test_no_telling_word_stands_inside_a_string_either() -> None:
    words = ("shining path", "vraem", "guerrilla", "peru", "quispe", "comrade", "natividad")
    for path in FILES:
        strings = [node.value for node in ast.walk(code(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert not [string for string in strings if any(word in string.lower() for word in words)], path


def test_nothing_reaches_outside_the_repository() -> None:
    outside = "../" + "shared"  # in two parts, since this file is looked at, too
    kinds = (".py", ".ttl", ".js", ".css", ".html")
    files = [path for folder in ("kg", "ontology", "tests") for path in (ROOT / folder).rglob("*") if path.suffix in kinds]
    assert len(files) > 80
    assert not [path for path in files if outside in path.read_text(encoding="utf-8")]


def code(path: Path) -> ast.Module:
    """A module's tree without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return tree


def test_library_code_neither_prints_nor_swallows_nor_asserts() -> None:
    for path in FILES:
        for node in ast.walk(code(path)):
            assert not isinstance(node, ast.Assert), path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", path
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                raises = any(isinstance(one, ast.Raise) for one in ast.walk(node))
                assert caught not in ("everything", "Exception") and (caught != "BaseException" or raises), path


def test_no_function_is_longer_than_forty_lines_and_half_are_under_ten() -> None:
    lengths = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                lengths.append((node.end_lineno or 0) - node.lineno + 1)
                assert lengths[-1] <= 40, (path, node.name)
    assert len(lengths) > 300
    assert sorted(lengths)[len(lengths) // 2] < 10


def test_no_file_has_more_than_three_hundred_lines() -> None:
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert not {path: count for path, count in lines.items() if count > 300}


def test_no_room_is_called_after_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "process", "handle"}
    assert not [path for path in FILES if path.stem in empty or path.parent.name in empty]


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or not tree.body, path
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
                assert ast.get_docstring(node), (path, node.name)


def test_the_constraints_pin_every_dependency_and_nothing_of_this_machine() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower() for line in lines}
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._+!]+", line) for line in lines)
    project = SETTINGS["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for one in wanted:
        assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", one)[0]).lower() in pinned, one  # type: ignore[index]
