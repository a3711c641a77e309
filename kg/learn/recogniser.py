"""Fits what stands in for spaCy's entity recogniser beside the reader: ``python -m kg.learn.recogniser TEXTS.jsonl...``.

Each line of a file has a "text"; what the recogniser marks there is what is learnt (kg/annotate/names/recogniser.npz). It belongs to one
encoder: after another one is exported it is fitted anew. docs/names-model.md says from what.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kg.annotate import Annotator
from kg.annotate.names.recogniser import OUTSIDE, WEIGHTS, Recogniser, words
from kg.annotate.reader.encoder import Floats, Network
from kg.annotate.reader.reader import DEFAULT
from kg.facts import Document
from kg.ontology import Ontology

_EACH = 7  # of the small words outside so many stand for one
_WIDTH, _BATCH, _EPOCHS, _RATE, _DROPPED = 128, 512, 4, 3e-3, 0.1

Rows = tuple[Floats, list[str], list[float]]  # vectors, tag and weight of each word


def examples(texts: Iterable[str], annotator: Annotator, network: Network) -> Iterator[Rows]:
    """The words of each text; of the small ones that nothing marks only some, which count for the rest."""
    for text in texts:
        tree = annotator.scene(Document.of(text, "text")).tree
        pieces, views = network.look(tree.whole)
        if not views:
            continue
        tags = [OUTSIDE] * tree.n
        for start, end, label in tree.ents:
            tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]
        small = [tags[i] == OUTSIDE and (tree.text[i].islower() or not tree.text[i][0].isalnum()) for i in range(tree.n)]
        kept = [i for i in range(tree.n) if not small[i] or i % _EACH == 0]
        yield words(tree, pieces, views)[kept].astype(np.float16), [tags[i] for i in kept], [_EACH if small[i] else 1.0 for i in kept]


def fit(rows: Sequence[Rows], *, epochs: int = _EPOCHS, width: int = _WIDTH) -> Recogniser:
    """The network that gives the words their tags most likely."""
    import torch
    from torch.nn import functional as F

    torch.manual_seed(1)
    tags = [OUTSIDE, *sorted({tag for _, told, _ in rows for tag in told} - {OUTSIDE})]
    number = {tag: k for k, tag in enumerate(tags)}
    seen = torch.from_numpy(np.concatenate([vectors for vectors, _, _ in rows]))
    told = torch.tensor([number[tag] for _, some, _ in rows for tag in some])
    share = torch.tensor([one for _, _, some in rows for one in some])
    net = torch.nn.Sequential(
        torch.nn.Linear(seen.shape[1], width), torch.nn.Tanh(), torch.nn.Dropout(_DROPPED), torch.nn.Linear(width, len(tags))
    )
    steps = [chunk for _ in range(epochs) for chunk in torch.randperm(len(told)).split(_BATCH)]
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=_RATE, total_steps=len(steps))
    for chunk in steps:
        loss = (F.cross_entropy(net(seen[chunk].float()), told[chunk], reduction="none") * share[chunk]).sum() / share[chunk].sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        pace.step()
    made = {"inner": net[0].weight.T, "inner_bias": net[0].bias, "outer": net[3].weight.T, "outer_bias": net[3].bias}
    return Recogniser(tags, {name: value.detach().numpy() for name, value in made.items()})


def texts(paths: Iterable[Path]) -> Iterator[str]:
    """The texts of the files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def main(argv: list[str] | None = None) -> None:
    """Reads the files, fits and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    given = parser.parse_args(argv)
    rows = list(examples(texts(given.files), Annotator(Ontology.load()), Network(DEFAULT)))
    fit(rows).save(given.out)
    sys.stdout.write(f"{sum(len(tags) for _, tags, _ in rows)} words of {len(rows)} texts\n")


if __name__ == "__main__":
    main()
