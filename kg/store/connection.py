"""An SQLite file opened as a store: for writing or for reading, with the database's complaints in one line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.store.schema import APPLICATION, FORMAT, make, migrate

_SECONDS_TO_WAIT = 30

PathLike = str | os.PathLike[str]


def connect(path: PathLike | None, *, readonly: bool) -> sqlite3.Connection:
    """Opens or makes a store (None: in memory), making one of an earlier format one of this; raises StoreError.

    A reader sees what was there when it began, whatever is written meanwhile.
    """
    name = str(path) if path is not None else "memory"
    with told(name, "cannot be opened"):
        database = _opened(path, readonly)
    try:
        with told(name, "cannot be opened"):
            version = _version(database, name)
            if not readonly:
                _prepare(database, version)
            elif not _has_tables(database):
                raise StoreError(_nothing(path or ""))
            elif version < FORMAT:
                database.close()
                return _upgraded(path or "", version)
            else:
                database.execute("BEGIN")
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def told(name: str, what: str) -> Iterator[None]:
    """Turns the database's complaints into one line: where, what, what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{name}: {what} ({error}); {_remedy(error)}") from None


def _opened(path: PathLike | None, readonly: bool) -> sqlite3.Connection:
    if path is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    if not readonly:
        database = sqlite3.connect(path, timeout=_SECONDS_TO_WAIT, isolation_level=None)
        database.execute("PRAGMA synchronous = NORMAL")  # a kill loses nothing; only a power cut may lose the last chunk
        database.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file, too
        return database
    if not os.path.isfile(path):
        raise StoreError(_nothing(path))
    # In a folder that cannot be written SQLite could not make its shared-memory file, and nobody else can be writing either.
    # Elsewhere a reader that may write also clears that memory away when it leaves.
    way = "mode=rw" if _writable(path) else "mode=ro&immutable=1"
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?{way}", uri=True, timeout=_SECONDS_TO_WAIT, isolation_level=None)
    database.execute("PRAGMA query_only = 1")
    return database


def _nothing(path: PathLike) -> str:
    return f"{path}: no store there; make one with: kg build SOURCE... -o {Path(path).parent}"


def _has_tables(database: sqlite3.Connection) -> bool:
    """Whether there is anything: a process that was killed may have left an empty file."""
    return bool(database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())


def _writable(path: PathLike) -> bool:
    return os.access(Path(path).parent, os.W_OK) and os.access(path, os.W_OK)


def _version(database: sqlite3.Connection, name: str) -> int:
    """The format of a store, this one's for an empty file."""
    (made_by,), (version,) = (database.execute(f"PRAGMA {which}").fetchone() for which in ("application_id", "user_version"))
    if not _has_tables(database):
        return FORMAT
    if made_by != APPLICATION:
        raise StoreError(f"{name}: a database of another program; give another folder")
    if version > FORMAT:
        raise StoreError(f"{name}: made by a newer kg (format {version}, this one knows {FORMAT}); upgrade claimgraph")
    return int(version)


def _prepare(database: sqlite3.Connection, version: int) -> None:
    if version == FORMAT and _has_tables(database):
        return
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("BEGIN IMMEDIATE")  # another process may have done it before this one came so far
    if not _has_tables(database):
        make(database)
    else:
        migrate(database, database.execute("PRAGMA user_version").fetchone()[0])
    database.execute("COMMIT")


def _upgraded(path: PathLike, version: int) -> sqlite3.Connection:
    if not _writable(path):
        raise StoreError(
            f"{path}: made by an older kg (format {version}) and cannot be written; open a copy that can be, which upgrades it"
        )
    connect(path, readonly=False).close()
    return connect(path, readonly=True)


def _remedy(error: sqlite3.DatabaseError) -> str:
    said = str(error)
    if "locked" in said:
        return "another process writes to it; try again when it has finished"
    if "full" in said:
        return "free some space and run it again; what was there is whole"
    if "not a database" in said or "malformed" in said:
        return "give another folder, or delete the file and build again"
    return "check the folder, its permissions and the disk"
