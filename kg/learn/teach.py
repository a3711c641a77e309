"""A larger teacher says of each text what it has learnt from the others: what is marked is little, and not all of it right.

The texts are dealt into parts; for each part a teacher learns from the rest, and what it says of the part is the pupil's lesson (cross-fitting;
Hinton et al. 2015 for learning from what another says, Jiao et al. 2020 for the likeness of vectors).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from kg.learn.batch import Batch, Lesson
from kg.learn.model import Reader
from kg.learn.train import Plan, train

PARTS, TELLINGS = 4, 4  # parts of the texts, each with a teacher of its own, and times that the texts are told of other people
Telling = list[list[Batch]]  # the batches of each part


def lessons(
    make: Callable[[], Reader],
    tellings: Sequence[Telling],
    held: Mapping[str, Sequence[Batch]],
    plan: Plan,
    part: int,
    *,
    tell: Callable[[str], None],
) -> list[list[Batch]]:
    """The batches of one part, with what a teacher that did not learn from it says of them, in each telling."""
    torch.manual_seed(plan.seed + part)
    reader = make()

    def shown(number: int) -> list[Batch]:
        telling = tellings[number % len(tellings)]
        return [batch for k, rows in enumerate(telling) if k != part for batch in rows]

    train(reader, shown, held, plan, None, tell=lambda line: tell(f"teacher {part}: {line}"))
    reader.eval()
    return [[replace(batch, lesson=_lesson(reader, batch)).to("cpu") for batch in telling[part]] for telling in tellings]


def _lesson(reader: Reader, batch: Batch) -> Lesson:
    with torch.no_grad():
        vectors, tags, attention, told = reader(batch)
        scores = reader.pairs(vectors, attention, batch) if len(batch.pairs) else vectors.new_zeros(0, batch.truth.shape[1] + 1)
    return Lesson(*(one.half() for one in (tags, told, scores[:, 1:] - scores[:, :1], vectors)))


def whole(telling: Telling) -> list[Batch]:
    """The batches of all parts of a telling."""
    return [batch for part in telling for batch in part]


def kept(folder: Path, device: str) -> Iterator[list[Batch]]:
    """The batches of each telling with their lessons, from the files of all parts in the folder."""
    parts = [torch.load(path, weights_only=False) for path in sorted(folder.glob("part-*.pt"))]
    for rows in zip(*parts, strict=True):
        yield [batch.to(device) for batch in whole(list(rows))]
