"""report.md: what a person reads after a build."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.keep import load
from kg.overview import link, overview, text
from tests.command_line import ROOT, kg
from tests.handmade import Page, graph, report
from tests.resolve.test_events import built
from tests.resolve.test_events import report as incident


def row(**more: Any) -> dict[str, Any]:
    """A report of a build of one new document."""
    counts = dict.fromkeys(("new", "edited", "read_again", "unchanged", "skipped", "kept"), 0) | {"given": 1, "new": 1}
    return {"documents": counts, "skipped": [], "passed_over": {}, "found": {"entities": {"Person": 2}}} | more


def section(told: str, title: str) -> str:
    found = re.search(rf"^##? {title}\n\n(.*?)(?=\n\n#|\Z)", told, re.DOTALL | re.MULTILINE)
    assert found, told
    return found[1]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds, with one file that cannot be read and one that nobody reads."""
    folder = tmp_path_factory.mktemp("overview")
    (folder / "bad|name.txt").write_bytes(b"caf\xe9")
    (folder / "scan.pdf").write_bytes(b"%PDF")
    assert kg("build", ROOT / "seeds", folder, "-o", folder / "out").returncode == 0
    return folder / "out"


def test_the_report_of_the_seeds_tells_all_it_promises(seeds: Path) -> None:
    told = (seeds / "report.md").read_text(encoding="utf-8")
    assert told.startswith("# What 10 documents say\n\nOf 11 documents given: 10 new, 1 skipped.")
    assert r"bad\|name.txt: not UTF-8 at byte 3" in section(told, "Skipped")
    assert "1 .pdf" in section(told, "Skipped")
    assert len(section(told, "The 20 best connected").splitlines()) == 22
    dates = re.findall(r"^\| (\d{4}[-\d]*) \|", section(told, "The newest events"), re.MULTILINE)
    assert len(dates) == 10 and dates == sorted(dates, reverse=True)
    scores = [float(one) for one in re.findall(r"\| (0\.\d\d) \|", section(told, "The weakest merges"))]
    assert len(scores) == 10 and scores == sorted(scores)
    assert "Where these lie is not known: " in section(told, "What could not be resolved")


def test_links_of_the_report_name_things_of_the_page(seeds: Path) -> None:
    told = (seeds / "report.md").read_text(encoding="utf-8")
    keys = {one.iri.removeprefix("https://kg.example/id/") for one in load(seeds).things.values()}
    found = re.findall(r"\(graph\.html#node=([^)]*)\)", told)
    assert len(found) > 30
    assert {re.sub("%..", "", one) for one in found} <= {re.sub(r"%..|[^\x00-\x7f]|[!$&'()*+;=:@,]", "", one) for one in keys}


def test_a_second_build_says_that_nothing_was_new(plain: list[str], pages: Path, tmp_path: Path) -> None:
    for _ in range(2):
        build(pages, out=tmp_path / "out")
    assert "Of 3 documents given: 3 unchanged." in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")


def test_best_connected_counts_what_is_asserted_of_those_who_have_a_name() -> None:
    best = section(overview(graph(report()), row()), "The 20 best connected")
    assert best.splitlines()[2].startswith("| [")
    assert "officers" not in best


def test_merges_are_those_of_the_machine_and_the_weakest_first() -> None:
    page = Page("Ada Berg met A. Berg and Ada. She left. Bo Hill met B. Hill.")
    full, short, first = page.name("Ada Berg", "Person"), page.name("A. Berg", "Person"), page.name("Ada", "Person", nth=1)
    page.same(full, short, score=0.8)
    page.same(full, first, score=0.6)
    page.same(full, page.name("She", "Person", kind="pronoun"), score=0.2)
    page.same(page.name("Bo Hill", "Person"), page.name("B. Hill", "Person"), score=0.5, by="person:eve")
    merges = section(overview(graph(page), row()), "The weakest merges")
    assert re.findall(r"^\| (\w[^|]*) \| (\w[^|]*) \| (0\.\d\d)", merges, re.MULTILINE) == [
        ("Ada Berg (page.txt:0-8)", "Ada (page.txt:25-28)", "0.60"),
        ("Ada Berg (page.txt:0-8)", "A. Berg (page.txt:13-20)", "0.80"),
    ]


def test_what_is_open_is_told() -> None:
    pages = [Page("Quispe spoke in Nowhere Town.", f"{number}.txt") for number in "ab"]
    names = [page.name("Quispe", "Person") for page in pages]
    pages[0].name("Nowhere Town", "Settlement")
    pages[0].same(*names, "unsure", score=0.4)
    told = section(overview(graph(*pages), row()), "What could not be resolved")
    assert "2 things of one kind are called Quispe: " in told
    assert "Quispe and Quispe may be one: " in told
    assert "Where these lie is not known: [Nowhere Town]" in told


def test_where_reports_differ_is_told_with_the_sources() -> None:
    told = overview(built(incident("wire", killed="7"), incident("daily", killed="8")), row())
    assert "| killed | 8 (daily.txt), 7 (wire.txt) |" in told


def test_nothing_is_told_of_nothing() -> None:
    assert overview(graph(Page("Nothing.")), row(found={})) == (
        "# What 1 document says\n\nOf 1 document given: 1 new. Open [the page](graph.html) to look around.\n\n\n"
    )


@pytest.mark.parametrize("words", ["a | b", "<b>x</b>", "*not* _so_ `x`", "# no", "[x](y)", "a\nb"])
def test_names_stay_words(words: str) -> None:
    shown = text(words)
    assert "\n" not in shown
    assert re.sub(r"\\(.)", r"\1", shown) == words.replace("\n", " ")
    assert not re.search(r"(?<!\\)[|<>*_`#\[\]]", shown)


def test_a_link_leads_to_the_things_place_in_the_page() -> None:
    page = Page("Ana (Red) spoke.")
    page.name("Ana (Red)", "Person")
    made = graph(page)
    assert link(made.entities()[0], made) == "[Ana (Red)](graph.html#node=Ana_%28Red%29)"
