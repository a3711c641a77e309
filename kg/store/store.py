"""The store: what is read goes in with its document or not at all, and comes out in one fixed order, whatever order it came in.

What a run reads is set aside first, and taken in together when the run is finished: until then every reader sees what was
there before, and a run that was killed takes up where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.facts import Claim, Document, Judgement, Mention, Reading, digest
from kg.store import rows
from kg.store.connection import PathLike, connect, told
from kg.store.rows import Row
from kg.store.schema import insert

_OF_A_DOCUMENT = {"mentions": 'start, "end", id', "claims": "start, id", "within": '"left", "right", by'}  # table -> order
_WHOLE = "id, text, source, title, published, sha256"
_HEAD = "id, source, title, published, sha256, extractor"


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as a list shows it; lengths and counts are numbers of code points, mentions and claims."""

    id: str
    source: str
    title: str
    published: str | None
    characters: int
    mentions: int
    claims: int


class Store:
    """An open store; use it in a ``with`` statement. Every method that writes is one transaction, or part of the one that is open."""

    def __init__(self, path: PathLike | None = None, *, readonly: bool = False) -> None:
        """Opens or makes the store (None: in memory); raises StoreError for a file that is no store or a newer one."""
        self.name = str(path) if path is not None else "memory"
        self._new = Path(path) if path is not None and not readonly and not Path(path).exists() else None
        self._db = connect(path, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        forsaken = self._new if error and not self._rows("SELECT 1 FROM documents LIMIT 1") else None
        self._db.close()
        if forsaken:  # what failed before it kept anything leaves nothing behind
            for end in ("", "-wal", "-shm"):
                forsaken.with_name(forsaken.name + end).unlink(missing_ok=True)

    # -- writing -------------------------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Makes everything that is written within one change, seen by others as a whole or not at all."""
        if self._db.in_transaction:
            yield
            return
        with told(self.name, "cannot be written"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite itself has rolled back where the disk was full
                    self._db.execute("ROLLBACK")
                raise

    def put(self, pairs: Iterable[tuple[Document, Reading]], fingerprint: str) -> None:
        """Sets documents with their readings aside, together or not at all, until they are taken in."""
        with self.transaction():
            for document, reading in pairs:
                self._delete("live = 0 AND (source = ? OR id = ?)", document.source, document.id)
                self._insert(document, reading, fingerprint)

    def take(self, wanted: Mapping[str, str] | None = None) -> None:
        """Takes in what was set aside, for sources whose wanted document it is (None: all), and drops the rest of it.

        What was read before of the same sources goes.
        """
        with self.transaction():
            for number, name, source in self._rows("SELECT number, id, source FROM documents WHERE live = 0 ORDER BY id"):
                if wanted is None or wanted.get(source) == name:
                    self._delete("live = 1 AND (source = ? OR id = ?)", source, name)
                    self._db.execute("UPDATE documents SET live = 1 WHERE number = ?", (number,))
                else:
                    self._delete("number = ?", number)

    def remove(self, document: str) -> bool:
        """Deletes a document and all that was read in it; says whether it was there."""
        with self.transaction():
            return self._delete("live = 1 AND id = ?", document)

    def replace_links(self, judgements: Iterable[Judgement], *, state: str) -> None:
        """Replaces the judgements across documents; ``state`` names the recorded facts they were made from."""
        with self.transaction():
            self._db.execute("DELETE FROM across")
            insert(self._db, "across", [rows.across_row(one) for one in judgements])
            self.note({"linked": state})

    def note(self, facts: Mapping[str, str]) -> None:
        """Writes down facts about the store itself, such as what its outputs were made from."""
        with self.transaction():
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(facts.items()))

    # -- reading -------------------------------------------------------------------------------------------------------

    def has(self, document: str, fingerprint: str) -> bool:
        """Whether the document was read by this extractor, set aside or taken in."""
        return bool(self._rows("SELECT 1 FROM documents WHERE id = ? AND extractor = ? AND live IN (0, 1)", document, fingerprint))

    def noted(self, name: str) -> str | None:
        """A fact written by ``note``."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", name)), None)

    def sources(self) -> dict[str, str]:
        """The source of every document, in order, with the document's id."""
        return {source: id for source, id in self._rows("SELECT source, id FROM documents WHERE live = 1 ORDER BY source")}

    def listed(self) -> list[Listed]:
        """Every document with its size, by source."""
        counted = ", ".join(f"(SELECT count(*) FROM {table} WHERE document = number)" for table in ("mentions", "claims"))
        asked = f"SELECT id, source, title, published, length(text), {counted} FROM documents WHERE live = 1 ORDER BY source"
        return [Listed(*row) for row in self._rows(asked)]

    def stale(self, fingerprint: str) -> Iterator[Document]:
        """The documents that another extractor has read, by source."""
        for (number,) in self._rows("SELECT number FROM documents WHERE live = 1 AND extractor <> ? ORDER BY source", fingerprint):
            yield from self._documents("number = ?", number)

    def documents(self) -> Iterator[Document]:
        """Every document, by source."""
        return self._documents("live = 1 ORDER BY source")

    def pages(self) -> Iterator[tuple[Document, Reading]]:
        """Every document with what was read in it, by its id: mentions by (start, end, id), claims by (start, id), judgements by (left, right, by)."""
        for number, *row in self._each(f"SELECT number, {_WHOLE} FROM documents WHERE live = 1 ORDER BY id"):
            yield (document := Document(*row)), self._reading(number, document)

    def _reading(self, number: int, document: Document) -> Reading:
        reader = rows.Reader(document.id, document.text)
        mentions, claims, within = (
            self._rows(f"SELECT * FROM {table} WHERE document = ? ORDER BY {order}", number) for table, order in _OF_A_DOCUMENT.items()
        )
        read = tuple(map(reader.mention, mentions)), tuple(map(reader.claim, claims)), tuple(map(reader.judgement, within))
        return Reading(document.id, *read)

    def text(self, document: str) -> str:
        """The text of the document with this id."""
        ((text,),) = self._rows("SELECT text FROM documents WHERE live = 1 AND id = ?", document)
        return str(text)

    def readings(self) -> Iterator[Reading]:
        """What was read in each document, by its id."""
        return (reading for _, reading in self.pages())

    def mentions(self) -> Iterator[Mention]:
        """Every mention, document by document."""
        return (one for reading in self.readings() for one in reading.mentions)

    def claims(self) -> Iterator[Claim]:
        """Every claim, document by document."""
        return (one for reading in self.readings() for one in reading.claims)

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement: those within documents, then those across, each by (left, right, by)."""
        yield from (one for reading in self.readings() for one in reading.judgements)
        yield from self.across()

    def across(self) -> Iterator[Judgement]:
        """The judgements across documents, by (left, right, by)."""
        return map(rows.across, self._each('SELECT * FROM across ORDER BY "left", "right", by'))

    def state(self) -> str:
        """A fingerprint of everything that is recorded: documents, and who has read them."""
        return digest(*self._each("SELECT id, extractor FROM documents WHERE live = 1 ORDER BY id"))

    def damage(self) -> Iterator[str]:
        """What is broken: pages of the file, or documents whose rows are not those that were written, by source."""
        broken = [said for (said,) in self._rows("PRAGMA integrity_check(3)") if said != "ok"]
        yield from (f"{self.name}: damaged ({said})" for said in broken)
        if not broken:
            for number, told_seal, text, *head in self._each(
                f"SELECT number, seal, text, {_HEAD} FROM documents WHERE live = 1 ORDER BY source"
            ):
                its = [self._rows(f"SELECT * FROM {table} WHERE document = ?", number) for table in _OF_A_DOCUMENT]
                if rows.seal(tuple(head), text, *its) != told_seal:
                    yield f"{head[1]}: what is kept is not what was read (changed or damaged)"

    # -- how -----------------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: str | int) -> list[Row]:
        with told(self.name, "cannot be read"):
            return self._db.execute(sql, values).fetchall()

    def _each(self, sql: str, *values: str | int) -> Iterator[Row]:
        with told(self.name, "cannot be read"):
            yield from self._db.execute(sql, values)

    def _documents(self, which: str, *values: str | int) -> Iterator[Document]:
        for row in self._each(f"SELECT {_WHOLE} FROM documents WHERE {which}", *values):
            yield Document(*row)

    def _insert(self, document: Document, reading: Reading, fingerprint: str) -> None:
        ((number,),) = self._rows("SELECT coalesce(max(number), 0) + 1 FROM documents")
        tables, head = rows.parts(number, reading), rows.head(document, fingerprint)
        insert(self._db, "documents", [(number, *head, rows.seal(head, document.text, *tables), 0, document.text)])
        for table, its in zip(_OF_A_DOCUMENT, tables, strict=True):
            insert(self._db, table, its)

    def _delete(self, which: str, *values: str | int) -> bool:
        found = self._rows(f"SELECT number FROM documents WHERE {which}", *values)
        for (number,) in found:
            for table in _OF_A_DOCUMENT:
                self._db.execute(f"DELETE FROM {table} WHERE document = ?", (number,))
            self._db.execute("DELETE FROM documents WHERE number = ?", (number,))
        return bool(found)
