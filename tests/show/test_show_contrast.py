"""Colours of the style sheet: text and marks stand out from what they lie on (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from kg.show.html import ASSETS

CSS = (ASSETS / "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})\b", part)) for part in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2])


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_text_is_legible(tones: dict[str, str], ground: str) -> None:
    ratios = {name: contrast(tones[name], tones[ground]) for name in ("ink", "soft", "accent", "warn", "deny")}
    assert all(ratio >= 4.5 for ratio in ratios.values()), ratios


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out(tones: dict[str, str]) -> None:
    families = ("person", "group", "place", "event", "item", "thing", "link")
    ratios = {name: contrast(tones[name], tones["paper"]) for name in families}
    assert all(ratio >= 3 for ratio in ratios.values()), ratios


@pytest.mark.parametrize("tones", [LIGHT, DARK], ids=["light", "dark"])
def test_marked_words_stay_legible(tones: dict[str, str]) -> None:
    assert all(contrast(tones["ink"], tones[name]) >= 7 for name in ("who", "says", "whom"))
