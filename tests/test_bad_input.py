"""Bad input from the command line: one line that says what, where and what to do, and whatever OUT held is still whole."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store import FORMAT
from tests.command_line import ROOT, Done, kg, kg_apart

GOOD = "Victor Quispe is the leader of the Shining Path, an armed group. His brother Jorge Quispe was killed by the army in Lima.\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a document and the graph of it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    done = kg("build", "good.txt", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "place"))


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.stem != "report"}


def one_line(done: Done, *told: str) -> None:
    """The command failed with one line that holds these words."""
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.fullmatch(r"kg: [^\n]+\n", done.stderr), done.stderr
    for words in told:
        assert words in done.stderr


BAD = {
    "empty.txt": (b"", "holds no text"),
    "blank.txt": (b" \n \n", "holds no text"),
    "binary.txt": (b"\x7fELF\x02\x01\x01\x00\x00", "binary data (a zero byte at byte 7)"),
    "latin.txt": (b"caf\xe9 in Lima", "not UTF-8 at byte 3; if it is Windows-1252, convert it"),
    "utf16.txt": (GOOD.encode("utf-16"), "not UTF-8 at byte 0"),
    "line.txt": (b"word " * 4_000_000, "longer than 1,000,000 characters; split it into several files"),
    "scan.pdf": (b"%PDF-1.7", "no reader for .pdf; kg reads .txt, .md"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_alone_is_an_error(place: Path, name: str) -> None:
    data, reason = BAD[name]
    (place / name).write_bytes(data)
    before = files(place / "out")
    one_line(kg("build", name, "-o", "out", cwd=place), name, reason)
    assert files(place / "out") == before


def test_bad_documents_among_good_ones_are_skipped_and_told(place: Path) -> None:
    for name, (data, _) in BAD.items():
        (place / name).write_bytes(data)
    before = files(place / "out")
    done = kg("build", "good.txt", *BAD, "-o", "out", cwd=place)
    assert done.returncode == 0, done.stderr
    for name, (_, reason) in BAD.items():
        assert re.search(rf"(?m)^skipped +{re.escape(name)}: .*{re.escape(reason)}", done.stdout)
    assert f"{len(BAD)} skipped" in done.stdout
    assert files(place / "out") == before


def test_what_fails_at_once_leaves_nothing_behind(place: Path) -> None:
    (place / "empty.txt").write_bytes(b"")
    (place / "there").mkdir()
    for folder in ("fresh", "there"):
        one_line(kg("build", "empty.txt", "-o", folder, cwd=place), "empty.txt")
    assert not (place / "fresh").exists()
    assert list((place / "there").iterdir()) == []


def test_strict_stops_at_the_first(place: Path) -> None:
    (place / "empty.txt").write_bytes(b"")
    before = files(place / "out")
    one_line(kg("build", "good.txt", "empty.txt", "-o", "out", "--strict", cwd=place), "empty.txt")
    assert files(place / "out") == before


@pytest.fixture
def open_place(place: Path) -> Iterator[Path]:
    """The copy in a folder that other users may enter and write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(place, Path(name) / "place"))
        for path in (Path(name), folder, folder / "out", *folder.glob("out/*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        yield folder


@contextlib.contextmanager
def not_as_root() -> Iterator[None]:
    """Root may read everything, so it becomes nobody for a while."""
    mine = os.geteuid()
    if mine != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except PermissionError:
        pytest.skip("root that may not become another user cannot be refused a file: permissions were NOT tested")
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_file_or_folder_that_may_not_be_read_is_told(open_place: Path) -> None:
    kg("build", "good.txt", "-o", "out", cwd=open_place)  # loads what a build loads, which another user may not be allowed to
    before = files(open_place / "out")
    (open_place / "secret.txt").write_text(GOOD, encoding="utf-8")
    (open_place / "secret.txt").chmod(0)
    (open_place / "closed").mkdir(0)
    reason = "secret.txt: cannot be read (Permission denied); check the file and its permissions"
    with not_as_root():
        alone = kg("build", "secret.txt", "-o", "out", cwd=open_place)
        among = kg("build", "good.txt", "secret.txt", "-o", "out", cwd=open_place)
        closed = kg("build", "closed", "-o", "out", cwd=open_place)
        nowhere = kg("build", "good.txt", "-o", "closed/out", cwd=open_place)
    one_line(alone, reason)
    assert among.returncode == 0, among.stderr
    assert f"skipped    {reason}" in among.stdout
    one_line(closed, "closed: folder cannot be read (Permission denied); mend its permissions")
    one_line(nowhere, "closed/out: folder cannot be made (Permission denied); give another place")
    assert files(open_place / "out") == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "missing.txt", "-o", "out"), "missing.txt: no such file or folder"),
        (("build", "good.txt", "missing", "-o", "out"), "missing: no such file or folder"),
        (("build", "nothing", "-o", "out"), "nothing: no document found; kg reads .txt, .md"),
        (("build", "good.txt", "-o", "good.txt"), "good.txt: is a file; OUT must be a folder"),
        (("build", "good.txt", "-o", "good.txt/out"), "folder cannot be made"),
        (("build", "good.txt", "-o", "/proc/out"), "/proc/out: folder cannot be made"),
        (("build", "good.txt", "-o", ""), "OUT: an empty name"),
        (("build", "", "-o", "out"), "SOURCE: an empty path"),
        (("build", "/dev/null", "-o", "out"), "/dev/null: neither a file nor a folder"),
        (("build", "good.txt", "-o", "out", "--base", "no <iri>"), "no absolute IRI; give one such as https://"),
        (("query", "out", "ASK {}", "--ontology", "missing"), "missing: no such folder"),
        (("check", "out", "--ontology", "missing"), "missing: no such folder"),
        (("build", "good.txt", "-o", "taken"), "taken: cannot be written (Is a directory)"),
        (("build", "good.txt", "-o", "out", "--model", "en_core_web_huge"), "en_core_web_huge"),
        (("build", "good.txt", "-o", "out", "--ontology", "nothing"), "nothing"),
        (("query", "out", "SELECT ?a {\n ?a kg:leaderOf "), "line 2, column"),
        (("query", "out", "SELECT ?a { ?a nope:leaderOf ?b }"), "line 1, column"),
        (("query", "out", "DELETE WHERE { ?a ?b ?c }"), "a query only reads"),
        (("query", "nothing", "ASK {}"), "nothing/claims.db: no store there"),
        (("explain", "out", "Zzyzx Qwfp"), "nothing here is called 'Zzyzx Qwfp'"),
        (("explain", "nothing", "Ada"), "no store there; make one with: kg build SOURCE... -o nothing"),
        (("show", "nothing"), "no store there"),
        (("check", "nothing"), "no store there"),
        (("write", "out", "--to", "graph.doc"), "no writer for '.doc'; known: .ttl, "),
        (("write", "out", "--to", "missing/graph.ttl"), "missing/graph.ttl"),
        (("ontology", "leadsOf"), "leadsOf: no such class or property"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(place: Path, arguments: tuple[str, ...], told: str) -> None:
    (place / "nothing").mkdir()
    (place / "taken" / "graph.json").mkdir(parents=True)
    before = files(place / "out")
    done = kg(*arguments, cwd=place)
    one_line(done, told)
    assert files(place / "out") == before
    assert (place / "good.txt").read_text(encoding="utf-8") == GOOD


ONTOLOGY = """
@prefix kg: <https://kg.example/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:Event a owl:Class ; rdfs:label "event"@en .
kg:Person a owl:Class ; rdfs:label "person"@en .
kg:leaderOf a owl:ObjectProperty ; rdfs:label "leader of"@en ; rdfs:domain kg:Person ; rdfs:range kg:%(range)s ;
    kg:trigger [ a kg:%(frame)s ; %(lemma)s kg:example "Ada leads Bo. => Ada | leaderOf | Bo" ] .
"""
FINE = {"range": "Person", "frame": "Transitive", "lemma": 'kg:lemma "lead" ;'}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"frame": "Transitiv"}, ("Transitiv", "Transitive")),
        ({"lemma": ""}, ("kg:lemma",)),
        ({"range": "Persons"}, ("Persons", "Person")),
        ({"lemma": 'kg:lemma "lead'}, ("world.ttl:",)),
    ],
)
def test_a_broken_ontology_is_one_line_that_names_the_fault_and_what_is_known(
    place: Path, change: dict[str, str], told: tuple[str, ...]
) -> None:
    (place / "own").mkdir()
    (place / "own" / "world.ttl").write_text(ONTOLOGY % {**FINE, **change}, encoding="utf-8")
    before = files(place / "out")
    one_line(kg("build", "good.txt", "-o", "out", "--ontology", "own", cwd=place), *told)
    assert files(place / "out") == before


def test_the_ontology_that_is_broken_above_is_sound_otherwise(place: Path) -> None:
    (place / "own").mkdir()
    (place / "own" / "world.ttl").write_text(ONTOLOGY % FINE, encoding="utf-8")
    assert kg("ontology", "--ontology", "own", cwd=place).returncode == 0


@pytest.mark.parametrize(
    "command", [("build", "good.txt", "-o", "out"), ("explain", "out", "Victor Quispe"), ("check", "out"), ("query", "out", "ASK {}")]
)
def test_an_output_of_a_newer_version_is_left_alone(place: Path, command: tuple[str, ...]) -> None:
    database = sqlite3.connect(place / "out" / "claims.db")
    database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()
    before = files(place / "out")
    one_line(kg(*command, cwd=place), "made by a newer kg", "upgrade claimgraph")
    assert files(place / "out") == before


def test_an_output_whose_store_is_none_is_left_alone(place: Path) -> None:
    (place / "out" / "claims.db").write_bytes(b"not a database, but some words that stand there")
    before = files(place / "out")
    one_line(kg("build", "good.txt", "-o", "out", cwd=place), "claims.db", "give another folder, or delete the file and build again")
    assert files(place / "out") == before


MORE = "Cy Brook met Ada Stone in Lima. " * 40


@pytest.fixture(scope="module")
def fresh(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build of both documents gives."""
    folder = Path(shutil.copytree(built, tmp_path_factory.mktemp("fresh") / "place"))
    (folder / "more.txt").write_text(MORE, encoding="utf-8")
    assert kg("build", "good.txt", "more.txt", "-o", "fresh", cwd=folder).returncode == 0
    return files(folder / "fresh")


def full(kilobytes: int) -> Callable[[], None]:
    """Lets no file grow beyond this: the closest to a full disk that needs no disk of its own."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))


@pytest.mark.parametrize("kilobytes", [8, 64, 300])
def test_a_disk_that_fills_up_is_one_line_and_what_was_there_is_whole(place: Path, fresh: dict[str, bytes], kilobytes: int) -> None:
    (place / "more.txt").write_text(MORE, encoding="utf-8")
    before = {name: data for name, data in files(place / "out").items() if name != "claims.db"}

    done = kg_apart("build", "good.txt", "more.txt", "-o", "out", cwd=place, preexec_fn=full(kilobytes))
    one_line(done, "out")
    assert {name: data for name, data in files(place / "out").items() if not name.startswith("claims.db")} == before
    assert kg("explain", "out", "Victor Quispe", cwd=place).returncode == 0
    done = kg("build", "good.txt", "more.txt", "-o", "out", cwd=place)
    assert done.returncode == 0, done.stderr
    assert {**files(place / "out"), "claims.db": b""} == {**fresh, "claims.db": b""}


def test_a_disk_that_fills_up_under_the_page_leaves_the_old_one_whole(place: Path) -> None:
    before = files(place / "out")
    one_line(kg_apart("show", "out", cwd=place, preexec_fn=full(300)), "graph.html: cannot be written (File too large); give another place")
    assert files(place / "out") == before


def test_a_full_standard_output_is_one_line(place: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kg", "explain", "out", "Victor Quispe"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=place, env=environment)
    assert (done.returncode, done.stderr) == (1, "kg: standard output: No space left on device\n")


def test_a_reader_that_goes_away_is_no_fault(place: Path) -> None:
    command = f"{sys.executable} -m kg ontology | head -1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_names_that_would_steer_a_terminal_or_a_page_stay_text(place: Path) -> None:
    name = "<img src=x onerror=alert(1)>.txt"
    (place / name).write_text(GOOD, encoding="utf-8")
    assert kg("build", name, "-o", "page", cwd=place).returncode == 0
    assert name not in (place / "page" / "graph.html").read_text(encoding="utf-8")
    assert name in kg("explain", "page", "Victor Quispe", cwd=place).stdout
