"""Training of the upper layers that tell what is reported, on what the lower layers of a trained reader make of reports.

The lower layers stay as they are, so names and relations are read as before. They are those of a stage of the reader that had not read
the reports: one that learnt them by heart shows it in its lower layers too (who did it, by the name alone), and what is trained on them
learns to trust that memory, which it does not have of other texts. On the lower layers of a later stage the same upper layers read as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from kg.annotate.encoder import Network
from kg.learn.calibrate import heard
from kg.learn.examples import Window
from kg.learn.losses import closed, reported
from kg.learn.model import Teller
from kg.learn.reports import CLASSES, ROLES


def lowered(network: Network, windows: Sequence[Window]) -> Iterator[Window]:
    """The windows of reports with what the lower layers make of them, with 16 bits."""
    for one in windows:
        if one.happened:
            seen = network.view(0, len(one.ids) - 2, one.ids, one.ways)
            yield replace(one, lower=seen.lower.astype(np.float16))


def losses(teller: Teller, batch: Sequence[Window]) -> dict[str, Tensor]:
    """The mean loss of what is reported in a batch."""
    told = _told(teller, batch)
    return {"reported": torch.stack([reported(told[k, : len(one.ids)], one) for k, one in enumerate(batch)]).mean()}


def judged(teller: Teller, windows: Sequence[Window]) -> dict[str, float]:
    """F1 (per cent) of each part by piece and of each happening by window, at the likelihood where it is best."""
    with torch.no_grad():
        told = [_told(teller, [one])[0].numpy() for one in windows]
    found = heard(windows, told, list(ROLES.values()), list(CLASSES.values()))
    return {one.label: round(one.f, 1) for one in found if one.holds}


def _told(teller: Teller, batch: Sequence[Window]) -> Tensor:
    rows = [torch.from_numpy(one.lower.astype(np.float32)) for one in batch if one.lower is not None]
    longest = max(len(one) for one in rows)
    filled = torch.stack([F.pad(one, (0, 0, 0, longest - len(one))) for one in rows])
    with torch.autocast("cpu", torch.bfloat16, enabled=teller.training):
        found: Tensor = teller(filled, closed([len(one) for one in rows]))
    return found.float()
