"""Training: batches of windows, the loss of names and of relations, checkpoints after each epoch, and curves."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from kg.learn import calibrate
from kg.learn.examples import HELD, IGNORED, Pair, Window
from kg.learn.model import Reader

_CLOSED = -1e4  # added to the attention score of what is not there
_SMALL, _LOUD = 0.06, 0.04  # of the texts are shown as if in small letters, and as if in capitals
_PART, _HAPPENED = 3.0, 1.0  # how much counts what took part in what is reported, a rare word in five hundred, and what of it happened
_PAIRS = 200  # of a window's pairs without a relation so many are looked at; they count for all


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


def train(reader: Reader, shown: Callable[[int], list[Window]], plan: Plan, folder: Path, *, tell: Callable[[str], None]) -> None:
    """Trains on the windows of each epoch that are not held back; goes on from the folder's last checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    begun = time.monotonic()
    held = [one for one in shown(0) if one.held]
    steps = sum(1 for _ in _batches(_learnt(shown(0), plan, 0), plan, 0))
    tell(f"{steps} steps an epoch, {len(held)} windows held back")
    optimizer = _optimizer(reader, plan)

    def gone(step: int) -> float:
        spent = (time.monotonic() - begun) / 60 / plan.minutes if plan.minutes else 0.0
        return min(1.0, max(spent, step / (steps * plan.epochs)))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, steps, gone(step)))
    for epoch in range(_resumed(reader, optimizer, schedule, folder), plan.epochs):
        total = _epoch(reader, _learnt(shown(epoch), plan, epoch), plan, epoch, optimizer, schedule, gone, tell)
        row = {"epoch": epoch + 1, "names": total[0], "relations": total[1], "reported": total[2], **judged(reader, held)}
        tell(json.dumps(row))
        state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1}
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
    reader: Reader, windows: Sequence[Window], plan: Plan, epoch: int, optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR, gone: Callable[[int], float], tell: Callable[[str], None],
) -> list[float]:  # fmt: skip
    """One pass over the windows; gives the mean losses of names, of relations and of what is reported."""
    reader.train()
    total, done = [0.0, 0.0, 0.0], 0
    for done, batch in enumerate(_batches(windows, plan, epoch), 1):
        if gone(0) >= 1.0:
            break
        lost = losses(reader, batch)
        torch.stack(lost).sum().backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total = [so_far + one.item() for so_far, one in zip(total, lost, strict=True)]
        if done % 50 == 0:
            means = " ".join(f"{name} {one / done:.4f}" for name, one in zip(("names", "relations", "reported"), total, strict=True))
            tell(f"epoch {epoch + 1} step {done}: {means} gone {gone(0):.2f}")
    return [one / done for one in total]


def _resumed(reader: Reader, optimizer: torch.optim.Optimizer, schedule: torch.optim.lr_scheduler.LambdaLR, folder: Path) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"])


def _slope(step: int, steps: int, gone: float) -> float:
    """The share of the rate: up over the first tenth of an epoch, then down to nothing."""
    return min((step + 1) / max(1, steps // 10), 1.0) * (1.0 - gone)


def _optimizer(reader: Reader, plan: Plan) -> torch.optim.Optimizer:
    for part in reader.encoder.fixed():
        part.requires_grad_(False)
    fresh = {
        id(one) for part in (reader.scorer, reader.encoder.tagger, reader.encoder.teller, reader.encoder.ways) for one in part.parameters()
    }
    rows = [one for one in reader.parameters() if one.requires_grad]
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


def encoded(reader: Reader, batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Vectors, tag scores, attention and what is told by each piece of a batch, filled up to its longest window."""
    longest = max(len(one.ids) for one in batch)
    ids, ways = (torch.tensor([row + [0] * (longest - len(row)) for row in rows]) for rows in zip(*((one.ids, one.ways) for one in batch)))
    if reader.training:
        ways = _recased(ways, torch.rand(len(batch), 1))
    bias = torch.zeros(len(batch), 1, 1, longest)
    for k, one in enumerate(batch):
        bias[k, :, :, len(one.ids) :] = _CLOSED
    with torch.autocast("cpu", torch.bfloat16, enabled=reader.training):
        vectors, tags, attention, told = reader.encoder(ids, ways, bias)
    return vectors.float(), tags.float(), attention.float(), told.float()


def _recased(ways: Tensor, drawn: Tensor) -> Tensor:
    """Some texts have lost their capitals, some have nothing else; a piece of letters is written in one of three ways."""
    letters = (ways >= 1) & (ways <= 3)
    ways = torch.where(letters & (drawn < _SMALL), 1, ways)
    return torch.where(letters & (drawn > 1 - _LOUD), 3, ways)


def losses(reader: Reader, batch: Sequence[Window]) -> list[Tensor]:
    """The losses of the names, of the relations and of what is reported in a batch, each a mean."""
    vectors, tags, attention, told = encoded(reader, batch)
    names, scores, rows, weights = [], [], [], []
    for k, one in enumerate(batch):
        n = len(one.ids)
        names.append(_names(tags[k, :n], one))
        if one.pairs:
            drawn, weight = _drawn(one.pairs)
            scores.append(pair_scores(reader, vectors[k, :n], attention[k, :, :n, :n], one, drawn))
            rows += drawn
            weights += weight
    tagged, none = [one for one in names if one is not None], tags.sum() * 0
    reported = [_reported(told[k, : len(one.ids)], one) for k, one in enumerate(batch) if one.happened]
    return [
        torch.cat(tagged).mean() if tagged else none,
        adaptive(torch.cat(scores), rows, torch.tensor(weights)) if scores else none,
        torch.stack(reported).mean() if reported else none,
    ]


def _reported(told: Tensor, window: Window) -> Tensor:
    """The loss of what took part, piece by piece, and of what happened, by the smooth maximum over the pieces."""
    happened = torch.tensor(window.happened)
    roles = told.shape[1] - len(happened)
    parts = torch.zeros(len(told), roles)
    if window.parts:
        parts[tuple(torch.tensor(window.parts).T)] = 1
    each = F.binary_cross_entropy_with_logits(told[1:-1, :roles], parts[1:-1], reduction="none").sum(1).mean()
    known = happened != IGNORED
    if not known.any():
        return _PART * each
    whole = told[1:-1, roles:].logsumexp(0)[known]
    return _PART * each + _HAPPENED * F.binary_cross_entropy_with_logits(whole, (happened[known] == HELD).float())


def _drawn(pairs: Sequence[Pair]) -> tuple[list[Pair], list[float]]:
    """The pairs that hold, a random part of those that do not, and how many pairs each one stands for."""
    true, rest = [one for one in pairs if one[2]], [one for one in pairs if not one[2]]
    kept = [rest[k] for k in torch.randperm(len(rest))[:_PAIRS].tolist()]
    return true + kept, [1.0] * len(true) + [len(rest) / max(1, len(kept))] * len(kept)


def pair_scores(reader: Reader, vectors: Tensor, attention: Tensor, window: Window, pairs: Sequence[Pair]) -> Tensor:
    """The scores of some of a window's pairs, (pairs, 1 + labels)."""
    return reader.pairs(vectors, attention, window.groups, torch.tensor([row[:2] for row in pairs]))


def _names(tags: Tensor, window: Window) -> Tensor | None:
    gold = torch.tensor(window.tags)
    rows = []
    if bool((gold != IGNORED).any()):
        rows.append(F.cross_entropy(tags, gold, ignore_index=IGNORED, reduction="none")[gold != IGNORED])
    if window.loose:
        at, family = torch.tensor([one for one, _ in window.loose]), torch.tensor([one for _, one in window.loose])
        likely = tags.log_softmax(-1)[at]
        both = torch.stack([likely.gather(1, (1 + 2 * family + k)[:, None])[:, 0] for k in (0, 1)])
        rows.append(-both.logsumexp(0))
    return torch.cat(rows) if rows else None


def _table(rows: Sequence[tuple[int, ...]], width: int) -> Tensor:
    """Rows of label numbers as zeros and ones; column 0 is the threshold's."""
    made = torch.zeros(len(rows), width)
    at = [(k, 1 + label) for k, row in enumerate(rows) for label in row]
    if at:
        made[tuple(torch.tensor(at).T)] = 1
    return made


def adaptive(scores: Tensor, pairs: Sequence[Pair], weights: Tensor) -> Tensor:
    """The adaptive-threshold loss of ATLOP, over the labels that are marked for each pair."""
    truth, marked = (_table(rows, scores.shape[1]) for rows in ([row[2] for row in pairs], [row[3] for row in pairs]))
    threshold = torch.zeros_like(truth)
    threshold[:, 0] = 1
    above = scores + (1 - truth - threshold) * _CLOSED
    first = -(above.log_softmax(-1) * truth).sum(1)
    below = scores + (1 - (marked * (1 - truth)) - threshold) * _CLOSED
    second = -(below.log_softmax(-1) * threshold).sum(1)
    return ((first + second) * weights).sum() / weights.sum()


# -- what the held-back part says --------------------------------------------------------------------------------------


def judged(reader: Reader, windows: Sequence[Window]) -> dict[str, float]:
    """Precision, recall and F1 (per cent) of relations given their ends, by source, and the share of pieces tagged right."""
    reader.eval()
    counts: dict[str, list[int]] = {}
    right = all_ = 0
    with torch.no_grad():
        for one in (one for one in windows if one.held):
            vectors, tags, attention, _ = encoded(reader, [one])
            gold = torch.tensor(one.tags)
            named = gold > 0
            right += int((tags[0].argmax(-1)[named] == gold[named]).sum())
            all_ += int(named.sum())
            if one.pairs:
                scores = pair_scores(reader, vectors[0], attention[0], one, one.pairs)
                width = scores.shape[1]
                truth, marked = _table([row[2] for row in one.pairs], width), _table([row[3] for row in one.pairs], width)
                said = ((scores > scores[:, :1]) & (marked > 0)).float()
                row = counts.setdefault(one.source, [0, 0, 0])
                for k, n in enumerate(((said * truth).sum(), said.sum(), truth.sum())):
                    row[k] += int(n)
    made = {"tagged": 100 * right / max(1, all_)}
    for source, (hit, told, true) in sorted(counts.items()):
        made |= {
            f"{source} P": 100 * hit / max(1, told),
            f"{source} R": 100 * hit / max(1, true),
            f"{source} F": 200 * hit / max(1, told + true),
        }
    return {name: round(value, 1) for name, value in made.items()}


def by_torch(reader: Reader, windows: Sequence[Window], labels: Sequence[str]) -> list[calibrate.Judged]:
    """What the reader says of the held-back windows before it is exported."""
    reader.eval()

    def margins(one: Window) -> calibrate.Margins:
        with torch.no_grad():
            vectors, _, attention, _ = encoded(reader, [one])
            scores = pair_scores(reader, vectors[0], attention[0], one, one.pairs).numpy()
        found: calibrate.Margins = scores[:, 1:] - scores[:, :1]
        return found

    return calibrate.judged(windows, labels, margins)
