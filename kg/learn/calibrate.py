"""Thresholds and confidences of the reader, from the texts that were held back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.annotate.reader.encoder import End, Network, unordered
from kg.learn.examples import HELD, IGNORED, Window

_PRECISE = 0.6  # a label is read where at least so many of its statements are right
_FEW = 20  # statements fewer than these say too little about a label
_PULL = 4.0  # a label with few statements is pulled towards all labels together
Margins = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of the held-back texts under each label that is marked for them: margin over the threshold, and whether it holds."""

    label: str
    margins: Margins
    true: NDArray[np.bool_]


def by_network(network: Network, windows: Sequence[Window], labels: Sequence[str]) -> list[Judged]:
    """What the exported files say of the held-back windows."""

    def margins(one: Window) -> Margins:
        view = network.view(0, len(one.ids) - 2, one.ids, one.ways)
        ends, pairs = [End(tuple(rows), kind) for rows, kind in one.groups], np.array([row[:2] for row in one.pairs])
        once, either = unordered(pairs)
        return network.margins(view, ends, pairs, network.shared(view, ends, once), either)

    return judged(windows, labels, margins)


@dataclass(frozen=True, slots=True)
class Heard:
    """How well one label of what is reported is told: how often it holds, from which likelihood it is read, how often, how often rightly."""

    label: str
    holds: int
    least: float
    read: int
    right: int

    @property
    def f(self) -> float:
        """F1 in per cent."""
        return 200 * self.right / max(1, self.holds + self.read)


def heard(network: Network, windows: Sequence[Window], roles: Sequence[str], classes: Sequence[str]) -> list[Heard]:
    """What the exported files say of the held-back reports: of each piece its role, of each window what happened."""
    scores: dict[str, list[float]] = {name: [] for name in (*roles, *classes)}
    truth: dict[str, list[bool]] = {name: [] for name in scores}
    for one in windows:
        if one.held and one.happened:
            told = network.view(0, len(one.ids) - 2, one.ids, one.ways).reported[1:-1]
            for k, name in enumerate(roles):
                parts = {at for at, role in one.parts if role == k}
                scores[name] += told[:, k].tolist()
                truth[name] += [at in parts for at in range(1, len(told) + 1)]
            whole = np.log(np.exp(told[:, len(roles) :]).sum(0))
            for k, name in enumerate(classes):
                if one.happened[k] != IGNORED:
                    scores[name].append(float(whole[k]))
                    truth[name].append(one.happened[k] == HELD)
    return [_heard(name, np.array(scores[name], dtype=np.float32), np.array(truth[name], dtype=bool)) for name in scores]


def _heard(label: str, margins: Margins, true: NDArray[np.bool_]) -> Heard:
    """The label at the likelihood with the best F1."""
    if not true.any():
        return Heard(label, 0, 1.0, 0, 0)
    order = np.argsort(-margins, kind="stable")
    hits, told = np.cumsum(true[order]), np.arange(1, len(order) + 1)
    best = int((hits / (told + true.sum())).argmax())
    return Heard(label, int(true.sum()), round(float(1 / (1 + np.exp(-margins[order][best]))), 3), best + 1, int(hits[best]))


def judged(windows: Sequence[Window], labels: Sequence[str], margins: Callable[[Window], Margins]) -> list[Judged]:
    """What is said of the held-back windows, given the margins of a window's pairs, (pairs, labels)."""
    found: dict[str, tuple[list[float], list[bool]]] = {name: ([], []) for name in labels}
    for one in windows:
        if one.held and one.pairs:
            scores = margins(one)
            for row, (_, _, true, marked) in zip(scores, one.pairs, strict=True):
                for k in marked:
                    found[labels[k]][0].append(float(row[k]))
                    found[labels[k]][1].append(k in true)
    return [Judged(name, np.array(rows, dtype=np.float32), np.array(true, dtype=bool)) for name, (rows, true) in found.items()]


def thresholds(judged: Sequence[Judged], *, precise: float = _PRECISE) -> dict[str, float | None]:
    """Label -> the margin from which it is read; None where no margin makes it precise enough."""
    together = _chosen(np.concatenate([one.margins for one in judged]), np.concatenate([one.true for one in judged]), precise)
    found: dict[str, float | None] = {}
    for one in judged:
        own = _chosen(one.margins, one.true, precise)
        if own is None:
            found[one.label] = None
            continue
        n = int((one.margins >= own).sum())
        pulled = own if together is None else (n * own + _PULL * together) / (n + _PULL)
        good = one.true[one.margins >= pulled].sum() >= precise * (one.margins >= pulled).sum()
        found[one.label] = round(pulled if good else own, 5)
    return found


def _chosen(margins: Margins, true: NDArray[np.bool_], precise: float) -> float | None:
    """The margin with the best F of those from which on at least the wanted share is right."""
    order = np.argsort(-margins, kind="stable")
    hits = np.cumsum(true[order])
    told = np.arange(1, len(order) + 1)
    share, recall = hits / told, hits / max(1, int(true.sum()))
    good = (share >= precise) & (told >= _FEW)
    if not good.any():
        return None
    score = np.where(good, 2 * share * recall / np.maximum(1e-9, share + recall), 0)
    return float(margins[order][int(score.argmax())])


def calibration(judged: Sequence[Judged], margins: Mapping[str, float | None]) -> tuple[float, float]:
    """Slope and shift of the logistic curve from margin to likelihood, over the statements that are read (Platt 1999)."""
    x, y = statements(judged, margins)
    at = np.zeros(2)
    for _ in range(50):  # Newton's method, held a little towards no slope
        likely = 1 / (1 + np.exp(-(at[0] * x + at[1])))
        rows = np.stack([x, np.ones_like(x)])
        bend = (rows * (likely * (1 - likely))) @ rows.T + 1e-3 * np.eye(2)
        at = at + np.linalg.solve(bend, rows @ (y - likely) - 1e-3 * at)
    return round(float(at[0]), 4), round(float(at[1]), 4)


def statements(judged: Sequence[Judged], margins: Mapping[str, float | None]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Margins of the statements that pass their label's threshold, and 1 for those that hold."""
    kept = [(one, float(told)) for one in judged if (told := margins[one.label]) is not None]
    x, y = (
        np.concatenate([np.zeros(0), *rows])
        for rows in ([one.margins[one.margins >= told] for one, told in kept], [one.true[one.margins >= told] for one, told in kept])
    )
    return x, y


def likelihood(x: NDArray[np.float64], curve: tuple[float, float]) -> NDArray[np.float64]:
    """How likely statements with such margins hold, by a logistic curve."""
    found: NDArray[np.float64] = 1 / (1 + np.exp(-(curve[0] * x + curve[1])))
    return found


def reliability(likely: NDArray[np.float64], y: NDArray[np.float64], *, bins: int = 5) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and (mean likelihood, share that holds, how many) of bins with equally many statements."""
    parts = np.array_split(np.argsort(likely, kind="stable"), bins)
    rows = [(float(likely[part].mean()), float(y[part].mean()), len(part)) for part in parts if len(part)]
    return sum(abs(a - b) * n for a, b, n in rows) / max(1, len(likely)), rows


@dataclass(frozen=True, slots=True)
class Crossed:
    """What is read in texts that had no part in choosing: by label how often it holds, is read and is read rightly; how likely each statement was said to be, and whether it holds."""

    rows: Mapping[str, tuple[int, int, int]]
    likely: NDArray[np.float64]
    true: NDArray[np.float64]


def crossed(parts: Sequence[Sequence[Judged]]) -> Crossed:
    """Reads each part of the texts with thresholds and a curve that the other parts gave."""
    rows, likely, true = dict[str, list[int]](), [np.zeros(0)], [np.zeros(0)]
    for k, part in enumerate(parts):
        others = joined([one for n, one in enumerate(parts) if n != k])
        chosen = thresholds(others)
        x, y = statements(part, chosen)
        likely.append(likelihood(x, calibration(others, chosen)))
        true.append(y)
        for one in part:
            least = chosen[one.label]
            read = one.margins >= (np.inf if least is None else least)
            found = rows.setdefault(one.label, [0, 0, 0])
            for n, count in enumerate((one.true, read, read & one.true)):
                found[n] += int(count.sum())
    return Crossed({name: (a, b, c) for name, (a, b, c) in rows.items()}, np.concatenate(likely), np.concatenate(true))


def joined(parts: Sequence[Sequence[Judged]]) -> list[Judged]:
    """Several parts as one; all have the same labels in the same order."""
    return [
        Judged(rows[0].label, np.concatenate([one.margins for one in rows]), np.concatenate([one.true for one in rows]))
        for rows in zip(*parts, strict=True)
    ]
