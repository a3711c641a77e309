"""The reader as torch trains it: a small BERT, a tagger of names, and a scorer of pairs (Zhou et al. 2021, ATLOP).

One pass of the encoder serves both heads: no marks are put around mentions. The word vectors stay as they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.annotate.reader.pieces import FIRST, LAST, WAYS
from kg.annotate.reader.reader import FAMILIES, KINDS
from kg.learn.batch import Batch
from kg.learn.reports import TOLD

NARROW, BLOCK = 256, 16  # numbers to an end of a pair, and to a block of the grouped bilinear form
UNSURE = 0.1  # of the ends are shown without their kind while it learns
CLOSED, _NONE = -1e4, 1e-20  # added to the score of what is not there; and the least that a logarithm is taken of
_SMALL, _LOUD = 0.06, 0.04  # of the texts are shown as if in small letters, and as if in capitals
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
    near: int = 0  # kinds of distance that are told beside the places, where there are any


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
        self.near = nn.Embedding(shape.near, shape.heads) if shape.near else None
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
        if self.near:
            bias = bias + self.near(_distance(place, self.near.num_embeddings)).permute(2, 0, 1)[None]
        for layer in self.layers:
            x, attention = layer(x, bias)
        return x, self.tagger(self.drop(x)), attention, self.teller(self.drop(x))


def _distance(place: Tensor, kinds: int) -> Tensor:
    """The kind of distance of each place from each, (n, n): near ones one by one, far ones by their logarithm (Raffel et al. 2020)."""
    half, far = kinds // 2, 128
    apart = place[None, :] - place[:, None]
    exact = half // 2
    spread = exact + (apart.abs().clamp(min=1).float() / exact).log() / math.log(far / exact) * (half - exact)
    return torch.where(apart > 0, half, 0) + torch.where(apart.abs() < exact, apart.abs(), spread.long().clamp(max=half - 1))


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
        head = torch.tanh(self.head(ends).index_select(0, pairs[:, 0]) + self.head_context(context)).view(len(pairs), -1, BLOCK, 1)
        tail = torch.tanh(self.tail(ends).index_select(0, pairs[:, 1]) + self.tail_context(context)).view(len(pairs), -1, 1, BLOCK)
        scores: Tensor = self.form((head * tail).reshape(len(pairs), -1))
        return scores


class Reader(nn.Module):
    """The encoder and the scorer."""

    def __init__(self, labels: int, shape: Shape | None = None) -> None:
        super().__init__()
        self.shape = shape or Shape()
        self.encoder, self.scorer = Encoder(self.shape), Scorer(self.shape.width, labels)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Vectors, tag scores, attention and what is told by each piece of a batch."""
        ways = _recased(batch.ways, torch.rand(len(batch.ids), 1, device=batch.ids.device)) if self.training else batch.ways
        with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=self.training):
            vectors, tags, attention, told = self.encoder(batch.ids, ways, (~batch.real)[:, None, None, :] * CLOSED)
        return vectors.float(), tags.float(), attention.float(), told.float()

    def pairs(self, vectors: Tensor, attention: Tensor, batch: Batch) -> Tensor:
        """Scores of a batch's pairs, (pairs, 1 + labels): vectors (windows, n, width), attention (windows, heads, n, n).

        What both ends look at is computed for all groups of a window at once: picking rows pair by pair costs far more on the way back.
        """
        (windows, n, width), kinds = vectors.shape, batch.kinds
        most, (window, piece, group) = kinds.shape[1], batch.mentions.T
        group = window * most + group
        one = vectors.flatten(0, 1).index_select(0, window * n + piece)
        top = one.new_full((windows * most, width), CLOSED).scatter_reduce(0, group[:, None].expand_as(one), one.detach(), "amax")
        ends = top + one.new_zeros(top.shape).index_add(0, group, (one - top.index_select(0, group)).exp()).clamp(min=_NONE).log()
        looks = attention.transpose(1, 2).flatten(0, 1).index_select(0, window * n + piece)
        looks = looks.new_zeros(windows * most, *looks.shape[1:]).index_add(0, group, looks)
        looks = looks / one.new_zeros(windows * most).index_add(0, group, one.new_ones(len(group))).clamp(min=1)[:, None, None]
        if self.training:  # no one is always sure of what class a thing is
            kinds = torch.where(torch.rand(kinds.shape, device=kinds.device) < UNSURE, KINDS.index("Thing"), kinds)
        ends = ends + self.scorer.kinds(kinds).flatten(0, 1)
        spread = looks.view(windows, most, -1, n).permute(0, 3, 1, 2)  # (windows, n, groups, heads)
        shared = (spread @ spread.transpose(2, 3)).permute(0, 2, 3, 1).flatten(1, 2)
        context = (shared / (shared.sum(-1, keepdim=True) + 1e-10)) @ vectors
        window, head, tail = batch.pairs.T
        both = context.flatten(0, 1).index_select(0, (window * most + head) * most + tail)
        found: Tensor = self.scorer(ends, both, torch.stack([window * most + head, window * most + tail], 1))
        return found


def _recased(ways: Tensor, drawn: Tensor) -> Tensor:
    """Some texts have lost their capitals, some have nothing else; a piece of letters is written in one of three ways."""
    letters = (ways >= 1) & (ways <= 3)
    ways = torch.where(letters & (drawn < _SMALL), 1, ways)
    return torch.where(letters & (drawn > 1 - _LOUD), 3, ways)


_BERT = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "output": "attention.output.dense",
    "first": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "second": "output.LayerNorm",
}  # fmt: skip
_MPNET = _BERT | {
    "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "output": "attention.attn.o",
    "first": "attention.LayerNorm",
}  # fmt: skip
_SHIFT = 4  # MPNet's own marks come before BERT's word pieces, and two places before the first
_NEAR = "encoder.relative_attention_bias.weight"


def pretrained(reader: Reader, folder: Path) -> None:
    """Fills the encoder with the weights of a BERT or an MPNet checkpoint in safetensors format, whose pieces are those of BERT in small letters."""
    from safetensors.torch import load_file

    told = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    words, places = told["embeddings.word_embeddings.weight"], told["embeddings.position_embeddings.weight"]
    filled = {f"norm.{end}": told[f"embeddings.LayerNorm.{end}"] for end in ("weight", "bias")}
    if _NEAR in told:
        filled |= {"near.weight": told[_NEAR], "sort.weight": torch.zeros(2, words.shape[1]), "places.weight": places[2:]}
        filled["words.weight"] = words[_SHIFT : _SHIFT + reader.shape.vocabulary].clone()
        filled["words.weight"][FIRST], filled["words.weight"][LAST] = words[0], words[2]
    else:
        filled |= {"words.weight": words, "places.weight": places, "sort.weight": told["embeddings.token_type_embeddings.weight"]}
    for ours, theirs in (_MPNET if _NEAR in told else _BERT).items():
        for k in range(reader.shape.layers):
            filled |= {f"layers.{k}.{ours}.{end}": told[f"encoder.layer.{k}.{theirs}.{end}"] for end in ("weight", "bias")}
    last = f"layers.{reader.shape.layers - 1}.second"
    size = (filled[f"{last}.weight"].square().mean() + filled[f"{last}.bias"].square().mean()).sqrt()
    filled |= {
        f"{last}.{end}": filled[f"{last}.{end}"] / size for end in ("weight", "bias")
    }  # the heads take numbers about as large as one
    missing: Any = reader.encoder.load_state_dict(filled, strict=False)
    left = [name for name in missing.missing_keys if not name.startswith(("ways", "tagger", "teller"))]
    if left or missing.unexpected_keys:
        raise ValueError(f"{folder}: not a BERT or MPNet of this shape; {left or missing.unexpected_keys}")


def fresh(labels: int, folder: Path, layers: int) -> Reader:
    """A reader of so many labels with the encoder of a checkpoint."""
    reader = Reader(labels, shape_of(folder, layers))
    pretrained(reader, folder)
    return reader


def layers_of(state: Mapping[str, Tensor]) -> int:
    """How many layers the encoder of a reader's weights has."""
    return len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})


def shape_of(folder: Path, layers: int) -> Shape:
    """The sizes that a checkpoint's config.json gives, with so many layers, from below, at most."""
    told = json.loads((folder / "config.json").read_text())
    near = told.get("relative_attention_num_buckets", 0)
    return Shape(
        told["vocab_size"] - (_SHIFT + 1 if near else 0), told["max_position_embeddings"] - (2 if near else 0), told["hidden_size"],
        told["num_attention_heads"], told["intermediate_size"], min(layers, told["num_hidden_layers"]), near=near,
    )  # fmt: skip
