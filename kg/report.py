"""What one build did: what it was given, read, skipped and found, and how long each step took."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.facts import Document
from kg.graph import Graph

Progress = Callable[[str, int, int], None]
Row = dict[str, Any]


def silent(step: str, done: int, whole: int) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class Account:
    """The running account of one build; ``progress`` is told (step, done, of how many)."""

    progress: Progress = silent
    given: int = 0
    new: int = 0
    edited: int = 0
    unchanged: int = 0
    read_again: int = 0
    characters: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    passed_over: Mapping[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    seconds: Row = field(default_factory=dict)
    started: float = field(default_factory=time.perf_counter)

    def tell_apart(self, document: Document, before: str | None) -> None:
        """Counts a document that is read as new, edited (``before`` is another) or read again."""
        self.characters += len(document.text)
        self.new += before is None
        self.edited += before not in (None, document.id)
        self.read_again += before == document.id

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Adds the seconds of the block to a step's."""
        start = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start

    def row(self) -> Row:
        """The account as report.json has it."""
        seconds = {**self.seconds, "total": time.perf_counter() - self.started}
        return {
            "documents": {
                "given": self.given,
                "new": self.new,
                "edited": self.edited,
                "read_again": self.read_again,
                "unchanged": self.unchanged,
                "skipped": len(self.skipped),
                "kept": len(self.kept),
                "removed": len(self.removed),
                "characters_read": self.characters,
            },
            "skipped": [{"source": source, "reason": reason} for source, reason in sorted(self.skipped)],
            "passed_over": dict(self.passed_over),
            "kept": sorted(self.kept),
            "vanished": sorted(set(self.vanished) - set(self.removed)),
            "removed": sorted(self.removed),
            "seconds": {step: round(value, 3) for step, value in seconds.items()},
        }


def counts(graph: Graph) -> Row:
    """How many entities and events by type, asserted relations between entities (or with a value) by predicate, claims by polarity."""
    events = {one.id for one in graph.events()}
    stated = (one for one in graph.relations() if one.polarity == "asserted" and one.subject not in events)
    return {
        "entities": _by(one.type for one in graph.entities()),
        "relations": _by(one.predicate for one in stated),
        "events": _by(one.type for one in graph.events()),
        "claims": _by(one.polarity for one in graph.claims()),
    }


def dump(row: Row) -> str:
    """A report as the text of report.json."""
    return json.dumps(row, ensure_ascii=False, indent=2) + "\n"


def summary(row: Row) -> Iterator[str]:
    """The lines that tell a person what a report says."""
    documents, seconds = row["documents"], row["seconds"]
    fates = ("new", "edited", "read_again", "unchanged", "skipped", "kept", "removed")
    told = ", ".join(f"{documents[fate]:,} {fate.replace('_', ' ')}" for fate in fates if documents[fate])
    yield f"read       {_number(documents['given'], 'document')} given: {told} ({documents['characters_read']:,} characters read)"
    yield from (f"skipped    {one['reason']}" for one in row["skipped"])
    yield from (
        f"vanished   {one}: no longer there, its claims are kept; take them out with kg build --prune or kg remove"
        for one in row["vanished"]
    )
    yield from (f"removed    {one}" for one in row["removed"])
    if row["passed_over"]:
        others = ", ".join(f"{count:,} {suffix}" for suffix, count in row["passed_over"].items())
        yield f"passed by  {others}: nothing reads them; save them as .txt or .md"
    decided = row.get("decisions", {"resting": (), "contradicting": ()})  # a report of an earlier version has none
    yield from (f"at rest    {one}: what it was said of is not here" for one in decided["resting"])
    yield from (f"opposed    {' and '.join(each)} contradict one another; take one back with kg undo" for each in decided["contradicting"])
    for what in ("entities", "relations", "events", "claims"):
        yield f"{what:<10} {_tally(row['found'][what])}"
    yield f"took       {seconds['total']:.1f} s ({', '.join(f'{step} {value:.1f}' for step, value in seconds.items() if step != 'total')})"


def _by(names: Iterable[str]) -> dict[str, int]:
    tally = Counter(names)
    return {name: tally[name] for name in sorted(tally, key=lambda name: (-tally[name], name))}


def _tally(tally: Mapping[str, int]) -> str:
    return f"{sum(tally.values()):,}" + (": " if tally else "") + ", ".join(f"{name} {count:,}" for name, count in tally.items())


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + "s" * (count != 1)


def saved(out: str | os.PathLike[str]) -> Row:
    """The report that the last build left in a folder."""
    row: Row = json.loads(Path(out, "report.json").read_text(encoding="utf-8"))
    return row
