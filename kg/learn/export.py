"""The trained reader as files for onnxruntime and numpy: the encoder with 8 bits to a weight, the scorer with 16."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.annotate.reader.encoder import Network
from kg.learn.calibrate import Judged, by_network
from kg.learn.examples import Window
from kg.learn.judge import by_torch
from kg.learn.madeup import MADE_UP
from kg.learn.model import Encoder, Reader
from kg.learn.reports import TOLD
from kg.learn.settle import named, write


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


def compared(reader: Reader, windows: Sequence[Window], labels: Sequence[str], folder: Path) -> str:
    """Writes card.json with all labels shut until thresholds are settled; tells what 8 bits cost on the held-back windows."""
    shut = dict.fromkeys(labels)
    write(
        named({"version": "", "labels": list(labels), "reported": list(TOLD), "thresholds": shut, "calibration": [1.0, 0.0]}, folder),
        folder,
    )
    held = [one for one in windows if one.held and one.source != MADE_UP]
    full, small = by_torch(reader, held, labels), by_network(Network(folder), held, labels)
    return f"all labels, margin 0: F {_f(full):.1f} with 32 bits, {_f(small):.1f} with 8"


def _f(judged: Sequence[Judged]) -> float:
    hit, told, true = (
        sum(int(n.sum()) for n in rows) for rows in zip(*((j.true & (j.margins > 0), j.margins > 0, j.true) for j in judged), strict=True)
    )
    return 200 * hit / max(1, told + true)
