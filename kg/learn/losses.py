"""What the reader loses on a batch of windows: names, relations, what is reported; and how well it reads what was held back."""

from __future__ import annotations

from collections.abc import Sequence

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


def encoded(reader: Reader, batch: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Vectors, tag scores, attention and what is told by each piece of a batch, filled up to its longest window."""
    longest = max(len(one.ids) for one in batch)
    ids, ways = (torch.tensor([row + [0] * (longest - len(row)) for row in rows]) for rows in zip(*((one.ids, one.ways) for one in batch)))
    if reader.training:
        ways = _recased(ways, torch.rand(len(batch), 1))
    bias = closed([len(one.ids) for one in batch])
    with torch.autocast("cpu", torch.bfloat16, enabled=reader.training):
        vectors, tags, attention, told, _ = reader.encoder(ids, ways, bias)
    return vectors.float(), tags.float(), attention.float(), told.float()


def closed(lengths: Sequence[int]) -> Tensor:
    """What is added to the attention scores of windows of these lengths that are filled up to the longest, (batch, 1, 1, longest)."""
    bias = torch.zeros(len(lengths), 1, 1, max(lengths))
    for k, n in enumerate(lengths):
        bias[k, :, :, n:] = _CLOSED
    return bias


def _recased(ways: Tensor, drawn: Tensor) -> Tensor:
    """Some texts have lost their capitals, some have nothing else; a piece of letters is written in one of three ways."""
    letters = (ways >= 1) & (ways <= 3)
    ways = torch.where(letters & (drawn < _SMALL), 1, ways)
    return torch.where(letters & (drawn > 1 - _LOUD), 3, ways)


def losses(reader: Reader, batch: Sequence[Window]) -> dict[str, Tensor]:
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
    parts = [reported(told[k, : len(one.ids)], one) for k, one in enumerate(batch) if one.happened]
    return {
        "names": torch.cat(tagged).mean() if tagged else none,
        "relations": adaptive(torch.cat(scores), rows, torch.tensor(weights)) if scores else none,
        "reported": torch.stack(parts).mean() if parts else none,
    }


def reported(told: Tensor, window: Window) -> Tensor:
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
