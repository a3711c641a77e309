"""Building: the laws of the house, on many small graphs with the plain reader and on the seeds with the real one."""

from __future__ import annotations

import functools
import io
import json
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kg.build import Skipped, build
from kg.contents import remove
from kg.errors import DocumentError, KgError
from kg.facts import Document, Reading
from kg.keep import STORE, load
from kg.store import Store
from kg.workers import CHUNK, read_all
from tests.handmade import world
from tests.plain_reader import DEADLY, PlainReader

SAME = ("graph.json", "graph.ttl", "claims.trig", "graph.html")
ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"

PEOPLE = ("Ada Stone", "Bo Stone", "Cy Brook")
GROUPS = ("Red Path", "Blue Path")
SENTENCES = (
    *(f"{person} {verb} {group}." for person in PEOPLE for verb in ("leads", "does not lead") for group in GROUPS),
    *(f"{one} is a brother of {other}." for one in PEOPLE for other in PEOPLE if one != other),
    *(f"{group} killed {person} in Natividad." for group in GROUPS for person in PEOPLE),
)
texts = some.lists(some.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
corpora = some.dictionaries(some.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]), texts, min_size=1)
many = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def output(out: Path) -> dict[str, bytes]:
    """The files of OUT of which "the same bytes" is said."""
    return {name: (out / name).read_bytes() for name in SAME}


def report(out: Path) -> dict[str, object]:
    return dict(json.loads((out / "report.json").read_text(encoding="utf-8")))


def write_all(folder: Path, corpus: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in corpus.items():
        (folder / name).write_text(text, encoding="utf-8")


def content(out: Path) -> list[object]:
    with Store(out / STORE, readonly=True) as store:
        return [list(store.documents()), list(store.mentions()), list(store.claims()), list(store.judgements())]


# -- the laws ------------------------------------------------------------------------------------------------------------


@many
@given(corpora, some.randoms(use_true_random=False))
def test_order_and_number_of_runs_change_no_byte(plain: list[str], corpus: dict[str, str], chance) -> None:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder / "pages", corpus)
        paths = sorted((folder / "pages").iterdir())
        build(paths, out=folder / "once")
        chance.shuffle(paths)
        for path in paths:
            build(path, out=folder / "singly")
        assert output(folder / "once") == output(folder / "singly")
        assert content(folder / "once") == content(folder / "singly")


@many
@given(corpora, corpora)
def test_an_edited_file_is_read_again_and_its_old_claims_go(plain: list[str], before: dict[str, str], after: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder / "pages", {**before, **after})
        build(folder / "pages", out=folder / "fresh")
        write_all(folder / "pages", {**after, **before})
        build(folder / "pages", out=folder / "edited")
        write_all(folder / "pages", after)
        build(folder / "pages", out=folder / "edited")
        assert output(folder / "fresh") == output(folder / "edited")
        assert content(folder / "fresh") == content(folder / "edited")


@many
@given(corpora, texts)
def test_a_document_that_is_added_and_removed_leaves_no_trace(plain: list[str], corpus: dict[str, str], text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder / "pages", corpus)
        build(folder / "pages", out=folder / "never")
        shutil.copytree(folder / "never", folder / "out")
        write_all(folder / "more", {"x.txt": text})
        build(folder / "more", out=folder / "out")
        remove(folder / "out", folder / "more" / "x.txt")
        assert output(folder / "never") == output(folder / "out")
        assert content(folder / "never") == content(folder / "out")


@many
@given(corpora)
def test_every_claim_and_mention_slices_its_own_quote(plain: list[str], corpus: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        write_all(Path(name) / "pages", corpus)
        graph = build(Path(name) / "pages")
        places = [one.evidence for one in graph.mentions.values()] + [one.claim.evidence for one in graph.claims()]
        assert places
        for place in places:
            assert place.quote == graph.documents[place.document].text[place.start : place.end] != ""


def test_building_again_reads_nothing_and_writes_nothing(plain: list[str], pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(pages, out=out)
    times = {name: (out / name).stat().st_mtime_ns for name in SAME}
    before = output(out), content(out)
    plain.clear()
    build(pages, out=out)
    assert plain == []
    assert {name: (out / name).stat().st_mtime_ns for name in SAME} == times
    assert (output(out), content(out)) == before
    assert report(out)["changed"] is False
    assert report(out)["documents"]["unchanged"] == 3  # type: ignore[index]


def test_only_what_changed_is_read(plain: list[str], pages: Path, tmp_path: Path) -> None:
    build(pages, out=tmp_path / "out")
    plain.clear()
    (pages / "two.txt").write_text("Cy Brook leads Blue Path.", encoding="utf-8")
    (pages / "four.txt").write_text("Di Brook leads Blue Path.", encoding="utf-8")
    build(pages, out=tmp_path / "out")
    assert sorted(plain) == ["Cy Brook leads Blue Path.", "Di Brook leads Blue Path."]
    told = report(tmp_path / "out")["documents"]
    assert (told["new"], told["edited"], told["unchanged"]) == (1, 1, 2)  # type: ignore[index]


def test_another_extractor_reads_everything_again_even_what_is_gone(
    plain: list[str], pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(pages, out=tmp_path / "out")
    plain.clear()
    monkeypatch.setattr(PlainReader, "fingerprint", "plain/2")
    (pages / "one.txt").unlink()
    build(pages, out=tmp_path / "out")
    assert len(plain) == 3
    assert report(tmp_path / "out")["kept"] == [str(pages / "one.txt")]
    assert len(load(tmp_path / "out").documents) == 3


@pytest.mark.parametrize("name", SAME)
def test_a_file_of_the_output_that_was_changed_or_lost_comes_back(plain: list[str], pages: Path, tmp_path: Path, name: str) -> None:
    build(pages, out=tmp_path / "out")
    before = output(tmp_path / "out")
    (tmp_path / "out" / name).write_text("spoilt", encoding="utf-8")
    build(pages, out=tmp_path / "out")
    assert output(tmp_path / "out") == before
    (tmp_path / "out" / name).unlink()
    build(pages, out=tmp_path / "out")
    assert output(tmp_path / "out") == before


def test_another_base_changes_the_iris_and_is_remembered(plain: list[str], pages: Path, tmp_path: Path) -> None:
    build(pages, out=tmp_path / "out", base="https://a.example/")
    assert all(one.iri.startswith("https://a.example/") for one in load(tmp_path / "out").entities())
    assert b"https://a.example/" in (tmp_path / "out" / "graph.ttl").read_bytes()


def test_the_graph_that_is_built_is_the_graph_that_is_loaded(plain: list[str], pages: Path, tmp_path: Path) -> None:
    built, loaded = build(pages, out=tmp_path / "out"), load(tmp_path / "out")
    for part in ("entities", "events", "relations", "claims"):
        assert getattr(built, part)() == getattr(loaded, part)()
    assert build(pages).entities() == built.entities()


def test_an_ontology_of_ones_own_is_remembered(plain: list[str], pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    shutil.copytree(world().folder, own)
    build(pages, out=tmp_path / "out", ontology=own)
    monkeypatch.delenv("KG_ONTOLOGY")
    assert load(tmp_path / "out").ontology.folder == own
    shutil.rmtree(own)
    with pytest.raises(KgError, match="which is not there"):
        load(tmp_path / "out")


def test_an_output_of_before_is_whole_when_a_file_cannot_be_made(
    plain: list[str], pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(pages, out=tmp_path / "out")
    before = output(tmp_path / "out")
    (pages / "two.txt").write_text("Cy Brook leads Blue Path.", encoding="utf-8")

    def fails(graph: object) -> str:
        raise KgError("no page today")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["kg.show"], "page", fails)
        with pytest.raises(KgError, match="no page today"):
            build(pages, out=tmp_path / "out")
    assert output(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".*"))
    build(pages, out=tmp_path / "out")
    assert output(tmp_path / "out") != before
    build(pages, out=tmp_path / "fresh")
    assert output(tmp_path / "out") == output(tmp_path / "fresh")


# -- what cannot be read -------------------------------------------------------------------------------------------------


def test_a_bad_document_is_skipped_counted_and_told(plain: list[str], pages: Path, tmp_path: Path) -> None:
    (pages / "bad.txt").write_bytes(b"caf\xe9")
    with pytest.warns(Skipped, match=r"bad\.txt: not UTF-8 at byte 3"):
        build(pages, out=tmp_path / "out")
    told = report(tmp_path / "out")
    assert [one["source"] for one in told["skipped"]] == [str(pages / "bad.txt")]  # type: ignore[attr-defined]
    assert told["documents"]["skipped"] == 1  # type: ignore[index]
    assert len(load(tmp_path / "out").documents) == 3


def test_strict_stops_and_leaves_the_output_alone(plain: list[str], pages: Path, tmp_path: Path) -> None:
    build(pages, out=tmp_path / "out")
    before = output(tmp_path / "out")
    (pages / "bad.txt").write_bytes(b"caf\xe9")
    with pytest.raises(DocumentError, match=r"bad\.txt"):
        build(pages, out=tmp_path / "out", strict=True)
    assert output(tmp_path / "out") == before


def test_a_file_that_went_bad_keeps_its_last_good_reading(plain: list[str], pages: Path, tmp_path: Path) -> None:
    build(pages, out=tmp_path / "out")
    before = output(tmp_path / "out")
    (pages / "one.txt").write_bytes(b"\0")
    with pytest.warns(Skipped):
        build(pages, out=tmp_path / "out")
    assert output(tmp_path / "out") == before


def test_nothing_but_bad_documents_is_an_error(plain: list[str], tmp_path: Path) -> None:
    write_all(tmp_path / "pages", {"a.txt": "", "b.txt": "  \n"})
    with (
        pytest.raises(DocumentError, match=r"holds no text.*\(and 1 other sources? skipped\); nothing was read"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", Skipped)
        build(tmp_path / "pages", out=tmp_path / "out")


def test_standard_input_is_a_document(plain: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Ada Stone leads Red Path.")))
    assert [one.source for one in build("-", out=tmp_path / "out").documents.values()] == ["-"]


def test_progress_is_told_from_nothing_to_all(plain: list[str], pages: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(pages, out=tmp_path / "out", progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "reading"] == [("reading", number, 3) for number in range(3)]
    assert [step[0] for step in told[-2:]] == ["resolving", "writing"]


# -- workers -------------------------------------------------------------------------------------------------------------

make = functools.partial(PlainReader, None)  # type: ignore[arg-type]


def documents(count: int, deadly: tuple[int, ...] = ()) -> list[Document]:
    text = "Ada Stone leads Red Path. "
    return [Document.of(text * (number % 3 + 1) + DEADLY * (number in deadly), f"{number:04}.txt") for number in range(count)]


def readings(outcomes) -> dict[str, Reading | None]:  # type: ignore[no-untyped-def]
    found: dict[str, Reading | None] = {}
    for chunk, read in outcomes:
        found.update(zip((one.source for one in chunk), read or (None,), strict=True))
    return found


def test_any_number_of_workers_reads_the_same() -> None:
    wanted = documents(3 * CHUNK + 5)
    assert readings(read_all(wanted, make)) == readings(read_all(wanted, make, workers=2))


def test_documents_that_kill_their_worker_are_found_and_the_rest_is_read() -> None:
    wanted = documents(2 * CHUNK + 3, deadly=(7, CHUNK + 1))
    found = readings(read_all(wanted, make, workers=2))
    assert sorted(found) == [one.source for one in wanted]
    assert [source for source, reading in sorted(found.items()) if reading is None] == ["0007.txt", f"{CHUNK + 1:04}.txt"]


def test_an_error_of_the_reader_comes_out_as_itself() -> None:
    with pytest.raises(KgError, match="no such model"):
        list(read_all(documents(2), failing_maker, workers=2))


def failing_maker() -> PlainReader:
    raise KgError("no such model")


def test_a_killed_worker_costs_one_document_of_the_graph(plain: list[str], pages: Path, tmp_path: Path) -> None:
    (pages / "deadly.txt").write_text(DEADLY, encoding="utf-8")
    with pytest.warns(Skipped, match=r"deadly\.txt: the process that read it died"):
        build(pages, out=tmp_path / "out", workers=2)
    (pages / "deadly.txt").unlink()
    build(pages, out=tmp_path / "alone")
    assert output(tmp_path / "out") == output(tmp_path / "alone")


# -- with the real annotator ---------------------------------------------------------------------------------------------


def kg(*arguments: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=300, **more)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    done = kg("build", "seeds", "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def test_the_seeds_are_ten() -> None:
    assert len(list(SEEDS.glob("*.txt"))) == 10


def test_the_seeds_build_twice_in_three_seconds_to_the_same_bytes(seeds: Path) -> None:
    before = output(seeds), content(seeds)
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = kg("build", "seeds", "-o", seeds)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Processor seconds: the clock on the wall would measure the other tests too.
    assert used.ru_utime + used.ru_stime - start.ru_utime - start.ru_stime < 3
    assert "10 unchanged" in done.stdout
    assert (output(seeds), content(seeds)) == before


def test_two_orders_of_the_seeds_and_two_workers_give_the_same_bytes(seeds: Path, tmp_path: Path) -> None:
    backwards = sorted((path.relative_to(ROOT) for path in SEEDS.glob("*.txt")), reverse=True)
    done = kg("build", *backwards[:3], "-o", tmp_path / "out")
    done = kg("build", *backwards[3:], "-o", tmp_path / "out", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert output(tmp_path / "out") == output(seeds)
    assert content(tmp_path / "out") == content(seeds)


def test_a_build_that_is_killed_is_finished_by_the_next(seeds: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", "seeds", "-o", str(out)]
    for wait in (0.3, 1.0, 1.8, 2.4):
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        time.sleep(wait)
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert kg("build", "seeds", "-o", out).returncode == 0
    assert output(out) == output(seeds)
    assert content(out) == content(seeds)
    assert {path.name for path in out.iterdir()} == {*SAME, STORE, "report.json", "report.md"}
