"""Takes pictures of a page: python tests/show/pictures.py OUT/graph.html FOLDER ['#node=Peru' | --readme]

Writes page-1280.png (light), page-1280-dark.png and page-390.png into FOLDER; with --readme the two that README shows:
page.png, the first view, and connected.png, the answer to the question that the page proposes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import which
from typing import Any

SIZES = (("page-1280", 1280, 800, "light"), ("page-1280-dark", 1280, 800, "dark"), ("page-390", 390, 844, "light"))


def main(page: Path, folder: Path, wanted: str = "") -> None:
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    address = page.resolve().as_uri()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        if wanted == "--readme":
            opened(browser, address, 1280, 800, "light").screenshot(path=folder / "page.png")
            tab = opened(browser, address, 1280, 800, "dark")
            tab.click("[data-key=pair]")
            tab.wait_for_timeout(300)
            tab.screenshot(path=folder / "connected.png")
        else:
            for name, width, height, scheme in SIZES:
                opened(browser, address + wanted, width, height, scheme).screenshot(path=folder / f"{name}.png")
        browser.close()


def opened(browser: Any, address: str, width: int, height: int, scheme: str) -> Any:
    """A tab with the page, ready and at rest."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_selector("html[data-ready]")
    tab.wait_for_timeout(300)
    return tab


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
