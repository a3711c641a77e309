"""The learning curve as a picture: how good the held-back texts are read after each pass, over all stages of a training."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

_WIDE, _HIGH, _EDGE = 640, 300, 40  # pixels of the picture, and of the margin around the curves
_COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7d4f9e", "#b8860b", "#555555", "#2a9d8f", "#9d0208")
_ENDING = " F"


def picture(runs: Sequence[Path]) -> str:
    """An SVG with a curve for the F1 of each data set and for the share of name pieces tagged right; a bar parts the stages."""
    rows = [_rows(run) for run in runs]
    whole = [row for stage in rows for row in stage]
    names = sorted({name for row in whole for name in row if name.endswith(_ENDING) and any(one.get(name) for one in whole)})
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" font-size="11">']
    parts += [f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>', *_frame(rows)]
    for k, name in enumerate(["tagged", *names]):
        parts += _curve(whole, name, k)
    return "\n".join([*parts, "</svg>", ""])


def _rows(run: Path) -> list[dict[str, Any]]:
    """The rows of a run; a run that was begun again repeats none."""
    rows = [json.loads(line) for line in (run / "curve.jsonl").read_text(encoding="utf-8").splitlines()]
    return list({row["epoch"]: row for row in rows}.values())


def _frame(rows: Sequence[Sequence[dict[str, Any]]]) -> Iterator[str]:
    for share in range(0, 101, 20):
        y = _y(share)
        yield f'<path d="M{_EDGE} {y}H{_WIDE - 150}" stroke="#ddd"/><text x="{_EDGE - 6}" y="{y + 4}" text-anchor="end">{share}</text>'
    n, at = sum(map(len, rows)), 0
    for stage in rows[:-1]:
        at += len(stage)
        yield f'<path d="M{_x(at - 0.5, n)} {_EDGE / 2}V{_HIGH - _EDGE}" stroke="#999" stroke-dasharray="3 3"/>'
    yield f'<text x="{_EDGE}" y="{_HIGH - 12}">{n} passes; the stages are parted by bars</text>'


def _curve(rows: Sequence[dict[str, Any]], name: str, k: int) -> Iterator[str]:
    colour = _COLOURS[k % len(_COLOURS)]
    points = [f"{_x(at, len(rows))},{_y(row[name])}" for at, row in enumerate(rows) if name in row]
    label = "names: pieces" if name == "tagged" else f"{name.removesuffix(_ENDING)}: F1"
    yield f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    yield f'<text x="{_WIDE - 140}" y="{_EDGE + 16 * k}" fill="{colour}">{escape(label)}</text>'


def _x(at: float, n: int) -> float:
    return round(_EDGE + (_WIDE - 150 - _EDGE) * at / max(1, n - 1), 1)


def _y(share: float) -> float:
    return round(_HIGH - _EDGE - (_HIGH - 1.5 * _EDGE) * share / 100, 1)
