"""Choices of antecedents as annotated texts give them, and the networks that learn to make them (kg/data/reader/coref.npz).

Every pronoun and every nominal of a text is a choice among the chains in view and none. What is learnt is how likely the right ones
are; where an annotation says only of some candidates that they are wrong, any of the others may be right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from kg.annotate import Annotator
from kg.annotate.coref.attention import Attention
from kg.annotate.coref.ranking import NETS, table
from kg.annotate.coref.scoring import Candidate, linear
from kg.annotate.coref.weights import FLOOR
from kg.annotate.doc import Tree
from kg.facts import Document, Reading
from kg.learn.gold import Row
from kg.learn.pronouns import clusters, of_gap
from kg.learn.samples import held
from kg.ontology import Ontology

# What a choice of each data set weighs, a pronoun's and a nominal's: old novels are far from what is read.
SETS = {"gap": (2.0, 0.0), "gum": (1.0, 1.0), "litbank": (0.5, 0.3)}
_EVERY = {"litbank": 2}  # only every second text is read
SEEDS = 3
_HIDDEN, _DROPPED, _DECAY, _RATE, _BATCH = 64, 0.3, 0.02, 1e-3, 128
_PASSES = {"pronoun": 11, "nominal": 9}  # chosen on the held-back texts
_SURE = 1e-9


@dataclass(frozen=True, slots=True)
class Choice:
    """One anaphor: its candidates' numbers, which of them are right (the last place stands for none), and of which kind it is."""

    net: str
    kind: int
    features: NDArray[np.float32]
    clues: NDArray[np.float32]
    looks: NDArray[np.float32]
    right: tuple[bool, ...]
    weight: float
    source: str
    held: bool


class Recorder:
    """Decides as the grammar does, and keeps what may be meant by each pronoun and nominal, whether or not it is a rule that joins it.

    Of those that the product does not ask about, such as "it", more is learnt about those that it does.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[Candidate]]] = []

    def __call__(self, kind: str, candidates: Sequence[Candidate]) -> tuple[Sequence[float], float] | None:
        return ([linear(kind, one) for one in candidates], FLOOR[kind]) if kind in FLOOR else None

    def shown(self, kind: str, candidates: Sequence[Candidate]) -> None:
        """Keeps what may be meant, where anything may."""
        if candidates:
            self.asked.append((kind, list(candidates)))


def choices(folder: Path, ontology: Ontology, sets: Sequence[str] = tuple(SETS)) -> Iterator[Choice]:
    """The choices of all texts of a folder with gap.jsonl, gum.jsonl and litbank.jsonl."""
    annotator = Annotator(ontology, reader=True)
    for name in sets:
        with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in list(lines)[:: _EVERY.get(name, 1)]:
                row = json.loads(line)
                session = annotator.session(Document.of(row["text"], row["id"]))
                recorder = session.ranker = Recorder()
                reading = session.reading()
                if session.sight:
                    yield from _of_text(name, row, reading, recorder, Attention(session.tree, *session.sight))


def _of_text(name: str, row: Row, reading: Reading, recorder: Recorder, attention: Attention) -> Iterator[Choice]:
    known = None if "pronoun" in row else clusters(row, attention.tree)
    for kind, candidates in recorder.asked:
        net, place = next((net, kinds.index(kind)) for net, kinds in NETS.items() if kind in kinds)
        weight = SETS[name][net == "nominal"]
        right = right_of(name, row, attention.tree, reading, known, candidates, net) if weight else None
        if right is not None:
            features = np.array([one.features for one in candidates], dtype=np.float32)
            clues, looks = table(net, place, candidates, features), attention.looks(candidates)
            yield Choice(net, place, features, clues, looks, right, weight, name, held(str(row["id"])))


def right_of(
    name: str, row: Row, tree: Tree, reading: Reading, known: Mapping[int, str] | None, candidates: Sequence[Candidate], net: str
) -> tuple[bool, ...] | None:
    """Which candidates are right, and last whether none is; nothing where the annotation does not say."""
    if known is None:
        right = of_gap(row, tree, reading, candidates[0].anaphor, [(one.antecedent, *_before(one)) for one in candidates])
        none = not (row["a_coref"] or row["b_coref"])
        return (*right, none) if right is not None and (none or any(right)) else None
    mine, theirs = known.get(candidates[0].anaphor), [_cluster(one, known) for one in candidates]
    if mine is not None:
        found = [one == mine for one in theirs]
        return (*found, not any(found))
    if name == "gum":  # all phrases are annotated: what is not stands for nothing
        return (*(False for _ in theirs), True)
    if net == "nominal" or not any(theirs):
        return None
    return (*(one is None for one in theirs), True)  # something of a kind that is not annotated


def _cluster(one: Candidate, known: Mapping[int, str]) -> str | None:
    """The annotated cluster of a candidate's nearest naming that has one."""
    heads = (one.antecedent, *_before(one))
    return next((known[i] for i in heads if i in known), None)


def _before(one: Candidate) -> list[int]:
    """The tokens of a candidate's namings that stand before the anaphor."""
    return [i for start, end in one.spans if start < one.anaphor for i in range(start, end)]


class Net(nn.Module):
    """Two small layers beside a straight sum of the features; ``none`` is what speaks for no antecedent at all."""

    def __init__(self, kinds: int, features: int, clues: int, looks: int) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(clues, _HIDDEN), nn.Linear(_HIDDEN + looks, _HIDDEN)
        self.last, self.straight = nn.Linear(_HIDDEN, 1, bias=False), nn.Parameter(torch.zeros(kinds, features))
        self.none, self.dropped = nn.Parameter(torch.zeros(kinds)), nn.Dropout(_DROPPED)

    def forward(self, features: Tensor, clues: Tensor, looks: Tensor, kinds: Tensor) -> Tensor:
        """The score of each candidate; ``kinds`` has its anaphor's kind."""
        both = self.dropped(torch.cat([torch.relu(self.first(clues)), looks], 1))
        told: Tensor = self.last(self.dropped(torch.relu(self.second(both)))).squeeze(1)
        return told + (features * self.straight[kinds]).sum(1)

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """The weights under the names that kg/annotate/coref/ranking.py reads."""
        found = {
            "first": self.first.weight, "first_bias": self.first.bias, "second": self.second.weight, "second_bias": self.second.bias,
            "last": self.last.weight[0], "straight": self.straight, "none": self.none,
        }  # fmt: skip
        return {name: value.detach().numpy() for name, value in found.items()}


def likely(net: Net, rows: Sequence[Choice]) -> tuple[Tensor, Tensor]:
    """The logarithm of how likely the right ones of each choice are, and the shares of all candidates and none, choice after choice."""
    sizes = torch.tensor([len(one.features) for one in rows])
    of, kinds = torch.repeat_interleave(torch.arange(len(rows)), sizes), torch.tensor([one.kind for one in rows])
    features, clues, looks = (
        torch.from_numpy(np.concatenate(part)) for part in zip(*((r.features, r.clues, r.looks) for r in rows), strict=True)
    )
    scores, none = net(features, clues, looks, kinds[of]), net.none[kinds]
    top = torch.scatter_reduce(none.detach(), 0, of, scores.detach(), "amax")
    each, nothing = torch.exp(scores - top[of]), torch.exp(none - top)
    right = torch.tensor([told for one in rows for told in one.right[:-1]], dtype=torch.float32)
    whole = torch.zeros(len(rows)).index_add(0, of, each) + nothing
    good = torch.zeros(len(rows)).index_add(0, of, each * right) + nothing * torch.tensor([float(one.right[-1]) for one in rows])
    return torch.log(good / whole + _SURE), each / whole[of]


def fit(rows: Sequence[Choice], net: str, seed: int, passes: int) -> Net:
    """A network that learnt from the rows, so many times over."""
    torch.manual_seed(seed)
    order, first = np.random.default_rng(seed), rows[0]
    made = Net(len(NETS[net]), first.features.shape[1], first.clues.shape[1], first.looks.shape[1])
    batches = -(-len(rows) // _BATCH)
    learner = torch.optim.AdamW(made.parameters(), lr=_RATE, weight_decay=_DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(learner, _RATE, total_steps=passes * batches, pct_start=0.1)
    made.train()
    for _ in range(passes):
        shuffled = order.permutation(len(rows))
        for some in np.array_split(shuffled, batches):
            part = [rows[k] for k in some]
            weights = torch.tensor([one.weight for one in part])
            loss = -(weights * likely(made, part)[0]).sum() / weights.sum()
            learner.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(made.parameters(), 1.0)
            learner.step()
            pace.step()
    made.eval()
    return made


def good(nets: Sequence[Net], rows: Sequence[Choice]) -> tuple[int, int, int]:
    """How many antecedents are chosen, how many of them are right, and how many there are to find, by several networks together."""
    with torch.no_grad():
        shares = sum(likely(net, rows)[1] for net in nets) / len(nets)
    parts = torch.split(torch.as_tensor(shares), [len(one.features) for one in rows])
    chosen = [(int(part.argmax()), one) for part, one in zip(parts, rows, strict=True) if float(part.max()) > 1 - float(part.sum())]
    return len(chosen), sum(one.right[k] for k, one in chosen), sum(any(one.right[:-1]) for one in rows)


def learn(rows: Sequence[Choice], out: Path) -> Iterator[str]:
    """Writes the weights; tells how well choices of held-back texts are made by networks that did not see them."""
    arrays: dict[str, Any] = {}
    for net in NETS:
        mine = [one for one in rows if one.net == net]
        tried = [fit([one for one in mine if not one.held], net, seed, _PASSES[net]) for seed in range(SEEDS)]
        for source in SETS:
            for kind, name in enumerate(NETS[net]):
                some = [one for one in mine if one.held and one.source == source and one.kind == kind]
                if some:
                    yield _told(net, source, name, [good([one], some) for one in tried], good(tried, some))
        made = [fit(mine, net, seed, _PASSES[net]).arrays() for seed in range(SEEDS)]
        arrays.update({f"{net}_{name}": np.stack([one[name] for one in made]).astype(np.float16) for name in made[0]})
    np.savez_compressed(out, **arrays)


def _told(net: str, source: str, kind: str, each: Sequence[tuple[int, int, int]], both: tuple[int, int, int]) -> str:
    chosen, right, there = both
    spread = " ".join(f"{200 * one[1] / max(1, one[0] + one[2]):.1f}" for one in each)
    f1 = 200 * right / max(1, chosen + there)
    return f"{net:9}{source:9}{kind:14}{there:5} to find {chosen:5} chosen {right:5} right  F1 {f1:.1f}  (one seed: {spread})"
