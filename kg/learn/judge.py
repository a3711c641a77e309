"""What the held-back texts say of a reader while it is trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from kg.learn import calibrate
from kg.learn.batch import Batch, together
from kg.learn.examples import Window
from kg.learn.model import Reader


def judged(reader: Reader, held: Mapping[str, Sequence[Batch]]) -> dict[str, float]:
    """In per cent, from the held-back batches of each set: pieces of names tagged right, F1 of relations given their ends by set, and mean
    average precision of what took part in what is reported."""
    reader.eval()
    named, parts = torch.zeros(2), list[tuple[Tensor, Tensor]]()
    made = dict[str, float]()
    with torch.no_grad():
        for source, batches in sorted(held.items()):
            related = torch.zeros(3)
            for batch in batches:
                vectors, tags, attention, told = reader(batch)
                names = batch.tags > 0
                named += torch.stack([(tags.argmax(-1) == batch.tags)[names].sum(), names.sum()]).cpu()
                if len(batch.pairs):
                    found = reader.pairs(vectors, attention, batch)
                    said = (found[:, 1:] > found[:, :1]) & batch.marked
                    related += torch.stack([(said & batch.truth).sum(), said.sum(), batch.truth.sum()]).cpu()
                if batch.reported.any():
                    parts.append(_parts(told, batch))
            if related[2]:
                made[f"{source} F"] = float(2 * related[0] / (related[1] + related[2]))
    made["tagged"] = float(named[0] / named[1].clamp(min=1))
    if parts:
        made["parts"] = _average_precision(*(torch.cat(rows) for rows in zip(*parts, strict=True)))
    return {name: round(100 * value, 1) for name, value in made.items()}


def _parts(told: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Of each piece of the reports how likely it is each part, and whether it is."""
    truth = torch.zeros_like(told[..., : -batch.happened.shape[-1]])
    truth[tuple(batch.parts.T)] = 1
    inner = batch.inner() & batch.reported[:, None]
    return told[..., : truth.shape[-1]][inner].cpu(), truth[inner].cpu()


def _average_precision(scores: Tensor, truth: Tensor) -> float:
    """The mean over the columns that hold anything of the average precision of their rows."""
    order = scores.argsort(dim=0, descending=True, stable=True)
    hits = truth.gather(0, order)
    precise = hits.cumsum(0) / torch.arange(1, len(hits) + 1)[:, None]
    holds = hits.sum(0)
    return float(((precise * hits).sum(0) / holds.clamp(min=1))[holds > 0].mean())


def by_torch(reader: Reader, windows: Sequence[Window], labels: Sequence[str]) -> list[calibrate.Judged]:
    """What the reader says of the held-back windows before it is exported."""
    reader.eval()

    def margins(one: Window) -> calibrate.Margins:
        with torch.no_grad():
            batch = together([one], len(labels))
            vectors, _, attention, _ = reader(batch)
            scores = reader.pairs(vectors, attention, batch).numpy()
        found: calibrate.Margins = scores[:, 1:] - scores[:, :1]
        return found

    return calibrate.judged(windows, labels, margins)
