"""Counts the errors on the suites of the evaluation kit by kind, and writes the table to ``errors.md`` beside this file.

    python tests/benchmarks/errors.py KIT [--suites muc probes ...] [--limit 100] [--kg "python -m kg"]

KIT is the kit's folder (it holds score.py; its libraries, numpy, scipy and rdflib, must be installed). Each suite is built once; what is
wrong or missing is counted under the kit's own headings, by predicate and class where a suite says what it missed. Nothing of the texts
is copied.
"""

from __future__ import annotations

import argparse
import importlib
import json
import shlex
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_suffix(".md")
MOST = 14  # rows of one table: the headings with most errors

Row = tuple[str, float, float, float]  # heading, right, wrong, missed
Counts = Mapping[str, float]


def counted(documents: Iterable[Counts]) -> list[Row]:
    """Right, wrong and missed for every heading that the kit counts, those with most errors first."""
    total: Counter[str] = Counter()
    for one in documents:
        total.update(one)
    rows = []
    for heading in sorted({key.rsplit(".", 1)[0] for key in total if key.endswith(".g")}):
        right, said, found, gold = (total[f"{heading}.{end}"] for end in ("ptp", "p", "rtp", "g"))
        rows.append((heading, found, said - right, gold - found))
    return sorted(rows, key=lambda row: (-(row[2] + row[3]), row[0]))


def missed_triples(details: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> list[tuple[str, str, int]]:
    """How often a predicate, or the class of a happening with its role, is among what a suite lists as missing or forbidden."""
    found: Counter[tuple[str, str]] = Counter()
    for lists in details.values():
        for heading, triples in lists.items():
            found.update((heading.split(":")[0], _kind(triple)) for triple in triples if len(triple) > 2)
    return [(heading, kind, times) for (heading, kind), times in sorted(found.items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1]))]


def _kind(triple: Sequence[str]) -> str:
    subject = triple[0] if triple[0].startswith("@") else "thing"
    polarity = f", {triple[3]}" if len(triple) > 3 and triple[3] != "asserted" else ""
    return f"{subject} {triple[1]}{polarity}"


def fillers(kit: Any, docs: Sequence[Mapping[str, Any]], views: Sequence[Any], onto: Any) -> list[tuple[str, str, int]]:
    """Kinds of wrong and missing role fillers of incident reports: not such a report, the wrong words, the wrong role, or nothing at all."""
    found: Counter[tuple[str, str]] = Counter()
    for doc, view in zip(docs, views, strict=True):
        gold = {role: [{kit.normalise(one["text"]) for one in entity} for entity in doc["fillers"].get(role, ())] for role in kit.ROLES}
        said = {role: [words for strings in entities for words in strings] for role, entities in kit.predicted_fillers(view, onto).items()}
        for role in kit.ROLES:
            found.update((role, kind) for kind in _wrong(role, said, gold, bool(doc["incidents"])))
            found.update((role, kind) for kind in _missed(role, said, gold))
    return [(role, kind, times) for (role, kind), times in sorted(found.items(), key=lambda pair: (pair[0][0], -pair[1]))]


def _wrong(role: str, said: Mapping[str, list[str]], gold: Mapping[str, list[set[str]]], about: bool) -> Iterator[str]:
    everything = {words for entities in gold.values() for entity in entities for words in entity}
    for words in said[role]:
        if any(words in entity for entity in gold[role]):
            continue
        if not about:
            yield "wrong: the report is about no incident"
        elif words in everything:
            yield "wrong: has another role"
        elif any(words in other or other in words for entity in gold[role] for other in entity):
            yield "wrong: more or fewer words than wanted"
        else:
            yield "wrong: nothing like it is wanted"


def _missed(role: str, said: Mapping[str, list[str]], gold: Mapping[str, list[set[str]]]) -> Iterator[str]:
    for entity in gold[role]:
        if entity & set(said[role]):
            continue
        if any(entity & set(others) for others in said.values()):
            yield "missed: given another role"
        elif any(words in other or other in words for words in said[role] for other in entity):
            yield "missed: found with more or fewer words"
        else:
            yield "missed: not found"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    lines += [f"| {' | '.join(f'{cell:.0f}' if isinstance(cell, float) else str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def suite_errors(name: str, kit: Path, args: argparse.Namespace) -> str:
    """Builds a suite's documents once and sums up what is wrong with the graph."""
    suite = importlib.import_module(f"suites.{name}")
    graphs, runner = importlib.import_module("common.graph"), importlib.import_module("common.runner")
    onto = importlib.import_module("common.ontology").Ontology(ROOT / "ontology")
    docs = suite.load(kit / "data", args.limit)
    with tempfile.TemporaryDirectory() as place:
        texts = runner.write_documents(docs, Path(place) / "docs")
        path, _ = runner.build(args.kg, Path(place) / "docs", Path(place) / "out")
        graph = graphs.read_graph(path)
    by_name = graphs.views(graph, texts)
    views = [by_name[file] for file in runner.file_names(docs)]
    for view in views:
        view.corpus = {doc["id"]: other for doc, other in zip(docs, views, strict=True)}
    rows = counted(suite.score(doc, view, onto) for doc, view in zip(docs, views, strict=True))
    parts = [f"## {name}: {len(docs)} documents", table(("heading", "right", "wrong", "missed"), rows[:MOST])] if rows else [f"## {name}"]
    if hasattr(suite, "predicted_fillers"):
        parts.append(table(("role", "kind of error", "times"), fillers(suite, docs, views, onto)))
    if hasattr(suite, "detail"):
        told = {doc["id"]: suite.detail(doc, view, onto) or {} for doc, view in zip(docs, views, strict=True)}
        most: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for one in missed_triples(told):
            most[one[0]].append(one)
        parts.append(table(("list", "kind of triple", "times"), (one for lines in most.values() for one in lines[:MOST])))
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit", type=Path)
    parser.add_argument(
        "--suites", nargs="+", default=["muc", "probes", "seed", "reports", "redocred", "knowledgenet", "re3d", "gap", "gum", "litbank"]
    )
    parser.add_argument("--limit", type=int)
    parser.add_argument("--kg", default=shlex.join([sys.executable, "-m", "kg"]))
    args = parser.parse_args()
    sys.path.insert(0, str(args.kit))
    known = _kept(TABLE)
    known.update({name: suite_errors(name, args.kit, args) for name in args.suites})
    title = "# Errors by kind\n\nMade by `python tests/benchmarks/errors.py KIT` on the development data of the evaluation kit; each suite is remade by `--suites NAME`."
    TABLE.write_text("\n\n".join([title, *(known[name] for name in sorted(known))]) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(sorted(known)) + "\n")


def _kept(path: Path) -> dict[str, str]:
    """The sections of an earlier table by suite, so that one suite can be remade alone."""
    if not path.exists():
        return {}
    sections = path.read_text(encoding="utf-8").split("\n## ")[1:]
    return {one.split(":")[0].split("\n")[0].strip(): "## " + one.rstrip() for one in sections}


if __name__ == "__main__":
    main()
