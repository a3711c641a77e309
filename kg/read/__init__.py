"""Source -> Document: which paths are documents, and the table of formats."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError
from kg.facts import Document
from kg.read.markdown import read_markdown
from kg.read.text import read_text

READERS: Mapping[str, Callable[[bytes, str], Document]] = {
    ".txt": read_text,
    ".md": read_markdown,
}
STDIN = "-"
LONGEST = 1_000_000  # characters; the parser's own limit, beyond which its memory is not bounded
_LONGEST_BYTES = 4 * LONGEST  # no UTF-8 character is longer than four bytes

Paths = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its name as given (what a document calls its source), and where it lies (None: standard input)."""

    name: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class Found:
    """The sources in the order of their names, how many files of a folder were passed over, by suffix, and the folders."""

    sources: tuple[Source, ...]
    passed_over: Mapping[str, int]
    folders: tuple[str, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether the source of this name lies, or lay, in one of the folders."""
        return name != STDIN and any(_lies_in(name, folder) for folder in self.folders)


def find(sources: Paths | Iterable[Paths]) -> Found:
    """Finds the documents among files, folders (searched to the bottom) and ``-``; raises DocumentError for a path that is not there."""
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    passed_over: Counter[str] = Counter()
    found = {source.name: source for one in given for source in _sources(os.fspath(one), passed_over)}
    if not found:
        raise DocumentError(f"{', '.join(printable(os.fspath(one)) for one in given) or 'no path given'}: {_nothing(passed_over)}")
    folders = tuple(printable(os.fspath(one)) for one in given if os.path.isdir(one))
    return Found(tuple(found[name] for name in sorted(found)), dict(sorted(passed_over.items())), folders)


def read(source: Source) -> Document:
    """Reads one source; raises DocumentError with the reason and the remedy where it holds no document."""
    data = sys.stdin.buffer.read(_LONGEST_BYTES + 1) if source.path is None else _bytes(source.name, source.path)
    if len(data) > _LONGEST_BYTES:
        raise DocumentError(f"{source.name}: longer than {LONGEST:,} characters; split it into several files")
    document = _reader(source)(data, source.name)
    if not document.text.strip():
        raise DocumentError(f"{source.name}: holds no text; remove it or fill it")
    if len(document.text) > LONGEST:
        raise DocumentError(f"{source.name}: {len(document.text):,} characters, more than {LONGEST:,}; split it into several files")
    return document


def printable(name: str) -> str:
    """The name of a path as text that can be stored and shown, where its bytes are not UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _lies_in(name: str, folder: str) -> bool:
    path, around = Path(name), Path(folder)
    return path.is_relative_to(around) and ".." not in path.relative_to(around).parts


def _sources(given: str, passed_over: Counter[str]) -> Iterator[Source]:
    path = Path(given)
    if given == STDIN:
        yield Source(STDIN, None)
    elif not given:  # Path would make the working directory of it
        raise DocumentError("SOURCE: an empty path; give a file, a folder, or '-' to read standard input")
    elif os.path.isdir(path):
        yield from _in_folder(path, passed_over)
    elif os.path.isfile(path):
        yield Source(printable(str(path)), path)
    elif os.path.lexists(path):
        raise DocumentError(
            f"{printable(given)}: neither a file nor a folder (a broken link or a device?); give one, or '-' to read standard input"
        )
    else:
        raise DocumentError(f"{printable(given)}: no such file or folder (or not yours to look at); check the path")


def _in_folder(folder: Path, passed_over: Counter[str]) -> Iterator[Source]:
    for place, folders, files in os.walk(folder, onerror=_unreadable_folder):
        folders[:] = [one for one in folders if not one.startswith(".")]
        for name in files:
            suffix = os.path.splitext(name)[1].lower()
            if not name.startswith(".") and suffix in READERS:
                path = Path(place, name)
                yield Source(printable(str(path)), path)
            elif not name.startswith("."):
                passed_over[printable(suffix) or "(none)"] += 1


def _unreadable_folder(error: OSError) -> None:
    raise DocumentError(f"{printable(str(error.filename))}: folder cannot be read ({error.strerror}); mend its permissions") from None


def _nothing(passed_over: Mapping[str, int]) -> str:
    others = ", ".join(f"{count} {suffix}" for suffix, count in sorted(passed_over.items()))
    return f"no document found; kg reads {', '.join(READERS)}" + (f" (there are other files: {others})" if others else "")


def _reader(source: Source) -> Callable[[bytes, str], Document]:
    suffix = ".txt" if source.path is None else source.path.suffix.lower()
    if suffix not in READERS:
        raise DocumentError(f"{source.name}: no reader for {suffix or 'a file without a suffix'}; kg reads {', '.join(READERS)}")
    return READERS[suffix]


def _bytes(name: str, path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST_BYTES + 1)
    except OSError as error:
        raise DocumentError(f"{name}: cannot be read ({error.strerror}); check the file and its permissions") from None
