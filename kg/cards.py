"""Small pieces of HTML by which facts show themselves in a notebook; everything that comes from a text is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

MOST = 600  # characters of a quote that are shown


def card(title: str, kicker: str, lines: Iterable[str] = ()) -> str:
    """A title with what it is beside it, above lines of HTML."""
    head = f"<b>{html.escape(title)}</b> <span style='opacity:.65'>{html.escape(kicker)}</span>"
    rest = "".join(f"<div>{one}</div>" for one in lines)
    return f"<div style='border-left:3px solid #8886;padding:2px 0 2px 10px;margin:4px 0'><div>{head}</div>{rest}</div>"


def soft(text: str) -> str:
    """Words that stand back."""
    return f"<span style='opacity:.65'>{html.escape(text)}</span>"


def marked(quote: str, spans: Iterable[tuple[int, int]]) -> str:
    """A quote with spans of it marked; of two that overlap, the one that starts first."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if at <= start < end <= len(quote):
            parts += [html.escape(quote[at:start]), f"<mark>{html.escape(quote[start:end])}</mark>"]
            at = end
    return "".join([*parts, html.escape(quote[at:])]) if len(quote) <= MOST else html.escape(quote[:MOST]) + " …"
