"""Training: the losses of names, of relations and of what is reported, from what is marked and from what a teacher says; checkpoints."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.learn import judge
from kg.learn.batch import Batch, Lesson
from kg.learn.examples import HELD, IGNORED
from kg.learn.model import CLOSED, Reader

_PART, _HAPPENED = 3.0, 1.0  # how much counts what took part in what is reported, a rare word in five hundred, and what of it happened
_RISE = 0.05  # of the whole the rate goes up, then down to nothing
_OFTEN = 60.0  # seconds between two looks at the held-back texts, and two checkpoints


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn, and how much a teacher counts beside what is marked (0 to 1), and how much its vectors."""

    passes: int = 40
    rate: float = 1.5e-4
    head_rate: float = 6e-4
    seed: int = 1
    minutes: float | None = None  # stop, with the rate down to nothing, when so much time has passed
    taught: float = 0.5
    likeness: float = 0.5


def train(
    reader: Reader,
    shown: Callable[[int], Sequence[Batch]],
    held: Mapping[str, Sequence[Batch]],
    plan: Plan,
    folder: Path | None,
    *,
    tell: Callable[[str], None],
) -> None:
    """Trains on the batches of each pass; goes on from the folder's last checkpoint where there is one."""
    torch.manual_seed(plan.seed)
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every length of window, and that takes longer than all the rest
    begun = looked = time.monotonic()
    first = shown(0)
    bridge = _bridge(reader, first)
    optimizer = _optimizer(reader, bridge, plan)
    start = _resumed(reader, bridge, optimizer, folder)

    def gone(done: float) -> float:
        spent = (time.monotonic() - begun) / 60 / plan.minutes if plan.minutes else 0.0
        return min(1.0, max(spent, done / plan.passes))

    for number in range(start, plan.passes):
        rows, lost = first if number == 0 else shown(number), [torch.zeros(4, device=_device(reader))]
        reader.train()
        for k in torch.randperm(len(rows)).tolist():
            share = gone(number + len(lost) / len(rows))
            _step(reader, bridge, rows[k], plan, optimizer, min(share / _RISE, 1.0) * (1 - share), lost)
        over = gone(number + 1) >= 1.0
        if over or time.monotonic() - looked >= _OFTEN:
            looked = time.monotonic()
            means = (torch.stack(lost).sum(0) / len(rows)).tolist()
            _looked(reader, bridge, optimizer, held, {"pass": number + 1} | dict(zip(_LOSSES, means, strict=True)), folder, tell)
        if over:
            break


_LOSSES = ("names", "relations", "reported", "likeness")


def _device(reader: Reader) -> torch.device:
    return reader.encoder.tagger.weight.device


def _bridge(reader: Reader, batches: Sequence[Batch]) -> nn.Linear | None:
    """From the pupil's vectors to the teacher's, where there is one."""
    lesson = next((one.lesson for one in batches if one.lesson), None)
    return nn.Linear(reader.shape.width, lesson.vectors.shape[2]).to(_device(reader)) if lesson else None


def _optimizer(reader: Reader, bridge: nn.Linear | None, plan: Plan) -> torch.optim.Optimizer:
    for part in reader.encoder.fixed():
        part.requires_grad_(False)
    heads: list[nn.Module] = [reader.scorer, reader.encoder.tagger, reader.encoder.teller, reader.encoder.ways]
    fresh = [one for part in heads + ([bridge] if bridge else []) for one in part.parameters()]
    known = {id(one) for one in fresh}
    rows = [one for one in reader.parameters() if one.requires_grad and id(one) not in known]
    groups = [{"params": rows, "lr": plan.rate, "most": plan.rate}, {"params": fresh, "lr": plan.head_rate, "most": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=_device(reader).type == "cuda")


def _step(
    reader: Reader, bridge: nn.Linear | None, batch: Batch, plan: Plan, optimizer: torch.optim.Optimizer, slope: float, lost: list[Tensor]
) -> None:
    for group in optimizer.param_groups:
        group["lr"] = slope * group["most"]
    each = losses(reader, batch.to(_device(reader)), plan, bridge)
    each.sum().backward()
    torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    lost.append(each.detach())


def _looked(
    reader: Reader, bridge: nn.Linear | None, optimizer: torch.optim.Optimizer, held: Mapping[str, Sequence[Batch]], row: dict[str, float],
    folder: Path | None, tell: Callable[[str], None],
) -> None:  # fmt: skip
    row |= judge.judged(reader, held)
    tell(json.dumps(row))
    if folder:
        state = {
            "reader": reader.state_dict(),
            "bridge": bridge and bridge.state_dict(),
            "optimizer": optimizer.state_dict(),
            "pass": row["pass"],
        }
        torch.save(state, folder / "checkpoint.tmp")
        (folder / "checkpoint.tmp").replace(folder / "checkpoint.pt")
        with (folder / "curve.jsonl").open("a") as out:
            out.write(json.dumps(row) + "\n")


def _resumed(reader: Reader, bridge: nn.Linear | None, optimizer: torch.optim.Optimizer, folder: Path | None) -> int:
    """The number of passes that the folder's checkpoint has behind it, whose state is taken over."""
    if not folder or not (folder / "checkpoint.pt").exists():
        return 0
    state = torch.load(folder / "checkpoint.pt", map_location=_device(reader))
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    if bridge:
        bridge.load_state_dict(state["bridge"])
    return int(state["pass"])


# -- what is lost ------------------------------------------------------------------------------------------------------


def losses(reader: Reader, batch: Batch, plan: Plan, bridge: nn.Linear | None = None) -> Tensor:
    """The losses of the names, of the relations, of what is reported and of vectors unlike the teacher's, each a mean."""
    vectors, tags, attention, told = reader(batch)
    scores = reader.pairs(vectors, attention, batch) if len(batch.pairs) else None
    none = tags.sum() * 0
    marked = [_names(tags, batch), none if scores is None else adaptive(scores, batch), _reported(told, batch)]
    if bridge is None or batch.lesson is None:
        return torch.stack([*marked, none])
    lesson = batch.lesson
    taught = [_as_tagged(tags, lesson, batch), none if scores is None else _as_judged(scores, lesson), _as_reported(told, lesson, batch)]
    mixed = [plan.taught * two + (1 - plan.taught) * one for one, two in zip(marked, taught, strict=True)]
    width = lesson.vectors.shape[-1:]
    theirs, ours = F.layer_norm(lesson.vectors.float(), width), F.layer_norm(bridge(vectors), width)
    return torch.stack([*mixed, plan.likeness * _mean((theirs - ours).square().mean(-1), batch.real)])


def _names(tags: Tensor, batch: Batch) -> Tensor:
    likely, known = tags.log_softmax(-1), batch.tags != IGNORED
    lost = -(likely.gather(2, batch.tags.clamp(min=0)[..., None])[..., 0] * known).sum()
    window, piece, family = batch.loose.T
    at = likely.flatten(0, 1).index_select(0, window * likely.shape[1] + piece)
    both = torch.stack([at.gather(1, (1 + 2 * family + k)[:, None])[:, 0] for k in (0, 1)])
    return (lost - both.logsumexp(0).sum()) / (known.sum() + len(window)).clamp(min=1)


def _mean(values: Tensor, real: Tensor) -> Tensor:
    """The mean over what is there; on a graphics card picking it out would wait for all that was asked before."""
    return (values * real).sum() / real.sum().clamp(min=1)


def _as_tagged(tags: Tensor, lesson: Lesson, batch: Batch) -> Tensor:
    wanted = lesson.tags.float().softmax(-1)
    return _mean(-(wanted * tags.log_softmax(-1)).sum(-1), batch.real)


def adaptive(scores: Tensor, batch: Batch) -> Tensor:
    """The adaptive-threshold loss of ATLOP, over the labels that are marked for each pair."""
    truth, marked = (F.pad(one, (1, 0)).float() for one in (batch.truth, batch.marked))
    threshold = torch.zeros_like(truth)
    threshold[:, 0] = 1
    above = scores + (1 - truth - threshold) * CLOSED
    first = -(above.log_softmax(-1) * truth).sum(1)
    below = scores + (1 - (marked * (1 - truth)) - threshold) * CLOSED
    second = -(below.log_softmax(-1) * threshold).sum(1)
    return ((first + second) * batch.weights).sum() / batch.weights.sum().clamp(min=1)


def _as_judged(scores: Tensor, lesson: Lesson) -> Tensor:
    wanted = lesson.margins.float().sigmoid()
    return F.binary_cross_entropy_with_logits(scores[:, 1:] - scores[:, :1], wanted, reduction="none").sum(1).mean()


def _reported(told: Tensor, batch: Batch) -> Tensor:
    """The loss of what took part, piece by piece, and of what happened, by the smooth maximum over the pieces."""
    roles = told.shape[-1] - batch.happened.shape[-1]
    parts = torch.zeros_like(told[..., :roles])
    parts[tuple(batch.parts.T)] = 1
    known = batch.happened != IGNORED
    return _PART * _parted(told, parts, batch) + _HAPPENED * _happened(told, batch, (batch.happened == HELD).float(), known)


def _as_reported(told: Tensor, lesson: Lesson, batch: Batch) -> Tensor:
    theirs, classes = lesson.told.float(), batch.happened.shape[-1]
    wanted = _whole(theirs, batch)[:, -classes:].sigmoid()
    known = batch.reported[:, None].expand(wanted.shape)
    return _PART * _parted(told, theirs[..., :-classes].sigmoid(), batch) + _HAPPENED * _happened(told, batch, wanted, known)


def _whole(told: Tensor, batch: Batch) -> Tensor:
    return told.masked_fill(~batch.inner()[..., None], CLOSED).logsumexp(1)


def _parted(told: Tensor, wanted: Tensor, batch: Batch) -> Tensor:
    each = F.binary_cross_entropy_with_logits(told[..., : wanted.shape[-1]], wanted, reduction="none").sum(-1)
    return _mean(each, batch.inner() & batch.reported[:, None])


def _happened(told: Tensor, batch: Batch, wanted: Tensor, known: Tensor) -> Tensor:
    whole = _whole(told, batch)[:, -wanted.shape[-1] :]
    return _mean(F.binary_cross_entropy_with_logits(whole, wanted, reduction="none"), known)
