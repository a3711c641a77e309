"""The learned ranking of antecedents: clues of the grammar and the reader's attention in two small layers, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from kg.annotate.coref.attention import Attention
from kg.annotate.coref.scoring import Candidate

if TYPE_CHECKING:
    from kg.annotate.reader.encoder import Floats

Ranker = Callable[[str, Sequence[Candidate]], tuple[Sequence[float], float] | None]
NETS = {"pronoun": ("person", "thing", "plural"), "nominal": ("definite", "demonstrative", "owned", "indefinite", "bare")}
FILE = "coref.npz"


class Ranking:
    """The weights of the networks, for pronouns and for nominals, each several times (one for each seed)."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as told:
            weights = {name: told[name].astype(np.float32) for name in told.files}
        self.nets = {
            net: _Net({name.removeprefix(f"{net}_"): one for name, one in weights.items() if name.startswith(net)}) for net in NETS
        }
        self.version = f"{crc32(path.read_bytes()):08x}"
        self.place = {kind: (net, k) for net, kinds in NETS.items() for k, kind in enumerate(kinds)}

    def scores(self, kind: str, candidates: Sequence[Candidate], looks: Floats) -> tuple[list[float], float]:
        """How much speaks for each candidate, and for none of them."""
        net, k = self.place[kind]
        features = np.array([one.features for one in candidates], dtype=np.float32)
        return self.nets[net].scores(k, features, table(net, k, candidates, features), looks)


class _Net:
    """One network's weights, laid out so that all seeds are multiplied at once."""

    def __init__(self, at: Mapping[str, Floats]) -> None:
        self.seeds, self.hidden, clues = at["first"].shape
        self.first, self.first_bias = at["first"].reshape(-1, clues).T.copy(), at["first_bias"].reshape(-1)
        self.inner = at["second"][:, :, : self.hidden].transpose(0, 2, 1).copy()
        self.looks = at["second"][:, :, self.hidden :].transpose(0, 2, 1).copy()
        self.second_bias, self.last = at["second_bias"][:, None], at["last"][:, :, None]
        self.straight, self.none = at["straight"].mean(0), at["none"].mean(0)

    def scores(self, k: int, features: Floats, clues: Floats, looks: Floats) -> tuple[list[float], float]:
        """The mean of the seeds' scores for the k-th kind of anaphor."""
        first = np.maximum(clues @ self.first + self.first_bias, 0).reshape(len(clues), self.seeds, self.hidden).transpose(1, 0, 2)
        second = np.maximum(first @ self.inner + looks @ self.looks + self.second_bias, 0)
        found = (second @ self.last).mean(0)[:, 0] + features @ self.straight[k]
        return found.tolist(), float(self.none[k])


def table(net: str, k: int, candidates: Sequence[Candidate], features: Floats) -> Floats:
    """What the first layer takes: features, what is asked about, and the kinds of the two namings."""
    asked = np.zeros((len(candidates), len(NETS[net])), dtype=np.float32)
    asked[:, k] = 1.0
    more = np.array([one.kinds for one in candidates], dtype=np.float32)
    return np.concatenate([features, asked, more], axis=1)


def watcher(ranker: Ranker | None) -> Callable[[str, Sequence[Candidate]], None] | None:
    """What a ranker that learns is shown, where it is one: all that can be ranked, also what is not asked about and what a rule joins."""
    shown: Callable[[str, Sequence[Candidate]], None] | None = getattr(ranker, "shown", None)
    return shown


@lru_cache(maxsize=2)
def trained(folder: Path) -> Ranking | None:
    """The ranking in a reader's folder, if there is one."""
    path = folder / FILE
    return Ranking(path) if path.exists() else None


def ranker(weights: Ranking, attention: Attention) -> Ranker:
    """Ranks the candidates within one text."""
    return lambda kind, candidates: weights.scores(kind, candidates, attention.looks(candidates))
