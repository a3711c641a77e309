"""The trained reader as files for onnxruntime and numpy: the encoder with 8 bits to a weight, the scorer with 16."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.annotate.encoder import Network
from kg.learn.calibrate import Judged, by_network, calibration, reliability, statements, thresholds
from kg.learn.examples import Window
from kg.learn.judge import by_torch
from kg.learn.madeup import MADE_UP
from kg.learn.model import Encoder, Reader
from kg.learn.reports import TOLD


class _Single(torch.nn.Module):
    """The encoder for one window at a time, which needs no mask."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, ways: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """(n,) and (n,) -> (n, width), (n, tags), (heads, n, n), (n, told)."""
        return tuple(one.squeeze(0) for one in self.encoder(ids[None], ways[None], torch.zeros(1, 1, 1, 1)))


def export(reader: Reader, vocabulary: Path, folder: Path) -> None:
    """Writes encoder.onnx, scorer.npz and vocab.txt into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    whole = folder / "whole.onnx"
    sample = torch.arange(1000, 1012), torch.ones(12, dtype=torch.long)
    names = {"ids": {0: "n"}, "ways": {0: "n"}, "vectors": {0: "n"}, "tags": {0: "n"}, "attention": {1: "n", 2: "n"}, "reported": {0: "n"}}
    torch.onnx.export(
        _Single(reader.encoder), sample, str(whole), input_names=["ids", "ways"], output_names=["vectors", "tags", "attention", "reported"],
        dynamic_axes=names, opset_version=17, dynamo=False,
    )  # fmt: skip
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(whole, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)  # 8 bits, a scale for each column
    whole.unlink()
    weights = {name.replace(".", "_"): value.half().numpy() for name, value in reader.scorer.state_dict().items()}
    np.savez_compressed(folder / "scorer.npz", **weights)
    shutil.copyfile(vocabulary, folder / "vocab.txt")


def settled(reader: Reader, windows: Sequence[Window], labels: Sequence[str], folder: Path) -> Iterator[str]:
    """Writes card.json: version, labels, thresholds and calibration; tells how good each label is and what 8 bits cost."""
    card: dict[str, object] = {"version": "", "labels": list(labels), "reported": list(TOLD), "thresholds": {}, "calibration": [1.0, 0.0]}
    _write(card, folder)
    held = [one for one in windows if one.held and one.source != MADE_UP]  # what is made up says nothing of how sure one may be
    full, small = by_torch(reader, held, labels), by_network(Network(folder), held, labels)
    chosen = thresholds(small)
    curve = calibration(small, chosen)
    _write(_named(card | {"thresholds": chosen, "calibration": list(curve)}, folder), folder)
    yield f"{'label':22}{'holds':>6}{'read':>6}{'P':>7}{'R':>7}"
    for one in small:
        yield _row(one, chosen[one.label])
    yield f"all labels, margin 0: F {_f(full):.1f} with 32 bits, {_f(small):.1f} with 8"
    wrong, bins = reliability(*statements(small, chosen), curve)
    yield f"expected calibration error {wrong:.3f}"
    yield from (f"  said {said:.2f} true {true:.2f} of {n}" for said, true, n in bins)


def _named(card: dict[str, object], folder: Path) -> dict[str, object]:
    """The card with a short name of all that decides what is read: weights, thresholds, calibration."""
    told = b"".join((folder / name).read_bytes() for name in ("encoder.onnx", "scorer.npz", "vocab.txt"))
    return card | {"version": hashlib.sha256(told + json.dumps(card, sort_keys=True).encode()).hexdigest()[:8]}


def _write(card: dict[str, object], folder: Path) -> None:
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _row(one: Judged, told: float | None) -> str:
    read = one.margins >= told if told is not None else np.zeros(len(one.margins), dtype=bool)
    hit, n, true = int((read & one.true).sum()), int(read.sum()), int(one.true.sum())
    return f"{one.label:22}{true:6}{n:6}{100 * hit / max(1, n):7.1f}{100 * hit / max(1, true):7.1f}"


def _f(judged: Sequence[Judged]) -> float:
    hit, told, true = (
        sum(int(n.sum()) for n in rows) for rows in zip(*((j.true & (j.margins > 0), j.margins > 0, j.true) for j in judged), strict=True)
    )
    return 200 * hit / max(1, told + true)
