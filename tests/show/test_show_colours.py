"""Colours as they are drawn: they stand out from the paper and from each other, for eyes of every kind."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from kg.facts import Claim, Document, Evidence, Mention
from kg.graph import Graph
from kg.ontology import Ontology
from kg.show import page

Visiting = Callable[..., Any]
FAMILIES = ("Person", "Group", "Place", "Event", "Item", "Thing")

# Machado, Oliveira and Fernandes 2009: what is left of red, green and blue (linear) at full severity.
EYES = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Row = tuple[float, ...]


def linear(colour: str) -> Row:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)


def seen_by(colour: str, eye: str) -> Row:
    return tuple(min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in EYES[eye])


def lab(rgb: Row) -> Row:
    """CIE L*a*b* (D65)."""
    x, y, z = (
        sum(a * b for a, b in zip(row, rgb, strict=True))
        for row in ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    )
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x / 0.9505, y, z / 1.089))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: str, two: str, eye: str) -> float:
    """How far two colours are from each other (CIE 1976)."""
    return sum((a - b) ** 2 for a, b in zip(lab(seen_by(one, eye)), lab(seen_by(two, eye)), strict=True)) ** 0.5


@pytest.fixture
def graph() -> Graph:
    """One thing of each family, in the colours of the packaged ontology."""
    document = Document.of(" ".join(FAMILIES), "families.txt")
    spots = [(name, document.text.index(name)) for name in FAMILIES]
    mentions = [Mention.of(document, at, at + len(name), name, "name", event=name == "Event") for name, at in spots]
    event = next(one for one in mentions if one.type == "Event")
    happened = Claim.of(event.id, "type", Evidence.of(document, 0, len(document.text)), by="test", value="Event")
    return Graph(Ontology.load(), [document], mentions, [happened])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_and_differ_in_shape_and_for_every_eye(visit: Visiting, graph: Graph, scheme: str) -> None:
    seen = visit(page(graph), "#alone=1", color_scheme=scheme)
    colours = seen.ask("Object.fromEntries(data.types.map(one => [one.family, look.colour(one)]))")
    paper = seen.ask("look.tone('paper')")
    assert len(colours) == len(FAMILIES)
    assert all(seen.ask("([one, two]) => look.contrast(one, two)", [one, paper]) >= 3 for one in colours.values()), colours
    assert len(set(seen.ask("data.types.map(look.shape)"))) == len(FAMILIES)
    for eye in EYES:
        near = {pair: apart(*(colours[one] for one in pair), eye) for pair in combinations(sorted(colours), 2)}
        assert min(near.values()) > 12, (eye, min(near, key=near.__getitem__), min(near.values()))
