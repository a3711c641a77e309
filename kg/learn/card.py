"""The figures of a trained reader as Markdown: what it learnt from, how good each label is, how far its confidence can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.annotate.reader.encoder import Network
from kg.learn.calibrate import Heard, crossed, heard
from kg.learn.examples import Window
from kg.learn.reports import CLASSES, ROLES
from kg.learn.samples import Sample
from kg.learn.settle import parts, table, unseen


def card(samples: Sequence[Sample], beside: Sequence[Sample], windows: Sequence[Window], network: Network) -> Iterator[str]:
    """The lines of the tables: from all samples, from those that choose thresholds, and from the held-back windows of reports."""
    yield from _sets(samples)
    yield from table(crossed(parts(network, unseen(samples, beside))), network.card["thresholds"])
    yield ""
    yield from _reported(heard(network, windows, list(ROLES.values()), list(CLASSES.values())))


def _sets(samples: Sequence[Sample]) -> Iterator[str]:
    texts, held = (Counter(one.source for one in samples if one.held is kept) for kept in (False, True))
    relations, names = Counter[str](), Counter[str]()
    for one in samples:
        relations[one.source] += sum(len(zone.relations) for zone in one.zones)
        names[one.source] += len(one.names)
    yield from ("| data set | texts | held back | relations | names |", "|---|---:|---:|---:|---:|")
    for name in sorted(texts | held):
        yield f"| {name} | {texts[name]:,} | {held[name]:,} | {relations[name]:,} | {names[name]:,} |"
    yield ""


def _reported(told: Sequence[Heard]) -> Iterator[str]:
    yield from ("| part or happening | holds | read from | read | P | R | F1 |", "|---|---:|---:|---:|---:|---:|---:|")
    for one in told:
        precision, recall = 100 * one.right / max(1, one.read), 100 * one.right / max(1, one.holds)
        yield f"| {one.label} | {one.holds} | {one.least:.2f} | {one.read} | {precision:.0f} | {recall:.0f} | {one.f:.0f} |"
    yield ""
