"""The command line: each command on a small graph, and the same words and defaults as the functions of the package."""

from __future__ import annotations

import csv
import inspect
import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import click
import pytest
import rdflib

import kg as package
from kg.cli import cli
from kg.write import FORMATS
from tests.command_line import ROOT, kg, kg_apart

SEEDS = ("01-natividad-patrol.txt", "04-el-tuerto-arrested.txt")
KIN = "SELECT ?one ?other { ?one kg:brotherOf ?other }"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two seeds."""
    folder = tmp_path_factory.mktemp("cli") / "out"
    done = kg("build", *(ROOT / "seeds" / name for name in SEEDS), "-o", folder)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


# -- build ---------------------------------------------------------------------------------------------------------------


def test_build_tells_what_was_read_and_found_and_where_the_page_is(out: Path) -> None:
    done = kg("build", *(ROOT / "seeds" / name for name in SEEDS), "-o", out)
    heads = [line.split()[0] for line in done.stdout.splitlines()]
    assert heads == ["read", "entities", "relations", "events", "claims", "took", "open"]
    assert "2 documents given: 2 unchanged" in done.stdout
    assert done.stdout.splitlines()[-1].endswith(str(out / "graph.html"))


def test_build_leaves_seven_files(out: Path) -> None:
    assert sorted(path.name for path in out.iterdir()) == [
        "claims.db",
        "claims.trig",
        "graph.html",
        "graph.json",
        "graph.ttl",
        "report.json",
        "report.md",
    ]


def test_build_reads_standard_input(plain: list[str], tmp_path: Path) -> None:
    done = kg("build", "-", "-o", tmp_path / "out", typed="Ada Stone leads Red Path.\n")
    assert done.returncode == 0, done.stderr
    assert plain == ["Ada Stone leads Red Path.\n"]


def test_build_tells_what_it_skipped_and_passed_over(plain: list[str], pages: Path, tmp_path: Path) -> None:
    (pages / "bad.txt").write_bytes(b"caf\xe9")
    (pages / "scan.pdf").write_bytes(b"%PDF")
    done = kg("build", pages, "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 documents given: 3 new, 1 skipped" in done.stdout
    assert f"skipped    {pages / 'bad.txt'}: not UTF-8 at byte 3" in done.stdout
    assert "passed by  1 .pdf" in done.stdout


# -- query ---------------------------------------------------------------------------------------------------------------


def test_query_gives_csv_where_nobody_watches(out: Path) -> None:
    done = kg("query", out, KIN)
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["one", "other"]
    assert ["https://kg.example/id/Comrade_Raul"] == [row[0] for row in rows if row[0].endswith("Comrade_Raul")]
    assert done.stdout == kg("query", out, KIN, "--format", "csv").stdout


def test_query_gives_the_same_rows_in_each_format(out: Path) -> None:
    rows = list(csv.reader(io.StringIO(kg("query", out, KIN, "--format", "csv").stdout)))
    tabbed = list(csv.reader(io.StringIO(kg("query", out, KIN, "--format", "tsv").stdout), delimiter="\t"))
    answer = json.loads(kg("query", out, KIN, "--format", "json").stdout)
    assert rows == tabbed
    assert answer["head"]["vars"] == rows[0]
    assert [[one[name]["value"] for name in rows[0]] for one in answer["results"]["bindings"]] == rows[1:]
    table = kg("query", out, KIN, "--format", "table").stdout
    assert "ent:Comrade_Raul" in table
    assert "https://" not in table


def test_query_asks_facts_and_claims_together(out: Path) -> None:
    both = """SELECT ?sentence { ?one kg:brotherOf ?other . ?claim rdf:subject ?one ; rdf:predicate kg:brotherOf ; kg:evidence ?place .
              ?place nif:anchorOf ?sentence }"""
    assert "Comrade Raul was a brother of Quispe Palomino." in kg("query", out, both).stdout


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELEC ?a { ?a ?b ?c }", "line 1, column 1"),
        ("SELECT ?a {\n  ?a kg:leaderOf }", "line 2, column 18"),
        ("SELECT ?a { ?a nope:leaderOf ?b }", "unknown prefix"),
        ("", "an empty query"),
        ("INSERT DATA { kg:a kg:b kg:c }", "a query only reads"),
    ],
)
def test_a_query_that_does_not_parse_is_one_line_with_its_place(out: Path, sparql: str, told: str) -> None:
    done = kg("query", out, sparql)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr


# -- the other commands --------------------------------------------------------------------------------------------------


def test_explain_tells_each_claim_with_its_sentence_marked_its_source_and_its_reason(out: Path) -> None:
    done = kg("explain", out, "Comrade Raul")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Comrade Raul (person)\n")
    assert "«Comrade Raul» was a «brother» of «Quispe Palomino»." in done.stdout
    assert "01-natividad-patrol.txt:" in done.stdout
    assert "rule:brotherOf/" in done.stdout
    assert "who is who" in done.stdout


def test_explain_takes_an_iri_as_well(out: Path) -> None:
    assert kg("explain", out, "https://kg.example/id/Comrade_Raul").stdout == kg("explain", out, "Comrade Raul").stdout


def test_explain_names_what_comes_near(out: Path) -> None:
    done = kg("explain", out, "Comrade Raoul")
    assert done.returncode == 1
    assert "Comrade Raul" in done.stderr


def test_show_writes_the_same_page_again_and_prints_its_path(out: Path) -> None:
    before = (out / "graph.html").read_bytes()
    (out / "graph.html").unlink()
    done = kg("show", out)
    assert (done.returncode, done.stdout) == (0, f"{out / 'graph.html'}\n")
    assert (out / "graph.html").read_bytes() == before


@pytest.mark.parametrize("suffix", FORMATS)
def test_write_writes_every_format(out: Path, tmp_path: Path, suffix: str) -> None:
    done = kg("write", out, "--to", tmp_path / f"graph{suffix}")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / f'graph{suffix}'}\n")
    text = (tmp_path / f"graph{suffix}").read_text(encoding="utf-8")
    assert "Comrade" in text
    if suffix == ".ttl":
        assert text == (out / "graph.ttl").read_text(encoding="utf-8")
    if suffix == ".nt":
        assert len(rdflib.Graph().parse(data=text, format="nt")) == len(rdflib.Graph().parse(out / "graph.ttl"))


def test_write_writes_as_many_formats_as_are_promised() -> None:
    assert set(FORMATS) == {f".{suffix}" for suffix in ["ttl", "nt", "trig", "nq", "jsonld", "json", "graphml", "gexf", "csv"]}
    assert " ".join(suffix[1:] for suffix in FORMATS) in str(cli.commands["write"].params[1].to_info_dict()["help"])


def test_write_refuses_a_suffix_it_does_not_know(out: Path, tmp_path: Path) -> None:
    done = kg("write", out, "--to", tmp_path / "graph.doc")
    assert done.returncode == 1
    assert "no writer for '.doc'; known: .ttl, " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_says_that_the_graph_conforms(out: Path) -> None:
    done = kg("check", out)
    assert (done.returncode, done.stdout) == (0, "conforms to the shapes\n")


def test_check_exits_with_1_where_a_shape_is_broken(out: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "out"
    spoilt.mkdir()
    for path in out.iterdir():
        (spoilt / path.name).write_bytes(path.read_bytes())
    with (spoilt / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("\nent:Peru kg:brotherOf ent:Comrade_Raul .\n")
    done = kg("check", spoilt)
    assert done.returncode == 1
    assert done.stdout.startswith("ent:Peru")


def test_check_takes_the_shapes_of_the_ontology_it_is_given(out: Path, tmp_path: Path) -> None:
    done = kg("check", out, "--ontology", tmp_path)
    assert done.returncode == 1
    assert "shapes.ttl" in done.stderr
    with mock.patch("kg.check.check", return_value=package.check(out)) as checked:
        kg("check", out, "--ontology", tmp_path)
    assert checked.call_args.kwargs == {"ontology": str(tmp_path)}


def test_ontology_lists_what_can_be_found_and_by_which_words() -> None:
    done = kg("ontology", "brotherOf", "Killing")
    heads = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert done.returncode == 0, done.stderr
    assert len(heads) == 2
    assert "brotherOf: Person -> Person" in heads
    assert any("RelationalNoun" in line and "brother" in line for line in done.stdout.splitlines())
    everything = kg("ontology").stdout.splitlines()
    assert len(everything) > 400
    assert set(done.stdout.splitlines()) <= set(everything)


def test_ontology_tests_its_examples(plain: list[str]) -> None:
    found = mock.Mock(found=True, trigger=mock.Mock(target="leaderOf"))
    missed = mock.Mock(found=False, trigger=mock.Mock(target="leaderOf", example="A x B.", expect=(("A", "leaderOf", "B"),)), got=())
    with mock.patch("kg.annotate.examples.test_examples", return_value=[found, found, found, missed]):
        done = kg("ontology", "leaderOf", "--test")
    assert done.returncode == 1
    assert done.stdout == "leaderOf: A x B. => A | leaderOf | B, got nothing\n3 of 4 examples give what they promise (75.0 %)\n"


# -- the command line as such --------------------------------------------------------------------------------------------


def test_help_is_quick() -> None:
    """A loose guard; the figure that is promised (0.3 s) is measured in the benchmarks."""
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        done = kg_apart("--help")
        taken.append(time.perf_counter() - start)
    assert min(taken) < 1
    for name in ("build", "check", "explain", "ontology", "query", "show", "write"):
        assert name in done.stdout


def test_the_version_is_the_packages() -> None:
    assert kg("--version").stdout == f"kg, version {package.__version__}\n"


def test_every_command_has_help() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        assert kg(name, "--help").returncode == 0
        assert all(one.help for one in command.params if isinstance(one, click.Option)), name


ONLY_HERE = {
    "build": {"progress", "open_"},
    "watch": {"open_"},
    "query": {"format"},
    "explain": {"marks"},
    "show": {"open_", "title"},
    "write": set(),
    "check": set(),
}
ONLY_HERE |= {name: set() for name in ("same", "different", "wrong", "right", "undo", "remove", "diff")}
ONLY_HERE["add"] = {"progress"}
SAME = {"out": {"graph", "source", "out"}, "sources": {"sources"}}


@pytest.mark.parametrize("name", ONLY_HERE)
def test_a_command_has_the_words_and_defaults_of_its_function(name: str) -> None:
    function: Callable[..., object] = getattr(package, name)
    there = inspect.signature(function).parameters
    here = {one.name or "": one for one in cli.commands[name].params}
    loaded = {"ontology"} if name in ("explain", "show", "write") else set()  # kg.load opens OUT for them
    told = {other for one in here for other in SAME.get(one, {one})} | ONLY_HERE[name] | loaded
    assert set(there) <= told, "the function knows a word that the command does not"
    for one, option in here.items():
        assert one in there or one in loaded | ONLY_HERE[name] or SAME.get(one, set()) & set(there), one
        if one in there and isinstance(option, click.Option) and not option.required:
            assert option.to_info_dict()["default"] == there[one].default, one
