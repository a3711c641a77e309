"""One HTML file: pyvis carries the network, the template, styles and scripts are the files in ``assets``."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from kg.show.model import Row, View

ASSETS = Path(__file__).parent / "assets"
NETWORK = "lib/vis-9.1.2/vis-network.min.js"
OUTLINE = "world.js"
SCRIPTS = (
    "dom.js",
    "data.js",
    "state.js",
    "walk.js",
    "filter.js",
    "look.js",
    OUTLINE,
    "labels.js",
    "hulls.js",
    "settle.js",
    "draw.js",
    "evidence.js",
    "panel.js",
    "search.js",
    "legend.js",
    "reader.js",
    "table.js",
    "timeline.js",
    "atlas.js",
    "sheet.js",
    "take.js",
    "tools.js",
    "start.js",
)
STYLES = ("page.css",)
OPTIONS: Row = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 100000, "hideEdgesOnDrag": False},
    "layout": {"improvedLayout": False},
}


def html(shown: View) -> str:
    """Writes the page for a view; it asks nothing of the network and runs only the scripts whose hashes it names."""
    net = _network(shown)
    scripts = [_script(source) for source in (_bundled(NETWORK), *(_asset(name) for name in _needed(shown)))]
    styles = [Markup(_asset(name)) for name in STYLES]
    net.templateEnv = _environment(
        scripts=scripts,
        styles=styles,
        policy=_policy(scripts, styles),
        block=lambda nodes, edges: _block({"nodes": nodes, "edges": edges, "options": OPTIONS, **shown.facts}),
    )
    net.path = "page.html"
    return str(net.generate_html())


def _needed(shown: View) -> list[str]:
    """The scripts of the page; without the outline of the world where nothing has a place on it."""
    mapped = any("geo" in one for one in shown.facts["things"])
    return [name for name in SCRIPTS if mapped or name != OUTLINE]


def _network(shown: View) -> Any:
    """The network as pyvis holds it; its lists are filled at once, because adding one by one looks up every pair."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line", heading=shown.title)
    net.nodes = shown.nodes
    net.node_ids = [one["id"] for one in shown.nodes]
    net.edges = shown.edges
    net.options = OPTIONS
    return net


def _environment(**known: Any) -> Environment:
    environment = Environment(loader=ChoiceLoader([FileSystemLoader(ASSETS), FileSystemLoader(_templates())]), autoescape=True)
    environment.globals.update(known)
    return environment


def _templates() -> Path:
    import pyvis

    return Path(pyvis.__file__).parent / "templates"


def _bundled(name: str) -> str:
    return (_templates() / name).read_text(encoding="utf-8")


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _script(source: str) -> Markup:
    """A script of ours or of pyvis as it stands; one that could end its own element early is refused."""
    text = "\n" + source.replace("\r\n", "\n").strip() + "\n"
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError("a script of the page holds '</script' or '<!--'; write it in two parts")
    return Markup(text)


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A Content-Security-Policy that lets these scripts and styles run and nothing be fetched or sent."""
    allow = {
        "default-src": "'none'",
        "script-src": " ".join(map(_hash, scripts)),
        "style-src": " ".join(map(_hash, styles)),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allow.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(str(text).encode()).digest()).decode()}'"


def _block(value: Row) -> Markup:
    """JSON that stays data inside a script element whatever the strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
