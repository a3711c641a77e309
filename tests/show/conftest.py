"""A browser for the page's tests: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

MISSING = "no Chromium: the page is not tested in a browser. Install it with: apt-get install -y chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium; without one the tests are skipped with the line that installs it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        warnings.warn(MISSING, stacklevel=1)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class Visit:
    """One page in a browser, with everything it asked of the network and everything it complained of."""

    def __init__(self, tab: Any, address: str) -> None:
        self.tab, self.address = tab, address
        self.requests: list[str] = []
        self.errors: list[str] = []
        tab.on("request", lambda one: self.requests.append(one.url) if not one.url.startswith(("file:", "data:", "blob:")) else None)
        tab.on("pageerror", lambda one: self.errors.append(str(one)))
        tab.on("console", lambda one: self.errors.append(one.text) if one.type in ("error", "warning") else None)
        tab.on("dialog", lambda one: (self.errors.append("dialog: " + one.message), one.dismiss()))

    def go(self, fragment: str = "") -> Visit:
        """Opens the file anew and waits until it is ready."""
        self.tab.goto("about:blank")
        self.tab.goto(self.address + fragment)
        self.tab.wait_for_selector("html[data-ready]")
        self.rest()
        return self

    def rest(self) -> None:
        """Waits for the next two frames."""
        self.tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))")

    def ask(self, script: str, value: Any = None) -> Any:
        return self.tab.evaluate(script, value)

    def names(self) -> list[str]:
        """The names of the things on show, sorted."""
        return sorted(self.ask("[...draw.shown().things].map(one => one.name)"))

    def links(self) -> list[str]:
        """The links on show, as 'from label to', sorted."""
        return sorted(self.ask("draw.shown().links.map(one => `${one.from.name} ${one.label} ${one.to.name}`)"))

    def spot(self, name: str) -> tuple[float, float]:
        """Where on screen the mark of a thing is."""
        script = """name => { const one = data.things.find(one => one.name === name), box = byId("canvas").getBoundingClientRect();
            const { x, y } = draw.network().canvasToDOM(draw.network().getPosition(one.id)); return [x + box.left, y + box.top]; }"""
        x, y = self.ask(script, name)
        return x, y

    def click(self, name: str) -> None:
        """Clicks the mark of a thing and waits until the page has followed."""
        self.tab.mouse.click(*self.spot(name))
        self.rest()

    def click_word(self, word: str) -> None:
        """Clicks the words that stand along a line."""
        script = """word => { const one = draw.placed().words.find(one => one.text === word), box = byId("canvas").getBoundingClientRect();
            return [one.x + box.left, one.y + box.top]; }"""
        self.tab.mouse.click(*self.ask(script, word))
        self.rest()

    def subject(self) -> str:
        """The heading of the details."""
        return str(self.ask("document.querySelector('#panel h2').textContent"))

    def fragment(self) -> str:
        return str(self.ask("location.hash"))


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens a page's HTML from disk: ``visit(html, fragment="", width=1280, height=800, ...)``."""
    contexts = []

    def opened(html: str, fragment: str = "", *, width: int = 1280, height: int = 800, **more: Any) -> Visit:
        file = tmp_path / "graph.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": height}, **{"reduced_motion": "reduce"} | more)
        contexts.append(context)
        return Visit(context.new_page(), file.as_uri()).go(fragment)

    yield opened
    for context in contexts:
        context.close()
