"""What a folder keeps, opened to be read or to be changed: its store, a person's decisions, and the files made from both."""

from __future__ import annotations

import gc
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import verdicts
from kg.errors import StoreError
from kg.facts import Claim, Document, Judgement, Mention, Reading, digest
from kg.graph import Graph
from kg.lock import held
from kg.ontology import ENT, Ontology
from kg.outputs import code, make_folder, replace_files, sums
from kg.overview import overview
from kg.report import Account, Row, counts, dump, saved
from kg.store import Store
from kg.verdicts import DECISIONS, Applied, Decision

STORE = "claims.db"
REPORT, OVERVIEW = "report.json", "report.md"
_HELD = 2_000  # documents; of so many what was read for the links is kept for the graph, of more it is read twice and takes less memory


@dataclass(frozen=True, slots=True)
class Settings:
    """What a graph was built with; ``ontology`` is a folder, or empty for the packaged one."""

    ontology: str = ""
    base: str = ENT
    model: str = ""
    reader: bool = True


@dataclass(slots=True)
class Kept:
    """A folder that is open for change, or a graph in memory (``out`` is None)."""

    out: Path | None
    store: Store
    world: Ontology
    settings: Settings
    account: Account
    decided: list[Decision] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)  # source -> the document that this run has read or found read
    gone: list[str] = field(default_factory=list)  # documents that this run takes out
    told: Row = field(default_factory=dict)  # what the report says of the decisions

    def decide(self, decided: list[Decision]) -> None:
        """Replaces the decisions, in the file as well."""
        if self.out is not None:
            replace_files(self.out, {DECISIONS: lambda: verdicts.dump(decided)})
            if not decided:
                (self.out / DECISIONS).unlink()
        self.decided = decided

    def applied(self, decided: Sequence[Decision] | None = None) -> Applied:
        """What the decisions (those kept, where none are given) do to what was read."""
        return applied(self.store, self.world, self.decided if decided is None else decided)

    def link(self) -> tuple[Applied, Iterable[tuple[Document, Reading]]]:
        """Takes in what was read, and decides who is who anew where anything that depends on has changed; gives what then holds, and the pages."""
        from kg.resolve import resolve

        held: list[tuple[Document, Reading]] | None = None
        with self.store.transaction():
            self.store.take(self.wanted)
            for document in self.gone:
                self.store.remove(document)
            now = self.applied()
            self.told = _decisions(self.decided, now)
            state = digest(self.state(), self.world.fingerprint, code("resolve"))
            if self.store.noted("linked") != state:
                self.account.progress("resolving", 0, 1)
                with self.account.timed("resolve"):
                    held = list(self.store.pages()) if len(self.store.sources()) <= _HELD else None
                    pages = self._judged(self.store.pages() if held is None else held, now)
                    self.store.replace_links(resolve(self.world, pages, self.store.text), state=state)
        return now, self.store.pages() if held is None else held

    def _judged(self, pages: Iterable[tuple[Document, Reading]], now: Applied) -> Iterator[tuple[Document, Reading]]:
        """Every document with what was read in it, as decisions leave it, a person's judgements on it included."""
        judged: dict[str, list[Judgement]] = defaultdict(list)
        for _, one in now.judgements:
            judged[one.left.partition("#")[0]].append(one)
        for document, read in pages:
            reading = now.reading(read)
            mine = {one.id for one in reading.mentions} if document.id in judged else ()
            theirs = (one for one in judged.get(document.id, ()) if one.left in mine and one.right in mine)
            yield document, replace(reading, judgements=(*reading.judgements, *theirs))

    def graph(self) -> Graph:
        """The graph of what is kept."""
        now, pages = self.link()
        return _graph(pages, self.store.across(), self.world, now, self.settings.base)

    def take_out(self, sources: Iterable[str]) -> None:
        """Takes the documents of these sources out when the run is finished."""
        known = self.store.sources()
        self.account.removed = sorted(sources)
        self.account.kept = [one for one in self.account.kept if one not in self.account.removed]
        for one in self.account.removed:
            self.wanted.pop(one, None)
            self.gone.append(known[one])

    def finish(self) -> Graph:
        """Takes in what was read, links, and writes the files of the folder, all or none; those as they should be are left alone."""
        graph = self.graph()
        if self.out is not None:
            _publish(graph, self, self.out)
        return graph

    def state(self) -> str:
        """A fingerprint of all that is recorded and not derived."""
        return digest(self.store.state(), verdicts.dump(self.decided))


@contextmanager
def making(out: str | os.PathLike[str] | None, what: str, world: Ontology, settings: Settings, account: Account) -> Iterator[Kept]:
    """Opens a folder for change, making it where it is not there; None keeps the graph in memory only."""
    if out is None:
        with Store() as store, seldom_collected():
            yield Kept(None, store, world, settings, account)
        return
    folder = Path(out)
    new = make_folder(folder)
    try:
        with held(folder, what), Store(folder / STORE) as store, seldom_collected():
            yield Kept(folder, store, world, settings, account, verdicts.read(folder / DECISIONS))
    finally:
        if new and not any(folder.iterdir()):  # it failed before it kept anything
            folder.rmdir()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Lets Python look for rings of dead objects less often: a graph is made of many objects that live, and each search visits them all."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 200)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def changing(out: str | os.PathLike[str], what: str, account: Account | None = None) -> Iterator[Kept]:
    """Opens a folder that is there for change, with the settings it was built with."""
    with Store(Path(out) / STORE, readonly=True) as store:
        settings = remembered(store, out)
    world = Ontology.load(settings.ontology or None)
    with making(out, what, world, settings, account or Account()) as kept:
        yield kept


def load(out: str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> Graph:
    """Opens the graph that ``build`` keeps in a folder; with the ontology it was built with, where none is given."""
    with Store(Path(out) / STORE, readonly=True) as store:
        settings = remembered(store, out, ontology)
        world = Ontology.load(settings.ontology or None)
        now = applied(store, world, verdicts.read(Path(out) / DECISIONS))
        return _graph(store.pages(), store.across(), world, now, settings.base)


def opened(out: str | os.PathLike[str], *, ontology: str | os.PathLike[str] | None = None) -> Graph | Path:
    """What a query reads: the files of OUT, or the graph itself where OUT was built with an ontology of its own and none is given."""
    with Store(Path(out) / STORE, readonly=True) as store:
        own = store.noted("ontology")
    return load(out) if own and ontology is None else Path(out)


def remembered(store: Store, out: str | os.PathLike[str], ontology: str | os.PathLike[str] | None = None) -> Settings:
    """What a folder was built with; raises StoreError where its ontology is gone and none is given instead."""
    folder = os.fspath(ontology or store.noted("ontology") or "")
    if folder and not ontology and not Path(folder).is_dir():
        raise StoreError(f"{out}: built with the ontology {folder}, which is not there; pass its folder as ontology")
    return Settings(folder, store.noted("base") or ENT, store.noted("model") or "", store.noted("reader") == "on")


# -- steps -------------------------------------------------------------------------------------------------------------


def applied(store: Store, world: Ontology, decided: Sequence[Decision]) -> Applied:
    """What decisions do to what a store holds."""
    return verdicts.apply(decided, store.pages(), is_event=world.is_event)


def _graph(pages: Iterable[tuple[Document, Reading]], across: Iterable[Judgement], world: Ontology, now: Applied, base: str) -> Graph:
    documents: list[Document] = []
    mentions: list[Mention] = []
    claims: list[Claim] = []
    judgements = [judgement for _, judgement in now.judgements]
    for document, read in pages:
        reading = now.reading(read)
        documents.append(document)
        mentions += reading.mentions
        claims += reading.claims
        judgements += reading.judgements
    return Graph(world, documents, mentions, claims, [*judgements, *across], base=base)


def _publish(graph: Graph, kept: Kept, out: Path) -> None:
    store, account = kept.store, kept.account
    files = _files(graph, kept.settings.base)
    state = digest(kept.state(), graph.ontology.fingerprint, kept.settings.base, code())
    noted = json.loads(store.noted("written") or "{}")
    changed = noted.get("state") != state or noted.get("sums") != sums(out, files)
    counted: Row = counts(graph) if changed else noted["found"]
    if changed:
        account.progress("writing", 0, 1)
        with account.timed("write"):
            replace_files(out, files)
    told = account.row() if account.given or not (out / REPORT).exists() else saved(out)  # of the last time anything was given
    report = {**told, "decisions": kept.told, "found": counted, "changed": changed, **_versions(graph)}
    replace_files(out, {REPORT: lambda: dump(report), OVERVIEW: lambda: overview(graph, report)})
    if changed:
        written = json.dumps({"state": state, "sums": sums(out, files), "found": counted})
        settings = kept.settings
        noted = {
            "base": settings.base,
            "ontology": settings.ontology,
            "model": settings.model,
            "reader": "on" if settings.reader else "off",
        }
        store.note({**noted, "written": written})


def _decisions(decided: Sequence[Decision], now: Applied) -> Row:
    """What the report says of the decisions: how many, those whose texts are not here, those that contradict one another."""
    against = verdicts.conflicts(decided, now.judgements)
    return {
        "kept": len(decided),
        "resting": [f"{one.id} ({one})" for one in now.resting],
        "contradicting": [[f"{one.id} ({one})" for one in each] for each in against],
    }


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
