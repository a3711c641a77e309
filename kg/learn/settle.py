"""From which margin each label is read, and how sure it then is: chosen on texts that the reader did not learn from.

The ends are those that a build gives the reader, where a set has them. How good the choice is, is told of each fifth of the texts by what
the other four would have chosen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.annotate.reader.encoder import Network
from kg.annotate.reader.reader import ends_of
from kg.learn import calibrate, examples
from kg.learn.calibrate import Crossed, Judged
from kg.learn.madeup import MADE_UP
from kg.learn.met import SUFFIX
from kg.learn.samples import Sample, part_of
from kg.ontology import Ontology

_FOLDS = 5


def unseen(samples: Sequence[Sample], beside: Sequence[Sample]) -> list[Sample]:
    """The texts to choose on: those of the samples that were held back, and all beside them; of a set that was met with a build's ends only that."""
    rows = [one for one in samples if one.held] + [replace(one, held=True) for one in beside]
    met = {one.source for one in rows}
    # What is made up says nothing of how sure one may be.
    return [one for one in rows if one.zones and one.source != MADE_UP and one.source + SUFFIX not in met]


def parts(network: Network, samples: Sequence[Sample]) -> list[list[Judged]]:
    """What the reader says of the samples, in as many parts as there are folds; a text lies in one of them."""
    labels = network.card["labels"]
    ends = ends_of(labels, Ontology.load())
    folds: list[list[Sample]] = [[one for one in samples if part_of(one.id, _FOLDS) == k] for k in range(_FOLDS)]
    return [calibrate.by_network(network, list(examples.cut_up(rows, labels, ends, network.vocabulary)), labels) for rows in folds]


def settle(folder: Path, judged: Sequence[Sequence[Judged]]) -> Iterator[str]:
    """Writes thresholds and calibration into the reader's card.json, with a version that stands for all that is read; tells how good they are."""
    network = Network(folder)
    whole = calibrate.joined(judged)
    chosen = calibrate.thresholds(whole)
    curve = calibrate.calibration(whole, chosen)
    write(named(network.card | {"thresholds": chosen, "calibration": list(curve)}, folder), folder)
    yield from table(calibrate.crossed(judged), chosen)


def table(found: Crossed, chosen: dict[str, float | None]) -> Iterator[str]:
    """The figures as Markdown: each label that is read, those that are shut, and how far a confidence can be trusted."""
    yield from ("| label | holds | read | P | R |", "|---|---:|---:|---:|---:|")
    for name, (holds, read, right) in sorted(found.rows.items()):
        if chosen[name] is not None:
            yield f"| {name} | {holds} | {read} | {100 * right / max(1, read):.0f} | {100 * right / max(1, holds):.0f} |"
    holds, read, right = (sum(column) for column in zip(*found.rows.values(), strict=True))
    yield f"| all | {holds} | {read} | {100 * right / max(1, read):.0f} | {100 * right / max(1, holds):.0f} |"
    shut = [f"{name} ({found.rows[name][0]})" for name, least in sorted(chosen.items()) if least is None]
    yield from ("", f"Shut, with how often they hold: {', '.join(shut)}.", "")
    wrong, bins = calibrate.reliability(found.likely, found.true)
    yield from (f"Expected calibration error {wrong:.3f}.", "", "| said | true | statements |", "|---:|---:|---:|")
    yield from (f"| {said:.2f} | {true:.2f} | {n} |" for said, true, n in bins)


def named(card: dict[str, object], folder: Path) -> dict[str, object]:
    """The card with a short name of all that decides what is read: weights, thresholds, calibration."""
    told = b"".join((folder / name).read_bytes() for name in ("encoder.onnx", "scorer.npz", "vocab.txt"))
    return card | {"version": hashlib.sha256(told + json.dumps(card | {"version": ""}, sort_keys=True).encode()).hexdigest()[:8]}


def write(card: dict[str, object], folder: Path) -> None:
    """Writes the reader's card."""
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
