"""Training: batches of windows, the rate, checkpoints after each epoch, and curves."""

from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from kg.learn.examples import Window
from kg.learn.model import Learner


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn; ``budget`` is pieces to a batch."""

    epochs: int = 5
    rate: float = 1.5e-4
    head_rate: float = 6e-4
    budget: int = 1100
    seed: int = 1
    minutes: float | None = None  # stop, with the rate down to nothing, when so much time has passed
    shares: Mapping[str, float] = field(default_factory=dict)  # of some sets only a part is used in an epoch, or all more than once


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt: the windows of each epoch, the losses of a batch by name, and how well windows that are held back are read."""

    shown: Callable[[int], list[Window]]
    losses: Callable[[Sequence[Window]], Mapping[str, Tensor]]
    judged: Callable[[Sequence[Window]], Mapping[str, float]]


def train(learner: Learner, lesson: Lesson, plan: Plan, folder: Path, *, tell: Callable[[str], None]) -> None:
    """Trains on the windows of each epoch that are not held back; goes on from the folder's last checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    begun = time.monotonic()
    held = [one for one in lesson.shown(0) if one.held]
    steps = sum(1 for _ in _batches(_learnt(lesson.shown(0), plan, 0), plan, 0))
    tell(f"{steps} steps an epoch, {len(held)} windows held back")
    optimizer = _optimizer(learner, plan)

    def gone(step: int) -> float:
        spent = (time.monotonic() - begun) / 60 / plan.minutes if plan.minutes else 0.0
        return min(1.0, max(spent, step / (steps * plan.epochs)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, steps, gone(step)))
    for epoch in range(_resumed(learner, optimizer, schedule, folder), plan.epochs):
        means = _epoch(learner, lesson, plan, epoch, optimizer, schedule, gone, tell)
        learner.eval()
        row = {"epoch": epoch + 1, **means, **lesson.judged(held)}
        tell(json.dumps(row))
        state = {"reader": learner.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1}
        torch.save(state, folder / "checkpoint.tmp")
        (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")
        with (folder / "curve.jsonl").open("a") as out:
            out.write(json.dumps(row) + "\n")
        if plan.minutes and time.monotonic() - begun >= plan.minutes * 60:
            break


def _learnt(windows: Sequence[Window], plan: Plan, epoch: int) -> list[Window]:
    """What one epoch learns from: of some sets only a part, drawn anew, or all several times."""
    draw = random.Random(plan.seed * 1000 + epoch)
    return [one for one in windows if not one.held for _ in range(int(plan.shares.get(one.source, 1.0) + draw.random()))]


def _epoch(
    learner: Learner, lesson: Lesson, plan: Plan, epoch: int, optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR, gone: Callable[[int], float], tell: Callable[[str], None],
) -> dict[str, float]:  # fmt: skip
    """One pass over the windows; gives the mean of each loss."""
    learner.train()
    total, done = Counter[str](), 0
    for batch in _batches(_learnt(lesson.shown(epoch), plan, epoch), plan, epoch):
        if gone(0) >= 1.0:
            break
        lost = lesson.losses(batch)
        torch.stack(list(lost.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total.update({name: one.item() for name, one in lost.items()})
        done += 1
        if done % 50 == 0:
            means = " ".join(f"{name} {one / done:.4f}" for name, one in total.items())
            tell(f"epoch {epoch + 1} step {done}: {means} gone {gone(0):.2f}")
    return {name: one / max(1, done) for name, one in total.items()}


def _resumed(learner: Learner, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR, folder: Path) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    learner.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])


def _slope(step: int, steps: int, gone: float) -> float:
    """The share of the rate: up over the first tenth of an epoch, then down to nothing."""
    return min((step + 1) / max(1, steps // 10), 1.0) * (1.0 - gone)


def _optimizer(learner: Learner, plan: Plan) -> torch.optim.Optimizer:
    for part in learner.fixed():
        part.requires_grad_(False)
    fresh = {id(one) for part in learner.fresh() for one in part.parameters()}
    rows = [one for one in learner.parameters() if one.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [one for one in rows if id(one) not in fresh], "lr": plan.rate},
            {"params": [one for one in rows if id(one) in fresh], "lr": plan.head_rate},
        ],
        weight_decay=0.01,
    )


def _batches(windows: Sequence[Window], plan: Plan, epoch: int) -> Iterator[list[Window]]:
    """Windows of like length and one source together, in an order drawn anew for each epoch."""
    draw = random.Random(plan.seed * 1000 + epoch)
    kept = sorted(windows, key=lambda one: (one.source, len(one.ids) + draw.random() * 16))
    batches, row = [], list[Window]()
    for one in kept:
        if row and (row[0].source != one.source or len(one.ids) * (len(row) + 1) > plan.budget):
            batches.append(row)
            row = []
        row.append(one)
    batches.append(row)
    draw.shuffle(batches)
    yield from batches
