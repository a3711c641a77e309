"""The store: what goes in comes out, in one order, whole or not at all."""

from __future__ import annotations

import dataclasses
import itertools
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kg.errors import StoreError
from kg.facts import Claim, Document, Evidence, Interval, Judgement, Mention, Reading
from kg.read.text import read_text
from kg.store import FORMAT
from kg.store import Store as Plain
from tests.handmade import world
from tests.plain_reader import PlainReader

WORDS = "Ada Stone leads Red Path"


def page(text: str = WORDS, source: str = "a.txt") -> tuple[Document, Reading]:
    """A document and a reading that uses every field."""
    document = Document.of(text, source, title="Title", published="2021-03-04")
    ada = Mention.of(document, 0, 3, "Person", "name", hard=True)
    path = Mention.of(document, len(text) - 4, len(text), "ArmedGroup", "nominal")
    claim = Claim.of(
        ada.id,
        "leaderOf",
        Evidence.of(document, 0, len(text)),
        by="rule:leads",
        object=path.id,
        polarity="hedged",
        attributed_to=(path.id, ada.id),
        time=Interval("2021", None, "since 2021"),
        confidence=0.75,
        trigger=(4, 7),
    )
    age = Claim.of(ada.id, "age", Evidence.of(document, 0, 3), by="rule:age", value="40", value_span=(0, 2))
    same = Judgement(ada.id, path.id, "unsure", 0.5, ("one", "two"), "test", "2021-03-05")
    return document, Reading(document.id, (path, ada), (age, claim), (same,))


class Store(Plain):
    """A store that takes in at once what is put."""

    def put(self, pairs, fingerprint):  # type: ignore[no-untyped-def]
        with self.transaction():
            super().put(pairs, fingerprint)
            self.take()


def content(store: Store) -> list[object]:
    return [list(store.documents()), list(store.mentions()), list(store.claims()), list(store.judgements())]


def test_what_goes_in_comes_out_with_every_field() -> None:
    document, reading = page()
    with Store() as store:
        store.put([(document, reading)], "x/1")
        assert list(store.documents()) == [document]
        assert set(store.mentions()) == set(reading.mentions)
        assert set(store.claims()) == set(reading.claims)
        assert list(store.judgements()) == list(reading.judgements)
        assert store.has(document.id, "x/1")
        assert not store.has(document.id, "x/2")


def test_every_field_of_the_nouns_was_tried() -> None:
    _, reading = page()
    for noun, rows in {Mention: reading.mentions, Claim: reading.claims, Judgement: reading.judgements}.items():
        for field in dataclasses.fields(noun):
            assert any(getattr(row, field.name) not in (None, ()) for row in rows), field.name


@given(some.permutations(range(4)), some.sets(some.integers(0, 3)))
def test_the_order_of_putting_and_what_was_removed_again_leave_no_trace(order: list[int], removed: set[int]) -> None:
    pages = [page(f"{WORDS[:-8]}{'Big ' * number}Path", f"{number}.txt") for number in range(4)]
    kept = [number for number in range(4) if number not in removed]
    with Store() as one, Store() as other:
        for number in order:
            one.put([pages[number]], "x")
        for number in removed:
            assert one.remove(pages[number][0].id)
        other.put([pages[number] for number in kept], "x")
        assert content(one) == content(other)
        assert one.state() == other.state()


def test_removing_what_is_not_there_says_so() -> None:
    with Store() as store:
        assert not store.remove("d0")


def test_putting_again_replaces_and_an_edited_source_loses_its_old_claims() -> None:
    with Store() as store:
        store.put([page()], "x/1")
        store.put([page()], "x/2")
        assert [len(part) for part in content(store)] == [1, 2, 2, 1]  # type: ignore[arg-type]
        edited, reading = page("Bo leads Path", "a.txt")
        store.put([(edited, reading)], "x/2")
        assert list(store.documents()) == [edited]
        assert {one.evidence.document for one in store.mentions()} == {edited.id}
        assert len(content(store)[3]) == 1  # type: ignore[arg-type]


def test_documents_come_by_source_and_the_stale_ones_can_be_told() -> None:
    with Store() as store:
        store.put([page(source=name) for name in ("c", "a", "b")], "x/1")
        store.put([page(source="b")], "x/2")
        assert list(store.sources()) == ["a", "b", "c"]
        assert [one.source for one in store.stale("x/2")] == ["a", "c"]


def test_a_reading_that_fails_midway_is_not_recorded(tmp_path: Path) -> None:
    def failing():  # type: ignore[no-untyped-def]
        yield page(source="b.txt")
        raise RuntimeError

    with Store(tmp_path / "claims.db") as store:
        store.put([page()], "x")
        before = content(store)
        with pytest.raises(RuntimeError):
            store.put(failing(), "x")
        assert content(store) == before
        store.put([page(source="c.txt")], "x")  # the store goes on working


def test_the_state_tells_what_was_recorded_and_not_what_was_derived() -> None:
    with Store() as store:
        states = [store.state()]
        for fingerprint in ("x/1", "x/2"):
            store.put([page()], fingerprint)
            states.append(store.state())
        assert len(set(states)) == 3
        store.replace_links([Judgement("m1", "m3", "same", 1.0, (), "resolve/1")], state="2")
        assert store.state() == states[-1]


def test_facts_about_the_store_are_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "claims.db") as store:
        assert store.noted("base") is None
        store.note({"base": "x"})
        store.note({"base": "y"})
    with Store(tmp_path / "claims.db", readonly=True) as store:
        assert store.noted("base") == "y"


def test_readers_see_the_last_finished_write_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page()], "x")

        def slowly():  # type: ignore[no-untyped-def]
            with Store(path, readonly=True) as reader:
                assert len(list(reader.documents())) == 1
            yield page(source="b.txt")
            with Store(path, readonly=True) as reader:
                assert len(list(reader.documents())) == 1

        store.put(slowly(), "x")
        with Store(path, readonly=True) as reader:
            assert len(list(reader.documents())) == 2


def test_what_is_set_aside_is_seen_by_nobody_until_it_is_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Plain(path) as store:
        store.put([page()], "x")
        store.take()
        before = content(store)
        edited = page("Bo leads Path", "a.txt")
        store.put([edited, page(source="b.txt")], "x")
        assert content(store) == before
        assert store.has(edited[0].id, "x")
    with Plain(path) as store:  # another run: it wants the edited one only
        store.take({"a.txt": edited[0].id})
        assert list(store.documents()) == [edited[0]]
        assert not store.has(page(source="b.txt")[0].id, "x")
        assert set(store.mentions()) == set(edited[1].mentions)


def test_what_is_put_aside_again_replaces_what_was_put_aside_before() -> None:
    with Plain() as store:
        for text in (WORDS, "Bo leads Path", WORDS):
            store.put([page(text)], "x")
        store.take()
        assert list(store.documents()) == [page()[0]]


def test_a_transaction_that_fails_takes_everything_back() -> None:
    with Plain() as store:
        store.put([page()], "x")
        with pytest.raises(RuntimeError), store.transaction():
            store.take()
            store.replace_links([Judgement("m1", "m2", "same", 1.0, (), "resolve")], state="1")
            raise RuntimeError
        assert content(store) == [[], [], [], []]
        assert store.noted("linked") is None
        store.take()
        assert list(store.documents()) == [page()[0]]


def test_a_reader_sees_one_state_from_its_first_look_to_its_last(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page()], "x")
        with Plain(path, readonly=True) as reader:
            documents = list(reader.documents())
            store.remove(page()[0].id)
            store.put([page(source="b.txt")], "x")
            assert [one.evidence.document for one in reader.mentions()] == [documents[0].id] * 2
            assert list(reader.documents()) == documents
        with Plain(path, readonly=True) as reader:
            assert [one.source for one in reader.documents()] == ["b.txt"]


def test_what_is_removed_is_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    document, reading = page("Ada Stone keeps a secret from the Path", "secret.txt")
    with Store(path) as store:
        store.put([(document, reading), page()], "x")
    assert b"keeps a secret" in path.read_bytes()
    with Store(path) as store:
        store.remove(document.id)
    left = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert b"keeps a secret" not in left
    assert b"secret.txt" not in left


def test_removing_uses_an_index_in_every_table(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    Store(path).__exit__(None, None, None)
    database = sqlite3.connect(path)
    for table in ("mentions", "claims", "within"):
        plan = database.execute(f"EXPLAIN QUERY PLAN DELETE FROM {table} WHERE document = 'd'").fetchall()
        assert all("SEARCH" in row[3] for row in plan), plan
    database.close()


# -- a store of an earlier format ----------------------------------------------------------------------------------------

FORMAT_1 = (Path(__file__).parent / "format_1.sql").read_text(encoding="utf-8")  # as version 0.1.0 wrote it of the two pages below
PAGES = {
    "one.txt": "Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone.\n",
    "two.txt": "Red Path killed Cy Brook in Natividad. Bo Stone does not lead Red Path.\n",
}


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """A store of format 1."""
    path = tmp_path / "claims.db"
    database = sqlite3.connect(path)
    database.executescript(FORMAT_1)
    database.close()
    return path


def recorded(store: Plain) -> list[object]:
    return [list(store.documents()), list(store.mentions()), list(store.claims()), list(store.judgements())]


@pytest.mark.parametrize("readonly", [True, False])
def test_a_store_of_format_1_becomes_one_of_this_format_and_keeps_everything(earlier: Path, readonly: bool) -> None:
    documents = [read_text(text.encode(), name) for name, text in PAGES.items()]
    with Store() as fresh, Plain(earlier, readonly=readonly) as store:
        fresh.put(zip(documents, PlainReader(world()).read(documents), strict=True), "x")
        assert recorded(store) == recorded(fresh)
        assert store.noted("base") == "https://kg.example/id/"
        assert list(store.damage()) == []
    database = sqlite3.connect(earlier)
    assert database.execute("PRAGMA user_version").fetchone() == (FORMAT,)
    assert not database.execute("SELECT name FROM sqlite_master WHERE name LIKE 'old%' OR name = 'judgements'").fetchall()


def test_an_upgrade_that_is_cut_off_leaves_the_old_store_whole(earlier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sqlite3.connect(earlier).execute("SELECT * FROM claims ORDER BY id").fetchall()

    def fails(*given: object) -> str:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("kg.store.schema.seal", fails)
        with pytest.raises(RuntimeError):
            Plain(earlier)
    database = sqlite3.connect(earlier)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    assert database.execute("SELECT * FROM claims ORDER BY id").fetchall() == before
    database.close()
    with Plain(earlier) as store:
        assert len(list(store.claims())) == len(before)


# -- damage --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE documents SET text = replace(text, 'Ada', 'Bob')",
        "UPDATE claims SET polarity = 'asserted'",
        "UPDATE mentions SET start = start + 1 WHERE kind = 'name'",
        "DELETE FROM within",
        "DELETE FROM claims WHERE predicate = 'age'",
    ],
)
def test_a_row_that_is_not_what_was_written_is_told(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page(), page(source="b.txt")], "x")
        assert list(store.damage()) == []
    database = sqlite3.connect(path)
    database.execute(spoil)
    database.commit()
    database.close()
    with Plain(path, readonly=True) as store:
        assert [line.partition(":")[0] for line in store.damage()] == ["a.txt", "b.txt"]


# -- what cannot be opened -----------------------------------------------------------------------------------------------


def test_a_store_of_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page()], "x")
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version = {FORMAT + 1}")
    database.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(StoreError, match=rf"made by a newer kg \(format {FORMAT + 1}, this one knows {FORMAT}\); upgrade claimgraph"):
            Store(path, readonly=readonly)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("readonly", "data"), list(itertools.product((True, False), (b"not a database at all, but long enough", b"SQLite format 3\0 cut")))
)
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, readonly: bool, data: bytes) -> None:
    path = tmp_path / "claims.db"
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"claims\.db: "):
        Store(path, readonly=readonly)
    assert path.read_bytes() == data


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE mine (x)")
    database.close()
    with pytest.raises(StoreError, match="a database of another program"):
        Store(path)


def test_a_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store there; make one with: kg build"):
        Store(tmp_path / "claims.db", readonly=True)
    assert not list(tmp_path.iterdir())
    (tmp_path / "claims.db").touch()  # as a process that was killed leaves it
    with pytest.raises(StoreError, match="no store there; make one with: kg build"):
        Store(tmp_path / "claims.db", readonly=True)


def test_a_damaged_store_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page("word " * 2000, f"{number}.txt") for number in range(50)], "x")
    data = bytearray(path.read_bytes())
    data[4096 * 5 : 4096 * 40] = b"\xee" * (4096 * 35)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="malformed"), Store(path) as store:
        content(store)
    with Store(path, readonly=True) as store:
        assert all("claims.db: damaged (" in line for line in store.damage())
        assert list(store.damage())
