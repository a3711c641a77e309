"""Builds again whenever a file changes: looks at names, sizes and times, so that any editor and any file system will do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.build import MODEL, build
from kg.errors import DocumentError, KgError
from kg.graph import Graph
from kg.ontology import ENT
from kg.read import STDIN, Paths, find

Seen = dict[str, tuple[int, int]]


def watch(
    sources: Paths | Iterable[Paths],
    *,
    out: str | os.PathLike[str],
    ontology: str | os.PathLike[str] | None = None,
    model: str = MODEL,
    reader: str = "on",
    workers: int = 1,
    strict: bool = False,
    base: str = ENT,
    every: float = 1.0,
) -> Iterator[Graph | KgError]:
    """Builds into ``out`` now and after each change of a source or of a file of ``ontology``; runs until it is closed.

    Yields the graph, or the error that a later build ended with; the first build's error is raised. Looks each ``every``
    seconds, and builds once nothing has changed for as long, since a file may still be being written.
    """
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    if any(os.fspath(one) == STDIN for one in given):
        raise KgError("-: standard input cannot be watched; give files or folders")
    before = _seen(given, ontology)
    yield build(given, out=out, ontology=ontology, model=model, reader=reader, workers=workers, strict=strict, base=base)
    while True:
        before = _changed(before, given, ontology, every)
        try:
            yield build(given, out=out, ontology=ontology, model=model, reader=reader, workers=workers, strict=strict, base=base)
        except KgError as error:
            yield error


def _changed(before: Seen, sources: list[Paths], ontology: Paths | None, every: float) -> Seen:
    """Waits until something is not as it was, and then until it has stayed as it is; returns what it is."""
    last = before
    while True:
        time.sleep(every)
        now = _seen(sources, ontology)
        if now != before and now == last:
            return now
        last = now


def _seen(sources: list[Paths], ontology: Paths | None) -> Seen:
    """Path -> (time of the last change in nanoseconds, size) of every file that is there now."""
    paths = [*_sources(sources), *(Path(ontology).rglob("*.ttl") if ontology else ())]
    return {str(path): found for path in paths if (found := _stamp(path))}


def _sources(sources: list[Paths]) -> Iterator[Path]:
    for one in sources:
        try:
            yield from (source.path for source in find(one).sources if source.path)
        except DocumentError:  # gone, or empty for now: the build says so
            continue


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:  # it went between the listing and the look
        return None
    return found.st_mtime_ns, found.st_size
