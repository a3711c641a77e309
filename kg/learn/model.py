"""The reader as torch trains it: a small BERT, a tagger of names, and a scorer of pairs (Zhou et al. 2021, ATLOP).

One pass of the encoder serves both heads: no marks are put around mentions. The word vectors stay as they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.annotate.pieces import WAYS
from kg.annotate.reader import FAMILIES, KINDS
from kg.learn.reports import TOLD

LAYERS = 5  # of the checkpoint's, from below, are kept: the sixth costs a tenth of a second in ten texts
NARROW, BLOCK = 256, 16  # numbers to an end of a pair, and to a block of the grouped bilinear form
UNSURE = 0.1  # of the ends are shown without their kind while it learns
_RARE = -5.0  # few words have a part in what is reported
TAGS = ("O", *(f"{mark}-{family}" for family in FAMILIES for mark in "BI"))


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    vocabulary: int = 30522
    places: int = 512
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 6
    told: int = len(TOLD)


class Layer(nn.Module):
    """One transformer layer, after-norm as in BERT; the last one shows where it looks."""

    def __init__(self, shape: Shape, *, shows: bool = False) -> None:
        super().__init__()
        self.heads, self.shows = shape.heads, shows
        self.query, self.key, self.value, self.output = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.first, self.second = nn.LayerNorm(shape.width, eps=1e-12), nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """(batch, n, width) and what is added to attention scores -> the same, and attention (batch, heads, n, n)."""
        batch, n, width = x.shape
        query, key, value = (one(x).view(batch, n, self.heads, -1).transpose(1, 2) for one in (self.query, self.key, self.value))
        attention = x
        if self.shows:
            attention = (query @ key.transpose(-1, -2) / math.sqrt(width / self.heads) + bias).softmax(-1)
            seen = attention @ value
        else:
            seen = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = self.first(x + self.output(seen.transpose(1, 2).reshape(batch, n, width)))
        return self.second(x + self.drop(self.down(F.gelu(self.up(x))))), attention


class Encoder(nn.Module):
    """Pieces -> vectors, tag scores, the last layer's attention, and what each has to do with what is reported.

    The word vectors stay as they came; how a piece is written is told beside them.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(shape.vocabulary, shape.width), nn.Embedding(shape.places, shape.width)
        self.sort, self.ways = nn.Embedding(2, shape.width), nn.Embedding(WAYS, shape.width)
        nn.init.zeros_(self.ways.weight)
        self.norm, self.drop = nn.LayerNorm(shape.width, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape, shows=k == shape.layers - 1) for k in range(shape.layers))
        self.tagger, self.teller = nn.Linear(shape.width, len(TAGS)), nn.Linear(shape.width, shape.told)
        nn.init.constant_(self.teller.bias, _RARE)

    def fixed(self) -> Iterator[nn.Module]:
        """The parts that are not trained."""
        yield from (self.words, self.sort)

    def forward(self, ids: Tensor, ways: Tensor, bias: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(batch, n) -> (batch, n, width), (batch, n, tags), (batch, heads, n, n), (batch, n, told)."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(place) + self.sort.weight[0] + self.ways(ways)))
        attention = x
        for layer in self.layers:
            x, attention = layer(x, bias)
        return x, self.tagger(self.drop(x)), attention, self.teller(self.drop(x))


class Scorer(nn.Module):
    """Two ends and what both attend to -> a score for each label and, first, the threshold that it must pass."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.kinds = nn.Embedding(len(KINDS), width)
        nn.init.normal_(self.kinds.weight, std=0.02)
        self.head, self.tail = nn.Linear(width, NARROW), nn.Linear(width, NARROW)
        self.head_context, self.tail_context = nn.Linear(width, NARROW, bias=False), nn.Linear(width, NARROW, bias=False)
        self.form = nn.Linear(NARROW * BLOCK, labels + 1)

    def forward(self, ends: Tensor, context: Tensor, pairs: Tensor) -> Tensor:
        """Ends (groups, width), context (pairs, width) and pairs of groups (pairs, 2) -> (pairs, 1 + labels)."""
        head = torch.tanh(self.head(ends)[pairs[:, 0]] + self.head_context(context)).view(len(pairs), -1, BLOCK, 1)
        tail = torch.tanh(self.tail(ends)[pairs[:, 1]] + self.tail_context(context)).view(len(pairs), -1, 1, BLOCK)
        scores: Tensor = self.form((head * tail).reshape(len(pairs), -1))
        return scores


class Reader(nn.Module):
    """The encoder and the scorer."""

    def __init__(self, labels: int, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape or Shape()
        self.encoder, self.scorer = Encoder(self.shape), Scorer(self.shape.width, labels)

    def pairs(self, vectors: Tensor, attention: Tensor, groups: list[tuple[list[int], int]], pairs: Tensor) -> Tensor:
        """Scores of pairs of groups (places of mentions, kind) of one window: vectors (n, width), attention (heads, n, n)."""
        ends = torch.stack([vectors[places].logsumexp(0) for places, _ in groups])
        looks = torch.stack([attention[:, places].mean(1) for places, _ in groups])
        kinds = torch.tensor([kind for _, kind in groups])
        if self.training:  # no one is always sure of what class a thing is
            kinds = torch.where(torch.rand(len(kinds)) < UNSURE, KINDS.index("Thing"), kinds)
        ends = ends + self.scorer.kinds.weight[kinds]
        shared = (looks[pairs[:, 0]] * looks[pairs[:, 1]]).sum(1)
        context = (shared / (shared.sum(-1, keepdim=True) + 1e-10)) @ vectors
        found: Tensor = self.scorer(ends, context, pairs)
        return found


def pretrained(reader: Reader, folder: Path) -> None:
    """Fills the encoder with the weights of a BERT checkpoint in safetensors format."""
    from safetensors.torch import load_file

    told = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    encoder, filled = reader.encoder, {}
    names = {"words": "word_embeddings", "places": "position_embeddings", "sort": "token_type_embeddings"}
    for ours, theirs in names.items():
        filled[f"{ours}.weight"] = told[f"embeddings.{theirs}.weight"]
    inner = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "output": "attention.output.dense",
        "first": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "second": "output.LayerNorm",
    }  # fmt: skip
    for end in ("weight", "bias"):
        filled[f"norm.{end}"] = told[f"embeddings.LayerNorm.{end}"]
        for k in range(reader.shape.layers):
            for ours, theirs in inner.items():
                filled[f"layers.{k}.{ours}.{end}"] = told[f"encoder.layer.{k}.{theirs}.{end}"]
    missing: Any = encoder.load_state_dict(filled, strict=False)
    left = [name for name in missing.missing_keys if not name.startswith(("ways", "tagger", "teller"))]
    if left or missing.unexpected_keys:
        raise ValueError(f"{folder}: not a BERT of this shape; {left or missing.unexpected_keys}")


def shape_of(folder: Path) -> Shape:
    """The sizes that a checkpoint's config.json gives."""
    told = json.loads((folder / "config.json").read_text())
    return Shape(
        told["vocab_size"], told["max_position_embeddings"], told["hidden_size"], told["num_attention_heads"],
        told["intermediate_size"], min(LAYERS, told["num_hidden_layers"]),
    )  # fmt: skip


def taken_over(reader: Reader, labels: Sequence[str], state: Mapping[str, Tensor], old: Sequence[str]) -> None:
    """Fills a reader with another's weights; labels keep theirs by name, and what the other did not have stays as it is."""
    own = reader.state_dict()
    for name, value in state.items():
        if not name.startswith("scorer.form."):
            own[name] = value
    for end in ("weight", "bias"):
        theirs, ours = state[f"scorer.form.{end}"], own[f"scorer.form.{end}"]
        ours[0] = theirs[0]
        for k, label in enumerate(labels, 1):
            if label in old:
                ours[k] = theirs[1 + old.index(label)]
    reader.load_state_dict(own)


def blended(state: Mapping[str, Tensor], other: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """So much of a reader's weights and the rest of another's from which it was trained (Wortsman et al. 2022); what only it has stays."""
    return {name: share * one + (1 - share) * other[name] if name in other else one for name, one in state.items()}
