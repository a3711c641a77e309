"""Times the page in a headless Chromium: python tests/benchmarks/page.py [500 2000 20000]

For each size it prints how long Python takes to make the page, the file's size, milliseconds to first paint and until the
page answers, and the frames drawn in each second while the graph is being moved.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "show"), str(Path(__file__).parents[2])]

from conftest import Visit
from valley import World

from kg.show import page

WORDS = (("is the brother of", "brotherOf"), ("is a member of", "memberOf"), ("leads", "leaderOf"), ("is allied with", "alliedWith"))
KINDS = ("Person", "ArmedGroup", "Settlement", "Person")
FRAMES = """() => new Promise(done => {
    const net = draw.network(), end = performance.now() + 2000; let count = 0;
    const step = () => { const { x, y } = net.getViewPosition(); net.moveTo({ position: { x: x + (count % 40 < 20 ? 8 : -8), y } });
        count += 1; performance.now() < end ? requestAnimationFrame(step) : done(count / 2); };
    step(); })"""


def html(size: int) -> str:
    """A page of ``size`` things in clusters, with one and a half links each and a sentence for every link."""
    chance, world = random.Random(3), World()
    names = [f"Person {at}" for at in range(size)]
    for at in range(1, size):
        for _ in range(1 + at % 2):
            near = at - 1 - int(min(at, 60) * chance.random() ** 2) if chance.random() < 0.9 else int(at * chance.random())
            words, predicate = chance.choice(WORDS)
            world.say(names[at], words, predicate, names[max(0, min(near, at - 1))], doc=at // 20)
    return page(world.graph({name: KINDS[at % 4] for at, name in enumerate(names)}))


def measure(browser: Any, size: int, folder: Path) -> str:
    start = time.perf_counter()
    text = html(size)
    made = time.perf_counter() - start
    file = folder / f"{size}.html"
    file.write_text(text, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    seen = Visit(context.new_page(), file.as_uri()).go()
    paint = seen.ask("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    ready = seen.ask("Number(document.documentElement.dataset.ready)")
    frames = seen.ask(FRAMES)
    shown = len(seen.names())
    context.close()
    row = (
        size,
        shown,
        f"{made:.1f} s",
        f"{len(text) / 1e6:.1f} MB",
        f"{len(text) / size / 1e3:.2f} kB",
        f"{paint:.0f} ms",
        f"{ready:.0f} ms",
        f"{frames:.0f}",
    )
    return " ".join(f"{one!s:>10}" for one in row)


def main(sizes: list[int]) -> None:
    from shutil import which

    from playwright.sync_api import sync_playwright

    heads = ("things", "shown", "made in", "file", "each", "paint", "ready", "frames/s")
    print(" ".join(f"{one:>10}" for one in heads))
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for size in sizes:
            print(measure(browser, size, Path(folder)), flush=True)
        browser.close()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [500, 2000, 20000])
