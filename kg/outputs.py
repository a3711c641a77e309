"""The files of OUT: all of them made before any is replaced, so that a failure leaves what was there."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from kg.errors import KgError

_NOTE = ".replacing"

_Seen = TypeVar("_Seen")
_Stamp = tuple[int, int, int]


def make_folder(out: Path) -> bool:
    """Makes the folder and says whether it was not there; raises KgError where something else has its name or it cannot be made."""
    try:
        new = not out.exists()
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise KgError(f"{out}: is a file; OUT must be a folder, give another name") from None
    except OSError as error:
        raise KgError(f"{out}: folder cannot be made ({error.strerror}); give another place") from None
    return new


def replace_files(out: Path, makers: Mapping[str, Callable[[], str]]) -> None:
    """Writes every file under a temporary name, then puts them in place; raises KgError and changes nothing where one cannot be written.

    From the moment that a note lists them the new files count (``read_together`` reads them, and the next call puts in place what
    a process that was killed has left), so that nobody sees some of the new with some of the old.
    """
    try:
        _put_in_place(out)
        for name, make in makers.items():
            _write(_part(out, name), make())
        _write(_part(out, _NOTE), "\n".join(makers))
        os.replace(_part(out, _NOTE), out / _NOTE)
        _put_in_place(out)
    except OSError as error:
        (out / _NOTE).unlink(missing_ok=True)
        raise KgError(f"{out}: cannot be written ({error.strerror}); what was there is whole, mend it and run again") from None
    finally:
        if not (out / _NOTE).exists():
            for name in (*makers, _NOTE):
                _part(out, name).unlink(missing_ok=True)


def replace_file(path: Path, text: str) -> Path:
    """Writes one file, whole or not at all, and returns its path; raises KgError where it cannot be written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.replace(unfinished, path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); give another place") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def read_together(out: Path, names: Sequence[str]) -> list[str]:
    """The texts of several files of a folder as one call of ``replace_files`` left them; raises OSError where one is missing."""
    while True:
        found = [_current(out, name, _text) for name in names]
        if [stamp for _, stamp in found] == [_current(out, name, _stamp) for name in names]:
            return [text for text, _ in found]


def _put_in_place(out: Path) -> None:
    """Puts the files that a note lists in place, and takes the note away."""
    note = out / _NOTE
    if note.exists():
        for name in note.read_text(encoding="utf-8").split("\n"):
            if _part(out, name).exists():
                os.replace(_part(out, name), out / name)
        note.unlink()


def _part(out: Path, name: str) -> Path:
    return out / f".{name}.part"


def _current(out: Path, name: str, look: Callable[[Path], _Seen]) -> _Seen:
    """Looks at the file that counts for a name."""
    if (out / _NOTE).exists():
        with contextlib.suppress(FileNotFoundError):  # it is in place already
            return look(_part(out, name))
    return look(out / name)


def _text(path: Path) -> tuple[str, _Stamp]:
    with path.open(encoding="utf-8", newline="") as file:
        found = os.fstat(file.fileno())
        return file.read(), (found.st_ino, found.st_mtime_ns, found.st_size)


def _stamp(path: Path) -> _Stamp:
    """What tells a file from another of its name."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def sums(out: Path, names: Iterable[str]) -> str:
    """A fingerprint of the files' content; empty where one is missing."""
    try:
        return " ".join(hashlib.sha256((out / name).read_bytes()).hexdigest()[:16] for name in names)
    except OSError:
        return ""


@functools.cache
def code(*rooms: str) -> str:
    """A fingerprint of the program's own files (of the rooms named, or all), so that a changed program does its work again."""
    package = Path(__file__).parent
    files = [path for room in rooms or ("",) for path in sorted((package / room).rglob("*"))]
    seen = hashlib.sha256()
    for path in files:
        if path.suffix in (".py", ".tsv", ".js", ".css", ".html") and path.is_file():
            seen.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
