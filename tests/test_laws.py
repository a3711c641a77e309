"""Laws 1, 2, 4, 7 and 9 on real builds: grounded, order-free, idempotent, typed, loud."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
FILES = ("graph.json", "graph.ttl", "claims.trig", "graph.html")


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[kg.Graph, Path]:
    out = tmp_path_factory.mktemp("once") / "out"
    return kg.build(SEEDS, out=out), out


def test_there_are_seeds() -> None:
    assert len(SEEDS) >= 10


def test_grounded(once: tuple[kg.Graph, Path]) -> None:
    graph, _ = once
    claims = graph.claims()
    assert len(claims) > 200
    for row in claims:
        said = row.claim.evidence
        assert graph.documents[said.document].text[said.start : said.end] == said.quote
    for mention in graph.mentions.values():
        said = mention.evidence
        assert graph.documents[said.document].text[said.start : said.end] == said.quote != ""


def test_typed(once: tuple[kg.Graph, Path]) -> None:
    graph, _ = once
    ontology = kg.Ontology.load()
    type_of = {one.id: one.type for one in (*graph.entities(), *graph.events())}
    for row in graph.claims():
        one = ontology.properties[row.predicate]
        assert ontology.fits(type_of[row.subject], one.domain), row
        assert row.object is None or ontology.fits(type_of[row.object], one.range), row


def test_idempotent(once: tuple[kg.Graph, Path]) -> None:
    _, out = once
    before = contents(out)
    kg.build(SEEDS, out=out)
    assert contents(out) == before


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(order=st.permutations(SEEDS), cut=st.integers(1, 9), workers=st.sampled_from([1, 1, 2]))
def test_order_free(
    once: tuple[kg.Graph, Path], tmp_path_factory: pytest.TempPathFactory, order: list[Path], cut: int, workers: int
) -> None:
    """One run or two, in any order, with one process or two: the same bytes."""
    _, whole = once
    out = tmp_path_factory.mktemp("parts") / "out"
    kg.build(order[:cut], out=out, workers=workers)
    kg.build(order, out=out, workers=workers)
    assert contents(out) == contents(whole)


def test_edited_file_is_read_again(tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("Ada Berg leads the Alden Foundation.\n", encoding="utf-8")
    out = tmp_path / "out"
    kg.build([text], out=out)
    text.write_text("Tomas Rell leads the Alden Foundation.\n", encoding="utf-8")
    graph = kg.build([text], out=out)
    assert {one.name for one in graph.entities() if one.type == "Person"} == {"Tomas Rell"}


def test_a_document_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Ada Berg leads the Alden Foundation.\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    kg.build([tmp_path / "good.txt", tmp_path / "bad.txt"], out=tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert "bad.txt" in json.dumps(report)
