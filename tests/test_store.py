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
from kg.store import FORMAT, Store

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


def content(store: Store) -> list[object]:
    return [list(store.documents()), list(store.mentions()), list(store.claims()), list(store.judgements())]


def test_what_goes_in_comes_out_with_every_field() -> None:
    document, reading = page()
    with Store() as store:
        store.put([(document, reading)], "x/1")
        assert list(store.documents()) == [document]
        assert set(store.mentions()) == set(reading.mentions)
        assert set(store.claims()) == set(reading.claims)
        assert list(store.judgements()) == list(store.within()) == list(reading.judgements)
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


def test_a_persons_decision_outlives_new_links_and_a_new_reading() -> None:
    said = Judgement("m1", "m2", "different", 1.0, ("seen them",), "person:ada", "2021-03-04")
    guess = Judgement("m1", "m2", "same", 0.9, ("one name",), "resolve/1")
    with Store() as store:
        store.put([page()], "x")
        store.replace_links([said, guess], state="1")
        store.replace_links([], state="2")
        assert said in store.judgements()
        assert guess not in store.judgements()
        assert said in store.within()
        store.put([page()], "x")
        assert said in store.judgements()


def test_the_state_tells_what_was_recorded_and_not_what_was_derived() -> None:
    with Store() as store:
        states = [store.state()]
        for fingerprint in ("x/1", "x/2"):
            store.put([page()], fingerprint)
            states.append(store.state())
        store.replace_links([Judgement("m1", "m2", "different", 1.0, (), "person:ada")], state="1")
        states.append(store.state())
        assert len(set(states)) == 4
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


def test_removing_uses_an_index_in_every_table(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    Store(path).__exit__(None, None, None)
    database = sqlite3.connect(path)
    for table in ("mentions", "claims", "judgements"):
        plan = database.execute(f"EXPLAIN QUERY PLAN DELETE FROM {table} WHERE document = 'd'").fetchall()
        assert all("SEARCH" in row[3] for row in plan), plan
    database.close()


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


def test_a_damaged_store_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with Store(path) as store:
        store.put([page("word " * 2000, f"{number}.txt") for number in range(50)], "x")
    data = bytearray(path.read_bytes())
    data[4096 * 5 : 4096 * 40] = b"\xee" * (4096 * 35)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="malformed"), Store(path) as store:
        content(store)
