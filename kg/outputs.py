"""The files of OUT: all of them made before any is replaced, so that a failure leaves what was there."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kg.errors import KgError


def make_folder(out: Path) -> None:
    """Makes the folder; raises KgError where something else has its name or it cannot be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise KgError(f"{out}: is a file; OUT must be a folder, give another name") from None
    except OSError as error:
        raise KgError(f"{out}: folder cannot be made ({error.strerror}); give another place") from None


def replace_files(out: Path, makers: Mapping[str, Callable[[], str]]) -> None:
    """Writes every file under a temporary name, then puts them in place; raises KgError and changes nothing where one cannot be written."""
    parts = {name: out / f".{name}.part" for name in makers}
    try:
        for name, make in makers.items():
            _write(parts[name], make())
        for name, part in parts.items():
            os.replace(part, out / name)
    except OSError as error:
        raise KgError(f"{out}: cannot be written ({error.strerror}); what was there is whole, mend it and run again") from None
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


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
        if path.suffix in (".py", ".js", ".css", ".html") and path.is_file():
            seen.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return seen.hexdigest()[:16]


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
