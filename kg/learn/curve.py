"""The learning curve as a picture: how good the held-back texts are read after each pass, over all stages of a training."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

_WIDE, _HIGH, _EDGE = 640, 300, 40  # pixels of the picture, and of the margin around the curves
_COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7d4f9e", "#b8860b", "#555555", "#2a9d8f", "#9d0208")
_ENDING, _PARTS = " F", "parts"


def picture(runs: Sequence[Path]) -> str:
    """An SVG with a curve for the F1 of each data set, for the parts of what is reported and for the pieces of names; a bar parts the stages."""
    stages, last = [], 0
    for run in runs:
        stages.append([row | {"pass": last + row["pass"]} for row in _rows(run)])
        last = stages[-1][-1]["pass"]
    whole = [row for stage in stages for row in stage]
    names = sorted(
        {name for row in whole for name in row if (name.endswith(_ENDING) or name == _PARTS) and any(one.get(name) for one in whole)}
    )
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" font-family="sans-serif" font-size="11">']
    parts += [f'<rect width="{_WIDE}" height="{_HIGH}" fill="#fff"/>', *_frame([stage[-1]["pass"] for stage in stages])]
    for k, name in enumerate(["tagged", *names]):
        parts += _curve(whole, name, k)
    return "\n".join([*parts, "</svg>", ""])


def _rows(run: Path) -> list[dict[str, Any]]:
    """The rows of a run; a run that was begun again repeats none."""
    rows = [json.loads(line) for line in (run / "curve.jsonl").read_text(encoding="utf-8").splitlines()]
    return list({row["pass"]: row for row in rows}.values())


def _frame(ends: Sequence[int]) -> Iterator[str]:
    """The lines behind the curves; ``ends`` are the last passes of the stages."""
    for share in range(0, 101, 20):
        y = _y(share)
        yield f'<path d="M{_EDGE} {y}H{_WIDE - 150}" stroke="#ddd"/><text x="{_EDGE - 6}" y="{y + 4}" text-anchor="end">{share}</text>'
    for end in ends[:-1]:
        yield f'<path d="M{_x(end, ends[-1])} {_EDGE / 2}V{_HIGH - _EDGE}" stroke="#999" stroke-dasharray="3 3"/>'
    stages = "; the stages are parted by bars" if len(ends) > 1 else ""
    yield f'<text x="{_EDGE}" y="{_HIGH - 12}">{ends[-1]} passes{stages}</text>'


def _curve(rows: Sequence[dict[str, Any]], name: str, k: int) -> Iterator[str]:
    colour = _COLOURS[k % len(_COLOURS)]
    points = [f"{_x(row['pass'], rows[-1]['pass'])},{_y(row[name])}" for row in rows if name in row]
    label = {"tagged": "names: pieces", _PARTS: "parts: precision"}.get(name, f"{name.removesuffix(_ENDING)}: F1")
    yield f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    yield f'<text x="{_WIDE - 140}" y="{_EDGE + 16 * k}" fill="{colour}">{escape(label)}</text>'


def _x(at: float, n: int) -> float:
    return round(_EDGE + (_WIDE - 150 - _EDGE) * at / max(1, n), 1)


def _y(share: float) -> float:
    return round(_HIGH - _EDGE - (_HIGH - 1.5 * _EDGE) * share / 100, 1)
