"""One HTML page that holds a whole graph: opened from disk, offline, by someone who never heard of RDF."""

from __future__ import annotations

import html as markup
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.outputs import replace_file

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["Inline", "inline", "page", "show"]


def page(graph: Graph, *, title: str | None = None) -> str:
    """Returns the page as HTML; the same graph gives the same bytes, and the page makes no request."""
    from kg.show.html import html
    from kg.show.model import view
    from kg.show.place import place

    return html(place(view(graph, title=title)))


def show(graph: Graph, out: str | Path, *, title: str | None = None) -> Path:
    """Writes the page to ``out`` (a file, or a folder that gets ``graph.html``), whole or not at all, and returns the file's path."""
    path = Path(out)
    path = path / "graph.html" if path.is_dir() else path
    return replace_file(path, page(graph, title=title))


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that shows itself in a notebook, in a frame that cannot reach the notebook."""

    html: str
    height: int

    def _repr_html_(self) -> str:
        text = markup.escape(self.html, quote=True)
        style = f"width:100%;height:{self.height}px;border:1px solid #8884;border-radius:6px"
        return f'<iframe sandbox="allow-scripts allow-downloads" title="Knowledge graph" style="{style}" srcdoc="{text}"></iframe>'


def inline(graph: Graph, *, height: int = 640, title: str | None = None) -> Inline:
    """Returns the page for a notebook, ``height`` pixels high."""
    return Inline(page(graph, title=title), height)
