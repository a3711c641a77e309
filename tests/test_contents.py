"""What a folder holds: listed, added to, taken out of, compared, and worked on by one process at a time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.edited import moved
from kg.errors import KgError, StoreError
from kg.lock import LOCK, held
from kg.verdicts import DECISIONS
from tests.command_line import ROOT
from tests.command_line import kg as command
from tests.handmade import Page, graph
from tests.test_build import content, output, report

TEXTS = {
    "a.txt": "Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone.",
    "b.txt": "Red Path killed Cy Brook in Natividad.",
    "more/c.txt": "Bo Stone does not lead Red Path.",
    "more/d.txt": "Cy Brook leads Blue Path.",
}


@pytest.fixture
def place(plain: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with documents and their graph in out, where the commands run."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        Path("pages", name).parent.mkdir(parents=True, exist_ok=True)
        Path("pages", name).write_text(text, encoding="utf-8")
    kg.build("pages", out="out")
    return tmp_path


# -- list, add, remove ---------------------------------------------------------------------------------------------------


def test_list_tells_each_document_with_its_size_and_what_was_read_in_it(place: Path) -> None:
    rows = [line.split("\t") for line in command("list", "out").stdout.splitlines()]
    assert [row[0] for row in rows] == ["pages/a.txt", "pages/b.txt", "pages/more/c.txt", "pages/more/d.txt"]
    assert rows[0][1:5] == ["-", "61", "4", "2"]
    assert [one.source for one in kg.listing("out")] == [row[0] for row in rows]


@pytest.mark.parametrize("left", [{"a.txt"}, {"more/c.txt", "a.txt"}, {"a.txt", "b.txt", "more/d.txt"}])
def test_what_is_left_after_removing_is_what_a_build_without_it_makes(place: Path, left: set[str]) -> None:
    done = command("remove", "out", *(f"pages/{name}" for name in TEXTS if name not in left))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("removed    pages/") == len(TEXTS) - len(left)
    kg.build([f"pages/{name}" for name in left], out="without")
    assert output(Path("out")) == output(Path("without"))
    assert content(Path("out")) == content(Path("without"))


def test_what_is_removed_and_added_again_leaves_no_trace(place: Path, plain: list[str]) -> None:
    before = output(Path("out")), content(Path("out"))
    kg.remove("out", "pages/more")
    assert [one.source for one in kg.listing("out")] == ["pages/a.txt", "pages/b.txt"]
    plain.clear()
    kg.add("out", ["pages/more/d.txt", "pages/more/c.txt"])
    assert len(plain) == 2
    assert (output(Path("out")), content(Path("out"))) == before


def test_a_document_may_be_removed_by_its_id_and_the_last_one_as_well(place: Path) -> None:
    for one in kg.listing("out"):
        graph = kg.remove("out", one.id)
    assert graph.entities() == kg.load("out").entities() == []
    assert kg.listing("out") == []


def test_adding_keeps_the_base_and_the_ontology_it_was_built_with(place: Path) -> None:
    kg.build("pages/a.txt", out="own", base="https://a.example/", ontology=kg.Ontology.load().folder)
    graph = kg.add("own", "pages/b.txt")
    assert all(one.iri.startswith("https://a.example/") for one in graph.entities())
    kg.build(["pages/a.txt", "pages/b.txt"], out="fresh", base="https://a.example/")
    assert output(Path("own")) == output(Path("fresh"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("remove", "out", "pages/x.txt"), "'pages/x.txt': no document of that name is kept; near: pages/"),
        (("remove", "out", "pages/a.txt", "nothing"), "'nothing': no document of that name is kept"),
        (("remove", "none", "pages/a.txt"), "none/claims.db: no store there"),
        (("add", "none", "pages/a.txt"), "none/claims.db: no store there"),
        (("add", "out", "pages/x.txt"), "pages/x.txt: no such file or folder"),
        (("list", "none"), "none/claims.db: no store there"),
        (("diff", "out", "none"), "none/claims.db: no store there"),
        (("undo", "out"), "nothing was decided here"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(place: Path, arguments: tuple[str, ...], told: str) -> None:
    before = output(Path("out")), content(Path("out"))
    done = command(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert told in done.stderr
    assert (output(Path("out")), content(Path("out"))) == before


def test_a_file_that_vanished_is_told_and_kept_until_it_is_pruned(place: Path) -> None:
    before = output(Path("out"))
    Path("pages/b.txt").unlink()
    done = command("build", "pages", "-o", "out")
    assert "vanished   pages/b.txt: no longer there, its claims are kept; take them out with kg build --prune or kg remove" in done.stdout
    assert output(Path("out")) == before
    kg.build("pages", out="without")
    done = command("build", "pages", "-o", "out", "--prune")
    assert "removed    pages/b.txt" in done.stdout
    assert report(Path("out"))["removed"] == ["pages/b.txt"]
    assert output(Path("out")) == output(Path("without"))
    assert content(Path("out")) == content(Path("without"))


def test_pruning_spares_what_lies_elsewhere(place: Path) -> None:
    before = output(Path("out"))
    assert "removed" not in command("build", "pages/more", "-o", "out", "--prune").stdout
    kg.build("pages/a.txt", out="out", prune=True)
    assert output(Path("out")) == before


# -- diff ----------------------------------------------------------------------------------------------------------------


def test_two_graphs_of_the_same_texts_are_the_same_wherever_they_lie(place: Path) -> None:
    Path("pages").rename("moved")
    kg.build("moved", out="other")
    done = command("diff", "out", "other")
    assert (done.returncode, done.stdout) == (0, "the same documents, entities, events and claims\n")
    assert not kg.diff(kg.load("out"), kg.load("other"))


def test_two_graphs_that_hold_a_text_twice_are_the_same(place: Path) -> None:
    Path("pages/z.txt").write_bytes(Path("pages/b.txt").read_bytes())
    kg.build("pages", out="one")
    kg.different("one", "pages/b.txt:16-24", "pages/z.txt:16-24")
    assert not kg.diff("one", "one")


def test_two_happenings_told_by_one_word_are_neither_joined_nor_parted() -> None:
    page = Page("Rebels struck Lima.")
    killing, attack = page.happens("struck", "Killing"), page.happens("struck", "Attack")
    assert killing != attack
    assert len(graph(page).events()) == 2 and not kg.diff(graph(page), graph(page))


def test_diff_tells_of_an_edited_text_only_what_the_edit_changed(place: Path) -> None:
    text = Path("pages/b.txt").read_text(encoding="utf-8")
    Path("pages/b.txt").write_text("Dee Ash leads Red Path. " + text, encoding="utf-8")
    kg.build("pages", out="other")
    assert [str(one) for one in kg.diff("out", "other").changes] == [
        "~ document pages/b.txt",
        "+ entity   Dee Ash (Person)",
        "+ claim    Dee Ash -- leaderOf -> Red Path (pages/b.txt:0-23)",
    ]


@given(
    st.lists(st.sampled_from(["One came. ", "Two\n", "three, ", "four. "])), st.lists(st.sampled_from(["One came. ", "four. ", "x", ""]))
)
def test_a_place_in_an_edited_text_is_found_again(old: list[str], new: list[str]) -> None:
    first, second = "".join(old), "".join(new + old[1:])
    there = moved(first, second)
    found = [(at, there(at)) for at in range(len(first))]
    assert all(first[at] == second[to] for at, to in found if to is not None)
    kept = [to for _, to in found if to is not None]
    assert kept == sorted(set(kept))
    assert not old or new or len(kept) >= len("".join(old[1:]))


def test_diff_tells_what_was_gained_and_lost(place: Path) -> None:
    kg.build(["pages/a.txt", "pages/b.txt"], out="less")
    done = command("diff", "less", "out")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "+ document pages/more/c.txt",
        "+ document pages/more/d.txt",
        "+ entity   Blue Path (ArmedGroup)",
        "+ claim    Bo Stone -- leaderOf -> Red Path (negated, pages/more/c.txt:0-32)",
        "+ claim    Cy Brook -- leaderOf -> Blue Path (pages/more/d.txt:0-25)",
    ]
    lost = [line.replace("+", "-") for line in done.stdout.splitlines()]
    assert command("diff", "out", "less").stdout.splitlines() == lost


def test_diff_tells_events_and_what_was_joined_and_parted(place: Path) -> None:
    kg.build("pages", out="other")
    kg.same("other", "Cy Brook", "Ada Stone")
    (killing,) = kg.load("other").happenings()
    kg.wrong("other", killing.id)
    found = [str(one) for one in kg.diff("out", "other").changes]
    assert found[:2] == [
        "> entity   Ada Stone (Person) + Cy Brook (Person) -> Ada Stone (Person)",
        "- event    Killing of Cy Brook, Natividad (Killing)",
    ]
    roles = ("type -> Killing", "place -> Natividad", "agent -> Red Path", "victim -> Cy Brook")
    assert set(found[2:]) == {f"- claim    Killing of Cy Brook, Natividad -- {role} (pages/b.txt:0-38)" for role in roles}
    assert [one.sort for one in kg.diff("other", "out").changes][:2] == ["parted", "gained"]


# -- damage --------------------------------------------------------------------------------------------------------------


def test_check_says_that_a_store_is_whole_or_what_is_broken(place: Path) -> None:
    assert command("check", "out").stdout == "conforms to the shapes\n"
    database = sqlite3.connect("out/claims.db")
    database.execute("UPDATE documents SET text = replace(text, 'Blue', 'Dark')")
    database.commit()
    database.close()
    done = command("check", "out")
    assert done.returncode == 1
    assert done.stdout.startswith("pages/more/d.txt: what is kept is not what was read (changed or damaged)\n")


def test_check_says_that_a_file_is_damaged_before_it_looks_at_shapes(place: Path) -> None:
    data = bytearray(Path("out/claims.db").read_bytes())
    data[4096 * 3 : 4096 * 12] = b"\xee" * (4096 * 9)
    Path("out/claims.db").write_bytes(data)
    done = command("check", "out")
    assert done.returncode == 1
    assert "out/claims.db: " in done.stdout + done.stderr
    assert "conforms" not in done.stdout


def test_check_tells_decisions_that_came_to_contradict_one_another(place: Path) -> None:
    kg.same("out", "Cy Brook", "Ada Stone")
    joined = Path("out", DECISIONS).read_text(encoding="utf-8")
    kg.undo("out")
    kg.different("out", "Cy Brook", "Ada Stone")
    with Path("out", DECISIONS).open("a", encoding="utf-8") as file:
        file.write(joined)
    done = command("check", "out")
    assert done.returncode == 1
    assert "contradict one another; take one back with kg undo out" in done.stdout


# -- one at a time -------------------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from kg.lock import held

with held(Path(sys.argv[1]), "kg build"):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(out: Path) -> subprocess.Popen[str]:
    """A process that holds the folder until it is killed."""
    running = subprocess.Popen([sys.executable, "-c", HOLD, str(out.absolute())], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert running.stdout is not None
    assert running.stdout.readline() == "held\n"
    return running


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "pages", "-o", "out"),
        ("add", "out", "pages"),
        ("remove", "out", "pages/a.txt"),
        ("same", "out", "Ada Stone", "Bo Stone"),
        ("undo", "out"),
    ],
)
def test_the_second_says_who_is_at_work_and_readers_are_not_kept_waiting(
    place: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr("kg.lock.PATIENCE", 0.2)
    before = output(Path("out")), content(Path("out"))
    running = holder(Path("out"))
    try:
        done = command(*arguments)
        assert done.returncode == 1
        assert f"kg: out: kg build (process {running.pid}, since " in done.stderr
        assert "is at work there; wait until it has finished, or stop it, and run this again\n" in done.stderr
        assert command("explain", "out", "Ada Stone").returncode == 0
        assert command("list", "out").returncode == 0
    finally:
        running.kill()
        running.wait()
    assert (output(Path("out")), content(Path("out"))) == before


def test_a_lock_ends_with_the_process_that_is_killed_and_leaves_nothing(place: Path) -> None:
    running = holder(Path("out"))
    running.kill()
    running.wait()
    assert Path("out", LOCK).exists()
    kg.build("pages", out="out")
    assert not Path("out", LOCK).exists()


def test_the_second_waits_for_the_first(place: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with held(Path("out"), "second"):
            order.append("second")

    with held(Path("out"), "first"):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.3)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_many_take_turns(tmp_path: Path) -> None:
    inside, most = [0], [0]

    def work() -> None:
        for _ in range(20):
            with held(tmp_path, "turn"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_locked_is_told(tmp_path: Path) -> None:
    (tmp_path / LOCK).mkdir()
    with pytest.raises(StoreError, match="cannot be written"), held(tmp_path, "x"):
        pass
    assert issubclass(StoreError, KgError)
