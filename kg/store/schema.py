"""The tables of the store, and how a store of an earlier format becomes one of this."""

from __future__ import annotations

import sqlite3

from kg.store.rows import Row, seal, shorten, shorten_all

FORMAT = 2
APPLICATION = 0x6B67_636C  # "kgcl": says that an SQLite file is a store of ours

# Documents go by a small number, and a mention's id is kept without the name of its document: that halves the file.
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL, published TEXT, sha256 TEXT NOT NULL,
  extractor TEXT NOT NULL, seal TEXT NOT NULL,
  live INTEGER NOT NULL,  -- 0: read by a run that has not finished
  text TEXT NOT NULL, UNIQUE (live, source), UNIQUE (live, id));
CREATE TABLE mentions (
  document INTEGER NOT NULL REFERENCES documents(number), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  type TEXT NOT NULL, kind TEXT NOT NULL, hard INTEGER NOT NULL,
  PRIMARY KEY (document, start, "end", id)) WITHOUT ROWID;
CREATE TABLE claims (
  document INTEGER NOT NULL REFERENCES documents(number), start INTEGER NOT NULL, "end" INTEGER NOT NULL, id TEXT NOT NULL,
  subject TEXT NOT NULL, predicate TEXT NOT NULL, object TEXT, value TEXT, polarity TEXT NOT NULL, attributed_to TEXT NOT NULL,
  time TEXT, confidence REAL NOT NULL, by TEXT NOT NULL,
  trigger_start INTEGER, trigger_end INTEGER, value_start INTEGER, value_end INTEGER,
  PRIMARY KEY (document, start, id)) WITHOUT ROWID;
CREATE TABLE within (  -- judgements on mentions of one document
  document INTEGER NOT NULL REFERENCES documents(number), "left" TEXT NOT NULL, "right" TEXT NOT NULL, by TEXT NOT NULL,
  verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, at TEXT,
  PRIMARY KEY (document, "left", "right", by)) WITHOUT ROWID;
CREATE TABLE across (  -- judgements on mentions of different documents: derived, and made anew when what they rest on changes
  "left" TEXT NOT NULL, "right" TEXT NOT NULL, by TEXT NOT NULL,
  verdict TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, at TEXT,
  PRIMARY KEY ("left", "right", by)) WITHOUT ROWID;
"""


def make(database: sqlite3.Connection) -> None:
    """Makes the tables in an empty database; the caller holds the transaction."""
    for statement in _TABLES.split(";\n"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {FORMAT}")


def migrate(database: sqlite3.Connection, version: int) -> None:
    """Makes a store of format 1 one of this format; the caller holds the transaction, so a crash leaves the old one."""
    if version == 1:
        _from_1(database)


def _from_1(database: sqlite3.Connection) -> None:
    """Format 1 knew documents by their ids everywhere and kept all judgements in one table."""
    database.execute("DROP INDEX judgements_document")
    for table in ("meta", "documents", "mentions", "claims", "judgements"):
        database.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    make(database)
    database.execute("INSERT INTO meta SELECT * FROM old_meta WHERE name <> 'linked'")  # so the links are made anew
    documents = database.execute("SELECT id, source, title, published, sha256, extractor, text FROM old_documents ORDER BY id").fetchall()
    for number, row in enumerate(documents, start=1):
        _document_from_1(database, number, row)
    for table in ("judgements", "claims", "mentions", "documents", "meta"):
        database.execute(f"DROP TABLE old_{table}")


def _document_from_1(database: sqlite3.Connection, number: int, row: Row) -> None:
    name, source, title, published, sha256, extractor, text = row
    columns = '"left", "right", by, verdict, score, reasons, at'
    mentions, claims, judgements = (
        [old for old in database.execute(f"SELECT {which} FROM old_{table} WHERE document = ?", (name,))]
        for which, table in (("*", "mentions"), ("*", "claims"), (columns, "judgements"))
    )
    rows = (
        [(number, *one[1:3], shorten(one[3], name), *one[4:]) for one in mentions],
        [_claim_from_1(number, name, one) for one in claims],
        [(number, shorten(one[0], name), shorten(one[1], name), *one[2:]) for one in judgements],
    )
    head = (name, source, title, published, sha256, extractor)
    insert(database, "documents", [(number, *head, seal(head, text, *rows), 1, text)])
    for table, its in zip(("mentions", "claims", "within"), rows, strict=True):
        insert(database, table, its)


def _claim_from_1(number: int, name: str, row: Row) -> Row:
    start, end, one, subject, predicate, other, value, polarity, speakers, *rest = row[1:]
    ends = (shorten(subject, name), predicate, other and shorten(other, name))
    return (number, start, end, one, *ends, value, polarity, shorten_all(speakers, name), *rest)


def insert(database: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Puts rows into a table, all of whose columns they give in order."""
    if rows:
        database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
