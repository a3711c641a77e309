"""What is recorded, in one SQLite file: documents, mentions, claims, judgements.

A document's reading is written in one transaction with the document, so no crash leaves half of it. Quotes are not stored: they
are sliced from the text, so what comes out is grounded. Everything is handed out in one fixed order, whatever order it came in.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import StoreError
from kg.facts import Claim, Document, Evidence, Interval, Judgement, Mention, Reading, digest

FORMAT = 1
_APPLICATION = 0x6B67_636C  # "kgcl": says that an SQLite file is a store of ours
_SECONDS_TO_WAIT = 30

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, title TEXT NOT NULL, published TEXT, sha256 TEXT NOT NULL,
  extractor TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE mentions (
  document TEXT NOT NULL REFERENCES documents(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  type TEXT NOT NULL, kind TEXT NOT NULL, hard INTEGER NOT NULL,
  PRIMARY KEY (document, start, id)) WITHOUT ROWID;
CREATE TABLE claims (
  document TEXT NOT NULL REFERENCES documents(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT, value TEXT, polarity TEXT NOT NULL, attributed_to TEXT NOT NULL,
  time TEXT, confidence REAL NOT NULL, by TEXT NOT NULL,
  trigger_start INTEGER, trigger_end INTEGER, value_start INTEGER, value_end INTEGER,
  PRIMARY KEY (document, start, id)) WITHOUT ROWID;
CREATE TABLE judgements (
  document TEXT REFERENCES documents(id),  -- null: across documents
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, by TEXT NOT NULL,
  verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, at TEXT,
  PRIMARY KEY ("left", "right", by)) WITHOUT ROWID;
CREATE INDEX judgements_document ON judgements(document);
"""
_COLUMNS = {"documents": 7, "mentions": 7, "claims": 17, "judgements": 8}
_OF_A_DOCUMENT = ("mentions", "claims", "judgements")

Row = tuple[Any, ...]  # columns of any kind SQLite knows


class Store:
    """An open store; use it in a ``with`` statement. Every method that writes is one transaction."""

    def __init__(self, path: str | os.PathLike[str] | None = None, *, readonly: bool = False) -> None:
        """Opens or makes the store (None: in memory); raises StoreError for a file that is no store or a newer one."""
        self.name = str(path) if path is not None else "memory"
        with self._said("cannot be opened"):
            self._db = _connect(path, readonly)
        try:
            with self._said("cannot be opened"):
                self._prepare(readonly)
        except StoreError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    # -- writing -------------------------------------------------------------------------------------------------------

    def put(self, pairs: Iterable[tuple[Document, Reading]], fingerprint: str) -> None:
        """Records documents with their readings, together or not at all; what was read before of the same sources goes."""
        with self._transaction():
            for document, reading in pairs:
                self._forget(document)
                self._insert("documents", [_document_row(document, fingerprint)])
                self._insert("mentions", map(_mention_row, reading.mentions))
                self._insert("claims", map(_claim_row, reading.claims))
                self._insert("judgements", (_judgement_row(one, document.id) for one in reading.judgements))

    def remove(self, document: str) -> bool:
        """Deletes a document and all that was read in it; says whether it was there."""
        with self._transaction():
            return self._delete(document)

    def replace_links(self, judgements: Iterable[Judgement], *, state: str) -> None:
        """Replaces the machine's judgements across documents; ``state`` names the recorded facts they were made from."""
        with self._transaction():
            self._db.execute("DELETE FROM judgements WHERE document IS NULL AND by NOT LIKE 'person%'")
            self._insert("judgements", (_judgement_row(one, None) for one in judgements))
            self._set("linked", state)

    def note(self, facts: Mapping[str, str]) -> None:
        """Writes down facts about the store itself, such as what its outputs were made from."""
        with self._transaction():
            for name, value in facts.items():
                self._set(name, value)

    # -- reading -------------------------------------------------------------------------------------------------------

    def has(self, document: str, fingerprint: str) -> bool:
        """Whether the document was read by this extractor."""
        return bool(self._rows("SELECT 1 FROM documents WHERE id = ? AND extractor = ?", document, fingerprint))

    def noted(self, name: str) -> str | None:
        """A fact written by ``note``."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE name = ?", name)), None)

    def sources(self) -> dict[str, str]:
        """The source of every document, in order, with the document's id."""
        return {source: id for source, id in self._rows("SELECT source, id FROM documents ORDER BY source")}

    def stale(self, fingerprint: str) -> Iterator[Document]:
        """The documents that another extractor has read, by (source, id)."""
        stale = self._rows("SELECT id FROM documents WHERE extractor <> ? ORDER BY source", fingerprint)
        for (name,) in stale:
            yield from self._documents("WHERE id = ?", name)

    def documents(self) -> Iterator[Document]:
        """Every document, by source."""
        return self._documents("ORDER BY source")

    def mentions(self) -> Iterator[Mention]:
        """Every mention, by (document, start, end, id)."""
        ordered = self._each('SELECT * FROM mentions ORDER BY document, start, "end", id')
        for text, (document, start, end, name, kind_of, kind, hard) in self._with_text(ordered):
            yield Mention(name, Evidence(document, start, end, text[start:end]), kind_of, kind, bool(hard))

    def claims(self) -> Iterator[Claim]:
        """Every claim, by (document, start, id)."""
        for text, row in self._with_text(self._each("SELECT * FROM claims ORDER BY document, start, id")):
            yield _claim(text, row)

    def judgements(self) -> Iterator[Judgement]:
        """Every judgement, by (left, right, by)."""
        return self._judgements("")

    def within(self) -> Iterator[Judgement]:
        """The judgements that resolution starts from: those within documents and a person's; in the same order."""
        return self._judgements("WHERE document IS NOT NULL OR by LIKE 'person%'")

    def state(self) -> str:
        """A fingerprint of everything recorded that is not derived: documents, who read them, and what persons decided."""
        read = self._each("SELECT id, extractor FROM documents ORDER BY id")
        said = self._each('SELECT * FROM judgements WHERE by LIKE \'person%\' ORDER BY "left", "right", by')
        return digest(*read, *said)

    # -- how -----------------------------------------------------------------------------------------------------------

    @contextmanager
    def _said(self, what: str) -> Iterator[None]:
        """Turns the database's complaints into one line."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.name}: {what} ({error}); {_remedy(error)}") from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._said("cannot be written"):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite itself has rolled back where the disk was full
                    self._db.execute("ROLLBACK")
                raise

    def _prepare(self, readonly: bool) -> None:
        (made_by,), (version,) = (self._db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version"))
        empty = not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        if made_by != _APPLICATION and not empty:
            raise StoreError(f"{self.name}: a database of another program; give another folder")
        if version > FORMAT:
            raise StoreError(f"{self.name}: made by a newer kg (format {version}, this one knows {FORMAT}); upgrade claimgraph")
        if empty and not readonly:
            self._make()

    def _make(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        stamps = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {FORMAT};"
        self._db.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}{stamps}COMMIT;")

    def _rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        with self._said("cannot be read"):
            return self._db.execute(sql, values).fetchall()

    def _each(self, sql: str, *values: str) -> Iterator[Row]:
        with self._said("cannot be read"):
            yield from self._db.execute(sql, values)

    def _documents(self, which: str, *values: str) -> Iterator[Document]:
        for row in self._each(f"SELECT id, text, source, title, published, sha256 FROM documents {which}", *values):
            yield Document(*row)

    def _judgements(self, which: str) -> Iterator[Judgement]:
        columns = '"left", "right", verdict, score, reasons, by, at'
        ordered = self._each(f'SELECT {columns} FROM judgements {which} ORDER BY "left", "right", by')
        for left, right, verdict, score, reasons, by, at in ordered:
            yield Judgement(left, right, verdict, score, tuple(json.loads(reasons)), by, at)

    def _with_text(self, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
        """Each row with the text of the document it begins with; rows come document by document, one text is held at a time."""
        document, text = None, ""
        for row in rows:
            if row[0] != document:
                document = row[0]
                ((text,),) = self._rows("SELECT text FROM documents WHERE id = ?", document)
            yield text, row

    def _forget(self, document: Document) -> None:
        self._delete(document.id)
        for (name,) in self._rows("SELECT id FROM documents WHERE source = ?", document.source):
            self._delete(name)

    def _delete(self, document: str) -> bool:
        for table in _OF_A_DOCUMENT:
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        return self._db.execute("DELETE FROM documents WHERE id = ?", (document,)).rowcount > 0

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        # An id says what is stated and where: a second row with the same id is the same statement.
        self._db.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({','.join('?' * _COLUMNS[table])})", rows)

    def _set(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _connect(path: str | os.PathLike[str] | None, readonly: bool) -> sqlite3.Connection:
    if path is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    if not readonly:
        database = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
        database.execute("PRAGMA synchronous = NORMAL")  # a kill loses nothing; only a power cut may lose the last chunk
        return database
    if not os.path.isfile(path):
        raise StoreError(f"{path}: no store there; make one with: kg build SOURCE... -o {Path(path).parent}")
    # In a folder that cannot be written SQLite could not make its shared-memory file, and nobody else can be writing either.
    # Elsewhere a reader that may write also clears that memory away when it leaves.
    way = "mode=rw" if os.access(Path(path).parent, os.W_OK) and os.access(path, os.W_OK) else "mode=ro&immutable=1"
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?{way}", uri=True, timeout=_SECONDS_TO_WAIT, isolation_level=None)
    database.execute("PRAGMA query_only = 1")
    return database


def _remedy(error: sqlite3.DatabaseError) -> str:
    told = str(error)
    if "locked" in told:
        return "another process writes to it; try again when it has finished"
    if "full" in told:
        return "free some space and run it again; what was there is whole"
    if "not a database" in told or "malformed" in told:
        return "give another folder, or delete the file and build again"
    return "check the folder, its permissions and the disk"


def _document_row(one: Document, fingerprint: str) -> Row:
    return one.id, one.source, one.title, one.published, one.sha256, fingerprint, one.text


def _mention_row(one: Mention) -> Row:
    place = one.evidence
    return place.document, place.start, place.end, one.id, one.type, one.kind, one.hard


def _claim_row(one: Claim) -> Row:
    place, time = one.evidence, one.time
    return (
        *(place.document, place.start, place.end, one.id, one.subject, one.predicate, one.object, one.value, one.polarity),
        json.dumps(one.attributed_to),
        json.dumps((time.start, time.end, time.text)) if time else None,
        one.confidence,
        one.by,
        *(one.trigger or (None, None)),
        *(one.value_span or (None, None)),
    )


def _judgement_row(one: Judgement, document: str | None) -> Row:
    return document, one.left, one.right, one.by, one.verdict, one.score, json.dumps(one.reasons), one.at


def _claim(text: str, row: Row) -> Claim:
    document, start, end, name, subject, predicate, obj, value, polarity, speakers, time, confidence, by, *spans = row
    evidence = Evidence(document, start, end, text[start:end])
    when = Interval(*json.loads(time)) if time else None
    trigger, valued = (None if start is None else (start, end) for start, end in (spans[:2], spans[2:]))
    said = tuple(json.loads(speakers))
    return Claim(name, subject, predicate, obj, value, evidence, polarity, said, when, confidence, by, trigger, valued)
