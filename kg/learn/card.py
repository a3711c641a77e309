"""The figures of a trained reader as Markdown: what it learnt from, how good each label is, how far its confidence can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kg.annotate.encoder import Network
from kg.learn.calibrate import Heard, Judged, by_network, heard, reliability, statements
from kg.learn.examples import Window
from kg.learn.reports import CLASSES, ROLES
from kg.learn.samples import Sample


def card(samples: Sequence[Sample], windows: Sequence[Window], network: Network) -> Iterator[str]:
    """The lines of the tables, from all samples and from the windows of those that were held back."""
    chosen: Mapping[str, float | None] = network.card["thresholds"]
    judged = by_network(network, windows, network.card["labels"])
    yield from _sets(samples)
    yield from _labels(judged, chosen)
    yield from _reported(heard(network, windows, list(ROLES.values()), list(CLASSES.values())))
    yield from _confidence(judged, chosen, network.card["calibration"])


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


def _labels(judged: Sequence[Judged], chosen: Mapping[str, float | None]) -> Iterator[str]:
    yield from ("| label | holds | read | P | R |", "|---|---:|---:|---:|---:|")
    for one in judged:
        told = chosen[one.label]
        if told is not None:
            read = one.margins >= told
            hit, n, true = int((read & one.true).sum()), int(read.sum()), int(one.true.sum())
            yield f"| {one.label} | {true} | {n} | {100 * hit / max(1, n):.0f} | {100 * hit / max(1, true):.0f} |"
    shut = [f"{one.label} ({int(one.true.sum())})" for one in judged if chosen[one.label] is None]
    yield from ("", f"Shut, with how often they hold in the held-back texts: {', '.join(shut)}.", "")


def _reported(told: Sequence[Heard]) -> Iterator[str]:
    yield from ("| part or happening | holds | read from | read | P | R | F1 |", "|---|---:|---:|---:|---:|---:|---:|")
    for one in told:
        precision, recall = 100 * one.right / max(1, one.read), 100 * one.right / max(1, one.holds)
        yield f"| {one.label} | {one.holds} | {one.least:.2f} | {one.read} | {precision:.0f} | {recall:.0f} | {one.f:.0f} |"
    yield ""


def _confidence(judged: Sequence[Judged], chosen: Mapping[str, float | None], curve: Sequence[float]) -> Iterator[str]:
    x, y = statements(judged, chosen)
    wrong, bins = reliability(np.asarray(x), np.asarray(y), (curve[0], curve[1]))
    yield from (f"Expected calibration error {wrong:.3f}.", "", "| said | true | statements |", "|---:|---:|---:|")
    yield from (f"| {said:.2f} | {true:.2f} | {n} |" for said, true, n in bins)
