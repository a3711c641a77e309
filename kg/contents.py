"""What a folder holds, document by document, and how a document is taken out again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import verdicts
from kg.errors import DocumentError
from kg.graph import Graph
from kg.keep import STORE, applied, changing, remembered
from kg.ontology import Ontology
from kg.read import STDIN, Paths, printable
from kg.store import Listed, Store
from kg.verdicts import DECISIONS

_NEAR = 5


def listing(out: str | os.PathLike[str]) -> list[Listed]:
    """The documents that a folder keeps, by source, with their sizes and how much was read in each."""
    with Store(Path(out) / STORE, readonly=True) as store:
        return store.listed()


def damage(out: str | os.PathLike[str]) -> list[str]:
    """What is broken in a folder: the database, documents that are not as they were written, decisions that contradict one another."""
    with Store(Path(out) / STORE, readonly=True) as store:
        broken = list(store.damage())
        if broken:
            return broken
        decided = verdicts.read(Path(out) / DECISIONS)
        world = Ontology.load(remembered(store, out).ontology or None)
        found = verdicts.conflicts(decided, applied(store, world, decided).judgements)
    return [
        f"{' and '.join(f'{one.id} ({one})' for one in each)} contradict one another; take one back with kg undo {out}" for each in found
    ]


def remove(out: str | os.PathLike[str], sources: Paths | Iterable[Paths]) -> Graph:
    """Takes documents out of a folder, and all that was read in them; the files are then those of a build without them.

    Sources are named as ``listing`` names them, by their ids, or by a folder that they lie in; raises DocumentError, and takes
    nothing out, where one names no document.
    """
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    with changing(out, "kg remove") as kept:
        known = kept.store.sources()
        kept.take_out({name for one in given for name in _named(printable(os.fspath(one)), known)})
        return kept.finish()


def _named(given: str, known: dict[str, str]) -> Sequence[str]:
    """The sources that a name, an id or a folder stands for."""
    name = given if given == STDIN else str(Path(given))
    found = [source for source, document in known.items() if source in (given, name) or document == given]
    found = found or [source for source in known if given and source != STDIN and Path(source).is_relative_to(name)]
    if not found:
        from rapidfuzz import process

        near = ", ".join(source for source, _, _ in process.extract(given, list(known), limit=_NEAR))
        raise DocumentError(f"{given!r}: no document of that name is kept; {f'near: {near}' if near else 'there is none at all'}")
    return found
