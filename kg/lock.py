"""One writer at a time in a folder: a lock that ends with its process, however that ends, and tells who holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from kg.errors import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".lock"
PATIENCE = 30.0  # seconds for which a second process waits
_PAUSE = 0.05
_BEYOND = 1 << 20  # Windows forbids reading what is locked, so the byte that is locked lies behind the words


@contextmanager
def held(folder: Path, what: str, *, seconds: float | None = None) -> Iterator[None]:
    """Keeps every other process out of a folder; waits for one that is there, then raises StoreError that names it."""
    path = folder / LOCK
    file = _taken(path, time.monotonic() + (PATIENCE if seconds is None else seconds))
    try:
        file.truncate(0)
        file.write(f"{what} (process {os.getpid()}, since {time.strftime('%H:%M:%S')})".encode())
        file.flush()
        yield
    finally:
        if sys.platform != "win32":  # which takes no file away that is open
            path.unlink(missing_ok=True)
        file.close()


def _taken(path: Path, until: float) -> BufferedRandom:
    while True:
        file = _opened(path)
        if _locked(file) and _is_there(path, file):
            return file
        file.close()
        if time.monotonic() > until:
            raise StoreError(f"{path.parent}: {_holder(path)} is at work there; wait until it has finished, or stop it, and run this again")
        time.sleep(_PAUSE)


def _opened(path: Path) -> BufferedRandom:
    try:
        return path.open("a+b")
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be written ({error.strerror}); check the folder and its permissions") from None


def _locked(file: BufferedRandom) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(_BEYOND)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_there(path: Path, file: BufferedRandom) -> bool:
    """Whether the file that was locked is still the one of that name: whoever held it has taken it away with the lock."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """What the process that holds the lock has written about itself."""
    told = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    return told or "another process"
